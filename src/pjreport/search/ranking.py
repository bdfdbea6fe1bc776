"""Ranks facts for the words of a query, the best first."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from ..model.base import Bases, Record
from ..model.records import MATCHES
from ..text.matcher import latin
from ..text.normalise import fold
from .answer import Rank, SearchAnswer
from .bm25 import Found, Scorer, Uses
from .features import Feature, Lexicon, features
from .query import Query
from .searched import HEADING, NOTE, UNPROVED, WEIGHTS, unbracketed

# The tier of a word by where it stands and how it is held: EXACT, START, BEGINNING, WORD, PART,
# FORM of `text.matcher`. Lower is better.
LABELS = (10, 20, 21, 30, 31, 32)
TIERS = (
    (0, 33, 34, 34, 35, 36),  # id
    LABELS,
    (11, 12, 42, 41, 42, 43),  # figure
    (40, 41, 42, 41, 42, 43),  # also
    (40, 41, 42, 41, 42, 43),  # evidence
    *[(50, 51, 52, 51, 52, 53)] * 5,  # terms, headings, references, topic
    *[(60, 61, 62, 61, 62, 63)] * 2,  # notes
)
# The same for what is not held as it was typed.
FURTHER = (1, 0, 2, 2, 2, *(4,) * 5, *(6,) * 2)
LOOSE = tuple((each,) * 6 for each in FURTHER)
UP_TO = (9, 39, 49, 59, 69, 79, 99)  # the tiers that each of MATCHES ends with
TOGETHER = 50  # below: the whole query stands in a fact's own texts
APART = 54  # the tier of words that are held, but not together
REPORT_NAMES = ("zh", "en", "publisher_zh", "publisher_en")
SAID = 60  # the tier of a note
WRONG = 100  # the least tier of what is only similar
PARTLY = 150  # all words, but not each character of them
LACKING = 200  # the tier of a fact that does not account for all words
NUMERIC = frozenset("0123456789.,%")
LONG = (30, 90)  # characters of a long label, Chinese or English
NEAR = 0.5  # of the best score; what is less is no near result


class Search:
    """Records, ready to be searched."""

    def __init__(self, bases: Bases, records: Sequence[Record], size: int | None = None) -> None:
        """`size` is the number of all facts, if these are only the ones that may be the best."""
        self.bases = bases
        self.records = records
        self.size = len(records) if size is None else size

    @cached_property
    def prepared(self) -> Any:
        """The texts of the records, if these are all facts of a base whose texts are known."""
        if len(self.bases) != 1:
            return None
        [base] = self.bases
        every = len(self.records) == len(base.records)
        return base.texts() if base.texts and every else None

    @cached_property
    def han(self) -> Scorer:
        """The texts with Han characters, for queries without letters and digits."""
        return self.whole if self.prepared else self.scorer(ascii=False)

    @cached_property
    def whole(self) -> Scorer:
        """All texts."""
        return self.scorer(ascii=True)

    def scorer(self, *, ascii: bool) -> Scorer:
        """The texts of the records, ready to be searched."""
        uses: Uses
        groups: Sequence[Sequence[int]]
        if self.prepared:
            texts, groups = self.prepared
            uses = {text: used for text, _, used in texts}
            folded = {text: plain for text, plain, _ in texts}
        else:
            from .corpus import gather  # not needed for texts that were gathered before

            uses, groups = gather(self.bases, self.records, ascii=ascii)
            folded = None
        return Scorer(
            uses,
            WEIGHTS,
            TIERS,
            LOOSE,
            self.size,
            silent=NOTE,
            unproved=UNPROVED,
            words=frozenset({HEADING}),
            groups=groups,
            folded=folded,
        )

    def answer(self, words: Sequence[str], *, some: bool = False) -> SearchAnswer:
        """The records for a query, each a copy with the fields `match` and `missing`.

        What accounts for all words comes first, then what comes near; with `some`, all that holds
        any of the words.
        """
        names, words = given(self.bases), unbracketed(words)
        answer = self.ranked(Query(words, names), some=some)
        if not answer.answered and (joined := numbers_joined(words)) != [*words]:
            other = self.ranked(Query(joined, names), some=some)
            return other if other.answered else answer
        return answer

    def ranked(
        self,
        query: Query,
        *,
        some: bool,
        searched: Sequence[Feature] = (),
        frequencies: Mapping[Feature, int] | None = None,
    ) -> SearchAnswer:
        """The records for a query, ranked.

        `searched` are the features of the query, and `frequencies` the numbers of all facts that
        hold them, if these records are only a part of the facts.
        """
        scorer = self.han if query.han else self.whole
        phrase = scorer.phrase(query.line)
        if not searched:
            own = min(phrase.values(), default=APART) < TOGETHER
            searched = wanted(query, scorer.lexicon, own=own and not some)
        found = scorer.found(query, searched, frequencies)
        answer = self.order(query, found, phrase, one=query.one or len(searched) == 1, some=some)
        if answer.answered and answer.approximate:
            similar = [each.span for each in searched if each.tier >= WRONG]
            answer.unknown = query.words_at(similar or [query.content])
        answer.query, answer.wanted = query, searched
        answer.masks, answer.searched = scorer.masks, scorer.uses
        answer.folded = scorer.texts.known
        return answer

    def order(
        self,
        query: Query,
        found: Mapping[int, Found],
        phrase: Mapping[int, int],
        *,
        one: bool,
        some: bool,
    ) -> SearchAnswer:
        """What was found as an answer. `one` is whether the query is one word."""
        if not found:
            return SearchAnswer([], query.missing(0))
        missing = cache(query.missing)  # few facts differ in what they account for
        english = query.line.isascii()
        tiers: dict[int, int] = {}
        for number, each in found.items():
            tier = phrase.get(number, LACKING)
            if tier >= (SAID if one else APART):
                tier = each.tier if one and tier < LACKING else max(APART, each.tier)
                if query.content & ~each.mask:
                    tier = LACKING if missing(each.mask) else PARTLY
            tiers[number] = tier

        def rank(number: int) -> Rank:
            each, tier = found[number], tiers[number]
            label = self.records[number]["en" if english and each.tier < 70 else "zh"]
            whole = tier < APART or (one and not query.content & ~each.mask and tier != APART)
            if tier > WRONG and not whole:
                tier = max(WRONG, tier - tier % 50)
            # Of two that are as good, the one with the shorter name and the better place.
            fit = 1 - min(len(label), LONG[english]) / LONG[english] / 10 - each.tier / 600
            return tier, 0.0 if whole else -round(each.score * fit, 4), len(label), number

        order = sorted(map(rank, found))
        best = max(each.score for each in found.values())
        chosen = [
            place
            for place in order
            if some or place[0] < LACKING or found[int(place[-1])].score >= NEAR * best
        ]
        records = []
        for place in chosen:
            number = int(place[-1])
            match = match_name(tiers[number] if tiers[number] != APART else found[number].tier)
            records.append(
                self.records[number] | {"match": match, "missing": missing(found[number].mask)}
            )
        scores = [found[int(each[-1])].score for each in chosen]
        return SearchAnswer(records, records[0]["missing"], chosen, scores)

    def like(self, word: str) -> list[str]:
        """Figures or words that are like a word that nothing holds.

        What is like a Chinese word has been found, if anything is.
        """
        from ..model.formula import plain  # not needed if all words are found
        from ..text.lexicon import close
        from ..text.near import one_edit

        folded = fold(word)
        number = "".join(character for character in folded if character in "0123456789.")
        if not number:
            return close(folded, self.whole.lexicon.words) if latin(folded) else []
        names: dict[str, str] = {}
        for record in self.records:
            figure = plain(record["value"]) if record.get("value") is not None else ""
            if len(number) > 2 and one_edit(number, figure):  # too many are like 98
                names[figure] = f"{figure} ({record['id']})"
        return list(names.values())[:3]


def given(bases: Bases) -> list[str]:
    """The names of the only report and of who published it. All facts are about them."""
    if len(bases) != 1:
        return []
    [base] = bases
    names = [base.report.get(name) for name in REPORT_NAMES]
    return [name for name in names if name]


def wanted(query: Query, lexicon: Lexicon, *, own: bool) -> list[Feature]:
    """The features that are searched.

    If the query is one word that facts hold in their `own` texts, only this word is searched. The
    beginning of an English word is not enough.
    """
    if own and query.one and (not query.tokens[0].latin or lexicon.english(query.line)):
        return [Feature(query.content, query.content, (query.line,))]
    return features(query, lexicon)


def match_name(tier: int) -> str:
    """The field `match` for a tier."""
    return MATCHES[bisect_left(UP_TO, tier)]


def numbers_joined(typed: Sequence[str]) -> list[str]:
    """The words, with a number typed as several words joined: 5 228."""
    groups: list[str] = []
    for word in typed:
        if (
            groups
            and NUMERIC.issuperset(word)
            and groups[-1][-1:].isdigit() | groups[-1].endswith((".", ","))
        ):
            groups[-1] += f" {word}"
        else:
            groups.append(word)
    return groups
