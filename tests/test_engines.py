"""Exports opened by the engines that they are for: DuckDB the Parquet, Datasette the SQLite file.

They come with the `engines` extra. Without it these tests are skipped.
"""

import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from urllib.parse import urlencode

import pytest

from pjreport import __version__
from pjreport.cli.bases import open_bases
from pjreport.model.formula import plain

from .conftest import TESTS
from .exporting import (
    BASES,
    EVERY,
    FORMS,
    LIMITED,
    SHIPPED,
    SHIPPED_FACTS,
    hostile,
    records,
    run,
    steering,
    summed,
)

ENGINES = ("pyarrow", "duckdb", "polars", "datasette")
missing = [name for name in ENGINES if find_spec(name) is None]
if missing:
    pytest.skip(f"no {', '.join(missing)}; install the extra 'engines'", allow_module_level=True)

import duckdb  # noqa: E402
import polars as pl  # noqa: E402
import pyarrow as pa  # noqa: E402
from pyarrow import parquet  # noqa: E402

from pjreport.export import columns, manifest  # noqa: E402
from pjreport.export import parquet as writer  # noqa: E402


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    return hostile(tmp_path_factory.mktemp("hostile") / "odd")


@pytest.fixture(params=["shipped", "several", "forms", "odd"])
def facts(request, odd):
    return {"shipped": SHIPPED, "several": BASES, "forms": FORMS, "odd": odd}[request.param]


@pytest.fixture
def exported(tool, tmp_path):
    """Exports with these arguments to `school.EXTENSION`, and returns its path."""

    def call(extension, *arguments):
        path = tmp_path / f"school.{extension}"
        result = tool("export", "-o", str(path), *map(str, arguments))
        assert (result.exit, result.stdout) == (0, ""), result.stderr
        return path

    return call


# ---- DuckDB reads the Parquet


def duck(path, query):
    """The rows that DuckDB gives for a query about the facts of an export."""
    table = (
        f"read_parquet('{path}/*/*.parquet', hive_partitioning = true,"
        " hive_types = {'report_period': VARCHAR})"
    )
    with duckdb.connect() as connection:
        return connection.execute(query.replace("facts", table)).fetchall()


def test_duckdb_counts_and_adds_up_as_the_lookup_does(tool, exported, facts):
    path = exported("parquet", "--facts", facts)
    rows = duck(
        path, "SELECT kind, topic, count(*), count(value), sum(value_exact) FROM facts GROUP BY ALL"
    )
    found = {(kind, topic): (*counts, total or 0) for kind, topic, *counts, total in rows}
    assert found == summed(records(tool, facts))


def test_duckdb_reads_every_field_of_every_fact(tool, exported, facts):
    """As the JSON has it; what is one id in some kinds and a list in others is a list."""
    path = exported("parquet", "--facts", facts)
    said = {(each["report"], each["id"]): each for each in records(tool, facts)}
    many = {column.name for column in columns.columns() if column.many}
    names, types = writer.SCHEMA.names, {field.name: field.type for field in writer.SCHEMA}
    rows = duck(path, "SELECT COLUMNS(* EXCLUDE report_period) FROM facts")
    assert len(rows) == len(said)
    for row in rows:
        found = dict(zip(names, row, strict=True))
        record = said[found["report"], found["id"]]
        for name in names:
            value = record.get("value" if name == "value_exact" else name)
            if name == "value_text":
                value = None if record.get("value") is None else plain(record["value"])
            elif types[name] == pa.float64() and value is not None:
                value = float(value)
            if name in many and isinstance(value, str):
                value = [value]
            assert found[name] == value, name


def test_duckdb_finds_the_periods_of_the_reports(exported, odd):
    """Also those that would do as numbers."""
    path = exported("parquet", "--facts", odd)
    query = "SELECT DISTINCT report, report_period FROM facts ORDER BY ALL"
    assert duck(path, query) == [("odd-a", "2021"), ("odd-b", "1e3")]
    query = "SELECT count(*) FROM facts WHERE report_period = '2021'"
    assert duck(path, query) == [(47,)]


