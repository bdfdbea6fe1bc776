"""Exports as CSV, validated by those who know the two standards of their descriptions.

They come with the `engines` extra. Without it these tests are skipped.
"""

import csv
import json
import os
import sqlite3
import warnings
from importlib.util import find_spec

import pytest

from .exporting import BASES, FORMS, LIMITED, SHIPPED, hostile, run

missing = [name for name in ("frictionless", "csvw") if find_spec(name) is None]
if missing:
    pytest.skip(f"no {', '.join(missing)}; install the extra 'engines'", allow_module_level=True)

import csvw  # noqa: E402
import frictionless  # noqa: E402

from pjreport.export import manifest  # noqa: E402


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    return hostile(tmp_path_factory.mktemp("hostile") / "odd")


@pytest.fixture(params=["shipped", "several", "forms", "odd"])
def facts(request, odd):
    return {"shipped": SHIPPED, "several": BASES, "forms": FORMS, "odd": odd}[request.param]


@pytest.fixture
def exported(tool, tmp_path):
    """A folder of CSV files with these arguments, and the same as SQLite."""

    def call(*arguments):
        words = ["export", *map(str, arguments), "-o"]
        path = tmp_path / "school"
        result = tool(*words, str(path), "--format", "csv")
        assert (result.exit, result.stdout) == (0, ""), result.stderr
        assert tool(*words, str(tmp_path / "school.sqlite")).exit == 0
        return path, tmp_path / "school.sqlite"

    return call


def rows(path):
    """The rows of a CSV file, without its head."""
    with open(path, encoding="utf-8", newline="") as file:
        return [*csv.reader(file)][1:]


def test_frictionless_finds_the_package_valid(exported, facts):
    """Types, required values, keys, sizes and digests of every file."""
    path, _ = exported("--facts", facts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(path / "datapackage.json"))
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} == {each.stem for each in path.glob("*.csv")}


def test_frictionless_sees_what_is_wrong(exported):
    """So that the test above means something: a key that leads nowhere, and a changed byte."""
    path, _ = exported("--facts", BASES)
    text = (path / "line.csv").read_text(encoding="utf-8")
    (path / "line.csv").write_text(text + "99,1,5\r\n", encoding="utf-8", newline="")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(path / "datapackage.json"))
    found = {kind for (kind,) in report.flatten(["type"])}
    assert {"foreign-key", "hash-count", "byte-count"} <= found


def test_csv_on_the_web_is_valid_and_its_keys_lead_somewhere(exported, facts):
    path, _ = exported("--facts", facts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        web = csvw.CSVW(str(path / "csv-metadata.json"), validate=True)
        assert web.is_valid, web.warnings
        group = csvw.TableGroup.from_file(str(path / "csv-metadata.json"))
        for table in group.tables:
            found = [*table.iterdicts(strict=True)]
            assert len(found) == len(rows(path / str(table.url)))
        group.check_referential_integrity()


def test_the_files_hold_the_tables_of_the_sqlite_export(exported, facts):
    path, database = exported("--facts", facts)
    connection = sqlite3.connect(database)
    for file in path.glob("*.csv"):
        stored = connection.execute(f"SELECT * FROM {file.stem}").fetchall()
        shown = [["" if cell is None else str(cell) for cell in row] for row in stored]
        assert sorted(rows(file)) == sorted(shown)
    connection.close()
    package = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    types = {
        field["name"]: field["type"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert types["value"] == types["high"] == "number"
    assert types["computed"] == types["whole"] == "boolean"
    assert types["line"] == "integer"


def test_the_title_names_a_few_reports(tool, exported, tmp_path):
    path, _ = exported()
    package = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "pinghu-2021"
    many = tmp_path / "many"
    words = [word for each in (SHIPPED, BASES, FORMS) for word in ("--facts", str(each))]
    assert tool("export", *words, "--format", "csv", "-o", str(many)).exit == 0
    package = json.loads((many / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "reports"
    assert package["title"].count("; ") == 3
    assert package["title"].endswith(f"; … ({manifest.read(str(many))['reports']})")


def test_an_export_is_checked_and_replaced_and_nothing_else_is(tool, exported):
    path, _ = exported("--facts", BASES)
    again = ["export", "--format", "csv", "-o", str(path)]
    assert tool("check", "--facts", str(path)).exit == 0
    (path / "fact.csv").write_text("changed")
    result = tool("check", "--facts", str(path))
    assert result.stdout == (
        f"{path}/fact.csv:1:1: error: not, byte for byte, what was exported; export it again"
        " [damaged]\n"
    )
    assert tool(*again).exit == 0
    assert tool("check", "--facts", str(path)).exit == 0
    for name in ("notes.txt", "mine.csv"):
        (path / name).write_text("mine")
        assert "other things than an export in it" in tool(*again).stderr
        (path / name).unlink()
    assert "only parquet can be added to" in tool(*again, "--append").stderr
    parquet = ["export", "--format", "parquet", "--append", "-o", str(path)]
    assert "it has other columns" in tool(*parquet).stderr


def test_a_full_disk_leaves_the_old_files(exported):
    path, _ = exported("--facts", BASES)
    before = sorted(os.listdir(path))
    done = run(LIMITED, "export", "--format", "csv", "-o", path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert sorted(os.listdir(path)) == before
    assert len(rows(path / "fact.csv")) == 3
