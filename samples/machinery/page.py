"""A page under construction that remembers where every block's characters come to lie in its bytes.

Covered by tests/samples/machinery_test.py.
"""

from dataclasses import dataclass, field

from .errors import Mistake

STYLES = {"i": ("<em>", "</em>"), "b": ("<strong>", "</strong>"), "link": ('<a href="#">', "</a>")}
NAMED = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "‘": "&lsquo;",
    "’": "&rsquo;",
    "—": "&mdash;",
    "–": "&ndash;",
    "\u00a0": "&nbsp;",
    "é": "&eacute;",
    "£": "&pound;",
}


@dataclass
class Placed:
    """Visible text of one role. `block` is the report's block that lies here, -1 for text of the template.
    While building, starts and ends count characters of the page; when finished, bytes of the source.
    """

    role: str
    text: str
    block: int
    starts: list
    ends: list

    @property
    def begin(self):
        return self.starts[0]

    @property
    def end(self):
        return self.ends[-1]

    def span(self, begin, end):
        """Bytes of the source of text[begin:end]."""
        return [self.starts[begin], self.ends[end - 1]]


@dataclass
class Page:
    """html: escape, and show styles as tags. named: write quotation marks and dashes as `&ldquo;`."""

    html: bool
    named: bool = False
    parts: list = field(default_factory=list)
    length: int = 0
    placed: list = field(default_factory=list)

    def raw(self, text):
        self.parts.append(text)
        self.length += len(text)
        return self

    def escape(self, char):
        if not self.html:
            return char
        if self.named and char in NAMED:
            return NAMED[char]
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, char)

    def visible(self, role, text, block=-1, marks=()):
        """Writes `text` where a reader will see it, as a piece of a role."""
        opening, closing = _styles(marks) if self.html else ({}, {})
        starts, ends = [], []
        for at, char in enumerate(text):
            self.raw("".join(opening.get(at, ())))
            starts.append(self.length)
            self.raw(self.escape(char))
            ends.append(self.length)
            self.raw("".join(closing.get(at + 1, ())))
        if text:
            self.placed.append(Placed(role, text, block, starts, ends))
        return self

    def text(self):
        return "".join(self.parts)


def _styles(marks):
    opening, closing = {}, {}
    for mark in marks:
        for tag in mark.tags:
            if tag.kind in STYLES:
                opening.setdefault(mark.begin, []).append(STYLES[tag.kind][0])
                closing.setdefault(mark.end, []).insert(0, STYLES[tag.kind][1])
    return opening, closing


def to_bytes(page, charset, habits, where):
    """The finished source; positions in page.placed become bytes. `charset` is a Python codec.
    habits: "mojibake" (UTF-8 read as windows-1252 and saved again), "crlf"."""
    text = page.text()
    offsets = [0]
    chunks = []
    for char in text:
        chunk = _encode(char, charset, habits, where)
        chunks.append(chunk)
        offsets.append(offsets[-1] + len(chunk))
    for piece in page.placed:
        piece.starts = [offsets[at] for at in piece.starts]
        piece.ends = [offsets[at] for at in piece.ends]
    return b"".join(chunks)


def _encode(char, charset, habits, where):
    if char == "\n" and "crlf" in habits:
        char = "\r\n"
    if "mojibake" in habits:
        char = as_mojibake(char)
    try:
        return char.encode(charset)
    except UnicodeEncodeError:
        raise Mistake(where, f"`{char}` (U+{ord(char):04X}) does not exist in {charset}") from None


def as_mojibake(text):
    """UTF-8 read as windows-1252; the five bytes it leaves undefined become control characters, as in browsers."""
    return "".join(_cp1252(byte) for byte in text.encode("utf-8"))


def _cp1252(byte):
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def from_mojibake(text):
    return b"".join(_back(char) for char in text).decode("utf-8")


def _back(char):
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(char)])
