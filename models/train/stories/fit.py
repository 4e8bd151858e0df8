#!/usr/bin/env python3
"""Fits the weights of models/stories/happenings.tsv; models/cards/stories.md says on what.

Usage: fit.py DUMPER DATA OPEN [--halves] [--only SET...] [-o TABLE]

DUMPER  build/release/models/train/stories/dump_accounts
DATA    a folder with ecbplus/ and fnc1/, as eval/stories/story_sets.hpp reads them
OPEN    samples/open; a store of its pile is made beside the table, with the program beside DUMPER
--halves  fits on one half of the stories of each set, scores the other, and the other way round

Learns on the engine's own path (after Daume and Marcu 2005): clusters are joined with the weights so
far, and at every join the two clusters and their nearest rivals are examples of what should and should
not be joined; four rounds, all examples kept. Weights: logistic regression (L2). The same data give the
same file. requirements.txt names what it needs.
"""
import argparse
import collections
import hashlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

# As src/engine/stories/gathering/bond.cpp has them.
UNIT = 4096.0
FIELDS = ['body', 'lead', 'names', 'pairs', 'numbers', 'dates', 'anchors']
LIKENESSES = ['body', 'lead', 'names', 'pairs', 'numbers', 'dates', 'anchors', 'time']
WITHIN = dict(body=.25, lead=.22, names=.25, pairs=.08, numbers=.10, dates=.20,
              anchors=.10, time=.35)
LEAST = dict(body=.03, lead=.03, names=.04, pairs=.01, numbers=.05, dates=.10,
             anchors=.05, time=.02)
PRIOR = 3.0
LEAST_BODY = .04
DECAY, UNKNOWN = 3.0, .35
FEATURES = ([f'mean_{x}' for x in LIKENESSES] + [f'ratio_{x}' for x in LIKENESSES] + ['size'] +
            [f'sized_{x}' for x in LIKENESSES])
USED = '''mean_names mean_pairs mean_numbers mean_dates mean_time ratio_body ratio_lead
ratio_names ratio_pairs ratio_anchors ratio_dates ratio_time size sized_body sized_names sized_pairs
sized_lead sized_anchors sized_time'''.split()
THRESHOLD, ATTACH, MARGIN = -.25, 1.0, 3.0


class Set:
    """Tellings of one set, their stories, and how alike each two are in everything."""

    def __init__(self, name, tellings, stories_of):
        self.name = name
        self.tellings = tellings
        self.reports = [(i, r) for i, a in enumerate(tellings) for r in a['reports']]
        self.gold = {r: tuple(stories_of[r]) for _, r in self.reports}
        self.account = [t['account'] for t in tellings]
        self.labels = [self.label(i) for i in range(len(tellings))]
        self.like = self.likenesses()

    def label(self, i):
        """The story of most of its reports; its own, if they are of none or of several."""
        names = collections.Counter(s for r in self.tellings[i]['reports']
                                    for s in self.gold[r] if len(self.gold[r]) == 1)
        return max(names, key=lambda s: (names[s], s)) if names else f'={i}'

    def is_simple(self, i):
        return all(len(self.gold[r]) <= 1 for r in self.tellings[i]['reports'])

    def likenesses(self):
        terms, n = {}, len(self.tellings)
        rows = {}
        for at, field in enumerate(FIELDS):
            i, j, v = [], [], []
            for row, telling in enumerate(self.tellings):
                for term, weight in telling['fields'][at]:
                    i.append(row)
                    j.append(terms.setdefault(term, len(terms)))
                    v.append(weight / UNIT)
            rows[field] = (v, (i, j))
        rows = {f: sp.csr_matrix(x, shape=(n, len(terms))) for f, x in rows.items()}
        out = {f: np.asarray((rows[f] @ rows[f].T).todense()) for f in FIELDS}
        out['time'] = np.full((n, n), UNKNOWN)
        for i, a in enumerate(self.tellings):
            for j, b in enumerate(self.tellings):
                if a['days'] and b['days']:
                    gap = max(0, a['days'][0] - b['days'][1], b['days'][0] - a['days'][1])
                    out['time'][i, j] = math.exp(-gap / DECAY)
        return out


