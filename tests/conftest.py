"""How tests run the tool: in this process, on a plain environment, streams captured as bytes."""

import gc
import io
import os
import pickle
import pty
import subprocess
import sys
import termios
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from pjreport.__main__ import run as run_tool
from pjreport.cli import bases
from pjreport.errors import LoadError
from pjreport.store import is_lines, toml

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"

# How many examples a property is tried on: a few by default, many with `--hypothesis-profile=ci`.
# The same ones each time, and however long one takes on a busy machine.
for name, count in {"few": 25, "ci": 300}.items():
    settings.register_profile(
        name,
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("few")


def pytest_addoption(parser):
    parser.addoption(
        "--bless", action="store_true", help="write what the tool prints now as what it should"
    )
    parser.addoption(
        "--no-skips", action="store_true", help="fail each test that something is missing for"
    )


def pytest_collection_finish():
    """The tests themselves are never garbage: looking through them again and again takes long."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item):
    if item.get_closest_marker("source") and not os.environ.get("PJREPORT_SOURCE"):
        pytest.skip("PJREPORT_SOURCE names no source text")


def unskipped(report, config):
    """The report of a test or a module: with `--no-skips`, what was skipped has failed."""
    if report.skipped and not hasattr(report, "wasxfail") and config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr[2]}; with --no-skips this is a failure"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    return unskipped((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return unskipped((yield), collector.config)


HANGING = 60  # seconds, after which a process is taken to wait for ever; none needs as many


END = b"\0"  # behind what a process has sent to a terminal


def on_terminal(command, columns, **how):
    """What a process sends to a terminal of so many columns, and its exit code.

    A terminal that every process has closed may drop what was not read yet. So it stays open here
    until a mark has come through that is written when the process has ended.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, **how) as process:

        def end():
            try:
                process.wait(HANGING)
            finally:
                process.kill()
                os.write(theirs, END)

        ended = Thread(target=end)
        ended.start()
        sent = b""
        while not sent.endswith(END):
            sent += os.read(ours, 65536)
        ended.join()
    os.close(theirs)
    os.close(ours)
    return sent.removesuffix(END).decode().replace("\r\n", "\n"), process.returncode


def spent():
    """Seconds of CPU of this process and of those it waited for: a busy machine adds none."""
    return sum(os.times()[:4])


@contextmanager
def within(seconds):
    """Fails if what is done inside takes more CPU; several times what is needed, with coverage."""
    start = spent()
    yield
    assert spent() - start < seconds


class Result(NamedTuple):
    exit: int
    stdout: str
    stderr: str


@pytest.fixture
def plain(monkeypatch):
    """No variable of the caller's changes what is printed; the folder is the repository."""
    for name in list(os.environ):
        if name.startswith(("PJREPORT_", "LC_")) or name in (
            *("LANG", "LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
            *("TTY_COMPATIBLE", "TTY_INTERACTIVE", "PYTHONIOENCODING"),
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.chdir(ROOT)
    return monkeypatch


PARSE, DOUBTS = toml.parse, bases.doubts
TEXTS, LENGTH = 64, 200_000  # how many are kept, and how long one may be


@lru_cache(TEXTS)
def parsed(text):
    return pickle.dumps(PARSE("", text))


def parse_once(path, text):
    """What a text parses to, a copy for each caller: a command may change what it gets."""
    try:
        return pickle.loads(parsed(text)) if len(text) < LENGTH else PARSE(path, text)
    except (LoadError, RecursionError):  # what is wrong names the file
        return PARSE(path, text)


class Checked:
    """A document that is compared by its content: nothing else decides what speaks against it."""

    def __init__(self, document):
        self.document = document
        self.key = document.path == bases.PACKAGED, document.text

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)


@lru_cache(TEXTS)
def doubts_of(checked):
    return tuple(DOUBTS(checked.document))


def doubts_once(document):
    """What speaks against a document; of JSON lines, the text is not all that decides."""
    if is_lines(document.path) or len(document.text) >= LENGTH:
        return DOUBTS(document)
    return list(doubts_of(Checked(document)))


@pytest.fixture
def tool(plain):
    """Runs `pjreport` with arguments and returns exit code, stdout and stderr.

    A file with the same content as one before is neither parsed nor checked again.
    """
    plain.setattr(toml, "parse", parse_once)
    plain.setattr(bases, "doubts", doubts_once)

    def call(*arguments, encoding="utf-8", **environment):
        with plain.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            out, err = (
                io.TextIOWrapper(io.BytesIO(), encoding, newline="", write_through=True)
                for _ in "oe"
            )
            patch.setattr(sys, "argv", ["pjreport", *arguments])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            status = run_tool()
            out.flush()
            err.flush()
        texts = (stream.buffer.getvalue().decode(encoding) for stream in (out, err))
        return Result(status, *texts)

    return call
