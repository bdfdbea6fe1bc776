"""The parser of well-formed lines, held to Typer: the same values, or both refuse."""

import contextlib
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.exceptions import TyperException

from pjreport.cli.interface.app import Group
from pjreport.cli.interface.commands import BY_NAME, COMMANDS
from pjreport.cli.interface.options import SHARED
from pjreport.cli.interface.parameters import Argument, flagged
from pjreport.cli.interface.parser import forward, parse
from pjreport.errors import UsageError

VALUES = [
    *("", "-", "--", "x", "zh", "en", "3", "-3", "-1.5", "+3", "1_0", "٣", " 7", "007", "9" * 5000),
    *("a=b", "=", "id,zh", "-id", "+match", "all", "stats.training.exams", "培训", "\udcff", "a b"),
]


def typed(words):
    """What Typer takes a line for; None where it refuses it or shows a page of help instead."""
    taken = []
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            Group(taken.append, "en").main(words, prog_name="pjreport", standalone_mode=False)
        except (TyperException, UsageError):
            return None
    return vars(taken[0]) if taken else None


def parsed(words):
    """What the parser takes a line for."""
    options = parse(words)
    return None if options is None else vars(options)


def same(words):
    """Raises unless the two agree, and returns what they take the line for."""
    words = forward(words)
    assert parsed(words) == typed(words)
    return parsed(words)


@st.composite
def lines(draw):
    """A command line of any command, mostly of its own flags, sound and broken."""
    command = draw(st.sampled_from(COMMANDS))
    own = [flag for flag, _ in flagged(command.parameters)]
    flag = st.sampled_from([*own, "--json", "--limit", "--level", "--no-such", "--help"])
    value = st.sampled_from(VALUES)
    word = st.one_of(
        value,
        flag.map(lambda each: (each,)),
        st.tuples(flag, value),
        st.builds(lambda each, text: f"{each}={text}", flag, value),
        st.builds(lambda each, text: f"{each}{text}", st.sampled_from(["-o", "-h", "-x"]), value),
        st.builds(lambda each, size: each[:size], flag, st.integers(3, 6)),  # abbreviated
    )
    words = []
    for each in draw(st.lists(word, max_size=6)):
        words += [each] if isinstance(each, str) else each
    shared = st.sampled_from(["--json", "--lang", "--lang=zh", "--facts", "--no-header", "zh"])
    shared = st.one_of(shared, st.sampled_from(["--", "--version", "-V"]))
    before = draw(st.lists(shared, max_size=3)) if draw(st.booleans()) else []
    return [*before, command.name, *words]


@st.composite
def sound_lines(draw):
    """A command line in which every option is one of the command's and has a value of its type."""
    command = draw(st.sampled_from(COMMANDS))
    text, number = st.sampled_from(VALUES), st.sampled_from(["0", "3", "007", "+3", "1_0"])
    words = []
    for each in draw(st.lists(st.sampled_from(command.parameters), max_size=6)):
        if isinstance(each, Argument):
            words += draw(st.lists(st.sampled_from(["a", "培训", "-", "=", ""]), max_size=2))
            continue
        flag = draw(st.sampled_from(each.flags))
        if each.valued:
            value = draw(number if each.type == "number" else text)
            form = draw(st.integers(0, 1 if flag.startswith("--") else 2))
            words += ([flag, value], [f"{flag}={value}"], [f"{flag}{value}"])[form]
        else:
            words.append(flag)
    return [command.name, *words]


@given(st.one_of(lines(), sound_lines(), sound_lines()))
@example(["stats", "-ofile", "--", "--json", "-3"])
@example(["stats", "-o=file", "--limit", "3", "--limit=4", "--facts", "a", "--facts=b"])
@example(["--json", "--facts", "a", "list", "--facts", "b", "--no-header", "--header"])
@example(["stats", "--limit", "-3"])
@example(["get", "a", "b", "c"])
@example(["get"])
@example(["search", "--any"])
@example(["--", "stats", "--"])
@example(["--", "--json", "stats"])
@example(["--", "--facts", "nope", "stats"])
@example(["--", "--", "stats"])
@example(["--lang", "zh", "--", "--json", "topics"])
@example(["--", "-ox.csv", "list"])
@example(["stats", "--json=1"])
@example(["stats", "--form", "json"])
def test_the_parser_takes_a_line_as_typer_does(line):
    same(line)


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(VALUES)), max_size=4))
def test_a_line_that_begins_with_anything_is_taken_as_typer_does(line):
    same(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("stats", {"topics": [], "json": False, "header": True, "facts": [], "computed": None}),
        ("stats a b --no-computed", {"topics": ["a", "b"], "computed": False}),
        ("--json stats a", {"json": True, "topics": ["a"]}),
        ("--lang zh --facts x --facts=y stats", {"lang": "zh", "facts": ["x", "y"]}),
        ("--lang zh stats --lang en", {"lang": "en"}),
        ("--facts x stats --facts y", {"facts": ["x", "y"]}),
        ("-ox.csv list --limit 3", {"output": "x.csv", "limit": 3}),
        ("get a b", {"ids": ["a", "b"]}),
        ("check --list --source a", {"listed": True, "sources": ["a"], "style": None}),
        ("stats -- --json", {"topics": ["--json"], "json": False}),
        ("-- stats a", {"command": "stats", "topics": ["a"]}),
        ("--facts x -V", {"command": "version", "facts": ["x"]}),
        ("--version --facts x", {"command": "version", "facts": ["x"]}),
        (f"stats --limit {10**30}", {"limit": 2**63 - 1}),
    ],
)
def test_what_a_line_says(line, expected):
    """By hand, so that the two cannot be wrong together."""
    found = same(line.split())
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        *("stats --limit -1", "stats --limit x", "stats --no-such", "stats --json=1", "stats -x"),
        *("stats --lan zh", "stats --lang", "get", "search", "no-such", "--no-such"),
        *(
            "-- --json stats",
            "-- --facts x stats",
            "-- -- stats",
            "--json",
            "--lang zh",
            "--format x",
        ),
        *("stats -h", "-h stats", "--facts", "--limit 3 get a", "--json compile x"),
    ],
)
def test_a_line_that_both_refuse(line):
    assert same(line.split()) is None


def test_a_shared_option_is_the_same_in_every_command():
    """One that is moved behind the command takes a value there exactly if it does here."""
    shared = dict(flagged(SHARED))
    for command in BY_NAME.values():
        for flag, option in flagged(command.parameters):
            if flag in shared:
                assert option.valued == shared[flag].valued
