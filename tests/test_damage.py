"""Compiled bases that were damaged, and such as name what is no input of theirs."""

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from threading import Event

import pytest

from pjreport.cli import bases as opening
from pjreport.store.compiled import digest, inputs
from pjreport.store.compiled.digest import intact, seal
from pjreport.store.compiled.inputs import Input, changed, file_digest
from pjreport.store.files import MAX_FILE_BYTES

from .conftest import ROOT, TESTS, within

LOOKUPS = (["list"], ["topics"], ["stats"], ["search", "学生"], ["get", "stats.pupils.total"])


@pytest.fixture
def made(tmp_path, tool):
    """A compiled base, beside the folder that it was made from."""
    shutil.copytree(TESTS / "bases", tmp_path / "bases")
    target = tmp_path / "base.db"
    assert tool("compile", str(tmp_path / "bases"), "-o", str(target)).exit == 0
    return target


def edited(path, sql, *values):
    """Somebody changed a base and sealed it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)
    seal(str(path))
    return str(path)


# ---- damage


def test_no_single_corruption_changes_an_answer_without_a_word(tool, tmp_path):
    """1,000 of them: a byte, some bytes, a page of zeros, and a page in another's place."""
    path = tmp_path / "facts.db"
    assert tool("compile", str(ROOT / "data/facts.toml"), "-o", str(path)).exit == 0
    data = path.read_bytes()
    chance = random.Random(3)
    pages = len(data) // 4096
    for number in range(1000):
        changed = bytearray(data)
        place = chance.randrange(len(data))
        page, other = chance.randrange(pages) * 4096, chance.randrange(pages) * 4096
        if number % 4 == 0:
            changed[place] ^= 1 << chance.randrange(8)
        elif number % 4 == 1:
            changed[place : place + 4] = chance.randbytes(len(changed[place : place + 4]))
        elif number % 4 == 2:
            changed[page : page + 4096] = bytes(4096)
        else:
            changed[page : page + 4096] = data[other : other + 4096]
        path.write_bytes(changed)
        result = tool("topics", "--facts", str(path))
        assert changed == data or (result.exit, result.stdout) == (2, ""), place
        assert changed == data or str(path) in result.stderr


@pytest.mark.parametrize("words", LOOKUPS)
@pytest.mark.parametrize("cut", [1, 1000, 4095, 4096, -1, -4096])
def test_a_base_of_another_length_is_refused(cut, words, made, tool):
    """SQLite itself answers from a file that lacks less than a page."""
    data = made.read_bytes()
    made.write_bytes(data[:-cut] if cut > 0 else data + bytes(-cut))
    seal(str(made))
    result = tool(*words, "--facts", str(made))
    assert (result.exit, result.stdout) == (2, "")
    said = "damaged (cut off, or longer than it was); compile it again [unreadable]"
    assert result.stderr == f"{made}:1:1: error: {said}\n"


