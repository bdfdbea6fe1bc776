"""Evidence in texts as extractors leave them: found however it is laid out, and never half."""

import gc
import os
import random
import re
import time
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check import examine, read
from pjreport.check.context import AMBIGUOUS, GUESSES, MOVED, NOT_FOUND
from pjreport.check.countables import NAMES
from pjreport.check.printed import number_span
from pjreport.check.registry import BY_NAME, RULES
from pjreport.check.rules.completeness import Completeness
from pjreport.check.values import stated_figures
from pjreport.model.diagnostics import Place
from pjreport.model.lock import FOUND
from pjreport.source import text as texts
from pjreport.source.nearest import nearest
from pjreport.source.prose import mend
from pjreport.source.text import SourceText
from pjreport.text.characters import table_lines
from pjreport.text.normalise import Traced, fold, trace

from .conftest import ROOT

PATH = os.environ.get("PJREPORT_SOURCE", "")
FACTS = (ROOT / "data/facts.toml").read_text(encoding="utf-8")
TABLES = tomli.loads(FACTS, parse_float=Decimal)
ALPHABET = "0123456789  ,，、.%-—“”《》一二三十百万年项个第届点分之abAB培訓級Ｆ５\n①"
# A page that is ours: the shapes that reports have, in words that they do not.
PAGE = """新校区建成两个车间，面积1.2万平方米，添置设备5228台次，合格率98.5%。
全年讲座38场，听众12345人次，较上年增长-3.2%；“云课堂”上线，《手册》第十六版付印。
第三届运动会得4金7银8铜，3月5日闭幕，名师8人、巧匠1人，约300册图书入藏。"""
FRAGMENTS = (
    *("两个车间", "1.2万平方米", "5228台次", "98.5%", "38场", "12345人次", "-3.2%", "“云课堂”"),
    *("《手册》", "第十六版", "第三届", "4金", "7银", "8铜", "3月5日", "8人", "1人", "约300册"),
)


def source(text):
    return SourceText("source.txt", text.encode())


# ---- how a text may be laid out


def wrapped(text, draw):
    width = draw.randint(8, 60)
    lines = [line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width)]
    return "\n".join(line + "\n" * draw.randint(0, 2) for line in lines)


def respaced(text, draw):
    """A space beside some figures, and inside some; never two in a row."""
    spaced = [
        character + (" " if draw.random() < 0.08 and not character.isspace() else "")
        for character in text
    ]
    return "".join(spaced).replace("  ", " ").replace(" \n", "\n").replace("\n ", "\n")


def widened(text, _draw):
    return "".join(
        chr(ord(character) + 0xFEE0) if character.isdigit() and character.isascii() else character
        for character in text
    )


def traditional(text, _draw):
    old, new = table_lines("traditional.txt")
    known = {simple: character for character, simple in zip(old, new, strict=True)}
    return "".join(known.get(character, character) for character in text)


def separated(text, _draw):
    return re.sub(r"(?<![0-9.])[0-9]{4,}(?![0-9.年学])", lambda found: f"{int(found[0]):,}", text)


def quoted(text, _draw):
    return text.translate(str.maketrans("“”", "「」"))


LAYOUTS = (separated, widened, traditional, quoted, respaced, wrapped)  # in their order


def laid_out(text, layouts, seed):
    draw = random.Random(seed)
    for layout in sorted(layouts, key=LAYOUTS.index):
        text = layout(text, draw)
    return text


layouts = st.lists(st.sampled_from(LAYOUTS), min_size=1, max_size=6, unique=True)
seeds = st.integers(0, 2**32)


@given(layouts, seeds)
def test_a_page_says_the_same_however_it_is_laid_out(chosen, seed):
    text = source(laid_out(PAGE, chosen, seed))
    assert [fragment for fragment in FRAGMENTS if not text.find(fragment)] == []


def cut_or_changed(draw, fragment):
    """The fragment with one digit other than it is, or cut off its front."""
    digits = [place for place, character in enumerate(fragment) if character.isdigit()]
    place = draw.choice(digits)
    if draw.random() < 0.5 and fragment[digits[0] + 1].isdigit():
        return fragment[digits[0] + 1 :]
    other = draw.choice([digit for digit in "123456789" if digit != fragment[place]])
    return fragment[:place] + other + fragment[place + 1 :]


