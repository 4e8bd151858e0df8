"""Dependency trees: biaffine scores of heads (Dozat and Manning 2017); relations from the word, the
head, and their product sign by sign."""
import torch
import torch.nn.functional as F
from torch import nn

import encoder

ARC, LABEL = 256, 160


class Parse(nn.Module):
    name = "parse"
    weight = 1.0
    hears = "words"

    @classmethod
    def learn(cls, sentences):
        return sorted({word.deprel for s in sentences for word in s.words})

    def __init__(self, labels, product, size):
        super().__init__()
        self.labels = list(labels)
        self.number = {label: i for i, label in enumerate(self.labels)}
        self.inner = product(size, 2 * ARC + 2 * LABEL)
        self.root = nn.Parameter(torch.randn(ARC + LABEL) * 0.1)
        self.arcs = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.relations = product(3 * LABEL, len(self.labels))
        self.drop = encoder.Dropout(0.33)
        nn.init.xavier_uniform_(self.arcs)

    def parts(self, hidden):
        """(words, size) to what words and heads show, for arcs and for relations."""
        inner = self.drop(F.leaky_relu(self.inner(self.drop(hidden)).float(), 0.1))
        return inner.split([ARC, ARC, LABEL, LABEL], -1)

    def scores(self, word, head, head_label):
        """For the words of one sentence: scores of heads (n, n + 1) with the root first, and what
        heads show for relations (n + 1)."""
        head = torch.cat([self.root[None, :ARC], head])
        head_label = torch.cat([self.root[None, ARC:], head_label])
        word = torch.cat([word, torch.ones(len(word), 1)], -1)
        return word @ self.arcs @ head.t() / ARC ** 0.5, head_label

    def relate(self, word_label, head_label):
        both = torch.cat([word_label * head_label, word_label, head_label], -1)
        return self.relations(both).float()

    def loss(self, hidden, sentences):
        """`hidden` (words, size) of a batch, `sentences` [(first, count, heads, relations)]."""
        if not sentences:
            return None
        word, head, word_label, head_label = self.parts(hidden)
        longest = max(count for _, count, _, _ in sentences)
        # Padded to (sentences, longest): where the words of each lie, and their heads.
        at = torch.zeros(len(sentences), longest, dtype=torch.long)
        heads = torch.full((len(sentences), longest), -1, dtype=torch.long)
        for row, (first, count, gold, _) in enumerate(sentences):
            at[row, :count] = torch.arange(first, first + count)
            heads[row, :count] = gold
        known = heads >= 0
        roots = self.root[:ARC].to(head.dtype).expand(len(sentences), 1, ARC)
        all_heads = torch.cat([roots, head[at]], 1)
        ones = torch.ones(len(sentences), longest, 1, dtype=word.dtype)
        scores = torch.cat([word[at], ones], -1) @ self.arcs.to(word.dtype) @ \
            all_heads.transpose(1, 2) / ARC ** 0.5
        no_word = torch.cat([torch.zeros(len(sentences), 1, dtype=torch.bool), ~known], 1)
        scores = scores.float().masked_fill(no_word[:, None, :], -1e9)
        arcs = F.cross_entropy(scores[known], heads[known])
        # Row 0 is the root, then all words of the batch.
        every = torch.cat([self.root[None, ARC:].to(head_label.dtype), head_label])
        firsts = at[:, :1].expand_as(at)[known]
        gold_heads = torch.where(heads[known] == 0, 0, firsts + heads[known])
        relations = self.relate(word_label[at[known]], every[gold_heads])
        return arcs + F.cross_entropy(relations, torch.cat([s[3] for s in sentences]))

    def targets(self, sentence):
        return ([word.head for word in sentence.words],
                [self.number.get(word.deprel, 0) for word in sentence.words])


def tree_of(scores):
    """The heads of the best tree with one root (Chu and Liu 1965, Edmonds 1967): (n, n + 1) to n."""
    import numpy as np
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:, :] = scores
    np.fill_diagonal(full, -1e9)
    best, best_heads = -1e18, None
    heads = maximal(full)
    if (heads[1:] == 0).sum() == 1:
        return heads[1:].tolist()
    for root in np.argsort(-full[1:, 0])[:8] + 1:
        one = full.copy()
        one[1:, 0] = -1e9
        one[root, 0] = full[root, 0]
        heads = maximal(one)
        total = one[np.arange(1, n + 1), heads[1:]].sum()
        if total > best:
            best, best_heads = total, heads
    return best_heads[1:].tolist()


def maximal(scores):
    import numpy as np
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = scores[cycle, heads[cycle]].sum()
    # The cycle becomes one node, the last.
    small = np.full((len(outside) + 1, len(outside) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None] + own
    out = scores[np.ix_(outside, cycle)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out.max(1)
    small_heads = maximal(small)
    result = heads.copy()
    for i, head in enumerate(small_heads[:-1]):
        node = outside[i]
        if node == 0:
            continue
        result[node] = (cycle[out[i].argmax()] if head == len(outside) else outside[head])
    head = outside[small_heads[-1]]
    result[cycle[into[:, small_heads[-1]].argmax()]] = head
    result[0] = 0
    return result


def find_cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1 and node in path:
            return path[path.index(node):]
        for seen in path:
            state[seen] = 2
    return None
