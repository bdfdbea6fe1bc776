"""The plain search: finds the facts that hold some words, and ranks them, the best first."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from ..model.base import Bases, Record
from ..model.formula import plain
from ..model.records import MATCHES
from ..text import matcher as texts
from ..text.matcher import Hits, Texts
from ..text.near import one_edit
from ..text.normalise import fold
from ..text.suggest import nearest
from ..vocabulary import expression, words
from .searched import CONTEXT, EVIDENCE, FIGURE, ID, LABEL, NOTE, said

# The score of a word by where it stands and how it is held: EXACT, START, BEGINNING, WORD, PART,
# FORM of `text.matcher`. Lower is better.
LITERAL = {
    ID: (0, 33, 34, 34, 35, 36),
    LABEL: (10, 20, 21, 30, 31, 32),
    FIGURE: (11, 41, 42, 41, 42, 43),
    EVIDENCE: (40, 41, 42, 41, 42, 43),
    CONTEXT: (50, 51, 52, 51, 52, 53),
    NOTE: (60, 61, 62, 61, 62, 63),
}
OTHERWISE = {
    texts.SPELLED_START: 70,
    texts.SPELLED: 71,
    texts.INITIALS: 80,
    texts.SOUND: 90,
    texts.TYPO: 100,
}
FURTHER = {ID: 1, LABEL: 0, FIGURE: 2, EVIDENCE: 2, CONTEXT: 4, NOTE: 6}
PARTS = 5  # added for a word in two scripts or inside a question, whose parts are found
APART = 110  # added for a word whose parts are in different places
UP_TO = (0, 39, 49, 59, 69, 79, 89)  # the scores that each of MATCHES ends with
APPROXIMATE = MATCHES[-1]

# CAD机电, 培训5228人次: a number stays with the unit after it.
SCRIPTS = r" |(?<=[a-z])(?=[^\0-\xff])|(?<=[^\0-\xff])(?=[a-z0-9])"
NUMERIC = frozenset("0123456789.,%")
# Words of a question that are not searched.
FILLER = frozenset(words("search-filler", "en"))
FILLER_HAN = f"{expression('search-filler', 'zh')}+"

Rank = tuple[int, int, int, int]  # lower is better
Scores = dict[int, int]  # from the number of a record to the score of a word
NONE: Scores = {}


class SearchAnswer:
    """The `records` found, the best first, each with its `match`; and the `unknown` words.

    `ranks` make the records of several answers comparable. `complete` is false if there may be
    more records than were asked for.
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
    def approximate(self) -> bool:
        """Whether some records do not hold the words exactly."""
        return any(record["match"] == APPROXIMATE for record in self.records)