@given(layouts, seeds)
def test_a_wrong_digit_or_half_a_number_is_never_found(chosen, seed):
    text = source(laid_out(PAGE, chosen, seed))
    draw = random.Random(seed)
    for fragment in FRAGMENTS:
        if sum(character.isdigit() for character in fragment) > 1:
            wrong = cut_or_changed(draw, fragment)
            if wrong not in PAGE or not re.search(rf"(?<![0-9.-]){re.escape(wrong)}", PAGE):
                assert text.find(wrong) == [], wrong


needs_source = pytest.mark.source


def shipped_evidence():
    return [
        fragment
        for kind, topics in TABLES.items()
        if isinstance(topics, dict) and kind not in ("report", "sections", "topics", "vocabulary")
        for facts in topics.values()
        for fact in facts.values()
        for fragment in fact.get("evidence", ())
    ]


@needs_source
def test_the_shipped_evidence_is_found_in_any_layout():
    """At least 98 of 100 over 40 layouts of the report, and what is missed is never a figure cut."""
    page = Path(PATH).read_text(encoding="utf-8")
    fragments = shipped_evidence()
    found = total = 0
    for seed in range(40):
        draw = random.Random(seed)
        chosen = draw.sample(LAYOUTS, draw.randint(1, len(LAYOUTS)))
        text = source(laid_out(page, chosen, seed))
        total += len(fragments)
        found += sum(bool(text.find(fragment)) for fragment in fragments)
    assert found >= 0.98 * total, f"{found} of {total}"


@needs_source
def test_no_shipped_figure_is_found_with_a_digit_wrong():
    page = Path(PATH).read_text(encoding="utf-8")
    figures = [each for each in sorted({*shipped_evidence()}) if re.search("[0-9]", each)]
    known = set(re.findall(r"[0-9.]+[^\s，。、；]?", re.sub(r"\s", "", page)))
    tried = 0
    for seed in range(60):
        draw = random.Random(seed)
        chosen = draw.sample(LAYOUTS, draw.randint(0, len(LAYOUTS)))
        text = source(laid_out(page, chosen, seed))
        for fragment in figures:
            wrong = cut_or_changed(draw, fragment)
            if not any(wrong.startswith(each) or each.startswith(wrong) for each in known):
                tried += 1
                assert text.find(wrong) == [], wrong
    assert tried > 500


# ---- what is between the characters


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("共5228人次", "5228(人次)"),
        ("共5228（人次）", "5228人次"),
        ("岗前培训", "岗-前培训"),
        ("岗、前培训", "岗前培训"),
        ("获奖：一等", "获奖，一等"),
        ("共5228人次", "≥5228人次"),
        ("共5228人次", "5228人次。"),
        ("16、19项", "16 19项"),
        ("pre-job", "prejob"),
        ("prejob", "pre-job"),
    ],
)
def test_other_punctuation_is_another_text(text, fragment):
    assert source(text).find(fragment) == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("厅长、、副厅长", "厅长、副厅长"),
        ("5228（人次）", "5228(人次)"),
        ("（一\n类大赛）中", "（一类大赛）"),
        ("二栏，三会", "二栏, 三会"),
        ("“云课堂”上线", "云课堂上线"),
        ("共5，228人次", "5,228人次"),
        ("甲——乙", "甲—乙"),
        ("共≥5228人次。", "≥5228人次"),
        ("train-\ning", "training"),
        ("pre-\njob", "pre-job"),
        ("甲 — 乙", "甲-乙"),
        ("甲·乙", "甲乙"),
    ],
)
def test_punctuation_that_only_looks_different_is_the_same(text, fragment):
    assert len(source(text).find(fragment)) == 1


# ---- long runs

RUNS = (
    *("7", " ", "人", "一", "十", "甲乙丙丁", "“", "（", "《", "1 ", "1,", "111 ", "1.", "a", "a "),
    *(
        "甲\t",
        "7\n",
        "77777\n",
        "-",
        "1-",
        "1至",
        "~",
        "第",
        "5人 ",
        "共5人，",
        "未",
        "增长",
        ">",
        "1'",
    ),
)


