"""Windows: what the encoder reads at once. Sentences of one document, one after the other, cut into
atoms and word-pieces; with where every atom and every word begins."""
import dataclasses

import text as reading

PIECES = 160  # of a window, with the signs that begin it and part blocks


@dataclasses.dataclass
class Window:
    pieces: list
    cases: list
    spaces: list
    atoms: list       # first piece of every atom
    boundaries: list  # its label, or -1 where nobody knows
    words: list       # first piece of every word, sentence after sentence
    sentences: list   # (Sentence, first word, count)
    paragraphs: list = dataclasses.field(default_factory=list)  # Part, of windows with attributions


@dataclasses.dataclass
class Part:
    """A paragraph, or what of it stands in one window: atoms [first, first + count) of the window."""
    first: int
    count: int
    begins: bool  # the paragraph
    known: tuple  # levels whose spans are all there
    spans: list   # (role, level, begin, end, owners), in atoms of the window; what it shares with others
    acts: list    # (cue, content, act), in atoms of the window


INSIDE, JOINED, TOKEN, SENTENCE = range(4)


def joined_text(sentences, rng, glue):
    """Text with the offsets of all words. A new block is a line feed, unless `glue` says no."""
    out, places, size = [], [], 0
    for i, sentence in enumerate(sentences):
        if i and sentence.new_block and rng.random() >= glue:
            if out[-1].endswith(" "):
                out[-1] = out[-1][:-1]
                size -= 1
            out.append("\n")
            size += 1
        elif i and not out[-1].endswith(" ") and sentence.new_block:
            out.append(" ")
            size += 1
        for word in sentence.words:
            places.append((size, size + len(word.form)))
            out.append(word.form + (" " if word.space_after else ""))
            size += len(out[-1])
    return "".join(out), places


def make(sentences, vocabulary, rng, glue=0.0, most=PIECES):
    """A window of as many of these sentences as fit, at least one, and how many that were."""
    text, places = joined_text(sentences, rng, glue)
    starts = {}
    for number, (begin, _) in enumerate(places):
        starts.setdefault(begin, number)
    first_word, known = [], []
    total = 0
    for sentence in sentences:
        first_word.append(total)
        total += len(sentence.words)
        known.append(sentence.parsed)
    opens = set(first_word)
    parsed_word = [k for sentence, k in zip(sentences, known) for _ in sentence.words]
    joined = [word.joined for sentence in sentences for word in sentence.words]
    bounded = [sentence.bounded for sentence in sentences for _ in sentence.words]
    window = Window([vocabulary.begin], [reading.SIGN], [reading.BLOCK], [], [], [], [])
    word_at = [None] * total
    current, last_end = -1, 0
    done_words = 0
    for begin, end in reading.atoms(text):
        gap = text[last_end:begin]
        before = (reading.BLOCK if "\n" in gap or not window.atoms else
                  reading.SPACE if gap else reading.NONE)
        last_end = end
        pieces = vocabulary.pieces(text[begin:end])
        number = starts.get(begin)
        if number is not None and number in opens and done_words and \
                len(window.pieces) + 1 + sentence_room(number, first_word, sentences) > most:
            break
        if before == reading.BLOCK and window.atoms:
            window.pieces.append(vocabulary.between)
            window.cases.append(reading.SIGN)
            window.spaces.append(reading.BLOCK)
        if len(window.pieces) + len(pieces) > 500:
            break
        window.atoms.append(len(window.pieces))
        if number is not None:
            current = number
            label = (SENTENCE if number in opens else JOINED if joined[number] else TOKEN)
            word_at[number] = len(window.pieces)
            done_words = number + 1
            if not parsed_word[number] and (label != SENTENCE or not bounded[number]):
                label = -1
        else:
            label = INSIDE if current >= 0 and parsed_word[current] else -1
        window.boundaries.append(label)
        case = reading.case_of(text[begin:end])
        for i, piece in enumerate(pieces):
            window.pieces.append(piece)
            window.cases.append(case)
            window.spaces.append(before if i == 0 else reading.NONE)
    taken = 0
    for first, sentence in zip(first_word, sentences):
        last = first + len(sentence.words)
        if last > done_words and taken:
            break
        window.sentences.append((sentence, len(window.words), len(sentence.words)))
        place = None
        for number in range(first, last):
            place = word_at[number] if word_at[number] is not None else place
            window.words.append(place if place is not None else 1)
        taken += 1
    return window, taken


