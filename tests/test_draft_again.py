"""Drafting onto a base that is there, after a base of the year before, and from other encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check.registry import RULES
from pjreport.draft.drafting import draft
from pjreport.draft.proving import findings
from pjreport.source.text import SourceText
from pjreport.store.toml import parse
from pjreport.store.tomltext import added_text, text_of

from .test_draft import PIECES

ERRORS = [rule for rule in RULES if rule.severity == "error"]
TEXT = "学院简介\n学校现有教职工892人，其中专任教师684人。结题19项。\n"
MINE = """\
schema = 1
# by hand
[report]
id = "mine"
zh = "学院简介"
en = "College"
publisher_zh = "学院"
publisher_en = "College"
version = "1"
period = "now"
[report.source]
file = "report.txt"
sha256 = "{sha}"
lines = 2
[topics.staff]
zh = "师资"
en = "Staff"
[vocabulary.units]
people = {{ zh = "人", en = "people", whole = true }}
[vocabulary.periods]
now = {{ zh = "现在", en = "now" }}

[stats.staff.all]
zh = "全体教职工"  # my name
en = "All staff"
value = 892
unit = "people"
period = "now"
lines = [2]
evidence = ["教职工892人"]
"""


def source_of(text):
    return SourceText("report.txt", text.encode())


def test_only_what_is_new_is_added_in_the_terms_of_the_base():
    source = source_of(TEXT)
    base = parse("facts.toml", MINE.format(sha=source.sha256))
    made = draft(source, "report.txt", "report", base)
    facts = [each for topic in made.added["stats"].values() for each in topic.values()]
    assert [(each["zh"], each["en"]) for each in facts] == [
        ("专任教师", "专任教师"),
        ("结题", "结题"),
    ]
    assert {each["period"] for each in facts} == {"now"}
    assert facts[0]["unit"] == "people"
    assert set(made.added["vocabulary"]["units"]) == {"items"}
    assert findings(made.tables, source, ERRORS) == []


def test_a_base_of_the_year_before_gives_ids_names_and_topics():
    source = source_of("学院简介\n学校现有教职工901人，其中专任教师700人。结题22项。\n")
    made = draft(source, "report.txt", "report", like=parse("last.toml", MINE.format(sha="0" * 64)))
    [table] = made.tables["stats"]["staff"].values()
    assert (table["zh"], table["en"], table["value"]) == ("全体教职工", "All staff", 901)
    assert made.tables["topics"]["staff"] == {"zh": "师资", "en": "Staff"}
    assert made.tables["report"]["languages"] == ["zh", "en"]
    assert findings(made.tables, source, ERRORS) == []


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_drafting_again_adds_nothing_and_changes_nothing(text):
    source = source_of(text)
    first = draft(source, "report.txt", "report")
    base = parse("facts.toml", text_of(first.tables))
    again = draft(source, "report.txt", "report", base)
    refused = [each for each in first.items if each.why == "refused"]
    assert added_text(again.added) == "" or refused


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)
def test_another_text_is_added_without_an_error_of_its_own(text, more):
    first = draft(source_of(text), "report.txt", "report")
    base = text_of(first.tables)
    source = source_of(f"{text}\n{more}")
    before = {each.where for each in findings(parse("f", base), source, ERRORS)}
    made = draft(source, "report.txt", "report", parse("f", base))
    whole = parse("facts.toml", f"{base}\n{added_text(made.added)}")
    assert {each.where for each in findings(whole, source, ERRORS)} <= before


def test_the_command_adds_behind_what_a_person_wrote(tool, tmp_path):
    report, base = tmp_path / "report.txt", tmp_path / "facts.toml"
    report.write_text(TEXT, encoding="utf-8")
    written = MINE.format(sha=source_of(TEXT).sha256)
    base.write_text(written, encoding="utf-8")
    result = tool("draft", str(report), "-o", str(base))
    assert (result.exit, result.stdout) == (0, "")
    assert "2 new drafts" in result.stderr
    assert base.read_text(encoding="utf-8").startswith(written.rstrip())
    check = tool("check", "--facts", str(base), "--source", str(report))
    assert check.exit == 0
    again = tool("draft", str(report), "-o", str(base), "--like", str(base))
    assert "stays as it is: 0 new drafts" in again.stderr


def test_a_broken_base_is_left_alone(tool, tmp_path):
    report, base = tmp_path / "report.txt", tmp_path / "facts.toml"
    report.write_text(TEXT, encoding="utf-8")
    base.write_text("schema = 2\n", encoding="utf-8")
    result = tool("draft", str(report), "-o", str(base))
    assert result.exit == 2
    assert base.read_text(encoding="utf-8") == "schema = 2\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_texts_in_other_encodings_are_read_and_said(tool, tmp_path, encoding):
    report, base = tmp_path / "report.txt", tmp_path / "facts.toml"
    report.write_bytes(TEXT.encode(encoding))
    result = tool("draft", str(report), "-o", str(base))
    assert result.exit == 0
    name = "" if encoding == "utf-8-sig" else encoding.upper()
    assert (f"was read as {name}" in result.stderr) == bool(name)
    text = tmp_path / ("report.utf-8.txt" if name else "report.txt")
    check = tool("check", "--facts", str(base), "--source", str(text))
    assert check.exit == 0
    assert "3 facts checked" in check.stderr


def test_what_is_no_text_is_refused(tool, tmp_path):
    report = tmp_path / "report.txt"
    report.write_bytes(b"\xff\x01\x80\x81\xff")
    result = tool("draft", str(report), "--list")
    assert result.exit == 2
    assert "no text in UTF-8, UTF-16 or GB18030" in result.stderr


def test_a_text_without_figures_gives_a_base_without_facts(tool, tmp_path):
    report, base = tmp_path / "report.txt", tmp_path / "facts.toml"
    report.write_text("", encoding="utf-8")
    result = tool("draft", str(report), "-o", str(base))
    assert result.exit == 0
    assert f"wrote {base}: 0 new drafts" in result.stderr
    assert tool("check", "--facts", str(base), "--source", str(report)).exit == 0
    refused = tool("draft", str(tmp_path / "none.txt"), "-o", str(base))
    assert refused.exit == 2


def test_a_base_of_another_text_is_not_added_to(tool, tmp_path):
    text, base = tmp_path / "report.txt", tmp_path / "facts.toml"
    text.write_text("年报\n\n学生120人。\n", encoding="utf-8")
    assert tool("draft", str(text), "-o", str(base)).exit == 0
    before = base.read_bytes()
    text.write_text("年报\n\n新的一行。\n学生120人。\n", encoding="utf-8")
    result = tool("draft", str(text), "-o", str(base))
    assert result.exit == 2
    assert "check --fix" in result.stderr
    assert base.read_bytes() == before
