"""What the base weights say of sentences: their vectors, in fewer dimensions (principal components)."""
import os

import numpy as np
import torch

import encoder
import text as reading
from tasks.vectors import SIZE


def vectors(base, vocabulary, sentences, path):
    """{id of sentence: float32 of length 1}. Kept in `path`."""
    if os.path.exists(path):
        out = np.load(path)
        if len(out) == len(sentences):
            return {id(s): row for s, row in zip(sentences, out)}
    model = encoder.Encoder()
    model.load_base(base)
    model.eval()
    texts = [s.text() for s in sentences]
    rows = np.zeros((len(sentences), encoder.SIZE), np.float32)
    pieces = []
    for text in texts:
        ids = [p for b, e in reading.atoms(text) for p in vocabulary.pieces(text[b:e])][:126]
        pieces.append([vocabulary.begin] + ids + [vocabulary.between])
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), 64):
            some = order[begin:begin + 64]
            length = max(len(pieces[i]) for i in some)
            ids = torch.zeros(len(some), length, dtype=torch.long)
            mask = torch.zeros(len(some), length, dtype=torch.bool)
            for row, i in enumerate(some):
                ids[row, :len(pieces[i])] = torch.tensor(pieces[i])
                mask[row, :len(pieces[i])] = True
            zero = torch.zeros_like(ids)
            hidden = model(ids, zero, zero, mask).float() * mask[:, :, None]
            mean = hidden.sum(1) / mask.sum(1, keepdim=True)
            rows[some] = torch.nn.functional.normalize(mean, dim=-1).numpy()
    _, values, axes = np.linalg.svd(rows[:20000], full_matrices=False)
    small = rows @ axes[:SIZE].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    print("vectors: share of variance kept", (values[:SIZE] ** 2).sum() / (values ** 2).sum())
    np.save(path, small.astype(np.float32))
    return {id(s): row for s, row in zip(sentences, small.astype(np.float32))}