def test_the_types_are_those_that_are_documented(exported):
    path = exported("parquet")
    described = duck(path, "DESCRIBE SELECT * FROM facts")
    types = {name: type for name, type, *_ in described}
    assert types["value"] == types["low"] == "DOUBLE"
    assert types["value_exact"] == "DECIMAL(38,18)"
    assert types["lines"] == "INTEGER[]"
    assert types["evidence"] == types["about"] == "VARCHAR[]"
    assert types["edition"] == "INTEGER"
    assert types["computed"] == "BOOLEAN"
    assert [*types][-1] == "report_period"
    text = (TESTS.parent / "docs/export.md").read_text(encoding="utf-8")
    for name, type in types.items():
        if type != "VARCHAR":
            assert f"`{name}`" in text, name


def test_a_sum_of_the_largest_figures_is_exact(tmp_path):
    """18 digits before the point and after it, a hundred times."""
    [base] = open_bases([str(BASES / "school-a.toml")])
    base.records = {
        f"stats.pupils.n{number}": base.records["stats.pupils.total"]
        | {"value": Decimal("999999999999999999" if number % 2 else "0.000000000000000001")}
        for number in range(200)
    }
    path = tmp_path / "x"
    path.mkdir()
    assert writer.write(str(path), [base], EVERY) == 200
    assert duck(path, "SELECT sum(value_exact) FROM facts") == [
        (Decimal("99999999999999999900.000000000000000100"),)
    ]


def test_a_text_cannot_leave_its_row(tmp_path):
    base = steering()
    assert writer.write(str(tmp_path), [base], EVERY) == 2
    rows = duck(tmp_path, "SELECT zh, note_en, evidence FROM facts")
    assert rows == [
        (each["zh"], each["note_en"], each["evidence"]) for each in base.records.values()
    ]


def test_a_kind_without_facts_is_a_table_without_rows(exported):
    path = exported("parquet", "--facts", BASES, "--kind", "works")
    assert duck(path, "SELECT count(*) FROM facts") == [(0,)]
    made = json.loads((path / "_pjreport.json").read_text())
    assert {name: made[name] for name in ("format", "version", "pjreport", "reports", "facts")} == {
        "format": "parquet",
        "version": manifest.VERSION,
        "pjreport": __version__,
        "reports": 2,
        "facts": 0,
    }
    assert made["kinds"] == ["works"]
    assert made["ids"] == ["school-a", "school-b"]


# ---- how the folder is filled


def base_of(period, number):
    """A report of two figures, of some period."""
    [base] = open_bases([str(BASES / "school-a.toml")])
    base.report |= {"period": period, "id": f"school-{number}"}
    for record in base.records.values():
        record["report"] = base.id
    return base


@pytest.mark.parametrize(
    ("limits", "files", "groups"),
    [
        ({}, 4, 1),
        ({"ROWS": 4}, 4, 3),  # as many as a period has
        ({"BYTES": 1}, 4, 5),
        ({"BYTES": 1, "OPEN": 2}, 20, 1),  # periods come in turn: each time their file was closed
        ({"OPEN": 1}, 4, 1),
    ],
)
def test_rows_wait_in_bounds_and_none_is_lost(tmp_path, monkeypatch, limits, files, groups):
    for name, limit in limits.items():
        monkeypatch.setattr(writer, name, limit)
    bases = (base_of(f"p{number % 4}", number) for number in range(20))
    assert writer.write(str(tmp_path), bases, EVERY) == 40
    parts = sorted(tmp_path.glob("*/*.parquet"))
    assert len(parts) == files
    assert {parquet.ParquetFile(part).metadata.num_row_groups for part in parts} == {groups}
    assert duck(tmp_path, "SELECT count(DISTINCT report), count(*), sum(value) FROM facts") == [
        (20, 40, 4000)
    ]


