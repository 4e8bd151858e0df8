"""The markup of a report: its head, its blocks with inline marks, its statements and events.

    id: pw-example                      head: `key: value` lines
    == title                            a block; its attributes follow the role
    Boats to {e1|leave}, says admiral   text with marks {tags|text}, which nest
    == statements                       `1 act=say ...`, one line for each number used in marks
    == events                           `e1 plain words | type=RETREAT mode=promised ...`
    == entities                         `id type "Full Name" key=value`, for people met only here

WRITING.md teaches it. Nothing here knows the world: entity ids are checked in pile.py.
Covered by tests/samples/machinery_test.py.
"""

import re
from dataclasses import dataclass, field, replace

from .errors import Mistake

ROLES = (
    "title",
    "deck",
    "byline",
    "dateline",
    "date",
    "body",
    "subhead",
    "caption",
    "credit",
    "promo",
    "related",
    "comment",
    "share",
    "navigation",
    "legal",
    "source_note",
    "other",
)
HEAD = (
    "id",
    "outlet",
    "form",
    "url",
    "published",
    "dated",
    "authors",
    "story",
    "genre",
    "origin",
    "sources",
    "habits",
    "oddities",
    "file",
    "note",
)

_STATEMENT_TAG = re.compile(r"(\d+)(c|q|s|a|t|r([1-9])(q?))$")
_EVENT_TAG = re.compile(r"e\d+$")
_ENTITY = re.compile(r"[a-z][a-z0-9_]*$|-$")
_WORD_TAGS = ("i", "b", "link", "dateline", "author")
_ATTRIBUTE = re.compile(r"""\s*([A-Za-z][\w-]*)(?:=("[^"]*"|'[^']*'|[^\s"']\S*|))?(?=\s|$)""")
_KINDS = {"c": "content", "q": "cue", "s": "speaker", "a": "addressee", "t": "when"}


@dataclass(frozen=True)
class Tag:
    """One meaning of a mark. `key` is the statement or event it belongs to ("1", "e1", and
    "other-report.1" after copying); `depth` the place in the relay; `value` an entity id, or the value of
    a time or quantity."""

    kind: str
    key: str = ""
    depth: int = 0
    value: str = ""


@dataclass(frozen=True)
class Mark:
    """Tags of text[begin:end] of a block; `line` is where it is written."""

    begin: int
    end: int
    tags: tuple
    line: int


@dataclass(frozen=True)
class Passage:
    """text[begin:end] of a block was taken from `report`, block `block`, at [from_begin, from_end)."""

    begin: int
    end: int
    report: str
    block: int
    from_begin: int
    from_end: int


@dataclass(frozen=True)
class Block:
    """A paragraph-like piece. White space in `text` is single spaces. `attributes` maps to lists of
    strings. `passages` is filled when copies are resolved."""

    role: str
    text: str
    marks: tuple
    attributes: dict
    line: int
    passages: tuple = ()


@dataclass
class Row:
    """A line of `== statements`, `== events` or `== entities`: its first word, the words before the
    attributes, and the attributes (lists of strings)."""

    key: str
    words: str
    attributes: dict
    line: int

    def one(self, name, default=""):
        values = self.attributes.get(name, [])
        return values[-1] if values else default


@dataclass
class Report:
    """A report as written, before copies are resolved."""

    path: str
    head: dict
    head_lines: dict
    blocks: list = field(default_factory=list)
    statements: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    entities: dict = field(default_factory=dict)

    @property
    def id(self):
        return self.head["id"]

    def at(self, line):
        return f"{self.path}:{line}"

    def listed(self, name, separator=","):
        return [word.strip() for word in self.head.get(name, "").split(separator) if word.strip()]


def read_report(text, path):
    """Parses one .report file. Raises Mistake at the first thing that cannot be read."""
    lines = text.split("\n")
    report = Report(path, {}, {})
    first = _read_head(lines, report)
    for header_line, header, body in _sections(lines, first):
        _read_section(report, header_line, header, body)
    for name in ("id", "outlet", "form", "published"):
        if name not in report.head:
            raise Mistake(report.at(1), f"the head needs a line `{name}: ...`")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", report.id):
        raise Mistake(report.at(1), f"id `{report.id}`: use a-z, 0-9 and `-`")
    return report


