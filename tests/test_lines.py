"""JSON lines that other programs write: every wrong line is named, and none costs much."""

import shutil
from decimal import Decimal

import pytest

from .conftest import TESTS, within

SCHOOL = TESTS / "bases" / "school-a.toml"


@pytest.fixture
def lines(tool, tmp_path):
    """The lines of a sound base, and a function that writes some as a file."""
    path = tmp_path / "base.jsonl"
    assert tool("export", "--facts", str(SCHOOL), "-o", str(path)).exit == 0
    head, *facts = path.read_text(encoding="utf-8").splitlines()

    def write(*some):
        path.write_text("".join(f"{line}\n" for line in some), encoding="utf-8")
        return str(path)

    return head, facts, write


COMMANDS = ("list", "list --json", "compile", "check", "export", "search 学生")


def run(tool, command, path, tmp_path):
    if command == "compile":
        return tool("compile", path, "-o", str(tmp_path / "base.db"))
    more = ["-o", str(tmp_path / "out.jsonl")] if command == "export" else []
    return tool(*command.split(), "--facts", path, *more)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_number_that_is_none_is_named(number, command, lines, tool, tmp_path):
    head, (total, local), write = lines
    assert '"value": 80' in local
    path = write(head, total, local.replace('"value": 80', f'"value": {number}'))
    result = run(tool, command, path, tmp_path)
    assert result.exit == 2
    said = f"{path}:3:1: error: {number} is no number; write a number, or leave the field out [wrong-value]\n"
    assert said in result.stdout + result.stderr
    assert not (tmp_path / "base.db").exists()


@pytest.mark.parametrize(
    "number", ["1e400", "1e-400", "1e99999999999999999999", "-0.0", "9" * 5000]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_number_that_is_too_much_is_named(number, command, lines, tool, tmp_path):
    head, (total, local), write = lines
    path = write(head, total, local.replace('"value": 80', f'"value": {number}'))
    result = run(tool, command, path, tmp_path)
    assert result.exit in (1, 2)
    assert f"{path}:3:1: error: " in result.stdout + result.stderr


def test_a_key_twice_behind_many_is_found_at_once(lines, tool):
    head, (total, local), write = lines
    many = ", ".join(f'"k{n}": 1' for n in range(70_000))
    path = write(head, total, f'{{{many}, "k69999": 1, {local[1:]}')
    with within(5):
        result = tool("list", "--facts", path)
    said = "key 'k69999' twice in an object; drop one [syntax]"
    assert result.stderr == f"{path}:3:1: error: {said}\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL", "A.NdJson"])
def test_what_is_exported_is_read_back(name, lines, tool, tmp_path):
    head, facts, write = lines
    path = shutil.copy(write(head, *facts), tmp_path / name)
    wanted = tool("list", "--facts", str(SCHOOL))
    assert tool("list", "--facts", str(path)) == wanted
    assert tool("export", "--facts", str(path), "-o", str(tmp_path / "again.ndjson")).exit == 0
    assert tool("list", "--facts", str(tmp_path / "again.ndjson")) == wanted
    assert tool("compile", str(path), "-o", str(tmp_path / "x.db")).exit == 0
    assert tool("list", "--facts", str(tmp_path / "x.db")) == wanted
    assert Decimal(tool("get", "stats.pupils.local", "--facts", str(path)).stdout) == 80
