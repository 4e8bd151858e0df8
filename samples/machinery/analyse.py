"""From marks to the truth about one report: its mentions, statements and events, as places in its blocks.

Statements follow the contract of the records (docs/FORMATS.md): content without a leading "that", without the outer
quotation marks, with a final stop only inside them. Covered by tests/samples/machinery_test.py.
"""

import re
from dataclasses import dataclass, field

from .errors import Mistake
from .markup import Row
from .world import NOBODY, find_forms, place_by_context, sole_place

KEPT = ("title", "deck", "subhead", "body", "caption")
KINDS = ("direct", "indirect", "mixed")
ACTS = (
    "say",
    "ask",
    "confirm",
    "deny",
    "demand",
    "promise",
    "threaten",
    "warn",
    "accuse",
    "praise",
    "order",
    "agree",
    "refuse",
    "believe",
    "intend",
    "show",
)
POLARITIES = ("asserted", "denied")
HOWS = ("named", "role", "pronoun", "continuation", "redundancy", "anonymous", "unresolved")
TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
)
MODES = (
    "happened",
    "ongoing",
    "planned",
    "threatened",
    "demanded",
    "promised",
    "denied",
    "hypothetical",
)
PRONOUNS = ("he", "she", "they", "it", "him", "her", "them", "who", "i", "we", "his", "their")
STATEMENT_KEYS = (
    "kind",
    "act",
    "polarity",
    "how",
    "date",
    "same",
    "speaker",
    "relay",
    "continues",
    "addressee",
    "that",
)
EVENT_KEYS = ("type", "mode", "sub", "actor", "recipient", "place", "date", "by", "cameo")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\dZ?)?)?)?$")


@dataclass(frozen=True)
class Place:
    """text[begin:end] of report.blocks[block]."""

    block: int
    begin: int
    end: int


@dataclass
class Mention:
    place: Place
    type: str
    entity: str
    form: (
        str  # name, alias, spelling, surname, ..., pronoun or role; of a time or quantity its value
    )


@dataclass
class Statement:
    key: str
    kind: str
    act: str
    polarity: str
    how: str
    speaker: str  # entity id, "" if none
    content: list = field(default_factory=list)  # Places, in reading order
    speaker_place: Place = None
    cue: Place = None
    addressee: str = ""
    addressee_place: Place = None
    relay: list = field(
        default_factory=list
    )  # (entity id, Place or None, Place of the cue or None)
    date: str = ""
    when: Place = None
    same: str = ""
    orphan: bool = False  # nothing in this report tells who speaks


@dataclass
class Event:
    key: str
    words: str
    type: str
    mode: str
    sub: str
    actor: list
    recipient: list
    place: str
    date: str
    by: list  # keys of statements; empty: the report itself
    spans: list
    cameo: str = ""


@dataclass
class Analysis:
    mentions: list
    statements: dict
    events: dict


def analyse(report, analysed, world, collector):
    """analysed: the analyses of the reports that this one copies from. Mistakes go to the collector."""
    marks = _marks_by_key(report, collector)
    mentions = _find_mentions(report, world, collector)
    result = Analysis(mentions, {}, {})
    for key in _in_reading_order(marks):
        with collector.catching():
            _add_row(report, analysed, world, marks[key], key, result)
    for table, name in ((report.statements, "statement"), (report.events, "event")):
        for key, row in table.items():
            if key not in marks and not (name == "statement" and key in result.statements):
                tag = f"{{{key}|...}}" if name == "event" else f"{{{key}c|...}}"
                collector.add(report.at(row.line), f"{name} {key} has no mark {tag} in the text")
    for event in result.events.values():
        _check_assertion(report, event, result, collector)
    _mark_orphans(report, result)
    return result


def _check_assertion(report, event, result, collector):
    missing = [key for key in event.by if key not in result.statements]
    if missing and "." not in event.key:
        collector.add(
            report.at(report.events[event.key].line),
            f"event {event.key} is asserted by {', '.join(missing)}, which is not there",
        )
    event.by = [key for key in event.by if key not in missing]


