"""The phrases of a Chinese text around a figure: where they end, and what of them is no name."""

import re

from ...text.numerals import NUMERALS
from ...text.tokens import HAN
from ...vocabulary import expression, keys, pattern, words


def some(*paths: str) -> str:
    """The Chinese words of some lists as part of a regular expression."""
    return "|".join(expression(path, "zh") for path in paths)


STOP = re.compile(r"[，。；：！？,;:!?\n|｜]")
PAUSE = re.compile(r"[，。；：！？,;:!?\n|｜、]")
ASIDE = re.compile(r"[（(][^（()）]*[)）]")
QUALIFIER = some(*(f"qualifier-before.{key}" for key in keys("qualifier-before")))
BEHIND = some("qualifier-behind.at-least", "qualifier-behind.at-most", "qualifier-behind.about")
NUMBER = rf"[0-9０-９.{NUMERALS}]+(?:{some('qualifier-inside.over')})?(?:{some('qualifier-between.over')})?"
SPAN = (
    rf"(?:{some('drafting.span-before')})?{NUMBER}(?:{some('drafting.spans')})"
    rf"(?:{some('drafting.span-behind')})*"
)
[OF] = words("of", "zh")
LEAD = re.compile(
    rf"^(?:(?:{BEHIND}){OF}?|{some('drafting.lead', 'subject.lead')}|{QUALIFIER}|{SPAN}"
    rf"|[{NUMERALS}]{some('drafting.item')}|[\s·•—●、（(）)-]|\d+[.．、])+"
)
TAIL = re.compile(
    rf"(?:{some('subject.tail', 'drafting.tail')}|{QUALIFIER}|{SPAN}|(?:{some('earlier')}){OF}?|[\s、（(])+$"
)
HAVING = re.compile(rf"^.*(?:{some('drafting.having')})(?=.{{2}})")
MOVED = re.compile(some("rise.words", "rise.short", "fall.words", "fall.short", "change"))
SINCE = re.compile(rf"(?:{some('earlier.with')})(?:{some('earlier')})(?!{OF})")
AGAINST = re.compile(f"(?:{some('earlier.with')})")
HAN_WORD = re.compile(f"[{HAN}]")
EARLIER = pattern("earlier", "zh")
THING = re.compile(f"[{HAN}“”（）()A-Za-z0-9+·/—-]+")
ACTING = pattern("drafting.acting", "zh")
NO_THING = re.compile(some("linking", "not-counted", "listing"))
TAKING = re.compile(some("drafting.taking"))
GRADE = re.compile(
    rf"^(?:[0-9{NUMERALS}{words('grades.special')[0]}]{some('grades.prize')}"
    rf"|{some('grades.named')}(?:{some('drafting.prizes')}))"
)
CONTEST = re.compile(rf"[{HAN}“”]{{2,30}}?(?:{some('drafting.contests')})")
AT = re.compile(some("drafting.at"))
RANKED = re.compile(some("drafting.ranked"))
LIMIT = re.compile(rf"(?:{BEHIND})(?:{OF}|[{HAN}])")
HEADED = re.compile(rf"\s*(?:——|—|\d+[.．、])\s*([{HAN}]{{2,12}})[。：:]")
LABEL = re.compile(r"\s*(?:[·•●■◆-]|\d+[.．、])?\s*([^，。；：:\n]{1,24})[：:]")
BARE = frozenset(words("drafting.bare", "zh"))
PEOPLE = words("alike.people", "zh")
ANYBODY = words("people", "zh")[-1]
SHARE, RATE, RANK, AMONG = (
    words(f"drafting.{key}", "zh")[0] for key in ("share", "rate", "rank", "among")
)
[TAKES] = words("drafting.taking", "zh")
AMONG_END = re.compile(rf"(?:{some('drafting.among')})$")
HEADLESS = re.compile(some("drafting.headless"))
HEADLESS_END = re.compile(rf"(?:{some('drafting.headless')})$")
RESPECTIVE = re.compile(some("respective"))
LISTED = re.compile(rf"、|{some('listing')}")
FULL_STOP = re.compile(r"[。！？；;\n]")
MOST = 80  # characters of a phrase that is cut
BACK = 6  # figures that are looked at to find a name
FAR = 400  # characters before a figure that are looked at
LEAST = 2  # characters of a name
JOINED = 14  # characters of a list that is a name as a whole
SPANNED = re.compile(rf"(?:{some('drafting.span-before')})$")
SHORT = 3  # characters of a name that may need the one before it
LONGEST = 40
MOVES = ("growth", "change", "points")  # roles of figures that say how others moved


def phrase_of(lead: str) -> str:
    """The last words of a lead that can be a name."""
    pieces = STOP.split(ASIDE.sub("", lead))
    for piece in reversed(pieces):
        listed = [each for each in piece.split("、") if each]
        if len(piece) <= JOINED and (said := cleaned(piece)):
            return said
        for each in reversed(listed):
            if said := cleaned(each):
                return said
    return ""


def cleaned(phrase: str) -> str:
    """A phrase without words at its ends that say nothing.

    >>> cleaned("其中专任教师"), cleaned("累计为企业创造经济效益近"), cleaned("学校设有二级学院")
    ('专任教师', '企业创造经济效益', '二级学院')
    """
    before = None
    said = HAVING.sub("", ASIDE.sub("", phrase[-MOST:]).strip(" \u3000"))
    while said != before:
        before = said
        said = TAIL.sub("", LEAD.sub("", said)).strip(" \u3000")
    return balanced(said)


def balanced(said: str) -> str:
    """A phrase without quotation marks and brackets that only open or only close."""
    for left, right in ("“”", "（）", "()", "《》"):
        if said.count(left) != said.count(right):
            said = said.replace(left, "").replace(right, "")
    return said
