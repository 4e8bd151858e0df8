"""Who copied whom, and stories: sources, stories, their exports, explain and demo."""
import json
import os
import random
import unittest
import xml.etree.ElementTree as xml

from program import FAILURE, FERRY, USAGE, VOTE, FolderTest
from terminal_test import on_terminal, without_colour

WIRE = ("The harbour master of Tern Harbour closed the northern quay on Monday after two barges "
        "broke their moorings in the night and drifted against the lock gates. Divers found a "
        "cracked hinge below the waterline and advised the council to keep all vessels out of the "
        "basin. Three fishing boats were towed to Vell, where they will stay until the gates have "
        "been lifted and repaired. The council expects the work to last eleven days and to cost "
        "nearly forty thousand crowns, which it has not set aside.")
LEDGER = ("Bakers in the upper town of Orlan have agreed to share a single mill for the winter, "
          "because the stream that drives the other two has nearly run dry. The guild drew lots "
          "for the hours at which each of them may grind, and the youngest baker drew the hour "
          "before dawn. Flour will be carried down the hill by donkeys that the monastery lends.")
GOAT = ("A goat was elected to the parish council of Lower Maru with more votes than the two other "
        "candidates together, and ate the ballot papers while they were counted again.")
HALF = WIRE[:WIRE.index(" The council expects")]
HOSTILE = "Quay \x1b[31mred\x1b]0;owned\x07 <&\"'> \u202eltr ]]>"
# File, outlet, day, title, text.
REPORTS = [("wire", "Tern Wire", "2018-05-21", "Quay is closed", WIRE),
           ("courier", "The Courier", "2018-05-22", HOSTILE, WIRE),
           ("bell", "Evening Bell", "2018-05-23", "Quay shut for days", HALF),
           ("ledger", "The Ledger", "2018-05-21", "One mill for three", LEDGER),
           ("drift", "Newsdrift", "2018-05-29", "Quays and mills", HALF + "\n\n" + LEDGER)]
COUNTS = ["reports", "outlets", "families", "origins"]
UNKNOWN = "unknown_outlet"
EDGE = ["id", "from", "to", "relation", "form", "from_span", "to_span", "score", "why"]
STORY = ["id", "title", "first", "last", "reports", "attached", "counts", "why", "chains"]


def word(rng):
    return "".join(rng.choice("bdfglmnprst") + rng.choice("aeiou") for _ in range(4))


class SourcesTest(FolderTest):
    def add(self, reports=REPORTS):
        for name, outlet, day, title, text in reports:
            self.write(f"{name}.jsonl", json.dumps(
                {"url": f"https://{name}.example/{day}/a", "publisher": outlet, "published": day,
                 "title": title, "text": f"{title}\n\n{text}"}) + "\n")
            self.run_in("add", f"{name}.jsonl")
        self.write("goat.txt", GOAT)
        self.run_in("add", "goat.txt")

    def id_of(self, name):
        return self.json_of("show", f"{name}.jsonl:1")["id"]


