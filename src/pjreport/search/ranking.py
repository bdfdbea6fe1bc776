"""Ranks facts for the words of a query, the best first."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from ..model.base import Bases, Record
from ..model.formula import plain
from ..model.records import MATCHES
from ..text.near import one_edit
from ..text.suggest import nearest
from .bm25 import Found, Scorer
from .features import features
from .query import Query, numbers_joined
from .searched import UNSTATED, WEIGHTS, said

# The tier of a word by where it stands and how it is held: EXACT, START, BEGINNING, WORD, PART,
# FORM of `text.matcher`. Lower is better.
LABELS = (10, 20, 21, 30, 31, 32)
TIERS = (
    (0, 33, 34, 34, 35, 36),  # id
    LABELS,
    (11, 41, 42, 41, 42, 43),  # figure
    (40, 41, 42, 41, 42, 43),  # also
    (40, 41, 42, 41, 42, 43),  # evidence
    *[(50, 51, 52, 51, 52, 53)] * 5,  # terms, headings, references, topic
    *[(60, 61, 62, 61, 62, 63)] * 2,  # notes
)
# The same for what is not held as it was typed: the beginning of a text is a little better.
FURTHER = (1, 0, 2, 2, 2, *(4,) * 5, *(6,) * 2)
LOOSE = tuple((each, each, each, *[each + 1] * 3) for each in FURTHER)
UP_TO = (9, 39, 49, 59, 69, 79, 99)  # the tiers that each of MATCHES ends with
APPROXIMATE = MATCHES[-1]
APART = 54  # the tier of words that are held, but not together
SAID = 60  # the tier of a note
WRONG = 100  # the least tier of what is only similar
LACKING = 200  # added to the tier of a fact that does not account for all words
NEAR = 0.5  # of the best score; what is less is no near result

Rank = tuple[float, ...]  # lower is better


class SearchAnswer:
    """The `records` found, the best first, each with its `match` and what of the query is `missing`.

    `unknown` are the words that no fact accounts for together with the others, by the best fact.
    `answered` is whether the best fact accounts for all. `ranks` make the records of several
    answers comparable. `complete` is false if there may be more records than were asked for.
    """

    complete = True
    count: "Callable[[], int] | None" = None  # counts all facts, if there may be more

    def __init__(
        self, records: list[Record], unknown: list[str], ranks: Sequence[Rank] = ()
    ) -> None:
        self.records = records
        self.unknown = unknown
        self.ranks = [*ranks]

    @property
    def answered(self) -> bool:
        """Whether some fact accounts for every word that asks for something."""
        return bool(self.records) and not self.records[0]["missing"]

    @property
    def approximate(self) -> bool:
        """Whether some records do not hold the words exactly."""
        return any(record["match"] == APPROXIMATE for record in self.records)


class Search:
    """Records, ready to be searched."""

    def __init__(self, bases: Bases, records: Sequence[Record]) -> None:
        self.records = records
        uses: dict[str, list[tuple[int, int]]] = {}  # text: where, and number of the record
        for number, record in enumerate(records):
            for where, text in said(bases.of_report(record["report"]), record):
                uses.setdefault(text, []).append((where, number))
        notes = (text for text, used in uses.items() if used[0][0] >= UNSTATED - 1)
        self.scorer = Scorer(
            uses, WEIGHTS, TIERS, LOOSE, len(records), silent=notes, unproved=frozenset({UNSTATED})
        )
        self.texts = self.scorer.texts
        self.lexicon = self.scorer.lexicon

    def answer(self, words: Sequence[str], *, some: bool = False) -> SearchAnswer:
        """The records for a query, each a copy with the fields `match` and `missing`.

        What accounts for all words comes first, then what comes near; with `some`, all that holds
        any of the words.
        """
        answer = self.ranked(Query(words), some=some)
        if not answer.answered and (joined := numbers_joined(words)) != [*words]:
            other = self.ranked(Query(joined), some=some)
            return other if other.answered else answer
        return answer

    def ranked(self, query: Query, *, some: bool) -> SearchAnswer:
        """The records for a query, ranked."""
        return self.order(query, self.scorer.found(query, features(query, self.lexicon)), some=some)

    def order(self, query: Query, found: Mapping[int, Found], *, some: bool) -> SearchAnswer:
        """What was found as an answer."""
        if not found:
            return SearchAnswer([], query.missing(0))
        phrase = self.phrase(query)
        latin = query.line.isascii()
        tiers: dict[int, int] = {}
        for number, one in found.items():
            tier = phrase.get(number, LACKING)
            if tier >= (SAID if query.one else APART):
                tier = one.tier if query.one and tier < LACKING else max(APART, one.tier)
                if query.content & ~one.mask:
                    tier = WRONG + LACKING * any(query.unheld(one.mask))
            tiers[number] = tier

        def rank(number: int) -> Rank:
            one, tier = found[number], tiers[number]
            label = self.records[number]["en" if latin and one.tier < 70 else "zh"]
            whole = tier < APART or (query.one and not query.content & ~one.mask and tier != APART)
            if tier > WRONG and not whole:
                tier = WRONG + LACKING * (tier >= LACKING)
            return tier, 0.0 if whole else -round(one.score, 9), len(label), number

        order = sorted(map(rank, found))
        best = max(one.score for one in found.values())
        chosen = [
            each
            for each in order
            if some or each[0] < LACKING or found[int(each[-1])].score >= NEAR * best
        ]
        records = []
        for each in chosen:
            number = int(each[-1])
            missing = query.missing(found[number].mask)
            match = match_name(tiers[number] if tiers[number] != APART else found[number].tier)
            records.append(self.records[number] | {"match": match, "missing": missing})
        return SearchAnswer(records, records[0]["missing"], chosen)

    def phrase(self, query: Query) -> dict[int, int]:
        """The best tier of the records that hold the whole query as it was typed."""
        found: dict[int, int] = {}
        for hit, how in self.texts.literal(query.line).items():
            for where, number in self.scorer.uses[self.texts.texts[hit]]:
                tier = TIERS[where][how]
                if tier < found.get(number, tier + 1):
                    found[number] = tier
        return found

    def like(self, word: str) -> list[str]:
        """Figures or names that are like a word that nothing holds."""
        names: dict[str, str] = {}
        number = "".join(character for character in word if character in "0123456789.")
        for record in self.records:
            if number:
                figure = plain(record["value"]) if "value" in record else ""
                if len(number) > 2 and one_edit(number, figure):  # too many are like 98
                    names[figure] = f"{figure} ({record['id']})"
            else:
                names |= dict.fromkeys((record["zh"], record["en"]), record["id"])
        return list(names.values())[:3] if number else nearest(word, names)


def match_name(tier: int) -> str:
    """The field `match` for a tier."""
    return MATCHES[bisect_left(UP_TO, tier)]


def together(answers: Sequence[SearchAnswer]) -> SearchAnswer:
    """Several answers as one. Near results count only if there is no answer."""
    answered = [each for each in answers if each.answered]
    exact = [each for each in answered if not each.approximate]
    chosen = exact or answered or [each for each in answers if each.records] or answers
    order = sorted(
        (rank[:-1], lot, number)
        for lot, each in enumerate(chosen)
        for number, rank in enumerate(each.ranks)
    )
    found = SearchAnswer(
        [chosen[lot].records[number] for _, lot, number in order],
        chosen[0].unknown,
        [rank for rank, _, _ in order],
    )
    found.complete = all(each.complete for each in chosen)
    if len(chosen) == 1:
        found.count = chosen[0].count
    return found
