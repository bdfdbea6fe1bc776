"""What of a source is most like a fragment that is not in it: a help and no answer."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..model.diagnostics import Span
from .text import SourceText, sought

DIGITS = re.compile(r"([0-9]+(?:\.[0-9]+)?)")
NUMBER = r"[0-9]++(?:\.[0-9]++)?"
# The nearest text is a help and no answer, so the search for it is bounded.
MAX_OFFSETS = 500  # places of one pair of characters that are compared
MAX_NEEDLE = 100  # characters of a fragment that are compared
SHORT_NEEDLE = 12  # characters: of shorter ones each offset on their lines is looked at
MAX_TRIED = 2000  # such places
MAX_WIDENING = 20  # characters by which what is found may grow to whole words and numbers


def nearest(source: SourceText, fragment: str, lines: Sequence[int] = ()) -> Span | None:
    """The text that is most like `fragment`: with other numbers, on these lines first.

    Else the one that has most of its pairs of characters, in their order;
    None if there are few of them.
    """
    needle, _, _ = sought(fragment)
    words = DIGITS.split(needle)[::2] if DIGITS.search(needle) else []
    other = None
    if any(words):
        pattern = ("" if words[0] else "(?<![0-9])") + NUMBER.join(map(re.escape, words))
        spans = [
            Span(source.spans[found.start()][0], source.spans[found.end() - 1][1])
            for found in re.finditer(pattern, source.text)
        ]
        there = [span for span in spans if set(lines).issuperset(source.lines_of(span))]
        if there:
            return there[0]
        other = next(iter(spans), None)
    # The same number with other words on its lines is nearer than another one elsewhere.
    span = like(source, needle, lines)
    if span and other and not set(lines).issuperset(source.lines_of(span)):
        return other
    return span or other


def like(source: SourceText, needle: str, lines: Sequence[int]) -> Span | None:
    """The text that has most pairs of characters of `needle`, in their order."""
    needle = needle[:MAX_NEEDLE]
    votes = Counter(
        offset - offset
        for offset in range(len(needle) - 1)
        for offset in source.pairs.get(needle[offset : offset + 2], ())[:MAX_OFFSETS]
    )
    start, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]), default=(0, 0))
    if count * 3 < max(1, len(needle) - 1):
        # A short one has no pair left when one character is wrong: look on its lines.
        wanted = set(lines) if len(needle) <= SHORT_NEEDLE else set()
        there = [
            offset
            for offset, span in enumerate(source.spans)
            if source.places[span[0]].line in wanted
        ]
        near = [
            (sum(map(str.__eq__, needle, source.text[offset : offset + len(needle)])), -offset)
            for offset in there[:MAX_TRIED]
        ]
        count, offset = max(near, default=(0, 0))
        if count * 2 < max(1, len(needle)):
            return None
        start = -offset
    start, end = aligned(source, needle, max(0, start))
    least, most = max(0, start - MAX_WIDENING), min(len(source.text), end + MAX_WIDENING)
    while start > least and not source.edge(start):
        start -= 1
    while end < most and not source.edge(end):
        end += 1
    return Span(source.spans[start][0], source.spans[end - 1][1])


def aligned(source: SourceText, needle: str, start: int) -> tuple[int, int]:
    """Where what is like `needle` begins and ends, near `start`: it may be longer or shorter.

    What has no like at its ends stands for as many characters there, up to a mark.
    """
    slack = min(MAX_WIDENING, max(2, len(needle) // 2))
    low = max(0, start - slack)
    there = source.text[low : start + len(needle) + slack]
    blocks = SequenceMatcher(None, needle, there, autojunk=False).get_matching_blocks()
    first, last = blocks[0], blocks[max(0, len(blocks) - 2)]
    begin, end = low + first.b, low + last.b + last.size
    for _ in range(first.a):
        begin -= begin > 0 and not source.gap(begin)
    for _ in range(len(needle) - last.a - last.size):
        end += end < len(source.text) and not source.gap(end)
    return begin, end
