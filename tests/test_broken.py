"""Runs `tests/broken/RULE/`: `bad.toml` breaks that rule alone, `good.toml` is accepted.

`expected` holds the exact problem lines; `pytest --bless` writes it, `git diff` is the review.
`many` and `all-over` break many rules at once; `base.toml` is accepted, and `edits.py` breaks it
in one place at a time.
"""

import ast
import difflib
import json
import re

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check.registry import BY_NAME, RULES
from pjreport.model.schema import input_schema
from pjreport.store.positions import Positions
from pjreport.store.shape import FORMS

from .broken.edits import EDITS
from .conftest import ROOT, TESTS

BROKEN = TESTS / "broken"
CHECKED = sorted(path.parent for path in BROKEN.glob("*/source.txt"))
FOLDERS = sorted({path.parent for path in BROKEN.glob("*/good.toml")} - set(CHECKED))
OF_COMPILED = {"changed-input", "damaged"}  # a test of compiled bases breaks these
FOLLOW = {"unclaimed", "unstated-heading"}  # what nothing shows any more, when a fact is wrong
PROBLEM = re.compile(
    r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note): "
    r".+ \[(?P<rule>[^]]+)\]"
)


@pytest.fixture
def problems(tool):
    """Runs a lookup that must be refused; returns its problem lines, without their folder."""

    def call(*paths):
        options = [word for path in paths for word in ("--facts", str(path))]
        result = tool("topics", *options)
        assert (result.exit, result.stdout) == (2, "")
        return result.stderr.replace(f"{paths[-1].parent}/", "").splitlines()

    return call


def same_or_bless(path, lines, request):
    text = "".join(f"{line}\n" for line in lines)
    if request.config.getoption("--bless"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


# ---- one folder for each rule


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_broken_base_is_refused_by_its_rule_alone(folder, problems, request):
    lines = problems(*folder.glob("beside.toml"), folder / "bad.toml")
    same_or_bless(folder / "expected", lines, request)
    assert {PROBLEM.fullmatch(line)["rule"] for line in lines} == {folder.name}
    assert {PROBLEM.fullmatch(line)["path"] for line in lines} == {"bad.toml"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_its_opposite_is_accepted(folder, tool):
    paths = [*folder.glob("beside.toml"), folder / "good.toml"]
    result = tool("list", *(word for path in paths for word in ("--facts", str(path))))
    assert (result.exit, result.stderr) == (0, "")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_two_differ_in_one_line(folder):
    good, bad = (
        (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
        for name in ("good.toml", "bad.toml")
    )
    changed = [line for line in difflib.ndiff(good, bad) if line[0] in "+-"]
    # There is no file like an empty one but for a line.
    assert sorted(line[0] for line in changed) in (["+", "-"], ["+"], ["-"]) or bad == [" "]


# ---- the rules of `check`: `source.txt` beside the two files is what they were taken from


@pytest.fixture
def check(tool):
    """Runs a check of one file against its source; returns its problem lines."""

    def call(path, *arguments):
        source = path.parent / "source.txt"
        result = tool("check", "--facts", str(path), "--source", str(source), *arguments)
        return result.stdout.replace(f"{path.parent}/", "").splitlines(), result

    return call


@pytest.mark.parametrize("folder", CHECKED, ids=lambda path: path.name)
def test_a_check_names_what_breaks_its_rule(folder, check, request):
    lines, result = check(folder / "bad.toml")
    same_or_bless(folder / "expected", lines, request)
    found = [PROBLEM.fullmatch(line) for line in lines]
    rules = {match["rule"] for match in found}
    assert rules - FOLLOW - {folder.name} == set()
    assert folder.name in rules
    severity = BY_NAME[folder.name].severity
    assert {each["severity"] for each in found if each["rule"] == folder.name} == {severity}
    assert result.exit == (severity == "error")
    assert check(folder / "bad.toml", "--strict")[1].exit == (severity != "note")


@pytest.mark.parametrize("folder", CHECKED, ids=lambda path: path.name)
def test_a_check_accepts_its_opposite(folder, check):
    lines, result = check(folder / "good.toml", "--strict")
    assert [line for line in lines if f"[{folder.name}]" in line] == []
    assert result.exit == 0


@pytest.mark.parametrize("folder", CHECKED, ids=lambda path: path.name)
def test_a_rule_can_be_checked_alone(folder, check):
    lines, _ = check(folder / "bad.toml", folder.name)
    assert {PROBLEM.fullmatch(line)["rule"] for line in lines} == {folder.name}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_check_names_what_a_lookup_refuses(folder, tool):
    """The same lines, on standard output, and exit 2 only where nothing can be read."""
    paths = [*folder.glob("beside.toml"), folder / "bad.toml"]
    options = [word for path in paths for word in ("--facts", str(path))]
    lookup = tool("topics", *options)
    result = tool("check", folder.name, *options)
    assert result.stdout == lookup.stderr
    assert result.exit == (2 if folder.name in ("unreadable", "encoding", "syntax") else 1)


def test_every_rule_has_its_folder():
    rules = {rule.name for rule in RULES}
    assert loading_rules() <= rules
    assert {folder.name for folder in [*FOLDERS, *CHECKED]} == rules - OF_COMPILED
    document = (ROOT / "docs/checking.md").read_text(encoding="utf-8")
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in document] == []


def loading_rules():
    """The rules that problems are given where files are read: the last word of the call."""
    files = [*(ROOT / "src/pjreport/store").rglob("*.py"), ROOT / "src/pjreport/cli/bases.py"]
    calls = (
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("Finding", "Diagnostic", "refused")
    )
    words = {word.value for call in calls for word in call.args if isinstance(word, ast.Constant)}
    rules = {word for word in words if isinstance(word, str) and re.fullmatch("[a-z-]+", word)}
    return rules - {"error"}


# ---- every way to break a rule


def edited(changes):
    """The base with changes made, and the line and column of each ^ in them."""
    text = (BROKEN / "base.toml").read_text(encoding="utf-8")
    for old in changes:
        assert text.count(old) == 1
    # In one go: what one change brings, another may look for.
    text = re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], text)
    places = []
    while "^" in text:
        before, _, after = text.partition("^")
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return text, places


