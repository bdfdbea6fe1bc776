"""Questions about any base: in one language, without units, of measures; and hostile texts."""

import unicodedata

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.cli.commands.ask import reply_of, searches
from pjreport.lookup.answer import Page
from pjreport.model.base import Chain, FactBase, Loaded

HEAD = """
schema = 1
[report]
id = "r"
LANG = "NAME"
publisher_LANG = "PUBLISHER"
version = "1.0"
period = "now"
languages = ["LANG"]
[report.source]
file = "source.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
lines = 99
[topics.t]
LANG = "TOPIC"
[vocabulary.periods]
now = { LANG = "PERIOD" }
[vocabulary.units]
"""
ENGLISH = """
acres = { en = "acres" }
dollars = { en = "$" }
people = { en = "people", en_one = "person", whole = true }
percent = { en = "%" }
times = { en = "times", whole = true }
[stats.t]
land = { en = "Land of the site", value = 40, unit = "acres", period = "now", lines = [1], evidence = ["40 acres"] }
halls = { en = "Halls of the site", value = 3, period = "now", lines = [1], evidence = ["Halls: 3"] }
income = { en = "Total income", value = 1800, unit = "dollars", period = "now", lines = [2], evidence = ["$1,800"] }
guests = { en = "Guests", value = 70, unit = "people", period = "now", lines = [3], evidence = ["70 guests"] }
more = { en = "Rise of guests", value = 12, unit = "percent", period = "now", growth_of = ["stats.t.guests"], lines = [3], evidence = ["12%"] }
online = { en = "Guests who came online", form = "fraction", value = 1, of = 5, period = "now", lines = [3], evidence = ["one in five"] }
place = { en = "Place in the state", form = "rank", value = 3, period = "now", lines = [4], evidence = ["3rd"] }
cooks = { en = "Cooks", value = 4, unit = "people", period = "now", lines = [6], evidence = ["4 cooks"] }
trained = { en = "Staff trained for companies", value = 90, unit = "people", period = "now", lines = [6], evidence = ["90 staff"] }
meals = { en = "Meals planned", value = 500, period = "now", lines = [7], evidence = ["500 meals"] }
[outcomes.t]
opening = { en = "The hall was opened", year = 1911, lines = [5], evidence = ["opened"] }
"""
CHINESE = """
mu = { zh = "亩" }
hours = { zh = "小时" }
persons = { zh = "人", whole = true }
[vocabulary.roles]
school = { zh = "学校" }
[stats.t]
land = { zh = "占地面积", value = 40, unit = "mu", period = "now", lines = [1], evidence = ["占地40亩"] }
halls = { zh = "校区", value = 3, period = "now", lines = [1], evidence = ["校区：3"] }
time = { zh = "开放时长", value = 9, unit = "hours", period = "now", lines = [2], evidence = ["开放9小时"] }
ratio = { zh = "生师比", form = "ratio", value = 12, of = 1, period = "now", lines = [3], evidence = ["12:1"] }
place = { zh = "全省排名", form = "rank", value = 3, period = "now", lines = [4], evidence = ["第3"] }
girls = { zh = "女生", value = 60, unit = "persons", period = "now", lines = [5], evidence = ["女生60人"] }
plan = { zh = "计划床位", value = 90, period = "now", lines = [7], evidence = ["计划90张床位"] }
beds = { zh = "床位", value = 80, period = "now", lines = [7], evidence = ["80张床位"] }
stay = { zh = "计划平均住院日", value = 7, period = "now", lines = [7], evidence = ["计划降到7天"] }
spent = { zh = "基建投入", value = 3, period = "now", lines = [8], evidence = ["基建投入3"] }
all = { zh = "教育总投入", value = 9, period = "now", lines = [8], evidence = ["总投入9"] }
pupils = { zh = "在校学生", value = 300, unit = "persons", period = "now", lines = [9], evidence = ["在校学生300人"] }
growth = { zh = "女生增加数", value = 6, unit = "persons", period = "now", lines = [5], evidence = ["增加6人"] }
[organisations.t]
school = { zh = "青山小学", role = "school", founded = "1958", lines = [6], evidence = ["青山小学"] }
"""


def chain(lang, facts, **names):
    """A base of a text, with some names in capitals replaced; nothing of it is checked."""
    tables = tomli.loads(HEAD.replace("LANG", lang) + facts)
    tables["report"][lang] = names.get("name", "Report")
    if "label" in names:
        for table in tables["stats"]["t"].values():
            table[lang] += names["label"]
            table["evidence"].append(names["label"])
    return Chain([Loaded([FactBase("facts.toml", tables, lambda _: "unchecked")])])


def answer(bases, text):
    return reply_of(bases, searches(bases), [text])


EN, ZH = chain("en", ENGLISH), chain("zh", CHINESE)


