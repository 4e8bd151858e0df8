"""One half of the pile, from its sources to its files: reads, resolves copies, analyses, lays out, writes.

  samples/world.toml            the world both halves live in
  samples/HALF/*.toml           more entities; stories, chains, utterances, positions, conflicts ...
  samples/HALF/reports/**/*.report
  samples/HALF/pile/            made: what Hearsay is given
  samples/HALF/key.jsonl        made: the truth about it

Covered by tests/samples/machinery_test.py and pile_test.py.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from . import containers, copies, key, scraped, templates
from .analyse import analyse
from .errors import Collector, Mistake
from .layout import lay_out, read_moment
from .markup import read_report
from .page import Page, to_bytes
from .world import World, add_file, close_world

FORMS = ("html", "text", "warc", "jsonl", "feed")
GENRES = (
    "report",
    "wire",
    "tabloid",
    "opinion",
    "round-up",
    "live",
    "press-release",
    "translated",
    "spun",
    "interview",
    "brief",
    "feature",
)
ORIGINS = ("eyewitness", "reporting", "document", "none")
ODDITIES = ("windows-1252", "iso-8859-1", "unbalanced", "twice", "named-entities")
CODECS = {"windows-1252": "cp1252", "iso-8859-1": "latin-1"}


@dataclass
class Entry:
    """One report, laid out. `paths` are relative to the pile folder; the first is where it is listed first."""

    layout: object
    analysis: object
    format: str
    source: bytes
    placed: list
    charset: str
    paths: list = field(default_factory=list)

    @property
    def report(self):
        return self.layout.report


@dataclass
class Pile:
    half: str
    world: World
    reports: dict
    entries: dict  # id -> Entry, by id
    files: dict  # path relative to samples/HALF -> bytes


def make(samples, half):
    """The whole half. Raises Mistakes that list every mistake found."""
    samples = Path(samples)
    collector = Collector()
    world = World()
    folder = samples / half
    for path in [samples / "world.toml", *sorted(folder.glob("*.toml"))]:
        with collector.catching():
            add_file(world, path, str(path.relative_to(samples.parent)))
    reports = _read_reports(samples, folder, collector)
    _add_local_entities(world, reports, collector)
    with collector.catching():
        close_world(world)
    collector.finish()
    for report in reports.values():
        with collector.catching():
            _check_head(report, world, reports)
    collector.finish()
    with collector.catching():
        copies.resolve(reports)
    collector.finish()
    analyses = _analyse_all(reports, world, collector)
    collector.finish()
    entries = _lay_out_all(reports, analyses, world, collector)
    collector.finish()
    files = _place_files(entries)
    pile = Pile(half, world, reports, entries, files)
    files["key.jsonl"] = key.write_key(pile, collector)
    collector.finish()
    return pile


def _read_reports(samples, folder, collector):
    reports = {}
    for path in sorted((folder / "reports").rglob("*.report")):
        shown = str(path.relative_to(samples.parent))
        with collector.catching():
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                raise Mistake(shown, f"not UTF-8 at byte {error.start}") from None
            report = read_report(text, shown)
            if report.id in reports:
                raise Mistake(shown, f"id `{report.id}` is taken by {reports[report.id].path}")
            if report.id != path.stem:
                raise Mistake(shown, f"id `{report.id}` must be the name of the file")
            reports[report.id] = report
    return dict(sorted(reports.items()))


def _add_local_entities(world, reports, collector):
    tables = {
        "person": "people",
        "organisation": "organisations",
        "place": "places",
        "vessel": "vessels",
    }
    for report in reports.values():
        for row in report.entities.values():
            where = report.at(row.line)
            kind, _, name = row.words.partition(" ")
            with collector.catching():
                if kind not in tables:
                    raise Mistake(where, f"`{kind}`: one of {', '.join(tables)}")
                facts = {
                    "id": row.key,
                    "name": name,
                    "kind": row.one("kind", "other"),
                    "country": row.one("country"),
                    "roles": [{"text": role} for role in row.attributes.get("role", [])],
                }
                if kind == "place" and not (row.one("lat") and row.one("lon")):
                    raise Mistake(where, "a place needs lat= and lon=")
                facts.update(
                    {name: float(row.one(name)) for name in ("lat", "lon") if row.one(name)}
                )
                facts["aliases"] = row.attributes.get("also", [])
                facts["spellings"] = row.attributes.get("spelling", [])
                world.add(tables[kind], facts, where)


def _check_head(report, world, reports):
    def bad(name, what):
        raise Mistake(report.at(report.head_lines[name]), what)

    head = report.head
    if head["outlet"] not in world.outlets:
        bad("outlet", f"no outlet `{head['outlet']}`; known are {', '.join(sorted(world.outlets))}")
    for name, known in (("form", FORMS), ("genre", GENRES), ("origin", ORIGINS)):
        if head.get(name) and head[name] not in known:
            bad(name, f"{name}: {head[name]} is none of {', '.join(known)}")
    for name, known in (("habits", scraped.HABITS), ("oddities", ODDITIES)):
        for word in report.listed(name):
            if word not in known:
                bad(name, f"`{word}` is none of {', '.join(known)}")
    for word in report.listed("sources"):
        if word not in reports:
            bad("sources", f"no report `{word}` in this half")
    stories = {story["id"] for story in world.facts.get("stories", [])}
    for story in report.listed("story"):
        if story not in stories and story != "none":
            bad(
                "story",
                f"no story `{story}` in a .toml file of this half; add [[stories]], or write `story: none`",
            )
    if not any(block.role == "body" for block in report.blocks):
        raise Mistake(report.at(1), "no `== body`")
    if not any(block.role == "title" for block in report.blocks):
        raise Mistake(report.at(1), "no `== title`")


def _analyse_all(reports, world, collector):
    """Each report after those it copies from."""
    analysed = {}

    def visit(name):
        if name in analysed:
            return
        report = reports[name]
        for block in report.blocks:
            for passage in block.passages:
                visit(passage.report)
        analysed[name] = (analyse(report, analysed, world, collector), report)

    for name in reports:
        visit(name)
    return {name: analysed[name][0] for name in reports}


def _lay_out_all(reports, analyses, world, collector):
    titles = {
        name: next(block.text for block in report.blocks if block.role == "title")
        for name, report in reports.items()
    }
    moments = {}
    for name, report in reports.items():
        with collector.catching():
            moments[name] = read_moment(
                report.head["published"], report.at(report.head_lines["published"])
            )
    collector.finish()
    entries = {}
    for name, report in reports.items():
        with collector.catching():
            _dress(report, world)
            report.charset_label = next(
                (o for o in report.listed("oddities") if o in CODECS), "utf-8"
            )
            earlier = {other: titles[other] for other in moments if moments[other] <= moments[name]}
            layout = lay_out(report, world, moments[name], earlier)
            entries[name] = _render(layout, analyses[name])
    return entries


def _dress(report, world):
    """The outlet's typography: some houses know no curly quotation marks."""
    if world.outlets[report.head["outlet"]].facts.get("quotes") == "straight":
        table = str.maketrans("“”‘’", "\"\"''")
        report.blocks = [
            replace(block, text=block.text.translate(table)) for block in report.blocks
        ]


