"""What stands beside a number: its subject, the way it went, what is denied, how exact it is."""

from decimal import Decimal

import pytest

from pjreport.check import examine, read
from pjreport.check.registry import BY_NAME
from pjreport.source.text import SourceText, Span

UNITS = {
    "persons": {"zh": "人", "en": "persons", "en_one": "person"},
    "times": {"zh": "人次", "en": "person-times"},
    "items": {"zh": "项", "en": "items", "en_one": "item"},
    "percent": {"zh": "%", "en": "%"},
    "medals": {"zh": "枚", "en": "medals", "written": ["金", "银"]},
}
RULES = (
    *("subject-not-shown", "direction-differs", "negated", "evidence-of-another"),
    *("part-of-range", "qualifier-differs", "value-not-shown", "evidence-not-found"),
)


def stat(value, *evidence, unit="items", zh="甲", en="A", **more):
    number = value if isinstance(value, int) else Decimal(value)
    fact = {"zh": zh, "en": en, "value": number, "unit": unit, "period": "y", "lines": [1]}
    return fact | {"evidence": list(evidence)} | more


def broken(text, *, names=RULES, **facts):
    """The rules that each fact breaks, by its name."""
    tables = {"report": {"source": {"sha256": "0" * 64}}, "topics": {"t": {}}}
    tables |= {"vocabulary": {"units": UNITS}, "stats": {"t": facts}}
    context = read(tables, "", SourceText("s.txt", text.encode()), None)
    found = examine(context, [BY_NAME[name] for name in names])
    return [(finding.where[2], finding.rule) for finding in found]


FOUND = stat(5, "市级", "省级", "获奖", lines=[1, 2])  # what is found shows that this is the text

# ---- whose number it is

SUBJECT = "subject-not-shown"


@pytest.mark.parametrize(
    ("text", "evidence", "fits"),
    [
        ("市级获奖120项，省级获奖24项", "120项", False),
        ("市级获奖120项，省级获奖24项", "获奖120项", False),
        ("市级获奖120项，省级获奖24项", "市级获奖120项", True),
        ("市级获奖120项，省级获奖24人", "120项", True),
        ("市级获奖120项，第24项", "120项", True),
        ("市级获奖120项\n省级获奖24项", "120项", True),
        ("立项\n120项、结题24项", "120项", False),
        ("立项\n120项、结题24项", "立项120项", True),
        ("立项24项、120项结题", "120项结题", True),
        ("立项24项、120项，成果获奖", "120项，成果获奖", True),
        ("立项24项：120项", "24项：120项", False),
        ("立项120项、结题120项", "120项", True),
        ("甲类获奖24项，占20%；乙类获奖120项，占60%", "乙类获奖120项，占60%", True),
        ("甲\t120项\t24项", "120项", False),
        ("甲\t120项\t24项", "甲120项", True),
        ("approved 120 items, concluded 24 items", "120 items", False),
        ("approved 120 items, concluded 24 items", "approved 120 items", True),
    ],
)
def test_a_number_is_shown_beside_its_subject(text, evidence, fits):
    lines = [1, 2] if "立项\n" in text else [1]
    found = broken(text, a=stat(120, evidence, lines=lines))
    assert found == ([] if fits else [("a", SUBJECT)])


def test_medals_that_differ_in_what_is_written_are_told_apart():
    assert broken("获4金7银", a=stat(4, "4金", unit="medals")) == []


@pytest.mark.parametrize(
    "text",
    ["市级获奖24项，省级获奖120项", "省级获奖120项，市级获奖24项", "市级获奖24项\n省级获奖120项"],
)
def test_numbers_changed_for_each_other_in_the_text_are_named_at_both(text):
    facts = {"a": stat(120, "市级获奖120项"), "b": stat(24, "省级获奖24项"), "c": FOUND}
    found = broken(text, names=["evidence-not-found", "evidence-moved"], **facts)
    assert [name for name, _ in found] == ["a", "b"]


