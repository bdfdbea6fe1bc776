"""The sentences of a text, with the place of each character: plain text or Markdown."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..model.diagnostics import Place
from ..source.prose import apart, mend
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
PAUSED = re.compile(r"[，。；]|[、,]$")
BLANK = 3  # every third line, at least
GAP = 2  # lines from one row of a table to the next
ITEM = 100  # characters; a longer paragraph is no item of a list
HEAD = 120  # characters that a text may begin with, and that name what it is about
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
    above: list[str] = []
    row_line = 0
    for number, (prose, places, heading) in enumerate(paragraphs(text, wrapped=wrapped)):
        cells = row(prose, aligned=not wrapped)
        if cells:
            line = places[0].line
            texts = [prose[start:end].strip() for start, end in cells]
            if prose.lstrip().startswith("|"):
                if line - row_line == 2 and not head and above:
                    head = above
                elif line - row_line != 1:
                    head = []
            elif line - row_line > GAP or not head:
                head = texts  # the first row of an aligned table is its head
            row_line, above = line, texts
            (begin, end), *others = cells
            yield Sentence(prose[begin:end], places[begin:end], "", title, number)
            # The head of an aligned table may leave out the first column.
            skipped = len(cells) - len(head) if len(head) == len(others) else 0
            for column, (start, stop) in enumerate(others, 1 - skipped):
                heads = head[column] if column < len(head) else ""
                heads = "" if PLAIN_HEAD.fullmatch(heads) else heads
                lead = f"{texts[0]} {heads}"
                yield Sentence(prose[start:stop], places[start:stop], lead, title, number)
            lead = ""
            continue
        if heading:
            title, lead = prose, ""
        start = 0
        for end in [*(found.end() for found in SENTENCE_END.finditer(prose)), len(prose)]:
            if prose[start:end].strip():
                yield Sentence(prose[start:end], places[start:end], lead, title, number)
            start = end
        if prose.rstrip().endswith((":", "：")):
            lead = prose[-ITEM:]
        elif len(prose) > ITEM:
            lead = ""


def title(text: str) -> str:
    """The first lines of a text, up to its first sentence, or what that begins with."""
    lines = text[:HEAD].split("\n")
    return (
        "\n".join(takewhile(lambda line: not SENTENCE_END.search(line), lines)).strip() or lines[0]
    )


def row(prose: str, *, aligned: bool = False) -> list[tuple[int, int]]:
    """Start and end of the cells of a table row. Empty if it is no row, or too long.

    `aligned` rows have bars only between their cells, where `mend` found wide spaces.
    """
    led = prose.lstrip().startswith("|")
    if not (led or (aligned and "|" in prose)) or len(prose) > MAX_ROW:
        return []
    bars = [*(found.start() for found in re.finditer(r"\|", prose)), len(prose)]
    cells = [(one + 1, other) for one, other in pairwise(bars)]
    if not led:
        cells = [(0, bars[0]), *cells]
        return [each for each in cells if prose[slice(*each)].strip()]
    return cells if len(cells) > 2 or not prose.rstrip().endswith("|") else []


def paragraphs(text: str, *, wrapped: bool) -> Iterator[tuple[str, list[Place], bool]]:
    """The prose of each paragraph, list item and table row, its places, and if it is a heading."""
    lines: list[str] = []
    first = 1
    heading = fenced = quoted = False
    raws = text.removeprefix("\ufeff").split("\n")
    # An extractor may put a blank line below every line.
    spaced = not wrapped and sum(not each.strip() for each in raws) * BLANK > len(raws)
    for number, raw in enumerate([*raws, ""], 1):
        line = raw.rstrip("\r")
        if spaced and lines and not line.strip() and number <= len(raws):
            lines.append("")
            continue
        if FENCE.match(line):
            fenced = not fenced
            line = ""
        shown = "" if fenced or HEAD_RULE.fullmatch(line) else visible(line)
        lead = LEAD.match(line)
        quote = lead is not None and QUOTE.fullmatch(lead[0]) is not None
        new = lead is not None and not (quote and quoted)  # a quotation goes on in the next line
        quoted = quote
        if (
            not shown.strip(HIDDEN + " ")
            or new
            or "|" in line
            or heading
            or (not wrapped and not goes_on(lines, line))
        ):
            yield from mended(lines, first, heading)
            lines, first = [], number
        heading = HEADING.match(line) is not None
        lines.append(shown)
    yield from mended(lines, first, heading)


def goes_on(lines: Sequence[str], after: str) -> bool:
    """Whether some lines stop in the middle of a sentence that the line `after` goes on with.

    Lines of Han characters do if they have a pause: they are prose, and no heading.
    """
    last = next((each for each in reversed(lines) if each.strip()), "")
    if ENDED.search(last) or not GOES_ON.match(after) or apart(last) or apart(after):
        return False
    first = after.lstrip()[0]
    return (
        first.islower()
        if first.isascii() and not first.isdecimal()
        else any(map(PAUSED.search, lines))
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
