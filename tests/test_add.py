"""Adding a fact: what it finds in the text, what it refuses, and that nothing else changes."""

import re
import shutil

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.curation import values
from pjreport.errors import OutputError, UsageError
from pjreport.model.kinds import BY_ID
from pjreport.store import Document, editing, parsed
from pjreport.store.editing import Editor, inserted
from pjreport.store.tomltext import value_text

from .conftest import ROOT, TESTS

HALL = TESTS / "years"


@pytest.fixture
def hall(tmp_path):
    """A base with its text beside it."""
    for name in ("hall.toml", "hall.txt"):
        shutil.copy(HALL / name, tmp_path / name)
    return tmp_path / "hall.toml"


@pytest.fixture
def add(tool, hall):
    """Adds a fact to the base; returns the result and the fact."""

    def call(*words, facts=hall):
        before = tomli.loads(hall.read_text(encoding="utf-8-sig"))
        result = tool("add", *words, "--facts", str(facts))
        after = tomli.loads(hall.read_text(encoding="utf-8-sig"))
        new = [
            (f"{kind}.{topic}.{name}", table)
            for kind in BY_ID
            for topic, entries in after.get(kind, {}).items()
            for name, table in entries.items()
            if name not in before.get(kind, {}).get(topic, {})
        ]
        return result, *(new or [(None, None)])[0]

    return call


@pytest.mark.parametrize(
    ("words", "id", "table"),
    [
        (
            ("stats", "zh=观众人次", "value=1.2万余人次"),
            "stats.general.guanzhong-renci",
            {"value": 12000, "step": 1000, "qualifier": "over", "unit": "renci", "period": "year"}
            | {"lines": [3], "evidence": ["1.2万余人次"], "zh": "观众人次"},
        ),
        (
            ("stats", "zh=书法课程", "value=8", "unit=门", "name=calligraphy"),
            "stats.general.calligraphy",
            {"value": 8, "unit": "men", "period": "year", "lines": [4]}
            | {"evidence": ["其中书法8门"], "zh": "书法课程"},
        ),
        (
            ("stats", "zh=高级职称占比", "value=21.15%", "en=Senior staff"),
            "stats.general.senior-staff",
            {"zh": "高级职称占比", "en": "Senior staff", "value": 21.15, "unit": "percent"}
            | {"period": "year", "lines": [5], "evidence": ["21.15%"]},
        ),
        (
            (
                "stats",
                "zh=公益课程增加",
                "value=增加5门",
                "growth_of=公益课程",
                "inferred=growth_of",
            ),
            "stats.general.gongyi-kecheng-zengjia",
            {"zh": "公益课程增加", "value": 5, "unit": "men", "period": "year", "lines": [4]}
            | {"growth_of": ["stats.general.gongyi-kecheng"], "inferred": ["growth_of"]}
            | {"evidence": ["比上年增加5门"]},
        ),
        (
            (
                "stats",
                "zh=演出和课程",
                "value=121",
                "lines=3,4",
                "evidence=86场",
                "evidence=35门",
                "name=x",
            ),
            None,
            None,
        ),
        (
            ("outcomes", "zh=公益课程", "topic=总体", "also=课程", "draft=yes", "about=演出场次"),
            "outcomes.general.gongyi-kecheng",
            {
                "zh": "公益课程",
                "lines": [4],
                "evidence": ["公益课程"],
                "also": ["课程"],
                "draft": True,
            }
            | {"about": ["stats.general.yanchu-changci"]},
        ),
        (
            ("derived", "zh=合计", "formula=sum", "unit=场", "inputs=演出场次", "name=all"),
            "derived.general.all",
            {"zh": "合计", "formula": "sum", "unit": "chang", "period": "year"}
            | {"inputs": ["stats.general.yanchu-changci"]},
        ),
    ],
)
def test_what_is_added(words, id, table, add):
    result, found, written = add(*words)
    assert (found, written) == (id, table), result.stderr
    assert result.exit == (0 if id else 2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("stat", "zh=x"), "no kind 'stat'; did you mean stats"),
        (("stats", "观众"), "no '=' in '观众'; write FIELD=VALUE"),
        (("stats", "valu=3"), "no field 'valu'; did you mean value?"),
        (("stats", "value=3", "value=4"), "2 values for value; give one"),
        (("stats", "zh=x", "value=几个"), "'几个' is not one figure"),
        (("stats", "zh=x", "value=3人和5人"), "'3人和5人' is not one figure"),
        (("stats", "zh=x", "value=3", "low=x"), "'x' is no low; write a number"),
        (("stats", "zh=x", "value=3", "lines=x"), "'x' is no lines; write a whole number"),
        (("stats", "zh=x", "value=3", "draft=x"), "'x' is no draft; write yes or no"),
        (("stats", "zh=x", "value=99"), "the text does not say 99; give lines=LINE"),
        (("people", "zh=张三", "role=馆长"), "the text does not say '张三'"),
        (("derived", "zh=x", "formula=sum"), "missing key 'inputs'; add it [missing-key]"),
        (
            ("stats", "zh=公益课程", "value=35"),
            "there is a fact 'stats.general.gongyi-kecheng' already",
        ),
        (("stats", "zh=x", "value=86", "topic=y"), "no topic 'y'; declare it under [topics]"),
        (("stats", "zh=x", "value=52", "unit=chang"), "the text does not say 52"),
        (("stats", "zh=x", "value=52", "unit=chang", "lines=5", "evidence=52人"), "[unit-differs]"),
    ],
)
def test_what_is_refused_changes_nothing(words, message, add, hall):
    before = hall.read_bytes()
    result, *_ = add(*words)
    assert message in result.stderr
    assert result.exit == 2
    assert hall.read_bytes() == before