def test_a_report_without_facts_adds_nothing_to_its_period(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "BYTES", 1)
    bases = [base_of("p", 0), base_of("p", 1)]
    bases[1].records = {}
    assert writer.write(str(tmp_path), bases, EVERY) == 2
    [part] = tmp_path.glob("*/*.parquet")
    assert parquet.ParquetFile(part).metadata.num_row_groups == 1


def test_a_large_report_comes_in_parts(exported, monkeypatch):
    monkeypatch.setattr(columns, "SIZE", 7)
    monkeypatch.setattr(writer, "ROWS", 50)
    path = exported("parquet")
    assert duck(path, "SELECT count(*) FROM facts") == [(SHIPPED_FACTS,)]
    [file] = path.glob("*/*.parquet")
    metadata = parquet.ParquetFile(file).metadata
    assert max(metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)) <= 50


def test_bases_are_not_kept(tmp_path):
    """What waits are rows and no records."""
    seen = []

    def stream():
        for number in range(50):
            seen.append(number)
            yield base_of("p", number)

    assert writer.write(str(tmp_path), stream(), EVERY) == 100
    assert len(seen) == 50


# ---- the place


def test_an_export_is_replaced_by_the_next_and_by_it_alone(tool, exported):
    path = exported("parquet", "--facts", BASES)
    assert exported("parquet") == path
    assert [each.name for each in path.iterdir() if each.is_dir()] == [
        "report_period=academic-2021"
    ]
    [part] = path.glob("*/*.parquet")
    for stranger in (path / "notes.txt", part.with_name("x.csv"), path / "report_period=x"):
        stranger.write_text("mine")
        result = tool("export", "-o", str(path))
        assert result.exit == 2
        assert "other things than an export in it; choose another name" in result.stderr
        stranger.unlink()
    (path / "_pjreport.json").unlink()
    assert tool("export", "-o", str(path)).exit == 2
    assert duck(path, "SELECT count(*) FROM facts") == [(SHIPPED_FACTS,)]


def test_the_name_may_end_in_a_slash_and_have_no_extension(tool, tmp_path):
    assert tool("export", "-o", f"{tmp_path}/x.parquet/").exit == 0
    assert tool("export", "-o", f"{tmp_path}/y", "--format", "parquet").exit == 0
    assert sorted(os.listdir(tmp_path)) == ["x.parquet", "y"]


def test_what_cannot_be_a_folder_is_refused(tool, tmp_path):
    (tmp_path / "x.parquet").write_text("old")
    os.mkfifo(tmp_path / "y.parquet")
    for name in ("x.parquet", "y.parquet"):
        result = tool("export", "-o", str(tmp_path / name))
        assert (result.exit, result.stdout) == (2, "")
        assert "not a folder; choose another name" in result.stderr
    assert (tmp_path / "x.parquet").read_text() == "old"


def test_a_full_disk_is_one_line_and_leaves_the_old_export(exported):
    path = exported("parquet", "--facts", BASES)
    done = run(LIMITED, "export", "-o", path)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"pjreport: cannot write {path}: file too large; make room or choose another place\n".encode()
    )
    assert duck(path, "SELECT count(*) FROM facts") == [(3,)]
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    "patch",
    [
        "import pjreport.export.parquet as m; m.batch = die",
        "import pjreport.export.parquet as m; m.Folder.close = die",
        "os.rename = die",
    ],
    ids=["reading", "writing", "placing"],
)
def test_killed_before_its_time_it_leaves_the_old_export(exported, patch):
    path = exported("parquet", "--facts", BASES)
    assert run(patch, "export", "-o", path).returncode == -signal.SIGKILL
    assert duck(path, "SELECT count(*) FROM facts") == [(3,)]


