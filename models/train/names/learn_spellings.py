#!/usr/bin/env python3
"""Learns what it costs to spell one name as another; see models/cards/spellings.md.

Usage: models/train/names/learn_spellings.py DATA [--out FILE | --write-test FILE]
  DATA           the folder `names` of the data sets (edges.tsv.gz, tokens.tsv.gz)
  --write-test   learns nothing and writes the pairs of the test: word, word, "same" or "different",
                 with tabs between

Pairs of spellings that at least two scripts support are aligned, up to three letters with up to three, by
expectation maximisation (Ristad and Yianilos 1998; Jiampojamarn et al. 2007). Every token whose hash divides
by five is kept for the test, with all its pairs. Needs nothing but Python. The same data give the same file.
"""
import argparse
import collections
import gzip
import hashlib
import math
import os
import random

OPERATIONS = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3)]
ROUNDS = 6
LEAST = 0.15  # of any change
# What news agencies do with Arabic, Persian and Russian, where the pairs (mostly of people of the West) say too little.
RULES = """q gh 1.0; q g 1.0; q k 0.8; gh g 0.6; kh h 0.8; kh k 0.8; dh d 0.6; dh z 1.0; th t 0.5; ou u 0.5; oo u 0.5; ee i 0.6;
ei ai 0.6; ey ei 0.6; ay ai 0.4; aa a 0.4; e a 1.5; o u 1.0; e i 1.0; ye e 0.6; yo e 1.0; iy i 0.6; iy y 0.6; iya ia 0.5; yy y 0.3;
ii i 0.4; ks x 0.4; kh ch 1.0; sch sh 0.6; tch ch 0.5; dj j 0.5; zh j 1.0; v w 0.4; v f 1.0; w ou 1.0; y j 0.8; i \"\" 3.0;
o a 2.0; e u 2.5"""
GROUPS = [("sch", "s"), ("tch", "s"), ("dzh", "s"), ("kh", "h"), ("gh", "k"), ("sh", "s"), ("ch", "s"), ("zh", "s"),
          ("ts", "s"), ("tz", "s"), ("cz", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("dj", "s"), ("dh", "t"),
          ("qu", "k"), ("x", "k")]
OF = dict(zip("abcdefghijklmnopqrstuvwxyz", "\0pkt\0fk\0\0sklmn\0pkrst\0ff\0\0s"))


def skeleton(word):
    """As src/engine/resolved/spellings does."""
    out, at = "", 0
    while at < len(word):
        for letters, same in GROUPS:
            if word.startswith(letters, at):
                one, taken = same, len(letters)
                break
        else:
            one, taken = OF.get(word[at], "\0"), 1
        at += taken
        if one not in "\0h" and not out.endswith(one):
            out += one
    return out


def is_test(token):
    return int(hashlib.md5(token.encode()).hexdigest(), 16) % 5 == 0


def read(folder):
    def rows(name):
        with gzip.open(os.path.join(folder, name), "rt", encoding="utf-8") as file:
            return [line.rstrip("\n").split("\t") for line in file]
    return rows("edges.tsv.gz"), [row[0] for row in rows("tokens.tsv.gz")]


def steps(a, b, i, j):
    for x, y in OPERATIONS:
        if i + x <= len(a) and j + y <= len(b):
            yield (a[i:i + x], b[j:j + y]), i + x, j + y


def expectations(pairs, shares):
    counts, likelihood = collections.defaultdict(float), 0.0
    for a, b in pairs:
        forward = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
        forward[0][0] = 1.0
        for i in range(len(a) + 1):
            for j in range(len(b) + 1):
                if forward[i][j]:
                    for key, k, m in steps(a, b, i, j):
                        forward[k][m] += forward[i][j] * shares.get(key, 0)
        whole = forward[-1][-1]
        if not whole:
            continue
        likelihood += math.log(whole)
        back = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
        back[-1][-1] = 1.0
        for i in range(len(a), -1, -1):
            for j in range(len(b), -1, -1):
                for key, k, m in steps(a, b, i, j):
                    share = shares.get(key, 0) * back[k][m]
                    if share:
                        back[i][j] += share
                        counts[key] += forward[i][j] * share / whole
    return counts, likelihood


def begin(pairs):
    shares = {}
    for a, b in pairs:
        for i in range(len(a)):
            for j in range(len(b)):
                if abs(i / len(a) - j / len(b)) > 0.35:
                    continue
                for key, _, _ in steps(a, b, i, j):
                    most = max(map(len, key))
                    if key[0] == key[1]:
                        if most == 1:
                            shares[key] = 1.0
                    else:
                        shares[key] = {1: 0.05, 2: 0.01, 3: 0.003}[most]
    whole = sum(shares.values())
    return {key: share / whole for key, share in shares.items()}


def learn(pairs):
    both = pairs + [(b, a) for a, b in pairs]
    shares = begin(both)
    for number in range(ROUNDS):
        counts, likelihood = expectations(both, shares)
        whole = sum(counts.values())
        shares = {key: count / whole for key, count in counts.items()
                  if count > 0.5 or (max(map(len, key)) == 1 and count > 0.05)}
        print(f"round {number}: log likelihood {likelihood:.0f}, {len(shares)} operations")
    own = {key[0]: -math.log(share) for key, share in shares.items() if key[0] == key[1] and len(key[0]) == 1}
    costs = {}
    for (a, b), share in shares.items():
        if a != b:
            cost = max(LEAST, -math.log(share) - 0.5 * sum(own.get(letter, 4.0) for letter in a + b))
            key = min(a, b), max(a, b)
            costs[key] = min(costs.get(key, math.inf), cost)
    for rule in RULES.replace("\n", " ").split(";"):
        a, b, cost = rule.split()
        key = tuple(sorted((a, b.strip('"'))))
        costs[key] = min(costs.get(key, math.inf), float(cost))
    return costs


def cost(costs, a, b):
    best = [[math.inf] * (len(b) + 1) for _ in range(len(a) + 1)]
    best[0][0] = 0.0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if best[i][j] == math.inf:
                continue
            for x in range(4):
                for y in range(4):
                    if x + y == 0 or i + x > len(a) or j + y > len(b) or (x == 0 and y > 1) or (y == 0 and x > 1):
                        continue
                    one, other = a[i:i + x], b[j:j + y]
                    step = 0 if x == y == 1 and one == other else costs.get((min(one, other), max(one, other)))
                    if step is not None:
                        best[i + x][j + y] = min(best[i + x][j + y], best[i][j] + step)
    return best[-1][-1]


def negatives(pairs, known, blocks, rng):
    """As many pairs of the same skeleton that no script supports."""
    out = []
    for pair in pairs:
        for _ in range(20):
            one = rng.choice(pair)
            other = rng.choice(blocks[skeleton(one)])
            if one != other and frozenset((one, other)) not in known and min(len(one), len(other)) > 2:
                out.append((one, other))
                break
    return out


def parts(edges, tokens):
    """Pairs to learn from; some of these, with as many negatives, to choose thresholds on; pairs of the
    test, with as many negatives."""
    known = {frozenset(row[:2]) for row in edges}
    pairs = [tuple(row[:2]) for row in edges if int(row[2]) > 1]
    train = [pair for pair in pairs if not any(map(is_test, pair))]
    test = [pair for pair in pairs if any(map(is_test, pair))]
    blocks = collections.defaultdict(list)
    for token in tokens:
        blocks[skeleton(token)].append(token)
    rng = random.Random(3)
    chosen = rng.sample(train, 1500)
    return train, (chosen, negatives(chosen, known, blocks, rng)), (test, negatives(test, known, blocks, rng))


def write_test(test, file_name):
    with open(file_name, "w", encoding="utf-8") as file:
        for pairs, what in zip(test, ("same", "different")):
            for a, b in pairs:
                file.write(f"{a}\t{b}\t{what}\n")


def score(same, different, most):
    """(F1, precision, recall)"""
    right = sum(c <= most(a, b) for a, b, c in same)
    wrong = sum(c <= most(a, b) for a, b, c in different)
    precision, recall = right / max(1, right + wrong), right / len(same)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--out", default="models/names/spellings.tsv")
    parser.add_argument("--write-test", metavar="FILE")
    args = parser.parse_args()
    train, chosen, test = parts(*read(args.data))
    if args.write_test:
        write_test(test, args.write_test)
        return
    costs = learn(train)
    costed = [[(a, b, cost(costs, a, b)) for a, b in some] for some in chosen + test]
    best = max((score(*costed[:2], lambda a, b: flat + letter * min(len(a), len(b)))[0], flat, letter)
               for flat in (0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5) for letter in (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8))
    print("kMost %d, kMostPerLetter %d: F1 %.4f on pairs learnt from" % (100 * best[1], 100 * best[2], best[0]))
    f1, precision, recall = score(*costed[2:], lambda a, b: best[1] + best[2] * min(len(a), len(b)))
    print(f"test, {len(test[0])} pairs and as many of the same skeleton: F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}")
    with open(args.out, "w", encoding="utf-8") as file:
        file.write("# What it costs to spell letters as others, in hundredths of a nat; models/cards/spellings.md\n")
        for (a, b), value in sorted(costs.items()):
            file.write(f"{a}\t{b}\t{round(100 * value)}\n")


if __name__ == "__main__":
    main()
