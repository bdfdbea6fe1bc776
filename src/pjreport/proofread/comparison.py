"""How well a claim and a statement fit each other: what of one the other accounts for."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..text.near import one_edit
from ..vocabulary import expression
from .evidence import synonyms
from .mentions import Mention
from .terms import GRADE, cover, terms

BESIDE = 0.6  # how well other words of a claim's surroundings account for a statement's name
DATE = 5  # as many digits count for a date
OPEN = re.compile(expression("statements.and-others"))
JOINED = re.compile(
    rf"、|{expression('listing', 'zh')}|(?:, )?\b{expression('ranges.pair', 'en')}\b"
)
BESIDES = re.compile(
    rf"[（(][^（()）]*[）)]|{GRADE.pattern}", re.IGNORECASE
)  # they name nothing alone
LONG = 100  # a number from here on that differs in one digit is a slip
FEW = 64  # claims that are remembered
SURE = 0.9  # share of a claim's words to contradict
AHEAD, FITTER = 0.08, 0.02  # by how much its score, or its fit, is better


class Match(NamedTuple):
    """A statement compared with a claim.

    `share` of the claim's words and `back` of the statement's name are accounted for by the other;
    `fit` counts only the words beside the figure and the name. `missing` are the words beside the
    figure that the statement does not account for. `apart` is the name of what sets them apart.
    """

    number: int
    differs: str
    score: float
    share: float
    back: float
    fit: float
    missing: tuple[str, ...]
    apart: str


@lru_cache(FEW)
def spoken(near: str, around: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """How well the words of a claim, and those with its surroundings, account for a name."""
    own = dict.fromkeys((term for word in synonyms(near) for term in terms(word)), BESIDE)
    own |= dict.fromkeys(terms(near), 1.0)
    return own, dict.fromkeys(terms(around), BESIDE) | own


def whole(name: str, said: str, least: float) -> bool:
    """Whether a text does not name just some members of a list that a name is.

    课题立项 is not 课题立项、结题及成果获奖; a list that ends with 等 is only begun. A member is
    named by `least` of its words.
    """
    if OPEN.search(name):
        return True
    levels = dict.fromkeys(terms(said), 1.0)
    name = BESIDES.sub(" ", name)
    found = [cover(each, levels, len) for each in JOINED.split(name)]
    shares = [each.share for each in found if each.weight]
    return not shares or min(shares) > 0 or max(shares) < least


def ahead(rival: Match, best: Match, more: float, *, strict: bool) -> bool:
    """Whether a statement with another quantity is plainly more about a claim's words."""
    if strict:
        return rival.share >= best.share and rival.fit > best.fit + FITTER
    if more:
        return rival.score > best.score + more and rival.share >= SURE
    return rival.score > best.score + AHEAD or (
        rival.score >= best.score and rival.fit > best.fit + FITTER
    )


def misprinted(claim: Mention, value: Decimal | None) -> bool:
    """Whether a claim's number differs from a long one in one digit, or in two that are swapped."""
    said = claim.quantity.value if claim.quantity else None
    if said is None or value is None or min(abs(said), abs(value)) < LONG:
        return False
    return one_edit(str(said), str(value))


def digits(claim: Mention) -> int:
    """How many digits of a claim count."""
    if claim.sort == "day":
        return DATE
    quantity = claim.quantity
    if quantity is None or quantity.value is None:
        return 3
    value = quantity.value if "." in quantity.text else quantity.value.normalize()
    return min(len(value.as_tuple().digits), 4)
