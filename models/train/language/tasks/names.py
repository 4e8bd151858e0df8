"""Names: persons, organisations, places as UNER marks them, and the wider kinds of GMB. Labels of one
sentence are read together: a linear chain (Lafferty et al. 2001)."""
import torch
from torch import nn

from . import classes


def with_ends(kinds):
    return ["O"] + [part + kind for kind in kinds for part in ("B-", "I-")]


class Chain(classes.Classes):
    """`steps` (labels + 1, labels): what it is worth that a label follows another; the last row is the
    sentence's begin."""

    def __init__(self, labels, product, size):
        super().__init__(labels, product, size)
        begin = torch.zeros(len(labels) + 1, len(labels))
        for before, first in enumerate(list(labels) + ["O"]):
            for i, label in enumerate(labels):
                if label.startswith("I-") and first[1:] != label[1:]:
                    begin[before, i] = -6.0
        self.steps = nn.Parameter(begin)

    def loss(self, hidden, targets, sentences):
        known = [(first, count) for first, count in sentences if targets[first] >= 0]
        if not known:
            return None
        longest = max(count for _, count in known)
        at = torch.zeros(len(known), longest, dtype=torch.long)
        inside = torch.zeros(len(known), longest, dtype=torch.bool)
        for row, (first, count) in enumerate(known):
            at[row, :count] = torch.arange(first, first + count)
            inside[row, :count] = True
        scores = self(hidden[at]).float()
        gold = targets[at].clamp_min(0)
        steps, begin = self.steps[:-1], self.steps[-1]
        right = scores.gather(2, gold[:, :, None])[:, :, 0]
        right = (right * inside).sum(1) + begin[gold[:, 0]]
        right = right + (steps[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum(1)
        every = scores[:, 0] + begin
        for i in range(1, longest):
            new = torch.logsumexp(every[:, :, None] + steps, 1) + scores[:, i]
            every = torch.where(inside[:, i, None], new, every)
        return (torch.logsumexp(every, 1) - right).sum() / inside.sum()

    def best(self, scores):
        """The best labels of one sentence (Viterbi 1967): (words, labels) to numbers."""
        scores = scores.float()
        steps, begin = self.steps[:-1], self.steps[-1]
        total, back = scores[0] + begin, []
        for row in scores[1:]:
            most, before = (total[:, None] + steps).max(0)
            total = most + row
            back.append(before)
        out = [int(total.argmax())]
        for before in reversed(back):
            out.append(int(before[out[-1]]))
        return out[::-1]


class Names(Chain):
    name = "names"
    weight = 2.0

    @classmethod
    def learn(cls, _):
        return with_ends(("PER", "ORG", "LOC"))

    def targets(self, window):
        return self.word_labels(window, lambda s, i: s.names[i] if s.names else None)


class WideNames(Chain):
    name = "wide_names"

    @classmethod
    def learn(cls, _):
        return with_ends(("person", "organisation", "place", "nationality", "work", "event", "time"))

    def targets(self, window):
        return self.word_labels(window, lambda s, i: s.wide_names[i] if s.wide_names else None)
