"""The words of the program are data: groups that a curator reads, and none of them in Python."""

import ast
import re
from functools import cache

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.cli.bases import open_bases
from pjreport.proofread.proofreader import Proofreader
from pjreport.vocabulary import LANGUAGES, expression, group, keys, pattern, spans, words

from .conftest import ROOT
from .test_proofread import DRAFTS, table

SOURCE = ROOT / "src" / "pjreport"
PARSED = {
    lang: tomli.loads((SOURCE / "vocabulary" / f"{lang}.toml").read_text(encoding="utf-8"))
    for lang in LANGUAGES
}
GROUPS = [(lang, name) for lang in LANGUAGES for name in PARSED[lang]]

# An entry: a word, and what must or must not stand before or behind it.
ENTRY = r"(?:\[(not|only) [^]]+\] )?[^\[]+?(?: \[(not|only) [^]]+\])?"

# ---- the files


@pytest.mark.parametrize(("lang", "name"), GROUPS)
def test_a_group_says_what_it_is_for_and_is_read_as_toml_reads_it(lang, name):
    table = dict(PARSED[lang][name])
    assert table.pop("purpose").endswith((".", "?"))
    assert group(name, lang) == table
    for entries in table.values():
        assert entries == list(dict.fromkeys(entries)), "a word stands twice"
        for entry in entries:
            assert re.fullmatch(ENTRY, entry), entry


@pytest.mark.parametrize(("lang", "name"), GROUPS)
def test_every_list_is_a_regular_expression_that_finds_its_words(lang, name):
    for key, entries in PARSED[lang][name].items():
        if key != "purpose":
            path = f"{name}.{key}"
            found = re.compile(expression(path, lang))
            for entry, word in zip(entries, words(path, lang), strict=True):
                if "[" not in entry:
                    assert found.fullmatch(word.replace("#", "12").replace("*", "ing")), word


ASKED = [(lang, f"asked.{key}") for lang in LANGUAGES for key in group("asked", lang)]


@given(st.sampled_from(ASKED), st.data())
def test_words_stand_in_a_text_where_their_regular_expression_finds_them(each, data):
    lang, path = each
    near = [*words(path, lang), *words("search-filler", lang)[:3], "x", "哪"]
    parts = data.draw(st.lists(st.sampled_from(near), max_size=5))
    text = data.draw(st.sampled_from(["", " "])).join(parts).replace("'", "").replace("*", "ing")
    assert [*spans(path, lang, text)] == [
        found.span() for found in pattern(path, lang).finditer(text)
    ]


def test_every_group_is_used_and_every_one_that_is_used_is_there():
    """Each name of a group stands as a path in some module."""
    used = {
        node.value.partition(".")[0]
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {name for _, name in GROUPS} <= used
    for missing in ("nothing", "qualifier-before.nothing"):
        for read in (words, expression):
            with pytest.raises(KeyError):
                read(missing)


def test_an_entry_says_what_may_stand_beside_it():
    over = pattern("qualifier-before.over")
    assert over.search("超5人")
    assert not over.search("最超5人")
    assert not over.search("turnover")
    assert pattern("denied").search("未通过")
    assert not pattern("denied").search("未来")
    assert not pattern("denied").search("not only")
    assert pattern("fall", "en").fullmatch("decreasing")
    assert expression("qualifier-before.at-most", "zh").startswith(
        "(?:小于或者等于|"
    )  # the longest first
    assert keys("qualifier-before") == ["over", "nearly", "about", "at-least", "under", "at-most"]


# ---- none in Python

HAN = re.compile("[\u3007\u3400-\u9fff]")
# What is written there and why it is no list of words.
WRITES_HAN = {
    "audit/sentences": "output: what the audit says",
    "audit/texts/findings": "output: what the audit says of texts",
    "cli": "output: help, messages, titles",
    "compare/sentences": "output: what is said of two reports",
    "curation/skeleton": "output: comments and names to be filled in",
    "draft/accounting": "output: why something is in no fact",
    "lookup/answer": "output: what an answer says beside the facts",
    "lookup/citation": "output: a date that is not known",
    "lookup/display": "output: messages",
    "lookup/reason": "output: a title",
    "lookup/sentence": "output: how a fact is said in a sentence",
    "lookup/tally": "output: what a fact does not state",
    "lookup/titles": "output: titles",
    "model/kinds": "output: the names of kinds",
    "quantities/notation": "output: how a rank or a date is written",
    "render/table": "output: a message",
    "site/words": "output: what a page says",
    "text/characters": "one character, the two, that Unicode calls no numeral",
    "search/question": "one character, of an ordinal",
    "search/units": "one character, of a month",
    "text/pinyin": "one character, the zero, that the table of readings lacks",
}


def strings(path):
    """The strings of a module that are no docstrings; of an f-string its parts."""
    tree = ast.parse(path.read_bytes())
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def listed(text):
    """Whether a string is a list of words: in Han characters, or several in Latin letters."""
    ranges = re.sub("[\u2000-\u9fff豈]-[\u3400-\uffff]|^[\u3400\u9fff]$", "", text)  # of characters
    lower = re.fullmatch(r"[a-z][a-z' -]*", text) and len(text.split()) > 12
    return bool(
        HAN.search(ranges) or re.search(r"[a-z]{2,}\)?\??\|(?:[a-z]{2,}\|)+", text) or lower
    )


def module(path):
    return path.relative_to(SOURCE).with_suffix("").as_posix()


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=module)
def test_no_list_of_words_is_python(path):
    if not module(path).startswith(tuple(WRITES_HAN)):
        assert [text for text in strings(path) if listed(text)] == []


