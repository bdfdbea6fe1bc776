"""Runs the console blocks of the documents on a terminal and compares what they print.

`pytest --bless tests/test_readme.py` writes the output into the documents and draws the picture
of the README again. `git diff` shows what changed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, on_terminal

COLUMNS = 100
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    """The repository as a folder that commands may write to."""
    for path in ROOT.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def on_a_terminal(command, folder):
    """What a shell command prints on a terminal of 100 columns without colours."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        "LANG": "C.UTF-8",
        "HOME": os.environ.get("HOME", "/"),
    }
    return on_terminal(["bash", "-c", command], COLUMNS, env=environment, cwd=folder)[0]


def run_block(block, folder):
    """The block's commands, each followed by what it prints."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{on_a_terminal(command, folder)}" for command in commands)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_shows_what_the_tool_prints(path, request, folder):
    """Every console block is exactly what its commands print now."""
    text = path.read_text(encoding="utf-8")
    actual = BLOCK.sub(lambda match: run_block(match[0], folder), text)
    if request.config.getoption("--bless"):
        path.write_text(actual, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == actual


def test_the_blocks_are_found():
    """Every fence of a console block is one that the test above runs."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        assert len(BLOCK.findall(text)) == text.count("```console")
    assert len(BLOCK.findall(DOCUMENTS[0].read_text(encoding="utf-8"))) > 3


def test_the_picture_shows_what_the_tool_prints(request):
    option = [] if request.config.getoption("--bless") else ["--check"]
    command = [sys.executable, ROOT / "tools" / "make_picture.py", *option]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *DOCUMENTS[2:]], ids=lambda path: path.name)
def test_a_link_leads_to_a_file(path):
    text = re.sub(r"(?ms)^```.*?^```", "", path.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    for link in links:
        if not link.startswith("https://"):
            target, _, heading = link.partition("#")
            text = (
                (path.parent / target).read_text(encoding="utf-8") if target else path.read_text()
            )
            titles = re.findall(r"(?m)^#+ (.*)$", text)
            anchors = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in titles}
            assert not heading or heading in anchors, link


def test_measurements_are_quoted_as_they_stand():
    """Each row of the tables of measurements in docs/large.md stands in the results as a whole."""
    results = (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8").splitlines()
    text = (ROOT / "docs" / "large.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^\| (?:tool|target) \|.*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    assert len(quoted) == 3
    for row in "\n".join(quoted).splitlines():
        assert row in results


def test_readme_quotes_the_shipped_base():
    """The fact that the README shows as TOML stands so in the base."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shipped = (ROOT / "data" / "facts.toml").read_text(encoding="utf-8")
    quoted = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert quoted
    assert all(block in shipped for block in quoted)


def test_contributing_names_files_that_exist():
    """Words in capitals stand for a name of one's own."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|data|docs|tests|tools|bench)/[^` ]*)`", text)
    inside = re.findall(r"`([a-z]+/[\w/]*(?:\.py|/))`", text)
    assert len(named) > 20
    for path in named:
        assert re.search("[A-Z]", Path(path).name) or (ROOT / path).exists(), path
    for path in {*inside} - {*named}:
        places = (ROOT / path, ROOT / "src/pjreport" / path)
        assert any(place.exists() for place in places), path
