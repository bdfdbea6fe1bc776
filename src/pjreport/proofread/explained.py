"""What in a draft a fact does not account for: a word too many, and it may be about something else.

A subject that shares most of its words with a fact's may still be another one:
新秀 for 老将, training costs for training. No list of such words is ever whole,
so it goes the other way round: each word around a figure must be the fact's, or
one that is said of any figure.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..text.near import root
from ..text.tokens import HAN
from ..vocabulary import LANGUAGES, pattern, words
from .features import stem

# Said of any figure or honour, without a subject, a time, a scope or a condition of their own.
CHINESE_GENERIC = pattern("proofread-generic", "zh")
TAKING = pattern("visits.taking")  # what person-times do
PUPILS = pattern("pupils", "zh")
AT_SCHOOL = {lang: pattern("pupils.at", lang) for lang in LANGUAGES}
HAN_WORDS = re.compile(f"[{HAN}0-9]+")
LETTERS = re.compile("[a-z]{3,}")
ENGLISH_GENERIC = frozenset(map(root, words("proofread-generic", "en")))
ENGLISH_PUPILS = frozenset(map(root, words("pupils", "en")))
OF_PLACE = words("honours.alone")
MAX_WORD = 12  # characters of a word
REMEMBERED = 1024


class Explained:
    """What a fact accounts for: parts of its texts that do not cut a term of the glossary."""

    def __init__(self, text: str, glossary: Iterable[str], taking: bool) -> None:
        self.stems = frozenset(stem(found[0]) for found in LETTERS.finditer(text))
        self.taking = taking
        self.pupils, self.students = (
            AT_SCHOOL[lang].search(text) is not None for lang in LANGUAGES
        )
        self.parts: set[str] = set()
        for found in HAN_WORDS.finditer(text):
            self._add(found[0], glossary)

    def _add(self, run: str, glossary: Iterable[str]) -> None:
        """Take in the words of a run: those that do not begin or end within a term.

        Unless another term begins or ends there: 技师 of 首席技师 is one, 首席 is none.
        """
        inside: set[int] = set()
        starts, ends = {0}, {len(run)}
        for term in glossary:
            start = run.find(term)
            while start >= 0:
                inside.update(range(start + 1, start + len(term)))
                starts.add(start)
                ends.add(start + len(term))
                start = run.find(term, start + 1)
        for start in range(len(run)):
            if start in starts or start not in inside:
                for end in range(start + 2, min(len(run), start + MAX_WORD) + 1):
                    if end in ends or end not in inside:
                        self.parts.add(run[start:end])
        if run[0] in OF_PLACE and len(run) > 1:
            self.parts.add(run[0])

    @lru_cache(REMEMBERED)  # noqa: B019
    def rest(self, text: str) -> int:
        """How many characters of a folded text are no word of the fact, and none that any has."""
        words = [each[0] for each in LETTERS.finditer(text)]
        rest = sum(2 for word in words if not self._english(word))
        return rest + sum(self._han(found[0]) for found in HAN_WORDS.finditer(text))

    def _english(self, word: str) -> bool:
        if stem(word) in self.stems or root(word) in ENGLISH_GENERIC:
            return True
        return self.students and root(word) in ENGLISH_PUPILS

    def _han(self, run: str) -> int:
        """The least number of characters that are left when a run is cut into words."""
        least = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            least[end] = least[end - 1] + (not run[end - 1].isdigit())
            for start in range(max(0, end - MAX_WORD), end):
                if least[start] < least[end] and self._word(run[start:end]):
                    least[end] = least[start]
        return least[-1]

    def _word(self, word: str) -> bool:
        return bool(
            word in self.parts
            or CHINESE_GENERIC.fullmatch(word)
            or (self.taking and TAKING.fullmatch(word))
            or (self.pupils and PUPILS.fullmatch(word))
        )
