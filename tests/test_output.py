"""Where the answer goes: pipes, files, terminals, and what happens when it can't go there."""

import errno
import io
import json
import os
import pty
import re
import runpy
import shutil
import stat
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

from pjreport import __main__ as entry
from pjreport.cli import output
from pjreport.cli.faults import told
from pjreport.cli.interface.commands import COMMANDS
from pjreport.errors import OutputError
from pjreport.store.files import forget
from pjreport.store.writing import write_file
from pjreport.vocabulary import words

from .conftest import ROOT, on_terminal

FACTS = str(ROOT / "data/facts.toml")
SCRIPT = Path(sys.executable).with_name("pjreport")
TEXT = "stats.training.participations\t培训\n"


# ---- files


@pytest.fixture
def umask():
    """The process's mask as users have it, whatever runs the tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_a_new_file_is_written_whole_with_the_usual_mode(tmp_path):
    path = tmp_path / "facts.tsv"
    write_file(str(path), TEXT)
    assert path.read_text(encoding="utf-8") == TEXT
    assert mode(path) == 0o644
    assert os.listdir(tmp_path) == ["facts.tsv"]


@pytest.mark.usefixtures("umask")
def test_a_new_file_honours_the_mask(tmp_path):
    os.umask(0o077)
    write_file(str(tmp_path / "x"), TEXT)
    assert mode(tmp_path / "x") == 0o600
    assert os.umask(0o077) == 0o077  # looking at the mask has not changed it


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "facts.tsv"
    path.write_text("a longer text that was there before\n" * 9)
    path.chmod(0o640)
    write_file(str(path), TEXT)
    assert path.read_text(encoding="utf-8") == TEXT
    assert mode(path) == 0o640


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "facts.tsv"
    path.write_text("old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError, match="no space left on device"):
        write_file(str(path), TEXT)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["facts.tsv"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    path = tmp_path / "facts.tsv"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(str(path), TEXT)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["facts.tsv"]


def test_the_text_is_on_the_disk_before_it_takes_the_place_of_the_old(tmp_path, monkeypatch):
    """Otherwise a power cut may leave an empty file where a full one was."""
    done = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def noted(*given, name=name, real=real):
            done.append(name)
            return real(*given)

        monkeypatch.setattr(os, name, noted)
    write_file(str(tmp_path / "x"), TEXT)
    assert done == ["fsync", "replace"]


def test_a_link_keeps_pointing_where_it_did(tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "facts.tsv", tmp_path / "link.tsv"
    target.write_text("old")
    link.symlink_to(target)
    write_file(str(link), TEXT)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == TEXT


def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "fifo", Path(os.devnull)):
        with pytest.raises(OutputError, match="not a regular file"):
            write_file(str(path), TEXT)
    assert stat.S_ISFIFO((tmp_path / "fifo").stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_place_that_cannot_be_is_refused(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "file").write_text("")
    for path, why in (
        (loop, "too many levels of symbolic links"),
        (tmp_path / "file" / "x", "not a directory"),
        (tmp_path / "no" / "x", "no such file or directory"),
        (tmp_path / ("x" * 300), "file name too long"),
    ):
        with pytest.raises(OutputError, match=why):
            write_file(str(path), TEXT)


def test_the_fact_base_itself_is_refused_however_it_is_named(tool, tmp_path):
    base = tmp_path / "facts.tsv.toml"
    shutil.copy(FACTS, base)
    (tmp_path / "link.csv").symlink_to(base)
    (tmp_path / "hard.csv").hardlink_to(base)
    before = base.read_bytes()
    for name in ("facts.tsv.toml", "link.csv", "hard.csv"):
        path = str(tmp_path / name)
        result = tool("stats", "--facts", str(base), "--format", "csv", "-o", path)
        assert result.exit == 2
        assert "it is the fact base" in result.stderr
    assert base.read_bytes() == before


def test_the_extension_picks_the_format_and_an_option_overrides_it(tool, tmp_path):
    expected = {
        name: tool("stats", "training", "--format", name).stdout
        for name in ("table", "tsv", "csv", "json", "jsonl", "markdown")
    }
    for extension, name in (
        *((".txt", "table"), (".tsv", "tsv"), (".csv", "csv"), (".CSV", "csv")),
        *((".json", "json"), (".jsonl", "jsonl"), (".ndjson", "jsonl"), (".md", "markdown")),
    ):
        path = tmp_path / f"facts{extension}"
        assert tool("stats", "training", "-o", str(path)) == (0, "", "")
        assert path.read_bytes().decode() == expected[name]
        assert tool("stats", "training", "-o", str(path), "--format", "jsonl").exit == 0
        assert path.read_bytes().decode() == expected["jsonl"]
        assert tool("stats", "training", "-o", str(path), "--json").exit == 0
        assert path.read_bytes().decode() == expected["json"]


def test_an_extension_that_means_nothing_is_told_and_writes_nothing(tool, tmp_path):
    for name in ("facts.ods", "facts", ".csv"):
        path = tmp_path / name
        result = tool("stats", "-o", str(path))
        assert (result.exit, result.stdout) == (2, "")
        assert f"no format for '{path}'; use --format, or one of .txt" in result.stderr
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("place", ["", "missing/x.csv"])
def test_a_place_that_cannot_be_written_is_no_traceback(tool, place):
    result = tool("stats", "--format", "csv", "-o", place)
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr.startswith(f"pjreport: cannot write {place}: ")


def test_a_hyphen_is_standard_output(tool):
    plain = tool("stats", "training")
    assert plain.stdout
    assert tool("stats", "training", "-o", "-") == plain
    assert tool("stats", "-o", "-", "--json") == tool("stats", "--json")
    assert not os.path.exists("-")


def test_a_file_looks_the_same_whatever_the_terminal(tool, tmp_path):
    path = tmp_path / "facts.txt"
    for variables in ({}, {"COLUMNS": "60", "FORCE_COLOR": "1"}):
        tool("stats", "training", "-o", str(path), encoding="ascii", **variables)
        text = path.read_text(encoding="utf-8")
        assert "\x1b" not in text
        assert "─" in text
        assert text == tool("stats", "training", "--format", "table").stdout


# ---- standard output


class Stream:
    """A standard output whose writes fail, over a descriptor of its own."""

    encoding = "utf-8"

    def __init__(self, path, error):
        self.file = open(path, "wb")  # noqa: SIM115 - lives as long as the test
        self.error = error
        self.buffer = self

    def write(self, _):
        raise self.error

    def flush(self):
        pass

    def fileno(self):
        return self.file.fileno()


@pytest.fixture
def failing(tmp_path, monkeypatch):
    streams = []

    def call(error):
        streams.append(Stream(tmp_path / "out", error))
        monkeypatch.setattr(sys, "stdout", streams[-1])
        return streams[-1]

    yield call
    for stream in streams:
        stream.file.close()


def test_a_reader_that_has_gone_is_no_error(failing, tmp_path):
    stream = failing(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    output.write("x\n", people=False)
    os.write(stream.fileno(), b"the interpreter's last words")
    assert (tmp_path / "out").read_bytes() == b""  # they went nowhere, and raised nothing


def test_a_full_disk_is_told_and_not_told_twice(failing, tmp_path):
    stream = failing(OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(OutputError, match=r"no space left on device; make room"):
        output.write("x\n", people=False)
    os.write(stream.fileno(), b"the interpreter's last words")
    assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.parametrize("arguments", [("stats", "-h"), ("-h",), (), ("--version",), ("stats",)])
def test_a_closed_standard_output_is_told(plain, capsys, arguments):
    plain.setattr(sys, "argv", ["pjreport", *arguments])
    plain.setattr(sys, "stdout", None)
    assert entry.run() == 2
    assert capsys.readouterr().err == (
        "pjreport: cannot write the answer: standard output is closed; open it\n"
    )


def test_a_text_stream_in_the_place_of_standard_output_is_written_to(plain):
    stream = io.StringIO()
    plain.setattr(sys, "argv", ["pjreport", "get", "stats.training.participations"])
    plain.setattr(sys, "stdout", stream)
    assert entry.run() == 0
    assert stream.getvalue() == "5228\n"


def test_people_get_the_encoding_of_their_terminal_and_programs_utf_8(tool, plain):
    for encoding in ("ascii", "gbk"):
        table = tool("stats", "training", "--lang", "zh", "--format", "table", encoding=encoding)
        assert table.exit == 0
        assert ("培训" in table.stdout) == (encoding == "gbk")
        assert ("\\u57f9\\u8bad" in table.stdout) == (encoding == "ascii")
        assert ("---" in table.stdout) == (encoding == "ascii")
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    plain.setattr(sys, "argv", ["pjreport", "stats", "--format", "csv"])
    plain.setattr(sys, "stdout", stream)
    assert entry.run() == 0
    assert "培训" in stream.buffer.getvalue().decode("utf-8")


@pytest.mark.parametrize(
    ("encoding", "only"),
    [("utf-8", False), ("gbk", False), ("ascii", True), ("latin-1", True), ("no-such", True)],
)
def test_lines_are_drawn_where_the_encoding_has_them(monkeypatch, encoding, only):
    class Stdout:
        pass

    Stdout.encoding = encoding
    monkeypatch.setattr(sys, "stdout", Stdout)
    assert output.ascii_only() is only


def test_a_message_reaches_any_standard_error_or_none(tool, plain):
    result = tool("stats", "没有", encoding="ascii")
    assert result.exit == 1
    assert r"no topic '\u6ca1\u6709'" in result.stderr
    assert tool("stats", "\x1b[31m").stderr.startswith(r"pjreport: no topic '\x1b[31m'")
    plain.setattr(sys, "argv", ["pjreport", "stats", "no-such"])
    plain.setattr(sys, "stderr", None)
    assert entry.run() == 1


def test_a_standard_error_that_fails_changes_no_exit_code(plain):
    class Full(io.StringIO):
        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

    plain.setattr(sys, "argv", ["pjreport", "stats", "no-such"])
    plain.setattr(sys, "stderr", Full())
    assert entry.run() == 1


# ---- terminals


@pytest.fixture
def terminal(monkeypatch):
    """Standard output as a terminal of so many columns; nothing is read from it."""
    opened = []

    def call(columns):
        ours, theirs = pty.openpty()
        monkeypatch.setenv("COLUMNS", "")
        termios.tcsetwinsize(theirs, (24, columns))
        stream = os.fdopen(theirs, "w")
        opened.extend([stream, os.fdopen(ours, "rb")])
        monkeypatch.setattr(sys, "stdout", stream)

    yield call
    for stream in opened:
        stream.close()


def test_the_width_is_the_terminals_unless_columns_says_otherwise(terminal, monkeypatch):
    terminal(97)
    assert output.width() == 97
    for columns, expected in (
        *(("40", 40), ("1", 1), ("9999", 9999)),
        *(("0", 97), ("-5", 97), ("abc", 97), ("10000", 97), ("٣٣", 97), ("8.5", 97)),
    ):
        monkeypatch.setenv("COLUMNS", columns)
        assert output.width() == expected, columns
    monkeypatch.delenv("COLUMNS")
    assert output.width() == 97
    terminal(0)  # as some editors' terminals say
    assert output.width() == 80


def test_a_pipe_has_no_width_and_an_odd_terminal_the_usual(monkeypatch):
    class Odd(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert output.width() is None
    monkeypatch.setattr(sys, "stdout", None)
    assert output.width() is None
    monkeypatch.setattr(sys, "stdout", Odd())
    assert output.width() == 80
    monkeypatch.setenv("COLUMNS", "33")
    assert output.width() == 33


@pytest.mark.parametrize(
    ("when", "tty", "variables", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "", "FORCE_COLOR": ""}, True),  # empty is unset
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_as_asked_else_as_the_environment_says(
    terminal, plain, when, tty, variables, expected
):
    if tty:
        terminal(80)
    else:
        plain.setattr(sys, "stdout", io.StringIO())
    plain.setenv("TERM", "xterm")
    for name, value in variables.items():
        plain.setenv(name, value)
    assert output.color(when) is expected


# ---- the entry point


class Left(Exception):  # noqa: N818 - not an error: what `os._exit` is replaced by
    pass


@pytest.fixture
def leaving(monkeypatch):
    """The process stays; what it would have ended with is kept."""

    def leave(status):
        raise Left(status)

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr("gc.disable", lambda: None)
    return monkeypatch


def status_of_main():
    with pytest.raises(Left) as caught:
        entry.main()
    return caught.value.args[0]


@pytest.mark.parametrize("status", [0, 1, 2])
def test_main_ends_with_the_status_of_the_run(leaving, status):
    leaving.setattr(entry, "run", lambda: status)
    assert status_of_main() == status


@pytest.mark.parametrize(("raised", "status"), [(KeyboardInterrupt, 130), (SystemExit, 0)])
def test_main_ends_quietly_when_interrupted_or_left(leaving, capsys, raised, status):
    def stop():
        raise raised

    leaving.setattr(entry, "run", stop)
    assert status_of_main() == status
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("leaving")
def test_an_interrupt_inside_a_command_ends_with_130(plain):
    def interrupt(*_):
        raise KeyboardInterrupt

    plain.setattr(sys, "argv", ["pjreport", "stats"])
    plain.setattr("pjreport.cli.bases.open_bases", interrupt)
    assert status_of_main() == 130


FAULT = (
    r"stopped by a fault of pjreport's own \(ZeroDivisionError: by nothing, in cli/session\.py, line "
    r"\d+\); please report this on {}, and send that file if you may"
)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ZeroDivisionError("by\nnothing"),
            FAULT,
        ),
        (MemoryError(), "not enough memory for {}; split the file or close programs"),
        (
            OSError(errno.EIO, "Input/output error", "a.toml"),
            "a.toml: input/output error; check the path, and whether the current folder still exists",
        ),
        (
            OSError(errno.EIO, "Input/output error"),
            "{}: input/output error; check the path, and whether the current folder still exists",
        ),
    ],
)
def test_what_nobody_foresaw_is_one_line(error, said, plain, tool):
    """It names the file that was read, and asks for a report."""

    def fail(*_, **__):
        raise error

    plain.setattr("pjreport.cli.output.deliver", fail)
    result = tool("list", "--facts", "data/facts.toml")
    assert (result.exit, result.stdout) == (2, "")
    assert re.fullmatch(f"pjreport: {said.format('data/facts.toml')}\n", result.stderr)


def test_what_nobody_foresaw_before_a_file_was_read(plain, tool):
    plain.setattr("pjreport.cli.dispatch.BY_NAME", {})
    result = tool("schema", "input")
    assert result.exit == 2
    assert result.stderr.endswith("); please report this\n")
    plain.setattr("pjreport.__main__.sys", None)
    with pytest.raises(AttributeError):
        entry.leave(0)


def test_the_last_words_without_a_place():
    """And where words of the vocabulary are missing."""
    forget()
    assert (
        told(ValueError())
        == "stopped by a fault of pjreport's own (ValueError); please report this"
    )
    assert told(MemoryError()) == "not enough memory; split the file or close programs"
    assert told(OSError(errno.EIO, "")).startswith("a file: input/output error; check the path")
    with pytest.raises(KeyError) as raised:
        words("no-such-group")
    assert re.fullmatch(
        r"the words in .+/vocabulary/ are damaged \(KeyError: 'no-such-group'\); install pjreport again",
        told(raised.value),
    )


def test_damaged_words_are_named(tmp_path):
    """Where the vocabulary of an installed package is broken, nothing can be read or asked."""
    folder = tmp_path / "pjreport"
    shutil.copytree(ROOT / "src/pjreport", folder)
    (folder / "vocabulary/zh.toml").write_text("purpose = 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pjreport", "search", "a", "--facts", str(ROOT / "data/facts.toml")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 2
    where = re.escape(f"{folder}/vocabulary/")
    said = (
        rf"pjreport: the words in {where} are damaged \(KeyError: '.+'\); install pjreport again\n"
    )
    assert re.fullmatch(said, done.stderr)


def test_what_was_printed_is_flushed_before_the_end(leaving):
    class Buffered(io.StringIO):
        flushed = False

        def flush(self):
            self.flushed = True
            raise BrokenPipeError

    out = Buffered()
    leaving.setattr(sys, "stdout", out)
    leaving.setattr(sys, "stderr", None)
    leaving.setattr(entry, "run", lambda: 1)
    assert status_of_main() == 1
    assert out.flushed


@pytest.mark.usefixtures("leaving")
def test_the_package_runs_as_a_module(plain, capsys):
    plain.setattr(sys, "argv", ["pjreport", "get", "stats.training.participations"])
    plain.delitem(sys.modules, "pjreport.__main__")
    with pytest.raises(Left) as caught:
        runpy.run_module("pjreport", run_name="__main__", alter_sys=True)
    assert caught.value.args == (0,)
    assert capsys.readouterr().out == "5228\n"


def test_a_help_page_that_cannot_be_written_is_told(plain, capsys):
    class Full(io.StringIO):
        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

    plain.setattr(sys, "argv", ["pjreport", "--help"])
    plain.setattr(sys, "stdout", Full())
    assert entry.run() == 2
    assert capsys.readouterr().err == (
        "pjreport: cannot write the answer: no space left on device; make room\n"
    )


# ---- the real thing: processes, pipes, terminals

PROGRAMS = {"script": [str(SCRIPT)], "module": [sys.executable, "-m", "pjreport"]}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
ENVIRONMENT["PJREPORT_PAGER"] = "cat"


def start(*arguments, program="script", **options):
    return subprocess.run(
        [*PROGRAMS[program], *arguments],
        check=False,
        cwd=ROOT,
        env=ENVIRONMENT | options.pop("env", {}),
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_both_ways_to_start_print_the_same_and_exit_the_same(program):
    done = start("get", "stats.training.participations", program=program)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"5228\n", b"")
    missed = start("get", "stats.training.participation", program=program)
    assert (missed.returncode, missed.stdout) == (1, b"")
    assert b"did you mean stats.training.participations" in missed.stderr
    wrong = start("stats", "--nonsense", program=program)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"pjreport: no such option: --nonsense")


@pytest.mark.parametrize("arguments", ["list --format jsonl", "list", "--help", "stats -h"])
def test_a_pipe_that_is_closed_early_is_quiet(arguments):
    """As `pjreport list | head -1`, but with a reader that is gone before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    done = start(*arguments.split(), stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_head_gets_its_line_and_all_is_well():
    line = f"set -o pipefail; '{SCRIPT}' list --format jsonl | head -1; echo ${{PIPESTATUS[@]}}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, check=False, cwd=ROOT, env=ENVIRONMENT
    )
    first, states = done.stdout.decode().splitlines()
    assert json.loads(first)["report"] == "pinghu-2021"
    assert (states, done.stderr) == ("0 0", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
@pytest.mark.parametrize("arguments", ["list", "stats --json", "--help", "stats -h", "--version"])
def test_a_full_device_is_told_and_fails(arguments):
    with open("/dev/full", "wb") as full:
        done = start(*arguments.split(), stdout=full)
    assert done.returncode == 2
    assert re.fullmatch(
        rb"pjreport: cannot write[^\n]*: no space left[^\n]*\n", done.stderr.lower()
    )


@pytest.mark.parametrize("arguments", ["list", "--help", "schema input", "-o x.csv nonsense"])
def test_closed_streams_give_no_traceback(arguments):
    for closed in (">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        line = f"exec '{SCRIPT}' {arguments} {closed}"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, check=False, cwd=ROOT, env=ENVIRONMENT
        )
        assert b"Traceback" not in done.stderr
        failing = ">&-" in re.sub("2>&-", "", closed) or "nonsense" in arguments
        assert done.returncode == (2 if failing else 0), closed


def on_a_terminal(*arguments, columns=100, **variables):
    """What a terminal of so many columns is sent."""
    printed, code = on_terminal(
        [str(SCRIPT), *arguments], columns, env=ENVIRONMENT | variables, cwd=ROOT
    )
    assert code == 0
    return printed


def test_a_terminal_gets_a_coloured_table_and_a_pipe_gets_lines():
    seen = on_a_terminal("stats", "training")
    assert "\x1b[" in seen
    assert "─" in seen
    assert "5228 person-times" in re.sub(r"\x1b\[[0-9;]*m", "", seen)
    piped = start("stats", "training").stdout.decode()
    assert "\x1b" not in piped
    assert [line.count("\t") for line in piped.splitlines()] == [10] * len(piped.splitlines())
    assert "\x1b" not in on_a_terminal("stats", "training", NO_COLOR="1")


def test_a_long_answer_goes_through_the_pager():
    """And a short one does not, nor one that goes into a pipe."""
    paged = "sed s/^/paged:/"
    long = on_a_terminal("list", PJREPORT_PAGER=paged).splitlines()
    assert len(long) > 100
    assert all(line.startswith("paged:") for line in long)
    assert "paged:" not in on_a_terminal("stats", "training", PJREPORT_PAGER=paged)
    assert "paged:" not in on_a_terminal("list", PJREPORT_PAGER=paged, TERM="dumb")
    assert "paged:" not in start("list", env={"PJREPORT_PAGER": paged}).stdout.decode()
    assert "191 facts" in on_a_terminal("list", PJREPORT_PAGER="no-such-program")
    assert len(on_a_terminal("list", PJREPORT_PAGER="head -1").splitlines()) == 1


@pytest.mark.parametrize("columns", [30, 60, 100, 160])
def test_a_terminal_is_filled_and_not_overrun(columns):
    seen = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal("stats", columns=columns))
    assert max(map(cell_len, seen.splitlines())) <= columns
    assert "5228 person-times" in " ".join(seen.split())
    assert ("stats.training.participations" in seen) == (columns in (30, 160))  # 30: as records
    assert "39 facts" in seen


def test_the_same_commands_are_known_to_both_the_table_and_the_process():
    shown = start("help", "all").stdout.decode()
    assert all(f"\n  {command.name} " in shown for command in COMMANDS)


def test_a_miss_leaves_the_file_as_it_was(tool, tmp_path):
    """A mistyped name does not replace the last good answer by an empty one."""
    path = tmp_path / "good.json"
    assert tool("stats", "training", "-o", str(path)).exit == 0
    before = path.read_bytes()
    assert tool("stats", "trainning", "-o", str(path)).exit == 1
    assert tool("show", "stats.training.nothing", "-o", str(path)).exit == 1
    assert path.read_bytes() == before != b"[]\n"


def test_an_empty_language_is_none(tool):
    """As an unset variable of a script: what the environment says counts."""
    assert "数值" in tool("stats", "--format", "table", "--lang", "", PJREPORT_LANG="zh").stdout
