"""Rules about numbers: values are possible, and formulas have a result."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

from ...model.fields import LINE
from ...model.figure import Interval, Result, ends, evaluate, possible, printed
from ...model.formula import DIGITS, PRECISION, FormulaError, digits, keepable
from ...model.kinds import NUMBERS
from ..raw import RawBase, RawFact, has_number, has_range, number, strings
from ..rule import Findings, rule

# The qualifiers that leave one end of a range open, by the end that is there.
OPEN = {"low": ("over", "at-least"), "high": ("under", "at-most", "nearly")}


@rule("consistency")
def impossible_number(base: RawBase) -> Findings:
    """A figure is finite, of at most 18 digits, and possible for what it counts.

    Counts are whole numbers, a share is between 0 and 100, a part is at most its whole.
    """
    units = base.section("vocabulary", "units")
    for fact in base.facts:
        for field in NUMBERS:
            value = fact.table.get(field)
            if isinstance(value, int | Decimal) and not keepable(value):
                message = f"not a number of at most {DIGITS} digits; write it as printed"
                yield (*fact.path, field), message
        unit = units.get(str(fact.table.get("unit")))
        counted = isinstance(unit, dict) and unit.get("whole") is True
        for field in ("value", "low", "high"):
            if number_of(fact, field) is not None:
                yield from impossible(base, fact, field, counted=counted)


def impossible(base: RawBase, fact: RawFact, field: str, *, counted: bool) -> Findings:
    """What is impossible in one number of a figure."""
    value, where = fact.table[field], (*fact.path, field)
    change = fact.table.get("growth_of")
    below_zero = value < 0 or (value == 0 and str(value).startswith("-"))
    if counted and (value != int(value) or (below_zero and not change)):
        what = "a whole number" if change else "a whole number from 0"
        yield where, f"{value} of something that is counted; write {what}"
    if fact.table.get("rate_of") and not fact.table.get("form") and not 0 <= value <= 100:
        yield where, f"a rate of {value} %; a share lies between 0 and 100"
    if change and value < -100 and in_percent(base, fact):
        yield where, f"a growth of {value} %; nothing shrinks by more than all of itself"
    for _, id in strings(fact.table.get("part_of")):
        whole = base.by_id.get(id)
        most = None if whole is None else rounded(whole).high
        least = rounded(fact).low
        if most is not None and least is not None and least > most:
            total = printed(whole.table).high if whole else None
            yield where, f"{value} is more than the {total} of '{id}' it is part of; check both"


def rounded(fact: RawFact) -> Interval:
    """The numbers that a figure can be; none of it is known if it is no sound figure."""
    sound = has_number(fact) or has_range(fact)
    step = fact.table.get("step")
    return (
        possible(fact.table) if sound and (step is None or number(step)) else Interval(None, None)
    )


def in_percent(base: RawBase, fact: RawFact) -> bool:
    """Whether a figure is in per cent."""
    from ...vocabulary import words  # few bases need it

    unit = base.section("vocabulary", "units", str(fact.table.get("unit")))
    names = {name for _, name in strings([unit.get("zh"), unit.get("en")])}
    return not names.isdisjoint({"%", "％", *words("rates.percent")})


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
def figure_form(base: RawBase) -> Findings:
    """A figure is one number or a range, and its other fields fit it.

    A range has two ends; one may be open if the qualifier says so. A ratio and a fraction have a
    second number, `of`. A `step` is one that the digits of the number do not show. `unit_from`
    needs a unit, and a breakdown something that is broken down.
    """
    for fact in base.facts:
        if fact.kind.id == "stats":
            for field, message in misfits(fact):
                yield (*fact.path, field), message


def misfits(fact: RawFact) -> Iterator[tuple[str, str]]:
    """What in a figure does not fit together: fields, with messages."""
    table = fact.table
    value, low, high, of, step = (
        number_of(fact, field) for field in ("value", "low", "high", "of", "step")
    )
    said = [each for each in (value, low, high) if each is not None]
    form = table.get("form")
    ends = [end for end in ("low", "high") if end in table]
    if "value" in table and ends:
        yield ends[0], f"both value and {ends[0]}; write one number or a range"
    if low is not None and high is not None and low >= high:
        yield "high", f"a range from {low} to {high}; write the smaller number as low"
    if "value" not in table and len(ends) == 1 and form != "rank":
        allowed = OPEN[ends[0]]
        if table.get("qualifier") not in allowed:
            other = "high" if ends[0] == "low" else "low"
            message = f"a range without {other}; add it, or a qualifier, {' or '.join(allowed)}"
            yield ends[0], message
    if form in ("ratio", "fraction") and "of" not in table:
        yield "form", f"a {form} without its second number; add of"
    if of is not None and of <= 0:
        yield "of", f"{of} is no number of things; write one above 0"
    if form == "rank" and of is not None and any(each > of for each in said):
        yield "of", f"a rank below the last of {of}; check both"
    if step is not None:
        if step <= 0:
            yield (
                "step",
                f"a step of {step}; write what one unit of the last printed digit is worth",
            )
        elif not all(multiple(each, step) for each in said):
            yield "step", f"the figure is no multiple of {step}; check both"
        elif any(step <= Decimal(1).scaleb(-digits(each)) for each in said):
            yield "step", "the digits of the figure say so already; delete it"
    if "unit_from" in table and "unit" not in table:
        yield "unit_from", "unit_from without a unit; add the unit that these words say"
    if "unit_from_line" in table and "unit_from" not in table:
        yield "unit_from_line", "unit_from_line without unit_from; add the words on that line"
    if "share_of" in table and "part_of" in table:
        yield "share_of", "both part_of and share_of; a count is a part, a rate is a share"
    if "share_of" in table and "growth_of" in table:
        yield "share_of", "both growth_of and share_of; a figure is one of them, split it"


def number_of(fact: RawFact, field: str) -> int | Decimal | None:
    """The number in a field of a fact; None if there is none that can be kept."""
    value = fact.table.get(field)
    return value if number(value) else None


def multiple(value: int | Decimal, step: int | Decimal) -> bool:
    """Whether a number is a whole number of steps."""
    with localcontext(prec=PRECISION):
        return Decimal(value) % Decimal(step) == 0


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
    known: dict[str, Result] = {}
    for fact in base.facts:
        if not fact.kind.computed:
            continue
        try:
            if not all(map(keepable, ends(evaluate(fact.id, figures, known)))):
                message = f"gives a number of more than {DIGITS} digits; check the inputs"
                yield (*fact.path, "formula"), message
        except FormulaError as error:
            yield (*fact.path, "formula"), f"{error}; check the inputs"
            continue
        except (KeyError, TypeError, AttributeError, ArithmeticError):
            continue  # inputs that do not exist or are no numbers: other rules name them
        yield from mixed(base, fact, figures)


class FiguresOnDemand(dict[str, dict[str, Any]]):
    """The tables of figures by id. Each is looked up when it is first used."""

    def __init__(self, base: RawBase) -> None:
        self.base = base

    def __missing__(self, id: str) -> dict[str, Any]:
        fact = self.base.by_id[id]
        if not fact.kind.computed and not (has_number(fact) or has_range(fact)):
            raise KeyError(id)
        self[id] = fact.table
        return fact.table


def mixed(base: RawBase, fact: RawFact, figures: dict[str, dict[str, Any]]) -> Findings:
    """Inputs of a formula that are named twice, or are in another unit than the result."""
    inputs = fact.table["inputs"]
    if len(set(inputs)) < len(inputs):
        yield (*fact.path, "inputs"), "an input named twice; name each once"
    counted = inputs
    if fact.table["formula"] != "sum":
        [rate] = (figures[id] for id in inputs)
        counted = rate.get("growth_of") or rate["rate_of"]
        unit = figures[counted[0]].get("unit")
        if rate.get("growth_of") and rate.get("unit") == unit and in_percent(base, fact):
            message = "a growth in % of a figure in % may be in points"
            yield (*fact.path, "formula"), f"{message}; leave it out"
    for id in dict.fromkeys(counted):
        unit = figures[id].get("unit")
        if unit != fact.table.get("unit"):
            yield (*fact.path, "unit"), f"'{id}' is in {unit}, the result is not; use one unit"
