"""Rules about the clause around evidence: rise or fall, and denial."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from ...messages import tell
from ...model.diagnostics import Path, Span
from ...model.lock import FOUND
from ...quantities.quantity import Quantity
from ...text.characters import simplified
from ...text.normalise import fold
from ...text.numerals import NUMERALS
from ...vocabulary import expression
from ..context import Context
from ..naming import Naming
from ..raw import RawFact
from ..rule import Findings, line_numbers, quoted, rule
from ..values import stated_figures

# A clause ends here. A 、 ends it only behind a number: 没有金牌、银牌 denies both medals.
CLAUSE_STOP = re.compile(
    rf"[，。；：！？|｜]|[,;:!?.](?![0-9])|、|(?P<number>[0-9０-９{NUMERALS}]+)"
)
NUMBER_SIDE = 40  # characters of a clause on each side
DENIED = re.compile(f"{expression('denied')}|{expression('planned')}", re.IGNORECASE)
SUPPOSED = re.compile(expression("supposed"), re.IGNORECASE)
EACH = re.compile(expression("each"), re.IGNORECASE)
CHANGING = re.compile(
    "|".join(
        (
            *(expression(each) for each in ("rise", "fall", "change")),
            expression("rise.short"),
            expression("fall.short"),
            expression("naming-change"),
        )
    )
)
DOWN_WORDS, UP_WORDS = (
    f"{expression(each)}|{expression(f'{each}.short')}" for each in ("fall", "rise")
)
DIRECTION = re.compile(f"(?P<down>{DOWN_WORDS})|(?P<up>{UP_WORDS})")
# In a name, these say that a figure is no result.
NO_RESULT = re.compile(f"{expression('denied')}|{expression('naming-planned')}", re.IGNORECASE)
LEVEL = re.compile(rf"{expression('level-before')} ?$", re.IGNORECASE)
CHANGE, UP, DOWN = "change", "up", "down"
# For these kinds, a denial is about an action; the person or body still exists.
BEINGS = ("competitions", "organisations", "people", "publication", "works")


class Clauses:
    """Where the clauses of a source end."""

    def __init__(self, context: Context) -> None:
        self.stops: list[int] = []
        counted = False
        for found in CLAUSE_STOP.finditer(context.text.prose):
            if found["number"]:
                counted = True
            elif counted or found[0] != "、":
                self.stops.append(found.start())
                counted = False
        self.size = len(context.text.prose)

    def around(self, span: Span) -> tuple[int, int]:
        """Start and end of the clause around a span, limited to `NUMBER_SIDE`."""
        before = bisect_left(self.stops, span.first)
        behind = bisect_right(self.stops, span.last)
        start = self.stops[before - 1] + 1 if before else 0
        end = self.stops[behind] if behind < len(self.stops) else self.size
        return max(start, span.first - NUMBER_SIDE), min(end, span.last + 1 + NUMBER_SIDE)


@rule("source", needs="source")
def direction_differs(context: Context) -> Findings:
    """A growth is positive where the text says 增长 and the like, negative where it says 下降; a count is no change.

    The nearest such word before the number counts, else the one behind it, up to the next
    punctuation. If a change is what is counted (减少120项), put its word into the evidence or the name.
    """
    if not context.same:
        return
    for each in stated_figures(context):
        fact = each.fact
        value = fact.table.get("value", 0)
        read = [one for one in each.fitting if one.match is not None]
        if not read:
            continue
        if fact.table.get("growth_of"):
            if all(opposite(one.quantity, value) for one in read):
                quantity = read[0].quantity
                word = "rose" if quantity.direction == UP else "fell"
                message = tell(
                    "the text says that it {word} by {text}, and the value is {value:+}",
                    word=word,
                    text=quantity.text,
                    value=value,
                )
                yield (*fact.path, "value"), tell("{message}; check the direction", message=message)
        elif all(changes(context, one.quantity) for one in read) and not has_word(CHANGING, fact):
            said = quoted(around(context, read[0].quantity))
            message = tell("the text says by how much it changed: {said}", said=said)
            yield (
                (*fact.path, "evidence"),
                tell("{message}; a change is no count: check it, or add the word", message=message),
            )


@rule("source", needs="source", severity="warning")
def change_not_stated(context: Context) -> Findings:
    """A figure that the text gives as a change is called one, or is stated as a growth.

    增加228人次 does not say that there were 228. Name it as what it is (增加的人次), or state `growth_of`.
    """
    if not context.same:
        return
    for each in stated_figures(context):
        fact, read = each.fact, [one.quantity for one in each.fitting if one.match is not None]
        if fact.table.get("growth_of") or not read:
            continue
        called = any(CHANGING.search(fold(text)) for text in names(fact))
        if not called and all(changes(context, one) for one in read) and has_word(CHANGING, fact):
            message = tell(
                "the text says by how much it changed: {quoted}",
                quoted=quoted(around(context, read[0])),
            )
            yield (
                (*fact.path, "evidence"),
                tell("{message}; say so in the name, or state growth_of", message=message),
            )


def opposite(quantity: Quantity, value: Any) -> bool:
    """Whether a text says that something rose and a base that it fell, or the other way round."""
    number = quantity.value or 0
    falls = quantity.direction == DOWN or number < 0
    return value != 0 and quantity.direction is not None and falls != (value < 0)


@rule("source", needs="source", severity="warning")
def direction_not_shown(context: Context) -> Findings:
    """The text says beside a growth whether it is one or a fall.

    If no such word belongs to the number for certain, the nearest one of the clause counts. Without
    one, a fall is not shown.
    """
    if not context.same:
        return
    naming = context.once(Naming)
    for each in stated_figures(context):
        fact = each.fact
        value = fact.table.get("value", 0)
        read = [one.quantity for one in each.fitting if one.match is not None]
        unsaid = [one for one in read if one.direction is None and (one.value or 0) > 0]
        if not fact.table.get("growth_of") or not value or not read or len(unsaid) < len(read):
            continue
        low, high = naming.clause(unsaid[0])
        prose = context.text.prose
        before, behind = prose[low : unsaid[0].start], prose[unsaid[0].end : high]
        found = [*DIRECTION.finditer(fold(before))][-1:] or [*DIRECTION.finditer(fold(behind))][:1]
        falls = bool(found and found[0]["down"])
        if falls != (value < 0):
            word = f"says {quoted(found[0][0])}" if found else tell("does not say that it fell")
            message = tell(
                "the text {word} beside {text}, and the value is {value:+}",
                word=word,
                text=unsaid[0].text,
                value=value,
            )
            yield (
                (*fact.path, "value"),
                tell("{message}; check it, or add the words that say so", message=message),
            )


def changes(context: Context, quantity: Quantity) -> bool:
    """Whether a figure says by how much something changed, and not from what or to what."""
    before = context.text.prose[max(0, quantity.start - 12) : quantity.start]
    return quantity.kind == CHANGE and not LEVEL.search(before)


def has_word(pattern: re.Pattern[str], fact: RawFact) -> bool:
    """Whether a fact's evidence, name or note has a word."""
    return any(pattern.search(fold(text)) for text in (*fact.table["evidence"], *names(fact)))


