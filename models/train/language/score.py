"""Scores on dev, in the measures of the benchmarks; the final figures are those of `hearsay eval`.

Usage: python models/train/language/score.py STATE DATA BASE
Scores of the same weights with whole numbers, as the engine computes, and with float32.
"""
import json
import os
import random
import sys

import numpy as np
import torch

import train as training
import quotes
import windows
from tasks import parse, tags


def dev_windows(documents, vocabulary):
    rng = random.Random(1)
    out = []
    for document in documents:
        at = 0
        while at < len(document):
            window, taken = windows.make(document[at:at + 12], vocabulary, rng)
            out.append(window)
            at += taken
    return out


def spans_of(labels):
    """{(begin, end, kind)} of BIO labels; an I without its B begins a name."""
    out, begin, kind = set(), None, None
    for i, label in enumerate(list(labels) + ["O"]):
        if begin is not None and not (label.startswith("I-") and label[2:] == kind):
            out.add((begin, i, kind))
            begin = None
        if label != "O" and begin is None:
            begin, kind = i, label[2:]
    return out


def f1(hits, found, gold):
    return round(200 * hits / max(found + gold, 1), 2)


@torch.no_grad()
def heats(model, dev, gmb_dev, vocabulary):
    """{name: by what to divide scores so that shares are as often right as they say} on dev (Guo et al.
    2017). Of chains it is that of their labels one by one."""
    model.eval()
    scores = {}
    made = dev_windows(dev, vocabulary) + dev_windows([[s] for s in gmb_dev], vocabulary)
    for begin in range(0, len(made), 12):
        batch = training.batch_of(made[begin:begin + 12], model, {})
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])
        for name, targets in batch["targets"].items():
            task = model.tasks[name]
            known = targets >= 0
            scores.setdefault(name, []).append(
                (task(flat[batch["places"][task.hears]][known]).float(), targets[known]))
        parsed = model.tasks["parse"].parts(flat[batch["places"]["words"]])
        for first, count, heads, _ in batch["sentences"]:
            word, head, _, head_label = (part[first:first + count] for part in parsed)
            arcs, _ = model.tasks["parse"].scores(word, head, head_label)
            wide = torch.full((count, 200), -1e4)
            wide[:, :count + 1] = arcs[:, :200]
            scores.setdefault("parse.arcs", []).append((wide, heads))
    out = {}
    for name, rows in scores.items():
        cells, gold = torch.cat([r[0] for r in rows]), torch.cat([r[1] for r in rows])
        losses = {heat / 20: torch.nn.functional.cross_entropy(cells / (heat / 20), gold).item()
                  for heat in range(10, 60)}
        out[name] = min(losses, key=losses.get)
    return out


