"""What the sentences of a text say of several figures at once, as statements that can be tested.

A statement is reported as wrong only if the text leaves no doubt what its figures are of. If a name
may mean several counts of the text, it is enough that one of them fits.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...vocabulary import pattern, words
from ..intervals import HALF_UP, ROUNDINGS, interval, quotients
from ..parts import ALL, NEAR
from ..statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED, WHOLE, Outcome, Statement, test
from .links import Entry, Sentence, alike, stripped
from .mentions import Mention


class Tested(NamedTuple):
    """A statement of a text with its outcome. `figure` is what was tested."""

    figure: Mention
    statement: Statement
    sides: tuple[Sequence[Mention], ...]
    outcome: Outcome


class Counted(NamedTuple):
    """A count of the text that other sentences may name. `place` is the number of its sentence."""

    name: str
    figure: Mention
    before: Mention | None
    place: int


class Names:
    """The counts of a text by name."""

    def __init__(self) -> None:
        self.counted: dict[str, list[Counted]] = defaultdict(list)
        self.rows: dict[object, list[Counted]] = defaultdict(list)  # with the year before, by value

    def add(self, name: str, figure: Mention, before: Mention | None, place: int) -> None:
        """Remember a count under its name, and under the ends of its name."""
        counted = Counted(name, figure, before, place)
        if before is not None:
            self.rows[figure.printed.value].append(counted)
        for start in range(max(0, len(name) - 12), len(name) - 1):
            self.counted[name[start:]].append(counted)

    def exact(self, name: str, unit: str) -> list[Counted]:
        """The counts that have this name."""
        return [
            each
            for each in self.counted.get(name, ())
            if each.name == name and alike(each.figure.unit, unit)
        ]

    def before(self, name: str, level: Mention) -> Mention | None:
        """What a count was the year before, by a row that has it under a like name."""
        rows = [
            each
            for each in self.rows.get(level.printed.value, ())
            if name and (name in each.name or each.name in name)
            if alike(each.figure.unit, level.unit) and each.figure is not level
        ]
        return rows[-1].before if rows else None

    def whole(self, name: str, part: Mention, place: int) -> list[Counted]:
        """The counts that a whole's name may mean: those whose name ends so, the nearest last."""
        name = stripped(name) or name
        least = Fraction(part.printed.value)
        some = [
            each
            for each in self.counted.get(name, ())
            if each.figure is not part
            and alike(each.figure.unit, part.unit)
            and Fraction(each.figure.printed.value) >= least
        ]
        return sorted(some, key=lambda each: (each.place <= place, each.place))


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


def of_sentence(sentence: Sentence, names: Names, place: int) -> Iterator[Tested]:
    """What a sentence states, tested."""
    whole: Entry | Counted | None = None
    for entry in sentence.entries:
        yield from of_movement(entry, names)
        if entry.share is not None:
            shared = of_share(entry, whole, names, place)
            yield from shared[0]
            whole = shared[1]
        if entry.mean is not None:
            yield from of_mean(entry, sentence)
    yield from of_parts(sentence)
    yield from of_shares(sentence)


def of_movement(entry: Entry, names: Names) -> Iterator[Tested]:
    """What is said of now, before, and the difference."""
    level, before, change, growth = entry.level, entry.before, entry.change, entry.growth
    if level is None:
        yield from of_named(entry, names)
        return
    if before is None:
        before = names.before(entry.name, level)
    if growth and before:
        yield tested("growth", growth, [level], [before])
    elif growth and change:
        yield tested("growth-by", growth, [level], [change])
    elif growth and level.printed.exact and growth.printed.qualifier is None:
        yield alone(growth, level)
    if change and before:
        yield tested("change", change, [level], [before])
    if entry.points and before:
        yield tested("points", entry.points, [level], [before])


def of_named(entry: Entry, names: Names) -> Iterator[Tested]:
    """A growth or a change of something that is counted elsewhere in the text."""
    change, growth = entry.change, entry.growth
    unit = change.unit if change else ""
    known = names.exact(entry.name, unit)
    if growth and change:
        tries = [tested("growth-by", growth, [each.figure], [change]) for each in known]
        if entry.before:
            tries = [tested("growth-on", growth, [entry.before], [change])]
        yield from best(tries, sure=True)
    rows = [each for each in known if each.before is not None]
    if change:
        tries = [
            tested("change", change, [each.figure], [each.before]) for each in rows if each.before
        ]
        yield from best(tries, sure=len(rows) == 1)
    elif growth:
        tries = [
            tested("growth", growth, [each.figure], [each.before]) for each in rows if each.before
        ]
        yield from best(tries, sure=len(rows) == 1)


def alone(growth: Mention, level: Mention) -> Tested:
    """Whether any whole number grew so to a count."""
    statement = Statement("growth-alone", growth.printed, ([level.printed],))
    outcome = Outcome(IMPOSSIBLE, "", interval(level.printed))
    for way in ROUNDINGS:
        by = interval(growth.printed, way).times(Fraction(1, 100)) + WHOLE
        if by.low is None or by.low <= 0:
            continue
        if quotients(int(level.printed.value), by) is not None:
            verdict = CONSISTENT if way == HALF_UP else OTHER
            outcome = Outcome(verdict, "" if way == HALF_UP else way, interval(level.printed))
            break
    return Tested(growth, statement, ([level],), outcome)