def test_numbers_changed_for_each_other_in_the_base_are_named_at_both():
    text = "市级获奖120项，省级获奖24项"
    values = {"a": stat(24, "市级获奖24项"), "b": stat(120, "省级获奖120项"), "c": FOUND}
    assert {name for name, rule in broken(text, **values) if rule == "evidence-not-found"} == {
        *("a", "b")
    }
    whole = {
        "a": stat(24, "省级获奖24项", zh="市级以上获奖"),
        "b": stat(120, "市级获奖120项", zh="省级的奖"),
    }
    assert broken(text, **whole) == [("a", "evidence-of-another"), ("b", "evidence-of-another")]
    right = {
        "a": stat(120, "市级获奖120项", zh="市级以上获奖"),
        "b": stat(24, "省级获奖24项", zh="省级的奖"),
    }
    assert broken(text, **right) == []


# ---- up or down

DIRECTION = [("a", "direction-differs")]


@pytest.mark.parametrize(
    ("text", "value", "fits"),
    [
        ("同比增长12.5%", "12.5", True),
        ("同比下降12.5%", "12.5", False),
        ("同比下降12.5%", "-12.5", True),
        ("同比減少了12.5%", "12.5", False),
        ("同比降低\n12.5%", "12.5", False),
        ("负增长12.5%", "12.5", False),
        ("增长至少12.5%", "12.5", True),
        ("12.5%的降幅", "12.5", None),
        ("12.5%的增幅", "12.5", True),
        ("成本下降，获奖增长12.5%", "12.5", True),
        ("同比+12.5%", "12.5", True),
        ("同比12.5%", "12.5", True),
        ("同比12.5%", "-12.5", None),
        ("较上年增长-12.5%", "-12.5", True),
        ("awards rose by 12.5%", "12.5", True),
        ("awards fell by 12.5%", "12.5", False),
        ("awards were down 12.5%", "-12.5", True),
        ("同比下降0%", "0", True),
    ],
)
def test_a_growth_goes_the_way_that_the_text_says(text, value, fits):
    number = value.removeprefix("-")
    fact = stat(value, f"{number}%", unit="percent", growth_of=["stats.t.a"])
    if "\n" in text:
        fact["lines"] = [1, 2]
    if "-" in text:
        fact["evidence"] = [f"{value}%"]
    names = ("direction-differs", "direction-not-shown", "value-not-shown")
    expected = [("a", "direction-not-shown")] if fits is None else DIRECTION
    assert broken(text, names=names, a=fact) == ([] if fits else expected)


@pytest.mark.parametrize(
    ("text", "more", "fits"),
    [
        ("获奖减少120项", {}, False),
        ("获奖增加了120项", {}, False),
        ("awards dropped by 120 items", {"evidence": ["120 items"]}, False),
        ("获奖增至120项", {}, True),
        ("获奖减少120项", {"evidence": ["减少120项"]}, True),
        ("获奖减少120项", {"zh": "减少的获奖"}, True),
    ],
)
def test_a_change_is_no_count(text, more, fits):
    fact = stat(120, "120项") | more
    assert broken(text, names=["direction-differs"], a=fact) == ([] if fits else DIRECTION)


# ---- what is denied


@pytest.mark.parametrize(
    ("text", "evidence", "fits"),
    [
        ("1508人通过认定", "1508人", True),
        ("1508人未通过认定", "1508人", False),
        ("1508人不通过认定", "1508人", False),
        ("没有1508人通过", "1508人", False),
        ("1508人未通过认定", "1508人未通过", True),
        ("未来1508人", "1508人", True),
        ("不断有1508人", "1508人", True),
        ("3人未获奖、1508人获奖", "1508人", True),
        ("3人未获奖，1508人获奖", "1508人", True),
        ("沒有甲、乙和1508人", "1508人", False),
        ("1508 persons did not pass", "1508 persons", False),
        ("1508 persons didn’t pass", "1508 persons", False),
        ("not only 1508 persons", "1508 persons", True),
        *(
            (f"{word}1508人", "1508人", False)
            for word in ("预计", "申报", "错失", "取消", "非", "有望")
        ),
        *((f"{word}1508人", "1508人", True) for word in ("非常好", "除非", "模拟", "做成了")),
        ("完成不了1508人", "1508人", False),
        ("1508人候选", "1508人", False),
        ("1508 persons nominated", "1508 persons", False),
        ("预计1508人", "预计1508人", True),
        ("1508人" + "".join(map(chr, range(0x5000, 0x5032))) + "未通过", "1508人", True),
    ],
)
def test_what_the_text_denies_is_no_fact(text, evidence, fits):
    fact = stat(1508, evidence, "1508", unit="persons")
    assert broken(text, names=["negated"], a=fact) == ([] if fits else [("a", "negated")])


