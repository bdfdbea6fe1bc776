"""A rule about subjects: the words beside a number say whose number it is."""

from ...model.diagnostics import Span
from ...quantities.reading import FoundNumber
from ...source.text import SourceText
from ..context import Context, Match
from ..raw import RawFact
from ..rule import Findings, quoted, rule
from ..values import located, shown_figures, united

CLAUSE_MARKS = frozenset(
    "，。；：！？、,;:!?"
)  # words behind one of these say nothing about the number


@rule("source", needs="source")
def subject_not_shown(context: Context) -> Findings:
    """The fragment that shows a figure tells it from the other numbers of its lines.

    On a line with 立项16项、结题19项, 19项 alone may be either: were the two changed for each other, it
    would be found all the same. A fragment with the words beside the number, 结题19项, says whose
    it is; words behind a comma do not.
    """
    if not context.same:
        return
    lines = by_line(context)
    for fact, shown in shown_figures(context):
        first: tuple[Match, FoundNumber] | None = None
        for each, match, span in located(context, fact, united(context, fact, shown)):
            other = confused(context.text, each, span, fact, lines)
            if other is None:
                first = None
                break
            first = first or (match, other)
        if first:
            match, other = first
            words = context.text.words(other.span, 6)
            message = f"{quoted(match.fragment)} may be another's on these lines: ...{words}..."
            yield match.path, f"{message}; add the words beside it that say whose it is"


def by_line(context: Context) -> dict[int, list[FoundNumber]]:
    """The numbers of the source by their first line."""
    found: dict[int, list[FoundNumber]] = {}
    for each in context.numbers.found:
        found.setdefault(context.text.places[each.span.first].line, []).append(each)
    return found


def confused(
    source: SourceText,
    number: FoundNumber,
    span: Span,
    fact: RawFact,
    lines: dict[int, list[FoundNumber]],
) -> FoundNumber | None:
    """Another number on a fact's lines that the words beside its own number fit as well."""
    first, last = span
    for offset in range(number.span.first - 1, first - 1, -1):
        if source.prose[offset] in CLAUSE_MARKS:
            first = offset + 1
            break
    for offset in range(number.span.last + 1, last + 1):
        if source.prose[offset] in CLAUSE_MARKS:
            last = offset - 1
            break
    start, end = source.range_of(number.span)
    left, right = source.range_of(Span(first, last))
    before, behind = source.text[left:start], source.text[end:right]
    stated = fact.table["lines"]
    for line in stated:
        for other in lines.get(line, ()):
            if other.span == number.span or other.said.unit != number.said.unit:
                continue
            start, end = source.range_of(other.span)
            if (
                source.text.startswith(behind, end)
                and source.text.endswith(before, 0, start)
                and set(source.lines_of(other.span)) <= set(stated)
            ):
                return other
    return None
