"""How a claim differs from a statement in its quantity: equal, rounded, within a range, or not."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..quantities.quantity import Quantity
from ..quantities.units import UNITS
from ..text.near import root
from ..text.tokens import HAN
from ..vocabulary import expression, words
from .frames import Frame
from .terms import ANY, GRADE, measure

SHARES = ("%", "‰", *words("rates"))
SIDES = {"over": 1, "at-least": 1, "nearly": -1, "under": -1, "at-most": -1}
ABOUT = Decimal("0.05")  # "about" is never further off than this share
# Kinds that say how much there is. A growth, a change or a rank never is one of them.
AMOUNTS = frozenset(["count", "money", "area", "other", "rate", "share", "range", "ratio"])
CHANGED = frozenset(["growth", "change"])
UNLIKE = "unlike"  # of something that is counted otherwise: it is no error
SHORT = 4  # characters of a name that tell nothing
PLACE = re.compile(
    rf"(?:(?:(?!{expression('honours.no-place')})[{HAN}]){{2}})?{expression('places')}|{expression('honours.places')}|(?!{expression('honours.articles', 'en')} )[a-z]+ "
)
# Kinds of units that are measured; other units count things, which the words beside them name.
RATES = frozenset(["per-hundred", "points"])
MEASURED = frozenset(["per-hundred", "points", "money", "area", "time", "size", "score", "part"])
VISITS = frozenset(measure(each) for each in words("visits"))
PEOPLE = frozenset([*map(measure, words("alike.people")), *words("people", "en")])


class Interval(NamedTuple):
    """The numbers that a figure may stand for."""

    low: Decimal
    high: Decimal


def precision(quantity: Quantity, value: Decimal) -> Decimal:
    """What one unit of the last digit that counts is worth: 1000 for 5000, 100 for 20.58万."""
    if quantity.unit in SHARES and not any(map(str.isdecimal, quantity.text)):
        return max(quantity.step, abs(value) / 10)  # a fraction in words
    if "." in quantity.text or not value or value != value.to_integral_value():
        return quantity.step
    printed = str(abs(int(value)))
    return max(quantity.step, Decimal(10) ** (len(printed) - len(printed.rstrip("0"))))


def rounding(quantity: Quantity, value: Decimal) -> Decimal:
    """How far off a rounded number may be: half of what its last digit is worth, within limits."""
    if "." not in quantity.text and value != value.to_integral_value():
        return abs(value) * ABOUT  # a fraction in words
    return max(min(precision(quantity, value) / 2, abs(value) * ABOUT), quantity.step / 2)


def interval(quantity: Quantity) -> Interval | None:
    """The numbers that a figure may stand for, with its qualifier."""
    if quantity.low is not None and quantity.high is not None:
        return Interval(quantity.low, quantity.high)
    value = quantity.value
    if value is None:
        return None
    step = precision(quantity, value)
    if quantity.qualifier == "about":
        near = rounding(quantity, value)
        return Interval(value - near, value + near)
    other = value + SIDES.get(quantity.qualifier or "", 0) * step
    return Interval(min(value, other), max(value, other))


def agree(claim: Quantity, fact: Quantity) -> bool:
    """Whether a claim's quantity follows from another one.

    Equal with the same qualifier; or about it, more or less than it, in a range with it. 约20.6万
    and 超过20万 follow from 20.58万, and 20.6万 does not.
    """
    said, known = interval(claim), interval(fact)
    sides = SIDES.get(claim.qualifier or "", 0), SIDES.get(fact.qualifier or "", 0)
    if said is None or known is None or sides[0] * sides[1] < 0:
        return False  # more than a half is not less than 60 %
    if claim.qualifier == fact.qualifier and said == known:
        return True
    if claim.value is not None and claim.value == fact.value:
        if claim.qualifier == "about":
            return True
        if fact.qualifier is None:
            return claim.qualifier in ("at-least", "at-most")
        return sides[0] == sides[1] != 0
    if claim.qualifier is None and claim.value is not None:
        return False
    return said.low <= known.low and known.high <= said.high


def difference(claim: Frame, other: Frame) -> str | None:
    """The name of how a claim differs from a statement. None if they cannot be compared."""
    if claim.sort != other.sort:
        return None
    if claim.sort == "day":
        return dates_differ(claim.key, other.key)
    if claim.sort == "honour":
        return honours_differ(claim, other.key)
    one, two = claim.quantity, other.quantity
    if one is None or two is None:
        return "" if claim.key == other.key else None if claim.sort == "name" else claim.sort
    united = units_fit(one.unit, other.units)
    alike = one.kind == two.kind or {one.kind, two.kind} <= AMOUNTS
    if united is None or not (alike or {one.kind, two.kind} <= CHANGED or not united):
        return None
    if agree(one, two):
        turned = one.direction and two.direction and one.direction != two.direction
        return "unit" if not united else "direction" if turned else ""
    if united and one.value is not None and one.value == two.value:
        return "qualifier"
    if not united or not exactly(one.unit, other.units):
        return UNLIKE if alike else None
    if agree(two, one) or rounds(one, two):
        return "rounded"
    said, known = interval(one), interval(two)
    apart = said is None or known is None or said.high < known.low or known.high < said.low
    return "value" if apart else UNLIKE  # less than 60 % may be more than a half


def rounds(claim: Quantity, fact: Quantity) -> bool:
    """Whether a claim's number is another one that is rounded, without a word that says so."""
    if claim.value is None or fact.value is None:
        return False
    return abs(claim.value - fact.value) <= rounding(claim, claim.value)


