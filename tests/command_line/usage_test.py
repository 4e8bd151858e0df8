"""Verbs, flags, help and what is said when a command is wrong."""
import json
import os
import re
import shutil
import subprocess
import unittest

from program import DONE_WITH_FAILURES, FAILURE, FERRY, USAGE, VOTE, FolderTest, run

VERBS = [verb["name"] for verb in json.loads(run("help", "--json").stdout)["verbs"]]


class Help(FolderTest):
    def test_help_lists_every_verb_and_flag(self):
        general = self.run_in("help").stdout
        for verb in self.json_of("help")["verbs"]:
            self.assertRegex(general, rf"(?m)^  {verb['name']} ")
            text = self.run_in("help", verb["name"]).stdout
            self.assertEqual(text, self.run_in(verb["name"], "--help").stdout)
            self.assertEqual(text, self.run_in(verb["name"], "-h").stdout)
            for flag in verb["flags"]:
                self.assertIn(flag["name"], text)
                self.assertIn(flag["doc"], text)

    def test_the_verbs_are_those_that_are_promised(self):
        for verb in ["add", "remove", "reanalyse", "list", "show", "search", "who", "stories", "sources",
                     "export", "explain", "backup", "demo", "eval", "version", "check", "serve", "help", "completion", "man"]:
            self.assertIn(verb, VERBS)

    def test_help_in_its_three_spellings(self):
        text = self.run_in("help").stdout
        self.assertEqual(text, self.run_in("--help").stdout)
        self.assertEqual(text, self.run_in("-h").stdout)
        self.assertEqual(self.run_in("--version").stdout, self.run_in("version").stdout)

    def test_without_a_verb_help_goes_to_stderr(self):
        done = self.run_in(code=USAGE)
        self.assertEqual(done.stdout, "")
        self.assertIn("Usage: hearsay VERB", done.stderr)

    def test_help_wins_over_what_else_is_wrong(self):
        self.assertIn("Usage: hearsay add", self.run_in("add", "--help").stdout)

    def test_completions_are_accepted_by_their_shells(self):
        checked = 0
        for shell, arguments in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])]:
            script = self.run_in("completion", shell).stdout
            for verb in VERBS:
                self.assertIn(verb, script)
            if shutil.which(shell) is None:
                continue
            file = self.write(f"completion.{shell}", script)
            done = subprocess.run([shell, *arguments, file], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)
            checked += 1
        if checked == 0:
            self.skipTest("none of the shells is installed")

    @unittest.skipUnless(shutil.which("bash"), "needs bash")
    def test_bash_completes_verbs_and_flags(self):
        script = self.run_in("completion", "bash").stdout
        ask = ('COMP_WORDS=(hearsay {0}); COMP_CWORD={1}; _hearsay; echo "${{COMPREPLY[@]}}"')
        for words, position, expected in [("exp", 1, "export explain"), ("export --f", 2, "--format"),
                                          ("add --jo", 2, "--jobs")]:
            done = subprocess.run(["bash", "-c", script + ask.format(words, position)],
                                  capture_output=True, text=True)
            self.assertEqual(done.stdout.split(), expected.split(), done.stderr)

    @unittest.skipUnless(shutil.which("groff"), "needs groff")
    def test_the_manual_page_is_clean_roff(self):
        page = self.run_in("man").stdout
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-"], input=page, text=True,
                              capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for verb in VERBS:
            self.assertIn(verb, re.sub(".\b", "", done.stdout))  # bold is overstruck

    @unittest.skipUnless(shutil.which("man"), "needs man")
    def test_man_shows_the_manual_page(self):
        file = self.write("hearsay.1", self.run_in("man").stdout)
        done = subprocess.run(["man", "--warnings", "-l", file], text=True, capture_output=True,
                              env={**os.environ, "MANPAGER": "cat", "MAN_KEEP_FORMATTING": ""})
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class Usage(FolderTest):
    def refused(self, *words):
        done = self.run_in(*words, code=USAGE)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def test_unknown_verbs(self):
        self.assertIn('did you mean "list"?', self.refused("lst"))
        self.assertIn('did you mean "reanalyse"?', self.refused("reanalyze"))
        self.assertNotIn("did you mean", self.refused("xyzzyxyzzy"))
        self.assertIn('did you mean "export"?', self.refused("help", "exprot"))
        self.assertIn("flags stand after the verb", self.refused("--store", "x.db", "list"))
        self.refused("")
        self.refused("\x1b[31m" + "v" * 10_000)

    def test_unknown_flags(self):
        self.assertIn('no flag "--formt"; did you mean "--format"?',
                      self.refused("export", "--formt", "csv"))
        self.assertIn('did you mean "--no-color"?', self.refused("list", "--no-colour"))
        self.assertIn('"-x"', self.refused("list", "-x"))
        self.assertIn("stands after --", self.refused("search", "boats", "-zebra"))
        self.assertIn("hearsay help search", self.refused("search", "boats", "-zebra"))

    def test_missing_and_superfluous_arguments(self):
        self.assertIn("PATH is missing", self.refused("add"))
        for verb in ["show", "explain", "remove"]:
            self.assertIn("ID is missing", self.refused(verb))
        self.assertIn("QUERY is missing", self.refused("search"))
        self.assertIn("FILE is missing", self.refused("backup"))
        self.assertIn("SHELL is missing", self.refused("completion"))
        self.assertIn('"b" is too much', self.refused("show", "a", "b"))
        self.assertIn("takes no arguments", self.refused("list", "all"))
        self.assertIn("export --list", self.refused("export"))

    def test_bad_values(self):
        for value in ["abc", "-3", "1e3", "3 ", "99999999999999999999999", "", "٣", "0x10"]:
            self.assertIn("--limit wants a", self.refused("search", "x", "--limit", value))
        self.assertIn("from 0 to 256", self.refused("add", ".", "--jobs", "257"))
        self.assertIn("--format wants a value", self.refused("export", "reports", "--format"))
        self.assertIn("jsonl", self.refused("export", "reports", "--format", "yaml"))
        self.assertIn("warc", self.refused("add", ".", "--format", "pdf"))
        self.assertIn("reports", self.refused("export", "sentences-of-nothing"))
        self.assertIn("contradict", self.refused("export", "reports", "--format", "csv", "--json"))
        self.assertIn("takes no value", self.refused("list", "--json=maybe"))
        self.assertIn("bash, zsh and fish", self.refused("completion", "tcsh"))
        self.refused("list", "--store", "")
        self.assertEqual(os.listdir(self.folder), [], "a wrong command makes no store")

    def test_the_last_of_two_values_counts_and_equals_is_understood(self):
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt", "--store", "wrong.db", "--store=right.db", "-j1")
        self.assertTrue(os.path.exists(self.path("right.db")))
        self.assertFalse(os.path.exists(self.path("wrong.db")))

    def test_flags_and_arguments_in_any_order(self):
        self.write("a.txt", FERRY)
        self.write("b.txt", VOTE)
        for number, words in enumerate([["--store", "S", "a.txt", "b.txt"],
                                        ["a.txt", "--store", "S", "b.txt"],
                                        ["a.txt", "b.txt", "--store", "S"],
                                        ["-q", "-j", "2", "--store=S", "a.txt", "b.txt"],
                                        ["a.txt", "-qj2", "--store", "S", "--", "b.txt"]]):
            store = f"{number}.db"
            self.run_in("add", *[word.replace("S", store) for word in words])
            self.assertEqual(len(self.lines_of("list", "--store", store)), 2, words)

    def test_words_that_begin_with_a_hyphen_come_after_two(self):
        self.write("-a.txt", FERRY)
        self.run_in("add", "--", "-a.txt")
        self.assertEqual(len(self.lines_of("search", "ferry")), 1)
        found = self.run_in("search", "--", "ferry", "-storm").stdout
        self.assertEqual(found, "")


