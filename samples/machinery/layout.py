"""What every form of a report needs before it is laid out: its blocks by their place on a page, the byline and
date that the outlet's habit adds, and the teasers of other reports.

Covered by tests/samples/machinery_test.py.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from .errors import Mistake
from .markup import Block, Mark, Tag

MONTHS = (
    "January February March April May June July August September October November December"
).split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass
class Layout:
    """Indexes into report.blocks. main: everything from the first to the last body paragraph, and captions."""

    report: object
    outlet: object
    moment: datetime
    hidden: bool
    url: str
    title: int = -1
    deck: int = -1
    byline: int = -1
    date: int = -1
    main: list = field(default_factory=list)
    tail: list = field(default_factory=list)
    teasers: list = field(default_factory=list)

    def blocks(self, role, indexes):
        return [i for i in indexes if self.report.blocks[i].role == role]

    def block(self, index):
        return self.report.blocks[index]

    def text(self, index):
        return self.report.blocks[index].text if index >= 0 else ""

    def authors(self):
        return self.report.listed("authors", ";")


def choose(seed, candidates, count):
    """`count` of `candidates` in an order that depends on `seed` alone; the same on every machine."""

    def weight(candidate):
        return hashlib.sha256(f"{seed}|{candidate}".encode()).digest()

    return sorted(candidates, key=weight)[:count]


def number(seed, below):
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % below


def read_moment(text, where):
    """ISO 8601 with a time zone; what is missing is noon in the world's own zone (+01:00)."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Mistake(where, f"`{text}` is no date; write 2017-03-14T17:42+01:00") from None
    if len(text) == 10:
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone(timedelta(hours=1)))


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def show_date(style, moment):
    """The date as an outlet prints it; styles ending in `+time` print the time too."""
    day, month, year = moment.day, MONTHS[moment.month - 1], moment.year
    week = DAYS[moment.weekday()]
    hour = moment.hour % 12 or 12
    half = "a.m." if moment.hour < 12 else "p.m."
    return {
        "day month": f"{day} {month} {year}",
        "day month+time": f"{day} {month} {year}, {hour}:{moment.minute:02d} {half}",
        "month day": f"{month} {day}, {year}",
        "week day month+time": f"{week}, {day} {month} {year} {moment.hour:02d}:{moment.minute:02d}",
        "short": f"{day} {month[:3]} {year}",
        "dots": f"{day:02d}.{moment.month:02d}.{year}",
        "iso+time": f"{moment.isoformat()[:10]} {moment.hour:02d}:{moment.minute:02d}",
    }[style]


def lay_out(report, world, moment, others):
    """Completes report.blocks with byline and date, and sorts them. others: {id: title} of the reports that may be
    teased beside it."""
    outlet = world.outlets[report.head["outlet"]]
    layout = Layout(
        report,
        outlet,
        moment,
        report.head.get("dated", "shown") != "shown",
        _url(report, outlet, moment),
    )
    _add_byline(report, outlet)
    if not layout.hidden and not any(block.role == "date" for block in report.blocks):
        style = outlet.facts.get("date_style", "day month")
        report.blocks.append(
            Block("date", show_date(style, moment), (), {}, report.head_lines["published"])
        )
    _sort(layout)
    own = [name for name in others if name != report.id]
    layout.teasers = [others[name] for name in choose(report.id + "/teasers", own, 3)]
    return layout


def _sort(layout):
    blocks = layout.report.blocks
    body = [i for i, block in enumerate(blocks) if block.role == "body"]
    last = body[-1] if body else -1
    for i, block in enumerate(blocks):
        if block.role in ("title", "deck", "byline", "date") and getattr(layout, block.role) < 0:
            setattr(layout, block.role, i)
        elif i <= last or block.role in ("caption", "credit"):
            layout.main.append(i)
        else:
            layout.tail.append(i)


def _url(report, outlet, moment):
    if "url" in report.head:
        return report.head["url"]
    day = (
        ""
        if report.head.get("dated", "shown") != "shown"
        else f"{moment.year}/{moment.month:02d}/{moment.day:02d}/"
    )
    return f"http://{outlet.facts['domain']}/{day}{report.id}"


def _add_byline(report, outlet):
    authors = report.listed("authors", ";")
    if not authors or any(block.role == "byline" for block in report.blocks):
        return
    text = outlet.facts.get("byline_style", "By")
    text += " " if text else ""
    marks = []
    for at, name in enumerate(authors):
        text += "" if at == 0 else (" and " if at == len(authors) - 1 else ", ")
        marks.append(
            Mark(len(text), len(text) + len(name), (Tag("author"),), report.head_lines["authors"])
        )
        text += name
    report.blocks.append(Block("byline", text, tuple(marks), {}, report.head_lines["authors"]))
