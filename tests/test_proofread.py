"""Drafts against the facts: `drafts/*.tsv` are sentences with the verdict on each mark.

A mark is `TEXT|VERDICT|IDS`; where facts have equal right, any of the IDS may be named.
The figures in docs/checking.md are computed from them.
"""

import gc
import io
import json
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.cli.bases import open_bases
from pjreport.model.diagnostics import Place
from pjreport.proofread.judge import BACKED, COMPUTED, CONTRADICTED, DRAFT_VERDICTS, UNKNOWN
from pjreport.proofread.passages import paragraphs, sentences
from pjreport.proofread.proofreader import Proofreader
from pjreport.text.normalise import fold

from .conftest import ROOT, TESTS, within

DRAFTS = sorted((TESTS / "drafts").glob("*.tsv"))
MOST_WRONG = 0.02  # of the marks that are contradicted or backed, those that should not be
# Of what is wrong, or right: a word that no fact has leaves a mark unknown, be it right or wrong.
LEAST_FOUND = 0.7


class Wanted(NamedTuple):
    sentence: str
    text: str
    verdict: str
    ids: set[str]


def table(path):
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        _, kind, sentence, marks = line.split("\t")
        wanted = []
        for mark in marks.split(" ; ") if marks else ():
            text, verdict, ids = mark.split("|")
            assert text in sentence
            wanted.append(Wanted(sentence, text, verdict, set(filter(None, ids.split(",")))))
        yield kind, sentence, wanted


@pytest.fixture(scope="module")
def proofreader():
    [base] = open_bases([str(ROOT / "data/facts.toml")])
    return Proofreader.of_base(base)


def key(text):
    return fold(text).replace(" ", "")


def compare(proofreader, sentence, wanted):
    """Pairs of what a mark should be and what it was found to be; None for what is not there."""
    rest = list(proofreader.read(sentence))
    for mark in wanted:
        hit = next(
            (
                each
                for each in rest
                if key(each.text) in key(mark.text) or key(mark.text) in key(each.text)
            ),
            None,
        )
        if hit is not None:
            rest.remove(hit)
        yield mark, hit
    yield from ((None, each) for each in rest)


def measure(proofreader, drafts):
    """Of each verdict: how many were given, given rightly, and due, over these drafts."""
    given = dict.fromkeys(DRAFT_VERDICTS, 0)
    right = dict.fromkeys(DRAFT_VERDICTS, 0)
    due = dict.fromkeys(DRAFT_VERDICTS, 0)
    for path in drafts:
        for _, sentence, wanted in table(path):
            for mark, hit in compare(proofreader, sentence, wanted):
                if mark is None:
                    continue  # a detail that the table leaves out
                due[mark.verdict] += 1
                if hit is not None:
                    given[hit.verdict] += 1
                    named = mark.verdict == UNKNOWN or mark.ids & set(hit.ids)
                    right[hit.verdict] += hit.verdict == mark.verdict and bool(named)
    return given, right, due


def test_the_drafts_are_many_and_of_all_kinds():
    rows = [row for path in DRAFTS for row in table(path)]
    assert len({sentence for _, sentence, _ in rows}) == len(rows) >= 60
    kinds = [kind for kind, _, _ in rows]
    assert min(map(kinds.count, ("right", "wrong", "unrelated"))) >= 15
    due = [mark.verdict for _, _, wanted in rows for mark in wanted]
    assert set(due) == set(DRAFT_VERDICTS)


def test_the_document_says_how_well_it_does(proofreader):
    def shares(drafts, verdict):
        given, right, due = measure(proofreader, drafts)
        precision, recall = (right[verdict] / each[verdict] for each in (given, due))
        assert precision >= 1 - MOST_WRONG, verdict
        assert recall >= LEAST_FOUND, verdict
        return f"{precision:.1%} | {recall:.1%}"

    rows = sum(len(list(table(path))) for path in DRAFTS)
    _, _, due = measure(proofreader, DRAFTS)
    said = (
        f"| {rows} sentences, {sum(due.values())} marks "
        f"| {shares(DRAFTS, CONTRADICTED)} | {shares(DRAFTS, BACKED)} |"
    )
    document = (ROOT / "docs/checking.md").read_text(encoding="utf-8")
    assert said in " ".join(document.split())


