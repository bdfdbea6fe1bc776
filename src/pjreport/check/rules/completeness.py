"""Rules about completeness: each figure and quoted name of the source is in a fact."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ...messages import tell
from ...model.diagnostics import Path, Place, Span
from ...model.factfile import Ignored
from ...text.characters import simplified
from ...text.normalise import fold_all
from ...vocabulary import words
from ..context import Context, offsets
from ..naming import STOP
from ..raw import RawBase, tables
from ..rule import Findings, quoted, rule

FIGURE, DATE, ORDINAL = "figure", "date", "ordinal"
KINDS = {"year": DATE, "date": DATE, "ordinal": ORDINAL}  # sorts of the reader's kinds
FIGURES = (FIGURE, DATE, ORDINAL)
YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
YEAR_ENDS = "".join(words("days.alone", "zh"))
DEFINED, DEFINING = words("defined"), words("defined.before")
SPEECH = re.compile(r"(?:[。！？!?；;]|[a-z][.])\Z")  # at the end of what somebody said
CLAUSE = 40  # characters before a figure that tell it from another
AROUND = 8  # characters on both sides of a countable in a message
CLAIMED, ELSEWHERE, IGNORED, UNCLAIMED = "claimed", "elsewhere", "ignored", "unclaimed"


class Countable(NamedTuple):
    """A figure, date, ordinal, grade, quoted name or title of the source, with its state."""

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
            spans, by_line = self.context.places_of(entry["text"])
            if (lines := entry.get("lines")) is not None:
                wanted = set(lines)
                spans = [
                    span
                    for line in sorted(wanted)
                    for span in by_line.get(line, ())
                    if wanted.issuperset(source.lines_of(span))
                ]
            found.append(spans)
        return found

    @cached_property
    def countables(self) -> list[Countable]:
        """Every countable with its state, in the order of the source."""
        shown = self.context.evidenced
        passed = offsets({span for spans in self.ignoring for span in spans})
        found = countables(self.context)
        # The same figure in the same clause is the same; 甲类2个 and 乙类2个 are not.
        keys = fold_all(
            [self._clause(span) if sort in FIGURES else text for sort, span, text in found]
        )
        known = {
            key
            for key, (_, span, _) in zip(keys, found, strict=True)
            if shown.issuperset(self._letters(span))
        }
        years = self._years()
        states = []
        for key, (sort, span, text) in zip(keys, found, strict=True):
            letters = self._letters(span)
            if shown.issuperset(letters) or (sort == DATE and text.strip(YEAR_ENDS) in years):
                states.append(CLAIMED)
            elif all(letter in shown or letter in passed for letter in letters):
                states.append(IGNORED)
            else:
                states.append(ELSEWHERE if key in known else UNCLAIMED)
        return [Countable(*each, state) for each, state in zip(found, states, strict=True)]

    def _clause(self, span: Span) -> str:
        """A figure with the words of its clause before it."""
        prose = self.source.prose
        index = bisect_left(self.context.printed.starts, span.first)
        before = self.context.printed.all[index - 1].end if index else 0
        start = max(before, span.first - CLAUSE)
        return STOP.split(prose[start : span.first])[-1] + prose[span.first : span.last + 1]

    def _years(self) -> set[str]:
        """The years that the base says its report and its periods are of."""
        base = self.context.base
        names = [str(base.section("report").get("year", ""))]
        for _, term in tables(base.section("vocabulary"), "periods"):
            names += [each for each in term.values() if isinstance(each, str)]
        return {year for name in names for year in YEAR.findall(name)}

    def _letters(self, span: Span) -> set[int]:
        """The letters, Han characters and digits of a span, or of its numeral if it is a figure.

        A unit may be read beyond the end of a line.
        """
        prose, printed = self.source.prose, self.context.printed
        index = bisect_left(printed.starts, span.first)
        if printed.starts[index : index + 1] == [span.first]:
            first, last = printed.numbers[index]
            span = Span(first, last - 1)
        return {offset for offset in range(span.first, span.last + 1) if prose[offset].isalnum()}

    def summary(self) -> str:
        """How many countables have which state."""
        states = [each.state for each in self.countables]
        counts = tell(
            "{claimed} claimed, {elsewhere} claimed elsewhere",
            claimed=states.count(CLAIMED),
            elsewhere=states.count(ELSEWHERE),
        )
        counts += tell(
            ", {ignored} ignored, {unclaimed} unclaimed",
            ignored=states.count(IGNORED),
            unclaimed=states.count(UNCLAIMED),
        )
        return tell(
            "{count} figures and names of the source: {counts}", count=len(states), counts=counts
        )


def countables(context: Context) -> list[tuple[str, Span, str]]:
    """The sort, span and text of each countable of a source, in its order."""
    from ..countables import NAMES  # its patterns are many

    prose = context.text.prose
    named = [
        (str(each.lastgroup), Span(each.start(), each.end() - 1), prose[each.start() : each.end()])
        for each in NAMES.finditer(prose.translate(simplified()))
        if not (each["quote"] and is_no_name(prose, each.start(), each.end()))
    ]
    taken = offsets(span for _, span, _ in named)
    found = [
        (KINDS.get(each.kind, FIGURE), Span(each.start, each.end - 1), each.text)
        for each in context.printed.all
        if each.start not in taken and not each.passing  # the 十 of a quoted 十四五
    ]
    return sorted(found + named, key=lambda each: each[1])


def is_no_name(prose: str, start: int, end: int) -> bool:
    """Whether a quotation is a word to be explained, or what somebody said, which ends as a sentence does."""
    if prose.startswith(DEFINED, end) or prose.endswith(DEFINING, max(0, start - 16), start):
        return True
    return SPEECH.search(prose[start : end - 1]) is not None


@rule("coverage", needs="source", severity="warning")
def unclaimed(context: Context) -> Findings:
    """Every figure, date, ordinal, grade, quoted name and title is in a fact, or ignored.

    A base is complete when each of them is in a fact. For one that states no fact, add an entry under
    [[ignored]] with the reason. Idioms, list numbers and footnotes need none.
    """
    yield from in_state(context, UNCLAIMED, tell("is in no fact; add one, or an [[ignored]] entry"))


@rule("coverage", needs="source", severity="note")
def claimed_elsewhere(context: Context) -> Findings:
    """What a fact shows stands in no other place that the fact does not name.

    Often the text says the same thing twice: add the line.
    """
    message = tell("is in a fact, but not here; add the line if it is the same")
    yield from in_state(context, ELSEWHERE, message)


def in_state(context: Context, state: str, message: str) -> Findings:
    """Findings for the countables with this state."""
    accounted = context.once(Completeness)
    for each in accounted.countables if context.same else ():
        if each.state == state:
            around = context.text.words(each.span, AROUND)
            place: Place = context.text.places[each.span.first]
            yield (
                place,
                tell(
                    "{sort} {text} {message}: ...{around}...",
                    sort=tell(each.sort),
                    text=quoted(each.text),
                    message=message,
                    around=around,
                ),
            )


@rule("coverage", needs="source", severity="warning")
def needless_ignored(context: Context) -> Findings:
    """An entry of [[ignored]] names text of the source that no fact shows.

    The text is not in the source, or is in a fact by now.
    """
    accounted = context.once(Completeness)
    shown = context.evidenced
    if not context.same:
        return
    known: dict[int, bool] = {}  # by the list of spans, which entries with one text share
    for (path, entry), spans in zip(ignored(context.base), accounted.ignoring, strict=True):
        key = id(spans)
        if key not in known:
            known[key] = all(shown.issuperset(range(span.first, span.last + 1)) for span in spans)
        if not spans:
            yield (
                (*path, "text"),
                tell("'{entry}' is not in the source there; delete the entry", entry=entry["text"]),
            )
        elif known[key]:
            yield (
                (*path, "text"),
                tell("'{entry}' is in a fact's evidence; delete the entry", entry=entry["text"]),
            )


def ignored(base: RawBase) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The well-formed entries of [[ignored]], with their paths."""
    entries = base.raw.get("ignored")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if Ignored.fits(entry):
            yield ("ignored", index), entry
