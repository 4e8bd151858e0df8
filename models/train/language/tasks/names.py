"""Names: persons, organisations, places as UNER marks them, and the wider kinds of GMB."""
from . import classes


def with_ends(kinds):
    return ["O"] + [part + kind for kind in kinds for part in ("B-", "I-")]


class Names(classes.Classes):
    name = "names"

    @classmethod
    def learn(cls, _):
        return with_ends(("PER", "ORG", "LOC"))

    def targets(self, window):
        return self.word_labels(window, lambda s, i: s.names[i] if s.names else None)


class WideNames(classes.Classes):
    name = "wide_names"

    @classmethod
    def learn(cls, _):
        return with_ends(("person", "organisation", "place", "nationality", "work", "event", "time"))

    def targets(self, window):
        return self.word_labels(window, lambda s, i: s.wide_names[i] if s.wide_names else None)
