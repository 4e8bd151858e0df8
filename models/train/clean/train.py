#!/usr/bin/env python3
"""Trains the trees that tell an article from what stands around it; see models/cards/clean.md.

Usage: models/train/clean/train.py page|text TOOL DATA [--out FOLDER] [--check]
  TOOL   build/release/models/train/clean/measure_blocks
  DATA   the folder `clean` of the data sets (wcxb-dev, readability)
  --check  trains without the held-out fifth of wcxb-dev and scores on it; writes nothing

Needs numpy and lightgbm. The same data give the same files.
"""
import argparse
import collections
import os
import sys
import tempfile

import lightgbm
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import data  # noqa: E402
from trees import UNIT, encode  # noqa: E402

FOLDS = 5
PROBE, HOPELESS, LOW = 40, -2.5, -5  # of ingest/clean/clean.cpp
FIRST = dict(num_leaves=31, learning_rate=0.1, min_data_in_leaf=40, feature_fraction=0.5,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0)
SECOND = dict(num_leaves=24, learning_rate=0.08, min_data_in_leaf=60, feature_fraction=0.4,
              bagging_fraction=0.8, bagging_freq=1, lambda_l2=10.0)
ROUNDS = {"page": (120, 120), "text": (120, 120)}


def fit(x, y, weight, parameters, rounds):
    settings = dict(objective="binary", verbosity=-1, seed=7, deterministic=True, num_threads=2,
                    force_row_wise=True, **parameters)
    return lightgbm.train(settings, lightgbm.Dataset(x, y, weight=weight), rounds)


def odds(booster, x):
    """What the engine's integers give, near enough: log odds in units of 1 / UNIT."""
    return np.round(booster.predict(x, raw_score=True) * UNIT).astype(np.int64)


def first_odds(booster, x):
    """As ingest/clean/clean.cpp does: what is hopeless after a few trees is left at that."""
    out = odds(booster, x)
    begin = booster.predict(x, raw_score=True, num_iteration=PROBE)
    out[begin < HOPELESS] = LOW * UNIT
    return out


def weights(texts, labels):
    """Words count, but not without end: a long paragraph lost costs more than a short line."""
    words = np.array([max(1, len(text.split())) for text in texts], float)
    out = np.sqrt(np.minimum(words, 200))
    return out / out.sum() * np.sqrt(len(texts)) * 10


def pages(root, folder):
    return ([("wcxb", *page) for page in data.wcxb(root, folder)] +
            [("readability", *page) for page in data.readability(root, folder)])


def held_out(source, key):
    return source == "wcxb" and int(key) % 5 == 0


def aeb(gold, texts):
    """Sums for the metric of the article extraction benchmark."""
    want = collections.Counter(data.shingles(data.WORD.findall(gold)))
    have = collections.Counter(data.shingles(data.WORD.findall(texts)))
    tp = sum(min(count, want[gram]) for gram, count in have.items())
    return tp, sum(have.values()) - tp, sum(want.values()) - tp


def score(chosen):
    """F1, P, R by that metric over [(gold, text)]."""
    precision, recall = [], []
    for gold, texts in chosen:
        tp, fp, fn = aeb(gold, texts)
        if tp + fp:
            precision.append(tp / (tp + fp))
        if tp + fn:
            recall.append(tp / (tp + fn))
    p, r = np.mean(precision), np.mean(recall)
    return 2 * p * r / (p + r), p, r


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["page", "text"])
    parser.add_argument("tool")
    parser.add_argument("data")
    parser.add_argument("--out", default="models/clean")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(args, folder)


def run(args, folder):
    from_files = pages(args.data, folder)
    if args.kind == "text":
        import junk
        from_files = junk.texts(args.tool, from_files, folder)
    paths = [path for _, _, path, _ in from_files]
    first = data.measure(args.tool, args.kind, paths)
    labels = [page[3](texts) if callable(page[3]) else data.label(texts, page[3])
              for page, (_, texts) in zip(from_files, first)]
    keep = [i for i, y in enumerate(labels) if len(y) and y.any()]
    train = [i for i in keep if not (args.check and held_out(*from_files[i][:2]))]
    fold = {i: hash_of(from_files[i][1]) % FOLDS for i in keep}
    weight = [weights(texts, y) for (_, texts), y in zip(first, labels)]

    def stack(values, indices):
        return np.concatenate([values[i] for i in indices])

    # Log odds of the first trees for every page, from trees that have not seen it.
    tables = [table for table, _ in first]
    rounds = ROUNDS[args.kind]
    scores = [np.zeros(len(y), np.int64) for y in labels]
    for part in range(FOLDS):
        seen = [i for i in train if fold[i] != part]
        booster = fit(stack(tables, seen), stack(labels, seen), stack(weight, seen), FIRST,
                      rounds[0])
        for i in train:
            if fold[i] == part and len(labels[i]):
                scores[i] = first_odds(booster, tables[i])
    booster = fit(stack(tables, train), stack(labels, train), stack(weight, train), FIRST, rounds[0])
    for i in range(len(paths)):
        if i not in fold or i not in set(train):
            if len(labels[i]):
                scores[i] = first_odds(booster, tables[i])
    file = os.path.join(folder, "scores")
    np.concatenate(scores).tofile(file)
    second = [table for table, _ in data.measure(args.tool, args.kind, paths, file)]
    final = fit(stack(second, train), stack(labels, train), stack(weight, train), SECOND, rounds[1])
    if args.check:
        check = [i for i in keep if i not in set(train)]
        report(check, from_files, first, labels, scores, "first")
        report(check, from_files, first, labels,
               {i: odds(final, second[i]) for i in check}, "second")
        gain = sorted(zip(final.feature_importance("gain"), data.names(args.tool, args.kind, True)))
        print("weightiest:", ", ".join(name for _, name in gain[:-26:-1]))
        return
    os.makedirs(args.out, exist_ok=True)
    for name, model, both in (("first", booster, False), ("second", final, True)):
        content = encode(model, data.names(args.tool, args.kind, both))
        with open(os.path.join(args.out, f"{args.kind}-{name}.trees"), "wb") as out:
            out.write(content)
        print(name, len(content), "bytes")


def hash_of(key):
    return sum(ord(letter) * 31 ** (i % 5) for i, letter in enumerate(key)) // 7


def report(indices, from_files, first, labels, scores, name):
    for threshold in (-1.0, -0.6, -0.3, 0, 0.3, 0.6):
        chosen = []
        for i in indices:
            kept = scores[i] > threshold * UNIT
            gold = from_files[i][3]
            if callable(gold):
                gold = "\n".join(t for t, y in zip(first[i][1], labels[i]) if y)
            chosen.append((gold, "\n".join(t for t, k in zip(first[i][1], kept) if k)))
        f, p, r = score(chosen)
        print(f"{name:7} {threshold:5} F1 {f:.4f} P {p:.4f} R {r:.4f}")


if __name__ == "__main__":
    main()
