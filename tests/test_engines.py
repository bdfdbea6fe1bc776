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

from pjreport.cli.bases import open_bases
from pjreport.model.formula import plain

from .conftest import TESTS
from .exporting import (
    BASES,
    EVERY,
    FORMS,
    LIMITED,
    SHIPPED,
    hostile,
    records,
    run,
    steering,
    summed,
)

ENGINES = ("pyarrow", "duckdb", "datasette")
missing = [name for name in ENGINES if find_spec(name) is None]
if missing:
    pytest.skip(f"no {', '.join(missing)}; install the extra 'engines'", allow_module_level=True)

import duckdb  # noqa: E402
import pyarrow as pa  # noqa: E402
from pyarrow import parquet  # noqa: E402

from pjreport.export import columns  # noqa: E402
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
        path, "SELECT kind, topic, count(*), count(value), sum(value) FROM facts GROUP BY ALL"
    )
    found = {(kind, topic): (*counts, total or 0) for kind, topic, *counts, total in rows}
    assert found == summed(records(tool, facts))


def test_duckdb_reads_every_field_of_every_fact(tool, exported, facts):
    """As the JSON has it; what is one id in some kinds and a list in others is a list."""
    path = exported("parquet", "--facts", facts)
    said = {(each["report"], each["id"]): each for each in records(tool, facts)}
    many = {column.name for column in columns.columns() if column.many}
    names = [column.name for column in columns.columns()]
    rows = duck(path, "SELECT COLUMNS(* EXCLUDE report_period) FROM facts")
    assert len(rows) == len(said)
    for row in rows:
        found = dict(zip(names, row, strict=True))
        record = said[found["report"], found["id"]]
        for name in names:
            value = record.get(name)
            if name == "value_text":
                value = None if record.get("value") is None else plain(record["value"])
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
    assert types["value"] == "DECIMAL(38,18)"
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
    assert duck(path, "SELECT sum(value) FROM facts") == [
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
    assert json.loads((path / "_pjreport.json").read_text()) == {
        "format": "parquet",
        "pjreport": writer.__version__,
        "reports": 2,
        "facts": 0,
    }


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
    assert duck(path, "SELECT count(*) FROM facts") == [(183,)]
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
    assert duck(path, "SELECT count(*) FROM facts") == [(183,)]


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
    assert duck(new, "SELECT count(*) FROM facts") == [(183,)]


def test_the_schema_is_the_same_whatever_the_library_calls_its_lists():
    """Readers go by Parquet's names for a list's parts; Arrow's own have changed."""
    assert writer.SCHEMA.field("lines").type == pa.list_(pa.int32())
    assert not any(field.metadata for field in writer.SCHEMA)


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
    assert counts["fact"] == 183
    assert counts["report"] == 1
    [fact] = [each for each in tables if each["name"] == "fact"]
    targets = {each["other_table"] for each in fact["foreign_keys"]["incoming"]}
    assert targets == {"reference", "key_fact", "line", "evidence", "inferred", "action", "also"}
    page = datasette(path, "/school/reference")
    assert 'href="/school/fact/' in page
    row = json.loads(datasette(path, "/school/topic/pinghu-2021,training.json?_shape=array"))
    assert row[0]["zh"] == "职业培训"


def test_the_documented_query_runs(exported):
    text = (TESTS.parent / "docs/export.md").read_text(encoding="utf-8")
    query = text.partition("```sql\n")[2].partition("```")[0]
    answer = datasette(
        exported("sqlite"), f"/school.json?{urlencode({'sql': query, '_shape': 'arrays'})}"
    )
    assert json.loads(answer)["rows"] == [
        ["stats.training.participations", "5228", "人次", "131,133"],
        ["stats.training.exams", "5030", "人次", "135"],
    ]
