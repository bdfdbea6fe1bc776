"""Words that set a figure apart: denied, planned, of another time, body or scope."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..text.normalise import Traced, fold
from ..vocabulary import expression
from .findings import PERIODS, Found
from .terms import told

MAYBE = "?"  # behind a cue that another clause has, or that may be said in other words
FEW = 8  # years of a sentence that count for one figure
# What sets a figure apart from one with the same words: it must be said of both, or of neither.
CUES = {
    "denied": re.compile(expression("denied")),
    "doubted": re.compile(expression("denied.draft")),
    "planned": re.compile(
        f"{expression('planned')}|{expression('planned.draft')}|{expression('naming-planned')}"
    ),
    "each": re.compile(expression("each")),
}
# As those, anywhere in the sentence up to the figure.
WIDE = {
    "spans": re.compile(f"{expression('spans')}|{expression('spans.quarter')}"),
    "others": re.compile(
        rf"{expression('others')}|{expression('others.some', 'zh')}{expression('others.bodies', 'zh')}"
        rf"|{expression('others.other')} (?:\w+ )?{expression('others.bodies', 'en')}"
    ),
}
UNTRUE = re.compile(expression("untrue"))
OWN = re.compile(expression("own"))
EARLIER = re.compile(expression("earlier"))
COMPARED = re.compile(
    rf"{expression('earlier.with', 'zh')}{expression('earlier', 'zh')}|{expression('earlier.with', 'en')}"
)
NOW = re.compile(expression("now"))
YEAR = re.compile(r"(?<![0-9])(?:1[89]|20|21)[0-9]{2}(?![0-9])")
FISCAL = re.compile(rf"(?<=[A-Z]){YEAR.pattern}")  # FY2024
AGAINST = re.compile(rf"{expression('of', 'zh')}\s*[0-9]")
RELATIVE = ("growth", "change")
FROM = re.compile(rf"(?:{expression('ranges.from')})\W*$", re.IGNORECASE)
# A figure that something fell to: it must be said to have fallen.
FELL_TO = re.compile(
    rf"(?:{expression('fall', 'zh')}|{expression('fall.short', 'zh')}){expression('change.done')}?{expression('change.to')}\W*$"
    rf"|{expression('fall', 'en')} {expression('ranges.joined', 'en')} $",
    re.IGNORECASE,
)
REACH = 24  # characters before a figure that may say that something fell to it
WHOLE_OF = re.compile(rf" {expression('respective.of')} (?:\S+ ){{0,3}}")
FALL = re.compile(f"{expression('fall')}|{expression('fall.short', 'zh')}")
UP_TO_PAUSE = re.compile(r"[^，,：:；;（）()\t]*")


class Cues:
    """The cues and years of a sentence, for all its findings."""

    def __init__(
        self, text: str, folded: Traced, before: str, lead: str, found: Sequence[Found]
    ) -> None:
        """`before` are other sentences, `lead` is what stands above. `found` are in order."""
        self.carried = WIDE["others"].search(fold(before)) is not None
        self.text, self.folded = text, folded
        self.near = {name: self.places(cue) for name, cue in CUES.items()}
        self.wide = {name: self.places(cue) for name, cue in WIDE.items()}
        self.own = self.places(OWN)
        self.untrue = bool(self.places(UNTRUE)) or text.rstrip().endswith(("?", "？"))
        dated = [(each.start, each.key.partition("-")[0]) for each in found if each.sort == "day"]
        dated += [(each.start(), each[0]) for each in FISCAL.finditer(text)]
        self.dates = sorted(each for each in dated if each[1])
        self.head_years = frozenset(YEAR.findall(lead))
        compared = {each for each in self.places(COMPARED) if not AGAINST.match(text, each + 1)}
        self.past = [each for each in self.places(EARLIER) if each not in compared]
        starts = [each.start for each in found if each.sort == "figure"]
        self.alone = set()
        for each in self.past:
            pause = UP_TO_PAUSE.match(text, each + 1, each + REACH)
            if pause and not told(pause[0]) and not within(starts, each, pause.end()):
                self.alone.add(each)
        self.times = sorted(
            [*((each, True) for each in self.past), *((each, False) for each in self.places(NOW))]
        )
        figures = [each for each in found if each.sort == "figure" and each.quantity]
        self.ends = [each.end for each in figures]
        self.parts = {each.end for each in figures if each.quantity and each.quantity.unit == "%"}
        self.falls = self.places(FALL)
        self.spans = [
            each.end
            for each in figures
            if each.quantity
            and each.quantity.unit in PERIODS
            and each.quantity.value not in (None, 1)
        ]

    def places(self, cue: re.Pattern[str]) -> list[int]:
        """Where the matches of a pattern for folded texts end."""
        return [self.folded.spans[each.end() - 1][1] for each in cue.finditer(self.folded.text)]

    def years(self, start: int, clause: tuple[int, int]) -> frozenset[str]:
        """The years of a clause, or the last one before it in the sentence, or of the head."""
        first, last = (bisect_left(self.dates, (each, "")) for each in clause)
        here = frozenset(year for _, year in self.dates[first:last][:FEW])
        before = bisect_left(self.dates, (start, "")) - 1
        past = frozenset([self.dates[before][1]] if before >= 0 else [])
        return here or past or self.head_years

    def said(self, each: Found, begin: int, clause: tuple[int, int]) -> Iterator[str]:
        """The names of the cues that hold for a finding, whose words begin at `begin`."""
        for name, places in self.near.items():
            if within(places, *clause):
                yield name
            elif within(places, 0, clause[1]):
                yield name + MAYBE
        for name, places in self.wide.items():
            # In its own clause a school speaks of itself again.
            again = name == "others" and within(self.own, begin, clause[1])
            if within(places, begin if again else 0, clause[1]):
                yield name
        if self.carried:
            yield "others"
        if self.untrue:
            yield "untrue"
        if FELL_TO.search(self.text, max(0, each.start - REACH), each.start):
            yield "fell"
        elif within(self.falls, clause[0], each.end + REACH):
            yield "fell" + MAYBE
        last = bisect_right(self.ends, each.start) - 1
        counted = last >= 0 and self.ends[last] not in self.parts
        if counted and WHOLE_OF.fullmatch(self.text, self.ends[last], each.start):
            yield "whole"
        if each.sort == "figure" and within(self.spans, 0, each.start):
            yield "spans"
        if each.sort == "day" or (each.quantity is not None and each.quantity.kind in RELATIVE):
            return
        last = bisect_left(self.times, (each.start, False)) - 1
        place, past = self.times[last] if last >= 0 else (0, False)
        behind = within(self.past, each.end, clause[1])
        if FROM.search(self.text, begin, each.start) or (
            (past and (place >= begin or place in self.alone)) or behind
        ):
            yield "earlier"


def within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted places is from `start` to before `end`."""
    return bisect_left(places, start) < bisect_left(places, end)