def taken(run, size):
    """The time in which a text with a long run is read and a base with a part of it checked."""
    text = (run * size)[:size]
    fact = base(evidence=["5人", f"{text[:800]}x", f"共{text[:400]}"])["stats"]["t"]["n"]
    tables = base() | {"stats": {"t": {"n": fact, "m": fact | {"unit": "percent"}}}}
    gc.disable()  # as the program does: to collect among all tests' objects takes longer
    try:
        start = time.process_time()
        context = read(tables, "", source(f"共5人，{text}，7人"), None)
        for _ in examine(context, RULES):
            pass
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_text_and_not_with_its_square(run):
    """With eight times the text it is eight times as long; with the square, sixty-four times."""
    least = min(taken(run, 2500) for _ in range(3))
    assert taken(run, 20_000) < 25 * max(least, 0.01)


# ---- where in the text


@given(st.text(ALPHABET, max_size=14))
def test_what_is_traced_is_folded_as_always(text):
    folded = trace(Traced.of(text))
    assert folded.text == fold(text)
    assert len(folded.spans) == len(folded.text)
    assert all(0 <= first <= last < len(text) for first, last in folded.spans)


@given(st.lists(st.text(ALPHABET.replace("\n", ""), max_size=20), max_size=6))
def test_every_character_of_the_prose_knows_its_place(lines):
    prose, places = mend(lines)
    assert len(prose) == len(places)
    for character, (line, column) in zip(prose, places, strict=True):
        assert character in (lines[line - 1][column - 1], " ", "|")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("共 98.5%", "98"),
        ("共 98.5%", "5%"),
        ("共12.86%", "86%"),
        ("共12,345人", "12"),
        ("共12,345人", "345人"),
        ("共-3.2", "3.2"),
        ("共5228人", "528人"),
        ("共5228人", "5228人次"),
        ("共52\n28人", "28人"),
        ("共52 28人", "28人"),
        ("共1.2万元", "2万元"),
        ("XAHK中心", "AHK"),
        ("正文", "。"),
    ],
)
def test_part_of_a_number_or_word_is_not_found(text, fragment):
    assert source(text).find(fragment) == []


@pytest.mark.parametrize(
    ("text", "fragment", "lines"),
    [
        ("共获4金\n7银 8铜", "4金7银8铜", [1, 2]),
        ("人次为5,\n228", "5228", [1, 2]),
        ("设备5 ,2 2\n8台", "5228台", [1, 2]),
        ("共 5 228 人", "5228人", [1]),
        ("１２０項，培訓", "120项", [1]),
        ("第 12 页\n\n12\n\n2021学年", "2021学年", [5]),
        ("甲\t120\t136", "120", [1]),
        ("甲  120  136", "136", [1]),
        ("in 2021\n15 schools", "15 schools", [2]),
        ("train-\ning done", "training", [1, 2]),
        ("\ufeff甲校\r\n乙校", "甲校", [1]),
    ],
)
def test_what_is_there_is_found_with_its_lines(text, fragment, lines):
    page = source(text)
    assert [page.lines_of(span) for span in page.find(fragment)] == [lines]


@pytest.mark.parametrize(
    ("text", "fragment", "words"),
    [
        ("共5328人次", "5228人次", "5328人次"),
        ("得8铜", "9铜", "8铜"),
        ("得“先锋”称号", "“先进”", "先锋"),
        ("嘉兴市优秀学校", "平湖市优秀学校", "嘉兴市优秀学校"),
        ("共5228人次学员", "2x8人次学员", "5228人次学员"),
        ("培训学员共5228人", "培训学员共52x", "培训学员共5228"),
        ("abc", "xyz", None),
        ("", "甲乙", None),
        ("甲", "3", None),
    ],
)
def test_the_nearest_text_is_named(text, fragment, words):
    page = source(text)
    span = nearest(page, fragment, [1])
    assert (span and page.words(span)) == words


def test_the_nearest_text_is_found_anywhere():
    """A fragment with another word, far from its lines, and without a number to go by."""
    page = source("学校概况\n" * 30 + "师生在职业技能竞赛中获得优异成绩。\n" + "校园新闻\n" * 30)
    span = nearest(page, "在职业技能竞赛中取得优异成绩", [1])
    assert page.words(span) == "在职业技能竞赛中获得优异成绩"


