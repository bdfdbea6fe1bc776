"""The units of a base, compared with the units that a text prints."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..quantities.flat import flatten
from ..quantities.quantity import Quantity
from ..quantities.units import UNITS
from ..vocabulary import keys, words

SAME, NONE, OTHER, UNSURE = "same", "none", "other", "unsure"
SCALES = {
    character: int(key)
    for key in keys("scales")
    if int(key) >= 10**4
    for character in words(f"scales.{key}")
}
BRACKET = re.compile(r"\([^()]*\)$")
HAN = re.compile("[\u3400-\u9fff]")
LINKING = frozenset(words("linking"))
PIECE = words("things.any")[0]
BIG = words("units.big")
RANK_UNITS = words("ranking.units", "zh")
SORTS = (
    "per-hundred",
    "points",
    "money",
    "area",
    "size",
    "time",
)  # kinds of units in English that exclude others
CURRENCIES = [frozenset(words(f"currencies.{key}")) for key in keys("currencies")]
ALIKE = [frozenset(words(f"alike.{key}")) for key in keys("alike")]


class Units:
    """The units of a base, in the forms that texts use."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        """`terms` is the vocabulary's table of units. Malformed entries are ignored."""
        self.forms: dict[str, list[tuple[str, int]]] = {}  # folded, without 万 at the start
        self.written: list[str] = []  # as the base has them
        self.owners: dict[str, set[str]] = {}
        for key, term in terms.items():
            if not isinstance(term, dict):
                continue
            named = [term.get("zh"), *listed(term.get("written")), term.get("en")]
            forms = [each for each in (*named, term.get("en_one")) if isinstance(each, str)]
            self.written += forms
            self.forms[key] = [scaled(plain(form)) for form in forms if form.strip()]
            for form, _ in self.forms[key]:
                self.owners.setdefault(form, set()).add(key)
        self.main = {form.partition(" ")[0] for form in self.owners}  # meals of meals per week

    def name(self, key: str | None) -> str:
        """The first form of a unit, for a message."""
        forms = self.forms.get(str(key))
        return forms[0][0] if forms else "?"

    def worth(self, key: str | None, value: Any) -> set[Decimal]:
        """The numbers that a text may print for `value` in this unit: 1.2 万元 is 12000."""
        scales = {scale for _, scale in self.forms.get(str(key), ())} or {1}
        return {Decimal(value) * scale for scale in scales}

    def said_in(self, key: str | None, text: str) -> bool:
        """Whether some words say a unit: 单位：万元."""
        flat = flatten(text)
        forms = self.forms.get(str(key), [])
        return any(re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", flat) for form, _ in forms)

    def printed(self, key: str | None, unit: str) -> str:
        """How a printed unit stands to the unit with this key.

        It is the same, another, unsure, or there is none. A noun that is no unit of the base and no
        measure word is unsure: `patrons` may well be people.
        """
        if key is not None and key not in self.forms:
            return SAME  # reported as an unknown term
        if not unit or key is None:
            return NONE
        forms = [form for form, _ in self.forms.get(key, ())]
        if any(alike(form, unit) for form in forms):
            return SAME
        if any(unit in some and not some.isdisjoint(forms) for some in ALIKE):
            return UNSURE
        kinds = {UNITS.kinds.get(form, "count") for form in forms}
        money = "money" in kinds or any(form in some for some in CURRENCIES for form in forms)
        if UNITS.kinds.get(unit) == "part" and money:
            return SAME  # 5角 is 0.5元; the value is compared so
        if any(unit.startswith(form) and UNITS.kinds.get(form) == "size" for form in forms):
            return UNSURE  # 吨标准煤
        if unit.isascii() and UNITS.kinds.get(unit) == "multiple" and "count" in kinds:
            return UNSURE  # booked 71 times
        if unit in self.owners or unit in self.main or not unit.isascii():
            return OTHER
        sort = "money" if any(unit in some for some in CURRENCIES) else UNITS.kinds.get(unit)
        return OTHER if sort in SORTS and sort not in kinds else UNSURE

    def ranks(self, key: str | None) -> bool:
        """Whether a unit only counts places in a ranking: 位, 名."""
        return any(form in RANK_UNITS for form, _ in self.forms.get(str(key), ()))

    def within(self, key: str | None, unit: str) -> bool:
        """Whether a unit is a part of another, or the other of it: 场 and 场次."""
        return any(form in unit or unit in form for form, _ in self.forms.get(str(key), ()))

    def ends(self, key: str | None, label: str) -> bool:
        """Whether a label before a number ends with a unit: Students: 5,807."""
        forms = "|".join(re.escape(form) for form, _ in self.forms.get(str(key), ()))
        return (
            bool(forms)
            and re.search(rf"(?<![a-z])(?:{forms}) ?[:|] ?$", flatten(label)) is not None
        )

    def follows(self, key: str | None, text: str, quantity: Quantity) -> bool:
        """Whether a unit stands behind a figure: 省 behind 20个, or 铜 behind 8, where no word goes on.

        Behind 六大, whatever follows is counted one by one.
        """
        if not quantity.unit and quantity.text.endswith(BIG):
            return any(form == PIECE for form, _ in self.forms.get(str(key), ()))
        for form, _ in self.forms.get(str(key), ()):
            if not form.isascii() and text.startswith(form, quantity.end):
                after = text[quantity.end + len(form) :][:1]
                return bool(quantity.unit) or after in LINKING or not HAN.match(after)
        return False


def alike(form: str, unit: str) -> bool:
    """Whether a printed unit is a form of a unit, or its main word.

    >>> alike("meals per week", "meals"), alike("people", "older people"), alike("人", "人次")
    (True, True, False)
    >>> alike("百分点", "个百分点"), alike("个", "名")
    (True, False)
    """
    if form.removeprefix(PIECE) == unit.removeprefix(PIECE) != "":
        return True
    if any(form in some and unit in some for some in CURRENCIES):
        return True
    if form == unit or BRACKET.sub("", unit) == form:  # 台(套)
        return True
    return form.startswith(f"{unit} ") or unit.endswith((f" {form}", f"-{form}"))


def plain(unit: str) -> str:
    """A unit of a base as the reader names it.

    >>> plain("Per cent"), plain("Ｔerms"), plain("万元")
    ('%', 'terms', '万元')
    """
    flat = " ".join(flatten(unit).split())
    return "%" if UNITS.kinds.get(flat) == "per-hundred" and flat != "‰" else flat


def listed(value: Any) -> list[Any]:
    """The value if it is a list, else nothing."""
    return value if isinstance(value, list) else []


def scaled(unit: str) -> tuple[str, int]:
    """A unit without 万 or 亿 at its start, and the factor."""
    scale = SCALES.get(unit[:1], 1)
    return (unit, 1) if scale == 1 or len(unit) == 1 else (unit[1:], scale)