def test_a_denial_is_named_once_and_not_at_what_is_only_named():
    text = "未获、未得1508人"
    facts = {"a": stat(1508, "1508人", unit="persons")}
    assert broken(text, names=["negated"], **facts) == [("a", "negated")]
    tables = {"report": {"source": {"sha256": "0" * 64}}, "topics": {"t": {}}}
    name = {"zh": "节", "en": "F", "lines": [1], "evidence": ["技能节"]}
    tables |= {"competitions": {"t": {"f": name}}}
    context = read(tables, "", SourceText("s.txt", "技能节上未得奖".encode()), None)
    assert list(examine(context, [BY_NAME["negated"]])) == []


# ---- how exact, and ranges


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        *(("≥5228人次", "at-least"), ("＞5228人次", "over"), (">=5228人次", "at-least")),
        *(("≤ 5228人次", "at-most"), ("<5228人次", "under"), ("≈5228人次", "about")),
        *(("~5228人次", "about"), ("共～5228人次", "about"), ("5228+人次", "over")),
        *(("大致5228人次", "about"), ("大体上5228人次", "about"), ("大体在5228人次", "about")),
        *(("几乎5228人次", "nearly"), ("不止5228人次", "over"), ("最少5228人次", "at-least")),
        *(("at least 5228人次", "at-least"), ("5228 person-times at least", "at-least")),
        *(("a minimum of 5228人次", "at-least"), ("5228 person-times minimum", "at-least")),
        *(("5228 person-times at most", "at-most"), ("a maximum of 5228人次", "at-most")),
        *(("c. 5228人次", "about"), ("ca. 5228人次", "about"), ("C.5228人次", "about")),
        *(("顶多5228人次", "at-most"), ("5228人次以内", "at-most"), ("5228人次以下", "at-most")),
        *(("5228人次", None), ("比率2:1，5228人次", None), ("为-5，5228人次", None)),
        *(("5228人次（以下简称甲）", None), ("甲——5228人次", None)),
    ],
)
def test_a_sign_says_how_exact_a_figure_is(text, qualifier):
    words = ["5228"]
    if qualifier:
        assert broken(text, a=stat(5228, *words, unit="times")) == [("a", "qualifier-differs")]
    more = {"qualifier": qualifier} if qualifier else {}
    assert broken(text, a=stat(5228, *words, unit="times", **more)) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *(("5000～5228人次", True), ("5000至5228人次", True), ("5000-5228人次", True)),
        *(("5000到5228人次", True), ("5228—6000人次", True), ("5228人次到6000人次", True)),
        *(("5228至约6000人次", True), ("5千～5228人次", True), ("5000 to 5228人次", True)),
        ("between 5000 and 5228 person-times", True),
        *(("增至5228人次", False), ("从5000到5228人次", False), ("2021年—5228人次", False)),
        *(
            ("5000人次-5228人次", True),
            ("5000人次-5228人次参加", True),
            ("5000人到5228人次", False),
            ("7日-5228人次", False),
        ),
        *(("4.5%至5228人次", False), ("4.5% to 5228人次", False), ("5228人次至4.5%", False)),
        *(("rose by 20 to 5228人次", False), ("5228 to 6000人次", True)),
        *(("Covid-19: 5228人次", False), ("5227、5228人次", False), ("5228人次半", False)),
        ("5228人次 to others", False),
        *(("5228人次 to 6000 hours", False), ("5228至6000", True)),
        *(("由上年的5000增至5228人次", False), ("2021年至今5228人次", False)),
    ],
)
def test_an_end_of_a_range_is_no_figure(text, part):
    fact = stat(5228, "5228", unit="times")
    expected = [("a", "part-of-range")] if part else []
    assert broken(text, names=["part-of-range"], a=fact) == expected


# ---- below zero

