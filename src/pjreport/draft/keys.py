"""Ids of facts, topics and terms, from the words of their names.

A key depends on its name alone, so it stays when the text changes elsewhere.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.fields import KEY_LENGTH
from ..text.pinyin import spell
from ..text.terminal import unsafe_characters
from ..vocabulary import expression, words

LONGEST_TITLE = 200  # characters
WORD = re.compile(r"[a-z0-9]+")
RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
WORD_LENGTH = 2  # Han characters of one word of a key
JOINT = re.compile(expression("drafting.joints", "zh"))
ENDINGS = frozenset(words("drafting.endings", "zh"))
SHORT = 28  # characters of a key, if the words behind them are not needed to tell it from others
PLAIN = frozenset(words("function", "en"))


def parts_of(name: str) -> list[str]:
    """The words of a key that a name gives, in order.

    >>> parts_of("国家级骨干专业"), parts_of("在校生的比例"), parts_of("older people of the town")
    (['guojiaji', 'gugan', 'zhuanye'], ['zaixiaosheng', 'bili'], ['older', 'people', 'town'])
    """
    found: list[str] = []
    for run in RUN.findall(name):
        if run.isascii():
            found.append(run.lower())
        else:
            for piece in filter(None, JOINT.split(run)):
                syllables = spelled(piece)
                found += ("".join(syllables[slice(*each)]) for each in grouped(piece))
    return [each for each in found if each and each not in PLAIN] or found


@lru_cache(maxsize=10_000)
def spelled(run: str) -> list[str]:
    """The pinyin of some Han characters, one by one."""
    return WORD.findall(spell(run))


def grouped(run: str) -> list[tuple[int, int]]:
    """Where the words of some Han characters may begin and end, as nobody says: two by two.

    An ending belongs to the two before it, and so does the last one of an odd number.
    """
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(run):
        end = min(place + WORD_LENGTH, len(run))
        if run[end : end + 1] in ENDINGS or len(run) - end == 1:
            end += end < len(run)
        found.append((place, end))
        place = end
    return found


def key_of(name: str, length: int = SHORT) -> str:
    """The key of a name: its words, as many of the last as there is room for; `x` for none.

    >>> key_of("专任教师"), key_of("Total income"), key_of("——")
    ('zhuanren-jiaoshi', 'income', 'x')
    """
    parts = parts_of(name)
    while len(parts) > 1 and len("-".join(parts)) > length:
        parts.pop(0)
    return "-".join(parts)[:length].strip("-") or "x"


def candidates(name: str, *beside: str, end: str = "") -> Iterator[str]:
    """Keys for a name, the best first: with more of its words, with words `beside`, numbered.

    `end` is a word that each of them ends with.
    """
    tail = f"-{end}" if end else ""
    first = key_of(name, SHORT) + tail
    yield first
    yield key_of(name, KEY_LENGTH - len(tail)) + tail
    for each in beside:
        if each and (more := key_of(each, KEY_LENGTH - len(first) - 1)):
            yield f"{first}-{more}"[:KEY_LENGTH].strip("-")
    number = 2
    while True:
        tail = f"-{number}"
        yield first[: KEY_LENGTH - len(tail)] + tail
        number += 1


def harmless(text: str) -> str:
    """A line of a text as a name: without characters that could control a terminal, not too long."""
    for each in unsafe_characters(text):
        text = text.replace(each, " ")
    return " ".join(text.split())[:LONGEST_TITLE].strip()
