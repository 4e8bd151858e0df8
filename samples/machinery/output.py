"""The made files on disk: writing them, comparing them, and the hash of the frozen half.

Covered by tests/samples/machinery_test.py and pile_test.py.
"""

import hashlib
import sys
from pathlib import Path

HALVES = ("open", "frozen")


def write(samples, pile):
    """Writes HALF/pile and HALF/key.jsonl and removes files that are no longer made."""
    folder = Path(samples) / pile.half
    for path in made_files(folder):
        if path not in pile.files:
            (folder / path).unlink()
    for path, data in sorted(pile.files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
    for empty in sorted((p for p in folder.glob("pile/**/") if p.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()


def made_files(folder):
    """Paths of made files that are there, relative to the half's folder."""
    found = [path for path in (folder / "pile").rglob("*") if path.is_file()]
    found += [folder / "key.jsonl"] if (folder / "key.jsonl").exists() else []
    return sorted(path.relative_to(folder).as_posix() for path in found)


def differences(samples, pile):
    """One line for each file that is missing, too many or not what would be written."""
    folder = Path(samples) / pile.half
    there = set(made_files(folder))
    for path in sorted(there | set(pile.files)):
        if path not in pile.files:
            yield f"{pile.half}/{path} is not made from any report"
        elif path not in there:
            yield f"{pile.half}/{path} is missing"
        elif (folder / path).read_bytes() != pile.files[path]:
            yield f"{pile.half}/{path} differs from what its reports give"


def report_differences(samples, piles):
    lines = [line for pile in piles for line in differences(samples, pile)]
    lines += frozen_differences(samples)
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        print("run samples/make_pile and commit what it writes", file=sys.stderr)
    return 1 if lines else 0


def frozen_hash(samples):
    """SHA-256 over every file of samples/frozen but HASH itself, in the order of their paths: path, a zero byte, the size
    in decimal, a zero byte, the bytes."""
    folder = Path(samples) / "frozen"
    digest = hashlib.sha256()
    files = [path for path in folder.rglob("*") if path.is_file() and path != folder / "HASH"]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def freeze(samples):
    value = frozen_hash(samples)
    (Path(samples) / "frozen" / "HASH").write_text(value + "\n")
    return value


def frozen_differences(samples):
    recorded = Path(samples) / "frozen" / "HASH"
    if recorded.exists() and recorded.read_text().strip() != frozen_hash(samples):
        return [
            "frozen/HASH is not the hash of samples/frozen: the frozen half was changed after it was frozen"
        ]
    return []
