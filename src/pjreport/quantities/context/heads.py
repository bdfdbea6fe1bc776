"""Units and scales that stand in a label, in the head of a table, or in a heading above."""

import re
from bisect import bisect_right
from decimal import Decimal
from typing import NamedTuple

from ...text.numerals import UNITS as SCALES
from ...text.numerals import worth
from ...vocabulary import expression, words
from ..names import CURRENCY
from ..numerals.form import ONE
from ..numerals.tokens import SCALES as SCALE_WORDS
from ..units import Units

# What may stand in brackets: (万元), (%), (£), (in thousands of dollars), (£ million), ($000).
SCALE = "|".join(sorted(SCALE_WORDS, key=len, reverse=True))
HEAD = re.compile(
    rf"\(? ?(?:{expression('heads.unit', 'zh')} ?:? ?|{expression('heads.in', 'en')} )?(?P<han>[{''.join(SCALES)}]*)"
    rf"(?:(?P<words>(?:{SCALE}))(?: of)? ?)?(?P<sign>{CURRENCY})?(?P<zeros>'?000s?)?(?: ?(?P<after>{SCALE}|m|bn))?"
)
BRACKETS = re.compile(r"\(([^()\n]{1,32})\) ?(?=[:|\n]|$|  )")
STATED = re.compile(rf"{expression('heads.unit', 'zh')} ?:? ?([^\s()|,。;]{{1,8}})")
RULE = re.compile(r"[|: -]+")
# A cell with a figure; years stand in heads, too.
NUMBER = re.compile(r"[(]?[-–+$£€¥]{0,2} ?[0-9][0-9,.]*+ ?%?[)]?")
VALUE = re.compile(rf"(?!(?:19|20)[0-9]{{2}}\Z){NUMBER.pattern}")
# Dollars in thousands: as thousands of dollars.
TURNED = re.compile(rf"([a-z ]+?|{CURRENCY}) {expression('heads.in', 'en')} ({SCALE})")
RATE = re.compile(rf"{expression('rates.names')}(?: ?[(][^()]*[)])?\Z")
CELL = re.compile(r" *\| *| {2,}|\t+")
LETTERS = {"m": 10**6, "bn": 10**9}
DIGITS = tuple("0123456789")
PROSE = re.compile(r"[。.!?]$")
LONGEST_UNIT = 6
OWN, ABOVE = "own", "above"  # as `head` of a quantity


class Hint(NamedTuple):
    """What a head says of the bare numbers under it: their unit, its kind, their scale; and which head it is."""

    unit: str
    kind: str
    scale: Decimal = ONE
    head: str = ABOVE


