"""What completion offers, before any shell is asked; `test_shells.py` asks them."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.cli import bases as opening
from pjreport.cli.commands import completion
from pjreport.cli.completion import shells as complete
from pjreport.cli.completion.values import FEW_IDS, OFFERS, stems
from pjreport.cli.interface.choices import CHOICES
from pjreport.cli.interface.commands import COMMANDS
from pjreport.cli.interface.help import meaning
from pjreport.cli.interface.parameters import Argument, Option, flagged
from pjreport.model.base import Chain, FactBase, Loaded
from pjreport.text.terminal import safe

from .conftest import HANGING, ROOT, TESTS

A = str(TESTS / "bases" / "school-a.toml")
PROGRAM = Path(sys.executable).parent / "pjreport"
SHELLS = tuple(complete.SHELLS)
SAFE = re.compile(r"(--?[a-z])?[\w.,+=-]*")  # an option, or a value and what is before it
BY_NAME = {command.name: command for command in COMMANDS}


@pytest.fixture
def ask(tool):
    """The first line of the answer to zsh, and what each value means."""

    def call(*words, **environment):
        result = tool(*words, _PJREPORT_COMPLETE="zsh", **environment)
        assert (result.exit, result.stderr) == (0, "")
        first, _, rest = result.stdout.partition("\n")
        return first, dict(line.split("\t") for line in rest.splitlines())

    return call


@pytest.fixture
def offered(ask):
    """The values that are offered."""
    return lambda *words, **environment: [*ask(*words, **environment)[1]]


# ---- every command, option and argument there is


def parameters(kind):
    return [
        pytest.param(command.name, parameter, id=f"{command.name}-{parameter.name}")
        for command in COMMANDS
        for parameter in command.parameters
        if isinstance(parameter, kind)
    ]


def test_every_command_is_offered_in_the_order_of_the_help(ask):
    first, found = ask("")
    assert first == "word 0"
    assert found == {command.name: command.summary[1] for command in COMMANDS}
    assert [*found] == [*BY_NAME]


@pytest.mark.parametrize("name", BY_NAME)
def test_every_option_is_offered_with_its_help(name, ask):
    own = {
        flag: meaning(parameter)[1]
        for parameter in BY_NAME[name].parameters
        if isinstance(parameter, Option)
        for flag in parameter.flags
    }
    help_options = {"-h": "Show this message and exit.", "--help": "Show this message and exit."}
    assert ask(name, "-") == ("word 0", own | help_options)


@pytest.mark.parametrize(("name", "parameter"), parameters(Option))
def test_every_option_offers_its_values_or_files(name, parameter, ask):
    """Also after `=`; a flag is no option that waits for something."""
    for flag in parameter.flags:
        if not parameter.valued:
            assert ask(name, f"{flag}=")[1] == {}
            continue
        first, found = ask(name, *(["stats.training.exams"] if name == "show" else []), flag, "")
        if parameter.values == "files":
            assert (first, found) == ("files 0", {})
        else:
            assert bool(found) == (parameter.values != "")
        if flag.startswith("--"):
            before = ["stats.training.exams"] if name == "show" else []
            how, _ = first.split()
            assert ask(name, *before, f"{flag}=") == (f"{how} {len(flag) + 1}", found)


@pytest.mark.parametrize(("name", "parameter"), parameters(Argument))
def test_every_argument_offers_its_values(name, parameter, offered, ask):
    before = {"field": ["stats.training.exams"], "fields_given": ["stats"]}.get(parameter.name, [])
    if parameter.values == "files":
        assert ask(name, "") == ("files 0", {})
        return
    found = offered(name, *before, "")
    if parameter.values == "":
        assert found == offered(name, *before, "-")
    else:
        assert found
        assert not any(value.startswith("-") for value in found)


def test_only_numbers_and_free_words_offer_nothing():
    """Whoever adds an option says in the table what it takes, and there is something for it."""
    every = [each for command in COMMANDS for each in command.parameters]
    taking = [each for each in every if isinstance(each, Argument) or each.valued]
    names = {"id", "zh", "en", "publisher_zh", "publisher_en", "fields_given"}  # of bases
    assert {each.name for each in taking if not each.values} == {"limit", "words", *names}
    assert {each.values for each in taking} - {"", "files"} == {*OFFERS, *CHOICES}


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        each
        for each in parameters(Option)
        if each.values[1].valued
        and each.values[1].values not in ("", "files")
        and (each.values[0] in ("list", "show", "topics") or each.values[1].values == "filtering")
    ],
)
def test_what_is_offered_is_accepted(name, parameter, tool, offered):
    before = ["stats.training.exams"] if name == "show" else []
    flag = parameter.flags[-1]
    found = offered(name, *before, flag, "")
    for value in {*found[:1], *found[-1:]} - {"xlsx"}:  # which needs a file
        assert tool(name, *before, flag, value).exit == 0
        if parameter.values == "filtering":  # a filter that lets something through
            assert tool(name, flag, value).stdout


# ---- what is offered where


@pytest.mark.parametrize(
    ("words", "how", "values"),
    [
        ("s", "word 0", "search show stats schema site"),
        ("--v", "word 0", "--version"),
        ("--version s", "word 0", "search show stats schema site"),
        ("no-such -", "", ""),
        ("no-such x", "word 0", ""),
        ("statistics tr", "word 0", ""),
        # topics
        ("stats tr", "word 0", "training"),
        ("stats 职业", "word 0", "职业培训"),
        ("stats 培训", "word 0", ""),
        ("stats training tr", "word 0", ""),
        ("stats 职业培训 tr", "word 0", ""),
        ("stats 职业培训 职业", "word 0", ""),
        ("stats training em", "word 0", "employment"),
        ("stats --json tr", "word 0", "training"),
        ("stats -- tr", "word 0", "training"),
        ("stats -- -", "word 0", ""),
        ("stats --no-such tr", "word 0", "training"),
        ("search x --topic tr", "word 0", "training"),
        # ids
        ("show stats.tr", "word 0", "stats.training.participations stats.training.exams"),
        ("show stats.training.exams stats.tr", "word 0", "stats.training.participations"),
        ("get stats.training.e", "word 0", "stats.training.exams"),
        ("get stats.training.exams va", "word 0", "value"),
        ("get stats.training.exams 'val", "word 0", ""),
        ("get no.such.id x", "word 0", ""),
        # fields
        ("stats --fields va", "part 0", "value"),
        ("stats --fields +va", "part 1", "value"),
        ("stats --fields id,va", "part 3", "value"),
        ("stats --fields value,va", "part 6", ""),
        ("stats --fields +value,+va", "part 8", ""),
        ("stats --fields al", "part 0", "also all"),
        ("stats --fields id,al", "part 3", "also"),
        ("stats --fields +al", "part 1", "also"),
        ("stats --fields=id,va", "part 12", "value"),
        ("stats --fields id;id,va", "part 6", ""),
        ("stats --sort va", "word 0", "value"),
        ("stats --sort -va", "word 1", "value"),
        ("stats --sort=-va", "word 8", "value"),
        ("topics --fields fac", "part 0", "facts"),
        ("topics --sort=-fac", "word 8", "facts"),
        ("list --kind works --fields le", "part 0", "leader"),
        ("list --fields le", "part 0", "level leader"),
        ("overview --fields ra", "part 0", "rate_of rank"),
        ("show works.research.award --fields refe", "part 0", "referenced_by"),
        ("show stats.training.exams --fields ra", "part 0", "rate_of"),
        ("search x --fields ma", "part 0", "match"),
        ("校长是谁 --fields ma", "part 0", "match"),
        ("medals? --lang z", "word 0", "zh"),
        # filters
        ("honours --level=na", "word 8", "national"),
        ("honours --level 国家", "word 0", "国家级"),
        ("honours --recipient gu", "word 0", "gu-xiaoming"),
        ("honours --recipient people.", "word 0", "people.faculty.gu-xiaoming"),
        ("honours --recipient 顾", "word 0", "顾晓明"),
        # options
        ("stats --js", "word 0", "--json"),
        ("stats --json --js", "word 0", ""),
        ("stats --facts x --fa", "word 0", "--facts"),
        ("stats --no-h", "word 0", "--no-header"),
        ("stats --header --no-h", "word 0", ""),
        ("stats --json=x --js", "word 0", ""),
        # the rest
        ("list --kind st", "word 0", "stats"),
        ("list --format=js", "word 9", "json jsonl"),
        ("export --format ''", "word 0", "parquet csv sqlite xlsx jsonl"),
        ("export -o ''", "files 0", ""),
        ("list --lang ''", "word 0", "zh en"),
        ("list --color a", "word 0", "auto always"),
        ("list --report ''", "word 0", "pinghu-2021"),
        ("list --limit ''", "word 0", ""),
        ("list --no-such=''", "word 0", ""),
        ("schema ''", "word 0", "input output"),
        ("completion ''", "word 0", "bash zsh fish"),
        ("list --facts ''", "files 0", ""),
        ("list --facts=", "files 8", ""),
        ("list --output=", "files 9", ""),
        ("list -o ''", "files 0", ""),
    ],
)
def test_what_is_offered(words, how, values, ask):
    line = [word.replace("''", "") for word in words.split(" ")]
    first, found = ask(*line)
    if how:
        assert first == how
    assert [*found] == values.split()


def test_the_state_of_a_fact_is_offered_as_any_field(offered):
    assert "state" in offered("get", "stats.training.exams", "s")


def test_options_come_where_no_argument_can(offered):
    """And never in place of what does come, nor of an option's value."""
    options = offered("overview", "-")
    assert "--json" in options
    assert offered("overview", "") == options
    assert "-h" in offered("get", "stats.training.exams", "value", "")
    assert "--any" in offered("search", "")
    assert "--json" in offered("list", "pupils", "", PJREPORT_FACTS=A)
    assert offered("overview", "x") == []


