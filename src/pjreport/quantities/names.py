"""Hides the numerals of a flat text that are no figures, because they name or number something."""

import re

from ..vocabulary import expression, words
from .numerals.han import HAN, POINT

HIDDEN = "\x01"  # in place of each hidden character
CURRENCY = "|".join(sorted({re.escape(each) for each in words("money-signs")}, key=len)[::-1])
CODES = expression("no-figure.codes", "zh")
LABELS = expression("no-figure.labels", "en")
LINE = r"^[ \t>*#\u2022\u00b7\u25cf\u25a0\u25c6\u25cb\u25e6-]*+"
HOUR = "(?:[01]?[0-9]|2[0-4])"
HAN_NUMBER = f"[{HAN}]{{1,3}}"
NAMES = re.compile(
    "|".join(
        (
            r"https?://[^\s\u4e00-\u9fff]++|www\.[^\s\u4e00-\u9fff]++",
            r"(?<![\w.+-])[a-z0-9_.+-]{1,64}@[a-z0-9.-]++",
            r"《[^《》\n]{1,80}》",
            rf"(?:{expression('no-figure.names', 'zh')})",
            # phone numbers, and numbers that begin with a zero
            (
                r"(?<![0-9.,/-])(?:\+[0-9](?:[ -]?[0-9]){6,16}|0[0-9]{1,4}[ -][0-9]{5,8}|[0-9]{3,4}-[0-9]{7,8}"
                r"|[0-9]{3}-[0-9]{3,4}-[0-9]{4}|1[3-9][0-9]{9}|(?<![0-9] )0[0-9]++(?![.:/-]))(?![0-9])"
            ),
            rf"{CODES}[: ]{{0,2}}[0-9][0-9 ()-]*+",
            # Covid-19, A4, ISO 9001, No. 12
            rf"(?<![a-z0-9])(?!(?:{CURRENCY})[0-9])[a-z]{{1,16}}[-/]?[0-9][a-z0-9-]*+(?:\.[0-9]++)?",
            rf"{LABELS}(?: ?[:#.])? ?[0-9][0-9a-z.]*+(?:(?:, ?| and |-|–)[0-9]+)*+(?![%0-9])",
            # list numbers and footnotes
            rf"(?m:{LINE}(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*[.)、](?![0-9])|[(] ?(?:[0-9]{{1,2}}|{HAN_NUMBER}) ?[)]|{HAN_NUMBER}[、.:]))",
            r"(?m:^#++ [0-9]{1,2}(?:\.[0-9]{1,2})*+(?= ))",
            r"(?<=[:;。,、])(?: ?)[0-9]{1,2}[.)](?=[\u4e00-\u9fff“《])",
            r"[(][0-9]{1,2}[)](?=[\u4e00-\u9fffa-z“《])",
            r"\[\^?[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]",
            # clock times
            r"(?<![0-9.])[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\b\.?",
            rf"(?<![0-9.:]){HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9.:%])",
            rf"(?<![0-9.{HAN}])(?:{HOUR}|{HAN_NUMBER})(?:{expression('clock.hours', 'zh')}|{POINT}(?! {{0,3}}[0-9{HAN}]))",
            (
                rf"(?<![0-9.{HAN}])(?:{HOUR}|{HAN_NUMBER})(?:{expression('clock.hours', 'zh')}|{POINT})"
                rf"(?:[0-9]{{1,2}}|{HAN_NUMBER}){expression('clock.minutes', 'zh')}"
            ),
            # the base of a rate
            rf"{expression('no-figure.base', 'zh')}(?:[0-9,]++|[{HAN}]++)",
            rf"{expression('no-figure.base', 'en')} [0-9,]++(?: thousand| million)?(?= [a-z])",
            rf"{expression('no-figure.before', 'zh')}[{HAN}]",
            r"“[^“”\n]{1,12}”",
        )
    )
)
RATIO = re.compile(
    rf"{expression('ratios.words', 'zh')}[ :]?$|{expression('ratios.words', 'en')}[a-z ]{{0,12}}$"
)
CLOCK = re.compile(r"[0-9]+:[0-9]+")
# A short quotation is a name, unless it has a figure in digits.
FIGURE = re.compile(
    rf"[0-9][0-9.,]*[{HAN}]?(?:%|{expression('units.count', 'zh')}|{expression('units.money', 'zh')})"
)


def hide(text: str) -> str:
    """A flat text in which numerals that are no figures are hidden. Its length stays.

    >>> from .flat import flatten
    >>> for each in ("1.就业率99.5%", "电话：0573-85120000", "“211工程”高校2所", "COVID-19, 8.30 pm", "每百名学生18台"):
    ...     print(hide(flatten(each)).replace(HIDDEN, "_"))
    __就业率99.5%
    ________________
    _______高校2所
    ________, _______
    __名学生18台
    """
    return NAMES.sub(hidden, text)


def hidden(found: re.Match[str]) -> str:
    """What stands in place of a name; a quotation with a figure stays."""
    if found[0][0] == "“" and FIGURE.search(found[0]):
        return found[0]
    if CLOCK.fullmatch(found[0]) and RATIO.search(
        found.string[max(0, found.start() - 20) : found.start()]
    ):
        return found[0]
    return re.sub(r"[^\n|]", HIDDEN, found[0])