def names(fact: RawFact) -> list[str]:
    """The names and notes of a fact."""
    return [fact.table.get(each, "") for each in ("zh", "en", "note_zh", "note_en")]


def around(context: Context, quantity: Quantity) -> str:
    """A figure with some words around it."""
    return context.text.words(Span(quantity.start, quantity.end - 1), 6)


@rule("source", needs="source", severity="warning")
def average_not_stated(context: Context) -> Findings:
    """Where the text gives a figure for each day, month or head, the base says so.

    日均3100人次 is no number of visits. Put the word into the evidence or the name.
    """
    if not context.same:
        return
    naming = context.once(Naming)
    prose = context.text.prose.translate(simplified())
    for each in stated_figures(context):
        for one in each.fitting[:1] if not has_word(EACH, each.fact) else ():
            low, _ = naming.clause(one.quantity)
            if one.match and (found := EACH.search(prose, low, one.quantity.start)):
                message = tell(
                    "the text says {quoted} before {text}",
                    quoted=quoted(found[0]),
                    text=one.quantity.text,
                )
                yield (
                    one.match.path,
                    tell("{message}; add the word to the evidence or to the name", message=message),
                )


@rule("source", needs="source")
def negated(context: Context) -> Findings:
    """What the text denies or only expects beside a fragment (未, 没有, 预计, not) is part of the evidence.

    Otherwise the base may state what the text denies or only plans. If the word denies something
    else, or the fact is about what did not happen, put the word into the evidence or the name.
    """
    for path, said in beside(context, DENIED):
        yield path, tell("{said}; check the fact, or add the word to the evidence", said=said)


@rule("source", needs="source", severity="warning")
def supposed(context: Context) -> Findings:
    """What the text wants, supposes or only reports of others beside a figure is part of the evidence.

    计划培训1508人 and 1508人缺考 do not say that 1508 were trained. Put the word into the evidence or the
    name.
    """
    for path, said in beside(context, SUPPOSED, figures=True):
        yield (
            path,
            tell("{said}; check the fact, or add the word to the evidence or the name", said=said),
        )


def beside(
    context: Context, pattern: re.Pattern[str], *, figures: bool = False
) -> Iterator[tuple[Path, str]]:
    """The facts in whose clause a word stands that they do not have, each once.

    For each, the path of the fragment and a message.
    """
    if not context.same:
        return
    # What counts for a figure is the clause of its number.
    found = [
        (Span(one.quantity.start, one.quantity.end - 1), one.match)
        for each in stated_figures(context)
        for one in each.fitting
        if one.match is not None
    ]
    if not figures:
        found += [
            (span, match)
            for match in context.matches
            if match.verdict == FOUND
            and match.fact.kind.id not in BEINGS
            and not match.fact.kind.figure
            for span in match.spans
        ]
    spans = sorted(found, key=lambda pair: pair[0])
    starts = [span.first for span, _ in spans]
    longest = max((span.last - span.first for span, _ in spans), default=0)
    clauses = context.once(Clauses)
    seen: set[str] = set()
    prose = context.text.prose
    for word in words_of(prose.translate(simplified()), pattern):
        start, end = clauses.around(word)
        near = spans[bisect_left(starts, start - longest) : bisect_right(starts, end - 1)]
        beside = [(span, match) for span, match in near if span.last >= start]
        shown = {match.fact.id for span, match in beside if span.first <= word.first <= span.last}
        for _, match in beside:
            if match.fact.id not in shown and match.fact.id not in seen:
                seen.add(match.fact.id)
                if not has_word(pattern, match.fact) and not has_word(NO_RESULT, match.fact):
                    said = quoted(prose[word.first : word.last + 1])
                    lines = line_numbers(context.text.lines_of(word)[:1])
                    yield (
                        match.path,
                        tell("the text says {said} beside it, on {lines}", said=said, lines=lines),
                    )


def words_of(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where the words of a pattern stand in a text."""
    return (Span(found.start(), found.end() - 1) for found in pattern.finditer(text))
