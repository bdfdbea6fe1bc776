"""What holds for every command, kind, format and rule, whichever there are."""

import inspect
import io
import json
import re
import shlex
import subprocess
import sys
import tomllib
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules

import pytest
from jsonschema import Draft202012Validator

from pjreport import export
from pjreport.check import rules
from pjreport.check.registry import GROUPS, RULES
from pjreport.check.rule import Findings
from pjreport.check.rules import FILE, MODULES, rules_of
from pjreport.cli.interface import command as table
from pjreport.cli.interface.commands import COMMANDS
from pjreport.cli.interface.examples import OF, examples_of
from pjreport.cli.interface.help import EXAMPLES, cells, meaning
from pjreport.cli.interface.parser import forward
from pjreport.cli.interface.parser import parse as parse_line
from pjreport.lookup import display, titles
from pjreport.model.kind import Kind, Printed
from pjreport.model.kinds import KINDS
from pjreport.model.records import record_fields
from pjreport.model.schema import input_schema
from pjreport.model.table import Column, Look, Table
from pjreport.render import BY_EXTENSION, FORMATS, renderer
from pjreport.store.toml import parse

from .conftest import ROOT

NOT_FORMATS = {
    "bars",
    "__init__",
    "cells",
    "layout",
    "page",
    "progress",
}  # what the files of several formats share
REGISTRIES = {
    "commands": (COMMANDS, [command.name for command in COMMANDS]),
    "kinds": (KINDS, [kind.id for kind in KINDS]),
    "formats": (FORMATS, [format.name for format in FORMATS]),
    "exports": (export.FORMATS, [format.name for format in export.FORMATS]),
    "rules": (RULES, [rule.name for rule in RULES]),
}


def by_name(registry, key="name"):
    return pytest.mark.parametrize("entry", registry, ids=lambda entry: getattr(entry, key))


def document(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("registry", "entries"), REGISTRIES.values(), ids=REGISTRIES)
def test_a_registry_is_a_tuple_of_plain_unique_names(registry, entries):
    assert isinstance(registry, tuple)
    assert [name for name in entries if not re.fullmatch("[a-z]+(-[a-z]+)*", name)] == []
    assert len(set(entries)) == len(entries) > 0


# ---- commands


@by_name(COMMANDS)
def test_a_command_says_what_it_does(entry):
    zh, en = entry.summary
    assert zh.endswith("。")
    assert en.endswith(".")
    assert len(en) < 60  # a line of the help, beside the name
    assert len(zh) < 32


@by_name(COMMANDS)
def test_a_command_explains_all_its_options(entry, tool):
    """In both languages, each as a sentence; what is in brackets may follow."""
    for lang, stop in (("en", "."), ("zh", "。")):
        shown = tool(entry.name, "-h", PJREPORT_LANG=lang)
        assert (shown.exit, shown.stderr) == (0, "")
        assert shown.stdout == tool(entry.name, "--help", PJREPORT_LANG=lang).stdout
        page = "".join((shown.stdout + tool("help", "options", PJREPORT_LANG=lang).stdout).split())
        for parameter in entry.parameters:
            words = meaning(parameter)[lang == "en"]
            assert words.partition("[")[0].rstrip().endswith(stop)
            assert "".join(words.split()) in page
            assert "{" not in words


@by_name(COMMANDS)
def test_a_command_has_three_examples_that_work(entry, tool, monkeypatch):
    """Those that name a file of somebody's are well-formed; all others run."""
    assert len(examples_of(entry.name)) == 3
    for line in examples_of(entry.name):
        stdin = ""
        for part in line.split(" | "):
            first, *words = shlex.split(part)
            if first == "echo":
                stdin = words[0]
            elif first == "pjreport":
                assert parse_line(forward(words)) is not None, line
                if not re.search(r"\w\.(txt|md|toml|db|json|csv|bib)|-o ", part):
                    typed = io.TextIOWrapper(io.BytesIO(stdin.encode()))
                    monkeypatch.setattr(sys, "stdin", typed)
                    result = tool(*words)
                    assert result.exit == 0, line
                    stdin = result.stdout
        assert (
            line.partition("pjreport ")[2].startswith((entry.name, "校长", "-V")) or " | " in line
        )