def test_nothing_of_no_subject_is_backed_or_contradicted(proofreader):
    """Also what the table leaves out: in a sentence about something else, nothing is known."""
    for path in DRAFTS:
        for kind, sentence, wanted in table(path):
            if kind == "unrelated" and all(mark.verdict == UNKNOWN for mark in wanted):
                found = {each.verdict for each in proofreader.read(sentence)}
                assert found <= {UNKNOWN}, sentence


def verdicts(proofreader, text):
    return [(each.text, each.verdict) for each in proofreader.read(text)]


# ---- each verdict, with its opposite beside it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("职业培训5228人次", [("5228人次", BACKED)]),
        ("职业培训5228人", [("5228人", CONTRADICTED)]),
        ("职业培训超5228人次", [("5228人次", CONTRADICTED)]),
        ("职业培训5229人次", [("5229人次", CONTRADICTED)]),
        ("食堂购买鸡蛋5228箱", [("5228箱", UNKNOWN)]),
        ("5228", [("5228", UNKNOWN)]),
        ("毕业生就业率99.5%", [("99.5%", BACKED)]),
        ("毕业生对口就业率99.5%", [("99.5%", CONTRADICTED)]),
        ("技能节奖牌数同比下降46.15%", [("46.15%", CONTRADICTED)]),
        ("技能节奖牌共19枚", [("19枚", COMPUTED)]),
        ("平湖市优秀学校", [("平湖市优秀学校", BACKED)]),
        ("嘉兴市优秀学校", [("嘉兴市优秀学校", CONTRADICTED)]),
        ("顾晓明获评浙江工匠", [("浙江工匠", BACKED)]),
        ("龚跃明获评浙江工匠", [("浙江工匠", CONTRADICTED)]),
        ("Pinghu Excellent School", [("Pinghu Excellent School", BACKED)]),
        ("a Jiaxing Excellent School", [("Jiaxing Excellent School", CONTRADICTED)]),
        ("第38个教师节", [("第38个", BACKED)]),
        ("第39个教师节", [("第39个", CONTRADICTED)]),
        ("第39个读书节", [("第39个", UNKNOWN)]),
        ("人民日报7月14日点赞双元制", [("7月14日", BACKED)]),
        ("People's Daily, 14 July, praised the dual system", [("14 July", BACKED)]),
        ("运动会在7月14日", [("7月14日", UNKNOWN)]),
        ("The sports day is on 14th July. ** **", [("14th July", UNKNOWN)]),
        ("获评优秀学校", [("优秀学校", BACKED)]),
        ("省技术能手和全国技术能手", [("省技术能手", BACKED), ("全国技术能手", BACKED)]),
        ("平湖市技术能手", [("平湖市技术能手", CONTRADICTED)]),
        ("", []),
        ("没有数字的话。", []),
    ],
)
def test_a_mark_has_one_verdict(text, expected, proofreader):
    assert verdicts(proofreader, text) == expected


def test_a_growth_belongs_to_the_count_before_it(proofreader):
    [_, growth] = proofreader.read("教师论文发表及获奖136项，同比增长63.86%。")
    assert (growth.verdict, growth.ids) == (BACKED, ["stats.research.paper-growth"])


@pytest.mark.parametrize(
    "text",
    [
        "校运动会上，计算机班获得一等奖。",
        "学生在全省作文比赛中获得二等奖。",
        "2020年毕业生就业率为98.2%。",
        "去年职业技能培训4900人次。",
        "学院食堂获评五星级食堂。",
        "通过率较上年提高2.3个百分点。",
        "教师节期间，8名教师受到表彰。",
        "3项成果获国家专利。",
        "The school has 1508 students.",
        "Our team won first prize in the provincial robot contest.",
        "In 2023 the employment rate was 97%.",
        "第十五届全国运动会开幕。",
        "嘉兴技师学院有1508人通过认定。",
        "学生论文发表及获奖共计136项。",
        "未通过认定的有1508人。\n食堂每天就餐1508人。",
    ],
)
def test_another_subject_or_time_is_unknown(text, proofreader):
    """Even where the number, the grade or half the words are the report's."""
    assert {each.verdict for each in proofreader.read(text)} <= {UNKNOWN}


