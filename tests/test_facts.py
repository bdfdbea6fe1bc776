"""What the shipped base promises beyond the rules for every base: language, words, completeness."""

import re
from collections import Counter
from decimal import Decimal

import pytest
import tomli

from pjreport.model.kinds import BY_ID

from .conftest import ROOT

HAN = re.compile(r"[\u3400-\u9fff]")
LONGEST_ID = 36  # leaves room for a name beside it in 80 columns


def load():
    text = (ROOT / "data" / "facts.toml").read_text(encoding="utf-8")
    return tomli.loads(text, parse_float=Decimal)


TABLES = load()
FACTS = {
    f"{kind}.{topic}.{name}": fact
    for kind in BY_ID
    for topic, facts in TABLES.get(kind, {}).items()
    for name, fact in facts.items()
}


def labels():
    """Every (where, Chinese, English) that people read as a name."""
    for id, fact in FACTS.items():
        yield id, fact["zh"], fact["en"]
        for pair in ("title", "place"):
            if f"{pair}_zh" in fact:
                yield f"{id} {pair}", fact[f"{pair}_zh"], fact[f"{pair}_en"]
    for group in (TABLES["sections"], TABLES["topics"]):
        for key, entry in group.items():
            yield key, entry["zh"], entry["en"]
    for group, terms in TABLES["vocabulary"].items():
        if group != "glossary":
            for key, term in terms.items():
                yield f"{group}.{key}", term["zh"], term["en"]


def broken_terms(zh, en):
    """The glossary's terms that stand in `zh` but not in `en`; a longer term hides shorter ones."""
    found = []
    for term in sorted(TABLES["vocabulary"]["glossary"].values(), key=lambda t: -len(t["zh"])):
        if term["zh"] in zh:
            zh = zh.replace(term["zh"], "\0")
            if term["en"].lower() not in en.lower():
                found.append(term["zh"])
    return found


def test_labels_follow_the_glossary():
    """A field term has one English translation throughout, and English has no Chinese in it."""
    for where, zh, en in labels():
        assert broken_terms(zh, en) == [], where
        assert not HAN.search(en), where


def test_a_label_off_the_glossary_is_found():
    """The check above can fail, and a longer term does hide a shorter one."""
    assert broken_terms("岗前培训", "Pre-job courses") == ["培训"]
    assert broken_terms("技师学院", "Technician college") == []
    assert broken_terms("技师学院", "Technicians' school") == ["技师学院"]


def test_every_word_of_the_vocabulary_is_used():
    """No term, topic or section stands in the file for nothing."""
    used = {group: Counter() for group in TABLES["vocabulary"]}
    used["periods"][TABLES["report"]["period"]] += 1
    for id, fact in FACTS.items():
        for field, group in BY_ID[id.partition(".")[0]].terms.items():
            value = fact.get(field, [])
            used[group].update(value if isinstance(value, list) else [value])
    for _, zh, _ in labels():
        used["glossary"].update(
            key for key, term in TABLES["vocabulary"]["glossary"].items() if term["zh"] in zh
        )
    for group, terms in TABLES["vocabulary"].items():
        assert set(terms) == set(used[group]), group
    assert {id.split(".")[1] for id in FACTS} == set(TABLES["topics"])
    sections = {topic.get("section") for topic in TABLES["topics"].values()} - {None}
    assert sections == set(TABLES["sections"])


def test_ids_leave_room_beside_them():
    """An id fits beside a name in 80 columns."""
    assert max(map(len, FACTS)) <= LONGEST_ID


def test_every_figure_says_what_it_covers():
    """Each figure, printed or computed, has a scope."""
    for id, fact in FACTS.items():
        if id.startswith(("stats.", "derived.")):
            assert "scope" in fact, id


def test_what_is_inferred_is_explained():
    """A field that is not printed has a note beside it."""
    for id, fact in FACTS.items():
        if fact.get("inferred"):
            assert "note_zh" in fact, id


def test_figures_that_do_not_fit_are_flagged_and_kept():
    """78 at +12.86 % stands as printed, with a note, and nothing is computed from it."""
    growth = FACTS["stats.awards.growth"]
    assert growth["value"] == Decimal("12.86")
    assert growth["growth_of"] == ["stats.awards.total"]
    assert "13.04" in growth["note_en"]
    assert "11.43" in growth["note_en"]
    assert not any(
        "stats.awards.growth" in fact["inputs"]
        for id, fact in FACTS.items()
        if id.startswith("derived.")
    )


@pytest.mark.parametrize(
    ("id", "value", "unit"),
    [
        ("stats.training.participations", 5228, "person-times"),
        ("stats.training.exams", 5030, "person-times"),
        ("stats.accreditation.passed", 1508, "persons"),
        ("stats.contests.awards", 120, "items"),
        ("stats.contests.provincial", 24, "items"),
    ],
)
def test_figures_people_mix_up(id, value, unit):
    """Person-times are not persons, and a part is not its whole."""
    assert (FACTS[id]["value"], FACTS[id]["unit"]) == (value, unit)


def test_relations_people_mix_up():
    """24 is part of 120; five stars are the Party committee's, three the college's."""
    assert FACTS["stats.contests.provincial"]["part_of"] == "stats.contests.awards"
    five, three = FACTS["honours.integrity.five-star"], FACTS["honours.integrity.three-star"]
    assert five["recipient"] == "organisations.integrity.party"
    assert three["recipient"] == "organisations.goals.college"
    winners = FACTS["honours.awards.smart-mfg"]
    assert "recipient" not in winners
    assert winners["holders"] == "stats.awards.winners"
