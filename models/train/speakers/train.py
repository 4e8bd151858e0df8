#!/usr/bin/env python3
"""Trains the trees that say whom a pronoun or a role at a cue means; see models/cards/speakers.md.

Usage: models/train/speakers/train.py TOOL [--out FILE] [--check]
  TOOL     build/release/models/train/speakers/measure_candidates
  --check  only says how often the right one is chosen in reports left out; writes nothing

Needs numpy and lightgbm. The same data give the same file. What was said before speaks for whoever said it,
so the trees must learn from their own choices: they are trained several times, each time on what the tool
makes of the reports with the trees before.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import unicodedata

import lightgbm
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
from reports import NAMELESS, read_own, read_samples  # noqa: E402
from trees import encode  # noqa: E402

FOLDS, PASSES = 5, 3
ROUNDS = 500
SETTINGS = dict(objective="binary", verbosity=-1, seed=7, deterministic=True, num_threads=1,
                force_row_wise=True, num_leaves=20, learning_rate=0.04, min_data_in_leaf=20,
                feature_fraction=0.5, bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0)
KINDS = ("he", "she", "they", "role")


def measured(tool, reports, trees=None):
    """For every report its rows, as the tool writes them."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, report in enumerate(reports):
            names.append(os.path.join(folder, f"{number}.html"))
            with open(names[-1], "wb") as file:
                file.write(report.page)
        done = subprocess.run([tool] + ([trees] if trees else []), input="\n".join(names) + "\n",
                              capture_output=True, text=True, check=True)
    out = [[] for _ in reports]
    for line in done.stdout.splitlines():
        row = json.loads(line)
        row["words"] = tuple(row["words"])
        out[int(os.path.basename(row["page"])[:-5])].append(row)
    return out


def folded(text):
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c)).split()


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def right_ones(report, row):
    """Numbers of the candidates that are meant; None where that is not known."""
    who = next((who for span, who in report.speakers.items() if overlap(span, row["words"])), None)
    if who is None:
        return None
    out = []
    for number, one in enumerate(row["candidates"]):
        at = [tuple(span) for span in one["at"]]
        if one["named"] and who in NAMELESS:
            continue
        if any(by_name is not False and who == other and any(overlap((b, e), span) for span in at)
               if one["named"] else who == other and any(overlap((b, e), span) for span in at)
               for b, e, other, by_name in report.mentions):
            out.append((number, one))
        elif one["named"] and all(m[3] is None for m in report.mentions) and \
                set(who.split("_")) & set(folded(one["text"])) and len(who.split("_")) == 1:
            out.append((number, one))
    if any(m[3] is None for m in report.mentions) and sum(one["named"] for _, one in out) > 1:
        # Several names in marked words: the one that the id speaks of, or the last.
        named = [(n, one) for n, one in out if one["named"]]
        alike = [(n, one) for n, one in named if set(who.split("_")) & set(folded(one["text"]))]
        return [n for n, one in (alike or named[-1:])] + [n for n, one in out if not one["named"]]
    return [number for number, _ in out]


def table(reports, rows):
    """Features, whether right, and (report, kind, first row, rows, whether anybody is right) of every mention."""
    x, y, mentions = [], [], []
    for number, (report, own) in enumerate(zip(reports, rows)):
        for row in own:
            right = right_ones(report, row)
            if right is None:
                continue
            mentions.append((number, row["kind"], len(x), len(row["candidates"]), bool(right), row))
            for i, one in enumerate(row["candidates"]):
                x.append(one["features"])
                y.append(i in right)
    return np.array(x, dtype=np.int32), np.array(y, dtype=np.int8), mentions


def fit(x, y, rounds=ROUNDS):
    return lightgbm.train(SETTINGS, lightgbm.Dataset(x, y), rounds)


def chosen(odds, y, mentions, least):
    """How many are rightly chosen, or rightly left, by kind: [right, all, chosen, right of those]."""
    out = {kind: [0, 0, 0, 0] for kind in KINDS}
    for _, kind, first, count, known, _ in mentions:
        here = odds[first:first + count]
        best = int(np.argmax(here)) if count else -1
        given = count > 0 and here[best] > least[KINDS[kind]]
        right = bool(y[first + best]) if given else not known
        into = out[KINDS[kind]]
        into[0] += right
        into[1] += 1
        into[2] += given
        into[3] += given and right
    return out


def held_out(x, y, mentions):
    """Odds of every row, by trees that have not seen its report."""
    fold_of = np.zeros(len(x), dtype=int)
    for number, _, first, count, _, _ in mentions:
        fold_of[first:first + count] = number % FOLDS
    odds = np.zeros(len(x))
    for fold in range(FOLDS):
        inside = fold_of == fold
        odds[inside] = fit(x[~inside], y[~inside]).predict(x[inside], raw_score=True)
    return odds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--out", default="models/speakers/who.trees")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--wrong", type=int, default=0, help="show so many that are wrongly chosen")
    args = parser.parse_args()
    names = subprocess.run([args.tool, "--names"], capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    reports = read_own() + read_samples()
    with tempfile.NamedTemporaryFile(suffix=".trees") as made:
        for number in range(PASSES):
            rows = measured(args.tool, reports, made.name if number else None)
            x, y, mentions = table(reports, rows)
            odds = held_out(x, y, mentions)
            print(f"pass {number}: {len(mentions)} roles and pronouns, {len(x)} candidates, "
                  f"{sum(m[4] for m in mentions)} with the right one among them")
            for least in (-1.0, -0.5, 0.0, 0.5, 1.0):
                scores = chosen(odds, y, mentions, {kind: least for kind in KINDS})
                print(f"  {least:+.1f} " + "  ".join(
                    f"{kind} {r / max(1, n):.3f} of {n}, given {g}, {gr / max(1, g):.3f} right"
                    for kind, (r, n, g, gr) in scores.items()))
            booster = fit(x, y)
            made.seek(0)
            made.truncate()
            made.write(encode(booster, names))
            made.flush()
        gains = sorted(zip(booster.feature_importance("gain"), names), reverse=True)
        print("worth: " + ", ".join(f"{name} {gain:.0f}" for gain, name in gains[:25]))
        print("nothing: " + ", ".join(name for gain, name in gains if gain == 0))
        if args.wrong:
            show_wrong(reports, odds, y, mentions, args.wrong)
        if not args.check:
            with open(args.out, "wb") as file:
                file.write(encode(booster, names))


def show_wrong(reports, odds, y, mentions, most):
    for number, kind, first, count, known, row in mentions[::3]:
        here = odds[first:first + count]
        best = int(np.argmax(here)) if count else -1
        given = count > 0 and here[best] > 0
        if bool(y[first + best]) if given else not known:
            continue
        page = reports[number].page
        b, e = row["words"]
        who = next((w for s, w in reports[number].speakers.items() if overlap(s, row["words"])), None)
        right = [row["candidates"][i]["text"] for i in range(count) if y[first + i]]
        print(reports[number].group, "|", page[max(0, b - 60):e + 20].decode(errors="replace").replace("\n", " "), "|",
              row["candidates"][best]["text"] if given else None, round(float(here[best]), 1) if count else "",
              "| RIGHT", right, who)
        most -= 1
        if most == 0:
            break


if __name__ == "__main__":
    main()