@pytest.mark.parametrize("text", ["与上年相比持平，毕业生就业率达99.5%", "2021年毕业生就业率99.5%"])
def test_the_report_s_own_time_is_known(text, proofreader):
    assert [each.verdict for each in proofreader.read(text)] == [BACKED]


# ---- what a fact accounts for


@pytest.mark.parametrize(
    ("right", "strange"),
    [
        ("平湖市首席技师1人", "平湖市首席教师1人"),
        ("平湖市教坛老将2人", "平湖市教坛新秀2人"),
        ("通过率92.97%", "不通过率92.97%"),
        ("全年培训5228人次", "培训任务5228人次"),
        ("市级以上获奖120项", "市级以下获奖120项"),
        ("省级获奖24项", "省级以上获奖24项"),
        ("奖牌数同比增长46.15%", "金牌数同比增长46.15%"),
        ("教师竞赛获奖同比增长12.86%", "教师竞赛获奖环比增长12.86%"),
        ("课题立项、结题及成果获奖同比增长18.42%", "课题立项同比增长18.42%"),
        ("我院就业率达99.5%", "另一所学校就业率达99.5%"),
        ("就业率达99.5%", "若就业率达99.5%"),
        ("就业率达99.5%。", "就业率达99.5%？"),
        ("全年职业技能培训5228人次", "两年累计职业技能培训5228人次"),
        ("技能节上，学生获4枚金牌", "学生在市级以上获奖120项"),
        ("1,508 persons passed the accreditation", "1,508 persons sat the accreditation"),
        (
            "In all, 120 awards at municipal level and above",
            "Students' 120 awards at municipal level and above",
        ),
        (
            "First prize for teaching achievement, Jiaxing Municipal People's Government",
            "First prize for teaching achievement, Zhejiang Provincial People's Government",
        ),
        ("组织等级考试，5030人次参加", "等级认定有1508人参加"),
        ("平湖市优秀学校", "平湖市优秀学校提名"),
        ("学院获评全国技术能手2名", "顾晓明老师获评全国技术能手"),
        ("“三典四活动”获浙江省中职优秀党建品牌", "“四典三活动”获浙江省中职优秀党建品牌"),
        ("我院顾晓明老师介绍，学院获评平湖市优秀学校", "邻校老师介绍，学院获评平湖市优秀学校"),
        ("案例入选教育部典型案例", "案例入选省教育厅典型案例"),
        ("2021年毕业生就业率99.5%", "三届毕业生就业率99.5%"),
        ("毕业生就业率99.5%", "去掉升学者，毕业生就业率99.5%"),
        ("市级以上获奖120项", "市级以上获奖120项，系全市总和"),
        ("课题结题19项", "课题结题19项均为去年"),
        ("新开设2个专业", "开设2个专业"),
        ("教师竞赛获奖达78项", "教师竞赛获奖增加78项"),
        (
            "Teachers' publications and paper awards came to 136 items",
            "Teachers' publications and paper awards rose by 136 items",
        ),
        (
            "3 transfer agreements were signed for results",
            "3 companies signed transfer agreements for results",
        ),
        (
            "People's Daily, 14 July, praised the dual system",
            "People's Daily, 14 July, criticised the dual system",
        ),
    ],
)
def test_a_word_that_a_fact_does_not_account_for_takes_its_backing_away(
    right, strange, proofreader
):
    assert BACKED in {each.verdict for each in proofreader.read(right)}
    assert {each.verdict for each in proofreader.read(strange)} == {UNKNOWN}


@pytest.mark.parametrize(
    ("wrong", "other"),
    [
        ("就业率80%", "本地就业率80%"),
        ("职业技能培训5228学时", "职业技能培训费5228元"),
        ("3人签订成果转让协议", "与3家企业签订成果转让协议"),
        ("职业技能培训5228人", "职业技能培训教官5228人"),
        ("第39个教师节来临之际", "第39个读书节来临之际"),
        ("新开设3个专业", "开设20个专业"),
        ("全国智能制造应用技术技能大赛（二类大赛）", "全国烹饪大赛（二类大赛）"),
        ("技能节奖牌数同比增长46.15%，金牌5枚", "运动会奖牌同比增长46.15%，金牌5枚"),
        ("教师竞赛获奖78项，同比下降12.86%", "学生竞赛获奖78项，同比下降12.86%"),
    ],
)
def test_nor_is_contradicted_what_is_about_something_else(wrong, other, proofreader):
    assert CONTRADICTED in {each.verdict for each in proofreader.read(wrong)}
    assert CONTRADICTED not in {each.verdict for each in proofreader.read(other)}


