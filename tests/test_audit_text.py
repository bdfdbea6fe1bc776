"""The arithmetic of texts: what must be found, and what must be left alone."""

import random
import sys

import pytest

from pjreport.audit.statement import IMPOSSIBLE, OTHER
from pjreport.audit.texts.findings import finding
from pjreport.audit.texts.passages import sentences
from pjreport.audit.texts.reading import audit_text

from .conftest import ROOT, TESTS, within

sys.path.insert(0, str(ROOT / "bench"))

PAIRS = [
    line.split("\t")
    for line in (TESTS / "arithmetic/sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
RIGHT = (TESTS / "arithmetic/right.txt").read_text(encoding="utf-8").splitlines()


def flagged(text):
    """What the audit says of a text that does not fit. / is a new line."""
    found = audit_text(text.replace("/", "\n"))
    return [finding(each, "en") for each in found if each.outcome.verdict in (IMPOSSIBLE, OTHER)]


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_what_does_not_fit_is_found_and_what_fits_is_not(right, wrong):
    assert flagged(right) == []
    assert flagged(wrong)


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_said_of_what_is_right(text):
    """Figures that stand together and say nothing of one another, lists that overlap, and so on."""
    assert flagged(text) == []


def test_planted_errors_are_found():
    planted = pytest.importorskip("planted")
    dice = random.Random(7)
    made = list(planted.in_bases(dice, 140))
    assert not any(alarm for _, alarm, _ in made)
    assert sum(hit for _, _, hit in made) >= 0.95 * len(made)
    text = "\n".join(right.replace("/", "\n") for right, _ in PAIRS)
    found = [hit for _, hit, _ in planted.in_text(dice, text[:1100])]
    assert len(found) > 20
    assert sum(found) >= 0.9 * len(found)


def test_a_broken_line_goes_on_in_the_next():
    text = (
        "专任教师中，具有高级职称的226人，占专任教师总\n数的33.04%。\n全馆共有座席2600个\n小学：164"
    )
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "专任教师中，具有高级职称的226人，占专任教师总\n数的33.04%。",
        "全馆共有座席2600个",
        "小学：164",
    ]


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (
            "获奖78项，同比增长12.86%。",
            "no whole number fits 78项: 69 gives 13.04 %",
            "没有整数与 78项 相合",
        ),
        ("招生3000人，增加500人，增长30%。", "grew by 20 %, not 30%", "即 20%，不是 30%"),
        ("学校214所，其中公办129所、民办84所。", "close to 214所", "与 214所 相近而不等"),
        ("立项16项、结题29项，同比增长12.5%。", "only 16项+29项 after 40", "只合于 16项+29项"),
        ("参加3人，合格2人，合格率66.6%。", "if digits are cut off", "须截去尾数"),
        ("参加8人，合格1人，合格率12%。", "half is rounded to even", "五成双"),
    ],
)
def test_findings_are_said_in_both_languages(text, english, chinese):
    found = [each for each in audit_text(text) if each.outcome.verdict in (IMPOSSIBLE, OTHER)]
    assert english in finding(found[0], "en")
    assert chinese in finding(found[0], "zh")


def test_a_text_is_audited_from_a_file_and_from_a_pipe(tool, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("招生3000人，比上年增加500人，增长20%。", encoding="utf-8")
    assert tool("audit", str(path)) == (
        *(0, ""),
        "pjreport: 1 statement: 1 consistent, 0 only otherwise, 0 impossible, 0 not testable\n",
    )
    fields = ("--fields", "line,column,text,verdict,finding")
    path.write_text("招生3000人，比上年增加500人，增长30%。", encoding="utf-8")
    for look in ("table", "tsv"):
        found = tool("audit", str(path), *fields, "--format", look)
        assert found.exit == 1
        assert "not 30%" in found.stdout
    assert tool("audit", str(tmp_path / "none.txt")).exit == 2


@pytest.mark.parametrize(
    "unit",
    [
        "招生3000人，比上年增加500人，增长20%。",
        "增长20%，",
        "其中男生5人、",
        "占总数的5%，",
        "up more than more than more than ",
        "from 5 to ",
        "小学：164\n",
        "| 5 | 6 |\n",
        "(5人",
        "合计5人，",
    ],
)
def test_long_texts_take_time_that_grows_with_them(unit):
    text = unit * (12_000 // len(unit))
    with within(3):
        audit_text(text)
