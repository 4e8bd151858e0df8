#!/usr/bin/env python3
"""Writes the weights as the engine reads them: src/engine/language/weights/weights.hpp.

Usage: python models/train/language/export.py STATE DATA BASE FILE
  STATE  state.pt of train.py; DATA, BASE  as there; FILE  models/language/encoder.weights
"""
import os
import struct
import sys

import numpy as np
import torch
import xxhash

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpora  # noqa: E402
import encoder  # noqa: E402
import lexicon  # noqa: E402
import quotes  # noqa: E402
import score  # noqa: E402
import text as reading  # noqa: E402
import train  # noqa: E402

BYTES, WHOLE, REAL = 0, 1, 2


def rounded(matrix, most):
    """Whole numbers by row, and what 1 of each row is."""
    matrix = matrix.detach().float().numpy()
    step = np.maximum(np.abs(matrix).max(1, keepdims=True) / most, 1e-8).astype(np.float32)
    return np.rint(matrix / step).astype(np.int8), step[:, 0]


class File:
    def __init__(self):
        self.parts = []

    def whole(self, name, array):
        self.parts.append((name, WHOLE, array.shape[0], array.shape[1], array.tobytes()))

    def real(self, name, array):
        array = np.asarray(array, np.float32)
        array = array.reshape(1, -1) if array.ndim == 1 else array
        self.parts.append((name, REAL, array.shape[0], array.shape[1], array.tobytes()))

    def bytes(self, name, content):
        self.parts.append((name, BYTES, len(content), 1, content))

    def product(self, name, layer):
        cells, step = rounded(layer.weight, encoder.WEIGHT_MOST)
        self.whole(name + ".weight", cells)
        self.real(name + ".step", step)
        self.real(name + ".bias", layer.bias.detach())

    def table(self, name, embedding):
        cells, step = rounded(embedding.weight, 127)
        self.whole(name + ".weight", cells)
        self.real(name + ".step", step)

    def norm(self, name, layer):
        self.real(name + ".scale", layer.weight.detach())
        self.real(name + ".shift", layer.bias.detach())

    def write(self, path):
        at = (24 + 64 * len(self.parts) + 63) // 64
        head, body = b"", b""
        begin = 24 + 64 * len(self.parts)
        body += b"\0" * (at * 64 - begin)
        for name, kind, rows, columns, content in self.parts:
            assert len(name) < 40, name
            head += struct.pack("<40sIIIIQ", name.encode(), kind, rows, columns, at, 0)
            room = (len(content) + 63) // 64
            body += content + b"\0" * (room * 64 - len(content))
            at += room
        rest = head + body
        with open(path, "wb") as file:
            file.write(struct.pack("<4sIQQ", b"HWF1", len(self.parts), 24 + len(rest),
                                   xxhash.xxh3_64_intdigest(rest)) + rest)
        return 24 + len(rest)


def main():
    state_path, data, base, path = sys.argv[1:]
    documents, dev, gmb = corpora.read_all(data)
    state = torch.load(state_path, weights_only=False)
    model = train.Model(state["labels"])
    model.load_state_dict(state["model"])
    model.eval()
    vocabulary = reading.Vocabulary(os.path.join(base, "vocab.txt"))
    out = File()
    out.bytes("vocabulary", ("\n".join(vocabulary.words) + "\n").encode())
    folded = "".join(f"{c:x} {'U' if chr(c) in reading.UPPER_LETTERS else 'l'} {to}\n"
                     for c, to in sorted(reading.FOLD.items()))
    out.bytes("folding", folded.encode())
    out.bytes("glued", "".join(f"{word} {at}\n" for word, at in
                               sorted(reading.GLUED.items())).encode())
    own = model.encoder
    for name in ("words", "places", "cases", "spaces"):
        out.table("encoder." + name, getattr(own, name))
    out.norm("encoder.norm", own.norm)
    for i, layer in enumerate(own.layers):
        for part in ("qkv", "out", "wide", "narrow"):
            out.product(f"encoder.{i}.{part}", getattr(layer, part))
        out.norm(f"encoder.{i}.norm1", layer.norm1)
        out.norm(f"encoder.{i}.norm2", layer.norm2)
    for name, task in model.tasks.items():
        if name == "parse":
            out.product("parse.inner", task.inner)
            out.product("parse.relations", task.relations)
            out.real("parse.root", task.root.detach())
            out.real("parse.arcs", task.arcs.detach().numpy() / np.float32(task.arcs.shape[1] ** 0.5))
        elif name == "quotes":
            for level, chain in enumerate(task.levels):
                out.product(f"quotes.{level}", chain.out)
                out.real(f"quotes.{level}.steps", chain.steps.detach())
                out.bytes(f"quotes.{level}.labels", ("\n".join(task.labels) + "\n").encode())
            continue
        elif name == "links":
            out.product("links.inner", task.inner)
            out.real("links.none", task.none.detach())
        else:
            out.product(name, task.out)
        if hasattr(task, "steps"):
            out.real(name + ".steps", task.steps.detach())
        if task.labels:
            named = "parse.relations" if name == "parse" else name
            out.bytes(named + ".labels", ("\n".join(task.labels) + "\n").encode())
    for name, content in lexicon.Lexicon(documents).parts().items():
        out.bytes(name, content)
    encoder.Product.quantised = True
    for name, heat in score.heats(model, dev, corpora.split_gmb(gmb)[0], vocabulary).items():
        print("heat", name, heat)
        out.real(name + ".heat", [heat])
    heat = score.quotes_heat(model, quotes.read_all(data)[2], vocabulary)
    print("heat quotes", heat)
    out.real("acts.heat", [score.acts_heat(model, quotes.read_all(data)[3], vocabulary)])
    for level in range(quotes.LEVELS):
        out.real(f"quotes.{level}.heat", [heat])
    print(out.write(path), "bytes")


if __name__ == "__main__":
    main()
