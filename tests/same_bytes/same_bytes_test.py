"""Determinism: any order of the inputs, any number of jobs, in one go or in parts, with removals in
between: the same exports, byte for byte."""
import json
import os
import random
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "command_line"))
import program  # noqa: E402


class SameBytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="hearsay-same-bytes-")
        os.mkdir(os.path.join(cls.folder, "pile"))
        pile = os.path.join(cls.folder, "pile")
        cls.files = program.make_pile(pile, 240) + program.make_other_claims(pile, 20)
        cls.reference = cls.made("reference.db", [cls.files], 1)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def made(cls, name, parts, jobs):
        store = os.path.join(cls.folder, name)
        for part in parts:
            program.run("add", "--quiet", "--jobs", jobs, "--store", store, *part)
        return program.everything(store)

    def assert_same(self, other):
        if other != self.reference:
            for ours, theirs in zip(self.reference.splitlines(), other.splitlines()):
                self.assertEqual(ours[:2000], theirs[:2000])
        self.assertEqual(len(self.reference), len(other))

    def test_the_pile_is_there(self):
        self.assertEqual(self.reference.count('"text_sha256"'), 260)

    def test_four_jobs(self):
        self.assert_same(self.made("jobs.db", [self.files], 4))

    def test_reversed_order(self):
        self.assert_same(self.made("reversed.db", [self.files[::-1]], 4))

    def test_shuffled_orders(self):
        for seed in range(3):
            files = self.files[:]
            random.Random(seed).shuffle(files)
            self.assert_same(self.made(f"shuffled{seed}.db", [files], 2))

    def test_in_parts(self):
        self.assert_same(self.made("parts.db", [self.files[i::5] for i in range(5)], 2))

    def test_one_file_at_a_time(self):
        self.assert_same(self.made("one.db", [[file] for file in self.files[-30:]] +
                                   [self.files[:-30]], 2))

    def test_twice(self):
        self.assert_same(self.made("twice.db", [self.files, self.files], 2))

    def test_other_locale_and_zone(self):
        store = os.path.join(self.folder, "locale.db")
        env = {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata"}
        program.run("add", "--quiet", "--store", store, *self.files, env=env)
        self.assert_same(program.everything(store))

    def test_other_instruction_sets(self):
        for isa in ("AVX2", "AVX512_CORE", "DEFAULT"):
            store = os.path.join(self.folder, isa + ".db")
            program.run("add", "--quiet", "--store", store, *self.files[:60],
                        env={"ONEDNN_MAX_CPU_ISA": isa})
            if isa == "AVX2":
                first = program.everything(store)
            self.assertEqual(program.everything(store), first)

    def test_after_removing_what_was_too_much(self):
        store = os.path.join(self.folder, "removed.db")
        extra = os.path.join(self.folder, "extra.txt")
        with open(extra, "w", encoding="utf-8") as file:
            file.write("A report too much\n\nIt is taken out again.\n")
        program.run("add", "--quiet", "--store", store, extra, *self.files)
        program.run("remove", "--store", store, extra)
        self.assert_same(program.everything(store))

    def test_after_reanalysis(self):
        store = os.path.join(self.folder, "reanalysed.db")
        program.run("add", "--quiet", "--store", store, *self.files)
        self.assertEqual(json.loads(program.run("reanalyse", "--all", "--json", "--quiet", "--store",
                                                store).stdout)["done"], 260)
        self.assert_same(program.everything(store))


if __name__ == "__main__":
    unittest.main()
