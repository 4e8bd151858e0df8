"""One module a task. A task names its outputs, reads its targets off a window, and gives a loss.
`ALL` lists them; the order is that of the model file."""
from . import boundaries, names, parse, quotes, tags, vectors

ALL = [boundaries.Boundaries, tags.Tags, tags.Features, tags.Lemmas, names.Names, names.WideNames,
       parse.Parse, vectors.Vectors, quotes.Quotes, quotes.Links,
       quotes.Acts]
