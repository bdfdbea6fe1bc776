"""A rank, level or class is what the evidence prints, or is named as concluded."""

from decimal import Decimal

import pytest
import tomli

from pjreport.check import examine, read
from pjreport.check.registry import BY_NAME
from pjreport.source.text import SourceText

from .conftest import ROOT

RULES = [BY_NAME["term-not-shown"], BY_NAME["term-differs"]]
TERMS = {
    "levels": {
        "nation": {"zh": "国家级", "en": "national", "written": ["全国"]},
        "province": {"zh": "省级", "en": "provincial", "written": ["省"]},
        "odd": {"zh": 1, "written": 2},
    },
    "ranks": {
        "first": {"zh": "一等奖", "en": "first prize"},
        "second": {"zh": "二等奖", "en": "second prize", "written": ["银奖"]},
        "a": {"zh": "A级", "en": "grade A"},
    },
    "classes": {"one": {"zh": "一类大赛", "en": "Class I competition"}},
    "groups": {"teachers": {"zh": "教师", "en": "teachers"}},
}


def named(evidence, **fields):
    fact = {"zh": "甲", "en": "A", "lines": [1], "evidence": [evidence], **fields}
    tables = {"vocabulary": TERMS, "honours": {"t": {"h": fact}}}
    return [each.where[3] for each in examine(read(tables, "", None, None), RULES)]


@pytest.mark.parametrize(
    ("evidence", "field", "key"),
    [
        *(
            ("大赛一等奖", "rank", "first"),
            ("获1等奖", "rank", "first"),
            ("First Prize", "rank", "first"),
        ),
        *(("二等奖", "rank", "second"), ("银奖", "rank", "second"), ("A级社区", "rank", "a")),
        *(("全国大赛", "level", "nation"), ("a National Award", "level", "nation")),
        *(("省級专业", "level", "province"), ("浙江省优秀", "level", "province")),
        *(("一类大赛", "class", "one"), ("无", "recipient_group", "teachers")),
        ("无", "level", "unknown"),  # an error of its own
    ],
)
def test_a_term_is_shown_by_any_of_its_forms(evidence, field, key):
    assert named(evidence, **{field: key}) == []


@pytest.mark.parametrize(
    ("evidence", "field", "key"),
    [
        *(("二等奖", "rank", "first"), ("一等奖", "rank", "second"), ("11等奖", "rank", "first")),
        *(("第一", "rank", "first"), ("4A级", "rank", "a"), ("AAA级", "rank", "a")),
        *(("全国大赛", "level", "province"), ("international", "level", "nation")),
        *(("一类", "class", "one"), ("无", "level", "odd")),
    ],
)
def test_a_term_that_is_not_printed_is_named_unless_it_is_inferred(evidence, field, key):
    assert named(evidence, **{field: key}) == [field]
    assert named(evidence, **{field: key}, inferred=[field]) == []


def test_no_rank_or_level_of_the_shipped_base_can_be_another():
    text = (ROOT / "data/facts.toml").read_text(encoding="utf-8")
    tables = tomli.loads(text, parse_float=Decimal)
    tried = 0
    for kind in ("honours", "competitions"):
        for topic in tables[kind].values():
            for fact in topic.values():
                for field, group in (("rank", "ranks"), ("level", "levels"), ("class", "classes")):
                    stated = fact.get(field)
                    if stated is None or field in fact.get("inferred", ()):
                        continue
                    for other in tables["vocabulary"][group].keys() - {stated}:
                        fact[field] = other
                        tried += 1
                        found = list(examine(read(tables, "", None, None), RULES))
                        assert [each.where[3] for each in found] == [field], (fact, other)
                    fact[field] = stated
    assert tried > 100
    assert list(examine(read(tables, "", None, None), RULES)) == []


# ---- periods, scopes and titles

PERIODS = {
    "y2022": {"zh": "2022年", "en": "2022"},
    "y2021": {"zh": "2021学年", "en": "academic year 2021"},
    "span": {"zh": "2018至2020年", "en": "from 2018 to 2020"},
    "before": {"zh": "上年", "en": "the year before"},
}
SCOPES = {
    "teachers": {"zh": "教师", "en": "teachers"},
    "students": {"zh": "学生（人数未载）", "en": "students"},
    "province": {"zh": "省级", "en": "provincial level"},
    "city": {"zh": "市级", "en": "municipal level", "written": ["市"]},
    "college": {"zh": "学院", "en": "the college"},
}
ABOUT = [BY_NAME[f"{name}-{how}"] for name in ("term", "title") for how in ("not-shown", "differs")]


