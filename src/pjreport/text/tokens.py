"""Splits folded texts into the tokens of the full-text index, and makes phrases of tokens.

A Han character is a token, so that a phrase finds a word of any length. A Latin word and a whole
number are tokens. So is a gap beside Han characters, which no phrase crosses.
"""

import re
from collections.abc import Iterator

from .characters import INVISIBLE, QUOTES
from .normalise import Traced, fold, trace
from .numerals import NUMERALS

BREAK = "_"
TOKEN = re.compile(r"[a-z]+|-?[0-9]+(?:\.[0-9]+)*| (?=[^\0-\xff])|(?<=[^\0-\xff]) |[^ ]")
UNSEEN = dict.fromkeys(map(ord, QUOTES + INVISIBLE))
NUMERIC = frozenset(NUMERALS)
HAN = r"\u3400-\u9fff"  # the usual Han characters, for the brackets of a regular expression
# All Han characters, and the Chinese zero.
RUNS = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")


def tokens(folded: str) -> list[str]:
    """The tokens of a folded text.

    >>> tokens("职业技能"), tokens("第16届"), tokens("92.97%"), tokens("三会 一课")
    (['职', '业', '技', '能'], ['第', '16', '届'], ['92.97', '%'], ['三', '会', '_', '一', '课'])
    >>> tokens("vocational training"), tokens("cad机电")
    (['vocational', 'training'], ['cad', '机', '电'])
    """
    return [BREAK if token == " " else token for token in TOKEN.findall(folded)]


def runs(text: str) -> Iterator[str]:
    """The runs of Han characters in a text that is not folded. Quotation marks do not end a run.

    >>> [*runs("校内“双导师”制, CAD机电")]
    ['校内双导师制', '机电']
    """
    return (found[0] for found in RUNS.finditer(text.translate(UNSEEN)))


def part(run: str, start: int, end: int) -> list[str]:
    """The tokens of a part of a run, folded as in the whole run: 二届 of 十二届 is 12届.

    >>> part("一等奖", 0, 2), part("职业培训", 2, 4)
    (['1', '等'], ['培', '训'])
    """
    folded = fold(run[start:end])
    if NUMERIC.isdisjoint(run):
        return tokens(folded)
    traced = trace(Traced.of(run))
    inside = [
        character
        for character, (first, last) in zip(traced.text, traced.spans, strict=True)
        if first < end and last >= start
    ]
    return tokens("".join(inside))


def phrase(folded: str) -> str:
    """A folded text as an FTS5 phrase. A Latin word at its end may be unfinished.

    >>> phrase("培训"), phrase("train"), phrase("5228")
    ('"培 训"', '"train" *', '"5228"')
    """
    words = tokens(folded)
    unfinished = " *" if words and words[-1].isascii() and words[-1].isalpha() else ""
    return whole(words) + unfinished


def whole(words: list[str]) -> str:
    """Tokens as a quoted FTS5 phrase, in which nothing is an operator."""
    quoted = " ".join(words).replace('"', '""')
    return f'"{quoted}"'
