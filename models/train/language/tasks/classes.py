"""Tasks that give one of a fixed list of labels to every atom or word."""
import collections

import torch
import torch.nn.functional as F
from torch import nn

import encoder


class Classes(nn.Module):
    """A linear layer on the first word-piece of every word (or atom)."""
    name = ""
    weight = 1.0
    labels = ()  # set by learn()
    hears = "words"  # or atoms

    def __init__(self, labels, product, size):
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.out = product(size, len(self.labels))
        self.drop = encoder.Dropout(0.2)

    def targets(self, window):
        """A number for every word or atom, -1 where none is known."""
        raise NotImplementedError

    def forward(self, hidden):
        return self.out(self.drop(hidden))

    def loss(self, hidden, targets, _):
        """`hidden` (words or atoms, size), their targets, and the (first, count) of all sentences,
        which some tasks need; None where nothing is known."""
        known = targets >= 0
        if not known.any():
            return None
        return F.cross_entropy(self(hidden[known]).float(), targets[known])

    def word_labels(self, window, of):
        """`of`: (sentence, index) to a label or None."""
        out = []
        for sentence, _, count in window.sentences:
            for i in range(count):
                label = of(sentence, i)
                out.append(-1 if label is None else self.number.get(label, -1))
        return out


def most_common(labels, most, least):
    counts = collections.Counter(labels)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [label for label, count in ordered[:most] if count >= least]
