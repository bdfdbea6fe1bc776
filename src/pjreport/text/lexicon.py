"""The words of texts in memory: whether one is held, and which ones sound or look like it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from .matcher import LONGEST_WORD, WHOLE, Haystack, Hits, Texts, han, latin
from .near import blurred, one_edit, stems

SHORT = 4  # letters


class TextLexicon:
    """The words of some texts. The `silent` ones are not searched by sound."""

    def __init__(self, texts: Texts, silent: Callable[[], frozenset[str]] = frozenset) -> None:
        self.texts = texts
        self.silent = silent

    def holds(self, form: str) -> bool:
        """As of a `Lexicon`."""
        return bool(self.texts.literal(form))

    def english(self, word: str) -> bool:
        """As of a `Lexicon`."""
        return not WHOLE.isdisjoint(self.texts.literal(word).values()) or any(
            next(self.texts.stemmed(stem), None) is not None for stem in stems(word)
        )

    @cached_property
    def runs(self) -> list[str]:
        """The distinct runs of Han characters of the texts."""
        from .tokens import runs  # not needed for a query whose words are there

        silent = self.silent()
        texts = (text for text in self.texts.texts if not text.isascii() and text not in silent)
        return list(dict.fromkeys(run for text in texts for run in runs(text)))

    @cached_property
    def sounds(self) -> Haystack:
        """The runs in pinyin."""
        from .pinyin import spell_all

        return Haystack(range(len(self.runs)), spell_all(self.runs))

    def spelled(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        from .pinyin import syllabic

        return self.spoken(self.sounds, syllabic(word))

    def abbreviated(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        from .pinyin import abbreviation

        return self.spoken(self.sounds, abbreviation(word)) if len(word) > 1 else []

    def sounding(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        from .pinyin import spell

        return self.spoken(self.blurred, f"{re.escape(blurred(spell(word)))}(?![a-z])")

    @cached_property
    def blurred(self) -> Haystack:
        """The runs in fuzzy pinyin."""
        return Haystack(range(len(self.runs)), [blurred(text) for text in self.sounds.strings])

    def spoken(self, sounds: Haystack, pattern: str) -> list[str]:
        """The parts of runs whose pinyin matches a pattern."""
        matches = re.finditer(pattern, sounds.text)
        numbered = ((sounds.number(match.start()), match) for match in matches)
        return list(
            dict.fromkeys(
                word(self.runs[number], sounds.text, sounds.starts[number], match)
                for number, match in numbered
            )
        )

    def misspelled(self, word: str) -> Sequence[str]:
        """As of a `Lexicon`."""
        return [*nearby(word, self.words)] if len(word) > 3 else []

    def alike(self, word: str) -> Hits:
        """The texts with words that a word spells, sounds like or looks like, the first of these."""
        ways = (self.spelled, self.abbreviated, self.misspelled)
        for way in ways if latin(word) else (self.sounding,) if han(word) else ():
            found: Hits = {}
            for form in way(word):
                found |= self.texts.literal(form)
            if found:
                return found
        return {}

    @cached_property
    def words(self) -> list[str]:
        """The Latin words of the texts."""
        texts = (self.texts.ascii.text, self.texts.other.text)
        return sorted({word for text in texts for word in re.findall("[a-z]+", text)})


def word(run: str, pinyin: str, at: int, match: re.Match[str]) -> str:
    """The part of a run whose pinyin matches, folded as in the whole run.

    The run's pinyin begins at `at`. A space stands before each syllable.
    """
    from .tokens import part

    start = pinyin.count(" ", at, match.start())
    return "".join(part(run, start, start + pinyin.count(" ", match.start(), match.end())))


def nearby(word: str, known: Sequence[str]) -> Iterator[str]:
    """The words of which `word` is a misspelling, or of whose beginning.

    The first letter of a short word must be right: kids is not bids.

    >>> [*nearby("trainng", ["training", "rain"])], [*nearby("kids", ["bids", "kits"])]
    (['training'], ['kits'])
    """
    sizes = (len(word) - 1, len(word), len(word) + 1)
    return (
        each
        for each in known
        if (len(word) > SHORT or each[:1] == word[:1])
        and any(one_edit(word, each[:size]) for size in sizes)
    )


def close(word: str, known: Iterable[str]) -> list[str]:
    """The English words with which a word shares most letters, at most three.

    >>> close("competion", ["competition", "school"]), close("xyzzy", ["competition"])
    (['competition'], [])
    """
    from difflib import get_close_matches  # not needed where a word is known

    return get_close_matches(word, [*known], n=3, cutoff=0.75) if len(word) <= LONGEST_WORD else []
