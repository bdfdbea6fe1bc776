"""Where the lines of one version of a text are in another version.

Fragments that stand only once in the new text are anchors, as unique lines are in patience diff: between
two anchors a fragment keeps its place. So a fragment that stands several times has one place if only
one of them lies between the anchors before and behind it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import NamedTuple


class Anchor(NamedTuple):
    """A fragment that stands once: the first and last line it may have had, and its line now."""

    first: int
    last: int
    now: int


class Anchors:
    """Anchors in the order of the old text. `ordered` is false if the text was put in another order."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        some = [*anchors]
        by_last = sorted(some, key=lambda each: each.last)
        by_first = sorted(some, key=lambda each: each.first)
        self.lasts = [each.last for each in by_last]
        self.firsts = [each.first for each in by_first]
        self.lowest = [*accumulate((each.now for each in by_last), max)]
        highest = accumulate((each.now for each in reversed(by_first)), min)
        self.highest = [*highest][::-1]
        exact = sorted(each for each in some if each.first == each.last)
        self.ordered = all(
            one.first == other.first or one.now <= other.now for one, other in pairwise(exact)
        )

    def between(self, lines: Iterable[int]) -> tuple[int, int | None]:
        """The first and last line on which something of these old lines may stand now."""
        old = sorted(lines)
        before = bisect_right(self.lasts, old[0])
        behind = bisect_left(self.firsts, old[-1])
        low = self.lowest[before - 1] if before else 1
        return low, self.highest[behind] if behind < len(self.highest) else None

    def may_be(self, line: int, lines: Iterable[int]) -> bool:
        """Whether something of these old lines may stand on a line now."""
        low, high = self.between(lines)
        return low <= line and (high is None or line <= high)
