"""The benchmark: made-up facts that are sound, and bookkeeping that can fail."""

import json
import re
import sqlite3
import sys
from contextlib import closing, nullcontext
from decimal import Decimal
from pathlib import Path

import pytest
import tomli

from pjreport import check
from pjreport.check.registry import RULES
from pjreport.model.base import FactBase
from pjreport.store import load, misfits

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import forms
import generate
import measure
import peers
import results
import sections
import startup
import tools


def texts(folder):
    """What lies below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.toml")}


def facts(text):
    """The number of facts of a base."""
    tables = tomli.loads(text)
    around = ("schema", "report", "sections", "topics", "vocabulary")
    kinds = [each for kind, each in tables.items() if kind not in around]
    return sum(len(names) for topics in kinds for names in topics.values())


def test_the_same_facts_come_at_every_call_and_more_do_not_change_them(tmp_path):
    for name, count in (("one", 301), ("two", 301), ("more", 450)):
        generate.write(count, tmp_path / name)
    one, more = texts(tmp_path / "one"), texts(tmp_path / "more")
    assert one == texts(tmp_path / "two")
    assert len(one) == len(more) == 3
    assert [path for path in one if one[path] != more[path]] == ["pinghu/pinghu-1-2014.toml"]


@pytest.mark.parametrize("count", [1, 40, 150, 151, 700])
def test_there_are_as_many_facts_as_asked_for(tmp_path, count):
    generate.write(count, tmp_path)
    assert sum(map(facts, texts(tmp_path).values())) == count


@pytest.mark.parametrize("count", [1, 7, 30, 60, 149, 150])
def test_a_base_of_any_size_keeps_the_rules(tmp_path, count):
    generate.write(count, tmp_path)
    [path] = tmp_path.rglob("*.toml")
    document = load(str(path))
    assert misfits(document) == []
    assert check.consistency(document.tables, document.text) == []


def test_schools_far_apart_keep_the_rules_and_have_their_own_names():
    numbers = [*range(0, 400, 23), 11_399, 11_400, 100_000]
    made = [generate.Report(number) for number in numbers]
    assert len({report.id for report in made}) == len(made)
    assert len({(report.school, report.year) for report in made}) == len(made)
    for report in made:
        text = generate.base(report)
        tables = tomli.loads(text)
        found = check.examine(check.read(tables, text, None, None), RULES)
        assert [each for each in found if each.severity != "note"] == []


def test_computed_figures_are_what_the_program_computes():
    report = generate.Report(5)
    text = generate.base(report)
    base = FactBase("", tomli.loads(text, parse_float=Decimal))
    computed = [fact for fact in report.facts if fact.kind == "derived"]
    assert len(computed) == 5
    assert [base.records[fact.id]["value"] for fact in computed] == [f.computed for f in computed]


def test_every_form_holds_the_same_facts(tmp_path):
    with forms.Forms(tmp_path) as all_forms:
        generate.write(320, tmp_path / "toml", all_forms)
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
        for task, word in forms.WORDS.items():
            rows = db.execute(
                "select key from facts where rowid in (select rowid from pairs where pairs match ?)",
                [word],
            )
            assert {key for (key,) in rows} == set(truth[task])
            assert truth[task]


def cost(wall, memory=10.0):
    return measure.Cost(0, wall, wall, memory)


def test_a_slow_tool_runs_less_often_and_a_very_slow_one_once():
    assert [measure.times(first, 11) for first in (0.1, 1, 10, 60)] == [11, 5, 3, 0]
    assert [measure.times(first, 2) for first in (0.1, 1, 10, 60)] == [2, 2, 2, 0]


def test_tools_take_turns():
    turns = []

    def again(name):
        turns.append(name)
        return cost(2)

    first = {"fast": cost(0.1), "slow": cost(5), "once": cost(100)}
    costs = measure.in_turn(first, 5, again)
    assert turns == ["fast", "slow"] * 3 + ["fast"] * 2
    assert {name: len(found) for name, found in costs.items()} == {"fast": 5, "slow": 3, "once": 1}
    assert costs["once"] == [first["once"]]


def test_ratios_are_taken_within_a_turn():
    its = [cost(1), cost(10), cost(100)]  # a machine that gets slower
    assert measure.ratio([cost(2), cost(20), cost(200)], its) == 2
    assert measure.ratio([cost(30), cost(30)], its) == 16.5
    assert measure.ratio([cost(30)], its) == 3
    row = measure.summary([cost(2, 5), cost(4, 9), cost(3, 7)], [cost(1)] * 3)
    assert row == {"wall": 3, "cpu": 3, "memory": 7, "runs": 3, "ratio": 3}
    assert measure.summary([cost(2)], None)["ratio"] is None


def test_what_took_too_long_is_not_tried_on_more():
    earlier = {150: {"wall": 0.1}, 10_000: {"wall": 50.0}, 1_000_000: None}
    assert "took 50 s for 10,000 facts" in measure.too_long(earlier, 100_000, 300)
    assert measure.too_long(earlier, 100_000, 600) == ""
    assert measure.too_long(earlier, 150, 1) == ""
    for why in ("takes longer than 9 s", measure.too_long(earlier, 100_000, 300)):
        assert measure.too_long({10_000: {"skipped": why}}, 100_000, 300)
    assert measure.too_long({10_000: {"skipped": "not installed"}}, 100_000, 300) == ""


def test_a_run_is_measured_and_killed_when_it_takes_too_long(tmp_path):
    out = tmp_path / "out"
    found = measure.run(["/bin/sh", "-c", "echo said; exit 3"], out, 60)
    assert found.status == 3
    assert out.read_text() == "said\n"
    assert 0 < found.wall < 60
    large = measure.run([sys.executable, "-c", "'x' * 50_000_000"], out, 60)
    assert found.memory < 40 < large.memory < 90
    with pytest.raises(measure.Failed, match="longer than 1 s"):
        measure.run(["/bin/sh", "-c", "sleep 60 & sleep 60"], out, 1)


RIGHT = [f"r-1-2012/stats.contests.f{number}" for number in range(30)]
TRUTH = {"facts": 7, "value": 5228, "id": RIGHT[:1], "topic": RIGHT[:3], "search": RIGHT}


@pytest.mark.parametrize(
    ("hits", "task", "output", "right"),
    [
        (tools.ALL, "id", f'"{RIGHT[0]}", 5228', True),
        (tools.ALL, "id", f'"{RIGHT[0]}", 5229', False),
        (tools.ALL, "id", f'"{RIGHT[0]}", 15228', False),
        (tools.ALL, "id", f'"{RIGHT[1]}", 5228', False),
        (tools.ALL, "id", f'"x-{RIGHT[0]}", 5228', False),
        (tools.ALL, "topic", " ".join(RIGHT[:3]), True),
        (tools.ALL, "topic", " ".join(RIGHT[:2]), False),
        (tools.ALL, "search", " ".join(RIGHT), True),
        (tools.ALL, "search", " ".join(RIGHT[:20]), False),
        (tools.ALL, "search", "", False),
        (tools.BEST, "search", " ".join(RIGHT[:20]), True),
        (tools.BEST, "search", " ".join(RIGHT[:19]), False),
        (tools.BEST, "search", " ".join(RIGHT), False),
        (tools.BEST, "search", " ".join([*RIGHT[:19], "r-1-2012/stats.contests.other"]), False),
        (tools.ALL, "check", "7|7|7|7|7", True),
        (tools.ALL, "check", "7|6|7|7|7", False),
    ],
)
def test_a_wrong_answer_is_not_timed(hits, task, output, right):
    tool = tools.Tool("any", "any", "facts.jsonl", {}, hits)
    with nullcontext() if right else pytest.raises(measure.Failed):
        tools.verify(tool, task, output, TRUTH)


def test_words_are_filled_in():
    values = {"KEY": "r/a.b.c", "FILE": "/x/y.db", "WORD": "书法"}
    words = ["FILE", "-e", "key = 'KEY'", "/facts.json?_shape=array&sql=a = 'WORD'"]
    done = ["/x/y.db", "-e", "key = 'r/a.b.c'"]
    done.append("/facts.json?_shape=array&sql=a%20%3D%20%27%E4%B9%A6%E6%B3%95%27")
    assert tools.filled(words, values) == done


@pytest.fixture
def at_hand(tmp_path):
    """A benchmark of 150 facts, with no tool but Python's own modules."""
    here = peers.Bench.__new__(peers.Bench)
    here.folder, here.out, here.trivial = tmp_path, tmp_path / "out", tmp_path / "trivial.py"
    here.trivial.write_text(peers.TRIVIAL)
    (tmp_path / "results").mkdir()
    here.runs, here.limit, here.compiles = 1, 60, False
    here.programs = dict.fromkeys((tool.program for tool in tools.TOOLS), "")
    script = Path(sys.executable).with_name("pjreport")
    here.programs |= {"python": sys.executable, "pjreport": str(script)}
    return here