@torch.no_grad()
def dev_scores(model, dev, gmb_dev, vocabulary, vectors, lexicon):
    model.eval()
    counts = {"words": 0, "upos": 0, "features": 0, "lemmas": 0, "uas": 0, "las": 0}
    names = {"names": [0, 0, 0], "wide_names": [0, 0, 0]}
    bounds = {"sentence": [0, 0, 0], "word": [0, 0, 0]}
    own, wanted = [], []
    made = dev_windows(dev, vocabulary) + dev_windows([[s] for s in gmb_dev], vocabulary)
    for begin in range(0, len(made), 12):
        some = made[begin:begin + 12]
        batch = training.batch_of(some, model, vectors)
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])
        words = flat[batch["places"]["words"]]
        best = {name: model.tasks[name](words).argmax(-1)
                for name in ("tags", "features", "lemmas")}
        names_scores = {name: model.tasks[name](words) for name in names}
        found = model.tasks["boundaries"](flat[batch["places"]["atoms"]]).argmax(-1)
        gold = batch["targets"]["boundaries"]
        known = gold >= 0
        for what, least in (("sentence", 3), ("word", 1)):
            f, g = found[known] >= least, gold[known] >= least
            for i, value in enumerate(((f & g).sum(), f.sum(), g.sum())):
                bounds[what][i] += value.item()
        if batch["spans"]:
            own.append(model.tasks["vectors"](training.means(hidden, batch["spans"])))
            wanted.append(batch["wanted"])
        parsed = model.tasks["parse"].parts(words)
        at = 0
        for window in some:
            for sentence, _, count in window.sentences:
                here = slice(at, at + count)
                at += count
                for name, gold_names in (("names", sentence.names),
                                         ("wide_names", sentence.wide_names)):
                    if gold_names is None:
                        continue
                    task = model.tasks[name]
                    labels = [task.labels[i] for i in task.best(names_scores[name][here])]
                    f, g = spans_of(labels), spans_of(gold_names)
                    for i, value in enumerate((len(f & g), len(f), len(g))):
                        names[name][i] += value
                if not sentence.parsed:
                    continue
                counts["words"] += count
                word, head, word_label, head_label = (part[here] for part in parsed)
                arcs, own_heads = model.tasks["parse"].scores(word, head, head_label)
                heads = parse.tree_of(arcs.numpy())
                relations = model.tasks["parse"].relate(word_label, own_heads[heads]).argmax(-1)
                for i, word in enumerate(sentence.words):
                    upos = tags.UPOS[best["tags"][here][i]]
                    counts["upos"] += upos == word.upos
                    label = model.tasks["features"].labels[best["features"][here][i]]
                    counts["features"] += label == tags.wanted(word.feats)
                    how = model.tasks["lemmas"].labels[best["lemmas"][here][i]]
                    lemma = lexicon.lemma(word.form, upos, tags.apply(word.form, how))
                    counts["lemmas"] += lemma == word.lemma
                    right = heads[i] == word.head
                    counts["uas"] += right
                    label = model.tasks["parse"].labels[relations[i]]
                    counts["las"] += right and label.split(":")[0] == word.deprel.split(":")[0]
    out = {name: round(100 * counts[name] / counts["words"], 2)
           for name in ("upos", "features", "lemmas", "uas", "las")}
    out.update({name: f1(*value) for name, value in names.items()})
    out.update({name: f1(*value) for name, value in bounds.items()})
    if not own:
        return out
    own, wanted = torch.cat(own).numpy(), torch.cat(wanted).numpy()
    pick = np.random.RandomState(0).permutation(len(own))[:600]
    same = np.triu_indices(len(pick), 1)
    a, b = (own[pick] @ own[pick].T)[same], (wanted[pick] @ wanted[pick].T)[same]
    out["vectors_r"] = round(float(np.corrcoef(a, b)[0, 1]), 3)
    return out


@torch.no_grad()
def name_scores(model, documents, vocabulary):
    """F1 of both heads of names, for documents of which nothing else is known."""
    model.eval()
    counts = {"names": [0, 0, 0], "wide_names": [0, 0, 0]}
    made = dev_windows(documents, vocabulary)
    for begin in range(0, len(made), 12):
        some = made[begin:begin + 12]
        batch = training.batch_of(some, model, {})
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        words = hidden.reshape(-1, hidden.shape[-1])[batch["places"]["words"]]
        at = 0
        for window in some:
            for sentence, _, count in window.sentences:
                for name, gold in (("names", sentence.names), ("wide_names", sentence.wide_names)):
                    task = model.tasks[name]
                    best = task.best(task(words[at:at + count]))
                    f, g = spans_of([task.labels[i] for i in best]), spans_of(gold)
                    for i, value in enumerate((len(f & g), len(f), len(g))):
                        counts[name][i] += value
                at += count
    return {name: f1(*value) for name, value in counts.items()}


