"""Rules about printed numbers: a fact's own evidence shows its value, unit and exactness.

With the source the words around a fragment count too: one may end before the
unit does (5228人 of 5228人次), or begin after a 超.
"""

import re
from collections.abc import Iterator
from typing import Any

from ...model.fields import MONTH_DAY, ORDINAL
from ...quantities.numbers import listed, quantities
from ...quantities.printed import Shown
from ...text.normalise import fold, fold_all
from ..context import Found, Reading
from ..view import Row

FIRST = re.compile("首[批届次个期]")
MONTHS = "january february march april may june july august september october november december"
SHOWN = ("ranks", "levels", "classes")  # groups of terms that a text prints, if it says them
MARKS = {
    "over": "超",
    "nearly": "近",
    "about": "约",
    "at-least": "以上",
    "under": "不到",
    "at-most": "至多",
}


def value_not_shown(reading: Reading) -> Found:
    """A figure stands, as a whole number, in its own evidence."""
    for row, shown in stats(reading):
        if not valued(reading, row, shown):
            value = row.table["value"]
            yield (*row.path, "value"), f"{value} is no number of the evidence; check both"


def unit_not_shown(reading: Reading) -> Found:
    """The unit stands behind the figure, whole: 人 is not 人次, and % is not 个百分点."""
    for row, shown in stats(reading):
        numbers = valued(reading, row, shown)
        if numbers and not united(reading, row, shown):
            unit = row.table["unit"]
            printed = numbers[0].said.unit
            seen = f"'{printed}' is printed" if printed else "no unit is printed"
            forms = reading.units.forms.get(unit, ["?"])
            message = f"{seen} behind {row.table['value']}, and not '{forms[0]}'"
            yield (*row.path, "unit"), f"{message}; check the unit, or add what is written for it"


def qualifier_differs(reading: Reading) -> Found:
    """Words that say how exact a figure is (超, 近, 约, 余, 以上) are neither dropped nor added."""
    for row, shown in stats(reading):
        fitting = [each for each in united(reading, row, shown) if not each.part]
        stated = row.table.get("qualifier")
        printed = {each.said.qualifier for each in fitting}
        if not fitting or stated in printed:
            continue
        if said := next((each for each in printed if each), None):
            message = f'the text says {said} ({MARKS[said]}); state qualifier = "{said}"'
        else:
            message = f"'{stated}', but the text has no {MARKS[str(stated)]} there; drop it"
        yield (*row.path, "qualifier" if stated else "value"), message


def part_of_range(reading: Reading) -> Found:
    """A figure is no end of a range, and no part of a ratio, a product or a sum."""
    for row, shown in stats(reading):
        fitting = valued(reading, row, shown)
        if fitting and all(each.part for each in fitting):
            message = "is an end of a range in the text, or part of a ratio; state what it says"
            yield (*row.path, "value"), f"{row.table['value']} {message}"


def ordinal_not_shown(reading: Reading) -> Found:
    """An edition, batch, ordinal or day that is printed stands in the fact's own evidence."""
    for row in reading.rows:
        inferred = row.table.get("inferred", ())
        text = fold(" | ".join(row.table["evidence"]))
        for name, field in row.kind.fields.items():
            value = row.table.get(name)
            if value is None or name in inferred:
                continue
            if field.schema is ORDINAL.schema and not ordinal_in(text, value, reading):
                yield (*row.path, name), f"no 第{value} in the evidence; add the fragment"
            elif field.schema is MONTH_DAY.schema and not day_in(text, value):
                month, day = value[2:4].lstrip("0"), value[5:].lstrip("0")
                yield (*row.path, name), f"no {month}月{day}日 in the evidence; add the fragment"


def term_not_shown(reading: Reading) -> Found:
    """A rank, level or class that is printed stands in the fact's own evidence."""
    known: dict[tuple[str, str], re.Pattern[str]] = {}
    for row in reading.rows:
        inferred = row.table.get("inferred", ())
        stated = {
            field: (group, row.table[field])
            for field, group in row.kind.terms.items()
            if group in SHOWN and field in row.table and field not in inferred
        }
        text = fold(" | ".join(row.table["evidence"])) if stated else ""
        for field, (group, key) in stated.items():
            term = reading.view.section("vocabulary", group, key)
            if (group, key) not in known:
                known[group, key] = forms(term)
            if not known[group, key].search(text):
                message = f"no '{term.get('zh', key)}' in the evidence"
                yield (
                    (*row.path, field),
                    f"{message}; add the fragment, what is `written` for it, or name it in inferred",
                )


def forms(term: dict[str, Any]) -> re.Pattern[str]:
    """What a folded text may have for a term, as a whole word or number."""
    words = [term.get("zh"), term.get("en"), *listed(term.get("written"))]
    folded = fold_all([word for word in words if isinstance(word, str)])
    some = "|".join(re.escape(word) for word in folded if word)
    return re.compile(rf"(?<![a-z0-9.])(?:{some})(?![a-z0-9])" if some else r"(?!)")


def stats(reading: Reading) -> Iterator[tuple[Row, list[Shown]]]:
    """The printed figures, each with the numbers that its evidence shows."""
    for row in reading.rows:
        if row.id in reading.shown:
            yield row, reading.shown[row.id]


def worth(row: Row) -> list[Any]:
    """The values that a text may print for a figure's: a growth of -3.2 is a fall of 3.2."""
    value = row.table["value"]
    return [value, -value] if row.table.get("growth_of") and value < 0 else [value]


def valued(reading: Reading, row: Row, shown: list[Shown]) -> list[Shown]:
    """The numbers that are a figure's value, in whatever unit."""
    unit = row.table["unit"]
    values = {each for value in worth(row) for each in reading.units.worth(unit, value)}
    return [each for each in shown if each.said.value in values]


def united(reading: Reading, row: Row, shown: list[Shown]) -> list[Shown]:
    """The numbers that are a figure's value in its unit."""
    unit, values = row.table["unit"], worth(row)
    return [
        each
        for each in shown
        if any(reading.units.fits(unit, value, each.said) for value in values)
    ]


def ordinal_in(text: str, value: int, reading: Reading) -> bool:
    """Whether a folded text has this ordinal."""
    if value == 1 and FIRST.search(text):
        return True
    found = quantities(text, reading.units)
    english = re.search(rf"\b{value}(?:st|nd|rd|th)\b", text)
    return english is not None or any(each.ordinal and each.value == value for each in found)


def day_in(text: str, value: str) -> bool:
    """Whether a folded text has this day, `--MM-DD`."""
    month, day = int(value[2:4]), int(value[5:])
    name = MONTHS.split()[month - 1]
    forms = rf"{month}月{day}日|\b{name} {day}\b|\b{day} {name}\b"
    return re.search(rf"(?<![0-9])(?:{forms})", text) is not None