class Clusters:
    """Clusters that are joined, with sums of likenesses as the engine keeps them."""

    def __init__(self, like, index, account):
        self.across = {f: like[f][np.ix_(index, index)].astype(float).copy() for f in LIKENESSES}
        n = len(index)
        self.size, self.alive = np.ones(n), np.ones(n, bool)
        self.members = [[i] for i in range(n)]
        for f in LIKENESSES:
            np.fill_diagonal(self.across[f], 0)
        self.within = {f: np.zeros(n) for f in LIKENESSES}
        first = {}
        for i, item in enumerate(index):
            if first.setdefault(account[item], i) != i:
                self.join(first[account[item]], i)

    def features(self, i, js):
        a, b = self.size[i], self.size[js]
        mean = {f: self.across[f][i, js] / (a * b) for f in LIKENESSES}
        size = np.log2(np.minimum(np.minimum(a, b), 8))
        ratio = {}
        for f in LIKENESSES:
            wa = (self.within[f][i] + PRIOR * WITHIN[f]) / (a * (a - 1) / 2 + PRIOR)
            wb = (self.within[f][js] + PRIOR * WITHIN[f]) / (b * (b - 1) / 2 + PRIOR)
            ratio[f] = np.log((mean[f] + LEAST[f]) / (np.sqrt(wa * wb) + LEAST[f]))
        columns = ([np.sqrt(np.maximum(mean[f], 0)) for f in LIKENESSES] +
                   [ratio[f] for f in LIKENESSES] + [size] + [size * ratio[f] for f in LIKENESSES])
        return np.stack(columns, -1)

    def near(self, i):
        likeness = self.across['body'][i] / (self.size[i] * self.size)
        return likeness, np.where(self.alive & (likeness > LEAST_BODY))[0]

    def join(self, i, j):
        for f in LIKENESSES:
            s = self.across[f]
            self.within[f][i] += self.within[f][j] + s[i, j]
            s[i] += s[j]
            s[:, i] += s[:, j]
            s[i, i] = 0
            s[j] = s[:, j] = 0
        self.size[i] += self.size[j]
        self.alive[j] = False
        self.members[i] += self.members[j]
        self.members[j] = []


def gather(one, index, weights, intercept, threshold, watch=None):
    """Joins best first; gives the cluster of every item, and the clusters."""
    state = Clusters(one.like, index, one.account)
    n = len(index)
    score = np.full((n, n), -np.inf)

    def measure(i):
        _, js = state.near(i)
        js = js[js != i]
        score[i] = score[:, i] = -np.inf
        if len(js):
            score[i, js] = score[js, i] = state.features(i, js) @ weights + intercept

    for i in np.where(state.alive)[0]:
        measure(i)
    while True:
        best = score.max(1)
        i = int(np.argmax(best))
        if best[i] < threshold:
            break
        j = int(score[i].argmax())
        i, j = min(i, j), max(i, j)
        if watch:
            watch(state, i, j)
        state.join(i, j)
        score[j] = score[:, j] = -np.inf
        measure(i)
    labels = np.empty(n, int)
    for i, members in enumerate(state.members):
        labels[members] = i
    return labels, state


def examples(one, index, weights, intercept, random):
    """What is seen on the way: features, whether to be joined, how much it counts."""
    gold = [one.labels[i] for i in index]
    rows, right, counts = [], [], []

    def story(state, i):
        name, count = collections.Counter(gold[m] for m in state.members[i]).most_common(1)[0]
        return name if count >= .8 * len(state.members[i]) else None

    def add(state, i, js):
        own = story(state, i)
        js = [j for j in js if story(state, j) is not None] if own else []
        if not js:
            return
        for j, row in zip(js, state.features(i, np.array(js))):
            rows.append(row)
            right.append(int(story(state, j) == own))
            counts.append(math.sqrt(state.size[i] * state.size[j]))

    def rivals(state, i):
        likeness, near = state.near(i)
        return [int(x) for x in sorted(near, key=lambda x: (-likeness[x], x)) if x != i][:6]

    steps = [0]

    def watch(state, i, j):
        steps[0] += 1
        add(state, i, list(dict.fromkeys([j] + rivals(state, i))))
        if steps[0] % 5 == 0:
            other = int(random.choice(np.where(state.alive)[0]))
            add(state, other, rivals(state, other))

    _, state = gather(one, index, weights, intercept, -1.0, watch)
    for i in np.where(state.alive)[0]:
        add(state, int(i), rivals(state, int(i)))
    return np.array(rows), np.array(right), np.array(counts)


def fit(parts, share=None, used=USED, rounds=4, strength=1.0):
    """Weights by feature, and the intercept. `parts`: (set, items)."""
    random = np.random.default_rng(0)
    mask = np.array([f in used for f in FEATURES])
    weights = np.zeros(len(FEATURES))
    weights[FEATURES.index('ratio_body')], weights[FEATURES.index('ratio_pairs')] = 6, 1
    intercept = 2.0
    rows, right, counts = [], [], []
    for _ in range(rounds):
        for one, index in parts:
            x, y, w = examples(one, index, weights, intercept, random)
            rows.append(x[:, mask])
            right.append(y)
            counts.append(w / w.sum() * 1e3 * (share or {}).get(one.name, 1.0))
        model = LogisticRegression(C=strength, max_iter=5000).fit(
            np.concatenate(rows), np.concatenate(right), sample_weight=np.concatenate(counts))
        weights = np.zeros(len(FEATURES))
        weights[mask] = model.coef_[0]
        intercept = model.intercept_[0]
    return weights, intercept


