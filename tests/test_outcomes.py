"""Shown, not shown, contradicted: small texts, each with one fact, and what `check` says of it."""

from decimal import Decimal

import pytest

from pjreport.check import examine, read
from pjreport.check.registry import RULES
from pjreport.check.rules.completeness import Completeness
from pjreport.source.text import SourceText

UNITS = {
    "persons": {"zh": "人", "en": "people", "en_one": "person"},
    "medals": {"zh": "枚", "en": "medals", "written": ["银", "金"]},
    "items": {"zh": "项", "en": "items"},
    "yuan": {"zh": "元", "en": "yuan"},
    "pounds": {"zh": "英镑", "en": "£"},
    "percent": {"zh": "%", "en": "%"},
    "firms": {"zh": "家", "en": "companies"},
    "volumes": {"zh": "册", "en": "volumes"},
    "provinces": {"zh": "省", "en": "provinces"},
    "pieces": {"zh": "个", "en": "pieces"},
    "places": {"zh": "位", "en": "places"},
    "names": {"zh": "名", "en": "names"},
    "tonnes": {"zh": "吨", "en": "tonnes"},
    "targets": {"zh": "目标", "en": "targets"},
    "meals": {"zh": "餐", "en": "meals per week"},
    "visits": {"zh": "人次", "en": "visits"},
}
OF_SOURCE = [rule for rule in RULES if rule.group == "source" and rule.name != "source-differs"]


def said(text, value, unit, *evidence, **more):
    """The severity and the rule of each finding."""
    fact = {"zh": "培训", "en": "trained", "period": "y", "lines": [1]}
    fact |= {"evidence": list(evidence) or [str(value)]}
    fact |= ({} if value is None else {"value": value}) | ({"unit": unit} if unit else {}) | more
    tables = {"report": {"source": {"sha256": "0" * 64}}, "topics": {"t": {}}}
    tables |= {"vocabulary": {"units": UNITS}, "stats": {"t": {"a": fact}}}
    context = read(tables, "", SourceText("s.txt", text.encode()), None)
    found = {(each.severity, each.rule) for each in examine(context, OF_SOURCE)}
    return found - {("note", "step-not-stated")}  # it says nothing against the figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "evidence", "more"),
    [
        ("甲类20人，占40.4%；乙类30人，占60.6%", "60.6", "percent", "乙类30人，占60.6%", {}),
        ("就业率(%)：98.5", "98.5", "percent", "就业率(%)：98.5", {}),
        ("2.6 million people", 2600000, "persons", "2.6 million people", {}),
        ("twenty-three people", 23, "persons", "twenty-three people", {}),
        ("一千零十七人", 1017, "persons", "一千零十七人", {}),
        ("近百人", 100, "persons", "近百人", {"qualifier": "nearly"}),
        ("2700余万元", 27000000, "yuan", "2700余万元", {"qualifier": "over"}),
        ("turnover 8.7%", "8.7", "percent", "turnover 8.7%", {}),
        ("走近3家企业", 3, "firms", "走近3家", {}),
        ("预约20人", 20, "persons", "预约20人", {}),
        ("Cafe\u0301有5人", 5, "persons", "Caf\u00e9有5人", {}),
        ("Caf\u00e9有5人", 5, "persons", "Cafe\u0301有5人", {}),
        ("占三分之二", "66.67", "percent", "三分之二", {}),
        ("占三分之二", 2, "percent", "三分之二", {"form": "fraction", "of": 3}),
        ("生师比17.86:1", "17.86", None, "17.86:1", {"form": "ratio", "of": 1}),
        ("共2至3项", None, "items", "2至3项", {"low": 2, "high": 3}),
        ("35人以下", None, "persons", "35人以下", {"high": 35, "qualifier": "at-most"}),
        ("Of every £1 we spent, 86p went on care", "0.86", "pounds", "86p went on care", {}),
        ("面向20个省", 20, "provinces", "20个省", {}),
        ("以万册计，图书3", 30000, "volumes", "图书3", {"unit_from": "万册"}),
        ("甲、乙分别为20人、30人", 30, "persons", "30人", {"zh": "乙"}),
        ("甲、乙分别为20人、30人", 20, "persons", "20人", {"zh": "甲"}),
        ("得补贴5角", "0.5", "yuan", "5角", {}),
        ("it costs 50 cents", "0.5", "pounds", "50 cents", {}),
        ("about two thirds of them", 67, "percent", "two thirds", {"qualifier": "about"}),
        ("位列第4", 4, "places", "位列第4", {"form": "rank"}),
        ("建成六大专业群", 6, "pieces", "六大专业群", {}),
        ("we met nine of its 14 targets", 9, "targets", "we met nine", {}),
        ("Targets: 14", 14, "targets", "14", {}),
        ("40 meals", 40, "meals", "40 meals", {}),
        ("just under 430 student-names", 430, "names", "430 student-names", {"qualifier": "under"}),
    ],
)
def test_what_the_text_proves_is_shown(text, value, unit, evidence, more):
    number = Decimal(value) if isinstance(value, str) else value
    assert said(text, number, unit, evidence, **more) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        *((f"培训{word}1508人", "qualifier-differs") for word in ("不超", "不及", "不满")),
        *((f"培训1508人{word}", "qualifier-differs") for word in ("开外", "不到", "封顶")),
        *((f"培训{word}1508人", "direction-differs") for word in ("增", "减", "净增")),
        *((f"trained {word} 1508 people", "qualifier-differs") for word in ("in excess of",)),
        ("trained upwards of 1508 people", "qualifier-differs"),
        ("没有培训1508人", "negated"),
        ("资助1508元", "unit-differs"),
        ("1500～1508人", "part-of-range"),
    ],
)
def test_what_the_text_contradicts_is_an_error(text, rule):
    assert ("error", rule) in said(text, 1508, "persons")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        *((f"{word}培训1508人", "supposed") for word in ("计划", "如果", "网传")),
        *(("培训还差1508人", "supposed"), ("培训1508人缺考", "supposed")),
        *(("hardly 1508 people trained", "supposed"), ("目标为1508人", "supposed")),
        *((f"{word}培训1508人", "average-not-stated") for word in ("每月", "日均")),
        *(("Students: 1508", "unit-not-shown"), ("引进1508人才", "unit-not-shown")),
        ("trained 1508 patrons", "unit-not-shown"),
        ("甲1508人，乙1509人", "subject-not-shown"),
    ],
)
def test_what_the_text_leaves_open_is_a_warning(text, rule):
    found = said(text, 1508, "persons")
    assert ("warning", rule) in found
    assert "error" not in {severity for severity, _ in found}


