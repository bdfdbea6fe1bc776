"""`check` as a command: what it reads, what it says it did not check, and its formats."""

import json
import os
import re
import shutil

import pytest

from pjreport.check.registry import BY_NAME, GROUPS, RULES
from pjreport.model.diagnostics import Diagnostic
from pjreport.render.diagnostics import NAMES, renderer

from .conftest import ROOT, TESTS

SAMPLE = TESTS / "broken" / "evidence-not-found"
BAD, GOOD, TEXT = (str(SAMPLE / name) for name in ("bad.toml", "good.toml", "source.txt"))
A = str(TESTS / "bases" / "school-a.toml")


# ---- what is not checked, and why


def test_without_a_source_it_says_what_is_not_checked(tool):
    result = tool("check", "--facts", GOOD)
    assert result.exit == 0
    assert f"not checked: {GOOD} for source and coverage rules (no --source)" in result.stderr
    assert "not checked" not in tool("check", "--facts", GOOD, "--source", TEXT).stderr
    assert "not checked" not in tool("check", "shape", "--facts", GOOD).stderr


def test_rules_that_need_a_text_are_never_passed_in_silence(tool):
    for words in (["evidence-moved"], ["source"], ["coverage"], ["shape", "unclaimed"]):
        result = tool("check", *words, "--facts", GOOD)
        assert (result.exit, result.stdout) == (2, "")
        assert f"{words[-1]} needs the text; add --source" in result.stderr
    many = tool("check", "source", "unclaimed", "shape", "--facts", GOOD, "--format", "json")
    assert (many.exit, many.stdout) == (2, "")
    assert "source and unclaimed need the text; add --source" in many.stderr
    assert tool("check", "value-not-shown", "--facts", GOOD).exit == 0


def test_what_was_asked_for_by_name_and_not_checked_is_exit_2(tool, tmp_path):
    """In another text, for a base that has none, and where the shape of facts is broken."""
    other = tmp_path / "other.txt"
    other.write_text("别的", encoding="utf-8")
    broken = tmp_path / "facts.toml"
    text = (SAMPLE / "good.toml").read_text(encoding="utf-8")
    broken.write_text(text.replace('role = "media"', "role = 3"), encoding="utf-8")
    for more in (
        ["--facts", GOOD, "--source", str(other)],
        ["--facts", GOOD, "--facts", A, "--source", TEXT],
        ["--facts", str(broken), "--source", TEXT],
    ):
        result = tool("check", "unclaimed", *more)
        assert result.exit == 2
        assert "not checked: " in result.stderr
    assert tool("check", "unclaimed", "--facts", GOOD, "--source", TEXT).exit == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [(None, "no such file"), (b"\xb9\xab\xff", "not UTF-8"), (b"ok\n\xff", "source.txt:2:1")],
)
def test_a_source_that_cannot_be_read_is_never_exit_0(data, message, tool, tmp_path):
    path = tmp_path / "source.txt"
    if data is not None:
        path.write_bytes(data)
    result = tool("check", "--facts", GOOD, "--source", str(path))
    assert (result.exit, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("words", [("check", "--facts", GOOD, "--source"), ("proofread",)])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "a folder, not a file; name a file in it"),
        (os.mkfifo, "not a regular file; save its contents to one"),
    ],
)
def test_a_folder_or_a_pipe_is_no_text(words, make, message, tool, tmp_path):
    path = tmp_path / "text"
    make(path)
    result = tool(*words, str(path))
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr == f"{path}:1:1: error: {message} [unreadable]\n"


def test_an_empty_source_is_another_text(tool, tmp_path):
    path = tmp_path / "source.txt"
    path.write_text("", encoding="utf-8")
    result = tool("check", "--facts", GOOD, "--source", str(path))
    assert result.exit == 1
    assert re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE) == ["source-differs"]
    assert "this is another text" in result.stderr


