"""Reports as scraped plain text, in the habits of those who scrape. A report's `habits:` line lists them:

  clean        nothing but title and paragraphs (the default)
  byline       author and date below the title
  print        `Print Friendly, PDF & Email` on top
  crumbs       `Home / Sea / title` on top
  twice        the title twice
  share        a line of share buttons
  more         three lines `More news: ...` at the end
  also         `Check Also` and a teaser that breaks off
  reply        `Leave a Reply` and what follows it
  source       `source: domain` at the end
  glued        a caption glued to its credit
  tight        no empty lines between blocks
  wrapped      lines broken at 72 columns
  oneline      everything on a single line
  mojibake, crlf   see page.py

Covered by tests/samples/machinery_test.py.
"""

from .page import Page

HABITS = (
    "clean",
    "byline",
    "print",
    "crumbs",
    "twice",
    "share",
    "more",
    "also",
    "reply",
    "source",
    "glued",
    "tight",
    "wrapped",
    "oneline",
    "mojibake",
    "crlf",
)


def write_text(layout, habits):
    """The page as text. Byline and date appear with the habit `byline` only."""
    page = Page(html=False)
    gap = " " if "oneline" in habits else "\n" if "tight" in habits else "\n\n"
    blocks = layout.report.blocks

    def put(role, text, block=-1, before=gap):
        page.raw(before if page.length else "")
        page.visible(role, text, block)

    def put_block(index, before=gap):
        put(blocks[index].role, blocks[index].text, index, before)

    if "print" in habits:
        put("share", "• Print Friendly, PDF & Email")
        put("share", "• Send to Reader", before="\n  " if gap != " " else gap)
    title = layout.text(layout.title)
    if "crumbs" in habits:
        put("navigation", f"Home / {layout.outlet.facts.get('section', 'News')} / {title}")
    if layout.title >= 0:
        for _ in range(2 if "twice" in habits else 1):
            put_block(layout.title)
    if layout.deck >= 0:
        put_block(layout.deck)
    if "byline" in habits:
        for index in (layout.byline, layout.date):
            if index >= 0:
                put_block(index, "\n" if gap != " " else gap)
    if "share" in habits:
        put("share", "Share on Murmur Share on Quayside Send to a friend")
    for index in layout.main:
        _put_main(page, layout, index, habits, gap, put_block)
    for index in layout.tail:
        put_block(index)
    _put_end(layout, habits, gap, put)
    if "oneline" not in habits:
        page.raw("\n")
    if "wrapped" in habits:
        page.parts = [_wrapped(page.text(), 72)]
    return page


def _put_main(page, layout, index, habits, gap, put_block):
    block = layout.block(index)
    credit = block.attributes.get("credit", [""])[-1] if block.role == "caption" else ""
    if credit and "glued" in habits:
        page.raw(gap if page.length else "").visible("credit", credit).visible(
            "caption", block.text, index
        )
    elif credit:
        put_block(index)
        page.raw(" [").visible("credit", credit).raw("]")
    else:
        put_block(index)


def _put_end(layout, habits, gap, put):
    if "also" in habits and layout.teasers:
        put("related", "Check Also")
        put("related", layout.teasers[-1] + " …")
    if "more" in habits:
        for at, title in enumerate(layout.teasers):
            put("related", f"More news: {title}", before=gap if at == 0 or gap == " " else "\n")
    if "reply" in habits:
        put("comment", "Leave a Reply")
        put("comment", "Your email address will not be published. Required fields are marked *")
    if "source" in habits:
        put("source_note", f"source: {layout.outlet.facts['domain']}")


def _wrapped(text, width):
    """Spaces become line breaks, character for character, so that no line is longer than it must be."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            cut = line.rfind(" ", 1, width + 1)
            cut = cut if cut > 0 else line.find(" ", width)
            if cut < 0:
                break
            lines.append(line[:cut])
            line = line[cut + 1 :]
        lines.append(line)
    return "\n".join(lines)
