"""From text to word-pieces, as src/engine/language/encoder does it.

A text is cut into atoms: the smallest pieces that a token can consist of. An atom becomes one or
more word-pieces of the vocabulary. Whatever this file decides stands in the model file as a table
(`fold`) or is as simple as here; a test holds both sides together.
"""
import unicodedata

LONGEST_ATOM = 48  # code points
NONE, SPACE, BLOCK = 0, 1, 2  # what stands before an atom
LOWER, TITLE, UPPER, MIXED, DIGIT, SIGN = range(6)  # the case of an atom


def is_blank(c):
    return (c == 0x20 or 9 <= c <= 13 or c in (0x85, 0xA0, 0xAD, 0x1680, 0x2028, 0x2029, 0x202F,
                                              0x205F, 0x2060, 0x3000, 0xFEFF)
            or 0x2000 <= c <= 0x200D)


def is_digit(c):
    return 48 <= c <= 57


def is_letter(c):
    if c < 0x80:
        return 65 <= c <= 90 or 97 <= c <= 122
    if c <= 0xBF:
        return c in (0xAA, 0xB5, 0xBA)
    return (c not in (0xD7, 0xF7, 0xFFFD) and not 0x2000 <= c <= 0x2BFF and
            not 0x3000 <= c <= 0x303F and not 0xFE10 <= c <= 0xFE6F and
            not 0xFF00 <= c <= 0xFF20 and not is_ideograph(c) and not 0x1F000 <= c <= 0x1FAFF)


def is_ideograph(c):
    return 0x3040 <= c <= 0x30FF or 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or \
        0x20000 <= c <= 0x3FFFF


def is_apostrophe(c):
    return c in (0x27, 0x2019)


def folded_ranges():
    """Code points whose fold may be another than themselves."""
    for begin, end in ((0x41, 0x5B), (0xC0, 0x250), (0x300, 0x370), (0x386, 0x3CF),
                       (0x400, 0x460), (0x1E00, 0x1F00)):
        yield from range(begin, end)


def fold(c):
    """Small letters without accents, as the vocabulary has them."""
    out = unicodedata.normalize("NFD", chr(c).lower())
    return "".join(sign for sign in out if unicodedata.category(sign) != "Mn")


UPPER_LETTERS = {chr(c) for c in folded_ranges() if chr(c).lower() != chr(c)}
FOLD = {c: fold(c) for c in folded_ranges() if fold(c) != chr(c)}


def atoms(text):
    """[(begin, end)] in code points."""
    out = []
    at, size = 0, len(text)
    while at < size:
        c = ord(text[at])
        if is_blank(c):
            at += 1
            continue
        begin = at
        at += 1
        for kind in (is_letter, is_digit):
            if kind(c):
                while at < size and at - begin < LONGEST_ATOM and kind(ord(text[at])):
                    at += 1
                break
        end = at
        # don't = do n't, cannot = can not: the negation begins inside the letters.
        if is_letter(c) and end - begin > 1:
            negated = (text[end - 1] in "nN" and end + 1 < size and is_apostrophe(ord(text[end]))
                       and text[end + 1] in "tT"
                       and (end + 2 >= size or not is_letter(ord(text[end + 2]))))
            split = end - 1 if negated else begin + glued(text[begin:end])
            if begin < split < end:
                out.append((begin, split))
                begin = split
        out.append((begin, end))
    return out


# Words that are two: where the second begins.
GLUED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "dont": 2, "didnt": 3, "doesnt": 4,
         "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3, "havent": 4, "couldnt": 5, "wouldnt": 5,
         "shouldnt": 6, "im": 1, "ive": 1, "youre": 3, "theyre": 4, "thats": 4, "whats": 4,
         "theres": 5, "heres": 4, "lets": 3, "its": 2, "hes": 2, "shes": 3, "id": 1, "ill": 1,
         "youll": 3, "youve": 3, "arent": 3, "werent": 4, "hasnt": 3, "hadnt": 3, "dunno": 2,
         "gimme": 3, "lemme": 3, "whos": 3}


def glued(word):
    return GLUED.get(word.lower(), 0)


def case_of(text):
    first = text[0]
    if is_digit(ord(first)):
        return DIGIT
    if not is_letter(ord(first)) and not is_ideograph(ord(first)):
        return SIGN
    upper = [c in UPPER_LETTERS for c in text]
    if not any(upper):
        return LOWER
    if upper[0] and not any(upper[1:]):
        return TITLE
    return UPPER if all(upper) else MIXED


class Vocabulary:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.words = [line.rstrip("\n") for line in file]
        self.number = {word: i for i, word in enumerate(self.words)}
        self.unknown = self.number["[UNK]"]
        self.begin = self.number["[CLS]"]
        self.between = self.number["[SEP]"]
        self.mask = self.number["[MASK]"]

    def pieces(self, atom):
        """Greedy longest match. An atom of nothing but dropped signs is unknown."""
        word = "".join(FOLD.get(ord(c), c) for c in atom)
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = self.number.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
                end -= 1
            if end == at:
                return [self.unknown]
            out.append(piece)
            at = end
        return out or [self.unknown]
