"""What is taken back of a draft, and how facts of one name are told apart."""

from decimal import Decimal

import pytest

from pjreport.draft.drafting import draft
from pjreport.draft.proving import mend
from pjreport.model.diagnostics import Finding
from pjreport.source.text import SourceText

from .test_draft import drafted, stats


def tables():
    return {
        "sections": {"a": {"heading": 1}},
        "topics": {"a": {"zh": "甲", "section": "a"}, "b": {"zh": "乙"}},
        "stats": {
            "a": {
                "all": {"value": 9},
                "part": {"value": 3, "part_of": "stats.a.all"},
                "fall": {"value": -2, "growth_of": ["stats.a.all"]},
                "rate": {"value": Decimal("1.5"), "rate_of": ["stats.a.all", "stats.a.part"]},
            }
        },
    }


OWN = {"sections.a", *(f"stats.a.{each}" for each in ("all", "part", "fall", "rate"))}


def mended(where, *, hard=False, own=OWN):
    found, reasons = tables(), {}
    done = mend(found, Finding(where, "no", "rule"), own, reasons, hard=hard)
    return done, found, reasons


def test_a_section_that_does_not_fit_is_dropped_with_what_names_it():
    done, found, _ = mended(("sections", "a", "body"))
    assert done
    assert found["sections"] == {}
    assert found["topics"]["a"] == {"zh": "甲"}


def test_a_relation_is_dropped_first_then_the_fact():
    done, found, reasons = mended(("stats", "a", "fall", "value"))
    assert (done, found["stats"]["a"]["fall"], reasons) == (True, {"value": 2}, {})
    done, found, reasons = mended(("stats", "a", "fall", "value"), hard=True)
    assert "fall" not in found["stats"]["a"]
    assert reasons == {"stats.a.fall": "no [rule]"}


def test_a_fact_that_is_dropped_takes_the_references_to_it():
    done, found, _ = mended(("stats", "a", "all", "evidence", 0))
    assert done
    assert found["stats"]["a"] == {
        "part": {"value": 3},
        "fall": {"value": 2},
        "rate": {"value": Decimal("1.5"), "rate_of": ["stats.a.part"]},
    }


@pytest.mark.parametrize("where", [("report", "zh"), ("stats", "a", "none"), ("stats", "b", "all")])
def test_what_a_person_wrote_is_left_alone(where):
    assert mended(where)[:2] == (False, tables())
    assert mended(("stats", "a", "all"), own=set())[:2] == (False, tables())
    assert mended(("sections", "a"), own=set())[:2] == (False, tables())


def test_one_thing_in_two_precisions_has_two_names():
    """The rule that finds facts mixed up cannot tell them from their words."""
    names = [
        name for name, _, _ in stats("图书馆\n- 到馆人次：1,092,360\n\n全年到馆109.2万人次。\n")
    ]
    assert len(names) == len(set(names)) == 2


def test_facts_of_one_name_are_told_apart():
    text = "学校简介\n教师5人。\n教师约5人。\n教师近5人。\n教师超5人。\n教师至少5人。\n"
    names = [name for name, _, _ in stats(text)]
    assert names[:3] == ["教师", "教师（概况）", "教师（人）"]
    assert len(set(names)) == 5


def test_an_honour_of_two_years_is_two_facts():
    text = "学校2022年获“全国先进”称号。2023年获“全国先进”称号。学校2023年获“全国先进”称号。\n"
    made, _ = drafted(text)
    found = [each for topic in made.tables["honours"].values() for each in topic.values()]
    assert [(each["zh"], each["year"]) for each in found] == [
        ("全国先进", 2022),
        ("全国先进（2023）", 2023),
    ]


def test_what_is_said_again_and_again_is_kept_only_so_often():
    source = SourceText("report.txt", ("在校生5人。\n" * 80).encode())
    made = draft(source, "report.txt", "report")
    [table] = made.tables["stats"]["general"].values()
    assert len(table["lines"]) == 50
    assert {each.why for each in made.items if not each.ids} <= {"elsewhere"}