def test_killed_between_the_two_steps_both_are_whole_beside_the_name(exported):
    path = exported("parquet", "--facts", BASES)
    twice = "real, n = os.rename, []\nos.rename = lambda *a: n.append(0) or (die if n[1:] else real)(*a)"
    assert run(twice, "export", "-o", path).returncode == -signal.SIGKILL
    assert not path.exists()
    [old] = path.parent.glob(".pjreport-old-*")
    [new] = set(path.parent.glob(".pjreport-*")) - {old}
    assert duck(old, "SELECT count(*) FROM facts") == [(3,)]
    assert duck(new, "SELECT count(*) FROM facts") == [(SHIPPED_FACTS,)]


def test_the_schema_is_the_same_whatever_the_library_calls_its_lists():
    """Readers go by Parquet's names for a list's parts; Arrow's own have changed."""
    assert writer.SCHEMA.field("lines").type == pa.list_(pa.int32())
    assert not any(field.metadata for field in writer.SCHEMA)


# ---- more reports, and what `check` says


@pytest.fixture
def grown(tool, exported):
    """An export of one report that got two more, and what it was before."""
    path = exported("parquet")
    before = {each: each.read_bytes() for each in path.rglob("*.parquet")}
    places = {each: each.stat().st_ino for each in before}
    result = tool("export", "-o", str(path), "--append", "--facts", str(BASES))
    assert result == (0, "", f"pjreport: {SHIPPED_FACTS + 3} facts in {path}\n")
    assert {each: each.read_bytes() for each in before} == before
    assert {each: each.stat().st_ino for each in before} == places  # not even copied
    return path


def test_reports_are_added_and_the_others_are_not_written_again(tool, grown, tmp_path):
    whole = tmp_path / "whole.parquet"
    facts = ["--facts", str(SHIPPED), "--facts", str(BASES)]
    assert tool("export", "-o", str(whole), *facts).exit == 0
    rows = "SELECT * FROM facts ORDER BY report, id"
    assert duck(grown, rows) == duck(whole, rows)
    made = manifest.read(str(grown))
    assert (made["reports"], made["facts"]) == (3, SHIPPED_FACTS + 3)
    assert made["ids"] == ["pinghu-2021", "school-a", "school-b"]
    assert tool("check", "--facts", str(grown)).exit == 0


def test_a_period_that_is_there_gets_another_file(tool, exported, tmp_path):
    path = exported("parquet", "--facts", BASES / "school-a.toml")
    text = (BASES / "school-a.toml").read_text(encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(text.replace('"school-a"', '"school-c"'), encoding="utf-8")
    assert tool("export", "-o", str(path), "--append", "--facts", str(other)).exit == 0
    [folder] = path.glob("report_period=*")
    assert sorted(os.listdir(folder)) == ["part-0.parquet", "part-1.parquet"]
    assert duck(path, "SELECT count(DISTINCT report) FROM facts") == [(2,)]


def test_what_is_not_there_yet_is_made(tool, tmp_path):
    path = tmp_path / "x.parquet"
    assert tool("export", "-o", str(path), "--append").exit == 0
    empty = tmp_path / "y.parquet"
    empty.mkdir()
    assert tool("export", "-o", str(empty), "--append").exit == 0
    assert duck(path, "SELECT count(*) FROM facts") == duck(empty, "SELECT count(*) FROM facts")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--facts", str(BASES)], "has the report 'school-b' already; leave it out"),
        (["--kind", "stats"], "has facts of other kinds; give --kind as before"),
        (["--format", "sqlite"], "only parquet can be added to"),
    ],
)
def test_what_cannot_be_added_leaves_all_as_it_was(tool, exported, words, said):
    """A report that is there already, and the one before it that is not."""
    path = exported("parquet", "--facts", BASES)
    before = {each: each.read_bytes() for each in path.rglob("*") if each.is_file()}
    result = tool("export", "-o", str(path), "--append", "--facts", str(SHIPPED), *words)
    assert (result.exit, result.stdout) == (2, "")
    assert said in result.stderr
    assert {each: each.read_bytes() for each in path.rglob("*") if each.is_file()} == before
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda made: made | {"version": 1}, "of another version than 2"),
        (lambda made: made | {"columns": ["x string"]}, "it has other columns"),
        (lambda made: made | {"facts": 9}, "its counts differ"),
        (lambda made: made | {"reports": 9}, "damaged"),
        (lambda made: made | {"ids": [1, 2]}, "damaged"),
        (lambda made: made | {"files": [{"path": "report_period=../../x.parquet"}]}, "damaged"),
        (lambda made: [made], "not the manifest of an export"),
    ],
)
def test_an_export_that_is_not_what_its_manifest_says_gets_nothing_added(
    tool, exported, change, said
):
    path = exported("parquet", "--facts", BASES)
    made = path / manifest.NAME
    made.write_text(json.dumps(change(json.loads(made.read_text()))))
    result = tool("export", "-o", str(path), "--append")
    assert result.exit == 2
    assert f"cannot add to {path}: " in result.stderr
    assert said in result.stderr
    assert duck(path, "SELECT count(*) FROM facts") == [(3,)]


