"""Searches a compiled base: the index finds facts, and the plain search ranks the best of them.

Up to `RANKED` results are in the same order as in a plain search. Later ones use a simpler order.
"""

import re
from collections.abc import Collection, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from ..model.base import Bases, Key, Record
from ..model.formula import plain
from ..model.records import MATCHES
from ..text.matcher import Texts
from ..text.near import one_edit
from ..text.suggest import nearest
from ..text.tokens import phrase, whole
from .expansion import LOOKED_AT, Meaning, Meanings
from .ranking import Search, SearchAnswer, longest_part, numbers_joined, query_words

READ = 1000  # facts read at once
RANKED = 200  # facts ranked by the plain search
LEAST = 100  # facts ranked by the plain search if a lower limit was given
DIGITS = 20  # of a number that is compared with figures
INSIDE = 6  # characters of the longest part searched of an unknown word
# Columns of the index in which a fact may hold all words, the most important first.
TIERS = (
    ("label", "label"),
    ("evidence", "id label shown"),
    ("context", "id label shown context"),
    ("note", "id label shown context note"),
)


class IndexSearch:
    """The facts of a compiled base of these kinds, and on these topics if any are named."""

    def __init__(
        self,
        bases: Bases,
        index: Any,
        kinds: Collection[str],
        topic_keys: Collection[Key] | None = None,
        limit: int | None = None,
    ) -> None:
        """`index` is the base's; `limit` is the number of facts wanted."""
        self.bases = bases
        self.index = index
        self.topic_keys = topic_keys
        self.limit = limit
        self.ranked = RANKED if limit is None else min(RANKED, max(LEAST, 2 * limit))
        self.kinds = kinds
        self.topics = None if topic_keys is None else {topic for _, topic in topic_keys}
        marks = [" OR ".join(whole([f"k.{kind}"]) for kind in kinds)]
        if self.topics is not None:
            marks.append(" OR ".join(whole([f"t.{topic}"]) for topic in sorted(self.topics)))
        self.filter = "".join(f" AND (mark : ({mark}))" for mark in marks)
        self.meanings = Meanings(index, self.any, self.texts)

    def answer(self, words: Sequence[str], *, some: bool = False) -> SearchAnswer:
        """As in a plain search. Not `complete` if more facts may hold the words than are wanted."""
        meanings = self.meanings
        meaning = meanings.together(terms := query_words(words), some=some)
        if meaning is None and (joined := numbers_joined(words)) != terms:
            meaning = meanings.together(joined, some=some)
        if meaning is None:
            return SearchAnswer([], meanings.unknown)
        wanted = None if self.limit is None else max(self.limit, self.ranked)
        found = self.tiers(meaning, wanted)
        ranks = [*found]
        answer = Search(self.bases, self.records(ranks[: self.ranked])).answer(words, some=some)
        for start in range(self.ranked, len(ranks), READ):
            for rank, _, record in self.index.facts(ranks[start : start + READ]):
                if self.on_topics(record):
                    match = found[rank] if meaning.match == MATCHES[0] else meaning.match
                    answer.records.append(record | {"match": match})
                    answer.ranks.append((1, 0, 0, rank))
        answer.unknown = meanings.unknown
        answer.complete = meaning.whole and (wanted is None or len(found) < wanted)
        if meaning.whole and self.topic_keys is None:
            answer.count = partial(self.count, meaning)
        return answer

    def records(self, ranks: Sequence[int]) -> list[Record]:
        """The records of these ranks, in the order of the facts."""
        found = sorted(self.index.facts(ranks), key=itemgetter(1))
        return [record for _, _, record in found if self.on_topics(record)]

    def texts(self, meaning: Meaning) -> Texts:
        """The texts of the best facts of a meaning."""
        return Search(self.bases, self.records([*self.tiers(meaning, RANKED)][:RANKED])).texts

    def on_topics(self, record: Record) -> bool:
        """Whether a record is on one of the topics that are wanted."""
        return self.topic_keys is None or (record["report"], record["topic"]) in self.topic_keys

    def tiers(self, meaning: Meaning, wanted: int | None) -> dict[int, str]:
        """The ranks found, the best first, each with its match; `wanted` ranks or more."""
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
        """The number of facts that match a meaning."""
        everywhere = TIERS[-1][1]
        return int(self.index.count(f"({{{everywhere}}} : ({meaning.expression})){self.filter}"))

    def any(self, expression: str) -> bool:
        """Whether any of the facts matches an expression."""
        return bool(self.index.any(f"({{{TIERS[-1][1]}}} : ({expression})){self.filter}"))

    def like(self, word: str) -> list[str]:
        """As in a plain search, but only the commonest names are compared."""
        if number := re.sub("[^0-9.]", "", word):
            return self.figures(number)
        names: dict[str, str] = {}
        for id, zh, en in self.bases.labels():
            kind, topic, _ = id.split(".")
            if kind in self.kinds and (self.topics is None or topic in self.topics):
                names |= dict.fromkeys((zh, en), id)
        return nearest(word, names) or longest_part(
            word, lambda part: self.any(phrase(part)), INSIDE
        )

    def figures(self, number: str) -> list[str]:
        """Figures that differ in one digit."""
        if not 2 < len(number) <= DIGITS:
            return []
        digits = "0123456789."
        offsets = range(len(number) + 1)
        near = {number[:at] + digit + number[at:] for at in offsets for digit in digits}
        near |= {number[:at] + digit + number[at + 1 :] for at in offsets for digit in digits}
        near |= {number[:at] + number[at + 1 :] for at in offsets}
        near |= {number[:at] + number[at : at + 2][::-1] + number[at + 2 :] for at in offsets}
        shown = " OR ".join(whole([each]) for each in sorted(near))
        ranks = [*self.index.find(f"({{shown}} : ({shown})){self.filter}", LOOKED_AT)]
        names: dict[str, str] = {}
        for record in self.records(ranks):
            figure = plain(record["value"]) if record.get("value") is not None else ""
            if one_edit(number, figure):
                names[figure] = f"{figure} ({record['id']})"
        return [*names.values()][:3]
