"""A report as the key sees it, for its writer's eyes. Covered by tests/samples/machinery_test.py."""

import re

from .analyse import KEPT
from .layout import DAYS, MONTHS


def show(piles, name):
    for pile in piles:
        if name in pile.entries:
            for line in lines_of(pile, pile.entries[name]):
                print(line)
            return 0
    print(f"no report `{name}`")
    return 1


def lines_of(pile, entry):
    report = entry.report
    yield f"{report.id}  {', '.join(entry.paths)}"
    number = 0
    for block in report.blocks:
        number += block.role == "body"
        label = f"#{number}" if block.role == "body" else block.role
        copied = "".join(f" <- {p.report}" for p in block.passages)
        yield f"{label:>8} {block.text}{copied}"

    def text(place):
        return repr(report.blocks[place.block].text[place.begin : place.end]) if place else "-"

    for s in entry.analysis.statements.values():
        yield f"statement {s.key}: {s.kind} {s.act} {s.polarity} how={s.how} speaker={s.speaker or '-'} {text(s.speaker_place)} cue={text(s.cue)}"
        yield "    " + " ... ".join(text(place) for place in s.content)
        for entity, place, cue in s.relay:
            yield f"    relay {entity or '-'} {text(place)} cue={text(cue)}"
        extras = [
            f"{k}={v}"
            for k, v in (("addressee", s.addressee), ("date", s.date), ("same", s.same))
            if v
        ]
        if extras:
            yield "    " + " ".join(extras)
    for e in entry.analysis.events.values():
        yield (
            f"event {e.key}: {e.words} | {e.type} {e.mode} actor={','.join(e.actor)} recipient={','.join(e.recipient)} "
            f"place={e.place} date={e.date} by={','.join(e.by) or 'report'}  {' '.join(text(p) for p in e.spans)}"
        )
    names = [f"{text(m.place)}={m.entity or m.form}" for m in entry.analysis.mentions]
    yield "mentions: " + ", ".join(names)
    yield "capitals that are no mention: " + ", ".join(_other_capitals(entry))


def _other_capitals(entry):
    """Capitalised words within sentences that nothing takes for a name: often a name that was mistyped."""
    covered = [m.place for m in entry.analysis.mentions]
    for index, block in enumerate(entry.report.blocks):
        if block.role not in KEPT:
            continue
        for word in re.finditer(r"(?<=[a-z,;’] )[A-Z]\w+", block.text):
            if word.group() not in (*MONTHS, *DAYS) and not any(
                p.block == index and p.begin < word.end() and word.start() < p.end for p in covered
            ):
                yield word.group()