def test_a_file_of_another_size_and_a_strange_one_stop_it(tool, exported):
    path = exported("parquet", "--facts", BASES)
    part = next(iter(sorted(path.glob("*/*.parquet"))))
    data = part.read_bytes()
    part.write_bytes(data + b"x")
    assert "has changed; export it again" in tool("export", "-o", str(path), "--append").stderr
    part.write_bytes(data)
    (path / "notes.txt").write_text("mine")
    result = tool("export", "-o", str(path), "--append")
    assert "other things than an export in it" in result.stderr


def test_of_two_that_add_at_once_the_second_is_told(tool, exported, monkeypatch):
    path = exported("parquet", "--facts", BASES)
    real = writer.add

    def slow(*words):
        monkeypatch.setattr(writer, "add", real)
        assert tool("export", "-o", str(path), "--append", "--facts", str(FORMS)).exit == 0
        return real(*words)

    monkeypatch.setattr(writer, "add", slow)
    result = tool("export", "-o", str(path), "--append")
    assert result.exit == 2
    assert "it has changed meanwhile; try again" in result.stderr
    assert "pinghu-2021" not in manifest.read(str(path))["ids"]


@pytest.mark.parametrize(
    "patch",
    ["import pjreport.export.parquet as m; m.batch = die", "os.rename = die"],
    ids=["reading", "placing"],
)
def test_killed_while_adding_it_leaves_the_old_export(tool, exported, patch):
    path = exported("parquet", "--facts", BASES)
    done = run(patch, "export", "-o", path, "--append")
    assert done.returncode == -signal.SIGKILL
    assert duck(path, "SELECT count(*) FROM facts") == [(3,)]
    assert tool("check", "--facts", str(path)).exit == 0


def test_without_links_the_files_are_copied(tool, exported, monkeypatch):
    path = exported("parquet", "--facts", BASES)

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert tool("export", "-o", str(path), "--append").exit == 0
    assert duck(path, "SELECT count(*) FROM facts") == [(SHIPPED_FACTS + 3,)]
    assert tool("check", "--facts", str(path)).exit == 0


def test_check_finds_every_change_of_an_export(tool, exported, odd):
    path = exported("parquet", "--facts", odd)
    result = tool("check", "--facts", str(path))
    assert result == (0, "", "pjreport: 94 facts checked: 0 errors, 0 warnings, 0 notes\n")
    [first, second] = sorted(path.glob("*/*.parquet"))
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(data)
    second.unlink()
    (path / "notes.txt").write_text("mine")
    result = tool("check", "--facts", str(path), "--facts", str(BASES))
    assert result.exit == 1
    assert "97 facts checked: 3 errors" in result.stderr
    assert result.stdout.splitlines() == [
        f"{path}/notes.txt:1:1: error: not in the manifest; delete it, or export it again [damaged]",
        f"{first}:1:1: error: not, byte for byte, what was exported; export it again [damaged]",
        f"{second}:1:1: error: missing; export it again [damaged]",
    ]
    (path / manifest.NAME).write_text("{")
    result = tool("check", "--facts", str(path))
    assert (
        result.stdout == f"{path / manifest.NAME}:1:1: error: no JSON; export it again [damaged]\n"
    )
    assert (
        "stamp what it was made from"
        in tool("check", "--facts", str(path), "--stamp", "--source", str(SHIPPED)).stderr
    )


