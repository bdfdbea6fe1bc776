"""Rules about the clause around evidence: rise or fall, and denial."""

import re
from bisect import bisect_left, bisect_right

from ...model.diagnostics import Span
from ...model.lock import FOUND
from ...quantities.signs import NUMERAL
from ...text.characters import simplified
from ...text.normalise import fold
from ...vocabulary import expression
from ..context import Context
from ..raw import RawFact, labels
from ..rule import Findings, line_numbers, quoted, rule
from ..values import located, shown_figures, united

# A clause ends here. A 、 ends it only behind a number: 没有金牌、银牌 denies both medals.
CLAUSE_STOP = re.compile(rf"[，。；：！？|｜]|[,;:!?.](?![0-9])|、|(?P<number>[{NUMERAL}]+)")
NUMBER_SIDE = 40  # characters of a clause on each side
UP, DOWN = (f"{expression(each)}|{expression(f'{each}.short')}" for each in ("rise", "fall"))
DIRECTION = re.compile(f"(?P<down>{DOWN})|(?P<up>{UP})")
# These words just before a number say by how much something changed; 增至120 is no change.
CHANGE = re.compile(
    rf"({expression('change')}(?: {expression('change.by')})?)"
    rf"(?:{expression('change.done')}|{expression('change.behind', 'zh')})? ?$"
)
DENIED = re.compile(f"{expression('denied')}|{expression('planned')}", re.IGNORECASE)
# For these kinds, a denial is about an action; the person or body still exists.
BEINGS = ("competitions", "organisations", "people", "publication", "works")


class Clauses:
    """Where the clauses of a source end."""

    def __init__(self, context: Context) -> None:
        self.stops: list[int] = []
        counted = False
        for found in CLAUSE_STOP.finditer(context.text.prose):
            if found["number"]:
                counted = True
            elif counted or found[0] != "、":
                self.stops.append(found.start())
                counted = False
        self.size = len(context.text.prose)

    def around(self, span: Span) -> tuple[int, int]:
        """Start and end of the clause around a span, limited to `NUMBER_SIDE`."""
        before = bisect_left(self.stops, span.first)
        behind = bisect_right(self.stops, span.last)
        start = self.stops[before - 1] + 1 if before else 0
        end = self.stops[behind] if behind < len(self.stops) else self.size
        return max(start, span.first - NUMBER_SIDE), min(end, span.last + 1 + NUMBER_SIDE)


@rule("source", needs="source")
def direction_differs(context: Context) -> Findings:
    """A growth is positive where the text says 增长 and the like, negative where it says 下降; a count is no change.

    The nearest such word before the number counts, else the one behind it, up to the next
    punctuation. If a change is what is counted (减少120项), put its word into the evidence.
    """
    if not context.same:
        return
    clauses = context.once(Clauses)
    for fact, shown in shown_figures(context):
        value = fact.table["value"]
        grows = bool(fact.table.get("growth_of"))
        for each, match, _ in located(context, fact, united(context, fact, shown)):
            start, end = clauses.around(each.span)
            before = fold(context.text.prose[start : each.span.first])
            behind = fold(context.text.prose[each.span.last + 1 : end])
            if grows:
                said = direction(before, behind)
                falls = each.said.value < 0 or (said is not None and said[1])
                if falls == (value < 0) or value == 0:
                    continue
                word = f"says {quoted(said[0])}" if said else "does not say that it fell"
                message = f"the text {word} beside {each.said.value}, and the value is {value:+}"
                yield (*fact.path, "value"), f"{message}; check the direction"
            elif (change := CHANGE.search(before)) and not has_word(change[1], fact):
                message = f"the text says {quoted(change[1])} before {each.said.value}"
                yield match.path, f"{message}: a change, and no count; check it, or add the word"
            else:
                continue
            break


def direction(before: str, behind: str) -> tuple[str, bool] | None:
    """The word for rise or fall in a clause, and whether it says fall.

    The nearest word before the number comes first.

    >>> direction("奖牌数同比增长", ""), direction("较上年", "的降幅"), direction("增长至少", ""), direction("共", "")
    (('增长', False), ('降幅', True), ('增长', False), None)
    """
    found = [*DIRECTION.finditer(before)][-1:] or [*DIRECTION.finditer(behind)][:1]
    return (found[0][0], found[0]["down"] is not None) if found else None


def has_word(word: str, fact: RawFact) -> bool:
    """Whether a fact's evidence or name contains a word."""
    return any(word in fold(text) for text in (*fact.table["evidence"], *labels(fact.table)))


@rule("source", needs="source")
def negated(context: Context) -> Findings:
    """What the text denies or only expects beside a fragment (未, 没有, 预计, not) is part of the evidence.

    Otherwise the base may state what the text denies or only plans. If the word denies something
    else, or the fact is about what did not happen, put the word into the evidence.
    """
    if not context.same:
        return
    found = [
        (span, match)
        for match in context.matches
        if match.verdict == FOUND and match.fact.kind.id not in BEINGS
        for span in match.spans
    ]
    spans = sorted(found, key=lambda pair: pair[0])
    starts = [span.first for span, _ in spans]
    longest = max((span.last - span.first for span, _ in spans), default=0)
    clauses = context.once(Clauses)
    seen: set[str] = set()
    prose = context.text.prose
    for denied in DENIED.finditer(prose.translate(simplified())):
        word = Span(denied.start(), denied.end() - 1)
        start, end = clauses.around(word)
        near = spans[bisect_left(starts, start - longest) : bisect_right(starts, end - 1)]
        beside = [(span, match) for span, match in near if span.last >= start]
        shown = {match.fact.id for span, match in beside if span.first <= word.first <= span.last}
        for _, match in beside:
            if match.fact.id not in shown and match.fact.id not in seen:
                seen.add(match.fact.id)
                said = quoted(prose[word.first : word.last + 1])
                lines = line_numbers(context.text.lines_of(word)[:1])
                message = f"the text says {said} beside it, on {lines}"
                yield match.path, f"{message}; check the fact, or add the word to the evidence"
