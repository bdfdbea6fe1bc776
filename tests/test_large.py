"""Large reports are compiled in pieces: the same answers and the same problems as of the whole."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check.base import RawFacts
from pjreport.model.kinds import BY_ID
from pjreport.store import large, staged
from pjreport.store.compiled import writer as compiler
from pjreport.store.large import Large, Unfit
from pjreport.store.staged import Staged

from .conftest import ROOT, TESTS
from .test_broken import BROKEN, EDITS, edited
from .test_compiled import lines_of

SHIPPED = ROOT / "data/facts.toml"
BASES = sorted((TESTS / "bases").rglob("*.toml"))
BASE = BROKEN / "base.toml"
COMMANDS = [
    *("list --json", "topics --json", "overview", "search 培训 --json", "search 甲 --json"),
    *("search peixun", "search 120 --json", "honours --json"),
]


class Counted(Large):
    wholes = 0

    def __init__(self, pieces, whole):
        super().__init__(pieces, lambda: self.count(whole))

    def count(self, whole):
        Counted.wholes += 1
        return whole()


class Way:
    """How files are compiled: as wholes, or in the smallest pieces."""

    def __init__(self, tool, monkeypatch, folder):
        self.tool = tool
        self.monkeypatch = monkeypatch
        self.folder = folder

    def __call__(self, *paths, pieces):
        """The result of compiling, and the path of the compiled base."""
        target = self.folder / f"{pieces}.db"
        with self.monkeypatch.context() as patch:
            if pieces:
                Counted.wholes = 0
                self.small(patch)
            result = self.tool("compile", *map(str, paths), "-o", str(target))
        stderr = result.stderr.replace(str(target), "")
        return result._replace(stderr=stderr), str(target)

    def small(self, patch):
        patch.setattr(large, "SMALL", 0)
        patch.setattr(large, "BLOCK", 300)
        patch.setattr(large, "FEW", 3)
        patch.setattr(staged, "MANY", 3)
        patch.setattr(staged, "KEPT", 2)

        patch.setattr(large, "Large", Counted)

    @property
    def wholes(self):
        """How many reports that were read in pieces had to be read as wholes."""
        return Counted.wholes

    def same(self, *paths):
        """Hold that both ways give the same; whether anything was compiled."""
        (one, first), (other, second) = (self(*paths, pieces=pieces) for pieces in (False, True))
        assert (one.exit, one.stdout) == (other.exit, other.stdout)
        if one.exit:
            assert one.stderr == other.stderr
            assert one.stderr
            return False
        assert rows(first) == rows(second)
        for words in COMMANDS:
            answers = [self.tool(*words.split(), "--facts", path) for path in (first, second)]
            assert answers[0] == answers[1], words
        return True


@pytest.fixture
def way(tool, monkeypatch, tmp_path):
    return Way(tool, monkeypatch, tmp_path)


def rows(path):
    """What a compiled base holds, but for its digest."""
    tables = ("input", "part", "report", "key", "fact", "rank", "run", "word", "said_data")
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables
        ]


@pytest.fixture
def write(tmp_path):
    def write(text, name="base.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def json_lines(text):
    tables = tomli.loads(text, parse_float=Decimal)
    return "".join(f"{line}\n" for line in lines_of(tables))


# ---- sound reports


@pytest.mark.parametrize("path", [SHIPPED, BASE, *BASES], ids=lambda path: path.name)
def test_the_same_base_in_pieces(path, way):
    """States from the lock and computed figures, too."""
    assert way.same(path)
    assert way.wholes == 0


def test_several_files_and_lines_with_several_reports(way, write):
    text = "".join(json_lines(path.read_text(encoding="utf-8")) for path in (SHIPPED, *BASES))
    assert way.same(write(text, "base.jsonl"))
    assert way.wholes == 0
    assert (
        way.same(SHIPPED, *BASES, BASE.parent / "one-language/good.toml") is False
    )  # one id twice
    assert way.same(SHIPPED, *BASES)
    assert way.wholes == 0


def test_states_of_a_base_that_was_edited(way, tmp_path):
    """Stale facts, and computed ones with inputs in other pieces."""
    shutil.copy(ROOT / "data/facts.lock.toml", tmp_path)
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "facts.toml").write_text(text.replace("value = 1508", "value = 1508.0"))
    assert way.same(tmp_path / "facts.toml")
    assert way.wholes == 0
    listed = way.tool("list", "--fields", "state", "--facts", str(tmp_path / "True.db")).stdout
    assert {"stale", "verified"} <= set(listed.split())


def test_generated_reports(way, tmp_path):
    generate = [sys.executable, str(ROOT / "bench/generate.py"), "400", str(tmp_path / "made")]
    subprocess.run(generate, check=True)
    made = sorted((tmp_path / "made").rglob("*.toml"))
    assert way.same(*made)
    assert way.wholes == 0
    text = "".join(json_lines(path.read_text(encoding="utf-8")) for path in made)
    (tmp_path / "base.jsonl").write_text(text, encoding="utf-8")
    assert way.same(tmp_path / "base.jsonl")
    assert way.wholes == 0


TEXT = BASE.read_text(encoding="utf-8")
HEAD, FACTS = TEXT[: TEXT.index("[stats.pupils.total]")], TEXT[TEXT.index("[stats.pupils.total]") :]
ROOT_KEYS, TABLES = HEAD[: HEAD.index("[report]")], HEAD[HEAD.index("[report]") :]
BEFORE, AFTER = TABLES.split("[topics.staff]")[0], TABLES[TABLES.index("[topics.staff]") :]
TOTAL = "[stats.pupils.total]\n"
LOCAL = "[stats.pupils.local]\n"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.rstrip("\n"),
        ROOT_KEYS + FACTS + "\n" + TABLES,
        ROOT_KEYS + FACTS.replace(LOCAL, TABLES + LOCAL),
        ROOT_KEYS + BEFORE + FACTS.replace(LOCAL, AFTER + LOCAL),
        TEXT.replace(TOTAL, "  [stats.pupils.total]  # the first\n"),
        TEXT.replace("lines = [4, 5]", "lines = [\n  4,\n  5,\n]"),
        TEXT.replace("value = 120\n", "value = 12e1\n").replace("value = 30\n", "value = 3.0e1\n"),
        TEXT.replace('"120人"', '"""120人"""').replace('"30人"', '"""\\\n  30人"""'),
        TEXT + "\n".join(f"[[ignored]]\ntext = '{i}'\nzh = '甲'\nen = 'a'" for i in range(20)),
    ],
)
def test_however_it_is_written(text, way, write):
    assert way.same(write(text))
    assert way.wholes == 0


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(TOTAL, "[ stats . pupils . total ]\n"),
        TEXT.replace(TOTAL, '["stats".pupils.total]\n'),
        TEXT.replace(TOTAL, "[stats.pupils]\n" + TOTAL),
        ROOT_KEYS + "[stats]\n" + TABLES + FACTS,
        TEXT + "[works]\n",
        TEXT.replace("[report]", "[works.staff]\n[report]"),
        TEXT.replace(
            "schema = 1\n",
            "schema = 1\nworks.staff.one = { zh = '作', en = 'w', type = 'q', lines = [3], evidence = ['甲'] }\n",
        ).replace("roles.unit", "types.q = { zh = '类', en = 't' }\nroles.unit"),
    ],
)
def test_tables_written_otherwise_are_read_as_a_whole(text, way, write):
    assert way.same(write(text))
    assert way.wholes == 1


NASTY = [
    TEXT.replace('"120人"', "'''120人\n[stats.a.b]\n'''"),
    TEXT.replace('zh = "教职工"', 'zh = """教职工\n[stats.a.b]\nzh = "x"\n[topics.x]\n"""'),
    TEXT.replace("lines = [3]", "lines = [\n[3],\n]", 1),
    TEXT.replace("body = [3, 8]", "body = [\n[3, 8],\n]"),
    TEXT.replace("body = [3, 8]", "body = [\n" + TOTAL + "]"),
    TEXT.replace("body = [3, 8]", "body = [\n" + FACTS + "[3, 8]\n]"),
    TEXT + TOTAL + FACTS[len(TOTAL) :],
    TEXT + "[topics.pupils]\nzh = '乙'\nen = 'b'\n",
    ROOT_KEYS + FACTS + TABLES + "[topics]\n" + TOTAL.replace("total", "q") + "[topics]\n",
    TEXT + "[vocabulary.units]\nq = { zh = '丙', en = 'c' }\n",
    TEXT + "[stats.pupils.total.more]\nx = 1\n",
    TEXT + "[[stats.pupils.total]]\nx = 1\n",
    TEXT.replace("schema = 1", "schema = 1\nignored = []") + "[[ignored]]\ntext = 'a'\n",
    TEXT.replace("[stats.pupils.local]", "[stats.pupils.-local]"),
    TEXT.replace("[stats.pupils.local]", "[stats.pupils.local"),
    TEXT.replace("value = 30\n", "value = nan\n"),
    TEXT.replace("value = 30\n", "value = 1e999999999\n"),
    TEXT.replace("value = 30\n", f"value = 0x{'f' * 5000}\n"),
    TEXT.replace("value = 30\n", f"value = {'9' * 5000}\n"),
    TEXT.replace("value = 30\n", "value = { x = 1 }\n"),
    TEXT.replace("value = 30\n", "value = 30\n[" + "[" * 999 + "\n"),
    TEXT.replace("甲科", "甲\x85科"),
    FACTS,
    HEAD,
    "\n",
    "nothing",
    TEXT.encode("gbk"),
    TEXT.encode("utf-16"),
    b"\0" + TEXT.encode(),
    b"",
]


@pytest.mark.parametrize("text", NASTY)
def test_what_pieces_would_hide_is_said_of_the_whole(text, way, write):
    way.same(write(text))
    assert way.wholes == (text != b"")


@pytest.mark.parametrize("changes", [changes for changes, *_ in EDITS])
@pytest.mark.parametrize("of_lines", [False, True])
def test_every_broken_rule_is_named_as_of_the_whole(changes, of_lines, way, write):
    text, _ = edited(changes)
    if of_lines:
        try:
            text = json_lines(text)
        except (TypeError, ValueError, ArithmeticError):  # a day, or a number that JSON has not
            return
    path = write(text, "base.jsonl" if of_lines else "base.toml")
    way.same(path)


@pytest.mark.parametrize(
    "path", sorted(BROKEN.glob("*/bad.toml")), ids=lambda path: path.parent.name
)
def test_every_broken_base_is_named_as_of_the_whole(path, way):
    way.same(*path.parent.glob("beside.toml"), path)


def test_lines_with_something_wrong_far_from_the_head(way, write):
    """In a later piece, or between pieces; and what stands before and after it."""
    head, *facts = json_lines(TEXT).splitlines()
    other = head.replace("school-a", "school-b")
    first = json.loads(facts[0])
    for wrong in (
        [*facts, facts[0]],
        [*facts, facts[0], "nothing"],
        [*facts, "nothing", facts[0]],
        [*facts, json.dumps(first | {"id": "stats.pupils.again"})],
        [*facts, json.dumps(first | {"id": "stats.nowhere.again"})],
        [*facts, json.dumps(first | {"id": "stats.pupils.again", "zh": "\ud800"})],
        [*facts, json.dumps(first | {"id": "stats.pupils.again", "colour": 1})],
        [*facts[:-1], facts[-1].replace("organisations.staff.office", "organisations.staff.of")],
        [*facts[:3], '{"id": "x"}'],
    ):
        path = write("\n".join([other, *facts, head, *wrong, ""]), "base.jsonl")
        assert not way.same(path)
        assert way.wholes == 1
        path = write("\n".join([head, *wrong, other, *wrong, ""]), "base.jsonl")
        assert not way.same(path)
        assert way.wholes in (1, 2)  # nothing is read below a line that is none
    path = write("\n".join([head, *facts, head, *facts, ""]), "base.jsonl")
    assert not way.same(path)  # the same report
    assert way.wholes == 1
    path = write("\n".join([head, *facts[:2], other, *facts, "nothing"]), "base.jsonl")
    assert not way.same(path)


def test_problems_of_other_files_come_with_those_of_a_large_one(way):
    broken = [BROKEN / f"{name}/bad.toml" for name in ("many", "cycle", "syntax", "all-over")]
    assert not way.same(*broken, SHIPPED, *BASES)
    assert not way.same(SHIPPED, broken[0], *BASES)


def test_two_marks_that_are_equal_by_chance(way, monkeypatch):
    """Then the whole decides."""
    monkeypatch.setattr("pjreport.cli.large.shared", lambda tables: [1] * len(tables))
    result, _ = way(SHIPPED, pieces=True)
    assert result.exit == 0
    assert way.wholes == 1


@pytest.mark.parametrize("many", [1, 7])
def test_ids_that_were_met_long_ago_keep_their_numbers(many, way, write, monkeypatch):
    """However few of them are kept in memory."""
    other = write(SHIPPED.read_text(encoding="utf-8").replace('"pinghu-2021"', '"pinghu-2022"'))
    _, path = way(SHIPPED, other, *BASES, pieces=False)
    before = rows(path)
    monkeypatch.setattr(compiler, "MANY", many)
    _, path = way(SHIPPED, other, *BASES, pieces=False)
    after = rows(path)
    words = [sorted(text for _, text in found.pop(7)) for found in (before, after)]
    assert words[0] == words[1]  # in notes, they count once as long as texts are kept
    assert after == before
    with closing(sqlite3.connect(path)) as connection:
        wrong = "SELECT * FROM key WHERE facts != (SELECT count(*) FROM fact WHERE key = key.no)"
        assert connection.execute(wrong).fetchall() == []
        assert connection.execute("SELECT max(facts) FROM key").fetchone() == (2,)


# ---- limits


def test_a_file_may_be_larger_than_others(way, write, monkeypatch):
    """Where it is sound; else it is read as a whole, up to a limit of its own."""
    monkeypatch.setattr(large, "LIMIT", 2000)
    path = write(TEXT)
    assert way.same(path)
    assert way.wholes == 0
    monkeypatch.setattr(large, "WHOLE", 1000)
    assert way(write(TEXT.replace("value = 120", "value = x")), pieces=True)[0].stderr == (
        f"{path}:1:1: error: larger than 0 MiB; split it by report [unreadable]\n"
    )
    write("[topics]\n" + "# much\n" * 1000 + TEXT)
    assert "larger than" in way(path, pieces=True)[0].stderr
    write(TEXT.replace(TOTAL, TOTAL + "# much\n" * 1000))
    assert "larger than" in way(path, pieces=True)[0].stderr


def test_what_is_small_or_no_file_is_read_as_ever(tmp_path, tool):
    [report] = large.reports(str(SHIPPED))
    assert not isinstance(report, Large)
    result = tool("compile", str(tmp_path / "none.toml"), "-o", str(tmp_path / "x.db"))
    assert "no such file" in result.stderr


def test_a_large_report_takes_less_memory_than_its_facts(tmp_path):
    """Peak memory of a subprocess, in KiB: about 80 MB, where reading the whole takes 300 MB."""
    head, *_ = json_lines(TEXT).splitlines()
    path = tmp_path / "base.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        file.write(head.replace('"key": ["stats.pupils.total"]', '"key": []') + "\n")
        for i in range(30_000):
            fact = {"id": f"stats.pupils.f{i}", "zh": f"第{i}项", "en": f"Number {i}", "value": i}
            more = {"unit": "student", "period": "year", "lines": [3], "evidence": [f"{i}人"]}
            file.write(json.dumps(fact | more) + "\n")
    # Not `ru_maxrss`, in which the kernel counts the process that started this one.
    script = "import re; from pjreport.__main__ import run; run(); "
    script += r"print(re.search(r'VmHWM:\s*(\d+)', open('/proc/self/status').read())[1])"
    words = [sys.executable, "-c", script, "compile", str(path), "-o", str(tmp_path / "base.db")]
    result = subprocess.run(words, check=True, capture_output=True)
    assert b"30,000 facts" in result.stderr
    assert int(result.stdout) < 150_000


# ---- the parts themselves


def test_facts_are_asked_for_one_by_one():
    tables = tomli.loads(TEXT, parse_float=Decimal)
    facts = {
        f"{kind}.{topic}.{name}": table
        for kind in BY_ID
        for topic, entries in tables.get(kind, {}).items()
        for name, table in entries.items()
    }
    with closing(Staged()) as found:
        found.add(tables)
        assert found.fits()
        assert [*found.items()] == [*facts.items()]
        assert [*found] == [*facts]
        assert len(found) == len(facts)
        for absent in ("stats.pupils.none", "stats.none.total"):
            assert absent not in found
        by_id = RawFacts(found)
        assert ([*by_id], len(by_id)) == ([*facts], len(facts))
        assert by_id["stats.pupils.total"].path == ("stats", "pupils", "total")
        with pytest.raises(Unfit):
            found.add({"stats": {"pupils": {"total": tables["stats"]["pupils"]["total"]}}})


SCRAPS = [
    *(
        "[stats.a.b]\n",
        "[stats.a.c]\n",
        " [works.a.b] # [x\n",
        "[stats.a.d]\r\n",
        "# [stats.a.e]\n",
    ),
    *("[topics.a]\n", "[topics]\n", "[stats.a]\n", "[stats]\n", "[[ignored]]\n", "[report]\n"),
    *("stats.a.f.x = 1\n", "[ stats.a.g ]\n", '["stats".a.h]\n', "[stats.a.b.c]\n"),
    *("x = 1\n", "y = 2\n", "z.b = 3\n", "v = { a = 1 }\n", "w = [\n", "[1],\n", "]\n", "2,\n"),
    *('t = """\n', '"""\n', "u = '''", "'''\n", 's = "', '"\n', "\\\n", "\n"),
]


def merge(into, tables, depth=0):
    """Put tables together; whether no fact stands in both."""
    for key, value in tables.items():
        if key not in into:
            into[key] = value
        elif depth == 2 or not merge(into[key], value, depth + 1):
            return False
    return True


@given(st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join), st.integers(1, 40))
def test_pieces_hold_what_the_whole_holds(text, size):
    """Or they do not fit."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "BLOCK", size)
        patch.setattr(large, "open", lambda *_, **__: io.StringIO(text, newline=""), raising=False)
        try:
            for tables, _ in large.pieces("x.toml"):
                if not merge(found, tables):
                    return
        except Unfit:
            return
        runs = [part for _, part in large.runs(io.StringIO(text, newline=""))]
    assert "".join(runs) == text
    assert found == tomli.loads(text)
    kinds = [kind for kind in found if kind in BY_ID]
    for kind in kinds:
        assert json.dumps(found[kind]) == json.dumps(tomli.loads(text)[kind])
