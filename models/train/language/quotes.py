"""Reads attributions: who said what, as spans of paragraphs. Two corpora in one form: PolNeAR (Newell et
al. 2018), and the open half of the sample pile, brought to PolNeAR's conventions: content with its
quotation marks and its "that" or "to", without the last stop; what goes on in later sentences belongs to
the attribution.

PolNeAR marks the outermost attribution only. Here every level has spans of its own: in "A, Vard said,
according to the Lamp" the Lamp's is of level 0 and Vard's of level 1. Inner levels come from the samples,
and from paragraphs of PolNeAR that are put into another outlet's mouth (`wrapped`).
"""
import dataclasses
import json
import os
import pathlib
import re
import sys

ROLES = ("source", "cue", "content")
LEVELS = 3


@dataclasses.dataclass
class Span:
    role: str
    level: int
    begin: int  # code points of the paragraph
    end: int
    owners: tuple  # attributions it belongs to; none for content that nobody is known to have said


@dataclasses.dataclass
class Paragraph:
    text: str
    spans: list
    known: tuple = (True,) * LEVELS  # levels whose spans are all there
    acts: tuple = ()  # (where the cue begins, or -1, where the content begins, act)


# Content with such a word may hold another attribution, which PolNeAR does not mark.
MAY_SAY = re.compile(
    r"\b(sa(y|ys|id|ying)|tell|tells|told|telling|according|ask(s|ed|ing)?|claim(s|ed|ing)?|"
    r"report(s|ed|ing|edly)?|argu(e|es|ed|ing)|believ(e|es|ed|ing)|think(s|ing)?|thought|add(s|ed)|"
    r"call(s|ed|ing)?|den(y|ies|ied|ying)|promis(e|es|ed|ing)|warn(s|ed|ing)?|accus(e|es|ed|ing)|"
    r"announc(e|es|ed|ing)|wr(ite|ites|ote|itten|iting)|want(s|ed|ing)?|know(s|n|ing)?|knew|"
    r"suggest(s|ed|ing)?|insist(s|ed|ing)?|not(e|es|ed|ing)|quot(e|es|ed|ing)|agree(s|d|ing)?|"
    r"demand(s|ed|ing)?|urg(e|es|ed|ing)|vow(s|ed|ing)?|hop(e|es|ed|ing)|plan(s|ned|ning)?|"
    r"admit(s|ted|ting)?|explain(s|ed|ing)?|confirm(s|ed|ing)?|show(s|ed|n|ing)?|order(s|ed|ing)?|"
    r"threat\w*|pledg\w+|stat(e|es|ed|ing)|declar\w+|describ\w+|prais\w+|critici\w+|refus\w+)\b", re.I)


def read_polnear(path):
    """[[Paragraph]] by article."""
    articles = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            articles.append(paragraphs_of(row["text"], row["attributions"]))
    return articles


def paragraphs_of(text, attributions):
    spans = {}
    for number, one in enumerate(attributions):
        for role in ROLES:
            for begin, end in one[role]:
                spans.setdefault((begin, end, role), []).append(number)
    out = []
    for match in re.finditer(r"[^\n]+", text):
        first, last = match.span()
        inside = [Span(role, 0, begin - first, end - first, tuple(owners))
                  for (begin, end, role), owners in sorted(spans.items())
                  if first <= begin and end <= last]
        unsure = any(s.role == "content" and MAY_SAY.search(match[0], s.begin, s.end)
                     for s in inside)
        out.append(Paragraph(match[0], inside, (True, not unsure, not unsure)))
    return out


OUTLETS = (
    "Reuters", "the Associated Press", "CNN", "The New York Times", "the Guardian", "Fox News",
    "the Tasnim news agency", "state television", "local media", "Israeli media", "Xinhua", "AFP",
    "Interfax", "the state-run news agency", "The Times of London", "Der Spiegel", "Le Monde",
    "the newspaper", "a report in the Daily Mail", "Al Jazeera", "Haaretz", "the BBC", "Bloomberg",
    "the Wall Street Journal", "Politico", "The Hill", "Anadolu", "the Kyodo news agency",
    "Russian news agencies", "the Saudi newspaper Okaz", "Channel 10", "Deutsche Welle", "Sky News",
    "the official IRNA agency", "Kommersant", "the Egyptian daily Al-Ahram", "Ukrainian media",
    "the Financial Times", "NBC News", "the Miami Herald", "a Lebanese newspaper", "RIA Novosti",
    "The Jerusalem Post", "Hürriyet", "Turkish television", "the Evening Standard", "El País",
    "an official transcript", "the Hindu", "Dawn", "the South China Morning Post", "Yonhap")