@pytest.mark.parametrize("name", WRITES_HAN)
def test_every_exception_is_needed(name):
    paths = [path for path in SOURCE.rglob("*.py") if module(path).startswith(name)]
    assert any(listed(text) for path in paths for text in strings(path))


def test_what_a_list_of_words_is():
    assert listed("超|近")
    assert listed("[个项]")
    assert listed("over|above|below")
    assert listed("a an and are at by did do does for had has have how in is")
    assert not listed("[\u3400-\u9fff]{2}")
    assert not listed("an entry of `ignored` names no text")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.*")), ids=lambda path: path.name)
def test_nothing_names_the_shipped_report(path):
    if path.suffix in (".py", ".toml"):
        text = path.read_text(encoding="utf-8").lower()
        for name in ("平湖", "嘉兴", "浙江", "pinghu", "jiaxing", "zhejiang"):
            assert name not in text
        assert [name for name in own_names() if name in text] == []


@cache
def own_names():
    """What the shipped report names, in lower case; 教育部 is everybody's ministry."""
    facts = tomli.loads((ROOT / "data/facts.toml").read_text(encoding="utf-8"))
    kinds = ("people", "organisations", "initiatives", "works", "competitions", "programmes")
    labels = {
        fact[lang].lower()
        for kind in kinds
        for entries in facts[kind].values()
        for fact in entries.values()
        for lang in ("zh", "en")
    }
    assert len(labels) > 100
    return sorted(name for name in labels if len(name) > 2 and name != "教育部")


def test_no_key_of_a_base_s_vocabulary_is_python():
    """Keys are the curator's: of two bases with the same words and other keys all is the same."""
    facts = tomli.loads((ROOT / "data/facts.toml").read_text(encoding="utf-8"))
    terms = {key for name in ("units", "levels", "ranks") for key in facts["vocabulary"][name]}
    terms.remove("items")  # of JSON Schema, too
    for path in SOURCE.rglob("*.py"):
        assert terms.isdisjoint(strings(path)), path


# ---- another school, another city

NAMES = {
    "平湖": "奉化",
    "嘉兴": "宁波",
    "浙江": "江苏",
    "Pinghu": "Fenghua",
    "Jiaxing": "Ningbo",
    "Zhejiang": "Jiangsu",
    "pinghu": "fenghua",
    "jiaxing": "ningbo",
    "zhejiang": "jiangsu",
}


def elsewhere(text):
    """A text with other names of the school, its city and its province."""
    return re.sub("|".join(NAMES), lambda found: NAMES[found[0]], text)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Who proofreads against the shipped base, and against one of a school elsewhere."""
    shipped = ROOT / "data/facts.toml"
    path = tmp_path_factory.mktemp("elsewhere") / "facts.toml"
    text = elsewhere(shipped.read_text(encoding="utf-8"))
    units = "persons|person-times|items|medals"
    text = re.sub(
        rf'^(?=(?:{units}) = )|(?<=^unit = ")(?=(?:{units})")', "in-", text, flags=re.MULTILINE
    )
    path.write_text(text, encoding="utf-8")
    return [
        Proofreader.of_base(base) for each in (shipped, path) for base in open_bases([str(each)])
    ]


def test_a_school_elsewhere_is_read_alike(both):
    here, there = both
    count = 0
    for drafts in DRAFTS:
        for _, sentence, _ in table(drafts):
            # Which words are missing may differ by the length of a name; no verdict may.
            given = [elsewhere(str(each[1:-1])) for each in here.read(sentence)]
            count += len(given)
            assert [str(each[1:-1]) for each in there.read(elsewhere(sentence))] == given
    assert count > 900


@pytest.mark.parametrize("word", ["didn't", "didn’t", "not"])
def test_an_apostrophe_may_be_typographic(word):
    assert pattern("denied", "en").search(f"it {word} pass")
