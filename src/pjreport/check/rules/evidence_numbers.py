"""Rules about figures: the evidence shows value, unit and exactness.

With a source, the words around a fragment count, too. A fragment may end before the unit does
(5228人 of 5228人次) or start behind a 超.
"""

from ...vocabulary import keys, words
from ..context import Context
from ..rule import Findings, rule
from ..values import shown_figures, united, valued

WORD_FOR = {key: words(f"qualifier-before.{key}")[0] for key in keys("qualifier-before")}


@rule("source", needs="facts")
def value_not_shown(context: Context) -> Findings:
    """A figure stands, as a whole number, in its own evidence.

    98 is not in 98.5%, nor 12 in 12,345, nor 3.2 in -3.2. Chinese numerals and 1.2万 count.
    """
    for fact, shown in shown_figures(context):
        if not valued(context, fact, shown):
            value = fact.table["value"]
            yield (*fact.path, "value"), f"{value} is no number of the evidence; check both"


@rule("source", needs="facts")
def unit_not_shown(context: Context) -> Findings:
    """The unit stands behind the figure, whole: 人 is not 人次, and % is not 个百分点.

    If the source prints something else (4金 for four medals), the unit lists it as `written`.
    """
    for fact, shown in shown_figures(context):
        numbers = valued(context, fact, shown)
        if numbers and not united(context, fact, shown):
            unit = fact.table["unit"]
            if unit not in context.units.forms:
                continue  # reported as an unknown term
            printed = numbers[0].said.unit
            seen = f"'{printed}' is printed" if printed else "no unit is printed"
            forms = context.units.forms[unit]
            message = f"{seen} behind {fact.table['value']}, and not '{forms[0]}'"
            yield (*fact.path, "unit"), f"{message}; check the unit, or add what is written for it"


@rule("source", needs="facts")
def qualifier_differs(context: Context) -> Findings:
    """Words and signs that say how exact a figure is (超, 近, 约, 余, 以上, ≥) are neither dropped nor added.

    They are stated as `qualifier`: over, nearly, about, at-least, under or at-most.
    """
    for fact, shown in shown_figures(context):
        fitting = [each for each in united(context, fact, shown) if not each.part]
        stated = fact.table.get("qualifier")
        printed = {each.said.qualifier for each in fitting}
        if not fitting or stated in printed:
            continue
        if said := next((each for each in printed if each), None):
            message = f'the text says {said} ({WORD_FOR[said]}); state qualifier = "{said}"'
        else:
            message = f"'{stated}', but the text has no {WORD_FOR[str(stated)]} there; drop it"
        yield (*fact.path, "qualifier" if stated else "value"), message


@rule("source", needs="facts")
def part_of_range(context: Context) -> Findings:
    """A figure is no end of a range, and no part of a ratio, a product or a sum.

    5000～5228 says neither 5000 nor 5228. A change from one number to another (从1300到1508) is no
    range. Numbers in different units (12.86%至78项) are none, either.
    """
    for fact, shown in shown_figures(context):
        fitting = valued(context, fact, shown)
        if fitting and all(each.part for each in fitting):
            message = "is an end of a range in the text, or part of a ratio; state what it says"
            yield (*fact.path, "value"), f"{fact.table['value']} {message}"