def test_the_help_fits_a_screen(tool):
    for lang in ("en", "zh"):
        assert len(tool("-h", PJREPORT_LANG=lang, COLUMNS="80").stdout.splitlines()) <= 30
        assert tool("help", PJREPORT_LANG=lang).stdout == tool("-h", PJREPORT_LANG=lang).stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_lists_the_commands_in_their_groups(lang, tool):
    page = tool("help", "all", PJREPORT_LANG=lang).stdout
    commands = {command.name: command for command in COMMANDS}
    shown = {}
    for line in page.splitlines():
        if line and not line.startswith(" "):
            group = line
        elif line and line.split(maxsplit=1)[0] in commands:
            name, summary = line.split(maxsplit=1)
            shown.setdefault(group, []).append((name, summary))
    colon = ":" if lang == "en" else "："
    titles = {f"{words[lang == 'en']}{colon}" for words in table.GROUPS.values()}
    assert {group: rows for group, rows in shown.items() if group in titles} == {
        f"{words[lang == 'en']}{colon}": [
            (each.name, each.summary[lang == "en"]) for each in COMMANDS if each.group == group
        ]
        for group, words in table.GROUPS.items()
    }


def test_every_kind_has_its_command():
    commands = [command.name for command in COMMANDS if command.module == "listing"]
    assert commands == ["list", *(kind.id for kind in KINDS if not kind.computed)]


# ---- kinds


@by_name(KINDS, "id")
def test_a_kind_says_what_it_is_in_both_languages(entry):
    assert entry.__doc__ not in (None, Kind.__doc__, Printed.__doc__)
    zh, en = entry.name
    assert re.search("[\u4e00-\u9fff]", zh)
    assert en.isascii()
    assert titles.title(entry.id, "zh") == zh
    assert titles.title(entry.id, "en") == en


@by_name(KINDS, "id")
def test_a_kind_shows_and_filters_by_fields_that_it_has(entry):
    fields = record_fields(entry)
    assert len(set(fields)) == len(fields)
    assert set(entry.fields) <= set(fields)
    assert set(entry.shown) <= set(fields)
    for option, looked_at in entry.filters.items():
        assert any(field.startswith(option) for field in looked_at)
        assert set(looked_at) <= set(entry.terms) | set(entry.references)


@by_name(KINDS, "id")
def test_a_reference_is_to_kinds_that_exist(entry):
    for wanted in entry.references.values():
        assert set(wanted) <= {kind.id for kind in KINDS}


def test_no_two_kinds_share_a_name():
    names = [word.lower() for kind in KINDS for word in kind.name]
    assert len(set(names)) == len(names)


def test_every_field_has_a_title_and_every_title_its_field():
    fields = {name for kind in KINDS for name in record_fields(kind)}
    paired = {name.removesuffix("_zh") for name in fields if name.endswith("_zh")}
    of_commands = {"name", "facts", "by_kind", "referenced_by", "match", "missing"}
    assert set(titles.TITLES) == fields | paired | of_commands
    references = {name for kind in KINDS for name in kind.references}
    assert set(titles.INCOMING) == references


@pytest.mark.parametrize("pairs", [titles.TITLES, titles.INCOMING], ids=["own", "incoming"])
def test_a_title_is_in_both_languages(pairs):
    for field, (zh, en) in pairs.items():
        assert re.search("[\u4e00-\u9fff]", zh), field
        assert re.fullmatch("[A-Za-z ]+", en), field


def test_what_a_choice_offers_has_words_in_both_languages():
    offered = {
        name: field.schema["enum"]
        for kind in KINDS
        for name, field in kind.fields.items()
        if "enum" in field.schema
    }
    assert {name: set(values) for name, values in offered.items()} == {
        "qualifier": set(display.QUALIFIERS),
        "form": set(display.WORDS["form"]),
        "formula": set(display.WORDS["formula"]),
    }


# ---- formats

SAMPLE = Table(
    [Column("id", "编号", "id"), Column("zh", "name"), Column("value", "value", "value")],
    [
        {"id": "stats.a.b", "zh": "培训", "value": 5228},
        {"id": "stats.a.c", "zh": ["x", "y|z"], "value": Decimal("46.10")},
    ],
    ["heading"],
)
EMPTY = Table(SAMPLE.columns, [])


def test_every_file_of_a_format_is_registered():
    files = {path.stem for path in (ROOT / "src/pjreport/render").glob("*.py")} - NOT_FORMATS
    assert files == {format.name for format in FORMATS}


@by_name([each for each in FORMATS if not each.numbers])
@pytest.mark.parametrize("look", [Look(), Look(width=80, color=True), Look(width=30, lang="zh")])
def test_a_format_prints_all_there_is_and_whole_lines(entry, look):
    printed = renderer(entry.name)(SAMPLE, look)
    assert printed.endswith("\n")
    for text in ("stats.a.b", "stats.a.c", "培训", "5228", "46.10"):
        assert text in printed
    if not look.color:
        assert "\x1b" not in printed
    nothing = renderer(entry.name)(EMPTY, look)
    assert "stats" not in nothing
    assert nothing == "" or nothing.endswith("\n")


