"""Numbers in a text: their value, their unit, and what is said of how exact they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..text.normalise import fold_all

# Measure words and units that are longer than one that a base may declare, so that 人 is not
# found in 人次; and, for drafts, what is counted at all.
UNITS = (
    *"人次 人 名 位 学时 课时 平方米 平方公里 公里 公顷 亩 项 篇 枚 金 银 铜 个百分点 个 次 所 家 门 本 册 套".split(),
    *"台 件 条 支 部 倍 % ‰ 元 级 星级 星 等奖 届 批 年 学年 月 日 天 周 岁 期 场 节 种 类 轮 组 班 队 份 张 间 座".split(),
)
SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}
NUMBER = re.compile(r"(?<![0-9.])-?[0-9]+(?:\.[0-9]+)?")
BEFORE = {  # qualifier to how it stands before a number
    "over": r"(?<![最不])超过?|逾|突破|不止|(?<!不)(?:高|多|大)于|more than |over |above |exceed(?:ing|s|ed)? ",
    "nearly": r"(?<![最附远新])近乎?|接近|将近|几乎|nearly |almost |close to |just under ",
    "about": r"(?<![大节签])约|大约|大概|大致|大体上?|估计|差不多|about |around |approximately |some |roughly |circa ",
    "at-least": r"至少|最少|最低|起码|不下|不少于|不低于|at least |no fewer than |no less than |a minimum of ",
    "under": r"不到|不足|未达到?|低于|少于|小于|less than |fewer than |under |below ",
    "at-most": r"至多|最多|最高|顶多|不超过|不多于|不高于|up to |at most |no more than |a maximum of ",
}
BETWEEN = {"over": "余|多"}  # between the number and its unit
AFTER = {  # behind the unit
    "over": r"余|多(?=$| |人|名|项|元)| plus\b",
    "about": "左右|上下| or so",
    "at-least": r"以上|及以上| or more| and more| at (?:the )?least| minimum\b",
    "at-most": r"以下(?!简称)|及以下|以内|之内| or less| or fewer| at (?:the )?most| maximum\b",
}
LEADS = {
    name: re.compile(rf"(?:{words})(?:了|达到?|为|有|在|是)?$") for name, words in BEFORE.items()
}
INNER = {name: re.compile(words) for name, words in BETWEEN.items()}
TAILS = {name: re.compile(words) for name, words in AFTER.items()}


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
        self.known = sorted(known | set(UNITS), key=len, reverse=True)

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
            Decimal(found[0]), start, end, unit, qualifier, text[start - 1 : start] == "第"
        )