def test_what_is_missing_is_skipped_by_name(at_hand):
    truth = at_hand.build(150)
    rows = at_hand.task("topic", 150, truth)
    assert rows[tools.COMPILED] == {"skipped": "this version has no `compile`"}
    assert rows["jq"] == rows["Datasette"] == {"skipped": "not installed"}
    measured = {name for name, row in rows.items() if "wall" in row}
    assert measured == {tools.FILES, tools.SHIPPED, "sqlite3 of Python", *tools.ANCHORS[2:]}
    assert rows[tools.FILES]["ratio"] == 1
    assert at_hand.task("id", 150, truth | {"value": 528})[tools.FILES] == {
        "skipped": "does not give 528"
    }
    at_hand.save("topic", 150, rows)
    page = results.page(at_hand.results(), at_hand.about())
    assert "| jq | facts.jsonl | skipped: not installed |" in page
    assert "| not measured |" in page


def measured(**changes):
    """Results in which every target is met, except for changes: task_tool = row."""
    rows = {tool.name: {"wall": 1.0, "ratio": 20.0, "memory": 20.0} for tool in tools.TOOLS}
    for name in (tools.COMPILED, tools.GET, *tools.ANCHORS[:2]):
        rows[name] = {"wall": 0.05, "ratio": 1.0, "memory": 20.0}
    found = {task: {1_000_000: dict(rows)} for task in tools.NOTHING}
    sizes = ((10_000, 2.0), (100_000, 20.0), (1_000_000, 200.0))
    found["check"] = {count: {tools.FILES: {"wall": wall}} for count, wall in sizes}
    found["compile"] = {1_000_000: {tools.COMPILED: {"memory": 100.0}}}
    for task, (tool, row) in changes.items():
        found[task][1_000_000][tool] = row
    return [held for _, held, _ in results.targets(found)]


