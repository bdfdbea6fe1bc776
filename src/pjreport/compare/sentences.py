"""Comparisons in words: why figures are not subtracted, and whether a printed growth fits."""

from collections.abc import Mapping

from ..audit.result import Counts
from ..audit.statement import CONSISTENT, OTHER
from ..model.base import FactBase, Record
from ..model.formula import Figure, plain
from .comparison import CHANGED, UNCLEAR, Comparison
from .difference import Span
from .names import common, timeless
from .others import said as values

VERDICTS = {  # as people read them
    "higher": ("增", "higher"),
    "lower": ("减", "lower"),
    "same": ("同", "same"),
    "unclear": ("不明", "unclear"),
    "changed": ("有变", "changed"),
    "refused": ("不可比", "not comparable"),
    "only-older": ("只见于旧", "only in the older"),
    "only-newer": ("只见于新", "only in the newer"),
}
REASONS = {  # `both` are what the older and the newer report have, where that can be named
    "name": (
        "疑为改名{both}；若是，给新的 also 写上旧名",
        "perhaps renamed{both}; if so, add the older name to `also` of the newer fact",
    ),
    "subject": (
        "编号同而名称不同{both}；若同指一事，给新的 also 写上旧名",
        "one id, but other names{both}; if they are the same, add the older name to `also` of the newer fact",
    ),
    "computed": ("一为照印，一为推算，或算法不同", "one is printed and one computed, or in another way"),
    "form": ("比、分数、名次不相减", "ratios, fractions and ranks are not subtracted"),
    "method": ("统计方式不同", "counted in another way"),
    "unit": ("单位不同{both}", "other units{both}"),
    "scope": ("范围不同{both}", "other scopes{both}"),
    "competition": ("赛事不同", "other competitions"),
    "period": ("时期长短不同{both}", "periods of another length{both}"),
    "same-period": ("同一时期{both}，是更正而非增减", "the same period{both}: a correction and no change"),
    "earlier-period": ("新报告的时期更早{both}", "the period of the newer report is earlier{both}"),
    "part": ("一为部分，一为总数", "one is a part, one a whole"),
    "whole": ("所占或所属的总数不同", "parts or rates of other figures"),
    "qualifier": ("所印的不是准数", "not printed as an exact number"),
    "range": ("是范围而非一个数", "a range and no single number"),
    "no-base": ("没有整数与所印增长 {printed} 相合", "no whole number fits the printed growth {printed}"),
    "no-count": (
        "由所印增长 {printed} 推不出上年的数",
        "the printed growth {printed} implies no number for the year before",
    ),
}  # fmt: skip
PHRASES = {
    "fits": ("印 {printed}，相合", "printed {printed}, fits"),
    "fits-only": ("印 {printed}，另一读法才合", "printed {printed}, fits only otherwise"),
    "differs": ("印 {printed}，不合", "printed {printed}, does not fit"),
    "untested": ("印 {printed}，未验算", "printed {printed}, not tested"),
    "gives": ("，应为 {given}", ": the figures give {given}"),
    "apart": ("（两份相隔 {years} 年）", " (the reports are {years} years apart)"),
    "renamed": ("旧称“{name}”", "called “{name}” before"),
    "both": ("（{older}／{newer}）", " ({older} / {newer})"),
    "none": ("无", "none"),
    "field": ("{title}：{older} → {newer}", "{title}: {older} -> {newer}"),
    "rounded": ("增减小于印出的位数", "the change is smaller than the printed digits tell"),
    "draft": ("草稿", "draft"),
}
TERMS = {"unit": "units", "scope": "scopes", "period": "periods"}
SAME_NAMES = ("name", "subject")


