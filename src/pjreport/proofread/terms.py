"""Terms of texts: pairs of Han characters and roots of words, and which of them others account for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..text.near import root
from ..text.normalise import fold
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
# Words of a sentence about any figure, and those for the body that speaks. They name no subject.
SOME = [
    "generic",
    "own",
    *(f"{each}.{key}" for each in ("qualifier-before", "qualifier-behind") for key in keys(each)),
]
LIGHT = {
    "zh": re.compile(
        "|".join(expression(each, "zh") for each in SOME if each != "qualifier-behind.over")
    ),
    "en": re.compile(
        "|".join(expression(each, "en") for each in (*SOME, "function", "subject.empty"))
    ),
}
[SPECIAL] = words("grades.special", "zh")
RUN = re.compile(rf"[0-9{SPECIAL}](?:{PRIZE}|{STARS})|[\u3400-\u9fff]+|[a-z]+")
HAN_RUN = re.compile("[\u3400-\u9fff]+")
FIGURES = re.compile(rf"[0-9.%‰°-]+(?<!{PRIZE})(?!{PRIZE}|{STARS})")
POSSESSIVE = re.compile("['’]s?\\b")
LETTERS = 8  # of a root, the same for most forms of a word
REMEMBERED = 4096
OTHER = 1.5  # how much less another word of one meaning counts than the word itself

# Words of one meaning: each with the others of its lists.
SAME: dict[str, set[str]] = defaultdict(set)
for lang in LANGUAGES:
    for same in group("synonyms", lang).values():
        for each in same:
            SAME[each].update(same)
WAYS: dict[str, list[str]] = defaultdict(list)  # by their first characters, which is much faster
for each in sorted(SAME, key=len, reverse=True):
    WAYS[each[0]].append(re.escape(each[1:]) + (r"\b" if each.isascii() else ""))
KNOWN = re.compile(
    "|".join(
        rf"{'' if first > 'z' else chr(92) + 'b'}{re.escape(first)}(?:{'|'.join(rest)})"
        for first, rest in WAYS.items()
    )
)
# Words that exclude each other: the members of each set.
SETS: dict[str, dict[str, str]] = defaultdict(dict)
for key in keys("contrasts"):
    name, _, member = key.partition("-")
    SETS[name][member.replace("-", "_")] = expression(f"contrasts.{key}")
CONTRASTS = {
    name: re.compile("|".join(f"(?P<{member}>{found})" for member, found in members.items()))
    for name, members in SETS.items()
}


@lru_cache(REMEMBERED)
def measure(unit: str) -> str:
    """A unit as its group's name, if it has other words."""
    folded = fold(unit) or unit
    for each in (folded, folded.removeprefix(ANY[0])):
        if each in ALIKE:
            return ALIKE[each]
    return folded.removeprefix(ANY[0]) or folded


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
    return LIGHT["en"].sub(blank, text)


@lru_cache(REMEMBERED)
def content(text: str) -> str:
    """A plain text with spaces for all words that name no subject."""
    said = plain(text)
    return said if said.isascii() else LIGHT["zh"].sub(blank, said)


def blank(found: re.Match[str]) -> str:
    """Spaces, as many as characters were found."""
    return " " * len(found[0])


def told(text: str) -> bool:
    """Whether a text has words that name a subject."""
    return bool(content(text).strip())


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


@lru_cache(REMEMBERED)
def synonyms(text: str) -> frozenset[str]:
    """The terms of other words for those of a raw text."""
    some = {each for found in KNOWN.findall(fold(text)) for each in SAME[found]}
    return frozenset(term for each in some for term in terms(each) if len(term) > 1)


@lru_cache(REMEMBERED)
def contrasts(text: str) -> Mapping[str, frozenset[str]]:
    """The members that a raw text names of sets of words that exclude each other.

    >>> dict(contrasts("全省男教师"))
    {'level': frozenset({'province'}), 'sex': frozenset({'men'}), 'school': frozenset({'teachers'})}
    """
    folded = fold(text)
    said = {
        name: frozenset(found.lastgroup or "" for found in pattern.finditer(folded))
        for name, pattern in CONTRASTS.items()
    }
    return {name: members for name, members in said.items() if members}


def apart_from_sets(word: str) -> str:
    """What of a word names no member of a set."""
    for pattern in CONTRASTS.values():
        word = pattern.sub("", word)
    return word.strip()


class Account(NamedTuple):
    """How well some terms account for a text: a level for each character or word that tells.

    `missing` are the words that nothing accounts for, in their order.
    """

    levels: tuple[float, ...]
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the text that is accounted for."""
        return sum(map(bool, self.levels)) / len(self.levels) if self.levels else 0.0


def account(text: str, levels: Mapping[str, float]) -> Account:
    """How well some terms account for a raw text; `levels` says how well each does.

    A Han character is accounted for by a pair of them; one that is left alone, by itself. Words
    that name no subject need not be, but they cut no word in two: 数字 holds 数.
    """
    said, left = plain(text), content(text)
    covered = [0.0] * len(said)
    counts = [False] * len(said)
    missing, bare = [], [*left]
    for start, end, term in located(said):
        level = levels.get(term, 0.0)
        if term[0].isascii() or term[0] in SPECIAL:
            covered[start], counts[start] = level, True
            bare[start:end] = " " * (end - start)
            missing += [] if level else [(start, said[start:end])]
        else:
            for place in range(start, end):
                covered[place] = max(covered[place], level if end - start > 1 else 0.0)
                counts[place] = left[place] != " "
    bare = [" " if level else each for each, level in zip(bare, covered, strict=True)]
    for found in HAN_RUN.finditer("".join(bare)):
        run, start = found[0], found.start()
        if len(run) == 1:  # with those beside it, of which it is a word
            covered[start] = levels.get(run, 0.0)
            run = "".join(HAN_RUN.findall(said[max(0, start - 1) : start + 2]))
        missing += [] if covered[start] else [(start, run)]
    told = tuple(level for level, counted in zip(covered, counts, strict=True) if counted)
    return Account(told, tuple(word for _, word in sorted(missing)))
