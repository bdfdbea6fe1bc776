"""Questions: what they ask for, which fact answers, what is said of the rest, and how it looks."""

import csv
import json
import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pjreport.cli.bases import open_bases
from pjreport.cli.commands.ask import reply_of, searches, spoken
from pjreport.cli.interface.commands import BY_NAME
from pjreport.cli.interface.parser import forward, question
from pjreport.lookup.answer import WITHOUT, Page
from pjreport.lookup.reason import why
from pjreport.model.table import Line, Look
from pjreport.render.page import render
from pjreport.search.question import NO_SORTS, Question
from pjreport.text.normalise import fold
from pjreport.text.wrapping import breaks, cells
from pjreport.vocabulary import keys

from .conftest import ROOT, TESTS

with open(TESTS / "questions.tsv", encoding="utf-8", newline="") as file:
    QUESTIONS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

BASES = open_bases([str(ROOT / "data/facts.toml")])
BASE = next(iter(BASES))


@cache
def lots():
    return searches(BASES)


@cache
def asked(text):
    return reply_of(BASES, lots(), [text])


def ids(text):
    return [record["id"] for record in asked(text)[0].records]


def page(text, lang="zh", limit=5):
    reply, marks = asked(text)
    BASES.fill_states(reply.records)
    return [line.text for line in Page(BASES, lang, marks).lines(reply, limit)]


# ---- the table of questions


def test_the_table_names_facts_and_has_unanswered_questions_in_both_halves():
    counts = Counter((row["lang"], row["half"], bool(row["ids"])) for row in QUESTIONS)
    assert len(counts) == 8
    for row in QUESTIONS:
        assert set(filter(None, row["ids"].split("|"))) <= BASE.records.keys()
    for lang in ("zh", "en"):
        for half in ("tune", "report"):
            unanswered = counts[lang, half, False]
            assert 0.2 < unanswered / (unanswered + counts[lang, half, True]) < 0.3


@pytest.mark.parametrize(
    ("lang", "first", "three", "recognised"), [("zh", 0.85, 0.92, 0.8), ("en", 0.75, 0.85, 0.8)]
)
@pytest.mark.parametrize("half", ["tune", "report"])
def test_the_right_fact_comes_first_or_nearly_so(lang, half, first, three, recognised):
    """The rates of the half `report` are those that documents may state."""
    counts = Counter()
    for row in QUESTIONS:
        if (row["lang"], row["half"]) == (lang, half):
            right = set(filter(None, row["ids"].split("|")))
            found, reply = ids(row["question"]), asked(row["question"])[0]
            counts["answered" if right else "not"] += 1
            counts["first"] += not right.isdisjoint(found[:1])
            counts["three"] += not right.isdisjoint(found[:3])
            counts["recognised"] += not right and (not reply.answered or bool(reply.missing))
    assert counts["first"] / counts["answered"] >= first
    assert counts["three"] / counts["answered"] >= three
    assert counts["recognised"] / counts["not"] >= recognised


# ---- what is asked for


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("拿了多少金牌", "number"),
        ("银牌几块呀", "number"),
        ("how many medals", "number"),
        ("校长是谁", "who"),
        ("who visited", "who"),
        ("市长哪一天来的", "day"),
        ("when was the mayor there", "year"),
        ("花了多少钱", "money"),
        ("就业率是多少", "share"),
        ("what percentage passed", "share"),
        ("通过人数是多少", "value"),
        ("拿了几等奖", None),
        ("第几届技能节", "ordinal"),
        ("which edition of the festival", "ordinal"),
        ("哪些领导来过", "list"),
        ("得了什么奖", "honour"),
        ("双元制办学", None),
    ],
)
def test_what_a_question_asks_for(text, wanted):
    assert Question([text]).wanted == wanted


def test_every_sort_of_answer_can_be_said_to_be_missing():
    assert {*WITHOUT} == {*keys("asked")} - {*NO_SORTS}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("校长是谁", "people.research.gong-yueming"),
        ("论文多少篇", "stats.research.papers"),  # and not the 11 of them that won a prize
        ("论文一等奖几篇", "stats.research.first-prizes"),
        ("奖牌跟上一年比多了几成", "stats.contests.medal-growth"),
        ("一共拿了几块奖牌", "derived.contests.medals"),
        ("党委评的是几颗星的", "honours.integrity.five-star"),
        ("校长的课题得了什么奖", "honours.research.planning"),
        ("人民日报哪一天报道的", "coverage.integration.peoples-daily"),
        ("how many papers", "stats.research.papers"),
        ("what was the pass rate", "stats.accreditation.pass-rate"),
        ("how many provincial awards", "stats.contests.provincial"),
        ("who came from the provincial education department", "visits.leaders.chen-feng"),
    ],
)
def test_a_fact_that_has_what_is_asked_for_comes_first(text, id):
    assert ids(text)[0] == id
    assert asked(text)[0].answered


