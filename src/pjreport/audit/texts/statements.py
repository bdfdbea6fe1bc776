"""What the sentences of a text say of several figures at once, as statements that can be tested.

A statement is reported as wrong only if the text leaves no doubt what its figures are of. If a name
may mean several counts of the text, it is enough that one of them fits.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...vocabulary import expression, words
from ..growths import MAX_COUNTS, factor
from ..intervals import HALF_UP, ROUNDINGS, Interval, quotients
from ..statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED, Outcome, Statement
from .cues import alike, same_name, same_units, stripped
from .entries import Entry
from .links import Sentence
from .means import of_mean, of_ratio
from .mentions import HAN, LEVEL, YEAR, Mention
from .names import Counted, Names
from .sums import of_parts, of_shares, of_total
from .tested import Tested, best, tested

FAR = 2  # a share that is so many times another
NAMED = 12  # characters behind a count that may say what it is of


def of_sentence(sentence: Sentence, names: Names, place: int) -> Iterator[Tested]:
    """What a sentence states, tested."""
    whole: Entry | Counted | None = None
    counted: list[Entry] = []
    for entry in sentence.entries:
        levels = [each.level for each in counted[-MAX_COUNTS:] if each.level]
        yield from of_movement(entry, names, place, levels)
        if entry.share is not None:
            found, whole = of_share(entry, whole, names, place, counted, sentence.named_whole)
            yield from found
        if entry.mean is not None:
            yield from of_mean(entry.mean, levels)
        if entry.total:
            yield from of_total(entry, counted[-MAX_COUNTS:])
        if entry.net and entry.change is not None:
            yield tested("change", entry.change, [levels[-2]], [levels[-1]])
        if entry.ratio is not None:
            yield from of_ratio(entry.ratio, levels)
        if entry.level is not None:
            yield from of_rate(entry.level, entry.name, levels)
            counted.append(entry)
    yield from of_brackets(sentence)
    yield from of_parts(sentence)
    yield from of_shares(sentence)


def of_movement(
    entry: Entry, names: Names, place: int, counted: Sequence[Mention]
) -> Iterator[Tested]:
    """What is said of now, before, and the difference."""
    level, before, change, growth = entry.level, entry.before, entry.change, entry.growth
    if level is None:
        yield from of_named(entry, names, place)
        return
    if before is None:
        before = last_year(level, counted)
    row = names.row(entry.name, level, place) if before is None else None
    if row is not None and row.before is not None:
        same = row.figure.printed.value == level.printed.value
        before = row.before if same else None
        if growth and not same:  # in other units
            yield tested("growth", growth, [row.figure], [row.before])
            growth = None
    if entry.times and before:
        yield tested("mean", entry.times, [level], [before])
    if growth and before:
        yield from of_growth(growth, level, before)
    elif growth and change:
        yield tested("growth-by", growth, [level], [change])
    elif growth and counts_things(level) and growth.printed.qualifier is None:
        others = [each for each in counted[-MAX_COUNTS:] if same_units(each.unit, level.unit)]
        yield alone(growth, level, others)
    if change and before:
        yield tested("change", change, [level], [before])
    if entry.points and before:
        yield tested("points", entry.points, [level], [before])


def of_growth(growth: Mention, level: Mention, before: Mention) -> Iterator[Tested]:
    """A growth of what was before. 增长3倍 is also said of what is three times as much."""
    result = tested("growth", growth, [level], [before])
    if growth.unit in words("statements.times") and result.outcome.verdict == IMPOSSIBLE:
        less = growth._replace(printed=growth.printed._replace(value=growth.printed.value - 100))
        if tested("growth", less, [level], [before]).outcome.verdict != IMPOSSIBLE:
            result = result._replace(outcome=result.outcome._replace(verdict=UNTESTED))
    yield result


def counts_things(level: Mention) -> bool:
    """Whether a figure counts whole things. An index has points, and they may be any number."""
    english = bool(level.unit) and level.unit.isascii() and not HAN.search(level.near)
    return level.printed.exact and (english or level.unit in words("statements.things"))


def last_year(level: Mention, counted: Sequence[Mention]) -> Mention | None:
    """The count before it that says to be of the year before: 2023年862场，2024年1015场."""
    year = YEAR.findall(level.near)
    for each in reversed(counted) if year else ():
        other = YEAR.findall(each.near)
        if other and int(other[-1]) == int(year[-1]) - 1 and same_units(each.unit, level.unit):
            return each
    return None


def of_named(entry: Entry, names: Names, place: int) -> Iterator[Tested]:
    """A growth or a change of something that is counted elsewhere in the text."""
    change, growth = entry.change, entry.growth
    unit = change.unit if change else ""
    known = names.exact(entry.name, unit, place)
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


def alone(growth: Mention, level: Mention, counted: Sequence[Mention]) -> Tested:
    """Which whole number grew so to a count, or to its sum with those before it."""
    added = [[level]]
    for each in reversed(counted):
        if each.printed.exact:
            added.append([each, *added[-1]])
    tries = [(some, HALF_UP) for some in added] + [([level], way) for way in ROUNDINGS[1:]]
    for place, (some, way) in enumerate(tries):
        total = sum(int(each.printed.value) for each in some)
        found = quotients(total, factor(growth.printed, way))
        if found is not None:
            base = Interval(Fraction(found[0]), Fraction(found[1]))
            rounding = "" if way == HALF_UP else way
            outcome = Outcome(OTHER if place else CONSISTENT, rounding, base)
            break
    else:
        verdict = UNTESTED if counted else IMPOSSIBLE  # it may be of others
        some, outcome = [level], Outcome(verdict, "", Interval(None, None))
    statement = Statement("growth-alone", growth.printed, ([each.printed for each in some],))
    return Tested(growth, statement, (some,), outcome)


def of_share(
    entry: Entry,
    whole: Entry | Counted | None,
    names: Names,
    place: int,
    counted: Sequence[Entry],
    opening: str,
) -> tuple[list[Tested], Entry | Counted | None]:
    """A share of a whole that the sentence or the text counts; and the whole that it is of."""
    share, part = entry.share, entry.level
    assert share is not None
    if part is None:
        known = [each for each in names.exact(entry.name, "", place) if each.figure.unit != "%"]
        part = known[0].figure if len(known) == 1 else None
    if part is None or part.unit == "%":
        return [], None
    name = entry.named_whole
    if not name and entry.whole is None and whole is None:
        name = opening
    if name:
        some = names.whole(name, part, place)
        same = [each for each in some if each.name == (stripped(name) or name)]
        tries = [tested("share", share, [part], [each.figure]) for each in [*some, *same[-1:]]]
        sure = bool(same) or (bool(some) and place - some[-1].place in (0, 1))
        joined = re.search(r"[,，;；。]", share.tail) is None  # 34% of total income of £1,237,500
        here = bool(some) and some[-1].place == place and joined
        here = here or (bool(same) and place - same[-1].place in (0, 1))
        sure = sure and (here or not far(tries[-1])) and "(" not in share.lead
        found = list(best(tries, sure=sure))
        meant = next((each for each in some if found and each.figure is found[0].sides[1][0]), None)
        stated = entry.whole.name if entry.whole else ""
        if found or "(" in share.lead or not stated or not (name in stated or stated in name):
            return found, meant
    for each in (entry.whole, whole):
        figure = each.level if isinstance(each, Entry) else each.figure if each else None
        if figure is not None and alike(figure.unit, part.unit) and figure is not part:
            return list(best([tested("share", share, [part], [figure])], sure=True)), each
    return list(of_larger(entry, share, part, counted[-MAX_COUNTS:])), None


def far(result: Tested) -> bool:
    """Whether a share is so far from what is printed that it is most likely of something else."""
    given, printed = result.outcome.given.low, Fraction(result.statement.value.value)
    return given is None or given >= FAR * printed or printed >= FAR * given


def of_larger(
    entry: Entry, share: Mention, part: Mention, counted: Sequence[Entry]
) -> Iterator[Tested]:
    """A share of one of the larger counts before it: 学校总数576所，民办学校103所，占17.88%."""
    larger = [
        each
        for each in counted
        if each.outside and each.level and same_units(each.level.unit, part.unit)
        if each.level.printed.value > part.printed.value
    ]
    tries = [tested("share", share, [part], [each.level]) for each in larger if each.level]
    name = larger[-1].name if larger else ""
    yield from best(tries, sure=same_name(stripped(name) or name, entry.name))


def of_rate(rate: Mention, name: str, counted: Sequence[Mention]) -> Iterator[Tested]:
    """A rate with a name behind its part and its whole: 1622人, 合格1508人, 合格率92.97%."""
    end = re.search(rf"{expression('rates.names', 'zh')}$", name)
    if rate.unit != "%" or end is None or len(counted) < 2:
        return
    one, other = counted[-2:]
    if not same_units(one.unit, other.unit) or "%" in (one.unit, other.unit):
        return
    part, whole = sorted((one, other), key=lambda each: each.printed.value)
    stem = name[: end.start()]
    said = any(stem in each.near or stem in each.tail[:NAMED] for each in counted[-2:])
    if whole.printed.value > 0 and stem and said:
        yield tested("share", rate, [part], [whole])


def of_brackets(sentence: Sentence) -> Iterator[Tested]:
    """A rate with its part and its whole in brackets: 报到率97.5%（应报到1200人，实到1170人）."""
    said = sentence.said
    for place, rate in enumerate(said[:-2]):
        one, other, *after = said[place + 1 : place + 4]
        if not (rate.unit == "%" and rate.role == LEVEL and not rate.bracket):
            continue
        if not (one.bracket and other.bracket and one.role == other.role == LEVEL):
            continue
        if (
            one.unit != "%"
            and same_units(one.unit, other.unit)
            and not (after and after[0].bracket)
        ):
            part, whole = sorted((one, other), key=lambda each: each.printed.value)
            if re.search(rf"{expression('rates.names', 'zh')}$", rate.name):
                yield tested("share", rate, [part], [whole])