DAYS = ("", "", "", " on Monday", " on Thursday", " late on Friday", " on its website",
        " on Sunday", " at the weekend", " last week")
SMALL = ("The", "A", "An", "He", "She", "They", "It", "His", "Her", "In", "On", "But", "This",
         "These", "There", "Some", "Many", "As", "At", "For", "Their", "After", "Both", "Several")


def wrapped(paragraph, rng):
    """The same, said by an outlet; None where that would be no English."""
    text = paragraph.text
    if not paragraph.spans or len(text) > 500 or any(s.level == LEVELS - 1 for s in paragraph.spans) \
            or not paragraph.known[1]:
        return None
    if not re.search(r"[\w\"”’]\.?[\"”]?$", text) or re.search(r"[.?!][\"”’]?\s+[\"“‘]?[A-Z]", text) \
            or ":" in text or not re.match(r"[\"“A-Z]", text):
        return None
    stop = len(text) - 1 if text.endswith(".") else len(text)
    if any(s.end > stop for s in paragraph.spans) or re.search(r"according to", text, re.I):
        return None
    outlet, day = rng.choice(OUTLETS), rng.choice(DAYS)
    first = text.split(" ", 1)[0]
    body = text[:stop]
    how = rng.random()
    verb = rng.choice(("reported", "reported", "reports", "said", "has reported", "wrote", "revealed"))
    if how < 0.35:
        parts = [(body, "content"), (", ", ""), ("according to", "cue"), (" ", ""), (outlet, "source"),
                 (rng.choice(("", "", "", ", which cited officials")), ""), (".", "")]
    elif how < 0.65:
        parts = [(body, "content"), (", ", ""), (outlet, "source"), (" ", ""), (verb, "cue"),
                 (day + ".", "")]
    elif first in SMALL or not first[0].isalpha() or how < 0.75:
        body = body[0].lower() + body[1:] if first in SMALL else body
        up = outlet[0].upper() + outlet[1:]
        if how < 0.88:
            that = rng.choice(("that ", "that ", ""))
            parts = [(up, "source"), (" ", ""), (verb, "cue"), (day + " ", ""), (that + body, "content"),
                     (".", "")]
        else:
            parts = [("According to", "cue"), (" ", ""), (outlet, "source"), (", ", ""),
                     (body, "content"), (".", "")]
    else:
        return None
    out, spans, at = [], [], 0
    for part, role in parts:
        begin = len("".join(out))
        out.append(part)
        if role == "content":
            at = begin + len(part) - len(body)
        if role:
            spans.append(Span(role, 0, begin, begin + len(part), (-1,)))
    acts = tuple((cue + at if cue >= 0 else -1, begin + at, act) for cue, begin, act in paragraph.acts)
    below = [dataclasses.replace(s, level=s.level + 1, begin=s.begin + at, end=s.end + at)
             for s in paragraph.spans]
    return Paragraph("".join(out), spans + below, paragraph.known[:1] + paragraph.known[:-1], acts)


LEAST_READ_AGAIN = 24  # characters


def unwrapped(paragraph):
    """What is said in it as paragraphs of their own, as the engine reads contents once more: those of which
    everything within is known, and that hold a word that may say something."""
    out = []
    for one in paragraph.spans:
        if one.role != "content" or one.end - one.begin < LEAST_READ_AGAIN or one.level + 1 >= LEVELS or \
                not paragraph.known[one.level + 1] or not MAY_SAY.search(paragraph.text, one.begin, one.end):
            continue
        inside = [dataclasses.replace(s, level=s.level - one.level - 1, begin=s.begin - one.begin,
                                      end=s.end - one.begin)
                  for s in paragraph.spans
                  if s.level > one.level and one.begin <= s.begin and s.end <= one.end]
        known = paragraph.known[one.level + 1:] + (False,) * (one.level + 1)
        out.append(Paragraph(paragraph.text[one.begin:one.end], inside, known))
    return out


