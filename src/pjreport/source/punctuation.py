"""The punctuation of a text: what of it makes a difference, and where it stands.

Width, quotation marks, doublings and the sort of a dash make none: 、、 is 、 and （ is (.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import category, normalize

from ..model.diagnostics import Place
from ..text.characters import INVISIBLE, QUOTES

DASHES = re.compile("[\u2010-\u2015\u2212\u2500-\u2501-]+")
TWICE = re.compile(r"(.)\1+")
BREAK = "|"  # in mended text: between the row of a table and the next line, or two columns
NONE = frozenset({*QUOTES, *INVISIBLE, BREAK})
LETTERS = frozenset("LMNC")  # the categories of what is no mark: letters, numbers, controls
PLAIN = re.compile(rf"[\w\s%{QUOTES}]*")  # without any mark


@lru_cache(maxsize=1000)
def mark(text: str) -> str:
    """What of a text between two words or numbers makes a difference; mostly nothing.

    >>> mark("、、"), mark("（"), mark(" 「"), mark("——")
    ('、', '(', '', '-')
    """
    kept = normalize("NFKC", "".join(each for each in text if each not in NONE))
    kept = "".join(each for each in kept if not each.isspace() and category(each)[0] not in LETTERS)
    return TWICE.sub(r"\1", DASHES.sub("-", kept))


class Punctuation:
    """The marks of a text without spaces, by the place of the character that they stand before.

    A hyphen at a line's end may be one of the word, or only of the line's end:
    those are `soft`.
    """

    def __init__(self, marks: Mapping[int, str], soft: frozenset[int] = frozenset()) -> None:
        self.marks = marks
        self.soft = soft
        self.places = sorted(marks)

    def fit(self, wanted: Mapping[int, str], start: int, end: int) -> bool:
        """Whether the marks from `start` to `end` are those of a fragment that begins there."""
        size = end - start
        inner = self.places[bisect_right(self.places, start) : bisect_left(self.places, end)]
        for place in inner:
            if wanted.get(place - start, "") != self.marks[place] and not (
                place in self.soft and place - start not in wanted
            ):
                return False
        return (
            all(start + place in self.marks for place in wanted if 0 < place < size)
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
    """The marks of `text`, each character of which stands for a span of the `prose`.

    Those inside a number belong to how it is written: 5,228 has none.
    """
    known = set(gaps)
    marks: dict[int, str] = {}
    soft: set[int] = set()
    done = -1
    for place, (first, last) in enumerate([*spans, (len(prose), len(prose))]):
        # Folding puts a % to the number before it, whatever stood between.
        between = prose[done + 1 : last if text[place : place + 1] == "%" else first]
        around = text[place - 1 : place + 1] if place else ""
        inside = len(around) == 2 and around.isdecimal() and place not in known
        if between and not inside and (found := mark(between)):
            marks[place] = found
            letters = found == "-" and len(around) == 2 and around.isascii() and around.isalpha()
            if letters and places and places[done].line != places[first].line:
                soft.add(place)
        done = last
    return Punctuation(marks, frozenset(soft))
