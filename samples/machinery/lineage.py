"""What is true across reports: who copied whom, origins, stories, and the facts that the half's .toml files state.

  [[stories]]     id, title
  [[chains]]      id, stories, why
  [[utterances]]  id, speaker, date, note         statements name it with same=ID
  [[positions]]   actor, proposition, stance ("for" or "against"), date, statements, events
  [[conflicts]]   kind ("polarity", "number" or "date"), reason, sides (lists of statements, events or reports)
  [[growths]]     what, values (a number each), reports (one each): a number that grew honestly
  [[independent]] claim, reports (at least two without a common origin)
  [[circular]]    reports, why                    each cites the next, the last the first

Statements are "REPORT:1", events "REPORT:e1". Covered by tests/samples/machinery_test.py.
"""

import re

from .analyse import Place
from .copies import find_blocks, split_reference

TABLES = {
    "stories": (("id", "title"), ()),
    "chains": (("id", "stories", "why"), ()),
    "utterances": (("id", "speaker"), ("date", "note")),
    "positions": (("actor", "proposition", "stance", "date"), ("statements", "events")),
    "conflicts": (("kind", "reason", "sides"), ()),
    "growths": (("what", "values", "reports"), ()),
    "independent": (("claim", "reports"), ()),
    "circular": (("reports", "why"), ()),
}


# Tables that go into the key as they are -> their row.
PLAIN = {
    "chains": "chain",
    "positions": "position",
    "conflicts": "conflict",
    "growths": "growth",
    "independent": "independent",
    "circular": "circular",
}


def across(pile, span_of, collector):
    """Rows of the key, in the order of TABLES after the copies."""
    _check_facts(pile, collector)
    collector.finish()
    rows = copy_rows(pile, span_of)
    parents = parents_of(pile, rows)
    rows += list(_stories(pile, parents))
    rows += _utterances(pile, collector)
    for table, name in PLAIN.items():
        for at, fact in enumerate(pile.world.facts.get(table, []), 1):
            rows.append(
                {
                    "row": name,
                    "id": fact.get("id", f"{name}-{at}"),
                    **{k: v for k, v in fact.items() if k not in ("_where", "id")},
                }
            )
    _check_independence(pile, parents, collector)
    return rows


def _check_facts(pile, collector):
    for table, facts in pile.world.facts.items():
        for fact in facts if isinstance(facts, list) else []:
            where = fact["_where"]
            if table not in TABLES:
                collector.add(where, f"[[{table}]]: known are {', '.join(TABLES)}")
                break
            needed, optional = TABLES[table]
            about = f"[[{table}]] {fact.get('id', fact.get('reason', fact.get('claim', '')))}"
            for name in needed:
                if name not in fact:
                    collector.add(where, f"{about} has no {name}")
            for name in fact:
                if name not in needed + optional + ("_where", "id"):
                    collector.add(
                        where, f"{about}: `{name}` is none of {', '.join(needed + optional)}"
                    )
            _check_references(pile, fact, about, where, collector)


def _check_references(pile, fact, about, where, collector):
    for name in ("actor", "speaker"):
        if name in fact and fact[name] not in pile.world.entities:
            collector.add(where, f"{about}: no entity `{fact[name]}`")
    stories = {story.get("id") for story in pile.world.facts.get("stories", [])}
    for name in fact.get("stories", []):
        if name not in stories:
            collector.add(where, f"{about}: no story `{name}`")
    if fact.get("stance", "for") not in ("for", "against"):
        collector.add(where, f"{about}: stance is `for` or `against`")
    if fact.get("kind", "number") not in ("polarity", "number", "date"):
        collector.add(where, f"{about}: kind is polarity, number or date")
    if len(fact.get("values", [])) != len(
        fact["reports"] if "values" in fact and "reports" in fact else []
    ):
        collector.add(where, f"{about}: one value for each report")
    flat = [
        word
        for side in fact.get("sides", [])
        for word in (side if isinstance(side, list) else [side])
    ]
    for word in [
        *fact.get("reports", []),
        *fact.get("statements", []),
        *fact.get("events", []),
        *flat,
    ]:
        if not _exists(pile, word):
            collector.add(
                where, f"{about}: there is no `{word}`; write REPORT, REPORT:1 or REPORT:e1"
            )


def _exists(pile, word):
    name, colon, key = word.partition(":")
    if name not in pile.entries:
        return False
    analysis = pile.entries[name].analysis
    return not colon or key in analysis.statements or key in analysis.events


