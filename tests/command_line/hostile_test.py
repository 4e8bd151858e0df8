"""Hostile inputs from file to list: each ends within bounded time and memory, as a report with
problems or a listed failure, and the sound inputs of the same run are untouched."""
import gzip
import io
import json
import os
import random
import subprocess
import tarfile
import time
import unittest
import zipfile

from program import (DONE_WITH_FAILURES, FERRY, PROGRAM, SANITIZED, VOTE, FolderTest)

MIB = 1 << 20
# Of one run. A report keeps at most 16 MiB of its source; what is made of it may be a multiple.
SECONDS = 600 if SANITIZED else 120
MOST_MEMORY = None if SANITIZED else 1536 * MIB


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def warc_record(body, url="https://ternpost.example/1"):
    http = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
            str(len(body)).encode() + b"\r\n\r\n" + body)
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url.encode() +
            b"\r\nWARC-Date: 2019-05-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: " +
            str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n")


class Hostile(FolderTest):
    def add(self, *words, stdin=None):
        """Adds the hostile words between two sound reports; the summary. Checks what always holds."""
        self.write("first.txt", FERRY)
        self.write("last.txt", VOTE)
        begun = time.monotonic()
        running = subprocess.Popen([PROGRAM, "add", "first.txt", *words, "last.txt", "--json", "-j2"],
                                   cwd=self.folder, stdin=stdin, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        out = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        running.stdout.close()
        took = time.monotonic() - begun
        self.assertIn(running.returncode, (0, DONE_WITH_FAILURES), out[:1000])
        self.assertLess(took, SECONDS)
        if MOST_MEMORY is not None:
            self.assertLess(used.ru_maxrss * 1024, MOST_MEMORY)
        summary = json.loads(out)
        self.assertEqual(running.returncode, DONE_WITH_FAILURES if summary["failures"] else 0)
        self.run_in("check")
        for path, text in [("first.txt", FERRY), ("last.txt", VOTE)]:
            report = self.json_of("show", path)
            self.assertEqual(report["text"], text)
            self.assertEqual(report["problems"], [])
        return summary

    def marked(self, path, code=None):
        """The report of this path, which must carry a problem (of this code)."""
        report = self.json_of("show", path)
        codes = [problem["code"] for problem in report["problems"]]
        self.assertTrue(codes if code is None else code in codes, codes)
        return report

    def failed(self, summary, path):
        reasons = [f["reason"] for f in summary["failures"] if f["path"].startswith(path)]
        self.assertTrue(reasons, summary)
        return reasons

    def marked_or_failed(self, summary, path):
        """Nothing is lost without a word."""
        if any(f["path"].startswith(path) for f in summary["failures"]):
            return
        reports = [r for r in self.lines_of("list")
                   if any(p.startswith(path) for p in r["paths"]) and r["problems"]]
        self.assertTrue(reports, (path, summary))

    def test_a_hundred_megabytes_on_one_line(self):
        sentence = b"The harbour master of Tern Harbour said no to the ferry again and again. "
        with open(self.path("line.txt"), "wb") as file:
            for _ in range(100):
                file.write(sentence * (MIB // len(sentence)))
        self.add("line.txt")
        report = self.marked("line.txt", "cut")
        self.assertLessEqual(len(report["text"].encode()), 16 * MIB)

    def test_a_page_of_one_character(self):
        for number, character in enumerate(["a", " ", "<", "&", "é", "\n", "(", "\u202e", "\""]):
            self.write(f"one{number}.html", "<!doctype html><p>" + character * (4 * MIB))
            self.write(f"one{number}.txt", character * MIB)
        summary = self.add(".")
        reports = {r["path"] for r in self.lines_of("list")}
        failed = {f["path"] for f in summary["failures"]}
        for number in range(9):
            for end in ["html", "txt"]:
                self.assertIn(f"one{number}.{end}", reports | failed)

    def test_ten_thousand_nested_tags(self):
        for tag in ["div", "b", "table", "a", "p", "svg", "select", "template", "li"]:
            self.write(f"{tag}.html", f"<!doctype html><title>Nested {tag}</title>" + f"<{tag}>" *
                       10_000 + f"Words at the bottom of {tag}." + f"</{tag}>" * 10_000)
        self.add(".")
        for tag in ["div", "b", "table", "a", "p"]:
            self.assertIn(f"Words at the bottom of {tag}.",
                          self.json_of("show", f"{tag}.html")["text"])
        self.marked("div.html")

    def test_a_million_attributes(self):
        attributes = " ".join(f"a{n}=v" for n in range(1_000_000))
        self.write("many.html", f"<!doctype html><title>Many</title><p {attributes}>Words after all "
                   "of them, in Vell.</p>")
        self.add("many.html")
        self.assertIn("Words after all of them", self.marked("many.html")["text"])

    def test_nul_bytes(self):
        self.write("nul.txt", b"Ferry\0waits in Vell\n\nThe harbour\0master said so on Monday.\n")
        self.write("nul.html", b"<title>Fer\0ry</title><p>The harbour\0 master said so.</p\0>")
        self.add("nul.txt", "nul.html")
        self.assertIn("waits in Vell", self.marked("nul.txt", "nul")["text"])
        self.assertNotIn("\0", self.json_of("show", "nul.html")["text"])

    def test_nothing_but_nul(self):
        self.write("zeros", b"\0" * (8 * MIB))
        self.failed(self.add("zeros"), "zeros")

    def test_lone_surrogates_and_bytes_that_are_no_utf8(self):
        self.write("lone.txt", b"Ferry \xed\xa0\x80 waits in Vell\n\nThe pier is \xff\xfe shut, " +
                   "said the café’s owner, at length, twice, in “Vell” and in “Orlan”.\n".encode())
        self.write("lone.jsonl", b'{"text": "Ferry \\ud800 waits in Vell, said \\udfff he."}\n')
        self.add("lone.txt", "lone.jsonl")
        for path in ["lone.txt", "lone.jsonl:1"]:
            text = self.marked(path)["text"]
            self.assertIn("waits in Vell", text)
            text.encode("utf-8")

    def test_a_fifty_megabyte_json_line(self):
        line = json.dumps({"id": "big", "text": "The harbour master said no. " * (2 * MIB)})
        small = json.dumps({"id": "small", "text": VOTE + "And so on."})
        self.write("big.jsonl", f"{small}\n{line}\n{small.replace('And', 'Or')}\n")
        summary = self.add("big.jsonl")
        self.marked_or_failed(summary, "big.jsonl")
        self.assertIn("line 2", self.failed(summary, "big.jsonl")[0])
        self.json_of("show", "big.jsonl:1")
        self.json_of("show", "big.jsonl:3")

    def test_deep_and_broken_json(self):
        lines = ["[" * 100_000, '{"text": ' + "{" * 100_000, '{"text": "no end',
                 json.dumps({"text": VOTE + "Sound."}), '{"text": 1e999999}', "null", "\x00",
                 '{"a":' * 5000 + "1" + "}" * 5000]
        self.write("bad.jsonl", '{"text": "A line first, in Vell, on Monday."}\n' + "\n".join(lines))
        summary = self.add("bad.jsonl")
        self.assertGreaterEqual(len(self.failed(summary, "bad.jsonl")), 3)
        self.json_of("show", "bad.jsonl:5")

    def test_empty_and_tiny_files(self):
        for name, content in [("empty", ""), ("one", "x"), ("feed", "\n"), ("bom", b"\xef\xbb\xbf"),
                              ("bom16", b"\xff\xfe"), ("spaces", " " * 5000), ("angle", "<"),
                              ("brace", "{"), ("gz", b"\x1f\x8b"), ("pk", b"PK\x03\x04")]:
            self.write(f"tiny/{name}", content)
        summary = self.add("tiny")
        failed = {f["path"] for f in summary["failures"]}
        reports = {path for r in self.lines_of("list") for path in r["paths"]}
        for name in os.listdir(self.path("tiny")):
            self.assertIn(f"tiny/{name}", failed | reports)
        self.assertIn("tiny/empty", failed)

    def test_binary_files(self):
        noise = random.Random(3).randbytes(4 * MIB)
        images = {"noise": noise, "png": b"\x89PNG\r\n\x1a\n" + noise[:MIB],
                  "jpeg": b"\xff\xd8\xff\xe0" + noise[:MIB], "elf": b"\x7fELF\2\1\1" + noise[:MIB],
                  "sqlite": b"SQLite format 3\0" + noise[:MIB]}
        for name, content in images.items():
            self.write(name, content)
        summary = self.add(*images)
        for name in images:
            self.marked_or_failed(summary, name)

    def test_a_gzip_bomb(self):
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as file:
            for _ in range(1024):
                file.write(b"a" * MIB)
        self.write("bomb.gz", packed.getvalue())
        self.marked_or_failed(self.add("bomb.gz"), "bomb.gz")

    def test_a_zip_bomb(self):
        self.write("bomb.zip", zipped([("sound.txt", FERRY + "In a zip."), ("bomb.txt", b"a" *
                                                                            (700 * MIB)),
                                       ("after.txt", VOTE + "In a zip.")]))
        summary = self.add("bomb.zip")
        self.marked_or_failed(summary, "bomb.zip")
        self.json_of("show", "bomb.zip!/sound.txt")

    def test_zip_in_zip_in_zip(self):
        content, name = FERRY.encode() + b"At the bottom.", "a.txt"
        for depth in range(12):
            content, name = zipped([(name, content)]), f"deep{depth}.zip"
        self.write("deep.zip", content)
        self.failed(self.add("deep.zip"), "deep.zip")

    def test_a_zip_of_hostile_names(self):
        self.write("names.zip", zipped([("../../escape.txt", FERRY + "1"), ("/etc/passwd", VOTE + "2"),
                                        ("a\x1b[2J.txt", FERRY + "3"), ("x/" * 3000 + "y", FERRY + "4")]))
        self.add("names.zip")
        self.assertFalse(os.path.exists(os.path.join(self.folder, "..", "..", "escape.txt")))
        self.assertEqual(sorted(os.listdir(self.folder))[:1], ["first.txt"], "nothing is unpacked")

    def test_archives_cut_in_the_middle(self):
        tar = io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w:gz") as archive:
            for number in range(50):
                data = f"{FERRY}\nReport {number} of the tar.\n".encode() + os.urandom(600).hex().encode()
                info = tarfile.TarInfo(f"{number}.txt")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        packed = zipped([(f"{n}.txt", f"{VOTE}{n} " + os.urandom(600).hex()) for n in range(50)])
        self.write("cut.tar.gz", tar.getvalue()[:len(tar.getvalue()) // 2])
        self.write("cut.zip", packed[:len(packed) // 2])
        self.write("cut.txt.gz", gzip.compress(os.urandom(100_000).hex().encode())[:60_000])
        summary = self.add("cut.tar.gz", "cut.zip", "cut.txt.gz")
        for name in ["cut.tar.gz", "cut.zip", "cut.txt.gz"]:
            self.marked_or_failed(summary, name)

    def test_a_truncated_warc(self):
        page = b"<title>Ferry waits</title><p>The harbour master said so on Monday, at length.</p>"
        whole = warc_record(page) + warc_record(page, "https://ternpost.example/2")
        self.write("cut.warc", whole[:-60])
        self.write("cut.warc.gz", gzip.compress(warc_record(page, "https://ternpost.example/3")) +
                   gzip.compress(warc_record(page, "https://ternpost.example/4"))[:-30])
        self.write("lies.warc", warc_record(page, "https://ternpost.example/5")
                   .replace(b"Content-Length: ", b"Content-Length: 99999999999", 1))
        summary = self.add("cut.warc", "cut.warc.gz", "lies.warc")
        for name in ["cut.warc", "cut.warc.gz", "lies.warc"]:
            self.marked_or_failed(summary, name)
        addresses = {r["url"] for r in self.lines_of("list")}
        self.assertLessEqual({"https://ternpost.example/1", "https://ternpost.example/3"}, addresses)

    def test_xml_that_expands(self):
        entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        self.write("laughs.xml", f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>'
                   "<rss version='2.0'><channel><item><title>&e11;</title><description>Words of it."
                   "</description></item></channel></rss>")
        self.write("outside.xml", '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM '
                   '"file:///etc/passwd">]><rss version="2.0"><channel><item><title>Outside</title>'
                   "<description>&x; words in Vell.</description></item></channel></rss>")
        self.add("laughs.xml", "outside.xml")
        for report in self.lines_of("list"):
            self.assertNotIn("root:", report["text"])
            self.assertLess(len(report["text"]), MIB)

    def test_unbalanced_everything(self):
        self.write("a.html", "<p>" + "“" * 10_000 + "Ferry" + "</div></table></p>" * 10_000 +
                   "<!--" * 1000 + "<script>" + "<![CDATA[" * 1000)
        self.write("b.html", "<" * MIB)
        self.write("c.html", "<!doctype html><p>&" + "amp;" * MIB)
        self.write("d.html", "<table>" + "<tr><td>" * 50_000 + "Cell words in Vell.")
        self.write("e.html", "<title>" + "x" * (2 * MIB))
        self.write("f.html", "<b><i><u><a href=x>" * 5000 + "<p>Words" * 5000)
        self.add(".")


if __name__ == "__main__":
    unittest.main()
