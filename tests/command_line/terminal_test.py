"""What a person sees: colour, the bar, pipes that close, disks that are full, hostile titles."""
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
import unittest

import program
from program import FAILURE, FERRY, INTERRUPTED, PROGRAM, FolderTest

ESCAPE = "\x1b["


def on_terminal(words, cwd, columns=100, env=None, both=True, keys=None, timeout=120):
    """Runs on a pseudo-terminal; what appears there, and the exit code. `both` False leaves stdout
    to a pipe. `keys(text, descriptor)` is called with all that has appeared so far."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    running = subprocess.Popen([PROGRAM, *words], stdin=slave, cwd=cwd, stderr=slave,
                               stdout=slave if both else subprocess.DEVNULL,
                               start_new_session=True,
                               preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
                               env={**os.environ, "TERM": "xterm", **(env or {})})
    os.close(slave)
    seen = b""
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        try:
            more = os.read(master, 65536)
        except OSError:  # the other side is closed
            more = b""
        if not more:
            break
        seen += more
        if keys:
            keys(seen.decode("utf-8", "replace"), master)
    code = running.wait(timeout=30)
    os.close(master)
    return seen.decode("utf-8"), code


def catches(process, number):
    """Whether a process has come as far as to handle a signal; before, the signal just ends it."""
    with open(f"/proc/{process}/status") as status:
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status.read(), re.M).group(1)
    return bool(int(caught, 16) >> (number - 1) & 1)


def without_colour(text):
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", text)


class Colour(FolderTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", FERRY)
        self.run_in("add", "a.txt")

    def test_colour_on_a_terminal_only(self):
        for words in [["list"], ["search", "ferry"], ["show", "a.txt"]]:
            shown, code = on_terminal(words, self.folder)
            self.assertEqual(code, 0)
            self.assertIn(ESCAPE, shown, words)
            plain = self.run_in(*words).stdout
            self.assertNotIn("\x1b", plain)
            self.assertEqual(without_colour(shown).replace("\r\n", "\n").strip(), plain.strip())

    def test_colour_can_be_refused(self):
        for more, env in [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]:
            shown, _ = on_terminal(["list", *more], self.folder, env=env)
            self.assertNotIn("\x1b", shown, (more, env))
        shown, _ = on_terminal(["list"], self.folder, env={"NO_COLOR": ""})
        self.assertIn("\x1b", shown, "an empty NO_COLOR counts as not set")
        shown, _ = on_terminal(["list", "--json"], self.folder)
        self.assertNotIn("\x1b", shown)

    def test_titles_are_cut_to_the_width(self):
        self.write("long.txt", "文字" * 60 + "\n\nA body of some words stands here.\n")
        self.run_in("add", "long.txt")
        shown, _ = on_terminal(["list"], self.folder, columns=60)
        for line in without_colour(shown).splitlines():
            width = sum(2 if ord(c) > 0x1100 and c != "…" else 1 for c in line.rstrip("\r"))
            self.assertLessEqual(width, 60, line)


class Progress(FolderTest):
    def test_a_bar_on_a_terminal_cut_to_its_width(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 400)
        shown, code = on_terminal(["add", "pile"], self.folder, columns=60, both=False)
        self.assertEqual(code, 0)
        self.assertRegex(shown, r"\r\[#*-*\] +\d+ %  \d+ reports added")
        for piece in re.split(r"\r", without_colour(shown)):
            self.assertLess(len(piece), 60, piece)
        shares = [int(share) for share in re.findall(r"(\d+) %", shown)]
        self.assertEqual(shares, sorted(shares))
        self.assertTrue(shown.endswith("\r\x1b[K"), "the bar is taken away at the end")

    def test_lines_where_nobody_looks_and_a_dumb_terminal(self):
        self.write("a.txt", FERRY)
        shown, _ = on_terminal(["add", "a.txt"], self.folder, env={"TERM": "dumb"})
        self.assertNotIn("\x1b", shown)
        self.assertIn("1 report added", shown)
        done = self.run_in("reanalyse", "--all")
        self.assertNotIn("\r", done.stderr)

    def test_a_line_a_second_while_a_pipe_is_silent(self):
        adding = subprocess.Popen([PROGRAM, "add", "-"], cwd=self.folder, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        adding.stdin.write(FERRY.encode())
        adding.stdin.flush()
        time.sleep(3.5)
        out, err = adding.communicate()
        self.assertEqual(adding.returncode, 0)
        self.assertEqual(out, b"1 report added\n")
        self.assertTrue(2 <= len(err.splitlines()) <= 5, err)


class Interrupted(FolderTest):
    def sound_and_continues(self, expected):
        self.run_in("check")
        before = self.json_of("version")["store"]["reports"]
        self.assertLess(before, expected)
        self.run_in("add", "pile", "--quiet")
        self.assertEqual(self.json_of("version")["store"]["reports"], expected)
        return before

    def test_ctrl_c_in_a_long_add(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 600)
        pressed = []

        def press(seen, terminal):
            if "reports added" in seen and not pressed:
                pressed.append(True)
                os.write(terminal, b"\x03")

        shown, code = on_terminal(["add", "pile"], self.folder, keys=press)
        self.assertTrue(pressed)
        self.assertEqual(code, INTERRUPTED, shown[-500:])
        self.assertIn("run the same command again to continue", shown)
        told = int(re.findall(r"(\d+) reports? added", shown)[-1])
        self.assertEqual(self.sound_and_continues(600), told)

    def test_terminated_and_hung_up(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 600)
        for sent in [signal.SIGTERM, signal.SIGHUP]:
            adding = subprocess.Popen([PROGRAM, "add", "pile", "-j1"], cwd=self.folder,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while not (os.path.exists(self.path("hearsay.db")) and catches(adding.pid, sent)):
                self.assertIsNone(adding.poll(), "it ended before it could be stopped")
                time.sleep(0.01)
            time.sleep(0.1)
            adding.send_signal(sent)
            adding.communicate(timeout=60)
            self.assertEqual(adding.returncode, INTERRUPTED)
        self.sound_and_continues(600)

    def test_ctrl_c_while_waiting_for_input(self):
        self.write("a.txt", FERRY)
        adding = subprocess.Popen([PROGRAM, "add", "a.txt", "-"], cwd=self.folder,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        adding.stdin.write(b"Half a report that is never fin")
        adding.stdin.flush()
        time.sleep(1.5)
        adding.send_signal(signal.SIGINT)
        adding.wait(timeout=10)
        self.assertEqual(adding.returncode, INTERRUPTED)
        adding.communicate()
        self.assertEqual([r["path"] for r in self.lines_of("list")], ["a.txt"])

    def test_ctrl_c_in_a_reanalysis(self):
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 600)
        self.run_in("add", "pile", "--quiet")
        pressed = []

        def press(seen, terminal):
            if "of 600 reports" in seen and not pressed:
                pressed.append(True)
                os.write(terminal, b"\x03")

        shown, code = on_terminal(["reanalyse", "--all"], self.folder, keys=press)
        self.assertEqual(code, INTERRUPTED, shown[-500:])
        self.run_in("check")
        self.assertEqual(self.json_of("version")["store"]["reports"], 600)


class Outputs(FolderTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("pile"))
        program.make_pile(self.path("pile"), 300)
        self.run_in("add", "pile", "--quiet")

    def test_a_pipe_that_closes_is_quiet(self):
        for words in ["list", "list --json", "export roles", "export reports --format csv",
                      "search ferry -n 300", "search --json ferry", "help", "man"]:
            done = subprocess.run(["bash", "-c", f'"$0" {words} | head -1 >/dev/null; '
                                   'echo "${PIPESTATUS[0]}"', PROGRAM], cwd=self.folder,
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual((done.stdout, done.stderr), ("0\n", ""), words)

    def test_a_full_disk_is_a_failure_with_a_message(self):
        for words in [["list"], ["export", "reports"], ["search", "ferry"], ["help"], ["man"],
                      ["version", "--json"], ["completion", "bash"]]:
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *words], cwd=self.folder, stdout=full,
                                      stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, FAILURE, words)
            self.assertIn("cannot write all of the output", done.stderr)

    def test_closed_streams_harm_no_store(self):
        report = self.lines_of("list")[0]["id"]
        for closing in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]:
            for words in ["add pile", "list", f"show {report}", "reanalyse --all"]:
                subprocess.run(["bash", "-c", f'"$0" {words} {closing}', PROGRAM], cwd=self.folder,
                               capture_output=True, timeout=60)
        self.run_in("check")
        self.assertEqual(len(self.lines_of("list")), 300)


class Hostile(FolderTest):
    """Nothing from a report or a file name may steer the terminal."""
    EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202egnp.exe\u2066\x9b31m\x7f\x08"
    HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

    def assert_harmless(self, text):
        self.assertIsNone(self.HARMFUL.search(text), repr(text[:2000]))

    def test_titles_texts_authors_and_names(self):
        evil = self.EVIL
        self.write("a.txt", f"Zebra {evil} title\n\nZebra {evil} said so on Monday in Vell.\n")
        self.write("b.html", f"<title>Zebra {evil} two</title><meta name=author content='{evil}'>"
                   f"<h1>Zebra {evil} two</h1><p>By {evil} of Vell, zebra, zebra.</p>")
        self.write("c.jsonl", program.json.dumps({"title": f"Zebra {evil}", "text": f"Zebra {evil}.",
                                                  "url": f"https://x.example/{evil}"}) + "\n")
        self.write(f"{evil.replace('/', '')}.txt", "Zebra names\n\nA zebra and its name, in Vell.\n")
        done = self.run_in("add", ".", f"missing{evil}", code=program.DONE_WITH_FAILURES)
        self.assert_harmless(done.stdout + done.stderr)
        reports = self.lines_of("list")
        self.assertEqual(len(reports), 4)
        for words in [["list"], ["search", "zebra"], *[["show", r["id"]] for r in reports],
                      *[["explain", r["id"]] for r in reports], ["show", evil], ["search", evil]]:
            done = self.run_in(*words, code=FAILURE if words == ["show", evil] else 0)
            self.assert_harmless(done.stdout + done.stderr)
        shown, _ = on_terminal(["list"], self.folder)
        self.assert_harmless(without_colour(shown).replace("\r\n", "\n"))
        self.assertIn("Zebra", shown)

    def test_right_to_left_titles_are_shown_as_they_are(self):
        self.write("a.txt", "قاسمی درباره تحریم\n\nسخنگوی وزارت خارجه گفت که مذاکره ادامه دارد.\n")
        self.run_in("add", "a.txt")
        self.assertIn("قاسمی", self.run_in("list").stdout)


if __name__ == "__main__":
    unittest.main()
