#!/usr/bin/env python3
"""Hearsay finds in the sample pile exactly the reports of the key, under the paths of the key, with the same source.

Needs the program in HEARSAY.
"""

import hashlib
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "samples"), str(ROOT / "tests" / "command_line")]
import program  # noqa: E402
from machinery import checks, output, reading, scraped  # noqa: E402
from small_world import TEMPLATES, PileTest  # noqa: E402


def exported(pile, store):
    """The reports that Hearsay finds in a folder; their paths relative to it."""
    program.run("add", pile, "--quiet", "--store", store)
    reports = [
        json.loads(line)
        for line in program.run("export", "reports", "--store", store).stdout.splitlines()
    ]
    for report in reports:
        report["paths"] = [path.removeprefix(f"{pile}/") for path in report["paths"]]
    return reports


def compare(test, folder, key, reports):
    """Same paths; plain text is kept as it is, so that its digest is that of the key's source; of a page the title is
    looked up where Hearsay says it lies."""
    test.assertEqual(
        sorted(path for row in key for path in row["paths"]),
        sorted(path for report in reports for path in report["paths"]),
    )
    found = {path: report for report in reports for path in report["paths"]}
    for row in key:
        report = found[row["paths"][0]]
        test.assertEqual(row["format"], report["format"], row["id"])
        source = reading.read_source(folder / "pile", row["paths"][0])
        if (
            row["format"] == "text"
            and row["charset"] == "utf-8"
            and "mojibake" not in row["habits"]
        ):
            test.assertEqual(hashlib.sha256(source).hexdigest(), report["text_sha256"], row["id"])
        if report["title"] and report["title"].get("bytes"):
            begin, end = report["title"]["bytes"]
            test.assertEqual(
                " ".join(report["title"]["text"].split()),
                reading.visible(source[begin:end], row),
                row["id"],
            )


class Read(unittest.TestCase):
    def test_the_sample_pile(self):
        for half in output.HALVES:
            folder = ROOT / "samples" / half
            key = [row for row in checks.read_key(folder) if row["row"] == "report"]
            with self.subTest(half), tempfile.TemporaryDirectory() as place:
                compare(
                    self,
                    folder,
                    key,
                    exported(folder / "pile", Path(place) / "store.db") if key else [],
                )


class ReadForms(PileTest):
    def test_every_form_template_habit_and_encoding(self):
        body = "== body\nA “naïve” boat off Ost’s {i|quay}, & more.\n\nThe end of the day was {b|loud}.".replace(
            "Ost’s", "{@ost|Ost}’s"
        )
        for outlet in TEMPLATES:
            for form in ("html", "warc", "jsonl", "feed"):
                self.write(f"{outlet}-{form}", body, outlet, form)
            self.write(f"{outlet}-1252", body, outlet, "html", "oddities: windows-1252")
        for habit in scraped.HABITS:
            self.write(f"text-{habit}", body, "modern", "text", f"habits: {habit}")
        self.write("text-again", body, "modern", "text", "oddities: twice")
        _, rows = self.made()
        folder = self.samples / "open"
        compare(
            self,
            folder,
            self.rows("report", rows),
            exported(folder / "pile", self.samples / "store.db"),
        )


if __name__ == "__main__":
    unittest.main()
