"""What a whole line says of its figures: its head, its label, and lists that go together."""

import re
from collections.abc import Callable
from functools import cached_property

from ...quantities.quantity import Quantity
from ...text.tokens import HAN
from ..passage import Passage
from .phrases import (
    ASIDE,
    AT,
    CONTEST,
    FAR,
    FULL_STOP,
    HEADED,
    JOINED,
    LABEL,
    LISTED,
    NUMBER,
    RESPECTIVE,
    STOP,
    cleaned,
)


class Lines:
    """The lines of a text that say something of several figures."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text

    @cached_property
    def heads(self) -> dict[int, str]:
        """The heads that go on until the next one, by the start of each block."""
        found: dict[int, str] = {}
        head = ""
        for start in self.passage.blocks:
            _, stop = self.passage.block(start)
            headed = HEADED.match(self.text, start, stop)
            if headed:
                head = headed[1]
            elif stop - start < JOINED:
                head = ""  # a heading
            found[start] = head
        return found

    def headed(self, figure: Quantity, name: str) -> str:
        """A name with the head of its line, if it does not say it."""
        start, end = self.passage.block(figure.start)
        label = LABEL.match(self.text, start, end)
        if label and label.end() <= figure.start and not HEADED.match(self.text, start, end):
            first = cleaned(ASIDE.sub("", label[1]))
            if first and (not name or name == first):
                return first
            if (
                first
                and self.several(start, end)
                and first not in name
                and len(name) <= JOINED // 2
            ):
                return f"{name}{first}"
        head = self.heads.get(start, "")
        return name if head in name else head + name

    def several(self, start: int, end: int) -> bool:
        """Whether a block is a list of figures under one label."""
        return len(self.passage.within(start, end)) > 1

    def respective(self, figure: Quantity, passes: Callable[[Quantity], bool]) -> str:
        """The name of a figure in a list whose members are named in another list before it.

        `passes` tells which figures are no members of such lists.
        """
        start, _ = self.passage.block(figure.start)
        low = max(start, figure.start - FAR)
        said = FULL_STOP.split(self.text[low : figure.start])[-1]
        found = [*RESPECTIVE.finditer(said)]
        if not found:
            return ""
        begins = figure.start - len(said)
        figures = [
            each
            for each in self.passage.within(begins + found[-1].end(), figure.start)
            if not passes(each)
        ]
        items = [each for each in LISTED.split(STOP.split(said[: found[-1].start()])[-1]) if each]
        if len(items) < 2 or len(figures) >= len(items):
            return ""
        tail = re.match(rf"(.+?){NUMBER}[{HAN}](.+)", items[-1])
        noun = tail[2] if tail else ""
        items[-1] = tail[1] if tail else items[-1]
        return cleaned(items[len(figures)]) + noun

    def contest(self, figure: Quantity) -> str:
        """What a prize was won in: the last name of a contest in the sentence."""
        start, _ = self.passage.block(figure.start)
        said = FULL_STOP.split(self.text[max(start, figure.start - FAR) : figure.start])[-1]
        found = [each[0] for each in CONTEST.finditer(said)]
        return cleaned(AT.split(found[-1])[-1]) if found else ""
