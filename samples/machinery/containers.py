"""Files that hold several reports: JSON lines, RSS and WARC.

Each writer takes entries in order and returns (bytes of the file, path suffix of each entry), in the notation
of docs/FORMATS.md: `:LINE`, `#ITEM`, `@OFFSET`. Covered by tests/samples/machinery_test.py.
"""

import hashlib
import json
import struct
import uuid
import zlib
from datetime import timedelta
from html import escape

from .layout import DAYS, MONTHS, utc


def write_jsonl(entries):
    lines, suffixes = [], []
    for at, entry in enumerate(entries):
        layout = entry.layout
        row = {"id": layout.report.id, "url": layout.url, "title": layout.text(layout.title)}
        if not layout.hidden:
            row["published"] = utc(layout.moment)
        row["publisher"] = layout.outlet.name
        if layout.authors():
            row["authors"] = layout.authors()
        row["text"] = entry.source.decode("utf-8")
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
        suffixes.append(f":{at + 1}")
    return "".join(lines).encode(), suffixes


def write_feed(entries):
    outlet = entries[0].layout.outlet
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel>\n<title>{escape(outlet.name)}</title>\n<link>http://{outlet.facts['domain']}/</link>\n"
        f"<description>{escape(outlet.facts.get('motto', 'News'))}</description>\n"
    ]
    for entry in entries:
        layout = entry.layout
        out.append(
            f"<item>\n<title>{escape(layout.text(layout.title))}</title>\n<link>{layout.url}</link>\n"
            f'<guid isPermaLink="false">{layout.report.id}</guid>\n'
        )
        if not layout.hidden:
            out.append(f"<pubDate>{_mail_date(layout.moment)}</pubDate>\n")
        out += [f"<dc:creator>{escape(name)}</dc:creator>\n" for name in layout.authors()]
        html = entry.source.decode("utf-8").replace("]]>", "]]&gt;")
        out.append(f"<content:encoded><![CDATA[{html}]]></content:encoded>\n</item>\n")
    out.append("</channel>\n</rss>\n")
    return "".join(out).encode(), [f"#{at + 1}" for at in range(len(entries))]


def _mail_date(moment):
    return (
        f"{DAYS[moment.weekday()][:3]}, {moment.day:02d} {MONTHS[moment.month - 1][:3]} {moment.year} "
        f"{moment:%H:%M:%S} {moment:%z}"
    )


def write_warc(entries):
    """One gzip member per record; the first is a warcinfo. A page is fetched an hour after it was published."""
    records = [
        _record(
            "warcinfo",
            "",
            utc(entries[0].layout.moment),
            "application/warc-fields",
            b"software: an invented crawler\r\nformat: WARC File Format 1.0\r\n",
        )
    ]
    for entry in entries:
        kind = "text/html" if entry.format == "html" else "text/plain"
        http = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset={entry.layout.report.charset_label}\r\n"
            f"Content-Length: {len(entry.source)}\r\n\r\n"
        ).encode() + entry.source
        records.append(
            _record(
                "response",
                entry.layout.url,
                utc(entry.layout.moment + timedelta(hours=1)),
                "application/http; msgtype=response",
                http,
            )
        )
    out, offsets = b"", []
    for record in records:
        offsets.append(len(out))
        out += stored_gzip(record)
    return out, [f"@{offset}" for offset in offsets[1:]]


def _record(kind, target, date, content_type, body):
    name = uuid.UUID(
        bytes=hashlib.sha256(f"{kind} {target} {date}".encode() + body).digest()[:16], version=4
    )
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: {date}\r\n"
    head += f"WARC-Target-URI: {target}\r\n" if target else ""
    head += f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def stored_gzip(data):
    """A gzip member (RFC 1952) of stored blocks: every zlib would compress differently, and the pile must be the
    same bytes wherever it is made."""
    out = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    for at in range(0, max(len(data), 1), 65535):
        piece = data[at : at + 65535]
        last = at + 65535 >= len(data)
        out += struct.pack("<BHH", last, len(piece), len(piece) ^ 0xFFFF) + piece
    return out + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
