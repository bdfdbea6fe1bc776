"""The sentences of a draft, with their mentions: plain text or Markdown, Chinese or English."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import pairwise

from ..model.diagnostics import Place
from ..quantities.numbers import Units, quantities
from ..quantities.signs import NUMERAL, SIGN_WORDS
from ..source.prose import mend
from ..text.normalise import Traced, trace
from ..vocabulary import LANGUAGES, expression, words
from .mentions import NUMBERS, Mention, mentions

MAX_SENTENCE = 400  # characters of a sentence; longer ones are lists, or no text
HIDDEN = "\u200b"  # replaces markup, so that columns stay; folding drops it
FENCE = re.compile(r"\s*(?:```|~~~)")
# Markup and addresses: at a line's start, and anywhere.
LEAD = re.compile(r"\s*(?:(?:#{1,6}|>|[-*+•◎]|[0-9]{1,3}[.)、）](?![0-9]))\s*)+")
COMMENT = re.compile(r"<!--.*?-->")
# No alternative can run past the start of another match, so unclosed markup stays fast.
MARKUP = re.compile(
    r"https?://\S+|(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?![0-9])|!?\[(?=[^\[\]]*\]\()|"
    r"\]\([^()]*(?:\([^()]*\)[^()]*)?\)|[*`~]+|(?<!\w)_+|(?<!_)_+(?!\w)"
)
QUOTE = re.compile(r"[\s>]+")
# The head of a column that says nothing about its cells.
PLAIN_HEAD = re.compile(rf"[\s\u200b]*{expression('draft-columns')}?[\s\u200b]*", re.IGNORECASE)
HEAD_RULE = re.compile(r"[\s:|-]+")  # below the head of a table
SENTENCE_END = re.compile(r"[。！？!?；;|]|\.(?=\s|$)(?<![0-9]\.(?=[0-9]))")
PAUSE = re.compile(r"[，,、：:（）()]")
# Between two figures without a pause: the words behind it belong to the second.
DIVIDE = re.compile(
    "|".join(f"{each}(?!.*{each})" for each in (expression("divide", lang) for lang in LANGUAGES))
)
SPELLED = re.compile(f"{expression('numbers')}(?! {expression('numbers.scales')})")
# Cues that words have, too: as words they are kept where texts are folded.
QUALIFIER_SIGNS = re.compile(
    rf"(?:[≥≧⩾≤≦⩽≮≯]|(?<![-=<>])[>＞<＜]=?|[≈≒≃]|(?<![0-9０-９%{''.join(words('ranges.units'))} ])[~～])(?=\s{{0,2}}[{NUMERAL}])"
)
ABOUT = words("qualifier-before.about")[0]
RANGE_SIGN = re.compile(rf"\s*(?:[-‐‑–—－―~～〜]{{1,2}}|{expression('ranges.joined')})\s*")
AFTER = 12  # characters behind a figure that may say how exact it is
CHANGE_BEFORE = re.compile(
    rf"(?:{expression('ranges.from')}|{expression('ranges.changing')})[^，,。；]{{0,12}}$"
)
PAIR = re.compile(rf"\s*{expression('ranges.pair')}\s*")
BETWEEN = re.compile(f"{expression('ranges.between', 'en')}$")
BEHIND = words("ranges.between", "zh")


class Sentence:
    """One sentence of a draft: its folded text, its mentions and their places."""

    def __init__(self, prose: str, places: Sequence[Place], units: Units) -> None:
        self.again = range(0)  # of the prose: repeated from another sentence
        self.prose = prose
        self.places = places
        worded = Traced.of(prose).sub(
            QUALIFIER_SIGNS, lambda found: SIGN_WORDS.get(found[0], ABOUT)
        )
        folded = trace(worded)
        self.folded = folded.sub(SPELLED, lambda found: NUMBERS[found[0]])
        self.text = self.folded.text
        self.firsts = [first for first, _ in self.folded.spans]
        found = sorted(mentions(self.text, units), key=lambda mention: mention.start)
        # The offset of each pause in the folded text, and whether it may be within a list.
        self.pauses = [
            (bisect_left(self.firsts, pause.start()), pause[0] in "、()（）")
            for pause in PAUSE.finditer(prose)
        ]
        self.graded = any(mention.sort == "grade" for mention in found)
        self.mentions = [self._said(mention, units) for mention in self._ranges(found)]
        self.pauses = sorted([*self.pauses, *self._divided()])

    def _divided(self) -> Iterator[tuple[int, bool]]:
        """Where the text between two figures without a pause is divided."""
        figures = [mention for mention in self.mentions if mention.sort == "figure"]
        for one, other in pairwise(figures):
            first = bisect_left(self.pauses, (one.end, False))
            if first < len(self.pauses) and self.pauses[first][0] <= other.start:
                continue
            if found := DIVIDE.search(self.text, one.end, other.start):
                yield found.start(), True

    def _said(self, mention: Mention, units: Units) -> Mention:
        """A mention without a qualifier that stands before a pause and belongs elsewhere."""
        if mention.qualifier is None or mention.qualifier == "range":
            return mention
        last = bisect_right(self.pauses, (mention.start, True)) - 1
        if last < 0 or self.text[self.pauses[last][0] : mention.start].strip():
            return mention
        first = next(quantities(self.text[mention.start : mention.end + AFTER], units))
        return mention._replace(qualifier=first.qualifier)

    def _ranges(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """The mentions, with the two ends of a range as one, of the second value."""
        last: Mention | None = None
        for mention in found:
            if last is not None and self._range(last, mention):
                mention = mention._replace(start=last.start, qualifier="range")  # noqa: PLW2901
            elif last is not None:
                yield last
            last = mention
        if last is not None:
            yield last

    def _range(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions are the ends of a range."""
        if one.sort != "figure" or other.sort != "figure" or one.unit not in ("", other.unit):
            return False
        between = self.prose[self.folded.spans[one.end - 1][1] + 1 : self.firsts[other.start]]
        if RANGE_SIGN.fullmatch(between):
            return not CHANGE_BEFORE.search(self.text[max(0, one.start - 16) : one.start])
        return bool(PAIR.fullmatch(between)) and (
            self.text.startswith(BEHIND, other.end)
            or BETWEEN.search(self.text[: one.start].rstrip()) is not None
        )

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the clause around a span: the nearest pauses."""
        before = bisect_right(self.pauses, (start, True)) - 1
        after = bisect_left(self.pauses, (end, False))
        return (
            self.pauses[before][0] if before >= 0 else 0,
            self.pauses[after][0] if after < len(self.pauses) else len(self.text),
        )

    def phrase(self, start: int) -> int:
        """Start of the phrase that governs a span: a pause that is not within a list."""
        before = bisect_right(self.pauses, (start, True)) - 1
        while before >= 0 and self.pauses[before][1]:
            before -= 1
        return self.pauses[before][0] if before >= 0 else 0

    def at(self, places: Sequence[Place]) -> "Sentence":
        """The same sentence at other places."""
        other = copy(self)
        other.places = places
        return other

    def first(self, start: int) -> int:
        """The offset in the prose of the character at `start` of the folded text."""
        return self.folded.spans[start][0]

    def words(self, start: int, end: int) -> str:
        """The draft's own text, without markup."""
        first, last = self.folded.spans[start][0], self.folded.spans[end - 1][1]
        return self.prose[first : last + 1].replace(HIDDEN, "")


