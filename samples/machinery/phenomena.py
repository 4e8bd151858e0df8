"""How often the pile shows each thing that Hearsay is for, counted in the key.

Covered by tests/samples/machinery_test.py.
"""

PHENOMENA = (
    "reports",
    "stories",
    "chains",
    "reports of no story",
    "statements",
    "events",
    "mentions",
    "reprints with credit",
    "reprints without credit",
    "identical copies",
    "truncated copies",
    "extended copies",
    "rewrites",
    "spins",
    "translations",
    "summaries",
    "spliced pages",
    "shared quotations",
    "same utterance, two reports",
    "same utterance, two wordings",
    "entities in two spellings",
    "speakers by pronoun",
    "speakers by role",
    "relay one deep",
    "relay two deep",
    "relay three deep",
    "anonymous speakers",
    "continuations",
    "orphan quotations",
    "speakers nobody can know",
    "headline quotations",
    "direct",
    "indirect",
    "mixed",
    "broken by their cue",
    "questions",
    "denials",
    "demands",
    "threats",
    "promises",
    "hypothetical events",
    "opinion pieces",
    "growing numbers",
    "conflicting numbers",
    "conflicts of polarity",
    "conflicts of date",
    "changes of position",
    "independent confirmations",
    "circular sourcing",
    "without any date",
    "mojibake",
    "windows-1252",
    "unbalanced quotation marks",
    "comments amid the text",
    "captions glued to a credit",
    "on a single line",
    "hard-wrapped",
)


def count(rows):
    """{phenomenon: how many} for the rows of one key."""
    counts = dict.fromkeys(PHENOMENA, 0)
    by = {}
    for row in rows:
        by.setdefault(row["row"], []).append(row)
    for part in (_count_reports, _count_copies, _count_statements, _count_events, _count_facts):
        for name, number in part(by).items():
            counts[name] += number
    return counts


def _count_reports(by):
    reports = by.get("report", [])
    told = [row for row in reports if row["published"]]
    return {
        "reports": len(reports),
        "stories": len(by.get("story", [])),
        "chains": len(by.get("chain", [])),
        "reports of no story": sum(not row["stories"] for row in reports),
        "statements": len(by.get("statement", [])),
        "events": len(by.get("event", [])),
        "mentions": len(by.get("mention", [])),
        "opinion pieces": sum(row["genre"] == "opinion" for row in reports),
        "without any date": len(reports)
        - sum(row["published"]["how"] != "evidence" for row in told),
        "mojibake": sum("mojibake" in row["habits"] for row in reports),
        "windows-1252": sum(row["charset"] == "windows-1252" for row in reports),
        "unbalanced quotation marks": sum("unbalanced" in row["oddities"] for row in reports),
        "comments amid the text": sum(_comment_amid(row["blocks"]) for row in reports),
        "captions glued to a credit": sum("glued" in row["habits"] for row in reports),
        "on a single line": sum("oneline" in row["habits"] for row in reports),
        "hard-wrapped": sum("wrapped" in row["habits"] for row in reports),
    }


def _comment_amid(blocks):
    roles = [block["role"] for block in blocks]
    body = [at for at, role in enumerate(roles) if role == "body"]
    return "comment" in roles[body[0] : body[-1]] if body else False


def _count_copies(by):
    copies = by.get("copy", [])
    reprints = [
        row for row in copies if set(row["relations"]) & {"identical", "truncated", "extended"}
    ]
    ways = [{passage["how"] for passage in row["passages"]} for row in copies]
    return {
        "reprints with credit": sum(row["credited"] for row in reprints),
        "reprints without credit": sum(not row["credited"] for row in reprints),
        "identical copies": _relation(copies, "identical"),
        "truncated copies": _relation(copies, "truncated"),
        "extended copies": _relation(copies, "extended"),
        "rewrites": sum("rewritten" in way for way in ways),
        "spins": sum("spun" in way for way in ways),
        "translations": sum("translated" in way for way in ways),
        "summaries": sum("summarised" in way for way in ways),
        "spliced pages": len({row["to"] for row in copies if "spliced" in row["relations"]}),
        "shared quotations": _relation(copies, "shared_quotation"),
    }


def _relation(copies, name):
    return sum(name in row["relations"] for row in copies)


def _count_statements(by):
    rows = by.get("statement", [])
    depth = [len(row["relay"]) for row in rows]
    how = [row["speaker"]["how"] for row in rows]
    acts = [row["act"] for row in rows]
    kinds = [row["kind"] for row in rows]
    texts = {row["id"]: " ".join(span["text"] for span in row["content"] if span) for row in rows}
    return {
        "speakers by pronoun": how.count("pronoun"),
        "speakers by role": how.count("role"),
        "relay one deep": depth.count(1),
        "relay two deep": depth.count(2),
        "relay three deep": sum(d >= 3 for d in depth),
        "anonymous speakers": how.count("anonymous"),
        "continuations": how.count("continuation"),
        "orphan quotations": how.count("redundancy"),
        "speakers nobody can know": how.count("unresolved"),
        "headline quotations": sum(row["in_title"] for row in rows),
        "direct": kinds.count("direct"),
        "indirect": kinds.count("indirect"),
        "mixed": kinds.count("mixed"),
        "broken by their cue": sum(len(row["content"]) > 1 for row in rows),
        "questions": acts.count("ask"),
        "denials": sum(row["act"] == "deny" or row["polarity"] == "denied" for row in rows),
        "demands": acts.count("demand"),
        "threats": acts.count("threaten"),
        "promises": acts.count("promise"),
        "same utterance, two reports": sum(
            len({name.partition(":")[0] for name in row["statements"]}) > 1
            for row in by.get("utterance", [])
        ),
        "same utterance, two wordings": sum(
            len({texts[name] for name in row["statements"]}) > 1 for row in by.get("utterance", [])
        ),
    }


def _count_events(by):
    return {
        "hypothetical events": sum(row["mode"] == "hypothetical" for row in by.get("event", [])),
        "entities in two spellings": sum(
            len(_different(row["spellings"])) > 1 for row in by.get("entity", [])
        ),
    }


def _different(spellings):
    """Spellings by their last word: `Trosk` and `Ilvane Trosk` are one."""
    return {text.split()[-1].lower() for text in spellings}


def _count_facts(by):
    kinds = [row["kind"] for row in by.get("conflict", [])]
    return {
        "growing numbers": len(by.get("growth", [])),
        "conflicting numbers": kinds.count("number"),
        "conflicts of polarity": kinds.count("polarity"),
        "conflicts of date": kinds.count("date"),
        "changes of position": _changes(by.get("position", [])),
        "independent confirmations": len(by.get("independent", [])),
        "circular sourcing": len(by.get("circular", [])),
    }


def _changes(positions):
    held = {}
    for row in positions:
        held.setdefault((row["actor"], row["proposition"]), set()).add(row["stance"])
    return sum(len(stances) > 1 for stances in held.values())


def table(columns):
    """Markdown; columns: [(heading, counts)]."""
    lines = [
        "| | " + " | ".join(name for name, _ in columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for name in PHENOMENA:
        lines.append(f"| {name} | " + " | ".join(str(counts[name]) for _, counts in columns) + " |")
    return "\n".join(lines) + "\n"
