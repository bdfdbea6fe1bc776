"""Whether the rates, growths and parts of a base fit its counts.

A printed rate counts as rounded half up at its last printed digit. The chance of an accidental fit
is the step of that digit, divided by the distance between the rates that neighbouring whole numbers
give. Each further reading that was tried raises the chance.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .growths import Growths
from .parts import of_parts
from .result import Counts, Figures, Result
from .shares import alone, of_rate


def audit(figures: Figures, units: Mapping[str, Any]) -> Iterator[Result]:
    """The results for growths, rates and parts; `units` is the vocabulary's table of units."""
    counts = Counts(figures, units)
    growths = Growths(counts)
    for id, table in figures.items():
        if table.get("growth_of"):
            yield growths.of(id)
        elif table.get("rate_of") or table.get("share_of") or divided(id, counts):
            yield of_rate(id, counts)
        elif counts.percent(id):
            yield alone(id, counts)
    yield from of_parts(counts)


def divided(id: str, counts: Counts) -> bool:
    """Whether a share says how many it is out of."""
    table = counts.figures[id]
    return table.get("form") is None and table.get("of") is not None and counts.percent(id)
