"""A rule about directions: the sign of a growth is the one that the text beside it says."""

import re

from ...text.normalise import fold
from ...vocabulary import expression
from ..base import RawFact
from ..clauses import Clauses
from ..context import Context
from ..messages import quoted
from ..rule import Findings
from ..values import figures, places, united

UP, DOWN = (f"{expression(each)}|{expression(f'{each}.short')}" for each in ("rise", "fall"))
WAY = re.compile(f"(?P<down>{DOWN})|(?P<up>{UP})")
# Just before a number: it says by how much something changed. 增至120 says how much there is.
CHANGE = re.compile(
    rf"({expression('change')}(?: {expression('change.by')})?)"
    rf"(?:{expression('change.done')}|{expression('change.behind', 'zh')})? ?$"
)


def direction_differs(context: Context) -> Findings:
    """A growth is positive where the text says so, and negative where it says that it fell."""
    if not context.same:
        return
    clauses = Clauses(context.text)
    for fact, shown in figures(context):
        value = fact.table["value"]
        grows = bool(fact.table.get("growth_of"))
        for each, match, _ in places(context, fact, united(context, fact, shown)):
            start, end = clauses.around(each.span)
            before = fold(context.text.prose[start : each.span.first])
            behind = fold(context.text.prose[each.span.last + 1 : end])
            if grows:
                said = way(before, behind)
                falls = each.said.value < 0 or (said is not None and said[1])
                if falls == (value < 0) or value == 0:
                    continue
                word = f"says {quoted(said[0])}" if said else "does not say that it fell"
                message = f"the text {word} beside {each.said.value}, and the value is {value:+}"
                yield (*fact.path, "value"), f"{message}; check the direction"
            elif (change := CHANGE.search(before)) and not named(change[1], fact):
                message = f"the text says {quoted(change[1])} before {each.said.value}"
                yield match.path, f"{message}: a change, and no count; check it, or add the word"
            else:
                continue
            break


def way(before: str, behind: str) -> tuple[str, bool] | None:
    """The word of a clause that says up or down, the nearest before a number first; is it down?

    >>> way("奖牌数同比增长", ""), way("较上年", "的降幅"), way("增长至少", ""), way("共", "")
    (('增长', False), ('降幅', True), ('增长', False), None)
    """
    found = [*WAY.finditer(before)][-1:] or [*WAY.finditer(behind)][:1]
    return (found[0][0], found[0]["down"] is not None) if found else None


def named(word: str, fact: RawFact) -> bool:
    """Whether a fact's own evidence or name has a word."""
    return any(
        word in fold(text) for text in (*fact.table["evidence"], fact.table["zh"], fact.table["en"])
    )