def _marks_by_key(report, collector):
    found = {}
    for index, block in enumerate(report.blocks):
        for mark in block.marks:
            for tag in mark.tags:
                if tag.key:
                    if block.role not in KEPT:
                        collector.add(
                            report.at(mark.line),
                            f"{tag.key} is marked in a {block.role}: only {', '.join(KEPT)} are analysed",
                        )
                    found.setdefault(tag.key, []).append(
                        (tag, Place(index, mark.begin, mark.end), mark.line)
                    )
    return found


def _in_reading_order(marks):
    def first(key):
        places = [place for tag, place, _ in marks[key] if tag.kind in ("content", "event")]
        place = (places or [marks[key][0][1]])[0]
        return place.block, place.begin, -place.end

    return sorted(marks, key=first)


def _add_row(report, analysed, world, marks, key, result):
    if marks[0][0].kind == "event":
        result.events[key] = _event(report, analysed, world, marks, key)
        return
    content = [place for tag, place, _ in marks if tag.kind == "content"]
    if not content:
        if "." in key:
            return  # cut away by a copy
        raise Mistake(
            report.at(marks[0][2]),
            f"statement {key} has no content: mark what is said with {{{key}c|...}}",
        )
    result.statements[key] = _statement(
        report, analysed, world, marks, key, content, result.statements
    )


def _row(report, table, analysed, key, line):
    """The line of a statement or event; of a copied one the line of the original, with what this report changes."""
    own = table.get(key)
    if "." not in key:
        if not own:
            section = "events" if key.startswith("e") else "statements"
            raise Mistake(report.at(line), f"{key} is marked here but has no line in == {section}")
        return own
    source, _, rest = key.partition(".")
    base = analysed[source][1]
    origin = _row(
        base,
        getattr(base, "events" if rest.split(".")[-1].startswith("e") else "statements"),
        analysed,
        rest,
        line,
    )
    if own:
        return Row(
            key, own.words or origin.words, {**origin.attributes, **own.attributes}, own.line
        )
    return origin


def _choice(report, row, name, known, default=""):
    value = row.one(name, default)
    if value not in known:
        raise Mistake(
            report.at(row.line),
            f"{name}={value or '?'} in the line of {row.key}: one of {', '.join(known)}",
        )
    return value


def _date(report, row):
    text = row.one("date")
    if text and not all(_DATE.match(part) for part in text.split("/")):
        raise Mistake(
            report.at(row.line), f"date={text}: write 2017-03, 2017-03-14 or 2017-03-14/2017-03-17"
        )
    return text


def _only(report, row, known):
    for name in row.attributes:
        if name not in known:
            raise Mistake(
                report.at(row.line),
                f"{name}= in the line of {row.key}: known are {', '.join(known)}",
            )


def _statement(report, analysed, world, marks, key, content, before):
    row = _row(report, report.statements, analysed, key, marks[0][2])
    _only(report, row, STATEMENT_KEYS)
    where = report.at(row.line)
    single = {}
    for tag, place, line in marks:
        if tag.kind in ("cue", "speaker", "addressee", "when"):
            if tag.kind in single:
                raise Mistake(report.at(line), f"statement {key} has a second {tag.kind}")
            single[tag.kind] = (tag, place)
    statement = Statement(
        key,
        row.one("kind") or _kind(report, content),
        row.one("act", "say"),
        row.one("polarity", "asserted"),
        "",
        "",
        content,
    )
    for name, known in (("kind", KINDS), ("act", ACTS), ("polarity", POLARITIES)):
        if getattr(statement, name) not in known:
            raise Mistake(where, f"{name}={getattr(statement, name)}: one of {', '.join(known)}")
    statement.date, statement.same = _date(report, row), row.one("same")
    statement.cue = single["cue"][1] if "cue" in single else None
    statement.when = single["when"][1] if "when" in single else None
    _speaker(report, analysed, world, row, statement, single.get("speaker"), before)
    _addressee(report, world, row, statement, single.get("addressee"))
    _relay(report, world, row, statement, marks)
    if "." not in key:
        _check_content(report, statement, row)
    return statement