def of_stat(text, evidence, *, period="y2022", report="y2022", **fields):
    fact = {"zh": "甲", "en": "A", "value": 5, "lines": [len(text.split("\n"))], "period": period}
    fact |= {"evidence": [evidence], **fields}
    tables = {"report": {"period": report}, "stats": {"t": {"a": fact}}}
    tables |= {"vocabulary": {"periods": PERIODS, "scopes": SCOPES}}
    source = SourceText("s.txt", text.encode())
    return [(each.where[3], each.rule) for each in examine(read(tables, "", source, None), ABOUT)]


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("2022年，共有5项", "y2022", []),
        ("2021年，共有5项", "y2022", "term-differs"),
        ("截至2023年底共5项", "y2022", "term-differs"),
        ("In 2021, 5 papers appeared", "y2022", "term-differs"),
        ("Papers in 2022 (2021: 7): 5", "y2022", []),
        ("比2021年增加5项", "y2022", []),
        ("5 papers (2021: 7)", "y2022", []),
        ("共5项，2021年为7项", "y2022", []),
        ("2021级新生5项", "y2022", []),
        ("Since 2015 we have had 5 papers", "y2022", []),
        ("over 2021, 5 more papers", "y2022", []),
        ("由2015年成立的协会5项", "y2022", []),
        ("2022年春季共5项", "y2021", []),  # of the academic year
        ("2023年春季共5项", "y2021", "term-differs"),
        ("2019年共5项", "span", []),
        ("2017-2019年共5项", "span", []),
        ("2021年共5项", "span", "term-differs"),
        ("2021年共5项", "before", []),
        ("2021年共5项", "unknown", []),
        ("共有5项", "y2022", []),  # the year of the report
        ("共有5项", "span", "term-not-shown"),
        ("2020年的工作\n\n共有5项", "span", []),
    ],
)
def test_the_year_of_a_figure_is_that_of_its_evidence(text, period, expected):
    found = of_stat(text, text.split("\n")[-1], period=period)
    assert found == ([("period", expected)] if expected else [])


@pytest.mark.parametrize(
    ("evidence", "scope", "expected"),
    [
        ("教师获奖5项", "teachers", []),
        ("学生获奖5项", "teachers", "term-differs"),
        ("教师指导学生获奖5项", "teachers", []),
        ("获奖5项", "teachers", []),
        ("市级获奖5项", "province", "term-differs"),
        ("教师获奖5项", "college", []),  # the college's teachers
        ("municipal level: 5", "province", "term-differs"),
    ],
)
def test_the_scope_of_a_figure_is_no_other_than_its_evidence_says(evidence, scope, expected):
    found = of_stat(evidence, evidence, scope=scope)
    assert found == ([("scope", expected)] if expected else [])


def test_a_period_that_is_concluded_is_named_so():
    assert of_stat("2021年共5项", "2021年共5项", inferred=["period"]) == []


@pytest.mark.parametrize(
    ("evidence", "title", "expected"),
    [
        ("市委书记张三", "市委书记", []),
        ("市委副书记、市长张三", "市委副书记、市长", []),
        ("市长张三", "市委副书记、市长", "title-not-shown"),
        ("市委书记张三", "教育厅副厅长", "title-differs"),
        ("张三", "市委书记", "title-not-shown"),
        ("市委书记张三", "书记", []),
        ("市长张三", "校长", "title-differs"),
        ("市长张三", "平湖市长", "title-not-shown"),
        ("会见张三", "校长", "title-not-shown"),
    ],
)
def test_the_title_of_a_person_is_that_of_the_evidence(evidence, title, expected):
    people = {
        "a": {
            "zh": "张三",
            "en": "A",
            "title_zh": title,
            "title_en": "T",
            "lines": [1],
            "role": "r",
        },
        "b": {
            "zh": "李四",
            "en": "B",
            "title_zh": "市委书记",
            "title_en": "S",
            "lines": [2],
            "role": "r",
        },
    }
    people["a"]["evidence"], people["b"]["evidence"] = [evidence], ["市委书记李四"]
    source = SourceText("s.txt", f"{evidence}\n市委书记李四".encode())
    found = examine(read({"people": {"t": people}}, "", source, None), ABOUT)
    assert [each.rule for each in found] == ([expected] if expected else [])


def test_a_title_that_is_concluded_is_named_so():
    person = {
        "zh": "张三",
        "en": "A",
        "title_zh": "校长",
        "title_en": "T",
        "lines": [1],
        "role": "r",
    }
    person |= {"evidence": ["张三"], "inferred": ["title_zh"]}
    assert [*examine(read({"people": {"t": {"a": person}}}, "", None, None), ABOUT)] == []
