"""A rule about subjects: the words beside a number say what it counts."""

from ...model.diagnostics import Span
from ...quantities.reading import FoundNumber
from ..context import Context, Match
from ..raw import RawFact
from ..rule import Findings, quoted, rule
from ..values import located, shown_figures, united

CLAUSE_MARKS = frozenset("，。；：！？、,;:!?")  # words beyond these say nothing about the number


@rule("source", needs="source")
def subject_not_shown(context: Context) -> Findings:
    """The fragment that shows a figure tells it from the other numbers of its lines.

    On a line with 立项16项、结题19项, the fragment 19项 does not say what it counts, so a swap of the two
    would not be found. Add the words beside the number: 结题19项. Words behind a comma do not count.
    """
    if not context.same:
        return
    for fact, shown in shown_figures(context):
        first: tuple[Match, FoundNumber] | None = None
        for each, match, span in located(context, fact, united(context, fact, shown)):
            other = rival(context, each, span, fact)
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


def rival(context: Context, number: FoundNumber, span: Span, fact: RawFact) -> FoundNumber | None:
    """Another number on a fact's lines that stands between the same words."""
    source, (first, last) = context.text, span
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
        for other in context.once(by_line).get(line, ()):
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