@torch.no_grad()
def quote_scores(model, articles, vocabulary):
    """Exact F1 of sources, cues and contents of the outermost level, in atoms, and of their links
    between the right spans."""
    model.eval()
    counts = {role: [0, 0, 0] for role in quotes.ROLES}
    linked, acts = [0, 0, 0], [0, 0]
    inner = {role: [0, 0, 0] for role in quotes.ROLES}
    chain, links = model.tasks["quotes"].levels[0], model.tasks["links"]
    made = [window for article in articles
            for window in windows.make_of_paragraphs(article, vocabulary)]
    for begin in range(0, len(made), 12):
        batch = training.batch_of(made[begin:begin + 12], model, {})
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])[batch["places"]["atoms"]]
        scores = [level(flat) for level in model.tasks["quotes"].levels]
        for first, part, labels in batch["parts"]:
            for level, into in ((0, counts), (1, inner)):
                if not part.known[level]:
                    continue
                f = spans_of([chain.labels[i] for i in model.tasks["quotes"].levels[level].best(
                    scores[level][first:first + part.count])])
                g = spans_of([chain.labels[i] for i in labels[level]])
                for role in quotes.ROLES:
                    of = [{s for s in spans if s[2] == role} for spans in (f & g, f, g)]
                    for i, spans in enumerate(of):
                        into[role][i] += len(spans)
        if batch["said"]:
            best = model.tasks["acts"].scores(flat, batch["said"]).argmax(-1).tolist()
            acts[0] += sum(model.tasks["acts"].labels[b] == said[2] for b, said in zip(best, batch["said"]))
            acts[1] += len(best)
        for group in batch["groups"]:
            parts = links.parts(flat[torch.tensor([atom for atom, _, _ in group])])
            for which, (asks, shows) in enumerate((("cue", "source"), ("content", "cue"))):
                asking = [i for i, span in enumerate(group) if span[1] == asks]
                showing = [i for i, span in enumerate(group) if span[1] == shows]
                if not asking:
                    continue
                best = links.scores(parts[2 * which][asking], parts[2 * which + 1][showing],
                                    which).argmax(1).tolist()
                for i, b in zip(asking, best):
                    right = {j for j in showing if set(group[i][2]) & set(group[j][2])}
                    linked[0] += b > 0 and showing[b - 1] in right
                    linked[1] += b > 0
                    linked[2] += bool(right)
    out = {role: f1(*value) for role, value in counts.items()}
    out["links"] = f1(*linked)
    if inner["content"][2]:
        out["inner"] = {role: f1(*value) for role, value in inner.items()}
    if acts[1]:
        out["acts"] = round(100 * acts[0] / acts[1], 2)
    return out


@torch.no_grad()
def quotes_heat(model, articles, vocabulary):
    """By what to divide the scores of the outermost chain, as heats() says."""
    model.eval()
    rows, gold = [], []
    made = [window for article in articles
            for window in windows.make_of_paragraphs(article, vocabulary)]
    for begin in range(0, len(made), 12):
        batch = training.batch_of(made[begin:begin + 12], model, {})
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])[batch["places"]["atoms"]]
        scores = model.tasks["quotes"].levels[0](flat).float()
        for first, part, labels in batch["parts"]:
            rows.append(scores[first:first + part.count])
            gold += labels[0]
    rows, gold = torch.cat(rows), torch.tensor(gold)
    losses = {heat / 20: torch.nn.functional.cross_entropy(rows / (heat / 20), gold).item()
              for heat in range(10, 60)}
    return min(losses, key=losses.get)


@torch.no_grad()
def acts_heat(model, articles, vocabulary):
    """By what to divide the scores of acts, as heats() says."""
    model.eval()
    rows, gold = [], []
    task = model.tasks["acts"]
    made = [window for article in articles for window in windows.make_of_paragraphs(article, vocabulary)]
    for begin in range(0, len(made), 12):
        batch = training.batch_of(made[begin:begin + 12], model, {})
        if not batch["said"]:
            continue
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])[batch["places"]["atoms"]]
        rows.append(task.scores(flat, batch["said"]))
        gold += [task.number[act] for _, _, act in batch["said"]]
    rows, gold = torch.cat(rows), torch.tensor(gold)
    losses = {heat / 20: torch.nn.functional.cross_entropy(rows / (heat / 20), gold).item()
              for heat in range(10, 80)}
    return min(losses, key=losses.get)


def main():
    import corpora
    import encoder
    import lexicon
    import text as reading
    state_path, data, base = sys.argv[1:]
    state = torch.load(state_path, weights_only=False)
    model = training.Model(state["labels"])
    model.load_state_dict(state["model"])
    train, dev, gmb = corpora.read_all(data)
    vocabulary = reading.Vocabulary(os.path.join(base, "vocab.txt"))
    encoder.Product.exact = True
    for quantised in (True, False):
        encoder.Product.quantised = quantised
        row = dev_scores(model, dev, corpora.split_gmb(gmb)[0], vocabulary, {},
                         lexicon.Lexicon(train))
        row.update(quote_scores(model, quotes.read_all(data)[2], vocabulary))
        print("whole numbers" if quantised else "float32", json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
