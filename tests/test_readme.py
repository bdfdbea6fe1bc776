"""Runs the README's console blocks on a terminal and compares what they print.

`pytest --bless` writes the output into the README; `git diff` is the review.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from .conftest import ROOT

COLUMNS = 100
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    """The repository as a folder that commands may write to."""
    for path in ROOT.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def on_a_terminal(command, folder):
    """What a shell command prints on a terminal of 100 columns without colours."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        "LANG": "C.UTF-8",
        "HOME": os.environ.get("HOME", "/"),
    }
    with subprocess.Popen(
        ["bash", "-c", command], stdin=side, stdout=side, stderr=side, env=environment, cwd=folder
    ):
        os.close(side)
        chunks = []
        while True:
            try:
                chunk = os.read(main, 4096)
            except OSError:  # the last process has closed the terminal
                break
            if not chunk:
                break
            chunks.append(chunk)
    os.close(main)
    return b"".join(chunks).decode().replace("\r\n", "\n")


def run_block(block, folder):
    """The block's commands, each followed by what it prints."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{on_a_terminal(command, folder)}" for command in commands)


def test_readme_shows_what_the_tool_prints(request, folder):
    """Every console block is exactly what its commands print now."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) > 3
    actual = BLOCK.sub(lambda match: run_block(match[0], folder), text)
    if request.config.getoption("--bless"):
        path.write_text(actual, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == actual


def test_readme_quotes_what_was_measured():
    """Each row of its tables of measurements stands in the results as a whole."""
    results = (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8").splitlines()
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^\| (?:tool|bar) \|.*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    assert len(quoted) == 2
    for row in "\n".join(quoted).splitlines():
        assert row in results


def test_readme_quotes_the_shipped_base():
    """The fact that the README shows as TOML stands so in the base."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shipped = (ROOT / "data" / "facts.toml").read_text(encoding="utf-8")
    quoted = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert quoted
    assert all(block in shipped for block in quoted)
