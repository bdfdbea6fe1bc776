"""Comparing two reports: what is paired, what is refused, and that differences are right."""

import copy
from decimal import Decimal
from fractions import Fraction

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.audit.intervals import Printed, interval
from pjreport.compare import comparison, names
from pjreport.compare.comparison import (
    CHANGED,
    HIGHER,
    LOWER,
    ONLY_NEWER,
    ONLY_OLDER,
    REFUSED,
    SAME,
    UNCLEAR,
    compare,
    compare_implied,
)
from pjreport.compare.difference import difference, growth_between
from pjreport.compare.others import compare_kind
from pjreport.compare.pairing import ID, NAME, PROPOSED
from pjreport.compare.refusal import REASONS
from pjreport.compare.sentences import REASONS as SENTENCES
from pjreport.compare.sentences import VERDICTS as WORDS
from pjreport.compare.sentences import Wording
from pjreport.model.base import FactBase
from pjreport.model.formula import growth
from pjreport.model.kinds import KINDS
from pjreport.model.schema import CHANGES

from .conftest import ROOT, TESTS, within

ENDS = ("low", "high")
SHIPPED, NEXT = ROOT / "data/facts.toml", TESTS / "years/pinghu-2022.toml"


def base_of(tables):
    return FactBase("", copy.deepcopy(tables))


def read(path):
    return FactBase(str(path), tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))


def report(year, languages=("zh",), **stats):
    """A small base of a year; each figure is a value or a table."""
    tables = {
        "schema": 1,
        "report": {
            "id": f"r-{year}",
            "languages": [*languages],
            "zh": f"{year}年报",
            "en": f"{year}",
        }
        | {"publisher_zh": "甲", "publisher_en": "A", "version": "1", "period": "year"},
        "topics": {"t": {"zh": "主题", "en": "topic"}},
        "vocabulary": {
            "units": {
                "items": {"zh": "项", "en": "items", "whole": True},
                "percent": {"zh": "%", "en": "%"},
                "points": {"zh": "个百分点", "en": "percentage points"},
            },
            "periods": {
                "year": {"zh": f"{year}年", "en": f"{year}"},
                "open": {"zh": "全年", "en": "whole year"},
            },
            "scopes": {},
        },
        "stats": {"t": {}},
    }
    for name, stated in stats.items():
        table = stated if isinstance(stated, dict) else {"value": stated}
        labels = {"zh": f"名称{name}", "en": f"name {name}"}
        usual = {"unit": "items", "period": "year", "lines": [1], "evidence": ["x"]}
        tables["stats"]["t"][name] = labels | usual | table
    return base_of(tables)


def found(older, newer):
    """The comparisons of two reports by the last part of the newer id, or of the older one."""
    return {
        (each.pair.newer or each.pair.older)["id"].rpartition(".")[2]: each
        for each in compare(older, newer)
    }


# ---- the made-up next year


def test_each_reason_is_shown_by_the_next_year():
    found = [*compare(read(SHIPPED), read(NEXT))]
    assert {reason for each in found for reason in each.reasons} == set(REASONS)
    assert {each.pair.by for each in found} == {ID, NAME, PROPOSED, ""}
    refused = [each for each in found if each.verdict == REFUSED]
    assert all(each.difference is None and each.growth is None for each in refused)


def test_every_figure_is_in_one_row():
    older, newer = read(SHIPPED), read(NEXT)
    found = [*compare(older, newer)]
    for side, base in (("older", older), ("newer", newer)):
        ids = [getattr(each.pair, side)["id"] for each in found if getattr(each.pair, side)]
        assert sorted(ids) == sorted(id for id in base.records if id[:5] in ("stats", "deriv"))


def test_what_can_be_said_has_words():
    assert set(REASONS) < set(SENTENCES)
    assert list(WORDS) == list(comparison.VERDICTS) == CHANGES


@pytest.mark.parametrize("path", [SHIPPED, NEXT, TESTS / "years/rounded.toml"])
def test_a_report_is_the_same_as_itself(path):
    assert {each.verdict for each in compare(read(path), read(path))} == {SAME}


# ---- pairs


