"""Names of two reports, compared without what each year changes: years, dates and editions."""

import re
from collections.abc import Iterator
from functools import cache

from ..model.base import FactBase, Record
from ..quantities.reader import read
from ..text.normalise import fold
from ..vocabulary import pattern

PASSING = frozenset(("year", "date", "ordinal"))  # kinds of figures that each year changes
YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9.%])")
DIGITS = re.compile("[0-9]+")
ALIKE = 0.5  # of Dice's coefficient, which is 1 for the same pairs of characters
METHOD = (pattern("each"), pattern("counting-method"))


@cache
def timeless(name: str) -> str:
    """A name as it is compared, with # for the digits of years, dates and ordinals.

    >>> timeless("2021年毕业生"), timeless("第十六届技能节"), timeless("Graduates of 2021")
    ('#年毕业生', '第#届技能节', 'graduates of #')
    """
    folded = fold(name)
    for figure in reversed([each for each in read(folded) if each.kind in PASSING]):
        said = DIGITS.sub("#", folded[figure.start : figure.end])
        folded = folded[: figure.start] + said + folded[figure.end :]
    return YEAR.sub("#", folded)


def year(name: str) -> int | None:
    """The first year in a name.

    >>> year("2021学年"), year("academic year 2021/22"), year("二〇二一年"), year("全年")
    (2021, 2021, 2021, None)
    """
    found = YEAR.search(fold(name))
    return int(found[0]) if found else None


def common(older: FactBase, newer: FactBase) -> str | None:
    """The first language of the newer report that the older one has, too."""
    shared = (lang for lang in newer.languages if lang in older.languages)
    return next(shared, None)


def called(record: Record, lang: str) -> Iterator[str]:
    """What a fact is called: its name, then its other names."""
    yield timeless(record[lang])
    yield from map(timeless, record.get("also") or ())


def alike(one: str, other: str) -> float:
    """How much two names have in common, from 0 to 1: Dice's coefficient of pairs of characters.

    (Dice, 1945, doi:10.2307/1932409.) It is 1, too, if one name contains the other.

    >>> alike("培训人次", "职业培训人次"), round(alike("金牌数", "银牌数"), 2), alike("金牌", "论文")
    (1.0, 0.5, 0.0)
    """
    if one in other or other in one:
        return 1.0
    first, second = pairs(one), pairs(other)
    return 2 * len(first & second) / (len(first) + len(second) or 1)


def pairs(name: str) -> set[str]:
    """The pairs of neighbouring characters in a name."""
    return {name[at : at + 2] for at in range(len(name) - 1)}


def method(record: Record, lang: str) -> set[str]:
    """The words in a fact's name and evidence that say how it was counted."""
    said = fold(" ".join((record[lang], *record["evidence"])))
    return {each for one in METHOD for each in one.findall(said)}
