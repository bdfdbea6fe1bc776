"""Searches a compiled base: the index finds facts, and the plain search ranks the best of them.

Up to `RANKED` results are in the same order as in a plain search. Later ones, which hold the whole
query, follow by the length of their labels.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import combinations
from operator import itemgetter
from typing import Any

from ..model.base import Bases, Key, Record
from ..model.formula import plain
from ..text.lexicon import close
from ..text.matcher import latin
from ..text.near import one_edit
from ..text.normalise import fold
from ..text.tokens import whole
from .answer import SearchAnswer
from .bm25 import idf
from .expansion import LOOKED_AT, IndexLexicon, held
from .features import Feature
from .query import Query
from .ranking import Search, given, numbers_joined, wanted
from .searched import unbracketed

READ = 1000  # facts read at once
RANKED = 200  # facts ranked by the plain search
FEW = 10_000  # facts; in so few, no feature is a common one
OF_FEW = 600  # facts ranked by the plain search if there are so few
RARE = 1500  # a feature that more facts hold is a common one
COMMON = 5  # common features whose combinations are all tried
DIGITS = 20  # of a number that is compared with figures
# Columns of the index in which a fact may hold the whole query, the most important first.
TIERS = (
    ("label", "label"),
    ("evidence", "id label shown"),
    ("context", "id label shown context heading"),
    ("note", "id label shown context heading note"),
)
ENDS = (TIERS[0], TIERS[-1])
EVERYWHERE = TIERS[-1][1]
CHARACTERS = "id label shown context note"  # where one character says something
BETTER = (("label", 0.75), ("shown", 0.25))  # what a feature counts more for in these columns


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
        self.kinds = kinds
        self.topics = None if topic_keys is None else {topic for _, topic in topic_keys}
        marks = [" OR ".join(whole([f"k.{kind}"]) for kind in kinds)]
        if self.topics is not None:
            marks.append(" OR ".join(whole([f"t.{topic}"]) for topic in sorted(self.topics)))
        self.filter = "".join(f" AND (mark : ({mark}))" for mark in marks)
        self.known: dict[str, bool] = {}  # whether a fact matches an expression
        self.lexicon = IndexLexicon(index, self.any)

    def answer(self, words: Sequence[str], *, some: bool = False) -> SearchAnswer:
        """As of a plain search. Not `complete` if more facts may hold the words than are wanted."""
        names, words = given(self.bases), unbracketed(words)
        answer = self.ranked(Query(words, names), some=some)
        if not answer.answered and (joined := numbers_joined(words)) != [*words]:
            other = self.ranked(Query(joined, names), some=some)
            return other if other.answered else answer
        return answer

    def ranked(self, query: Query, *, some: bool) -> SearchAnswer:
        """The best facts for a query, and those that only follow because they hold all of it."""
        self.known.clear()
        limit = None if self.limit is None else max(self.limit, RANKED)
        phrase = self.tiers(held(query.line), limit)
        best = [*phrase]
        own = not some and any(match in ("label", "evidence") for match in phrase.values())
        searched = wanted(query, self.lexicon, own=own)
        together = own and len(searched) == 1 and searched[0].forms == (query.line,)
        frequencies: dict[Feature, int] = {}
        if together:
            frequencies[searched[0]] = len(phrase)
            size = len(phrase)
        else:
            expressions = {each: self.lexicon.expression(each) for each in searched}
            size = self.index.size(self.kinds, self.topics)
            most = RARE if size > FEW else size
            frequencies = {
                each: self.count(expression, most + 1, columns(each)) if expression else 0
                for each, expression in expressions.items()
            }
            best = best[: RANKED // 2] + self.candidates(query, expressions, frequencies, size)
        ranks = [*dict.fromkeys(best[:RANKED] if together else best)]
        search = Search(self.bases, self.records(ranks), size)
        answer = search.ranked(query, some=some, searched=searched, frequencies=frequencies)
        if together:
            for start in range(RANKED, len(best), READ):
                for rank, _, record in self.index.facts(best[start : start + READ]):
                    if self.on_topics(record):
                        more = {"match": phrase[rank], "missing": []}
                        answer.records.append(record | more)
                        answer.ranks.append((999.0, 0.0, 0, rank))
                        answer.scores.append(0.0)
            answer.complete = limit is None or len(phrase) < limit
            if self.topic_keys is None:
                answer.count = partial(self.count, held(query.line))
        else:
            answer.complete = len(ranks) < RANKED
        return answer

    def candidates(
        self,
        query: Query,
        expressions: dict[Feature, str],
        frequencies: dict[Feature, int],
        size: int,
    ) -> list[int]:
        """The ranks of facts that may be the best for a query.

        Facts with a rare feature are all looked at. Of the others, those that hold most of the
        common features come in.
        """
        held = [each for each in expressions if frequencies[each]]
        weights = {each: each.weight * idf(frequencies[each], size) for each in held}
        asked = [each for each in held if each.span & query.content]
        rare = [each for each in asked if frequencies[each] <= RARE or size <= FEW]
        common = [each for each in asked if each not in rare]
        scores: dict[int, float] = {}
        masks: dict[int, int] = {}
        some = " OR ".join(f"({expressions[each]})" for each in rare)
        for each in (*rare, *(common if rare else ())):
            expression = (
                expressions[each] if each in rare else f"({expressions[each]}) AND ({some})"
            )
            for rank in self.find(expression, columns(each), -1):
                masks[rank] = masks.get(rank, 0) | each.covers
                scores[rank] = scores.get(rank, 0.0) + weights[each]
            for name, more in BETTER:
                for rank in self.find(expression, name, -1):
                    scores[rank] += more * weights[each]
        # Those that account for most, and those with the rarest.
        most = sorted(
            scores,
            key=lambda rank: (-(masks[rank] & query.content).bit_count(), -scores[rank], rank),
        )
        rarest = sorted(scores, key=lambda rank: (-scores[rank], rank))
        room = OF_FEW if size <= FEW else max(1, RANKED // 2)  # to read a fact takes time
        chosen = [*dict.fromkeys((*most[:room], *rarest[:room]))]
        common.sort(key=lambda each: -weights[each])
        for several in range(min(len(common), COMMON), 0, -1):
            if len(chosen) >= room and rare:
                break
            for each in combinations(common[:COMMON], several):
                every = " AND ".join(f"({expressions[one]})" for one in each)
                chosen += [*self.tiers(every, room, ENDS)][:room]
                if len(chosen) >= 2 * room:
                    break
        return chosen

    def find(self, expression: str, columns: str, limit: int) -> Iterator[int]:
        """The ranks of the facts that match an expression in some columns."""
        matching = f"({{{columns}}} : ({expression})){self.filter}"
        found: Iterator[int] = self.index.find(matching, limit)
        return found

    def records(self, ranks: Sequence[int]) -> list[Record]:
        """The records of these ranks, in the order of the facts."""
        found = sorted(self.index.facts(ranks), key=itemgetter(1))
        return [record for _, _, record in found if self.on_topics(record)]

    def on_topics(self, record: Record) -> bool:
        """Whether a record is on one of the topics that are wanted."""
        return self.topic_keys is None or (record["report"], record["topic"]) in self.topic_keys

    def tiers(
        self, expression: str, wanted: int | None, tiers: Sequence[tuple[str, str]] = TIERS
    ) -> dict[int, str]:
        """The ranks found, the best first, each with its match; `wanted` ranks or more."""
        found: dict[int, str] = {}
        limit = -1 if wanted is None else wanted
        for name, columns in tiers:
            for rank in self.find(expression, columns, limit):
                found.setdefault(rank, name)
            if wanted is not None and len(found) >= wanted:
                return found
        return found

    def count(self, expression: str, limit: int = -1, columns: str = EVERYWHERE) -> int:
        """The number of facts that match an expression, counted up to `limit`."""
        if self.known.get(expression) is False:
            return 0
        return int(self.index.count(f"({{{columns}}} : ({expression})){self.filter}", limit))

    def any(self, expression: str) -> bool:
        """Whether any of the facts matches an expression."""
        if expression not in self.known:
            matching = f"({{{EVERYWHERE}}} : ({expression})){self.filter}"
            self.known[expression] = bool(self.index.any(matching))
        return self.known[expression]

    def like(self, word: str) -> list[str]:
        """As in a plain search."""
        folded = fold(word)
        number = "".join(character for character in folded if character in "0123456789.")
        if number:
            return self.figures(number)
        return close(folded, self.index.words()) if latin(folded) else []

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


def columns(feature: Feature) -> str:
    """The columns in which a feature is searched."""
    return CHARACTERS if feature.short else EVERYWHERE