@pytest.mark.parametrize(
    ("text", "follow"),
    [
        ("甲\n扩大培训扩大培训 服务企业服务企业\n", True),
        ("扩大培训扩大培训 服务企业服务企业\n甲", False),
        ("甲\n扩大培训扩大培训 服务企业服务企业\n乙", None),
        ("扩大培训扩大培训 服务企业服务企业", None),
        ("甲", None),
    ],
)
def test_headings_show_on_which_side_of_them_bodies_are(text, follow):
    assert source(text).headings_follow is follow


# ---- verdicts and numbers, in the smallest bases


def base(**fact):
    """One figure, its unit and the tables around it."""
    table = {"zh": "甲", "en": "A", "value": 5, "unit": "persons", "period": "year"}
    units = {
        "persons": {"zh": "人", "en": "persons", "en_one": "person"},
        "times": {"zh": "人次", "en": "person-times"},
        "money": {"zh": "万元", "en": "10,000 yuan"},
        "percent": {"zh": "%", "en": "%"},
        "points": {"zh": "个百分点", "en": "percentage points"},
        "medals": {"zh": "枚", "en": "medals", "written": ["金"]},
    }
    return {
        "report": {"source": {"sha256": "0" * 64}},
        "topics": {"t": {}},
        "vocabulary": {"units": units},
        "stats": {"t": {"n": table | {"lines": [1]} | fact}},
    }


def found(tables, text=None, *names):
    """The rules that a base breaks, with what is said."""
    context = read(tables, "", None if text is None else source(text), None)
    rules = [BY_NAME[name] for name in names]
    return {finding.rule: finding.message for finding in examine(context, rules)}


SHOWN = ("value-not-shown", "unit-differs", "unit-not-shown", "qualifier-differs")


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ({"evidence": ["5人"]}, "共5人。"),
        ({"evidence": ["五人"]}, "共五人。"),
        ({"value": 5228, "unit": "times", "evidence": ["5,228人次"]}, "共５２２８人次"),
        ({"value": 5228, "unit": "times", "evidence": ["5228"]}, "共5228人次"),
        ({"value": Decimal("1.2"), "unit": "money", "evidence": ["1.2万元"]}, "资助1.2万元"),
        ({"value": 4, "unit": "medals", "evidence": ["4金"]}, "获4金"),
        ({"value": Decimal("3.2"), "unit": "points", "evidence": ["3.2个百分点"]}, "高3.2个百分点"),
        ({"qualifier": "over", "evidence": ["超5人"]}, "超5人"),
        ({"qualifier": "over", "evidence": ["5人"]}, "超过5人"),
        ({"qualifier": "over", "value": 300, "evidence": ["300余人"]}, "三百余人"),
        ({"qualifier": "nearly", "evidence": ["5人"]}, "近5人"),
        ({"qualifier": "about", "evidence": ["5人左右"]}, "5人左右"),
        ({"qualifier": "at-least", "evidence": ["5人"]}, "5人以上"),
        ({"qualifier": "under", "evidence": ["5人"]}, "不足5人"),
        ({"qualifier": "at-most", "evidence": ["5人"]}, "不超过5人"),
        ({"qualifier": "about", "evidence": ["5人"]}, "大约为5人"),
        ({"evidence": ["5人"]}, "最近5人"),
        ({"value": 5, "evidence": ["5 persons"]}, "at school 5 persons"),
        ({"qualifier": "over", "evidence": ["5 persons"]}, "more than 5 persons"),
    ],
)
def test_a_printed_figure_is_shown_by_its_evidence(fact, text):
    assert found(base(**fact), text, *SHOWN, "evidence-not-found") == {}


