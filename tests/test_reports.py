"""Several processes that read files for a compiled base: the result is that of one."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from pjreport.cli import reports
from pjreport.errors import PjreportError

from .conftest import ROOT, TESTS
from .exporting import BASES, FORMS, SHIPPED

if not hasattr(os, "fork"):
    pytest.skip("processes are not forked here", allow_module_level=True)

FILES = sorted(map(str, (SHIPPED, *BASES.rglob("*.toml"), *FORMS.rglob("*.toml"))))
SOUND = [name for name in FILES if not name.endswith(".lock.toml")]


@pytest.fixture
def several(monkeypatch):
    """Files of any size are read by three processes."""
    monkeypatch.setattr(reports, "processes", lambda _: 3)


def content(path):
    """All rows of a compiled base but for its digest."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()
            for (name,) in names
            if name not in ("said", "sounds")
        } | {"meta": None}


def test_several_processes_make_the_same_base(tool, tmp_path, monkeypatch):
    words = ["compile", *SOUND, "-o"]
    assert tool(*words, str(tmp_path / "one.db")).exit == 0
    monkeypatch.setattr(reports, "processes", lambda _: 3)
    assert tool(*words, str(tmp_path / "three.db")).exit == 0
    assert content(tmp_path / "three.db") == content(tmp_path / "one.db")


def test_they_report_the_same_problems_in_the_same_order(tool, tmp_path, monkeypatch):
    """Broken files, files that are none, a report that is there twice."""
    broken = [str(TESTS / f"broken/{name}/bad.toml") for name in ("many", "cycle", "syntax")]
    again = tmp_path / "again.toml"
    again.write_bytes(SHIPPED.read_bytes())
    words = ["compile", str(SHIPPED), *broken, str(again), "-o", str(tmp_path / "x.db")]
    one = tool(*words)
    monkeypatch.setattr(reports, "processes", lambda _: 3)
    assert tool(*words) == one
    assert one.exit == 2
    assert f"report id 'pinghu-2021' is also that of {SHIPPED}" in one.stderr
    assert not (tmp_path / "x.db").exists()


def test_a_report_twice_in_one_file_is_told(tool, tmp_path):
    lines = tmp_path / "x.jsonl"
    assert tool("export", "-o", str(lines), "--facts", str(BASES)).exit == 0
    text = lines.read_text(encoding="utf-8")
    lines.write_text(text + text, encoding="utf-8")
    result = tool("compile", str(lines), "-o", str(tmp_path / "x.db"))
    assert result.exit == 2
    assert f"{lines}:6:1: error: report id 'school-b' is also that of {lines}" in result.stderr


@pytest.mark.usefixtures("several")
def test_a_fault_of_a_process_is_told(tool, tmp_path, monkeypatch):
    def fail(*_):
        raise ArithmeticError("odd")

    monkeypatch.setattr(reports.Reader, "report", fail)
    result = tool("compile", *SOUND, "-o", str(tmp_path / "x.db"))
    assert result.exit == 2
    assert "ArithmeticError: odd" in result.stderr
    assert result.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == []


@pytest.mark.usefixtures("several")
def test_a_process_that_is_killed_is_told(tool, tmp_path, monkeypatch):
    monkeypatch.setattr(reports.Reader, "report", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    result = tool("compile", *SOUND, "-o", str(tmp_path / "x.db"))
    assert (result.exit, result.stderr) == (
        2,
        "pjreport: a process that reads files was ended from outside; try again\n",
    )
    assert os.listdir(tmp_path) == []


def test_no_process_outlives_the_one_that_is_killed():
    """Killed at once, it cannot end the others: they see that nobody reads."""
    script = f"""
import os, signal
from pjreport.cli import reports
made = reports.Readers([{str(SHIPPED)!r}] * 400, 2)
print(*made.children, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, cwd=ROOT
    )
    assert done.returncode == -signal.SIGKILL
    children = [*map(int, done.stdout.split())]
    assert len(children) == 2
    until = time.monotonic() + 60
    while any(map(alive, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, children))


def alive(process):
    """Whether a process still runs; one that has ended and was not waited for does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_little_is_read_by_one_process(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(64))
    assert reports.processes([str(SHIPPED), "no/such/file"]) == 1
    big = tmp_path / "big.toml"
    big.write_bytes(b" " * (reports.SMALL + 1))
    assert reports.processes([str(big)]) == 1
    assert reports.processes([str(big)] * 3) == 3
    assert reports.processes([str(big)] * 99) == reports.MOST
    monkeypatch.delattr(os, "sched_getaffinity")
    assert reports.processes([str(big)] * 3) == 1


def test_what_a_process_sends_is_what_is_received(monkeypatch):
    """In this process, as far as the end."""
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    out, into = os.pipe()
    reports.send([str(BASES / "school-a.toml")], into)
    assert ended == [0]
    with os.fdopen(out, "rb") as stream:
        sent = [reports.receive(stream) for _ in range(3)]
        assert sent == [*reports.Reader().all([str(BASES / "school-a.toml")])]
        with pytest.raises(PjreportError, match="ended from outside"):
            reports.receive(stream)
    monkeypatch.setattr(reports, "Reader", None)
    out, into = os.pipe()
    reports.send([], into)
    assert ended == [0, 1]
    with os.fdopen(out, "rb") as stream, pytest.raises(PjreportError, match="not callable"):
        reports.receive(stream)


def test_a_message_that_is_cut_off_is_told():
    with pytest.raises(PjreportError, match="ended from outside"):
        reports.receive(io.BytesIO(b"\0\0\0\7abc"))
