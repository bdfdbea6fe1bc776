"""Runs `tests/cases/COMMAND/WHAT-IT-SHOWS/`: `cmd` must give exactly `stdout`, `stderr`, `exit`.

A missing file means empty output or exit 0. `pytest --bless` writes them;
`git diff` is the review. JSON that a case prints must fit the published schema.
"""

import json
import shlex

import pytest
from jsonschema import Draft202012Validator

from pjreport.cli.interface.commands import COMMANDS
from pjreport.model.schema import output_schema

from .conftest import TESTS

CASES = sorted(path.parent for path in (TESTS / "cases").glob("*/*/cmd"))


def read(path):
    return path.read_bytes().decode() if path.exists() else ""


@pytest.mark.parametrize("case", CASES, ids=lambda path: "/".join(path.parts[-2:]))
def test_case(case, tool, request):
    """The command prints exactly what the case says."""
    words = shlex.split(read(case / "cmd"))
    start = words.index("pjreport")
    environment = dict(word.split("=", 1) for word in words[:start])
    result = tool(*words[start + 1 :], **environment)
    actual = {
        "stdout": result.stdout,
        "stderr": result.stderr,
        "exit": f"{result.exit}\n" if result.exit else "",
    }
    if request.config.getoption("--bless"):
        for name, text in actual.items():
            (case / name).unlink(missing_ok=True)
            if text:
                (case / name).write_bytes(text.encode())
    assert actual == {name: read(case / name) for name in actual}
    if result.stdout.startswith(("[\n", "[]")) and "csl" not in words:  # that has its own schema
        fits(json.loads(result.stdout), selected="--fields" in words)


def fits(rows, *, selected):
    """Raises unless the rows fit the published schema, as whole records if not `selected`."""
    schema = output_schema()
    if not selected:
        schema["items"]["anyOf"] = schema["items"]["anyOf"][:-1]  # no selection
    Draft202012Validator(schema).validate(rows)


@pytest.mark.parametrize(
    "command",
    ["list --kind honours --limit 1", "topics --limit 1", "show derived.contests.medals"],
)
def test_each_single_field_fits_the_schema(command, tool):
    """Whatever field is chosen, the JSON is what the schema says."""
    words = command.split()
    [first, *_] = json.loads(tool(*words, "--json", "--fields", "all").stdout)
    for field in first:
        fits(json.loads(tool(*words, "--json", "--fields", field).stdout), selected=True)


def test_every_command_has_a_case_in_both_languages():
    """No command goes without a case, nor a listing without one in Chinese and one in English."""
    shown = {case.parts[-2]: [] for case in CASES}
    for case in CASES:
        shown[case.parts[-2]].append(read(case / "cmd"))
    for command in COMMANDS:
        assert command.name in shown
        if command.module not in (
            *("compile", "get", "schema", "completion", "explain", "export", "version"),
        ):
            lines = shown[command.name]
            assert any("--lang zh" in line for line in lines), command.name
            assert any("--lang zh" not in line for line in lines), command.name
