"""Reads the figures of a text: numbers with units, qualifiers, kinds and their places."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from ..vocabulary import expression, words
from . import qualifiers
from .amounts import HALF_ZH, Amount, amount
from .dates import NAMES as MONTHS
from .dates import PLAIN, date
from .flat import flatten
from .kinds import direction, kind
from .names import hide
from .numeral import HAN, ONE, skip
from .quantity import Quantity
from .units import Units, known
from .words import KNOWN

WORDS = "|".join(sorted(KNOWN, key=len, reverse=True))
START = re.compile(
    rf"[0-9{HAN}\u00bc-\u00be\u2150-\u215e]|{HALF_ZH.pattern.replace('?P<half>', '').replace('?P<times>', '')}"
    rf"|(?<![a-z])(?:{WORDS}|{MONTHS})(?![a-z])"
)
RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?: ?([0-9]+(?:\.[0-9]+)?)(?![0-9:.])")
# Between the ends of a range; then what may stand before the second number.
JOINED = re.compile(
    rf" ?(?:[–—~-]|{expression('ranges.joined', 'zh')}) ?| (?P<word>{expression('ranges.joined', 'en')}|{expression('ranges.through', 'en')}) "
)
PAIRED = re.compile(rf" ?{expression('ranges.pair', 'zh')} ?| {expression('ranges.pair', 'en')} ")
BETWEEN = re.compile(rf"{expression('ranges.between', 'en')} $")
WITHIN_TWO = re.compile(f" ?{expression('ranges.between', 'zh')}")
FROM = re.compile(rf"(?:{expression('ranges.from', 'zh')}|{expression('ranges.from', 'en')} )$")
FEW = re.compile(r"(?<![0-9.、])([1-8])、(?=([2-9])(?![0-9.、%]))")
SECOND = re.compile(rf"(?:{expression('ranges.within')})?[-$£€¥]? ?(?=[0-9{HAN}a-z])")
MINUS = re.compile(
    rf"(?:{expression('minus', 'zh')} ?|(?<![a-z])(?:{expression('minus', 'en')}) )$"
)
NEAR = words("qualifier-before.nearly", "zh")
[TENTHS] = [words("spans.near")]
OVER = re.compile(rf"{expression('durations', 'en')} [a-z]+ $")
LOOKBEHIND = 24
LAST_YEARS = 10


def read(text: str, units: Collection[str] = ()) -> list[Quantity]:
    """Every figure of a text, in order. `units` are more forms of units, from a base."""
    return list(Reader(text, known(tuple(sorted(units)))).figures())


class Reader:
    """The figures of one text."""

    def __init__(self, text: str, units: Units) -> None:
        self.raw = text
        self.flat = flatten(text)
        self.text = hide(self.flat)
        self.units = units
        self.last: Quantity | None = None

    def figures(self) -> Iterator[Quantity]:
        """Each figure, in order."""
        place = 0
        while found := START.search(self.text, place):
            start = found.start()
            figure = self.date(start) or self.ratio(start) or self.amount(start)
            if figure is None:
                place = max(
                    found.end(), skip(self.text, start) if found[0][0] in HAN + "0123456789" else 0
                )
                continue
            self.last = figure
            yield figure
            place = max(figure.end, start + 1)

    def figure(self, start: int, end: int, **fields: object) -> Quantity:
        """A figure between two places."""
        plain: dict[str, object] = {
            "value": None,
            "low": None,
            "high": None,
            "step": ONE,
            "unit": "",
            "qualifier": None,
            "kind": "count",
            "direction": None,
            "subject": "",
        }
        return Quantity(start, end, self.raw[start:end], **(plain | fields))  # type: ignore[arg-type]

    def date(self, start: int) -> Quantity | None:
        """A date or year that begins here."""
        found = date(self.text, start)
        if found is None:
            return None
        value, low, high = found.value, found.low, found.high
        return self.figure(
            start, found.end, value=value, low=low, high=high, unit=found.unit, kind=found.kind
        )

    def ratio(self, start: int) -> Quantity | None:
        """A ratio: 17.86:1 is 17.86, 6:4 is 1.5."""
        found = RATIO.match(self.text, start)
        if found is None:
            return None
        one, other = Decimal(found[1]), Decimal(found[2])
        if not one or not other:
            return None
        value = other if one == 1 else round(one / other, 4).normalize()
        name, _ = qualifiers.before(self.text, start)
        return self.figure(start, found.end(), value=value, kind="ratio", qualifier=name)

    def amount(self, start: int) -> Quantity | None:
        """A number with its unit that begins here, or two that are a range."""
        if (
            start
            and self.text[start - 1] == "."
            and not self.text[max(0, start - 2) : start - 1].isalnum()
        ):
            start -= 1
        first = amount(self.text, start, self.units)
        if first is None:
            return None
        if year := self.year(start, first):
            return year
        second, end = self.second(first)
        if second is not None:
            return self.range(first, second, end)
        number = first.numeral
        value, begins = number.value, first.start
        if value is not None and self.minus(first):
            value, begins = -value, first.start - 1
        return self.made(
            first,
            begins,
            first.end,
            value=value,
            low=number.low if value is None else None,
            high=number.high if value is None else None,
        )

    def year(self, start: int, first: Amount) -> Quantity | None:
        """A number of four digits that is a year, because nothing says what it counts."""
        found = PLAIN.match(self.text, start)
        if not found or first.unit or first.rank or found.end() != first.end:
            return None
        lead = self.text[max(0, start - LOOKBEHIND) : start].rstrip(" ")
        if lead.endswith(":") or qualifiers.before(self.text, start)[0] not in (
            None,
            "about",
            "at-most",
        ):
            return None
        return self.figure(start, first.end, value=first.numeral.value, kind="year")

    def minus(self, first: Amount) -> bool:
        """Whether a minus stands before a number."""
        start = first.start
        lead = self.text[max(0, start - LOOKBEHIND) : start]
        if MINUS.search(lead):
            return True
        if lead[-1:] == "-":
            before = lead[-2:-1]
            return not before or not (before.isascii() and (before.isalnum() or before in "-%"))
        return lead[-1:] == "–" and lead[-2:-1] in ("", " ", "(") and len(lead) > 1

    def second(self, first: Amount) -> tuple[Amount | None, int]:
        """The second number of a range, and where it ends."""
        text = self.text
        if first.numeral.value is None or first.rank:
            return None, 0
        few = FEW.match(text, first.start)
        joined = JOINED.match(text, first.end)
        lead = text[max(0, first.start - LOOKBEHIND) : first.start]
        if few and int(few[2]) == int(few[1]) + 1:
            joined = few
        elif joined:
            if FROM.search(lead) or (
                joined.groupdict().get("word") and direction(text, first.start, first.start)
            ):
                return None, 0
        elif (pair := PAIRED.match(text, first.end)) and (
            BETWEEN.search(lead) or pair[0][-1] != " " or not pair[0].isascii()
        ):
            joined = pair
        if joined is None:
            return None, 0
        within = SECOND.match(text, joined.end())
        if within is None:
            return None, 0
        second = amount(text, within.end(), self.units)
        if second is None or second.numeral.value is None or second.rank:
            return None, 0
        paired = joined is not few and joined.re is PAIRED
        if paired and not BETWEEN.search(lead) and not WITHIN_TWO.match(text, second.end):
            return None, 0
        if first.unit and second.unit != first.unit:
            return None, 0
        if (
            text[second.end : second.end + 1] == "-"
            and text[second.end + 1 : second.end + 2].isdigit()
        ):
            return None, 0
        return second, second.end

    def range(self, first: Amount, second: Amount, end: int) -> Quantity:
        """A range of two numbers; the first has the scale of the second if it has none."""
        low, high = first.numeral.value, second.numeral.value
        assert low is not None and high is not None
        scale = second.numeral.scale
        if first.numeral.scale == 1 and scale > 1 and low < high / scale:
            low *= scale
        if self.minus(first):
            low = -low
        if low >= high:
            return self.made(first, first.start, first.end, value=first.numeral.value)
        return self.made(second, first.start, end, low=low, high=high)

    def made(self, of: Amount, start: int, end: int, **values: Decimal | None) -> Quantity:
        """A figure with its qualifier, kind and direction."""
        number, text = of.numeral, self.text
        name, begins = self.qualifier(of, start, end)
        way = direction(text, begins, end) if not of.rank else None
        sort = of.rank or kind(text, begins, end, of.unit_kind, way, share=number.form == "share")
        fields = {key: None if each is None else tidy(each) for key, each in values.items()}
        if fields.get("low") is not None and fields.get("value") is None:
            sort, way = "range", None
        return self.figure(
            start,
            end,
            **fields,
            step=tidy(number.step),
            unit=of.unit,
            qualifier=name,
            kind=sort,
            direction=way if sort in ("growth", "change") else None,
        )

    def qualifier(self, of: Amount, start: int, end: int) -> tuple[str | None, int]:
        """How exact a figure is said to be, and where that or the figure begins."""
        text = self.text
        name, begins = qualifiers.before(text, start)
        value = of.numeral.value
        if name and of.unit_kind == "time":
            if text[begins:start] in NEAR and value is not None and value <= LAST_YEARS:
                name, begins = None, start  # 近三年
            elif text[begins:start] == "over " and not OVER.search(
                text, max(0, begins - 20), start
            ):
                name, begins = None, start
        if of.numeral.more:
            name = "over"
        elif name is None:
            name = qualifiers.behind(text, end)
        if (
            (of.rank == "rank"
            and name is None
            and text[start] not in "0123456789")
            or of.unit in words("ranking.open", "zh")
        ):
            name = name or (
                "at-most"
                if text[start] == words("ranking.top")[0] or of.unit in words("ranking.open", "zh")
                else None
            )
        return name, begins


def tidy(value: Decimal) -> Decimal:
    """A number without a fraction of zeros that only a scale has left."""
    whole = value.to_integral_value()
    if value == whole and value.as_tuple().exponent != 0 and abs(value) >= 100:
        return whole.quantize(ONE) if abs(whole) < Decimal(10) ** 27 else whole
    return value