@pytest.mark.parametrize(
    ("text", "missing", "lacking"),
    [
        ("学校有多少学生", "学生", "number"),
        ("教师人数", "教师", None),
        ("how many teachers are there", "teachers", None),
        ("有多少老师", None, "number"),
        ("毕业生有多少人", None, "number"),
        ("how many graduates were there", None, "number"),  # and not the rate of those with jobs
        ("合作企业培训了多少钱", None, "money"),
        ("市长哪一天来的", None, "day"),
        ("when was the mayor there", None, "year"),
        ("首席技师是谁", None, "who"),
        ("2020年毕业生就业率", "2020", None),
        ("去年的就业率", "去年", None),
        ("没通过考试的有多少人", "没", "number"),
        ("employment rate of the previous year", "previous", None),
        ("学校有多少班级", "班级", None),
        ("how much is tuition", "tuition", None),
    ],
)
def test_what_the_report_does_not_say_is_no_answer(text, missing, lacking):
    reply, _ = asked(text)
    assert not reply.answered
    assert missing is None or any(missing in word for word in reply.missing)
    assert not reply.records or lacking is None or reply.lacking == lacking


def test_a_number_of_something_else_is_never_printed_as_the_answer():
    for text in ("学校有多少学生", "教师人数", "how many teachers are there", "2020年毕业生就业率"):
        said = page(text)
        assert re.search("没有|accounts for", said[0])
        assert all(re.search("  [a-z]+[.][a-z-]+[.]", line) for line in said[1:])


# ---- lists and counts


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("哪些领导来视察过", "people", 4),
        ("who visited the college", "visits", 4),
        ("新增了哪些专业", "programmes", 2),
        ("国家级奖项有哪些", "honours", 3),
        ("顾晓明获得什么称号", "honours", 3),
    ],
)
def test_a_list_has_all_that_answer_alike(text, kind, count):
    reply, _ = asked(text)
    assert reply.answered
    assert not reply.counted
    assert reply.alike == count
    assert {record["kind"] for record in reply.records[:count]} == {kind}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("有几项国家级荣誉", 3),  # not that whose level is not stated
        ("有几个领导来视察", 4),
        ("有多少家合作企业", 3),
        ("how many leaders visited", 4),
    ],
)
def test_what_no_figure_states_is_counted_and_said_to_be(text, count):
    reply, _ = asked(text)
    assert (reply.counted, reply.alike) == (True, count)
    assert f"共 {count} 条（数出，原文未印此数）：" in page(text)


def test_one_is_counted_too():
    reply, _ = asked("有几项媒体报道")
    assert (reply.counted, reply.alike) == (True, 1)
    assert page("有几项媒体报道", "en")[0] == "1 fact (counted, not printed in the report):"
    assert page("有几项媒体报道")[0] == "共 1 条（数出，原文未印此数）："


def test_a_count_that_may_be_too_small_is_marked():
    reply, marks = asked("有几项国家级荣誉")
    lines = Page(BASES, "en", marks).lines(reply._replace(complete=False), 1)
    assert next(lines).text == "3+ facts (counted, not printed in the report):"


def test_a_long_list_says_how_many_are_left_out():
    assert page("有几项国家级荣誉", limit=2)[-1] == "还有 1 条，用 --limit 显示"
    assert page("how many leaders visited", "en", 1)[-1] == "3 more; --limit shows them"


# ---- why a fact is there


@pytest.mark.parametrize(
    ("text", "id", "reason"),
    [
        ("校长", "people.research.gong-yueming", "龚跃明校长"),  # evidence
        ("校长", "works.research.triple-helix", "龚跃明，校长"),  # somebody beside it
        ("校长", "honours.faculty.principal", ""),  # its own name says so
        ("省级", "honours.faculty.zhejiang-craftsman", "省级"),  # a term
        ("principal", "honours.faculty.principal", "Pinghu Renowned Principal"),
        ("毕业生就业", "organisations.goals.college", ""),
    ],
)
def test_the_text_that_shows_why_a_fact_was_found(text, id, reason):
    assert why(BASE, BASE.records[id], "zh", asked(text)[1]) == reason


# ---- a page


def look(width, color=False):
    return Look(width=width, color=color)


def test_marks_and_styles_of_a_line():
    lines = [Line("one two three", [(4, 7)]), Line("all", [(0, 3)], 2, "quiet"), Line("", ())]
    assert render(lines, look(None)) == "one two three\n  all\n\n"
    coloured = "one \x1b[1;31mtwo\x1b[0m three\n  \x1b[1;31mall\x1b[0m\n\n"
    assert render(lines, look(None, color=True)) == coloured
    broken = render(lines[:1], look(9, color=True))
    assert broken == "one \x1b[1;31mtwo\x1b[0m\n  three\n"
    assert render([Line("one", (), 0, "strong")], look(9, color=True)) == "\x1b[1mone\x1b[0m\n"


