"""Stores: broken ones, two programs at one, and what removes, renews and copies reports."""
import json
import os
import shutil
import sqlite3
import subprocess
import time
import unittest

import program
from program import FAILURE, FERRY, PROGRAM, USAGE, VOTE, FolderTest


class Broken(FolderTest):
    def refused(self, store, words):
        """Every verb that needs a store says why not, and leaves the file as it was."""
        before = None
        if os.path.isfile(self.path(store)):
            with open(self.path(store), "rb") as file:
                before = file.read()
        self.write("a.txt", FERRY)
        for verb in [["list"], ["show", "x"], ["search", "x"], ["export", "reports"], ["check"],
                     ["explain", "x"], ["backup", "copy.db"], ["add", "a.txt"], ["remove", "x"],
                     ["reanalyse"], ["version"]]:
            done = program.run(*verb, "--store", store, check=False, cwd=self.folder)
            self.assertIn(done.returncode, (FAILURE, USAGE), (verb, done.stdout, done.stderr))
            self.assertEqual(done.stdout, "", verb)
            self.assertIn(store, done.stderr)
            for word in words:
                self.assertIn(word, done.stderr, verb)
        self.assertFalse(os.path.exists(self.path("copy.db")))
        if before is not None:
            with open(self.path(store), "rb") as file:
                self.assertEqual(file.read(), before)

    def test_a_folder(self):
        os.mkdir(self.path("folder.db"))
        self.refused("folder.db", ["folder"])

    def test_a_text_file(self):
        self.write("notes.txt", "Notes of a person, who would be sad to lose them.\n" * 100)
        self.refused("notes.txt", ["is no"])

    def test_another_program_s_database(self):
        other = sqlite3.connect(self.path("other.db"))
        other.execute("CREATE TABLE addresses (name TEXT)")
        other.execute("INSERT INTO addresses VALUES ('Ilka Danner')")
        other.commit()
        other.close()
        self.refused("other.db", ["no Hearsay store"])

    def test_a_newer_format(self):
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt", "--store", "new.db")
        store = sqlite3.connect(self.path("new.db"), isolation_level=None)
        store.execute("PRAGMA journal_mode=DELETE")
        store.execute("PRAGMA user_version=99")
        store.close()
        self.refused("new.db", ["99"])

    def test_cut_in_the_middle(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 200)
        self.run_in("add", "pile", "--store", "cut.db")
        sqlite3.connect(self.path("cut.db")).execute("PRAGMA journal_mode=DELETE")
        size = os.path.getsize(self.path("cut.db"))
        os.truncate(self.path("cut.db"), size // 2)
        done = self.run_in("check", "--store", "cut.db", "--json", code=FAILURE)
        self.assertIn("cut.db", done.stderr)
        for verb in [["list"], ["export", "reports"], ["search", "ferry"]]:
            code = program.run(*verb, "--store", "cut.db", check=False, cwd=self.folder).returncode
            self.assertIn(code, (0, FAILURE), verb)

    def test_an_empty_file_is_a_new_store(self):
        self.write("empty.db", "")
        done = self.run_in("list", "--store", "empty.db", code=FAILURE)
        self.assertIn("empty", done.stderr)
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt", "--store", "empty.db")
        self.assertEqual(len(self.lines_of("list", "--store", "empty.db")), 1)

    def test_one_whose_maker_died_can_be_read_and_made_anew(self):
        making = sqlite3.connect(self.path("making.db"), isolation_level=None)
        making.execute("PRAGMA cache_size=1")
        making.execute("CREATE TABLE filler (text)")
        making.execute("DROP TABLE filler")
        making.execute("BEGIN")
        making.execute("CREATE TABLE half (text)")
        making.executemany("INSERT INTO half VALUES (?)", [("x" * 3000,) for _ in range(100)])
        for end in ["", "-journal"]:
            shutil.copy(self.path("making.db" + end), self.path("died.db" + end))
        making.close()
        done = self.run_in("list", "--store", "died.db", code=FAILURE)
        self.assertIn("the store is empty", done.stderr)
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt", "--store", "died.db")
        self.assertEqual(len(self.lines_of("list", "--store", "died.db")), 1)

    def test_a_folder_that_is_not_there(self):
        self.write("a.txt", FERRY)
        done = self.run_in("add", "a.txt", "--store", "no/such/folder.db", code=FAILURE)
        self.assertIn("no/such/folder.db", done.stderr)

    def test_names_that_mean_something_to_sqlite_are_files(self):
        self.write("a.txt", FERRY)
        for name in [":memory:", "file:x.db?mode=memory", "x y.db", "%41.db"]:
            self.run_in("add", "a.txt", "--store", name)
            self.assertTrue(os.path.exists(self.path(name)), name)
            self.assertEqual(len(self.lines_of("list", "--store", name)), 1)


class Together(FolderTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 400)

    def start(self, *words):
        return subprocess.Popen([PROGRAM, *words], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def test_two_adds_at_one_store(self):
        self.write("a.txt", FERRY)
        both = [self.start("add", "pile", "a.txt"), self.start("add", "pile", "a.txt")]
        said = [adding.communicate(timeout=120) for adding in both]
        codes = sorted(adding.returncode for adding in both)
        self.assertIn(codes, [[0, 0], [0, FAILURE]], said)
        if codes[1] == FAILURE:
            refused = said[[adding.returncode for adding in both].index(FAILURE)]
            self.assertIn(b"another process is writing to it", refused[1])
        self.run_in("check")
        self.assertEqual(self.json_of("version")["store"]["reports"], 401)

    def test_reading_while_reports_are_added(self):
        adding = self.start("add", "pile")
        while not os.path.exists(self.path("hearsay.db")) and adding.poll() is None:
            time.sleep(0.01)
        last, rounds = 0, 0
        while adding.poll() is None:
            for words in [["list"], ["export", "reports"], ["search", "ferry"], ["version"]]:
                done = program.run(*words, check=False, cwd=self.folder)
                if done.returncode == FAILURE:  # not one report yet
                    self.assertEqual(last, 0, done.stderr)
                    self.assertIn("empty", done.stderr)
                    continue
                self.assertEqual(done.returncode, 0, done.stderr)
                if words == ["list"]:
                    count = len(done.stdout.splitlines())
                    self.assertGreaterEqual(count, last)
                    last = count
            rounds += 1
        out, err = adding.communicate()
        self.assertEqual(adding.returncode, 0, err)
        self.assertGreater(rounds, 0)
        self.assertEqual(len(self.lines_of("list")), 400)

    def test_a_backup_while_reports_are_added(self):
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt")
        adding = self.start("add", "pile")
        copies = 0
        while adding.poll() is None and copies < 20:
            self.run_in("backup", f"copy{copies}.db")
            copies += 1
        adding.communicate()
        self.assertEqual(adding.returncode, 0)
        self.assertGreater(copies, 0)
        for number in range(copies):
            self.run_in("check", "--store", f"copy{number}.db")


class Changes(FolderTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", FERRY)
        self.write("b.txt", VOTE)
        self.write("c.jsonl", json.dumps({"text": FERRY + "More of it.", "title": "Web",
                                          "url": "https://ternpost.example/1"}) + "\n")
        self.run_in("add", "a.txt", "b.txt", "c.jsonl")
        self.ids = {report["path"]: report["id"] for report in self.lines_of("list")}

    def left(self):
        return sorted(report["path"] for report in self.lines_of("list"))

    def test_remove_by_id_prefix_path_and_address(self):
        self.assertEqual(self.left(), ["a.txt", "b.txt", "c.jsonl:1"])
        self.assertEqual(self.json_of("remove", self.ids["a.txt"][:8].upper())["removed"],
                         [self.ids["a.txt"]])
        self.run_in("remove", "https://ternpost.example/1")
        self.assertEqual(self.left(), ["b.txt"])
        self.assertEqual(self.lines_of("search", "ferry"), [], "the index forgets it, too")
        self.run_in("remove", "./b.txt")
        self.assertEqual(self.left(), [])
        self.assertEqual(self.run_in("export", "roles").stdout, "")
        self.run_in("check")
        self.run_in("add", "a.txt")
        self.assertEqual(self.left(), ["a.txt"])

    def test_all_or_nothing_is_removed(self):
        for wrong in ["nothing", "abc", "0" * 32, ""]:
            self.run_in("remove", self.ids["a.txt"], wrong, code=FAILURE)
        row = self.json_of("explain", self.ids["a.txt"])["layers"][0]["rows"][0]
        self.assertIn("a row of a report", self.run_in("remove", row, code=USAGE).stderr)
        self.assertEqual(len(self.left()), 3)
        self.assertEqual(len(self.json_of("remove", self.ids["a.txt"], "a.txt")["removed"]), 1)
        self.assertEqual(len(self.left()), 2)

    def test_an_ambiguous_beginning_names_the_ids(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 900)
        self.run_in("add", "pile", "--quiet")
        ids = [report["id"] for report in self.lines_of("list")]
        twins = next((a, b) for a, b in zip(ids, ids[1:]) if a[:4] == b[:4])
        for verb in ["show", "remove", "explain"]:
            done = self.run_in(verb, twins[0][:4], code=USAGE)
            for twin in twins:
                self.assertIn(twin, done.stderr)
        self.assertEqual(len(self.lines_of("list")), len(ids))

    def test_reanalyse_changes_nothing_of_the_same_version(self):
        before = program.everything(self.path("hearsay.db"))
        nothing = {"interrupted": False, "failures": [], "failures_not_listed": 0}
        self.assertEqual(self.json_of("reanalyse"), {"done": 0, "found": 0, **nothing})
        self.assertEqual(self.json_of("reanalyse", "--all"), {"done": 3, "found": 3, **nothing})
        self.assertEqual(program.everything(self.path("hearsay.db")), before)

    def test_reanalyse_finds_what_another_version_analysed(self):
        store = sqlite3.connect(self.path("hearsay.db"))
        columns = [row[1] for row in store.execute("PRAGMA table_info(reports)")]
        self.assertIn("analysis", columns)
        before = program.everything(self.path("hearsay.db"))
        changed = store.execute("UPDATE reports SET analysis='0000000000000000' WHERE id IN "
                                "(SELECT id FROM reports ORDER BY id LIMIT 2)")
        self.assertEqual(changed.rowcount, 2)
        store.commit()
        store.close()
        self.assertEqual(self.json_of("version")["store"]["stale"], 2)
        self.assertIn("2 of 2 stale reports analysed again", self.run_in("reanalyse").stdout)
        self.assertEqual(self.json_of("version")["store"]["stale"], 0)
        self.assertEqual(program.everything(self.path("hearsay.db")), before)

    def test_backup_is_the_same_and_overwrites_nothing(self):
        self.run_in("backup", "copy.db")
        self.assertEqual(program.everything(self.path("copy.db")),
                         program.everything(self.path("hearsay.db")))
        self.write("precious.txt", "Not to be lost.\n")
        for target in ["copy.db", "precious.txt", "hearsay.db", ".", "no/such/folder.db"]:
            done = program.run("backup", target, check=False, cwd=self.folder)
            self.assertIn(done.returncode, (FAILURE, USAGE), target)
            self.assertIn(target, done.stderr)
        with open(self.path("precious.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "Not to be lost.\n")
        self.run_in("check", "--store", "copy.db")


if __name__ == "__main__":
    unittest.main()
