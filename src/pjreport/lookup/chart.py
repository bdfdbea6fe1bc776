"""Figures as bars: those of one unit have one scale."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..model.base import Bases, Record
from . import display


class Bar(NamedTuple):
    """A figure: its name, the figure in words, its unit, its share of the largest from 0 to 1."""

    id: str
    name: str
    value: str
    unit: str
    share: Decimal


def bars(bases: Bases, records: Sequence[Record], lang: str) -> list[Bar]:
    """The bars of the figures that are one number, unit by unit, in their order.

    A figure that fell has a bar as long as one that rose; its words have the sign.
    """
    by_unit: dict[str, list[Record]] = {}
    for record in records:
        if record.get("value") is not None and not record.get("form"):
            by_unit.setdefault(record["unit"] or "", []).append(record)
    found = []
    for unit, some in by_unit.items():
        most = max(abs(Decimal(record["value"])) for record in some) or Decimal(1)
        for record in some:
            base = bases.of_report(record["report"])
            share = abs(Decimal(record["value"])) / most
            shown = display.figure(base, record, lang)
            found.append(Bar(record["id"], record[lang], shown, unit, share))
    return found