def _render(layout, analysis):
    report = layout.report
    habits, oddities = report.listed("habits"), report.listed("oddities")
    form, where = report.head["form"], report.at(1)
    codec = CODECS.get(report.charset_label, "utf-8")
    if form in ("jsonl", "feed") and codec != "utf-8":
        raise Mistake(where, f"a {form} is UTF-8 always")
    named = layout.outlet.facts.get("named_entities", False) or "named-entities" in oddities
    if form in ("html", "warc"):
        page, kind = templates.write_html(Page(True, named), layout), "html"
    elif form == "feed":
        page, kind = _write_bare(Page(True, named), layout, "<p>", "</p>"), "html"
    elif form == "jsonl":
        page, kind = _write_bare(Page(False), layout, "", "\n\n"), "text"
    else:
        page, kind = scraped.write_text(layout, habits), "text"
    source = to_bytes(page, codec, habits, where)
    return Entry(layout, analysis, kind, source, page.placed, report.charset_label)


def _write_bare(page, layout, before, after):
    """Text alone, as containers hold it: the title stands in the container."""
    for at, index in enumerate(layout.main + layout.tail):
        block = layout.block(index)
        last = at == len(layout.main + layout.tail) - 1
        page.raw(before).visible(block.role, block.text, index, block.marks).raw(
            "" if last and not page.html else after
        )
    return page


def _place_files(entries):
    files = {}
    shared = {}
    for entry in entries.values():
        report = entry.report
        form, outlet = report.head["form"], report.head["outlet"]
        if form == "html":
            _place(files, entry, f"pages/{entry.layout.outlet.facts['domain']}/{report.id}.html")
        elif form == "text":
            _place(files, entry, f"scraped/{report.id}.txt")
            if "twice" in report.listed("oddities"):
                _place(files, entry, f"scraped/again/{report.id}.txt")
        elif form == "warc":
            shared.setdefault(("warc", report.head.get("file", "crawl")), []).append(entry)
        else:
            shared.setdefault((form, outlet), []).append(entry)
    writers = {
        "warc": (containers.write_warc, "crawls/{}.warc.gz"),
        "jsonl": (containers.write_jsonl, "wires/{}.jsonl"),
        "feed": (containers.write_feed, "feeds/{}.xml"),
    }
    for (form, name), members in sorted(shared.items()):
        write, pattern = writers[form]
        members.sort(key=lambda entry: (entry.layout.moment, entry.report.id))
        path = pattern.format(name)
        files[f"pile/{path}"], suffixes = write(members)
        for entry, suffix in zip(members, suffixes):
            entry.paths.append(path + suffix)
    return files


def _place(files, entry, path):
    files[f"pile/{path}"] = entry.source
    entry.paths.append(path)
