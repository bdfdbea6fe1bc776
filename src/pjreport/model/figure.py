"""What a figure can be: printed as a number or a range, perhaps rounded, or computed from others.

A report that prints 20.58万 says a number near 205,800. Its last printed digit is worth 100 (the
`step` of the figure), so the number lies within 50 of it. What is computed from such figures is a
range, too.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from typing import Any, NamedTuple

from ..messages import tell
from .formula import PRECISION, Figure, FormulaError, digits, implied_base, implied_total, total

DEPTH = 100  # of nested formulas; a hostile file must not exhaust the stack

Table = Mapping[str, Any]


class Interval(NamedTuple):
    """The numbers from `low` to `high`, both included. None is an open end."""

    low: Figure | None
    high: Figure | None


Result = Figure | Interval


def printed(table: Table) -> Interval:
    """The number of a stat as printed, or the ends of its range."""
    value = table.get("value")
    if value is not None:
        return Interval(value, value)
    return Interval(table.get("low"), table.get("high"))


def possible(table: Table) -> Interval:
    """The numbers that are printed so: those that its `step` rounds to the figure of a stat."""
    low, high = printed(table)
    step = table.get("step")
    if step is None:
        return Interval(low, high)
    with localcontext(prec=PRECISION):
        half = Decimal(step) / 2
        return Interval(
            None if low is None else simple(low - half),
            None if high is None else simple(high + half),
        )


def exact(table: Table) -> bool:
    """Whether a stat is one number, of which the report prints every digit."""
    return table.get("value") is not None and table.get("step") is None


def simple(value: Figure) -> Figure:
    """A whole number as an integer, any other as it is."""
    return int(value) if value == int(value) else value


def evaluate(
    id: str,
    tables: Mapping[str, Table],
    known: dict[str, Result] | None = None,
    above: tuple[str, ...] = (),
) -> Result:
    """What the figure `id` is, as printed or computed: one number, or a range of them.

    `tables` maps ids to tables of the file: `value` or a range, or `formula` and `inputs`; a rate
    also has `growth_of` or `rate_of`. Computed figures are kept in `known`. `above` are the figures
    whose formulas need this one. Raises `FormulaError` when the formula does not fit its inputs, is
    circular, or has no result, or several from exact figures.
    """
    known = {} if known is None else known
    if id in known:
        return known[id]
    if id in above:
        raise FormulaError(tell("'{id}' is computed from itself", id=id))
    if len(above) > DEPTH:
        raise FormulaError(
            tell(
                "'{above}' is computed through more than {depth} others",
                above=above[0],
                depth=DEPTH,
            )
        )
    table = tables[id]
    if "formula" not in table or table.get("value") is not None:
        if table.get("form") is not None:
            raise FormulaError(
                tell(
                    "'{id}' is a {table}, with which nothing is computed",
                    id=id,
                    table=table["form"],
                )
            )
        return table["value"] if exact(table) else closed(id, possible(table))
    above = (*above, id)

    def added_up(ids: Sequence[str]) -> Result:
        return added([evaluate(each, tables, known, above) for each in ids])

    inputs = table["inputs"]
    if table["formula"] == "sum":
        if not inputs:
            raise FormulaError(tell("a sum of nothing"))
        known[id] = added_up(inputs)
        return known[id]
    field = SOLVERS[table["formula"]]
    rate = tables[inputs[0]] if len(inputs) == 1 else {}
    if not rate.get(field):
        raise FormulaError(
            tell(
                "'{table}' needs one input, a stat with {field}",
                table=table["formula"],
                field=field,
            )
        )
    known[id] = implied(field, added_up(rate[field]), rate, tables[rate[field][0]].get("unit"))
    return known[id]


def hedged(id: str, tables: Mapping[str, Table], known: dict[str, str | None]) -> str | None:
    """The qualifier of a computed figure: what follows from 约300人 is no exact number.

    A sum has the qualifier of its parts, if they have one only. Anything else is `about`. `id` is a
    figure that `evaluate` accepts. Computed qualifiers are kept in `known`.
    """
    table = tables[id]
    if "formula" not in table:
        stated: str | None = table.get("qualifier")
        return stated
    if id not in known:
        inputs = [*table["inputs"]]
        total = table["formula"] == "sum"
        if not total:
            inputs += tables[inputs[0]][SOLVERS[table["formula"]]]
        found = {hedged(each, tables, known) for each in inputs} - {None}
        known[id] = found.pop() if total and len(found) == 1 else "about" if found else None
    return known[id]


def closed(id: str, interval: Interval) -> Interval:
    """An interval with two ends. Raises `FormulaError` for an open one."""
    if interval.low is None or interval.high is None:
        raise FormulaError(
            tell("'{id}' is a range with an open end, with which nothing is computed", id=id)
        )
    return interval


def added(parts: Sequence[Result]) -> Result:
    """The sum of some figures: a number if all are, else the range it lies in."""
    if all(not isinstance(part, Interval) for part in parts):
        return total([part for part in parts if not isinstance(part, Interval)])
    lows, highs = zip(*map(ends, parts), strict=True)
    return narrow(total(lows), total(highs))


def ends(figure: Result) -> tuple[Figure, Figure]:
    """The least and the greatest number that a figure can be."""
    if not isinstance(figure, Interval):
        return figure, figure
    assert figure.low is not None
    assert figure.high is not None
    return figure.low, figure.high


def narrow(low: Figure, high: Figure) -> Result:
    """A range; one number if its ends are equal. Raises `FormulaError` for an empty one."""
    if low > high:
        raise FormulaError(tell("no whole number fits the rounded figures"))
    return low if low == high else Interval(low, high)


def implied(field: str, figure: Result, rate: Table, unit: Any) -> Result:
    """What a figure in `unit` grew from, or what it is a share of, by its growth or rate.

    A counted change, in the unit of the figure, is taken away from it.
    """
    if field == "growth_of" and unit is not None and rate.get("unit") == unit:
        low, high = ends(figure)
        least, most = ends(evaluate("", {"": rate}))
        with localcontext(prec=PRECISION):
            return narrow(low - most, high - least)
    if exact(rate) and not isinstance(figure, Interval):
        solve = implied_base if field == "growth_of" else implied_total
        return solve(figure, rate["value"])
    return between(ends(figure), rate, 100 if field == "growth_of" else 0)


def between(figure: tuple[Figure, Figure], rate: Table, more: int) -> Result:
    """The whole numbers of which a rounded figure can be `more` + a rate per cent."""
    if not exact(rate):
        least, most = ends(closed("the rate", possible(rate)))
    else:  # rounded at its last printed digit
        half = Decimal(5).scaleb(-1 - digits(rate["value"]))
        least, most = rate["value"] - half, rate["value"] + half
    if more + least <= 0 or figure[0] <= 0:
        raise FormulaError(tell("these rounded figures imply no whole number"))
    with localcontext(prec=PRECISION):
        low = Decimal(figure[0]) * 100 / Decimal(more + most)
        high = Decimal(figure[1]) * 100 / Decimal(more + least)
    return narrow(
        int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))
    )


SOLVERS = {"implied-base": "growth_of", "implied-total": "rate_of"}
