"""Rules about completeness: no numeral and no quoted name of the source is without a fact."""

import re
from functools import cached_property
from typing import NamedTuple

from ...model.diagnostics import Place, Span
from ...source.text import Source
from ...text.normalise import fold_all
from ..context import Found, Reading, ignored, quoted
from ..countables import MARKS

AROUND = 8  # characters on both sides of a mark in a message
UNIT = re.compile(r"人次|个百分点|[^\W0-9_]?")

CLAIMED, ELSEWHERE, IGNORED, UNCLAIMED = "claimed", "elsewhere", "ignored", "unclaimed"


class Mark(NamedTuple):
    """A numeral, date, ordinal, grade, quoted name or title of the source, and who accounts for it."""

    sort: str
    span: Span
    text: str
    state: str


class Coverage:
    """What of the source the facts account for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.source = reading.text

    @cached_property
    def ignoring(self) -> list[list[Span]]:
        """The places of each entry of `ignored`, on its lines if it states some."""
        found = []
        for _, entry in ignored(self.reading.view):
            lines = entry.get("lines")
            spans = self.source.find(entry["text"])
            if lines is not None:
                spans = [
                    span for span in spans if set(lines).issuperset(self.source.lines_of(span))
                ]
            found.append(spans)
        return found

    @cached_property
    def marks(self) -> list[Mark]:
        """Every mark with its state, in the order of the source."""
        claims = self.reading.claims
        passed = {
            place
            for spans in self.ignoring
            for span in spans
            for place in range(span.first, span.last + 1)
        }
        found = marks(self.source)
        # Compared with what is counted: the 2 of 2人 says nothing of another 2.
        keys = fold_all([text + unit(self.source, span) for _, span, text in found])
        known = {
            key
            for key, (_, span, _) in zip(keys, found, strict=True)
            if claims.issuperset(self._places(span))
        }
        states = []
        for key, (_, span, _) in zip(keys, found, strict=True):
            places = self._places(span)
            if claims.issuperset(places):
                states.append(CLAIMED)
            elif (claims | passed).issuperset(places):
                states.append(IGNORED)
            else:
                states.append(ELSEWHERE if key in known else UNCLAIMED)
        return [Mark(*each, state) for each, state in zip(found, states, strict=True)]

    def _places(self, span: Span) -> set[int]:
        """The letters, Han and digits of a span."""
        prose = self.source.prose
        return {place for place in range(span.first, span.last + 1) if prose[place].isalnum()}

    def summary(self) -> str:
        """How many marks are in which state."""
        states = [mark.state for mark in self.marks]
        counts = f"{states.count(CLAIMED)} claimed, {states.count(ELSEWHERE)} claimed elsewhere"
        counts += f", {states.count(IGNORED)} ignored, {states.count(UNCLAIMED)} unclaimed"
        return f"{len(states)} numerals and names of the source: {counts}"


def marks(source: Source) -> list[tuple[str, Span, str]]:
    """The marks of a source: what sort each is, where it stands, what it says."""
    found = []
    for mark in MARKS.finditer(source.prose):
        sort, span = str(mark.lastgroup), Span(mark.start(), mark.end() - 1)
        found.append((sort, span, mark[0]))
    return found


def unit(source: Source, span: Span) -> str:
    """What stands behind a mark, as far as it tells it from another of the same digits."""
    match = UNIT.match(source.prose, span.last + 1)
    return match[0] if match else ""


def unclaimed(reading: Reading) -> Found:
    """Every numeral, date, ordinal, grade, quoted name and title is in a fact, or ignored."""
    yield from marked(reading, UNCLAIMED, "is in no fact; add one, or an [[ignored]] entry")


def claimed_elsewhere(reading: Reading) -> Found:
    """What a fact shows in one place stands in others of the source, too; add those lines."""
    yield from marked(
        reading, ELSEWHERE, "is in a fact, but not here; add the line if it is the same"
    )


def marked(reading: Reading, state: str, message: str) -> Found:
    """The marks in a state, as findings in the source."""
    coverage = reading.coverage
    for mark in coverage.marks if reading.same else ():
        if mark.state == state:
            around = reading.text.words(mark.span, AROUND)
            place: Place = reading.text.places[mark.span.first]
            yield place, f"{mark.sort} {quoted(mark.text)} {message}: ...{around}..."


def needless_ignored(reading: Reading) -> Found:
    """An entry of `ignored` names text of the source that no fact shows."""
    coverage = reading.coverage
    claims = reading.claims
    if not reading.same:
        return
    for (path, entry), spans in zip(ignored(reading.view), coverage.ignoring, strict=True):
        if not spans:
            yield (*path, "text"), f"'{entry['text']}' is not in the source there; delete the entry"
        elif all(claims.issuperset(range(span.first, span.last + 1)) for span in spans):
            yield (*path, "text"), f"'{entry['text']}' is in a fact's evidence; delete the entry"
