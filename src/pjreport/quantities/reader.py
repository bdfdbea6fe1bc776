"""Reads the figures of a text: numbers with units, qualifiers, kinds and their places.

Each step is a small module: `flat` gives every character its plain form, `names` hides what is no
figure, `figure` reads what stands at a place. `numerals` reads one number, `units` what it counts,
`counting` says whether it counts anything, `context` how exact it is, its sort, the head of its table.
"""

import re
from collections.abc import Collection, Iterator

from ..vocabulary import expression
from .figure import Figures
from .flat import flatten
from .names import hide, named
from .numerals.dates import NAMES as MONTHS
from .numerals.han import FRACTION, HAN, SEVERAL, skip
from .numerals.han import POINT as POINT_ZH
from .numerals.shares import HALF_ZH
from .numerals.tokens import AND, ARTICLES, KNOWN, LOWER, POINT, SCALES
from .quantity import Quantity
from .rows import CHAIN, row
from .units import Units, known

DIGITS = "0123456789"
STARTS = "|".join(sorted(KNOWN - ARTICLES - {POINT}, key=len, reverse=True))
AFTER_ARTICLE = "|".join((*LOWER, *SCALES))
START = re.compile(
    rf"[0-9{HAN}\u00bc-\u00be\u2150-\u215e]"
    rf"|{re.sub('[?]P<[a-z]+>', '?:', f'{HALF_ZH.pattern}|{SEVERAL.pattern}')}"
    rf"|(?<![a-z])(?:{STARTS}|{MONTHS}|(?:{'|'.join(ARTICLES)}) (?:{AFTER_ARTICLE}))(?![a-z])"
)
# So many characters of nothing but numerals in words are no number and no prose.
WORDED = re.compile(
    rf"(?:(?:{'|'.join(sorted((*KNOWN, AND), key=len, reverse=True))})[ ,.-]{{1,3}}|[{HAN}{POINT_ZH}{FRACTION}] {{0,3}}、?)++"
)
LONGEST = 1000
NAME = re.compile(r"[A-Z][a-z]+ (?:[A-Z][a-z]+ ?)+")
SMALL_WORD = re.compile(r"\b[a-z]{4,}\b")
LINE = 60  # characters beside a name that are looked at
AGAIN = re.compile(rf"{expression('ranges.pair', 'zh')}|、| {expression('ranges.pair', 'en')} ")


def read(text: str, units: Collection[str] = ()) -> list[Quantity]:
    """Every figure of a text, in order. `units` are more forms of units, from a base.

    >>> for each in read("在校生1.5万余人，就业率98%以上，3至5年，约三分之二，名列第3位，$1.8m"):
    ...     print(each.text, each.value, each.low, each.high, each.unit, each.qualifier, each.kind)
    1.5万余人 15000 None None 人 over count
    98% 98 None None % at-least rate
    3至5年 None 3 5 年 None range
    三分之二 66.67 None None % about share
    第3位 3 None None 位 None rank
    $1.8m 1800000 None None $ None money
    """
    return list(scan(text, units))


def scan(text: str, units: Collection[str] = ()) -> Iterator[Quantity]:
    """The figures of a text as in `read`, one after the other."""
    return Reader(text, known(tuple(sorted(units)))).figures()


class Reader:
    """The figures of one text."""

    def __init__(self, text: str, units: Units) -> None:
        flat = flatten(text)
        self.raw, self.text, self.units = text, hide(flat), units
        self.found = Figures(text, flat, self.text, units)
        self.last: Quantity | None = None
        self.worded = 0  # where the last run of numerals in words ends

    def figures(self) -> Iterator[Quantity]:
        """Each figure, in order."""
        text, place = self.text, 0
        while found := START.search(text, place):
            start = found.start()
            digit = text[start] in DIGITS
            if digit and (end := named(text, start)):
                place = end
                continue
            if digit and not self.found.heads.rows and (chain := CHAIN.match(text, start)):
                yield from row(text, self.raw, start, chain.end(), self.units)
                place = chain.end()
                continue
            if not digit and start >= self.worded and (run := WORDED.match(text, start)):
                self.worded = run.end()
                if run.end() - start > LONGEST:
                    place = run.end()
                    continue
            if (
                text[start - 1 : start] == "."
                and digit
                and not text[start - 2 : start - 1].isalnum()
            ):
                start -= 1
            figure = self.found.at(start)
            if figure and self.is_name(figure):
                place = figure.end
            elif figure:
                figure = self.alike(figure)
                yield figure
                place = max(figure.end, found.start() + 1)
            elif digit or text[start] in HAN:
                place = max(found.start() + 1, skip(text, start))
            else:
                place = found.end()

    def is_name(self, figure: Quantity) -> bool:
        """Whether a number word and its noun are a name: of Two Rivers Hall. Headings have capitals, too."""
        if not NAME.fullmatch(figure.text):
            return False
        line = self.raw.rfind("\n", max(0, figure.start - LINE), figure.start) + 1
        return (
            SMALL_WORD.search(self.raw, max(line, figure.start - LINE), figure.end + LINE)
            is not None
        )

    def alike(self, figure: Quantity) -> Quantity:
        """A figure that goes on with the growths before it: 分别增长1.95%和2.06%."""
        last, self.last = self.last, figure
        if last is None or last.direction is None or figure.direction or figure.unit != last.unit:
            return figure
        if figure.kind not in ("rate", "share", "count") or not AGAIN.fullmatch(
            self.text, last.end, figure.start
        ):
            return figure
        self.last = figure._replace(kind=last.kind, direction=last.direction)
        return self.last