def of_share(
    entry: Entry, whole: Entry | Counted | None, names: Names, place: int
) -> tuple[list[Tested], Entry | Counted | None]:
    """A share of a whole that the sentence or the text counts; and the whole that it is of."""
    share = entry.share
    assert share is not None
    part = entry.level
    if part is None:
        known = names.exact(entry.name, "")
        known = [each for each in known if each.figure.unit != "%"]
        part = known[-1].figure if len(known) == 1 else None
    if part is None or part.unit == "%":
        return [], None
    if entry.named_whole:
        some = names.whole(entry.named_whole, part, place)
        tries = [tested("share", share, [part], [each.figure]) for each in some]
        same = [
            each
            for each in some
            if stripped(each.name) == (stripped(entry.named_whole) or entry.named_whole)
        ]
        sure = bool(same) or (bool(some) and place - some[-1].place in (0, 1))
        if same:
            tries = [*(each for each in tries), tested("share", share, [part], [same[-1].figure])]
        found = list(best(tries, sure=sure))
        meant = next((each for each in some if found and each.figure is found[0].sides[1][0]), None)
        if found or entry.whole is None:
            return found, meant
    for each in (entry.whole, whole):
        figure = each.level if isinstance(each, Entry) else each.figure if each else None
        if figure is None or not alike(figure.unit, part.unit) or figure is part:
            continue
        result = tested("share", share, [part], [figure])
        return list(best([result], sure=True)), each
    return [], None


def of_mean(entry: Entry, sentence: Sentence) -> Iterator[Tested]:
    """A mean with the total and the number it is of: 3.6万小时, 1420名, 人均25小时."""
    mean = entry.mean
    assert mean is not None
    before = [
        each.level
        for each in sentence.entries
        if each.level and each.level.quantity.start < mean.quantity.start
    ]
    totals = [each for each in before if each.unit == mean.unit]
    counted = [each for each in before if each.unit != mean.unit and counts_of_mean(mean, each)]
    if len(totals) == 1 and len(counted) == 1:
        yield tested("mean", mean, [totals[0]], [counted[0]])


def counts_of_mean(mean: Mention, count: Mention) -> bool:
    """Whether a count is of what a mean is for: 名 for 人均, 期 for 每期."""
    people = words("alike.people", "zh")
    if pattern("statements.per-person").search(mean.near):
        return count.unit in people
    return bool(count.unit) and count.unit in mean.near


def of_parts(sentence: Sentence) -> Iterator[Tested]:
    """Lists of parts: each within its whole, and all of them together."""
    lists: dict[int, list[Entry]] = defaultdict(list)
    for entry in sentence.entries:
        if entry.part and entry.level is not None and entry.whole is not None:
            lists[id(entry.whole)].append(entry)
    for some in lists.values():
        whole = some[0].whole
        assert whole is not None
        if whole.level is None:
            continue
        parts = [each.level for each in some if each.level is not None]
        result = tested("sum", whole.level, parts)
        size = Fraction(whole.level.printed.value)
        added = sum((Fraction(each.printed.value) for each in parts), Fraction(0))
        if result.outcome.verdict != IMPOSSIBLE:
            yield result
        elif len(some) > 1 and not whole.open and abs(added - size) <= NEAR * size:
            yield result._replace(outcome=result.outcome._replace(verdict=OTHER))
        elif added > size and (len(some) == 1 or apart([each.name for each in some])):
            yield result
        elif added > size:
            yield result._replace(outcome=result.outcome._replace(verdict=UNTESTED))


def of_shares(sentence: Sentence) -> Iterator[Tested]:
    """All shares of a sentence, if they are most likely those of all parts: 100 per cent."""
    entries = [each for each in sentence.entries if each.share is not None and each.level is None]
    shares = [each.share for each in entries if each.share is not None]
    if len(shares) < 2:
        return
    statement = Statement("sum", ALL, ([each.printed for each in shares],))
    result = Tested(shares[-1], statement, (shares,), test(statement))
    added = sum((Fraction(each.printed.value) for each in shares), Fraction(0))
    parted = apart([each.name for each in entries])
    if result.outcome.verdict != IMPOSSIBLE or (parted and added > 100):
        yield result
    elif abs(added - 100) <= 1 and (len(shares) > 2 or parted):
        yield result._replace(outcome=result.outcome._replace(verdict=OTHER))


def apart(names: Sequence[str]) -> bool:
    """Whether nothing can be two of these: men and women, first and second prizes."""
    for entry in words("statements.apart"):
        sorts = entry.split()
        found = [next((sort for sort in sorts if sort in name), None) for name in names]
        if None not in found and len(set(found)) == len(found):
            return True
    return False
