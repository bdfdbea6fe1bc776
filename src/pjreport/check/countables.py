"""Patterns of the names that a fact must account for: quoted names, titles, grades.

Figures, dates and ordinals come from the reader of figures.
"""

import re

from ..text.tokens import HAN
from ..vocabulary import expression

QUOTED_NAMES = (
    "“[^”]{1,60}”",
    "「[^」]{1,60}」",
    "『[^』]{1,60}』",
    "‘[^’]{2,60}’",
    "«[^»]{1,60}»",
    "„[^“”]{1,60}[“”]",
    r'(?<![A-Za-z0-9])"(?=[^\s"])[^"]{1,60}(?<=\S)"(?![A-Za-z0-9])',  # no inches
)
# Roman numerals count only beside certain words; elsewhere they may be any capitals.
ROMAN = "(?:[IVXL]+)"
STEPS = expression("ordinals.steps")
GRADES = (
    f"{expression('grades.steps')}{expression('grades.of-steps')}",
    f"[0-9]?[A-F]{{1,5}}[+]?{expression('grades.letters')}",
    f"(?:{expression('grades.named')}|{expression('grades.best')}[{HAN}]{{0,4}}){expression('grades.award')}",
    f"(?i:{expression('grades.ranked')}[ -]{expression('grades.ranks')})",
    f"(?i:{expression('grades.medals')} {expression('grades.of-medals')})",
    rf"(?i:\b(?:[1-7]|{expression('numbers.one')}|{expression('numbers')})[ -]{expression('grades.stars', 'en')})",
    rf"\b(?i:{STEPS}) (?:{ROMAN}|[A-F])\b",
)


def named_group(name: str, *patterns: str) -> str:
    """A named group that matches any of some patterns."""
    return f"(?P<{name}>{'|'.join(patterns)})"


NAMES = re.compile(
    "|".join(
        (
            named_group("quote", *QUOTED_NAMES),
            named_group("title", "《[^》]{1,80}》", "〈[^〉]{1,80}〉"),
            named_group("grade", *GRADES),
        )
    )
)
