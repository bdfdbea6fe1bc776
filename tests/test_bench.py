"""The benchmark: made-up facts that are sound, and bookkeeping that can fail."""

import importlib
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import tomli

from pjreport import trust
from pjreport.load import load, misfits
from pjreport.model.base import FactBase

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture
def bench(monkeypatch):
    """The scripts' modules, by name."""
    monkeypatch.syspath_prepend(BENCH)
    return SimpleNamespace(
        **{name: importlib.import_module(name) for name in ("generate", "forms", "words")}
    )


def texts(folder):
    """What lies below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.toml")}


def facts(text):
    """The number of facts of a base."""
    tables = tomli.loads(text)
    around = ("schema", "report", "sections", "topics", "vocabulary")
    kinds = [each for kind, each in tables.items() if kind not in around]
    return sum(len(names) for topics in kinds for names in topics.values())


def test_the_same_facts_come_at_every_call_and_more_do_not_change_them(bench, tmp_path):
    for name, count in (("one", 301), ("two", 301), ("more", 450)):
        bench.generate.write(count, tmp_path / name)
    one, more = texts(tmp_path / "one"), texts(tmp_path / "more")
    assert one == texts(tmp_path / "two")
    assert len(one) == len(more) == 3
    assert [path for path in one if one[path] != more[path]] == ["pinghu/pinghu-1-2014.toml"]


@pytest.mark.parametrize("count", [1, 40, 150, 151, 700])
def test_there_are_as_many_facts_as_asked_for(bench, tmp_path, count):
    bench.generate.write(count, tmp_path)
    assert sum(map(facts, texts(tmp_path).values())) == count


@pytest.mark.parametrize("count", [1, 7, 30, 60, 149, 150])
def test_a_base_of_any_size_keeps_the_rules(bench, tmp_path, count):
    bench.generate.write(count, tmp_path)
    [path] = tmp_path.rglob("*.toml")
    document = load(str(path))
    assert misfits(document) == []
    assert trust.consistency(document.tables, document.text) == []


def test_schools_far_apart_keep_the_rules_and_have_their_own_names(bench):
    numbers = [*range(0, 400, 23), 11_399, 11_400, 100_000]
    made = [bench.generate.Report(number) for number in numbers]
    assert len({report.id for report in made}) == len(made)
    assert len({(report.school, report.year) for report in made}) == len(made)
    for report in made:
        text = bench.generate.base(report)
        tables = tomli.loads(text)
        found = trust.examine(trust.read(tables, text, None, None), trust.RULES)
        assert [each for each in found if each.severity != "note"] == []


def test_computed_figures_are_what_the_program_computes(bench):
    report = bench.generate.Report(5)
    text = bench.generate.base(report)
    base = FactBase("", tomli.loads(text, parse_float=Decimal))
    computed = [fact for fact in report.facts if fact.kind == "derived"]
    assert len(computed) == 5
    assert [base.records[fact.id]["value"] for fact in computed] == [f.computed for f in computed]


def test_every_form_holds_the_same_facts(bench, tmp_path):
    with bench.forms.Forms(tmp_path) as forms:
        bench.generate.write(320, tmp_path / "toml", forms)
    keys = [json.loads(line)["key"] for line in (tmp_path / "facts.jsonl").read_text().splitlines()]
    assert len(keys) == len(set(keys)) == 320
    rec = (tmp_path / "facts.rec").read_text()
    assert [line[5:] for line in rec.splitlines() if line.startswith("key: ")] == keys
    rows = (tmp_path / "facts.csv").read_text().splitlines()
    assert [row.partition(",")[0] for row in rows[1:]] == keys
    truth = json.loads((tmp_path / "truth.json").read_text())
    assert truth["facts"] == 320
    with closing(sqlite3.connect(tmp_path / "facts.db")) as db:
        assert [key for (key,) in db.execute("select key from facts order by rowid")] == keys
        for word, found in truth["words"].items():
            rows = db.execute(
                "select key from facts where rowid in (select rowid from pairs where pairs match ?)",
                [word],
            )
            assert {key for (key,) in rows} == set(found)
            assert found