def test_two_places_are_told_apart_by_the_name_or_the_line(add, hall):
    text = hall.with_suffix(".txt")
    text.write_text("书法班20人。\n绘画班20人。\n", encoding="utf-8")
    result, *_ = add("stats", "zh=舞蹈班", "value=20人")
    assert "the text says 20 on lines 1, 2; add lines=LINE" in result.stderr
    assert add("stats", "zh=绘画班", "value=20人")[0].exit == 2  # evidence of another text
    with_digest(hall, text)
    assert add("stats", "zh=绘画班", "value=20人")[2]["lines"] == [2]
    assert add("stats", "zh=舞蹈班", "value=20人", "lines=1")[2]["lines"] == [1]


def with_digest(base, text):
    """The base as one of this text, without facts."""
    from hashlib import sha256

    whole = base.read_text(encoding="utf-8").partition("\n[stats")[0]
    old = tomli.loads(whole)["report"]["source"]
    digest = sha256(text.read_bytes()).hexdigest()
    lines = text.read_text(encoding="utf-8").count("\n")
    whole = whole.replace(old["sha256"], digest).replace(
        f"lines = {old['lines']}", f"lines = {lines}"
    )
    base.write_text(whole + "\n", encoding="utf-8")


def test_a_figure_stands_where_it_is_printed_as_it_was_typed(add, hall):
    text = hall.with_suffix(".txt")
    text.write_text("演出人次：12000\n全年演出1.2万人次。\n", encoding="utf-8")
    with_digest(hall, text)
    assert add("stats", "zh=演出人次", "value=1.2万人次")[2]["lines"] == [2]
    assert add("stats", "zh=演出人次（表）", "value=12000", "unit=人次")[2]["lines"] == [1]


def test_a_report_in_two_languages_needs_both_names_of_a_new_term(add, hall):
    text = hall.read_text(encoding="utf-8").replace('["zh"]', '["zh", "en"]')
    text = re.sub(
        r'^(.*?)((?:publisher_)?)zh = "', r'\1\2en = "x"@\2zh = "', text, flags=re.MULTILINE
    )
    text = re.sub(r"^(.*\{.*)@", r"\1, ", text, flags=re.MULTILINE).replace("@", "\n")
    hall.write_text(text.replace('\nzh = ""', ""), encoding="utf-8")
    words = ("stats", "zh=馆员", "en=Staff", "value=52人")
    assert "missing key 'en'; add it" in add(*words)[0].stderr
    result, id, table = add(*words, "unit_en=persons")
    assert (id, table["unit"]) == ("stats.general.staff", "persons"), result.stderr
    units = tomli.loads(hall.read_text(encoding="utf-8"))["vocabulary"]["units"]
    assert units["persons"] == {"zh": "人", "en": "persons", "whole": True}


def test_a_dry_run_writes_nothing(add, hall):
    before = hall.read_bytes()
    result, *_ = add("stats", "zh=观众人次", "value=1.2万余人次", "--dry-run")
    assert result.stdout.startswith("[stats.general.guanzhong-renci]\n")
    assert hall.read_bytes() == before