def test_a_large_base_is_read_whole_only_if_its_time_is_another(made, tool, monkeypatch):
    monkeypatch.setattr(digest, "LARGE", 0)
    status = made.stat()
    data = bytearray(made.read_bytes())
    data[-1] ^= 1
    made.write_bytes(data)
    said = f"{made}:1:1: error: damaged (not, byte for byte, what was compiled); compile it again"
    assert tool("list", "--facts", str(made)).stderr == f"{said} [unreadable]\n"
    os.utime(made, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert tool("list", "--facts", str(made)).exit == 0
    assert tool("check", "--facts", str(made)).exit == 1  # which always reads all of it
    monkeypatch.setattr(digest, "LARGE", 10**9)
    assert tool("list", "--facts", str(made)).exit == 2


def test_the_time_of_the_seal_is_one_that_every_archive_keeps(made):
    assert made.stat().st_mtime_ns % (2 * 10**9) == 0
    assert 0 <= time.time() - made.stat().st_mtime < 60
    assert intact(str(made))


def test_a_base_that_takes_long_says_why(made, tool, monkeypatch):
    assert tool("list", "--facts", str(made)).stderr == ""
    monkeypatch.setattr(opening, "SLOW", -1.0)
    said = "because it was copied without its time; copy it with `cp -p`, or compile it here\n"
    assert tool("list", "--facts", str(made)).stderr.endswith(said)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("words", [*LOOKUPS, ["export", "--format", "jsonl", "-o", "-"]])
def test_no_answer_has_a_number_that_is_none(number, words, made, tool):
    sql = "UPDATE fact SET data = replace(data, '\"value\":120', '\"value\":' || ?)"
    result = tool(*words, "--facts", edited(made, sql, number))
    assert number not in result.stdout
    if words != ["topics"]:  # which reads no facts
        assert result.exit == 2
        assert "damaged ('stats.pupils.total' is no sound fact); compile it again" in result.stderr


# ---- inputs that are none


def test_what_cannot_have_been_an_input_is_not_opened(tmp_path, monkeypatch):
    """Neither devices and pipes, nor files of the kernel, which have no size or an endless one."""

    def opened(path, _most):
        raise AssertionError(path)

    monkeypatch.setattr(inputs, "file_digest", opened)
    then = Input(5, 1, "0" * 64)
    os.mkfifo(tmp_path / "a.toml")
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "other.txt").write_text("12345")
    with open(tmp_path / "large.toml", "wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    large = then._replace(bytes=MAX_FILE_BYTES + 1)
    for path, then_, wanted in (
        ("/dev/zero", then, False),
        (str(tmp_path / "a.toml"), then, False),
        (str(tmp_path / "empty.toml"), then._replace(bytes=0), False),
        (str(tmp_path / "other.txt"), then, True),
        (str(tmp_path / "large.toml"), large, True),
        (str(tmp_path / "large.toml"), then, True),
    ):
        assert changed(path, then_, os.stat(path)) is wanted, path


def test_only_so_much_of_an_input_is_read_as_was_compiled(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"12345678")
    whole, part = file_digest(str(path)), file_digest(str(path), 5)
    path.write_bytes(b"12345")
    assert file_digest(str(path)) == file_digest(str(path), 9) == part != whole
    with open(path, "wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    then = Input(MAX_FILE_BYTES + 1, 1, part)
    assert changed(str(path), then, path.stat())
    assert not changed(str(path), then._replace(sha256=file_digest(str(path))), path.stat())


@pytest.mark.parametrize(
    "path", ["/dev/kmsg", "/proc/kmsg", "/proc/kcore", "/dev/stdin", "/proc/self/mem", "/dev/tty"]
)
def test_no_lookup_waits_for_a_device(path, made, tool):
    edited(made, "UPDATE input SET path = ?, bytes = 0", os.path.relpath(path, made.parent))
    with within(5):
        assert tool("list", "--facts", str(made)).exit == 0
        assert tool("check", "--facts", str(made)).exit == 0


@pytest.fixture
def silent(made, monkeypatch):
    """The folders of the inputs are on a machine that does not answer."""
    answer = Event()
    stat = os.stat

    def waiting(path, **how):
        if "bases" in str(path):
            answer.wait()
        return stat(path, **how)

    monkeypatch.setattr(inputs, "PATIENCE", 0.05)
    monkeypatch.setattr(inputs.os, "stat", waiting)
    yield made
    answer.set()


def test_a_folder_that_does_not_answer_is_not_waited_for(silent, tool):
    result = tool("list", "--report", "school-a", "--facts", str(silent))
    assert result.exit == 0
    assert result.stdout
    assert result.stderr == (
        f"pjreport: {silent} may be out of date: the folders of its inputs do not answer; "
        "`pjreport check` looks again\n"
    )
    result = tool("check", "--facts", str(silent))
    assert result.exit == 0
    said = f"pjreport: not checked: {silent} for changed inputs (their folders do not answer)\n"
    assert said in result.stderr


# ---- much of one thing


def test_a_huge_fact_is_refused(made, tool):
    edited(made, "UPDATE fact SET data = data || printf('%.*c', 1048576, ' ')")
    for words in LOOKUPS:
        with within(5):
            result = tool(*words, "--facts", str(made))
        if words != ["topics"]:
            assert (result.exit, result.stdout) == (2, "")
            assert "is no sound fact); compile it again" in result.stderr


def test_a_huge_fact_is_not_compiled(tool, tmp_path):
    path = tmp_path / "a.toml"
    text = (TESTS / "bases" / "school-a.toml").read_text(encoding="utf-8")
    many = ", ".join(f'"80人{n:>996}"' for n in range(1100))
    path.write_text(text.replace('["80人"]', f"[{many}]"), encoding="utf-8")
    result = tool("compile", str(path), "-o", str(tmp_path / "base.db"))
    said = "'stats.pupils.local' has more than 1 MiB; divide it [wrong-value]"
    assert (result.exit, result.stderr) == (2, f"{path}:1:1: error: {said}\n")
    assert not (tmp_path / "base.db").exists()