def test_many_ids_come_part_by_part(ask):
    """The next dot that divides them, with what the part means; a single one at once and whole."""
    first, kinds = ask("show", "")
    assert first == "word 0"
    assert kinds["stats."].startswith("Figures (")
    assert set(kinds) >= {"honours.", "people."}
    _, topics = ask("show", "st")
    assert len(topics) < FEW_IDS
    assert topics["stats.training."] == "Vocational training (2)"
    assert topics["stats.majors.new"] == "New majors opened"
    assert ask("show", "st", PJREPORT_LANG="zh")[1]["stats.training."] == "职业培训 (2)"
    assert ask("show", "hono")[0] == "word 0"
    few = ask("show", "stats.training.")[1]
    assert few["stats.training.exams"] == "Vocational skill level examinations organised"


def test_parts_go_as_deep_as_they_must():
    assert stems([], 0) == {}
    many = [f"stats.pupils.n{n}" for n in range(FEW_IDS + 1)]
    assert stems(many, 0) == {id: [id] for id in many}
    assert stems([*many, "stats.rooms.all"], 0) == {
        "stats.pupils.": many,
        "stats.rooms.": ["stats.rooms.all"],
    }
    same = ["stats"] * (FEW_IDS + 1)
    assert stems(same, 0) == {"stats": same}


