"""The key: one JSON object a line, the kind of row first. docs/FORMATS.md explains the fields that are records.

  report, statement, event, mention      about one report; spans are {"bytes":[begin,end],"text"}
  entity, copy, story, chain, utterance, position, conflict, growth, independent, circular      across reports

`bytes` counts the source as Hearsay does: the input after content decoding, in its own encoding. A span is null
where the words lie in the container and not in the source (the title of a JSON line or of a feed's item).
Covered by tests/samples/pile_test.py.
"""

import hashlib
import json

from . import lineage
from .analyse import KEPT, Place
from .layout import utc
from .templates import DATES

TYPES = {"people": "person", "countries": "place", "places": "place", "vessels": "work"}


def write_key(pile, collector):
    rows = []
    for entry in pile.entries.values():
        rows.append(_report(pile, entry))
        rows += [_statement(pile, entry, s) for s in entry.analysis.statements.values()]
        for row in rows[-len(entry.analysis.statements) :] if entry.analysis.statements else ():
            if None in row["content"]:
                collector.add(
                    entry.report.at(1),
                    f"statement {row['id']} does not lie in the source: the title of a jsonl or feed "
                    "report stands in its container; use another form",
                )
        rows += [_event(entry, e) for e in entry.analysis.events.values()]
        rows += [_mention(entry, m) for m in entry.analysis.mentions]
    rows += _entities(pile)
    rows += lineage.across(pile, span_of, collector)
    return "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    ).encode()


def span_of(entry, place):
    """A place of a report as a span of its source; None if it does not lie there."""
    if place is None:
        return None
    for piece in entry.placed:
        if piece.block == place.block:
            return {
                "bytes": piece.span(place.begin, place.end),
                "text": piece.text[place.begin : place.end],
            }
    return None


def _whole(entry, index):
    for piece in entry.placed:
        if index >= 0 and piece.block == index:
            return {"bytes": [piece.begin, piece.end], "text": piece.text}
    return None


def _report(pile, entry):
    layout, report = entry.layout, entry.report
    moment = layout.moment
    marks = [
        (index, mark, tag)
        for index, block in enumerate(report.blocks)
        for mark in block.marks
        for tag in mark.tags
    ]
    where = {
        kind: [
            span_of(entry, Place(index, mark.begin, mark.end))
            for index, mark, tag in marks
            if tag.kind == kind
        ]
        for kind in ("author", "dateline")
    }
    return {
        "row": "report",
        "id": report.id,
        "paths": entry.paths,
        "url": layout.url,
        "format": entry.format,
        "charset": entry.charset,
        "size": len(entry.source),
        "sha256": hashlib.sha256(entry.source).hexdigest(),
        "form": report.head["form"],
        "outlet": report.head["outlet"],
        "genre": report.head.get("genre", "report"),
        "title": {"text": layout.text(layout.title), "span": _whole(entry, layout.title)},
        "authors": [
            {
                "text": name,
                "span": next((s for s in where["author"] if s and s["text"] == name), None),
            }
            for name in layout.authors()
        ],
        "dateline": next(filter(None, where["dateline"]), None),
        "written": utc(moment),
        "published": _published(entry),
        "stories": [s for s in report.listed("story") if s != "none"],
        "habits": report.listed("habits"),
        "oddities": report.listed("oddities"),
        "blocks": [
            {
                "bytes": [piece.begin, piece.end],
                "role": piece.role,
                "kept": piece.role in KEPT,
                "text": piece.text,
            }
            for piece in entry.placed
        ],
    }


def _published(entry):
    """What a careful reader of this one report can tell about its date; None if nothing."""
    layout, report = entry.layout, entry.report
    if layout.hidden:
        dated = report.head["dated"]
        earliest, _, latest = dated.partition("/")
        return (
            None
            if dated == "hidden"
            else {"earliest": earliest, "latest": latest or earliest, "how": "evidence"}
        )
    if report.head["form"] in ("jsonl", "feed"):
        return {"earliest": utc(layout.moment), "latest": utc(layout.moment), "how": "container"}
    if entry.format == "html":
        how, exact = DATES[layout.outlet.facts["template"]]
        shown = utc(layout.moment) if exact else layout.moment.date().isoformat()
        return {"earliest": shown, "latest": shown, "how": how}
    if any(
        piece.role in ("date", "byline") and piece.block == layout.date for piece in entry.placed
    ):
        day = layout.moment.date().isoformat()
        return {"earliest": day, "latest": day, "how": "text"}
    return None


