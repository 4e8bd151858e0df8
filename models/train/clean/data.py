"""Pages with gold bodies, and labels of their blocks. Reads the data sets of ../shared/data/clean."""
import collections
import glob
import gzip
import html
import json
import os
import re
import struct
import subprocess

import numpy as np

WORD = re.compile(r"\w+")


def unpack(source, folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        with gzip.open(source) as packed, open(path, "wb") as file:
            file.write(packed.read())
    return path


def wcxb(data, folder, kinds=("article",)):
    """(id, path of the page, gold text) of the dev pages of these types."""
    out = []
    for name in sorted(glob.glob(os.path.join(data, "wcxb-dev", "ground-truth", "*.json"))):
        with open(name, encoding="utf-8") as file:
            gold = json.load(file)
        text = gold["ground_truth"].get("main_content")
        key = gold["file_id"]
        page = os.path.join(data, "wcxb-dev", "html", key + ".html.gz")
        if gold["_internal"]["page_type"]["primary"] in kinds and text and os.path.exists(page):
            out.append((key, unpack(page, folder, f"wcxb-{key}.html"), text))
    return out


def text_of_html(source):
    source = re.sub(r"(?is)<(script|style).*?</\1>", " ", source)
    source = re.sub(r"(?i)</?(p|div|h\d|li|br|tr|td|ul|ol|blockquote|figure|figcaption|pre|section|"
                    r"article|table)\b[^>]*>", "\n", source)
    source = html.unescape(re.sub(r"<[^>]+>", "", source))
    lines = [re.sub(r"\s+", " ", line).strip() for line in source.split("\n")]
    return "\n".join(line for line in lines if line)


def readability(data, folder):
    out = []
    for page in sorted(glob.glob(os.path.join(data, "readability", "*", "source.html.gz"))):
        key = os.path.basename(os.path.dirname(page))
        with gzip.open(os.path.join(os.path.dirname(page), "expected.html.gz")) as file:
            gold = text_of_html(file.read().decode("utf-8", "replace"))
        out.append((key, unpack(page, folder, f"readability-{key}.html"), gold))
    return out


def shingles(words):
    if not words:
        return []
    if len(words) < 4:
        return [tuple(words)]
    return [tuple(words[i:i + 4]) for i in range(len(words) - 3)]


def label(blocks, gold):
    """1 for every block more than half of which is found in the gold text, long ones first; short
    ones only between or beside those."""
    words = [word.lower() for word in WORD.findall(gold)]
    left = collections.Counter(shingles(words))
    short = collections.Counter()
    for line in gold.split("\n"):
        line = [word.lower() for word in WORD.findall(line)]
        if len(line) < 4:
            short[tuple(line)] += 1
    out = np.zeros(len(blocks), np.int8)
    tokens = [[word.lower() for word in WORD.findall(block)] for block in blocks]
    for i, own in enumerate(tokens):
        if len(own) < 8:
            continue
        grams = collections.Counter(shingles(own))
        hits = sum(min(count, left[gram]) for gram, count in grams.items())
        if hits * 2 > len(own) - 3:
            out[i] = 1
            left.subtract(grams)
    long = np.flatnonzero(out)
    if len(long) == 0:
        first, last = 0, len(blocks)
    else:
        first, last = long[0] - 4, long[-1] + 4
    for i, own in enumerate(tokens):
        if len(own) >= 8 or not own or not first <= i <= last:
            continue
        if len(own) >= 4:
            grams = collections.Counter(shingles(own))
            hits = sum(min(count, max(left[gram], 0)) for gram, count in grams.items())
            if hits * 2 > len(own) - 3:
                out[i] = 1
                left.subtract(grams)
        elif short[tuple(own)] > 0:
            out[i] = 1
            short[tuple(own)] -= 1
    return out


def measure(tool, kind, paths, scores=None):
    """Features and texts of the blocks of every file: [(int32 matrix, [text])]."""
    command = [tool, kind] + (["--second", scores] if scores else []) + ["-"]
    raw = subprocess.run(command, input="\n".join(paths).encode(), capture_output=True,
                         check=True).stdout
    out, at = [], 0
    for _ in paths:
        rows, columns = struct.unpack_from("<II", raw, at)
        at += 8
        table = np.frombuffer(raw, np.int32, rows * columns, at).reshape(rows, columns)
        at += table.nbytes
        texts = []
        for _ in range(rows):
            size, = struct.unpack_from("<I", raw, at)
            texts.append(raw[at + 4:at + 4 + size].decode("utf-8"))
            at += 4 + size
        out.append((table, texts))
    assert at == len(raw)
    return out


def visible(tool, paths):
    """The visible text of every page."""
    raw = subprocess.run([tool, "visible", "-"], input="\n".join(paths).encode(),
                         capture_output=True, check=True).stdout
    out, at = [], 0
    for _ in paths:
        size, = struct.unpack_from("<I", raw, at)
        out.append(raw[at + 4:at + 4 + size].decode("utf-8"))
        at += 4 + size
    return out


def names(tool, kind, second=False):
    command = [tool, kind] + (["--second", "/dev/null"] if second else []) + ["--names"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