class Json(FolderTest):
    """Every verb prints valid JSON with these keys."""

    def setUp(self):
        super().setUp()
        self.write("pile/a.txt", FERRY)
        self.write("pile/b.txt", VOTE)
        self.added = self.json_of("add", "pile")

    def report(self):
        return self.lines_of("list")[0]

    def test_add(self):
        self.assertEqual(self.added["added"], 2)
        self.assertEqual(set(self.added), {"added", "known", "paths", "files", "bytes", "interrupted",
                                           "failures", "failures_not_listed"})
        done = run("add", "missing.txt", "--json", cwd=self.folder, check=False)
        self.assertEqual(done.returncode, DONE_WITH_FAILURES)
        self.assertEqual(json.loads(done.stdout)["failures"],
                         [{"path": "missing.txt", "offset": None,
                           "reason": "there is no such file or folder"}])

    def test_list_show_and_export_are_the_same_records(self):
        listed = self.lines_of("list")
        self.assertEqual([r["id"] for r in listed], sorted(r["id"] for r in listed))
        self.assertEqual(listed, self.lines_of("export", "reports"))
        self.assertEqual(listed[0], self.json_of("show", listed[0]["id"]))
        for key in ["id", "paths", "path", "url", "format", "text", "text_sha256", "title",
                    "publisher", "authors", "dateline", "published", "language", "blocks",
                    "problems"]:
            self.assertIn(key, listed[0])

    def test_search(self):
        hits = self.lines_of("search", "ferry")
        self.assertEqual(len(hits), 1)
        self.assertEqual(set(hits[0]), {"report", "title", "snippet", "words"})
        text = self.json_of("show", hits[0]["report"])["text"]
        for word in hits[0]["words"] + [hits[0]["snippet"]]:
            self.assertEqual(set(word), {"begin", "end", "text", "bytes"})
            self.assertEqual(text[word["begin"]:word["end"]], word["text"])
        self.assertEqual(self.lines_of("search", "xylophone"), [])

    def test_who(self):
        self.write("pile/c.txt", "Vard denies deal\n\n“No boat left,” Ilse Vard told Reuters on Monday.\n\n"
                   "She denied that there was a deal.\n")
        self.run_in("add", "pile")
        said = self.lines_of("who", "vard")
        self.assertEqual(set(said[0]), {"id", "report", "kind", "act", "polarity", "content", "cue", "speaker",
                                        "addressee", "relay", "date", "score"})  # nothing was amended
        self.assertIsNotNone(said[0]["speaker"]["entity"])
        self.assertEqual(len({row["speaker"]["entity"] for row in said}), 1)  # Vard, Ilse Vard, she
        self.assertEqual(said, sorted(said, key=lambda row: row["content"][0]["begin"]))
        quoted = [row for row in said if row["kind"] == "direct"][0]
        self.assertEqual(quoted["content"][0]["text"], "No boat left")
        self.assertEqual(quoted["speaker"]["name"], "Ilse Vard")
        self.assertEqual([relay["name"] for relay in quoted["relay"]], ["Reuters"])
        self.assertIn(quoted, self.lines_of("export", "statements"))
        self.assertIn("denied", [row["polarity"] for row in said])
        self.assertIn("“No boat left”", self.run_in("who", "Ilse", "Vard").stdout)
        self.assertEqual([row["id"] for row in self.lines_of("who", "--about", "boat")], [quoted["id"]])
        self.assertEqual(self.lines_of("who", "nobody at all"), [])
        self.assertIn("wants a day", self.run_in("who", "--from", "soon", code=USAGE).stderr)
        self.assertIn("No boat left", self.run_in("explain", quoted["id"]).stdout)

    def test_explain(self):
        report = self.report()
        told = self.json_of("explain", report["id"])
        self.assertEqual(set(told), {"id", "analysis", "layers", "between", "amendments"})
        row = next(layer for layer in told["layers"] if layer["rows"])["rows"][0]
        told = self.json_of("explain", row)
        self.assertEqual(set(told), {"id", "report", "layer", "version", "stage", "inputs", "values",
                                     "explanation", "amendments"})
        self.assertEqual(told["report"], report["id"])

    def test_explain_names_the_features_of_a_block(self):
        layers = self.json_of("explain", self.report()["id"])["layers"]
        row = next(layer for layer in layers if layer["layer"] == "roles")["rows"][-1]
        told = self.json_of("explain", row)["explanation"]
        self.assertEqual(set(told), {"summary", "claim", "weighings"})
        self.assertEqual([weighing["by"] for weighing in told["weighings"]],
                         ["the second trees", "the first trees"])
        for weighing in told["weighings"]:
            self.assertEqual(set(weighing), {"by", "log_odds", "base", "factors", "others_add"})
            for factor in weighing["factors"]:
                self.assertEqual(set(factor), {"name", "says", "value", "adds"})
                self.assertIn(factor["says"], self.run_in("explain", row).stdout)

    def test_the_others(self):
        self.assertEqual(self.json_of("check"), {"sound": True, "problem": ""})
        self.assertEqual(self.json_of("backup", "copy.db"), {"backup": "copy.db"})
        self.assertEqual(self.json_of("reanalyse"),
                         {"done": 0, "found": 0, "interrupted": False, "failures": [],
                          "failures_not_listed": 0})
        version = self.json_of("version")
        self.assertEqual(set(version), {"version", "analysis", "store_format", "store"})
        self.assertEqual(version["store"], {"file": "hearsay.db", "reports": 2, "stale": 0})
        self.assertIsNone(self.json_of("version", "--store", "none.db")["store"])
        self.assertIn("reports", self.json_of("export", "--list")["exports"])
        self.assertEqual(self.json_of("sources", self.report()["id"])["counts"]["reports"], 1)
        self.assertEqual(sum(story["counts"]["reports"] for story in self.lines_of("stories")), 2)
        self.assertEqual(set(self.json_of("completion", "bash")), {"script"})
        self.assertEqual(self.json_of("man"), {"man": self.run_in("man").stdout})
        removed = self.json_of("remove", self.report()["id"])
        self.assertEqual(len(removed["removed"]), 1)
        demo = self.json_of("demo", "pile", "--store", "demo.db")
        self.assertEqual((demo["reports"], demo["failures"], demo["store"]), (2, 0, "demo.db"))

    def test_serve(self):
        # tests/http asks it for its address.
        done = run("serve", "--json", "--host", "0.0.0.0", cwd=self.folder, check=False)
        self.assertEqual((done.returncode, done.stdout), (USAGE, ""))
        self.assertIn("give --token", done.stderr)

    def test_eval(self):
        samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples")
        told = self.json_of("eval", "samples", samples)
        self.assertEqual(set(told), {"suite", "folder", "measures"})
        measures = {measure["name"]: measure for measure in told["measures"]}
        self.assertEqual(measures["reports read"]["right"], measures["reports read"]["all"])
        self.assertGreater(measures["titles"]["score"], 0.5)
        self.assertGreater(measures["statements found"]["score"], 0.8)
        self.assertLess(measures["false statements"]["score"], 0.15)
        self.assertGreater(measures["act"]["score"], 0.75)
        self.assertGreater(measures["stories"]["score"], 0.45)
        hidden = self.run_in("eval", "samples", samples, "--half", "frozen", "--details", code=USAGE)
        self.assertEqual(hidden.stdout, "")
        self.assertIn("no details", hidden.stderr)
        self.assertIn("no suite", self.run_in("eval", "crosswords", code=USAGE).stderr)
        self.assertIn("key.jsonl", self.run_in("eval", "samples", "nowhere", code=FAILURE).stderr)

    def test_every_export_is_lines_of_json_and_a_table(self):
        for what in self.json_of("export", "--list")["exports"]:
            if what in ("tokens", "lineage"):
                continue
            rows = self.lines_of("export", what)
            self.assertEqual([row["id"] for row in rows], sorted(row["id"] for row in rows), what)
            table = self.run_in("export", what, "--format", "csv").stdout
            self.assertTrue(table.startswith("id,") or table == "", table[:100])

    def test_tokens_are_exported_as_conllu(self):
        table = self.run_in("export", "tokens", "--format", "conllu").stdout
        self.assertTrue(table.startswith("# newdoc id = "), table[:100])
        self.assertIn("TokenRange=0:", table)
        self.assertIn("--format conllu", self.run_in("export", "tokens", code=USAGE).stderr)
        self.assertIn("only tokens",
                      self.run_in("export", "names", "--format", "conllu", code=USAGE).stderr)

    def test_every_verb_was_asked_for_json(self):
        with open(__file__, encoding="utf-8") as source:
            text = source.read()
        for verb in VERBS:
            self.assertRegex(text, rf'(json_of|lines_of|run)\("{verb}"')


