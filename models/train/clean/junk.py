"""Plain texts for training: what scrapers leave of a page, from all of it to the bare article."""
import os
import random

import data


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def all_but(junk):
    """Labels: everything is the article but these lines."""
    return lambda texts: data.np.array([text.strip() not in junk for text in texts], "int8")


def spoiled(lines, near, rng):
    """The article with a few lines of its page before, after and in it; and those lines."""
    lines = list(lines)
    chosen = rng.sample(near, min(len(near), rng.randrange(1, 9)))
    for line in chosen:
        where = rng.random()
        at = 0 if where < .3 else len(lines) if where < .65 else rng.randrange(len(lines) + 1)
        lines.insert(at, line)
    return lines, set(chosen)


def texts(tool, pages, folder):
    """(source, key, path, gold text or labels) for every page: its visible text, the gold article,
    and the gold article with junk of the same page."""
    rng = random.Random(11)
    paths = [page[2] for page in pages]
    whole = data.visible(tool, paths)
    blocks = data.measure(tool, "page", paths)
    out = []
    for (source, key, _, gold), text, (_, parts) in zip(pages, whole, blocks):
        name = f"{source}-{key}"
        out.append((source, key, write(folder, name + ".raw.txt", text), gold))
        lines = [line.strip() for line in gold.split("\n") if line.strip()]
        if len(lines) < 3:
            continue
        gap = rng.choice(["\n", "\n\n"])
        out.append((source, key, write(folder, name + ".gold.txt", gap.join(lines)), all_but(set())))
        labels = data.label(parts, gold)
        body = [i for i, label in enumerate(labels) if label]
        known = set(lines)
        near = [part.replace("\n", " ").strip() for i, (part, label) in enumerate(zip(parts, labels))
                if not label and body and body[0] - 12 <= i <= body[-1] + 25]
        near = [line for line in dict.fromkeys(near) if line not in known and len(line) < 600]
        if near:
            mixed, junk = spoiled(lines, near, rng)
            gap = rng.choice(["\n", "\n\n"])
            out.append((source, key, write(folder, name + ".mixed.txt", gap.join(mixed)),
                        all_but(junk)))
    return out
