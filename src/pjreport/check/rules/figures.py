"""Rules about numbers: values are possible, and formulas have a result."""

from decimal import Decimal
from typing import Any

from ...model.fields import LINE
from ...model.formula import DIGITS, FormulaError, evaluate, keepable
from ..raw import RawBase, RawFact, has_number, strings
from ..rule import Findings, rule


@rule("consistency")
def impossible_number(base: RawBase) -> Findings:
    """A figure is finite, of at most 18 digits, and possible for what it counts.

    Counts are whole numbers, a share is between 0 and 100, a part is at most its whole.
    """
    units = base.section("vocabulary", "units")
    for fact in base.facts:
        value = fact.table.get("value")
        where = (*fact.path, "value")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            continue  # reported as a mistake of shape
        if not keepable(value):
            yield where, f"not a number of at most {DIGITS} digits; write it as printed"
            continue
        unit = units.get(str(fact.table.get("unit")))
        counted = isinstance(unit, dict) and unit.get("whole") is True
        below = value < 0 or (isinstance(value, Decimal) and value.is_signed())  # -0.0, too
        if counted and (below or value != int(value)):
            yield where, f"{value} of something that is counted; write a whole number from 0"
        if fact.table.get("rate_of") and not 0 <= value <= 100:
            yield where, f"a rate of {value} %; a share lies between 0 and 100"
        if fact.table.get("growth_of") and value < -100:
            yield where, f"a growth of {value} %; nothing shrinks by more than all of itself"
        for _, id in strings(fact.table.get("part_of")):
            whole = base.by_id.get(id)
            if whole is not None and has_number(whole) and value > (total := whole.table["value"]):
                yield where, f"{value} is more than the {total} of '{id}' it is part of; check both"


@rule("consistency")
def impossible_line(base: RawBase) -> Findings:
    """Line numbers rise, and lie within the source.

    Lines count from 1; [report.source] says how many there are.
    """
    last = base.section("report", "source").get("lines")
    limit = last if isinstance(last, int) else None
    for fact in base.facts:
        lines = fact.table.get("lines")
        if not isinstance(lines, list) or not all(map(LINE.fits, lines)):
            continue  # the shape of the file says so
        where = (*fact.path, "lines")
        if lines != sorted(set(lines)):
            yield where, "line numbers do not rise; sort them and drop repeats"
        if limit is not None and lines and max(lines) > limit:
            yield where, f"line {max(lines)} of a source with {limit} lines; check the number"


@rule("consistency")
def relations(base: RawBase) -> Findings:
    """A figure is a growth, a rate or a part: one of them at most.

    Each printed figure is a fact of its own.
    """
    for fact in base.facts:
        stated = [key for key in ("growth_of", "rate_of", "part_of") if fact.table.get(key)]
        if len(stated) > 1:
            message = f"both {' and '.join(stated)}; a figure is one of them, split it"
            yield (*fact.path, stated[1]), message


@rule("consistency")
def formula(base: RawBase) -> Findings:
    """A computed fact's formula has exactly one answer, in the unit of what it adds up.

    A computed figure is never a guess.
    """
    figures = FiguresOnDemand(base)
    known: dict[str, int | Decimal] = {}
    for fact in base.facts:
        if not fact.kind.computed:
            continue
        try:
            if not keepable(evaluate(fact.id, figures, known)):
                message = f"gives a number of more than {DIGITS} digits; check the inputs"
                yield (*fact.path, "formula"), message
        except FormulaError as error:
            yield (*fact.path, "formula"), f"{error}; check the inputs"
            continue
        except (KeyError, TypeError, AttributeError, ArithmeticError):
            continue  # inputs that do not exist or are no numbers: other rules name them
        yield from mixed(fact, figures)


class FiguresOnDemand(dict[str, dict[str, Any]]):
    """The tables of figures by id. Each is looked up when it is first used."""

    def __init__(self, base: RawBase) -> None:
        self.base = base

    def __missing__(self, id: str) -> dict[str, Any]:
        fact = self.base.by_id[id]
        if not fact.kind.computed and not has_number(fact):
            raise KeyError(id)
        self[id] = fact.table
        return fact.table


def mixed(fact: RawFact, figures: dict[str, dict[str, Any]]) -> Findings:
    """Inputs of a formula that are named twice, or are in another unit than the result."""
    inputs = fact.table["inputs"]
    if len(set(inputs)) < len(inputs):
        yield (*fact.path, "inputs"), "an input named twice; name each once"
    counted = inputs
    if fact.table["formula"] != "sum":
        [rate] = (figures[id] for id in inputs)
        counted = rate.get("growth_of") or rate["rate_of"]
    for id in dict.fromkeys(counted):
        unit = figures[id].get("unit")
        if unit != fact.table.get("unit"):
            yield (*fact.path, "unit"), f"'{id}' is in {unit}, the result is not; use one unit"
