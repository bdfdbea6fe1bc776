"""One fold for queries, what is searched, and evidence: what it makes the same, and what not."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pjreport.store import load
from pjreport.text.characters import QUOTES, number, outlines, table_lines
from pjreport.text.matcher import Texts
from pjreport.text.normalise import KEPT_MARKS, fold, fold_all
from pjreport.text.numerals import NUMERALS, value, written

from .conftest import ROOT
from .test_properties import EVERY_CHARACTER

TRADITIONAL, SIMPLIFIED = table_lines("traditional.txt")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def sentences(tables):
    """Every label, note and fragment of evidence in a parsed base."""
    for each in tables.values() if isinstance(tables, dict) else tables:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict | list):
            yield from sentences(each)


REAL = sorted(set(sentences(load(str(ROOT / "data/facts.toml")).tables)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("四金七银八铜", "4金7银8铜"),
        ("三百余人", "300余人"),
        ("七月十四日", "7月14日"),
        ("百分之九十二点九七", "92.97%"),
        ("百分之百", "100%"),
        ("1亿2000万人", "120000000人"),
        ("3万5千元", "35000元"),
        ("2021一等奖", "2021 1等奖"),  # two numbers never become one
        ("12·9", "12 9"),
        ("“5”“6”", "5 6"),
        ("①培训", "1培训"),
        ("5①", "5 1"),
        ("10²", "10 2"),
        ("1,234,567.50", "1234567.50"),
        ("1'234", "1234"),
        ("1 234人", "1234人"),
        ("2021, 120项", "2021 120项"),
        ("92 .97 %", "92.97%"),
        ("in 2021. 15 people", "in 2021 15 people"),
        ("1月-3月", "1月 3月"),
        ("下降-3.2", "下降-3.2"),
        ("−3.2", "-3.2"),
        ("－3.2", "-3.2"),
        ("A-3", "a 3"),
        ("..5", "5"),
        ("v1.2.3", "v1.2.3"),
        ("AHK “机电”", "ahk机电"),
        ("Überblick", "überblick"),
        ("　平湖　技师 ", "平湖技师"),
        ("培\u200b训", "培训"),
        ("一\0二", "一二"),
        ("", ""),
        ("！？", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        *(
            "一流",
            "进一步",
            "一直",
            "一体化",
            "嘉善百信",
            "十四五",
            "万元户",
            "千家万户",
            "百年老校",
        ),
        *(
            "三典四活动",
            "双元制",
            "三会一课",
            "三重一大",
            "统一项目",
            "唯一一",
            "五金专业",
            "十大",
            "一百二",
        ),
        *("二三", "十四百", "两创", "第万", "点"),
    ],
)
def test_names_and_idioms_stay(text):
    assert fold(text) == text


@given(st.integers(1, 10**12 - 1))
def test_a_number_in_chinese_is_the_number(number):
    """Written with units, any number below a trillion is read back."""
    assert str(value(chinese(number))) == str(number)
    assert fold(f"{chinese(number)}人") == f"{number}人"


def chinese(number):
    """A number in Chinese numerals, as it is read aloud."""
    digits = "零一二三四五六七八九"
    groups = []
    while number:
        number, group = divmod(number, 10**4)
        groups.append(group)
    said = ""
    for place in reversed(range(len(groups))):
        group = groups[place]
        text = ""
        for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            digit = group // 10**power % 10
            if digit:
                text += digits[digit] + unit
            elif text and not text.endswith("零"):
                text += "零"
        text = text.rstrip("零")
        if not text:
            said += "" if said.endswith("零") or not said else "零"
            continue
        if said and group < 1000 and not said.endswith("零"):
            said += "零"
        said += text + ("", "万", "亿")[place]
    return said.rstrip("零") or "零"


@given(st.lists(st.text(EVERY_CHARACTER)))
@example(["5", "228"])
@example(["机", " “", "” 5"])
@example(["a1", "-5"])
def test_many_fold_as_each_alone(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


@given(st.text(EVERY_CHARACTER))
def test_a_key_holds_words_and_numbers_only(text):
    key = fold(text)
    assert key == key.strip()
    assert "  " not in key
    for character in key.replace(" ", ""):
        assert character.isalnum() or character in KEPT_MARKS or not character.isprintable()


@given(st.sampled_from(REAL), st.data())
def test_however_it_is_written_it_is_the_same(text, data):
    """Traditional, full width, quotation marks of any kind, spaces beside Han."""
    back = dict(zip(SIMPLIFIED, TRADITIONAL, strict=True))
    plain = "".join(character for character in text if character not in QUOTES)
    quoted = data.draw(st.sampled_from([plain, *(f"{mark}{plain}{mark}" for mark in QUOTES)]))
    ways = [
        "".join(back.get(character, character) for character in text),
        text.upper(),
        text.translate({**FULL_WIDTH, **dict.fromkeys(map(ord, QUOTES))}),
        f" {text}\t",
        re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff0-9])", " ", text),
    ]
    assert fold(quoted) == fold(plain)
    for way in ways:
        if way.translate(FULL_WIDTH) == way or "-" not in text:
            assert fold(way) == fold(text)


@given(st.integers(1000, 10**9), st.sampled_from(["{:,}", "{:,} ", "-{:,}", "{:,}.5%"]))
def test_separators_do_not_count(number, written_so):
    text = written_so.format(number)
    plain = text.replace(",", "")
    assert fold(text) == fold(plain)
    for separator in (" ", ", ", "，", " ,"):
        assert fold(text.replace(",", separator) + "人") == fold(plain + "人")


NUMBERS = st.decimals(-(10**6), 10**6, places=2) | st.integers(-(10**6), 10**6)


@given(NUMBERS, NUMBERS, st.sampled_from(["{}", "{}人次", "增长{}%", "of {} persons", "第{}批"]))
@example(5, 5228, "{}人次")
@example(98, "98.5", "{}%")
@example(12, "12,345", "{}")
@example("3.2", "-3.2", "增长{}%")
def test_a_number_is_found_whole_or_not_at_all(wanted, stated, around):
    """What is found is the very number: never a part of it, and never its opposite."""
    stated = f"{stated:,}" if isinstance(stated, int) else str(stated)
    assume(not (around.startswith("第") and stated.startswith("-")))
    held = bool(Texts([around.format(stated)]).literal(fold(str(wanted))))
    assert held == (str(wanted) == stated.replace(",", ""))


def test_a_number_without_its_zeros():
    assert [written(value(text)) for text in ("一千", "十", "2万")] == ["1000", "10", "20000"]


# ---- outlines


MIXED = st.lists(
    st.one_of(
        st.sampled_from(
            [*"两二十百万零点第分之个人金五奖兩萬點５%‰.,，- ·½²①", "百分之", "个百分点"]
        ),
        st.characters(),
    ),
    max_size=12,
).map("".join)


@given(MIXED)
@settings(max_examples=300)
def test_a_text_has_the_outline_of_what_it_is_folded_to(text):
    """So texts that are folded to the same have the same outline."""
    assert outlines([text]) == outlines([fold(text)])


@given(MIXED, MIXED)
@settings(max_examples=300)
@example("两等", "2等")
@example("十等", "10等")
def test_texts_with_different_numbers_are_folded_to_different_texts(one, other):
    """Where each has a number that can be told without reading numerals."""
    if fold(one) == fold(other) and None not in (number(one), number(other)):
        assert number(one) == number(other)


@given(MIXED)
def test_a_text_has_the_number_of_what_it_is_folded_to(text):
    if None not in (number(text), number(fold(text))):
        assert number(text) == number(fold(text))


def test_every_numeral_is_a_number_in_an_outline():
    assert outlines(list(NUMERALS)) == [""] * len(NUMERALS)
    assert outlines([]) == []
    assert outlines(["两人", "三人", "a\0b", ""]) == ["人", "人", "ab", ""]


def test_an_outline_does_not_depend_on_how_a_letter_is_composed():
    assert outlines(["Cafe\u0301"]) == outlines(["CAFÉ"]) == ["café"]