class Sources(SourcesTest):
    def test_a_lineage_is_a_tree_with_passages_and_four_counts(self):
        self.add()
        wire, drift, ledger = (self.id_of(name)[:8] for name in ["wire", "drift", "ledger"])
        told = self.run_in("sources", "wire.jsonl:1").stdout
        lines = told.splitlines()
        root = lines.index(f"{wire}  2018-05-21  Quay is closed  [Tern Wire]  (this report)")
        self.assertEqual(lines[root + 1].strip(), "origin, has it from nobody in the pile")
        self.assertIn("    identical, 100 % of its words, appeared later", told)
        self.assertIn("    truncated, 100 % of its words, appeared later", told)
        self.assertEqual(lines[-1], "this lineage: 4 reports, 4 outlets, 4 families, 2 origins, "
                                    "1 of them not drawn")
        self.assertRegex(told, r"\n    +spliced, .*; also from 1 report that is not drawn\n")
        self.assertIn(f"{drift} from {wire}: spliced, 1 passage\n", told)
        self.assertIn("*The harbour master of Tern Harbour closed", told)
        drifted = self.run_in("sources", "drift.jsonl:1").stdout
        self.assertEqual(drifted.count("(this report)"), 2, "under each of its sources")
        self.assertIn(f"{drift} from {ledger}: spliced", drifted)
        self.assertTrue(drifted.endswith(
            "this lineage: 3 reports, 3 outlets, 3 families, 2 origins\n"))
        self.assertNotIn("not drawn", drifted)

    def add_many(self, texts):
        """Reports of as many outlets, a day each."""
        self.write("many.jsonl", "".join(json.dumps(
            {"url": f"https://site{day}.example/a", "publisher": f"Post {day}", "title": f"Day {day}",
             "published": f"2018-05-{day:02}", "text": f"Day {day}\n\n{text}"}) + "\n"
            for day, text in enumerate(texts, 1)))
        self.run_in("add", "many.jsonl")

    def test_of_many_copies_the_passages_of_some_are_shown(self):
        self.add_many([WIRE] * 23)
        told = self.run_in("sources", "many.jsonl:1").stdout
        self.assertEqual(told.count(": identical, 1 passage\n"), 20)
        self.assertIn("\npassages with 2 more reports are not shown (--passages shows all)\n", told)
        told = self.run_in("sources", "many.jsonl:1", "--passages").stdout
        self.assertEqual(told.count(": identical, 1 passage\n"), 22)
        self.assertNotIn("not shown", told)
        self.assertEqual(len(self.json_of("sources", "many.jsonl:1")["copy_edges"]), 22)

    def test_of_long_chains_the_depth_is_written(self):
        rng = random.Random(3)
        parts = [". ".join(" ".join(f"the {word(rng)} {word(rng)}" for _ in range(8)).capitalize()
                           for _ in range(4)) + "." for _ in range(25)]
        self.add_many([f"{one}\n\n{next}" for one, next in zip(parts, parts[1:])])
        lines = self.json_of("sources", "many.jsonl:1")["lineage"]
        deepest = max(lines, key=lambda one: one["depth"])
        self.assertGreater(deepest["depth"], 21)
        told = self.run_in("sources", "many.jsonl:1").stdout
        self.assertIn(f"\n{40 * ' '}{deepest['depth']} deep  {deepest['report'][:8]}  ", told)
        self.assertNotRegex(told, r"(?m)^ {51}")

    def test_marked_words_that_stood_apart_have_a_space_between_them(self):
        self.add_many([WIRE, WIRE.replace(" on Monday after", " after", 1)])
        told = self.run_in("sources", "many.jsonl:2").stdout
        self.assertIn("closed the northern quay* *after two barges", told)
        self.assertIn("closed the northern quay* on Monday *after two barges", told)

    def test_a_report_that_nobody_copied_says_so(self):
        self.add()
        whole = self.run_in("sources", "goat.txt", "--story").stdout
        self.assertNotIn("no other report", whole, "it was not looked for")
        told = self.run_in("sources", "goat.txt")
        self.assertIn("no other report has anything from it", told.stdout)
        self.assertIn("this lineage: 1 report of an unknown outlet, 1 origin\n", told.stdout)
        self.assertEqual(told.stderr, "")

    def test_json_has_the_records_of_the_contract(self):
        self.add()
        told = self.json_of("sources", "drift.jsonl:1")
        self.assertEqual(list(told), ["report", "story", "counts", "origins", "lineage", "reports",
                                      "copy_edges"])
        self.assertEqual(list(told["counts"]), [*COUNTS, UNKNOWN])
        self.assertEqual(told["counts"], {"reports": 3, "outlets": 3, "families": 3, "origins": 2,
                                          UNKNOWN: 0})
        self.assertEqual(len(told["origins"]), 2)
        exported = {edge["id"]: edge for edge in self.lines_of("export", "copy_edges")}
        self.assertEqual(len(told["copy_edges"]), 2)
        for edge in told["copy_edges"]:
            self.assertEqual(edge, exported[edge["id"]])
        for line in told["lineage"]:
            if line["from"]:
                self.assertEqual(line["relation"], "spliced")
                self.assertLess(line["words"], line["of_words"])

    def test_of_a_story_all_reports(self):
        self.add()
        whole = self.json_of("sources", "wire.jsonl:1", "--story")
        story = self.json_of("stories", "wire.jsonl:1")
        self.assertIsNone(whole["report"])
        self.assertEqual((whole["story"], whole["counts"]), (story["id"], story["counts"]))
        self.assertLessEqual(set(story["reports"]), {one["id"] for one in whole["reports"]})
        told = self.run_in("sources", "wire.jsonl:1", "--story").stdout
        self.assertNotIn("passage", told)
        self.assertRegex(told, r"\nthis story: \d reports, ")
        self.assertIn("passage", self.run_in("sources", "wire.jsonl:1", "--story",
                                             "--passages").stdout)

    def test_unknown_and_ambiguous_ids_are_errors(self):
        self.add()
        for verb in ["sources", "stories"]:
            self.assertIn("there is no report or row", self.run_in(verb, "nothing",
                                                                   code=FAILURE).stderr)
            edge = self.lines_of("export", "copy_edges")[0]["id"]
            self.assertIn("hearsay explain", self.run_in(verb, edge, code=USAGE).stderr)
            self.write("twice.jsonl", json.dumps({"text": FERRY, "url": "https://a.example/"}) +
                       "\n" + json.dumps({"text": VOTE, "url": "https://a.example/"}))
            self.run_in("add", "twice.jsonl")
            self.assertIn("means several reports", self.run_in(verb, "https://a.example/",
                                                               code=USAGE).stderr)
        self.run_in("sources", code=USAGE)

    def test_titles_cannot_reach_the_terminal(self):
        self.add([(*one[:3], HOSTILE, one[4]) for one in REPORTS])
        for words in [["sources", "wire.jsonl:1"], ["sources", "courier.jsonl:1", "--story"],
                      ["stories"], ["stories", "wire.jsonl:1"]]:
            self.assertIn("red", self.run_in(*words).stdout, words)
            for told in [self.run_in(*words).stdout,
                         without_colour(on_terminal(words, self.folder)[0]),
                         on_terminal(words, self.folder, env={"NO_COLOR": "1"})[0]]:
                for character in ["\x1b", "\x07", "\u202e"]:
                    self.assertNotIn(character, told, words)
            self.assertIn("\x1b[", on_terminal(words, self.folder)[0])


