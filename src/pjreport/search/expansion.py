"""Turns the words of a query into FTS5 expressions: as written, in pinyin, or nearly right.

The rules are those of the plain search in `ranking`. The index says whether any fact matches.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice
from typing import Any

from ..model.records import MATCHES
from ..text import matcher as texts
from ..text.matcher import Texts
from ..text.near import blurred, one_edit, stems
from ..text.normalise import fold
from ..text.pinyin import readings, spell
from ..text.tokens import part, phrase, tokens, whole
from .ranking import APPROXIMATE, FILLER_HAN, SCRIPTS

# Bounds for one word of a query, or for one query.
READINGS = 32  # ways to divide a Latin word into syllables
STRINGS = 400  # phrases for a word
COMBINED = 6  # words whose combinations are all tried
MIXED = 24  # characters of a word in two scripts
NEAR = 4  # words that are searched approximately
LOOKED_AT = 2000  # runs of characters that are compared with a word
SPOKEN = "{label shown context}"


class Meaning:
    """An expression for the index, and how it was found: one of `MATCHES`.

    Facts that match expressions in `better` come first. If it is not `whole`, more facts may hold
    the words than match the expression.
    """

    def __init__(self, expression: str, match: str = MATCHES[0], *, whole: bool = True) -> None:
        self.expression = expression
        self.match = match
        self.better: list[str] = []
        self.whole = whole


class Meanings:
    """Finds the meanings of words. `unknown` are the words that no fact holds exactly."""

    def __init__(
        self, index: Any, any: Callable[[str], bool], texts: Callable[[Meaning], Texts]
    ) -> None:
        """`any` says whether any fact matches an expression; `texts` are texts of the best facts."""
        self.index = index
        self.any = any
        self.texts = texts
        self.unknown: list[str] = []

    def together(self, terms: Sequence[str], *, some: bool) -> Meaning | None:
        """The meaning of all terms, or with `some` of any; None if no fact holds them."""
        self.unknown = []
        if spelled := self.spelled(terms):
            return spelled
        each = {term: self.exact(term) for term in terms}
        self.unknown = [term for term, meaning in each.items() if meaning is None]
        if self.unknown and not (some and any(each.values())):
            each |= {term: self.near(term) for term in self.unknown[:NEAR]}
            if not some and not all(each[term] for term in self.unknown):
                return None
        known = [meaning for meaning in each.values() if meaning is not None]
        joint = joined(known, " OR " if some else " AND ")
        if joint is None or not self.any(joint.expression):
            return None
        if some:  # facts that hold more of the words come first
            for size in range(len(known), 1, -1) if len(known) <= COMBINED else (len(known),):
                every = (joined(each, " AND ") for each in combinations(known, size))
                more = joined([each for each in every if each], " OR ")
                joint.better += [more.expression] if more else []
        return joint

    def spelled(self, terms: Sequence[str]) -> Meaning | None:
        """Several Latin words as the syllables of one pinyin text: pei xun."""
        if len(terms) < 2 or not all(
            texts.latin(term) and not self.is_english(term) for term in terms
        ):
            return None
        return self.pinyin("".join(terms))

    def is_english(self, term: str) -> bool:
        """Whether some fact has a Latin word, in this or another form."""
        return self.any(whole(tokens(term))) or self.forms(term) is not None

    def exact(self, term: str) -> Meaning | None:
        """The meaning of a term as it was typed, or else of its parts in two scripts."""
        if held := self.holding(term):
            return held
        parts = [part for part in re.split(f"{SCRIPTS}|{FILLER_HAN}", term) if part]
        if parts in ([], [term]):
            return None
        meanings = [meaning for part in parts if (meaning := self.exact(part))]
        joint = joined(meanings, " AND ") if len(meanings) == len(parts) else None
        return joint if joint and self.any(joint.expression) else None

    def holding(self, term: str) -> Meaning | None:
        """The meaning of a term as it was typed: a word first, then pinyin."""
        found = self.first([phrase(term)]) if tokens(term) else None
        if found is None and 1 < len(term) <= texts.LONGEST_WORD and texts.han(term):
            found = self.spaced(term)
        if texts.latin(term):
            forms = self.forms(term)
            sound = None
            if not forms and not self.any(whole(tokens(term))):
                sound = self.pinyin(term)
            meanings = [meaning for meaning in (found, forms, sound) if meaning]
            found = joined(meanings, " OR ") or self.initials(term)
        return found

    def spaced(self, term: str) -> Meaning | None:
        """A Chinese term with punctuation inside: 三会一课 in 三会、一课."""
        near = " ".join(map(whole, ([character] for character in term)))
        meaning = self.first([f"NEAR({near}, {2 * len(term)})"])
        if meaning is None:
            return None
        # NEAR ignores the order, so the texts of the best facts are checked.
        return meaning if self.texts(meaning).literal(term) else None

    def forms(self, term: str) -> Meaning | None:
        """Another form of an English word."""
        return self.first([phrase(stem) for stem in stems(term)])

    def pinyin(self, term: str) -> Meaning | None:
        """Characters whose syllables a Latin word spells; the last one may be unfinished."""
        if len(term) > texts.LONGEST_WORD:
            return None
        expression = " OR ".join(
            f"{whole(syllables)} *"
            for syllables in islice(split(term, syllables_known()), READINGS)
        )
        if not expression:
            return None
        spoken = self.spoken(f"{{pinyin}} : ({expression})", " " + " ?".join(term))
        return self.phrases(spoken, "pinyin")

    def initials(self, term: str) -> Meaning | None:
        """Characters whose syllables a Latin word has in full or by their initials."""
        if not 1 < len(term) <= texts.LONGEST_WORD:
            return None
        pattern = " " + texts.JUMP.join(term)
        # The h in zh, ch and sh may belong to the initial, or begin the next syllable.
        letters = " OR ".join(whole([*each]) for each in {term, re.sub("(?<=[zcs])h", "", term)})
        found = [*self.spoken(f"{{initials}} : ({letters})", pattern)]
        found = found or [*self.spoken(None, pattern)]
        return self.phrases(found, "initials")

    def spoken(self, expression: str | None, pattern: str) -> Iterator[str]:
        """Phrases of characters whose pinyin matches a pattern, in the runs of an expression."""
        seen: set[str] = set()
        for text, pinyin in self.index.runs(expression, LOOKED_AT if expression else -1):
            for found in re.finditer(pattern, pinyin):
                start = pinyin.count(" ", 0, found.start() + 1) - 1
                end = pinyin.count(" ", 0, found.end())
                words = whole(part(text, start, end))
                if words not in seen:
                    seen.add(words)
                    yield words
            if len(seen) >= STRINGS:
                return

    def phrases(self, found: Iterable[str], match: str) -> Meaning | None:
        """Any of some phrases, except in notes."""
        listed = [*found]
        phrases = " OR ".join(listed)
        meaning = self.first([f"{SPOKEN} : ({phrases})"] if phrases else [])
        return meaning and Meaning(meaning.expression, match, whole=len(listed) < STRINGS)

    def first(self, expressions: Sequence[str]) -> Meaning | None:
        """Any of some expressions; None if no fact matches."""
        expression = " OR ".join(expressions)
        return Meaning(expression) if expression and self.any(expression) else None

    def near(self, term: str) -> Meaning | None:
        """Words that sound or look like a term, or its parts in different places."""
        if len(term) > texts.LONGEST_WORD:
            return None
        return self.sounding(term) or self.typed(term) or self.apart(term)

    def sounding(self, term: str) -> Meaning | None:
        """Words that sound like a Chinese term: 陪训 for 培训."""
        if len(term) < 2 or not texts.han(term):
            return None
        sound = blurred(spell(term))
        found: dict[str, None] = {}
        for text, pinyin in self.index.runs(f"{{blurred}} : {whole(sound.split())}", LOOKED_AT):
            heard = f"{blurred(pinyin)} "
            start = heard.count(" ", 0, heard.find(f"{sound} "))
            found[whole(part(text, start, start + sound.count(" ")))] = None
        return self.phrases([*found][:STRINGS], APPROXIMATE)

    def typed(self, term: str) -> Meaning | None:
        """Words with one wrong, missing or added character. Numbers have no typing errors."""
        if any(character.isdigit() for character in term):
            return None
        if texts.latin(term):
            if len(term) <= 3:
                return None
            sizes = range(len(term) - 1, len(term) + 2)
            near = [w for w in self.index.words() if any(one_edit(term, w[:n]) for n in sizes)]
            meaning = self.first([f"{whole([word])} *" for word in near[:STRINGS]])
            return meaning and Meaning(meaning.expression, APPROXIMATE)
        if len(term) < 3 or not texts.han(term):
            return None
        if len(term) == 3:
            pairs = [f"({whole([a])} AND {whole([b])})" for a, b in combinations(term, 2)]
            like = self.index.runs(f"{{han}} : ({' OR '.join(pairs)})")
            found = [run for run, _ in like if len(run) == 3 and one_edit(term, run)]
        else:
            middle = len(term) // 2
            halves = " OR ".join(whole([*half]) for half in (term[:middle], term[middle:]))
            like = [run for run, _ in self.index.runs(f"{{han}} : ({halves})", LOOKED_AT)]
            runs = Texts(like)
            found = [runs.texts[number] for number in runs.one_off(term)] if like else []
        meaning = self.first([whole(tokens(fold(run))) for run in found[:STRINGS]])
        return meaning and Meaning(meaning.expression, APPROXIMATE)

    def apart(self, term: str) -> Meaning | None:
        """All characters of a Chinese term, or both parts of a term in two scripts: 培训人次."""
        if term.isascii():
            return None
        if texts.han(term):
            both = [" AND ".join(whole([token]) for token in tokens(term))]
        else:
            both = []
            for middle in range(2, len(term) - 1) if len(term) <= MIXED else ():
                parts = [self.exact(part) for part in (term[:middle], term[middle:])]
                joint = joined([part for part in parts if part], " AND ")
                both += [f"({joint.expression})"] if joint and all(parts) else []
        meaning = self.first(both)
        return meaning and Meaning(meaning.expression, APPROXIMATE)


def joined(meanings: Sequence[Meaning], how: str) -> Meaning | None:
    """Several meanings as one, with the worst of their matches."""
    if not meanings:
        return None
    match = max((meaning.match for meaning in meanings), key=MATCHES.index)
    expression = how.join(f"({meaning.expression})" for meaning in meanings)
    return Meaning(expression, match, whole=all(meaning.whole for meaning in meanings))


def split(word: str, known: Collection[str]) -> Iterator[list[str]]:
    """The ways to divide a Latin word into syllables; the last one may be unfinished.

    >>> [*split("xian", {"xi", "an", "xian"})]
    [['xian'], ['xi', 'an']]
    >>> [*split("peix", {"pei", "xun"})], [*split("train", {"tan"})]
    ([['pei', 'x']], [])
    """
    if any(syllable.startswith(word) for syllable in known):
        yield [word]
    for length in range(min(len(word) - 1, 6), 0, -1):
        if word[:length] in known:
            for rest in split(word[length:], known):
                yield [word[:length], *rest]


@cache
def syllables_known() -> frozenset[str]:
    """All syllables of Chinese, without tones."""
    return frozenset(readings().syllables) - {""}
