"""The arithmetic of rates: each verdict, with its opposite beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.audit.arithmetic import audit
from pjreport.audit.intervals import (
    Interval,
    Printed,
    interval,
    least_denominator,
    quotients,
)
from pjreport.audit.statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED
from pjreport.model.formula import digits, growth, share

from .conftest import ROOT, within

UNITS = {
    "items": {"zh": "项", "whole": True},
    "money": {"zh": "万元"},
    "percent": {"zh": "%"},
    "points": {"zh": "个百分点"},
}


def count(value, unit="items", **more):
    return {"value": value, "unit": unit, "period": "year"} | more


def rate(value, **more):
    return count(Decimal(value), "percent", **more)


def results(**figures):
    """The results by the last part of the id, all figures on one topic."""
    tables = {f"stats.t.{name}": table for name, table in figures.items()}
    return {result.id.removeprefix("stats.t."): result for result in audit(tables, UNITS)}


def ids(*names):
    return [f"stats.t.{name}" for name in names]


def growing(value, *names, inferred=()):
    return rate(value, growth_of=ids(*names), inferred=list(inferred))


# ---- the shipped base, whose arithmetic was worked out by hand

SHIPPED = {
    "stats.accreditation.pass-rate": (CONSISTENT, 1508, 1622, 0.1746),
    "stats.contests.medal-growth": (CONSISTENT, 19, 13, 0.0010),
    "stats.employment.rate": (UNTESTED, None, None, None),
    "stats.employment.in-field": (UNTESTED, None, None, None),
    "stats.awards.growth": (IMPOSSIBLE, 78, None, None),
    "stats.research.paper-growth": (CONSISTENT, 136, 83, 0.0051),
    "stats.research.growth": (OTHER, 45, 38, 0.0228),
    "stats.contests.provincial": (CONSISTENT, 120, Decimal("20.00"), None),
    "stats.research.first-prizes": (CONSISTENT, 136, Decimal("8.09"), None),
}


def test_the_shipped_report_fits_as_far_as_it_does():
    text = (ROOT / "data/facts.toml").read_text(encoding="utf-8")
    tables = tomli.loads(text, parse_float=Decimal)
    figures = {
        f"stats.{topic}.{name}": table
        for topic, entries in tables["stats"].items()
        for name, table in entries.items()
    }
    found = {each.id: each for each in audit(figures, tables["vocabulary"]["units"])}
    assert {
        id: (each.verdict, each.current, each.computed, each.chance and round(each.chance, 4))
        for id, each in found.items()
    } == SHIPPED
    below, above = found["stats.awards.growth"].neighbours
    assert (below, above) == ((69, Decimal("13.04")), (70, Decimal("11.43")))
    assert found["stats.employment.rate"].least == 182


# ---- growth


def test_a_growth_fits_the_count_it_is_of():
    found = results(a=count(136), g=growing("63.86", "a"))["g"]
    assert (found.verdict, found.computed, found.reading) == (CONSISTENT, 83, tuple(ids("a")))


def test_a_growth_that_no_whole_number_gives_is_impossible():
    found = results(a=count(78), g=growing("12.86", "a"))["g"]
    assert (found.verdict, found.computed) == (IMPOSSIBLE, None)
    assert [base for base, _ in found.neighbours] == [69, 70]


def test_a_growth_may_fit_other_counts_of_the_topic():
    """Of one unit: 45 items after 40; the 5 of another unit is never added."""
    found = results(a=count(16), b=count(29), c=count(5, "money"), g=growing("12.5", "a"))["g"]
    assert (found.verdict, found.current, found.computed) == (OTHER, 45, 40)
    assert found.reading == tuple(ids("a", "b"))


def test_an_inferred_reading_that_alone_fits_is_one_among_others():
    figures = {"a": count(16), "b": count(29)}
    inferred = results(**figures, g=growing("12.5", "a", "b", inferred=["growth_of"]))["g"]
    stated = results(**figures, g=growing("12.5", "a", "b"))["g"]
    assert (inferred.verdict, stated.verdict) == (OTHER, CONSISTENT)
    assert inferred.chance > stated.chance  # three readings were open, and not one
    alone = results(a=count(45), g=growing("12.5", "a", inferred=["growth_of"]))["g"]
    assert alone.verdict == CONSISTENT


def test_a_decline_fits_too():
    found = results(a=count(30), g=growing("-25", "a"))["g"]
    assert (found.verdict, found.computed) == (CONSISTENT, 40)


@pytest.mark.parametrize(
    "figures",
    [
        {"a": count(0), "g": growing("5", "a")},
        {"a": count(5), "g": growing("-100", "a")},
        {"a": count(5, "money"), "g": growing("5.12", "a")},
        {"g": growing("5", "nowhere")},
        {"g": rate("99.5")},
        {"a": count(0), "g": rate("5", rate_of=ids("a"))},
    ],
)
def test_what_cannot_be_tested_says_why(figures):
    found = results(**figures)["g"]
    assert found.verdict == UNTESTED
    assert found.missing


def test_a_growth_that_many_numbers_give_implies_none():
    found = results(a=count(1000), g=growing("50", "a"))["g"]
    assert (found.verdict, found.computed, found.missing) == (
        *(CONSISTENT, None),
        "several whole numbers fit",
    )
    assert found.chance == 1


# ---- rates and parts


def test_a_rate_is_of_a_whole_number_or_of_none():
    found = results(a=count(1508), g=rate("92.97", rate_of=ids("a")))["g"]
    assert (found.verdict, found.computed) == (CONSISTENT, 1622)
    found = results(a=count(5), g=rate("92.97", rate_of=ids("a")))["g"]
    assert (found.verdict, [whole for whole, _ in found.neighbours]) == (IMPOSSIBLE, [5, 6])
    found = results(a=count(1508), g=rate("93", rate_of=ids("a")))["g"]
    assert (found.verdict, found.computed) == (CONSISTENT, None)


@pytest.mark.parametrize(("value", "least"), [("99.5", 182), ("50", 2), ("0", 1), ("33.33", 3)])
def test_a_rate_alone_needs_a_whole_of_some_size(value, least):
    assert results(g=rate(value))["g"].least == least


def test_a_rate_beyond_all_wholes_has_no_least():
    assert results(g=rate("250"))["g"].missing == "the counts behind it are not stated"


def test_parts_lie_within_their_whole():
    part = {"part_of": "stats.t.a"}
    found = results(a=count(120), b=count(24, **part), c=count(30, **part))
    assert found["b"].computed == Decimal("20.00")
    assert (found["a"].relation, found["a"].verdict, found["a"].current) == (
        *("parts", CONSISTENT),
        54,
    )
    found = results(a=count(120), b=count(100, **part), c=count(30, **part))
    assert found["a"].verdict == UNTESTED
    assert "130" in found["a"].missing
    assert results(a=count(20), b=count(24, **part))["b"].verdict == IMPOSSIBLE
    assert "b" not in results(a=count(0), b=count(0, **part))


# ---- any numbers


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 3))
def test_a_growth_that_was_worked_out_is_never_called_impossible(base, current, places):
    printed = str(growth(current, base, places))
    if Decimal(printed) > -100:
        found = results(a=count(current), g=growing(printed, "a"))["g"]
        assert found.verdict == CONSISTENT
        assert found.computed in (base, None)
        assert 0 < found.chance <= 1


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 3))
def test_a_share_that_was_worked_out_is_never_called_impossible(part, more, places):
    printed = str(share(part, part + more, places))
    if Decimal(printed) > 0:
        found = results(a=count(part), g=rate(printed, rate_of=ids("a")))["g"]
        assert found.verdict == CONSISTENT
        assert found.computed in (part + more, None)


@given(st.integers(1, 300), st.integers(-99_00, 300_00))
def test_an_impossible_growth_has_neighbours_on_both_sides(current, hundredths):
    printed = Decimal(hundredths) / 100
    found = results(a=count(current), g=growing(str(printed), "a"))["g"]
    assert found.verdict in (CONSISTENT, OTHER, IMPOSSIBLE, UNTESTED)
    if found.verdict == IMPOSSIBLE:
        (below, high), (above, low) = found.neighbours
        assert above == below + 1
        assert low < printed
        assert printed < high or below == 1
        places = digits(printed)
        assert growth(current, below, places) == high


# ---- in words


@pytest.fixture
def said(tool, tmp_path):
    """What `audit` says in both languages of a base of our own with these stats."""

    def call(stats):
        path = tmp_path / "facts.toml"
        text = (ROOT / "tests/broken/base.toml").read_text(encoding="utf-8")
        path.write_text(text + stats, encoding="utf-8")
        words = ("audit", "--facts", str(path), "--format", "table")
        return tool(*words).stdout, tool(*words, "--lang", "zh").stdout

    return call


FIGURE = """
[stats.pupils.{name}]
zh = "{name}"
en = "{name}"
value = {value}
unit = "{unit}"
period = "year"
lines = [5]
evidence = ["{value}"]
{more}
"""


OF_BOTH = 'rate_of = ["stats.pupils.local"]\nshare_of = "stats.pupils.total"'
OF_THREE = 'rate_of = ["stats.pupils.two"]\nshare_of = "stats.pupils.third"'
PART = 'part_of = "stats.pupils.all"\nbreakdown = "owner"'


def figure(name, value, unit="student", more=""):
    return FIGURE.format(name=name, value=value, unit=unit, more=more)


@pytest.mark.parametrize(
    ("stats", "english", "chinese"),
    [
        (
            figure("more", 20, more='part_of = "stats.pupils.total"'),
            "30+20 = 50, within 120",
            "不超过 120",
        ),
        (
            figure("more", 100, more='part_of = "stats.pupils.total"'),
            "the parts add up to 130",
            "所据的数无从验算",
        ),
        (
            figure("share", 92.97, "percent", 'rate_of = ["stats.pupils.local"]'),
            "no whole number fits 30: 32 gives 93.75 %, 33 gives 90.91 %",
            "没有整数与 30 相合",
        ),
        (
            figure("share", 25, "percent", 'rate_of = ["stats.pupils.total"]'),
            "120 of one of several whole numbers",
            "不止一个",
        ),
        (
            figure("more", 200, more='growth_of = ["stats.pupils.local"]'),
            "30 changed by more than there was",
            "30 的变化比原有的还多",
        ),
        (figure("share", 24, "percent", OF_BOTH), "30 of 120 gives 25 %", "120 中的 30，应为 25%"),
        (figure("share", 25, "percent", OF_BOTH), "30 of 120", "120 中的 30"),
        (
            figure("share", 25.5, "percent", 'share_of = "stats.pupils.local"'),
            "no whole number out of 30 fits",
            "30 的部分没有整数相合",
        ),
        (
            figure("share", 10, "percent", 'share_of = "stats.pupils.local"'),
            "3 (computed) of 30",
            "30 中的 3（推算）",
        ),
        (
            figure("share", 10, "percent", 'share_of = "stats.pupils.total"'),
            "12 (computed) of 120",
            "120 中的 12（推算）",
        ),
        (
            figure("share", 50, "percent", 'share_of = "stats.pupils.all"') + figure("all", 1000),
            "of 1000",
            "1000 中的",
        ),
        (
            figure("more", 89, more='part_of = "stats.pupils.total"'),
            "30+89 = 119, close to 120 but not equal",
            "与 120 相近而不等",
        ),
        (
            figure("all", 60) + figure("one", 20, more=PART) + figure("two", 50, more=PART),
            "20+50 = 70, not 60",
            "20+50 = 70，不是 60",
        ),
    ],
)
def test_the_arithmetic_is_said_in_both_languages(stats, english, chinese, said):
    in_english, in_chinese = said(stats)
    assert english in in_english
    assert chinese in in_chinese


@pytest.mark.parametrize(
    ("stats", "message"),
    [
        (
            figure("third", 3) + figure("two", 2) + figure("share", 66.6, "percent", OF_THREE),
            "a rate of 66.6 % fits 2 of 3, if digits are cut off; check both figures",
        ),
        (figure("more", 89, more='part_of = "stats.pupils.total"'), ""),
    ],
)
def test_a_check_says_what_fits_only_otherwise(stats, message, tool, tmp_path):
    path = tmp_path / "facts.toml"
    text = (ROOT / "tests/broken/base.toml").read_text(encoding="utf-8")
    path.write_text(text + stats, encoding="utf-8")
    found = [
        line
        for line in tool("check", "--facts", str(path)).stdout.splitlines()
        if line.endswith("[other-reading]")
    ]
    assert len(found) == bool(message)
    assert not message or message in found[0]


def test_an_audit_of_nothing_says_so(tool):
    assert tool("audit", "--limit", "0") == (0, "", "")
    assert tool("audit", "--json", "--limit", "0").stdout == "[]\n"
    lines = tool("audit", "--fields", "verdict,id", "--limit", "1").stdout
    assert lines == "consistent\tstats.accreditation.pass-rate\n"


# ---- both counts, changes, breakdowns, means


def test_a_stated_whole_is_what_a_rate_is_of():
    """200 of 495 are 40.4 %, whatever 483 would give."""
    figures = {"a": count(200), "all": count(495)}
    rated = {"rate_of": ids("a"), "share_of": "stats.t.all"}
    found = results(**figures, g=rate("41.4", **rated))["g"]
    assert (found.verdict, found.before) == (IMPOSSIBLE, 495)
    assert found.neighbours == ((495, Decimal("40.4")),)
    assert results(**figures, g=rate("40.4", **rated))["g"].verdict == CONSISTENT
    said = results(a=count(200), g=rate("41.4", rate_of=ids("a"), of=495))["g"]
    assert said.verdict == IMPOSSIBLE


@pytest.mark.parametrize(("printed", "verdict"), [("20", CONSISTENT), ("30", IMPOSSIBLE)])
def test_a_growth_fits_the_counted_change(printed, verdict):
    found = results(
        now=count(3000),
        change=count(500, growth_of=ids("now")),
        g=growing(printed, "now"),
    )
    assert found["g"].verdict == verdict
    assert (found["change"].relation, found["change"].computed) == ("change", 2500)


def test_a_counted_change_is_no_rate():
    found = results(now=count(214), change=count(20, growth_of=ids("now")))["change"]
    assert (found.relation, found.verdict, found.computed) == ("change", CONSISTENT, 194)
    too_much = results(now=count(14), change=count(20, growth_of=ids("now")))["change"]
    assert too_much.verdict == IMPOSSIBLE
    other = results(now=count(14), change=count(20, "money", growth_of=ids("now")))["change"]
    assert other.verdict == UNTESTED


def test_a_change_in_points_says_what_the_rate_was():
    found = results(
        now=rate("98.72", rate_of=ids("x")),
        change=count(Decimal("0.31"), "points", growth_of=ids("now")),
    )["change"]
    assert (found.verdict, found.computed) == (CONSISTENT, Decimal("98.41"))


def test_a_breakdown_adds_up():
    part = {"part_of": "stats.t.all", "breakdown": "owner"}
    figures = {"all": count(214), "a": count(129, **part)}
    assert results(**figures, b=count(85, **part))["all"].verdict == CONSISTENT
    found = results(**figures, b=count(84, **part))["all"]
    assert (found.relation, found.verdict, found.current) == ("parts", IMPOSSIBLE, 213)


def test_parts_that_nearly_add_up_are_said_to():
    part = {"part_of": "stats.t.all"}
    found = results(all=count(214), a=count(129, **part), b=count(84, **part))["all"]
    assert (found.verdict, found.current) == (OTHER, 213)
    assert results(all=count(214), a=count(99, **part), b=count(84, **part))["all"].verdict == (
        CONSISTENT
    )


def test_the_shares_of_all_parts_are_100_per_cent():
    part = {"share_of": "stats.t.all", "breakdown": "sector"}
    figures = {"all": count(1000), "a": rate("5.2", **part), "b": rate("41.3", **part)}
    found = results(**figures, c=rate("53.6", **part))
    assert [each.relation for each in found.values()].count("shares") == 1
    assert found["a"].verdict == CONSISTENT
    assert results(**figures, c=rate("54.6", **part))["a"].verdict == IMPOSSIBLE


def test_a_mean_fits_its_total_and_number():
    figures = {"total": count(36000, "money", step=1000), "n": count(1420)}
    per_head = {"rate_of": ids("total"), "share_of": "stats.t.n"}
    assert results(**figures, m=count(25, "money", **per_head))["m"].verdict == CONSISTENT
    assert results(**figures, m=count(35, "money", **per_head))["m"].verdict == IMPOSSIBLE


def test_a_mean_or_share_of_few_things_takes_few_values():
    """GRIM: 7 schools can't have 3.25 books each, nor be 41.4 % of 13."""
    books = count(Decimal("3.25"), share_of="stats.t.n")
    found = results(n=count(7), m=books)["m"]
    assert (found.relation, found.verdict) == ("mean", IMPOSSIBLE)
    assert [total for total, _ in found.neighbours] == [22, 23]
    assert results(n=count(8), m=books)["m"].computed == 26
    assert results(n=count(13), s=rate("41.4", share_of="stats.t.n"))["s"].verdict == IMPOSSIBLE
    found = results(n=count(13), s=rate("38.5", share_of="stats.t.n"))["s"]
    assert (found.verdict, found.computed) == (CONSISTENT, 5)
    assert results(n=count(13, "money"), s=rate("38.5", share_of="stats.t.n"))["s"].verdict == (
        UNTESTED
    )


