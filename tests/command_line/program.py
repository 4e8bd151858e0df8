"""The program under test and an invented pile to feed it. Used by the tests that run the binary."""
import json
import os
import random
import subprocess

PROGRAM = os.environ["HEARSAY"]

PLACES = ["Port Salde", "Vell", "Orlan", "Tern Harbour", "Lower Maru", "the Salt Strait"]
PEOPLE = ["Ilka Danner", "Tomas Reve", "the harbour master", "a coast guard officer", "Anu Selk"]
DEEDS = ["rejected the tariff", "denied that the ferry was overloaded", "promised a new pier",
         "asked for more patrol boats", "called the vote a farce", "opened the fish market"]


def run(*words, check=True, stdin=None, cwd=None, env=None):
    """Runs hearsay to its end; stdout and stderr as text, exit code in .returncode."""
    done = subprocess.run([PROGRAM, *map(str, words)], input=stdin, capture_output=True, cwd=cwd,
                          env=None if env is None else {**os.environ, **env})
    done.stdout = done.stdout.decode("utf-8")
    done.stderr = done.stderr.decode("utf-8")
    if check and done.returncode != 0:
        raise AssertionError(f"hearsay {words} gave {done.returncode}: {done.stderr}")
    return done


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


def everything(store):
    """All that a store says, as one string: every export there is, both formats."""
    out = []
    for what in json.loads(run("export", "--list", "--json", "--store", store).stdout)["exports"]:
        for form in ("jsonl", "csv"):
            out.append(f"== {what} {form}\n" +
                       run("export", what, "--format", form, "--store", store).stdout)
    return "".join(out)
