"""Finds words in many texts as they are written, and other forms of English words.

`lexicon` finds what sounds or looks like a word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from ..vocabulary import words
from .characters import ROW
from .normalise import fold_all

# How a text holds a word, the best first. PART is an unfinished word, FORM another form of it.
EXACT, START, BEGINNING, WORD, PART, FORM = range(6)
WHOLE = frozenset({EXACT, START, WORD})

Hits = dict[int, int]  # from the number of a text to how it holds the word

SUFFIXES = frozenset({"", *words("suffixes")})  # of other forms of an English word
LONGEST_WORD = 64  # characters; a longer word is only searched as it is


class Haystack:
    """Strings joined to one, so that Python's own string search finds words in all of them."""

    def __init__(self, numbers: Sequence[int], strings: Sequence[str]) -> None:
        """`numbers` identify the strings in results."""
        self.numbers = numbers
        self.strings = strings
        self.text = ROW + ROW.join(strings) + ROW
        self.starts = list(accumulate((len(string) + 1 for string in strings), initial=1))

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Each occurrence of `word`: the number of its string, and its offset in `text`."""
        at = self.text.find(word)
        while at >= 0:
            yield self.number(at), at
            at = self.text.find(word, at + 1)

    def matches(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Each match of a regular expression, as in `find`."""
        for match in re.finditer(pattern, self.text):
            yield self.number(match.start()), match.start()

    def number(self, at: int) -> int:
        """The number of the string at an offset."""
        return self.numbers[bisect_right(self.starts, at) - 1]


class Texts:
    """Distinct texts, folded only when needed. Words to find must be folded, too."""

    def __init__(self, texts: Iterable[str], known: Mapping[str, str] | None = None) -> None:
        """`known` has the folded texts, if somebody has folded them."""
        self.known = known
        self.texts = list(dict.fromkeys(texts))

    @cached_property
    def ascii(self) -> Haystack:
        """The ASCII texts, folded. They hold no Chinese word."""
        return self.folded([n for n, text in enumerate(self.texts) if text.isascii()])

    @cached_property
    def other(self) -> Haystack:
        """All other texts, folded."""
        return self.folded([n for n, text in enumerate(self.texts) if not text.isascii()])

    def folded(self, numbers: Sequence[int]) -> Haystack:
        """Some of the texts, folded."""
        texts = [self.texts[number] for number in numbers]
        known = self.known
        return Haystack(
            numbers, fold_all(texts) if known is None else [known[text] for text in texts]
        )

    def plain(self, word: str) -> tuple[Haystack, ...]:
        """The texts that may hold a word."""
        return (self.ascii, self.other) if word.isascii() else (self.other,)

    def literal(self, word: str) -> Hits:
        """The texts that hold `word` as it is.

        A number must be whole: 5 is not in 5228, nor 98 in 98.5, nor 3.2 in -3.2. A Latin word is
        found at the beginning of words, a Chinese word anywhere.
        """
        found: Hits = {}
        if word and han(word) and not word[-1].isdigit():
            return self.characters(word)
        for haystack in self.plain(word):
            for number, at in haystack.find(word):
                how = held(haystack.text, at, at + len(word))
                if how is not None and how < found.get(number, how + 1):
                    found[number] = how
        return found

    def characters(self, word: str) -> Hits:
        """The texts that hold a word of Han characters, as `literal`."""
        found: Hits = {}
        haystack = self.other
        text, starts, numbers = haystack.text, haystack.starts, haystack.numbers
        size = len(word)
        at = text.find(word)
        while at >= 0:
            place = bisect_right(starts, at)
            if text[at - 1] == ROW:
                found[numbers[place - 1]] = EXACT if text[at + size] == ROW else START
            else:
                found[numbers[place - 1]] = WORD
            at = text.find(word, starts[place])  # the first in a text is the best
        if not found and 1 < size <= LONGEST_WORD:
            spaced = " ?".join(map(re.escape, word))  # 三会一课 in 三会、一课
            found = {number: WORD for number, _ in haystack.matches(spaced)}
        return found

    def stemmed(self, stem: str) -> Iterator[int]:
        """The texts with a form of the English word that begins with `stem`."""
        for haystack in self.plain(stem):
            text = haystack.text
            for number, at in haystack.find(stem):
                if not letter(text[at - 1]):
                    end = at + len(stem)
                    while letter(text[end]):
                        end += 1
                    if text[at + len(stem) : end] in SUFFIXES:
                        yield number


def held(text: str, start: int, end: int) -> int | None:
    """How a text between two `ROW`s holds the word from `start` to `end`; None if it does not.

    It does not hold a part of a number, nor a Latin word that begins inside another.
    """
    before, after = text[start - 1], text[end]
    first, last = text[start], text[end - 1]
    if first.isdigit() and (before.isdigit() or before in ".-"):
        return None
    if last.isdigit() and (after.isdigit() or after == "."):
        return None
    if letter(first) and letter(before):
        return None
    unfinished = letter(last) and letter(after)
    if before == ROW:
        return BEGINNING if unfinished else EXACT if after == ROW else START
    return PART if unfinished else WORD


def latin(word: str) -> bool:
    """Whether a word may be English, or pinyin."""
    return word.isascii() and word.isalnum() and not word.isdigit()


def han(word: str) -> bool:
    """Whether a word has Chinese characters only."""
    return min(word) > "\u2e80"


def letter(character: str) -> bool:
    """Whether a character is a Latin letter."""
    return "a" <= character <= "z"
