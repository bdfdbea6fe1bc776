"""Searching a compiled base: the index narrows a million facts to some, the search ranks these.

What a word could mean is decided as in a plain search, and over all facts, from what they
say as written down to what only comes near; the index answers for each meaning whether
and where it stands. The best of what is found is ranked by the plain search, so
the two give the same order wherever no more is found than it ranks.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import combinations, islice
from operator import itemgetter
from typing import Any

from ..model import texts
from ..model.base import Bases, Record
from ..model.fold import fold
from ..model.formula import plain
from ..model.kinds import MATCHES
from ..model.near import blurred, one_edit, stems
from ..model.pinyin import readings, spell
from ..model.texts import Texts
from ..model.tokens import part, phrase, tokens, whole
from .search import (
    APPROXIMATE,
    FILLER_HAN,
    SCRIPTS,
    Answer,
    Search,
    numbers_joined,
    terms_of,
)
from .select import Place, nearest

READ = 1000  # facts that are read at once
RANKED = 200  # facts that the plain search ranks: as many as it ranks in a base that people write
READINGS = 32  # ways to divide a Latin word into syllables
STRINGS = 400  # ways to write what a word may mean
DIGITS = 20  # of a figure
COMBINED = 6  # words of which each combination is looked for
MIXED = 24  # characters of a word in two scripts that is cut in two
NEAR = 4  # words that are looked for by what comes near
INSIDE = 6  # characters of the longest part that is looked for in a word that nothing holds
LOOKED_AT = 2000  # runs of characters among which one like a word is looked for
# Where a fact may hold all words, from the place that counts most.
TIERS = (
    ("label", "label"),
    ("evidence", "id label shown"),
    ("context", "id label shown context"),
    ("note", "id label shown context note"),
)


SPOKEN = "{label shown context}"


class Meaning:
    """What a word may mean: an expression for the index, and how it was come by, of `MATCHES`.

    Expressions in `better` hold of some of the same facts, which are to come first. It is
    not `whole` where it may mean more than is asked for.
    """

    def __init__(self, expression: str, match: str = MATCHES[0], *, whole: bool = True) -> None:
        self.expression = expression
        self.match = match
        self.better: list[str] = []
        self.whole = whole


class IndexSearch:
    """The facts of a compiled base of these kinds, and in these places if any are named."""

    def __init__(
        self,
        bases: Bases,
        index: Any,
        kinds: Collection[str],
        places: Collection[Place] | None = None,
        limit: int | None = None,
    ) -> None:
        """`index` is the base's; `limit` is how many facts are wanted."""
        self.bases = bases
        self.index = index
        self.places = places
        self.limit = limit
        self.kinds = kinds
        self.topics = None if places is None else {topic for _, topic in places}
        marks = [" OR ".join(whole([f"k.{kind}"]) for kind in kinds)]
        if self.topics is not None:
            marks.append(" OR ".join(whole([f"t.{topic}"]) for topic in sorted(self.topics)))
        self.filter = "".join(f" AND (mark : ({mark}))" for mark in marks)
        self.unknown: list[str] = []

    def answer(self, words: Sequence[str], *, some: bool = False) -> Answer:
        """As of a plain search; not `complete` where more may hold the words than are wanted."""
        meaning = self.together(terms := terms_of(words), some=some)
        if meaning is None and (joined := numbers_joined(words)) != terms:
            meaning = self.together(joined, some=some)
        if meaning is None:
            return Answer([], self.unknown)
        wanted = None if self.limit is None else max(self.limit, RANKED)
        found = self.tiers(meaning, wanted)
        ranks = [*found]
        answer = Search(self.bases, self.records(ranks[:RANKED])).answer(words, some=some)
        for start in range(RANKED, len(ranks), READ):
            for rank, _, record in self.index.facts(ranks[start : start + READ]):
                if self.inside_places(record):
                    match = found[rank] if meaning.match == MATCHES[0] else meaning.match
                    answer.records.append(record | {"match": match})
                    answer.ranks.append((1, 0, 0, rank))
        answer.unknown = self.unknown
        answer.complete = meaning.whole and (wanted is None or len(found) < wanted)
        if meaning.whole and self.places is None:
            answer.count = partial(self.count, meaning)
        return answer

    def records(self, ranks: Sequence[int]) -> list[Record]:
        """The records of these ranks, in the order of the facts."""
        found = sorted(self.index.facts(ranks), key=itemgetter(1))
        return [record for _, _, record in found if self.inside_places(record)]

    def inside_places(self, record: Record) -> bool:
        """Whether a record is in one of the places that are wanted."""
        return self.places is None or (record["report"], record["topic"]) in self.places

    def tiers(self, meaning: Meaning, wanted: int | None) -> dict[int, str]:
        """The ranks found, the best first, each with where; at least `wanted` if there are."""
        found: dict[int, str] = {}
        limit = -1 if wanted is None else wanted
        for expression in (*meaning.better, meaning.expression):
            for name, columns in TIERS:
                for rank in self.index.find(
                    f"({{{columns}}} : ({expression})){self.filter}", limit
                ):
                    found.setdefault(rank, name)
                if wanted is not None and len(found) >= wanted:
                    return found
        return found

    def count(self, meaning: Meaning) -> int:
        """How many facts there are."""
        everywhere = TIERS[-1][1]
        return int(self.index.count(f"({{{everywhere}}} : ({meaning.expression})){self.filter}"))

    def any(self, expression: str) -> bool:
        """Whether an expression holds of any of the facts."""
        return bool(self.index.any(f"({{{TIERS[-1][1]}}} : ({expression})){self.filter}"))

    def together(self, terms: Sequence[str], *, some: bool) -> Meaning | None:
        """What the terms mean together; None, with `unknown`, where nothing holds them."""
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
        if some:  # those that hold more of the words come first
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
        """Whether a Latin word is, as it stands or in another form, a word of some fact."""
        return self.any(whole(tokens(term))) or self.forms(term) is not None

    def exact(self, term: str) -> Meaning | None:
        """What holds a term as it was typed, in its own script or in pinyin, or else its parts."""
        if held := self.holding(term):
            return held
        parts = [part for part in re.split(f"{SCRIPTS}|{FILLER_HAN}", term) if part]
        if parts in ([], [term]):
            return None
        meanings = [meaning for part in parts if (meaning := self.exact(part))]
        joint = joined(meanings, " AND ") if len(meanings) == len(parts) else None
        return joint if joint and self.any(joint.expression) else None

    def holding(self, term: str) -> Meaning | None:
        """What holds a term as it was typed: an English word first, and then pinyin."""
        found = self.first([phrase(term)]) if tokens(term) else None
        if found is None and 1 < len(term) <= texts.LONG and texts.han(term):
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
        """What holds a Chinese term with punctuation in it: 二栏三会 in 二栏、三会."""
        near = " ".join(map(whole, ([character] for character in term)))
        meaning = self.first([f"NEAR({near}, {2 * len(term)})"])
        if meaning is None:
            return None
        # In any order is near, too, so some of them are looked at.
        held = Search(self.bases, self.records([*self.tiers(meaning, RANKED)][:RANKED]))
        return meaning if held.texts.literal(term) else None

    def forms(self, term: str) -> Meaning | None:
        """What holds another form of an English word."""
        return self.first([phrase(stem) for stem in stems(term)])

    def pinyin(self, term: str) -> Meaning | None:
        """What holds characters whose syllables a Latin word spells; the last may be unfinished."""
        if len(term) > texts.LONG:
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
        """What holds characters of which a Latin word gives syllables or their initials."""
        if not 1 < len(term) <= texts.LONG:
            return None
        pattern = " " + texts.JUMP.join(term)
        # The h of zh, ch and sh may belong to the letter before it, or stand for itself.
        letters = " OR ".join(whole([*each]) for each in {term, re.sub("(?<=[zcs])h", "", term)})
        found = [*self.spoken(f"{{initials}} : ({letters})", pattern)]
        found = found or [*self.spoken(None, pattern)]
        return self.phrases(found, "initials")

    def spoken(self, expression: str | None, pattern: str) -> Iterator[str]:
        """Phrases of characters whose pinyin a pattern matches, in the runs of an expression."""
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
        """What holds any of some phrases that a word may stand for; notes are not looked at."""
        listed = [*found]
        phrases = " OR ".join(listed)
        meaning = self.first([f"{SPOKEN} : ({phrases})"] if phrases else [])
        return meaning and Meaning(meaning.expression, match, whole=len(listed) < STRINGS)

    def first(self, expressions: Sequence[str]) -> Meaning | None:
        """What any of some expressions holds of, if there is anything."""
        expression = " OR ".join(expressions)
        return Meaning(expression) if expression and self.any(expression) else None

    def near(self, term: str) -> Meaning | None:
        """What sounds or looks like a term, or has its parts apart."""
        if len(term) > texts.LONG:
            return None
        return self.sounding(term) or self.typed(term) or self.apart(term)

    def sounding(self, term: str) -> Meaning | None:
        """What sounds like a Chinese term: 陪训 for 培训."""
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
        """What holds a term with one character or letter wrong, missing or added; never a number."""
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
        """What has all characters of a Chinese term, or both parts of a mixed one: 培训人次."""
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

    def like(self, word: str) -> list[str]:
        """As of a plain search; of names, those that most facts have are looked through."""
        if number := re.sub("[^0-9.]", "", word):
            return self.figures(number)
        names: dict[str, str] = {}
        for id, zh, en in self.bases.labels():
            kind, topic, _ = id.split(".")
            if kind in self.kinds and (self.topics is None or topic in self.topics):
                names |= dict.fromkeys((zh, en), id)
        return nearest(word, names) or self.inside(fold(word)[: texts.LONG])

    def figures(self, number: str) -> list[str]:
        """Figures that are one digit away."""
        if not 2 < len(number) <= DIGITS:
            return []
        digits = "0123456789."
        places = range(len(number) + 1)
        near = {number[:at] + digit + number[at:] for at in places for digit in digits}
        near |= {number[:at] + digit + number[at + 1 :] for at in places for digit in digits}
        near |= {number[:at] + number[at + 1 :] for at in places}
        near |= {number[:at] + number[at : at + 2][::-1] + number[at + 2 :] for at in places}
        shown = " OR ".join(whole([each]) for each in sorted(near))
        ranks = [*self.index.find(f"({{shown}} : ({shown})){self.filter}", LOOKED_AT)]
        names: dict[str, str] = {}
        for record in self.records(ranks):
            figure = plain(record["value"]) if "value" in record else ""
            if one_edit(number, figure):
                names[figure] = f"{figure} ({record['id']})"
        return [*names.values()][:3]

    def inside(self, term: str) -> list[str]:
        """The longest part of a Chinese term that facts hold."""
        for size in range(min(len(term) - 1, INSIDE), 1, -1):
            for start in range(len(term) - size + 1):
                part = term[start : start + size]
                if texts.han(part) and self.any(phrase(part)):
                    return [f"'{part}'"]
        return []


def joined(meanings: Sequence[Meaning], how: str) -> Meaning | None:
    """Several meanings as one; it is come by as the worst of them is."""
    if not meanings:
        return None
    match = max((meaning.match for meaning in meanings), key=MATCHES.index)
    expression = how.join(f"({meaning.expression})" for meaning in meanings)
    return Meaning(expression, match, whole=all(meaning.whole for meaning in meanings))


def split(word: str, known: Collection[str]) -> Iterator[list[str]]:
    """The ways to read a Latin word as syllables, the last one perhaps unfinished.

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
