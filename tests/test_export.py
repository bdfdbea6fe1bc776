"""Whole bases as files: what they hold, and what becomes of the file that was there."""

import errno
import gc
import json
import os
import shutil
import signal
import sqlite3
import sys
import tomllib
import weakref
from decimal import Decimal
from pathlib import Path

import pytest

from pjreport import export
from pjreport.cli.bases import open_bases
from pjreport.export import columns, jsonl, sqlite
from pjreport.model.formula import plain
from pjreport.model.kinds import KINDS, NUMBERS
from pjreport.model.records import record_fields

from .conftest import ROOT
from .exporting import (
    BASES,
    EVERY,
    FORMS,
    LIMITED,
    SHIPPED,
    SHIPPED_FACTS,
    VALUES,
    hostile,
    records,
    run,
    steering,
    summed,
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A folder with bases that are hard to write."""
    return hostile(tmp_path_factory.mktemp("hostile") / "odd")


@pytest.fixture(params=["shipped", "several", "forms", "odd"])
def facts(request, odd):
    """A base or a folder of some."""
    return {"shipped": SHIPPED, "several": BASES, "forms": FORMS, "odd": odd}[request.param]


@pytest.fixture
def exported(tool, tmp_path):
    """Exports with these arguments to a file of this name, and returns its path."""

    def call(name, *arguments):
        path = tmp_path / name
        result = tool("export", "-o", str(path), *map(str, arguments))
        assert (result.exit, result.stdout) == (0, ""), result.stderr
        return path

    return call


# ---- the registry


def test_every_format_has_its_file_and_every_file_its_format():
    files = {path.stem for path in (ROOT / "src/pjreport/export").glob("*.py")}
    assert files - {"__init__", "columns", "manifest"} == {
        format.name for format in export.FORMATS if not format.sheets
    }
    assert len(export.BY_EXTENSION) == sum(len(each.extensions) for each in export.FORMATS)


def test_every_format_is_documented():
    text = (ROOT / "docs/export.md").read_text(encoding="utf-8")
    for format in export.FORMATS:
        assert all(f"`{each}`" in text for each in (format.name, *format.extensions))
    for table in sqlite.LISTS.values():
        assert f"`{table}`" in text


def test_the_columns_are_the_fields_of_all_kinds_each_with_one_type():
    found = {column.name: column for column in columns.columns()}
    assert set(found) - {"value_text"} == {each for kind in KINDS for each in record_fields(kind)}
    assert [*found][:8] == ["report", "id", "kind", "topic", "zh", "en", "value", "value_text"]
    assert [*found][-2:] == ["computed", "draft"]
    for kind in KINDS:
        for name, field in kind.fields.items():
            schema = field.schema.get("items", field.schema)
            assert found[name].type == columns.TYPES.get(schema.get("type"), "text"), name
    assert {name for name, each in found.items() if each.many and not each.reference} == set(
        sqlite.LISTS
    )
    assert found["about"].many  # a list in some kinds and one id in others


# ---- which file, which format


@pytest.mark.parametrize(
    ("name", "words", "format"),
    [
        ("x.sqlite", (), "sqlite"),
        ("x.sqlite3", (), "sqlite"),
        ("x.DB", (), "sqlite"),
        ("x.jsonl", (), "jsonl"),
        ("x.ndjson", (), "jsonl"),
        ("x.db", ("--format", "jsonl"), "jsonl"),
        ("x", ("--format", "sqlite"), "sqlite"),
    ],
)
def test_the_extension_picks_the_format_and_an_option_overrides_it(exported, name, words, format):
    data = exported(name, *words).read_bytes()
    assert data.startswith({"sqlite": b"SQLite format 3\0", "jsonl": b'{"schema": 1, '}[format])


def test_only_the_report_asked_for_is_exported(exported):
    path = exported("x.jsonl", "--facts", BASES, "--report", "school-b")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["report"]["id"] == "school-b"
    assert {line["report"] for line in lines[1:]} == {"school-b"}


def test_a_summary_says_how_many(tool, tmp_path):
    path = str(tmp_path / "x.sqlite")
    assert tool("export", "-o", path).stderr == f"pjreport: {SHIPPED_FACTS} facts in {path}\n"
    one = tool("export", "-o", path, "--kind", "agreements")
    assert one.stderr == f"pjreport: 1 fact in {path}\n"


def test_a_base_that_is_wrong_leaves_the_file_as_it_was(tool, tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_text("old")
    result = tool("export", "-o", str(path), "--facts", str(ROOT / "tests/broken/many/bad.toml"))
    assert (result.exit, path.read_text()) == (2, "old")


# ---- JSON lines: the tables of the file, and nothing else


def rebuilt(text):
    """The tables of each report, made from the lines."""
    found = {}
    for line in (json.loads(each, parse_float=Decimal) for each in text.splitlines()):
        if "schema" in line:
            tables = found[line["report"]["id"]] = line
        else:
            tables = found[line.pop("report")]
            kind, topic, name = line.pop("id").split(".")
            assert line.pop("kind") == kind
            tables.setdefault(kind, {}).setdefault(topic, {})[name] = line
    return list(found.values())


def test_the_lines_hold_what_the_file_says(exported, facts):
    """Every table, and of every number every digit."""
    paths = sorted(Path(facts).rglob("*.toml")) if Path(facts).is_dir() else [Path(facts)]
    text = exported("x.jsonl", "--facts", facts).read_text(encoding="utf-8")
    said = [tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) for path in paths]
    assert rebuilt(text) == said
    assert [digits(each) for each in rebuilt(text)] == [digits(each) for each in said]
    assert "\\u" not in text.replace("\\\\u", "")


def digits(tables):
    """Every figure of a base as printed, without an exponent."""
    return [
        plain(fact[field])
        for facts in tables.get("stats", {}).values()
        for fact in facts.values()
        for field in NUMBERS
        if field in fact
    ]


def test_the_lines_go_to_standard_output_too(tool, exported, monkeypatch):
    monkeypatch.setattr("pjreport.cli.commands.export.LINES", 2)
    result = tool("export", "--format", "jsonl", "-o", "-", "--facts", str(BASES))
    path = exported("x.jsonl", "--facts", BASES)
    assert (result.exit, result.stderr) == (0, "")
    assert result.stdout == path.read_text(encoding="utf-8")


def test_a_base_without_topics_still_has_its_head():
    """What a file must have is there even where it is empty."""
    [base] = open_bases([str(BASES / "school-a.toml")])
    base.topics, base.records = {}, {}
    assert rebuilt(jsonl.head(base))[0]["topics"] == {}


def test_a_text_cannot_leave_its_line():
    base = steering()
    lines = [*jsonl.lines(base)]
    assert [line.count("\n") for line in lines] == [1, 1, 1]
    assert all(line[:-1].isprintable() for line in lines)
    [tables] = rebuilt("".join(lines))
    for record in base.records.values():
        fact = tables["stats"]["pupils"][record["id"].rpartition(".")[2]]
        assert {name: record[name] for name in fact} == fact


# ---- SQLite


@pytest.fixture
def database(exported):
    """Opens an export with these arguments."""
    opened = []

    def call(*arguments):
        opened.append(sqlite3.connect(exported("x.sqlite", *arguments)))
        return opened[-1]

    yield call
    for each in opened:
        each.close()


def test_the_tables_are_sound_and_every_key_leads_somewhere(database, facts):
    connection = database("--facts", facts)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA user_version").fetchone() == (sqlite.EXPORT_VERSION,)


def test_the_tables_hold_every_fact_whole(tool, database, facts):
    """Each field of each record is in its column, or in order in its table."""
    connection = database("--facts", facts)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM fact ORDER BY number").fetchall()
    ids = {row["number"]: row["id"] for row in rows}
    said = records(tool, facts)
    assert len(rows) == len(said)
    for row, record in zip(rows, said, strict=True):
        pointing = connection.execute(
            "SELECT field, target FROM reference WHERE fact = ? ORDER BY field, position",
            (row["number"],),
        ).fetchall()
        for column in columns.columns():
            value = record.get(column.name)
            if column.name == "value_text":
                value = None if record.get("value") is None else plain(record["value"])
            if column.name in sqlite.LISTS:
                table = sqlite.LISTS[column.name]
                found = connection.execute(
                    f"SELECT {table} FROM {table} WHERE fact = ? ORDER BY position",
                    (row["number"],),
                ).fetchall()
                assert [each[0] for each in found] == (value or [])
            elif column.many:
                assert column.name not in row.keys()  # noqa: SIM118 - a Row has no other way
            else:
                assert row[column.name] == (float(value) if isinstance(value, Decimal) else value)
            if column.reference:
                named = value if isinstance(value, list) else [value] if value else []
                assert [ids[each[1]] for each in pointing if each[0] == column.name] == named


def test_the_view_has_the_names_of_the_terms(tool, database, facts):
    """Those that the lookup shows; and every fact once."""
    connection = database("--facts", facts)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM fact_named ORDER BY number").fetchall()
    said = records(tool, facts)
    bases = open_bases([str(facts)])
    assert [row["id"] for row in rows] == [record["id"] for record in said]
    for row, record in zip(rows, said, strict=True):
        base = bases.of_report(record["report"])
        assert row["topic_zh"] == base.topics[record["topic"]]["zh"]
        assert row["lines"] == (", ".join(map(str, record["lines"])) or None)
        assert row["evidence"] == (" … ".join(record["evidence"]) or None)
        for field, group in sqlite.GROUPS.items():
            value = record.get(field)
            names = {"zh": None, "en": None} if value is None else base.vocabulary[group][value]
            assert [row[f"{field}_zh"], row[f"{field}_en"]] == [names["zh"], names["en"]]


def test_counts_and_sums_are_those_of_the_lookup(tool, database, facts):
    rows = database("--facts", facts).execute(
        "SELECT kind, topic, count(*), count(value), total(value), total(abs(value)) "
        "FROM fact GROUP BY kind, topic"
    )
    found = {(kind, topic): rest for kind, topic, *rest in rows}
    exact = summed(records(tool, facts))
    assert found.keys() == exact.keys()
    for key, (facts_, figures, total) in exact.items():
        assert tuple(found[key][:2]) == (facts_, figures)
        assert abs(found[key][2] - float(total)) <= 1e-15 * found[key][3]


def test_whole_numbers_stay_whole_and_digits_stay_printed(database, odd):
    rows = (
        database("--facts", odd)
        .execute(
            "SELECT value_text, typeof(value) FROM fact WHERE report = 'odd-a' AND unit = 'odd'"
            " ORDER BY number"
        )
        .fetchall()
    )
    printed = [f"{Decimal(each):f}" if each != "-0" else "0" for each in VALUES]
    assert [text for text, _ in rows] == printed
    found = dict(rows)
    assert found["999999999999999999"] == "integer"
    assert found["99.50"] == found["123456789.012345678"] == "real"


def test_what_stands_around_the_facts_is_there(database, odd):
    connection = database("--facts", odd)
    assert connection.execute("SELECT id, period, source_lines FROM report").fetchall() == [
        ("odd-a", "2021", 9),
        ("odd-b", "1e3", 9),
    ]
    unit = connection.execute(
        "SELECT zh, whole, written FROM term WHERE vocabulary = 'units' AND key = 'student'"
    ).fetchone()
    assert unit[:2] == ("人", 1)
    assert json.loads(unit[2]) == ["人", '"', "a,b"]
    named = "SELECT fact.id FROM key_fact JOIN fact ON number = key_fact.fact"
    assert connection.execute(named).fetchall() == [("stats.pupils.total",)] * 2


def test_a_part_has_only_the_references_inside_it(database):
    """A key that leads nowhere would be no key."""
    connection = database("--kind", "honours")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT DISTINCT kind FROM fact").fetchall() == [("honours",)]
    assert connection.execute("SELECT count(*) FROM key_fact").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM topic").fetchone() == (18,)


def test_the_same_base_gives_the_same_bytes(exported):
    assert exported("a.sqlite").read_bytes() == exported("b.sqlite").read_bytes()


def test_what_sqlite_cannot_do_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="unable to open database file"):
        sqlite.write(str(tmp_path), [], EVERY)


def test_a_text_cannot_leave_its_row(tmp_path):
    base = steering()
    path = str(tmp_path / "x")
    assert sqlite.write(path, [base], EVERY) == 2
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT zh FROM fact ORDER BY number").fetchall() == [
        (record["zh"],) for record in base.records.values()
    ]
    connection.close()


# ---- one base at a time


@pytest.mark.parametrize("write", [sqlite.write, jsonl.write])
def test_bases_are_let_go_and_facts_come_in_parts(write, tmp_path, monkeypatch):
    """However many there are, only the last one read and the next are in memory."""
    monkeypatch.setattr(columns, "SIZE", 2)
    alive = []

    def stream():
        for number in range(9):
            [base] = open_bases([str(BASES / "school-a.toml")])
            base.report["id"] = f"school-{number}"
            for record in base.records.values():
                record["report"] = base.id
            alive[:] = [each for each in alive if each() is not None]
            assert len(alive) <= 1
            alive.append(weakref.ref(base))
            yield base
            del base, record
            gc.collect()

    assert write(str(tmp_path / "x"), stream(), EVERY) == 18


def test_parts_hold_every_record_once():
    [base] = open_bases([str(SHIPPED)])
    parts = [*columns.chunks(base, EVERY)]
    assert [each["id"] for part in parts for each in part] == [*base.records]
    assert [*columns.chunks(base, ())] == []


# ---- the place: files


def test_the_fact_base_itself_is_refused(tool, tmp_path):
    base = tmp_path / "facts.db"
    shutil.copy(SHIPPED, base)
    before = base.read_bytes()
    result = tool("export", "--facts", str(base), "-o", str(base))
    assert result.exit == 2
    assert "it is the fact base; choose another name" in result.stderr
    assert base.read_bytes() == before
    assert os.listdir(tmp_path) == ["facts.db"]


@pytest.mark.parametrize("format", ["sqlite", "jsonl"])
def test_what_is_no_regular_file_is_refused(tool, tmp_path, format):
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fifo", os.devnull):
        result = tool("export", "--format", format, "-o", str(path))
        assert result.exit == 2
        assert "not a regular file; choose another name" in result.stderr


@pytest.mark.parametrize("format", ["sqlite", "jsonl"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(tool, tmp_path, format, monkeypatch):
    result = tool("export", "--format", format, "-o", str(tmp_path / "no/x"))
    assert (result.exit, result.stderr.count("\n")) == (2, 1)
    assert "no such file or directory; make room or choose another place" in result.stderr

    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = tool("export", "--format", format, "-o", str(tmp_path / "x"))
    assert result.exit == 2
    assert "permission denied; make room or choose another place" in result.stderr


HALFWAY = {
    "sqlite": "import pjreport.export.sqlite as m; m.TableWriter.facts = die",
    "jsonl": "import pjreport.export.jsonl as m; m.line = die",
}
BEFORE = dict.fromkeys(HALFWAY, "os.replace = os.rename = die")


@pytest.mark.parametrize("format", HALFWAY)
@pytest.mark.parametrize("moment", [HALFWAY, BEFORE], ids=["halfway", "before-it-is-placed"])
def test_killed_at_any_moment_it_leaves_the_old_file(tmp_path, format, moment):
    path = tmp_path / f"x.{format}"
    path.write_text("old")
    done = run(moment[format], "export", "-o", path)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "old"


@pytest.mark.parametrize("format", HALFWAY)
def test_a_disk_that_is_full_is_one_line_and_leaves_the_old_file(tmp_path, format):
    path = tmp_path / f"x.{format}"
    path.write_text("old")
    done = run(LIMITED, "export", "-o", path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"pjreport: cannot write {path}: ".encode())
    assert done.stderr.endswith(b"; make room or choose another place\n")
    assert done.stderr.count(b"\n") == 1
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == [path.name]


# ---- an extra that is missing


def test_without_pyarrow_one_line_says_what_to_install(tool, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pjreport.export.parquet", raising=False)
    monkeypatch.delattr(export, "parquet", raising=False)
    result = tool("export", "-o", str(tmp_path / "x.parquet"))
    assert result == (
        2,
        "",
        "pjreport: no pyarrow, which parquet needs; pip install pyarrow\n",
    )
    assert os.listdir(tmp_path) == []


def test_a_format_that_needs_nothing_hides_no_mistake_of_ours(monkeypatch):
    monkeypatch.setitem(sys.modules, "pjreport.export.jsonl", None)
    with pytest.raises(ImportError):
        export.writer(export.BY_NAME["jsonl"])
