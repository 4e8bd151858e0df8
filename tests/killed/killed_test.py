"""kill -9 at random moments of adding loses nothing that was reported as added, leaves a sound store
every time, and running the same command again completes it. HEARSAY_KILLS says how many (100)."""
import json
import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "command_line"))
import program  # noqa: E402

KILLS = int(os.environ.get("HEARSAY_KILLS", "100"))
REPORTS = 600


def count(store):
    """Reports in the store; a store that was killed before its first commit has none."""
    done = program.run("version", "--json", "--store", store, check=False)
    if done.returncode == program.FAILURE and "empty" in done.stderr:
        return 0
    if done.returncode != 0:
        raise AssertionError(f"the store does not open: {done.stderr}")
    return json.loads(done.stdout)["store"]["reports"]


class Killed(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hearsay-killed-")
        self.pile = os.path.join(self.folder, "pile")
        os.mkdir(self.pile)
        program.make_pile(self.pile, REPORTS)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def add_and_kill(self, store, after):
        """Adds, kills after `after` seconds; how many reports it had reported as added by then, and
        whether it was still running. On a terminal every commit is reported."""
        master, slave = pty.openpty()
        adding = subprocess.Popen([program.PROGRAM, "add", "--store", store, self.pile],
                                  stdout=subprocess.DEVNULL, stderr=slave, stdin=slave,
                                  env={**os.environ, "TERM": "xterm"})
        os.close(slave)
        said = []

        def listen():
            while True:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    return
                if not piece:
                    return
                said.append(piece)

        listening = threading.Thread(target=listen)
        listening.start()
        time.sleep(after)
        running = adding.poll() is None
        adding.send_signal(signal.SIGKILL)
        adding.wait()
        listening.join()
        os.close(master)
        reported = re.findall(r"(\d+) reports? added", b"".join(said).decode())
        return int(reported[-1]) if reported else 0, running

    def test_kills(self):
        rng = random.Random(7)
        reference = os.path.join(self.folder, "reference.db")
        begun = time.monotonic()
        program.run("add", "--quiet", "--store", reference, self.pile)
        whole = time.monotonic() - begun
        expected = program.run("export", "reports", "--store", reference).stdout

        kills = in_the_middle = reports_told = completed = 0
        store, before = None, 0
        while kills < KILLS or store is not None:
            if store is None:
                store, before = os.path.join(self.folder, f"killed{kills}.db"), 0
            reported, running = self.add_and_kill(store, rng.uniform(0.01, whole * 0.7))
            kills += running
            if not running:  # the machine was busier when the whole was timed
                whole *= 0.7
            if not os.path.exists(store):
                continue
            now = count(store)
            self.assertGreaterEqual(now, before + reported, "a report was lost")
            in_the_middle += before < now < REPORTS
            reports_told += reported
            before = now
            if now == REPORTS or kills >= KILLS or rng.random() < 0.2:
                if now > 0:  # before its first commit there is no store to check
                    program.run("check", "--store", store)
                program.run("add", "--quiet", "--store", store, self.pile)
                program.run("check", "--store", store)
                self.assertEqual(program.run("export", "reports", "--store", store).stdout, expected)
                os.remove(store)
                completed += 1
                store = None
        print(f"{kills} kills, {in_the_middle} of them with new reports stored, none of "
              f"{reports_told} reports told was lost, {completed} stores completed")
        self.assertGreater(in_the_middle, KILLS // 20)
        self.assertGreater(reports_told, 0)
        self.assertGreaterEqual(completed, min(3, KILLS // 10))


if __name__ == "__main__":
    unittest.main()
