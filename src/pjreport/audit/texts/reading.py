"""Reads a text and tests what its figures say of one another."""

from collections.abc import Iterator, Sequence

from ...quantities.quantity import Quantity
from ...quantities.reader import read
from .links import Entry, Sentence
from .mentions import Mention, mentions
from .passages import plain, sentences
from .statements import Names, Tested, of_sentence
from .tables import blocks, of_tables, pairs


def audit_text(text: str, quantities: Sequence[Quantity] | None = None) -> list[Tested]:
    """The statements of a raw text that can be tested, in its order.

    `quantities` are its figures, if they have been read already.
    """
    figures = read(text) if quantities is None else quantities
    read_sentences = list(divided(text, figures))
    names = Names()
    by_start: dict[int, Mention] = {}
    for place, sentence in enumerate(read_sentences):
        by_start.update((each.quantity.start, each) for each in sentence.said)
        for entry in sentence.entries:
            if entry.level is not None and entry.name:
                names.add(entry.name, entry.level, entry.before, place)
    tables = list(blocks(plain(text), by_start))
    for block in tables:
        for row, now, before in pairs(block):
            names.add(row.figures[0].name, now, before, -1)
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
        if some:
            sentence = Sentence(list(mentions(small, start, end, some)), earlier)
            earlier = sentence.entries
            yield sentence