@pytest.mark.parametrize(
    ("text", "honour", "like"),
    [
        ("学院被评为全国文明校园。", "全国文明校园", "honours.highlights.civilised-campus"),
        ("学院被评为国家级示范校。", "国家级示范校", None),
        ("学院建成省一流技师学院。", "省一流技师学院", "honours.highlights.cultivation-unit"),
        ("学院有省级先进集体。", "省级先进集体", None),
        (
            "The college was named a Model School of Zhejiang in 2021.",
            "Model School of Zhejiang",
            None,
        ),
    ],
)
def test_an_honour_of_no_fact_is_looked_up_too(text, honour, like, proofreader):
    [found] = proofreader.read(text)
    assert (found.text, found.sort, found.verdict) == (honour, "honour", UNKNOWN)
    assert (like in found.ids) if like else True


# ---- how drafts are written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 毕业生就业率 | 99.5% |", [BACKED]),
        ("| 毕业生就业率 | 91.7% |", [CONTRADICTED]),
        (
            "| 项目 | 数值 |\n|---|---|\n| 就业率 | 99.5% |\n| 职业技能培训 | 5228人 |",
            [BACKED, CONTRADICTED],
        ),
        ("| | 金牌 | 银牌 |\n|---|---|---|\n| 技能节 | 4枚 | 8枚 |", [BACKED, CONTRADICTED]),
        (
            "| 项目 | 2020年 | 2021年 |\n|---|---|---|\n| 毕业生就业率 | 99.5% | 99.5% |",
            [UNKNOWN, BACKED],
        ),
        ("| 1人 | | 2人 |", [UNKNOWN, UNKNOWN]),
        ("| 就业率99.5% |", [BACKED]),
        (f"| {'的' * 400} | 5人 |", [UNKNOWN]),
        ("> 毕业生对口就业率\n> 达91.7%", [BACKED]),
        ("> 毕业生对口就业率\n> 达99.5%", [CONTRADICTED]),
        ("> 毕业生对口就业率\n> - 达99.5%", [UNKNOWN]),
    ],
)
def test_tables_and_quotations_are_read_as_they_are_meant(text, expected, proofreader):
    assert [each.verdict for each in proofreader.read(text)] == expected


def test_a_figure_in_a_table_stands_where_it_stands(proofreader):
    text = "| 人数 | 5人 |\n|---|---|\n| 8人 | 5228人 |"
    assert [each.place for each in proofreader.read(text)] == [(1, 8), (3, 3), (3, 8)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("职业培训5228人", (1, 5)),
        ("# 成绩\n\n- **职业培训** *5228人*", (3, 13)),
        ("1. 职业培训5228人", (1, 8)),
        ("> 职业培训 `5228人`", (1, 9)),
        ("| 职业培训 | 5228人 |", (1, 10)),
        ("[职业培训](https://a.b/12)达5228人", (1, 24)),
        ("职业培训\n5228人", (2, 1)),
        ("职业培训\r\n\r\n5228人", None),
        ("\ufeff职业培训5228人", (1, 5)),
    ],
)
def test_a_mark_knows_its_place(text, place, proofreader):
    wrong = [each.place for each in proofreader.read(text) if each.verdict == CONTRADICTED]
    assert wrong == ([] if place is None else [Place(*place)])


@pytest.mark.parametrize(
    "text",
    [
        "```\n职业培训5228人\n```",
        "<!-- 职业培训5228人 -->",
        "https://example.org/5228人",
        "2021年",
        "in 2021",
        "下午3点",
        "at 15:30",
        "| --- | --- |",
        "3. 议程",
    ],
)
def test_what_is_no_statement_is_passed_over(text, proofreader):
    assert verdicts(proofreader, text) == []


