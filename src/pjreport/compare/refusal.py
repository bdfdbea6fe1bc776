"""Why two figures cannot be subtracted, although they belong together.

A difference of figures that do not say the same thing looks right and is wrong. So whatever speaks
against it refuses it.
"""

from collections.abc import Iterator, Mapping

from ..model.base import FactBase, Record
from ..model.fields import items
from .names import ALIKE, common, method, timeless, year
from .pairing import PROPOSED, Naming, Pair, likeness

REASONS = (
    *("name", "subject", "computed", "form", "method", "unit", "scope", "competition"),
    *("period", "same-period", "earlier-period", "part", "whole", "qualifier", "range"),
)
ENDS = ("value", "low", "high", "form", "of", "qualifier", "step")


class Comparability:
    """Two reports, and which of their figures can be subtracted.

    `counterparts` has the ids of the older report's figures by those of the newer one.
    """

    def __init__(
        self, older: FactBase, newer: FactBase, counterparts: Mapping[str, str] = {}
    ) -> None:
        self.lang = common(older, newer)
        self.older, self.newer = older, newer
        self.one = Naming(older, self.lang or older.languages[0])
        self.other = Naming(newer, self.lang or newer.languages[0])
        self.counterparts = counterparts

    def reasons(self, pair: Pair) -> Iterator[str]:
        """All reasons, in the order of `REASONS`."""
        older, newer = pair.older, pair.newer
        assert older is not None
        assert newer is not None
        if against := self.naming(pair):
            yield against
        if against == "subject":
            return
        yield from self.of_subject(older, newer)
        yield from self.of_period(older, newer)
        yield from self.of_relations(older, newer)
        yield from of_value(older, newer)

    def of_subject(self, older: Record, newer: Record) -> Iterator[str]:
        """Other things that are counted, and other ways to count them."""
        if older.get("formula") != newer.get("formula"):
            yield "computed"
        if older.get("form") or newer.get("form"):
            yield "form"
        if bool(older.get("growth_of")) != bool(newer.get("growth_of")) or not self.same_method(
            older, newer
        ):
            yield "method"
        for field in ("unit", "scope"):
            if not self.same_term(field, older, newer):
                yield field
        if not self.same_competition(older, newer):
            yield "competition"

    def naming(self, pair: Pair) -> str | None:
        """What the names say against a pair. Without a common language, they say nothing."""
        assert pair.older is not None
        assert pair.newer is not None
        if pair.by == PROPOSED:
            return "name"
        if self.lang is None or likeness(pair.older, pair.newer, self.lang) >= ALIKE:
            return None
        return "subject"

    def same_method(self, older: Record, newer: Record) -> bool:
        """Whether the names and the evidence of two figures say that they were counted alike."""
        return self.lang is None or method(older, self.lang) == method(newer, self.lang)

    def same_term(self, field: str, older: Record, newer: Record) -> bool:
        """Whether two figures have the same unit, scope or period, apart from the year."""
        if self.lang is None:  # no language is common, so only keys can be
            return bool(older.get(field) == newer.get(field))
        return self.one.term(older, field) == self.other.term(newer, field)

    def same_competition(self, older: Record, newer: Record) -> bool:
        """Whether two figures are of the same competition, whichever its edition."""
        one, other = older.get("competition"), newer.get("competition")
        if not one or not other or one == other or self.lang is None:
            return bool(one == other)
        names = self.older.label(one, self.lang), self.newer.label(other, self.lang)
        return timeless(names[0]) == timeless(names[1])

    def of_period(self, older: Record, newer: Record) -> Iterator[str]:
        """Periods of another length, and periods that do not follow each other."""
        if not self.same_term("period", older, newer):
            yield "period"
        elif (apart := self.years_apart(older, newer)) is not None and apart <= 0:
            yield "earlier-period" if apart else "same-period"

    def years_apart(self, older: Record, newer: Record) -> int | None:
        """How many years lie between the periods of two figures; None if none is stated."""
        before, now = period_year(self.older, older), period_year(self.newer, newer)
        return None if before is None or now is None else now - before

    def of_relations(self, older: Record, newer: Record) -> Iterator[str]:
        """A part against a whole, and shares of different wholes."""
        if bool(older.get("part_of")) != bool(newer.get("part_of")):
            yield "part"
        elif not self.same_facts("part_of", older, newer):
            yield "whole"
        for field in ("share_of", "rate_of", "growth_of"):
            if older.get(field) and newer.get(field) and not self.same_facts(field, older, newer):
                yield "whole"

    def same_facts(self, field: str, older: Record, newer: Record) -> bool:
        """Whether two figures refer to the same facts, each in its report."""
        now = [self.counterparts.get(id, id) for id in items(newer.get(field))]
        return sorted(now) == sorted(items(older.get(field)))

    def alike(self, pair: Pair) -> bool:
        """Whether both reports print the same figure of the same period."""
        older, newer = pair.older, pair.newer
        assert older is not None
        assert newer is not None
        if any(older.get(end) != newer.get(end) for end in ENDS):
            return False
        terms = all(self.same_term(field, older, newer) for field in ("unit", "scope", "period"))
        return terms and self.years_apart(older, newer) in (0, None) and pair.by != PROPOSED


def of_value(older: Record, newer: Record) -> Iterator[str]:
    """Figures that are no single numbers."""
    if older.get("qualifier") or newer.get("qualifier"):
        yield "qualifier"
    if any(each.get("low") is not None or each.get("high") is not None for each in (older, newer)):
        yield "range"


def period_year(base: FactBase, record: Record) -> int | None:
    """The year of a figure: of its period, else of the report's period, else of its title."""
    report = base.report
    keys = [record.get("period"), report.get("period")]
    names = [
        base.term("periods", key, lang)
        for key in keys
        if key in base.vocabulary["periods"]
        for lang in base.languages
    ]
    return next(
        (found for name in (*names, report["zh"], report["en"]) if (found := year(name))), None
    )
