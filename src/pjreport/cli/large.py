"""A report too large to be held as a whole, checked and compiled part by part."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from ..check.parts import doubtful, shared, steers
from ..model.base import FactBase
from ..model.lock import Lock
from ..store.large import Large, Unfit
from ..store.staged import Staged


@contextmanager
def staging(report: Large) -> Iterator[Staged | None]:
    """A report in a temporary file, if it can be read in pieces and nothing is wrong with it."""
    with closing(Staged()) as staged:
        yield staged if sound(report, staged) else None


def sound(report: Large, staged: Staged) -> bool:
    """Stage a report, and say whether it has the shape of a fact base and keeps the rules."""
    try:
        for tables, text in report.pieces:
            if steers(tables, text):
                return False
            staged.add(tables)
    except Unfit:
        return False
    head = staged.head
    if not staged.fits() or doubtful(head, head, staged):
        return False
    for part in staged.parts():
        if doubtful(part, head, staged):
            return False
        staged.mark(shared(part))
    return staged.distinct()


def in_parts(path: str, staged: Staged, lock: Lock | None) -> Iterator[FactBase]:
    """A sound report's facts in their order, some at a time, as bases that know all of it."""
    for part in staged.parts():
        yield FactBase(path, staged.head | part, lock, staged)
