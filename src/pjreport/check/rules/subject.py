"""A rule about subjects: it is clear which number of the text a figure is."""

from ...model.diagnostics import Span
from ...quantities.quantity import Quantity
from ..context import Context, Match
from ..naming import Naming
from ..printed import values_of
from ..rule import Findings, quoted, rule
from ..values import Stated, stated_figures

SIZES = (0, 1, 4)  # characters before a number by which others like it are found
TRIED = 200  # other numbers of a line that are compared with a fragment


@rule("source", needs="source", severity="warning")
def subject_not_shown(context: Context) -> Findings:
    """The fragment that shows a figure tells it from the other numbers of its lines.

    On a line with 立项16项、结题19项, the fragment 19项 does not say what it counts: with another number of
    the line it stands in the text, too. Add the words beside the number: 结题19项. If a fragment has two
    numbers in one unit, the name of the fact tells which of them is meant.
    """
    if not context.same:
        return
    for each in stated_figures(context):
        doubt: tuple[Match, Quantity] | None = None
        for one in each.fitting:
            if one.match is None or one.span is None:
                continue
            other = rival(context, one.quantity, one.span, each) or beside(
                context, one.quantity, one.span, each
            )
            if other is None:
                doubt = None
                break
            doubt = doubt or (one.match, other)
        if doubt:
            match, other = doubt
            words = context.text.words(Span(other.start, other.end - 1), 6)
            message = f"{quoted(match.fragment)} may be another's on these lines: ...{words}..."
            yield match.path, f"{message}; add the words beside it that say whose it is"


class Rivals:
    """The figures of a source by line, unit, and the characters just before them."""

    def __init__(self, context: Context) -> None:
        self.text = context.text
        self.found: dict[tuple[int, str, str], list[tuple[Quantity, int, int]]] = {}
        for line, figures in context.printed.by_line.items():
            for each in values_of(figures):
                start, end = self.number(each)
                for size in SIZES:
                    before = self.text.text[max(0, start - size) : start]
                    self.found.setdefault((line, each.unit, before), []).append((each, start, end))

    def number(self, quantity: Quantity) -> tuple[int, int]:
        """Start and end of a figure, without its unit, in the folded text."""
        start, end = self.text.range_of(Span(quantity.start, quantity.end - 1))
        unit = quantity.unit.replace(" ", "")
        return start, end - len(unit) if self.text.text.endswith(unit, start, end) else end

    def of(self, line: int, unit: str, before: str) -> list[tuple[Quantity, int, int]]:
        """The figures of a line in a unit that stand behind these characters, with their places."""
        size = max(size for size in SIZES if len(before) >= size)
        return self.found.get((line, unit, before[len(before) - size :]), [])[:TRIED]


def rival(context: Context, number: Quantity, span: Span, stated: Stated) -> Quantity | None:
    """Another number on a fact's lines that stands between the same words."""
    rivals, naming, text = context.once(Rivals), context.once(Naming), context.text.text
    listed = naming.is_paired(number)
    name = naming.name(stated.fact) if listed else frozenset()
    start, end = rivals.number(number)
    left, right = context.text.range_of(span)
    before, behind = text[left:start], text[end:right]
    for line in stated.fact.table["lines"]:
        for other, start, end in rivals.of(line, number.unit, before):
            if other.start == number.start or other.value == number.value:
                continue
            if not (text.startswith(behind, end) and text.endswith(before, 0, start)):
                continue
            if listed and naming.fit(name, number) > naming.fit(name, other):
                continue  # 甲、乙分别为20人、30人: the order says which is whose
            return other
    return None


def beside(context: Context, number: Quantity, span: Span, stated: Stated) -> Quantity | None:
    """Another number of a fragment, in the same unit, that the name of the fact fits as well."""
    naming = context.once(Naming)
    name = naming.name(stated.fact)
    others = [
        each
        for each in values_of(context.printed.within(span))[:TRIED]
        if each.unit == number.unit and each.value != number.value
    ]
    if not others:
        return None
    fits = naming.fit(name, number)
    return next((each for each in others if naming.fit(name, each) >= fits), None)