@pytest.mark.parametrize(
    ("bases", "text", "name"),
    [
        (EN, "how big is the site", "land"),
        (EN, "how many acres does the site have", "land"),
        (EN, "how many halls", "halls"),
        (EN, "how much money do they take", "income"),
        (EN, "how many guests came", "guests"),
        (EN, "by how much did guests go up", "more"),
        (EN, "what part of the guests came online", "online"),
        (EN, "where did they come in the state", "place"),
        (EN, "when was the hall opened", "opening"),
        (ZH, "占地多少亩", "land"),
        (ZH, "校园有多大", "land"),
        (ZH, "有几个校区", "halls"),
        (ZH, "每天开门多长时间", "time"),
        (ZH, "生师比几比几", "ratio"),
        (ZH, "全省排第几", "place"),
        (ZH, "女生有多少", "girls"),
        (ZH, "女生多了几个", "growth"),
        (ZH, "青山小学哪一年办起来的", "school"),
    ],
)
def test_a_base_in_one_language_answers(bases, text, name):
    reply, _ = answer(bases, text)
    assert reply.records[0]["id"].endswith(f".t.{name}")
    assert reply.answered


@pytest.mark.parametrize(
    ("bases", "text", "name", "missing"),
    [
        (EN, "how many companies were trained", "trained", "companies"),  # by companies' staff
        (EN, "how many meals", "meals", ""),  # they are only planned
        (EN, "what was the dropout rate of guests", "more", "dropout"),
        (EN, "what rank did the cooks reach", "cooks", ""),
        (ZH, "平均住院日降到多少", "stay", ""),  # a plan
        (ZH, "女生上了多少场课", "girls", "场"),
    ],
)
def test_a_number_of_something_else_is_no_answer(bases, text, name, missing):
    reply, _ = answer(bases, text)
    assert not reply.answered
    assert reply.records[0]["id"].endswith(f".t.{name}")
    assert missing in "|".join(reply.missing)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("有多少张床位", "beds"),
        ("计划有多少张床位", "plan"),
        ("总共投入多少", "all"),
        ("基建投入多少", "spent"),
    ],
)
def test_results_and_wholes_come_before_plans_and_parts(text, name):
    reply, _ = answer(ZH, text)
    assert reply.records[0]["id"] == f"stats.t.{name}"
    assert reply.answered


def test_the_body_that_reports_says_little_and_another_one_is_asked_for():
    """`school` asks for something in the report of a library, and nothing in that of a school."""
    for name, missing in (("Library report", ["school"]), ("School report", [])):
        bases = chain("en", ENGLISH, name=name)
        reply, _ = answer(bases, "how many school guests")
        assert (reply.records[0]["id"], reply.missing) == ("stats.t.guests", missing)
        assert answer(bases, "how many guests came to the school")[0].missing == []


def test_a_character_that_begins_another_word_is_missing():
    reply, _ = answer(ZH, "住校学生有多少人")
    assert (reply.records[0]["id"], reply.missing) == ("stats.t.pupils", ["住校"])


def test_a_figure_with_another_unit_is_no_answer():
    reply, _ = answer(ZH, "女生有多少亩")
    assert not reply.answered
    assert reply.records[0]["id"] == "stats.t.girls"


def shown(bases, text, lang):
    reply, marks = answer(bases, text)
    bases.fill_states(reply.records)
    return [line.text for line in Page(bases, lang, marks).lines(reply, 5)]


def test_a_figure_without_a_unit_is_a_sentence():
    [said, *_] = shown(EN, "how many halls", "en")
    assert said.startswith("Halls of the site: 3, ")


controls = st.text(
    st.characters(categories=["Cc", "Cf", "Zl", "Zp"]) | st.sampled_from("a 人,\x1b[31m"),
    max_size=9,
)


@given(controls, controls, st.sampled_from(["en", "zh"]), st.booleans())
def test_nothing_on_a_page_steers_a_terminal(name, typed, lang, answered):
    bases = chain(lang, {"en": ENGLISH, "zh": CHINESE}[lang], name=f"R{name}", label=name)
    words = {"en": "how many halls", "zh": "有几个校区"}[lang] if answered else "xyz"
    for line in shown(bases, f"{words} {typed}", lang):
        assert not [each for each in line if unicodedata.category(each) in ("Cc", "Zl", "Zp")]
        assert not {*"\u202a\u202b\u202d\u202e\u2066\u2067\u2068"} & {*line}


HONOURED = """
[vocabulary.roles]
teacher = { en = "teacher" }
[vocabulary.types]
project = { en = "project" }
[people.t]
ann = { en = "Ann Lee", title_en = "teacher", role = "teacher", lines = [1], evidence = ["Ann Lee"] }
[honours.t]
medal = { en = "Golden Bookmark", recipient = "people.t.ann", lines = [1], evidence = ["Golden Bookmark"] }
[works.t]
project = { en = "A study of reading", type = "project", leader = "people.t.ann", lines = [2], evidence = ["reading"] }
"""


def test_who_asks_for_the_prizes_of_somebody_is_told_of_them():
    for text in ("what awards does Ann Lee have", "what awards does Ann Lee have abroad"):
        reply, _ = answer(chain("en", HONOURED), text)
        assert reply.records[0]["id"] == "honours.t.medal"
    assert reply.missing == ["abroad"]


def test_teachers_who_work_are_no_works():
    reply, _ = answer(chain("en", HONOURED), "how many teachers work there")
    assert not reply.counted
