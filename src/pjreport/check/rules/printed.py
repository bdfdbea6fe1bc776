"""Rules about printed numbers: a fact's own evidence shows its value, unit and exactness.

With the source the words around a fragment count too: one may end before the
unit does (5228人 of 5228人次), or begin after a 超.
"""

from ...vocabulary import keys, words
from ..context import Context
from ..rule import Findings
from ..values import figures, united, valued

PRINTED = {qualifier: words(f"before.{qualifier}")[0] for qualifier in keys("before")}


def value_not_shown(context: Context) -> Findings:
    """A figure stands, as a whole number, in its own evidence."""
    for fact, shown in figures(context):
        if not valued(context, fact, shown):
            value = fact.table["value"]
            yield (*fact.path, "value"), f"{value} is no number of the evidence; check both"


def unit_not_shown(context: Context) -> Findings:
    """The unit stands behind the figure, whole: 人 is not 人次, and % is not 个百分点."""
    for fact, shown in figures(context):
        numbers = valued(context, fact, shown)
        if numbers and not united(context, fact, shown):
            unit = fact.table["unit"]
            printed = numbers[0].said.unit
            seen = f"'{printed}' is printed" if printed else "no unit is printed"
            forms = context.units.forms.get(unit, ["?"])
            message = f"{seen} behind {fact.table['value']}, and not '{forms[0]}'"
            yield (*fact.path, "unit"), f"{message}; check the unit, or add what is written for it"


def qualifier_differs(context: Context) -> Findings:
    """Words that say how exact a figure is (超, 近, 约, 余, 以上) are neither dropped nor added."""
    for fact, shown in figures(context):
        fitting = [each for each in united(context, fact, shown) if not each.part]
        stated = fact.table.get("qualifier")
        printed = {each.said.qualifier for each in fitting}
        if not fitting or stated in printed:
            continue
        if said := next((each for each in printed if each), None):
            message = f'the text says {said} ({PRINTED[said]}); state qualifier = "{said}"'
        else:
            message = f"'{stated}', but the text has no {PRINTED[str(stated)]} there; drop it"
        yield (*fact.path, "qualifier" if stated else "value"), message


def part_of_range(context: Context) -> Findings:
    """A figure is no end of a range, and no part of a ratio, a product or a sum."""
    for fact, shown in figures(context):
        fitting = valued(context, fact, shown)
        if fitting and all(each.part for each in fitting):
            message = "is an end of a range in the text, or part of a ratio; state what it says"
            yield (*fact.path, "value"), f"{fact.table['value']} {message}"