@pytest.mark.parametrize(("changes", "messages"), [(changes, m) for changes, *m in EDITS])
def test_every_change_that_breaks_a_rule_is_named(changes, messages, problems, tmp_path):
    text, places = edited(changes)
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    assert problems(path) == [
        f"bad.toml:{line}:{column}: error: {message}"
        for (line, column), message in zip(places or [(1, 1)], messages, strict=True)
    ]


def test_the_base_itself_is_accepted(tool):
    assert tool("list", "--facts", str(BROKEN / "base.toml")).exit == 0


def test_every_pattern_has_words():
    patterns = re.findall(r'"pattern": ("[^"]+")', json.dumps(input_schema()))
    assert {json.loads(pattern) for pattern in patterns} == set(FORMS)


# ---- many at once


@pytest.mark.parametrize(("name", "rules"), [("many", 7), ("all-over", 13)])
def test_many_problems_are_all_named_in_the_order_of_the_file(name, rules, problems, request):
    lines = problems(BROKEN / name / "bad.toml")
    same_or_bless(BROKEN / name / "expected", lines, request)
    found = [PROBLEM.fullmatch(line) for line in lines]
    places = [(int(match["line"]), int(match["column"])) for match in found]
    assert places == sorted(places)
    assert len({match["rule"] for match in found}) == rules


# ---- positions

KEYS = (  # how a key is written, and what it starts with
    ("k{}", "k"),
    ('"k {}"', "k "),
    ("'k\\{}'", "k\\"),
    ('"学{}"', "学"),
    ('"\\u5b66\\"{}"', '学"'),
    ('"\\x41\\e{}"', "A\x1b"),
)
SCALARS = (
    *("1", "true", "-1.5", "nan", '""', '"学"', '"\\e\\x41\\\\"', "'\\'", '"{[#="', "'\"'"),
    *('"""\n学"""', "'''学\n[x]\n'''", '"""\\\n  学"""'),
    *("07:32", "07:32:01.5", "1979-05-27", "1979-05-27 07:32", "1979-05-27T07:32Z"),
    *("1979-05-27T07:32:00+08:00", "1979-05-27T07:32-08:00"),
)
GAPS = ("", " ", "\n", " # 学 = [\n ")


class Page:
    """TOML as it is written, with the place of every key and list item so far."""

    def __init__(self, draw):
        self.draw = draw
        self.text = ""
        self.places = {}

    def __repr__(self):
        return self.text

    def put(self, *choices):
        self.text += self.draw(st.sampled_from(choices))

    def times(self):
        return range(self.draw(st.integers(0, 3)))

    def mark(self, path):
        place = (self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n"))
        self.places.setdefault(path, place)

    def key(self, parent):
        """A key unlike any other."""
        form, start = self.draw(st.sampled_from(KEYS))
        path = (*parent, f"{start}{len(self.text)}")
        self.mark(path)
        self.text += form.format(len(self.text))
        return path

    def keys(self, parent):
        path = self.key(parent)
        for _ in self.times():
            self.put(".", " . ")
            path = self.key(path)
        return path

    def pair(self, parent, depth=0):
        path = self.keys(parent)
        self.put("=", " = ")
        self.value(path, depth)

    def pairs(self, parent):
        for _ in self.times():
            self.pair(parent)
            self.put("\n", " # 学\n", "\r\n")

    def value(self, path, depth):
        shape = self.draw(st.sampled_from(("scalar", "list", "table"))) if depth < 3 else "scalar"
        if shape == "scalar":
            self.put(*SCALARS)
            return
        self.text += "[" if shape == "list" else "{"
        for index in self.times():
            self.put(*GAPS)
            if shape == "list":
                self.mark((*path, index))
                self.value((*path, index), depth + 1)
            else:
                self.pair(path, depth + 1)
            self.text += ","
        self.put(*GAPS)
        self.text += "]" if shape == "list" else "}"

    def table(self):
        self.put("[", "[ ")
        path = self.keys(())
        self.text += "]\n"
        self.pairs(path)

    def array(self):
        """Tables of one array, each with a table below it."""
        name = f"a{len(self.text)}"
        for index in self.times():
            self.put("[[", "[[ ")
            self.mark((name,))
            self.mark((name, index))
            self.text += f"{name}]]\n"
            self.pairs((name, index))
            self.text += f"[{name}."
            path = self.keys((name, index))
            self.text += "]\n"
            self.pairs(path)


@st.composite
def pages(draw):
    page = Page(draw)
    page.pairs(())
    for _ in page.times():
        draw(st.sampled_from((page.table, page.array)))()
    return page


def test_what_has_no_place_has_that_of_what_it_is_in():
    positions = Positions("\n[a]\nb = 1\n", [("a", "b", "c"), ("d",)])
    assert positions.at(("a", "b", "c")) == (3, 1)
    assert positions.at(("d",)) == (1, 1)


@given(pages())
def test_a_position_points_at_the_key_or_item(page):
    tomli.loads(page.text)
    positions = Positions(page.text, page.places)
    assert {path: positions.at(path) for path in page.places} == page.places
