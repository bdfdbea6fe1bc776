"""What tells two subjects apart beside their words: grades, levels, rates and places."""

import re

from ..text.tokens import HAN
from ..vocabulary import expression, keys, words

GRADES = re.compile(
    rf"[0-9{words('grades.special')[0]}]{expression('grades.prize')}|[0-9]{expression('grades.stars', 'zh')}"
)
RATES = re.compile(
    rf"[{HAN}]{{2}}{expression('rates.names', 'zh')}|[a-z]+(?= {expression('rates.names', 'en')})"
)
# Any rate has one of its own.
GROWTH = frozenset(words("rates.growth"))
LEVELS = re.compile(
    "|".join(
        f"(?P<{key.replace('-', '_')}>{expression(f'levels.{key}')})" for key in keys("levels")
    )
)
NAME = rf"([{HAN}]{{2}})"
PLACE = re.compile(f"{NAME}{expression('places')}")
NO_PLACE = re.compile(f"{expression('places.no-end')}$|{expression('places.no-part')}")
LAST_PAIR = re.compile(f"{NAME}$")
OF_A_PLACE = frozenset(words("places.levels"))


def levels(text: str) -> set[str]:
    """The levels that a folded text names, of a place or not.

    Behind the name of a place it is that place's level, which the place's name tells.

    >>> levels("省级竞赛, provincial awards"), levels("市级获奖"), levels("宁波市级获奖")
    ({'provincial'}, {'municipal'}, set())
    """
    return {
        str(found.lastgroup)
        for found in LEVELS.finditer(text)
        if found[0] not in OF_A_PLACE or not place_before(text[: found.start()])
    }


def place_before(text: str) -> bool:
    """Whether a text ends with what may be the name of a place."""
    found = LAST_PAIR.search(text, max(0, len(text) - 2))
    return found is not None and not NO_PLACE.search(found[1])


def place_names(text: str) -> list[str]:
    """The names of places in a folded text.

    >>> place_names("宁波市级获奖, 全省, 学校在县里")
    ['宁波']
    """
    return [found[1] for found in PLACE.finditer(text) if not NO_PLACE.search(found[1])]