TABLE = """单位：万元
项目\u3000\u30002024年\u3000\u30002023年\u3000\u3000增减（%）
收入\u3000\u3000128.52\u3000\u3000115.18\u3000\u300011.58
支出\u3000\u3000(12.30)\u3000\u300072.53\u3000\u3000不适用
到馆人次：5,228"""


@pytest.mark.parametrize(
    ("value", "unit", "line", "evidence", "expected"),
    [
        (1285200, "yuan", 3, "收入\u3000\u3000128.52", set()),
        (-123000, "yuan", 4, "支出\u3000\u3000(12.30)", set()),
        ("11.58", "percent", 3, "11.58", set()),
        (5228, "visits", 5, "5,228", set()),
        (1285200, "persons", 3, "收入\u3000\u3000128.52", {("error", "unit-differs")}),
        ("11.58", "items", 3, "11.58", {("error", "unit-differs")}),
        (5228, "yuan", 5, "5,228", {("error", "unit-differs")}),
        (5228, "persons", 5, "5,228", {("warning", "unit-not-shown")}),
    ],
)
def test_the_unit_of_a_table_stands_in_its_heads(value, unit, line, evidence, expected):
    number = Decimal(value) if isinstance(value, str) else value
    found = said(TABLE, number, unit, evidence, lines=[line])
    assert found - {("warning", "subject-not-shown")} == expected


def test_a_heading_without_a_scale_may_be_that_of_other_numbers():
    text = "单位：元\n教师\u3000\u3000210"
    assert said(text, 210, "persons", "210", lines=[2]) == {("warning", "unit-not-shown")}
    assert said(text, 210, "yuan", "210", lines=[2]) == set()


def test_a_change_that_is_called_a_count_is_a_warning():
    text = "比上年增加1508人"
    assert said(text, 1508, "persons", text) == {("warning", "change-not-stated")}
    assert said(text, 1508, "persons", text, zh="新增") == set()
    assert said(text, 1508, "persons", text, growth_of=["stats.t.b"]) == set()


