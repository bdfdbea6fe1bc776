"""The statements of a base or a text, found by number, by name and by words."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from math import log

from ..text.normalise import fold
from ..vocabulary import LANGUAGES, group
from .agreement import interval
from .statements import Statement
from .terms import located, terms

# How well words account for a claim's: those of a statement's name, beside it, of one meaning
# with them, above it.
NAMED, AROUND, OTHER, ABOVE = 1.0, 0.8, 0.75, 0.6
FEW = 6  # statements that a rare word is in
UNKNOWN = 0.6  # the weight of a word that no statement has, as a share of the largest


# Words of one meaning: each with the others of its lists.
SAME: dict[str, set[str]] = defaultdict(set)
for lang in LANGUAGES:
    for same in group("synonyms", lang).values():
        for each in same:
            SAME[each].update(same)
KNOWN = re.compile(
    "|".join(
        rf"\b{re.escape(each)}\b" if each.isascii() else re.escape(each)
        for each in sorted(SAME, key=len, reverse=True)
    )
)


def synonyms(text: str) -> Iterator[str]:
    """Other words for those of a text."""
    for found in dict.fromkeys(KNOWN.findall(fold(text))):
        yield from sorted(SAME[found])


class Evidence:
    """Statements, prepared for looking up claims. `strict` is for drafts that may be of anything."""

    def __init__(self, statements: Iterable[Statement], *, strict: bool) -> None:
        self.all = list(statements)
        self.strict = strict
        self.levels: list[Mapping[str, float]] = []
        self.own: list[Mapping[str, float]] = []
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.keys: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.sorts: dict[str, list[int]] = defaultdict(list)
        numbers: list[tuple[Decimal, int]] = []
        known: dict[tuple[str, ...], dict[str, float]] = {}
        owned: dict[tuple[str, ...], dict[str, float]] = {}
        for number, each in enumerate(self.all):
            text = (*each.names, each.around, each.above)
            if text not in known:
                levels = dict.fromkeys(terms(each.above), ABOVE)
                levels.update(dict.fromkeys(terms(each.around), AROUND))
                for name in each.names:
                    levels.update(dict.fromkeys(terms(name), NAMED))
                for word in synonyms("|".join(text)):
                    for term in terms(word):
                        if len(term) > 1:
                            levels[term] = max(levels.get(term, 0.0), OTHER)
                known[text] = levels
                owned[text] = {term: level for term, level in levels.items() if level > OTHER}
            self.levels.append(known[text])
            self.own.append(owned[text])
            for term in known[text]:
                self.postings[term].append(number)
            if each.quantity is not None and (said := interval(each.quantity)):
                numbers += [(said.low, number), (said.high, number)]
            self.sorts[each.sort].append(number)
            if each.key:
                self.keys[each.sort, each.key].append(number)
        numbers.sort()
        self.values = [value for value, _ in numbers]
        self.numbers = [number for _, number in numbers]
        size = len(self.all)
        self.weights = {term: log(1 + size / len(found)) for term, found in self.postings.items()}
        self.unknown = UNKNOWN * log(1 + size)

    def weight(self, term: str) -> float:
        """How much a word tells: more, the fewer statements have it."""
        return self.weights.get(term, self.unknown)

    def rare(self, text: str) -> bool:
        """Whether some statements, but few, are about all of a word."""
        counts = [len(self.postings.get(term, ())) for _, _, term in located(text)]
        return bool(counts) and 0 < min(counts) <= max(FEW, len(self.all) // 10)

    def between(self, low: Decimal, high: Decimal) -> set[int]:
        """The statements with a number from `low` to `high`."""
        return set(self.numbers[bisect_left(self.values, low) : bisect_right(self.values, high)])

    def rank(self, text: str, limit: int) -> list[int]:
        """The statements that are about some words, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in sorted(terms(text)):
            for number in self.postings.get(term, ()):
                scores[number] += self.weights[term] * self.levels[number][term]
        return sorted(scores, key=lambda number: (-scores[number], number))[:limit]
