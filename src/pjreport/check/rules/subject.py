"""Rules about whose a number is: which number of the text a figure is, and that it is no other's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...messages import tell
from ...model.diagnostics import Span
from ...quantities.quantity import Quantity
from ...vocabulary import expression
from ..context import Context, Match
from ..naming import Naming
from ..printed import values_of
from ..rule import Findings, quoted, rule
from ..values import Stated, stated_figures

SIZES = (0, 1, 4)  # characters before a number by which others like it are found
TRIED = 200  # other numbers of a line that are compared with a fragment
CLEAR = 0.3  # how much better two names must fit the figures of each other to be called swapped
EACH = 0.05  # and each of the two
ALONE = 0.6  # how much, if only one of the two names tells them apart
NEXT = 3  # facts in one unit that stand just before a fact in the base, and are compared with it
# What a share is of, before it; and words for a total at its end.
WHOLE = re.compile(
    rf"{expression('statements.share', 'zh')}([\u3400-\u9fff]{{2,16}}?)(?:{expression('of', 'zh')})[^\W\d_a-z]{{0,3}}\Z"
)
TOTAL = re.compile(rf"(?:{expression('statements.whole', 'zh')})+\Z")
LONGEST = 24  # characters before a share that are looked at
DOUBT = 0.1  # how much better they must fit to be in doubt


@rule("source", needs="source", severity="warning")
def subject_not_shown(context: Context) -> Findings:
    """The fragment that shows a figure tells it from the other numbers of its lines.

    On a line with 立项16项、结题19项, the fragment 19项 does not say what it counts: with another number of
    the line it stands in the text, too. Add the words beside the number: 结题19项. If a fragment has two
    numbers in one unit, the name of the fact tells which of them is meant.
    """
    if not context.same:
        return
    for each in stated_figures(context):
        doubt: tuple[Match, Quantity] | None = None
        for one in each.fitting:
            if one.match is None or one.span is None:
                continue
            other = rival(context, one.quantity, one.span, each) or beside(
                context, one.quantity, one.span, each
            )
            if other is None:
                doubt = None
                break
            doubt = doubt or (one.match, other)
        if doubt:
            match, other = doubt
            words = context.text.words(Span(other.start, other.end - 1), 6)
            message = tell(
                "{fragment} may be another's on these lines: ...{words}...",
                fragment=quoted(match.fragment),
                words=words,
            )
            yield (
                match.path,
                tell("{message}; add the words beside it that say whose it is", message=message),
            )


class Rivals:
    """The figures on the lines of facts, by line, unit, and the characters just before them."""

    def __init__(self, context: Context) -> None:
        self.text = context.text
        self.found: dict[tuple[int, str, str], list[tuple[Quantity, int, int]]] = {}
        by_line = context.printed.by_line
        for line in {line for fact in context.facts for line in fact.table["lines"]}:
            for each in values_of(by_line.get(line, ())):
                start, end = self.number(each)
                for size in SIZES:
                    before = self.text.text[max(0, start - size) : start]
                    self.found.setdefault((line, each.unit, before), []).append((each, start, end))

    def number(self, quantity: Quantity) -> tuple[int, int]:
        """Start and end of a figure, without its unit, in the folded text."""
        start, end = self.text.range_of(Span(quantity.start, quantity.end - 1))
        unit = quantity.unit.replace(" ", "")
        return start, end - len(unit) if self.text.text.endswith(unit, start, end) else end

    def of(self, line: int, unit: str, before: str) -> list[tuple[Quantity, int, int]]:
        """The figures of a line in a unit that stand behind these characters, with their places."""
        size = max(size for size in SIZES if len(before) >= size)
        return self.found.get((line, unit, before[len(before) - size :]), [])[:TRIED]


def rival(context: Context, number: Quantity, span: Span, stated: Stated) -> Quantity | None:
    """Another number on a fact's lines that stands between the same words."""
    rivals, naming, text = context.once(Rivals), context.once(Naming), context.text.text
    listed = naming.is_paired(number)
    name = naming.name(stated.fact) if listed else frozenset()
    start, end = rivals.number(number)
    left, right = context.text.range_of(span)
    before, behind = text[left:start], text[end:right]
    for line in stated.fact.table["lines"]:
        for other, start, end in rivals.of(line, number.unit, before):
            if other.start == number.start or other.value == number.value:
                continue
            if not (text.startswith(behind, end) and text.endswith(before, 0, start)):
                continue
            if listed and naming.fit(name, number) > naming.fit(name, other):
                continue  # 甲、乙分别为20人、30人: the order says which is whose
            return other
    return None


def beside(context: Context, number: Quantity, span: Span, stated: Stated) -> Quantity | None:
    """Another number of a fragment, in the same unit, that the name of the fact fits as well."""
    naming = context.once(Naming)
    name = naming.name(stated.fact)
    others = [
        each
        for each in values_of(context.printed.within(span))[:TRIED]
        if each.unit == number.unit and each.value != number.value
    ]
    if not others:
        return None
    fits = naming.fit(name, number)
    return next((each for each in others if naming.fit(name, each) >= fits), None)


class Pair(NamedTuple):
    """Two stats whose names fit each other's figures better, and how much better."""

    one: Stated
    other: Stated
    gain: float
    clear: bool


@rule("source", needs="source")
def evidence_of_another(context: Context) -> Findings:
    """No two figures in one unit show each other's evidence.

    The name of each fits the words around the other's number better. If the two were not swapped, give
    them the names that the text uses.
    """
    for each, other in pairs(context, clear=True):
        message = tell("this is what '{id}' is called, and the other way round", id=other.fact.id)
        yield (
            (*each.fact.path, "evidence"),
            tell("{message}; change the two, or name them anew", message=message),
        )


