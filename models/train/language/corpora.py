"""Reads the corpora into texts with labels. Every reader gives documents; a document is a list of
sentences; a sentence knows its words, what stands before it, and which labels it carries."""
import csv
import dataclasses
import gzip
import io
import os


@dataclasses.dataclass
class Word:
    form: str
    space_after: bool = True
    joined: bool = False  # to the word before, as one token: do|n't
    lemma: str = "_"
    upos: str = "_"
    feats: str = "_"
    head: int = 0  # from 1; 0 is the root
    deprel: str = "_"


@dataclasses.dataclass
class Sentence:
    words: list
    new_block: bool = False
    names: list = None  # BIO of UNER
    wide_names: list = None  # BIO of GMB
    parsed: bool = False
    key: str = ""
    bounded: bool = True  # whether it truly begins where it does

    def text(self):
        return "".join(word.form + (" " if word.space_after else "") for word in self.words)


def read_conllu(path):
    documents, words, comments = [], [], {}
    range_end, range_space = 0, True
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                cells = line.split("\t")
                if "." in cells[0]:
                    continue
                space = "SpaceAfter=No" not in cells[9].split("|")
                if "-" in cells[0]:
                    begin, end = map(int, cells[0].split("-"))
                    range_end, range_space, range_begin = end, space, begin
                    continue
                number = int(cells[0])
                inside = number <= range_end
                words.append(Word(cells[1], range_space if number == range_end else
                                  False if inside else space,
                                  inside and number > range_begin, cells[2], cells[3], cells[5],
                                  int(cells[6]), cells[7]))
            elif words:
                if "newdoc id" in comments or not documents:
                    documents.append([])
                documents[-1].append(Sentence(words, "newpar id" in comments or
                                              "newdoc id" in comments or not documents[-1],
                                              parsed=True, key=comments.get("sent_id", "")))
                words, comments, range_end = [], {}, 0
    return documents


KNOWN_NAMES = ("PER", "ORG", "LOC")


def read_iob2(path):
    """{sentence id: [(token, tag)]}; what is no known name is dropped, stray tags are mended."""
    out, rows, key = {}, [], ""
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                key = line.split("=", 1)[1].strip()
            elif line.startswith("#"):
                continue
            elif line:
                cells = line.split("\t")
                tag = cells[2] if cells[2][2:] in KNOWN_NAMES else "O"
                before = rows[-1][1] if rows else "O"
                if tag.startswith("I-") and before[2:] != tag[2:]:
                    tag = "B-" + tag[2:]
                rows.append((cells[1], tag))
            elif rows:
                out[key] = rows
                rows = []
    return out


def join_names(documents, names):
    """Names by sentence, where the words agree."""
    joined = 0
    for document in documents:
        for sentence in document:
            rows = names.get(sentence.key)
            if rows and [word for word, _ in rows] == [word.form for word in sentence.words]:
                sentence.names = [tag for _, tag in rows]
                joined += 1
    return joined


NO_SPACE_BEFORE = {".", ",", ":", ";", "?", "!", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m",
                   ")", "]", "%", "’s", "''"}
NO_SPACE_AFTER = {"(", "[", "$", "``", "#"}


def read_gmb(path):
    """Sentences, each a document; spaces are put where English has them."""
    sentences, words, tags = [], [], []
    with gzip.open(path) as packed:
        rows = csv.reader(io.TextIOWrapper(packed, encoding="cp1252", newline=""))
        next(rows)
        for row in rows:
            if row[0] and words:
                sentences.append(gmb_sentence(words, tags))
                words, tags = [], []
            words.append(row[1])
            tags.append(row[3])
    sentences.append(gmb_sentence(words, tags))
    return [sentence for sentence in sentences if sentence]


WIDE = {"geo": "place", "gpe": "nationality", "org": "organisation", "per": "person",
        "art": "work", "tim": "time", "eve": "event", "nat": "event"}


def gmb_sentence(forms, tags):
    words, names, inside_quotes = [], [], False
    for form, tag in zip(forms, tags):
        if not form.strip():
            continue
        tag = tag if tag == "O" else tag[:2] + WIDE[tag[2:]]
        opens = form == '"' and not inside_quotes
        if form == '"':
            inside_quotes = not inside_quotes
        if words and (form in NO_SPACE_BEFORE or (form == '"' and not opens)):
            words[-1].space_after = False
        words.append(Word(form, not (form in NO_SPACE_AFTER or opens)))
        names.append(tag)
    if not words or len(words) > 120:
        return None
    words[-1].space_after = True
    return Sentence(words, wide_names=names)


def split_gmb(sentences):
    """One of a hundred to judge by, and the rest to learn from."""
    return sentences[::100], [s for i, s in enumerate(sentences) if i % 100]


def read_all(data):
    language = os.path.join(data, "language")
    train = read_conllu(os.path.join(language, "ud-ewt", "train.conllu"))
    join_names(train, read_iob2(os.path.join(language, "uner-ewt", "train-first-version.iob2")))
    dev = read_conllu(os.path.join(language, "ud-ewt", "dev.conllu"))
    join_names(dev, read_iob2(os.path.join(language, "uner-ewt", "dev.iob2")))
    gmb = read_gmb(os.path.join(language, "gmb", "ner_dataset.csv.gz"))
    return train, dev, gmb


if __name__ == "__main__":
    import sys
    train, dev, gmb = read_all(sys.argv[1])
    for name, documents in (("train", train), ("dev", dev)):
        sentences = [s for d in documents for s in d]
        print(name, len(documents), len(sentences), sum(len(s.words) for s in sentences),
              sum(s.names is not None for s in sentences))
    print(len(gmb), gmb[0].text(), gmb[7].text(), gmb[100].text())
