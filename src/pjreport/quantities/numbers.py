"""Numbers in a text: their value, their unit, and what is said of how exact they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..text import numerals
from ..text.normalise import fold_all
from ..vocabulary import expression, keys, pattern, words

# Measure words and units that are longer than one that a base may declare, so that 人 is not
# found in 人次; and, for drafts, what is counted at all.
UNITS = {*words("measures"), *words("measures.behind-digits"), *words("measures.longer")}
UNITS |= {"%", "‰"}
SCALES = {unit: scale for unit, scale in numerals.UNITS.items() if scale > 10}
NUMBER = re.compile(r"(?<![0-9.])-?[0-9]+(?:\.[0-9]+)?")
LEADS = {
    name: re.compile(
        rf"(?:{expression(f'qualifier-before.{name}', 'zh')}|{expression(f'qualifier-before.{name}', 'en')} )"
        rf"{expression('reaching')}?$"
    )
    for name in keys("qualifier-before")
}
INNER = {
    name: pattern(f"qualifier-between.{name}") for name in keys("qualifier-between")
}  # before the unit
TAILS = {  # behind it
    name: re.compile(
        rf"{expression(f'qualifier-behind.{name}', 'zh')}| {expression(f'qualifier-behind.{name}', 'en')}"
    )
    for name in keys("qualifier-behind")
}


class Quantity(NamedTuple):
    """A number in a folded text: its value, where it stands, what follows, how exact it is said.

    `unit` is the longest known unit that follows, empty if none does; `ordinal`
    says that 第 stands before it.
    """

    value: Decimal
    start: int
    end: int
    unit: str
    qualifier: str | None
    ordinal: bool


class Units:
    """The units of a base, as texts write them, among all that are known."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        """`terms` is the vocabulary's table of units; what does not fit it is left out."""
        self.forms: dict[str, list[str]] = {}
        for key, term in terms.items():
            if isinstance(term, dict):
                words = [term.get("zh"), *listed(term.get("written"))]
                words += [term.get("en"), term.get("en_one")]
                self.forms[key] = fold_all([word for word in words if isinstance(word, str)])
        known = {form for forms in self.forms.values() for form in forms if form}
        self.known = sorted(known | UNITS, key=len, reverse=True)

    def after(self, text: str, end: int) -> str:
        """The longest unit that stands in a folded text at `end`, after a space or not."""
        end += text.startswith(" ", end)
        for form in self.known:
            if text.startswith(form, end) and not (
                form[-1].isascii() and form[-1].isalpha() and text[end + len(form) :][:1].isalpha()
            ):
                return form
        return ""

    def worth(self, unit: str, value: Any) -> set[Decimal]:
        """The numbers that a text may print for `value` in this unit: 1.2 of 万元 are 12000."""
        return {Decimal(value) * scale for _, scale in map(scaled, self.forms.get(unit, [""]))}

    def fits(self, unit: str, value: Any, quantity: Quantity) -> bool:
        """Whether a text's quantity is `value` in the unit with this key.

        万 and 亿 belong to the number in a text, and to the unit in some bases.
        """
        return any(
            Decimal(value) * scale == quantity.value and (not rest or rest == quantity.unit)
            for rest, scale in map(scaled, self.forms.get(unit, []))
        )


def listed(value: Any) -> Sequence[Any]:
    """A list, or nothing for anything else."""
    return value if isinstance(value, list) else ()


def scaled(unit: str) -> tuple[str, int]:
    """A unit without 万 or 亿 at its start, and how many that is."""
    scale = SCALES.get(unit[:1], 1)
    return (unit, 1) if scale == 1 else (unit[1:], scale)


def quantities(text: str, units: Units) -> Iterator[Quantity]:
    """The numbers of a folded text.

    >>> units = Units({"persons": {"zh": "人"}})
    >>> for each in quantities("第16届 超5228人次 余300多人", units):
    ...     print(each.value, each.unit, each.qualifier, each.ordinal)
    16 届 None True
    5228 人次 over False
    300 人 over False
    """
    for found in NUMBER.finditer(text):
        start, end = found.span()
        lead = text[max(0, start - 24) : start]
        inner = next((name for name, words in INNER.items() if words.match(text, end)), None)
        unit = units.after(text, end + (inner is not None))
        behind = end + (inner is not None)
        behind += text.startswith(" ", behind) + len(unit)
        qualifier = (
            inner
            or next((name for name, words in LEADS.items() if words.search(lead)), None)
            or next((name for name, words in TAILS.items() if words.match(text, behind)), None)
        )
        yield Quantity(
            Decimal(found[0]),
            start,
            end,
            unit,
            qualifier,
            text[start - 1 : start] == numerals.ORDINAL,
        )
