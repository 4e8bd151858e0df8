"""Whether the key and the pile agree, and whether the key is complete. One line for each thing that is not so.

Covered by tests/samples/machinery_test.py.
"""

import hashlib
import json
import re
from pathlib import Path

from .analyse import ACTS, HOWS, KINDS, MODES, POLARITIES, TYPES
from .reading import outside_blocks, read_source, visible

FIELDS = {
    "statement": (
        "id",
        "report",
        "kind",
        "act",
        "polarity",
        "content",
        "cue",
        "speaker",
        "addressee",
        "relay",
        "date",
    ),
    "event": (
        "id",
        "report",
        "words",
        "type",
        "mode",
        "actor",
        "recipient",
        "place",
        "date",
        "asserted_by",
        "spans",
    ),
    "mention": ("report", "span", "type"),
    "report": ("id", "paths", "title", "authors", "published", "blocks"),
}
MENTIONS = ("person", "organisation", "place", "nationality", "time", "quantity", "work")


def read_key(folder):
    with open(Path(folder) / "key.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def check_half(folder):
    """All that is wrong with one half as it lies on disk."""
    rows = read_key(folder)
    reports = {row["id"]: row for row in rows if row["row"] == "report"}
    sources = {}
    for report in reports.values():
        yield from _check_source(folder, report, sources)
    entities = {row["id"] for row in rows if row["row"] == "entity"}
    names = {row["id"] for row in rows if row["row"] in ("statement", "event")}
    for row in rows:
        yield from (
            f"{row['id'] if 'id' in row else row['report']}: no field {name}"
            for name in FIELDS.get(row["row"], ())
            if name not in row
        )
        yield from _check_spans(row, reports, sources)
        yield from _check_row(row, entities, names)


def _check_source(folder, report, sources):
    for path in report["paths"]:
        source = read_source(Path(folder) / "pile", path)
        sources[report["id"]] = source
        if hashlib.sha256(source).hexdigest() != report["sha256"] or len(source) != report["size"]:
            yield f"{path}: not the source that the key describes"
    source, at = sources[report["id"]], 0
    for block in report["blocks"]:
        if block["bytes"][0] < at:
            yield f"{report['id']}: blocks overlap at byte {at}"
        at = block["bytes"][1]
    rest = outside_blocks(source, report)
    if re.search(r"\w", rest):
        yield f"{report['id']}: visible text without a role: {rest[:60]!r}"
    if "unbalanced" not in report["oddities"]:
        yield from _check_quotes(report)


def _check_quotes(report):
    body = [
        block["text"]
        for block in report["blocks"]
        if block["role"] in ("body", "title", "deck", "subhead")
    ]
    for text, following in zip(body, body[1:] + [""]):
        opened, closed = text.count("“"), text.count("”")
        if opened != closed and not (opened == closed + 1 and following.startswith("“")):
            yield f"{report['id']}: unbalanced “ ” in {text[:50]!r}; add `oddities: unbalanced` if it is meant"
        if text.count('"') % 2 and not following.startswith('"'):
            yield f"{report['id']}: an odd number of \" in {text[:50]!r}; add `oddities: unbalanced` if it is meant"


def _spans(value):
    if isinstance(value, dict):
        if "bytes" in value and "text" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def _check_spans(row, reports, sources):
    if row["row"] == "copy":
        groups = [
            (row["from"], [p["from"] for p in row["passages"]]),
            (row["to"], [p["to"] for p in row["passages"]]),
        ]
    else:
        groups = [(row["id"] if row["row"] == "report" else row.get("report"), row)]
    for name, value in groups:
        for span in _spans(value):
            begin, end = span["bytes"]
            try:
                shown = visible(sources[name][begin:end], reports[name])
            except UnicodeError as error:
                yield f"{name}: bytes {begin}-{end} are no whole characters: {error}"
                continue
            if not 0 <= begin < end <= len(sources[name]) or shown != " ".join(
                span["text"].replace("\u00a0", " ").split()
            ):
                yield f"{name}: bytes {begin}-{end} are {shown[:60]!r}, not {span['text'][:60]!r}"


def _check_row(row, entities, names):
    if row["row"] == "statement":
        yield from _check_statement(row, entities)
    elif row["row"] == "event":
        if (
            row["type"] not in TYPES
            or row["mode"] not in MODES
            or not row["spans"]
            or None in row["spans"]
        ):
            yield f"{row['id']}: type {row['type']}, mode {row['mode']} or its spans are not as they should be"
        yield from (
            f"{row['id']}: asserted by {name}, which is not there"
            for name in row["asserted_by"]
            if name not in names
        )
    elif row["row"] == "mention":
        if row["type"] not in MENTIONS:
            yield f"{row['report']}: mention of type {row['type']}"
        if row["type"] not in ("time", "quantity") and row["entity"] not in entities:
            yield f"{row['report']}: mention of {row['entity']}, who is no entity"


def _check_statement(row, entities):
    for name, known in (("kind", KINDS), ("act", ACTS), ("polarity", POLARITIES)):
        if row[name] not in known:
            yield f"{row['id']}: {name} is {row[name]}"
    speaker = row["speaker"]
    if speaker["how"] not in HOWS:
        yield f"{row['id']}: how is {speaker['how']}"
    if not row["content"] or None in row["content"]:
        yield f"{row['id']}: its content does not lie in the source (the title of a jsonl or feed report is not in it)"
        return
    if speaker["how"] in ("named", "pronoun") and not speaker["span"]:
        yield f"{row['id']}: how={speaker['how']} without a span of the speaker"
    if speaker["entity"] and speaker["entity"] not in entities and speaker["span"]:
        yield f"{row['id']}: speaker {speaker['entity']} is mentioned nowhere"
