"""What of a text a fact must account for: numerals, dates, ordinals, grades, names, titles.

Idioms and names with numerals are among them; a base says under `ignored` which state nothing.
"""

import re

DIGIT = "0-9０-９"
HAN = "〇零一二两兩三四五六七八九十百千万萬亿億半"
ANY = HAN + DIGIT
QUOTES = (
    "“[^”]{1,60}”",
    "「[^」]{1,60}」",
    "『[^』]{1,60}』",
    "‘[^’]{2,60}’",
    "«[^»]{1,60}»",
    "„[^“”]{1,60}[“”]",
    r'(?<![A-Za-z0-9"])"(?=[^\s"])[^"]{1,60}(?<=\S)"(?![A-Za-z0-9])',  # no inches
)
MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = rf"(?<![{DIGIT}])[{DIGIT}]{{1,2}}(?:st|nd|rd|th)?"
DATES = (
    rf"{DAY} (?:of )?{MONTH}(?:,? [0-9]{{4}}\b)?",
    rf"{MONTH} {DAY}(?![{DIGIT}])(?:,? [0-9]{{4}}\b)?",
    rf"{MONTH} [0-9]{{4}}\b",
    r"(?<![0-9])[0-9]{4}(?P<by>[-/.])[0-9]{1,2}(?P=by)[0-9]{1,2}(?![0-9])",
    rf"(?:[{ANY}]+年)?[{ANY}]+月(?:[{ANY}]+[日号號])?",
    rf"[{ANY}]+(?:学年|學年|年|日)",
)
# Beside these, Roman numerals count; elsewhere they may be any capitals.
ROMAN = "(?:[IVXL]+)"
EVENTS = "(?i:edition|conference|congress|olympi(?:ad|cs)|games|century)"
STEPS = "(?i:class|level|grade|phase|stage|edition|part|type|category|volume)"
PRIZES = "金|银|銀|铜|銅|优秀|優秀|优胜|優勝|特别|特別|鼓励|鼓勵|提名|入围|入圍|特等|最佳[\u4e00-\u9fff]{0,4}"
GRADES = (
    r"[一二三四五六特甲乙丙丁](?:等[奖獎]?|星级|星級|[类類](?=大?[赛賽]|比[赛賽]|[竞競][赛賽]))",
    r"[0-9]?[A-F]{1,5}[+]?[级級]",
    rf"(?:{PRIZES})[奖獎](?![牌金项項])",
    r"(?i:\b(?:first|second|third|fourth|grand|special|top)[ -](?:prize|place|class)s?\b)",
    r"(?i:\b(?:gold|silver|bronze) (?:medal|award|prize)s?\b)",
    r"(?i:\b(?:[1-7]|one|two|three|four|five|six|seven)[ -]stars?\b)",
    rf"\b{STEPS} (?:{ROMAN}|[A-F])\b",
)
NTH = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "[a-z]+teenth|[a-z]+tieth|hundredth|thousandth"
)
ORDINALS = (
    rf"第(?:[{ANY}]+|{ROMAN})",
    "首(?=[批届屆次个個期家])",
    r"(?<![0-9.,])[0-9]+(?:st|nd|rd|th)\b",
    rf"(?i:\b(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty-)?(?:{NTH})\b)",
    rf"(?<![A-Za-z]){ROMAN}(?=\s?(?:{EVENTS}|[届屆级級期类類章批]))",
    "[\u2160-\u2188]+",  # Ⅳ
)
WORD = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "(?:hundred|thousand|million|billion|dozen|quarter)s?|half|halves|zero|twice|thrice)"
)
FRACTION = "(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?"
NUMERALS = (
    rf"[{HAN}{DIGIT}]+分之[{HAN}{DIGIT}]+(?:[点點][{HAN}]+)?",
    rf"[{DIGIT}]+(?:[,，][{DIGIT}]{{3}}(?![{DIGIT}]))*(?:[.．][{DIGIT}]+)?[{HAN}]*[%％‰]?",
    rf"[{HAN}]+(?:[点點][{HAN}]+)?",
    "[¼-¾\u2150-\u215f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]",  # ½ and ①
    rf"(?i:(?<!no )\b{WORD}(?:(?:[- ]|(?<=hundred) and |(?<=thousand) and | in | out of )(?:{WORD}|{FRACTION})\b)*\b(?! another|['’]s|self))",
)


def some(name: str, *patterns: str) -> str:
    """A group of this name that matches any of some patterns."""
    return f"(?P<{name}>{'|'.join(patterns)})"


COUNTABLES = re.compile(
    "|".join(
        (
            some("quote", *QUOTES),
            some("title", "《[^》]{1,80}》", "〈[^〉]{1,80}〉"),
            some("date", *DATES),
            some("grade", *GRADES),
            some("ordinal", *ORDINALS),
            some("numeral", *NUMERALS),
        )
    )
)