@pytest.mark.parametrize(
    ("fact", "text", "rule"),
    [
        ({"value": 6, "evidence": ["5人"]}, "共5人", "value-not-shown"),
        ({"value": 16, "evidence": ["第16届"]}, "第16届", "value-not-shown"),
        ({"value": 98, "unit": "percent", "evidence": ["98.5%"]}, "共98.5%", "value-not-shown"),
        ({"value": 12, "unit": "money", "evidence": ["1.2万元"]}, "共1.2万元", "value-not-shown"),
        ({"value": 5228, "evidence": ["5228人次"]}, "共5228人次", "unit-differs"),
        ({"value": 5228, "evidence": ["5228人"]}, "共5228人次", "unit-differs"),
        ({"unit": "percent", "evidence": ["5个百分点"]}, "5个百分点", "unit-differs"),
        ({"unit": "points", "evidence": ["5%"]}, "5%", "unit-differs"),
        ({"evidence": ["5"]}, "共5。", "unit-not-shown"),
        ({"evidence": ["5人"]}, "超5人", "qualifier-differs"),
        ({"evidence": ["5人"]}, "5人以上", "qualifier-differs"),
        ({"evidence": ["5人"]}, "不到5人", "qualifier-differs"),
        ({"evidence": ["5人"]}, "最多5人", "qualifier-differs"),
        ({"qualifier": "over", "evidence": ["5人"]}, "共5人", "qualifier-differs"),
        ({"qualifier": "about", "evidence": ["5人"]}, "近5人", "qualifier-differs"),
    ],
)
def test_a_figure_that_its_evidence_does_not_show_is_named(fact, text, rule):
    assert list(found(base(**fact), text, *SHOWN)) == [rule]


def test_without_the_text_evidence_alone_is_looked_at():
    assert found(base(value=5228, evidence=["5228人"]), None, *SHOWN) == {}
    assert list(found(base(value=5228, evidence=["5228人次"]), None, *SHOWN)) == ["unit-differs"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("共5人", FOUND),
        ("共5人\n另5人", FOUND),
        ("无\n共5人", MOVED),
        ("无\n共5人\n另5人", AMBIGUOUS),
        ("共6人", NOT_FOUND),
    ],
)
def test_a_fragment_has_one_verdict(text, verdict):
    context = read(base(evidence=["5人"]), "", source(text), None)
    assert [match.verdict for match in context.matches] == [verdict]


@pytest.mark.parametrize(
    ("fact", "fits"),
    [
        ({"edition": 16, "evidence": ["第十六届", "5人"]}, True),
        ({"edition": 16, "evidence": ["第六届", "5人"]}, False),
        ({"edition": 16, "evidence": ["5人"], "inferred": ["edition"]}, True),
        ({"batch": 1, "evidence": ["首批", "5人"]}, True),
        ({"batch": 1, "evidence": ["首席", "5人"]}, False),
        ({"edition": 16, "evidence": ["16th", "5 persons"]}, True),
    ],
)
def test_an_ordinal_is_printed_or_inferred(fact, fits):
    assert (found(base(**fact), None, "ordinal-not-shown", "ordinal-differs") == {}) is fits


@pytest.mark.parametrize(
    ("evidence", "fits"),
    [("7月14日", True), ("17月14日", False), ("7月15日", False), ("July 14", True)],
)
def test_a_day_is_printed(evidence, fits):
    tables = base(evidence=["5人"])
    report = {"zh": "乙", "en": "B", "medium": "organisations.t.m", "date": "--07-14"}
    tables["coverage"] = {"t": {"c": report | {"lines": [1], "evidence": [evidence]}}}
    assert (found(tables, None, "ordinal-not-shown", "ordinal-differs") == {}) is fits


def test_another_text_is_one_finding_and_a_later_version_is_checked():
    tables = base(evidence=["5人", "讲座", "运动会"])
    other = found(tables, "全无", "source-differs", "evidence-not-found")
    assert list(other) == ["source-differs"]
    assert "another text" in other["source-differs"]
    later = found(tables, "讲座和运动会，6人", "source-differs", "evidence-not-found")
    assert list(later) == ["source-differs", "evidence-not-found"]


def test_bold_print_is_read_once_and_a_long_line_as_it_is():
    assert mend(["市长张三市长张三"])[0] == "市长张三"
    long = "市长张三市长张三" + "甲" * 400
    assert mend([long])[0] == long


def test_a_part_beyond_its_whole_is_one_finding():
    tables = base(evidence=["5人"])
    part = {"part_of": "stats.t.n", "value": 9, "evidence": ["9人"]}
    tables["stats"]["t"]["m"] = tables["stats"]["t"]["n"] | part
    broken = found(tables, None, "impossible-number", "impossible-rate", "not-testable")
    assert list(broken) == ["impossible-number"]


def test_a_place_is_a_line_and_a_column():
    page = source("共\n  获4金")
    [span] = page.find("4金")
    assert page.places[span.first] == Place(2, 4)


# ---- sections, by what is said of them