class Stories(SourcesTest):
    def test_a_table_of_stories(self):
        self.add()
        told = self.run_in("stories")
        head, *lines = told.stdout.splitlines()
        self.assertEqual(head.split(), ["story", *COUNTS, "days", "title"])
        stories = self.lines_of("stories")
        self.assertEqual([line[:8] for line in lines], [one["id"][:8] for one in stories])
        for line, one in zip(lines, stories):
            unknown = one["counts"][UNKNOWN] > 0
            self.assertEqual(line.split()[1:5],
                             ["?" if unknown and name in ["outlets", "families"] else
                              str(one["counts"][name]) for name in COUNTS])
        self.assertTrue(any("?" in line for line in lines), "the goat's outlet is unknown")
        self.assertEqual(told.stderr, "")

    def test_every_report_is_of_one_story(self):
        self.add()
        stories = self.lines_of("stories")
        members = [report for one in stories for report in one["reports"]]
        self.assertEqual(sorted(members), [one["id"] for one in self.lines_of("list")])
        for one in stories:
            self.assertEqual(list(one), STORY)
            self.assertEqual(one["counts"]["reports"], len(one["reports"]))
            self.assertEqual({why["report"] for why in one["why"]},
                             set(one["reports"] + one["attached"]))

    def test_orders(self):
        self.add()
        by = {order: self.lines_of("stories", "--by", order)
              for order in ["reports", "origins", "date"]}
        for order in ["reports", "origins"]:
            counts = [one["counts"][order] for one in by[order]]
            self.assertEqual(counts, sorted(counts, reverse=True))
        days = [one["first"] or "9999" for one in by["date"]]
        self.assertEqual(days, sorted(days))
        self.assertEqual(by["reports"], self.lines_of("stories"))
        self.run_in("stories", "--by", "size", code=USAGE)

    def test_one_story_by_origin(self):
        self.add()
        story = self.json_of("stories", "bell.jsonl:1")
        told = self.run_in("stories", "bell.jsonl:1").stdout
        self.assertEqual(told, self.run_in("stories", story["id"][:8]).stdout)
        self.assertIn(f"\nid      {story['id']}\n", told)
        wire = self.id_of("wire")[:8]
        self.assertIn(f"\norigin {wire}  2018-05-21  Quay is closed  [Tern Wire]\n", told)
        self.assertIn("copy: its words come from there; ", told)
        self.assertIn("member, score ", told)

    def test_an_empty_store_has_none(self):
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt")
        self.run_in("remove", "a.txt")
        told = self.run_in("stories")
        self.assertEqual((told.stdout, told.stderr),
                         ("", "there are no stories; hearsay add reads reports into the store\n"))
        self.assertEqual(self.lines_of("stories"), [])
        for what in ["copy_edges", "origins", "stories", "chains"]:
            self.assertEqual(self.lines_of("export", what), [])


