"""Rules about figures: the evidence shows value, unit and exactness.

With a source, the words around a fragment count, too. A fragment may end before the unit does
(5228人 of 5228人次) or start behind a 超.
"""

import re

from ...messages import tell
from ...quantities.quantity import Quantity
from ...quantities.units import UNITS
from ...text.normalise import fold
from ...vocabulary import expression, keys, words
from ..context import Context
from ..naming import HAN, Naming
from ..rule import Findings, line_numbers, quoted, rule
from ..units import OTHER, SAME
from ..values import Stated, said, stated_figures, unclear

GROUPS = ("qualifier-before", "qualifier-between", "qualifier-inside", "qualifier-behind")


def qualifier_words(name: str) -> re.Pattern[str]:
    """The words for a qualifier, wherever they stand."""
    groups = [group for group in GROUPS if name in keys(group)]
    return re.compile("|".join(expression(f"{group}.{name}") for group in groups))


NEAR = ({"over", "at-least"}, {"under", "at-most"})  # pairs that 以上, 以下 and "up to" may mean
LIMIT = "at-most"
BESIDE = 24  # characters on a side of an English number that are read
PLAIN_BEFORE = re.compile(rf"(?:\A|[:;(•·|]|{expression('qualifier-none', 'en')})[ $£€]*\Z")
PHRASE = re.compile(r"[^.;:()|]*")
MORE_BEHIND = re.compile(rf",|{expression('qualifier-none.behind', 'en')}")
WORDS_OF = {key: qualifier_words(key) for key in keys("qualifier-before")}
WORD_FOR = {key: words(f"qualifier-before.{key}")[0] for key in keys("qualifier-before")}


@rule("source", needs="facts")
def value_not_shown(context: Context) -> Findings:
    """A figure stands, as a whole number, in its own evidence.

    98 is not in 98.5%, nor 12 in 12,345, nor 3.2 in -3.2. Chinese numerals and 1.2万 count. So does
    one end of a range for neither end.
    """
    for each in stated_figures(context):
        if not each.equal and not unclear(context, each) and not end_of_range(each):
            where = next(end for end in ("value", "low", "high") if end in each.fact.table)
            message = tell("{fact} is no number of the evidence; check both", fact=said(each.fact))
            yield (*each.fact.path, where), message


@rule("source", needs="facts", severity="warning")
def value_unclear(context: Context) -> Findings:
    """A figure is read from its evidence without a doubt.

    A heading may give a scale (万元, in thousands), or a numeral may be a part of a word. State
    `unit_from`, or add the heading to the evidence, or choose a fragment in digits.
    """
    for each in stated_figures(context):
        if not each.equal and (why := unclear(context, each)):
            yield (
                (*each.fact.path, "value"),
                tell("{fact} is not printed: {why}; check it", fact=said(each.fact), why=why),
            )


@rule("source", needs="facts")
def part_of_range(context: Context) -> Findings:
    """A figure is no end of a range.

    5000～5228 says neither 5000 nor 5228; state `low` and `high`. A change from one number to another
    (从1300到1508) is no range.
    """
    for each in stated_figures(context):
        if not each.equal and not unclear(context, each) and end_of_range(each):
            message = tell("is an end of a range in the text; state low and high")
            yield (*each.fact.path, "value"), f"{said(each.fact)} {message}"


def end_of_range(stated: Stated) -> bool:
    """Whether the value of a stat is one end of a range in its evidence."""
    value = stated.fact.table.get("value")
    some = (*stated.shown, *stated.cut)
    return value is not None and any(value in (each.low, each.high) for each in some)


@rule("source", needs="facts", severity="note")
def step_not_stated(context: Context) -> Findings:
    """A figure that is printed in 万 or million says how far it is rounded.

    20.58万 is any number from 205,750 to 205,850. With `step` it is tested and compared as such, and
    without it as exact.
    """
    for each in stated_figures(context):
        value, step = each.fact.table.get("value"), each.fact.table.get("step")
        printed = [one.quantity for one in each.fitting if one.quantity.value == value]
        if step is None and printed and all(one.step > 1 for one in printed):
            message = tell("{text} is printed, a rounded number", text=quoted(printed[0].text))
            yield (
                (*each.fact.path, "value"),
                tell("{message}; state step = {step:f}", message=message, step=printed[0].step),
            )


@rule("source", needs="facts")
def unit_differs(context: Context) -> Findings:
    """No other unit stands behind the figure: 人 is not 人次, and % is not 个百分点.

    If the source prints something else (4金 for four medals), the unit lists it as `written`.
    """
    for each in stated_figures(context):
        if each.equal and all(one.unit == OTHER for one in each.equal):
            fact = each.fact
            printed = fact.table.get("unit_from") or each.equal[0].quantity.unit
            message = tell(
                "'{printed}' is printed behind {fact}, and not", printed=printed, fact=said(fact)
            )
            message += f" '{context.units.name(fact.table['unit'])}'"
            yield (
                (*fact.path, "unit"),
                tell("{message}; check the unit, or add what is written for it", message=message),
            )


