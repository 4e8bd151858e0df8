"""Reads the made pile back with other means than it was written with, to check the key against it.

Covered by tests/samples/machinery_test.py.
"""

import gzip
import html
import io
import json
import re
import xml.etree.ElementTree
from pathlib import Path

from .page import from_mojibake

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read_source(pile_folder, path):
    """The bytes of a report after content decoding, by its path (docs/FORMATS.md). Raises ValueError if there is none."""
    file, kind, place = re.fullmatch(
        r"(.+?\.(?:html|txt|jsonl|xml|warc\.gz))(?:([:#@])(\d+))?", path
    ).groups()
    data = (Path(pile_folder) / file).read_bytes()
    if kind == ":":
        return json.loads(data.split(b"\n")[int(place) - 1])["text"].encode()
    if kind == "#":
        items = xml.etree.ElementTree.fromstring(data).findall("channel/item")
        return items[int(place) - 1].find(CONTENT).text.encode()
    if kind == "@":
        return _warc_payload(data, int(place))
    return data


def _warc_payload(data, offset):
    record = gzip.GzipFile(fileobj=io.BytesIO(data[offset:])).read()
    head, _, rest = record.partition(b"\r\n\r\n")
    if b"WARC-Type: response" not in head:
        raise ValueError(f"no response at byte {offset}")
    length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
    return rest[:length].partition(b"\r\n\r\n")[2]


def visible(data, report):
    """What a reader sees of a range of a report's source, white space collapsed, encoding damage mended."""
    text = data.decode({"windows-1252": "cp1252"}.get(report["charset"], report["charset"]))
    if "mojibake" in report["habits"]:
        text = from_mojibake(text)
    if report["format"] == "html":
        text = html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", text, flags=re.S))
    return " ".join(text.replace("\u00a0", " ").split())


def outside_blocks(source, report):
    """Visible text of a source that no block covers: there should be none but separators."""
    rest, at = [], 0
    for block in report["blocks"]:
        rest.append(source[at : block["bytes"][0]])
        at = block["bytes"][1]
    rest.append(source[at:])
    text = b"\x01".join(rest)
    if report["format"] == "html":
        raw = text.decode({"windows-1252": "cp1252"}.get(report["charset"], report["charset"]))
        raw = re.sub(r"<(head|script|style)\b.*?</\1>", "", raw, flags=re.S)
        raw = re.sub(r"<[^>]*>", "", raw)
        return " ".join(html.unescape(raw).replace("\x01", " ").split())
    return visible(text, {**report, "habits": []}).replace("\x01", "")
