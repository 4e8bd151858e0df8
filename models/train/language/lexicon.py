"""Lemmas that the training part knows, and endings for words that it does not. The network has the
last word where a form has several lemmas, and on proper names."""
import collections

from tasks import tags

CLOSED = ("PROPN", "PUNCT", "SYM", "X", "NUM")  # whose endings say nothing
LONGEST_ENDING = 5


class Lexicon:
    """`forms` {(form, upos): [lemmas, the most frequent first]}, `known` lemmas, and `endings`
    {(upos, ending): script}, of which the longest that fits is taken."""

    def __init__(self, documents):
        words = [w for document in documents for s in document for w in s.words]
        exact, small = (collections.defaultdict(collections.Counter) for _ in range(2))
        endings = collections.defaultdict(collections.Counter)
        for w in words:
            exact[w.form, w.upos][w.lemma] += 1
            if w.upos != "PROPN":
                small[w.form.lower(), w.upos][w.lemma] += 1
            how = tags.script(w.form, w.lemma)
            if w.upos not in CLOSED and not how.startswith("="):
                for size in range(min(LONGEST_ENDING, len(w.form)) + 1):
                    endings[w.upos, w.form.lower()[len(w.form) - size:]][how] += 1

        def ordered(counts):
            return [x for x, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
        self.forms = {key: ordered(counts) for key, counts in small.items()}
        self.forms.update({key: ordered(counts) for key, counts in exact.items()})
        for (form, upos), lemmas in list(self.forms.items()):
            if form != form.lower() and self.forms.get((form.lower(), upos)) == lemmas:
                del self.forms[form, upos]  # the small one says the same
        self.known = {w.lemma for w in words if w.upos != "PROPN"}
        self.endings = {}
        for (upos, ending), counts in sorted(endings.items(), key=lambda i: (len(i[0][1]), i[0])):
            how = ordered(counts)[0]
            shorter = [self.endings.get((upos, ending[i:])) for i in range(1, len(ending) + 1)]
            said = next((one for one in shorter if one), None)
            if counts[how] > 1 and said != how:
                self.endings[upos, ending] = how

    def lemma(self, form, upos, own):
        """`own`: what the network says."""
        found = self.forms.get((form, upos))
        if found is None and upos != "PROPN":
            found = self.forms.get((form.lower(), upos))
        if found is not None:
            return own if own in found else found[0]
        for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
            how = self.endings.get((upos, form.lower()[len(form) - size:]))
            if how is not None:
                said = tags.apply(form, how)
                return said if said in self.known or own not in self.known else own
        return own

    def parts(self):
        """Texts of sorted lines, as the engine reads them."""
        def lines(rows):
            return ("\n".join(sorted(rows, key=str.encode)) + "\n").encode()
        return {
            "lemmas.lexicon": lines(f"{form} {upos}\t" + "\t".join(lemmas)
                                    for (form, upos), lemmas in self.forms.items()),
            "lemmas.known": lines(self.known),
            "lemmas.endings": lines(f"{upos} {ending}\t{how}"
                                    for (upos, ending), how in self.endings.items())}