def test_a_part_alone_has_no_space_behind_it(ask):
    base = "".join(
        f"[stats.pupils.more{n}]\nzh = '生{n}'\nen = 'More {n}'\nvalue = {n}\nunit = 'student'\n"
        f"period = 'year'\nlines = [{3}]\nevidence = ['x{n}']\n"
        for n in range(FEW_IDS)
    )
    assert base
    assert ask("show", "stats.training")[0] == "word 0"


def test_the_facts_and_the_report_on_the_line_count(offered, monkeypatch, tmp_path):
    bases = str(TESTS / "bases")
    assert offered("list", "--facts", A, "") == ["pupils"]
    assert offered("list", f"--facts={A}", "") == ["pupils"]
    assert offered("list", "", PJREPORT_FACTS=A) == ["pupils"]
    assert offered("list", "--facts", "data/facts.toml", "tr", PJREPORT_FACTS=A) == ["training"]
    assert offered("list", "--facts", bases, "--report", "") == ["school-b", "school-a"]
    assert offered("show", "--facts", bases, "--report", "school-a", "stats.pupils.t") == [
        "stats.pupils.total"
    ]
    assert offered("list", "--facts", bases, "--report", "no-such", "p") == []
    shutil.copy(A, tmp_path / "a.toml")
    monkeypatch.setenv("HOME", str(tmp_path))
    for path in ("~/a.toml", "$HOME/a.toml"):
        assert offered("list", "--facts", path, "") == ["pupils"]


