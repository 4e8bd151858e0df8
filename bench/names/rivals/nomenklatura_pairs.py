"""The matcher logic-v2 of nomenklatura (OpenSanctions) on pairs of names; run by bench/names/run.

Usage: nomenklatura_pairs.py PAIRS [--algorithm NAME] [--rounds N]
  PAIRS   lines of a name, another, and "same" or "different", with tabs between; notes begin with '#'

Compares two entities of the schema Person that have a name each and nothing else, with the algorithm's own
settings. A query and a result are not treated alike, so every pair is compared both ways round, over the whole
file, and the way with the better F1 counts. Prints one line of JSON: F1, precision and recall of "same" at 0.7,
from which on yente (the server around it) calls two entities a match, and at the threshold that is best on
these very pairs; microseconds a pair, one way, when both names have been analysed before (its cache holds
them), and when neither has."""
import argparse
import json
import statistics
import time

from followthemoney import model
from nomenklatura.matching import get_algorithm

MATCH = 0.7
BATCH = 200  # pairs: fewer names than its cache holds


def read(path):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]
    return [(a, b, {"same": True, "different": False}[what]) for a, b, what in rows]


def person(number, name):
    entity = model.make_entity("Person")
    entity.id = str(number)  # its cache goes by ids
    entity.add("name", name)
    return entity


def persons(pairs, number):
    return [(person(f"{number}-{i}-a", a), person(f"{number}-{i}-b", b)) for i, (a, b, _) in enumerate(pairs)]


def compare(algorithm, config, entities):
    """Scores, and seconds of processor time."""
    start = time.process_time()
    scores = [algorithm.compare(a, b, config).score for a, b in entities]
    return scores, time.process_time() - start


def in_batches(pairs, name):
    for at in range(0, len(pairs), BATCH):
        yield persons(pairs[at:at + BATCH], f"{name}-{at}")


def measures(scores, pairs, threshold):
    found = [score >= threshold for score in scores]
    both = sum(one and pair[2] for one, pair in zip(found, pairs))
    precision, recall = both / max(1, sum(found)), both / max(1, sum(pair[2] for pair in pairs))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"threshold": round(threshold, 4), "f1": f1, "precision": precision, "recall": recall}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("--algorithm", default="logic-v2")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    algorithm = get_algorithm(options.algorithm)
    config = algorithm.default_config()
    pairs = read(options.pairs)
    compare(algorithm, config, persons(pairs[:20], "warm"))  # loads its lists of names
    first, again = [], []
    for number in range(options.rounds):
        scores, seconds = [], [0.0, 0.0]
        for entities in in_batches(pairs, number):
            found, taken = compare(algorithm, config, entities)
            seconds[0] += taken
            seconds[1] += compare(algorithm, config, entities)[1]
            scores += found
        first.append(1e6 * seconds[0] / len(pairs))
        again.append(1e6 * seconds[1] / len(pairs))
    turned = []
    for entities in in_batches(pairs, "turned"):
        turned += compare(algorithm, config, [(b, a) for a, b in entities])[0]
    match = max((measures(one, pairs, MATCH) for one in (scores, turned)), key=lambda one: one["f1"])
    best = max((measures(one, pairs, threshold) for one in (scores, turned) for threshold in sorted(set(one) - {0.0})),
               key=lambda one: one["f1"])
    print(json.dumps({"algorithm": options.algorithm, "pairs": len(pairs), "match": match, "best": best,
                      "us_analysed": statistics.median(again), "us_new": statistics.median(first)}))


if __name__ == "__main__":
    main()
