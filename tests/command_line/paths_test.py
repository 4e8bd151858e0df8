"""What can be named after `add`: files, folders, patterns, standard input, and what cannot be read."""
import json
import os
import socket
import subprocess
import unittest

from program import (DONE_WITH_FAILURES, FAILURE, FERRY, PROGRAM, USAGE, VOTE, FolderTest)


class Names(FolderTest):
    def test_names_that_trouble_scripts(self):
        names = ["two words.txt", "line\nfeed.txt", "tab\t.txt", "quote'\"`$x.txt", "-dash.txt",
                 "قاسمی.txt", "文.txt", "e\u0301.txt", "é.txt", "*.txt", "[ab].txt", "a:12.txt",
                 "x" * 250 + ".txt", "🙂.txt", "%s%n.txt", "\\.txt", " .txt", "..txt"]
        for number, name in enumerate(names):
            self.write(f"pile/{name}", f"{FERRY}\nReport number {number} of a pile in Vell.\n")
        self.assertEqual(self.json_of("add", "pile")["added"], len(names))
        listed = {report["path"]: report["id"] for report in self.lines_of("list")}
        self.assertEqual(set(listed), {f"pile/{name}" for name in names})
        for path, report in listed.items():
            self.assertEqual(self.json_of("show", path)["id"], report, path)
        for path in listed:
            self.assertEqual(self.json_of("add", path)["known"], 1, path)
        self.run_in("remove", *listed)
        self.assertEqual(self.lines_of("list"), [])

    def test_names_that_are_not_utf8(self):
        for number, name in enumerate([b"\xff\xfe.txt", b"caf\xe9.txt", b"\xed\xa0\x80.txt"]):
            self.write(b"pile/" + name, f"{FERRY}\nReport number {number} of a pile in Vell.\n")
        self.assertEqual(self.json_of("add", "pile")["added"], 3)
        self.assertEqual(self.json_of("add", "pile")["paths"], 0)
        self.assertEqual(self.json_of("add", b"pile/caf\xe9.txt")["known"], 1)
        self.assertEqual(len(self.lines_of("list")), 3)
        self.assertIn("\ufffd", self.run_in("show", b"pile/caf\xe9.txt").stdout)
        self.run_in("remove", b"pile/caf\xe9.txt")
        self.assertEqual(len(self.lines_of("list")), 2)
        done = self.run_in("add", b"missing\xff", code=DONE_WITH_FAILURES)
        self.assertIn("missing\ufffd", done.stderr)

    def test_paths_are_tidied_and_one_file_is_one_report(self):
        self.write("pile/deep/a.txt", FERRY)
        self.run_in("add", "./pile//deep/", "pile/deep/../deep/a.txt", "pile")
        self.assertEqual([r["paths"] for r in self.lines_of("list")], [["pile/deep/a.txt"]])
        self.assertEqual(self.json_of("show", "./pile/deep/a.txt")["path"], "pile/deep/a.txt")

    def test_the_same_text_in_two_files_is_one_report_with_two_paths(self):
        self.write("a.txt", FERRY)
        self.write("b.txt", FERRY)
        added = self.json_of("add", "a.txt", "b.txt")
        self.assertEqual((added["added"], added["known"], added["paths"]), (1, 1, 1))
        self.assertEqual(self.lines_of("list")[0]["paths"], ["a.txt", "b.txt"])

    def test_patterns_in_quotes(self):
        for name in ["p1.txt", "p2.txt", "q.txt"]:
            self.write(name, FERRY + name)
        self.assertEqual(self.json_of("add", "p?.txt")["added"], 2)
        self.assertEqual(self.json_of("add", "[q].txt")["added"], 1)
        done = self.run_in("add", "z*", code=DONE_WITH_FAILURES)
        self.assertIn("no file matches the pattern", done.stderr)


class Streams(FolderTest):
    def test_standard_input(self):
        self.run_in("add", "-", stdin=FERRY.encode())
        self.assertEqual([r["path"] for r in self.lines_of("list")], ["-"])
        lines = "".join(json.dumps({"id": n, "text": f"{VOTE} {n}"}) + "\n" for n in range(5))
        self.assertEqual(json.loads(self.run_in("add", "-", "--json", stdin=lines.encode()).stdout)
                         ["added"], 5)
        done = self.run_in("add", "-", stdin=b"", code=DONE_WITH_FAILURES)
        self.assertIn("-:0: empty", done.stderr)

    def test_process_substitution_and_a_named_pipe(self):
        self.write("a.txt", FERRY)
        done = subprocess.run(["bash", "-c", '"$0" add <(cat a.txt)', PROGRAM], cwd=self.folder,
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, "1 report added\n"), done.stderr)
        os.mkfifo(self.path("pipe"))
        done = subprocess.run(["bash", "-c", 'cat a.txt > pipe & "$0" add pipe; wait', PROGRAM],
                              cwd=self.folder, capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stdout), (0, "0 reports added, 1 were known\n"))


