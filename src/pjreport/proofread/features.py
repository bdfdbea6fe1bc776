"""The words of drafts and facts: which of them tell subjects apart, and which are everybody's."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..text.near import root
from ..vocabulary import expression, words

# Any report's words, and what is said of any figure: they name no subject.
GENERIC = re.compile(
    f"{expression('proofread-generic', 'zh')}|{expression('proofread-generic.subject', 'zh')}"
)
STOP_WORDS = frozenset(words("proofread-stop"))
REMEMBERED = 2048  # texts: a draft says the same again and again, mostly in lists
[OF] = words("of")
# Of Han; 的 joins words and is in none.
HAN_RUN = re.compile(rf"[\u3400-{chr(ord(OF) - 1)}{chr(ord(OF) + 1)}-\u9fff]+")
ENGLISH = re.compile(r"[a-z]{3,}")


@lru_cache(REMEMBERED)
def features(text: str) -> frozenset[str]:
    """What tells subjects apart in a folded text: pairs of Han characters, beginnings of words.

    >>> sorted(features("职业培训 trained the 4金"))
    ['train', '业培', '培训', '职业', '金']
    """
    return frozenset(feature for _, _, feature in located_features(text)) - STOP_WORDS


def located_features(text: str) -> Iterator[tuple[int, int, str]]:
    """The terms of a folded text, and where each begins and ends; common ones among them."""
    for found in HAN_RUN.finditer(text):
        run, start = found[0], found.start()
        if len(run) == 1:
            yield start, start + 1, run
        for place in range(len(run) - 1):
            yield start + place, start + place + 2, run[place : place + 2]
    for found in ENGLISH.finditer(text):
        if found[0] not in STOP_WORDS:
            yield *found.span(), stem(found[0])


def stem(word: str) -> str:
    """The beginning of an English word, the same in most of its forms."""
    return root(word)[:5]


STEMS = frozenset(
    map(stem, (*words("proofread-generic", "en"), *words("proofread-generic.subject", "en")))
)


@lru_cache(REMEMBERED)
def weighed(
    text: str, known: frozenset[str], around: frozenset[str] = frozenset()
) -> tuple[int, int]:
    """How much of a folded text is about a subject, and how much about something else.

    `known` are the subject's features, `around` those that it may be said with. Both are numbers of Han characters, an
    English word counting as two; words that are everybody's count as neither.

    >>> weighed("学院消防安全培训", frozenset(["培训"]))
    (2, 4)
    """
    about: set[int] = set()
    aside: set[int] = set()
    rest: set[int] = set()
    for start, end, feature in located_features(text):
        english = feature.isascii()
        if feature in known:
            about.update((start, start + 1) if english else range(start, end))
        elif feature in around:
            aside.update((start, start + 1) if english else range(start, end))
        elif not english:
            rest.update(range(start, end))
        elif feature not in STEMS:
            rest.update((start, start + 1))
    rest -= about | aside
    for found in GENERIC.finditer(text):
        rest.difference_update(range(*found.span()))
    return len(about), len(rest)
