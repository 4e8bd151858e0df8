"""Compares the statements that Hearsay finds in the five real pages with those that a careful reader
found (statements.tsv: spans by offset, none of the pages' text)."""
import csv
import os

COLUMNS = ("file", "key", "kind", "act", "polarity", "content", "cue", "speaker", "who", "how", "addressee",
           "relay", "date", "must")


def spans(cell):
    return [] if cell == "-" else [tuple(map(int, part.split("-"))) for part in cell.split(",")]


def read_key(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t",
                          quoting=csv.QUOTE_NONE)
        return [dict(zip(COLUMNS, row)) for row in rows if row]


def size(list_of_spans):
    return sum(end - begin for begin, end in list_of_spans)


def shared(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def likeness(a, b):
    both = shared(a, b)
    return both / max(1, size(a) + size(b) - both)


def ours(record):
    def span(value):
        return [(value["begin"], value["end"])] if value and value["begin"] is not None else []
    speaker = record["speaker"]
    return {"content": [s for c in record["content"] for s in span(c)], "named": span(speaker["named"]),
            "name": speaker["name"], "how": speaker["how"], "kind": record["kind"], "act": record["act"],
            "polarity": record["polarity"], "relay": [s for r in record["relay"] for s in span(r["span"])],
            "cue": span(record["cue"])}


def speaker_is_right(key, one, text):
    """Nobody where nobody can be known; else words that overlap those of the key, or are the same name."""
    who = spans(key["who"])
    if not who or "unresolved" in key["how"].split("/"):
        if not one["name"]:
            return True
        if not who:
            # The words at the place itself are no name.
            return bool(spans(key["speaker"])) and shared(one["named"], spans(key["speaker"])) > 0
    if not one["named"]:
        return False
    if shared(one["named"], who) or shared(one["named"], spans(key["speaker"])) and "pronoun" not in key["how"]:
        return True
    words = [text[b:e].casefold().split()[-1] for b, e in who + one["named"]]
    return words[0] == words[-1]


def relays_are_right(key, one, text):
    wanted = spans(key["relay"])
    names = [text[b:e].casefold() for b, e in one["relay"]]
    if len(wanted) != len(one["relay"]):
        return False
    return all(shared([w], [o]) or text[w[0]:w[1]].casefold() in name
               for w, o, name in zip(wanted, one["relay"], names))


def compare(key, records, text):
    """[(row of the key, or none, ours, or none, what is wrong)] for one page."""
    found = [ours(record) for record in records]
    pairs = sorted(((likeness(spans(row["content"]), one["content"]), i, j)
                    for i, row in enumerate(key) for j, one in enumerate(found)),
                   key=lambda pair: (-pair[0], pair[1], pair[2]))
    taken, used, out = set(), set(), []
    for share, i, j in pairs:
        if share < 0.5 or i in taken or j in used:
            continue
        taken.add(i)
        used.add(j)
        row, one, wrong = key[i], found[j], []
        for what in ("kind", "polarity"):
            if one[what] not in row[what].split("/"):
                wrong.append(f"{what} {one[what]}, not {row[what]}")
        if one["act"] not in row["act"].split("/"):
            wrong.append(f"act {one['act']}, not {row['act']}")
        if not speaker_is_right(row, one, text):
            wrong.append(f"speaker {one['name']!r}")
        if not relays_are_right(row, one, text):
            wrong.append(f"relay {one['relay']}, not {row['relay']}")
        if share < 0.9:
            wrong.append(f"content {one['content']}, not {row['content']}")
        out.append((row, one, wrong))
    out += [(row, None, ["missed"]) for i, row in enumerate(key) if i not in taken]
    out += [(None, one, ["false"]) for j, one in enumerate(found) if j not in used]
    return out