@pytest.mark.parametrize(
    ("text", "unit", "severity"),
    [
        ("耗煤1508吨标准煤", "tonnes", "warning"),
        ("booked 1508 times", "items", "warning"),
        ("为上年的1508倍", "items", "error"),
        ("有教师1508名", "persons", "warning"),
        ("served 1508 meals", "persons", "error"),
        ("a line of 1508\npeople", "items", "warning"),
        ("1508 per cent", "persons", "error"),
    ],
)
def test_another_unit_is_an_error_where_it_is_one_for_certain(text, unit, severity):
    found = said(text, 1508, unit, "1508")
    assert {each for each, rule in found if rule.startswith("unit-")} == {severity}


def test_a_share_in_words_has_its_unit():
    assert ("error", "unit-differs") in said("占比已经过半", 50, "persons", "占比已经过半")


def test_a_quotation_that_somebody_said_is_no_name():
    text = "“没有好老师，就没有好学校。”以下简称“公司”，获“先锋”称号，“不适用”指缺。"
    tables = {"report": {"source": {"sha256": "0" * 64}}, "topics": {"t": {}}}
    context = read(tables, "", SourceText("s.txt", text.encode()), None)
    assert [each.text for each in context.once(Completeness).countables] == ["“先锋”"]


def test_a_unit_cut_out_of_a_word_is_not_shown():
    assert said("与7银行合作", 7, "medals") == {("warning", "unit-not-shown")}
    assert said("得7银、3铜", 7, "medals") == set()


def test_unit_from_stands_where_it_says():
    text = "单位：册\n图书3"
    more = {"lines": [2], "unit_from": "单位：册", "unit_from_line": 1}
    assert said(text, 3, "volumes", "图书3", **more) == set()
    wrong = more | {"unit_from_line": 2}
    assert said(text, 3, "volumes", "图书3", **wrong) == {("error", "unit-from-not-found")}


def test_a_numeral_that_may_be_a_word_is_unclear():
    assert said("百信超市", 100, None, "百信超市") == {("warning", "value-unclear")}
    assert said("学校增效", 5, None, "学校增效") == {("warning", "value-unclear")}
    assert said("共5228人", None, "persons", "528人", low=500, high=528)


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("trained 530, give or take", {"qualifier": "about"}, set()),
        ("trained 530 at most, on 1 May", {"qualifier": "over"}, {("error", "qualifier-differs")}),
        ("with 530 people", {"qualifier": "over"}, {("error", "qualifier-differs")}),
        ("we trained 530 people", {"qualifier": "over"}, {("warning", "qualifier-not-shown")}),
        (
            "with 530 people, or thereabouts",
            {"qualifier": "over"},
            {("warning", "qualifier-not-shown")},
        ),
        ("over the years 530 people", {"qualifier": "over"}, {("warning", "qualifier-not-shown")}),
    ],
)
def test_a_qualifier_is_an_error_only_where_nothing_can_say_it(text, more, expected):
    found = said(text, 530, "persons", text, **more)
    assert {each for each in found if each[1].startswith("qualifier")} == expected


def test_without_a_text_a_qualifier_is_looked_for_in_the_evidence():
    fact = {"zh": "培训", "en": "trained", "period": "y", "lines": [1], "unit": "persons"}
    for evidence, rule in (
        ("530 people", "qualifier-not-shown"),
        ("超额完成530人", "qualifier-not-shown"),
        ("共530人", "qualifier-differs"),
    ):
        table = fact | {"value": 530, "qualifier": "over", "evidence": [evidence]}
        tables = {"topics": {"t": {}}, "vocabulary": {"units": UNITS | {"bad": 1}}}
        context = read(tables | {"stats": {"t": {"a": table}}}, "", None, None)
        found = {each.rule for each in examine(context, OF_SOURCE) if each.where}
        assert {each for each in found if each.startswith("qualifier")} == {rule}


def test_numbers_that_are_no_single_number_prove_none():
    assert said("30至35人", 30, "persons", "30至35人") == {("error", "part-of-range")}
    text = "One librarian for every 12 volunteers"
    assert said(text, 1, None, text, form="ratio", of=12) == set()
    assert said("5台(套)", 5, "sets", "5台(套)") == set()


def test_a_number_in_a_name_may_stand_elsewhere_on_the_lines():
    found = said("立项3项，课题5项", 5, "items", "课题5项", zh="3项课题")
    assert ("error", "label-differs") not in found
    found = said("课题5项", 5, "items", "课题5项", zh="3项课题")
    assert ("error", "label-differs") in found
