"""Mending what has one answer: what is changed is right, and all else is left alone."""

import random
import shutil
from copy import deepcopy

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.curation.anchors import Anchor, Anchors
from pjreport.curation.mending import mended
from pjreport.source.text import SourceText
from pjreport.store import parsed

from .conftest import TESTS

HALL = TESTS / "years"
TEXT = (HALL / "hall.txt").read_text(encoding="utf-8")
BASE = (HALL / "hall.toml").read_text(encoding="utf-8")


def mend(text, base=BASE):
    """The tables of a base mended for a text, and what was changed."""
    changed, changes = mended(parsed("hall.toml", base), SourceText("hall.txt", text.encode()))
    return tomli.loads(changed), [(each.path, each.rule) for each in changes]


@pytest.fixture
def hall(tmp_path):
    for name in ("hall.toml", "hall.txt"):
        shutil.copy(HALL / name, tmp_path / name)
    return tmp_path / "hall.toml"


def check(tool, base, *words):
    return tool("check", "--facts", str(base), "--source", str(base.with_suffix(".txt")), *words)


# ---- what is mended


def test_a_sound_base_is_left_alone():
    tables, changes = mend(TEXT)
    assert (tables, changes) == (tomli.loads(BASE), [])


def test_lines_that_moved_and_the_digest_after_them():
    tables, changes = mend("\n\n" + TEXT.replace("\n\n", "\n"))
    assert tables["stats"]["general"]["gongyi-kecheng"]["lines"] == [5]
    assert {rule for _, rule in changes} == {"evidence-moved", "source-differs"}
    source = SourceText("hall.txt", ("\n\n" + TEXT.replace("\n\n", "\n")).encode())
    assert tables["report"]["source"]["sha256"] == source.sha256


def test_wrong_lines_of_the_stated_text():
    base = BASE.replace("lines = [4]", "lines = [3]")
    tables, changes = mend(TEXT, base)
    assert tables == tomli.loads(BASE)
    assert changes == [(("stats", "general", "gongyi-kecheng", "lines"), "evidence-moved")]


def test_a_wrong_number_of_lines():
    _, changes = mend(TEXT, BASE.replace("lines = 5\n", "lines = 7\n"))
    assert changes == [(("report", "source", "lines"), "source-differs")]


def test_a_fragment_that_goes_on_on_the_next_line():
    text = TEXT.replace("公益课程", "公益\n课程")
    tables, _ = mend(text)
    assert tables["stats"]["general"]["gongyi-kecheng"]["lines"] == [4, 5]


def test_a_unit_that_the_vocabulary_lacks():
    base = BASE.replace('men = { zh = "门", whole = true }\n', "")
    tables, changes = mend(TEXT, base)
    assert tables == tomli.loads(BASE)
    assert changes == [(("vocabulary", "units"), "unknown-term")]


def test_a_unit_of_money_counts_no_things():
    base = BASE.replace("35", "3.5").replace("门", "元").replace("whole = true }\n\n", "}\n\n")
    text = TEXT.replace("35门", "3.5元")
    base = "\n".join(line for line in base.splitlines() if not line.startswith("men = "))
    tables, _ = mend(text, base)
    assert tables["vocabulary"]["units"]["men"] == {"zh": "元"}


# ---- what is not


def test_a_fragment_in_two_places_is_left_and_with_it_the_digest():
    text = TEXT.replace("全年", "演出86场。\n演出86场。\n全年")
    tables, changes = mend(text)
    assert [path[2] for path, _ in changes] == ["gongyi-kecheng"]
    assert tables["report"] == tomli.loads(BASE)["report"]


def test_another_text_is_no_version_of_it():
    assert mend("另一份报告\n")[1] == []
    assert mended(parsed("a", BASE), None) == (BASE, [])


def test_a_unit_without_one_name_is_left():
    without = BASE.replace('men = { zh = "门", whole = true }\n', "")
    assert mend(TEXT.replace("35门", "35"), without)[1] == []
    both = without.replace('["zh"]', '["zh", "en"]')
    assert ("unknown-term" in {rule for _, rule in mend(TEXT, both)[1]}) is False


# ---- a long report, wrapped in another way