class Search:
    """Records, ready to be searched."""

    def __init__(self, bases: Bases, records: Sequence[Record]) -> None:
        self.records = records
        self.uses: dict[str, list[tuple[int, int]]] = {}  # text: where, and number of the record
        for number, record in enumerate(records):
            for where, text in said(bases.of_report(record["report"]), record):
                self.uses.setdefault(text, []).append((where, number))
        notes = (text for text, uses in self.uses.items() if uses[0][0] == NOTE)
        self.texts = Texts(self.uses, silent=notes)

    def answer(self, words: Sequence[str], *, some: bool = False) -> SearchAnswer:
        """The records that hold all `words`, or with `some` at least one of them.

        Each is a copy of the record with a field `match`, for its worst word. Words that no record
        holds are searched approximately.
        """
        terms = query_words(words)
        found, unknown = self.together(terms, some=some)
        if not found and (joined := numbers_joined(words)) != terms:
            found, unknown = self.together(joined, some=some)
        phrase = self.scores(self.texts.literal(fold(" ".join(words)))) if len(terms) > 1 else NONE
        latin = all(term.isascii() for term in terms)

        def rank(number: int) -> Rank:
            scores = found[number]
            whole = phrase.get(number, APART)
            label = self.records[number]["en" if latin and max(scores) < 70 else "zh"]
            fit = whole if whole < 40 else APART + sum(scores)
            return -len(scores), fit, len(label), number

        order = sorted((rank(number), number) for number in found)
        return SearchAnswer(
            [self.records[n] | {"match": match_name(max(found[n]))} for _, n in order],
            unknown,
            [how for how, _ in order],
        )

    def together(
        self, terms: Sequence[str], *, some: bool
    ) -> tuple[dict[int, list[int]], list[str]]:
        """The records that hold the terms, with the scores, and the terms that none holds."""
        if spelled := self.spelled(terms):
            return {number: [score] for number, score in spelled.items()}, []
        each = {term: self.exact(term) for term in terms}
        unknown = [term for term, scores in each.items() if not scores]
        if unknown and not (some and any(each.values())):
            each |= {term: self.near(term) for term in unknown}
            if not some and not all(each[term] for term in unknown):
                return {}, unknown
        known = [set(scores) for scores in each.values() if scores]
        if not known:
            return {}, unknown
        numbers = set.union(*known) if some else set.intersection(*known)
        found = {
            number: [scores[number] for scores in each.values() if number in scores]
            for number in numbers
        }
        return found, unknown

    def spelled(self, terms: Sequence[str]) -> Scores:
        """Several Latin words as the syllables of one pinyin text: pei xun."""
        if len(terms) < 2 or not all(
            texts.latin(t) and not self.texts.is_english(t) for t in terms
        ):
            return NONE
        return self.scores(self.texts.pinyin("".join(terms)))

    def exact(self, term: str) -> Scores:
        """The records that hold a term as it was typed, in its own script or in pinyin."""
        if hits := self.texts.holding(term):
            return self.scores(hits)
        parts = [part for part in re.split(f"{SCRIPTS}|{FILLER_HAN}", term) if part]
        return self.all_of(parts, PARTS) if parts not in ([], [term]) else NONE

    def near(self, term: str) -> Scores:
        """The records with words that sound or look like a term, or with its parts."""
        hits = self.texts.nearly(term)
        return self.scores(hits) if hits else self.apart(term)

    def apart(self, term: str) -> Scores:
        """The records with all parts of a Chinese term, in different places: 培训人次."""
        if len(term) > texts.LONGEST_WORD or term.isascii():
            return NONE
        ends: dict[int, Scores] = {}  # offset in the term: records with the parts from there on
        for start in range(len(term) - 2, -1, -1):
            found: dict[int, int] = {}
            for middle in range(start + 2, len(term) - 1):
                # A number is not separated from its unit.
                if not term[middle - 1].isdigit() and (rest := ends.get(middle)):
                    left = self.exact(term[start:middle])
                    for number in left.keys() & rest.keys():
                        score = max(left[number], rest[number])
                        found[number] = min(found.get(number, score), score)
            if start:  # the whole term has already been searched
                found = self.exact(term[start:]) or found
            ends[start] = found
        return {number: APART + score for number, score in ends.get(0, NONE).items()}

    def all_of(self, terms: Sequence[str], more: int) -> Scores:
        """The records that hold all terms, each with its worst score plus `more`."""
        each = [self.exact(term) for term in terms]
        if not all(each):
            return NONE
        numbers = set.intersection(*map(set, each))
        return {number: more + max(scores[number] for scores in each) for number in numbers}

    def like(self, word: str) -> list[str]:
        """Figures or names that are like a word that nothing holds."""
        names: dict[str, str] = {}
        number = re.sub("[^0-9.]", "", word)
        for record in self.records:
            if number:
                figure = plain(record["value"]) if record.get("value") is not None else ""
                if len(number) > 2 and one_edit(number, figure):  # too many are like 98
                    names[figure] = f"{figure} ({record['id']})"
            else:
                names |= dict.fromkeys((record["zh"], record["en"]), record["id"])
        if number:
            return list(names.values())[:3]
        return nearest(word, names) or longest_part(word, self.texts.literal)

    def scores(self, hits: Hits) -> Scores:
        """The records with the texts that were hit, with the best score of each."""
        found: Scores = {}
        for hit, how in hits.items():
            for where, number in self.uses[self.texts.texts[hit]]:
                score = (
                    LITERAL[where][how] if how <= texts.FORM else OTHERWISE[how] + FURTHER[where]
                )
                if score < found.get(number, score + 1):
                    found[number] = score
        return found


def match_name(score: int) -> str:
    """The field `match` for a score."""
    return MATCHES[bisect_left(UP_TO, score)]


def longest_part(
    word: str, held: Callable[[str], object], longest: int = texts.LONGEST_WORD
) -> list[str]:
    """The longest part of a Chinese word that facts hold, of at most `longest` characters."""
    term = fold(word)[: texts.LONGEST_WORD]
    for size in range(min(len(term) - 1, longest), 1, -1):
        for start in range(len(term) - size + 1):
            part = term[start : start + size]
            if texts.han(part) and held(part):
                return [f"'{part}'"]
    return []


def together(answers: Sequence[SearchAnswer]) -> SearchAnswer:
    """Several answers as one. Approximate answers count only if there are no exact ones."""
    exact = [each for each in answers if each.records and not each.approximate]
    chosen = exact or [each for each in answers if each.records] or answers
    order = sorted(
        (rank[:3], lot, number)
        for lot, each in enumerate(chosen)
        for number, rank in enumerate(each.ranks)
    )
    found = SearchAnswer(
        [chosen[lot].records[number] for _, lot, number in order], chosen[0].unknown
    )
    found.complete = all(each.complete for each in chosen)
    if len(chosen) == 1:
        found.count = chosen[0].count
    return found


def query_words(words: Sequence[str]) -> list[str]:
    """The words folded, without the filler words of questions."""
    terms = [term for word in words if (term := fold(word))]
    return [term for term in terms if not filler(term)] or terms


def filler(term: str) -> bool:
    """Whether a term is a filler word of questions."""
    return term in FILLER or re.fullmatch(FILLER_HAN, term) is not None


def numbers_joined(words: Sequence[str]) -> list[str]:
    """The folded terms of `words`, with a number typed as several words joined: 5 228."""
    groups: list[str] = []
    for word in words:
        if (
            groups
            and NUMERIC.issuperset(word)
            and groups[-1][-1:].isdigit() | groups[-1].endswith((".", ","))
        ):
            groups[-1] += f" {word}"
        else:
            groups.append(word)
    return [term for group in groups for term in fold(group).split()]
