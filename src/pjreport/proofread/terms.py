"""Terms of texts: pairs of Han characters and roots of words, and how much of a text others share."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..text.near import root
from ..text.normalise import fold
from ..vocabulary import expression, words

[PRIZE], [STARS] = words("grades.prize", "zh"), words("grades.stars", "zh")
RANKED = {word: number for number in ("1", "2", "3") for word in words(f"grades.{number}", "en")}
NUMBERS = {word: str(number) for number, word in enumerate(words("numbers"), 2)}
GRADE = re.compile(
    rf"(?P<zh>[0-9{''.join(words('grades.steps', 'zh'))}](?:{PRIZE}|{STARS}))"
    rf"|\b(?P<rank>{expression('grades.ranked', 'en')})[ -](?:class )?(?P<of>{expression('grades.ranks', 'en')})"
    rf"|\b(?P<stars>[0-9]|{expression('numbers', 'en')})[ -]{expression('grades.stars', 'en')}",
    re.IGNORECASE,
)
# Words of a sentence about any figure, and those for the body that speaks. They are no terms.
GENERIC = {
    lang: re.compile(f"{expression('generic', lang)}|{expression('own', lang)}")
    for lang in ("zh", "en")
}
RUN = re.compile(
    rf"[0-9{words('grades.special', 'zh')[0]}](?:{PRIZE}|{STARS})|[\u3400-\u9fff]+|[a-z]+"
)
FIGURES = re.compile(rf"[0-9.%‰°-]+(?<!{PRIZE})(?!{PRIZE}|{STARS})")
POSSESSIVE = re.compile("['’]s?\\b")
LETTERS = 8  # of a root, the same for most forms of a word
REMEMBERED = 4096


class Cover(NamedTuple):
    """How much of a text is accounted for, from 0 to 1, its whole weight, and what is missing."""

    share: float
    weight: float
    missing: tuple[str, ...]


def grade(found: re.Match[str]) -> str:
    """The key of a grade, the same in both languages: 1等奖, 5星级."""
    if found["zh"]:
        return fold(found["zh"])
    if found["stars"]:
        return NUMBERS.get(found["stars"].lower(), found["stars"]) + STARS
    rank = found["rank"].lower()
    prize = "prize" in found["of"].lower()
    return f"{RANKED[rank]}{PRIZE}" if prize and rank in RANKED else fold(found[0])


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """A folded text with spaces for the words that name no subject, and for figures."""
    text = FIGURES.sub(
        " ", fold(GRADE.sub(lambda found: f" {grade(found)} ", POSSESSIVE.sub("", text)))
    )
    if not text.isascii():
        text = GENERIC["zh"].sub(lambda found: " " * len(found[0]), text)
    return GENERIC["en"].sub(lambda found: " " * len(found[0]), text)


def located(text: str) -> Iterator[tuple[int, int, str]]:
    """The terms of a plain text with their places.

    >>> [term for _, _, term in located("职业培训 trained")]
    ['职业', '业培', '培训', 'train']
    """
    for found in RUN.finditer(text):
        run, start = found[0], found.start()
        if run[0].isascii():
            yield *found.span(), (root(run)[:LETTERS] or run) if run.isascii() else run
        elif len(run) == 1:
            yield start, start + 1, run
        else:
            for index in range(len(run) - 1):
                yield start + index, start + index + 2, run[index : index + 2]


@lru_cache(REMEMBERED)
def terms(text: str) -> frozenset[str]:
    """The terms of a raw text, and its Han characters."""
    said = plain(text)
    found = {term for _, _, term in located(said)}
    return frozenset(found.union(character for character in said if character > "\u33ff"))


def cover(text: str, levels: Mapping[str, float], weight: Callable[[str], float]) -> Cover:
    """How much of a raw text some terms account for; `levels` says how well each does, up to 1."""
    said = plain(text)
    covered = [0.0] * len(said)
    weights = [0.0] * len(said)
    for start, end, term in located(said):
        level = levels.get(term, 0.0)
        heavy = weight(term)
        if term[0].isascii():
            covered[start], weights[start] = level, 2 * heavy
            continue
        for place in range(start, end):
            covered[place] = max(covered[place], level)
            weights[place] = max(weights[place], heavy)
    whole = sum(weights)
    if not whole:
        return Cover(0.0, 0.0, ())
    share = sum(one * other for one, other in zip(covered, weights, strict=True)) / whole
    missing = []
    for found in RUN.finditer(said):
        if found[0][0].isascii():
            missing += [] if covered[found.start()] else [found[0]]
        else:
            kept = (" " if covered[place] else said[place] for place in range(*found.span()))
            missing += "".join(kept).split()
    return Cover(share, whole, tuple(missing))
