"""Rules about numbers: values are possible, and formulas have a result."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import chain
from typing import Any

from ...messages import tell
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
    for fact in base.facts:
        for field in NUMBERS:
            value = fact.table.get(field)
            if isinstance(value, int | Decimal) and not keepable(value):
                message = tell(
                    "not a number of at most {digits} digits; write it as printed", digits=DIGITS
                )
                yield (*fact.path, field), message
        for field in ("value", "low", "high"):
            if number_of(fact, field) is not None:
                yield from impossible(base, fact, field)


def impossible(base: RawBase, fact: RawFact, field: str) -> Findings:
    """What is impossible in one number of a figure."""
    value, where = fact.table[field], (*fact.path, field)
    change = fact.table.get("growth_of")
    below_zero = value < 0 or (value == 0 and str(value).startswith("-"))
    uncountable = value != int(value) or (below_zero and not change)
    if uncountable and counted(base, fact):
        what = tell("a whole number") if change else tell("a whole number from 0")
        yield (
            where,
            tell("{value} of something that is counted; write {what}", value=value, what=what),
        )
    if fact.table.get("rate_of") and not fact.table.get("form") and not 0 <= value <= 100:
        yield where, tell("a rate of {value} %; a share lies between 0 and 100", value=value)
    if change and value < -100 and in_percent(base, fact):
        yield (
            where,
            tell("a growth of {value} %; nothing shrinks by more than all of itself", value=value),
        )
    for _, id in strings(fact.table.get("part_of")):
        whole = base.by_id.get(id)
        most = None if whole is None else rounded(whole).high
        least = rounded(fact).low
        if most is not None and least is not None and least > most:
            total = printed(whole.table).high if whole else None
            yield (
                where,
                tell(
                    "{value} is more than the {total} of '{id}' it is part of; check both",
                    value=value,
                    total=total,
                    id=id,
                ),
            )


def rounded(fact: RawFact) -> Interval:
    """The numbers that a figure can be; none of it is known if it is no sound figure."""
    sound = has_number(fact) or has_range(fact)
    step = fact.table.get("step")
    return (
        possible(fact.table) if sound and (step is None or number(step)) else Interval(None, None)
    )


def counted(base: RawBase, fact: RawFact) -> bool:
    """Whether a figure counts whole things."""
    return base.section("vocabulary", "units", str(fact.table.get("unit"))).get("whole") is True


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
            yield where, tell("line numbers do not rise; sort them and drop repeats")
        if limit is not None and lines and max(lines) > limit:
            yield (
                where,
                tell(
                    "line {lines} of a source with {limit} lines; check the number",
                    lines=max(lines),
                    limit=limit,
                ),
            )


@rule("consistency")
def figure_form(base: RawBase) -> Findings:
    """A figure is one number or a range, and its other fields fit it.

    A range has two ends; one may be open if the qualifier says so. A ratio and a fraction have a
    second number, `of`. A `step` is one that the digits of the number do not show. `unit_from`
    needs a unit, and a breakdown something that is broken down.
    """
    for fact in base.facts:
        if fact.kind.id == "stats":
            for field, message in chain(misfits(fact), misrelated(base, fact)):
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
        yield ends[0], tell("both value and {ends}; write one number or a range", ends=ends[0])
    if low is not None and high is not None and low >= high:
        yield (
            "high",
            tell(
                "a range from {low} to {high}; write the smaller number as low", low=low, high=high
            ),
        )
    if "value" not in table and len(ends) == 1 and form != "rank":
        allowed = OPEN[ends[0]]
        if table.get("qualifier") not in allowed:
            other = "high" if ends[0] == "low" else "low"
            message = tell(
                "a range without {other}; add it, or a qualifier, {names}",
                other=other,
                names=tell(" or ").join(allowed),
            )
            yield ends[0], message
    if form in ("ratio", "fraction") and "of" not in table:
        yield "form", tell("a {form} without its second number; add of", form=form)
    if form == "rank" and any(each < 1 or each != int(each) for each in said):
        yield "form", tell("no rank {said}; write a whole number from 1", said=said[0])
    if of is not None and of <= 0:
        yield "of", tell("{of} is no number of things; write one above 0", of=of)
    if form == "rank" and of is not None and any(each > of for each in said):
        yield "of", tell("a rank below the last of {of}; check both", of=of)
    if step is not None:
        if step <= 0:
            yield (
                "step",
                tell(
                    "a step of {step}; write what one unit of the last printed digit is worth",
                    step=step,
                ),
            )
        elif not all(multiple(each, step) for each in said):
            yield "step", tell("the figure is no multiple of {step}; check both", step=step)
        elif any(step <= Decimal(1).scaleb(-digits(each)) for each in said):
            yield "step", tell("the digits of the figure say so already; delete it")
    if "unit_from" in table and "unit" not in table:
        yield "unit_from", tell("unit_from without a unit; add the unit that these words say")
    if "unit_from_line" in table and "unit_from" not in table:
        yield "unit_from_line", tell("unit_from_line without unit_from; add the words on that line")


def misrelated(base: RawBase, fact: RawFact) -> Iterator[tuple[str, str]]:
    """What a figure cannot be of something else: fields, with messages."""
    table = fact.table
    if "share_of" in table and "part_of" in table:
        yield "share_of", tell("both part_of and share_of; a count is a part, a rate is a share")
    elif "share_of" in table and "growth_of" in table:
        yield "share_of", tell("both growth_of and share_of; a figure is one of them, split it")
    elif "share_of" in table and counted(base, fact):
        yield "share_of", tell("a count is no share; write part_of, and state the share as a fact")
    whole = "part_of" in table or "share_of" in table
    if "breakdown" in table and not whole and not in_percent(base, fact):
        yield "breakdown", tell("parts without their whole; add part_of or share_of")


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
            message = tell(
                "both {names}; a figure is one of them, split it", names=" and ".join(stated)
            )
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
                message = tell(
                    "gives a number of more than {digits} digits; check the inputs", digits=DIGITS
                )
                yield (*fact.path, "formula"), message
        except FormulaError as error:
            yield (*fact.path, "formula"), tell("{error}; check the inputs", error=error)
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
        yield (*fact.path, "inputs"), tell("an input named twice; name each once")
    counted = inputs
    if fact.table["formula"] != "sum":
        [rate] = (figures[id] for id in inputs)
        counted = rate.get("growth_of") or rate["rate_of"]
        unit = figures[counted[0]].get("unit")
        if rate.get("growth_of") and rate.get("unit") == unit and in_percent(base, fact):
            message = tell("a growth in % of a figure in % may be in points")
            yield (*fact.path, "formula"), tell("{message}; leave it out", message=message)
    for id in dict.fromkeys(counted):
        unit = figures[id].get("unit")
        if unit != fact.table.get("unit"):
            yield (
                (*fact.path, "unit"),
                tell("'{id}' is in {unit}, the result is not; use one unit", id=id, unit=unit),
            )