BELOW_ZERO = [
    *("2023年-3.2%", "（-3.2%）", "120件,-3.2%", "营收12亿元 -3.2%", "3项；−3.2%", "3项(-3.2%)"),
    *(
        "12.86%。-3.2%",
        "为–3.2%",
        "为－3.2%",
        "负3.2%",
        "負3.2%",
        "rate minus 3.2%",
        "(3.2)%",
        "（3.2） %",
    ),
    *("利润-$3.2%", "$(3.2)%", "2023 -3.2%", "rate -3.2%", "rate of \u20133.2%", "rate \u22123.2%"),
]
ABOVE = [
    *("2023年——3.2%", "rate (3.2%)", "胜负3.2%", "担负3.2%", "covid-19 3.2%", "--3.2%"),
    *("2023年—3.2%", "x \u2013 3.2%", "x \u2014 3.2%"),
]


@pytest.mark.parametrize("text", BELOW_ZERO)
@pytest.mark.parametrize("evidence", ["3.2", "3.2%"])
def test_a_minus_is_read_however_it_is_printed(text, evidence):
    source = SourceText("s.txt", f"共，{text}。".encode())
    [number] = [
        each
        for each in read({"vocabulary": {"units": UNITS}}, "", source, None).printed.all
        if abs(each.value) == Decimal("3.2")
    ]
    assert number.value == Decimal("-3.2")
    assert source.find(evidence) == []  # it has no minus, and stands in no place without


@pytest.mark.parametrize("text", BELOW_ZERO)
def test_a_figure_has_the_sign_that_is_printed(text):
    names = ("value-not-shown", "evidence-not-found")
    prose = f"共，{text}。"
    fact = stat("-3.2", text, "共", unit="percent")
    assert broken(prose, names=names, a=fact) == []
    fact = stat("3.2", text, "共", unit="percent")
    assert broken(prose, names=names, a=fact) == [("a", "value-not-shown")]
    fact = stat("3.2", "3.2", "共", unit="percent")
    assert broken(prose, names=names[1:], a=fact) == [("a", "evidence-not-found")]


@pytest.mark.parametrize("text", ABOVE)
def test_what_is_no_minus_is_not_read_as_one(text):
    fact = stat("3.2", "3.2%", unit="percent")
    names = ("value-not-shown", "evidence-not-found", "part-of-range")
    assert broken(text, names=names, a=fact) == []


@pytest.mark.parametrize("text", ["共A—", "共A-", "A-", "—"])
def test_a_text_may_end_with_a_dash(text):
    assert SourceText("s.txt", text.encode()).find("A") == (
        [Span(text.index("A"), text.index("A"))] if "A" in text else []
    )


def test_a_dash_between_numbers_puts_no_digits_together():
    text = SourceText("s.txt", "共3-120项，5–228人，1-200-300".encode())
    for fragment in ("3120", "5228人", "1200", "200300"):
        assert text.find(fragment) == []
    for fragment in ("3-120项", "120项", "5—228人", "228人", "1-200-300"):
        assert len(text.find(fragment)) == 1


def test_a_short_fragment_with_its_minus_is_found():
    text = "利润率：2022年4.1%，2023年-3.2%。"
    for fragment in ("-3.2%", "−3.2%", "年-3.2%", "2023年–3.2%"):
        fact = stat("-3.2", fragment, unit="percent")
        assert broken(text, names=("value-not-shown", "evidence-not-found"), a=fact) == []


@pytest.mark.parametrize("text", ["5.%", "5、%", "5（%）", "5／%", "5|%"])
def test_a_mark_between_a_number_and_its_unit_makes_a_difference(text):
    fact = stat(5, "5%", "共", unit="percent")
    names = ("evidence-not-found",)
    assert broken(f"共{text}", names=names, a=fact) == [("a", "evidence-not-found")]
    assert broken("共5 %", names=names, a=fact) == []
    assert broken(f"共{text}", names=names, a=stat(5, text, "共", unit="percent")) == []


def test_in_another_text_nothing_is_looked_for():
    facts = {"a": stat(120, "120项", "甲", "乙"), "b": stat(24, "24项", "丙", "丁")}
    assert [rule for _, rule in broken("全无", names=RULES[:4], **facts)] == []
