"""Where words, tokens and sentences begin: a label for every atom."""
from . import classes


class Boundaries(classes.Classes):
    name = "boundaries"
    hears = "atoms"
    LABELS = ("inside", "joined", "token", "sentence")

    @classmethod
    def learn(cls, _):
        return cls.LABELS

    def targets(self, window):
        return window.boundaries