@rule("source", needs="source", severity="warning")
def name_of_another(context: Context) -> Findings:
    """The name of a figure does not fit another figure better than its own.

    As `evidence-of-another`, but less clear. Give the two the names that the text uses, or longer
    evidence.
    """
    for each, other in pairs(context, clear=False):
        message = tell(
            "the words around it fit '{id}', too, and the other way round", id=other.fact.id
        )
        yield (
            (*each.fact.path, "evidence"),
            tell("{message}; check which number is whose", message=message),
        )


@rule("source", needs="source", severity="warning")
def figure_of_another(context: Context) -> Findings:
    """One printed figure is one fact.

    Two facts show the same number at the same place of the text. One of them may mean the number
    beside it.
    """
    owners: dict[int, Stated] = {}
    seen: set[str] = set()
    for each in stated_figures(context) if context.same else ():
        places = [one.quantity.start for one in each.fitting if one.match]
        taken = [owners[place] for place in places if place in owners]
        for place in places:
            owners.setdefault(place, each)
        if not places or len(taken) < len(places):
            continue
        for one, other in ((taken[0], each), (each, taken[0])):
            if one.fact.id not in seen:
                seen.add(one.fact.id)
                message = tell("shows the same number as '{id}'", id=other.fact.id)
                yield (
                    (*one.fact.path, "evidence"),
                    tell("{message}; keep one of the two, or check both", message=message),
                )


def pairs(context: Context, *, clear: bool) -> Iterator[tuple[Stated, Stated]]:
    """Both orders of the pairs of stats that are clearly swapped, or in doubt; each stat once."""
    found = context.once(swapped) if context.same else []
    known = {each.one.fact.id for each in found if each.clear}
    seen: set[str] = set()
    for pair in found:
        if pair.clear != clear:
            continue
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            id = one.fact.id
            if id not in seen and (clear or id not in known):
                seen.add(id)
                yield one, other


def swapped(context: Context) -> list[Pair]:
    """The pairs of stats in one unit whose names fit each other's figures better."""
    naming = context.once(Naming)
    owners: dict[int, Stated] = {}
    stated = [each for each in stated_figures(context) if each.fitting]
    for each in stated:
        owners.setdefault(each.fitting[0].quantity.start, each)
    found: list[Pair] = []
    last: dict[str, list[Quantity]] = {}  # the figures of the facts just before, by unit
    for each in stated:
        own = each.fitting[0].quantity
        unit = str(each.fact.table.get("unit"))
        before = last.setdefault(unit, [])
        for rival in (*naming.like(naming.name(each.fact)), *before[-NEXT:]):
            other = owners.get(rival.start)
            if (
                other is None
                or rival.start == own.start
                or (rival.value, rival.low) == (own.value, own.low)
                or str(other.fact.table.get("unit")) != unit
            ):
                continue
            gain, least = exchange(naming, (each, own), (other, rival))
            if gain >= DOUBT:
                alone = gain >= ALONE and least >= 0 and own.unit == rival.unit
                clear = alone or (gain >= CLEAR and least >= EACH)
                found.append(Pair(each, other, gain, clear))
        before.append(own)
    return sorted(found, key=lambda pair: -pair.gain)


def exchange(naming: Naming, *both: tuple[Stated, Quantity]) -> tuple[float, float]:
    """How much better two names fit the figures of each other, and how much the worse of the two.

    Only what one name has and the other has not tells them apart: 产 and 销 of 泵产量 and 泵销量.
    """
    names = [naming.letters(naming.label(each.fact)) for each, _ in both]
    around = [naming.letters_around(quantity) for _, quantity in both]
    gains = []
    for mine, theirs in ((0, 1), (1, 0)):
        if own := names[mine] - names[theirs]:
            here, there = (
                sum(around[each].get(one, 0.0) for one in own) for each in (mine, theirs)
            )
            gains.append((there - here) / len(own))
    return sum(gains), min(gains, default=0)


@rule("source", needs="source")
def whole_differs(context: Context) -> Findings:
    """The whole of a share is the one that the text names before it.

    占持证读者的31% is a share of 持证读者. If the base has a figure of this name, `share_of` or `part_of` names
    it, or a figure whose name has some of its characters.
    """
    naming = context.once(Naming) if context.same else None
    for each in stated_figures(context) if naming else ():
        field = "share_of" if "share_of" in each.fact.table else "part_of"
        stated = context.base.by_id.get(str(each.fact.table.get(field)))
        if naming is None or stated is None or not stated.kind.figure:
            continue
        named = {whole_of(context, one.quantity) for one in each.fitting if one.match}
        said = named.pop() if len(named) == 1 else ""
        letters = naming.letters(said)
        if letters and letters.isdisjoint(naming.letters(naming.label(stated))):
            other = next((fact for fact in context.facts if naming.label(fact) == said), None)
            if other is not None:
                message = tell(
                    "the text says that it is a part of {said}, which is '{id}'",
                    said=quoted(said),
                    id=other.id,
                )
                yield (*each.fact.path, field), tell("{message}; check the two", message=message)


def whole_of(context: Context, quantity: Quantity) -> str:
    """What a text says a share to be of, without words for a total: 占授权总量的23%."""
    found = WHOLE.search(context.text.prose, max(0, quantity.start - LONGEST), quantity.start)
    return TOTAL.sub("", found[1]) if found and quantity.unit == "%" else ""