def sections(**changes):
    """A base with one section, whose heading and body are on lines of `LAYOUT`."""
    section = {"zh": "扩大培训 服务企业", "en": "S", "heading": 3, "body": [1, 2]} | changes
    tables = base(evidence=["5人"])
    tables["sections"] = {"s": section}
    tables["topics"]["t"]["section"] = "s"
    return tables


LAYOUT = """共5人，
又5人。
扩大培训扩大培训 服务企业服务企业
科研
教育科研教育科研 硕果累累硕果累累"""


@pytest.mark.parametrize(
    ("changes", "rule", "message"),
    [
        ({}, None, ""),
        ({"heading": 4}, "section-heading", "not on line 4, it is on line 3"),
        ({"zh": "别的 标题"}, "section-heading", "not on line 3, nor anywhere else"),
        ({"body": [2, 1]}, "section-body", "begins on line 2 and ends on line 1"),
        ({"body": [1, 3]}, "section-body", "the heading on line 3 lies inside"),
        ({"body": [4, 4]}, "section-body", "headings stand after their bodies here"),
        (
            {"zh": "教育科研 硕果累累", "heading": 5, "body": [1, 2]},
            "section-body",
            "the heading on line 3 lies between",
        ),
    ],
)
def test_a_section_is_where_its_heading_says(changes, rule, message):
    broken = found(sections(**changes), LAYOUT, "section-heading", "section-body")
    assert list(broken) == ([rule] if rule else [])
    assert message in "".join(broken.values())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([2, 3], None),
        ([1, 3], "line 1 is empty or a caption"),
        ([2, 4], "line 4 is empty or a caption"),
        ([2, 5], "shares lines with section 'other'"),
    ],
)
def test_a_body_takes_in_no_caption_at_its_ends_and_no_other_body(body, message):
    text = "市长张三莅临市长张三莅临\n共5人，\n又5人。\n\n别的"
    tables = sections(zh="前言", heading=9, body=body)
    other = {"zh": "后记", "en": "O", "heading": 9, "body": [5, 5]}
    tables["sections"] = {"other": other, **tables["sections"]}
    tables["stats"]["t"]["n"]["lines"] = [2]
    broken = found(tables, text, "section-body")
    assert list(broken) == ([] if message is None else ["section-body"])
    assert (message or "") in broken.get("section-body", "")


def test_a_heading_that_is_printed_plainly_is_found_too():
    plain = "共5人，\n又5人。\n扩大培训 服务企业\n"
    assert found(sections(), plain, "section-heading", "section-body") == {}
    assert list(found(sections(heading=2), plain, "section-heading")) == ["section-heading"]


# ---- coverage


def states(text, *evidence, ignored=()):
    tables = base(evidence=list(evidence) or ["5人"])
    tables["ignored"] = [
        {"text": word, "zh": "略", "en": "left out"} | more for word, more in ignored
    ]
    context = read(tables, "", source(text), None)
    return {mark.text: (mark.sort, mark.state) for mark in context.once(Completeness).countables}


def coverage_of(text, *evidence):
    tables = base(evidence=list(evidence) or ["5人"])
    return read(tables, "", source(text), None).once(Completeness).countables


def test_each_sort_of_mark_is_found():
    text = "共5人，第三届，首批，2021学年，7月14日，一等奖，五星级，“云课堂”，《手册》，百分之九十，两个"
    assert {name: sort for name, (sort, _) in states(text).items()} == {
        "5人": "figure",
        "第三届": "ordinal",
        "2021学年": "date",
        "7月14日": "date",
        "一等奖": "grade",
        "五星级": "grade",
        "“云课堂”": "quote",
        "《手册》": "title",
        "百分之九十": "figure",
        "两个": "figure",
    }


@pytest.mark.parametrize(
    ("text", "sort", "marks"),
    [
        (
            "first prize, a third-place, Gold Medals, a five-star hotel, Class II, grade A",
            "grade",
            None,
        ),
        ("甲等、金奖、优秀奖、最佳组织奖、A级、AAA级、4A级、一等奖、五星级、特等奖", "grade", None),
        ("奖金、金牌、优秀学校、一级、班级", "grade", []),
        ('"Green Hospital", ‘the Ward’, «Haus», „Haus“, “院”, 「院」', "quote", None),
        ('a 5" pipe and a 6" pipe, it’s the wards’', "quote", []),
        ("《手册》、〈纪要〉", "title", None),
    ],
)
def test_every_sort_of_mark_is_one_mark(text, sort, marks):
    """None stands for all that commas part, as it is but for its last word or sign."""
    found = [mark[0] for mark in NAMES.finditer(text) if mark.lastgroup == sort]
    if marks is None:
        parts = re.split(r"[;；、，]|, (?!2)", text)
        assert len(found) == len(parts), found
        assert all(each in part for each, part in zip(found, parts, strict=True)), found
    else:
        assert found == marks