@given(st.text("职业培训5228人次，。\n *_`#|[]()>-1.第届%％一二万超abc 　\u202e\x1b", max_size=60))
def test_any_text_can_be_read(text):
    """Whatever it holds, every verdict is on something that stands in the draft."""
    lines = text.split("\n")
    for prose, places, _ in paragraphs(text, wrapped=True):
        assert len(prose) == len(places)
        for character, (line, column) in zip(prose, places, strict=True):
            assert character in (lines[line - 1][column - 1], " ", "|")
    for verdict in PROOFREADER.read(text):
        line, column = verdict.place
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1])
        assert verdict.verdict in DRAFT_VERDICTS


[BASE] = open_bases([str(ROOT / "data/facts.toml")])
PROOFREADER = Proofreader.of_base(BASE)


def test_sentences_end_where_they_end():
    found = list(sentences("共1.5万人。好！A b. C d\n\n下一段"))
    assert [each.text.strip() for each in found] == ["共1.5万人。", "好！", "A b.", "C d", "下一段"]
    assert [each.paragraph for each in found] == [0, 0, 0, 0, 1]


def test_a_list_without_an_end_is_cut_at_its_pauses(proofreader):
    many = list(proofreader.read("职业培训5228人次，" * 200))
    assert {(each.text, each.verdict) for each in many} == {("5228人次", BACKED)}
    assert len(many) == 200
    [last] = proofreader.read("的" * 1000 + "职业培训5228人次")
    assert last.verdict == BACKED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("99.5 percent of the 2021 graduates were employed.", ("99.5 percent", BACKED)),
        ("The pass rate was 92.97 percentage points.", ("92.97 percentage points", CONTRADICTED)),
        ("职业培训0.5228万人次", ("0.5228万人次", BACKED)),
        ("职业培训0.5229万人次", ("0.5229万人次", CONTRADICTED)),
        ("市级以上获奖120个", ("120个", BACKED)),
        ("市级以上获奖120个专利", ("120个", UNKNOWN)),
        ("技能节获金牌4面", ("4面", BACKED)),
        ("技能节获金牌4箱", ("4箱", CONTRADICTED)),
        ("技能节获金牌4项", ("4项", CONTRADICTED)),
        ("Two new majors were opened.", ("Two new majors", BACKED)),
        ("Two new dormitories were opened.", ("Two new dormitories", UNKNOWN)),
        ("The employment rate of 2021 graduates was 99.5%.", ("99.5%", BACKED)),
        ("The graduation rate of 2021 students was 99.5%.", ("99.5%", UNKNOWN)),
        (
            "The college organised 5,030 skill level examinations.",
            ("5,030 skill level examinations", UNKNOWN),
        ),
        ("连续三年获评平湖市优秀学校", ("三年", BACKED)),
        ("连续三年获评平湖市文明单位", ("三年", UNKNOWN)),
        ("教师论文比赛一等奖11篇", ("一等奖", BACKED)),
        ("教师论文获奖11篇", ("11篇", UNKNOWN)),
        ("从4000增至5228人次的职业培训", ("4000", UNKNOWN)),
        ("职业培训4000至5228人次", ("4000至5228人次", BACKED)),
        ("职业培训4000至5227人次", ("4000至5227人次", CONTRADICTED)),
        ("At municipal level and above, 120 awards were won.", ("120 awards", BACKED)),
        ("At municipal level, above 120 awards were won.", ("120 awards", UNKNOWN)),
        ("At municipal level and above, over 120 awards were won.", ("120 awards", CONTRADICTED)),
        ("技能节奖牌数增幅达46.15%", ("46.15%", BACKED)),
        ("技能节奖牌数降幅达46.15%", ("46.15%", CONTRADICTED)),
        ("技能节奖牌数46.15%的增长", ("46.15%", BACKED)),
        ("技能节奖牌数提升至46.15%", ("46.15%", UNKNOWN)),
        ("通过率提升至92.97%", ("92.97%", BACKED)),
        ("通过率下降到92.97%", ("92.97%", UNKNOWN)),
        ("课题结题减少至19项", ("19项", UNKNOWN)),
        ("The pass rate fell to 92.97%.", ("92.97%", UNKNOWN)),
        ("技能节获4金", ("4金", BACKED)),
        ("兄弟学校在技能节获4金", ("4金", UNKNOWN)),
        ("我院与兄弟学校同台，我院在技能节获4金", ("4金", BACKED)),
        ("技能节获4金，超过其他学校", ("4金", BACKED)),
    ],
)
def test_what_a_figure_is_and_whose(text, expected, proofreader):
    found = verdicts(proofreader, text)
    assert found[0] == expected


