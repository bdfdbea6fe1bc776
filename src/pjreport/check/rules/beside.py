"""Rules about what stands beside a fragment: whose number it is, up or down, and what is denied."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from ...model.diagnostics import Span
from ...quantities.printed import Shown
from ...quantities.signs import NUMERAL
from ...source.text import Source
from ...text.normalise import fold
from ..context import FOUND, Found, Match, Reading, numbers, quoted
from ..view import Row
from .printed import stats, united

# A clause ends here; at a 、 only when it parts counted things: 没有金牌、银牌 denies both.
STOP = re.compile(rf"[，。；：！？|｜]|[,;:!?.](?![0-9])|、|(?P<number>[{NUMERAL}]+)")
CUT = frozenset("，。；：！？、,;:!?")  # words behind these say nothing of a number
NEAR = 40  # characters of a clause on each side

UP = (
    "增长|增加|增幅|增速|上升|上涨|升高|提升|提高|涨幅|上浮|扩大|增|升|涨|(?<![最不])高(?!于)|(?<![至最不])多(?!于)|"
    r"\b(?:up|rose|risen|rising|grew|grown|growth|gain(?:ed|s)?|higher|increas(?:e|ed|es|ing))\b"
)
DOWN = (
    "负增长|下降|减少|减幅|降低|降幅|下滑|下跌|回落|缩减|萎缩|收窄|跌|降|减|(?<![最不])低(?!于)|(?<![至最不减])少(?!于)|"
    r"\b(?:down|fell|fallen|falling|fall|dropp(?:ed|ing)|drops?|lower|shrank|reduc(?:ed|tion)|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing))\b"
)
WAY = re.compile(f"(?P<down>{DOWN})|(?P<up>{UP})")
# Just before a number: it says by how much something changed. 增至120 says how much there is.
CHANGE = re.compile(
    "(增长|增加|减少|下降|降低|上升|提高|下滑|缩减|"
    r"\b(?:rose|grew|fell|dropped|increased|decreased|declined|up|down)(?: by)?)(?:了|约|超过?|近)? ?$"
)
DENIED = re.compile(
    "[未](?![来來央婚必免]|成年)|[没沒](?=有|能|获|獲|被|得|通|参|參|拿|评|評)|无缘|無緣|落选|落選|[并並绝絕][非未]|无人|無人|"
    "不(?=通过|通過|合格|及格|达标|達標|予|曾|获|獲|能|是|属|屬|具备|具備)|"
    "取消|错失|錯失|错过|錯過|落空|告吹|[完达達做]成?不了|(?<![除莫无無是并並绝絕])非(?=[0-9]|[^常但洲凡遗遺营營公物金学學])|"
    "预计|預計|有望|力争|力爭|申报|申報|申请|申請|候选|候選|(?<![模虚草])[拟擬](?=[新在于於建])|"
    r"\b(?:not(?! only| less| fewer| more)|never|without|failed to|(?:did|was|were|has|have|had|is|are)n['’]t|cancell?ed|expected to|nominated)\b",
    re.IGNORECASE,
)
WORDS = re.compile(r"[a-z]{3,}")
HAN = re.compile("[\u3400-\u9fff]+")
# What is denied of these is what they did, and not that they are.
THINGS = ("competitions", "organisations", "people", "publication", "works")
LEAST = 2  # words that two names must have more in common with each other's evidence
MANY = 60  # figures in one unit, the next in the file, that a figure is compared with


def subject_not_shown(reading: Reading) -> Found:
    """The fragment that shows a figure tells it from the other numbers of its lines."""
    if not reading.same:
        return
    lines = by_line(reading)
    for row, shown in stats(reading):
        first: tuple[Match, Shown] | None = None
        for each, match, span in places(reading, row, united(reading, row, shown)):
            other = confused(reading.text, each, span, row, lines)
            if other is None:
                first = None
                break
            first = first or (match, other)
        if first:
            match, other = first
            words = reading.text.words(other.span, 6)
            message = f"{quoted(match.fragment)} may be another's on these lines: ...{words}..."
            where = (*row.path, "evidence", match.number)
            yield where, f"{message}; add the words beside it that say whose it is"


def by_line(reading: Reading) -> dict[int, list[Shown]]:
    """The numbers of the source by their first line."""
    found: dict[int, list[Shown]] = {}
    for each in reading.numbers.found:
        found.setdefault(reading.text.places[each.span.first].line, []).append(each)
    return found


def places(reading: Reading, row: Row, shown: list[Shown]) -> Iterator[tuple[Shown, Match, Span]]:
    """Some numbers that a fact's evidence shows, each with the fragment it is in and its place."""
    known = {each.span for each in shown}
    for match in reading.by_id[row.id]:
        if match.verdict == FOUND:
            for span in match.spans:
                for each in reading.numbers.within(span):
                    if each.span in known:
                        yield each, match, span