def _speaker(report, analysed, world, row, statement, marked, before):
    where = report.at(row.line)
    if marked:
        tag, place = marked
        statement.speaker_place = place
        text = report.blocks[place.block].text[place.begin : place.end]
        entity = tag.value or row.one("speaker") or _only_entity(world, text, where)
    else:
        entity = row.one("speaker")
        text = ""
    earlier = row.one("continues")
    entity = entity or _speaker_of(report, analysed, row, statement, earlier, before)
    if entity and entity not in NOBODY:
        world.entity(entity, where)
        statement.speaker = entity
    statement.how = row.one("how") or _how(world, entity, text, earlier, statement, where)
    if statement.how not in HOWS:
        raise Mistake(where, f"how={statement.how}: one of {', '.join(HOWS)}")
    if (
        statement.how in ("named", "pronoun", "continuation", "redundancy")
        and not statement.speaker
    ):
        raise Mistake(
            where, f"statement {row.key} is how={statement.how} but says no speaker=ENTITY"
        )
    if statement.how in ("unresolved", "anonymous"):
        statement.speaker = ""


def _speaker_of(report, analysed, row, statement, earlier, before):
    if "." in statement.key:
        source, _, rest = statement.key.partition(".")
        if rest not in analysed[source][0].statements:
            raise Mistake(report.at(1), f"statement {rest} of {source}, copied here, has a mistake")
        return analysed[source][0].statements[rest].speaker
    if earlier and earlier not in before:
        raise Mistake(
            report.at(row.line),
            f"continues={earlier}: statement {earlier} must stand before it in the text",
        )
    return before[earlier].speaker if earlier else ""


def _how(world, entity, text, earlier, statement, where):
    if entity == "anonymous":
        return "anonymous"
    if text.lower() in PRONOUNS:
        return "pronoun"
    if text:
        named = any(
            statement.speaker in [f.entity for f in world.forms[form]]
            for _, _, form in find_forms(world, text)
        )
        return "named" if named else "role"
    if earlier or (entity and "." in statement.key):
        return "continuation"
    raise Mistake(
        where,
        f"statement {statement.key} has no speaker: mark {{{statement.key}s ENTITY|...}}, or write "
        "continues=N, or speaker=ENTITY how=..., or how=unresolved",
    )


def _only_entity(world, text, where):
    named = {f.entity for _, _, form in find_forms(world, text) for f in world.forms[form]}
    if len(named) == 1:
        return named.pop()
    raise Mistake(
        where,
        f"`{text}` names {'nobody known' if not named else ' and '.join(sorted(named))}: write the entity, "
        "{1s ENTITY|...}; `anonymous` if he is not to be named, `-` if he is nobody in the world",
    )


def _addressee(report, world, row, statement, marked):
    if not marked:
        statement.addressee = row.one("addressee")
    else:
        tag, place = marked
        text = report.blocks[place.block].text[place.begin : place.end]
        statement.addressee_place = place
        statement.addressee = tag.value or _only_entity(world, text, report.at(row.line))
    if statement.addressee in NOBODY:
        statement.addressee = ""
    if statement.addressee:
        world.entity(statement.addressee, report.at(row.line))


def _relay(report, world, row, statement, marks):
    sources, cues = {}, {}
    for tag, place, line in marks:
        if tag.kind == "relay":
            text = report.blocks[place.block].text[place.begin : place.end]
            sources.setdefault(
                tag.depth, (tag.value or _only_entity(world, text, report.at(line)), place)
            )
        elif tag.kind == "relay_cue":
            cues[tag.depth] = place
    for at, name in enumerate(filter(None, row.one("relay").split(",")), 1):
        sources.setdefault(at, (name, None))
    where = report.at(row.line)
    if sorted(sources) != list(range(1, len(sources) + 1)) or not set(cues) <= set(sources):
        raise Mistake(
            where,
            f"the relay of statement {row.key} must run 1r1, 1r2, ... without a gap, from the one nearest to the speaker",
        )
    for depth in sorted(sources):
        entity, place = sources[depth]
        if entity not in NOBODY:
            world.entity(entity, where)
        statement.relay.append(("" if entity in NOBODY else entity, place, cues.get(depth)))