# ---- what is not known for sure


@pytest.mark.parametrize(
    ("figures", "verdict", "missing"),
    [
        (  # no whole number in 1.5 / 3.9 to 3.5 / 3.9
            {"a": count(None, low=2, high=3), "g": growing("290", "a")},
            *(IMPOSSIBLE, ""),
        ),
        (
            {"n": count(13), "g": rate("40", share_of="stats.t.n", qualifier="at-least")},
            *(UNTESTED, "one end"),
        ),
        ({"a": count(5, "money"), "g": rate("40", rate_of=ids("a"))}, UNTESTED, "whole numbers"),
        (
            {"a": count(5), "g": rate("40", rate_of=ids("a"), qualifier="at-most")},
            *(UNTESTED, "one end"),
        ),
        ({"g": rate("100", qualifier="over")}, UNTESTED, "counts behind it are not stated"),
        ({"g": rate("40", growth_of=[])}, UNTESTED, "not stated"),
    ],
)
def test_what_a_figure_with_open_ends_says(figures, verdict, missing):
    found = results(**figures)["g"]
    assert found.verdict == verdict
    assert missing in (found.missing or "")


def test_the_whole_of_a_rounded_count_is_one_of_several():
    found = results(a=count(1500, step=100), g=rate("92.97", rate_of=ids("a")))["g"]
    assert (found.verdict, found.low, found.high) == (CONSISTENT, 1560, 1667)


