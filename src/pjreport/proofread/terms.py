"""Terms of texts: pairs of Han characters and roots of words, and how much of a text others share."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..text.near import root
from ..text.normalise import fold
from ..text.tokens import HAN
from ..vocabulary import LANGUAGES, expression, group, keys, words

[PRIZE], [STARS] = words("grades.prize", "zh"), words("grades.stars", "zh")
RANKED = {word: number for number in ("1", "2", "3") for word in words(f"grades.{number}", "en")}
NUMBERS = {word: str(number) for number, word in enumerate(words("numbers"), 2)}
GRADE = re.compile(
    rf"(?P<zh>[0-9{''.join(words('grades.steps', 'zh'))}](?:{PRIZE}|{STARS}|(?P<class>{expression('classes', 'zh')})))"
    rf"|\b(?P<rank>{expression('grades.ranked', 'en')})[ -](?:class )?(?P<of>{expression('grades.ranks', 'en')})"
    rf"|\b(?P<stars>[0-9]|{expression('numbers', 'en')})[ -]{expression('grades.stars', 'en')}",
    re.IGNORECASE,
)
ANY = words("things.any", "zh")
# Measures of one meaning, whoever counts: each as its group's name.
ALIKE = {
    fold(word) or word: key
    for key in keys("alike")
    for lang in LANGUAGES
    for word in group("alike", lang).get(key, ())
}
# Words of a sentence about any figure, and those for the body that speaks. They are no terms.
GENERIC = {
    lang: re.compile(f"{expression('generic', lang)}|{expression('own', lang)}")
    for lang in ("zh", "en")
}
[SPECIAL] = words("grades.special", "zh")
RUN = re.compile(rf"[0-9{SPECIAL}](?:{PRIZE}|{STARS})|[\u3400-\u9fff]+|[a-z]+")
HAN_RUN = re.compile("[\u3400-\u9fff]+")
UP_OR_DOWN = "|".join(
    expression(f"qualifier-behind.{key}", "zh") for key in ("at-least", "at-most")
)
FIGURES = re.compile(rf"[0-9.%‰°-]+(?<!{PRIZE})(?!{PRIZE}|{STARS})")
LEVEL = re.compile(rf"([{HAN}])级((?:{UP_OR_DOWN}))?")
POSSESSIVE = re.compile("['’]s?\\b")
LETTERS = 8  # of a root, the same for most forms of a word
REMEMBERED = 4096


def measure(unit: str) -> str:
    """A unit as its group's name, if it has other words."""
    folded = fold(unit) or unit
    for each in (folded, folded.removeprefix(ANY[0])):
        if each in ALIKE:
            return ALIKE[each]
    return folded.removeprefix(ANY[0]) or folded


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
    """A folded text with spaces for its figures and for English words that name no subject."""
    text = FIGURES.sub(
        " ", fold(GRADE.sub(lambda found: f" {grade(found)} ", POSSESSIVE.sub("", text)))
    )
    return GENERIC["en"].sub(lambda found: " " * len(found[0]), text)


@lru_cache(REMEMBERED)
def content(text: str) -> str:
    """A plain text with spaces for all words that name no subject."""
    said = plain(text)
    return said if said.isascii() else GENERIC["zh"].sub(lambda found: " " * len(found[0]), said)


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


def grades_said(text: str) -> frozenset[str]:
    """The levels that a text names: 省级 is not 省级以上."""
    return frozenset(found[1] + (found[2] or "") for found in LEVEL.finditer(fold(text)))


def cover(text: str, levels: Mapping[str, float], weight: Callable[[str], float]) -> Cover:
    """How much of a raw text some terms account for; `levels` says how well each does, up to 1.

    A Han character is accounted for by a pair of them; one that is left alone, by itself. Words
    that name no subject need not be, but they cut no word in two: 数字 holds 数.
    """
    said, left = plain(text), content(text)
    covered = [0.0] * len(said)
    weights = [0.0] * len(said)
    missing, bare = [], [*left]
    for start, end, term in located(said):
        level = levels.get(term, 0.0)
        if term[0].isascii() or term[0] in SPECIAL:
            covered[start], weights[start] = level, (1 + term.isascii()) * weight(term)
            bare[start:end] = " " * (end - start)
            missing += [] if level else [(start, said[start:end])]
        elif level and end - start > 1:
            heavy = weight(term)
            for place in range(start, end):
                covered[place] = max(covered[place], level)
                weights[place] = max(weights[place], heavy) if left[place] != " " else 0.0
    bare = [" " if level else each for each, level in zip(bare, covered, strict=True)]
    for found in HAN_RUN.finditer("".join(bare)):
        run, start = found[0], found.start()
        pairs = [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
        heavy = max(map(weight, pairs))
        level = levels.get(run, 0.0) if len(run) == 1 else 0.0
        for place in range(*found.span()):
            covered[place], weights[place] = level, heavy
        missing += [] if level else [(start, run)]
    whole = sum(weights)
    if not whole:
        return Cover(0.0, 0.0, ())
    share = sum(one * other for one, other in zip(covered, weights, strict=True)) / whole
    return Cover(share, whole, tuple(word for _, word in sorted(missing)))
