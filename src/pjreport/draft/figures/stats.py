"""One printed figure as the table of a stat: value, unit, qualifier, lines, evidence."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ...model.formula import digits, keepable
from ...model.kinds import NUMBERS
from ...quantities.quantity import Quantity
from ...text.numerals import worth
from ...vocabulary import expression, words
from ..passage import Passage
from ..terms import Terms, numbers

Table = dict[str, Any]
UNSTATED = ("year", "date", "ordinal")  # kinds of figures that no stat states
BETWEEN = expression("ratios.between", "zh")
PAIR = re.compile(rf"(\d+(?:\.\d+)?)\s*(?:[:：∶]|{BETWEEN})\s*(\d+(?:\.\d+)?)")
PARTS = re.compile(rf"(?P<of>.+){words('number-parts.fraction', 'zh')[0]}(?P<value>.+)")
TENTH = words("number-forms.tenth", "zh")[0]
HEADS = re.compile(
    rf"(?:[^\s|，。；：:()（）]{{0,40}}\s?)(?=[(（][^()（）]{{1,32}}[)）]|{expression('heads.unit', 'zh')}[:：])"
    rf"([(（][^()（）]{{1,32}}[)）]|{expression('heads.unit', 'zh')}[:：]\s?\S{{1,8}})"
)
CELL = re.compile(r"[|\t:：]|[ \u3000]{2,}")
DIGIT = re.compile("[0-9０-９]")
CLAUSE = re.compile(r"[，。；：！？;:!?\n|｜、（(）)]|,(?=\D)|\.(?=\s)")
QUALIFIED = re.compile(
    rf"\s?(?:{expression('qualifier-behind.at-least')}|{expression('qualifier-behind.at-most')}|{expression('qualifier-behind.about')}|{expression('qualifier-behind.under')})"
)
LABELS = (":", "：")
LEAST_STEP = 10  # of a figure that says how far it is rounded: 十年 are ten years
LARGEST_PART = 20  # of a whole, in a fraction in words
MARKS = "•·●■◆—–-*>|"
LEAST_WORDS = 2  # characters before a number in its evidence
MOST_WORDS = 24
FAR = 400  # characters before a number that are looked at
ABOVE = 40  # lines above a number that may say its unit


def table_of(figure: Quantity, passage: Passage, terms: Terms) -> Table | None:
    """What a figure states; None if it cannot be stated."""
    table: Table = {}
    values = numbers(figure)
    if figure.kind in UNSTATED or not values or not all(map(keepable, values)):
        return None
    if figure.kind == "rank":
        end = "high" if figure.qualifier == "at-most" else "value"
        return {"form": "rank", end: plain(values[0])} if values[0] >= 1 else None
    if figure.kind == "ratio" and (pair := PAIR.search(figure.text)):
        first, second = (plain(Decimal(each)) for each in pair.groups())
        exact = {"qualifier": figure.qualifier} if figure.qualifier else {}
        return {"form": "ratio", "value": first, "of": second, **exact} if second else None
    if (
        figure.unit == "%"
        and not re.search(r"[0-9０-９]", figure.text)
        and figure.value is not None
    ):
        table |= fraction(figure)
    elif figure.value is not None:
        table["value"] = plain(figure.value)
    elif figure.low is not None and figure.high is not None:
        table |= {"low": plain(figure.low), "high": plain(figure.high)}
    else:
        return None
    if "form" not in table and rounded(figure, values):
        table["step"] = plain(figure.step)
    if figure.unit and "form" not in table:
        table["unit"] = terms.unit(figure.unit, values)
        if not printed_beside(figure):
            table |= headed(figure, passage)
    if figure.qualifier:
        table["qualifier"] = figure.qualifier
    return table


def rounded(figure: Quantity, values: list[Decimal]) -> bool:
    """Whether the digits of a figure do not show how far it is rounded."""
    step = figure.step
    shown = any(step <= Decimal(1).scaleb(-digits(plain(each))) for each in values)
    return step > LEAST_STEP and not shown and all(each % step == 0 for each in values)


def plain(value: Decimal) -> int | Decimal:
    """A number as a base has it."""
    return int(value) if value == int(value) and digits(value) == 0 else value


def fraction(figure: Quantity) -> Table:
    """A share in words as its two numbers: 三分之二 is 2 of 3, 九成 is 9 of 10."""
    assert figure.value is not None
    if found := PARTS.search(figure.text):
        pair = [worth(found[each].strip()) for each in ("value", "of")]
        if all(pair):
            value, of = (each[0] for each in pair if each)
            return {"form": "fraction", "value": plain(value), "of": plain(of)}
    if TENTH in figure.text:
        return {"form": "fraction", "value": plain((figure.value / 10).normalize()), "of": 10}
    near = Fraction(figure.value / 100).limit_denominator(LARGEST_PART)
    return {"form": "fraction", "value": near.numerator, "of": near.denominator}


def printed_beside(figure: Quantity) -> bool:
    """Whether the unit of a figure is printed with its number."""
    return not re.fullmatch(
        r"[(（+−–-]?\s*[0-9０-９][0-9０-９.,，．]*\s*[)）]?", figure.text.strip()
    )


def headed(figure: Quantity, passage: Passage) -> Table:
    """The words above or before a number that say its unit."""
    line = passage.line(figure.start)
    lines, unit = passage.source.lines, figure.unit.lower()
    for number in range(line, max(0, line - ABOVE), -1):
        text = lines[number - 1][:FAR]
        said = [found[0].strip() for found in HEADS.finditer(text) if unit in found[1].lower()]
        said += [each for each in map(str.strip, CELL.split(text)) if each.lower().endswith(unit)]
        for each in said:
            if not DIGIT.search(each) and passage.source.find(each, [number]):
                return {"unit_from": each, "unit_from_line": number}
    return {"inferred": ["unit"]}


def evidence(figure: Quantity, passage: Passage, level: int) -> tuple[int, int]:
    """Start and end of a fragment that shows a figure: its clause up to it, with more at a higher level.

    Each level goes back by a clause. From the second on, or if nothing stands before the figure, the
    words behind it are there, too.
    """
    text = passage.text
    block, last = passage.block(figure.start)
    end = figure.end
    if behind := QUALIFIED.match(text, end, last):
        end = behind.end()
    stops = [
        block,
        *(
            each.end()
            for each in CLAUSE.finditer(text, max(block, figure.start - FAR), figure.start)
        ),
    ]
    low = stops[max(0, len(stops) - 1 - level)]
    if len(stops) > 1 and text[low - 1 : low] in LABELS and not text[low : figure.start].strip():
        low = stops[max(0, len(stops) - 2 - level)]  # 人数：5
    start = begun(text, low, figure.start, MOST_WORDS * (level + 1))
    if level > 1 or sum(map(str.isalnum, text[start : figure.start])) < LEAST_WORDS:
        end = max(end, ended(text, end, last, passage.next_start(figure)))
    return start, end


def begun(text: str, low: int, start: int, most: int) -> int:
    """Where a fragment begins: at the start of its clause, or at a word so many characters before."""
    first = max(low, start - most)
    while low < first < start and joined(text, first):
        first += 1
    while first < start and (text[first].isspace() or text[first] in MARKS):
        first += 1
    return first


def ended(text: str, end: int, last: int, following: int) -> int:
    """Where a fragment ends that goes on behind its figure: at the end of the clause or at a word."""
    stop = CLAUSE.search(text, end, min(last, end + MOST_WORDS + 1))
    until = min(stop.start() if stop else last, end + MOST_WORDS, max(end, following))
    while end < until < last and joined(text, until):
        until -= 1
    return until


def joined(text: str, place: int) -> bool:
    """Whether a Latin word or a number goes on over a place."""
    before, after = text[place - 1], text[place]
    letters = all(each.isascii() and (each.isalnum() or each in "-'.,") for each in (before, after))
    return letters or (before.isdecimal() and after.isdecimal())


def states(table: Table) -> list[Any]:
    """What a stat states beside its name and its place."""
    return [table.get(each) for each in (*NUMBERS, "form", "unit", "qualifier", "period")]
