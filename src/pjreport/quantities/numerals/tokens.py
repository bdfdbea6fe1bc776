"""The English words that a number may have, one by one."""

import re
from decimal import Decimal
from typing import NamedTuple

from ...text.numerals import MOST
from ...vocabulary import keys, words
from .form import FIGURES, plain_number


def table(group: str) -> dict[str, int]:
    """The English words of a group whose keys are numbers."""
    return {
        word: int(key)
        for key in keys(group)
        if key.isdigit()
        for word in words(f"{group}.{key}")
        if word.isascii()
    }


SMALL, SCALES, ORDINALS = table("number-words"), table("number-scales"), table("number-ordinals")
LETTERS, TIMES = table("number-letters"), table("multiples")
GROWN, HALVED = frozenset(words("multiples.grown")), frozenset(words("multiples.halved"))
LOWER = {each: size for each, size in ORDINALS.items() if size > 2}
LOWER |= {f"{each}s": size for each, size in LOWER.items()}
LOWER |= dict.fromkeys(words("number-forms.half", "en"), 2)
LOWER |= dict.fromkeys(words("number-forms.quarter", "en"), 4)
HALF = words("number-forms.half", "en")[0]
QUARTER = words("number-forms.quarter", "en")[0]
ARTICLES = frozenset(words("number-forms.article", "en"))
[AND] = words("number-forms.and", "en")
[POINT] = words("number-forms.point", "en")
# A denominator of two words: three twenty-firsts. "Seconds" are time.
UNDER_TEN = {each: size for each, size in ORDINALS.items() if size < 10}
UNDER_TEN |= {f"{each}s": size for each, size in UNDER_TEN.items() if size != 2}
KNOWN = {*SMALL, *SCALES, *ORDINALS, *LOWER, *UNDER_TEN, *TIMES, *HALVED, *ARTICLES, POINT}
WORD = re.compile(r"[a-z]++")
GAP = re.compile(rf"(?: ?- ?| {{1,3}})(?:(?P<and>{AND}) {{1,3}})?")
VAGUE = frozenset(each for each in SCALES if each.endswith("s"))  # thousands of people
LONGEST = 24  # words of one number
MOST_SMALL = 4  # words below a hundred that may follow each other in it


class Token(NamedTuple):
    """A word or a number in digits. `joined` means that "and" stands before it."""

    name: str
    number: Decimal | None
    start: int
    end: int
    joined: bool


def tokens(text: str, start: int) -> list[Token]:
    """The words of a number, as far as they may be part of one."""
    found: list[Token] = []
    place, joined, pointed, small = start, False, False, 0
    while len(found) < LONGEST and small <= MOST_SMALL:
        word = WORD.match(text, place)
        if word:
            if word[0] not in KNOWN or (found and ends(found[-1], word[0], joined=joined)):
                break
            pointed = pointed or word[0] == POINT
            small = small + 1 if word[0] in SMALL and not pointed else 0
            found.append(Token(word[0], None, place, word.end(), joined))
        else:
            figures = FIGURES.match(text, place)
            if figures is None or len(figures[0]) > MOST:
                break
            found.append(Token("", plain_number(figures[0]), place, figures.end(), joined))
        gap = GAP.match(text, found[-1].end)
        if gap is None and (word or not scale_at(text, found[-1].end)):
            break
        place = gap.end() if gap else found[-1].end
        joined = gap is not None and gap["and"] is not None
    return found


def ends(last: Token, name: str, *, joined: bool) -> bool:
    """Whether a number ends between two words: before a second half, a second unit, "and hundred"."""
    if joined and name in SCALES:
        return True
    return last.name in LOWER and name not in ARTICLES and name not in SCALES


def scale_at(text: str, place: int) -> bool:
    """Whether a word that multiplies stands directly behind digits: 10bn."""
    word = WORD.match(text, place)
    return word is not None and word[0] in SCALES
