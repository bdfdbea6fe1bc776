"""The statements of a base or a text, found by number, by key and by words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from .agreement import difference, interval, rounding
from .cues import MAYBE, YEAR
from .frames import FIGURE, Frame
from .passages import title
from .terms import OTHER, plain, synonyms, terms, told

# How well words of a statement account for a claim's: its own, those before, beside and above.
OWN, LEAD, NEAR, WIDE = 5.0, 4.0, 3.0, 2.0
EXACT = frozenset([OWN, LEAD, NEAR])  # the levels of the words themselves, beside the figure
CANDIDATES = 30  # statements about a claim's words that are compared
FEW = 8
BESIDE = 4  # statements
REMEMBERED = 2048


class Evidence:
    """Statements, prepared for looking up claims. `strict` is for drafts that may be of anything."""

    def __init__(self, statements: Iterable[Frame], *, strict: bool, text: str = "") -> None:
        """`text` is the one that the statements are of."""
        self.all = list(statements)
        self.strict = strict
        self.text = plain(text)
        titles = (frozenset(YEAR.findall(each)) for each in title(text).split("\n"))
        # The years that the title says the text is of.
        self.years = next(filter(None, titles), frozenset[str]())
        self.levels: list[Mapping[str, float]] = []
        self.postings: dict[str, list[int]] = defaultdict(list)
        self.owners: dict[str, list[int]] = defaultdict(list)
        self.keys: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.sorts: dict[str, list[int]] = defaultdict(list)
        self.worded: dict[tuple[object, ...], int] = {}
        numbers: list[tuple[Decimal, int]] = []
        for number, each in enumerate(self.all):
            beside = frozenset[str]() if strict else frozenset(self.beside(number))
            self.levels.append(levels(each.own, each.lead, each.near, each.wide, beside))
            for term, level in self.levels[number].items():
                self.postings[term].append(number)
                if level == OWN:
                    self.owners[term].append(number)
            if not strict:
                self.worded.setdefault(wording(each), number)
            if each.quantity is not None and (said := interval(each.quantity)):
                numbers += [(said.low, number), (said.high, number)]
            self.sorts[each.sort].append(number)
            self.keys[each.sort, each.key].append(number)
        numbers.sort()
        self.values = [value for value, _ in numbers]
        self.numbers = [number for _, number in numbers]

    def beside(self, number: int) -> Iterator[str]:
        """The words of the figures beside one: they are no other words for its own."""
        for other in range(max(0, number - BESIDE), min(len(self.all), number + BESIDE)):
            if other != number and self.all[other].sort == FIGURE:
                yield from terms(self.all[other].own[0])

    def candidates(self, claim: Frame) -> list[int]:
        """The statements that may have a claim's quantity or key, and those about its words."""
        found = self.keys.get((claim.sort, claim.key), [])
        if claim.sort == "day":
            found = self.sorts.get("day", [])
        elif claim.quantity and claim.sort == FIGURE:
            said = interval(claim.quantity)
            found = list(self.between(claim, said.low, said.high)) if said else []
        named = claim.text if claim.sort == "honour" else ""
        words = f"{named} {claim.own[0]} {claim.lead}"
        return [*dict.fromkeys((*found, *self.rank(words, claim.sort)))]

    def between(self, claim: Frame, low: Decimal, high: Decimal) -> Iterable[int]:
        """The statements with a number of a range, or near to it as one is rounded."""
        wide = rounding(claim.quantity, low) if claim.quantity else Decimal(0)
        first, last = bisect_left(self.values, low - wide), bisect_right(self.values, high + wide)
        return sorted(set(self.numbers[first:last]))

    def rank(self, text: str, sort: str) -> list[int]:
        """The statements of a sort that are about some words, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in sorted(each for each in terms(text) if len(each) > 1):
            found = self.postings.get(term, ())
            for number in found:
                scores[number] += self.levels[number][term] / len(found)
        some = (number for number in scores if self.all[number].sort == sort)
        return sorted(some, key=lambda number: (-round(scores[number], 6), number))[:CANDIDATES]

    def points(self, claim: Frame, number: int, word: str) -> bool:
        """Whether a word is one of another statement: beside one, or comparable with a claim."""
        for term in terms(word):
            owners = self.owners.get(term, ()) if len(term) > 1 else ()
            if any(self.near(claim, number, each) for each in owners):
                return True
        return False

    def near(self, claim: Frame, number: int, other: int) -> bool:
        """Whether a statement stands beside one, or has a quantity that a claim could have, too."""
        beside = abs(other - number) < BESIDE and claim.sort != "day"
        return beside or difference(claim, self.all[other]) is not None

    def times(self, frame: Frame) -> frozenset[str]:
        """The years that a frame names, or else those of the report, or the one before."""
        if frame.years or "planned" in frame.marks or f"planned{MAYBE}" in frame.marks:
            return frame.years
        if not self.years or "earlier" not in frame.marks:
            return self.years
        return frozenset([str(int(min(self.years)) - 1)])


def wording(frame: Frame) -> tuple[object, ...]:
    """What is the same if a frame is said in the same words."""
    return frame.text, frame.own, frame.lead, frame.years, frame.marks


@lru_cache(REMEMBERED)
def levels(
    own: tuple[str, ...], lead: str, near: str, wide: str, beside: frozenset[str] = frozenset()
) -> Mapping[str, float]:
    """How well the terms of a frame account for words. Those `beside` it stand for no others."""
    said = "|".join(own)
    # Before a figure without words of its own stands its name: Visitors: 12.
    before = LEAD if told(said) else OWN
    found = dict.fromkeys(terms(wide) - beside, WIDE)
    for text, level in ((near, NEAR), (lead, before), (said, OWN)):
        found.update(dict.fromkeys(synonyms(text) - beside, level - OTHER))
        found.update((term, max(level, found.get(term, 0.0))) for term in terms(text))
    return found