def test_one_id_with_another_name_is_not_subtracted_unless_the_base_says_so():
    older = report(2020, a={"value": 5, "zh": "在校生人数"})
    newer = report(2021, a={"value": 7, "zh": "图书馆藏书"})
    assert found(older, newer)["a"].reasons == ("subject",)
    newer.records["stats.t.a"]["also"] = ["在校生人数"]
    assert found(older, newer)["a"].difference.value == 2


def test_the_year_and_the_edition_are_no_part_of_a_name():
    older = report(2020, a={"value": 5, "zh": "2020年第三届技能节奖牌"})
    newer = report(2021, b={"value": 7, "zh": "2021年第四届技能节奖牌"})
    pair = found(older, newer)["b"].pair
    assert pair.by == NAME
    assert pair.older["id"] == "stats.t.a"


def test_two_figures_of_one_name_are_not_paired_by_it():
    same = {"value": 5, "zh": "奖牌"}
    one = found(report(2020, a=same), report(2021, b=same, c=same))
    assert {each.verdict for each in one.values()} <= {ONLY_NEWER, ONLY_OLDER}


def test_similar_names_are_only_proposed():
    older = report(2020, a={"value": 5, "zh": "省首批青年工匠"})
    newer = report(2021, b={"value": 7, "zh": "省青年工匠"}, c={"value": 1, "zh": "全国劳模"})
    one = found(older, newer)
    assert one["b"].pair.by == PROPOSED
    assert one["b"].reasons == ("name",)
    assert one["c"].verdict == ONLY_NEWER


def test_reports_without_a_common_language_are_compared_by_id_and_keys():
    older = report(2020, ("zh",), a=5, b=5)
    newer = report(2021, ("en",), a=7, c={"value": 1})
    one = found(older, newer)
    assert one["a"].difference.value == 2
    assert one["b"].verdict == ONLY_OLDER
    newer.records["stats.t.a"]["unit"] = "percent"
    assert found(older, newer)["a"].reasons == ("unit",)
    for base in (older, newer):
        base.records["stats.t.a"]["competition"] = base.id
    assert found(older, newer)["a"].reasons == ("unit", "competition")


def test_many_figures_without_a_counterpart_take_no_time():
    older = report(2020, **{f"a{at}": {"value": at, "zh": f"数目{at}甲"} for at in range(2000)})
    newer = report(2021, **{f"b{at}": {"value": at, "zh": f"数目{at}乙"} for at in range(2000)})
    with within(20):
        assert {each.verdict for each in compare(older, newer)} == {ONLY_OLDER, ONLY_NEWER}


# ---- reasons


def change(**more):
    return found(report(2020, a=5), report(2021, a={"value": 7, **more}))["a"].reasons


def test_nothing_speaks_against_two_plain_counts():
    assert change() == ()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"unit": "percent"}, "unit"),
        ({"period": "open"}, "period"),
        ({"qualifier": "about"}, "qualifier"),
        ({"low": 3, "high": 7, "value": None}, "range"),
        ({"form": "ratio", "of": 3}, "form"),
        ({"part_of": "stats.t.a"}, "part"),
        ({"evidence": ["累计7项"]}, "method"),
        ({"zh": "平均名称a"}, "method"),
        ({"growth_of": ["stats.t.a"]}, "method"),
    ],
)
def test_what_refuses(more, reason):
    assert reason in change(**more)


def test_parts_of_different_wholes_are_not_subtracted():
    def base(year, whole):
        return report(year, a=9, b=9, part={"value": 3, "part_of": f"stats.t.{whole}"})

    assert found(base(2020, "a"), base(2021, "a"))["part"].reasons == ()
    assert found(base(2020, "a"), base(2021, "b"))["part"].reasons == ("whole",)


def test_a_whole_with_a_new_id_is_the_same_whole():
    older = report(2020, a={"value": 9, "zh": "奖项"}, part={"value": 3, "part_of": "stats.t.a"})
    newer = report(2021, b={"value": 9, "zh": "奖项"}, part={"value": 4, "part_of": "stats.t.b"})
    assert found(older, newer)["part"].reasons == ()


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        (2020, 2021, ()),
        (2020, 2025, ()),
        (2021, 2021, ("same-period",)),
        (2022, 2021, ("earlier-period",)),
    ],
)
def test_periods_must_follow_each_other(before, now, reasons):
    assert found(report(before, a=5), report(now, a=7))["a"].reasons == reasons


