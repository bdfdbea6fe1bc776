"""The figures of a text: what is one, its value, unit, qualifier and kind, and its place."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjreport.quantities.flat import flatten
from pjreport.quantities.names import hide
from pjreport.quantities.numerals.shares import numeral
from pjreport.quantities.numerals.words import spoken
from pjreport.quantities.quantity import KINDS
from pjreport.quantities.reader import read
from pjreport.text.numerals import worth
from pjreport.vocabulary import keys, words

from .conftest import ROOT, within

EXAMPLES = [
    line.split("\t")
    for line in (ROOT / "tests" / "figures.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
QUALIFIERS = {None, *keys("qualifier-before")}


def said(figure):
    """A figure in a few words: value or ends, unit, qualifier, kind, direction."""
    value = figure.value
    if value is None:
        value = "?" if figure.low is None else f"{figure.low}..{figure.high}"
    parts = (value, figure.unit, figure.qualifier, figure.kind, figure.direction)
    return " ".join(str(part) for part in parts if part not in (None, ""))


@pytest.mark.parametrize(("text", "figures"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_each_example_is_read_so(text, figures):
    assert ("; ".join(map(said, read(text))) or "-") == figures


def test_a_figure_stands_where_it_is_printed():
    text = "学校２０.58万人，增长１２.86％"
    people, growth = read(text)
    assert (people.text, growth.text) == ("２０.58万人", "１２.86％")
    assert (people.start, people.end) == (2, 9)
    assert (people.step, growth.step) == (Decimal(100), Decimal("0.01"))


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("5228人", "1"),
        ("20.58万", "100"),
        ("92.97%", "0.01"),
        ("三十万人", "100000"),
        ("一万五千人", "1000"),
        ("2.6 million people", "100000"),
        ("$1.25m", "10000"),
        ("twenty-three people", "1"),
        ("百分之九十九点五", "0.1"),
        ("千分之三", "0.1"),
        ("九成", "10"),
        ("九成五", "1"),
    ],
)
def test_a_step_is_what_the_last_printed_digit_is_worth(text, step):
    [figure] = read(text)
    assert figure.step == Decimal(step)


def test_units_of_a_base_are_read_too():
    assert [each.unit for each in read("5船货，3 gizmo parts", ["船货", "gizmo"])] == [
        "船货",
        "gizmo",
    ]
    assert read("5船货")[0].unit == ""
    assert read("5人", ["人"])[0].unit == "人"


# ---- labels, tables, headings, broken lines


def units(text):
    """Value and unit of each figure that is no year."""
    return [(str(each.value), each.unit) for each in read(text) if each.kind != "year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教职工（人）：892", [("892", "人")]),
        ("就业率(%)：98.5", [("98.5", "%")]),
        ("藏书（万册）：98.6", [("986000", "册")]),
        ("到馆人次：1,092", [("1092", "人次")]),
        ("学校数（所）：小学164，初中78", [("164", "所"), ("78", "所")]),
        ("| 指标 | 2023年 |\n| --- | --- |\n| 经费（万元） | 420 |", [("4200000", "元")]),
        (
            "| 分馆 | 到馆人次 | 外借册次 |\n|---|---|---|\n| 东 | 12 | 34 |",
            [("12", "人次"), ("34", "册次")],
        ),
        ("分馆　　到馆人次　　外借册次\n东城　12　　34", [("12", "人次"), ("34", "册次")]),
        ("收支情况（单位：万元）\n财政拨款 465", [("4650000", "元")]),
        ("单位：人\n\n学生 5", [("5", "")]),
        ("Income (£)\nGrants 425,000\nNet result (12,500)", [("425000", "£"), ("-12500", "£")]),
        (
            "Finances (in thousands of dollars)\nTax: 1,512\n\nCalls: 7",
            [("1512000", "dollars"), ("7", "")],
        ),
        ("Budget (£m)\nStaff 1.5", [("1500000", "£")]),
        ("Costs ($000)\nPaper: 12 reams", [("12", "reams")]),
        ("Visitors: 109\nItems out: 216", [("109", ""), ("216", "")]),
        ("Items (owned)\nBooks 12", [("12", "")]),
        (
            "单位：万元\n项目　　2024年　　2023年　　增减（%）\n收入　　128.52　　2041　　11.5\n利润率　　26.7　　27.1　　-0.4",
            [
                ("1285200", "元"),
                ("20410000", "元"),
                ("11.5", "%"),
                *(("26.7", ""), ("27.1", "")),
                ("-0.4", "%"),
            ],
        ),
        ("单位：万元\n项目　　甲　　乙\n净额　　(318.62)　　不适用", [("-3186200", "元")]),
        ("单位：万元\n\n| 项目 | 2024 |\n| --- | --- |\n| 收入 | 15 |", [("150000", "元")]),
        (
            "Summary (dollars in thousands)  FY2024  FY2023\nResult  (1,245)  2,588",
            [("-1245000", "dollars"), ("2588000", "dollars")],
        ),
        (
            "Finances, thousands of dollars\nGrants  425  310",
            [("425000", "dollars"), ("310000", "dollars")],
        ),
        ("Visits (in thousands)\nMain  42", [("42000", "")]),
        ("School  A  B\nPay  (12.5)  3", [("-12.5", ""), ("3", "")]),
        ("每股收益（元/股）：0.41", [("0.41", "元/股")]),
        ("Costs (£000)\nThey rose by a third.\nPaper 12", [("33.33", "%"), ("12", "")]),
        ("员工 45\n人民医院 30", [("45", ""), ("30", "")]),
        (
            "External grants in the year fell by\n12.8 percent, from $14.1m, and others",
            [("12.8", "%"), ("14100000", "$")],
        ),
    ],
)
def test_a_label_or_head_gives_the_unit_and_the_scale(text, expected):
    assert units(text) == expected


def test_a_unit_may_stand_on_the_next_line_of_a_broken_sentence():
    text = "短视频播放量突破五百万次，其中一条短视频单条的播放量也接近了一百万\n次。"
    assert [(str(each.value), each.unit) for each in read(text)] == [
        ("5000000", "次"),
        ("1000000", "次"),
    ]
    text = "On an average open day of the year about 390\npeople came in."
    assert [(str(each.value), each.unit, each.qualifier) for each in read(text)] == [
        ("390", "people", "about")
    ]


def test_what_a_figure_is_of():
    text = "全市幼儿园286所，比上年减少14所，占66.08%；在校生1.5万人。设有8个二级学院。"
    assert [each.subject for each in read(text)] == [
        *("幼儿园", "幼儿园", "幼儿园", "在校生", "二级学院"),
    ]
    text = "Visitors: 118\nTurnover among staff was 14%, and 6,400 older people came."
    assert [each.subject for each in read(text)] == ["visitors", "turnover staff", "older people"]


# ---- any text


@given(
    st.text(
        st.sampled_from(
            "0123456789,.%-~:/() \n|一二两三十百千万亿余多几分之点成折半第前超约近人个元年月日of and half one ten million £"
        ),
        max_size=60,
    )
    | st.text(max_size=60)
)
def test_any_text_is_read(text):
    """Figures stand in the order of the text and apart, are printed there, and are well formed."""
    assert len(flatten(text)) == len(text) == len(hide(flatten(text)))
    end = 0
    for each in read(text):
        assert end <= each.start < each.end
        end = each.end
        assert each.text == text[each.start : each.end]
        assert (each.low is None) == (each.high is None)
        assert each.low is None or each.low < each.high
        assert each.value is None or each.low is None
        assert all(end is None or end.is_finite() for end in (each.value, each.low, each.high))
        assert each.step > 0
        assert each.kind in KINDS
        assert each.qualifier in QUALIFIERS
        assert each.direction is None or each.kind in ("growth", "change")


DIGITS = [words(f"digits.{digit}")[0] for digit in range(10)]
SMALL = [words(f"scales.{scale}")[0] for scale in (10, 100, 1000)]
LARGE = [words(f"scales.{scale}")[0] for scale in (10**4, 10**8)]


def in_han(number):
    """A number below 10 ** 16 in Han numerals."""
    groups = [number // 10**8, number // 10**4 % 10**4, number % 10**4]
    if groups[0] >= 10**4:
        groups[:1] = [groups[0] // 10**4, groups[0] % 10**4]
    else:
        groups[:0] = [0]
    written = ""
    for place, group in enumerate(groups):
        digits = f"{group:04}"
        part = "".join(
            (
                DIGITS[int(each)] + (SMALL[2 - index] if index < 3 else "")
                if each != "0"
                else DIGITS[0]
            )
            for index, each in enumerate(digits)
        )
        part = re.sub(f"{DIGITS[0]}+", DIGITS[0], part)
        scale = (LARGE[0], LARGE[1], LARGE[0], "")[place]
        if group:
            written += part.rstrip(DIGITS[0]) + scale
        elif place == 1 and groups[0]:
            written += scale
        else:
            written += DIGITS[0]
    written = re.sub(f"{DIGITS[0]}+", DIGITS[0], written)
    return written.strip(DIGITS[0]) or DIGITS[0]


@given(st.integers(1, 10**16 - 1))
def test_han_numerals_mean_what_they_say(number):
    written = in_han(number)
    found = worth(written, loose=True)
    assert found is not None, written
    assert found[0] == number
    found = numeral(f"{written}元", 0)
    assert (found.value, found.end) == (number, len(written))


ONES = [words(f"number-words.{number}")[0] for number in range(20)]
TENS = {ten: words(f"number-words.{ten}")[0] for ten in range(20, 100, 10)}


def in_words(number):
    """A number below a thousand million in English words."""
    for scale, name in ((10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = "" if not rest else " and " if rest < 100 else " "
            return f"{in_words(number // scale)} {name}{joint}{in_words(rest) if rest else ''}"
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10 * 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(1, 10**9 - 1))
def test_english_words_mean_what_they_say(number):
    written = in_words(number)
    found = spoken(written, 0)
    assert (found.value, found.end) == (number, len(written))


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["%", "元", " people", "人次"]))
def test_digits_mean_what_they_say(number, unit):
    [figure] = read(f"是{number:,f}{unit}" if unit != " people" else f"in {number:,f}{unit}")
    assert figure.value == number
    assert figure.unit == unit.strip()


# ---- time

SIZE = 100_000
HEAVY = {
    "a scale": "亿",
    "a scale behind a decimal": "三点五" + "亿" * SIZE,
    "digits": "7",
    "numerals and digits": "三7十百0千5万二亿",
    "numerals, points and signs": "三7.十百, 0点千5分之万余 二亿几",
    "commas": "1,000,000",
    "groups": "1" + ",000" * SIZE,
    "brackets": "(5)(((",
    "quotations": "“《「",
    "number words": "one half and a hundred ",
    "number words in a row": "one two three four five six seven ",
    "numerals apart": "三 四 ",
    "shares in a row": "百分之",
    "letters": "abcd",
    "addresses": "a@b.",
    "ranges": "1-2~3至",
    "a table": "| 1 | 2 | 3 |\n",
    "a head": "| (万元) ",
    "spaces": " ",
    "lines": "\n",
    "digits before a scale": "7" * (SIZE - 1) + "万",
    "growths": "增长5.5%，",
    "labels": "page 5 ",
    "one line": "5人，增长3%，",
}


@pytest.mark.parametrize("sort", HEAVY)
def test_time_grows_with_the_text(sort):
    """A text twice as long takes about twice as long, whatever is in it."""
    text = HEAVY[sort]
    text = (text * (SIZE // len(text) + 1))[:SIZE]
    with within(5):
        read(text)


def test_numbers_that_nobody_prints_are_no_figures():
    assert read("1" * 1_000_000 + "万") == []
    assert read("9" * 61) == []
    assert read("三点五" + "亿" * 1000) == []
    assert [each.value for each in read("9" * 40)] == [Decimal("9" * 40)]
    assert read(f"{'9' * 30}.5万人")[0].value == Decimal("9" * 30 + "5000")


def test_a_long_row_of_number_words_says_nothing():
    row = "one two three, four and twenty-five " * 40
    assert [each.text for each in read(f"{row}Then 5 came.")] == ["5"]
    assert [each.text for each in read("三、四、五 六" * 400 + "。共5人")] == ["5人"]
    short = "one two three, four and twenty-five " * 2
    assert [each.value for each in read(short)][-2:] == [4, 25]


def test_a_long_row_of_numbers_is_read_one_by_one():
    text = " ".join(f"{each}.5" for each in range(1000))
    assert [each.value for each in read(text)] == [Decimal(f"{each}.5") for each in range(1000)]
    shares = read("，".join(f"{each}%" for each in range(1000)))
    assert {(each.unit, each.kind) for each in shares} == {("%", "rate")}
    people = read("、".join(f"{each}人" for each in range(1000)))
    assert [each.text for each in people][-1] == "999人"