class Codes(FolderTest):
    def test_results_go_to_stdout_and_the_rest_to_stderr(self):
        self.write("a.txt", FERRY)
        done = self.run_in("add", "a.txt", "missing.txt", code=DONE_WITH_FAILURES)
        self.assertEqual(done.stdout, "1 report added, 1 input not read\n")
        self.assertIn("missing.txt: there is no such file or folder", done.stderr)
        self.assertEqual(self.run_in("list").stderr, "")
        done = self.run_in("search", "xylophone")
        self.assertEqual((done.stdout, done.stderr), ("", "nothing found\n"))

    def test_what_is_missing_is_a_failure(self):
        for words in [["list"], ["show", "x"], ["search", "x"], ["export", "reports"], ["check"],
                      ["explain", "x"], ["backup", "b.db"], ["stories"], ["sources", "x"]]:
            done = self.run_in(*words, code=FAILURE)
            self.assertIn("hearsay.db", done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertEqual(os.listdir(self.folder), [], "reading makes no store")

    def test_quiet_says_only_what_matters(self):
        self.write("a.txt", FERRY)
        done = self.run_in("add", "a.txt", "missing", "--quiet", code=DONE_WITH_FAILURES)
        self.assertIn("missing", done.stderr)
        self.assertNotIn("%", done.stderr)

    def test_demo_reads_the_sample_pages(self):
        done = self.run_in("demo", "--json")
        told = json.loads(done.stdout)
        store = os.path.dirname(told["store"])
        try:
            self.assertGreaterEqual(told["reports"], 9)
            self.assertEqual(told["failures"], 0)
        finally:
            shutil.rmtree(store)
        self.assertEqual(os.listdir(self.folder), [])
        self.run_in("demo", "--no-serve", "nowhere", "--store", "d.db", code=DONE_WITH_FAILURES)


if __name__ == "__main__":
    unittest.main()