FLOODS = {
    "figures": "培训12人，",
    "figures of one sentence": "获奖12项",
    "figures of spaces": "12345 ",
    "digits": "1",
    "lines of digits": "1234567890" * 10 + "\n",
    "commas": "1,",
    "days": "1月1日",
    "ordinals": "第1届",
    "grades": "1等奖",
    "ranges": "1～",
    "opened links": "![a](",
    "opened brackets": "[",
    "opened comments": "<!--",
    "spaces": " ",
    "underscores": "_",
    "English": "trained 522 students and 11 papers, ",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_takes_time_by_its_length(flood, proofreader):
    """Twice as long takes about twice as long, and not four times: none may grow with the square."""

    def took(length):
        text = "甲" + FLOODS[flood] * (length // len(FLOODS[flood])) + "乙"
        gc.disable()  # as the program does: to collect among all tests' objects takes longer
        try:
            start = time.process_time()
            for _ in proofreader.read(text):
                pass
            return time.process_time() - start
        finally:
            gc.enable()

    took(1000)
    short = took(5_000)
    # Once in three times: other programs may come in between.
    assert any(took(40_000) < 24 * short + 0.1 for _ in range(3))


@pytest.mark.parametrize("flood", ["1 ", "1,", "7月14日", "99.5%", "| 1 | 2 |\n"])
def test_what_is_said_again_and_again_is_judged_once(flood, proofreader):
    with within(10):
        for _ in proofreader.read(flood * (50_000 // len(flood))):
            pass


# ---- the command

DRAFT = str(TESTS / "drafts" / "release.md")


def test_the_exit_code_says_whether_something_is_contradicted(tool, tmp_path):
    sound = tmp_path / "sound.txt"
    sound.write_text("职业培训5228人次。食堂有300个座位。", encoding="utf-8")
    assert tool("proofread", str(sound)).exit == 0
    assert tool("proofread", DRAFT).exit == 1


def test_a_draft_comes_from_standard_input_too(tool, monkeypatch):
    text = Path(DRAFT).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert tool("proofread", "-").stdout == tool("proofread", DRAFT).stdout
    monkeypatch.setattr(sys, "stdin", None)
    closed = tool("proofread", "-")
    assert (closed.exit, closed.stdout) == (2, "")


def test_diagnostics_go_to_a_file_or_the_terminal(tool, tmp_path):
    file = tmp_path / "x.sarif"
    assert tool("proofread", DRAFT, "--format", "sarif", "-o", str(file)).stdout == ""
    [run] = json.loads(file.read_text(encoding="utf-8"))["runs"]
    assert {each["ruleId"] for each in run["results"]} == {CONTRADICTED, COMPUTED, UNKNOWN}
    github = tool("proofread", DRAFT, "--format", "github").stdout
    assert github.startswith("::error file=")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (None, "no such file"),
        (b"a" * (4 * 1024 * 1024 + 1), "larger than 4 MiB"),
    ],
)
def test_a_draft_that_cannot_be_read_is_refused(data, message, tool, tmp_path):
    path = tmp_path / "draft.txt"
    if data is not None:
        path.write_bytes(data)
    result = tool("proofread", str(path))
    assert (result.exit, result.stdout) == (2, "")
    assert message in result.stderr


def test_fields_are_of_tables_and_not_of_diagnostics(tool):
    assert tool("proofread", DRAFT, "--format", "text", "--fields", "text").exit == 2
    lines = tool("proofread", DRAFT, "--fields", "text,verdict").stdout.splitlines()
    assert lines[0] == "5228人\tcontradicted"


@pytest.mark.parametrize("command", [("proofread", DRAFT), ("audit",)])
def test_a_field_that_is_none_gets_the_nearest(command, tool):
    result = tool(*command, "--fields", "verdit")
    assert (result.exit, result.stdout) == (2, "")
    assert "did you mean verdict?" in result.stderr
    assert tool(*command, "--fields", "verdict").exit != 2


def test_of_several_bases_the_one_that_knows_most_speaks(tool):
    both = ("--facts", str(ROOT / "data/facts.toml"), "--facts", str(TESTS / "bases/school-a.toml"))
    rows = json.loads(tool("proofread", DRAFT, "--json", *both).stdout)
    alone = json.loads(tool("proofread", DRAFT, "--json").stdout)
    assert [row["verdict"] for row in rows] == [row["verdict"] for row in alone]


# ---- against the text that a draft was made from

TABLE = """2024年度报告
单位：万元
项目　　2024年　　2023年
收入　　128,640　　115,372
支出　　94,216　　83,951
"""


@pytest.mark.parametrize(
    ("source", "draft", "verdict"),
    [
        ("公办园在园幼儿占比过半。", "公办园在园幼儿占比不到六成。", UNKNOWN),
        ("公办园在园幼儿占比过半。", "公办园在园幼儿占比过半。", BACKED),
        ("全馆藏书20.58万册。", "全馆藏书超过20万册。", BACKED),
        ("全馆藏书20.58万册。", "全馆藏书约20.6万册。", BACKED),
        ("全馆藏书20.58万册。", "全馆藏书30.58万册。", CONTRADICTED),
        ("会议于12日举行。", "会议于3月12日举行。", BACKED),
        ("会议于12日举行。", "会议于13日举行。", CONTRADICTED),
        ("Visits rose to 5,200.", "The library lent 7,100 books.", UNKNOWN),
        ("营业收入128640.52万元。", "营业收入12.864亿元。", BACKED),
        ("营业收入128640.52万元。", "营业收入12.863亿元。", CONTRADICTED),
        (TABLE, "2024年收入128,640万元。", BACKED),
        (TABLE, "2023年收入128,640万元。", CONTRADICTED),
        (TABLE, "上年收入115,372万元。", BACKED),
        (TABLE, "收入115,372万元。", UNKNOWN),
        ("全年有\n\n1508人通过认定，通过\n\n率达92.97%。\n\n", "通过率92.97%。", BACKED),
        ("要求如下：\n培训120人", "培训120人", BACKED),
        (
            "The roof at Hobb's Landing costs $150,000.",
            "The roof at Elm Street costs $150,000.",
            UNKNOWN,
        ),
        (
            "The roof at Hobb's Landing costs $150,000.",
            "Costs at Hobb's Landing: $150,000.",
            BACKED,
        ),
        ("Visits rose to 5,200.", "Visits were 300 more than before.", UNKNOWN),
        ("We met nine of our 14 targets.", "We met nine of the plan's 14 targets.", BACKED),
        ("We met nine of our 14 targets.", "All 14 targets were met.", CONTRADICTED),
        ("获省文明办授予的“模范”称号。省体育局到会。", "省文明办授予“模范”称号。", BACKED),
        ("获省文明办授予的“模范”称号。省体育局到会。", "省体育局授予“模范”称号。", UNKNOWN),
        ("牵头组建职业教育集团，成员单位136家。", "职业教育集团成员136家。", BACKED),
        ("上年亏损941万元，全年盈利300万元。", "全年亏损941万元。", UNKNOWN),
        ("力争营业收入14亿元。", "营业收入14亿元。", UNKNOWN),
        ("力争营业收入14亿元。", "计划营业收入14亿元。", BACKED),
        ("甲馆5000人次、乙馆800人次。", "甲乙两馆合计800人次。", UNKNOWN),
        ("会议于3月12日在甲市召开，4月5日在乙市召开。", "4月5日会议在乙市召开。", BACKED),
        ("会议于3月12日在甲市召开，展览于4月5日在乙市开幕。", "会议于4月5日在甲市召开。", UNKNOWN),
    ],
)
def test_a_text_backs_what_it_says(source, draft, verdict):
    found = [each.verdict for each in Proofreader.of_text(source, "source").read(draft)]
    assert found[-1:] == [verdict]


SOURCE = """岭东职业学院2024年度报告
学校现有教职工892人，其中专任教师684人；授权专利412件，其中发明专利87件。
2024年毕业生就业率达98.5%，对口就业率达81.7%。全年培训5228人次，上年为4980人次。
校区甲占地826亩、校区乙占地302亩。教学竞赛获奖总数居全省第3位。学生获一等奖9项、二等奖14项。
约三分之二的毕业生留在本省就业。与320余家企业合作，其中世界500强企业18家。
招生1420人，在校生4138人，分别比上年增长1.95%和2.06%。
"""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("学校有专任教师684人。", "学校有专任教师892人。"),  # the whole for a part
        ("授权专利412件。", "授权发明专利412件。"),
        ("学校与320多家企业合作。", "学校与320多家世界500强企业合作。"),
        ("毕业生对口就业率为81.7%。", "毕业生对口就业率为98.5%。"),  # another figure
        ("就业率达到98.5%。", "2023年就业率达到98.5%。"),  # time
        ("上年培训4980人次。", "全年培训4980人次。"),
        ("校区乙占地302亩。", "校区甲占地302亩。"),
        ("教学竞赛获奖总数全省第3位。", "教学竞赛获奖总数全国第3位。"),  # sets of words
        ("学生获二等奖14项。", "教师获二等奖14项。"),
        ("约三分之二的毕业生在本省就业。", "约三分之二的毕业生在省外就业。"),
        ("全年培训5228人次。", "全年未能培训5228人次。"),  # mood
        ("全年培训5228人次。", "计划全年培训5228人次。"),
        ("全年培训超过5000人次。", "全年培训不到5000人次。"),
        ("招生和在校生分别增长1.95%和2.06%。", "招生和在校生分别增长2.06%和1.95%。"),  # order
    ],
)
def test_a_text_backs_its_own_figure_and_no_other(true, false):
    read = Proofreader.of_text(SOURCE, "source").read
    for sentence, backed in ((true, True), (false, False)):
        figures = [each.verdict for each in read(sentence) if each.sort != "day"]
        assert (set(figures) == {BACKED}) is backed, sentence


