"""Eight words in a row that two reports share although nothing in the key says why.

Reports that are linked by copies, over however many steps, may share words; so may two wordings of one utterance,
where at least five of the eight words belong to it. Covered by tests/samples/machinery_test.py.
"""

import re

from .analyse import KEPT

RUN = 8
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def shared_runs(piles):
    """One line for each pair of reports, in either half, that shares a run it should not."""
    where = {}
    for pile in piles:
        for entry in pile.entries.values():
            for run, uttered in _runs(entry):
                where.setdefault(run, {}).setdefault(entry.report.id, set()).update(uttered)
    linked = _components(piles)
    worst = {}
    for run, reports in where.items():
        names = sorted(reports)
        for at, first in enumerate(names):
            for other in names[at + 1 :]:
                if linked[first] != linked[other] and not reports[first] & reports[other]:
                    worst.setdefault((first, other), []).append(" ".join(run))
    for (first, other), found in sorted(worst.items()):
        yield f"{first} and {other} share {len(found)} runs of {RUN} words and are not linked: “{min(found)}”"


def _runs(entry):
    """(words, utterances that at least five of them belong to) for every run of a report."""
    for index, block in enumerate(entry.report.blocks):
        if block.role not in KEPT:
            continue
        words = [
            (m.start(), m.end(), re.sub("['’]", "", m.group().lower()))
            for m in _WORD.finditer(block.text)
        ]
        said = [
            (place.begin, place.end, s.same)
            for s in entry.analysis.statements.values()
            if s.same
            for place in s.content
            if place.block == index
        ]
        for at in range(len(words) - RUN + 1):
            run = words[at : at + RUN]
            uttered = {
                same
                for begin, end, same in said
                if sum(begin <= word[0] and word[1] <= end for word in run) >= 5
            }
            yield tuple(word[2] for word in run), uttered


def _components(piles):
    group = {name: name for pile in piles for name in pile.entries}

    def root(name):
        while group[name] != name:
            name = group[name]
        return name

    for pile in piles:
        for entry in pile.entries.values():
            for block in entry.report.blocks:
                sources = [p.report for p in block.passages] + [
                    ref.partition("#")[0] for ref in block.attributes.get("from", [])
                ]
                for source in sources:
                    group[root(entry.report.id)] = root(source)
    return {name: root(name) for name in group}