def test_a_change_of_about_so_many_gives_a_range():
    found = results(now=count(214), change=count(20, growth_of=ids("now"), qualifier="about"))
    assert found["change"].computed is None
    rounded = results(now=count(17900, step=100), change=count(700, growth_of=ids("now")))["change"]
    assert (rounded.computed, rounded.low, rounded.high) == (None, 17150, 17249)
    assert found["change"].low < 194 < found["change"].high


def test_parts_that_add_up_exactly_are_right():
    part = {"part_of": "stats.t.all"}
    found = results(all=count(214), a=count(129, **part), b=count(85, **part))["all"]
    assert (found.verdict, found.current) == (CONSISTENT, 214)


def test_intervals_without_an_end():
    nothing = Interval(None, None)
    one = Interval(Fraction(1), Fraction(2))
    assert one.over(Interval(None, Fraction(5))) == nothing
    assert Interval(None, Fraction(4)).over(one) == Interval(None, Fraction(4))
    assert quotients(5, Interval(Fraction(0), None)) is None


# ---- figures as intervals


def test_what_a_rounded_count_implies_is_a_range():
    """1.79万 after a growth of 4.07 % does not say 17200."""
    found = results(a=count(17900, step=100), g=growing("4.07", "a"))["g"]
    assert (found.verdict, found.computed, found.low, found.high) == (
        CONSISTENT,
        None,
        17152,
        17248,
    )


