"""The shipped facts against the report's text, which is not ours to ship.

Set PJREPORT_SOURCE to the text's path to run these; without it they skip. The
tests of the method itself, on texts of our own, always run.
"""

import hashlib
import os
import re
from pathlib import Path

import pytest
import tomli

from pjreport.model.kinds import BY_ID

from .conftest import ROOT
from .source import Source, claims

PATH = os.environ.get("PJREPORT_SOURCE", "")
LARGEST_SHARE = 0.62  # of the text that evidence may claim
OWN = 9  # characters; a label this long is a name or in our own words
LONGEST_RUN = 25  # characters of the source in a row: more than a title is a sentence
CHINESE = {"两": 2, "三": 3, "首": 1}
ORDINALS = {1: "首批", 4: "第四届", 12: "第十二届", 15: "第十五批", 16: "第十六届", 38: "第38个"}


@pytest.fixture(scope="module")
def tables():
    return tomli.loads((ROOT / "data" / "facts.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source():
    if not PATH:
        pytest.skip("PJREPORT_SOURCE names no source text")
    return Source(Path(PATH).read_text(encoding="utf-8"))


def test_the_text_is_the_one_the_base_was_made_from(source, tables):
    """The digest and the number of lines are those in the base."""
    stated = tables["report"]["source"]
    assert hashlib.sha256(Path(PATH).read_bytes()).hexdigest() == stated["sha256"]
    assert len(source.lines) == stated["lines"]


def test_all_evidence_stands_on_the_lines_stated(source, tables):
    """Every fragment is found literally, numbers as whole numbers."""
    _, lost = claims(source, tables, BY_ID)
    assert lost == []


def test_every_line_stated_carries_evidence(source, tables):
    """No fact names a line that shows nothing of it."""
    for kind in BY_ID:
        for topic, facts in tables.get(kind, {}).items():
            for name, fact in facts.items():
                touched = {
                    place.line
                    for fragment in fact.get("evidence", ())
                    for places in source.find(fragment, fact["lines"])
                    for place in places
                }
                assert set(fact.get("lines", ())) == touched, f"{kind}.{topic}.{name}"


def test_every_numeral_and_quoted_name_is_claimed_or_ignored(source, tables):
    """The base is complete: nothing countable or named in the text is without a fact."""
    claimed, _ = claims(source, tables, BY_ID)
    assert list(source.unclaimed(claimed)) == []


def test_nothing_ignored_is_claimed_by_a_fact(source, tables):
    """An ignored entry that a fact covers by now is to be deleted."""
    claimed, _ = claims(source, tables | {"ignored": []}, BY_ID)
    for entry in tables["ignored"]:
        for places in source.find(entry["text"], entry["lines"]):
            assert not claimed.issuperset(places), entry["text"]


def test_sections_are_where_their_headings_say(source, tables):
    """Each half of a heading stands doubled on its line, and after its body."""
    for section in tables["sections"].values():
        printed = source.lines[section["heading"] - 1].split()
        assert printed == [half * 2 for half in section["zh"].split()]
        assert section["body"][1] < section["heading"]


def test_facts_stand_in_the_section_of_their_topic(tables):
    """Some line of a fact lies in the body of its topic's section."""
    for kind in BY_ID:
        for topic, facts in tables.get(kind, {}).items():
            section = tables["topics"][topic].get("section")
            for name, fact in facts.items():
                if section and "lines" in fact:
                    first, last = tables["sections"][section]["body"]
                    inside = [line for line in fact["lines"] if first <= line <= last]
                    assert inside, f"{kind}.{topic}.{name}"


def test_no_sentence_of_the_text_is_shipped(source):
    """No file of the repository repeats a longer run of the text than a title."""
    text = "".join(character for _, character in source.characters)
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


def test_evidence_is_fragments_and_not_the_text(source, tables):
    """Names, titles and figures alone are two fifths of the text; sentences would be more."""
    claimed, _ = claims(source, tables, BY_ID)
    assert len(claimed) / len(source.characters) < LARGEST_SHARE


def test_labels_are_our_own_words_or_names(source, tables):
    """What a measure or an outcome is called here is no run of the text, names apart."""
    text = "".join(character for _, character in source.characters)
    for kind in ("initiatives", "outcomes"):
        for topic, facts in tables[kind].items():
            for name, fact in facts.items():
                words = re.sub("“.*?”", "", fact["zh"])
                assert len(words) < OWN or words not in text, f"{kind}.{topic}.{name}"


def test_a_printed_value_stands_in_its_evidence(tables):
    """A figure is among the numbers of its own fragments."""
    for topic, facts in tables["stats"].items():
        for name, fact in facts.items():
            shown = " ".join(fact["evidence"])
            numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", shown)}
            numbers |= {value for numeral, value in CHINESE.items() if numeral in shown}
            assert fact["value"] in numbers, f"stats.{topic}.{name}"


def test_a_printed_ordinal_or_date_stands_in_its_evidence(tables):
    """Edition, batch, ordinal and day are those of the fact's own fragments."""
    found = 0
    for kind in BY_ID:
        for topic, facts in tables.get(kind, {}).items():
            for name, fact in facts.items():
                shown = " ".join(fact.get("evidence", ()))
                for field in ("edition", "batch", "ordinal"):
                    if field in fact:
                        assert ORDINALS[fact[field]] in shown, f"{kind}.{topic}.{name}"
                        found += 1
                if "date" in fact:
                    month, day = map(int, re.findall(r"\d+", fact["date"]))
                    assert f"{month}月{day}日" in shown, f"{kind}.{topic}.{name}"
                    found += 1
    assert found > len(ORDINALS)


# The method itself, on texts that show each way to fail.


def base(evidence, lines=(1,)):
    return {"stats": {"t": {"n": {"evidence": list(evidence), "lines": list(lines)}}}}


def unclaimed(text, tables):
    source = Source(text)
    claimed, _ = claims(source, tables, BY_ID)
    return list(source.unclaimed(claimed))


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("共 98.5%", "98"),
        ("共12.86%", "86%"),
        ("共5228人", "528人"),
        ("共5228人", "5228人次"),
        ("共3.2", "2"),
    ],
)
def test_part_of_a_number_is_not_found(text, fragment):
    """A cut number, or another unit, is no evidence."""
    assert Source(text).find(fragment, [1]) == []


def test_words_broken_over_lines_are_found():
    """Line breaks and blanks inside a fragment do not matter, other lines do."""
    source = Source("共获4金\n7银 8铜")
    assert [place.line for place in source.find("4金7银8铜", [1, 2])[0]] == [1, 1, 2, 2, 2, 2]
    assert source.find("7银", [1]) == []


def test_what_no_evidence_claims_is_named():
    """A missing figure, Chinese numeral, quoted name or title is reported with its line."""
    text = "通过5228人次\n两个专业\n“双元制”\n《成果》"
    assert unclaimed(text, {}) == [(1, "5228"), (2, "两"), (3, "“双元制”"), (4, "《成果》")]
    assert unclaimed(text, base(["5228人次", "两个", "“双元制”", "《成果》"], [1, 2, 3, 4])) == []


def test_evidence_on_other_lines_claims_nothing():
    """The same number elsewhere is not claimed along with it."""
    assert unclaimed("共3人\n另3人", base(["3人"], [1])) == [(2, "3")]


def test_ignored_entries_claim_their_text():
    """An ignored word is claimed on its lines, with whatever reason it states."""
    ignored = {"ignored": [{"text": "一直", "lines": [1]}]}
    assert unclaimed("一直\n一直", ignored) == [(2, "一")]