class Unreadable(FolderTest):
    def test_each_is_listed_and_the_others_are_read(self):
        self.write("pile/a.txt", FERRY)
        self.write("pile/sub/b.txt", VOTE)
        os.mkdir(self.path("empty"))
        os.symlink("nowhere", self.path("pile/dangling"))
        os.symlink("d*d", self.path("d*d"))
        os.symlink(self.path("pile"), self.path("pile/round"))
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(self.path("pile/socket"))
        self.addCleanup(listening.close)
        told = json.loads(self.run_in("add", "pile", "missing", "empty", "d*d", "/dev/null",
                                      "a.txt/b", "--json", code=DONE_WITH_FAILURES).stdout)
        self.assertEqual(told["added"], 2)
        reasons = {failure["path"]: failure["reason"] for failure in told["failures"]}
        self.assertEqual(reasons.pop("pile/dangling"), "is a link to nothing")
        self.assertEqual(reasons.pop("pile/socket"), "is neither a file nor a folder")
        self.assertEqual(reasons.pop("missing"), "there is no such file or folder")
        self.assertEqual(reasons.pop("empty"), "the folder holds no files")
        self.assertIn(reasons.pop("d*d"), ["is a link to nothing", "Too many levels of symbolic links"])
        self.assertIn("empty", reasons.pop("/dev/null"))
        self.assertEqual(reasons.pop("a.txt/b"), "there is no such file or folder")
        self.assertEqual(reasons, {})

    @unittest.skipUnless(os.geteuid() == 0, "only root can become somebody else")
    def test_what_the_user_may_not_read(self):
        os.chmod(self.folder, 0o777)
        for name in ["pile/a.txt", "pile/closed/b.txt", "pile/secret.txt", "pile/z.txt"]:
            self.write(name, FERRY + name)
        os.chmod(self.path("pile/closed"), 0)
        os.chmod(self.path("pile/secret.txt"), 0)
        done = subprocess.run([PROGRAM, "add", "pile", "--json"], cwd=self.folder,
                              capture_output=True, text=True, user=65534, group=65534)
        if done.returncode not in (0, DONE_WITH_FAILURES):
            self.skipTest(f"the program cannot be run as somebody else: {done.stderr}")
        told = json.loads(done.stdout)
        self.assertEqual(told["added"], 2, "a closed folder does not hide the files after it")
        self.assertEqual([(f["path"], f["reason"]) for f in told["failures"]],
                         [("pile/closed", "cannot read the folder: Permission denied"),
                          ("pile/secret.txt", "Permission denied")])

    def test_a_folder_deeper_than_paths_may_be(self):
        at = os.open(self.folder, os.O_RDONLY)
        for _ in range(3000):
            os.mkdir("ddd", dir_fd=at)
            deeper = os.open("ddd", os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = deeper
        os.close(at)
        self.write("a.txt", FERRY)
        done = self.run_in("add", ".", code=DONE_WITH_FAILURES)
        self.assertIn("1 report added", done.stdout)
        self.assertLess(len(done.stderr), 20_000)
        subprocess.run(["rm", "-rf", self.path("ddd")], check=True)


class OwnFiles(FolderTest):
    def test_the_store_in_the_folder_is_not_read(self):
        self.write("a.txt", FERRY)
        for arguments in [["."], [".", "hearsay.db"], ["./hearsay.db", "a.txt"], [self.folder]]:
            told = self.json_of("add", *arguments)
            self.assertEqual(told["failures"], [], arguments)
        os.link(self.path("hearsay.db"), self.path("other-name"))
        self.assertEqual(self.json_of("add", ".")["failures"], [])
        self.assertEqual(len(self.lines_of("list")), 1)


class Forced(FolderTest):
    def test_a_format_overrides_what_is_seen(self):
        self.write("a.txt", "<p>Ferry waits.</p><p>The harbour master said no.</p>")
        for form, text in [("text", "<p>Ferry"), ("html", "Ferry waits.")]:
            self.run_in("add", "a.txt", "--format", form, "--store", f"{form}.db")
            report = self.lines_of("list", "--store", f"{form}.db")[0]
            self.assertEqual(report["format"], form)
            self.assertTrue(report["text"].startswith(text), report["text"])


if __name__ == "__main__":
    unittest.main()
