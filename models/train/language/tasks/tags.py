"""Universal parts of speech, features and lemmas of words."""
from . import classes

UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()
# The features that later stages ask for.
WANTED = ("Number", "Person", "Tense", "VerbForm", "Voice", "Mood", "Degree", "PronType", "Poss",
          "Gender", "Case", "Reflex", "NumType", "Definite", "Polarity")


def wanted(feats):
    """The wanted features of a FEATS cell, in order."""
    kept = [pair for pair in feats.split("|") if pair.partition("=")[0] in WANTED]
    return "|".join(kept) or "_"


class Tags(classes.Classes):
    name = "tags"

    @classmethod
    def learn(cls, _):
        return UPOS

    def targets(self, window):
        return self.word_labels(window, lambda s, i: s.words[i].upos if s.parsed else None)


class Features(classes.Classes):
    name = "features"
    weight = 0.5

    @classmethod
    def learn(cls, sentences):
        return classes.most_common((wanted(word.feats) for s in sentences for word in s.words),
                                   400, 3)

    def targets(self, window):
        return self.word_labels(window,
                                lambda s, i: wanted(s.words[i].feats) if s.parsed else None)


def bases(form):
    """What a lemma may begin as: in small letters, as it is, with one capital, without commas."""
    small = form.lower()
    return {"l": small, "f": form, "t": small[:1].upper() + small[1:], "n": form.replace(",", "")}


def script(form, lemma):
    """How the lemma comes of the form: "CASE CUT ADD", or "= LEMMA" for a whole word."""
    def same(base):
        at = 0
        while at < min(len(base), len(lemma)) and base[at] == lemma[at]:
            at += 1
        return at
    every = bases(form)
    if lemma == lemma.lower() and not (form[:1].isdigit() and "," in form):
        case = "l"
    else:
        case = max("ftn", key=lambda kind: same(every[kind]))
    cut, add = len(every[case]) - same(every[case]), lemma[same(every[case]):]
    if cut > 4 or len(add) > 4 or same(every[case]) == 0:
        return "= " + lemma
    return f"{case} {cut} {add}"


def apply(form, how):
    kind, _, rest = how.partition(" ")
    if kind == "=":
        return rest
    base = bases(form)[kind]
    cut, _, add = rest.partition(" ")
    return base[:len(base) - int(cut)] + add if int(cut) < len(base) or add else base


class Lemmas(classes.Classes):
    name = "lemmas"
    weight = 0.5

    @classmethod
    def learn(cls, sentences):
        return classes.most_common((script(word.form, word.lemma) for s in sentences
                                    for word in s.words), 500, 2)

    def targets(self, window):
        return self.word_labels(window, lambda s, i: script(s.words[i].form, s.words[i].lemma)
                                if s.parsed else None)