def test_a_base_that_cannot_be_read_is_exit_2(tool, tmp_path):
    assert tool("check", "--facts", str(tmp_path / "none.toml")).exit == 2
    assert tool("check", "--facts", str(tmp_path)).exit == 2


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "unreadable"),
        (b"\xff\xfes\0", "encoding"),
        (b"\xb9\xab", "encoding"),
        (b"schema", "syntax"),
    ],
)
def test_a_base_that_is_no_toml_could_not_be_checked_whatever_else_was(data, rule, tool, tmp_path):
    path = tmp_path / "facts.toml"
    path.write_bytes(data)
    for more in ((), ("--facts", BAD, "--source", TEXT)):
        result = tool("check", "--facts", str(path), *more)
        assert result.exit == 2
        assert f"[{rule}]" in result.stdout
    assert "[evidence-not-found]" in result.stdout


def test_sound_facts_are_checked_though_others_are_broken(tool, tmp_path):
    """One run names what is wrong with the shape of one fact and the evidence of another."""
    path = tmp_path / "facts.toml"
    text = (SAMPLE / "bad.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('role = "media"', "role = 3"), encoding="utf-8")
    result = tool("check", "--facts", str(path), "--source", TEXT)
    rules = set(re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE))
    assert {"wrong-type", "evidence-not-found"} <= rules
    assert "for 1 fact whose shape is broken" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "schema = 1",
        "report = 1\nignored = 1\nsections = 1\nvocabulary = 1\nstats = 1",
        "[report]\nsource = 1\n[[ignored]]\nx = 1\n[stats.t.n]\nvalue = nan\nlines = []",
        "[vocabulary]\nunits = 1\n[vocabulary.periods]\na = 1",
        "[vocabulary.units]\na = 1\nb = { zh = 1, written = 'x' }",
    ],
)
def test_whatever_a_base_holds_a_check_ends_with_findings(text, tool, tmp_path):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    result = tool("check", "--facts", str(path), "--source", TEXT)
    assert result.exit == 1
    assert "error:" in result.stdout


# ---- one digit, as a new user would try it


def test_a_digit_broken_in_the_base_is_named_with_its_line(tool, tmp_path):
    path = tmp_path / "facts.toml"
    text = (SAMPLE / "good.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('"5228人次"', '"5229人次"'), encoding="utf-8")
    line = text[: text.index('"5228人次"')].count("\n") + 1
    result = tool("check", "--facts", str(path), "--source", TEXT)
    assert f"{path}:{line}:21: error: '5229人次' is not in the source; '5228人次' is on line 1" in (
        result.stdout
    )
    assert result.exit == 1


def test_a_digit_broken_in_the_source_is_named_with_its_line(tool, tmp_path):
    path = tmp_path / "source.txt"
    text = (SAMPLE / "source.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("5228", "5328"), encoding="utf-8")
    result = tool("check", "--facts", GOOD, "--source", str(path))
    rules = re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE)
    assert sorted(rules) == ["evidence-not-found", "source-differs", "unclaimed"]
    assert "'5328人次' is on line 1, '3' for '2'" in result.stdout
    assert f"{path}:1:8: warning: figure '5328" in result.stdout


# ---- several bases


def test_each_base_takes_its_own_source(tool, tmp_path):
    """By digest; else by name; a base that has none is said not to be checked."""
    other = tmp_path / "other.txt"
    other.write_text("别的", encoding="utf-8")
    result = tool("check", "--facts", GOOD, "--facts", A, "--source", str(other), "--source", TEXT)
    assert f"not checked: {A} for source and coverage rules (no --source for it)" in result.stderr
    assert "source-differs" not in result.stdout
    named = tmp_path / "school-a.txt"
    named.write_text("别的", encoding="utf-8")
    result = tool("check", "--facts", GOOD, "--facts", A, "--source", str(named))
    [line] = [each for each in result.stdout.splitlines() if "[source-differs]" in each]
    assert line.startswith(A)


def test_a_report_twice_is_named(tool, tmp_path):
    copy = tmp_path / "copy.toml"
    shutil.copy(A, copy)
    result = tool("check", "--facts", A, "--facts", str(copy))
    assert "[duplicate-report]" in result.stdout
    assert result.exit == 1


# ---- rules and formats


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_checks_its_rules_and_no_others(group, tool):
    result = tool("check", group, "--facts", BAD, "--source", TEXT)
    rules = set(re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE))
    assert {BY_NAME[rule].group for rule in rules} <= {group}
    assert result.exit == (group == "source")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_names_what_was_found(name, tool, tmp_path):
    words = ("check", "--facts", BAD, "--source", TEXT, "--format", name)
    result = tool(*words)
    assert result.exit == 1
    assert "evidence-not-found" in result.stdout
    file = tmp_path / "out"
    assert tool(*words, "-o", str(file)).stdout == ""
    assert file.read_text(encoding="utf-8") == result.stdout


