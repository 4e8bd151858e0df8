"""Reports in which it is marked who is meant: the open half of the sample pile, and the whole reports among
our paragraphs for statements (models/train/language/statements/reports_*.txt), whose marks have ids. Each
is written as a page, with the places in it that mean somebody."""
import dataclasses
import html
import os
import pathlib
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "..", "..", "samples")
STATEMENTS = os.path.join(HERE, "..", "language", "statements")
PLAIN = "-"  # nobody in particular
NAMELESS = ("anonymous", "", PLAIN)


@dataclasses.dataclass
class Report:
    group: str  # what it is held out with
    page: bytes
    mentions: list  # (begin, end, who, whether by name), bytes of the page
    speakers: dict  # (begin, end) of words at cues: who


def page_of(blocks):
    """[(role, text)] as a page; and by block where each of its characters stands in bytes."""
    out, places = b"<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><article>\n", []
    for role, text in blocks:
        tag = {"title": "h1", "subhead": "h2"}.get(role, "p")
        out += f"<{tag}>".encode()
        at = []
        for character in text:
            at.append(len(out))
            out += html.escape(character, quote=False).encode()
        at.append(len(out))
        places.append(at)
        out += f"</{tag}>\n".encode()
    return out + b"</article></body></html>\n", places


def read_samples():
    sys.dont_write_bytecode = True
    sys.path.insert(0, SAMPLES)
    from machinery import pile
    out = []
    for entry in pile.make(pathlib.Path(SAMPLES), "open").entries.values():
        report, analysis = entry.report, entry.analysis
        kept = [i for i, block in enumerate(report.blocks)
                if block.role in ("title", "deck", "subhead", "body", "caption")]
        page, places = page_of([(report.blocks[i].role, report.blocks[i].text) for i in kept])
        number = {block: at for at, block in enumerate(kept)}

        def bytes_of(place):
            at = places[number[place.block]]
            return at[place.begin], at[place.end]
        mentions = [(*bytes_of(m.place), m.entity, m.form not in ("pronoun", "role"))
                    for m in analysis.mentions if m.place.block in number]
        speakers = {}
        for one in analysis.statements.values():
            if one.speaker_place and one.speaker_place.block in number:
                who = one.speaker if one.how != "unresolved" else ""
                speakers[bytes_of(one.speaker_place)] = who or "anonymous"
                if not who:
                    mentions.append((*bytes_of(one.speaker_place), "anonymous", False))
        out.append(Report(os.path.basename(os.path.dirname(str(report.path))), page, mentions, speakers))
    return out


def read_own():
    sys.path.insert(0, SAMPLES)
    from machinery.markup import read_marks
    out = []
    for name in sorted(os.listdir(STATEMENTS)):
        if not name.startswith("reports_") or not name.endswith(".txt"):
            continue
        with open(os.path.join(STATEMENTS, name), encoding="utf-8") as file:
            parts = file.read().split("// report")[1:]
        for part in parts:
            blocks = []
            for line in part.splitlines():
                if not line or line.startswith(("=", "//")):
                    continue
                role = "title" if line.startswith("# ") else "body"
                blocks.append((role, *read_marks(line.removeprefix("# "), name, 0)))
            page, places = page_of([(role, text) for role, text, _ in blocks])
            report = Report(name, page, [], {})
            for (_, _, marks), at in zip(blocks, places):
                for mark in marks:
                    span = at[mark.begin], at[mark.end]
                    for tag in mark.tags:
                        if tag.kind not in ("speaker", "addressee", "relay") or not tag.value:
                            continue
                        report.mentions.append((*span, tag.value, None))
                        if tag.kind == "speaker":
                            report.speakers[span] = tag.value
            out.append(report)
    return out
