"""What a text says that can be looked up, each with the words, the time and the mood it is said with.

A claim of a draft and a statement of a source are read by the same code into the same `Frame`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.diagnostics import Place
from ..quantities.numerals.tokens import KNOWN
from ..quantities.quantity import Quantity
from ..quantities.units import UNITS
from ..text.normalise import Traced, trace
from ..vocabulary import expression, keys
from .cues import CUES, Cues
from .findings import Found, erased, findings, named, placed
from .lists import paired
from .passages import Sentence, sentences
from .terms import GRADE, RUN, content, told

SIDE = 160  # characters on each side of a finding that may say what it is of
SHORT = 16  # characters before a figure that may be its qualifier
SEGMENTS = 8  # parts of a sentence before a finding that are looked at
SHARED = ("share", "growth", "change")  # kinds of figures that are of the one before
PAIR = 2  # characters of a usual word
PAUSE = re.compile(r"[，,：:；;（）()—\t]|\.\s|、")  # behind it stands another segment
OPENED, CLOSED, BEGUN = "（(", "）)", ":：(（"
INNER = re.compile(expression("inner"))
JOIN = re.compile(f"{expression('divide', 'zh')}|{expression('divide', 'en')}")
QUALIFIER = re.compile(
    "|".join(
        expression(f"{group}.{key}")
        for group in ("qualifier-before", "qualifier-behind")
        for key in keys(group)
    )
)
NOUNS = ("noun", "loose")  # kinds of units that say what is counted: 4金, 5 hot meals
FIGURE = "figure"
ALONE = ("day", "honour", "name")  # sorts that need no words to be known
WHOLE = ("day", "grade", "class")  # sorts that all words up to the next finding are about
Places = tuple[list[int], list[int]]  # sorted starts and ends


class Frame(NamedTuple):
    """Something that a text or a fact says.

    `sort` is figure, day (a date), ordinal, grade, class, honour or name; `key` is compared where
    there is no `quantity`. `own` are the words that say what it is of; a fact has several, each of
    which says so alone. `lead` stands before them, `near` around them in the same sentence, `behind`
    at its end, `wide` above. `marks` are names of cues (see `Cues`). `head` is the noun that a figure
    counts, or the last word before it; `after` follows it. `lines` are the source's, `id` the fact's.
    """

    sort: str
    key: str
    quantity: Quantity | None
    units: frozenset[str]
    text: str
    own: tuple[str, ...]
    lead: str
    near: str
    wide: str
    years: frozenset[str]
    marks: frozenset[str]
    behind: str = ""
    head: str = ""
    after: str = ""
    sentence: int = 0
    place: Place = Place(0, 0)
    lines: tuple[int, ...] = ()
    said: str = ""
    id: str = ""
    computed: bool = False


class Part(NamedTuple):
    """A part of a sentence between two pauses. `figures` says if one stands in it, `inside` brackets."""

    start: int
    end: int
    figures: bool
    inside: bool


class Reading:
    """A sentence with everything that decides whose words are whose."""

    def __init__(
        self,
        number: int,
        sentence: Sentence,
        above: str,
        units: Collection[str],
        known: re.Pattern[str] | None,
        figures: Mapping[Place, Quantity],
    ) -> None:
        """`number` is the sentence's, `above` stands before it. For the other parameters see `frames`."""
        self.number, self.sentence, self.text = number, sentence, sentence.text
        text = self.text
        self.above = above
        folded = trace(Traced.of(text))
        found = [*findings(sentence, units, figures)]
        found += named(text, folded, known, found)
        self.found = found = sorted(found, key=lambda each: (each.start, each.end))
        self.figures = [each for each in found if each.sort == FIGURE]
        self.firsts = [each.start for each in found]
        # A span of time divides nothing: 近三年国家级和省级奖励77项.
        self.starts, self.ends = bounds(
            [
                each
                for each in self.figures
                if each.quantity and UNITS.kinds.get(each.quantity.unit) != "time"
            ]
        )
        self.begun = frozenset(self.starts)
        # Where the noun begins that a figure ends with: 78 awards.
        nouns = {
            each.end: each.end - len(each.quantity.unit)
            for each in self.figures
            if each.quantity and UNITS.kinds.get(each.quantity.unit, "noun") == "noun"
        }
        taken = [each for each in found if each.quantity is not None]
        self.plain = erased(text, taken, nouns)
        self.bare = erased(self.plain, [each for each in found if each.sort == "honour"], {})
        self.strict = known is not None
        inside = {place for each in found if each.quantity for place in range(each.start, each.end)}
        pauses = [each for each in PAUSE.finditer(text) if each.start() not in inside]
        self.parts = [*self.divided(pauses)]
        self.begins = [part.start for part in self.parts]
        self.lists = paired(text, self.figures)
        self.cues = Cues(text, folded, above if self.strict else "", sentence.lead, found)

    def divided(self, pauses: Sequence[re.Match[str]]) -> Iterator[Part]:
        """The parts between the pauses."""
        start, depth = 0, 0
        for end, mark in [*((each.start(), each[0]) for each in pauses), (len(self.text), "")]:
            first = bisect_left(self.starts, start)
            yield Part(start, end, first < len(self.starts) and self.starts[first] < end, depth > 0)
            depth = max(0, depth + (mark in OPENED) - (mark in CLOSED) if mark else 0)
            start = end + len(mark)

    def bounds(self, each: Found, part: Part) -> tuple[int, int]:
        """Start and end of the words of a finding: up to the pauses and to other figures."""
        begin, stop = part.start, part.end
        if self.strict and each.sort in WHOLE:
            following = bisect_left(self.firsts, each.end)
            stop = self.firsts[following] if following < len(self.firsts) else len(self.text)
            return max(begin, each.start - SIDE), min(stop, each.end + SIDE)
        last, following = (
            bisect_right(self.ends, each.start) - 1,
            bisect_left(self.starts, each.end),
        )
        if last >= 0 and self.ends[last] > begin:  # two figures without a pause
            begin = self.ends[last]
            joins = [found.start() for found in JOIN.finditer(self.text, begin, each.start)]
            begin = joins[-1] if joins else begin
        if following < len(self.starts) and self.starts[following] < stop:
            stop = self.starts[following]
            joins = [found.start() for found in JOIN.finditer(self.text, each.end, stop)]
            stop = joins[0] if joins else stop
        return max(begin, each.start - SIDE), min(stop, each.end + SIDE)

    def frame(self, each: Found) -> Frame:
        """A finding with its words."""
        text, start, end = self.text, each.start, each.end
        number = bisect_right(self.begins, start) - 1
        part = self.parts[number]
        begin, stop = self.bounds(each, part)
        if each.sort == FIGURE and stop in self.begun and told(self.words(begin, start)):
            stop = end  # what stands between two figures is of the second
        of = self.bare if each.sort == "honour" else self.plain
        own = self.lists.words.get(start) or f"{trimmed(of[begin:start])} {of[end:stop]}"
        own = CUES["denied"].sub(" ", own) if each.sort == "honour" else own
        alone = self.lists.alone
        rest = [alone(start, self.words(*span)) for span in ((part.start, begin), (stop, part.end))]
        unit = each.quantity.unit if each.quantity is not None else ""
        unit = unit if UNITS.kinds.get(unit, "noun") in NOUNS else ""
        if unit and unit.isascii():  # with what stands before it: four bronze medals
            some = re.findall("[A-Za-z]+", text[start:end])
            unit = " ".join(word for word in some if word.lower() not in KNOWN)
        before = [alone(start, self.words(one.start, one.end)) for one in self.before(number)]
        bare = [not one.figures for one in self.before(number)]
        leads = next((n for n, each in enumerate(bare) if not each), len(bare))
        if number and text[part.start - 1] in BEGUN and not told(text[begin:start]):
            own = f"{self.words(*self.parts[number - 1][:2])} {own}"
        if not told(own) and each.sort not in ALONE:
            # What names no subject is of the one before: 同比增长5%.
            before, bare = [rest[0], *before], [True, *bare]
            leads = self.first(before, bare) + 1
            rest[0] = ""
        elif INNER.search(own) or (each.quantity and each.quantity.kind in SHARED):
            first = self.first(before, bare)
            leads = first + 1 if first < len(before) else leads
        behind = []
        for one in self.parts[number + 1 : number + SEGMENTS]:
            if one.figures:
                break
            behind.append(self.words(one.start, one.end))
        first = max(0, number - leads) if told(own) else number
        clause = (self.parts[first].start, part.end)
        return Frame(
            each.sort,
            each.key,
            each.quantity,
            frozenset([each.quantity.unit if each.quantity else ""]),
            text[start:end],
            (f"{own} {unit}" if told(own) else own,),
            " ".join([self.sentence.lead, *reversed(before[:leads]), "" if told(own) else unit]),
            " ".join([*before[leads:], *rest, *behind]),
            f"{self.sentence.title} {self.above}",
            self.cues.years(start, clause),
            frozenset(
                (
                    *self.cues.said(each, begin, clause),
                    *filter(None, [self.lists.places.get(start)]),
                )
            ),
            " ".join(behind),
            self.head(each, unit),
            text[end : end + PAIR],
            self.number,
            self.sentence.places[start],
            tuple(sorted({place.line for place in self.sentence.places[start:end]})),
            text[max(part.start, start - SIDE // 2) : min(part.end, end + SIDE)],
        )

    def first(self, before: Sequence[str], bare: Sequence[bool]) -> int:
        """The number of the first part before that has a figure and says what it is of."""
        some = (n for n, each in enumerate(before) if not bare[n] and told(GRADE.sub(" ", each)))
        return next(some, len(before))

    def head(self, each: Found, unit: str) -> str:
        """The noun that a figure counts, or the last word before it."""
        if each.sort != FIGURE or each.start in self.lists.words:
            return ""
        if unit.isascii() and unit:
            return unit.rpartition(" ")[2]
        begin, stop = self.bounds(each, self.parts[bisect_right(self.begins, each.start) - 1])
        if told(self.text[each.end : stop]):
            return ""  # the noun follows: 4枚金牌
        said = [*RUN.finditer(content(trimmed(self.text[begin : each.start])))]
        last = said[-1][0] if said else ""
        return "" if last.isascii() else last if GRADE.fullmatch(last) else last[-PAIR:]

    def before(self, number: int) -> list[Part]:
        """The parts before one, the nearest first, without what stands in brackets there."""
        some = self.parts[max(0, number - SEGMENTS) : number]
        inside = self.parts[number].inside
        return [each for each in reversed(some) if inside or not each.inside]

    def words(self, begin: int, end: int) -> str:
        """A part of the text without its figures."""
        return self.plain[max(begin, end - 2 * SIDE) : end]


def bounds(found: Sequence[Found]) -> Places:
    """Where some findings start and end."""
    return [each.start for each in found], [each.end for each in found]


def trimmed(text: str) -> str:
    """The words before a figure without its qualifier."""
    tail = text[-SHORT:]
    found = [*QUALIFIER.finditer(tail)]
    if not found or told(tail[found[-1].end() :]):
        return text
    return text[: len(text) - len(tail) + found[-1].start()]


def frames(
    text: str,
    units: Collection[str] = (),
    known: re.Pattern[str] | None = None,
    *,
    wrapped: bool = True,
) -> Iterator[Frame]:
    """The frames of a text, in order. `known` finds the names of honours in a folded text."""
    first = before = ""
    paragraph = -1
    text = text.removeprefix("\ufeff")
    figures = placed(text, units)
    for number, sentence in enumerate(sentences(text, wrapped=wrapped)):
        if sentence.paragraph != paragraph:
            paragraph, first, before = sentence.paragraph, "", ""
        above = "\n".join(dict.fromkeys([first[:SIDE], before[-2 * SIDE :]]))
        reading = Reading(number, sentence, above, units, known, figures)
        for each in reading.found:
            if known is not None and each.sort == "day" and each.key.endswith("--"):
                continue  # a year is the time of other claims; of a text it is one of its own
            yield reading.frame(each)
        first, before = first or sentence.text, sentence.text