def _quoted(text, at):
    """True if text[at] stands within double quotation marks, or right after a single one that opens."""
    state = False
    for char in text[:at]:
        state = (
            True if char == "“" else False if char == "”" else not state if char == '"' else state
        )
    return state or text[at - 1 : at] == "‘"


def _kind(report, content):
    states = []
    for place in content:
        text = report.blocks[place.block].text
        inner = text[place.begin : place.end]
        states.append(
            "direct"
            if _quoted(text, place.begin) and "”" not in inner.rstrip("”")
            else "mixed" if re.search('[“"”]', inner) else "indirect"
        )
    if all(state == "direct" for state in states):
        return "direct"
    return "mixed" if set(states) != {"indirect"} else "indirect"


def _check_content(report, statement, row):
    for place in statement.content:
        text = report.blocks[place.block].text
        inner, after = text[place.begin : place.end], text[place.end : place.end + 2]
        where = report.at(report.blocks[place.block].line)
        about = f"content of statement {row.key}, `{inner[:40]}`"
        if inner.startswith("that ") and statement.kind != "direct" and row.one("that") != "kept":
            raise Mistake(
                where,
                f"{about}: leave the leading `that` out of the mark; if it points (`that day`), write that=kept in its line",
            )
        if inner[0] in '“"' and inner[-1] in '”"' and not re.search('[“”"]', inner[1:-1]):
            raise Mistake(where, f"{about}: leave the outer quotation marks out of the mark")
        if inner[-1] in ",;":
            raise Mistake(where, f"{about}: leave the final `{inner[-1]}` out of the mark")
        if (
            inner[-1] == "."
            and not (after[:1] in ("”", '"', "’") and after)
            and _quoted(text, place.begin) is False
        ):
            raise Mistake(
                where,
                f"{about}: leave the final stop out of the mark, since it stands outside a quotation",
            )
        if statement.kind == "direct" and re.match('[.!?…][”"]', after):
            raise Mistake(
                where,
                f"{about}: take the `{after[0]}` before the closing quotation mark into the mark",
            )


def _event(report, analysed, world, marks, key):
    row = _row(report, report.events, analysed, key, marks[0][2])
    _only(report, row, EVENT_KEYS)
    where = report.at(row.line)
    prefix = key[: key.rfind(".") + 1]
    by = [word for word in row.one("by", "report").split(",") if word and word != "report"]
    event = Event(
        key,
        row.words,
        _choice(report, row, "type", TYPES),
        _choice(report, row, "mode", MODES),
        row.one("sub"),
        _entities(world, row.one("actor"), where),
        _entities(world, row.one("recipient"), where),
        row.one("place"),
        _date(report, row),
        [prefix + word for word in by],
        [place for _, place, _ in marks],
        row.one("cameo"),
    )
    if event.place:
        world.entity(event.place, where)
    if not event.actor:
        raise Mistake(
            where, f"event {key} has no actor=; write actor=- if nobody in the world did it"
        )
    return event


def _entities(world, text, where):
    names = [word for word in text.split(",") if word]
    for name in names:
        if name not in NOBODY:
            world.entity(name, where)
    return names


def _find_mentions(report, world, collector):
    found = []
    for index, block in enumerate(report.blocks):
        if block.role in KEPT:
            found += _mentions_of(report, world, index, block, collector)
    return found


