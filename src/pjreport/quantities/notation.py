"""How people write the number of a figure: with its sign, its scale, as a range or a ratio."""

from decimal import Decimal, localcontext
from time import strftime
from typing import NamedTuple

from ..model.base import Record
from ..model.formula import PRECISION, Figure, digits, plain

ENDS = ("value", "low", "high")
RANGE = "–"
PAIR = {"ratio": ":", "fraction": "/"}  # between the two numbers
# In Chinese and English:
RANK = ("第", "no. ")
FIRST_RANKS = ("前", "top ")
OUT_OF = ("（共{}）", " of {}")  # behind a rank and its unit; in English before the unit


class Written(NamedTuple):
    """A number as people write it, and what follows behind its unit.

    `exact` is false if its digits say more than the report prints.
    """

    number: str
    tail: str = ""
    exact: bool = True


def written(record: Record, lang: str) -> Written:
    """The number of a figure without qualifier and unit: `5228`, `+46.15`, `20.58万`, `1:15`."""
    english = lang == "en"
    form, of, step = (record.get(field) for field in ("form", "of", "step"))
    stated = [record[end] for end in ENDS if record.get(end) is not None]
    numbers = [scaled(number, step, lang) for number in stated]
    signs = ["+" if record.get("growth_of") and number > 0 else "" for number in stated]
    text = RANGE.join(
        sign + number + scale for sign, (number, scale, _) in zip(signs, numbers, strict=True)
    )
    if form in PAIR:
        text += PAIR[form] + plain(record["of"])
    tail = ""
    if form == "rank":
        first = record.get("value") is None and record.get("low") is None
        text = (FIRST_RANKS if first else RANK)[english] + text
        tail = "" if of is None else OUT_OF[english].format(plain(of))
        if english:
            text, tail = text + tail, ""
    return Written(text, tail, all(exact for *_, exact in numbers))


def scaled(value: Figure, step: Figure | None, lang: str) -> tuple[str, str, bool]:
    """A number's digits, the word of its scale, and whether all of its digits are printed.

    The scale is one in which the last printed digit is the last one shown, with a digit before the
    point if there is such a scale.

    >>> scaled(205800, 100, "zh"), scaled(205800, 100, "en"), scaled(5228, None, "en")
    (('20.58', '万', True), ('205.8', ' thousand', True), ('5228', '', True))
    >>> scaled(2600000, 100000, "en"), scaled(2600000, 100000, "zh")
    (('2.6', ' million', True), ('260', '万', False))
    """
    if step is None:
        return plain(value), "", True
    words, size = scales(lang), abs(Decimal(value))
    below = [worth for worth in words if worth <= size]
    fitting = [worth for worth in words if Decimal(step) <= worth <= 10 * size]
    before = [worth for worth in fitting if worth <= size]
    worth = max(before) if before else min(fitting) if fitting else max(below, default=1)
    with localcontext(prec=PRECISION):
        places = digits((Decimal(step) / worth).normalize()) if fitting else 0
        number = Decimal(value) / worth
        last = min(-places, int(number.as_tuple().exponent)) if not fitting else -places
        return plain(number.quantize(Decimal(1).scaleb(last))), words.get(worth, ""), bool(fitting)


def scales(lang: str) -> dict[int, str]:
    """The words of scales in a language by what they are worth, with the space before them."""
    from ..vocabulary import group  # most figures need none

    gap = "" if lang == "zh" else " "
    return {int(worth): gap + word for worth, [word] in group("printed-scales", lang).items()}


def date(value: str, lang: str) -> str:
    """A day, month or year as people write it.

    >>> date("--05-01", "zh"), date("--05-01", "en"), date("1968-09", "zh"), date("1968-09", "en")
    ('5月1日', '1 May', '1968年9月', 'September 1968')
    """
    year, month, day = (*value.replace("--", "-").split("-"), "", "")[:3]
    if lang == "zh":
        parts = ((year, "年"), (month, "月"), (day, "日"))
        return "".join(f"{int(part)}{word}" for part, word in parts if part)
    name = strftime("%B", (2000, int(month or 1), 1, 0, 0, 0, 0, 1, 0)) if month else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def texts(record: Record) -> list[str]:
    """The numbers of a figure as people may look for them: plain, and as they are printed."""
    stated = [plain(record[end]) for end in ENDS if record.get(end) is not None]
    if not record.get("form") and record.get("step") is None:
        return stated if len(stated) == 1 else [*dict.fromkeys((*stated, RANGE.join(stated)))]
    record = record | {"growth_of": None}  # without a plus
    said = [written(record, lang) for lang in ("zh", "en")]
    return list(dict.fromkeys([*stated, *(each.number + each.tail for each in said)]))
