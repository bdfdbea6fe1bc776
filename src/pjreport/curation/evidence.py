"""Finds where a text says a fact: its lines, and the shortest words that pass the check."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..check import examine, read
from ..check.context import Context
from ..check.printed import PrintedFigures
from ..check.registry import RULES
from ..check.units import OTHER
from ..errors import UsageError
from ..messages import tell
from ..model.diagnostics import Finding, Place, Span
from ..model.kind import Kind
from ..source.punctuation import BREAK
from ..source.text import SourceText
from ..text.normalise import fold

Table = dict[str, Any]
SOURCE_RULES = [rule for rule in RULES if rule.group == "source"]
PAUSES = "，。；：、！？,;:!?" + BREAK + "\n"
ENDS = "。；！？!?" + BREAK + "\n"
QUALIFIER = 4  # characters
SEVERITIES = ("error", "warning", "note")
AROUND = ("schema", "report", "sections", "topics", "vocabulary")


def placed(
    kind: type[Kind],
    path: tuple[str, ...],
    table: Table,
    base: Table,
    source: SourceText,
    printed: str = "",
) -> Table:
    """A fact's table with the lines and the evidence that it lacks.

    `printed` is a figure as a person has typed it: where the text has it so, it is meant.
    Raises `UsageError` if the text does not say it, or says it at several places.
    """
    if "lines" not in kind.fields or ("lines" in table and "evidence" in table):
        return table
    spans = [*figure_spans(table, base, source)] if kind.figure else [*name_spans(table, source)]
    if "lines" in table:
        spans = [span for span in spans if lines_of(span, source)[0] in table["lines"]]
    what = stated(kind, table)
    if not spans:
        raise UsageError(
            tell("the text does not say {what}; give lines=LINE and evidence=WORDS", what=what)
        )
    typed = "".join(printed.split())
    as_typed = [span for span in spans if typed and typed in around(span, source)]
    chosen = nearest(as_typed or spans, table, source)
    if len(chosen) > 1:
        lines = ", ".join(str(lines_of(span, source)[0]) for span in chosen)
        raise UsageError(
            tell("the text says {what} on lines {lines}; add lines=LINE", what=what, lines=lines)
        )
    widths = [*widened(chosen[0], source)] if kind.figure else chosen
    tried = [shown(span, table, source) for span in widths]
    return min(tried, key=lambda each: weight(findings(path, each, base, source)))


def stated(kind: type[Kind], table: Table) -> str:
    """What is looked for, for a message."""
    ends = [table.get(each) for each in ("value", "low", "high")]
    if kind.figure:
        return "-".join(str(each) for each in ends if each is not None) or "this figure"
    return next((f"'{table[lang]}'" for lang in ("zh", "en") if lang in table), "this name")


def figure_spans(table: Table, base: Table, source: SourceText) -> Iterator[Span]:
    """Where a text prints the number of a fact in its unit."""
    context = Context(read(base, "", source, None).base, source)
    printed = PrintedFigures(source, context.units)
    for each in printed.all:
        same = all(near(getattr(each, end), table.get(end)) for end in ("value", "low", "high"))
        if same and printed.unit(table.get("unit"), each) != OTHER:
            yield Span(each.start, each.end - 1)


def around(span: Span, source: SourceText) -> str:
    """A span with its qualifier, which may stand before or behind it, and without spaces."""
    return "".join(source.words(span, QUALIFIER).split())


def near(printed: Decimal | None, given: Any) -> bool:
    """Whether a number of the text is that of a fact; falls are printed without a minus."""
    if printed is None or given is None:
        return printed is None and given is None
    return abs(Decimal(given)) == abs(printed)


def name_spans(table: Table, source: SourceText) -> list[Span]:
    """Where a text prints the name of a fact."""
    for name in (table.get(each) for each in ("zh", "en")):
        if name and (spans := source.find(name)):
            return spans
    return []


def nearest(spans: list[Span], table: Table, source: SourceText) -> list[Span]:
    """The spans whose clauses, then lines, have most of the fact's name in them."""
    for reach in (1, -2):
        scores = [common(table, [*widened(span, source)][reach], source) for span in spans]
        spans = [span for span, score in zip(spans, scores, strict=True) if score == max(scores)]
    return spans


def common(table: Table, span: Span, source: SourceText) -> int:
    """How many pairs of characters of a fact's names stand in a span."""
    words = fold(source.words(span))
    names = [fold(table[lang]) for lang in ("zh", "en") if lang in table]
    return sum(name[at : at + 2] in words for name in names for at in range(len(name) - 1))


def widened(span: Span, source: SourceText) -> Iterator[Span]:
    """A span; with the words before it in its clause; two clauses; its sentence up to it; its clause on its line."""
    prose = source.prose
    low = after(prose, span.first, PAUSES)
    yield span
    yield Span(low, span.last)
    if low and prose[low - 1] not in ENDS:
        yield Span(after(prose, low - 1, PAUSES), span.last)
    yield Span(after(prose, span.first, ENDS), span.last)
    end, line = span.last + 1, source.places[span.last].line
    while end < len(prose) and prose[end] not in PAUSES and source.places[end].line == line:
        end += 1
    yield Span(low, end - 1)


def after(text: str, start: int, marks: str) -> int:
    """The offset behind the last of some marks before `start`, and behind spaces."""
    while start and text[start - 1] not in marks:
        start -= 1
    while text[start].isspace():
        start += 1
    return start


def lines_of(span: Span, source: SourceText) -> list[int]:
    """The lines of a span."""
    return source.lines_of(span)


def shown(span: Span, table: Table, source: SourceText) -> Table:
    """A table with lines and evidence, unless they are given."""
    found = {"lines": lines_of(span, source), "evidence": [source.words(span).strip()]}
    return table | {name: value for name, value in found.items() if name not in table}


def findings(path: tuple[str, ...], table: Table, base: Table, source: SourceText) -> list[Finding]:
    """What the text says against a fact, looked at alone."""
    kind, topic, name = path
    alone = {key: base[key] for key in AROUND if key in base} | {kind: {topic: {name: table}}}
    context = read(alone, "", source, None)
    return [
        each
        for each in examine(context, SOURCE_RULES)
        if not isinstance(each.where, Place) and each.where[:3] == path
    ]


def weight(found: list[Finding]) -> tuple[int, ...]:
    """How much speaks against a fact: errors first. The shortest evidence comes first in a tie."""
    severities = [each.severity for each in found]
    return tuple(severities.count(each) for each in SEVERITIES)