def confused(
    source: Source, number: Shown, span: Span, row: Row, lines: dict[int, list[Shown]]
) -> Shown | None:
    """Another number on a fact's lines that the words beside its own number fit as well."""
    first, last = span
    for place in range(number.span.first - 1, first - 1, -1):
        if source.prose[place] in CUT:
            first = place + 1
            break
    for place in range(number.span.last + 1, last + 1):
        if source.prose[place] in CUT:
            last = place - 1
            break
    start, end = source.range_of(number.span)
    left, right = source.range_of(Span(first, last))
    before, behind = source.text[left:start], source.text[end:right]
    stated = row.table["lines"]
    for line in stated:
        for other in lines.get(line, ()):
            if other.span == number.span or other.said.unit != number.said.unit:
                continue
            start, end = source.range_of(other.span)
            if (
                source.text.startswith(behind, end)
                and source.text.endswith(before, 0, start)
                and set(source.lines_of(other.span)) <= set(stated)
            ):
                return other
    return None


def direction_differs(reading: Reading) -> Found:
    """A growth is positive where the text says so, and negative where it says that it fell."""
    if not reading.same:
        return
    clauses = Clauses(reading.text)
    for row, shown in stats(reading):
        value = row.table["value"]
        grows = bool(row.table.get("growth_of"))
        for each, match, _ in places(reading, row, united(reading, row, shown)):
            start, end = clauses.around(each.span)
            before = fold(reading.text.prose[start : each.span.first])
            behind = fold(reading.text.prose[each.span.last + 1 : end])
            if grows:
                said = way(before, behind)
                falls = each.said.value < 0 or (said is not None and said[1])
                if falls == (value < 0) or value == 0:
                    continue
                word = f"says {quoted(said[0])}" if said else "does not say that it fell"
                message = f"the text {word} beside {each.said.value}, and the value is {value:+}"
                yield (*row.path, "value"), f"{message}; check the direction"
            elif (change := CHANGE.search(before)) and not named(change[1], row):
                message = f"the text says {quoted(change[1])} before {each.said.value}"
                where = (*row.path, "evidence", match.number)
                yield where, f"{message}: a change, and no count; check it, or add the word"
            else:
                continue
            break


def way(before: str, behind: str) -> tuple[str, bool] | None:
    """The word of a clause that says up or down, the nearest before a number first; is it down?

    >>> way("奖牌数同比增长", ""), way("较上年", "的降幅"), way("增长至少", ""), way("共", "")
    (('增长', False), ('降幅', True), ('增长', False), None)
    """
    found = [*WAY.finditer(before)][-1:] or [*WAY.finditer(behind)][:1]
    return (found[0][0], found[0]["down"] is not None) if found else None


def named(word: str, row: Row) -> bool:
    """Whether a fact's own evidence or name has a word."""
    return any(
        word in fold(text) for text in (*row.table["evidence"], row.table["zh"], row.table["en"])
    )


def negated(reading: Reading) -> Found:
    """What the text denies or only expects beside a fragment is part of the evidence."""
    if not reading.same:
        return
    found = [
        (span, match)
        for match in reading.matches
        if match.verdict == FOUND and match.row.kind.id not in THINGS
        for span in match.spans
    ]
    spans = sorted(found, key=lambda pair: pair[0])
    starts = [span.first for span, _ in spans]
    longest = max((span.last - span.first for span, _ in spans), default=0)
    clauses = Clauses(reading.text)
    seen: set[str] = set()
    for denied in DENIED.finditer(reading.text.prose):
        start, end = clauses.around(Span(denied.start(), denied.end() - 1))
        near = spans[bisect_left(starts, start - longest) : bisect_right(starts, end - 1)]
        beside = [(span, match) for span, match in near if span.last >= start]
        shown = {
            match.row.id for span, match in beside if span.first <= denied.start() <= span.last
        }
        for _, match in beside:
            if match.row.id not in shown and match.row.id not in seen:
                seen.add(match.row.id)
                [line, *_] = reading.text.lines_of(Span(denied.start(), denied.end() - 1))
                message = f"the text says {quoted(denied[0])} beside it, on {numbers([line])}"
                where = (*match.row.path, "evidence", match.number)
                yield where, f"{message}; check the fact, or add the word to the evidence"


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


def evidence_of_another(reading: Reading) -> Found:
    """No two figures in one unit show each other's evidence."""
    groups: dict[str, list[Row]] = {}
    for row, _ in stats(reading):
        groups.setdefault(row.table["unit"], []).append(row)
    said = {
        row.id: (words(row.table["zh"], row.table["en"]), words(*row.table["evidence"]))
        for row, _ in stats(reading)
    }
    seen: set[str] = set()
    for rows in groups.values():
        for place, one in enumerate(rows):
            name, shows = said[one.id]
            own = common(name, shows)
            for other in rows[place + 1 : place + 1 + MANY]:
                name2, shows2 = said[other.id]
                more = common(name, shows2) + common(name2, shows) - own - common(name2, shows2)
                beside = set(one.table["lines"]) & set(other.table["lines"])
                if more < (LEAST if beside else LEAST + 1):
                    continue
                for row, whose in ((one, other), (other, one)):
                    if row.id not in seen:
                        seen.add(row.id)
                        message = f"this is what '{whose.id}' is called, and the other way round"
                        where = (*row.path, "evidence")
                        yield where, f"{message}; change the two, or name them anew"


def words(*texts: str) -> Counter[str]:
    """The Han characters, their pairs, and the Latin words of some texts."""
    found: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        found.update(WORDS.findall(folded))
        for run in HAN.findall(folded):
            found.update(run)
            found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


def common(one: Counter[str], other: Counter[str]) -> int:
    """How many words two texts have in common."""
    return sum((one & other).values())