def test_check_tells_a_file_that_cannot_be_read(tool, exported, monkeypatch):
    path = exported("parquet")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(manifest, "digest", refuse)
    result = tool("check", "--facts", str(path))
    assert "error: cannot be read (Permission denied); export it again [damaged]" in result.stdout


# ---- what engines answer


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Reports of two cities on three years each, exported in two steps; and the right answer."""
    sys.path.insert(0, str(TESTS.parent / "bench"))
    import engines

    folder = tmp_path_factory.mktemp("country")
    return folder / "facts.parquet", engines.made(folder, engines.few())


def documented(language, word="medals"):
    """The block of docs/export.md in a language that has a word."""
    text = (TESTS.parent / "docs/export.md").read_text(encoding="utf-8")
    [block] = [
        each.partition("```")[0]
        for each in text.split(f"```{language}\n")[1:]
        if word in each.partition("```")[0]
    ]
    return block


def test_duckdb_answers_the_documented_query(country):
    path, truth = country
    query = documented("sql").replace("school.parquet", str(path))
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == truth
    assert len(truth) == 6


def test_polars_answers_the_documented_query(country):
    path, truth = country
    block = documented("python").replace("school.parquet", str(path))
    names = {"polars": pl}
    exec(block, names)
    assert names["medals"].rows() == truth


# ---- Datasette opens the SQLite file


def datasette(path, address):
    """What Datasette answers."""
    done = subprocess.run(
        [sys.executable, "-m", "datasette", str(path), "--get", address],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "HOME": str(path.parent), "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


def test_datasette_counts_and_adds_up_as_the_lookup_does(tool, exported, facts):
    path = exported("sqlite", "--facts", facts)
    query = (
        "SELECT kind, topic, count(*), count(value), total(value), total(abs(value)) "
        "FROM fact GROUP BY kind, topic"
    )
    answer = datasette(path, f"/school.json?{urlencode({'sql': query, '_shape': 'arrays'})}")
    found = {(kind, topic): rest for kind, topic, *rest in json.loads(answer)["rows"]}
    exact = summed(records(tool, facts))
    assert found.keys() == exact.keys()
    for key, (count, figures, total) in exact.items():
        assert tuple(found[key][:2]) == (count, figures)
        assert abs(found[key][2] - float(total)) <= 1e-15 * found[key][3]


def test_datasette_shows_the_tables_and_follows_their_keys(exported):
    path = exported("sqlite")
    tables = json.loads(datasette(path, "/school.json"))["tables"]
    counts = {each["name"]: each["count"] for each in tables}
    assert counts["fact"] == SHIPPED_FACTS
    assert counts["report"] == 1
    [fact] = [each for each in tables if each["name"] == "fact"]
    targets = {each["other_table"] for each in fact["foreign_keys"]["incoming"]}
    assert targets == {"reference", "key_fact", "line", "evidence", "inferred", "action", "also"}
    page = datasette(path, "/school/reference")
    assert 'href="/school/fact/' in page
    row = json.loads(datasette(path, "/school/topic/pinghu-2021,training.json?_shape=array"))
    assert row[0]["zh"] == "职业培训"


def test_the_documented_query_runs(exported):
    query = documented("sql", "training")
    answer = datasette(
        exported("sqlite"), f"/school.json?{urlencode({'sql': query, '_shape': 'arrays'})}"
    )
    assert json.loads(answer)["rows"] == [
        ["stats.training.participations", "5228", "人次", "131, 133"],
        ["stats.training.exams", "5030", "人次", "135"],
    ]
