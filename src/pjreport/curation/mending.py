"""Mends what `check` finds and what has one answer only. Everything else is left to a person."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..check import read
from ..check.context import Context
from ..check.raw import RawFact
from ..errors import OutputError
from ..messages import tell
from ..model.diagnostics import Path, Span
from ..model.factfile import languages
from ..model.formula import Figure
from ..model.lock import FOUND
from ..source.text import SourceText
from ..store import Document, parsed
from ..store.editing import Editor
from ..store.tomltext import value_text
from .addition import problems, with_term
from .anchors import Anchor, Anchors
from .values import HAN, counts_things

Table = dict[str, Any]


class Change(NamedTuple):
    """A value that was changed: where, in words what it was and is, and the rule that found it."""

    path: Path
    message: str
    rule: str


def mended(document: Document, source: SourceText | None) -> tuple[str, list[Change]]:
    """The text of a base with all that has one answer, and what was changed.

    Raises `OutputError` if the check finds more errors in the new text than in the old one, and as
    `Editor`.
    """
    if source is None or not isinstance(document.tables.get("report"), dict):
        return document.text, []
    changes: list[Change] = []
    fixed = document
    for place, term in missing_units(document, source):
        fixed = with_term(fixed, place, term)
        changes.append(Change(place[:2], f"added {place[2]} = {value_text(term)}", "unknown-term"))
    wanted = [*values(context_of(fixed, source))]
    if wanted:
        editor = Editor(fixed)
        for path, value, change in wanted:
            editor.set(path, value_text(value))
            changes.append(change)
        fixed = parsed(document.path, editor.text())
    if changes and errors(fixed, source) > errors(document, source):
        raise OutputError(
            tell(
                "{path} is left as it is: mended, it would have more errors; mend it by hand",
                path=document.path,
            )
        )
    return fixed.text, changes


def errors(document: Document, source: SourceText) -> int:
    """How many errors the check finds in a base."""
    return sum(each.severity == "error" for each in problems(document, source))


def context_of(document: Document, source: SourceText) -> Context:
    """The facts of a base with their text."""
    return read(document.tables, document.text, source, None)


def values(context: Context) -> Iterator[tuple[Path, Any, Change]]:
    """The values that have one answer: lines of facts, then the digest and the number of lines."""
    if not context.same or not context.facts:
        return
    anchors = None if context.pinned == context.text.sha256 else Anchors(unique(context))
    settled = True
    for fact in context.facts:
        lines, stated = located(fact, context, anchors), fact.table["lines"]
        if lines is None:
            settled = False
        elif lines != stated:
            path = (*fact.path, "lines")
            said = tell(
                "lines = {lines}, it was {stated}",
                lines=value_text(lines),
                stated=value_text(stated),
            )
            yield path, lines, Change(path, said, "evidence-moved")
    if settled:
        yield from of_source(context)


def unique(context: Context) -> Iterator[Anchor]:
    """The fragments that stand once in the text."""
    for match in context.matches:
        spans = context.places_of(match.fragment)[0]
        if len(spans) == 1:
            lines = match.fact.table["lines"]
            yield Anchor(min(lines), max(lines), context.text.places[spans[0].first].line)


def located(fact: RawFact, context: Context, anchors: Anchors | None) -> list[int] | None:
    """The lines on which a fact stands; None if one of its fragments has no one place.

    In the text that the base states (no `anchors`), the stated lines say which place is meant. In
    another version they only say between which anchors it is.
    """
    source, stated = context.text, fact.table["lines"]
    found: set[int] = set()
    for match in context.by_id[fact.id]:
        spans = context.places_of(match.fragment)[0]
        if anchors is None:
            if match.verdict == FOUND and not goes_on(match.spans, stated, source):
                found.update(line for line in stated if line_has(line, match.spans, source))
                continue
            spans = match.spans
        elif len(spans) > 1:
            spans = [each for each in spans if anchors.may_be(first_line(each, source), stated)]
            spans = spans if anchors.ordered else []
        if len(spans) != 1:
            return None
        found.update(source.lines_of(spans[0]))
    if anchors and not all(any(anchors.may_be(now, [old]) for now in found) for old in stated):
        return None  # one of its places is not found
    bare = {*stated} - found if anchors is None and found & {*stated} else set()
    return sorted(found | bare)  # a line without a fragment may lack one


def goes_on(spans: list[Span], stated: list[int], source: SourceText) -> bool:
    """Whether the only place of a fragment goes on on a line that is not stated."""
    return len(spans) == 1 and not {*source.lines_of(spans[0])} <= {*stated}


def line_has(line: int, spans: list[Span], source: SourceText) -> bool:
    """Whether one of some spans is on a line."""
    return any(line in source.lines_of(span) for span in spans)


def first_line(span: Span, source: SourceText) -> int:
    """The line on which a span begins."""
    return source.places[span.first].line


def of_source(context: Context) -> Iterator[tuple[Path, Any, Change]]:
    """The digest and the number of lines of the text."""
    source = context.text
    lines = len(source.lines) - (not source.lines[-1])
    stated: Table = context.base.section("report", "source")
    known = stated.get("lines")
    wanted = {"sha256": source.sha256, "lines": known if known == len(source.lines) else lines}
    for key, value in wanted.items():
        if key in stated and stated[key] != value:
            path = ("report", "source", key)
            said = f"{key} = {value_text(value)}, it was {value_text(stated[key])}"
            yield path, value, Change(path, said, "source-differs")


def missing_units(
    document: Document, source: SourceText
) -> Iterator[tuple[tuple[str, str, str], Table]]:
    """The units that facts have and the vocabulary has not, if the text prints one name for each."""
    tables = document.tables
    [lang, *more] = languages(tables["report"])
    context = context_of(document, source)
    known = context.base.section("vocabulary", "units")
    lacking: dict[str, list[RawFact]] = {}
    for fact in context.facts:
        key = fact.table.get("unit")
        if key is not None and key not in known and not more:
            lacking.setdefault(key, []).append(fact)
    for key, facts in lacking.items():
        printed = {unit for fact in facts for unit in units_of(fact, context)}
        if (
            len(printed) == 1
            and (unit := printed.pop())
            and bool(HAN.search(unit)) == (lang == "zh")
        ):
            whole = all(counts_things(unit, fact.table) for fact in facts)
            yield ("vocabulary", "units", key), {lang: unit} | ({"whole": True} if whole else {})


def units_of(fact: RawFact, context: Context) -> set[str]:
    """The units that the evidence of a figure prints behind its number."""
    numbers = {abs(each) for each in numbers_of(fact.table)}
    return {
        each.unit
        for match in context.by_id[fact.id]
        for span in match.spans
        for each in context.printed.within(span)
        if numbers & {abs(end) for end in (each.value, each.low, each.high) if end is not None}
    }


def numbers_of(table: Table) -> list[Figure]:
    """The numbers of a figure."""
    return [table[end] for end in ("value", "low", "high") if end in table]
