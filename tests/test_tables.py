"""The tables of characters: sound as they lie there, whatever made them."""

import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from pjreport.text.characters import simplified, table_lines
from pjreport.text.pinyin import readings, spell

from .conftest import ROOT

HAN = "[\u4e00-\u9fff〇]"
PHRASES = [row.split(" ") for row in table_lines("phrases.txt")]


def test_each_traditional_character_has_one_simplified_form_that_stays():
    traditional, simple = table_lines("traditional.txt")
    assert len(traditional) == len(simple) > 3000
    assert len(set(traditional)) == len(traditional)
    assert set(traditional).isdisjoint(simple)
    assert "培訓職業學".translate(simplified()) == "培训职业学"


def test_readings_are_syllables_that_people_type():
    syllables, codes = table_lines("readings.txt")
    names = syllables.split(" ")
    assert len(set(names)) == len(names) > 380
    assert all(re.fullmatch("[a-z]{1,6}", name) and set(name) & set("aeiouv") for name in names)
    assert len(codes) == 0x9FFF - 0x4E00 + 1
    assert {ord(code) - 0x100 for code in codes} == set(range(len(names) + 1))
    known = [code for code in codes if ord(code) > 0x100]
    assert len(known) > 20_900
    assert readings()["训"] == " xun"
    assert readings()["〇"] == " ling"
    assert readings()["€"] == "€"


def test_a_phrase_says_how_its_character_reads():
    seen = set()
    for character, syllable, *phrases in PHRASES:
        assert re.fullmatch(HAN, character)
        assert re.fullmatch("[a-z]{1,6}", syllable)
        for phrase in phrases:
            assert re.fullmatch(f"{HAN}{{2,4}}", phrase)
            assert character in phrase
            assert (character, phrase) not in seen
            seen.add((character, phrase))
    assert len(seen) > 500


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("校长", "xiao zhang"),
        ("重点", "zhong dian"),
        ("行业", "hang ye"),
        ("模具", "mu ju"),
        ("银行", "yin hang"),
        ("会计", "kuai ji"),
        ("长期", "chang qi"),
        ("学校长期", "xue xiao chang qi"),
        ("校长培训", "xiao zhang pei xun"),
        ("省长", "sheng zhang"),
        ("调研", "diao yan"),
        ("调整", "tiao zheng"),
        ("重新", "chong xin"),
        ("首都", "shou du"),
        ("音乐", "yin yue"),
        ("差距", "cha ju"),
        ("角色", "jue se"),
        ("效率", "xiao lv"),
        ("率领", "shuai ling"),
        ("传统", "chuan tong"),
        ("自传", "zi zhuan"),
        ("处理", "chu li"),
        ("发展", "fa zhan"),
        ("爱好", "ai hao"),
        ("种植", "zhong zhi"),
        ("应用", "ying yong"),
        ("首相", "shou xiang"),
        ("兴趣", "xing qu"),
        ("嘉兴", "jia xing"),
        ("行政", "xing zheng"),
    ],
)
def test_polyphones(text, pinyin):
    assert spell(text).split() == pinyin.split()


def test_the_tables_are_what_the_script_writes():
    missing = [name for name in ("pypinyin", "opencc", "jieba") if find_spec(name) is None]
    if missing:
        pytest.skip(f"the packages of the extra `tables` are not there: {missing}")
    script = [sys.executable, "-W", "ignore", str(ROOT / "tools/make_tables.py"), "--check"]
    result = subprocess.run(script, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