def sentence_room(number, first_word, sentences):
    """A guess at the word-pieces of the sentence that begins with this word."""
    sentence = sentences[first_word.index(number)]
    return int(len(sentence.words) * 1.3) + 2


FILLED = 80  # word-pieces, from which on a window ends where a paragraph does


def make_of_paragraphs(paragraphs, vocabulary, most=PIECES):
    """Windows of one article (quotes.Paragraph), as the engine cuts them, as far as that is known:
    where a sentence begins is guessed."""
    out = []
    window = None

    def open_window():
        return Window([vocabulary.begin], [reading.SIGN], [reading.BLOCK], [], [], [], [])

    for paragraph in paragraphs:
        text = paragraph.text
        atoms = reading.atoms(text)
        pieces = [vocabulary.pieces(text[begin:end]) for begin, end in atoms]
        size = sum(map(len, pieces))
        if window is not None and len(window.pieces) + 1 + size > most and \
                (len(window.pieces) > min(FILLED, most // 2) or not window.atoms):
            out.append(window)
            window = None
        at = 0
        while at < len(atoms):
            if window is None:
                window = open_window()
            end, room = at, most - len(window.pieces) - bool(window.atoms)
            while end < len(atoms) and (len(pieces[end]) <= room or (end == at and not window.atoms)):
                room -= len(pieces[end])
                end += 1
            if end < len(atoms):
                end = last_sentence(text, atoms, at, end)
            if end > at:
                add_part(window, paragraph, atoms, pieces, at, end, vocabulary)
                at = end
            if at < len(atoms):
                out.append(window)
                window = None
    if window is not None:
        out.append(window)
    return out


def last_sentence(text, atoms, at, end):
    """Where the last sentence begins that begins in atoms (at, end); `end` if none does."""
    for i in range(end - 1, at + 1, -1):
        before = text[atoms[i - 1][0]:atoms[i - 1][1]]
        if text[atoms[i - 1][1]:atoms[i][0]].isspace() and before in (".", "?", "!", '"', "”") and \
                (before not in ('"', "”") or text[atoms[i - 2][0]] in ".?!") and \
                text[atoms[i][0]] in '"“' + "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            return i
    return end


def add_part(window, paragraph, atoms, pieces, at, end, vocabulary):
    if window.atoms:
        window.pieces.append(vocabulary.between)
        window.cases.append(reading.SIGN)
        window.spaces.append(reading.BLOCK)
    first = len(window.atoms)
    text = paragraph.text
    for i in range(at, end):
        window.atoms.append(len(window.pieces))
        window.boundaries.append(-1)
        gap = i > 0 and atoms[i - 1][1] < atoms[i][0]
        before = reading.BLOCK if i == at else reading.SPACE if gap else reading.NONE
        case = reading.case_of(text[atoms[i][0]:atoms[i][1]])
        for j, piece in enumerate(pieces[i]):
            window.pieces.append(piece)
            window.cases.append(case)
            window.spaces.append(before if j == 0 else reading.NONE)
    spans = []
    for span in paragraph.spans:
        inside = [i for i in range(at, end) if atoms[i][0] < span.end and span.begin < atoms[i][1]]
        if inside:
            spans.append((span.role, span.level, first + inside[0] - at, first + inside[-1] + 1 - at,
                          [(id(paragraph), owner) if owner == -1 else owner for owner in span.owners]))
    acts = []
    for cue, content, act in paragraph.acts:
        place = [next((i for i in range(at, end) if atoms[i][1] > byte), None) if byte >= 0 else None
                 for byte in (cue, content)]
        if place[1] is not None and atoms[place[1]][0] <= content:
            acts.append((first + (place[1] if place[0] is None else place[0]) - at, first + place[1] - at, act))
    window.paragraphs.append(Part(first, end - at, at == 0, paragraph.known, spans, acts))
