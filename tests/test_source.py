"""The shipped facts against the report's text, which is not ours to ship.

Set PJREPORT_SOURCE to the text's path to run these; without it they skip. What
they rest on, is tested on texts of our own in `test_evidence.py`.
"""

import os
import re
from pathlib import Path

import pytest
import tomli

from pjreport.check import examine, read
from pjreport.check.registry import RULES
from pjreport.source.text import SourceText

from .conftest import ROOT

pytestmark = pytest.mark.source
PATH = os.environ.get("PJREPORT_SOURCE", "")
FACTS = ROOT / "data" / "facts.toml"
LARGEST_SHARE = 0.62  # of the text that evidence may claim
OWN = 9  # characters; a label this long is a name or in our own words
LONGEST_RUN = 25  # characters of the source in a row: more than a title is a sentence


@pytest.fixture(scope="module")
def tables():
    return tomli.loads(FACTS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source():
    return SourceText(PATH, Path(PATH).read_bytes())


@pytest.fixture(scope="module")
def context(source, tables):
    return read(tables, FACTS.read_text(encoding="utf-8"), source, None)


def test_the_text_has_as_many_lines_as_the_base_says(source, tables):
    assert len(source.lines) == tables["report"]["source"]["lines"]


@pytest.mark.usefixtures("source")
def test_a_check_finds_what_is_odd_in_the_report_and_nothing_else(tool):
    """All evidence is on its lines, every numeral and name is claimed, sections are right."""
    result = tool("check", "--source", PATH)
    assert result.exit == 0
    found = re.findall(r": (error|warning|note): .* \[([a-z-]+)\]$", result.stdout, re.MULTILINE)
    assert sorted(found) == [
        ("note", "not-testable"),
        ("note", "not-testable"),
        ("warning", "impossible-rate"),
        ("warning", "other-reading"),
    ]
    assert "70 claimed, 0 claimed elsewhere, 0 ignored, 0 unclaimed" in result.stderr


@pytest.mark.usefixtures("source")
def test_the_stamp_is_what_a_check_writes_now(tool, tmp_path):
    """If not: `pjreport check --source FILE --stamp`."""
    copy = tmp_path / "facts.toml"
    copy.write_bytes(FACTS.read_bytes())
    assert tool("check", "--source", PATH, "--stamp", "--facts", str(copy)).exit == 0
    stamped = (tmp_path / "facts.lock.toml").read_text(encoding="utf-8")
    assert stamped == (ROOT / "data/facts.lock.toml").read_text(encoding="utf-8")


GUARDS = [rule for rule in RULES if rule.group == "source" and rule.name != "source-differs"]


def changed(source, place, new):
    """The text with one character at a place of the prose replaced by others."""
    lines = [*source.lines]
    line, column = source.places[place]
    lines[line - 1] = lines[line - 1][: column - 1] + new + lines[line - 1][column:]
    return SourceText("changed.txt", "\n".join(lines).encode())


def test_no_printed_figure_can_change_in_the_text_unnoticed(source, context, tables):
    """Another digit, a 超 before it, another unit behind it: each is named at its fact."""
    tried = 0
    for match in context.matches:
        value = str(match.fact.table.get("value", "?"))
        if value not in match.fragment:
            continue
        for span in match.spans:
            inside = range(span.first, span.last + 1)
            digits = [place for place in inside if source.prose[place].isdigit()]
            first, unit = digits[0], digits[-1] + 1
            for place, new in (
                (first, "7" if source.prose[first] == "1" else "1"),
                (first, f"超{source.prose[first]}"),
                (unit, "元"),
            ):
                other = read(tables, "", changed(source, place, new), None)
                named = {finding.where[:3] for finding in examine(other, GUARDS)}
                assert match.fact.path in named, (match.fragment, new)
                tried += 1
    assert tried > 60


def test_the_headings_stand_after_their_bodies(source):
    assert [heading.line for heading in source.headings] == [72, 109, 159, 209]
    assert source.headings_follow is True


def test_no_sentence_of_the_text_is_shipped(source):
    """No file of the repository repeats a longer run of the text than a title."""
    text = source.prose
    size = LONGEST_RUN + 1
    runs = {text[i : i + size] for i in range(len(text) - size + 1)}
    for path in [*ROOT.glob("*.md"), *ROOT.glob("data/*"), *ROOT.rglob("src/**/*.py")]:
        content = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
        found = [
            content[i : i + size]
            for i in range(len(content) - size + 1)
            if content[i : i + size] in runs
        ]
        assert found == [], path


def test_evidence_is_fragments_and_not_the_text(source, context):
    """Names, titles and figures alone are two fifths of the text; sentences would be more."""
    claimed = {
        place
        for match in context.matches
        for span in match.spans
        for place in range(span.first, span.last + 1)
    }
    assert len(claimed) / len(source.prose) < LARGEST_SHARE


def test_labels_are_our_own_words_or_names(source, tables):
    """What a measure or an outcome is called here is no run of the text, names apart."""
    text = source.prose
    for kind in ("initiatives", "outcomes"):
        for topic, facts in tables[kind].items():
            for name, fact in facts.items():
                words = re.sub("“.*?”", "", fact["zh"])
                assert len(words) < OWN or words not in text, f"{kind}.{topic}.{name}"
