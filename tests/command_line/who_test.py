"""Who is who: people under all their names, in who, search, export and demo."""
import csv
import io
import itertools
import json
import os
import unittest

from program import FolderTest

# One spokesman in two spellings, in full and by his surname; a butcher with that surname; a
# company, a country and its people.
REPORTS = [
    ("2018-05-21", "Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, "
     "said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi said."),
    ("2018-06-02", "Ferry late again\n\nBahram Ghasemi, the foreign ministry spokesman, said on "
     "Tuesday that the ferry was late. Ilse Vard, a baker, denied that bread was dear."),
    ("2018-07-09", "No storm is seen\n\nBahram Qasemi, the foreign ministry spokesman, said that "
     "no storm was seen. Officials of the Orlan Grain Company said that barns were full."),
    ("2018-07-10", "Meat is dear in Vell\n\nOsk Qasemi, a butcher of Vell, said that meat had "
     "become dear. Syria denied it. The Orlan Grain Company said on Friday that grain was cheap."),
    ("2018-08-01", "Syrians wait for the boats\n\nThe Syrian foreign minister said that Vell was "
     "far. Ghasemi, the foreign ministry spokesman, denied it. Ilse Vard said that she had bread."),
]
# Titles of those with either spelling.
EITHER = {text.split("\n")[0] for _, text in REPORTS}


class WhoTest(FolderTest):
    def setUp(self):
        super().setUp()
        for number, (published, text) in enumerate(REPORTS):
            self.write(f"{number}.jsonl", json.dumps({"text": text, "published": published}) + "\n")

    def add(self, numbers=range(len(REPORTS)), **more):
        self.run_in("add", *[f"{number}.jsonl" for number in numbers], **more)

    def entities(self):
        return self.lines_of("export", "entities")

    def titles(self, *words):
        """Titles of the reports that a search finds."""
        found = [hit["title"] for hit in self.lines_of("search", *words)]
        self.assertEqual(len(found), len(set(found)))
        return set(found)


class Who(WhoTest):
    def said(self, *words):
        """The contents of the statements that `who` finds."""
        return {statement["content"][0]["text"] for statement in self.lines_of("who", *words)}

    def test_a_name_finds_what_was_said_under_the_other(self):
        self.add()
        under_both = {"the ferry was late", "the ferry would sail", "no storm was seen"}
        for name in ["Qasemi", "Ghasemi"]:
            self.assertLessEqual(under_both, self.said(name))
        self.assertEqual(self.said("bahram", "GHASEMI"), self.said("Ghasemi"))
        self.assertIn("meat had become dear", self.said("Qasemi"))
        self.assertNotIn("meat had become dear", self.said("Ghasemi"), "Osk is never called so")
        self.assertIn("meat had become dear", self.said("Kasemi"), "nobody is called so")
        for name in ["Qasemi", "Ghasemi"]:
            told = self.run_in("who", name)
            self.assertRegex(told.stdout, r"(?m)^Bahram Qasemi  \d+ statements in \d reports$")
            self.assertRegex(told.stdout, r"(?m)^  also (\w[\w ]*, )*Bahram Ghasemi\b")
            self.assertRegex(told.stdout, r"(?m)^  foreign ministry spokesman 2018-05-21 to 2018-")
            self.assertIn("  “We will wait for the storm”\n", told.stdout)
            self.assertIn("as “Bahram Ghasemi”", told.stdout)
            self.assertEqual(told.stderr, "")

    def test_he_is_not_called_also_what_he_is_called(self):
        self.add()
        for line in self.run_in("who", "Qasemi").stdout.splitlines():
            if line.startswith("  also "):
                self.assertNotIn("Bahram Qasemi", line[len("  also "):].split(", "))
        self.assertNotIn("also", self.run_in("who", "Vard").stdout, "she has one name")

    def test_exact_takes_the_name_as_it_is(self):
        self.add()
        self.assertEqual(self.said("Kasemi", "--exact"), set())
        self.assertEqual(self.said("Bahram Ghasemi", "--exact"), {"the ferry was late"})

    def test_exact_does_not_find_what_was_said_under_the_other_spelling(self):
        # His usual name is Qasemi, which the statement in the other spelling is amended to.
        self.add()
        self.assertEqual(self.said("Bahram Qasemi", "--exact"),
                         {"the ferry would sail", "We will wait for the storm",
                          "no storm was seen"})

    def test_counts_are_of_all_statements_however_few_are_shown(self):
        self.add([0, 1, 2])
        told = self.run_in("who", "Bahram", "-n", "1")
        lines = told.stdout.splitlines()
        self.assertEqual(lines[0], "Bahram Qasemi  4 statements in 3 reports")
        self.assertEqual(len([line for line in lines if line.startswith("            ")]), 1)
        self.assertEqual(told.stderr, "3 more statements; --limit shows more of each speaker\n")
        self.assertEqual(self.run_in("who", "Bahram").stdout.splitlines()[0], lines[0])
        self.assertEqual(len(self.lines_of("who", "Bahram", "-n", "1")), 1)
        self.assertEqual(len(self.lines_of("who", "Bahram")), 4)

    def test_nobody_is_said_so(self):
        self.add()
        for words in [["Xylander"], ["Xylander", "--exact"], ["Ilse Qasemi"]]:
            told = self.run_in("who", *words)
            self.assertEqual((told.stdout, told.stderr), ("", "nobody said so\n"), words)
        told = self.run_in("who", "Xylander", "--json")
        self.assertEqual((told.stdout, told.stderr), ("", ""))


