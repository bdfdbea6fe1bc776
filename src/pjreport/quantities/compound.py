"""Amounts in two units: 50元6角三分, 13 dollars 45, 5 feet 2 inches."""

import re
from decimal import Decimal

from ..vocabulary import expression, keys, words
from .numerals.form import HUNDRED, ONE, TEN, Numeral, rounded
from .numerals.numeral import number_at
from .units import NO_NOUN, Unit

PARTS = {
    each: Decimal(factor)
    for key, factor in (("tenth", "0.1"), ("hundredth", "0.01"))
    for each in words(f"money-parts.{key}")
}
PART = re.compile(rf" ?({'|'.join(sorted(PARTS, key=len, reverse=True))})(?![a-z])")
PART_GAP = re.compile(
    rf"{expression('money-parts.joined', 'zh')}| {expression('money-parts.joined', 'en')} | ?"
)
SMALLER = {
    form: (
        Decimal(size),
        re.compile(rf" ?({expression(f'compound-units.{small}', 'en')})"),
    )
    for size in keys("compound-units")
    if size.isdigit()
    for large, small in [words(f"compound-units.{size}")[0].split()]
    for form in words(f"compound-units.{large}")
}
GOES_ON = re.compile(" ?[0-9a-z]")
SMALLER_GAP = re.compile(rf",? (?:{expression('money-parts.joined', 'en')} )?(?=[0-9a-z])")
NO_MORE = re.compile(r"(?![\w%-]| [a-z%])")


def with_parts(text: str, number: Numeral, end: int) -> tuple[Numeral, int]:
    """A sum of money with the parts behind it, 50元6角三分 or 13 dollars 45, and where it ends."""
    while True:
        joined = PART_GAP.match(text, end)
        part = number_at(text, joined.end()) if joined and joined.end() < len(text) else None
        if joined is None or part is None or part.value is None or number.value is None:
            break
        named = PART.match(text, part.end)
        if named:
            factor, stop = PARTS[named[1]], named.end()
        elif joined[0] == " " and TEN <= part.value < HUNDRED and NO_MORE.match(text, part.end):
            factor, stop = Decimal("0.01"), part.end
        else:
            break
        value = number.value + part.value * factor
        number, end = number._replace(value=value, step=factor), stop
    return number, end


def with_smaller(text: str, number: Numeral, unit: Unit) -> tuple[Numeral, int]:
    """A measure with the smaller one behind it, 5 feet 2 inches, and where it ends."""
    factor, small = SMALLER[unit.name]
    joined = SMALLER_GAP.match(text, unit.end)
    part = number_at(text, joined.end()) if joined and joined.end() < len(text) else None
    named = small.match(text, part.end) if part else None
    if not part or not named or part.value is None or number.value is None or part.value >= factor:
        return number, unit.end
    if named[1] in NO_NOUN and GOES_ON.match(text, named.end()):
        return number, unit.end  # 5 ft 2 in all
    value = rounded(number.value + part.value / factor, 12)
    return number._replace(value=value, step=rounded(ONE / factor, 4)), named.end()