def test_what_a_value_means_is_in_the_language_asked_for(ask):
    def meaning(*words, **environment):
        return ask("stats", *words, "tr", **environment)[1]["training"]

    assert meaning() == "Vocational training"
    assert meaning("--lang", "zh") == meaning(PJREPORT_LANG="zh") == "职业培训"
    assert meaning(PJREPORT_LANG="xx") == "Vocational training"
    assert ask("stats", "职业")[1] == {"职业培训": "training"}
    assert set(ask("list", "--format", "")[1].values()) == {""}


# ---- each shell has its own way


@pytest.mark.parametrize(
    ("line", "replaced", "answer"),
    [
        ("pjreport stats tr", "tr", "word training"),
        ("pjreport stats ", "", None),
        ("pjreport honours --level=na", "na", "word national"),
        ("pjreport honours --level=na", "--level=na", "word --level=national"),
        ('pjreport honours "--level=na', "--level=na", "word --level=national"),
        ("pjreport honours --level 'na", "na", "word national"),
        ("pjreport list --fields id,va", "id,va", "part id,value"),
        ("pjreport list --sort -va", "-va", "word -value"),
        ("pjreport list --facts=x", "x", "files"),
        ('pjreport list --report "a b" --facts \'', "", "files"),
        (f"pjreport list --facts '{A}' pu", "pu", "word pupils"),
        ("pjreport stats # tr", "tr", "word training"),
        (r"pjreport stats a\ b tr", "tr", "word training"),
        ("pjreport stats tr\\", "tr\\", "word training"),
        ("pjreport stats $(touch x) `touch x` tr", "tr", "word training"),
    ],
)
def test_bash_passes_a_line(line, replaced, answer, tool):
    result = tool(line, replaced, _PJREPORT_COMPLETE="bash")
    assert (result.exit, result.stderr) == (0, "")
    if answer is not None:
        assert result.stdout.split() == answer.split()


def test_fish_wants_whole_words(tool):
    def fish(*words):
        return tool(*words, _PJREPORT_COMPLETE="fish").stdout

    assert fish("honours", "--level=na") == "word\n--level=national\t\n"
    assert fish("stats", "tr") == fish("stats", '"tr') == "word\ntraining\tVocational training\n"
    assert fish("list", "--facts", "") == "files\n"


# ---- safe, whatever is in the facts

HOSTILE = (
    *("$(touch x)", "`touch x`", "\\$(touch x)", "a;touch x", "a\ntouch x", "'", '"', "%n", "~"),
    *(
        "-rf",
        "--json",
        "",
        " ",
        "*",
        "a b",
        "a=b",
        "a:b",
        "${x}",
        "!x",
        "\x1b[31m",
        "\u202e",
        "a\0b",
    ),
    *(
        "\udcff",
        "x'$(touch x)'",
        "职$(touch x)",
        "职`touch x`",
        "职\\",
        "#",
        "|",
        "&",
        "a\tb",
        "(x)",
    ),
)
NAMES = st.sampled_from(HOSTILE) | st.text(max_size=8)