class Pile(FolderTest):
    """Of the sample pile, in which there is some of everything."""

    def setUp(self):
        super().setUp()
        self.run_in("demo", "--no-serve", "--store", "hearsay.db")
        self.stories = self.lines_of("stories")

    def test_round_ups_chains_and_origins_of_other_stories(self):
        story = next(one for one in self.stories if one["attached"])
        told = self.run_in("stories", story["id"]).stdout
        listed = told[told.index("\nattached, tell of other stories above all\n"):]
        for report in story["attached"]:
            self.assertIn(f"\n  {report[:8]}  ", listed)
            told = self.run_in("stories", report).stdout
            others = told[told.index(f"\nreport {report[:8]} also tells of\n"):]
            self.assertIn(f"\n  {story['id'][:8]}  ", others)
            self.assertIn("\n            attached, score ", others)

        chains = self.lines_of("export", "chains")
        self.assertTrue(chains)
        for chain in chains:
            self.assertEqual(list(chain), ["id", "stories", "why"])
            self.assertEqual(chain["stories"], [why["story"] for why in chain["why"]])
        told = self.run_in("stories", chains[0]["stories"][1]).stdout
        count = len(chains[0]["stories"])
        listed = told[told.index(f"\nchain {chains[0]['id'][:8]}, {count} stories\n"):]
        for number, one in enumerate(chains[0]["stories"]):
            self.assertRegex(listed, rf"\n  {one[:8]}  .*" +
                             (r"\(this story\)\n" if number == 1 else r"[^)]\n"))
        told = self.run_in("explain", chains[0]["why"][1]["id"]).stdout
        for number, one in enumerate(chains[0]["stories"]):
            self.assertIn(("\n> " if number == 1 else "\n  ") + one + ", ", told)

        home = {report: one["id"] for one in self.stories for report in one["reports"]}
        rests = {}
        for row in self.lines_of("export", "origins"):
            rests.setdefault(row["report"], []).append(row["origin"])
        report, (origin,) = next((report, origins) for report, origins in sorted(rests.items())
                                 if len(origins) == 1 and home[origins[0]] != home[report])
        self.assertRegex(self.run_in("stories", report).stdout,
                         rf"\norigin {origin[:8]}  .*\n  \(of another story\)\n")
        self.assertRegex(self.run_in("sources", report, "--story").stdout,
                         rf"(?m)^ *{origin[:8]}  .*  \(of another story\)$")