def _interval(text, how):
    if not text:
        return None
    earliest, _, latest = text.partition("/")
    return {"earliest": earliest, "latest": latest or earliest, "how": how}


def _statement(pile, entry, statement):
    name = pile.world.entities[statement.speaker].name if statement.speaker else None
    relay = [
        {
            "name": pile.world.entities[entity].name if entity else None,
            "entity": entity or None,
            "span": span_of(entry, place),
            "cue": span_of(entry, cue),
        }
        for entity, place, cue in statement.relay
    ]
    return {
        "row": "statement",
        "id": f"{entry.report.id}:{statement.key}",
        "report": entry.report.id,
        "kind": statement.kind,
        "act": statement.act,
        "polarity": statement.polarity,
        "content": [span_of(entry, place) for place in statement.content],
        "cue": span_of(entry, statement.cue),
        "speaker": {
            "span": span_of(entry, statement.speaker_place),
            "name": name,
            "entity": statement.speaker or None,
            "how": statement.how,
        },
        "addressee": span_of(entry, statement.addressee_place),
        "addressee_entity": statement.addressee or None,
        "relay": relay,
        "date": _interval(statement.date, "stated" if statement.when else "inferred"),
        "when": span_of(entry, statement.when),
        "in_title": entry.report.blocks[statement.content[0].block].role == "title",
        "same": statement.same or None,
        "orphan": statement.orphan,
    }


def _event(entry, event):
    def names(ids):
        return [None if name in ("-", "anonymous") else name for name in ids]

    return {
        "row": "event",
        "id": f"{entry.report.id}:{event.key}",
        "report": entry.report.id,
        "words": event.words,
        "type": event.type,
        "mode": event.mode,
        "sub": event.sub or None,
        "cameo": event.cameo or None,
        "actor": names(event.actor),
        "recipient": names(event.recipient),
        "place": event.place or None,
        "date": _interval(event.date, "stated"),
        "asserted_by": [f"{entry.report.id}:{key}" for key in event.by],
        "spans": [span_of(entry, place) for place in event.spans],
    }


def _mention(entry, mention):
    span = span_of(entry, mention.place)
    row = {"row": "mention", "report": entry.report.id, "span": span, "type": mention.type}
    if mention.type in ("time", "quantity"):
        return {**row, "value": mention.form}
    return {**row, "entity": mention.entity, "form": mention.form}


def _entities(pile):
    seen = {}
    for entry in pile.entries.values():
        for mention in entry.analysis.mentions:
            if mention.entity:
                text = entry.report.blocks[mention.place.block].text[
                    mention.place.begin : mention.place.end
                ]
                names = seen.setdefault(mention.entity, ({}, set()))
                names[0][text] = names[0].get(text, 0) + 1
                names[1].add(entry.report.id)
    for name in sorted(seen):
        entity = pile.world.entities[name]
        names, reports = seen[name]
        yield {
            "row": "entity",
            "id": name,
            "type": entity.type,
            "name": entity.name,
            "names": [
                {"text": text, "count": names[text]}
                for text in sorted(names, key=lambda t: (-names[t], t))
            ],
            "roles": [
                {"text": role["text"], "earliest": role.get("from"), "latest": role.get("to")}
                for role in entity.facts.get("roles", [])
            ],
            "spellings": sorted({text for text in names if text in _spelled(entity)}),
            "lat": entity.facts.get("lat"),
            "lon": entity.facts.get("lon"),
            "reports": sorted(reports),
        }


def _spelled(entity):
    full = [entity.name, *entity.facts.get("spellings", [])]
    return full + [name.split()[-1] for name in full] + [name.upper() for name in full]