def test_targets_are_met_missed_or_open():
    assert measured() == [True] * 9
    mine = {"wall": 1.2, "ratio": 1.0, "memory": 31.0}
    assert measured(id=(tools.COMPILED, mine)) == [
        *(True, True, True, True, False, False, True, True, True)
    ]
    slower = {"wall": 0.05, "ratio": 0.6, "memory": 20.0}
    assert measured(topic=(tools.SHIPPED, slower))[:2] == [False, True]
    assert measured(search=(tools.SHIPPED, slower))[:2] == [True, False]
    assert measured(search=("jq", {"wall": 1.0, "ratio": 9.9}))[2] is False
    assert measured(search=("jq", {"skipped": "not installed"}))[2] is None
    assert measured(id=("Datasette", {"wall": 1.0, "ratio": 0.9}))[3] is False
    assert measured(check=(tools.FILES, {"wall": 250.0}))[7] is False
    assert measured(compile=(tools.COMPILED, {"memory": 201.0}))[8] is False
    assert {held for _, held, _ in results.targets({})} == {None}


@pytest.mark.parametrize("status", [0, 1])
def test_compiling_is_measured_or_its_complaint_kept(at_hand, status):
    script = at_hand.folder / "compiles"
    script.write_text(f'#!/bin/sh\necho "full | disk" >&2\necho made > "$4"\nexit {status}\n')
    script.chmod(0o700)
    at_hand.build(150)
    at_hand.compiles = True
    at_hand.programs["pjreport"] = str(script)
    row = at_hand.compiled(150)[tools.COMPILED]
    if status:
        assert row == {"skipped": "exit status 1: full  disk"}
    else:
        assert row["answers"] == "base.db, 0.0 MB"
        assert row["wall"] > 0


def test_a_section_of_the_page_is_replaced_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n## A\n\none\n\n### of A\n\n## B\n\ntwo\n")
    assert sections.section(page, "A") == "## A\n\none\n\n### of A\n"
    assert sections.section(page, "C") == ""
    sections.put(page, "A", "three")
    sections.put(page, "C", "four")
    sections.put(page, "C", "five")
    assert page.read_text() == "# Page\n\n## A\n\nthree\n\n## B\n\ntwo\n\n## C\n\nfive\n"


def test_start_up_is_judged_within_a_turn():
    """Each target is of what a line costs, in trivial programs of the same turn."""
    units = dict.fromkeys((case.line for case in startup.CASES), 0.5)
    units |= {startup.SMALLEST: 1.0, startup.BARE: 0.2, "stats training --format table": 1.2}
    units["stats training --json --facts COPY"] = 0.8
    costs = {
        line: [measure.Cost(0, 0.0, cpu * slow, 0.0) for slow in (1, 3, 1)]
        for line, cpu in units.items()
    }
    held = dict(startup.rows(costs))
    broken = [row for row, fits in held.items() if not fits]
    assert broken == [
        "| `stats training --json --facts COPY` | 800.0 ms | 0.80x | 1.60x | 0.70x | **no** |",
        "| `stats training --format table` | 1200.0 ms | 1.20x | 2.40x | 1.15x | **no** |",
    ]
    assert "| `search 培训 --json` | 500.0 ms | 0.50x | 1.00x | 0.70x | yes |" in held
    assert "| `stats training` | 500.0 ms | 0.50x | 1.00x |  |  |" in held


def test_the_page_of_results_has_the_words_of_the_script():
    """If not, a person changed one of the two by hand."""
    text = sections.RESULTS.read_text(encoding="utf-8")
    head = re.sub(r"\\\{\w+\\\}", ".+", re.escape(results.HEAD))
    assert re.match(head, text)
    for task, note in results.NOTES.items():
        assert f"## {results.TITLES[task]}\n\n{note}\n\n" in text