def test_a_file_that_is_read_is_not_written_over(tool, tmp_path):
    copy = tmp_path / "source.txt"
    shutil.copy(TEXT, copy)
    words = ("check", "--facts", GOOD, "--source", str(copy), "-o", str(copy))
    assert tool(*words).exit == 2
    assert copy.read_bytes() == (SAMPLE / "source.txt").read_bytes()


def test_a_wrong_format_gets_the_nearest(tool):
    result = tool("check", "--format", "sarfi")
    assert (result.exit, result.stderr) == (2, "pjreport: no format 'sarfi'; did you mean sarif?\n")


HOSTILE = [
    Diagnostic("a b/学%,:.toml", 3, 5, "error", "tail\x1b[31m % \r\n::end", "cycle"),
    Diagnostic("/tmp/x.toml", 1, 1, "note", "fine", "not-testable"),
]


def test_text_is_a_line_a_problem():
    assert renderer("text")(HOSTILE, RULES) == (
        "a b/学%,:.toml:3:5: error: tail\\x1b[31m % \\x0d\\x0a::end [cycle]\n"
        "/tmp/x.toml:1:1: note: fine [not-testable]\n"
    )


def test_json_is_an_array_of_flat_objects():
    printed = renderer("json")(HOSTILE, RULES)
    assert [tuple(row.values()) for row in json.loads(printed)] == [
        (each.path, each.line, each.column, each.severity, each.rule, each.message)
        for each in HOSTILE
    ]
    assert "\x1b" not in printed
    assert printed.count("\n") == len(HOSTILE) + 2


def test_github_commands_cannot_be_ended_by_what_they_say():
    assert renderer("github")(HOSTILE, RULES) == (
        "::error file=a b/学%25%2C%3A.toml,line=3,col=5,title=cycle"
        "::tail\\x1b[31m %25 %0D%0A::end\n"
        "::notice file=/tmp/x.toml,line=1,col=1,title=not-testable::fine\n"
    )


def test_sarif_says_rules_and_places():
    document = json.loads(renderer("sarif")(HOSTILE, RULES))
    [run] = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    first, second = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "cycle"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%E5%AD%A6%25%2C%3A.toml"
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert (first["level"], second["level"]) == ("error", "note")
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///tmp/x.toml"


def test_nothing_wrong_is_an_empty_document():
    assert [renderer(name)([], RULES) for name in ("text", "github", "json")] == ["", "", "[]\n"]
    assert json.loads(renderer("sarif")([], RULES))["runs"][0]["results"] == []


def test_the_shipped_base_passes(tool):
    assert tool("check", "--facts", str(ROOT / "data")).exit == 0


def test_a_source_in_another_encoding_is_checked_as_its_text(tool, tmp_path):
    """Its digest is that of the text in UTF-8, which `draft` writes beside a base."""
    plain, other = TESTS / "drafts/source.txt", tmp_path / "source.txt"
    other.write_bytes(plain.read_bytes().decode().encode("gb18030"))
    words = ("check", "--facts", str(TESTS / "drafts/wrong.toml"), "--format", "json", "--source")
    one, same = (tool(*words, str(path)) for path in (plain, other))
    assert same.exit == one.exit == 1
    assert same.stdout.replace(str(other), "x") == one.stdout.replace(str(plain), "x")
    assert "was read as GB18030" in same.stderr
