"""Growths in per cent and counted changes, compared with what grew.

What grew is stated, and what there was before follows: it must be a whole number. A change that is
counted says how many there were, too, and then the rate must fit both counts.
"""

from collections import defaultdict
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations

from ..model.formula import PRECISION, Figure, digits, growth, total
from .intervals import HALF_UP, ROUNDINGS, Interval, Printed, interval, quotients
from .result import Counts, Reading, Result, Table, among, between
from .statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED, WHOLE, Statement, ends, test

MAX_COUNTS = 8  # counts whose sums are tried: 255 sums
Pool = tuple[str, object, object]


class Growths:
    """The growths and changes of a base."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.changes: dict[Reading, str] = {}  # a counted change of each reading
        self.pools: dict[Pool, list[str]] = defaultdict(list)
        self.sums: dict[Reading, list[tuple[Reading, int]]] = {}
        for id, table in counts.figures.items():
            self.pools[pool(id, table)].append(id)
            if table.get("growth_of") and not counts.percent(id):
                self.changes.setdefault(tuple(table["growth_of"]), id)

    def of(self, id: str) -> Result:
        """The result for a growth or a change."""
        table = self.counts.figures[id]
        stated = self.counts.known(table["growth_of"])
        value = table.get("value")
        relation = "growth" if self.counts.percent(id) else "change"
        if len(stated) < len(table["growth_of"]) or not self.counts.known([id]):
            return Result(
                id, relation, UNTESTED, value, stated, missing="a count above 0 that grew"
            )
        if relation == "change":
            return self.change(id, stated)
        change = self.changes.get(stated)
        return self.growth(id, stated) if change is None else self.both(id, stated, change)

    def change(self, id: str, stated: Reading) -> Result:
        """What there was before a counted change. It was not less than nothing."""
        counts, table = self.counts, self.counts.figures[id]
        units = {counts.figures[each].get("unit") for each in stated}
        points = table.get("unit") in counts.points and units <= counts.percents
        value, current = table.get("value"), counts.sum(stated)
        if units != {table.get("unit")} and not points:
            missing = "what changed is counted in another unit"
            return Result(id, "change", UNTESTED, value, stated, current, missing=missing)
        before = counts.interval(stated, HALF_UP) - counts.interval([id], HALF_UP)
        if before.high is not None and before.high < 0:
            return Result(id, "change", IMPOSSIBLE, value, stated, current)
        result = Result(id, "change", CONSISTENT, value, stated, current)
        return self.earlier(result, before, (*stated, id))

    def both(self, id: str, stated: Reading, change: str) -> Result:
        """Whether a growth fits what grew and by how many."""
        counts = self.counts
        value, rate = counts.figures[id].get("value"), counts.printed(id)
        grown = [counts.printed(each) for each in stated]
        outcome = test(Statement("growth-by", rate, (grown, [counts.printed(change)])))
        before = counts.interval(stated, HALF_UP) - counts.interval([change], HALF_UP)
        result = Result(
            *(id, "growth", outcome.verdict, value, stated, counts.sum(stated)),
            rounding=outcome.rounding,
        )
        result = self.earlier(result, before, (*stated, change))
        if outcome.verdict == IMPOSSIBLE and result.computed is not None:
            pair = (result.computed, ends(outcome.given, rate.step)[0])
            return result._replace(computed=None, before=result.computed, neighbours=(pair,))
        return result

    def earlier(self, result: Result, before: Interval, ids: Reading) -> Result:
        """A result with what there was before, which some figures give."""
        if all(each.low is None and not each.qualifier for each in map(self.counts.printed, ids)):
            values = [self.counts.printed(each).value for each in ids]
            rounds = not self.counts.exact(ids) and all(map(self.counts.counted, ids))
            if not rounds:
                return result._replace(computed=total(values[:-1]) - values[-1])
        return among(result, before)

    def growth(self, id: str, stated: Reading) -> Result:
        """Which whole number grew by this rate, and in which reading of what grew."""
        counts, table = self.counts, self.counts.figures[id]
        value, rate = table.get("value"), counts.printed(id)
        current = counts.sum(stated)
        none = Result(id, "growth", UNTESTED, value, stated, current)
        if current <= 0 or rate.value <= -100:
            return none._replace(current=None, missing="a count above 0 that grew")
        if not all(map(counts.counted, stated)):
            missing = "what grew is not counted in whole numbers, so any base fits"
            return none._replace(missing=missing)
        by = factor(rate)
        if by.low is None or by.low <= 0 or by.high is None:
            return none._replace(missing="the rate has only one end, so any base fits")
        if not counts.exact(stated) or rate.qualifier or value is None:
            return self.rounded(none, stated, by)
        return self.whole(none, table, rate)

    def rounded(self, result: Result, stated: Reading, by: Interval) -> Result:
        """As `growth`, if the source rounds: the base lies between two numbers."""
        found = self.counts.interval(stated, HALF_UP).over(by)
        if found.low is not None and found.high is not None and found.wholes() is None:
            return result._replace(verdict=IMPOSSIBLE)
        return among(result._replace(verdict=CONSISTENT, chance=1.0), found)

    def whole(self, result: Result, table: Table, rate: Printed) -> Result:
        """As `growth`, of counts that are printed with all digits."""
        stated = result.reading
        by = factor(rate)
        current = int(self.counts.sum(stated))
        found = quotients(current, by)
        inferred = "growth_of" in (table.get("inferred") or ())
        tried = [(stated, current)]
        if found is None or inferred:
            tried = self.readings(result.id, table, stated, inferred=inferred)
        tries = len(tried)
        others = (each for each in tried if each[0] != stated)
        if found is not None:
            only = inferred and any(quotients(each, by) is None for _, each in others)
            verdict = OTHER if only else CONSISTENT
            return fitting(result._replace(verdict=verdict), current, found, tries)
        for reading, sum in others:
            found = quotients(sum, by)
            if found is not None:
                result = result._replace(verdict=OTHER, reading=reading, current=sum)
                return fitting(result, sum, found, tries)
        for way in ROUNDINGS[1:]:
            found = quotients(current, factor(rate, way))
            if found is not None:
                result = result._replace(verdict=OTHER, rounding=way)
                return fitting(result, current, found, tries + len(ROUNDINGS) - 1)
        return result._replace(verdict=IMPOSSIBLE, neighbours=neighbours(current, rate.value))

    def readings(
        self, id: str, table: Table, stated: Reading, *, inferred: bool
    ) -> list[tuple[Reading, int]]:
        """What may have grown: sums of the stated counts, or of the topic's counts in one unit."""
        ids = stated
        if not inferred:
            like = dict(self.counts.figures[stated[0]]) | {"period": table.get("period")}
            ids = tuple(self.pools.get(pool(id, like), ())[: 2 * MAX_COUNTS])
        if ids not in self.sums:
            numbers = self.counts.known(ids)
            exact = [each for each in numbers if self.counts.exact([each])][:MAX_COUNTS]
            self.sums[ids] = [
                (some, int(self.counts.sum(some)))
                for size in range(1, len(exact) + 1)
                for some in combinations(exact, size)
            ]
        return self.sums[ids]