@pytest.mark.parametrize(
    "path", sorted((TESTS / "forms").glob("*.txt")), ids=lambda path: path.name
)
def test_a_text_backs_itself(path):
    """Whatever a text says, it says so: in tables, lists and broken lines, too."""
    text = path.read_text(encoding="utf-8")
    assert {each.verdict for each in Proofreader.of_text(text, "source").read(text)} == {BACKED}


PARTS = ("教师", "学生", "专利", "图书", "会议", "校区", "论文", "获奖")
COUNTED = st.lists(st.integers(11, 9999), min_size=2, max_size=5, unique=True)


@given(COUNTED, st.permutations(PARTS), st.sampled_from("，；、。"), st.data())
def test_exchanged_figures_are_never_backed(numbers, parts, pause, data):
    said = [f"{part}有{number}件" for part, number in zip(parts, numbers, strict=False)]
    source = pause.join(said) + "。"
    read = Proofreader.of_text(source, "source").read
    assert {each.verdict for each in read(source)} == {BACKED}
    one, other = data.draw(st.permutations(range(len(numbers))))[:2]
    [verdict] = read(f"{parts[one]}有{numbers[other]}件。")
    assert verdict.verdict != BACKED
    [verdict] = read(f"{parts[one]}有{numbers[one]}件。")
    assert verdict.verdict == BACKED


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_draft_in_another_encoding_is_read_and_that_is_said(encoding, tool, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes("完成职业培训5228人次。\n".encode(encoding))
    result = tool("proofread", str(path), "--fields", "text,verdict")
    assert (result.exit, result.stdout) == (0, "5228人次\tbacked\n")
    assert f"pjreport: {path} was read as {encoding.upper()}" in result.stderr


def test_a_draft_may_be_a_document(tool, tmp_path):
    path = tmp_path / "draft.html"
    path.write_text("<p>完成职业培训5228人次。</p>", encoding="utf-8")
    result = tool("proofread", str(path), "--fields", "text,verdict")
    assert (result.exit, result.stdout) == (0, "5228人次\tbacked\n")


LISTED = "讲座48场、展览26场，分别吸引读者5200人次、1.9万人次。电工、焊工、钳工分别为120人、85人和64人。\n"


@pytest.mark.parametrize(
    "said", ["展览吸引读者5200人次。", "讲座吸引读者1.9万人次。", "焊工120人。", "钳工85人。"]
)
def test_members_of_a_list_that_pairs_in_order_are_not_exchanged(said):
    verdicts = [each.verdict for each in Proofreader.of_text(LISTED, "source").read(said)]
    assert BACKED not in verdicts
    assert {each.verdict for each in Proofreader.of_text(LISTED, "source").read(LISTED)} == {BACKED}