def _read_head(lines, report):
    for number, line in enumerate(lines, 1):
        if line.startswith("=="):
            return number
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        name = name.strip()
        if not colon or name not in HEAD:
            raise Mistake(
                report.at(number), f"`{line}` is no line of a head; known are {', '.join(HEAD)}"
            )
        if name in report.head:
            raise Mistake(report.at(number), f"`{name}` is given twice")
        report.head[name] = value.strip()
        report.head_lines[name] = number
    raise Mistake(report.at(len(lines)), "no block: the head ends at the first `== role`")


def _sections(lines, first):
    start = first
    for number in range(first + 1, len(lines) + 2):
        if number == len(lines) + 1 or lines[number - 1].startswith("=="):
            body = [
                (n, lines[n - 1])
                for n in range(start + 1, number)
                if not lines[n - 1].startswith("#")
            ]
            yield start, lines[start - 1], body
            start = number


def _read_section(report, line, header, body):
    words = header[2:].strip()
    role = words.split(None, 1)[0] if words else ""
    tables = {"statements": report.statements, "events": report.events, "entities": report.entities}
    if role in tables:
        for number, text in body:
            if text.strip():
                _read_row(report, tables[role], role, number, text.strip())
        return
    if role not in ROLES:
        known = ", ".join(ROLES + tuple(tables))
        raise Mistake(report.at(line), f"`== {role}`: known are {known}")
    attributes = read_attributes(words[len(role) :], report.at(line))
    paragraphs = _paragraphs(body)
    if "copy" in attributes and paragraphs:
        raise Mistake(
            report.at(paragraphs[0][0]),
            "a copied block has no text of its own; begin another with `== body`",
        )
    if "copy" not in attributes and not paragraphs:
        raise Mistake(report.at(line), f"`== {role}` has no text")
    for number, text in paragraphs or [(line, "")]:
        plain, marks = read_marks(text, report.path, number)
        report.blocks.append(Block(role, plain, marks, attributes, number))


def _paragraphs(body):
    found = []
    current = None
    for number, line in body:
        if not line.strip():
            current = None
        elif current is None:
            current = [number, line]
            found.append(current)
        else:
            current[1] += "\n" + line
    return [(number, text) for number, text in found]


def read_attributes(text, where):
    """`a=b c="d e" flag` to lists by name; a flag has the value "yes"."""
    found = {}
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _ATTRIBUTE.match(text, at)
        if not match or match.end() == at:
            raise Mistake(
                where,
                f'cannot read `{text[at:].strip()}`; write name=value or name="several words"',
            )
        value = match.group(2)
        if value is None:
            value = "yes"
        elif value[:1] in "\"'" and len(value) >= 2:
            value = value[1:-1]
        found.setdefault(match.group(1), []).append(value)
        at = match.end()
    return found


def _read_row(report, table, section, line, text):
    where = report.at(line)
    key, _, rest = text.partition(" ")
    words = ""
    if section == "events":
        words, bar, rest = rest.partition("|")
        if not bar or not words.strip():
            raise Mistake(where, "write `e1 what happens in plain words | type=... mode=...`")
    elif section == "entities":
        match = re.match(r'\s*(\w+)\s+"([^"]+)"(.*)$', rest)
        if not match:
            raise Mistake(where, 'write `some_id person "Full Name" role="..." country=...`')
        words, rest = f"{match.group(1)} {match.group(2)}", match.group(3)
    patterns = {
        "events": r"e\d+$",
        "statements": r"(\d+|[a-z0-9-]+(\.[a-z0-9-]+)*\.\d+)$",
        "entities": r"[a-z][a-z0-9_]*$",
    }
    if not re.match(patterns[section], key):
        raise Mistake(where, f"`{key}` cannot begin a line of == {section}")
    if key in table:
        raise Mistake(where, f"`{key}` is given twice in == {section}")
    table[key] = Row(key, words.strip(), read_attributes(rest, where), line)


