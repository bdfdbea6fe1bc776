"""Words that set a figure apart: denied, planned, of another time, body or scope."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..text.normalise import Traced, fold
from ..text.tokens import HAN
from ..vocabulary import expression
from .findings import PERIODS, Found
from .terms import content

FEW = 8  # years and bodies of a sentence that count for one figure
# What sets a figure apart from one with the same words: it must be said of both, or of neither.
CUES = {
    "denied": re.compile(expression("denied")),
    "doubted": re.compile(expression("denied.draft")),
    "planned": re.compile(f"{expression('planned')}|{expression('planned.draft')}"),
    "each": re.compile(expression("each")),
}
# As those, anywhere in the sentence up to the figure, or before it.
WIDE = {
    "untrue": re.compile(rf"{expression('untrue')}"),
    "spans": re.compile(rf"{expression('spans')}|[0-9]{expression('spans.quarter')}"),
    "others": re.compile(
        rf"{expression('others')}|{expression('others.some', 'zh')}{expression('others.bodies', 'zh')}"
        rf"|{expression('others.other')} (?:\w+ )?{expression('others.bodies', 'en')}"
    ),
}
OWN = re.compile(expression("own"))
EARLIER = re.compile(expression("earlier"))
COMPARED = re.compile(
    rf"{expression('earlier.with', 'zh')}{expression('earlier', 'zh')}|{expression('earlier.with', 'en')}"
)
NOW = re.compile(expression("now"))
BODY = re.compile(
    rf"(?:(?!{expression('generic', 'zh')})[{HAN}]){{2,8}}{expression('schools', 'zh')}"
    rf"|(?:(?!{expression('places.no-part')})[{HAN}]){{2}}{expression('places')}(?!{expression('places')})"
)
SCHOOL = re.compile(rf"{expression('schools', 'zh')}$")
YEAR = re.compile(r"(?<![0-9])(?:1[89]|20|21)[0-9]{2}(?![0-9])")
RELATIVE = ("growth", "change")
FROM = re.compile(rf"(?:{expression('ranges.from')})\W*$", re.IGNORECASE)
# A figure that something fell to: it must be said to have fallen.
FELL_TO = re.compile(
    rf"(?:{expression('fall', 'zh')}|{expression('fall.short', 'zh')}){expression('change.done')}?{expression('change.to')}\W*$"
    rf"|{expression('fall', 'en')} {expression('ranges.joined', 'en')} $",
    re.IGNORECASE,
)
REACH = 24  # characters before a figure that may say that something fell to it
WHOLE_OF = re.compile(rf" {expression('respective.of')} (?:[a-z]+ )?")
UP_TO_PAUSE = re.compile(r"[^，,：:；;（）()\t]*")
PAUSE = re.compile(r"[，,：:；;（）()—\t]|\.\s|、")  # behind it stands another clause or item


class Cues:
    """The cues, years and bodies of a sentence, for all its mentions."""

    def __init__(
        self,
        text: str,
        folded: Traced,
        before: str,
        lead: str,
        found: Sequence[Found],
        *,
        strict: bool,
    ) -> None:
        """`before` is the sentence before, `lead` what stands above. `found` are in order.

        `strict` says that 由5000人次 is of another time; a text has it of the time before.
        """
        self.text = text
        self.folded = folded
        self.strict = strict
        self.near = {name: self.places(cue) for name, cue in CUES.items()}
        self.wide = {name: self.places(cue) for name, cue in WIDE.items()}
        self.own = self.places(OWN)
        self.carried = WIDE["others"].search(fold(before)) is not None
        self.untrue = bool(self.wide["untrue"]) or text.rstrip().endswith(("?", "？"))
        dated = ((each.start, each.key.partition("-")[0]) for each in found if each.sort == "day")
        self.dates = [each for each in dated if each[1]]
        self.head_years = frozenset(YEAR.findall(lead))
        honours = {
            place
            for each in found
            if each.sort == "honour" and not SCHOOL.search(each.key)
            for place in range(each.start, each.end)
        }
        named = ((folded.spans[each.start()][0], each[0]) for each in BODY.finditer(folded.text))
        self.named = [each for each in named if each[0] not in honours]
        self.named = self.named or [(0, each[0]) for each in BODY.finditer(fold(before))]
        compared = set(self.places(COMPARED))
        self.past = [each for each in self.places(EARLIER) if each not in compared]
        self.alone = {
            each
            for each in self.past
            if not content(UP_TO_PAUSE.findall(text[each + 1 : each + REACH])[0]).strip()
        }
        self.times = sorted(
            [*((each, True) for each in self.past), *((each, False) for each in self.places(NOW))]
        )
        figures = [each for each in found if each.sort == "figure" and each.quantity]
        self.ends = [each.end for each in figures]
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

    def years(self, start: int, clause: tuple[int, int], carried: frozenset[str]) -> frozenset[str]:
        """The years of a clause, or the last one before, or of the head, or those `carried` on."""
        first, last = (bisect_left(self.dates, (each, "")) for each in clause)
        here = frozenset(year for _, year in self.dates[first:last][:FEW])
        before = bisect_left(self.dates, (start, "")) - 1
        past = frozenset([self.dates[before][1]] if before >= 0 else [])
        return here or past or self.head_years or carried

    def bodies(self, stop: int) -> tuple[str, ...]:
        """The last places and institutions that are named before an offset."""
        last = bisect_left(self.named, (stop, ""))
        return tuple(name for _, name in self.named[max(0, last - FEW) : last])

    def said(self, each: Found, begin: int, clause: tuple[int, int]) -> Iterator[str]:
        """The names of the cues that hold for a mention, whose words begin at `begin`."""
        yield from (name for name, places in self.near.items() if within(places, *clause))
        for name, places in self.wide.items():
            # In its own clause a school speaks of itself again.
            again = name == "others" and within(self.own, *clause)
            if within(places, clause[0] if again else 0, clause[1]):
                yield name
        if self.carried:
            yield "others"
        if self.untrue:
            yield "untrue"
        if FELL_TO.search(self.text, max(0, each.start - REACH), each.start):
            yield "fell"
        last = bisect_right(self.ends, each.start) - 1
        if last >= 0 and WHOLE_OF.fullmatch(self.text, self.ends[last], each.start):
            yield "whole"
        if each.sort == "figure" and within(self.spans, clause[0], each.start):
            yield "spans"
        if each.sort == "day" or (each.quantity is not None and each.quantity.kind in RELATIVE):
            return
        last = bisect_left(self.times, (each.start, False)) - 1
        place, past = self.times[last] if last >= 0 else (0, False)
        if FROM.search(self.text, begin, each.start):
            yield "earlier" if self.strict else "from"
        elif (past and (place >= begin or place in self.alone)) or within(
            self.past, each.end, clause[1]
        ):
            yield "earlier"


def within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted places is from `start` to before `end`."""
    return bisect_left(places, start) < bisect_left(places, end)
