"""How tests run the tool: in this process, on a plain environment, streams captured as bytes."""

import io
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pjreport.__main__ import run as run_tool

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"


def pytest_addoption(parser):
    parser.addoption(
        "--bless", action="store_true", help="write what the tool prints now as what it should"
    )


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


@pytest.fixture
def tool(plain):
    """Runs `pjreport` with arguments and returns exit code, stdout and stderr."""

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
