"""Mistakes in the sources of the pile, each with the place a writer can jump to.

Covered by tests/samples/machinery_test.py.
"""


class Mistake(Exception):
    """One mistake: `where` is "file:line" (or a file alone), `what` says what to do about it."""

    def __init__(self, where, what):
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class Mistakes(Exception):
    """All mistakes of a run, in the order in which they were found, none twice."""

    def __init__(self, found):
        unique = list(dict.fromkeys(str(mistake) for mistake in found))
        super().__init__("\n".join(unique))
        self.lines = unique


class Collector:
    """Takes mistakes as they come so that a writer sees all of them at once.

    with collector.catching(): ... keeps a Mistake raised inside and goes on after the block.
    """

    def __init__(self):
        self.found = []

    def add(self, where, what):
        self.found.append(Mistake(where, what))

    def catching(self):
        return _Catching(self)

    def finish(self):
        if self.found:
            raise Mistakes(self.found)


class _Catching:
    def __init__(self, collector):
        self.collector = collector

    def __enter__(self):
        return self.collector

    def __exit__(self, kind, mistake, trace):
        if isinstance(mistake, Mistake):
            self.collector.found.append(mistake)
            return True
        return False
