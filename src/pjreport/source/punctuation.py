"""Punctuation between the words of a text, as far as it matters for a comparison.

Width, quotation marks, repetition and the kind of a dash do not matter: 、、 is 、 and （ is (.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from unicodedata import category, normalize

from ..model.diagnostics import Place
from ..text.characters import INVISIBLE, QUOTES

DASH_RUN = re.compile("[\u2010-\u2015\u2212\u2500-\u2501-]+")
TWICE = re.compile(r"(.)\1+")
BREAK = "|"  # in mended text: between a table row and the next line, or two columns
DROPPED = frozenset({*QUOTES, *INVISIBLE, BREAK})
LETTERS = frozenset("LMNC")  # Unicode categories that are no marks: letters, numbers, controls
WITHOUT_MARKS = re.compile(rf"[\w\s%{QUOTES}]*")  # without any mark


@lru_cache(maxsize=1000)
def mark(text: str) -> str:
    """The marks in the text between two words or numbers, in a comparable form.

    >>> mark("、、"), mark("（"), mark(" 「"), mark("——")
    ('、', '(', '', '-')
    """
    kept = normalize("NFKC", "".join(each for each in text if each not in DROPPED))
    kept = "".join(each for each in kept if not each.isspace() and category(each)[0] not in LETTERS)
    return TWICE.sub(r"\1", DASH_RUN.sub("-", kept))


class Punctuation:
    """The marks of a text without spaces, by the offset of the character behind them.

    `soft` are hyphens at line ends: they may belong to the word or only to the line end.
    """

    def __init__(self, marks: Mapping[int, str], soft: frozenset[int] = frozenset()) -> None:
        self.marks = marks
        self.soft = soft
        self.offsets = sorted(marks)

    def fit(self, wanted: Mapping[int, str], start: int, end: int) -> bool:
        """Whether the marks from `start` to `end` are those of a fragment that starts there."""
        size = end - start
        inner = self.offsets[bisect_right(self.offsets, start) : bisect_left(self.offsets, end)]
        for offset in inner:
            if wanted.get(offset - start, "") != self.marks[offset] and not (
                offset in self.soft and offset - start not in wanted
            ):
                return False
        return (
            all(start + offset in self.marks for offset in wanted if 0 < offset < size)
            and self.marks.get(start, "").endswith(wanted.get(0, ""))
            and self.marks.get(end, "").startswith(wanted.get(size, ""))
        )


def punctuation_of(
    prose: str,
    text: str,
    gaps: Sequence[int],
    spans: Sequence[tuple[int, int]],
    places: Sequence[Place] = (),
) -> Punctuation:
    """The marks of `text`. Each character of `text` stands for a span of the `prose`.

    Marks inside a number are not punctuation: 5,228 has none.
    """
    spaces = iter(gaps)
    space = next(spaces, -1)
    marks: dict[int, str] = {}
    soft: set[int] = set()
    done = -1
    for offset, (first, last) in enumerate(chain(spans, [(len(prose), len(prose))])):
        # Folding joins a % to the number before it, whatever stood between.
        between = prose[done + 1 : last if text[offset : offset + 1] == "%" else first]
        around = text[offset - 1 : offset + 1] if offset else ""
        while 0 <= space < offset:
            space = next(spaces, -1)
        inside = len(around) == 2 and around.isdecimal() and offset != space
        if between and not inside and (found := mark(between)):
            marks[offset] = found
            letters = found == "-" and len(around) == 2 and around.isascii() and around.isalpha()
            if letters and places and places[done].line != places[first].line:
                soft.add(offset)
        done = last
    return Punctuation(marks, frozenset(soft))
