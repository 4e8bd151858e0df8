"""kill -9 at 100 random moments of adding loses nothing that was reported as added, leaves a sound
store every time, and running the same command again completes it."""
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "command_line"))
import program  # noqa: E402

KILLS = 100
REPORTS = 3000


def count(store):
    return json.loads(program.run("version", "--json", "--store", store).stdout)["store"]["reports"]


class Killed(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hearsay-killed-")
        self.pile = os.path.join(self.folder, "pile")
        os.mkdir(self.pile)
        program.make_pile(self.pile, REPORTS)

    def tearDown(self):
        shutil.rmtree(self.folder)

    def add_and_kill(self, store, after):
        """Adds, kills after `after` seconds; the number of reports it had reported as added, and
        whether it was still running."""
        adding = subprocess.Popen([program.PROGRAM, "add", "--store", store, self.pile],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(after)
        running = adding.poll() is None
        adding.send_signal(signal.SIGKILL)
        said = adding.stderr.read().decode()
        adding.wait()
        reported = re.findall(r"^(\d+) reports? added", said, re.M)
        return int(reported[-1]) if reported else 0, running

    def test_kills(self):
        rng = random.Random(7)
        reference = os.path.join(self.folder, "reference.db")
        begun = time.monotonic()
        program.run("add", "--quiet", "--store", reference, self.pile)
        whole = time.monotonic() - begun
        expected = program.run("export", "reports", "--store", reference).stdout

        kills = lost_nothing = completed = 0
        store, before = None, 0
        while kills < KILLS:
            if store is None:
                store, before = os.path.join(self.folder, f"killed{kills}.db"), 0
            reported, running = self.add_and_kill(store, rng.uniform(0.01, whole * 0.7))
            if not os.path.exists(store):
                continue
            kills += 1
            now = count(store)
            self.assertGreaterEqual(now, before + reported, "a report was lost")
            lost_nothing += 1
            before = now
            if now == REPORTS or rng.random() < 0.1:
                program.run("check", "--store", store)
                program.run("add", "--quiet", "--store", store, self.pile)
                self.assertEqual(program.run("export", "reports", "--store", store).stdout, expected)
                completed += 1
                store = None
        print(f"{kills} kills, nothing lost {lost_nothing} times, {completed} stores completed")
        self.assertGreater(completed, 3)


if __name__ == "__main__":
    unittest.main()