def test_what_is_marked_can_be_claimed():
    text = '共5人，Two wards, ½, ①, Ⅳ, XII edition, "Green Hospital", 14 July 2023, 三分之二'
    marked = [mark.text for mark in coverage_of(text)]
    assert {mark.state for mark in coverage_of(text, "5人")} == {"claimed", "unclaimed"}
    assert {mark.state for mark in coverage_of(text, *marked)} == {"claimed"}


def test_a_mark_is_claimed_ignored_claimed_elsewhere_or_unclaimed():
    text = "甲班5人\n甲班5人，乙班5人，又9人，“丙”"
    found = coverage_of(text, "甲班5人")
    assert [(mark.text, mark.state) for mark in found] == [
        ("5人", "claimed"),
        ("5人", "elsewhere"),
        ("5人", "unclaimed"),
        ("9人", "unclaimed"),
        ("“丙”", "unclaimed"),
    ]
    assert states(text, ignored=[("又9人", {})])["9人"] == ("figure", "ignored")
    assert states("共5人") == {"5人": ("figure", "claimed")}


def test_the_year_of_the_report_needs_no_fact():
    tables = base(evidence=["5人"])
    tables["report"]["year"] = 2021
    tables["vocabulary"]["periods"] = {"before": {"zh": "2019年", "en": "2019"}}
    text = "2021年5人，2019年，2020年"
    marks = read(tables, "", source(text), None).once(Completeness).countables
    assert [mark.text for mark in marks if mark.state == "unclaimed"] == ["2020年"]


def test_ignoring_is_of_its_lines_if_it_names_some():
    text = "共5人\n又9人"
    assert states(text, ignored=[("9人", {"lines": [2]})])["9人"] == ("figure", "ignored")
    assert states(text, ignored=[("9人", {"lines": [1]})])["9人"] == ("figure", "unclaimed")


@pytest.mark.parametrize(
    ("text", "word", "message"),
    [
        ("共5人", "一直", "is not in the source there"),
        ("共5人", "5人", "is in a fact's evidence"),
        ("共5人，一直", "一直", None),
    ],
)
def test_an_entry_that_ignores_nothing_is_named(text, word, message):
    tables = base(evidence=["5人"])
    tables["ignored"] = [{"text": word, "zh": "略", "en": "left out"}]
    broken = found(tables, text, "needless-ignored")
    assert list(broken) == ([] if message is None else ["needless-ignored"])
    assert (message or "") in "".join(broken.values())
    other = found(tables | {"stats": base(evidence=["x"])["stats"]}, "y", "needless-ignored")
    assert other == {}


RULES_OF_SIGNS = ("evidence-not-found", "evidence-moved", "evidence-ambiguous", "value-not-shown")


@needs_source
@pytest.mark.parametrize("sign", ["-", "\u2212", "\u2013", "负", "minus "])
def test_no_figure_of_the_shipped_base_is_accepted_below_zero(sign):
    """With a minus before every digit that shows it in the text, the figure is an error."""
    data = Path(PATH).read_bytes()
    context = read(TABLES, "", SourceText(PATH, data), None)
    rules = [BY_NAME[name] for name in RULES_OF_SIGNS]
    lines = data.decode().split("\n")
    accepted = []
    for stated in stated_figures(context):
        changed, id = list(lines), stated.fact.id
        prose, at = context.text.prose, context.text.places
        firsts = [number_span(each)[0] for each in stated.shown]
        places = {at[first] for first in firsts if prose[first].isdecimal()}
        for place in sorted(places, reverse=True):
            line = changed[place.line - 1]
            changed[place.line - 1] = line[: place.column - 1] + sign + line[place.column - 1 :]
        after = read(TABLES, "", SourceText(PATH, "\n".join(changed).encode()), None)
        if places and id not in {
            ".".join(map(str, each.where[:3])) for each in examine(after, rules)
        }:
            accepted.append(id)
    assert accepted == []