def units_fit(unit: str, forms: frozenset[str]) -> bool | None:
    """Whether a unit is one of some forms. None if they measure different things.

    >>> units_fit("名", frozenset("人")), units_fit("人次", frozenset("人")), units_fit("%", frozenset("人"))
    (True, False, None)
    """
    said, known = measure(unit), set(map(measure, forms))
    if said in known:
        return True
    sorts = {UNITS.kinds.get(each, "noun") for each in known}
    sort = UNITS.kinds.get(said, "noun")
    if not said or "" in known:
        return None if not RATES.isdisjoint([sort, *sorts]) else True
    if sort in MEASURED or not MEASURED.isdisjoint(sorts):
        return (
            False
            if sort in sorts or (not RATES.isdisjoint([sort]) and not RATES.isdisjoint(sorts))
            else None
        )
    if said in ANY or any(each.startswith(ANY) for each in known):
        return True
    if (said in VISITS) == VISITS.isdisjoint(known):
        people = said in PEOPLE or not PEOPLE.isdisjoint(known)
        return False if people or not unit.isascii() else None
    return unit.isascii() and any(each.isascii() for each in forms)


def exactly(unit: str, forms: frozenset[str]) -> bool:
    """Whether a unit is one of some forms, or has none: 个 is not each of them."""
    known = set(map(measure, forms))
    if not unit or "" in forms or measure(unit) in known:
        return True
    return root(unit.rpartition(" ")[2]) in {root(each.rpartition(" ")[2]) for each in known}


def dates_differ(claim: str, fact: str) -> str | None:
    """How a date differs from another one, which must say the claim's last part."""
    said, known = claim.split("-"), fact.split("-")
    if not known[max((place for place, each in enumerate(said) if each), default=0)]:
        return None
    pairs = [(one, two) for one, two in zip(said, known, strict=True) if one and two]
    return "" if all(one == two for one, two in pairs) else "day"


def honours_differ(claim: Frame, fact: str) -> str | None:
    """How the name of an honour differs: in its place or grade alone, or altogether (None).

    A draft may leave out the place.
    """
    said = claim.key
    if said == fact or (len(said) >= SHORT and fact.endswith(said)):
        return ""
    if GRADE.search(said) and GRADE.sub("", said) == GRADE.sub("", fact):
        return "grade"
    one, other = PLACE.match(said), PLACE.match(fact)
    if one is None or other is None or (said.isascii() and not claim.text[:1].isupper()):
        return None
    return "place" if said[one.end() :] == fact[other.end() :] and len(said) > one.end() else None
