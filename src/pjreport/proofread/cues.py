"""Words of a draft that point to another school, another time, or to what is not so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..text.normalise import fold
from ..text.numerals import ORDINAL
from ..text.tokens import HAN
from ..vocabulary import expression, pattern, words
from .mentions import Mention
from .sentences import Sentence

WHOSE = re.compile(
    rf"({expression('others')}"
    rf"|{expression('others.some', 'zh')}{expression('others.sorts')}?{expression('others.bodies', 'zh')}"
    rf"|{expression('others.partners')}{expression('of')}?{expression('others.partner-bodies')}"
    rf"|{expression('others.whole')}(?![{HAN}]{{0,14}}{expression('others.contests')})"
    rf"|{expression('others.other')} (?:\w+ )?{expression('others.bodies', 'en')}"
    rf"|{expression('others.some', 'en')} (?:\w+ )?{expression('others.schools')}(?= {expression('others.behind')})"
    rf"|{expression('others.across')} (?:\w+ )?{expression('others.areas')})"
    rf"|({expression('own')})"
)
MORE_THAN = re.compile(
    rf"(?:{expression('compared-with', 'zh')}|{expression('compared-with', 'en')})"
    rf"(?: {expression('compared-with.article')})? ?$"
)
WHOLE_PLACES = words("others.whole")
SCHOOL = re.compile(rf"[{HAN}]{{2}}{expression('schools', 'zh')}")
ENGLISH_SCHOOL = re.compile(rf"((?:[A-Z][a-z]+ ){{1,4}}){expression('schools', 'en')}")
NO_NAME = re.compile(f"^{expression('schools.no-name')} ")
DENIED, PLANNED = (
    re.compile(f"{expression(each)}|{expression(f'{each}.draft')}")
    for each in ("denied", "planned")
)
UNTRUE, EACH, NOW = map(pattern, ("untrue", "each", "now"))
ASKED = re.compile(r"[?？][^\w]*$")
OTHER_SPAN = re.compile(
    rf"{expression('spans')}|[1-4]{expression('spans.quarter')}"
    rf"|(?<![0-9])(?!1{expression('spans.year')})(?:(?<={expression('spans.near')})[0-9]+{expression('spans.year')}"
    rf"|(?<![0-9{ORDINAL}])(?<!{expression('spans.running')})(?:[2-9]|10){expression('spans.several')})"
)
# Which figure is whose, goes by the order of two lists; or one is of the other.
RESPECTIVE = re.compile(
    rf"{expression('respective', 'zh')}{expression('respective.then')}?(?=[0-9])"
    rf"|{expression('respective', 'en')}|(?<=[0-9]) {expression('respective.of')} (?=[0-9])"
)
EARLIER = pattern("earlier")
COMPARED = re.compile(
    rf"{expression('earlier.with', 'zh')}{expression('earlier', 'zh')}|{expression('earlier.with', 'en')}"
)
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Cues:
    """Where in a sentence something points away from the report, found once for all its mentions."""

    def __init__(
        self,
        sentence: Sentence,
        before: Sentence | None,
        names: str,
        honours: Sequence[str] = (),
    ) -> None:
        """`names` are all that the base names, `honours` what the sentence names, folded."""
        text = sentence.text
        self.text = text
        self.whose = list(whose(text, names))
        self.denied = offsets(DENIED, text)
        asked = ASKED.search(sentence.prose) is not None
        self.untrue = asked or UNTRUE.search(text) is not None
        self.planned = offsets(PLANNED, text)
        self.lists = offsets(RESPECTIVE, text)
        self.spans = offsets(OTHER_SPAN, text)
        self.each = offsets(EACH, text)
        compared = {place for found in COMPARED.finditer(text) for place in range(*found.span())}
        self.before = [place for place in offsets(EARLIER, text) if place not in compared]
        self.now = offsets(NOW, text)
        self.years = [(found.start(), found[0]) for found in YEAR.finditer(text)]
        known_names = "|".join([names, *honours])
        self.school = other_school(text, sentence.prose, known_names)
        if before is not None and not self.whose:
            # Who was spoken of last is spoken of still.
            self.whose = [(0, own) for _, own in whose(before.text, names)][-1:]
            self.school |= not self.whose and other_school(before.text, before.prose, names)

    def of_another(self, end: int) -> bool:
        """Whether the school last named before `end` is another one."""
        last = bisect_left(self.whose, (end, False)) - 1
        return self.school or (last >= 0 and not self.whose[last][1])

    def year(self, start: int, end: int) -> set[str]:
        """The years that a mention is of: those from `start` to `end`, or the last one before."""
        inside = {year for place, year in self.years if start <= place < end}
        last = bisect_left(self.years, (start, "")) - 1
        return inside or ({self.years[last][1]} if last >= 0 else set())

    def earlier(self, mention: Mention, start: int, end: int) -> bool:
        """Whether the year last spoken of before a mention, or behind it up to `end`, is an earlier one.

        A growth is of this year, whatever year is spoken of before `start`.
        """
        if mention.turn:
            return within(self.before, start, mention.start)
        if within(self.before, mention.end, end):
            return True
        last = bisect_left(self.before, mention.start) - 1
        return last >= 0 and not within(self.now, self.before[last], mention.start)

    def doubted(self, phrase: int, mention: Mention, end: int) -> bool:
        """Whether a mention is denied, planned, of another span of time or of another school.

        Or whose it is, goes by the order of a list.

        `phrase` is where what governs it begins, `end` where its clause ends.
        """
        begin = 0 if self.text[phrase:end].isascii() else phrase
        return (
            self.untrue
            or within(self.denied, begin, end)
            or within(self.planned, begin, end)
            or within(self.each, begin, end)
            or within(self.lists, phrase, len(self.text))
            or within(self.spans, 0, end)
            or self.of_another(end if mention.sort == "figure" else mention.start)
        )


def offsets(pattern: re.Pattern[str], text: str) -> list[int]:
    """Where in a text a pattern is found."""
    return [found.start() for found in pattern.finditer(text)]


def within(starts: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted `places` is from `start` on and before `end`."""
    return bisect_left(starts, start) < bisect_right(starts, end - 1)


def whose(text: str, names: str) -> Iterator[tuple[int, bool]]:
    """Where schools are named in a folded text, and whether it is this one.

    One that the school is compared with is left out, and so is what begins a known name.
    """
    for found in WHOSE.finditer(text):
        start = found.start()
        if found[2]:
            yield start, True
        elif not MORE_THAN.search(text[max(0, start - 12) : start]) and not (
            found[0] in WHOLE_PLACES and text[start : start + 4] in names
        ):
            yield start, False


def other_school(text: str, prose: str, names: str) -> bool:
    """Whether a school is named that the base does not name."""
    if any(found[0] not in names for found in SCHOOL.finditer(text)):
        return True
    english = (fold(NO_NAME.sub("", found[0])) for found in ENGLISH_SCHOOL.finditer(prose))
    return any(" " in name and name not in names for name in english)
