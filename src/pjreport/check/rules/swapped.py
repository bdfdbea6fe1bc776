"""Rules about swapped evidence: no figure is what another is called."""

from collections.abc import Iterator
from typing import NamedTuple

from ...quantities.quantity import Quantity
from ..context import Context
from ..naming import Naming
from ..rule import Findings, rule
from ..values import Stated, stated_figures

CLEAR = 0.3  # how much better two names must fit the figures of each other to be called swapped
EACH = 0.05  # and each of the two
ALONE = 0.6  # how much, if only one of the two names tells them apart
NEXT = 3  # facts in one unit that stand just before a fact in the base, and are compared with it
DOUBT = 0.1  # how much better they must fit to be in doubt


class Pair(NamedTuple):
    """Two stats whose names fit each other's figures better, and how much better."""

    one: Stated
    other: Stated
    gain: float
    clear: bool


@rule("source", needs="source")
def evidence_of_another(context: Context) -> Findings:
    """No two figures in one unit show each other's evidence.

    The name of each fits the words around the other's number better. If the two were not swapped, give
    them the names that the text uses.
    """
    for each, other in pairs(context, clear=True):
        message = f"this is what '{other.fact.id}' is called, and the other way round"
        yield (*each.fact.path, "evidence"), f"{message}; change the two, or name them anew"


@rule("source", needs="source", severity="warning")
def name_of_another(context: Context) -> Findings:
    """The name of a figure does not fit another figure better than its own.

    As `evidence-of-another`, but less clear. Give the two the names that the text uses, or longer
    evidence.
    """
    for each, other in pairs(context, clear=False):
        message = f"the words around it fit '{other.fact.id}', too, and the other way round"
        yield (*each.fact.path, "evidence"), f"{message}; check which number is whose"


@rule("source", needs="source", severity="warning")
def figure_of_another(context: Context) -> Findings:
    """One printed figure is one fact.

    Two facts show the same number at the same place of the text. One of them may mean the number
    beside it.
    """
    owners: dict[int, Stated] = {}
    seen: set[str] = set()
    for each in stated_figures(context) if context.same else ():
        places = [one.quantity.start for one in each.fitting if one.match]
        taken = [owners[place] for place in places if place in owners]
        for place in places:
            owners.setdefault(place, each)
        if not places or len(taken) < len(places):
            continue
        for one, other in ((taken[0], each), (each, taken[0])):
            if one.fact.id not in seen:
                seen.add(one.fact.id)
                message = f"shows the same number as '{other.fact.id}'"
                yield (*one.fact.path, "evidence"), f"{message}; keep one of the two, or check both"


def pairs(context: Context, *, clear: bool) -> Iterator[tuple[Stated, Stated]]:
    """Both orders of the pairs of stats that are clearly swapped, or in doubt; each stat once."""
    found = context.once(swapped) if context.same else []
    known = {each.one.fact.id for each in found if each.clear}
    seen: set[str] = set()
    for pair in found:
        if pair.clear != clear:
            continue
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            id = one.fact.id
            if id not in seen and (clear or id not in known):
                seen.add(id)
                yield one, other


def swapped(context: Context) -> list[Pair]:
    """The pairs of stats in one unit whose names fit each other's figures better."""
    naming = context.once(Naming)
    owners: dict[int, Stated] = {}
    stated = [each for each in stated_figures(context) if each.fitting]
    for each in stated:
        owners.setdefault(each.fitting[0].quantity.start, each)
    found: list[Pair] = []
    last: dict[str, list[Quantity]] = {}  # the figures of the facts just before, by unit
    for each in stated:
        own = each.fitting[0].quantity
        unit = str(each.fact.table.get("unit"))
        before = last.setdefault(unit, [])
        for rival in (*naming.like(naming.name(each.fact)), *before[-NEXT:]):
            other = owners.get(rival.start)
            if (
                other is None
                or rival.start == own.start
                or str(other.fact.table.get("unit")) != unit
            ):
                continue
            gain, least = exchange(naming, (each, own), (other, rival))
            if gain >= DOUBT:
                alone = gain >= ALONE and least >= 0 and own.unit == rival.unit
                clear = alone or (gain >= CLEAR and least >= EACH)
                found.append(Pair(each, other, gain, clear))
        before.append(own)
    return sorted(found, key=lambda pair: -pair.gain)


def exchange(naming: Naming, *both: tuple[Stated, Quantity]) -> tuple[float, float]:
    """How much better two names fit the figures of each other, and how much the worse of the two.

    Only what one name has and the other has not tells them apart: 产 and 销 of 泵产量 and 泵销量.
    """
    names = [naming.letters(naming.label(each.fact)) for each, _ in both]
    around = [naming.letters_around(quantity) for _, quantity in both]
    gains = []
    for mine, theirs in ((0, 1), (1, 0)):
        if own := names[mine] - names[theirs]:
            here, there = (
                sum(around[each].get(one, 0.0) for one in own) for each in (mine, theirs)
            )
            gains.append((there - here) / len(own))
    return sum(gains), min(gains, default=0)