def test_a_qualified_count_is_never_impossible_for_its_digits():
    assert (
        results(a=count(300, qualifier="about"), g=growing("4.86", "a"))["g"].verdict == CONSISTENT
    )
    low = results(a=count(300, qualifier="at-least"), g=growing("4.86", "a"))["g"]
    assert low.verdict == CONSISTENT
    assert results(a=count(None, low=290, high=310), g=growing("4.86", "a"))["g"].verdict == (
        CONSISTENT
    )
    assert results(a=count(78), g=rate("12.86", growth_of=ids("a"), qualifier="at-least"))[
        "g"
    ].verdict == (UNTESTED)


@pytest.mark.parametrize(
    ("printed", "verdict", "rounding"),
    [
        ("66.7", CONSISTENT, ""),
        ("66.6", OTHER, "truncated"),
        ("66.5", IMPOSSIBLE, ""),
    ],
)
def test_a_rate_may_have_been_cut_off(printed, verdict, rounding):
    figures = {"a": count(2), "all": count(3)}
    found = results(**figures, g=rate(printed, rate_of=ids("a"), share_of="stats.t.all"))["g"]
    assert (found.verdict, found.rounding) == (verdict, rounding)


def test_a_half_may_have_been_rounded_to_even():
    figures = {"a": count(1), "all": count(8)}
    rated = {"rate_of": ids("a"), "share_of": "stats.t.all"}
    assert results(**figures, g=rate("13", **rated))["g"].rounding == ""
    assert results(**figures, g=rate("12", **rated))["g"].rounding == "half-even"