class Wording:
    """Says comparisons of two reports in a language. A year before has no report of its own."""

    def __init__(self, older: FactBase | None, newer: FactBase, lang: str) -> None:
        self.older = older or newer
        self.newer = newer
        self.lang = lang
        self.common = common(self.older, newer) or lang
        self.english = lang == "en"

    def say(self, phrase: tuple[str, str], **more: object) -> str:
        """A phrase in the language."""
        return phrase[self.english].format(**more)

    def finding(self, one: Comparison, printed: str, titles: Mapping[str, str] = {}) -> str:
        """What is to be said of a comparison.

        `printed` is the growth that is printed beside it, `titles` what fields are called.
        """
        said = [
            self.say(REASONS[each], both=self.both(each, one), printed=printed)
            if each in REASONS and one.verdict != CHANGED
            else self.change(each, one, titles)
            for each in one.reasons
        ]
        if printed and not one.reasons:
            said.append(self.growth(one, printed))
        if (
            one.verdict == UNCLEAR
            and one.difference is not None
            and one.difference.value is not None
        ):
            said.append(self.say(PHRASES["rounded"]))
        older, newer = one.pair.older, one.pair.newer
        if older and newer and self.renamed(older, newer, one):
            said.append(self.say(PHRASES["renamed"], name=older[self.lang]))
        if any(each and each.get("draft") for each in one.pair[:2]):
            said.append(self.say(PHRASES["draft"]))
        return ("; " if self.english else "；").join(said)

    def change(self, field: str, one: Comparison, titles: Mapping[str, str]) -> str:
        """What a field was and is."""
        assert one.pair.older is not None
        assert one.pair.newer is not None
        sides = ((self.older, one.pair.older), (self.newer, one.pair.newer))
        older, newer = (
            ", ".join(values(base, record, field, self.lang)) or self.say(PHRASES["none"])
            for base, record in sides
        )
        title = titles.get(field, field)
        return self.say(PHRASES["field"], title=title, older=older, newer=newer)

    def renamed(self, older: Record, newer: Record, one: Comparison) -> bool:
        """Whether a figure has another name than before, and no reason says so."""
        differ = timeless(older[self.common]) != timeless(newer[self.common])
        return differ and not set(SAME_NAMES) & set(one.reasons)

    def growth(self, one: Comparison, printed: str) -> str:
        """Whether the printed growth fits."""
        fit = {CONSISTENT: "fits", OTHER: "fits-only", None: "untested"}.get(
            one.agreement, "differs"
        )
        text = self.say(PHRASES[fit], printed=printed)
        if fit == "differs" and (given := self.given(one)):
            text += self.say(PHRASES["gives"], given=given)
        if one.agreement is None and one.years not in (0, 1, None):
            text += self.say(PHRASES["apart"], years=abs(one.years))
        return text

    def given(self, one: Comparison) -> str:
        """What both reports give in place of the printed growth or change."""
        assert one.printed is not None
        counts = Counts({}, self.newer.vocabulary["units"])
        if one.printed.record.get("unit") in counts.percents:
            return span(one.growth, "%", self.lang) if one.growth else ""
        return span(one.difference, "", self.lang) if one.difference else ""

    def both(self, reason: str, one: Comparison) -> str:
        """What both reports have, in brackets; empty if it has no name.

        If both are called the same in this language, the other one says what differs.
        """
        older, newer = one.pair.older, one.pair.newer
        if older is None or newer is None:
            return ""
        for lang in (self.lang, self.common):
            before = self.named(reason, self.older, older, lang)
            now = self.named(reason, self.newer, newer, lang)
            if before != now:
                break
        return self.say(PHRASES["both"], older=before, newer=now) if before or now else ""

    def named(self, reason: str, base: FactBase, record: Record, lang: str) -> str:
        """What a report has for a reason."""
        if reason in SAME_NAMES:
            return str(record[lang])
        field = reason.rpartition("-")[2]
        if field not in TERMS:
            return ""
        key = record.get(field)
        return base.term(TERMS[field], key, lang) if key else self.say(PHRASES["none"])


def span(found: Span, unit: str, lang: str) -> str:
    """A computed number with its sign, and how far it may be off: `+0.53 ±0.055`.

    Without a number, its two ends: `+5～+7%`.
    """
    gap = " " if lang == "en" and unit[:1].isalpha() else ""
    low, high = found.low, found.high
    if found.value is not None:
        off = 0 if low is None or high is None else max(found.value - low, high - found.value)
        return signed(found.value) + (f" ±{short(off)}" if off else "") + gap + unit
    assert low is not None
    assert high is not None
    return signed(low) + (" – " if lang == "en" else "～") + signed(high) + gap + unit


def signed(value: Figure) -> str:
    """A number with its sign."""
    return ("+" if value > 0 else "") + short(value)


def short(value: Figure) -> str:
    """A number without zeros at the end of its decimals."""
    shown = plain(value)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
