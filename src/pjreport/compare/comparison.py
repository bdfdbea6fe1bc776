"""Two reports compared, or one with the year before it that its growths imply."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..audit.intervals import Printed
from ..audit.result import Counts
from ..audit.statement import Outcome
from ..model.base import FactBase, Record
from .difference import Span, difference, growth_between
from .growths import Growth, Implied, agreement, growths, implied
from .pairing import IMPLIED, Pair, figures, paired
from .refusal import Comparability

HIGHER, LOWER, SAME, UNCLEAR = "higher", "lower", "same", "unclear"
CHANGED, REFUSED, ONLY_OLDER, ONLY_NEWER = "changed", "refused", "only-older", "only-newer"
VERDICTS = (HIGHER, LOWER, SAME, UNCLEAR, CHANGED, REFUSED, ONLY_OLDER, ONLY_NEWER)


class Comparison(NamedTuple):
    """One figure in two reports.

    `reasons` say why there is no difference. `printed` is the growth that the newer report prints
    of it, `agreement` the verdict of the audit on it, and `rounding` the way of rounding that it
    needs. `years` lie between the two periods; None if the reports do not say.
    """

    pair: Pair
    verdict: str
    reasons: tuple[str, ...] = ()
    difference: Span | None = None
    growth: Span | None = None
    printed: Growth | None = None
    agreement: str | None = None
    rounding: str = ""
    years: int | None = None


def compare(older: FactBase, newer: FactBase) -> Iterator[Comparison]:
    """All figures of two reports, in the order of the newer one; then those that it lacks."""
    pairs = paired(older, newer)
    counterparts = {
        pair.newer["id"]: pair.older["id"] for pair in pairs if pair.older and pair.newer
    }
    rules = Comparability(older, newer, counterparts)
    sides = (counts_of(older), counts_of(newer))
    sound: dict[str, str] = {}  # the ids of what can be subtracted
    found = []
    for pair in pairs:
        one = compared(pair, rules, sides)
        found.append(one)
        if one.difference is not None and pair.older and pair.newer:
            sound[pair.newer["id"]] = pair.older["id"]
    printed = Beside(newer, sides, sound)
    for one in found:
        yield printed.added(one)


def counts_of(base: FactBase) -> Counts:
    """The figures of a report as the audit sees them."""
    return Counts(figures(base), base.vocabulary["units"])


def compared(pair: Pair, rules: Comparability, sides: tuple[Counts, Counts]) -> Comparison:
    """One pair, without what the newer report prints of it."""
    if pair.older is None:
        return Comparison(pair, ONLY_NEWER)
    if pair.newer is None:
        return Comparison(pair, ONLY_OLDER)
    years = rules.years_apart(pair.older, pair.newer)
    reasons = tuple(dict.fromkeys(rules.reasons(pair)))
    if reasons and rules.alike(pair):
        return Comparison(pair, SAME, years=years)
    if reasons:
        return Comparison(pair, REFUSED, reasons, years=years)
    before, now = sides[0].printed(pair.older["id"]), sides[1].printed(pair.newer["id"])
    percent = sides[1].percent(pair.newer["id"])
    grew = None if percent else growth_between(before, now)
    found = difference(before, now)
    return Comparison(pair, direction(found), (), found, grew, years=years)


def direction(found: Span) -> str:
    """Whether a difference says that a figure is higher, lower or the same as printed.

    It is unclear if what was rounded away decides.
    """
    low, high = found.low, found.high
    if found.value == 0:
        return SAME
    if low is None or high is None:
        return HIGHER if found.value is not None and found.value > 0 else LOWER
    if low < 0 < high or (found.value is None and low <= 0 <= high):
        return UNCLEAR
    return HIGHER if high > 0 else LOWER


class Beside:
    """What the newer report prints of its own growth, beside what both reports give.

    `sound` maps the ids of its figures to those of the older report, if they can be subtracted.
    """

    def __init__(
        self, newer: FactBase, sides: tuple[Counts, Counts], sound: Mapping[str, str]
    ) -> None:
        self.sides = sides
        self.sound = sound
        self.growths: dict[str, list[Growth]] = {}
        for each in growths(newer):
            self.growths.setdefault(each.subject, []).append(each)

    def added(self, one: Comparison) -> Comparison:
        """A comparison with the first printed growth that can be tested, else the first one."""
        if one.pair.newer is None or one.pair.older is None:
            return one
        known = self.growths.get(one.pair.newer["id"], [])
        for growth in known:
            if one.years in (1, None) and (outcome := self.outcome(growth)) is not None:
                verdict, rounding, _ = outcome
                return one._replace(printed=growth, agreement=verdict, rounding=rounding)
        return one._replace(printed=known[0]) if known else one

    def outcome(self, growth: Growth) -> Outcome | None:
        """Whether a growth fits both reports; None if its figures cannot be subtracted."""
        if not all(id in self.sound for id in growth.reading):
            return None
        older, newer = self.sides
        before = [older.printed(self.sound[id]) for id in growth.reading]
        return agreement(growth, newer, before, [newer.printed(id) for id in growth.reading])


def compare_implied(newer: FactBase) -> Iterator[Comparison]:
    """What grew in a report, compared with the year before that the growths imply."""
    counts = counts_of(newer)
    for one in implied(newer):
        record, before = grown(one, newer), one.before
        found = Comparison(
            Pair(None, record, IMPLIED),
            REFUSED,
            (one.missing,),
            printed=one.growth,
            agreement=one.agreement,
            rounding=one.rounding,
        )
        if before is None:
            yield found
            continue
        found = found._replace(
            pair=Pair(earlier(record, before), record, IMPLIED), reasons=(), years=1
        )
        if not counts.exact(one.growth.reading):  # what was before follows from it, within the ends
            value = one.growth.record.get("value") or 0
            sign = HIGHER if value > 0 else LOWER if value < 0 else UNCLEAR
            yield found._replace(verdict=sign)
            continue
        now = Printed(one.now, whole=True)
        changed = difference(before, now)
        yield found._replace(
            verdict=direction(changed),
            difference=changed,
            growth=growth_between(before, now),
        )


def grown(one: Implied, base: FactBase) -> Record:
    """The fact of what grew; for figures whose sum has no fact, one that is made up."""
    subject = one.growth.subject
    if subject != one.growth.record["id"]:
        return base.records[subject]
    parts = [base.records[id] for id in one.growth.reading]
    names = {lang: " + ".join(part[lang] for part in parts) for lang in ("zh", "en")}
    made_up: Record = {
        "id": subject,
        "value": one.now,
        "computed": True,
        "evidence": [],
        "lines": [],
    }
    return parts[0] | names | made_up


def earlier(record: Record, before: Printed) -> Record:
    """The computed fact of the year before."""
    whole = before.low is None
    figure = {"value": before.value if whole else None, "low": before.low, "high": before.high}
    nothing: Record = {"qualifier": None, "step": None, "period": None, "evidence": [], "lines": []}
    return record | figure | nothing | {"computed": True}