def test_a_growth_and_a_rate_without_whole_may_have_been_cut_off():
    found = results(a=count(5), g=growing("66.6", "a"))["g"]
    assert (found.verdict, found.rounding, found.computed) == (OTHER, "truncated", 3)
    found = results(a=count(2), g=rate("66.6", rate_of=ids("a")))["g"]
    assert (found.verdict, found.rounding, found.computed) == (OTHER, "truncated", 3)


@pytest.mark.parametrize("what", [{"form": "ratio", "of": 15}, {"form": "rank"}])
def test_a_ratio_or_a_rank_is_not_reckoned_with(what):
    found = results(a=count(1, **what), g=growing("5", "a"))["g"]
    assert found.verdict == UNTESTED


BOUND = st.fractions(0, 3, max_denominator=60)


@given(BOUND, BOUND, st.booleans(), st.booleans())
def test_the_least_denominator_is_the_least(one, other, low_open, high_open):
    low, high = sorted((one, other))
    some = Interval(low, high, low_open, high_open)
    least = next((n for n in range(1, 9000) if some.times(n).wholes() is not None), None)
    assert least_denominator(some) == least


@given(st.integers(1, 10**6), st.decimals("0.01", "300", places=2))
def test_quotients_are_those_of_intervals(number, rate_of_growth):
    by = interval(Printed(rate_of_growth, Decimal("0.01")))
    exact = Interval(Fraction(number), Fraction(number))
    assert quotients(number, by) == exact.over(by).wholes()


@given(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)),
    st.tuples(st.integers(1, 50), st.integers(1, 50)),
    st.sampled_from(("+", "-", "/")),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_what_is_in_intervals_is_in_their_result(one, other, sign, at):
    def spread(ends, where):
        low, high = map(Fraction, sorted(ends))
        return Interval(low, high), low + (high - low) * Fraction(where)

    (first, x), (second, y) = spread(one, at[0]), spread(other, at[1])
    result, value = {
        "+": (first + second, x + y),
        "-": (first - second, x - y),
        "/": (first.over(second), x / y),
    }[sign]
    assert result.meets(Interval(value, value))


def test_a_count_of_anything_takes_time_that_grows_with_it():
    figures = {"c": count(78)}
    figures |= {f"g{n}": growing("12.86", "c") for n in range(800)}
    figures |= {f"r{n}": rate(f"10.1234{n:04}") for n in range(800)}
    figures |= {f"p{n}": count(1, part_of="stats.t.c") for n in range(800)}
    with within(2):
        assert len(results(**figures)) > 2000