class Export(SourcesTest):
    def test_copy_edges_have_single_spans(self):
        self.add()
        edges = self.lines_of("export", "copy_edges")
        texts = {one["id"]: one["text"] for one in self.lines_of("list")}
        self.assertEqual(len(edges), 4)
        for edge in edges:
            self.assertEqual(list(edge), EDGE)
            for side in ["from", "to"]:
                span = edge[f"{side}_span"]
                self.assertEqual(texts[edge[side]][span["begin"]:span["end"]], span["text"])
        head = self.run_in("export", "copy_edges", "--format", "csv").stdout.splitlines()[0]
        self.assertTrue(head.startswith("id,from,to,relation,form,from_span_begin,"), head)

    def test_stories(self):
        self.add()
        self.assertEqual(sorted(self.lines_of("stories"), key=lambda one: one["id"]),
                         self.lines_of("export", "stories"))
        head = self.run_in("export", "stories", "--format", "csv").stdout.splitlines()[0]
        self.assertEqual(head, "id,title,first,last,reports,attached,counts_reports,"
                               "counts_outlets,counts_families,counts_origins,"
                               "counts_unknown_outlet,why,chains")

    def test_the_lineage_is_valid_xml(self):
        self.add()
        for form, space in [("graphml", "{http://graphml.graphdrawing.org/xmlns}"),
                            ("gexf", "{http://gexf.net/1.3}")]:
            text = self.run_in("export", "lineage", "--format", form).stdout
            self.assertEqual(text, self.run_in("export", "lineage", "--format", form).stdout)
            graph = xml.fromstring(text.encode())
            nodes = [node.get("id") for node in graph.iter(f"{space}node")]
            self.assertEqual(nodes, [one["id"] for one in self.lines_of("list")])
            edges = {(edge.get("source"), edge.get("target"))
                     for edge in graph.iter(f"{space}edge")}
            self.assertEqual(edges, {(edge["from"], edge["to"])
                                     for edge in self.lines_of("export", "copy_edges")})
            self.assertIn("&lt;&amp;&quot;&apos;&gt;", text)

    def test_formats_that_do_not_fit_are_errors(self):
        self.add([])
        self.assertIn("graphml or gexf", self.run_in("export", "lineage", code=USAGE).stderr)
        self.assertIn("only the lineage",
                      self.run_in("export", "reports", "-f", "gexf", code=USAGE).stderr)


class Rest(SourcesTest):
    def test_without_copies_everybody_is_an_origin(self):
        self.add([])
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt")
        self.assertEqual(self.lines_of("export", "copy_edges"), [])
        self.assertEqual({one["kind"] for one in self.lines_of("export", "origins")}, {"own"})
        self.assertIn("1 origin\n", self.run_in("sources", "a.txt").stdout)

    def test_explain_names_both_reports(self):
        self.add()
        edge = self.lines_of("export", "copy_edges")[0]
        told = self.run_in("explain", edge["id"]).stdout
        self.assertIn(f"\nfrom {edge['from']}, ", told)
        self.assertIn(f"\nto {edge['to']}, ", told)
        self.assertIn("to compute it again", told)
        self.assertIn(edge["id"], self.run_in("explain", edge["to"]).stdout)

    def test_the_demo_counts_from_reports_to_stories(self):
        self.add()
        os.mkdir(self.path("pile"))
        for name, *_ in REPORTS:
            os.rename(self.path(f"{name}.jsonl"), self.path("pile", f"{name}.jsonl"))
        told = self.run_in("demo", "--no-serve", "pile", "--store", "demo.db").stdout
        self.assertRegex(told, r"(?m)^who copied whom +5 reports -> 3 distinct texts -> 2 origins "
                               r"-> \d stor(y|ies)$")
        counts = self.json_of("demo", "pile", "--store", "demo.db")
        self.assertEqual((counts["distinct_texts"], counts["origins"]), (3, 2))
        self.assertEqual(counts["stories"], len(self.lines_of("stories", "--store", "demo.db")))


if __name__ == "__main__":
    unittest.main()
