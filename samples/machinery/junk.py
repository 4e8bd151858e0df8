"""Invented matter that surrounds reports on their pages: menus, boxes, readers' comments, headlines of nothing.

Short, and chosen by a report's id, so that a page is the same whenever it is made. No line here is long enough
to look like a passage that two reports share.
"""

MENUS = {
    "daily": ("Home", "Sea", "Politics", "Money", "Weather & Tides", "Letters", "Subscribe"),
    "tabloid": ("Front page", "Showtime", "Scandal", "Harbour Gossip", "Sport", "Win!"),
    "wire": ("Latest", "World", "Markets", "Shipping", "Pictures", "Clients"),
    "state": ("News", "The Council", "Nation", "Industry", "Culture", "Archive"),
    "opinion": ("Essays", "Columns", "Debate", "Books", "About us"),
    "weekly": ("This week", "Fisheries", "Cargo", "Tide tables", "Advertise"),
    "aggregator": ("Home", "World", "Business", "Tech", "Viral", "Privacy"),
    "broadcaster": ("News", "Listen live", "Programmes", "Weather", "Frequencies"),
    "blog": ("Home", "About", "Archive", "Donate", "Contact"),
}
SHARE = ("Share on Murmur", "Post to Quayside", "Send by post-gull", "Print this page", "Copy link")
NEWSLETTERS = (
    ("The tide, twice a day", "Sign up for our morning and evening letters."),
    ("Never miss a boat", "The five stories you need, before breakfast."),
    ("Harbour Dispatch", "Our weekly letter, free, every Friday."),
)
COOKIES = (
    "We use cookies to remember you. Accept Decline",
    "This site keeps crumbs. OK, fine Tell me more",
)
LEGAL = (
    "All rights reserved.",
    "No part of this page may be reproduced without leave.",
    "Terms Privacy Imprint",
)
HEADLINES = (
    "Six ways to cook a herring",
    "Is your lighthouse insured?",
    "Fog expected until Friday",
    "Council votes on new sea wall",
    "The gull that learned to read timetables",
    "Herring arrive early, and in numbers",
    "Lost anchor found in parish garden",
    "Rope prices steady",
    "Choir of Tavra wins again",
    "What your oilskin says about you",
    "Harbour board to count its buoys",
    "Eel pie: the verdict",
    "Twelve knots every child should know",
    "Old ferry becomes library",
    "Regatta moved to the autumn",
)
COMMENTS = (
    "First!",
    "And who pays for it? We do, as always.",
    "My window needs no cleaning, thank you.",
    "I was there. It was louder than that.",
    "Typical of this paper.",
    "Nobody asks the fishermen.",
    "Bring back the old timetable.",
    "Third paragraph is nonsense.",
    "Hear, hear.",
    "Source?",
    "They said the same about the lighthouse.",
    "Can we talk about the price of eels instead?",
)
HANDLES = (
    "SaltyNell",
    "tavra_tom",
    "Bosun77",
    "herring4all",
    "quillpen",
    "MrsBarnacle",
    "lowtide",
    "anon_eel",
)
AGES = ("2 hours ago", "54 minutes ago", "yesterday", "3 days ago", "just now")
