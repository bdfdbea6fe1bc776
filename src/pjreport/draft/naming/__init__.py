"""What a figure of a report may be called, in the words of the report."""

import re
from typing import Protocol

from ...quantities.quantity import Quantity
from ...vocabulary import expression
from ..passage import Passage
from .tables import Tables

STOP = re.compile(r"[，。；：！？;:!?()（）\n|]|,(?!\d)|\.(?!\d)")
NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，]*|[$£€¥%]")
# Words that were cut in two.
CUT_BEFORE, CUT_BEHIND = re.compile(r"^[A-Za-z'’-]+"), re.compile(r"[A-Za-z'’-]+$")
ENDS = re.compile(rf"(?:{expression('drafting.share')}|{expression('drafting.rank')})$")
WIDE = 24  # characters on a side of a figure


class Names(Protocol):
    """The names of the figures of a text."""

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""

    def limits(self, figure: Quantity) -> bool:
        """Whether a figure is a limit in the name of what another one counts: 60岁以上读者."""

    def base(self, figure: Quantity) -> str:
        """The name of what a figure says more of: how it grew, or what share it is."""


class Named:
    """The names of the figures of a text, of those in tables and of those in sentences."""

    def __init__(self, passage: Passage, sentences: Names) -> None:
        self.sentences = sentences
        self.passage = passage
        self.tables = Tables(passage)
        self.comma = "" if passage.han else ", "

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""
        if cell := self.tables.cell(figure):
            return self.comma.join(filter(None, (cell.row, cell.head)))
        return self.sentences.of(figure) or self.around(figure)

    def around(self, figure: Quantity) -> str:
        """The words of the clause of a figure without its number, where nothing better is found."""
        text, (start, end) = self.passage.text, self.passage.block(figure.start)
        before = STOP.split(text[max(start, figure.start - WIDE) : figure.start])[-1]
        behind = STOP.split(text[figure.end : min(end, figure.end + WIDE)])[0]
        if figure.start - WIDE > start:
            before = CUT_BEFORE.sub("", before)
        if figure.end + WIDE < end:
            behind = CUT_BEHIND.sub("", behind)
        said = " ".join(NUMBER.sub(" ", f"{before} {behind}").split())
        return said if sum(map(str.isalpha, said)) > 1 else ""

    def limits(self, figure: Quantity) -> bool:
        """Whether a figure is a limit in the name of what another one counts."""
        return self.sentences.limits(figure)

    def base(self, figure: Quantity) -> str:
        """The name of what a figure says more of; its own if it says more of nothing."""
        name = self.sentences.base(figure) or self.of(figure)
        return ENDS.sub("", name) or name

    def moves(self, figure: Quantity) -> bool:
        """Whether a figure says how another one changed, or what share of it is something."""
        return self.tables.cell(figure) is None and bool(self.sentences.base(figure))

    def row(self, figure: Quantity) -> str:
        """The name of the row of a table that a figure stands in, as printed."""
        cell = self.tables.cell(figure)
        return cell.printed if cell else ""

    def year(self, figure: Quantity) -> str:
        """The year in the head of a figure's column, as printed; empty if there is none."""
        cell = self.tables.cell(figure)
        return cell.year if cell else ""


def names_of(passage: Passage) -> Named:
    """The names of the figures of a text, in its language."""
    if passage.han:
        from . import chinese

        return Named(passage, chinese.Names(passage))
    from . import english

    return Named(passage, english.Names(passage))
