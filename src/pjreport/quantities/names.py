"""Hides the numerals of a flat text that are no figures, because they name or number something."""

import re

from ..vocabulary import expression, group, keys, words
from .numerals.han import HAN, POINT

HIDDEN = "\x01"  # in place of each hidden character
CURRENCY = "|".join(sorted({re.escape(each) for each in words("money-signs")}, key=len)[::-1])
CODES = expression("no-figure.codes", "zh")
LABELS = expression("no-figure.labels", "en")
HOUR = "(?:[01]?[0-9]|2[0-4])"
HAN_NUMBER = f"[{HAN}]{{1,3}}"
MINUTE = f"(?:[0-9]{{1,2}}|{HAN_NUMBER}){expression('clock.minutes', 'zh')}"
TIME = rf"(?:{expression('clock.hours', 'zh')}(?:{MINUTE})?|{POINT}(?! {{0,3}}[0-9{HAN}])|{POINT}{MINUTE})"
COUNTED = "|".join(
    expression(f"units.{kind}", "zh") for kind in keys("units") if group("units", "zh").get(kind)
)
DIGITS_FIRST = "|".join(
    (
        # phone numbers, and numbers that begin with a zero
        (
            r"(?<![0-9.,/-])(?:0[0-9]{1,4}[ -][0-9]{5,8}|[0-9]{3,4}-[0-9]{7,8}|[0-9]{3}-[0-9]{3,4}-[0-9]{4}"
            r"|[0-9]{3,4}-0[0-9]{3,7}|1[3-9][0-9]{9}|(?<![0-9] )0[0-9]++(?![.:/-]))(?![0-9])"
        ),
        # days that are names
        r"(?<![0-9.·])1?[0-9]·[1-3]?[0-9](?![0-9.])",
        # clock times
        r"(?<![0-9.])[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\b\.?",
        rf"(?<![0-9.:]){HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9.:%])",
        rf"(?<![0-9.{HAN}]){HOUR}{TIME}",
    )
)
NAMES = re.compile(
    "|".join(
        (
            rf"(?=[0-9])(?:{DIGITS_FIRST})",
            rf"{expression('no-figure.names', 'zh')}",
            rf"(?=[{HAN}])(?<![0-9.{HAN}]){HAN_NUMBER}{TIME}",
            r"h(?:ttps?://[^\s\u4e00-\u9fff]++)|w(?:ww\.[^\s\u4e00-\u9fff]++)",
            r"《[^《》\n]{1,80}》",
            r"“[^“”\n]{1,12}”",
            r"\+[0-9](?:[ -]?[0-9]){6,16}(?![0-9])",
            r"[(]0?[0-9]{2,4}[)] ?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])",
            rf"{CODES}[: ]{{0,2}}[0-9][0-9 ()-]*+",
            # list numbers and footnotes
            (
                rf"(?m:^)(?:[ \t>*#•·●■◆○◦-]*+(?:[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*[.)、](?![0-9])|[(] ?(?:[0-9]{{1,2}}|{HAN_NUMBER}) ?[)]"
                rf"|{HAN_NUMBER}[、.:])|#++ [0-9]{{1,2}}(?:\.[0-9]{{1,2}})*+(?= ))"
            ),
            r"[:;。,、](?: ?)[0-9]{1,2}[.)](?=[\u4e00-\u9fff“《])",
            r"[(][0-9]{1,2}[)](?=[\u4e00-\u9fffa-z“《])",
            rf"(?<=[0-9)（ (]){expression('no-figure.footnotes')}[0-9]{{1,2}}(?![\w.%])",
            r"\[\^?[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]",
            # scores, and models of two numbers
            r"(?<![0-9a-z.,:–/$£€¥-])[0-9]{1,3} ?[–-] ?[0-9]{1,3}(?![0-9a-z%‰–/-]|[.,:][0-9])",
            # models behind a name: 歼-20战斗机
            rf"(?<=[\u4e00-\u9fff])-[0-9]{{1,3}}(?=[\u4e00-\u9fff])(?!{COUNTED}|[{HAN}])",
            # the base of a rate
            rf"{expression('no-figure.base', 'zh')}(?:[0-9,]++|[{HAN}]++)",
            rf"{expression('no-figure.before', 'zh')}[{HAN}]",
        )
    )
)
ADDRESS = re.compile(r"(?<![\w.+-])[a-z0-9_.+-]{1,64}@[a-z0-9.-]++")
# Before a number: Covid-19, A4, page 12, per 100 students. A currency is none of these.
CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,16}[-/]?\Z")
MONEY = re.compile(rf"(?<![a-z0-9])(?:{CURRENCY})\Z")
LABEL = re.compile(rf"(?:{LABELS}(?: ?[:#.])?|{expression('no-figure.base', 'en')}) ?\Z")
# Pages 12, 14 and 15; but not Highway 61, 40 miles from it.
CODE_REST = re.compile(
    r"[0-9][0-9a-z.-]*+(?:(?:,(?! ?[0-9]++ [a-z]{3}(?<! and)) ?| and |-|–)[0-9]++(?![0-9]*[%.]))*+"
)
LETTER_BEFORE = re.compile(r"[a-z][-/]?\Z|[a-z.:#] \Z|[.:#]\Z")
PAUSES = frozenset(":;。,、")
LOOKBEHIND = 28
UNIT = re.compile(f" ?(?:{COUNTED})")
RANK_NUMBER = re.compile(rf"(?<![a-z]){expression('ranking.number')} ?\Z")
RANKED = re.compile(
    rf"{expression('ranking.words', 'en')}[^.;\n]{{0,16}}{expression('ranking.number')} ?\Z"
)
RANK_WITHIN = re.compile(f"[0-9]+ {expression('ranking.within')}")
# Scores: two small numbers, of which the first is greater, or with a word that tells of a game.
SCORE = re.compile(r"([0-9]{1,3}) ?[–-] ?([0-9]{1,3})")
SCORE_LEAD = re.compile(
    rf"{expression('scores', 'en')}[^.;\n]{{0,24}}\Z|{expression('scores', 'zh')}\Z"
)
SCORE_BEHIND = re.compile(expression("scores.behind"))
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
    >>> for each in ("1.就业率99.5%", "电话：0573-85120000", "“211工程”高校2所", "8.30 pm", "每百名学生18台"):
    ...     print(hide(flatten(each)).replace(HIDDEN, "_"))
    __就业率99.5%
    ________________
    _______高校2所
    _______
    __名学生18台
    """
    if "@" in text:
        text = ADDRESS.sub(hidden, text)
    return NAMES.sub(hidden, text)


def named(text: str, start: int) -> int:
    """Where a number ends that is a name with the word before it; 0 if it is none.

    >>> [named(each, each.find("1")) for each in ("covid-19 cases", "page 12 of", "usd 15", "from 10 to")]
    [8, 7, 0, 0]
    """
    lead = text[max(0, start - LOOKBEHIND) : start]
    if not LETTER_BEFORE.search(lead):
        return 0
    if is_rank(text, start):
        return 0
    if (CODE.search(lead) and not MONEY.search(lead)) or LABEL.search(lead):
        found = CODE_REST.match(text, start)
        return found.end() if found else 0
    return 0


def is_rank(text: str, start: int) -> bool:
    """Whether a number is a place in a ranking: ranked no. 3, no. 23 among colleges.

    >>> [is_rank(each, each.find("3")) for each in ("ranked no. 3", "no. 3 among colleges", "room no. 3")]
    [True, True, False]
    """
    if not RANK_NUMBER.search(text, max(0, start - LOOKBEHIND), start):
        return False
    ranked = RANKED.search(text, max(0, start - LOOKBEHIND), start)
    return ranked is not None or RANK_WITHIN.match(text, start) is not None


def is_score(text: str, score: re.Match[str], start: int) -> bool:
    """Whether two numbers with a dash between them are a score or the name of a model, and no range."""
    end = start + len(score[0])
    before = text[max(0, start - LOOKBEHIND) : start]
    if SCORE_LEAD.search(before) and (before.isascii() or SCORE_BEHIND.match(text, end)):
        return True
    return int(score[1]) > int(score[2]) and not UNIT.match(text, end)


def hidden(found: re.Match[str]) -> str:
    """What stands in place of a name; a quotation with a figure stays."""
    if found[0][0] == "“" and FIGURE.search(found[0]):
        return found[0]
    if found[0][0] in PAUSES:
        return found[0][0] + HIDDEN * (len(found[0]) - 1)
    if (score := SCORE.fullmatch(found[0])) and not is_score(found.string, score, found.start()):
        return found[0]
    if CLOCK.fullmatch(found[0]) and RATIO.search(
        found.string[max(0, found.start() - 20) : found.start()]
    ):
        return found[0]
    return re.sub(r"[^\n|]", HIDDEN, found[0])
