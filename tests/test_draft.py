"""A draft of a base: what it proposes loads, and has no error against its own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check.registry import RULES
from pjreport.draft.accounting import OPEN, OUTCOMES
from pjreport.draft.drafting import draft
from pjreport.draft.proving import findings
from pjreport.model.factfile import FactFile
from pjreport.source.text import SourceText
from pjreport.store.toml import parse
from pjreport.store.tomltext import text_of

ERRORS = [rule for rule in RULES if rule.severity == "error"]


def drafted(text):
    source = SourceText("report.txt", text.encode())
    return draft(source, "report.txt", "report"), source


def stats(text):
    """Name, value and unit of the stats of a text, in its order."""
    made, _ = drafted(text)
    units = made.tables["vocabulary"]["units"]
    found = []
    for entries in made.tables.get("stats", {}).values():
        for table in entries.values():
            unit = units[table["unit"]] if "unit" in table else {}
            name = table.get("zh") or table["en"]
            found.append((name, table.get("value"), unit.get("zh") or unit.get("en")))
    return found


def test_a_figure_becomes_a_stat_with_all_that_the_text_says():
    made, source = drafted("学院简介\n学校现有教职工892人，其中专任教师近700人，比上年增加20人。\n")
    tables = made.tables
    assert tables["report"]["languages"] == ["zh"]
    assert tables["report"]["source"] == {
        "file": "report.txt",
        "sha256": source.sha256,
        "lines": 2,
    }
    first, second, third = tables["stats"]["general"].values()
    assert first == {
        "zh": "教职工",
        "value": 892,
        "unit": "persons",
        "period": tables["report"]["period"],
        "lines": [2],
        "evidence": ["学校现有教职工892人"],
        "draft": True,
    }
    assert (second["qualifier"], second["value"]) == ("nearly", 700)
    assert third["zh"] == "专任教师比上年增加"
    assert tables["vocabulary"]["units"]["persons"]["whole"]


PIECES = (
    *(
        "在校生",
        "专任教师",
        "其中",
        "占",
        "比上年增长",
        "下降",
        "减少",
        "约",
        "近",
        "超过",
        "以上",
        "左右",
    ),
    *(
        "5228人次",
        "120项",
        "3.5万人",
        "98.5%",
        "三分之二",
        "九成",
        "第3位",
        "前50强",
        "17.8:1",
        "2021年",
    ),
    *(
        "3至5年",
        "30—35人",
        "个百分点",
        "0.3个百分点",
        "一等奖2项",
        "“双高”",
        "《规划》",
        "（其中",
        "）",
    ),
    *(
        "，",
        "。",
        "；",
        "、",
        "：",
        "\n",
        "\n\n",
        "|",
        " ",
        "  ",
        "　　",
        "\t",
        "·",
        "一、",
        "（一）",
        "【",
        "】",
    ),
    *(
        "visitors",
        "people",
        "The library",
        "rose by",
        "from",
        "to",
        "of",
        "12 percent",
        "$1.8m",
        "1,092,360",
    ),
    *(
        "one in five",
        "two thirds",
        "Visitors: 118",
        "Total",
        "nearly",
        "(42)",
        "4.5",
        ". ",
        ", ",
        "3rd",
        "No. 5",
    ),
    *(
        "未",
        "没有",
        "预计",
        "计划",
        "分别为",
        "和",
        "的",
        "人",
        "个",
        "万元",
        "单位：万元",
        "“",
        "\\",
        '"',
        "\x07",
        "é",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_a_base_without_an_error(text):
    """The rules of `check` decide, and what they refuse is taken back before it is written."""
    made, source = drafted(text)
    written = text_of(made.tables)
    tables = parse("facts.toml", written)
    assert FactFile.fits(tables)
    assert findings(tables, source, ERRORS) == []
    assert {each.outcome for each in made.items} <= set(OUTCOMES)
    assert all(each.ids or each.why for each in made.items)


def test_the_same_said_twice_is_one_fact():
    made, _ = drafted("学校现有教职工892人。\n基本数据\n教职工（人）：892\n")
    [table] = made.tables["stats"]["general"].values()
    assert table["lines"] == [1, 3]
    assert len(table["evidence"]) == 2


def test_what_cannot_be_placed_is_open():
    made, _ = drafted("学校积极服务“一带一路”。\n")
    assert [(each.text, each.outcome) for each in made.items] == [("“一带一路”", OPEN)]


def test_people_honours_and_quoted_names():
    made, _ = drafted(
        "馆长严崇文。2023年，教师李小红被省教育厅评为“全省优秀教师”。"
        "学生在全国技能大赛中获一等奖2项、二等奖3项。学校秉承“手脑并用”的校训。\n"
    )
    facts = {
        kind: [table for entries in made.tables[kind].values() for table in entries.values()]
        for kind in ("people", "honours", "initiatives")
    }
    assert [(each["zh"], each["title_zh"]) for each in facts["people"]] == [
        ("严崇文", "馆长"),
        ("李小红", "教师"),
    ]
    first, second, third = facts["honours"]
    assert (first["zh"], first["year"], first["level"]) == ("全省优秀教师", 2023, "provincial")
    assert first["recipient"] == "people.general.lixiaohong"
    assert [second["zh"], third["zh"]] == ["全国技能大赛一等奖", "全国技能大赛二等奖"]
    assert [(each["zh"], each["type"]) for each in facts["initiatives"]] == [("手脑并用", "motto")]


def test_english_people_and_honours():
    made, _ = drafted(
        "Our founder, Adela Quorn, received the Golden Bookmark Award 2021.\n\nMargit Oak, Library Director\n"
    )
    people = [each for entries in made.tables["people"].values() for each in entries.values()]
    assert {(each["en"], each["title_en"]) for each in people} == {
        ("Adela Quorn", "founder"),
        ("Margit Oak", "Library Director"),
    }
    [honour] = [each for entries in made.tables["honours"].values() for each in entries.values()]
    assert (honour["en"], honour["year"]) == ("Golden Bookmark Award 2021", 2021)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研究生学历教师由5人增加到19人。", ["研究生学历教师", "研究生学历教师（此前）"]),
        ("甲类、乙类学校分别为20所、30所。", ["甲类", "乙类学校"]),
        ("一、教育\n——小学。校数164所，招生3人。", ["小学校数", "小学招生"]),
        (
            "指标　　2023年　　2024年\n到馆人次（万人次）　　96.8　　109.2",
            ["到馆人次", "到馆人次（2024年）"],
        ),
        ("60岁以上读者900人。", ["60岁以上读者"]),
        ("约三分之二的毕业生留在本省就业。", ["留在本省就业的毕业生占比"]),
        ("在校生5人，图书近九成。", ["图书占比", "在校生"]),
        (
            "学院教职工中，高级职称6人，占12%。",
            ["学院教职工中的高级职称", "学院教职工中的高级职称占比"],
        ),
        ("教师800人，比上年净增84人，同比增长12%。", ["教师", "教师比上年净增", "教师增长"]),
        ("图书8万册，生均6册；满意度占比九成。", ["图书", "图书生均", "满意度占比"]),
        ("毕业去向落实率98%，居全省第3位。", ["毕业去向落实率", "毕业去向落实率排名"]),
        ("拥有图书8万册和设备6台。", ["图书", "设备"]),
        ("在全国排行榜中位列第二。", ["全国排行榜排名"]),
        ("Visitors: 118,272", ["Visitors"]),
        ("Turnover among paid staff was 14%.", ["Turnover among paid staff"]),
        ("We served 84,000 hot meals.", ["hot meals"]),
    ],
)
def test_the_names_of_figures_are_the_words_of_the_text(text, expected):
    assert sorted(name for name, _, _ in stats(text)) == sorted(expected)