def _mentions_of(report, world, index, block, collector):
    explicit, speakers, hidden, datelines, mentions = [], [], [], [], []
    for mark in block.marks:
        for tag in mark.tags:
            if tag.kind == "mention":
                explicit.append((mark, tag.value))
            elif tag.kind in ("time", "quantity"):
                mentions.append(
                    Mention(Place(index, mark.begin, mark.end), tag.kind, "", tag.value)
                )
            elif tag.kind == "no_mention":
                hidden.append(mark)
            elif tag.kind == "dateline":
                datelines.append(mark)
            elif (
                tag.kind in ("speaker", "addressee", "relay")
                and tag.value
                and tag.value not in NOBODY
            ):
                speakers.append((mark, tag.value))
    for mark, entity in explicit:
        with collector.catching():
            mentions.append(_mention(world, index, block, mark, entity, report.at(mark.line)))
    taken = [(mark.begin, mark.end) for mark in hidden] + [
        (mark.begin, mark.end) for mark, _ in explicit
    ]
    for begin, end, form in find_forms(world, block.text):
        if any(b < end and begin < e for b, e in taken):
            continue
        with collector.catching():
            entity = _sense(world, block, begin, end, form, speakers, datelines, report)
            kind = next(f.kind for f in world.forms[form] if f.entity == entity)
            mentions.append(
                Mention(Place(index, begin, end), _type(world, entity, kind), entity, kind)
            )
    for mark, entity in speakers:
        with collector.catching():
            world.entity(entity, report.at(mark.line))
            if not any(
                m.entity == entity and mark.begin <= m.place.begin and m.place.end <= mark.end
                for m in mentions
            ):
                mentions.append(_mention(world, index, block, mark, entity, report.at(mark.line)))
    return sorted(mentions, key=lambda m: (m.place.begin, -m.place.end, m.entity))


def _type(world, entity, kind):
    return "nationality" if kind == "demonym" else world.entities[entity].type


def _mention(world, index, block, mark, entity, where):
    world.entity(entity, where)
    text = block.text[mark.begin : mark.end]
    kinds = [f.kind for f in world.forms.get(text, []) if f.entity == entity]
    kind = kinds[0] if kinds else "pronoun" if text.lower() in PRONOUNS else "role"
    return Mention(Place(index, mark.begin, mark.end), _type(world, entity, kind), entity, kind)


def _sense(world, block, begin, end, form, speakers, datelines, report):
    senses = [f.entity for f in world.forms[form]]
    if form not in world.ambiguous:
        return senses[0]
    marked = [
        entity
        for mark, entity in speakers
        if mark.begin <= begin and end <= mark.end and entity in senses
    ]
    if marked:
        return marked[0]
    if any(mark.begin <= begin and end <= mark.end for mark in datelines) and sole_place(
        world, form
    ):
        return sole_place(world, form)
    near = place_by_context(world, block.text, begin, form)
    if near:
        return near
    line = max([mark.line for mark in block.marks if mark.end <= begin], default=block.line)
    ways = " or ".join(f"{{@{sense}|{block.text[begin:end]}}}" for sense in senses)
    raise Mistake(
        report.at(line),
        f"`{block.text[max(0, begin - 15):end + 15]}`: `{form}` is ambiguous; write {ways}, or {{!|...}}",
    )


def _mark_orphans(report, result):
    """Copied statements whose speaker this report no longer tells: only another report can (how=redundancy)."""
    before = None
    for key, statement in result.statements.items():
        if (
            "." in key
            and key not in report.statements
            and statement.speaker
            and not _told(report, statement, before, result.mentions)
        ):
            statement.how, statement.orphan = "redundancy", True
        before = statement


def _told(report, statement, before, mentions):
    first = statement.content[0]
    if statement.speaker_place and statement.how == "named":
        return True
    if statement.how in ("pronoun", "role"):
        return any(
            m.entity == statement.speaker and m.form not in ("pronoun", "role") for m in mentions
        )
    return (
        before is not None
        and before.speaker == statement.speaker
        and before.how != "redundancy"
        and first.block - before.content[-1].block <= 1
    )