def hostile_base(names):
    """A base that no loader would let through: whatever may be a name is a hostile one."""
    entry = {"zh": names[0], "en": names[-1]}
    records = {
        id: {
            **entry,
            "id": id,
            "report": names[0],
            "kind": "honours",
            "topic": names[0],
            "level": names[0],
            "rank": None,
            "recipient": names[-1],
            "recipient_group": None,
            **dict.fromkeys(names, "x"),
        }
        for id in names
    }
    terms = dict.fromkeys(names, entry)
    base = FactBase.__new__(FactBase)  # no file would be let through with such names
    base.path = ""
    base.report = entry | {"id": names[0], "key": names}
    base.records = records
    base.topics = terms
    base.vocabulary = {"levels": terms, "ranks": terms, "groups": terms}
    return Chain([Loaded([base])])


WHERE = (
    *(("honours", ""), ("honours", "职"), ("show", ""), ("honours", "--level", "")),
    *(("honours", "--recipient", ""), ("honours", "--recipient", "."), ("list", "--report", "")),
    *(("overview", "--fields", ""), ("get", "$(touch x)", ""), ("honours", "--level=")),
)


@given(names=st.lists(NAMES, min_size=1, max_size=30, unique=True), where=st.sampled_from(WHERE))
def test_no_name_in_a_base_reaches_a_shell_unless_it_is_plain(names, where):
    own = {"-h", "--help", "--level="} | {flag for flag, _ in flagged(BY_NAME[where[0]].parameters)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_bases", lambda _: hostile_base(names))
        for shell, arguments in {
            "bash": (" ".join(["pjreport", *where]), where[-1]),
            "zsh": where,
            "fish": where,
        }.items():
            try:
                first, *lines = complete.SHELLS[shell](arguments)
            except KeyError:  # a name that fits nothing; nothing is printed
                continue
            assert re.fullmatch("(word|part|files)( [0-9]+)?", first)
            for line in lines:
                value, _, text = line.partition("\t")
                assert SAFE.fullmatch(value)
                flag, equals, _ = value.partition("=")
                assert not value.startswith("-") or flag + equals in own
                assert text == safe(text)


def test_hostile_names_are_seen_by_the_test_above():
    """Plain values do come from such a base, and nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_bases", lambda _: hostile_base([*HOSTILE, "plain"]))
        values = [
            line.partition("\t")[0] for line in complete.ask_zsh(["overview", "--fields", ""])
        ]
    assert "plain" not in values
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_bases", lambda _: hostile_base([*HOSTILE, "plain"]))
        values = [line.partition("\t")[0] for line in complete.ask_zsh(["show", ""])]
    assert values == ["word 0", "plain"]


@pytest.mark.parametrize("before", HOSTILE[:4])
def test_a_word_that_is_not_plain_itself_gets_nothing(before, tool):
    for shell in ("zsh", "fish"):
        result = tool("list", "--fields", f"{before},va", _PJREPORT_COMPLETE=shell)
        assert len(result.stdout.splitlines()) == 1


def test_a_terminal_that_is_not_utf_8_gets_ascii(tool):
    """The second byte of a Chinese character in GBK may be one that a shell obeys."""
    lines = tool("stats", "--lang", "zh", "tr", encoding="gbk", _PJREPORT_COMPLETE="zsh").stdout
    assert lines == "word 0\ntraining\t????\n"
    assert tool("stats", "职业", encoding="gbk", _PJREPORT_COMPLETE="zsh").stdout == "word 0\n"


# ---- silent, whatever goes wrong


def silent(result):
    assert (result.exit, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) <= 1


@pytest.mark.parametrize("shell", [*SHELLS, "", "tcsh", "complete_zsh", "source_bash"])
@pytest.mark.parametrize("words", [(), ("x",), ("x", "y", "z"), ("\udcff", "\udcff"), ("", "abc")])
def test_a_call_that_is_none_of_a_shell_is_silent(shell, words, tool):
    silent(tool(*words, _PJREPORT_COMPLETE=shell))


@pytest.mark.parametrize(
    "path",
    [
        *("no-such.toml", "README.md", "tests/broken/many/bad.toml", "/dev/null", "/dev/zero"),
        *("/proc/self/mem", "\udcff", "$(touch x)", "-", "~nobody/x.toml", "x" * 300, "/dev/stdin"),
    ],
)
def test_a_base_that_cannot_be_read_is_silent(path, tool):
    silent(tool("list", "--facts", path, "", _PJREPORT_COMPLETE="zsh"))
    silent(tool("show", "", _PJREPORT_COMPLETE="fish", PJREPORT_FACTS=path))
    assert tool("", _PJREPORT_COMPLETE="zsh", PJREPORT_FACTS=path).stdout.startswith("word 0\nask")


@pytest.mark.parametrize("name", ["PJREPORT_LANG", "COLUMNS", "LC_ALL", "FORCE_COLOR"])
def test_a_wrong_environment_changes_nothing(name, offered):
    assert offered("stats", "tr", **{name: "xx"}) == ["training"]


def test_static_values_need_no_facts(offered, monkeypatch):
    monkeypatch.setattr(opening, "open_bases", lambda _: pytest.fail("opened"))
    assert offered("sta") == ["stats"]
    assert offered("stats", "--fo") == ["--format"]
    assert offered("stats", "--format", "ts") == ["tsv"]
    assert offered("stats", "--fields", "va") == ["value"]


def test_nobody_waits_for_a_slow_disk(tool, monkeypatch):
    waited = []

    def wait(_):
        time.sleep(HANGING)
        waited.append(True)

    before = signal.getsignal(signal.SIGALRM)
    monkeypatch.setattr(opening, "open_bases", wait)
    monkeypatch.setattr(complete, "SECONDS", 0.05)
    assert tool("stats", "", _PJREPORT_COMPLETE="zsh") == (0, "", "")
    assert not waited
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def outside(*words, **more):
    """Runs the program in a process of its own, as a shell does."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "_PJREPORT_COMPLETE": "zsh"}
    given = {"env": environment, "capture_output": True, "timeout": HANGING} | more
    command = given.pop("command", [str(PROGRAM), *words])
    return subprocess.run(command, check=given.pop("check", False), **given)


def test_a_fifo_and_an_open_standard_input_do_not_hang(tmp_path):
    fifo = tmp_path / "fifo.toml"
    os.mkfifo(fifo)
    reading, writing = os.pipe()
    try:
        done = outside("list", "--facts", str(fifo), "", stdin=reading)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        done = outside("st", stdin=reading)
        assert done.stdout.startswith(b"word 0\nstats\t")
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize("to", [">&-", "2>&-", ">/dev/full", "| true", ">&- 2>&- <&-"])
def test_streams_that_are_closed_full_or_gone_are_no_error(to):
    command = ["bash", "-o", "pipefail", "-c", f'"{PROGRAM}" st {to}']
    done = outside(command=command, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")


# ---- the script


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_runs_the_program_that_wrote_it(shell, tool, monkeypatch):
    name = "/a b/it's $(touch x)\\/pjreport"
    plain = tool("completion", shell).stdout
    monkeypatch.setattr(completion, "program", lambda: name)
    script = tool("completion", shell).stdout
    assert plain.count("\n") == script.count("\n")
    assert "@PROGRAM@" not in plain
    quoted = {"fish": r"'/a b/it\'s $(touch x)\\/pjreport'"}
    other = """'/a b/it'"'"'s $(touch x)\\/pjreport'"""
    assert quoted.get(shell, other) in script


def test_the_program_is_named_whole_only_where_it_is_one(monkeypatch):
    for path, name in (
        ("pjreport", "pjreport"),
        ("/x/pjreport/__main__.py", "pjreport"),
        ("bin/pjreport", f"{os.getcwd()}/bin/pjreport"),
        ("/x/bin/pjreport", "/x/bin/pjreport"),
    ):
        monkeypatch.setattr(sys, "argv", [path])
        assert completion.program() == name


@pytest.mark.parametrize("shell", SHELLS)
def test_no_script_evaluates_anything(shell):
    text = (Path(completion.FOLDER) / shell).read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search(r"\beval\b|\$\{\(e|\bsource\b|print -P|compgen|_arguments|_values", code)