def test_without_a_year_the_periods_are_taken_to_follow_each_other():
    bases = [report(year, a={"value": value, "period": "open"}) for year, value in ((1, 5), (2, 7))]
    for base in bases:
        base.vocabulary["periods"]["year"] = {"zh": "年度", "en": "year"}
    one = found(*bases)["a"]
    assert (one.years, one.difference.value) == (None, 2)


# ---- printed growths


def grown(value, years=1, unit="percent", of=("a",), **more):
    older = report(2020, a=40, b=20, **more)
    growth = {
        "value": Decimal(value),
        "unit": unit,
        "growth_of": [f"stats.t.{each}" for each in of],
    }
    return found(older, report(2020 + years, a=50, b=25, g=growth | {"zh": "增长"}))


@pytest.mark.parametrize(
    ("growth", "agreement"),
    [
        (grown("25"), "consistent"),
        (grown("25.0"), "consistent"),
        (grown("20"), "impossible"),
        (grown("10", unit="items"), "consistent"),
        (grown("12", unit="items"), "impossible"),
        (grown("25", years=2), None),
        (grown("25", unit="points"), None),
    ],
)
def test_a_printed_growth_is_tested_with_both_reports(growth, agreement):
    assert growth["a"].printed.record["id"] == "stats.t.g"
    assert growth["a"].agreement == agreement
    assert growth["b"].printed is None


@pytest.mark.parametrize(
    ("growth", "said"),
    [
        (("20",), "printed x, does not fit: the figures give +25%"),
        (("12", 1, "items"), "printed x, does not fit: the figures give +10"),
        (("25",), "printed x, fits"),
    ],
)
def test_what_does_not_fit_is_said_in_its_own_measure(growth, said):
    bases = report(2020, a=40, b=20), report(2021)
    assert Wording(*bases, "en").finding(grown(*growth)["a"], "x") == said


def test_a_growth_over_one_year_is_not_tested_over_two():
    older = report(2020, a=40)
    growth = {"value": 25, "unit": "percent", "growth_of": ["stats.t.a"]}
    newer = report(2022, a=50, g=growth)
    said = Wording(older, newer, "en").finding(found(older, newer)["a"], "+25%")
    assert said == "printed +25%, not tested (the reports are 2 years apart)"


def test_a_growth_of_a_sum_without_a_fact_stands_at_the_growth():
    older = report(
        2020, a=40, b=20, g={"value": 1, "unit": "percent", "growth_of": ["stats.t.a", "stats.t.b"]}
    )
    assert (
        grown("25", of=("a", "b"), g=dict(older.records["stats.t.g"]))["g"].agreement
        == "consistent"
    )


def test_a_growth_of_what_cannot_be_subtracted_is_not_tested():
    older = report(2020, a={"value": 40, "qualifier": "over"})
    growth = {"value": 25, "unit": "percent", "growth_of": ["stats.t.a"]}
    one = found(older, report(2021, a=50, g=growth))["a"]
    assert (one.verdict, one.agreement) == (REFUSED, None)


def test_points_are_compared_with_rates():
    older = report(2020, a={"value": Decimal("96.4"), "unit": "percent"})
    rate = {"value": Decimal("97.5"), "unit": "percent"}
    points = {"value": Decimal("1.1"), "unit": "points", "growth_of": ["stats.t.a"]}
    one = found(older, report(2021, a=rate, g=points))["a"]
    assert (one.agreement, one.growth, one.difference.value) == ("consistent", None, Decimal("1.1"))


def test_of_two_growths_the_one_that_can_be_tested_counts():
    older = report(2020, a=40)
    first = {"value": 9, "unit": "points", "growth_of": ["stats.t.a"]}
    second = {"value": 25, "unit": "percent", "growth_of": ["stats.t.a"]}
    one = found(older, report(2021, a=50, first=first, second=second))["a"]
    assert one.printed.record["id"] == "stats.t.second"


# ---- the year before


