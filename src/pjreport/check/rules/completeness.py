"""Rules about completeness: each numeral and quoted name of the source is in a fact."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from ...model.diagnostics import Path, Place, Span
from ...model.factfile import Ignored
from ...source.text import SourceText
from ...text.characters import simplified
from ...text.normalise import fold_all
from ...vocabulary import expression
from ..context import Context, offsets
from ..raw import RawBase
from ..rule import Findings, quoted, rule

AROUND = 8  # characters on both sides of a countable in a message
UNIT = re.compile(rf"{expression('measures.longer')}|[^\W0-9_]?")

CLAIMED, ELSEWHERE, IGNORED, UNCLAIMED = "claimed", "elsewhere", "ignored", "unclaimed"


class Countable(NamedTuple):
    """A numeral, date, ordinal, grade, quoted name or title of the source, with its state."""

    sort: str
    span: Span
    text: str
    state: str


class Completeness:
    """Which parts of the source the facts account for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.source = context.text

    @cached_property
    def ignoring(self) -> list[list[Span]]:
        """The spans of each entry of `ignored`, on the entry's lines if it has some."""
        found, source = [], self.source
        for _, entry in ignored(self.context.base):
            spans = source.find(entry["text"])
            if (lines := entry.get("lines")) is not None:
                spans = [span for span in spans if set(lines).issuperset(source.lines_of(span))]
            found.append(spans)
        return found

    @cached_property
    def countables(self) -> list[Countable]:
        """Every countable with its state, in the order of the source."""
        shown = self.context.evidenced
        passed = offsets(chain.from_iterable(self.ignoring))
        found = countables(self.source)
        # Numbers are compared with what they count: the 2 of 2人 is not any other 2.
        keys = fold_all([text + unit(self.source, span) for _, span, text in found])
        known = {
            key
            for key, (_, span, _) in zip(keys, found, strict=True)
            if shown.issuperset(self._letters(span))
        }
        states = []
        for key, (_, span, _) in zip(keys, found, strict=True):
            letters = self._letters(span)
            if shown.issuperset(letters):
                states.append(CLAIMED)
            elif (shown | passed).issuperset(letters):
                states.append(IGNORED)
            else:
                states.append(ELSEWHERE if key in known else UNCLAIMED)
        return [Countable(*each, state) for each, state in zip(found, states, strict=True)]

    def _letters(self, span: Span) -> set[int]:
        """The letters, Han characters and digits of a span."""
        prose = self.source.prose
        return {offset for offset in range(span.first, span.last + 1) if prose[offset].isalnum()}

    def summary(self) -> str:
        """How many countables have which state."""
        states = [each.state for each in self.countables]
        counts = f"{states.count(CLAIMED)} claimed, {states.count(ELSEWHERE)} claimed elsewhere"
        counts += f", {states.count(IGNORED)} ignored, {states.count(UNCLAIMED)} unclaimed"
        return f"{len(states)} numerals and names of the source: {counts}"


def countables(source: SourceText) -> list[tuple[str, Span, str]]:
    """The sort, span and text of each countable of a source."""
    from ..countables import COUNTABLES  # its patterns are many

    return [
        (
            str(found.lastgroup),
            Span(found.start(), found.end() - 1),
            source.prose[found.start() : found.end()],
        )
        for found in COUNTABLES.finditer(source.prose.translate(simplified()))
    ]


def unit(source: SourceText, span: Span) -> str:
    """What stands behind a countable and tells it from others with the same digits."""
    match = UNIT.match(source.prose, span.last + 1)
    return match[0] if match else ""


@rule("coverage", needs="source", severity="warning")
def unclaimed(context: Context) -> Findings:
    """Every numeral, date, ordinal, grade, quoted name and title is in a fact, or ignored.

    A base is complete when every countable and name of the text is in a fact. For words that state
    no fact, such as 进一步, add an entry under [[ignored]] with the reason.
    """
    yield from in_state(context, UNCLAIMED, "is in no fact; add one, or an [[ignored]] entry")


@rule("coverage", needs="source", severity="note")
def claimed_elsewhere(context: Context) -> Findings:
    """What a fact shows stands in no other place that the fact does not name.

    Often the text says the same thing twice: add the line.
    """
    message = "is in a fact, but not here; add the line if it is the same"
    yield from in_state(context, ELSEWHERE, message)


def in_state(context: Context, state: str, message: str) -> Findings:
    """Findings for the countables with this state."""
    accounted = context.once(Completeness)
    for each in accounted.countables if context.same else ():
        if each.state == state:
            around = context.text.words(each.span, AROUND)
            place: Place = context.text.places[each.span.first]
            yield place, f"{each.sort} {quoted(each.text)} {message}: ...{around}..."


@rule("coverage", needs="source", severity="warning")
def needless_ignored(context: Context) -> Findings:
    """An entry of [[ignored]] names text of the source that no fact shows.

    The text is not in the source, or is in a fact by now.
    """
    accounted = context.once(Completeness)
    shown = context.evidenced
    if not context.same:
        return
    for (path, entry), spans in zip(ignored(context.base), accounted.ignoring, strict=True):
        if not spans:
            yield (*path, "text"), f"'{entry['text']}' is not in the source there; delete the entry"
        elif all(shown.issuperset(range(span.first, span.last + 1)) for span in spans):
            yield (*path, "text"), f"'{entry['text']}' is in a fact's evidence; delete the entry"


def ignored(base: RawBase) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The well-formed entries of [[ignored]], with their paths."""
    entries = base.raw.get("ignored")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if Ignored.fits(entry):
            yield ("ignored", index), entry
