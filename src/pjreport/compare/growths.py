"""The growths that a newer report prints: beside a comparison, and for the year before it.

What there was before follows from what grew and from its growth. It must be a whole number that
fits all printed digits; often only one does (the method of the audit).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..audit.arithmetic import audit
from ..audit.intervals import HALF_UP, Printed
from ..audit.result import Counts, Reading, Result
from ..audit.statement import IMPOSSIBLE, OTHER, Outcome, Statement, test
from ..model.base import FactBase, Record
from ..model.formula import Figure
from .difference import span
from .pairing import figures

GROWTHS = ("growth", "change")  # relations of the audit


class Growth(NamedTuple):
    """A printed growth or change: its fact, what grew, and the fact that stands for what grew.

    `subject` is what grew, if it is one figure; or its computed sum; or the growth itself.
    """

    record: Record
    reading: Reading
    subject: str


def growths(base: FactBase) -> Iterator[Growth]:
    """The growths of a report. A sum of figures may have a computed fact."""
    sums = {
        frozenset(each["inputs"]): id
        for id, each in base.records.items()
        if each.get("formula") == "sum"
    }
    for id, record in figures(base).items():
        reading = tuple(record.get("growth_of") or ())
        if len(reading) == 1:
            yield Growth(record, reading, reading[0])
        elif reading:
            yield Growth(record, reading, sums.get(frozenset(reading), id))


def relation(growth: Growth, counts: Counts) -> str | None:
    """What a printed growth says of its figures: `growth`, `change`, `points`; None if unclear."""
    units = {counts.figures[id].get("unit") for id in growth.reading}
    unit = growth.record.get("unit")
    if unit in counts.points and units <= counts.percents:
        return "points"
    if units == {unit}:
        return "change"
    return "growth" if unit in counts.percents and not units & counts.percents else None


def agreement(
    growth: Growth, counts: Counts, before: list[Printed], now: list[Printed]
) -> Outcome | None:
    """Whether a printed growth fits the figures of both reports; None if that cannot be tested."""
    said = relation(growth, counts)
    numbers = counts.known([growth.record["id"]])
    if (
        said is None
        or not numbers
        or (said == "growth" and sum(each.value for each in before) <= 0)
    ):
        return None
    return test(Statement(said, counts.printed(growth.record["id"]), (now, before)))


class Implied(NamedTuple):
    """What there was before a growth. Without a number, `missing` says why.

    `now` is what there is, `agreement` the verdict of the audit and `rounding` the way of rounding
    that the number needs.
    """

    growth: Growth
    now: Figure
    agreement: str
    before: Printed | None = None
    missing: str = ""
    rounding: str = ""


def implied(base: FactBase) -> Iterator[Implied]:
    """What there was in the year before, once for each thing that grew."""
    printed = {id: each for id, each in base.records.items() if each["kind"] == "stats"}
    units = base.vocabulary["units"]
    counts = Counts(printed, units)
    results = {each.id: each for each in audit(printed, units) if each.relation in GROWTHS}
    found: dict[str, Implied] = {}
    for growth in growths(base):
        one = before(growth, results[growth.record["id"]], counts)
        known = found.get(growth.subject)
        if known is None or (known.before is None and one.before is not None):
            found[growth.subject] = one
    yield from found.values()


def before(growth: Growth, result: Result, counts: Counts) -> Implied:
    """The number before a growth, or the numbers if several fit."""
    one = Implied(growth, result.current or 0, result.verdict, None, "", result.rounding)
    other = result.verdict == OTHER and result.reading != growth.reading
    if result.verdict == IMPOSSIBLE or other:
        return one._replace(agreement=IMPOSSIBLE, missing="no-base")
    if result.computed is not None:
        return one._replace(before=known(result, counts))
    if result.low is None or result.high is None:
        return one._replace(missing="no-count")
    # The ends are whole numbers, and nothing is rounded.
    return one._replace(before=Printed(result.low, 0, low=result.low, high=result.high))


def known(result: Result, counts: Counts) -> Printed:
    """The computed number before a growth; a range where rounded figures were subtracted."""
    assert result.computed is not None
    whole = all(map(counts.counted, result.reading))
    if result.relation == "change":
        ids = (*result.reading, result.id)
        found = counts.interval(result.reading, HALF_UP) - counts.interval([result.id], HALF_UP)
        step = min(Decimal(counts.printed(id).step) for id in ids)
        around = span(result.computed, found, step)
        if around.low is not None and around.high is not None:
            return Printed(around.low, 0, low=around.low, high=around.high)
    return Printed(result.computed, whole=whole)
