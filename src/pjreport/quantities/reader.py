"""Reads the figures of a raw text."""

from collections.abc import Collection
from decimal import Decimal

from .numbers import Units
from .quantity import Quantity
from .reading import Numbers


def read(text: str, units: Collection[str] = ()) -> list[Quantity]:
    """Every figure of a text, in order. `units` are more forms of units, from a base."""
    found = []
    known = Units({str(place): {"zh": unit} for place, unit in enumerate(units)})
    for said, span, _ in Numbers(text, known).found:
        start, end = span.first, span.last + 1
        if said.unit and text.startswith(said.unit, end):
            end += len(said.unit)
        exponent = said.value.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        found.append(
            Quantity(
                start,
                end,
                text[start:end],
                said.value,
                None,
                None,
                step,
                said.unit,
                said.qualifier,
                "count",
                None,
                "",
            )
        )
    return found
