"""The table of facts for people: names instead of keys, figures with their units."""

from collections.abc import Sequence

from ..model.base import Bases, FactBase, Record
from ..model.table import Column, Marks, Percent, Row, Table
from . import display, select

WHY = "why"  # the column that says why a fact was found
BESIDE = ("unit", "qualifier", "computed")  # what a number has beside it


def table(
    bases: Bases,
    records: Sequence[Record],
    kinds: Sequence[str],
    lang: str,
    *,
    fields: str | None,
    known: Sequence[str],
    heading: Sequence[str],
    marked: Sequence[str],
    marks: Marks | None,
    numbers: bool,
) -> Table:
    """The table of some records of these kinds.

    `fields` is what `--fields` says, and `known` are the names it may have. `marked` are further
    columns. `marks` finds in a text why a fact is there. With `numbers`, a figure is a number, with
    its unit and the like in columns of their own. Raises `UsageError` for a wrong field.
    """
    columns = display.columns(kinds, lang, several=len(list(bases)) > 1, records=records)
    columns += [display.column(name, lang) for name in marked]
    if marks is not None:
        from . import reason

        columns.append(Column(WHY, reason.TITLE[lang], WHY))
    states = {record["state"] for record in records}
    if len(states) == 1 and heading and not numbers:  # said once for all
        state = display.STATES[states.pop()][lang == "en"]
        heading = [f"{heading[0]} · {state}", *heading[1:]]
    elif states:
        columns.append(display.column("state", lang))
    by_name = {column.name: column for column in columns}
    names = select.field_names(fields, list(by_name), known)
    asked = select.asked_for(fields)
    columns = [
        by_name[name] if name in by_name and name not in asked else display.column(name, lang)
        for name in names
    ]
    rows: list[Row] = []
    for record in records:
        base = bases.of_report(record["report"])
        row = display.row(base, record, lang)
        if marks is not None:
            row[WHY] = reason.why(base, record, lang, marks)
        rows.append(row | beside(base, record, lang) if numbers else row)
    if numbers:
        more = [
            display.column(name, lang)
            for name in BESIDE
            if name not in names and any(row.get(name) for row in rows)
        ]
        place = names.index("value") + 1 if "value" in names else len(names)
        columns[place:place] = more if "value" in names else []
    if not rows:
        heading = [*heading, display.nothing(lang)]
    footing = [display.number_of(len(rows), lang)] if rows else []
    return Table(columns, rows, heading, marks, footing)


def beside(base: FactBase, record: Record, lang: str) -> Record:
    """A figure as a number, and its unit beside it. What is no single number stays a text."""
    if record.get("value") is None or record.get("form"):
        return {}
    unit = display.unit_of(base, record, "2", lang).strip()
    if unit == "%":
        return {"value": Percent(record["value"]), "unit": ""}
    return {"value": record["value"], "unit": unit}
