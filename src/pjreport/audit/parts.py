"""Parts compared with their whole, and breakdowns: the parts that add up to it."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..model.formula import plain, total
from .intervals import HALF_UP, Printed, below
from .result import Counts, Reading, Result
from .statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED, Statement, rounded, test

NEAR = Fraction(1, 50)  # of a whole: parts that miss it by less are most likely all parts
ALL = Printed(100, whole=True)


def of_parts(counts: Counts) -> Iterator[Result]:
    """Each part compared with its whole, and all parts of it; then the shares of each whole."""
    parts: dict[str, list[str]] = defaultdict(list)
    shares: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id in counts.known(tuple(counts.figures)):
        table = counts.figures[id]
        if table.get("part_of") and counts.known([table["part_of"]]):
            parts[table["part_of"]].append(id)
        if table.get("breakdown") and counts.percent(id):
            shares[str(table.get("share_of")), table["breakdown"]].append(id)
    for whole, some in parts.items():
        yield from parts_of(whole, some, counts)
    for some in shares.values():
        yield all_shares(tuple(some), counts)


def parts_of(id: str, parts: list[str], counts: Counts) -> Iterator[Result]:
    """Each part compared with its whole; the breakdowns; and the parts in the same unit."""
    whole, value = counts.printed(id), counts.figures[id].get("value")
    unit = counts.figures[id].get("unit")
    alike = [each for each in parts if counts.figures[each].get("unit") == unit]
    same = set(alike)
    room = counts.interval([id], HALF_UP)
    for part in parts:
        size, printed = counts.interval([part], HALF_UP), counts.printed(part).value
        stated = counts.figures[part].get("value")
        if part in same and not below(size, room):
            yield Result(part, "part", IMPOSSIBLE, stated, (id,), whole.value)
        elif whole.value > 0:
            given = Fraction(printed) / Fraction(whole.value) * 100
            computed = rounded(given, Decimal("0.01"))
            yield Result(part, "part", CONSISTENT, stated, (id,), whole.value, computed)
    broken = defaultdict(list)
    for each in alike:
        if counts.figures[each].get("breakdown"):
            broken[counts.figures[each]["breakdown"]].append(each)
    for some in broken.values():
        outcome = test(Statement("sum", whole, ([counts.printed(each) for each in some],)))
        added = counts.sum(some)
        yield Result(
            *(id, "parts", outcome.verdict, value, tuple(some), added),
            rounding=outcome.rounding,
            before=whole.value,
        )
    if len(alike) > 1 and not broken:
        yield loose(Result(id, "parts", CONSISTENT, value, tuple(alike), counts.sum(alike)), counts)


def loose(result: Result, counts: Counts) -> Result:
    """The result for parts that need not be all parts, and may overlap."""
    whole, added = counts.printed(result.id).value, result.current or 0
    given = counts.interval(result.reading, HALF_UP)
    room = counts.interval([result.id], HALF_UP)
    if given.meets(room):
        return result
    if abs(Fraction(added) - Fraction(whole)) < NEAR * Fraction(whole):
        return result._replace(verdict=OTHER, before=whole)
    if below(given, room):
        return result
    missing = f"the parts add up to {plain(added)}; whether they overlap"
    return result._replace(verdict=UNTESTED, missing=missing)


def all_shares(ids: Reading, counts: Counts) -> Result:
    """The result for the shares of all parts of a whole: 100 per cent."""
    outcome = test(Statement("sum", ALL, ([counts.printed(each) for each in ids],)))
    values = [counts.printed(each).value for each in ids]
    return Result(
        *(ids[0], "shares", outcome.verdict, counts.figures[ids[0]].get("value"), ids),
        current=total(values),
        before=100,
        rounding=outcome.rounding,
    )