# ---- where two texts differ


@pytest.mark.parametrize(
    ("fragment", "text", "message"),
    [
        ("職業培训班", "职业培训站", "'站' for '班'"),
        ("职业培训班", "职业培训", "without '班'"),
        ("职业培训", "职业技能培训", "'职业技能培训' is on line 1, with '技能'"),
        ("等-5228人次", "岗前培训等5228人次", "'等5228人次' is on line 1, without '-'"),
        ("奖牌总数同比", "奖牌数同比增长", "'奖牌数同比' is on line 1, without '总'"),
        (
            "市级及以上获奖120项",
            "获市级以上获奖120项",
            "'市级以上获奖120项' is on line 1, without '及'",
        ),
        ("5228人次", "等5228人，超额", "'5228人' is on line 1, without '次'"),
        ("甲5228人次", "乙5228人次，甲", "'乙5228人次' is on line 1, '乙' for '甲'"),
        ("228人", "共5228人", "with '5'"),
        ("HK中心培训", "AHK中心培训", "with 'a'"),
        ("甲乙丙丁", "无", "nothing is like it"),
        ("1 5x", "15x", "beside other digits or letters"),
        ("1 5人", "1、5人", "with other punctuation"),
        ("5228(人次)", "5228人次", "with other punctuation"),
    ],
)
def test_it_is_said_where_the_nearest_text_differs(fragment, text, message):
    tables = base(evidence=["共", fragment])  # what is found shows that this is the text
    broken = found(tables, f"共，{text}。", "evidence-not-found")
    assert message in broken["evidence-not-found"]


@given(st.text(ALPHABET, max_size=80), st.text(ALPHABET, max_size=20))
def test_what_is_nearest_is_a_part_of_the_text(text, fragment):
    page = source(text)
    span = nearest(page, fragment, [1])
    assert span is None or 0 <= span.first <= span.last < len(page.prose)


def test_the_same_number_with_other_words_is_nearer_than_another_elsewhere():
    tables = base(evidence=["共", "5228人次"], lines=[1])
    near = found(tables, "共5228人，超额\n考试5030人次", "evidence-not-found")["evidence-not-found"]
    assert "'5228人' is on line 1, without '次'" in near
    far = found(tables, "共九\n考试5030人次", "evidence-not-found")["evidence-not-found"]
    assert "'5030人次' is on line 2, '030' for '228'" in far


def test_the_nearest_text_is_not_compared_where_it_is_long():
    tables = base(evidence=["共", "共5人"])
    broken = found(tables, f"共，共{'7' * 300}人", "evidence-not-found")
    assert broken["evidence-not-found"].endswith("7...' is on line 1")


def test_not_every_one_of_many_gets_its_nearest_text():
    many = [f"词{number}个" for number in range(GUESSES + 2)]
    tables = base(evidence=["共5人"] * len(many) + many)
    context = read(tables, "", source("共5人，词"), None)
    messages = [each.message for each in examine(context, [BY_NAME["evidence-not-found"]])]
    assert messages[-1].endswith("is not in the source; check the words")
    assert len(messages) == len(many)


PIECES = [
    "就业率98.5%，",
    "共 5,228 人。",
    "（一）",
    "a b-c. ",
    "The end. Another 5",
    "|",
    "！",
    "5228",
    "20\u300030",
    "-3.2%",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(0, 20))
def test_a_long_text_is_folded_piece_by_piece(some, size):
    """The pieces together are the folded text, with its spaces and places."""
    prose = "".join(some).strip()
    whole = texts.folded(prose)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "PIECE", size)
        pieces = texts.folded(prose)
    assert pieces[0] == whole[0]
    assert [*pieces[1]] == [*whole[1]]
    assert [*pieces[2]] == [*whole[2]]


def test_a_long_text_takes_little_memory():
    """About 80 bytes for each character: no list of objects."""
    long = ("全市共有幼儿园286所，比上年减少14所，占66.08%；在校生1.5万人。" * 10_000)[:300_000]
    tracemalloc.start()
    source = SourceText("s.txt", long.encode())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(source.text) > 200_000
    assert peak < 100 * len(long)
