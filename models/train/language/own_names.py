"""Names in our own invented reports: those of the sample pile's open half, whose mentions are marked, and
the whole reports among our paragraphs, with lists of the names in each (statements/names_*.txt). Words and
sentences are cut roughly, so nothing but names is learnt from them."""
import os
import re

import corpora
import quotes
import text as reading

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
TYPES = ("person", "organisation", "place", "nationality", "work")
_TOGETHER = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\d+(?:[.,:]\d+)+|"
                       r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Capt|Adm|Lt|Sgt|St|Rev|Prof|Sen|Rep|Gov|[A-Z])\.", re.I)
_ENDS = re.compile(r"[.!?…][”\"’']?$")


def read_own_names():
    """Documents of corpora.Sentence with names."""
    out = []
    for folder, articles in _samples().items():
        if folder not in quotes.TUNING:
            out += articles
    out += reports_with_names()
    return out


def tuning():
    return [d for folder, articles in _samples().items() if folder in quotes.TUNING for d in articles]


def _samples():
    made, out = quotes.pile_of(quotes.SAMPLES), {}
    for entry in made.entries.values():
        marked = {}
        for mention in entry.analysis.mentions:
            if mention.type in TYPES and mention.form not in ("pronoun", "role"):
                marked.setdefault(mention.place.block, []).append(
                    (mention.place.begin, mention.place.end, mention.type))
        document = []
        for number, block in enumerate(entry.report.blocks):
            copied = sum(p.end - p.begin for p in block.passages) > len(block.text) / 2
            if block.role in ("title", "deck", "subhead", "body", "caption") and not copied:
                document += sentences_of(block.text, marked.get(number, ()))
        out.setdefault(os.path.basename(os.path.dirname(str(entry.report.path))), []).append(document)
    return out


def reports_with_names(folder=quotes.OWN):
    """Of every report in statements/ the sentences with their names."""
    from machinery.markup import read_marks
    out = []
    for name in sorted(os.listdir(folder)):
        if not name.startswith("names_"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            lists = [line for line in file.read().split("\n") if line]
        with open(os.path.join(folder, name.replace("names_", "reports_")), encoding="utf-8") as file:
            reports = file.read().split("// report")[1:]
        if len(lists) != len(reports):
            raise ValueError(f"{name}: {len(lists)} lists for {len(reports)} reports")
        for report, names in zip(reports, lists):
            known = [(one.strip(), part.partition(":")[0].strip()) for part in names.split("|")
                     for one in part.partition(":")[2].split(";") if one.strip()]
            document = []
            for line in report.splitlines():
                if line and not line.startswith(("=", "//")):
                    text = read_marks(line.removeprefix("# "), name, 0)[0]
                    document += sentences_of(text, found(text, known))
            out.append(document)
    return out


def found(text, known):
    """[(begin, end, type)] of the names in a text, the longest first."""
    out = []
    for name, kind in sorted(known, key=lambda one: -len(one[0])):
        for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            if not any(b < match.end() and match.start() < e for b, e, _ in out):
                out.append((match.start(), match.end(), kind))
    return out


def sentences_of(text, names):
    words, together = [], [match.span() for match in _TOGETHER.finditer(text)]
    for begin, end in reading.atoms(text):
        joined = next((span for span in together if span[0] < begin < span[1]), None)
        if joined and words and words[-1][0] >= joined[0]:
            words[-1] = words[-1][0], end
        else:
            words.append((begin, end))
    out, first = [], 0
    for i, (begin, end) in enumerate(words):
        last = i + 1 == len(words)
        gap = not last and words[i + 1][0] > end
        ends = last or (gap and _ENDS.search(text[max(0, end - 2):end]) and
                        re.match(r"[\"“‘A-Z]", text[words[i + 1][0]:]) and end - begin == 1)
        if not ends:
            continue
        own = words[first:i + 1]
        rows = [corpora.Word(text[b:e], n + 1 == len(own) or own[n + 1][0] > e) for n, (b, e) in enumerate(own)]
        labels = {}
        for n, (b, e) in enumerate(own):
            inside = next((name for name in names if name[0] <= b < name[1]), None)
            before = n > 0 and inside is not None and inside[0] <= own[n - 1][0]
            labels[n] = (("I-" if before else "B-"), inside[2]) if inside else None
        narrow = [at[0] + KINDS[at[1]] if at and at[1] in KINDS else "O" for at in labels.values()]
        wide = [at[0] + at[1] if at else "O" for at in labels.values()]
        out.append(corpora.Sentence(rows, first == 0, narrow, wide, bounded=False))
        first = i + 1
    return out


if __name__ == "__main__":
    for document in read_own_names()[::40]:
        for sentence in document[:3]:
            print(" ".join(f"{w.form}/{n}/{v}" for w, n, v in zip(sentence.words, sentence.names, sentence.wide_names)))
    print(sum(len(d) for d in read_own_names()))
