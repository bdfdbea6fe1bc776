"""Long rows of numbers, which are data and no prose: they are read fast, and one by one."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .context.kinds import kind
from .numerals.form import FIGURES, plain_number, step_of
from .quantity import Quantity
from .units import Unit, Units

# So many numbers with nothing but signs between them are data: no ranges, ratios or dates.
CHAIN = re.compile(
    r"(?:[0-9]++(?:\.[0-9]++)?+[^\w]{1,6}){200,}+"
    r"|[0-9]++(?:\.[0-9]++)?+(?P<between>[^0-9\n]{1,12})(?:[0-9]++(?:\.[0-9]++)?+(?P=between)){200,}+"
)
NO_UNIT = Unit(0, "", "")


def row(text: str, raw: str, start: int, end: int, units: Units) -> Iterator[Quantity]:
    """The numbers of a long row that has nothing else."""
    seen: dict[str, tuple[Decimal, Decimal]] = {}
    number = FIGURES.match(text, start)
    unit = units.after(text, number.end() if number else end, plural=False)
    name = text[number.end() : unit.end] if number and unit else ""
    for found in FIGURES.finditer(text, start, end):
        written = found[0]
        if written not in seen:
            value = plain_number(written)
            seen[written] = value, step_of(value)
        value, step = seen[written]
        first, last = found.span()
        own = unit if unit and text.startswith(name, last) else NO_UNIT
        last += len(name) if own is unit else 0
        sort = kind(text, first, last, own.kind, None)
        yield Quantity(
            first, last, raw[first:last], value, None, None, step, own.name, None, sort, None, "",
        )  # fmt: skip