def disturbed(paragraph, rng):
    """With other quotation marks, as they are typed or lost."""
    text, how = paragraph.text, rng.random()
    if how < 0.12:
        text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    elif how < 0.15:
        text = text.replace("“", "'").replace("”", "'") if "“" in text else text.replace('"', "'")
    elif how < 0.18 and '"' in text:
        sides = iter(range(text.count('"')))
        text = re.sub('"', lambda _: "“”"[next(sides) % 2], text)
    else:
        return paragraph
    return dataclasses.replace(paragraph, text=text)


# ---- the open half of the samples ---------------------------------------------------------------

OPENS, CLOSES = "“\"‘«„", "”\"’»"
TUNING = ("election",)  # folders of reports to judge by


def pile_of(folder):
    """The open half of the samples."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    from machinery import pile
    return pile.make(pathlib.Path(folder), "open")


def read_samples(folder):
    """{folder of the report: [[Paragraph]]}; copies are left out, since they say the same again."""
    out = {}
    for entry in pile_of(folder).entries.values():
        folder_name = os.path.basename(os.path.dirname(str(entry.report.path)))
        out.setdefault(folder_name, []).append(report_paragraphs(entry))
    return out


def widened(text, begin, end):
    """Content of the samples as PolNeAR has it."""
    opened = begin > 0 and text[begin - 1] in OPENS
    while end < len(text) and (text[end] in CLOSES or
                               (text[end] in ".,!?" and text[end + 1:end + 2] and
                                text[end + 1] in CLOSES and (opened or inside_quotes(text, begin)))):
        if text[end] in CLOSES and not opened and not inside_quotes(text, begin) and \
                not any(c in OPENS for c in text[begin:end]):
            break
        end += 1
    begin -= opened
    for word in ("that ", "to "):
        if text[:begin].endswith(word) and text[begin] not in OPENS and \
                (begin == len(word) or text[begin - len(word) - 1] == " "):
            begin -= len(word)
    return begin, end


def inside_quotes(text, at):
    state = False
    for c in text[:at]:
        state = True if c in "“«" else False if c in "”»" else not state if c == '"' else state
    return state


def report_paragraphs(entry):
    blocks, analysis = entry.report.blocks, entry.analysis
    statements = analysis.statements
    spans = {}  # (block, begin, end, role, level) to owners
    levels = {key: level_of(key, statements) for key in statements}
    for key, one in statements.items():
        level = levels[key]
        if level >= LEVELS:
            continue
        owner = key if one.cue else None
        row = entry.report.statements.get(key)
        if not one.cue and row and row.one("continues"):
            owner = key[:key.rfind(".") + 1] + row.one("continues")
        places = list(one.content)
        for place in places:
            text = blocks[place.block].text
            begin, end = widened(text, place.begin, place.end)
            spans.setdefault((place.block, begin, end, "content", level), []).append(owner)
        if one.cue:
            cue = one.cue
            spans.setdefault((cue.block, cue.begin, cue.end, "cue", level), []).append(key)
        if one.speaker_place:
            place = one.speaker_place
            text = blocks[place.block].text
            first = one.content[0]
            if not one.cue and first.block == place.block and text[place.end:first.begin].strip() == ":":
                spans.setdefault((place.block, place.end, place.end + 1, "cue", level), []).append(key)
                spans[(first.block, *widened(text, first.begin, first.end), "content", level)] = [key]
            spans.setdefault((place.block, place.begin, place.end, "source", level), []).append(key)
    acts = {}
    for one in statements.values():
        place = one.content[0]
        text = blocks[place.block].text
        cue = one.cue.begin if one.cue and one.cue.block == place.block else -1
        acts.setdefault(place.block, []).append((cue, widened(text, place.begin, place.end)[0], one.act))
    out = []
    for number, block in enumerate(blocks):
        copied = sum(p.end - p.begin for p in block.passages) > len(block.text) / 2
        if copied or block.role not in ("title", "deck", "subhead", "body", "caption"):
            continue
        own = [Span(role, level, begin, end, tuple(o for o in owners if o))
               for (at, begin, end, role, level), owners in sorted(spans.items(), key=str) if at == number]
        out.append(Paragraph(block.text, own, acts=tuple(acts.get(number, ()))))
    return out


def level_of(key, statements):
    """How many statements stand around the cue of this one (or around its content, if it has none)."""
    def inside(place, other):
        return any(c.block == place.block and c.begin <= place.begin and place.end <= c.end
                   for c in other.content)
    own = statements[key].cue or statements[key].content[0]
    return sum(1 for k, other in statements.items()
               if k != key and inside(own, other) and
               not (other.cue is None and statements[key].cue is None and k > key))


SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "samples")


def read_all(data):
    """Articles to learn from, those of them that are our own, and articles to judge by: of PolNeAR (its
    dev is none of them) and of our own."""
    polnear = read_polnear(os.path.join(data, "quotes", "polnear", "train.jsonl"))
    train, own, judged = [article for i, article in enumerate(polnear) if i % 20], [], []
    for folder, articles in read_samples(SAMPLES).items():
        (judged if folder in TUNING else own).extend(articles)
    for paragraphs in read_own():
        judged.append([p for i, p in enumerate(paragraphs) if i % JUDGED == 0])
        kept = [p for i, p in enumerate(paragraphs) if i % JUDGED]
        own += [kept[i:i + 6] for i in range(0, len(kept), 6)]
    return train, own, polnear[::20], judged


# ---- paragraphs of our own (statements/README.md) ------------------------------------------------

OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "statements")
JUDGED = 10  # of so many paragraphs one is to judge by


def read_own(folder=OWN):
    """[[Paragraph]], a list a file."""
    sys.path.insert(0, SAMPLES)
    from machinery.markup import read_marks
    out = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt") or name.startswith("names_"):
            continue
        paragraphs = []
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file]
        for number, line in enumerate(lines):
            if not line or line.startswith(("=", "//")):
                continue
            text, marks = read_marks(line.removeprefix("# "), name, number + 1)
            acts, before = {}, {}
            if number + 1 < len(lines) and lines[number + 1].startswith("="):
                for words in map(str.split, lines[number + 1][1:].split(";")):
                    acts[words[0]] = words[1]
                    for word in words:
                        if word.startswith("continues="):
                            before[words[0]] = word[10:]
            paragraphs.append(own_paragraph(f"{name}:{number}", text, marks, before, acts))
        out.append(paragraphs)
    return out


def own_paragraph(key, text, marks, before, acts):
    places = {}  # statement: {kind: [(begin, end)]}
    for mark in marks:
        for tag in mark.tags:
            places.setdefault(tag.key, {}).setdefault(tag.kind, []).append((mark.begin, mark.end))

    def level(one):
        own = (places[one].get("cue") or places[one]["content"])[0]
        return sum(any(b <= own[0] and own[1] <= e for b, e in other.get("content", []))
                   for k, other in places.items() if k != one)

    def owner(one):
        seen = set()
        while one in before and one not in seen:
            seen.add(one)
            one = before[one]
        return one
    spans = {}
    for one, kinds in places.items():
        if "content" not in kinds or level(one) >= LEVELS:
            continue
        at, cued = level(one), "cue" in kinds
        of = f"{key}/{owner(one)}" if cued or one in before else None
        source = kinds.get("speaker", [])
        if not cued and source and one not in before:
            # A headline: "Vard: no boats".
            begin, end = source[0]
            if text[end:kinds["content"][0][0]].strip(" “\"‘'") == ":":
                of = f"{key}/{one}"
                spans.setdefault((end, end + 1, "cue", at), []).append(of)
        for begin, end in kinds["content"]:
            spans.setdefault((*widened(text, begin, end), "content", at), []).append(of)
        for begin, end in kinds.get("cue", []):
            spans.setdefault((begin, end, "cue", at), []).append(of)
        for begin, end in source:
            spans.setdefault((begin, end, "source", at), []).append(of)
    said = [(kinds["cue"][0][0] if "cue" in kinds else -1, widened(text, *kinds["content"][0])[0], acts[one])
            for one, kinds in sorted(places.items()) if "content" in kinds and one in acts]
    return Paragraph(text, [Span(role, at, begin, end, tuple(o for o in owners if o))
                            for (begin, end, role, at), owners in sorted(spans.items())],
                     acts=tuple(said))
