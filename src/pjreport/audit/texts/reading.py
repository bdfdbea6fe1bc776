"""Reads a text and tests what its figures say of one another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...quantities.quantity import Quantity
from ...quantities.reader import read
from .entries import Entry
from .links import Sentence
from .mentions import Mention, mentions
from .names import Names
from .passages import plain, sentences
from .statements import of_sentence
from .tables import blocks, of_tables, pairs
from .tested import Tested

MOST = 60  # figures of a sentence that are looked at together


def audit_text(text: str, quantities: Sequence[Quantity] | None = None) -> list[Tested]:
    """The statements of a raw text that can be tested, in its order.

    `quantities` are its figures, if they have been read already.
    """
    figures = read(text) if quantities is None else quantities
    read_sentences = list(divided(text, figures))
    places = {
        each.quantity.start: (place, each)
        for place, sentence in enumerate(read_sentences)
        for each in sentence.said
    }
    tables = list(blocks(plain(text), {start: each for start, (_, each) in places.items()}))
    years: dict[int, list[tuple[Mention, Mention]]] = defaultdict(list)
    for block in tables:
        for now, before in pairs(block):
            years[places[now.quantity.start][0]].append((now, before))
    names = Names()
    for place, sentence in enumerate(read_sentences):
        for entry in sentence.entries:
            if entry.level is not None and entry.name:
                names.add(entry.name, entry.level, entry.before, place)
        for now, before in years.get(place, ()):
            names.add(now.name, now, before, place)
    found = list(of_tables(tables))
    for place, sentence in enumerate(read_sentences):
        found += of_sentence(sentence, names, place)
    return sorted(found, key=lambda each: each.figure.quantity.start)


def divided(text: str, figures: Sequence[Quantity]) -> Iterator[Sentence]:
    """The sentences of a raw text with their figures."""
    place, small = 0, plain(text)
    earlier: Sequence[Entry] = ()
    for start, end in sentences(text):
        some = []
        while place < len(figures) and figures[place].start < end:
            if figures[place].start >= start:
                some.append(figures[place])
            place += 1
        said = list(mentions(small, start, end, some))
        for first in range(0, len(said), MOST):
            sentence = Sentence(said[first : first + MOST], earlier)
            earlier = sentence.entries
            yield sentence
