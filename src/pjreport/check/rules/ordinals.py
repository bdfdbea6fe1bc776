"""A rule about ordinals and days: they stand in the fact's own evidence."""

import re

from ...model.fields import MONTH_DAY, ORDINAL
from ...quantities.numbers import quantities
from ...text.normalise import fold
from ...text.numerals import ORDINAL as TH
from ...vocabulary import expression, words
from ..context import Context
from ..rule import Findings

FIRST = re.compile(f"{expression('ordinals.first')}{expression('ordinals', 'zh')}")
MONTHS = words("months")
ENDINGS = "|".join(words("ordinals.endings"))
MONTH, DAY = words("days.month")[0], words("days.day")[0]


def ordinal_not_shown(context: Context) -> Findings:
    """An edition, batch, ordinal or day that is printed stands in the fact's own evidence."""
    for fact in context.facts:
        inferred = fact.table.get("inferred", ())
        text = fold(" | ".join(fact.table["evidence"]))
        for name, field in fact.kind.fields.items():
            value = fact.table.get(name)
            if value is None or name in inferred:
                continue
            if field.schema is ORDINAL.schema and not ordinal_in(text, value, context):
                yield (*fact.path, name), f"no {TH}{value} in the evidence; add the fragment"
            elif field.schema is MONTH_DAY.schema and not day_in(text, value):
                month, day = value[2:4].lstrip("0"), value[5:].lstrip("0")
                yield (
                    (*fact.path, name),
                    f"no {month}{MONTH}{day}{DAY} in the evidence; add the fragment",
                )


def ordinal_in(text: str, value: int, context: Context) -> bool:
    """Whether a folded text has this ordinal."""
    if value == 1 and FIRST.search(text):
        return True
    found = quantities(text, context.units)
    english = re.search(rf"\b{value}(?:{ENDINGS})\b", text)
    return english is not None or any(each.ordinal and each.value == value for each in found)


def day_in(text: str, value: str) -> bool:
    """Whether a folded text has this day, `--MM-DD`."""
    month, day = int(value[2:4]), int(value[5:])
    name = MONTHS[month - 1]
    forms = rf"{month}{MONTH}{day}{DAY}|\b{name} {day}\b|\b{day} {name}\b"
    return re.search(rf"(?<![0-9])(?:{forms})", text) is not None
