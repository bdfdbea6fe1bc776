"""A rule about denial: what the text denies beside a fragment is part of the evidence."""

import re
from bisect import bisect_left, bisect_right

from ...model.diagnostics import Span
from ...model.lock import FOUND
from ...text.characters import simplified
from ...vocabulary import expression
from ..clauses import Clauses
from ..context import Context
from ..messages import line_numbers, quoted
from ..rule import Findings

DENIED = re.compile(f"{expression('denied')}|{expression('planned')}", re.IGNORECASE)
# What is denied of these is what they did, and not that they are.
THINGS = ("competitions", "organisations", "people", "publication", "works")


def negated(context: Context) -> Findings:
    """What the text denies or only expects beside a fragment is part of the evidence."""
    if not context.same:
        return
    found = [
        (span, match)
        for match in context.matches
        if match.verdict == FOUND and match.fact.kind.id not in THINGS
        for span in match.spans
    ]
    spans = sorted(found, key=lambda pair: pair[0])
    starts = [span.first for span, _ in spans]
    longest = max((span.last - span.first for span, _ in spans), default=0)
    clauses = Clauses(context.text)
    seen: set[str] = set()
    prose = context.text.prose
    for denied in DENIED.finditer(prose.translate(simplified())):
        start, end = clauses.around(Span(denied.start(), denied.end() - 1))
        near = spans[bisect_left(starts, start - longest) : bisect_right(starts, end - 1)]
        beside = [(span, match) for span, match in near if span.last >= start]
        shown = {
            match.fact.id for span, match in beside if span.first <= denied.start() <= span.last
        }
        for _, match in beside:
            if match.fact.id not in shown and match.fact.id not in seen:
                seen.add(match.fact.id)
                [line, *_] = context.text.lines_of(Span(denied.start(), denied.end() - 1))
                said = quoted(prose[denied.start() : denied.end()])
                message = f"the text says {said} beside it, on {line_numbers([line])}"
                yield match.path, f"{message}; check the fact, or add the word to the evidence"
