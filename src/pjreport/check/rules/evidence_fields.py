"""Rules about ordinals, days, ranks, levels and classes: the evidence shows them."""

import re
from typing import Any

from ...model.fields import MONTH_DAY, ORDINAL
from ...quantities.numbers import listed, quantities
from ...text.normalise import fold, fold_all
from ...text.numerals import ORDINAL as TH
from ...vocabulary import expression, words
from ..context import Context
from ..rule import Findings, rule

PRINTED_GROUPS = ("ranks", "levels", "classes")  # groups of terms that texts print
FIRST = re.compile(f"{expression('ordinals.first')}{expression('ordinals', 'zh')}")
MONTHS = words("months")
ENDINGS = "|".join(words("ordinals.endings"))
MONTH, DAY = words("days.month")[0], words("days.day")[0]


@rule("source", needs="facts")
def ordinal_not_shown(context: Context) -> Findings:
    """An edition, batch, ordinal or day stands in the fact's own evidence.

    A value that is concluded and not printed is named in `inferred`.
    """
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
                said = f"{month}{MONTH}{day}{DAY if day else ''}"
                message = f"no {said} in the evidence; add the fragment"
                yield (*fact.path, name), message


def ordinal_in(text: str, value: int, context: Context) -> bool:
    """Whether a folded text has this ordinal."""
    if value == 1 and FIRST.search(text):
        return True
    found = quantities(text, context.units)
    english = re.search(rf"\b{value}(?:{ENDINGS})\b", text)
    return english is not None or any(each.ordinal and each.value == value for each in found)


def day_in(text: str, value: str) -> bool:
    """Whether a folded text has this day, `--MM-DD`, or this month, `--MM`."""
    month, day = int(value[2:4]), value[5:].lstrip("0")
    name = MONTHS[month - 1]
    forms = rf"{month}{MONTH}{day}{DAY}|\b{name} {day}\b|\b{day} {name}\b"
    if not day:
        forms = rf"{month}{MONTH}|\b{name}\b"
    return re.search(rf"(?<![0-9])(?:{forms})", text) is not None


@rule("source", needs="facts")
def term_not_shown(context: Context) -> Findings:
    """A rank, level or class stands in the fact's own evidence.

    The evidence has its zh, its en, or what it lists as `written` (省 for 省级). A value that is
    concluded and not printed is named in `inferred`.
    """
    known: dict[tuple[str, str], re.Pattern[str]] = {}
    for fact in context.facts:
        inferred = fact.table.get("inferred", ())
        stated = {
            field: (group, fact.table[field])
            for field, group in fact.kind.terms.items()
            if group in PRINTED_GROUPS and field in fact.table and field not in inferred
        }
        text = fold(" | ".join(fact.table["evidence"])) if stated else ""
        for field, (group, key) in stated.items():
            term = context.base.section("vocabulary", group, key)
            if (group, key) not in known:
                known[group, key] = term_pattern(term)
            if not known[group, key].search(text):
                message = f"no '{term.get('zh', key)}' in the evidence; add the fragment, "
                message += "what is `written` for it, or name it in inferred"
                yield (*fact.path, field), message


def term_pattern(term: dict[str, Any]) -> re.Pattern[str]:
    """The forms of a term in a folded text, as a whole word or number."""
    names = [term.get("zh"), term.get("en"), *listed(term.get("written"))]
    folded = fold_all([name for name in names if isinstance(name, str)])
    some = "|".join(re.escape(word) for word in folded if word)
    return re.compile(rf"(?<![a-z0-9.])(?:{some})(?![a-z0-9])" if some else r"(?!)")
