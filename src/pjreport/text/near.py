"""Compares two single words that may be the same: endings, typing errors, fuzzy pinyin."""

import re

from ..vocabulary import words

VOWELS = frozenset("aeiouy")
ENDINGS = words("endings")


def stems(word: str) -> list[str]:
    """The beginnings that an English word shares with its other forms, the longest first.

    >>> stems("trained"), stems("awards"), stems("companies"), stems("winning"), stems("class")
    (['train'], ['award'], ['compan'], ['winn', 'win'], [])
    """
    found = []
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and VOWELS & set(stem) and not stem.endswith("s"):
            found.append(stem)
            if stem[-1] == stem[-2] and ending in ("ing", "ed"):
                found.append(stem[:-1])
            break
    return found


def root(word: str) -> str:
    """An English word without its ending. Most forms of a word give the same root.

    >>> root("rates"), root("rate"), root("rated"), root("company")
    ('rat', 'rat', 'rat', 'company')
    """
    ending = next((each for each in ENDINGS if word.endswith(each)), "")
    return word.removesuffix(ending).rstrip("e")


def one_edit(a: str, b: str) -> bool:
    """Whether one letter added, removed or changed, or two swapped, turn `a` into `b`.

    >>> one_edit("trainng", "training"), one_edit("honor", "honour"), one_edit("cneter", "center")
    (True, True, True)
    >>> one_edit("paper", "paper"), one_edit("paper", "people")
    (False, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    if len(a) > len(b):
        return a[start + 1 :] == b[start:]
    rest = a[start + 1 :] == b[start + 1 :]
    swapped = (
        a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    )
    return rest or swapped


def blurred(pinyin: str) -> str:
    """Fuzzy pinyin, as in input methods: zh is z, ch is c, sh is s, ng is n.

    >>> blurred(" cheng ning"), blurred(" cen nin")
    (' cen nin', ' cen nin')
    """
    return re.sub("(?<=[zcs])h|(?<=n)g", "", pinyin)
