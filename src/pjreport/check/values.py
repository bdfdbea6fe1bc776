"""The numbers that the evidence of a printed figure shows, and which of them are its value."""

from collections.abc import Iterator
from typing import Any

from ..model.diagnostics import Span
from ..model.lock import FOUND
from ..quantities.reading import FoundNumber
from .context import Context, Match
from .raw import RawFact


def shown_figures(context: Context) -> Iterator[tuple[RawFact, list[FoundNumber]]]:
    """The printed figures, each with the numbers that its evidence shows."""
    for fact in context.facts:
        if fact.id in context.shown:
            yield fact, context.shown[fact.id]


def worth(fact: RawFact) -> list[Any]:
    """The values that a text may print for a figure's: a growth of -3.2 is a fall of 3.2."""
    value = fact.table["value"]
    return [value, -value] if fact.table.get("growth_of") and value < 0 else [value]


def valued(context: Context, fact: RawFact, shown: list[FoundNumber]) -> list[FoundNumber]:
    """The numbers that are a figure's value, in whatever unit."""
    unit = fact.table["unit"]
    values = {each for value in worth(fact) for each in context.units.worth(unit, value)}
    return [each for each in shown if each.said.value in values]


def united(context: Context, fact: RawFact, shown: list[FoundNumber]) -> list[FoundNumber]:
    """The numbers that are a figure's value in its unit."""
    unit, values = fact.table["unit"], worth(fact)
    return [
        each
        for each in shown
        if any(context.units.fits(unit, value, each.said) for value in values)
    ]


def located(
    context: Context, fact: RawFact, shown: list[FoundNumber]
) -> Iterator[tuple[FoundNumber, Match, Span]]:
    """Some numbers that a fact's evidence shows, each with the fragment it is in and its place."""
    known = {each.span for each in shown}
    for match in context.by_id[fact.id]:
        if match.verdict == FOUND:
            for span in match.spans:
                for each in context.numbers.within(span):
                    if each.span in known:
                        yield each, match, span
