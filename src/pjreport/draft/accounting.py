"""What became of every figure, date, ordinal, grade and quoted name of a text. Nothing is silent."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..check.context import Context
from ..check.rules.completeness import CLAIMED, ELSEWHERE, Completeness
from ..model.diagnostics import Span
from ..model.lock import FOUND
from ..source.text import SourceText

Table = dict[str, Any]
PROPOSED, LEFT_OUT, OPEN = "proposed", "left-out", "open"
OUTCOMES = (PROPOSED, LEFT_OUT, OPEN)
# Why something is left out, or open: for people, and for [[ignored]] in the base.
REASONS = {
    "date": ("日期或年份", "a date or a year"),
    "ordinal": ("序数", "an ordinal"),
    "limit": ("界限或时段，不是结果", "a limit or a span of time, and no result"),
    "name": ("编号、代码或名称中的数字", "a number in a list, a code or a name"),
    "elsewhere": ("同样的话已在别处成为事实", "said elsewhere in a fact, too"),
    "no-name": ("没有找到它说的是什么", "nothing says what it is of"),
    "refused": ("未通过核对", "the check refused it"),
    "unplaced": ("没有找到它属于哪类事实", "nothing says what sort of fact it is"),
}
DIGITS = re.compile("[0-9０-９]+")
SORTS = {"date": "date", "ordinal": "ordinal"}  # of countables that are left out


class Item(NamedTuple):
    """A piece of the text, and what became of it.

    `ids` are the facts that have it in their evidence. `why` is a name of `REASONS`, `detail` what
    the check said.
    """

    line: int
    column: int
    sort: str
    text: str
    outcome: str
    ids: list[str]
    why: str = ""
    detail: str = ""


def account(context: Context, refused: Mapping[int, str], reasons: Mapping[int, str]) -> list[Item]:
    """What became of each piece of a text in a base, in the order of the text.

    `refused` has what the check said of figures, and `reasons` why others are in no fact, both by
    their start.
    """
    source = context.text
    owners = Owners(context)
    found: list[tuple[int, Item]] = []
    covered: list[tuple[int, int]] = []
    for sort, span, text, state in context.once(Completeness).countables:
        covered.append((span.first, span.last))
        ids = owners.of(numeral(context, span))
        place = source.places[span.first]
        outcome, why, detail = PROPOSED, "", ""
        if not ids and state != CLAIMED:
            outcome, why = OPEN, "unplaced"
            if sort in SORTS:
                outcome, why = LEFT_OUT, SORTS[sort]
            elif span.first in reasons:
                why = reasons[span.first]
                outcome = LEFT_OUT if why == "limit" else OPEN
            elif state == ELSEWHERE:
                outcome, why = LEFT_OUT, "elsewhere"
            elif span.first in refused:
                why, detail = "refused", refused[span.first]
        elif not ids:
            outcome, why = LEFT_OUT, SORTS.get(sort, "elsewhere")
        said = " ".join(text.split())
        found.append(
            (span.first, Item(place.line, place.column, sort, said, outcome, ids, why, detail))
        )
    found += numerals(source, covered)
    return [item for _, item in sorted(found, key=lambda each: each[0])]


class Owners:
    """Which facts have a place of a text in their evidence."""

    def __init__(self, context: Context) -> None:
        self.spans = sorted(
            (span.first, span.last, match.fact.id)
            for match in context.matches
            if match.verdict == FOUND
            for span in match.spans
        )
        self.starts = [first for first, _, _ in self.spans]
        self.longest = max((last - first for first, last, _ in self.spans), default=0)

    def of(self, span: Span) -> list[str]:
        """The facts with evidence in which a span begins and ends."""
        found: list[str] = []
        place = bisect_right(self.starts, span.first)
        while place and self.starts[place - 1] >= span.first - self.longest:
            place -= 1
            _, last, id = self.spans[place]
            if last >= span.first:
                found.append(id)
        return sorted(set(found))


def numeral(context: Context, span: Span) -> Span:
    """The numeral of a figure, without its currency and its unit; any other span as it is."""
    printed = context.printed
    index = bisect_left(printed.starts, span.first)
    if printed.starts[index : index + 1] != [span.first]:
        return span
    first, last = printed.numbers[index]
    return Span(first, last - 1)


def numerals(source: SourceText, covered: list[tuple[int, int]]) -> Iterator[tuple[int, Item]]:
    """The numerals in digits that are part of no figure and of no name."""
    covered = sorted(covered)
    place = 0
    for found in DIGITS.finditer(source.prose):
        while place < len(covered) and covered[place][1] < found.start():
            place += 1
        if place < len(covered) and covered[place][0] <= found.start():
            continue
        line, column = source.places[found.start()]
        yield found.start(), Item(line, column, "numeral", found[0], LEFT_OUT, [], "name")


def ignored(items: list[Item], lang: str) -> list[Table]:
    """The entries of [[ignored]] for what is left out and would be missed by `check`."""
    lines: dict[tuple[str, str], list[int]] = {}
    for item in items:
        if item.outcome == LEFT_OUT and item.why in ("date", "ordinal", "limit"):
            lines.setdefault((item.text, item.why), []).append(item.line)
    return [
        {"text": text, "lines": sorted(set(some)), lang: REASONS[why][lang == "en"]}
        for (text, why), some in lines.items()
    ]


def counts(items: list[Item]) -> Counter[str]:
    """How many items have which outcome."""
    return Counter(item.outcome for item in items)
