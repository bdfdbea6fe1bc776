"""The clauses of a source: what stands beside a number in one sentence."""

import re
from bisect import bisect_left, bisect_right

from ..model.diagnostics import Span
from ..quantities.signs import NUMERAL
from ..source.text import Source

# A clause ends here; at a 、 only when it parts counted things: 没有金牌、银牌 denies both.
STOP = re.compile(rf"[，。；：！？|｜]|[,;:!?.](?![0-9])|、|(?P<number>[{NUMERAL}]+)")
NEAR = 40  # characters of a clause on each side


class Clauses:
    """Where the clauses of a source end."""

    def __init__(self, source: Source) -> None:
        self.stops: list[int] = []
        counted = False
        for found in STOP.finditer(source.prose):
            if found["number"]:
                counted = True
            elif counted or found[0] != "、":
                self.stops.append(found.start())
                counted = False
        self.size = len(source.prose)

    def around(self, span: Span) -> tuple[int, int]:
        """Where the clause around a span begins, and where it ends; no long way off."""
        before = bisect_left(self.stops, span.first)
        behind = bisect_right(self.stops, span.last)
        start = self.stops[before - 1] + 1 if before else 0
        end = self.stops[behind] if behind < len(self.stops) else self.size
        return max(start, span.first - NEAR), min(end, span.last + 1 + NEAR)