def test_what_was_before_is_a_whole_number_that_fits_all_digits():
    [one] = compare_implied(grown_alone(19, "46.15"))
    assert (one.pair.older["value"], one.difference.value) == (13, 6)
    assert one.pair.older["computed"]


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_what_was_there_is_among_what_is_implied(before, now, places):
    """The true number of the year before is the implied one, or lies between the ends."""
    [one] = compare_implied(grown_alone(now, str(growth(now, before, places))))
    older = one.pair.older
    if one.verdict == REFUSED:
        assert Decimal(str(growth(now, before, places))) <= -100
    else:
        low, high = (older[end] if older["value"] is None else older["value"] for end in ENDS)
        assert low <= before <= high
        assert one.verdict in (
            UNCLEAR,
            SAME if now == before else HIGHER if now > before else LOWER,
        )


def grown_alone(now, rate):
    growth = {"value": Decimal(rate), "unit": "percent", "growth_of": ["stats.t.a"]}
    return report(2021, a=now, g=growth)


# ---- arithmetic

FIGURES = st.builds(
    lambda digits, places: Printed(
        Decimal(digits).scaleb(-places), Decimal(1).scaleb(-places), whole=not places
    ),
    st.integers(1, 10**9),
    st.integers(0, 3),
)
INSIDE = st.fractions(0, 1)


def within_ends(value, computed):
    low, high = computed.low, computed.high
    if low is None:
        return value == computed.value or abs(value - Fraction(computed.value)) <= Fraction(1, 200)
    return low <= value <= high and low <= computed.value <= high


@given(FIGURES, FIGURES, INSIDE, INSIDE)
def test_whatever_was_rounded_the_change_lies_between_the_ends(before, now, first, second):
    """Any two numbers that are printed so have a difference and a growth within the ends."""
    (low, high, *_), (least, most, *_) = interval(before), interval(now)
    one, other = low + (high - low) * first, least + (most - least) * second
    assert within_ends(other - one, difference(before, now))
    grew = growth_between(before, now)
    if grew is None:
        assert low <= 0
    elif one > 0:
        assert within_ends((other / one - 1) * 100, grew)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("98.7", "98.68", UNCLEAR),
        ("98.7", "98.8", HIGHER),
        ("98.8", "98.7", LOWER),
        ("98.70", "98.7", SAME),
        ("98.7", "98.64", LOWER),
    ],
)
def test_what_was_rounded_away_may_decide(before, now, verdict):
    sides = [
        report(year, a={"value": Decimal(each), "unit": "percent"})
        for year, each in ((2020, before), (2021, now))
    ]
    assert found(*sides)["a"].verdict == verdict


def test_nothing_grows_from_nothing():
    assert growth_between(Printed(0, whole=True), Printed(5, whole=True)) is None


# ---- names


@given(st.text(max_size=30))
def test_a_name_is_like_itself_and_stays_timeless(name):
    once = names.timeless(name)
    assert names.alike(once, once) == 1
    assert not names.YEAR.search(once)


# ---- facts that are no figures


def test_words_are_compared_by_what_people_read():
    found = {
        each.pair.newer["id"]: each
        for each in compare_kind(read(SHIPPED), read(NEXT), "honours")
        if each.pair.newer
    }
    campus = found["honours.highlights.civilised-campus"]
    assert (campus.verdict, campus.reasons) == (CHANGED, ("level", "rank", "recipient"))
    assert found["honours.highlights.five-four"].verdict == ONLY_NEWER


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS if not kind.figure])
def test_every_kind_is_the_same_as_itself(kind):
    base = read(SHIPPED)
    assert {each.verdict for each in compare_kind(base, base, kind)} == {SAME}


def test_a_similar_name_of_an_honour_is_only_proposed():
    found = [*compare_kind(read(SHIPPED), read(NEXT), "competitions")]
    assert [each.reasons for each in found if each.verdict == REFUSED] == [("name",)]


def test_a_draft_is_called_a_draft():
    older, newer = report(2020, a=5), report(2021, a={"value": 7, "draft": True})
    assert Wording(older, newer, "zh").finding(found(older, newer)["a"], "") == "草稿"
