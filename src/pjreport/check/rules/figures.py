"""Rules about numbers: they can be, and formulas over them have an answer."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...model.diagnostics import Path
from ...model.fields import LINE
from ...model.formula import DIGITS, FormulaError, evaluate, keepable
from ..view import Row, View, strings

Found = Iterator[tuple[Path, str]]


def impossible_number(view: View) -> Found:
    """A figure is finite, of at most 18 digits, and possible for what it counts."""
    units = view.section("vocabulary", "units")
    for row in view.rows:
        value = row.table.get("value")
        where = (*row.path, "value")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            continue  # no number: the shape of the file says so
        if not keepable(value):
            yield where, f"not a number of at most {DIGITS} digits; write it as printed"
            continue
        unit = units.get(str(row.table.get("unit")))
        counted = isinstance(unit, dict) and unit.get("whole") is True
        if counted and (value < 0 or value != int(value)):
            yield where, f"{value} of something that is counted; write a whole number from 0"
        if row.table.get("rate_of") and not 0 <= value <= 100:
            yield where, f"a rate of {value} %; a share lies between 0 and 100"
        if row.table.get("growth_of") and value < -100:
            yield where, f"a growth of {value} %; nothing shrinks by more than all of itself"
        for _, id in strings(row.table.get("part_of")):
            whole = view.by_id.get(id)
            if whole is not None and figure(whole) and value > (total := whole.table["value"]):
                yield where, f"{value} is more than the {total} of '{id}' it is part of; check both"


def impossible_line(view: View) -> Found:
    """Line numbers rise, and lie within the source."""
    last = view.section("report", "source").get("lines")
    limit = last if isinstance(last, int) else None
    for row in view.rows:
        lines = row.table.get("lines")
        if not isinstance(lines, list) or not all(map(LINE.fits, lines)):
            continue  # the shape of the file says so
        where = (*row.path, "lines")
        if lines != sorted(set(lines)):
            yield where, "line numbers do not rise; sort them and drop repeats"
        if limit is not None and lines and max(lines) > limit:
            yield where, f"line {max(lines)} of a source with {limit} lines; check the number"


def relations(view: View) -> Found:
    """A figure is a growth, a rate or a part: one of them at most."""
    for row in view.rows:
        stated = [key for key in ("growth_of", "rate_of", "part_of") if row.table.get(key)]
        if len(stated) > 1:
            message = f"both {' and '.join(stated)}; a figure is one of them, split it"
            yield (*row.path, stated[1]), message


def formula(view: View) -> Found:
    """A computed fact's formula has exactly one answer, in the unit of what it adds up."""
    figures = Figures(view)
    known: dict[str, int | Decimal] = {}
    for row in view.rows:
        if not row.kind.computed:
            continue
        try:
            if not keepable(evaluate(row.id, figures, known)):
                message = f"gives a number of more than {DIGITS} digits; check the inputs"
                yield (*row.path, "formula"), message
        except FormulaError as error:
            yield (*row.path, "formula"), f"{error}; check the inputs"
            continue
        except (KeyError, TypeError, AttributeError, ArithmeticError):
            continue  # inputs that do not exist or are no numbers: other rules name them
        yield from mixed(row, figures)


class Figures(dict[str, dict[str, Any]]):
    """The tables of figures by id, each looked for when it is asked for."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __missing__(self, id: str) -> dict[str, Any]:
        row = self.view.by_id[id]
        if not row.kind.computed and not figure(row):
            raise KeyError(id)
        self[id] = row.table
        return row.table


def mixed(row: Row, figures: dict[str, dict[str, Any]]) -> Found:
    """What a formula reckons with is counted once, and in the unit of the result."""
    inputs = row.table["inputs"]
    if len(set(inputs)) < len(inputs):
        yield (*row.path, "inputs"), "an input named twice; name each once"
    counted = inputs
    if row.table["formula"] != "sum":
        [rate] = (figures[id] for id in inputs)
        counted = rate.get("growth_of") or rate["rate_of"]
    for id in dict.fromkeys(counted):
        unit = figures[id].get("unit")
        if unit != row.table.get("unit"):
            yield (*row.path, "unit"), f"'{id}' is in {unit}, the result is not; use one unit"


def figure(row: Row) -> bool:
    """Whether a row states a number that can be reckoned with."""
    value = row.table.get("value")
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and keepable(value)
