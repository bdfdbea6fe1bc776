"""What the program says in Chinese: all of it, with the same values, and nothing in English."""

import re
import shlex
import subprocess
import sys
from gettext import GNUTranslations
from importlib.util import find_spec
from string import Formatter

import pytest

from pjreport import messages
from pjreport.messages import tell, use

from .conftest import ROOT, TESTS
from .test_broken import BROKEN

CATALOGUE = ROOT / "src/pjreport/messages/zh/LC_MESSAGES/pjreport.mo"
HAN = re.compile("[\u4e00-\u9fff]")
# What stays as it is in every language: code, quotations, names of files and options, ids, keys.
KEPT = re.compile(
    r"`[^`]*`|“[^”]*”|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|（[^（）]*）|\([^()]*\)|--?[a-z-]+|\S*[/._]\S*"
    r"|\S*[0-9]\S*|\b[A-Z][A-Za-z]*\b|\b(?:error|warning|note|pjreport|shape|consistency|source|coverage)s?\b"
)
ALL = pytest.mark.parametrize(
    "base", sorted(BROKEN.glob("*/bad.toml")), ids=lambda p: p.parent.name
)


@pytest.fixture(autouse=True)
def english_again():
    yield
    use("en")


def english(line):
    """The English words of a line that are no names of anything."""
    return re.findall(r"[a-z]{2,}(?: [a-z]+)+", KEPT.sub("§", line))


def test_a_message_has_its_values_in_any_language():
    assert tell("no topic '{topic}'", topic="x") == "no topic 'x'"
    use("zh")
    assert tell("line {number}", number=5) == "第 5 行"
    assert tell("what nobody translated {x}", x=1) == "what nobody translated 1"
    assert tell('write {"a": 1}') == 'write {"a": 1}'


def test_each_translation_has_only_values_that_its_message_has():
    def names(text):
        return {name for _, name, *_ in Formatter().parse(text) if name}

    with CATALOGUE.open("rb") as file:
        found = {k: v for k, v in GNUTranslations(file)._catalog.items() if k and "{...}" not in k}
    assert len(found) > 300
    braces = {each for each in found if '{"' in each}
    assert {
        each: said
        for each, said in found.items() - set()
        if each not in braces and not names(said) <= names(each)
    } == {}


def test_the_catalogue_is_what_the_script_makes_and_nothing_is_untranslated():
    if find_spec("babel") is None:
        pytest.skip("Babel of the extra `dev` is not there")
    script = [sys.executable, "-W", "ignore", str(ROOT / "tools/make_messages.py"), "--check"]
    result = subprocess.run(script, capture_output=True, check=False, text=True)
    assert (result.returncode, result.stderr) == (0, "")


@ALL
def test_what_is_wrong_with_a_base_is_said_in_chinese(base, tool):
    result = tool("check", "--facts", str(base), PJREPORT_LANG="zh")
    for line in (*result.stdout.splitlines(), *result.stderr.splitlines()):
        assert HAN.search(line), line
        assert not english(line) or "TOML" in line, line  # what the TOML reader says is English


def lines():
    for path in sorted((TESTS / "cases").glob("*/*/stderr")):
        words = shlex.split((path.parent / "cmd").read_text())
        start = words.index("pjreport")
        if "--lang" not in " ".join(words) and not any("LANG" in word for word in words[:start]):
            yield pytest.param(words[start + 1 :], id="/".join(path.parts[-3:-1]))


@pytest.mark.parametrize("words", [*lines()])
def test_what_a_command_says_beside_its_answer_is_chinese(words, tool):
    result = tool(*words, PJREPORT_LANG="zh")
    for line in result.stderr.splitlines():
        assert HAN.search(line), line
        assert not english(line), line


def test_english_needs_no_catalogue(monkeypatch):
    monkeypatch.setattr(messages, "catalogue", None)
    assert tell("no such file; check the path") == "no such file; check the path"
