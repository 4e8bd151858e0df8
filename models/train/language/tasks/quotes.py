"""Attributions (Pareti 2015; PolNeAR, Newell et al. 2018): sources, cues and contents as chains over the
atoms of a paragraph, one chain a level; and what belongs together."""
import torch
import torch.nn.functional as F
from torch import nn

import encoder
import quotes

from . import names

LINK = 128
LABELS = names.with_ends(quotes.ROLES)


class Level(names.Chain):
    """One level: the labels of all atoms of a paragraph."""


class Quotes(nn.Module):
    """Chains "quotes.0" (what nobody else reports), "quotes.1" (inside its contents), "quotes.2"."""
    name = "quotes"
    weight = 3.0
    hears = "atoms"

    @classmethod
    def learn(cls, _):
        return LABELS

    def __init__(self, labels, product, size):
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.levels = nn.ModuleList(Level(labels, product, size) for _ in range(quotes.LEVELS))

    def loss(self, hidden, parts, _):
        """`hidden` (atoms, size), `parts` [(first atom, Part, labels by level)]. Sums over all parts and
        levels of which everything is known."""
        rows = [(level, first, part, labels[level]) for first, part, labels in parts
                for level in range(quotes.LEVELS) if part.known[level]]
        if not rows:
            return None
        rows.sort(key=lambda row: row[0])
        longest = max(part.count for _, _, part, _ in rows)
        at = torch.zeros(len(rows), longest, dtype=torch.long)
        gold = torch.zeros(len(rows), longest, dtype=torch.long)
        inside = torch.zeros(len(rows), longest, dtype=torch.bool)
        for row, (_, first, part, labels) in enumerate(rows):
            at[row, :part.count] = torch.arange(first, first + part.count)
            gold[row, :part.count] = torch.tensor(labels)
            inside[row, :part.count] = True
        level = torch.tensor([row[0] for row in rows])
        scores = torch.cat([self.levels[i](hidden[at[level == i]]).float()
                            for i in range(quotes.LEVELS) if (level == i).any()])
        every = torch.stack([one.steps for one in self.levels])[level]
        steps, begin = every[:, :-1], every[:, -1]
        begin = begin * torch.tensor([float(row[2].begins) for row in rows])[:, None]
        right = (scores.gather(2, gold[:, :, None])[:, :, 0] * inside).sum(1)
        right = right + begin.gather(1, gold[:, :1])[:, 0]
        pairs = steps[torch.arange(len(rows))[:, None], gold[:, :-1], gold[:, 1:]]
        right = right + (pairs * inside[:, 1:]).sum(1)
        total = scores[:, 0] + begin
        for i in range(1, longest):
            new = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, i]
            total = torch.where(inside[:, i, None], new, total)
        return (torch.logsumexp(total, 1) - right).sum() / inside.sum()


class Links(nn.Module):
    """Which source a cue has, and which cue a content has: scores between the first atoms of spans of one
    level in one window (as arcs of Dozat and Manning 2017); or none."""
    name = "links"
    weight = 0.5
    hears = "atoms"

    @classmethod
    def learn(cls, _):
        return ()

    def __init__(self, labels, product, size):
        super().__init__()
        self.labels = list(labels)
        self.inner = product(size, 4 * LINK)
        self.none = nn.Parameter(torch.zeros(2, LINK))
        self.drop = encoder.Dropout(0.2)

    def parts(self, hidden):
        """(spans, size) to what cues ask of sources, sources show, contents ask of cues, cues show."""
        return self.inner(self.drop(hidden)).float().split(LINK, -1)

    def scores(self, ask, show, which):
        """(n, LINK) and (m, LINK) to (n, m + 1); none comes first."""
        return ask @ torch.cat([self.none[which:which + 1], show]).t() / LINK ** 0.5

    def loss(self, hidden, groups, _):
        """`groups` [(spans of one level of one window: (atom, role, owners))]."""
        atoms = [atom for group in groups for atom, _, _ in group]
        if not atoms:
            return None
        parts = self.parts(hidden[torch.tensor(atoms)])
        out, at = [], 0
        for group in groups:
            here = [part[at:at + len(group)] for part in parts]
            at += len(group)
            for which, (asks, shows) in enumerate((("cue", "source"), ("content", "cue"))):
                asking = [i for i, span in enumerate(group) if span[1] == asks]
                showing = [i for i, span in enumerate(group) if span[1] == shows]
                if not asking:
                    continue
                scores = self.scores(here[2 * which][asking], here[2 * which + 1][showing], which)
                right = torch.zeros(scores.shape, dtype=torch.bool)
                for row, i in enumerate(asking):
                    for column, j in enumerate(showing):
                        right[row, column + 1] = bool(set(group[i][2]) & set(group[j][2]))
                right[:, 0] = ~right[:, 1:].any(1)
                known = torch.logsumexp(scores.masked_fill(~right, -1e9), 1)
                out.append(torch.logsumexp(scores, 1) - known)
        return torch.cat(out).mean() if out else None


ACTS = ("say ask confirm deny demand promise threaten warn accuse praise order agree refuse believe "
        "intend show").split()


class Acts(nn.Module):
    """What a speaker does by saying something: of the first atoms of cue and content, the content's twice
    where there is no cue."""
    name = "acts"
    weight = 0.3
    hears = "atoms"

    @classmethod
    def learn(cls, _):
        return ACTS

    def __init__(self, labels, product, size):
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.out = product(2 * size, len(self.labels))
        self.drop = encoder.Dropout(0.3)

    def scores(self, hidden, said):
        both = torch.cat([hidden[[cue for cue, _, _ in said]], hidden[[content for _, content, _ in said]]], -1)
        return self.out(self.drop(both)).float()

    def loss(self, hidden, said, _):
        """`said` [(atom of the cue, atom of the content, act)]."""
        if not said:
            return None
        return F.cross_entropy(self.scores(hidden, said), torch.tensor([self.number[act] for _, _, act in said]))
