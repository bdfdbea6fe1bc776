"""A draft as sentences with their figures: plain text or Markdown, Chinese or English."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..model.fold import Traced, trace
from ..model.problem import Place
from .quantity import Units, quantities
from .source import mend

LONGEST = 400  # characters of a sentence; what is longer is a list, or no text
HIDDEN = "\u200b"  # of no width, and dropped where texts are folded: keeps the columns as they are
FENCE = re.compile(r"\s*(?:```|~~~)")
# What is markup or an address, and no text: at a line's start, and anywhere.
LEAD = re.compile(r"\s*(?:(?:#{1,6}|>|[-*+•◎]|[0-9]{1,3}[.)、）](?![0-9]))\s*)+")
MARKUP = re.compile(
    r"<!--.*?-->|https?://\S+|(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?![0-9])|!?\[(?=[^\]]*\]\()|\]\([^)]*\)|[*`~]+|(?<!\w)_+|_+(?!\w)"
)
RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")  # below the head of a table
END = re.compile(r"[。！？!?；;|]|\.(?=\s|$)(?<![0-9]\.(?=[0-9]))")
PAUSE = re.compile(r"[，,、：:（）()]")
WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
SPELLED = re.compile(rf"\b(?:{'|'.join(WORDS)})\b(?! hundred| thousand| million)")
GRADE = re.compile(r"([0-9]|特)等奖|([0-9])星级")
PRIZE = re.compile(
    r"\b(first|second|third|grand)[ -](?:class )?prizes?\b|\b([0-9]|five|three) ?stars?\b"
)
PRIZES = {"first": "1等奖", "second": "2等奖", "third": "3等奖", "grand": "特等奖"}
DAY = re.compile(r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日")
MONTHS = (
    "january february march april may june july august september october november december".split()
)
ENGLISH_DAY = re.compile(
    rf"\b({'|'.join(MONTHS)}) ([0-9]{{1,2}})(?:st|nd|rd|th)?\b|\b([0-9]{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})\b"
)
ORDINAL = re.compile(
    r"第([0-9]+)(?=[届批个期次])|首(?=[届批])|(?<![0-9])([0-9]+)(?:st|nd|rd|th)\b|(?<![0-9第])([0-9]+)(?=届)"
)
YEAR = re.compile(
    r"(?<![0-9.])(?:19|20)[0-9]{2}(?=学?年|级|届| |$|\W)(?! (?:person|item|paper|people|student))"
)
SMALL = re.compile(r"(?<![0-9.])[0-9]+(?= ?(?:点|时|号楼|栋|楼|级))")


class Mark(NamedTuple):
    """Something in a draft that can be looked up.

    `sort` is figure, grade, ordinal or day; `key` what it says: of a grade
    `1等奖`, of an ordinal its number, of a day `--MM-DD`. `start` and `end` are
    places in the sentence's folded text; `unit` and `qualifier` are a figure's.
    """

    sort: str
    key: str
    value: Decimal
    start: int
    end: int
    unit: str = ""
    qualifier: str | None = None


class Sentence:
    """One sentence of a draft: its folded text, its marks, and the places they stand at."""

    def __init__(self, prose: str, places: Sequence[Place], units: Units) -> None:
        self.prose = prose
        self.places = places
        folded = trace(Traced.of(prose))
        self.folded = SpelledOut(folded).traced
        self.text = self.folded.text
        self.marks = sorted(marks(self.text, units), key=lambda mark: mark.start)

    def place(self, start: int) -> Place:
        """Where the character at `start` of the folded text stands in the draft."""
        return self.places[self.folded.spans[start][0]]

    def words(self, start: int, end: int) -> str:
        """What the draft has there, as it is written, without markup."""
        first, last = self.folded.spans[start][0], self.folded.spans[end - 1][1]
        return self.prose[first : last + 1].replace(HIDDEN, "")


class SpelledOut:
    """English numbers below twenty-one as digits; one is a word of its own."""

    def __init__(self, folded: Traced) -> None:
        self.traced = folded.sub(SPELLED, lambda found: str(WORDS.index(found[0]) + 2))


def sentences(text: str, units: Units) -> Iterator[list[Sentence]]:
    """The sentences of a draft, paragraph by paragraph."""
    for prose, places in paragraphs(text):
        found = []
        start = 0
        ends = [*(match.end() for match in END.finditer(prose)), len(prose)]
        for end in cut(prose, ends):
            if prose[start:end].strip(HIDDEN + " "):
                found.append(Sentence(prose[start:end], places[start:end], units))
            start = end
        yield found


def cut(prose: str, ends: Sequence[int]) -> Iterator[int]:
    """The ends of sentences, with more, at pauses, where one is too long to be one."""
    start = 0
    for end in ends:
        while end - start > LONGEST:
            pauses = [found.end() for found in PAUSE.finditer(prose, start, start + LONGEST)]
            start = pauses[-1] if pauses else start + LONGEST
            yield start
        yield end
        start = end


def paragraphs(text: str) -> Iterator[tuple[str, list[Place]]]:
    """The prose of each paragraph, list item and table row, with the places of its characters."""
    lines: list[str] = []
    first = 1
    fenced = False
    for number, raw in enumerate([*text.removeprefix("\ufeff").split("\n"), ""], 1):
        line = raw.rstrip("\r")
        if FENCE.match(line):
            fenced = not fenced
            line = ""
        shown = "" if fenced or RULE.fullmatch(line) else visible(line)
        if not shown.strip(HIDDEN + " ") or LEAD.match(line) or "|" in line:
            yield from mended(lines, first)
            lines, first = [], number
        lines.append(shown)
    yield from mended(lines, first)


def mended(lines: Sequence[str], first: int) -> Iterator[tuple[str, list[Place]]]:
    """The prose of the lines of one paragraph that begins on line `first`, if it has any."""
    prose, places = mend(lines)
    if prose.strip(HIDDEN + " "):
        yield prose, [Place(line + first - 1, column) for line, column in places]


def visible(line: str) -> str:
    """A line with its markup hidden, every other character in its column."""
    lead = LEAD.match(line)
    if lead:
        line = HIDDEN * lead.end() + line[lead.end() :]
    return MARKUP.sub(lambda found: HIDDEN * len(found[0]), line)


def marks(text: str, units: Units) -> Iterator[Mark]:
    """The figures, grades, ordinals and days of a folded text."""
    taken: set[int] = set()

    def mark(sort: str, key: str, value: int, found: re.Match[str]) -> Mark:
        taken.update(range(*found.span()))
        return Mark(sort, key, Decimal(value), *found.span())

    for found in GRADE.finditer(text):
        level = found[1] or found[2]
        yield mark("grade", found[0], int(level) if level.isdigit() else 0, found)
    for found in PRIZE.finditer(text):
        stars = {"five": "5", "three": "3"}.get(found[2], found[2])
        yield mark("grade", PRIZES[found[1]] if found[1] else f"{stars}星级", 0, found)
    for found in DAY.finditer(text):
        yield mark("day", f"--{int(found[1]):02}-{int(found[2]):02}", 0, found)
    for found in ENGLISH_DAY.finditer(text):
        month = MONTHS.index(found[1] or found[4]) + 1
        yield mark("day", f"--{month:02}-{int(found[2] or found[3]):02}", 0, found)
    for found in ORDINAL.finditer(text):
        if found.start() not in taken:
            number = int(found[1] or found[2] or found[3] or 1)
            yield mark("ordinal", str(number), number, found)
    for pattern in (YEAR, SMALL):
        for found in pattern.finditer(text):
            taken.update(range(*found.span()))
    for each in quantities(text, units):
        if each.start not in taken and not each.ordinal:
            end = text.find(each.unit, each.end) + len(each.unit) if each.unit else each.end
            sign = -1 if FALL.search(text[max(0, each.start - 12) : each.start]) else 1
            yield Mark(
                *("figure", str(each.value), each.value * sign, each.start, end),
                unit=each.unit,
                qualifier=each.qualifier,
            )


FALL = re.compile(
    r"(?:下降|减少|降低|下滑)了?(?:约|近|超)?$|\b(?:down|fell|decreased?|dropped)(?: by)? $"
)