@rule("source", needs="facts", severity="warning")
def unit_not_shown(context: Context) -> Findings:
    """The unit stands behind the figure, or the base says where it stands.

    Reports print units in headings and at the head of a list, and not only behind each number. Then
    `unit_from` has the words that say it.
    """
    for each in stated_figures(context):
        fact = each.fact
        unit = fact.table.get("unit")
        units = {one.unit for one in each.equal}
        if unit is None or not units or units & {SAME} or units == {OTHER}:
            continue
        if "unit" in fact.table.get("inferred", ()):
            continue
        printed = next(one.quantity.unit for one in each.equal if one.unit != OTHER)
        seen = f"'{printed}' is printed" if printed else tell("no unit is printed")
        message = tell(
            "{seen} behind {fact}, and not '{unit}'",
            seen=seen,
            fact=said(fact),
            unit=context.units.name(unit),
        )
        yield (
            (*fact.path, "unit"),
            tell("{message}; state unit_from, or add what is written for it", message=message),
        )


@rule("source", needs="source")
def unit_from_not_found(context: Context) -> Findings:
    """The words of `unit_from` stand in the source.

    If `unit_from_line` says on which line, they stand there.
    """
    for fact in context.facts if context.same else ():
        if isinstance(words := fact.table.get("unit_from"), str):
            spans, by_line = context.places_of(words)
            line = fact.table.get("unit_from_line")
            if not spans:
                message = tell("{words} is not in the source; check the words", words=quoted(words))
                yield (*fact.path, "unit_from"), message
            elif line is not None and line not in by_line:
                message = tell(
                    "{words} is on {line_numbers}, not on line {line}",
                    words=quoted(words),
                    line_numbers=line_numbers(sorted(by_line)),
                    line=line,
                )
                yield (
                    (*fact.path, "unit_from_line"),
                    tell("{message}; mend the line", message=message),
                )


@rule("source", needs="facts")
def qualifier_differs(context: Context) -> Findings:
    """Words and signs that say how exact a figure is (超, 近, 约, 余, 以上, ≥) are neither dropped nor added.

    They are stated as `qualifier`: over, nearly, about, at-least, under or at-most.
    """
    for each, printed, clear in context.once(other_qualifiers):
        stated = each.fact.table.get("qualifier")
        if not clear:
            continue
        if printed:
            message = tell(
                'the text says {printed} ({word_for}); state qualifier = "{printed2}"',
                printed=printed,
                word_for=WORD_FOR[printed],
                printed2=printed,
            )
        else:
            message = tell(
                "'{stated}', but the text has no {word_for} there; drop it",
                stated=stated,
                word_for=WORD_FOR[str(stated)],
            )
        yield (*each.fact.path, "qualifier" if stated else "value"), message


@rule("source", needs="facts", severity="warning")
def qualifier_not_shown(context: Context) -> Findings:
    """The qualifier of a figure stands beside its number, and is the nearest in meaning.

    The word may belong to another number of the clause, or 以上 may be read as over and as at-least.
    """
    for each, printed, clear in context.once(other_qualifiers):
        if not clear and (stated := each.fact.table.get("qualifier")):
            there = (
                f"says {printed} ({WORD_FOR[printed]})"
                if printed
                else tell("does not say it of the number")
            )
            message = tell("'{stated}' is stated, and the text {there}", stated=stated, there=there)
            yield (
                (*each.fact.path, "qualifier"),
                tell("{message}; check which is meant", message=message),
            )


def other_qualifiers(context: Context) -> list[tuple[Stated, str | None, bool]]:
    """The stats whose qualifier is not printed: with the one that is, and whether this is clear."""
    found = []
    for each in stated_figures(context):
        stated = each.fact.table.get("qualifier")
        printed = [one.quantity.qualifier for one in each.fitting]
        if printed and stated not in printed:
            said = next((word for word in printed if word), None)
            limit = stated is None and said == LIMIT and is_limit(each.fitting[0].quantity)
            near = {stated, said} in NEAR or (not said and maybe_said(context, each))
            found.append((each, said, not (limit or near)))
    return found


def is_limit(quantity: Quantity) -> bool:
    """Whether "at most" is a part of what a figure is: the first ten, within 48 hours."""
    return quantity.kind == "rank" or UNITS.kinds.get(quantity.unit) == "time"


def maybe_said(context: Context, stated: Stated) -> bool:
    """Whether a qualifier that was not read beside a number may be said of it after all.

    A word for it stands in the clause. Or the text is English, which has more ways to say it than
    anybody can list (530, give or take), and the words beside the number are none of the plainest.
    """
    pattern = WORDS_OF[stated.fact.table["qualifier"]]
    texts = list(stated.fact.table["evidence"])
    if context.source is None or not context.same:
        return not any(map(HAN.search, texts)) or any(pattern.search(fold(each)) for each in texts)
    naming, prose = context.once(Naming), context.text.prose
    quantities = [one.quantity for one in stated.fitting]
    texts += [prose[low:high] for low, high in map(naming.clause, quantities)]
    if any(pattern.search(fold(text)) for text in texts):
        return True
    return not naming.han and not any(is_plain(prose, each) for each in quantities)


def is_plain(prose: str, quantity: Quantity) -> bool:
    """Whether nothing beside an English number can say how exact it is."""
    before = prose[max(0, quantity.start - BESIDE) : quantity.start].casefold()
    behind = PHRASE.match(prose, quantity.end, quantity.end + 2 * BESIDE)
    return PLAIN_BEFORE.search(before) is not None and not (
        behind and MORE_BEHIND.search(behind[0].casefold())
    )