def scores(found, gold):
    """B-cubed and pairwise F1 of two lists of labels."""
    f = sorted(set(found))
    g = sorted(set(gold))
    table = np.zeros((len(f), len(g)))
    f, g = {x: i for i, x in enumerate(f)}, {x: i for i, x in enumerate(g)}
    for a, b in zip(found, gold):
        table[f[a], g[b]] += 1
    rows, columns = table.sum(1), table.sum(0)
    precision = (table * table / rows[:, None]).sum() / len(gold)
    recall = (table * table / columns[None]).sum() / len(gold)
    pairs = lambda x: (x * (x - 1) / 2).sum()
    p, r = pairs(table) / max(pairs(rows), 1), pairs(table) / max(pairs(columns), 1)
    mean = lambda x, y: 2 * x * y / (x + y) if x + y else 0
    return precision, recall, mean(precision, recall), mean(p, r), len(f), len(g)


def evaluate(one, index, weights, intercept, threshold=THRESHOLD):
    """Of reports of one story or none."""
    labels, _ = gather(one, index, weights, intercept, threshold)
    label = dict(zip(index, labels))
    found, gold = [], []
    for i, report in one.reports:
        if i in label and len(one.gold[report]) <= 1:
            found.append(label[i])
            gold.append(one.gold[report][0] if one.gold[report] else f'={report}')
    return scores(found, gold)


def half(name, story):
    if name == 'ecbplus':
        return int(re.match(r'\d+', story).group()) % 2 if story[0] != '=' else 0
    return int(hashlib.md5(story.encode()).hexdigest(), 16) % 2


def lines(*command):
    return [json.loads(x) for x in subprocess.run(command, check=True, stdout=subprocess.PIPE,
                                                  text=True).stdout.splitlines()]


def read_sets(dumper, data, samples):
    read = lambda path: [json.loads(x) for x in open(path, encoding='utf-8')]
    ecb = {str(r['id']): [r['subtopic']] for r in read(f'{data}/ecbplus/articles.jsonl')}
    fnc = {str(r['id']): [] for r in read(f'{data}/fnc1/articles.jsonl')}
    for r in read(f'{data}/fnc1/stories.jsonl'):
        for a in r['articles']:
            fnc[str(a)].append(str(r['story']))
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(os.path.dirname(dumper), '../../../hearsay')
        subprocess.run([program, 'add', f'{samples}/pile', '--store', f'{folder}/s.db', '-q'],
                       check=True, stdout=subprocess.DEVNULL)
        pile = lines(dumper, f'{folder}/s.db')
    key = {p: r['stories'] for r in read(f'{samples}/key.jsonl') if r['row'] == 'report'
           for p in r['paths']}
    for telling in pile:
        telling['reports'] = [r.split('/pile/')[1] for r in telling['reports']]
    known = {r: key.get(r, []) for a in pile for r in a['reports']}
    return [Set('ecbplus', lines(dumper, f'{data}/ecbplus'), ecb),
            Set('fnc1', lines(dumper, f'{data}/fnc1'), fnc), Set('open', pile, known)]


def show(what, one, index, weights, intercept, threshold=THRESHOLD):
    print('%-28s %-8s B3 %.4f %.4f %.4f pairs %.4f found %d of %d' %
          ((what, one.name) + evaluate(one, index, weights, intercept, threshold)), flush=True)


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument('dumper')
    arguments.add_argument('data')
    arguments.add_argument('open')
    arguments.add_argument('--halves', action='store_true')
    arguments.add_argument('--only', nargs='*')
    arguments.add_argument('-o', dest='table')
    options = arguments.parse_args()
    sets = read_sets(options.dumper, options.data, options.open)
    simple = {s.name: [i for i in range(len(s.tellings)) if s.is_simple(i)] for s in sets}
    learnt = [s for s in sets if not options.only or s.name in options.only]
    if options.halves:
        for side in (0, 1):
            part = {s.name: [i for i in simple[s.name] if half(s.name, s.labels[i]) == side] for s in sets}
            weights, intercept = fit([(s, part[s.name]) for s in learnt])
            for s in sets:
                rest = [i for i in simple[s.name] if half(s.name, s.labels[i]) != side]
                show(f'half {side}, held out', s, rest, weights, intercept)
    weights, intercept = fit([(s, simple[s.name]) for s in learnt])
    for s in sets:
        for threshold in (-.5, -.25, 0, .25):
            show(f'all, threshold {threshold}', s, simple[s.name], weights, intercept, threshold)
    if options.table:
        with open(options.table, 'w', encoding='utf-8') as out:
            out.write('# What speaks for two clusters of reports being of one story; '
                      'models/cards/stories.md\n')
            for name, value in [('intercept', intercept), ('threshold', THRESHOLD), ('attach', ATTACH),
                                ('attach_margin', MARGIN), ('decay_days', DECAY),
                                ('decay_unknown', UNKNOWN)]:
                out.write(f'{name}\t{value:.4f}\n')
            for name, value in zip(FEATURES, weights):
                if value:
                    out.write(f'{name}\t{value:.4f}\n')


if __name__ == '__main__':
    main()
