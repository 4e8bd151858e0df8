"""A world and reports for the tests of the sample pile's machinery, made in a folder of their own."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
sys.path.insert(0, str(SAMPLES))
from machinery import checks, output, pile  # noqa: E402
from machinery.errors import Mistakes  # noqa: E402

TEMPLATES = ("modern", "old", "micro", "tables", "blog")

WORLD = """
[[countries]]
id = "arl"
name = "Arl"
capital = "ost"
metonyms = ["Ost"]
demonyms = ["Arlish"]
[[places]]
id = "ost"
name = "Ost"
kind = "city"
country = "arl"
lat = 1.0
lon = 2.0
[[people]]
id = "venn"
name = "Ada Venn"
spellings = ["Ada Wenn"]
country = "arl"
roles = [{text = "minister"}]
[[people]]
id = "bo_marl"
name = "Bo Marl"
country = "arl"
roles = []
[[people]]
id = "cy_marl"
name = "Cy Marl"
country = "arl"
roles = []
[[agencies]]
id = "wire"
name = "Arl Wire"
domain = "wire.example"
country = "arl"
kind = "wire"
family = "wire"
template = "modern"
""" + "".join(
    f"""
[[outlets]]
id = "{name}"
name = "Daily {name.title()}"
domain = "{name}.example"
country = "arl"
kind = "daily"
family = "{name}"
template = "{name}"
named_entities = {"true" if name == "micro" else "false"}
quotes = "{"straight" if name == "old" else "curly"}"
""" for name in TEMPLATES
)

FACTS = """
[[stories]]
id = "s"
title = "A story"
[[utterances]]
id = "U1"
speaker = "venn"
"""


def report(
    name, body, outlet="modern", form="html", head="", statements="", events="", entities=""
):
    """The text of a report file: `body` is everything from the first block on; a title is put before it."""
    text = f"id: {name}\noutlet: {outlet}\nform: {form}\npublished: 2017-04-03T10:00+01:00\nstory: s\n{head}\n"
    text += f"== title\nTitle of {name}\n{body}\n"
    for section, lines in (("statements", statements), ("events", events), ("entities", entities)):
        text += f"== {section}\n{lines}\n" if lines else ""
    return text


class PileTest(unittest.TestCase):
    """Tests get self.samples, a folder like samples/, with an open half only."""

    def setUp(self):
        self.samples = Path(tempfile.mkdtemp()) / "samples"
        self.addCleanup(shutil.rmtree, self.samples.parent)
        (self.samples / "open" / "reports").mkdir(parents=True)
        (self.samples / "world.toml").write_text(WORLD, encoding="utf-8")
        (self.samples / "open" / "facts.toml").write_text(FACTS, encoding="utf-8")

    def write(self, name, *args, **words):
        """Writes a report; returns the path as mistakes name it."""
        path = self.samples / "open" / "reports" / f"{name}.report"
        path.write_text(report(name, *args, **words), encoding="utf-8")
        return f"samples/open/reports/{name}.report"

    def facts(self, text):
        (self.samples / "open" / "facts.toml").write_text(FACTS + text, encoding="utf-8")

    def make(self):
        return pile.make(self.samples, "open")

    def mistakes(self):
        """The lines that making the pile is refused with; fails if it is not."""
        with self.assertRaises(Mistakes) as caught:
            self.make()
        return caught.exception.lines

    def assert_mistake(self, fragment, line=None):
        found = self.mistakes()
        self.assertTrue(any(fragment in text for text in found), f"{fragment!r} is not in {found}")
        if line is not None:
            self.assertTrue(any(f":{line}: " in text and fragment in text for text in found), found)

    def made(self):
        """Writes the half to disk; returns (pile, rows of its key), having found nothing wrong with it."""
        half = self.make()
        output.write(self.samples, half)
        self.assertEqual([], list(checks.check_half(self.samples / "open")))
        return half, checks.read_key(self.samples / "open")

    def rows(self, kind, rows):
        return [row for row in rows if row["row"] == kind]

    def statements(self, name, rows):
        return {
            row["id"].partition(":")[2]: row
            for row in rows
            if row["row"] == "statement" and row["report"] == name
        }