def test_an_extension_belongs_to_one_format():
    extensions = [extension for format in FORMATS for extension in format.extensions]
    assert len(extensions) == len(BY_EXTENSION)
    for extension in extensions:
        assert re.fullmatch(r"\.[a-z]+", extension)


# ---- rules


@by_name(RULES)
def test_a_rule_says_what_holds_and_what_to_know(entry, tool):
    assert entry.group in GROUPS
    assert entry.summary.endswith(".")
    assert entry.explanation.endswith(".")
    assert "  " not in entry.explanation  # the lines of the docstring are joined
    explained = tool("explain", entry.name).stdout
    assert entry.summary in explained
    assert entry.severity in explained
    listed = tool("check", "--list").stdout.splitlines()
    assert f"{entry.name}\t{entry.group}\t{entry.severity}\t{entry.summary}" in listed


def test_rules_stand_by_their_groups():
    groups = [rule.group for rule in RULES]
    assert groups == sorted(groups, key=GROUPS.index)


def test_the_rules_of_each_start_need_the_file_alone():
    """And no others do: those of shape are applied where files are read."""
    alone = [rule for rule in RULES if rule.needs == "file" and rule.group != "shape"]
    assert rules_of(FILE) == alone


def test_the_rules_stand_in_the_order_of_their_modules():
    """Whatever was loaded first, such as a module that a test or a start needs."""
    script = "import pjreport.check.rules.evidence_fields, pjreport.check\n"
    script += "from pjreport.check.registry import RULES\nprint(*[rule.name for rule in RULES])"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert said.stdout.split() == [rule.name for rule in RULES]
    assert {module.name for module in iter_modules(rules.__path__)} == set(MODULES)
    assert len(set(MODULES)) == len(MODULES)


def test_every_rule_that_is_written_is_registered():
    """A function that finds problems and stands in no registry would never run."""
    written = {
        name.replace("_", "-"): each
        for module in (import_module(f"{rules.__name__}.{name}") for name in MODULES)
        for name, each in vars(module).items()
        if inspect.isfunction(each)
        and list(inspect.signature(each).parameters) in (["base"], ["context"])
        and each.__annotations__["return"] == Findings
        and each.__module__ == module.__name__
    }
    assert written == {rule.name: rule.find for rule in RULES if rule.group != "shape"}


# ---- the documents that go with them


def named(name, text):
    """Whether a text names it as code or in a command, not as a word of a sentence."""
    return re.search(rf"(?m)(`|pjreport |--format |^  ){name}\b", text) is not None


@by_name(COMMANDS)
def test_a_command_is_documented(entry):
    assert named(entry.name, document("commands.md"))


@by_name(KINDS, "id")
def test_a_kind_is_documented(entry):
    assert named(entry.id, document("fact-base.md"))


@by_name(FORMATS)
def test_a_format_is_documented(entry):
    assert named(entry.name, document("output.md"))


# ---- the schema that editors use


def test_the_schema_beside_the_facts_is_the_one_that_holds():
    """If not: `pjreport schema input > data/facts.schema.json`."""
    published = (ROOT / "data/facts.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == input_schema()


def test_the_facts_name_the_schema_and_fit_it():
    text = (ROOT / "data/facts.toml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "#:schema ./facts.schema.json"
    assert tomllib.loads(text, parse_float=Decimal) == parse("facts.toml", text)
    validator = Draft202012Validator(input_schema())
    validator.check_schema(input_schema())
    assert list(validator.iter_errors(tomllib.loads(text))) == []


def test_the_schema_describes_every_field():
    """An editor offers what the schema says; a table that it lets open would hide a mistake."""
    for name, shape in input_schema()["$defs"].items():
        assert shape["additionalProperties"] is False, name
        assert shape["description"], name
        assert set(shape["required"]) <= set(shape["properties"]), name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 50, 60, 80, 120])
def test_a_page_of_the_help_fits_its_window(columns, lang, tool):
    """Up to 80 cells; only an example, which nothing divides, goes beyond it."""
    lines = []
    for words in (["-h"], *([command.name, "-h"] for command in COMMANDS)):
        page = tool(*words, COLUMNS=str(columns), PJREPORT_LANG=lang).stdout
        known = {*EXAMPLES, *(each for name in OF for each in OF[name])}
        lines += [line for line in page.splitlines() if line.strip() not in known]
    assert max(map(cells, lines)) in range(min(columns, 80) - 6, min(columns, 80) + 1)
    assert [line for line in lines if line.lstrip()[:1] in tuple("，。；：、）]")] == []
