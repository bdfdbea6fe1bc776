"""The figures of a text with the part that each plays: a count, a change, a share, and so on."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...model.formula import digits, keepable
from ...quantities.quantity import Quantity
from ...vocabulary import expression, keys, pattern, words
from ..intervals import Printed
from .passages import WIDTHS, last_clause

LEVEL, BEFORE, CHANGE, GROWTH = "level", "before", "change", "growth"
POINTS, SHARE, MEAN, OTHER = "points", "share", "mean", "other"
TIMES, RATIO = "times", "ratio"
GROWN = frozenset((*words("multiples.grown"), *words("multiples.halved")))
PASSED = frozenset({"year", "date", "ordinal", "rank"})  # kinds that count nothing
COUNTED = frozenset({"count", "change"})  # kinds that may be of whole things
YEAR = re.compile(r"(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,])")
NEAR = 120  # characters beside a figure that are looked at
HAN = re.compile("[\\u3400-\\u9fff]")
LATIN = re.compile("[a-z][a-z'-]*")


class Mention(NamedTuple):
    """A figure and what is said around it.

    `near` are the words before it in its clause, `name` those that say what it is of, `tail` the
    words behind it. `bracket` says that it stands in brackets. `group` counts the semicolons
    before it in its sentence. `opening` is the whole that the sentence begins with: 专任教师中.
    """

    quantity: Quantity
    role: str
    printed: Printed
    name: str
    near: str
    lead: str
    tail: str
    bracket: bool
    group: int
    opening: str = ""

    @property
    def unit(self) -> str:
        """Its unit; of % and points, the sign."""
        return self.quantity.unit


def mentions(text: str, start: int, end: int, quantities: Iterable[Quantity]) -> Iterator[Mention]:
    """The mentions of a sentence of a plain text, in order."""
    some = [each for each in quantities if counts(each)]
    last, depth, group, name = start, 0, 0, ""
    for place, each in enumerate(some):
        lead = joined(text[last : each.start])
        following = some[place + 1].start if place + 1 < len(some) else end
        tail = joined(text[each.end : min(following, each.end + NEAR)])
        depth = max(0, depth + lead.count("(") - lead.count(")"))
        group += len(re.findall("[;；]", lead))
        lead = lead[-NEAR:]
        near = last_clause(lead)
        role, sign = role_of(each, lead, near, tail, bracket=depth > 0)
        said = named(near)
        name = said or (name if not re.sub(r"[\s|/,，、]", "", lead) else "")
        yield Mention(
            *(each, role, printed(each, sign, role), name, near, lead, tail, depth > 0, group),
            opening=opening(lead) if place == 0 else "",
        )
        last = each.end


def opening(lead: str) -> str:
    """The whole that a sentence begins with: 专任教师中，具有博士学位的86人."""
    found = re.match(
        rf"\s*([^,，。;；:：]{{2,16}}?){expression('statements.within', 'zh')}[,，]", lead
    )
    return named(found[1]) if found else ""


def joined(text: str) -> str:
    """A text without the ends of its lines: broken words are put together."""
    return re.sub(r"(?<=[a-z])-\n|\s*\n\s*", lambda at: "" if "-" in at[0] else "\n", text).replace(
        "\n", "" if HAN.search(text) else " "
    )


def counts(quantity: Quantity) -> bool:
    """Whether a figure is a number that can be reckoned with."""
    ends = (quantity.value, quantity.low, quantity.high)
    known = [each for each in ends if each is not None]
    if quantity.kind in PASSED or not known or not all(map(keepable, known)):
        return False
    if quantity.kind == "ratio":
        return quantity.unit in words("statements.times", "zh") or 1 in ends_of(quantity.text)
    if quantity.unit in words("measures.dates", "zh"):
        return False
    return not (quantity.unit in ("", *words("statements.year")) and YEAR.match(quantity.text))


def printed(quantity: Quantity, sign: int, role: str) -> Printed:
    """A quantity as a figure of the audit."""
    value = quantity.value
    ranged = (quantity.low, quantity.high) if value is None else (None, None)
    first = value if value is not None else (quantity.low or quantity.high or Decimal(0))
    step = quantity.step if quantity.step > 0 else Decimal(1)
    # A fraction in words is as exact as its words: a third is no 33.33.
    if quantity.unit == "%" and not re.search(r"[0-9０-９]", quantity.text):
        step = max(step, Decimal(1))
    if role == RATIO:
        step = min(Decimal(1).scaleb(-digits(each)) for each in ends_of(quantity.text))
    elif role == GROWTH and quantity.unit in words("statements.times"):
        first, step = first * 100, step * 100  # 增长2倍 is 200 %
    whole = role in (LEVEL, BEFORE, CHANGE) and quantity.kind in COUNTED and step == 1
    return Printed(first * sign, step, quantity.qualifier, whole, *ranged)


def ends_of(text: str) -> tuple[Decimal, ...]:
    """The numbers of a printed ratio; only one if it has other signs."""
    return tuple(map(Decimal, re.findall(r"[0-9]+(?:\.[0-9]+)?", text.translate(WIDTHS))))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """What stands beside figures of each role."""
    zh = "|".join(
        expression(f"{name}.{key}", "zh") for name in ("rise", "fall") for key in ("words", "short")
    )
    en = "|".join(expression(name, "en") for name in ("rise", "fall"))
    exact = rf"(?:{qualifiers()}|{expression('statements.beside', 'en')}|\s)*+"
    year, same, of = (
        expression(each, "zh") for each in ("statements.year", "statements.same-time", "of")
    )
    return {
        "changed": re.compile(
            rf"(?:{zh}|{expression('statements.more', 'en')}){expression('statements.between', 'zh')}*+$|(?:{en}){exact}$"
        ),
        "moved": re.compile(
            rf"{expression('rise.words', 'zh')}|{expression('fall.words', 'zh')}|{en}"
        ),
        "risen": re.compile(
            rf"(?:{en}|{expression('statements.more', 'en')}|{expression('statements.less', 'en')})"
        ),
        "fell": re.compile(
            rf"{expression('fall')}|(?:{expression('fall.short', 'zh')})|{expression('statements.less', 'en')}"
        ),
        "to": re.compile(
            rf"(?:{expression('statements.to', 'zh')}|{expression('statements.to', 'en')})\s*{exact}$"
        ),
        "earlier": re.compile(
            rf"(?:(?!{expression('statements.more', 'en')}|{expression('statements.less', 'en')}|{expression('statements.against', 'en')})[a-z]+ ){{0,3}}"
            rf"{expression('statements.earlier', 'en')}"
        ),
        # (2021/22: 5,360), （上年81.5万册次）, 较上年（88.5%）
        "labelled": re.compile(
            rf"[(（]\s*(?:[0-9]{{4}}(?:[/-][0-9]{{2,4}})?\s*{year}?|{expression('earlier.words')}){same}?\s*[:：]?\s*$"
            rf"|{expression('earlier.words', 'zh')}\s*[(（]\s*$"
        ),
        "against": re.compile(rf"{expression('statements.set-against')}(?: the| only)?$"),
        "year-before": re.compile(
            rf"(?P<with>{expression('earlier.with', 'zh')})?"
            rf"(?:{expression('earlier.words', 'zh')}|{expression('statements.start', 'zh')}|(?P<year>(?:19|20)[0-9]{{2}}{year})){year}?{same}?(?P<of>{of})?"
        ),
        "from": re.compile(
            rf"(?:{expression('ranges.from', 'zh')}(?:{expression('ranges.of-before')}|{expression('earlier.words', 'zh')})?{of}?|{expression('ranges.from', 'en')}){exact}$"
        ),
    }


def role_of(
    quantity: Quantity, lead: str, near: str, tail: str, *, bracket: bool
) -> tuple[str, int]:
    """The role of a figure, and -1 if it says by how much something fell."""
    role, sign = role_in_clause(quantity, lead, near, tail, bracket=bracket)
    if role in (GROWTH, CHANGE, POINTS) and pattern("statements.other").search(near):
        return OTHER, 1
    return role, sign


def role_in_clause(
    quantity: Quantity, lead: str, near: str, tail: str, *, bracket: bool
) -> tuple[str, int]:
    """As `role_of`, from the words of the clause alone."""
    found = patterns()
    rate = quantity.unit in ("%", "‰")
    point = quantity.unit in (*words("rates", "zh"), *words("rates.points", "en"))
    if quantity.kind == "growth" and quantity.text.lower() in GROWN:
        return OTHER, 1  # people say doubled of what nearly did
    if quantity.kind == "ratio":
        return (TIMES if quantity.unit else RATIO), 1
    if earlier(near, tail, lead):
        return BEFORE, 1
    if found["from"].search(near):
        return BEFORE, 1
    behind = tail.split("(", maxsplit=1)[0].strip()
    if rate and bracket and (signed := re.search(r"[(;,]\s*([+-]|−)$", lead)):
        return GROWTH, 1 if signed[1] == "+" or (quantity.value or 0) < 0 else -1
    fell = -1 if found["fell"].search(near) else 1
    if found["to"].search(near) and not rate_of_change(near):
        return LEVEL, 1
    shared = last_end(pattern("statements.share"), near)
    moved = max(last_end(found["moved"], near), last_end(found["changed"], near))
    if rate and shared >= moved > 0:
        return SHARE, 1  # 产业增加值占, made up
    if (rate or point) and moved:
        return POINTS if point else GROWTH, fell
    if (rate or point) and found["risen"].match(behind):
        return POINTS if point else GROWTH, -1 if found["fell"].match(behind) else 1
    if point:
        return OTHER, 1
    if rate:
        share = pattern("statements.share").search(near) or bracket
        return (SHARE if share or re.match(r"of\b", behind) else LEVEL), 1
    if found["changed"].search(near):
        return (GROWTH if quantity.unit in words("statements.times") else CHANGE), fell
    if re.match(
        rf"(?:\S+ )?{expression('statements.more', 'en')}|(?:\S+ )?{expression('statements.less', 'en')}",
        behind,
    ):
        return CHANGE, -1 if pattern("statements.less", "en").search(behind[:20]) else 1
    if pattern("statements.mean", "zh").search(near) or mean_behind(near, behind):
        return MEAN, 1
    return LEVEL, 1


def last_end(words: re.Pattern[str], near: str) -> int:
    """Where the last of some words ends; 0 for none."""
    return max((each.end() for each in words.finditer(near)), default=0)


def rate_of_change(near: str) -> bool:
    """Whether a growth is named: 增幅达到."""
    return bool(pattern("rise.nouns").search(near) or pattern("fall.nouns").search(near))


def earlier(near: str, tail: str, lead: str) -> bool:
    """Whether a figure is of the year before, and not compared with it."""
    found = patterns()
    if found["labelled"].search(lead) or found["against"].search(near):
        return True
    if found["earlier"].match(tail.strip()):
        against = pattern("statements.against").search(near) is not None
        return against or not found["changed"].search(near)
    said = found["year-before"].search(near) if HAN.search(near) else None
    if said is None:
        return False
    if said["with"] is None:
        return said["year"] is None
    return said["of"] is not None and said.end() == len(near)


def mean_behind(near: str, behind: str) -> bool:
    """Whether an English figure is a mean: £80 each, 6.6 for every resident."""
    if re.search(r"\baverag(?:e|ed|ing)\b[a-z ]*$", near):
        return True
    return bool(re.match(rf"(?:[a-z]+ )?{expression('statements.per', 'en')}", behind))


def named(near: str) -> str:
    """The words that say what a figure is of, without those that say nothing."""
    return (
        re.sub(r"\s+", " ", subject().sub(" ", near)).strip()
        if not HAN.search(near)
        else (re.sub(r"\s", "", subject().sub("", near)))
    )


@cache
def subject() -> re.Pattern[str]:
    """What says nothing of what a figure is of."""
    names = ("earlier.words", "statements.beside", "rise.words", "fall.words", "ranges.from")
    return re.compile("|".join([*map(expression, names), qualifiers()]))


@cache
def qualifiers() -> str:
    """What stands between a word of change and its number."""
    return "|".join(expression(f"qualifier-before.{key}") for key in keys("qualifier-before"))


def own(mention: Mention) -> str:
    """The subject that a growth, a change or a share names itself; empty if it names none."""
    said = mention.name
    if mention.role == SHARE:
        said = re.split(expression("statements.share"), mention.near)[0]
        said = named(said)
    said = pattern("statements.mean").sub("", said) if mention.role == MEAN else said
    if HAN.search(said):
        return said if len(said) > 1 else ""
    return said if LATIN.search(said) else ""