class Search(WhoTest):
    def test_it_finds_both_spellings_and_says_so(self):
        self.add()
        for name, other in [("Qasemi", "ghasemi"), ("Ghasemi", "qasemi")]:
            told = self.run_in("search", name)
            self.assertEqual(told.stderr, f"also looked for {other}, other spellings of {name} "
                                          "(--exact does not)\n")
            self.assertEqual(self.titles(name), EITHER)
            self.assertEqual(self.titles("ferry", name),
                             {"Envoys talk of the strait", "Ferry late again"})
        told = self.run_in("search", "ferry")
        self.assertEqual(told.stderr, "")

    def test_exact_finds_one(self):
        self.add()
        told = self.run_in("search", "--exact", "Ghasemi")
        self.assertEqual(told.stderr, "")
        self.assertEqual(self.titles("--exact", "Ghasemi"),
                         {"Ferry late again", "Syrians wait for the boats"})
        self.assertEqual(self.titles("--exact", "ferry", "Qasemi"), {"Envoys talk of the strait"})

    def finds_the_phrase(self, phrase):
        told = self.run_in("search", phrase)
        self.assertEqual(told.stderr, "", phrase)
        self.assertEqual(self.titles(phrase), {"Ferry late again"}, phrase)

    def test_phrases_are_taken_as_they_are(self):
        self.add()
        self.finds_the_phrase('"bahram ghasemi the foreign"')
        self.finds_the_phrase("“bahram ghasemi the foreign”")
        self.assertEqual(self.titles("ferry -ghasemi"), {"Envoys talk of the strait"})
        self.assertEqual(self.titles("ghase*"), {"Ferry late again", "Syrians wait for the boats"})

    def test_so_are_those_in_low_quotes(self):
        self.add()
        self.finds_the_phrase("„bahram ghasemi the foreign“")

    def test_behind_one_word_in_curly_quotes_names_are_widened(self):
        self.add()
        for quoted in ['"ferry"', "“ferry”"]:
            self.assertEqual(self.titles(quoted, "ghasemi"),
                             {"Envoys talk of the strait", "Ferry late again"}, quoted)