def test_without_a_text_lines_and_evidence_must_be_given(add, hall):
    hall.with_suffix(".txt").unlink()
    assert "missing key 'evidence'" in add("stats", "zh=馆员", "value=52人")[0].stderr
    result, id, _ = add("stats", "zh=馆员", "value=52人", "lines=5", "evidence=52人")
    assert id == "stats.general.guanyuan"
    assert "not compared with the text; add --source" in result.stderr


def test_one_base_of_ones_own_is_changed(tool, add, tmp_path):
    assert "name one file with --facts" in add("stats", "zh=x", facts=tmp_path)[0].stderr
    assert (
        "name one file with --facts" in tool("add", "stats", "zh=x").stderr
    )  # not the shipped one


def test_a_terminal_asks_for_what_is_missing(plain, add, hall):
    answers = iter(["公益", "52人", "", "馆员"])
    asked = []

    def answer(question):
        asked.append(question)
        return next(answers)

    plain.setattr("builtins.input", answer)
    plain.setattr("pjreport.cli.commands.add.at_terminal", lambda: True)
    text = hall.read_text(encoding="utf-8")
    hall.write_text(
        text.replace("[vocabulary.periods]", '[topics.more]\nzh = "公益"\n\n[vocabulary.periods]'),
        encoding="utf-8",
    )
    result, id, table = add("stats", "lines=5", "--lang", "zh")
    assert asked == ["主题 (topic): ", "中文 (zh): ", "数值 (value): ", "单位 (unit): "]
    assert result.exit == 2  # the answers were given in another order
    answers = iter(["more", "馆员", "52人", ""])
    result, id, table = add("stats", "lines=5", "--lang", "zh")
    assert (id, table["value"]) == ("stats.more.guanyuan", 52), result.stderr


# ---- editing


def test_everything_else_stays_byte_for_byte(add, hall):
    for text in (hall.read_bytes(), hall.read_bytes().replace(b"\n", b"\r\n")):
        hall.write_bytes(b"\xef\xbb\xbf" + text + b"# the end")
        before = hall.read_bytes()
        result, *_ = add("stats", "zh=观众人次", "value=1.2万余人次")
        assert result.exit == 0, result.stderr
        rest = iter(hall.read_bytes().splitlines(keepends=True))
        assert all(line in rest for line in before.splitlines(keepends=True))  # in their order
        assert (b"\r\n" in text) == (b"\r\nstep" in hall.read_bytes())


def test_a_file_that_was_changed_meanwhile_is_not_value_text(hall):
    document = parsed(str(hall), hall.read_text(encoding="utf-8"))
    hall.write_text("# other", encoding="utf-8")
    with pytest.raises(OutputError, match="was changed meanwhile; run the command again"):
        editing.save(document, "# new")
    assert hall.read_text(encoding="utf-8") == "# other"


def test_what_tomlkit_does_not_know_is_left_to_the_hand():
    document = Document("a.toml", "é = 1\n", {})
    with pytest.raises(OutputError, match="change it by hand"):
        Editor(document)


def test_tomlkit_is_asked_for(plain):
    plain.setitem(__import__("sys").modules, "tomlkit", None)
    with pytest.raises(UsageError, match=r"pip install tomlkit"):
        Editor(parsed("a.toml", "a = 1\n"))


SHIPPED = parsed("facts.toml", (ROOT / "data/facts.toml").read_text(encoding="utf-8"))
KEYS = st.sampled_from(["training", "contests", "faculty", "new-one"])
VALUES = st.recursive(
    st.one_of(st.text(max_size=9), st.integers(-9, 9**9), st.booleans()),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from([*BY_ID]), KEYS, VALUES)
def test_a_table_is_inserted_and_nothing_changed(kind, topic, value):
    text = inserted(SHIPPED, (kind, topic, "zz-new"), [f"x = {value_text(value)}"])
    tables = tomli.loads(text)
    assert tables[kind][topic].pop("zz-new") == {"x": value}
    if not tables[kind][topic]:
        del tables[kind][topic]
    if not tables[kind]:
        del tables[kind]
    assert tables == tomli.loads(SHIPPED.text)
    rest = iter(text.splitlines())
    assert all(line in rest for line in SHIPPED.text.splitlines())


@given(st.text(max_size=20))
def test_a_number_is_a_number_or_stays(text):
    found = values.number(text)
    assert found == text or str(found).isascii()
