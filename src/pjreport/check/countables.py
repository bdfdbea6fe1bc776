"""What of a text a fact must account for: numerals, dates, ordinals, grades, names, titles.

Idioms and names with numerals are among them; a base says under `ignored` which state nothing.
"""

import re

from ..quantities.signs import HAN_NUMERALS
from ..text.numerals import ORDINAL, POINT
from ..text.tokens import HAN
from ..vocabulary import expression, words

DIGIT = "0-9０-９"
HAN_NUMERAL = HAN_NUMERALS + words("number-parts.half")[0]
NUMERAL = HAN_NUMERAL + DIGIT
ORDINAL_ENDINGS = "|".join(words("ordinals.endings"))
QUOTED_NAMES = (
    "“[^”]{1,60}”",
    "「[^」]{1,60}」",
    "『[^』]{1,60}』",
    "‘[^’]{2,60}’",
    "«[^»]{1,60}»",
    "„[^“”]{1,60}[“”]",
    r'(?<![A-Za-z0-9"])"(?=[^\s"])[^"]{1,60}(?<=\S)"(?![A-Za-z0-9])',  # no inches
)
MONTH_NAMES = (*words("months"), *words("months.short"))
MONTH = rf"\b(?:{'|'.join(sorted(map(str.capitalize, MONTH_NAMES), key=len, reverse=True))})\b\.?"
DAY = rf"(?<![{DIGIT}])[{DIGIT}]{{1,2}}(?:{ORDINAL_ENDINGS})?"
DATES = (
    rf"{DAY} (?:{expression('days.of')} )?{MONTH}(?:,? [0-9]{{4}}\b)?",
    rf"{MONTH} {DAY}(?![{DIGIT}])(?:,? [0-9]{{4}}\b)?",
    rf"{MONTH} [0-9]{{4}}\b",
    r"(?<![0-9])[0-9]{4}(?P<by>[-/.])[0-9]{1,2}(?P=by)[0-9]{1,2}(?![0-9])",
    rf"(?:[{NUMERAL}]+{expression('days.year')})?[{NUMERAL}]+{expression('days.month')}(?:[{NUMERAL}]+{expression('days.day')})?",
    rf"[{NUMERAL}]+{expression('days.alone')}",
)
# Beside these, Roman numerals count; elsewhere they may be any capitals.
ROMAN = "(?:[IVXL]+)"
STEPS = expression("ordinals.steps")
FIRST = expression("ordinals.first")
AWARD = expression("grades.award")
GRADES = (
    f"{expression('grades.steps')}{expression('grades.of-steps')}",
    f"[0-9]?[A-F]{{1,5}}[+]?{expression('grades.letters')}",
    f"(?:{expression('grades.named')}|{expression('grades.best')}[{HAN}]{{0,4}}){AWARD}",
    f"(?i:{expression('grades.ranked')}[ -]{expression('grades.ranks')})",
    f"(?i:{expression('grades.medals')} {expression('grades.of-medals')})",
    rf"(?i:\b(?:[1-7]|{expression('numbers.one')}|{expression('numbers')})[ -]{expression('grades.stars', 'en')})",
    rf"\b(?i:{STEPS}) (?:{ROMAN}|[A-F])\b",
)
ORDINALS = (
    rf"{ORDINAL}(?:[{NUMERAL}]+|{ROMAN})",
    f"{FIRST}(?={expression('ordinals', 'zh')}|{expression('ordinals.first-only')})",
    rf"(?<![0-9.,])[0-9]+(?:{ORDINAL_ENDINGS})\b",
    f"(?i:(?:{expression('numbers.tens')}-)?{expression('ordinals', 'en')})",
    rf"(?<![A-Za-z]){ROMAN}(?=\s?(?:(?i:{expression('ordinals.roman', 'en')})|{expression('ordinals.roman', 'zh')}))",
    "[\u2160-\u2188]+",  # Ⅳ
)
WORD = "|".join(expression(f"numbers{key}") for key in ("", ".one", ".tens", ".others"))
AND = "".join(f"|(?<={word}) {expression('numbers.and')} " for word in words("numbers.and-behind"))
HAN_NUMBER = f"[{HAN_NUMERAL}]+(?:{POINT}[{HAN_NUMERAL}]+)?"
SPELLED = (
    rf"(?i:(?<!{words('numbers.no-before')[0]} )(?:{WORD})"
    rf"(?:(?:[- ]{AND}| {expression('numbers.joined')} )(?:{WORD}|{expression('numbers.fractions')}))*"
    rf"(?! {expression('numbers.no-behind')}|['’]s))"
)
NUMERALS = (
    rf"[{NUMERAL}]+{expression('number-parts.fraction')}[{NUMERAL}]+(?:{POINT}[{HAN_NUMERAL}]+)?",
    rf"[{DIGIT}]+(?:[,，][{DIGIT}]{{3}}(?![{DIGIT}]))*(?:[.．][{DIGIT}]+)?[{HAN_NUMERAL}]*[%％‰]?",
    HAN_NUMBER,
    "[¼-¾\u2150-\u215f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]",  # ½ and ①
    SPELLED,
)


def named_group(name: str, *patterns: str) -> str:
    """A group of this name that matches any of some patterns."""
    return f"(?P<{name}>{'|'.join(patterns)})"


COUNTABLES = re.compile(
    "|".join(
        (
            named_group("quote", *QUOTED_NAMES),
            named_group("title", "《[^》]{1,80}》", "〈[^〉]{1,80}〉"),
            named_group("date", *DATES),
            named_group("grade", *GRADES),
            named_group("ordinal", *ORDINALS),
            named_group("numeral", *NUMERALS),
        )
    )
)