def read_marks(text, path, line):
    """Text with marks to (plain text, marks). White space becomes single spaces. `\\{` and `\\}` are
    braces that mean themselves."""
    plain = []
    marks = []
    stack = []
    at = 0
    while at < len(text):
        char = text[at]
        where = f"{path}:{line}"
        if char == "\\" and text[at + 1 : at + 2] in ("{", "}", "\\"):
            plain.append(text[at + 1])
            at += 2
        elif char == "{":
            header, at, tags = _open_mark(text, at, where)
            stack.append((len(plain), tags, line, header))
        elif char == "}":
            if not stack:
                raise Mistake(
                    where, "`}` closes nothing; a brace that means itself is written `\\}`"
                )
            marks.append(_close_mark(plain, stack.pop(), where))
            at += 1
        elif char.isspace() and char != "\u00a0":
            line += char == "\n"
            if plain and plain[-1] != " ":
                plain.append(" ")
            at += 1
        else:
            plain.append(char)
            at += 1
    if stack:
        raise Mistake(
            f"{path}:{stack[-1][2]}", f"`{{{stack[-1][3]}|` is never closed in its paragraph"
        )
    while plain and plain[-1] == " ":
        plain.pop()
    if any(mark.end > len(plain) for mark in marks):
        raise Mistake(f"{path}:{line}", "a mark ends with a space at the end of the paragraph")
    marks.sort(key=lambda mark: (mark.begin, -mark.end))
    return "".join(plain), tuple(marks)


def _open_mark(text, at, where):
    bar = text.find("|", at)
    brace = re.search(r"[{}]", text[at + 1 :])
    if bar < 0 or (brace and at + 1 + brace.start() < bar):
        raise Mistake(where, f"`{text[at:at + 20]}`: a mark is written {{tags|text}}")
    header = " ".join(text[at + 1 : bar].split())
    if text[bar + 1 : bar + 2].isspace():
        raise Mistake(where, f"`{{{header}|` is followed by a space; a mark begins with a word")
    return header, bar + 1, read_tags(header, where)


def _close_mark(plain, opened, where):
    begin, tags, line, header = opened
    end = len(plain)
    if begin == end:
        raise Mistake(where, f"`{{{header}|}}` marks nothing")
    if plain[begin] == " " or plain[end - 1] == " ":
        raise Mistake(
            where, f"`{{{header}|{''.join(plain[begin:end])}}}` begins or ends with a space"
        )
    return Mark(begin, end, tags, line)


def read_tags(header, where):
    """`1r1 2s pelagos` to tags; the entity id belongs to every speaker, addressee and relay source."""
    tags = []
    entity = ""
    for word in header.split():
        tag = _read_tag(word)
        if tag:
            tags.append(tag)
        elif _ENTITY.match(word) and not entity:
            entity = word
        else:
            raise Mistake(
                where, f"`{word}` in `{{{header}|` is no tag; see the table in WRITING.md"
            )
    takers = [tag for tag in tags if tag.kind in ("speaker", "addressee", "relay")]
    if entity and not takers:
        raise Mistake(
            where,
            f"`{entity}` in `{{{header}|` belongs to no speaker, addressee or relay; a mention is {{@{entity}|",
        )
    if not tags:
        raise Mistake(where, "a mark needs a tag before the `|`")
    return tuple(replace(tag, value=entity) if tag in takers else tag for tag in tags)


def _read_tag(word):
    match = _STATEMENT_TAG.match(word)
    if match and match.group(3):
        return Tag("relay_cue" if match.group(4) else "relay", match.group(1), int(match.group(3)))
    if match:
        return Tag(_KINDS[match.group(2)], match.group(1))
    if _EVENT_TAG.match(word):
        return Tag("event", word)
    if word in _WORD_TAGS:
        return Tag(word)
    if word == "!":
        return Tag("no_mention")
    if word.startswith("@") and _ENTITY.match(word[1:]):
        return Tag("mention", value=word[1:])
    if word[:2] in ("t=", "n=") and len(word) > 2:
        return Tag("time" if word[0] == "t" else "quantity", value=word[2:])
    return None