def long_report(random_source):
    """A text of many lines, a base of it, and the line of each fact."""
    lines, facts = ["报告"], []
    for number in range(15):
        subject = f"项目{chr(0x4E00 + 37 * number)}"
        value = random_source.randrange(100, 106)  # many figures stand several times
        lines += random_source.choice([[], [""]])
        lines.append(f"{subject}共有{value}门课程，比上年多。")
        facts.append((subject, value, len(lines)))
    head = BASE.partition("\n[stats")[0].replace("lines = 5\n", f"lines = {len(lines)}\n")
    text = "\n".join(lines) + "\n"
    base = head.replace(
        tomli.loads(BASE)["report"]["source"]["sha256"], SourceText("", text.encode()).sha256
    )
    for number, (subject, value, line) in enumerate(facts):
        evidence = f"{subject}共有{value}门" if number % 3 else f"{value}门"
        base += f'[stats.general.f{number}]\nzh = "{subject}"\nvalue = {value}\nunit = "men"\n'
        base += f'period = "year"\nlines = [{line}]\nevidence = ["{evidence}"]\n\n'
    return lines, base, facts


@given(st.integers(0, 10**6))
def test_whatever_is_changed_is_right(seed):
    source = random.Random(seed)
    lines, base, facts = long_report(source)
    wrapped, now = [], {}
    for number, line in enumerate(lines, 1):
        if line or source.random() < 0.5:
            wrapped += [""] * source.randrange(2)
            wrapped.append(line)
            now[number] = len(wrapped)
    tables, changes = mend("\n".join(wrapped) + "\n", base)
    moved = {path[2] for path, rule in changes if rule == "evidence-moved"}
    for number, (_, _, line) in enumerate(facts):
        found = tables["stats"]["general"][f"f{number}"]["lines"]
        assert found == ([now[line]] if f"f{number}" in moved else [line])
    settled = ("report", "source", "sha256") in [path for path, _ in changes]
    assert settled <= all(
        tables["stats"]["general"][f"f{number}"]["lines"] == [now[line]]
        for number, (_, _, line) in enumerate(facts)
    )


def test_places_are_between_anchors():
    anchors = Anchors([Anchor(3, 3, 30), Anchor(5, 7, 50), Anchor(9, 9, 90)])
    assert anchors.between([4]) == (30, 50)
    assert anchors.between([6]) == (30, 90)
    assert anchors.between([8]) == (50, 90)
    assert anchors.between([1]) == (1, 30)
    assert anchors.between([10]) == (90, None)
    assert anchors.ordered
    assert not Anchors([Anchor(3, 3, 30), Anchor(5, 5, 20)]).ordered
    assert Anchors([]).between([3]) == (1, None)


# ---- the command


def test_the_command_says_each_change_and_shows_what_is_left(tool, hall):
    text = hall.with_suffix(".txt")
    text.write_text("\n" + TEXT + "\n新增35门。\n", encoding="utf-8")
    before = hall.read_bytes()
    shown = check(tool, hall, "--diff")
    assert (shown.exit, hall.read_bytes()) == (1, before)
    assert "-lines = [3]\n+lines = [4]\n" in shown.stdout
    fixed = check(tool, hall, "--fix", "source")
    assert "hall.toml:45: mended: lines = [4], it was [3] [evidence-moved]" in fixed.stderr
    assert fixed.exit == 0, fixed
    assert check(tool, hall, "--diff") == (0, "", "pjreport: 0 changes\n")
    after = hall.read_bytes().splitlines()
    assert [line for line in before.splitlines() if line not in after] == [
        line
        for line in before.splitlines()
        if line.startswith((b"sha256", b"lines = [3]", b"lines = 5"))
    ]


def test_fix_needs_a_base_and_a_text(tool):
    assert "--fix without --facts; name the base and its text" in tool("check", "--fix").stderr
    said = tool("check", "--diff", "--facts", "tests/years/hall.toml").stderr
    assert "--diff without --source; name the base and its text" in said


def test_only_toml_is_mended(tool, hall, tmp_path):
    compiled = tmp_path / "a.db"
    tool("compile", str(hall), "-o", str(compiled))
    said = tool(
        "check", "--fix", "--facts", str(compiled), "--source", str(hall.with_suffix(".txt"))
    )
    assert f"not mended: {compiled} (only TOML is)" in said.stderr


def test_each_base_is_mended_with_its_own_text(tool, hall, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(
        BASE.replace('"hall"', '"other"').replace("hall.txt", "other.txt").replace("a4e8", "b4e8"),
        encoding="utf-8",
    )
    words = ("--facts", str(other), "--source", str(hall.with_suffix(".txt")))
    said = check(tool, hall, "--diff", *words)
    assert f"not mended: {other} (no --source for it)" in said.stderr
    assert said.exit == 0


def test_values_are_compared_by_what_they_are():
    tables = deepcopy(tomli.loads(BASE))
    assert mend(TEXT, BASE.replace("lines = [3]", "lines = [ 3 ]"))[0] == tables
