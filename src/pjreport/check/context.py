"""The facts of a base with their source: the input of the rules about facts."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ..model.diagnostics import Path, Span
from ..model.kind import Printed
from ..model.lock import FOUND, NOT_SHOWN, Lock
from ..source.text import SourceText
from .printed import PrintedFigures
from .raw import RawBase, RawFact, Table, has_number
from .units import Units

MOVED, AMBIGUOUS, NOT_FOUND = "moved", "ambiguous", "not-found"
VERDICTS = (FOUND, NOT_SHOWN, MOVED, AMBIGUOUS, NOT_FOUND)  # from good to bad
SAME = 0.5  # share of the fragments that a version of the stated text contains, at least
GUESSES = 300  # fragments whose nearest text is searched; each search reads the whole text
Places = tuple[list[Span], dict[int, list[Span]]]
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
        self,
        base: RawBase,
        source: SourceText | None = None,
        lock: Lock | None = None,
        like: "Context | None" = None,
    ) -> None:
        """`like` is an earlier context of the same text and units. What it has read is used."""
        self.base = base
        self.lock = lock
        self.guesses = GUESSES
        self.source = source
        self._made: dict[Any, Any] = {}
        self._places: dict[str, Places] = {}
        self._there: dict[tuple[str | int, ...], list[Span]] = {}  # by fragment and lines
        self.units = Units(base.section("vocabulary", "units"))
        if like is not None:
            self._places, self._there = like._places, like._there  # noqa: SLF001
            self.printed = like.printed
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
        key = (fragment, *sorted(set(fact.table["lines"])))
        if key not in self._there:
            self._there[key] = self.text.find(fragment, fact.table["lines"])
        if there := self._there[key]:  # a span may go on on the next line
            return Match(fact, number, fragment, FOUND, there)
        spans, _ = self.places_of(fragment)
        verdict = (NOT_FOUND, MOVED, AMBIGUOUS)[min(len(spans), 2)]
        return Match(fact, number, fragment, verdict, spans)

    def places_of(self, fragment: str) -> Places:
        """Where a fragment stands in the source: its spans, and these by their first line."""
        if fragment not in self._places:
            spans = self.text.find(fragment)
            by_line: dict[int, list[Span]] = {}
            for span in spans:
                by_line.setdefault(self.text.places[span.first].line, []).append(span)
            self._places[fragment] = (spans, by_line)
        return self._places[fragment]

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
        found = {span for match in self.matches if match.verdict == FOUND for span in match.spans}
        return offsets(found)

    @cached_property
    def printed(self) -> PrintedFigures:
        """Every figure of the source."""
        return PrintedFigures(self.text, self.units)

    @cached_property
    def figures(self) -> dict[str, Table]:
        """The tables of the printed figures by id."""
        return {fact.id: fact.table for fact in self.facts if fact.kind.figure and plain(fact)}

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
