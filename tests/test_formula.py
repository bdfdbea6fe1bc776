"""The arithmetic of computed facts: what a printed rate implies, checked against counting."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check import consistency
from pjreport.model.base import FactBase
from pjreport.model.diagnostics import Finding
from pjreport.model.figure import Interval, evaluate
from pjreport.model.formula import (
    FormulaError,
    growth,
    implied_base,
    implied_total,
    share,
)
from pjreport.store import load

from .conftest import ROOT

SHIPPED = {  # worked out on paper
    "derived.accreditation.candidates": 1622,  # 1508 are 92.97 %
    "derived.contests.medals": 19,  # 4 + 7 + 8
    "derived.contests.medals-before": 13,  # 19 are 46.15 % more
    "derived.research.papers-before": 83,  # 136 are 63.86 % more
    "derived.research.items": 45,  # 16 + 19 + 10
    "derived.research.items-before": 38,  # 45 are 18.42 % more
}


@pytest.fixture(scope="module")
def base():
    path = str(ROOT / "data/facts.toml")
    return FactBase(path, load(path).tables)


def half_up(value, places):
    """A fraction rounded by hand: half a unit goes away from zero."""
    units = abs(value) * 10**places
    whole = int(units + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def tried(change, places):
    """By rate, every whole number up to 3000 that gives it: trying all instead of solving."""
    found = {}
    for number in range(1, 3001):
        found.setdefault(half_up(change(number) * 100, places), []).append(number)
    return found


def test_the_shipped_base_computes_what_was_computed_by_hand(base):
    computed = {id: record["value"] for id, record in base.records.items() if "formula" in record}
    assert computed == SHIPPED


def test_every_computed_figure_gives_its_printed_rate_back(base):
    """Put the other way round, the arithmetic ends at what the page prints."""
    for id, record in base.records.items():
        if record.get("formula") not in ("implied-base", "implied-total"):
            continue
        rate = base.records[record["inputs"][0]]
        known = sum(base.records[each]["value"] for each in rate["growth_of"] or rate["rate_of"])
        change = Fraction(known, record["value"]) - (1 if rate["growth_of"] else 0)
        places = len(str(rate["value"]).partition(".")[2])
        assert half_up(change * 100, places) == rate["value"], id


def test_some_printed_growth_fits_no_whole_number():
    """78 after 12.86 %: from 69 it would be 13.04, from 70 it would be 11.43."""
    assert growth(78, 69, 2) == Decimal("13.04")
    assert growth(78, 70, 2) == Decimal("11.43")
    with pytest.raises(FormulaError, match=r"no whole number gives a growth of 12\.86 %"):
        implied_base(78, Decimal("12.86"))


def test_rounding_is_half_up_as_in_print():
    """Half a unit goes up, and below zero down; to the even digit it would be 0.12 and -0.12."""
    assert growth(801, 800, 2) == Decimal("0.13")
    assert growth(799, 800, 2) == Decimal("-0.13")
    assert share(1, 800, 2) == Decimal("0.13")
    assert implied_base(801, Decimal("0.125")) == 800
    assert growth(3, 2, 0) == 50


def test_several_answers_are_an_error_that_names_two():
    with pytest.raises(FormulaError, match=r"several whole numbers .* for two") as caught:
        implied_base(10000, Decimal("1.0"))
    one, other = re.findall(r"\b\d{4}\b", str(caught.value))
    assert growth(10000, int(one), 1) == growth(10000, int(other), 1) == 1
    with pytest.raises(FormulaError, match="several whole numbers give a rate of 10 %"):
        implied_total(100, 10)


@pytest.mark.parametrize(
    ("solve", "known", "rate"),
    [
        (implied_base, 0, Decimal("5.0")),
        (implied_base, -1, 5),
        (implied_base, 10, -100),
        (implied_base, 10, Decimal("-100.1")),
        (implied_total, 0, 5),
        (implied_total, 5, 0),
        (implied_total, 5, -1),
    ],
)
def test_what_implies_nothing_is_an_error(solve, known, rate):
    with pytest.raises(FormulaError, match="imply no"):
        solve(known, rate)


@given(st.integers(1, 10**18), st.integers(1, 10**18), st.integers(0, 6))
def test_a_base_is_found_again_or_said_to_be_uncertain(base, current, places):
    """Never a wrong number: the one that it was, or an error."""
    rate = growth(current, base, places)
    try:
        assert implied_base(current, rate) == base
    except FormulaError as error:
        assert "several" in str(error) or rate <= -100  # noqa: PT017 - one or the other is right


@given(st.integers(1, 10**18), st.integers(1, 10**18), st.integers(0, 6))
def test_a_total_is_found_again_or_said_to_be_uncertain(part, whole, places):
    rate = share(part, whole, places)
    try:
        assert implied_total(part, rate) == whole
    except FormulaError as error:
        assert "several" in str(error) or rate == 0  # noqa: PT017


@pytest.mark.parametrize(
    ("solve", "change", "least"),
    [
        (implied_base, lambda known, n: Fraction(known, n) - 1, -95),
        (implied_total, Fraction, 5),
    ],
    ids=["base", "total"],
)
@pytest.mark.parametrize("places", [0, 1, 2])
def test_the_answer_is_that_of_trying_all(solve, change, least, places):
    """One, none or several, for small numbers, rates that occur and their neighbours."""
    step = Decimal(1).scaleb(-places)
    seen = set()
    for known in (1, 2, 7, 20, 78):
        found = tried(partial(change, known), places)
        for rate in {near for each in found for near in (each - step, each, each + step)}:
            if rate < least:  # beyond the numbers tried
                continue
            expected = found.get(rate, [])
            try:
                answer = [solve(known, rate)]
            except FormulaError as error:
                answer = []
                assert ("several" in str(error)) == (len(expected) > 1)  # noqa: PT017
            assert answer == (expected if len(expected) == 1 else []), (known, rate)
            seen.add(min(len(expected), 2))
    assert seen == {0, 1, 2}


def sum_of(*inputs):
    return {"formula": "sum", "inputs": list(inputs)}


def test_a_sum_is_whole_of_whole_numbers_and_keeps_printed_decimals():
    tables = {
        "a": {"value": 10},
        "b": {"value": 9},
        "c": {"value": Decimal("0.50")},
        "whole": sum_of("a", "b"),
        "decimal": sum_of("a", "c"),
        "whole.again": sum_of("whole", "whole"),
    }
    assert evaluate("whole", tables) == 19
    assert isinstance(evaluate("whole", tables), int)
    assert str(evaluate("decimal", tables)) == "10.50"
    assert evaluate("whole.again", tables) == 38
    assert evaluate("c", tables) == Decimal("0.50")


def test_a_rate_is_applied_to_the_sum_of_what_it_is_of():
    tables = {
        "a": {"value": 12},
        "b": {"value": 7},
        "growth": {"value": Decimal("46.15"), "growth_of": ["a", "b"]},
        "rate": {"value": Decimal("95.0"), "rate_of": ["a", "b"]},
        "before": {"formula": "implied-base", "inputs": ["growth"]},
        "of": {"formula": "implied-total", "inputs": ["rate"]},
    }
    assert evaluate("before", tables) == 13
    assert evaluate("of", tables) == 20


@pytest.mark.parametrize(
    ("formula", "inputs", "message"),
    [
        ("sum", [], "a sum of nothing"),
        ("implied-base", ["plain"], "needs one input, a stat with growth_of"),
        ("implied-total", ["plain"], "needs one input, a stat with rate_of"),
        ("implied-total", ["growth"], "needs one input, a stat with rate_of"),
        ("implied-base", ["growth", "growth"], "needs one input, a stat with growth_of"),
        ("sum", ["plain", "self"], "'self' is computed from itself"),
        ("sum", ["other"], "'self' is computed from itself"),
    ],
)
def test_a_formula_that_does_not_fit_its_inputs_is_an_error(formula, inputs, message):
    tables = {
        "plain": {"value": 3},
        "growth": {"value": 50, "growth_of": ["plain"]},
        "other": sum_of("self"),
        "self": {"formula": formula, "inputs": inputs},
    }
    with pytest.raises(FormulaError, match=message):
        evaluate("self", tables)


def test_formulas_over_formulas_end_before_the_stack_or_the_patience_does():
    """A hostile file can chain thousands, or double at each step; it may not hang or crash."""
    chain = {f"c{i}": sum_of(f"c{i + 1}") for i in range(5000)} | {"c5000": {"value": 1}}
    with pytest.raises(FormulaError, match="'c0' is computed through more than"):
        evaluate("c0", chain)
    doubling = {f"d{i}": sum_of(f"d{i + 1}", f"d{i + 1}") for i in range(90)} | {
        "d90": {"value": 1}
    }
    assert evaluate("d0", doubling) == 2**90


def test_a_result_that_readers_of_the_output_could_not_hold_is_refused():
    """64 bits are what other programs have for a whole number."""
    path = str(ROOT / "data/facts.toml")
    document = load(path)
    gold = document.tables["stats"]["contests"]["gold"]
    gold["value"] = 10**18 - 1  # fits, with 18 digits; with silver and bronze it does not
    found = consistency(document.tables, document.text)
    where = ("derived", "contests", "medals", "formula")
    message = "gives a number of more than 18 digits; check the inputs"
    assert Finding(where, message, "formula") in found
    gold["value"] = 10**18 - 1 - 7 - 8
    assert Finding(where, message, "formula") not in consistency(document.tables, document.text)


def test_what_is_known_already_is_not_worked_out_again():
    """So a base costs as much as it has formulas, whatever their order."""
    chain = {f"c{i}": sum_of(f"c{i + 1}") for i in range(5000)} | {"c5000": {"value": 1}}
    known = {}
    for number in count(5000, -1):
        assert evaluate(f"c{number}", chain, known) == 1
        if not number:
            break
    assert len(known) == 5000


def test_what_a_rounded_figure_implies_is_a_range():
    """1.79万 after a growth of 4.07 %: each number that fits lies in the range, and no other does."""
    tables = {
        "stats.teachers.total": {"value": 17900, "step": 100, "unit": "persons"},
        "stats.teachers.growth": {
            "value": Decimal("4.07"),
            "unit": "percent",
            "growth_of": ["stats.teachers.total"],
        },
        "derived.teachers.before": {
            "formula": "implied-base",
            "inputs": ["stats.teachers.growth"],
            "unit": "persons",
        },
        "derived.teachers.both": {
            "formula": "sum",
            "inputs": ["stats.teachers.total", "derived.teachers.before"],
        },
    }
    fits = [
        before
        for before in range(17000, 17400)
        if any(
            abs(Fraction(now - before, before) * 100 - Fraction("4.07")) <= Fraction("0.005")
            for now in range(17850, 17951)
        )
    ]
    assert evaluate("derived.teachers.before", tables) == Interval(fits[0], fits[-1])
    assert (fits[0], fits[-1]) == (17152, 17248)
    assert evaluate("derived.teachers.both", tables) == Interval(17850 + 17152, 17950 + 17248)
    exact = tables | {"stats.teachers.total": {"value": 17900, "unit": "persons"}}
    assert evaluate("derived.teachers.before", exact) == 17200
