"""Features of texts: pairs of Han characters and stems, which tell subjects apart."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..text.near import root
from ..vocabulary import expression, words

# Words of any report and any figure, which name no subject.
GENERIC = re.compile(
    f"{expression('proofread-generic', 'zh')}|{expression('proofread-generic.subject', 'zh')}"
)
STOP_WORDS = frozenset(words("proofread-stop"))
REMEMBERED = 2048  # texts; drafts repeat themselves, mostly in lists
[OF] = words("of")
# Han characters; 的 joins words and is in none.
HAN_RUN = re.compile(rf"[\u3400-{chr(ord(OF) - 1)}{chr(ord(OF) + 1)}-\u9fff]+")
ENGLISH = re.compile(r"[a-z]{3,}")


@lru_cache(REMEMBERED)
def features(text: str) -> frozenset[str]:
    """The features of a folded text, without stop words.

    >>> sorted(features("职业培训 trained the 4金"))
    ['train', '业培', '培训', '职业', '金']
    """
    return frozenset(feature for _, _, feature in located_features(text)) - STOP_WORDS


def located_features(text: str) -> Iterator[tuple[int, int, str]]:
    """The features of a folded text with start and end, stop pairs included."""
    for found in HAN_RUN.finditer(text):
        run, start = found[0], found.start()
        if len(run) == 1:
            yield start, start + 1, run
        for index in range(len(run) - 1):
            yield start + index, start + index + 2, run[index : index + 2]
    for found in ENGLISH.finditer(text):
        if found[0] not in STOP_WORDS:
            yield *found.span(), stem(found[0])


def stem(word: str) -> str:
    """The start of an English word's root, the same for most of its forms."""
    return root(word)[:5]


STEMS = frozenset(
    map(stem, (*words("proofread-generic", "en"), *words("proofread-generic.subject", "en")))
)


@lru_cache(REMEMBERED)
def weighed(
    text: str, known: frozenset[str], around: frozenset[str] = frozenset()
) -> tuple[int, int]:
    """How many characters of a folded text are about a subject, and about something else.

    `known` are the subject's features. Features in `around` and generic words count as neither. An
    English word counts as two characters.

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
