"""Small bar charts: figures of one unit, each with its bar as a share of the largest."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..lookup import display
from ..model.base import FactBase, Record
from ..model.fields import LANGUAGES
from .facts import Both, anchor, both

LENGTH = 120  # of the longest bar, in pixels
FEWEST = 3  # bars of a chart
WHOLE = 100  # percent


class Bar(NamedTuple):
    """A figure of a chart: its place on the page, its name, its text, and the length of its bar."""

    anchor: str
    name: Both
    value: Both
    length: str


class Chart(NamedTuple):
    """The figures on a topic that have one unit."""

    unit: Both
    bars: Sequence[Bar]


def charts(base: FactBase, topic: str, *, several: bool) -> list[Chart]:
    """The charts of a topic. Computed figures, growths, ranges and ranks are in none."""
    lots: dict[str, list[Record]] = {}
    for record in base.select(["stats"], [topic]):
        if drawn(record):
            lots.setdefault(record["unit"], []).append(record)
    found = []
    for unit, records in lots.items():
        if len(records) >= FEWEST:
            term = base.vocabulary["units"][unit]
            found.append(Chart((term["zh"], term["en"]), bars(base, records, several=several)))
    return found


def drawn(record: Record) -> bool:
    """Whether a figure can be compared with others of its unit by a bar."""
    value = record["value"]
    plain = value is not None and value >= 0 and not record["form"]
    return bool(plain and record["unit"] and not record["growth_of"])


def bars(base: FactBase, records: Sequence[Record], *, several: bool) -> list[Bar]:
    """A bar for each figure, in their order."""
    values = [Decimal(record["value"]) for record in records]
    percent = base.vocabulary["units"][records[0]["unit"]]["zh"] == "%"
    largest = max(*values, Decimal(WHOLE if percent else 0)) or Decimal(1)
    return [
        Bar(
            anchor(base.id, record["id"], several=several),
            both([record[lang] for lang in LANGUAGES]),
            both([display.figure(base, record, lang) for lang in LANGUAGES]),
            length(value / largest),
        )
        for record, value in zip(records, values, strict=True)
    ]


def length(share: Decimal) -> str:
    """The length of a bar in pixels.

    >>> length(Decimal(1)), length(Decimal("0.001"))
    ('120', '0.1')
    """
    return f"{round(share * LENGTH, 1).normalize():f}"