def pool(id: str, table: Table) -> Pool:
    """What figures have in common that may be added up: the topic, the unit, the period."""
    return id.rpartition(".")[0], table.get("unit"), table.get("period")


def factor(rate: Printed, rounding: str = HALF_UP) -> Interval:
    """What a base is multiplied by to grow by this rate."""
    return interval(rate, rounding).times(Fraction(1, 100)) + WHOLE


def fitting(result: Result, current: int, found: tuple[int, int], tries: int) -> Result:
    """A result with the whole numbers that fit, and the chance that some number fits."""
    accident = 1 - (1 - chance_of_growth(current, found[0], result.value or 0)) ** tries
    return between(result._replace(chance=accident), *found)


def neighbours(current: Figure, rate: Figure) -> tuple[tuple[int, Decimal], ...]:
    """The two whole numbers around the exact base, each with the growth it gives."""
    with localcontext(prec=PRECISION):
        exact = Decimal(current) / (1 + Decimal(rate) / 100)
    below = max(1, int(exact))
    places = digits(rate)
    return tuple((base, growth(current, base, places)) for base in (below, below + 1))


def chance_of_growth(current: Figure, base: int, rate: Figure) -> float:
    """The probability that a rate with these digits fits some base by accident."""
    step = Decimal(1).scaleb(-digits(rate))
    gap = Decimal(current) * 100 / base / (base + 1)
    return float(min(Decimal(1), step / gap))