class Export(WhoTest):
    def test_an_entity_has_exactly_these_keys(self):
        self.add()
        keys = ["id", "type", "name", "country", "names", "roles", "mentions", "reports", "why"]
        entities = self.entities()
        self.assertGreater(len(entities), 4)
        for one in entities:
            self.assertEqual([key for key in one if key != "amended"], keys)
            self.assertNotEqual(one.get("amended"), [])
            self.assertIn(one["type"], ["person", "organisation", "place", "nationality"])
            for name in one["names"]:
                self.assertEqual(list(name), ["text", "count"])
                self.assertGreater(name["count"], 0)
            for role in one["roles"]:
                self.assertEqual(list(role), ["text", "earliest", "latest", "reports"])
            for why in one["why"]:
                self.assertEqual(list(why), ["text", "count"])
            self.assertGreaterEqual(one["mentions"], one["reports"])
            counts = [name["count"] for name in one["names"]]
            self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertEqual([one["id"] for one in entities], sorted({one["id"] for one in entities}))
        spokesman = next(one for one in entities if one["name"] == "Bahram Qasemi")
        self.assertEqual({name["text"] for name in spokesman["names"]},
                         {"Bahram Qasemi", "Bahram Ghasemi", "Qasemi", "Ghasemi"})
        self.assertEqual(spokesman["roles"][0],
                         {"text": "foreign ministry spokesman", "earliest": "2018-05-21",
                          "latest": "2018-08-01", "reports": 4})
        self.assertTrue(any("can be one name" in why["text"] for why in spokesman["why"]))
        syria = next(one for one in entities if one["country"])
        self.assertEqual((syria["type"], syria["name"], syria["country"]), ("place", "Syria", "SY"))

    def test_a_table_of_them(self):
        self.add()
        told = self.run_in("export", "entities", "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(told, newline="")))
        entities = self.entities()
        self.assertEqual(list(rows[0]), ["id", "type", "name", "country", "names", "roles",
                                         "mentions", "reports", "why", "amended"])
        self.assertEqual([row["id"] for row in rows], [one["id"] for one in entities])
        for row, one in zip(rows, entities):
            self.assertEqual((row["name"], row["country"]), (one["name"], one["country"] or ""))
            self.assertEqual(int(row["mentions"]), one["mentions"])
            self.assertEqual(json.loads(row["names"]), one["names"])
            self.assertEqual(json.loads(row["roles"]), one["roles"])

    def test_speakers_are_entities(self):
        self.add()
        names = {one["id"]: one["name"] for one in self.entities()}
        known = 0
        for statement in self.lines_of("export", "statements"):
            speaker = statement["speaker"]
            self.assertIn("entity", speaker)
            if speaker["entity"] is None:
                continue
            known += 1
            self.assertIn(speaker["entity"], names)
            self.assertEqual(speaker["name"], names[speaker["entity"]])
        self.assertGreaterEqual(known, 8)
        said = {statement["content"][0]["text"]: statement["speaker"]["entity"]
                for statement in self.lines_of("export", "statements")}
        self.assertEqual(said["the ferry was late"], said["the ferry would sail"])
        self.assertEqual(said["the ferry was late"], said["We will wait for the storm"])
        self.assertNotEqual(said["the ferry was late"], said["meat had become dear"])

    def test_mentions_are_of_entities_and_count_as_many(self):
        self.add()
        counts = {}
        for mention in self.lines_of("export", "mentions"):
            if mention["entity"] is not None:
                counts[mention["entity"]] = counts.get(mention["entity"], 0) + 1
        for one in self.entities():
            self.assertEqual(counts.get(one["id"]), one["mentions"], one["name"])


class Order(WhoTest):
    def exports(self, store):
        return {what: self.run_in("export", what, "--store", store).stdout
                for what in ["entities", "people", "groups"]}

    def test_the_order_of_adding_changes_nothing(self):
        numbers = range(len(REPORTS))
        self.run_in("add", *[f"{number}.jsonl" for number in numbers], "--store", "all.db")
        all_at_once = self.exports("all.db")
        for what, lines in all_at_once.items():
            self.assertNotEqual(lines, "", what)
        orders = [list(reversed(numbers)), *list(itertools.permutations(numbers))[17::29]]
        for place, order in enumerate(orders):
            self.run_in("add", *[f"{number}.jsonl" for number in order], "--store", f"{place}.db")
            self.assertEqual(self.exports(f"{place}.db"), all_at_once, order)

    def test_reports_one_at_a_time_give_the_same(self):
        numbers = range(len(REPORTS))
        self.run_in("add", *[f"{number}.jsonl" for number in numbers], "--store", "all.db")
        for store, order in [("forth.db", numbers), ("back.db", reversed(numbers))]:
            for number in order:
                self.run_in("add", f"{number}.jsonl", "--store", store)
            self.assertEqual(self.exports(store), self.exports("all.db"))

    def test_what_is_added_and_removed_again_leaves_no_trace(self):
        self.run_in("add", "0.jsonl", "2.jsonl", "3.jsonl", "--store", "few.db")
        self.run_in("add", *[f"{number}.jsonl" for number in range(len(REPORTS))], "--store",
                    "more.db")
        self.run_in("remove", "1.jsonl:1", "4.jsonl:1", "--store", "more.db")
        self.assertEqual(self.exports("more.db"), self.exports("few.db"))


class Remove(WhoTest):
    def names(self):
        return {name["text"] for one in self.entities() for name in one["names"]}

    def test_with_a_report_its_names_go(self):
        self.add([0, 1, 2])
        self.assertLessEqual({"Bahram Qasemi", "Bahram Ghasemi", "Ilse Vard"}, self.names())
        report = next(report["id"] for report in self.lines_of("list")
                      if report["path"].startswith("1.jsonl"))
        self.run_in("remove", report)
        self.assertIn("Bahram Qasemi", self.names())
        self.assertNotIn("Bahram Ghasemi", self.names())
        self.assertNotIn("Ilse Vard", self.names())
        self.assertNotIn("ghasemi", self.run_in("export", "entities").stdout.lower())
        self.assertEqual(self.run_in("search", "Qasemi").stderr, "", "no other spelling is left")
        self.assertNotIn("also Bahram Ghasemi", self.run_in("who", "Qasemi").stdout)
        for other in self.lines_of("list"):
            self.run_in("remove", other["id"])
        self.assertEqual(self.entities(), [])
        self.assertEqual(self.run_in("who", "Qasemi").stderr, "nobody said so\n")


class Demo(WhoTest):
    def test_it_says_who_is_who(self):
        os.mkdir(self.path("pile"))
        for number in range(len(REPORTS)):
            os.rename(self.path(f"{number}.jsonl"), self.path("pile", f"{number}.jsonl"))
        told = self.run_in("demo", "--no-serve", "pile", "--store", "demo.db").stdout
        rows = {line[:22].strip(): line[22:] for line in told.splitlines()}
        counts = {}
        for one in self.lines_of("export", "entities", "--store", "demo.db"):
            counts[one["type"]] = counts.get(one["type"], 0) + 1
        self.assertEqual(rows["who is who"],
                         ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))
        self.assertEqual(counts["person"], 3)
        first, *others = rows["most spellings"].split(", also ")
        self.assertEqual(first, "Bahram Qasemi")
        self.assertEqual({name for other in others for name in other.split(", ")},
                         {"Bahram Ghasemi", "Ghasemi", "Qasemi"})

    def test_without_anybody_it_says_none(self):
        self.write("empty/a.txt", "It rained, and nothing was said.\n")
        told = self.run_in("demo", "--no-serve", "empty", "--store", "demo.db").stdout
        self.assertRegex(told, r"(?m)^who is who +none$")
        self.assertRegex(told, r"(?m)^most spellings *$")


if __name__ == "__main__":
    unittest.main()
