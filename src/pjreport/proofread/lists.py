"""Figures of a list that pairs in order with a list of words: 小学、初中分别为2万人和1万人."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..vocabulary import expression
from .findings import Found
from .terms import told

REACH = 160  # characters before a list of figures that may have the words
# Between the items of a list; what ends it; and words that say that two lists pair in order.
LISTED = re.compile(
    rf"\s*(?:[、，,]\s*(?:{expression('ranges.pair', 'en')}\s)?|{expression('listing', 'zh')}|{expression('ranges.pair', 'en')})\s*"
)
ENDS = re.compile(r"[。；;:：]")
RESPECTIVE = re.compile(rf"{expression('respective')}[^，,]*$")
PAIRED = re.compile(rf"{expression('respective')}(?:{expression('respective.then')})?\s*$")


class Lists(NamedTuple):
    """Of figures by their starts: their words, the words of the others, their places.

    `words` are those of figures that pair with a list before them, `others` the words of the other
    members of that list. A place (nth0, nth1) is that of a figure in a list whose words stand
    further off.
    """

    words: dict[int, str]
    others: dict[int, list[str]]
    places: dict[int, str]

    def alone(self, start: int, said: str) -> str:
        """Some words without the other members of the list of a figure that begins at `start`."""
        for other in self.others.get(start, ()):
            said = said.replace(other, " " * len(other))
        return said


def paired(text: str, figures: Sequence[Found]) -> Lists:
    """The lists of figures in a sentence that pair in order with lists of words."""
    words: dict[int, str] = {}
    others: dict[int, list[str]] = {}
    places: dict[int, str] = {}
    for run in runs(text, figures):
        before = ENDS.split(text[max(0, run[0].start - REACH) : run[0].start])[-1]
        if RESPECTIVE.search(before):
            places.update((each.start, f"nth{number}") for number, each in enumerate(run))
        united = any(each.quantity and each.quantity.unit for each in run[:-1])
        if united and not PAIRED.search(before):
            continue
        items = [each for each in LISTED.split(PAIRED.sub("", before)) if told(each)]
        if len(items) < len(run):
            continue
        *most, last = items[-len(run) :]
        shared = re.search(r"[0-9]", last)
        cut = shared.start() if shared else max(map(len, most[1:] or [last[:2]]))
        members = [*most, last[:cut]]
        for number, each in enumerate(run):
            words[each.start] = f"{members[number]} {last[cut:]}"
            others[each.start] = [*members[:number], *members[number + 1 :]]
            places.pop(each.start, None)
    return Lists(words, others, places)


def runs(text: str, figures: Sequence[Found]) -> Iterator[Sequence[Found]]:
    """The figures that nothing but the joints of a list stands between, two at least."""
    first = 0
    for number in range(1, len(figures) + 1):
        if number < len(figures) and LISTED.fullmatch(
            text, figures[number - 1].end, figures[number].start
        ):
            continue
        if number - first > 1:
            yield figures[first:number]
        first = number
