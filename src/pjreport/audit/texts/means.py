"""Means with their total and number, and ratios of two counts."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...vocabulary import expression, pattern, words
from ..statement import IMPOSSIBLE, UNTESTED
from .mentions import HAN, Mention, ends_of
from .tested import Tested, tested


def of_mean(mean: Mention, before: Sequence[Mention]) -> Iterator[Tested]:
    """A mean with the total and the number it is of: 3.6万小时, 1420名, 人均25小时."""
    totals = [each for each in before if same_unit(each.unit, mean.unit)]
    counted = [each for each in before if counts_of_mean(mean, each)]
    counted = [each for each in counted if len(totals) != 1 or each is not totals[0]]
    if len(totals) == 1 and len(counted) == 1:
        yield tested("mean", mean, [totals[0]], [counted[0]])


def same_unit(one: str, other: str) -> bool:
    """Whether a mean may be in this unit: 人 of 人次."""
    return one == other or (
        bool(one and other) and (one.startswith(other) or other.startswith(one))
    )


@cache
def mean_of() -> re.Pattern[str]:
    """What a Chinese mean is for: 班均, 平均每班."""
    averaged, each = (expression(f"statements.{key}", "zh") for key in ("averaged", "each"))
    return re.compile(rf"{HAN.pattern}(?={averaged})|(?<={each}){HAN.pattern}{{1,3}}")


def counts_of_mean(mean: Mention, count: Mention) -> bool:
    """Whether a count is of what a mean is for: 名 for 人均, 期 for 每期, walkers for each."""
    if not HAN.search(mean.near + mean.tail):
        other = not same_unit(count.unit, mean.unit) and count.unit not in ("", "%")
        return other and count.printed.exact
    people = words("alike.people", "zh")
    if pattern("statements.base", "zh").search(count.near):
        return False  # 每10公里收取20元
    named = mean_of().search(mean.near)
    if named and set(named[0]) & set(count.unit + count.name) & set(HAN.findall(count.name)):
        return True
    if pattern("statements.per-person").search(mean.near):
        return count.unit in people
    return bool(count.unit) and count.unit in mean.near


def of_ratio(ratio: Mention, counted: Sequence[Mention]) -> Iterator[Tested]:
    """A ratio of two counts that its name gives by one character each: 医护比1:1.44."""
    found = re.search(
        rf"({HAN.pattern})({HAN.pattern}){expression('ratios.words', 'zh')}", ratio.near
    )
    if found is None:
        return
    sides = [
        [each for each in counted if each.name and sign in (each.name[0], each.name[-1])]
        for sign in found.groups()
    ]
    if any(len(side) != 1 for side in sides) or sides[0] == sides[1]:
        return
    ones, others = sides if ends_of(ratio.quantity.text)[1] == 1 else sides[::-1]
    result = tested("mean", ratio, ones, others)
    weighted = found[1] + found[2] in words("statements.weighted")
    if weighted and result.outcome.verdict == IMPOSSIBLE:  # pupils may be counted by weights
        result = result._replace(outcome=result.outcome._replace(verdict=UNTESTED))
    yield result
