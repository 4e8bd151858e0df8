#!/usr/bin/env python3
"""Writes what PyTorch makes of a text, for the test that the engine makes the same of it.

Usage: python models/train/language/agree.py STATE BASE
  STATE  state.pt of train.py, of which the weights in models/language were made; BASE  as there
Reads and writes src/engine/language/encoder/agreement.
"""
import os
import sys

import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import encoder  # noqa: E402
import text as reading  # noqa: E402
import train  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "src", "engine",
                      "language", "encoder", "agreement")


def main():
    state_path, base = sys.argv[1:]
    state = torch.load(state_path, weights_only=False)
    model = train.Model(state["labels"])
    model.load_state_dict(state["model"])
    model.eval()
    # The tables of embeddings are rounded in the file.
    for table in (model.encoder.words, model.encoder.places, model.encoder.cases,
                  model.encoder.spaces):
        step = (table.weight.abs().amax(1, keepdim=True) / 127).clamp_min(1e-8)
        table.weight.data = torch.round(table.weight / step) * step
    encoder.Product.quantised = encoder.Product.exact = True
    vocabulary = reading.Vocabulary(os.path.join(base, "vocab.txt"))
    with open(os.path.join(FOLDER, "text.txt"), encoding="utf-8") as file:
        blocks = file.read().splitlines()
    with open(os.path.join(FOLDER, "states.tsv"), "w", encoding="utf-8") as out, torch.no_grad():
        for block in blocks:
            pieces, cases, spaces = [vocabulary.begin], [reading.SIGN], [reading.BLOCK]
            atoms, firsts, last = reading.atoms(block), [], 0
            for begin, end in atoms:
                firsts.append(len(pieces))
                before = (reading.BLOCK if begin == 0 else
                          reading.SPACE if begin > last else reading.NONE)
                last = end
                for i, piece in enumerate(vocabulary.pieces(block[begin:end])):
                    pieces.append(piece)
                    cases.append(reading.case_of(block[begin:end]))
                    spaces.append(before if i == 0 else reading.NONE)
            assert len(pieces) <= 160, block
            hidden = model.encoder(*(torch.tensor([row]) for row in (pieces, cases, spaces)),
                                   torch.ones(1, len(pieces), dtype=torch.bool))[0]
            begins = model.tasks["boundaries"](hidden[firsts]).argmax(-1)
            begins[0] = 3
            for (begin, end), first, what in zip(atoms, firsts, begins):
                cells = " ".join(f"{x:.4f}" for x in hidden[first, ::48].tolist())
                out.write(f"{block[begin:end]} {what} {cells}\n")


if __name__ == "__main__":
    main()
