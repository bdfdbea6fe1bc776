"""The words of a compiled base, and queries of its index: what a `Lexicon` is for texts in memory."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from ..text.lexicon import nearby, word
from ..text.matcher import SUFFIXES
from ..text.near import blurred, stems
from ..text.pinyin import abbreviation, readings, spell, syllabic
from ..text.tokens import BREAK, phrase, tokens, whole
from .features import Feature

READINGS = 32  # ways to divide a Latin word into syllables
LOOKED_AT = 2000  # runs of characters that are compared with a word
SPOKEN = "{label shown context heading}"


class IndexLexicon:
    """The words of the facts of a compiled base. `any` says whether a fact matches an expression."""

    def __init__(self, index: Any, any: Callable[[str], bool]) -> None:
        self.index = index
        self.any = any

    def holds(self, form: str) -> bool:
        """As of a `Lexicon`."""
        return self.any(held(form))

    def english(self, word: str) -> bool:
        """As of a `Lexicon`."""
        forms = [word, *(form for stem in stems(word) for form in self.stemmed(stem))]
        return self.any(" OR ".join(whole([form]) for form in forms))

    def stemmed(self, stem: str) -> list[str]:
        """The words that are forms of the English word that begins with `stem`."""
        size = len(stem)
        return [
            each for each in self.index.words() if each.startswith(stem) and each[size:] in SUFFIXES
        ]

    def expression(self, feature: Feature) -> str:
        """A feature as an expression of the index; empty if nothing can match."""
        stemmed = (form for stem in feature.stems for form in self.stemmed(stem))
        return " OR ".join((*map(held, feature.forms), *(whole([form]) for form in stemmed)))

    def spelled(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        divided = islice(split(word), READINGS)
        found = " OR ".join(f"{whole(syllables)} *" for syllables in divided)
        return self.spoken(f"{{pinyin}} : ({found})", syllabic(word)) if found else []

    def abbreviated(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        if len(word) < 2:
            return []
        # The h in zh, ch and sh may belong to the initial, or begin the next syllable.
        letters = " OR ".join(whole([*each]) for each in {word, re.sub("(?<=[zcs])h", "", word)})
        pattern = abbreviation(word)
        return self.spoken(f"{{initials}} : ({letters})", pattern) or self.spoken(None, pattern)

    def sounding(self, word: str) -> list[str]:
        """As of a `Lexicon`."""
        sound = blurred(spell(word))
        runs = self.index.runs(f"{{blurred}} : {whole(sound.split())}", LOOKED_AT)
        heard = ((text, blurred(pinyin)) for text, pinyin in runs)
        return self.known(heard, f"{re.escape(sound)}(?![a-z])")

    def misspelled(self, word: str) -> Sequence[str]:
        """As of a `Lexicon`."""
        forms = [*nearby(word, self.index.words())] if len(word) > 3 else []
        return forms if forms and self.any(" OR ".join(map(held, forms[:LOOKED_AT]))) else []

    def spoken(self, expression: str | None, pattern: str) -> list[str]:
        """The parts of runs whose pinyin matches a pattern, in the runs of an expression."""
        runs = self.index.runs(expression, LOOKED_AT if expression else -1)
        return self.known(runs, pattern)

    def known(self, runs: Iterator[tuple[str, str]], pattern: str) -> list[str]:
        """The parts of some runs whose pinyin matches a pattern, if facts hold them."""
        matcher = re.compile(pattern)
        return self.checked(
            list(
                dict.fromkeys(
                    word(text, pinyin, 0, match)
                    for text, pinyin in runs
                    for match in matcher.finditer(pinyin)
                )
            )
        )

    def checked(self, forms: list[str]) -> list[str]:
        """The forms, or none if no fact of those that are searched holds any."""
        held = " OR ".join(whole(tokens(form)) for form in forms[:LOOKED_AT])
        return forms if held and self.any(f"{SPOKEN} : ({held})") else []


def held(form: str) -> str:
    """An expression for a folded word. Punctuation may stand between two characters."""
    found = phrase(form)
    pair = tokens(form)
    if len(pair) == 2 and not form.isascii():
        found = f"{found} OR {whole([pair[0], BREAK, pair[1]])}"
    return found


def split(word: str) -> Iterator[list[str]]:
    """The ways to divide a Latin word into syllables; the last one may be unfinished.

    Offsets from which no way leads to the end are remembered, so that each is tried once.

    >>> [*split("xian")], [*split("peix")], [*split("train")]
    ([['xian'], ['xia', 'n'], ['xi', 'an'], ['xi', 'a', 'n']], [['pei', 'x']], [])
    >>> [*split("lue")]
    [['lve'], ['lu', 'e'], ['lv', 'e']]
    """
    known = syllables()
    dead: set[int] = set()

    def ways(at: int) -> Iterator[list[str]]:
        if at in dead:
            return
        found = False
        rest = word[at:].replace("v", "u")
        for beginning in beginnings().get(rest, ()):
            found = True
            yield [beginning]
        for length in range(min(len(rest) - 1, 6), 0, -1):
            for syllable in known.get(rest[:length], ()):
                for further in ways(at + length):
                    found = True
                    yield [syllable, *further]
        if not found:
            dead.add(at)

    return ways(0)


@cache
def syllables() -> dict[str, list[str]]:
    """All syllables of Chinese, without tones, by their spelling with u for v."""
    found: dict[str, list[str]] = {}
    for syllable in sorted(frozenset(readings().syllables) - {""}):
        found.setdefault(syllable.replace("v", "u"), []).append(syllable)
    return found


@cache
def beginnings() -> dict[str, list[str]]:
    """The beginnings of syllables, by their spelling with u for v."""
    found: dict[str, list[str]] = {}
    for spelling, each in syllables().items():
        for size in range(1, len(spelling) + 1):
            some = found.setdefault(spelling[:size], [])
            some += [syllable[:size] for syllable in each if syllable[:size] not in some]
    return found