def copy_rows(pile, span_of):
    """One row for each pair of reports of which one took from the other, with all passages."""
    rows = []
    for child in pile.entries.values():
        taken = {}
        for index, block in enumerate(child.report.blocks):
            for passage in block.passages:
                taken.setdefault(passage.report, []).append(
                    _verbatim(pile, child, index, passage, span_of)
                )
            for reference in block.attributes.get("from", []):
                source, passages = _reworked(
                    pile, child, index, reference, block.attributes["relation"][-1], span_of
                )
                taken.setdefault(source, []).extend(passages)
        for source in sorted(taken):
            passages = [p for p in taken[source] if p["from"] and p["to"]]
            relations = _relations(pile, child, source)
            credited = any(
                m.entity == pile.reports[source].head["outlet"] for m in child.analysis.mentions
            ) or _named(pile, child, source)
            rows.append(
                {
                    "row": "copy",
                    "id": f"{source}>{child.report.id}",
                    "from": source,
                    "to": child.report.id,
                    "relation": relations[0],
                    "relations": relations,
                    "credited": credited,
                    "passages": passages,
                }
            )
    return rows + _shared_quotations(pile, rows, span_of)


def _verbatim(pile, child, index, passage, span_of):
    parent = pile.entries[passage.report]
    return {
        "how": "verbatim",
        "from": span_of(parent, Place(passage.block, passage.from_begin, passage.from_end)),
        "to": span_of(child, Place(index, passage.begin, passage.end)),
    }


def _reworked(pile, child, index, reference, relation, span_of):
    source, words = split_reference(reference, "")
    parent = pile.entries[source]
    where = child.report.at(child.report.blocks[index].line)
    passages = []
    for block in find_blocks(parent.report, words, where):
        passages.append(
            {
                "how": relation,
                "from": span_of(parent, Place(block, 0, len(parent.report.blocks[block].text))),
                "to": span_of(child, Place(index, 0, len(child.report.blocks[index].text))),
            }
        )
    return source, passages


def _body_size(report):
    return sum(len(block.text) for block in report.blocks if block.role == "body")


def _relations(pile, child, source):
    """The document's relation first: spliced if it has several parents, or less than half of its body from this one; rewritten
    if more is reworked than copied; else identical, or extended and truncated, either or both."""
    report, parent = child.report, pile.reports[source]
    copied = sum(
        p.end - p.begin
        for block in report.blocks
        if block.role == "body"
        for p in block.passages
        if p.report == source
    )
    reworked = sum(
        len(block.text)
        for block in report.blocks
        for ref in block.attributes.get("from", [])
        if ref.startswith(source + "#")
    )
    parents = {p.report for block in report.blocks if block.role == "body" for p in block.passages}
    parents |= {
        ref.partition("#")[0]
        for block in report.blocks
        if block.role == "body"
        for ref in block.attributes.get("from", [])
    }
    found = ["spliced"] if len(parents) > 1 else []
    if reworked > copied:
        found.append("rewritten")
    elif copied * 2 < _body_size(report):
        found.append("spliced")
    elif not found:
        own, lost = _body_size(report) - copied > 20, _body_size(parent) - copied > 20
        found += (["extended"] if own else []) + (["truncated"] if lost else []) or ["identical"]
    return list(dict.fromkeys(found)) or ["spliced"]


def _named(pile, child, source):
    """True if the page itself says whose copy it is: in the byline, the body or a note of the source."""
    outlet = pile.world.entities[pile.reports[source].head["outlet"]]
    names = [outlet.name, *outlet.facts.get("aliases", []), *outlet.facts.get("abbreviations", [])]
    seen = [
        piece.text
        for piece in child.placed
        if piece.role in ("byline", "source_note", "credit", "dateline", "body")
    ]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names for text in seen
    )


def words_of(text):
    return re.findall(r"[\w]+", re.sub(r"['’]", "", text.lower()))


def _shared_quotations(pile, rows, span_of):
    """The same words of the same utterance in two reports of which neither copied the other."""
    linked = {frozenset((row["from"], row["to"])) for row in rows}
    said = {}
    for entry in pile.entries.values():
        for statement in entry.analysis.statements.values():
            if statement.same and "." not in statement.key:
                for place in statement.content:
                    words = words_of(entry.report.blocks[place.block].text[place.begin : place.end])
                    said.setdefault(statement.same, []).append((entry, place, words))
    found = []
    for uttered in said.values():
        uttered.sort(key=lambda item: (item[0].layout.moment, item[0].report.id))
        for at, (first, place, words) in enumerate(uttered):
            for other, other_place, other_words in uttered[at + 1 :]:
                pair = frozenset((first.report.id, other.report.id))
                if len(pair) == 2 and pair not in linked and _common_run(words, other_words) >= 4:
                    linked.add(pair)
                    found.append(
                        {
                            "row": "copy",
                            "id": f"{first.report.id}>{other.report.id}",
                            "from": first.report.id,
                            "to": other.report.id,
                            "relation": "shared_quotation",
                            "relations": ["shared_quotation"],
                            "credited": False,
                            "passages": [
                                {
                                    "how": "quotation",
                                    "from": span_of(first, place),
                                    "to": span_of(other, other_place),
                                }
                            ],
                        }
                    )
    return found