class Heads:
    """The heads of a flat text, line by line."""

    def __init__(self, text: str, units: Units) -> None:
        self.text, self.units = text, units
        self.starts = [0, *(each.end() for each in re.finditer("\n", text))]
        self.row, self.first, self.numbers = -1, 0, 0  # of the line that was asked for last
        self.cells: list[int] = []
        self.values: set[int] = set()  # the cells of it that are numbers
        self.rate = False  # whether its name is that of a rate
        self.stated = False  # whether a heading has just given a unit
        self.rows: dict[int, tuple[Hint | None, list[Hint | None], Hint | None]] = {}
        self.read()

    def read(self) -> None:
        """Find the label, the columns and the heading of each line that has any."""
        heading: Hint | None = None
        columns: list[Hint | None] = []
        blank = False
        for row, line in enumerate(self.text.split("\n")):
            plain = line.strip(" |\t")
            if not plain:
                blank, columns = True, []
                continue
            cells = CELL.split(plain)
            if blank and not (self.stated and len(cells) > 1):
                heading = None
            self.stated = self.stated and blank
            blank = False
            own = self.bracket(plain)
            bare = not plain.removesuffix(")").endswith(DIGITS)
            if (
                len(cells) > 1
                and not RULE.fullmatch(plain)
                and not any(map(VALUE.fullmatch, cells[1:]))
            ):
                columns = [self.bracket(f"{each}\n") or self.ending(each) for each in cells]
                heading = self.bracket(f"{cells[0]}\n") or heading
                continue
            if len(cells) == 1 and bare:
                if PROSE.search(plain):
                    heading = None
                elif found := own or self.behind(plain):
                    heading, self.stated = found, True
            label = self.bracket(cells[0] + "\n") if len(cells) > 1 else own
            label = label or self.label(plain)
            if label or heading or any(columns):
                self.rows[row] = (label, columns, heading)

    def behind(self, line: str) -> Hint | None:
        """The unit with a scale that a heading ends with: Finances, thousands of dollars."""
        found = self.hint(line.rpartition(",")[2].strip())
        return found if found and found.scale > 1 else None

    def label(self, line: str) -> Hint | None:
        """The unit that the label of a line ends with: 到馆人次:1,092,360."""
        name, colon, _ = line.partition(":")
        return self.ending(name) if colon else None

    def ending(self, name: str) -> Hint | None:
        """The unit of two characters or more that a label or a head of a column ends with."""
        for length in range(LONGEST_UNIT, 1, -1):
            unit = name[-length:]
            if (
                len(name) > len(unit) == length
                and self.units.kinds.get(unit) == "count"
                and not unit.isascii()
            ):
                return Hint(unit, "count", head=OWN)
        return None

    def bracket(self, line: str) -> Hint | None:
        """The unit in brackets at the end of a label or head, or behind 单位."""
        found = BRACKETS.search(line)
        if found:
            hint = self.hint(found[1])
            return hint and hint._replace(head=OWN)
        stated = STATED.search(line)
        return self.hint(stated[1]) if stated else None

    def hint(self, written: str) -> Hint | None:
        """What a unit with its scale says.

        >>> from ..units import UNITS
        >>> for each in ("万元", "%", "£", "in thousands of dollars", "dollars in thousands", "£m", "items owned at year end"):
        ...     print(each, *(Heads("", UNITS).hint(each) or ["none"])[:3])
        万元 元 money 10000
        % % per-hundred 1
        £ £ money 1
        in thousands of dollars dollars money 1000
        dollars in thousands dollars money 1000
        £m £ money 1000000
        items owned at year end none
        """
        if turned := TURNED.fullmatch(written):
            written = f"{turned[2]} {turned[1]}"
        found = HEAD.match(written)
        assert found is not None
        rest = written[found.end() :].strip()
        scale = ONE
        if found["han"]:
            worked = worth("1" + found["han"])
            scale = worked[0] if worked else ONE
        for name in ("words", "after"):
            if found[name]:
                scale *= SCALE_WORDS.get(found[name]) or LETTERS[found[name]]
        if found["zeros"]:
            scale *= 1000
        if found["sign"]:
            return Hint(found["sign"].strip(), "money", scale) if not rest else None
        if not rest and scale > 1 and not found["han"]:
            return Hint("", "", scale)
        kind = self.units.kinds.get(rest.partition("/")[0])
        if kind is None or kind in ("no-noun", "no-plural"):
            return None
        return Hint("%" if kind == "per-hundred" and rest in PERCENT else rest, kind, scale)

    def of(self, start: int, end: int) -> Hint | None:
        """What a head says of a bare number between two places."""
        row = bisect_right(self.starts, start) - 1
        hints = self.rows.get(row)
        if hints is None:
            return None
        label, columns, heading = hints
        if row != self.row:
            self.row = row
            ends = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.text)
            line = self.text[self.starts[row] : ends].rstrip(" |\t")
            self.first = self.starts[row] + len(line) - len(line.lstrip(" |\t"))
            gaps = [*CELL.finditer(line, self.first - self.starts[row])]
            self.cells = [self.starts[row] + each.start() for each in gaps]
            stops = [*(each.start() for each in gaps[1:]), len(line)]
            self.values = {
                number
                for number, (gap, stop) in enumerate(zip(gaps, stops, strict=False), 1)
                if NUMBER.fullmatch(line, gap.end(), stop)
            }
            name = line[self.first - self.starts[row] : gaps[0].start() if gaps else None]
            self.rate = bool(RATE.search(name))
            self.numbers = self.starts[row] + len(line.rstrip("0123456789., |()-"))
        if label:
            return label if start > self.first else None
        cell = bisect_right(self.cells, start)
        column = len(columns) - 1 - len(self.cells) + cell
        if column >= 0 and columns[column]:
            return columns[column]
        if heading is None or (self.rate and heading.kind == "money"):
            return None
        heading = heading._replace(head=ABOVE)
        return heading if cell in self.values or end >= self.numbers else None


PERCENT = frozenset(words("units.per-hundred")) - {"‰"}
