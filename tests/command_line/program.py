"""The program under test and an invented pile to feed it. Used by the tests that run the binary."""
import json
import os
import random
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["HEARSAY"])
SANITIZED = bool(os.environ.get("HEARSAY_SANITIZE"))

# Exit codes.
DONE, FAILURE, USAGE, DONE_WITH_FAILURES, INTERRUPTED = 0, 1, 2, 3, 130

PLACES = ["Port Salde", "Vell", "Orlan", "Tern Harbour", "Lower Maru", "the Salt Strait"]
PEOPLE = ["Ilka Danner", "Tomas Reve", "the harbour master", "a coast guard officer", "Anu Selk"]
DEEDS = ["rejected the tariff", "denied that the ferry was overloaded", "promised a new pier",
         "asked for more patrol boats", "called the vote a farce", "opened the fish market"]


def run(*words, check=True, stdin=b"", cwd=None, env=None, timeout=300):
    """Runs hearsay to its end; stdout and stderr as text, exit code in .returncode. Words are text
    or bytes."""
    words = [word if isinstance(word, bytes) else str(word) for word in words]
    done = subprocess.run([PROGRAM, *words], input=stdin, capture_output=True, cwd=cwd,
                          timeout=timeout, env=None if env is None else {**os.environ, **env})
    done.stdout = done.stdout.decode("utf-8")
    done.stderr = done.stderr.decode("utf-8")
    if check and done.returncode != 0:
        raise AssertionError(f"hearsay {words} gave {done.returncode}: {done.stderr}")
    return done


class FolderTest(unittest.TestCase):
    """A test with a temporary folder of its own, in which the program runs."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hearsay-command-line-")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        """Makes folders on the way; `name` and `content` are text or bytes. Gives the path."""
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path if isinstance(name, bytes) else os.fsdecode(path)

    def run_in(self, *words, code=None, **more):
        """Runs in the folder; the exit code must be `code` (0 unless told)."""
        done = run(*words, check=False, cwd=self.folder, **more)
        self.assertEqual(done.returncode, DONE if code is None else code,
                         f"{words}: {done.stdout[:500]} {done.stderr[:2000]}")
        return done

    def json_of(self, *words, **more):
        """The one JSON value that the command prints."""
        return json.loads(self.run_in(*words, "--json", **more).stdout)

    def lines_of(self, *words, **more):
        """The JSON lines that the command prints."""
        return [json.loads(line) for line in self.run_in(*words, "--json", **more)
                .stdout.splitlines()]


FERRY = """Ferry waits at Tern Harbour

The harbour master of Tern Harbour said on Monday that the ferry would not leave before the storm
over the strait had passed. Nobody was hurt, he said.
"""
VOTE = """Vell votes again

Anu Selk of Vell called the vote a farce on Tuesday and asked for another one before the summer.
"""


def sentence(rng):
    return (f"{rng.choice(PEOPLE)} of {rng.choice(PLACES)} {rng.choice(DEEDS)} on day "
            f"{rng.randrange(1, 900)} of the dispute, “{rng.choice(DEEDS)}” being the phrase.")


def text(rng):
    paragraphs = [" ".join(sentence(rng) for _ in range(rng.randrange(1, 4)))
                  for _ in range(rng.randrange(2, 7))]
    return f"{rng.choice(PLACES)} waits as talks go on\n\n" + "\n\n".join(paragraphs) + "\n"


def page(rng, number):
    body = "".join(f"<p>{sentence(rng)}</p>" for _ in range(rng.randrange(3, 9)))
    return (f"<!doctype html><html><head><title>Talks {number} | Tern Post</title>"
            f"<meta property='og:site_name' content='Tern Post'></head><body><nav><a href='/'>Home"
            f"</a></nav><article><h1>Talks {number}</h1>{body}</article></body></html>")


def make_pile(folder, count, seed=1):
    """`count` reports in several formats under `folder`; gives the list of files."""
    rng = random.Random(seed)
    files = []

    def write(name, content):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        files.append(path)

    lines = []
    for number in range(count):
        kind = number % 3
        if kind == 0:
            write(f"report-{number:05}.txt", text(rng))
        elif kind == 1:
            write(f"page-{number:05}.html", page(rng, number))
        else:
            lines.append(json.dumps({"id": f"n{number}", "text": text(rng),
                                     "url": f"https://ternpost.example/2019/05/0{number % 9 + 1}/{number}"}))
        if len(lines) == 50:
            write(f"lines-{number:05}.jsonl", "\n".join(lines) + "\n")
            lines = []
    if lines:
        write("lines-rest.jsonl", "\n".join(lines) + "\n")
    return files


def make_other_claims(folder, count):
    """`count` reports that lie in three files each, which say other things about them."""
    rng = random.Random(2)
    texts = [text(rng) for _ in range(count)]
    files = []
    for number, said in enumerate([{"title": "Zeal in Vell", "published": "2019-05-07"},
                                   {"title": "Ardour in Vell", "authors": ["Anu Selk"]},
                                   {"published": "2019-05-06"}]):
        files.append(os.path.join(folder, f"claims-{number}.jsonl"))
        with open(files[-1], "w", encoding="utf-8") as file:
            for line, body in enumerate(texts):
                file.write(json.dumps({"id": f"c{line}", "text": body, **said}) + "\n")
    return files


def everything(store):
    """All that a store says, as one string: every export there is, in all its formats."""
    out = []
    for what in json.loads(run("export", "--list", "--json", "--store", store).stdout)["exports"]:
        forms = {"tokens": ("conllu",), "lineage": ("graphml", "gexf")}
        for form in forms.get(what, ("jsonl", "csv")):
            out.append(f"== {what} {form}\n" +
                       run("export", what, "--format", form, "--store", store).stdout)
    return "".join(out)