@given(st.text("ab 汉字，。《》12", max_size=40), st.integers(1, 20), st.integers(1, 20))
def test_a_broken_line_has_every_character_once(text, first, room):
    spans = breaks(text, first, room)
    assert "".join(text[start:end] for start, end in spans) == text
    for number, (start, end) in enumerate(spans):
        shown = text[start:end].rstrip()
        # Only what cannot be broken is longer than its line.
        assert cells(shown) <= (room if number else first) or len(breaks(shown, 1, 1)) == 1


@given(st.text("ab.- 汉字，。《》12", max_size=40), st.integers(4, 20))
def test_no_line_of_a_table_is_too_long(text, room):
    spans = breaks(text, room, room, strict=True)
    assert "".join(text[start:end] for start, end in spans) == text
    for (start, end), last in zip(spans, [(0, 0), *spans], strict=False):
        line = text[start:end].strip(" ")
        assert cells(line) <= room
        split = text[last[1] - 1 : last[1]].isdecimal() and line[:1].isdecimal()
        # A number is cut only if it is longer than a line.
        assert not split or cells(text[last[0] : last[1]]) + 1 >= room


@given(
    st.lists(
        st.sampled_from("培训 多少 谁 没 去年 students how many who 12 ? 《".split()), min_size=1
    )
)
def test_any_question_has_a_reply(words):
    assume(any(map(fold, words)))
    reply, marks = reply_of(BASES, lots(), words)
    assert not reply.answered or reply.records
    BASES.fill_states(reply.records)
    for lang in ("zh", "en"):
        lines = list(Page(BASES, lang, marks).lines(reply, 5))
        assert lines
        for line in lines:
            assert all(0 <= start < end <= len(line.text) for start, end in line.marks)


# ---- a question in place of a command


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["校长是谁"], ["ask", "校长是谁"]),
        (["how many medals?", "--json"], ["ask", "how many medals?", "--json"]),
        (["--json", "medals?"], ["ask", "--json", "medals?"]),
        (["--", "校长是谁"], ["ask", "校长是谁"]),
        (["荣誉"], ["ask", "荣誉"]),
        (["谁？"], ["ask", "谁？"]),
        (["statz"], ["statz"]),
        (["Stats", "training?"], ["Stats", "training?"]),
        (["-x y"], ["-x y"]),
    ],
)
def test_a_question_stands_for_ask(line, expected):
    assert forward(line) == expected


def test_no_command_is_a_question():
    assert not any(map(question, BY_NAME))


@pytest.mark.parametrize(
    ("words", "lang"),
    [(["校长是谁"], "zh"), (["AHK", "是什么"], "zh"), (["who", "came"], "en"), (["peixun"], None)],
)
def test_the_language_of_a_question(words, lang):
    assert spoken(words) == lang


# ---- formats and exit codes


def test_records_are_those_of_a_search(tool):
    rows = json.loads(tool("ask", "通过率多少", "--json").stdout)
    [(_, search), *_] = (
        (row["id"], row) for row in json.loads(tool("search", "通过率", "--json").stdout)
    )
    assert rows[0].keys() == search.keys()
    assert rows[0]["missing"] == []


def test_a_near_answer_is_printed_and_the_exit_code_says_that_it_is_none(tool):
    result = tool("ask", "学校有多少学生", "--json")
    assert result.exit == 1
    assert all(row["missing"] for row in json.loads(result.stdout) if row["kind"] == "stats")
    assert "学生" in result.stderr
    assert len(json.loads(result.stdout)) == 5
    assert len(json.loads(tool("ask", "学校有多少学生", "--json", "--limit", "2").stdout)) == 2


def test_one_argument_or_many(tool):
    assert tool("ask", "how", "many", "papers").stdout == tool("ask", "how many papers").stdout


def test_no_fact_is_shown_if_none_is_wanted(tool):
    assert tool("ask", "校长是谁", "--format", "table", "--limit", "0").stdout == ""
    found = tool("ask", "有几项国家级荣誉", "--format", "table", "--limit", "0").stdout
    assert found.startswith("共 3 条")


def test_a_question_in_both_languages_or_in_none(tool):
    assert Question(["AHK 什么时候 when"]).wanted == "year"
    assert Question(["12"]).wanted is None
    assert tool("ask", "5228", "--fields", "id").stdout == "stats.training.participations\n"


def test_a_table_says_above_what_no_fact_holds(tool):
    table = tool("search", "学费", "培训", "--format", "table", "--lang", "zh")
    assert table.stdout.splitlines()[1] == "没有事实含有“学费”；以下相近"
    assert (table.exit, table.stderr) == (1, "")
    bare = tool("search", "学费", "培训", "--format", "table", "--no-header")
    assert "学费" in bare.stderr
    assert bare.exit == 1


def test_nothing_is_said_beside_the_only_fact_that_fits():
    assert page("第38个教师节是什么")[-1] == "publication.page.occasion"
