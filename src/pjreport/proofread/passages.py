"""The sentences of a text, with the place of each character: plain text or Markdown."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.diagnostics import Place
from ..source.prose import mend
from ..text.tokens import HAN
from ..vocabulary import expression

HIDDEN = "\u200b"  # stands for markup until lines are joined, so that columns stay
FENCE = re.compile(r"\s*(?:```|~~~)")
HEADING = re.compile(r"\s*(?:#{1,6}\s|【)")
# Markup and addresses: at a line's start, and anywhere.
LEAD = re.compile(
    r"\s*(?:(?:#{1,6}(?=\s)|>|[•◎·]|[-*+–—](?![0-9])|[(（]?[0-9]{1,3}[.)、）](?![0-9])|[①-⑳⑴-⒇])\s*)+"
)
COMMENT = re.compile(r"<!--.*?-->")
# No alternative can run past the start of another match, so unclosed markup stays fast.
MARKUP = re.compile(
    r"https?://\S+|\[\^?[0-9]{1,3}\](?!\()|!?\[(?=[^\[\]]*\]\()|"
    r"\]\([^()]*(?:\([^()]*\)[^()]*)?\)|[*`~]+|(?<!\w)_+|(?<!_)_+(?!\w)"
)
QUOTE = re.compile(r"[\s>]+")
HEAD_RULE = re.compile(r"[\s:|-]+")  # below the head of a table
# The head of a column that says nothing about its cells.
PLAIN_HEAD = re.compile(expression("draft-columns"), re.IGNORECASE)
SENTENCE_END = re.compile(r"[。！？!?；;|]|\.(?=\s|$)(?<![0-9]\.(?=[0-9]))(?<!\b[A-Z]\.)")
ENDED = re.compile(r"[。！？!?；;：:.…”」』）)】]\s*$")
GOES_ON = re.compile(rf"\s*[a-z{HAN}0-9“《（(]")
PAUSED = re.compile(r"[，、,]")
MAX_ROW = 2000  # characters of a table row


class Sentence(NamedTuple):
    """A sentence, the place of each character, and what stands above it.

    `lead` has the heads of its row and column, or the line that leads its list. `title` is the
    heading above. `paragraph` counts paragraphs.
    """

    text: str
    places: Sequence[Place]
    lead: str
    title: str
    paragraph: int


def sentences(text: str, *, wrapped: bool = True) -> Iterator[Sentence]:
    """The sentences and table cells of a text.

    `wrapped` says that a paragraph may go on in the next line, as in Markdown. Else a line goes on
    only if it stops in the middle of a sentence.
    """
    title = lead = ""
    head: list[str] = []
    above = ""
    row_line = 0
    for number, (prose, places, heading) in enumerate(paragraphs(text, wrapped=wrapped)):
        cells = row(prose)
        if cells:
            line = places[0].line
            if line - row_line == 2 and not head and above:
                head = [above[start:end].strip() for start, end in row(above)]
            elif line - row_line != 1:
                head = []
            row_line, above = line, prose
            (begin, end), *others = cells
            first = prose[begin:end].strip()
            yield Sentence(prose[begin:end], places[begin:end], "", title, number)
            for column, (start, stop) in enumerate(others, 1):
                heads = head[column] if column < len(head) else ""
                heads = "" if PLAIN_HEAD.fullmatch(heads) else heads
                cell = prose[start:stop]
                yield Sentence(cell, places[start:stop], f"{first} {heads}", title, number)
            continue
        if heading:
            title, lead = prose, ""
        start = 0
        for end in [*(found.end() for found in SENTENCE_END.finditer(prose)), len(prose)]:
            if prose[start:end].strip():
                yield Sentence(prose[start:end], places[start:end], lead, title, number)
            start = end
        lead = prose[-100:] if prose.rstrip().endswith((":", "：")) else lead


def row(prose: str) -> list[tuple[int, int]]:
    """Start and end of the cells of a table row. Empty if it is no row, or too long."""
    if not prose.lstrip().startswith("|") or len(prose) > MAX_ROW:
        return []
    bars = [*(found.start() for found in re.finditer(r"\|", prose)), len(prose)]
    cells = [(one + 1, other) for one, other in pairwise(bars)]
    return cells if len(cells) > 2 or not prose.rstrip().endswith("|") else []


def paragraphs(text: str, *, wrapped: bool) -> Iterator[tuple[str, list[Place], bool]]:
    """The prose of each paragraph, list item and table row, its places, and if it is a heading."""
    lines: list[str] = []
    first = 1
    heading = fenced = quoted = False
    for number, raw in enumerate([*text.removeprefix("\ufeff").split("\n"), ""], 1):
        line = raw.rstrip("\r")
        if FENCE.match(line):
            fenced = not fenced
            line = ""
        shown = "" if fenced or HEAD_RULE.fullmatch(line) else visible(line)
        lead = LEAD.match(line)
        quote = lead is not None and QUOTE.fullmatch(lead[0]) is not None
        new = lead is not None and not (quote and quoted)  # a quotation goes on in the next line
        quoted = quote
        last = lines[-1] if lines else ""
        if (
            not shown.strip(HIDDEN + " ")
            or new
            or "|" in line
            or heading
            or (not wrapped and not goes_on(last, line))
        ):
            yield from mended(lines, first, heading)
            lines, first = [], number
        heading = HEADING.match(line) is not None
        lines.append(shown)
    yield from mended(lines, first, heading)


def goes_on(line: str, after: str) -> bool:
    """Whether a line stops in the middle of a sentence that the line `after` goes on with."""
    if ENDED.search(line) or not GOES_ON.match(after):
        return False
    return (
        bool(PAUSED.search(line))
        if not after.lstrip()[:1].isascii()
        else after.lstrip()[0].islower()
    )


def mended(
    lines: Sequence[str], first: int, heading: bool
) -> Iterator[tuple[str, list[Place], bool]]:
    """The prose of one paragraph that begins on line `first`, if it has any."""
    prose, places = mend(lines)
    kept = [
        (character, Place(line + first - 1, column))
        for character, (line, column) in zip(prose, places, strict=True)
        if character != HIDDEN
    ]
    if prose := "".join(character for character, _ in kept):
        yield prose, [place for _, place in kept], heading


def visible(line: str) -> str:
    """A line with its markup hidden. Every other character keeps its column."""
    lead = LEAD.match(line)
    if lead:
        line = HIDDEN * lead.end() + line[lead.end() :]
    closed = line.rfind("-->") + 3  # a comment opened behind it is never closed
    if closed > 2:
        line = COMMENT.sub(blank, line[:closed]) + line[closed:]
    return MARKUP.sub(blank, line)


def blank(found: re.Match[str]) -> str:
    """Hidden characters, as many as were found."""
    return HIDDEN * len(found[0])
