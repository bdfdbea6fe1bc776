"""Ids of facts, topics and terms, from the words of their names.

A key depends on its name alone, so it stays when the text changes elsewhere.
"""

import re
from collections.abc import Iterator

from ..model.fields import KEY_LENGTH
from ..text.pinyin import spell
from ..vocabulary import words

WORD = re.compile(r"[a-z0-9]+")
RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
SYLLABLES = 2  # of pinyin in one word of a key
SHORT = 28  # characters of a key, if the words behind them are not needed to tell it from others
PLAIN = frozenset(words("naming-stop", "en"))


def parts_of(name: str) -> list[str]:
    """The words of a key that a name gives, in order.

    >>> parts_of("专任教师占比"), parts_of("older people of the town"), parts_of("“1+X”证书")
    (['zhuanren', 'jiaoshi', 'zhanbi'], ['older', 'people', 'of', 'town'], ['1', 'x', 'zhengshu'])
    """
    found: list[str] = []
    for run in RUN.findall(name):
        if run.isascii():
            found.append(run.lower())
            continue
        syllables = list(WORD.findall(spell(run)))
        first = len(syllables) % SYLLABLES
        groups = [syllables[:first]] if first else []
        groups += [
            syllables[place : place + SYLLABLES]
            for place in range(first, len(syllables), SYLLABLES)
        ]
        found += ["".join(each) for each in groups]
    kept = [each for each in found if each not in PLAIN]
    return kept or found


def key_of(name: str, length: int = SHORT) -> str:
    """The key of a name: its words, as many of the last as there is room for; `x` for none.

    >>> key_of("专任教师"), key_of("Total income"), key_of("——")
    ('zhuanren-jiaoshi', 'income', 'x')
    """
    parts = parts_of(name)
    while len(parts) > 1 and len("-".join(parts)) > length:
        parts.pop(0)
    return "-".join(parts)[:length].strip("-") or "x"


def candidates(name: str, *beside: str) -> Iterator[str]:
    """Keys for a name, the best first: with more of its words, with words `beside`, numbered."""
    first = key_of(name)
    yield first
    yield key_of(name, KEY_LENGTH)
    for each in beside:
        if each and (more := key_of(each, KEY_LENGTH - len(first) - 1)):
            yield f"{first}-{more}"[:KEY_LENGTH].strip("-")
    number = 2
    while True:
        tail = f"-{number}"
        yield first[: KEY_LENGTH - len(tail)] + tail
        number += 1
