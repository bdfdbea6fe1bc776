"""Rules about evidence: each fragment stands in the source, on the lines that are stated."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.diagnostics import Path, Place, Span
from ..model.kinds import Printed
from ..model.lock import Lock
from ..quantities.numbers import Units
from ..quantities.printed import Numbers, Shown
from ..source.text import Source, sought
from ..text.normalise import fold_all
from .rules.figures import figure
from .view import Row, View, tables

if TYPE_CHECKING:
    from ..audit.arithmetic import Result
    from .rules.coverage import Coverage

Found = Iterator[tuple[Path | Place, str]]

FOUND, MOVED, AMBIGUOUS, NOT_FOUND = "found", "moved", "ambiguous", "not-found"
VERDICTS = (FOUND, MOVED, AMBIGUOUS, NOT_FOUND)  # of a fragment, from good to bad
SAME = 0.5  # of all fragments, at least, stand in a text that is meant to be the stated one
GUESSES = 300  # fragments whose nearest text is looked for: each is a search of the whole text
COMPARED = 200  # characters of the nearest text, at most, that are compared one by one
SHOWN = 40  # characters of a text in a message


class Match(NamedTuple):
    """One fragment of a fact's evidence in the source: how it stands there, and where.

    `spans` are the places on the stated lines, or else all that there are;
    `number` is the fragment's index in the evidence.
    """

    row: Row
    number: int
    fragment: str
    verdict: str
    spans: list[Span]


class Reading:
    """The facts of a file whose shape fits, beside the text they were taken from."""

    def __init__(self, view: View, source: Source | None = None, lock: Lock | None = None) -> None:
        self.view = view
        self.lock = lock
        self.guesses = GUESSES
        self.source = source
        self.units = Units(view.section("vocabulary", "units"))
        self.rows = [
            row for row in view.rows if issubclass(row.kind, Printed) and row.kind.fits(row.table)
        ]

    @cached_property
    def text(self) -> Source:
        """The source; only asked for by rules that say they need it."""
        assert self.source is not None
        return self.source

    @cached_property
    def matches(self) -> list[Match]:
        """Every fragment of every fact in the source."""
        return [
            self._match(row, number, fragment)
            for row in self.rows
            for number, fragment in enumerate(row.table["evidence"])
        ]

    def _match(self, row: Row, number: int, fragment: str) -> Match:
        stated = set(row.table["lines"])
        spans = self.text.find(fragment)
        there = [span for span in spans if stated.issuperset(self.text.lines_of(span))]
        if there:
            return Match(row, number, fragment, FOUND, there)
        verdict = (NOT_FOUND, MOVED, AMBIGUOUS)[min(len(spans), 2)]
        return Match(row, number, fragment, verdict, spans)

    @cached_property
    def by_id(self) -> dict[str, list[Match]]:
        """The fragments of each fact."""
        found: dict[str, list[Match]] = {row.id: [] for row in self.rows}
        for match in self.matches:
            found[match.row.id].append(match)
        return found

    @cached_property
    def claims(self) -> set[int]:
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
    def shown(self) -> dict[str, list[Shown]]:
        """For each printed figure, by id, the numbers that its evidence shows.

        They are read in the source, where the fragments stand there, with the
        words around them; else in the fragments alone.
        """
        found: dict[str, list[Shown]] = {}
        for row in self.rows:
            if not (row.kind.figure and figure(row)):
                continue
            found[row.id] = shown = []
            matches = self.by_id[row.id] if self.source is not None and self.same else ()
            alone = [each.fragment for each in matches if each.verdict != FOUND]
            for match in matches:
                if match.verdict == FOUND:  # what is shown elsewhere is a matter of its own
                    for span in match.spans:
                        shown += self.numbers.within(span)
            for fragment in alone if matches else row.table["evidence"]:
                shown += Numbers(fragment, self.units).found
        return found

    @cached_property
    def same(self) -> bool:
        """Whether the text is the stated one, or a version of it; not another text."""
        found = sum(match.verdict != NOT_FOUND for match in self.matches)
        return self.pinned == self.text.sha256 or found >= SAME * len(self.matches)

    @cached_property
    def audit(self) -> "list[Result]":
        """What the arithmetic says of the printed figures."""
        from ..audit.arithmetic import audit

        figures = {row.id: row.table for row in self.rows if row.kind.figure and figure(row)}
        return list(audit(figures, self.view.section("vocabulary", "units")))

    @cached_property
    def coverage(self) -> "Coverage":
        """What of the source the facts account for."""
        from .rules.coverage import Coverage

        return Coverage(self)

    @property
    def pinned(self) -> Any:
        """The digest that the base states."""
        return self.view.section("report", "source").get("sha256")


def source_differs(reading: Reading) -> Found:
    """The text is the one whose digest the base states."""
    if reading.pinned == reading.text.sha256:
        return
    where = ("report", "source", "sha256")
    path = reading.text.path
    if reading.same:
        yield (
            where,
            f"{path} is not the text this was taken from; take that one, or state its new sha256",
        )
    else:
        matches = reading.matches
        found = sum(match.verdict != NOT_FOUND for match in matches)
        yield (
            where,
            f"{path} is another text: it has {found} of {len(matches)} fragments; name the right one",
        )


def evidence_not_found(reading: Reading) -> Found:
    """Every fragment of the evidence stands in the source."""
    for match in selected(reading, NOT_FOUND):
        yield (
            place(match),
            f"{quoted(match.fragment)} is not in the source; {nearest(reading, match)}",
        )


def evidence_moved(reading: Reading) -> Found:
    """A fragment stands on the lines that are stated, and not elsewhere."""
    for match in selected(reading, MOVED):
        lines = numbers(reading.text.lines_of(match.spans[0]))
        stated = numbers(match.row.table["lines"])
        yield (
            place(match),
            f"{quoted(match.fragment)} is on {lines}, not on {stated}; mend the lines",
        )


def evidence_ambiguous(reading: Reading) -> Found:
    """A fragment that stands in several places stands on the lines that are stated, too."""
    for match in selected(reading, AMBIGUOUS):
        lines = "; ".join(numbers(reading.text.lines_of(span)) for span in match.spans[:5])
        stated = numbers(match.row.table["lines"])
        message = f"is in {len(match.spans)} places, none on {stated}: {lines}; choose the lines"
        yield place(match), f"{quoted(match.fragment)} {message}"


def line_without_evidence(reading: Reading) -> Found:
    """Some fragment stands on every line that a fact states."""
    shown: dict[str, set[int]] = {}
    for match in reading.matches:
        if match.verdict != FOUND:
            shown.setdefault(match.row.id, set()).update(match.row.table["lines"])
        for span in match.spans:
            shown.setdefault(match.row.id, set()).update(reading.text.lines_of(span))
    for row in reading.rows if reading.same else ():
        lines = [line for line in row.table["lines"] if line not in shown[row.id]]
        if lines:
            yield (
                (*row.path, "lines"),
                f"no evidence on {numbers(lines)}; drop it or add a fragment",
            )


def selected(reading: Reading, verdict: str) -> Iterator[Match]:
    """The fragments with this verdict; none in another text, which is one problem and not many."""
    return (match for match in reading.matches if match.verdict == verdict and reading.same)


def place(match: Match) -> Path:
    """Where in the base a fragment stands."""
    return (*match.row.path, "evidence", match.number)


def nearest(reading: Reading, match: Match) -> str:
    """The text that is most like a fragment, and where the two differ."""
    from ..source.nearest import nearest as like  # only where something is not found

    source = reading.text
    reading.guesses -= 1
    if reading.guesses < 0:
        return "check the words"
    span = like(source, match.fragment, match.row.table["lines"])
    if span is None:
        return "nothing is like it; check the words"
    words = source.words(span)
    there = f"{quoted(words)} is on {numbers(source.lines_of(span))}"
    # What only looks different, does not differ.
    wanted, printed = fold_all([match.fragment, words])
    if wanted.replace(" ", "") == printed.replace(" ", ""):
        same = sought(match.fragment)[2] == sought(words)[2]
        return f"{there}, {'beside other digits or letters' if same else 'with other punctuation'}"
    if len(printed) > COMPARED:
        return there
    pairs = SequenceMatcher(None, wanted, printed, autojunk=False).get_opcodes()
    kind, start, end, first, last = next(each for each in pairs if each[0] != "equal")
    if kind == "replace":
        return f"{there}, {quoted(printed[first:last])} for {quoted(wanted[start:end])}"
    if kind == "delete":
        return f"{there}, without {quoted(wanted[start:end])}"
    return f"{there}, with {quoted(printed[first:last])}"


def numbers(lines: list[int]) -> str:
    """Line numbers in words: `line 5`, `lines 5, 6`."""
    return f"line{'s'[len(lines) == 1 :]} {', '.join(map(str, lines))}"


def quoted(text: str) -> str:
    """A text for a message, short."""
    return f"'{shortened(text)}'"


def shortened(text: str) -> str:
    """The start of a text, if it is long."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."


def ignored(view: View) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The entries that say which numerals and names of the source state no fact."""
    from ..model.document import Ignored

    entries = view.raw.get("ignored")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if Ignored.fits(entry):
            yield ("ignored", index), entry


def topics(view: View) -> dict[str, dict[str, Any]]:
    """The topics that are tables."""
    return dict(tables(view.raw, "topics"))
