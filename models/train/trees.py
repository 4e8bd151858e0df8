"""Writes trees of lightgbm as the engine reads them (src/engine/base/trees.hpp)."""
import struct

import numpy as np

UNIT = 1 << 16  # of log odds


def flatten(node, nodes, leaves):
    """Appends a tree in preorder, children after parents; gives the reference to it."""
    if "leaf_value" in node:
        leaves.append(int(round(node["leaf_value"] * UNIT)))
        return ~(len(leaves) - 1)
    at = len(nodes)
    nodes.append(None)
    assert node["decision_type"] == "<="
    left = flatten(node["left_child"], nodes, leaves)
    right = flatten(node["right_child"], nodes, leaves)
    nodes[at] = (int(np.floor(node["threshold"])), node["split_feature"], left, right)
    return at


def encode(booster, names):
    """The file of src/engine/base/trees.hpp."""
    trees = booster.dump_model()["tree_info"]
    out = [b"HTR1", struct.pack("<II", len(names), len(trees)),
           "".join(name + "\n" for name in names).encode()]
    for tree in trees:
        nodes, leaves = [], []
        flatten(tree["tree_structure"], nodes, leaves)
        out.append(struct.pack("<I", len(nodes)))
        out += [struct.pack("<iHhh", *node) for node in nodes]
        out += [struct.pack("<i", leaf) for leaf in leaves]
    return b"".join(out)
