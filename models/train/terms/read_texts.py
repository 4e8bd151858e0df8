#!/usr/bin/env python3
"""The texts whose words are counted, a form feed behind each:

    cmake --build build/release --target count_terms
    models/train/terms/read_texts.py ../shared/data | build/release/models/train/terms/count_terms > models/terms/frequencies.tsv

Articles of WCXB's dev part and PolNeAR's train part as they are; GMB's sentences twenty at a time,
as it does not say where a text ends.
"""

import csv
import gzip
import json
import pathlib
import sys


def wcxb(folder):
    for path in sorted((folder / "clean/wcxb-dev/ground-truth").glob("*.json")):
        truth = json.loads(path.read_text())
        if truth["_internal"]["page_type"]["primary"] == "article":
            yield truth["ground_truth"].get("main_content") or ""


def polnear(folder):
    for line in open(folder / "quotes/polnear/train.jsonl", encoding="utf-8", newline="\n"):
        yield json.loads(line)["text"]


def gmb(folder):
    words, sentences = [], 0
    with gzip.open(folder / "language/gmb/ner_dataset.csv.gz", "rt", encoding="cp1252") as file:
        for row in csv.DictReader(file):
            if row["Sentence #"]:
                sentences += 1
                if sentences % 20 == 0:
                    yield " ".join(words)
                    words = []
            words.append(row["Word"])
    yield " ".join(words)


def main():
    folder = pathlib.Path(sys.argv[1])
    for read in (wcxb, polnear, gmb):
        for text in read(folder):
            sys.stdout.write(text.replace("\f", " ") + "\f")


main()