def sentences(text: str, units: Units) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph, and each table cell. Repeated sentences are read once."""
    known: dict[str, Sentence] = {}

    def sentence(prose: str, places: Sequence[Place]) -> Sentence:
        if prose not in known:
            known[prose] = Sentence(prose, places, units)
        return known[prose].at(places)

    head: list[tuple[int, int]] = []
    above: tuple[str, list[Place]] = "", []
    for prose, places in paragraphs(text):
        cells = row(prose)
        if cells:
            between = places[0].line - above[1][0].line if above[1] else 0
            if between == 2 and not head:
                head, top = row(above[0]), above
            elif between != 1:
                head, top = [], above
            above = prose, places
            for cell in cell_sentences(prose, places, cells, head, top, sentence):
                yield [cell]
            continue
        head, above = [], ("", [])
        found = []
        start = 0
        ends = [*(match.end() for match in SENTENCE_END.finditer(prose)), len(prose)]
        for end in cut(prose, ends):
            if prose[start:end].strip(HIDDEN + " "):
                found.append(sentence(prose[start:end], places[start:end]))
            start = end
        yield found


def row(prose: str) -> list[tuple[int, int]]:
    """Start and end of the cells of a table row. Empty if it is no row, or too long."""
    lead = len(prose) - len(prose.lstrip(HIDDEN + " "))
    if not prose.startswith("|", lead) or len(prose) > MAX_SENTENCE:
        return []
    bars = [*(found.start() for found in re.finditer(r"\|", prose)), len(prose)]
    cells = [(one + 1, other) for one, other in pairwise(bars)]
    return cells if len(cells) > 2 or not prose.rstrip().endswith("|") else []


def cell_sentences(
    prose: str,
    places: Sequence[Place],
    cells: Sequence[tuple[int, int]],
    head: Sequence[tuple[int, int]],
    top: tuple[str, Sequence[Place]],
    sentence: Callable[[str, Sequence[Place]], Sentence],
) -> Iterator[Sentence]:
    """The cells of a row as sentences, with the row's first cell and the column's head."""
    (begin, end), *others = cells
    for number, (start, stop) in enumerate(others, 1):
        said, where = prose[begin:end], list(places[begin:end])
        if number < len(head):
            first, last = head[number]
            if not PLAIN_HEAD.fullmatch(top[0][first:last]):
                said += f" {top[0][first:last]}"
                where += [top[1][first], *top[1][first:last]]
        before_cell = len(said)
        where += [places[start - 1], *places[start:stop]]
        cell = sentence(f"{said} {prose[start:stop]}", where)
        cell.again = range(end - begin if number == 1 else 0, before_cell)
        if prose[start:stop].strip(HIDDEN + " ") or number == 1:
            yield cell


def cut(prose: str, ends: Sequence[int]) -> Iterator[int]:
    """The ends of sentences. A sentence that is too long also ends at pauses."""
    start = 0
    for end in ends:
        while end - start > MAX_SENTENCE:
            pauses = [found.end() for found in PAUSE.finditer(prose, start, start + MAX_SENTENCE)]
            start = pauses[-1] if pauses else start + MAX_SENTENCE
            yield start
        yield end
        start = end


def paragraphs(text: str) -> Iterator[tuple[str, list[Place]]]:
    """The prose of each paragraph, list item and table row, with the place of each character."""
    lines: list[str] = []
    first = 1
    fenced = quoted = False
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
        if not shown.strip(HIDDEN + " ") or new or "|" in line:
            yield from mended(lines, first)
            lines, first = [], number
        lines.append(shown)
    yield from mended(lines, first)


def mended(lines: Sequence[str], first: int) -> Iterator[tuple[str, list[Place]]]:
    """The prose of one paragraph that begins on line `first`, if it has any."""
    prose, places = mend(lines)
    if prose.strip(HIDDEN + " "):
        yield prose, [Place(line + first - 1, column) for line, column in places]


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