def _common_run(a, b):
    best, before = 0, {}
    for x in a:
        now = {}
        for at, y in enumerate(b):
            if x == y:
                now[at] = before.get(at - 1, 0) + 1
                best = max(best, now[at])
        before = now
    return best


def parents_of(pile, rows):
    """Reports each report rests on: what it copied, and what it names in `sources:`."""
    parents = {name: set(report.listed("sources")) for name, report in pile.reports.items()}
    for row in rows:
        if row["relation"] != "shared_quotation":
            parents[row["to"]].add(row["from"])
    return parents


def origins_of(name, parents, reports):
    """Roots that a report rests on. Reports that cite each other in a circle, and nobody else, are one root, named
    after the first of them. A report with `origin:` is a root itself, whatever else it rests on."""
    reached, queue = {name}, [name]
    while queue:
        for parent in parents.get(queue.pop(), ()):
            if parent not in reached:
                reached.add(parent)
                queue.append(parent)
    roots = set()
    for node in reached:
        own = reports[node].head.get("origin", "")
        circle = {other for other in _above(node, parents) if node in _above(other, parents)} | {
            node
        }
        outside = {p for member in circle for p in parents.get(member, ())} - circle
        if own not in ("", "none") or not outside:
            roots.add(min(circle) if own in ("", "none") else node)
    return sorted(roots)


def _above(name, parents):
    reached, queue = set(), [name]
    while queue:
        for parent in parents.get(queue.pop(), ()):
            if parent not in reached:
                reached.add(parent)
                queue.append(parent)
    return reached


def _stories(pile, parents):
    for story in pile.world.facts.get("stories", []):
        members = [
            entry for entry in pile.entries.values() if story["id"] in entry.report.listed("story")
        ]
        outlets = {entry.report.head["outlet"] for entry in members}
        origins = sorted(
            {
                root
                for entry in members
                for root in origins_of(entry.report.id, parents, pile.reports)
            }
        )
        days = sorted(entry.layout.moment for entry in members)
        yield {
            "row": "story",
            "id": story["id"],
            "title": story["title"],
            "first": days[0].date().isoformat() if days else None,
            "last": days[-1].date().isoformat() if days else None,
            "reports": [entry.report.id for entry in members],
            "counts": {
                "reports": len(members),
                "outlets": len(outlets),
                "families": len({pile.world.outlets[name].facts["family"] for name in outlets}),
                "origins": len(origins),
            },
            "origins": origins,
        }


def _utterances(pile, collector):
    rows = {}
    for fact in pile.world.facts.get("utterances", []):
        rows[fact["id"]] = {
            "row": "utterance",
            "id": fact["id"],
            "speaker": fact["speaker"],
            "date": fact.get("date"),
            "note": fact.get("note"),
            "statements": [],
        }
    for entry in pile.entries.values():
        for statement in entry.analysis.statements.values():
            if not statement.same:
                continue
            where = entry.report.at(
                entry.report.statements[statement.key].line
                if statement.key in entry.report.statements
                else 1
            )
            if statement.same not in rows:
                collector.add(
                    where,
                    f"same={statement.same}: no [[utterances]] with this id in a .toml file of this half",
                )
            elif statement.speaker and statement.speaker != rows[statement.same]["speaker"]:
                collector.add(
                    where,
                    f"same={statement.same} is said by {rows[statement.same]['speaker']}, not by {statement.speaker}",
                )
            else:
                rows[statement.same]["statements"].append(f"{entry.report.id}:{statement.key}")
    return list(rows.values())


def _check_independence(pile, parents, collector):
    for fact in pile.world.facts.get("independent", []):
        seen = {}
        for name in fact.get("reports", []):
            for root in origins_of(name, parents, pile.reports) if name in pile.reports else ():
                if root in seen and seen[root] != name:
                    collector.add(
                        fact["_where"],
                        f"[[independent]] {fact.get('claim')}: {name} and {seen[root]} both rest on {root}",
                    )
                seen[root] = name
    for fact in pile.world.facts.get("circular", []):
        ring = fact.get("reports", [])
        for name, cited in zip(ring, ring[1:] + ring[:1]):
            if name in parents and cited not in parents[name]:
                collector.add(
                    fact["_where"],
                    f"[[circular]]: {name} does not cite {cited}; add `sources: {cited}` to its head",
                )
