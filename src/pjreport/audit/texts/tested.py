"""Statements of a text with their outcomes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..statement import CONSISTENT, OTHER, Outcome, Statement, test
from .mentions import Mention


class Tested(NamedTuple):
    """A statement of a text with its outcome. `figure` is what was tested."""

    figure: Mention
    statement: Statement
    sides: tuple[Sequence[Mention], ...]
    outcome: Outcome


def tested(relation: str, figure: Mention, *sides: Sequence[Mention]) -> Tested:
    """A statement of the text, tested."""
    printed = tuple([each.printed for each in side] for side in sides)
    statement = Statement(relation, figure.printed, printed)
    return Tested(figure, statement, sides, test(statement))


def best(tries: Sequence[Tested], *, sure: bool) -> Iterator[Tested]:
    """The first of some tries that fits; if none does and it is sure what is meant, the last."""
    for verdict in (CONSISTENT, OTHER):
        for each in tries:
            if each.outcome.verdict == verdict:
                yield each
                return
    if tries and sure:
        yield tries[-1]
