"""How the tests are run: what they keep of a file never hides a change, and no test is left out."""

import os
import subprocess
import sys

import pytest

from .conftest import ROOT, TESTS, bases, parse_once, toml

SCHOOL = TESTS / "bases/school-a.toml"


def total(tool, path):
    return tool("get", "stats.pupils.total", "--facts", str(path))


def test_a_changed_file_is_read_again(tool, tmp_path):
    """Also one of the same size, written at the same time, at the same place."""
    path = tmp_path / "facts.toml"
    sound = SCHOOL.read_text(encoding="utf-8")
    before = None
    for value in ("120", "121", "120"):
        path.write_text(sound.replace("120", value), encoding="utf-8")
        os.utime(path, (1, 1))
        assert total(tool, path) == (0, f"{value}\n", "")
        assert before in (None, path.stat().st_size)
        before = path.stat().st_size


def test_a_file_that_goes_wrong_is_refused_at_its_place(tool, tmp_path):
    """What was sound before is checked again, and what was wrong in one file names the other."""
    good, bad, other = (tmp_path / name for name in ("good.toml", "bad.toml", "other.toml"))
    sound = SCHOOL.read_text(encoding="utf-8")
    wrong = sound.replace('topic = "pupils"', "").replace("lines = [3]", "lines = [0]", 1)
    for path, text, status in ((good, sound, 0), (bad, wrong, 2), (other, wrong, 2)):
        path.write_text(text, encoding="utf-8")
        result = total(tool, path)
        assert result.exit == status
        assert all(line.startswith(f"{path}:") for line in result.stderr.splitlines())
    good.write_text(wrong, encoding="utf-8")
    assert total(tool, good).exit == 2
    good.write_text("= no TOML", encoding="utf-8")
    assert total(tool, good).stderr.startswith(f"{good}:1:1: error: not TOML")


def test_a_lock_that_changes_counts(tool, tmp_path):
    path = tmp_path / "facts.toml"
    path.write_bytes((ROOT / "data/facts.toml").read_bytes())
    words = ("get", "stats.training.exams", "state", "--facts", str(path))
    assert tool(*words).stdout == "unchecked\n"
    (tmp_path / "facts.lock.toml").write_bytes((ROOT / "data/facts.lock.toml").read_bytes())
    assert tool(*words).stdout == "verified\n"


def test_lines_are_always_checked(tool, tmp_path):
    """Their text stands for no content, so nothing may be kept by it."""
    path = tmp_path / "facts.jsonl"
    made = tool("export", "-o", str(path), "--facts", str(SCHOOL))
    assert made.exit == 0, made.stderr
    assert total(tool, path).exit == 0
    path.write_bytes(path.read_bytes().replace(b'"lines": [3]', b'"lines": [0]'))
    assert total(tool, path).exit == 2


@pytest.mark.usefixtures("tool")
def test_what_is_kept_is_kept_from_change():
    """A command may change the tables that it gets; the next one gets them as they were."""
    text = SCHOOL.read_text(encoding="utf-8")
    parse_once("a.toml", text)["report"]["id"] = "changed"
    assert parse_once("a.toml", text)["report"]["id"] == "school-a"
    assert toml.parse is parse_once
    assert bases.doubts.__name__ == "doubts_once"


SKIPPING = """
import pytest

def test_there():
    pass

@pytest.mark.source
def test_the_source():
    pass

def test_away():
    pytest.skip("no engine")

@pytest.mark.xfail(raises=ZeroDivisionError)
def test_known():
    1 / 0
"""
MODULE = "import pytest\npytest.skip('no shell', allow_module_level=True)\n"


@pytest.mark.parametrize(
    ("options", "summary"),
    [
        ([], "1 passed, 3 skipped, 1 xfailed"),
        (["--no-skips"], "1 failed, 1 passed, 1 xfailed, 2 errors"),
    ],
)
def test_what_is_skipped_fails_where_nothing_may_be(options, summary, tmp_path):
    (tmp_path / "test_some.py").write_text(SKIPPING)
    (tmp_path / "test_none.py").write_text(MODULE)
    ini = tmp_path / "pytest.ini"
    ini.write_text("[pytest]\nmarkers = source: as here\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "--numprocesses=0"]
    command += ["--continue-on-collection-errors", f"--rootdir={tmp_path}", f"--config-file={ini}"]
    done = subprocess.run(
        [*command, *options, str(tmp_path)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
    )
    assert summary in done.stdout
    assert bool(done.returncode) == bool(options)
