"""The facts of a base with their source: the input of the rules about facts."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ..model.diagnostics import Path, Span
from ..model.kind import Printed
from ..model.lock import FOUND, Lock
from ..quantities.numbers import Units
from ..quantities.reading import FoundNumber, Numbers
from ..source.text import SourceText
from .raw import RawBase, RawFact, Table, has_number

MOVED, AMBIGUOUS, NOT_FOUND = "moved", "ambiguous", "not-found"
VERDICTS = (FOUND, MOVED, AMBIGUOUS, NOT_FOUND)  # of a fragment, from good to bad
SAME = 0.5  # share of the fragments that a version of the stated text contains, at least
GUESSES = 300  # fragments whose nearest text is searched; each search reads the whole text
T = TypeVar("T")


class Match(NamedTuple):
    """How one fragment of a fact's evidence stands in the source.

    `number` is its index in the evidence. `spans` are on the stated lines, or else anywhere.
    """

    fact: RawFact
    number: int
    fragment: str
    verdict: str
    spans: list[Span]

    @property
    def path(self) -> Path:
        """The path of the fragment in the base."""
        return (*self.fact.path, "evidence", self.number)


class Context:
    """The well-formed facts of a file, and the text they were taken from."""

    def __init__(
        self, base: RawBase, source: SourceText | None = None, lock: Lock | None = None
    ) -> None:
        self.base = base
        self.lock = lock
        self.guesses = GUESSES
        self.source = source
        self._made: dict[Any, Any] = {}
        self.units = Units(base.section("vocabulary", "units"))
        self.facts = [
            fact
            for fact in base.facts
            if issubclass(fact.kind, Printed) and fact.kind.fits(fact.table)
        ]

    def once(self, make: "Callable[[Context], T]") -> T:
        """The result of `make` for this context, computed only once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @cached_property
    def text(self) -> SourceText:
        """The source. Only rules that need a source may ask for it."""
        assert self.source is not None
        return self.source

    @cached_property
    def matches(self) -> list[Match]:
        """The fragments of all facts in the source."""
        return [
            self._match(fact, number, fragment)
            for fact in self.facts
            for number, fragment in enumerate(fact.table["evidence"])
        ]

    def _match(self, fact: RawFact, number: int, fragment: str) -> Match:
        stated = set(fact.table["lines"])
        spans = self.text.find(fragment)
        there = [span for span in spans if stated.issuperset(self.text.lines_of(span))]
        if there:
            return Match(fact, number, fragment, FOUND, there)
        verdict = (NOT_FOUND, MOVED, AMBIGUOUS)[min(len(spans), 2)]
        return Match(fact, number, fragment, verdict, spans)

    @cached_property
    def by_id(self) -> dict[str, list[Match]]:
        """The fragments of each fact."""
        found: dict[str, list[Match]] = {fact.id: [] for fact in self.facts}
        for match in self.matches:
            found[match.fact.id].append(match)
        return found

    @cached_property
    def evidenced(self) -> set[int]:
        """The offsets in the prose that are evidence of some fact."""
        found = (match.spans for match in self.matches if match.verdict == FOUND)
        return offsets(chain.from_iterable(found))

    @cached_property
    def numbers(self) -> Numbers:
        """Every number of the source."""
        return Numbers(self.text.prose, self.units)

    @cached_property
    def figures(self) -> dict[str, Table]:
        """The tables of the printed figures by id."""
        return {fact.id: fact.table for fact in self.facts if fact.kind.figure and plain(fact)}

    @cached_property
    def shown(self) -> dict[str, list[FoundNumber]]:
        """The numbers that the evidence of each printed figure shows, by id.

        A fragment that stands in the source is read there, with the words around it. Other
        fragments are read alone.
        """
        found: dict[str, list[FoundNumber]] = {}
        for fact in self.facts:
            if fact.id not in self.figures:
                continue
            found[fact.id] = shown = []
            matches = self.by_id[fact.id] if self.source is not None and self.same else ()
            alone = [each.fragment for each in matches if each.verdict != FOUND]
            for match in matches:
                if match.verdict == FOUND:  # other rules report fragments that stand elsewhere
                    for span in match.spans:
                        shown += self.numbers.within(span)
            for fragment in alone if matches else fact.table["evidence"]:
                shown += Numbers(fragment, self.units).found
        return found

    @cached_property
    def same(self) -> bool:
        """Whether the text is the stated one, or a version of it, and not another text."""
        found = sum(match.verdict != NOT_FOUND for match in self.matches)
        return self.pinned == self.text.sha256 or found >= SAME * len(self.matches)

    @property
    def pinned(self) -> Any:
        """The SHA-256 that the base states for its source."""
        return self.base.section("report", "source").get("sha256")


def plain(fact: RawFact) -> bool:
    """Whether a figure is one number with a unit that is printed beside it."""
    beside = "unit" in fact.table and "unit_from" not in fact.table
    return has_number(fact) and beside and "form" not in fact.table


def offsets(spans: Iterable[Span]) -> set[int]:
    """All offsets within some spans."""
    return {offset for span in spans for offset in range(span.first, span.last + 1)}
