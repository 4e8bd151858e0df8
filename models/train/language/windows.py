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
            if not parsed_word[number] and label != SENTENCE:
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
