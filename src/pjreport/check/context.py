"""The facts of a base beside their source: what the rules about facts look at."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ..model.diagnostics import Path, Span
from ..model.kinds import Printed
from ..model.lock import FOUND, Lock
from ..quantities.numbers import Units
from ..quantities.reading import FoundNumber, Numbers
from ..source.text import SourceText
from .raw import RawBase, RawFact, Table, has_number

MOVED, AMBIGUOUS, NOT_FOUND = "moved", "ambiguous", "not-found"
VERDICTS = (FOUND, MOVED, AMBIGUOUS, NOT_FOUND)  # of a fragment, from good to bad
SAME = 0.5  # of all fragments, at least, stand in a text that is meant to be the stated one
GUESSES = 300  # fragments whose nearest text is looked for: each is a search of the whole text
T = TypeVar("T")


class Match(NamedTuple):
    """One fragment of a fact's evidence in the source: how it stands there, and where.

    `spans` are the places on the stated lines, or else all that there are;
    `number` is the fragment's index in the evidence.
    """

    fact: RawFact
    number: int
    fragment: str
    verdict: str
    spans: list[Span]

    @property
    def path(self) -> Path:
        """Where in the base the fragment stands."""
        return (*self.fact.path, "evidence", self.number)


class Context:
    """The facts of a file whose shape fits, beside the text they were taken from."""

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
        """What `make` says of this context, which it is asked only once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @cached_property
    def text(self) -> SourceText:
        """The source; only asked for by rules that say they need it."""
        assert self.source is not None
        return self.source

    @cached_property
    def matches(self) -> list[Match]:
        """Every fragment of every fact in the source."""
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
        """The places of the prose that some fact's evidence shows."""
        return {
            place
            for match in self.matches
            if match.verdict == FOUND
            for span in match.spans
            for place in range(span.first, span.last + 1)
        }

    @cached_property
    def numbers(self) -> Numbers:
        """Every number of the source."""
        return Numbers(self.text.prose, self.units)

    @cached_property
    def figures(self) -> dict[str, Table]:
        """The tables of the printed figures by id."""
        return {fact.id: fact.table for fact in self.facts if fact.kind.figure and has_number(fact)}

    @cached_property
    def shown(self) -> dict[str, list[FoundNumber]]:
        """For each printed figure, by id, the numbers that its evidence shows.

        They are read in the source, where the fragments stand there, with the
        words around them; else in the fragments alone.
        """
        found: dict[str, list[FoundNumber]] = {}
        for fact in self.facts:
            if fact.id not in self.figures:
                continue
            found[fact.id] = shown = []
            matches = self.by_id[fact.id] if self.source is not None and self.same else ()
            alone = [each.fragment for each in matches if each.verdict != FOUND]
            for match in matches:
                if match.verdict == FOUND:  # what is shown elsewhere is a matter of its own
                    for span in match.spans:
                        shown += self.numbers.within(span)
            for fragment in alone if matches else fact.table["evidence"]:
                shown += Numbers(fragment, self.units).found
        return found

    @cached_property
    def same(self) -> bool:
        """Whether the text is the stated one, or a version of it; not another text."""
        found = sum(match.verdict != NOT_FOUND for match in self.matches)
        return self.pinned == self.text.sha256 or found >= SAME * len(self.matches)

    @property
    def pinned(self) -> Any:
        """The digest that the base states."""
        return self.base.section("report", "source").get("sha256")
