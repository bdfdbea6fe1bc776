"""What a text says that can be looked up: figures, dates, grades and names, with their words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.diagnostics import Place
from ..quantities.quantity import Quantity
from ..quantities.units import UNITS
from ..text.normalise import Traced, trace
from ..vocabulary import expression, keys
from .cues import CUES, PAUSE, Cues
from .findings import Found, findings, named, placed
from .passages import Sentence, sentences
from .terms import GRADE, RUN, content

SIDE = 100  # characters on each side of a mention that may say what it is of
SHORT = 16  # characters before a figure that may be its qualifier
LIST_PAUSE = "、"
JOIN = re.compile(f"{expression('divide', 'zh')}|{expression('divide', 'en')}")
QUALIFIER = re.compile(
    "|".join(
        expression(f"{group}.{key}")
        for group in ("qualifier-before", "qualifier-behind")
        for key in keys(group)
    )
)
# Between the items of a list; what ends it; and words that say that two lists pair in order.
LISTED = re.compile(
    rf"\s*(?:[、，,]\s*(?:{expression('ranges.pair', 'en')}\s)?|{expression('listing', 'zh')}|{expression('ranges.pair', 'en')})\s*"
)
ENDS = re.compile(r"[。；;:：]")
PAIRED = re.compile(rf"{expression('respective')}(?:{expression('respective.then')})?\s*$")
NOUNS = ("noun", "loose")  # kinds of units that say what is counted: 4金, 5 hot meals
PUNCTUATION = "。.！!？?；; "
PAIR = 2  # characters of a usual word
WHOLE = ("day", "grade", "class")  # sorts that all words up to the next mention are about
Places = tuple[list[int], list[int]]  # sorted starts and ends


class Mention(NamedTuple):
    """Something that a text says.

    `sort` is figure, day (a date), ordinal, grade or name. `near` are the words that say what it is
    of, `head` the last of them before it, or the noun that it counts, `lead` those that its clause begins with, `around` its surroundings, `above` what stands
    above. `cues` are names of `CUES`, and "earlier". `bodies` are the places and institutions
    that the sentence names up to it. `told` says that its own sentence, or its table, says what it
    is of.
    """

    sort: str
    key: str
    quantity: Quantity | None
    text: str
    near: str
    head: str
    lead: str
    around: str
    above: str
    years: frozenset[str]
    cues: frozenset[str]
    sentence: int
    bodies: tuple[str, ...]
    told: bool
    said: str
    place: Place
    lines: tuple[int, ...]


class Reading:
    """A sentence with everything that decides whose words are whose."""

    def __init__(
        self,
        number: int,
        sentence: Sentence,
        before: str,
        units: Collection[str],
        known: re.Pattern[str] | None,
        placed: Mapping[Place, Quantity],
        *,
        goes_on: bool,
    ) -> None:
        """For the parameters see `mentions`; `number` is the sentence's, `before` the one before.

        `goes_on` says that both stand in one paragraph.
        """
        self.number = number
        self.sentence = sentence
        self.wide = known is not None
        self.text = text = sentence.text
        self.before = before
        self.goes_on = goes_on
        folded = trace(Traced.of(text))
        found = [*findings(sentence, units, placed)]
        found += named(text, folded, known, found)
        self.found = found = sorted(found, key=lambda each: (each.start, each.end))
        figures = [each for each in found if each.sort == "figure"]
        self.starts, self.ends = bounds(figures)
        self.firsts = [each.start for each in found]
        self.quantities = bounds([each for each in found if each.quantity is not None])
        self.erased = bounds([each for each in found if each.quantity or each.sort == "honour"])
        # Where the noun begins that a figure ends with: 78 awards.
        self.nouns = {
            each.end: each.end - len(each.quantity.unit)
            for each in figures
            if each.quantity and UNITS.kinds.get(each.quantity.unit, "noun") == "noun"
        }
        self.listed = dict(self.paired(figures))
        inside = {place for each in found if each.quantity for place in range(each.start, each.end)}
        pauses = [each for each in PAUSE.finditer(text) if each.start() not in inside]
        self.pauses = [each.start() for each in pauses]
        self.clauses = [each.start() for each in pauses if each[0] != LIST_PAUSE]
        self.cues = Cues(text, folded, before, sentence.lead, found, strict=self.wide)

    def paired(self, figures: Sequence[Found]) -> Iterator[tuple[int, str]]:
        """The words of figures in a list that pairs in order with a list of words before it.

        金、银、铜牌4、7、8枚; 小学、初中在校生分别为2万人和1万人.
        """
        first = 0
        for number in range(1, len(figures) + 1):
            if number < len(figures) and LISTED.fullmatch(
                self.text, figures[number - 1].end, figures[number].start
            ):
                continue
            run, first = figures[first:number], number
            if len(run) < 2:
                continue
            before = ENDS.split(self.text[max(0, run[0].start - SIDE) : run[0].start])[-1]
            told = PAIRED.search(before)
            if not told and any(each.quantity and each.quantity.unit for each in run[:-1]):
                continue
            before = PAIRED.sub("", before)
            items = [each for each in LISTED.split(before) if content(each).strip()]
            if len(items) < len(run):
                continue
            *others, last = items[-len(run) :]
            shared = re.search(r"[0-9]", last)
            cut = shared.start() if shared else max(map(len, others[1:] or [last[:2]]))
            for each, item in zip(run, [*others, last[:cut]], strict=True):
                yield each.start, f"{item} {last[cut:]}"

    def clause(self, places: Sequence[int], start: int, end: int) -> tuple[int, int]:
        """Start and end of what stands between the nearest pauses."""
        first, last = bisect_left(places, start) - 1, bisect_left(places, end)
        return (
            places[first] + 1 if first >= 0 else 0,
            places[last] if last < len(places) else len(self.text),
        )

    def bounds(self, each: Found) -> tuple[int, int]:
        """Start and end of the words that say what a mention is of."""
        text, start, end = self.text, each.start, each.end
        begin, stop = self.clause(self.pauses, start, end)
        if begin and text[begin - 1] in ":：(（" and not content(text[begin:start]).strip():
            begin = self.clause(self.pauses, begin - 1, end)[0]
        if self.wide and each.sort in WHOLE:
            after = bisect_left(self.firsts, end)
            stop = self.firsts[after] if after < len(self.firsts) else len(text)
            return max(begin, start - SIDE), min(stop, end + SIDE)
        last, following = bisect_right(self.ends, start) - 1, bisect_left(self.starts, end)
        if last >= 0 and self.ends[last] > begin:  # two figures without a pause
            begin = self.ends[last]
            joins = [found.start() for found in JOIN.finditer(text, begin, start)]
            begin = joins[-1] if joins else begin
        if following < len(self.starts) and self.starts[following] < stop:
            stop = self.starts[following]
            joins = [found.start() for found in JOIN.finditer(text, end, stop)]
            stop = joins[0] if joins else stop
        return max(begin, start - SIDE), min(stop, end + SIDE)

    def words(self, each: Found, begin: int, stop: int, end: int) -> tuple[str, str, bool]:
        """The words that say what a mention is of, others of its sentence up to `end`, and if it says any."""
        of = self.erased if each.sort == "honour" else self.quantities
        near = self.listed.get(each.start) or (
            f"{trimmed(self.blank(begin, each.start, of))} {self.blank(each.end, stop, of)}"
        )
        ahead = self.blank(max(0, begin - SIDE), begin, self.quantities)
        if content(near).strip():
            behind = self.blank(stop, min(end, stop + SIDE), self.quantities)
            return near, f"{ahead} {behind}", True
        if each.sort == "day":
            return self.text[each.end : each.end + SIDE // 2], ahead, True
        above = self.sentence.lead or (self.before[-SIDE:] if self.goes_on else "")
        told = bool(content(ahead).strip())
        sure = told or bool(self.sentence.lead) or each.sort == "honour"
        return f"{ahead if told else above} {near}", "", sure

    def head(self, each: Found, begin: int, stop: int, unit: str) -> str:
        """The noun that a figure counts, or the last word before it."""
        if each.sort != "figure" or each.start in self.listed:
            return ""
        if unit.isascii() and unit:
            return unit.rpartition(" ")[2]
        if content(self.text[each.end : stop]).strip(PUNCTUATION):
            return ""  # the noun follows: 4枚金牌
        said = [*RUN.finditer(content(trimmed(self.text[begin : each.start])))]
        last = said[-1][0] if said else ""
        return "" if last.isascii() else last if GRADE.fullmatch(last) else last[-PAIR:]

    def mention(self, each: Found, carried: frozenset[str]) -> Mention:
        """A mention with its words. `carried` are the years of the sentence before."""
        text, start, end = self.text, each.start, each.end
        clause = self.clause(self.clauses, start, end)
        begin, stop = self.bounds(each)
        near, lead, told = self.words(each, begin, stop, clause[1])
        unit = each.quantity.unit if each.quantity is not None else ""
        unit = unit if UNITS.kinds.get(unit, "noun") in NOUNS else ""
        return Mention(
            each.sort,
            each.key,
            each.quantity,
            text[start:end],
            CUES["denied"].sub(" ", near) if each.sort == "honour" else f"{near} {unit}",
            self.head(each, begin, stop, unit),
            lead,
            text[max(0, start - 2 * SIDE) : end + 2 * SIDE],
            f"{self.sentence.lead} {self.sentence.title} {self.before[-2 * SIDE :]}",
            self.cues.years(start, clause, carried),
            frozenset(self.cues.said(each, begin, clause)),
            self.number,
            self.cues.bodies(stop),
            told,
            text[max(clause[0], start - SIDE // 2) : min(clause[1], end + SIDE // 2)],
            self.sentence.places[start],
            tuple(sorted({place.line for place in self.sentence.places[start:end]})),
        )

    def blank(self, begin: int, end: int, places: Places) -> str:
        """A part of the text without what stands at some places."""
        firsts, lasts = places
        part = list(self.text[begin:end])
        first, last = bisect_right(lasts, begin), bisect_left(firsts, end)
        for one, other in zip(firsts[first:last], lasts[first:last], strict=True):
            for place in range(max(one, begin), min(self.nouns.get(other, other), end)):
                part[place - begin] = " "
        return "".join(part)


def bounds(found: Sequence[Found]) -> Places:
    """Where some mentions start and end."""
    return [each.start for each in found], [each.end for each in found]


def trimmed(text: str) -> str:
    """The words before a figure without its qualifier."""
    tail = text[-SHORT:]
    found = [*QUALIFIER.finditer(tail)]
    if not found or content(tail[found[-1].end() :]).strip():
        return text
    return text[: len(text) - len(tail) + found[-1].start()]


def mentions(
    text: str,
    units: Collection[str] = (),
    known: re.Pattern[str] | None = None,
    *,
    wrapped: bool = True,
) -> Iterator[Mention]:
    """The mentions of a text, in order. `known` finds the names of honours in a folded text."""
    before, paragraph = "", -1
    carried = frozenset[str]()
    text = text.removeprefix("\ufeff")
    figures = placed(text, units)
    for number, sentence in enumerate(sentences(text, wrapped=wrapped)):
        goes_on = sentence.paragraph == paragraph
        if not goes_on:
            paragraph, carried = sentence.paragraph, frozenset()
        reading = Reading(number, sentence, before, units, known, figures, goes_on=goes_on)
        for each in reading.found:
            if known is not None and each.sort == "day" and each.key.endswith("--"):
                continue  # a year is the time of other claims; of a text it is one of its own
            mention = reading.mention(each, carried)
            yield mention
            carried = mention.years or carried
        before = sentence.text
