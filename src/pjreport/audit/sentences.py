"""Results of the audit as sentences, for `audit` and `check`."""

from collections.abc import Mapping

from ..model.formula import Figure, plain
from .intervals import HALF_EVEN, TRUNCATED
from .result import Figures, Result
from .statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED

VERDICTS = {  # as people read them
    "consistent": ("相合", "consistent"),
    "other-reading": ("另一读法才合", "only otherwise"),
    "impossible": ("不合", "impossible"),
    "not-testable": ("无从验算", "not testable"),
}
# Chinese and English. `count` is what is counted, `known` what is stated of the past or of the
# whole, `implied` what follows, `pairs` and `gives` what other numbers give.
SENTENCES = {
    "part": ("占 {count} 的 {implied}%（推算）", "{implied} % of {count} (computed)"),
    "exceeds": ("多于总数 {count}", "more than the whole, {count}"),
    "within": ("{count}，不超过 {known}", "{count}, within {known}"),
    "all": ("{count}", "{count}"),
    "near": ("{count}，与 {known} 相近而不等", "{count}, close to {known} but not equal"),
    "unequal": ("{count}，不是 {known}", "{count}, not {known}"),
    "too-much": ("{count} 的变化比原有的还多", "{count} changed by more than there was"),
    "none": ("没有整数与 {count} 相合：{pairs}", "no whole number fits {count}: {pairs}"),
    "none-of": ("{known} 的部分没有整数相合：{pairs}", "no whole number out of {known} fits: {pairs}"),
    "growth": ("{count}，上期 {known}，应为 {gives}", "{count} after {known} gives {gives}"),
    "rate": ("{known} 中的 {count}，应为 {gives}", "{count} of {known} gives {gives}"),
    "mean": ("{count} 除以 {known}，应为 {gives}", "{count} divided by {known} gives {gives}"),
    "fits-growth": ("{count}，上期 {implied}（推算）", "{count} after {implied} (computed)"),
    "fits-growth-several": ("{count}，上期不止一个{range}", "{count} after one of several whole numbers{range}"),
    "fits-whole": ("{count}，总数 {implied}（推算）", "{count} of {implied} (computed)"),
    "fits-whole-several": ("{count}，总数不止一个{range}", "{count} of one of several whole numbers{range}"),
    "fits-part": ("{known} 中的 {implied}（推算）", "{implied} (computed) of {known}"),
    "fits-part-several": ("{known} 中的数不止一个{range}", "one of several whole numbers{range} of {known}"),
    "fits-rate": ("{known} 中的 {count}", "{count} of {known}"),
    "fits-mean": ("{count} 除以 {known}", "{count} divided by {known}"),
    "only": ("只合于 ", "only "),
    "range": ("：{low} 至 {high}", ", {low} to {high}"),
    "pair": ("{number} 则 {rate}{sign}", "{number} gives {rate}{space}{sign}"),
    "least": ("未载所据的数；总数至少 {least}", ""),
    "alone": ("未载所据的数", ""),
    "untested": ("所据的数无从验算", ""),
    TRUNCATED: ("（须截去尾数）", ", if digits are cut off"),
    HALF_EVEN: ("（须五成双）", ", if a half is rounded to even"),
}  # fmt: skip


def summary(verdicts: Mapping[str, int], lang: str) -> str:
    """How many statements have each verdict."""
    english = lang == "en"
    counted = [f"{verdicts.get(each, 0)} {words[english]}" for each, words in VERDICTS.items()]
    total = sum(verdicts.values())
    if not english:
        return f"{total} 处：{'，'.join(counted)}"
    return f"{total} statement{'' if total == 1 else 's'}: {', '.join(counted)}"


def sentence(result: Result, figures: Figures, lang: str) -> str:
    """A result in this language."""
    if result.verdict == UNTESTED and lang == "en":
        return result.missing
    english = lang == "en"

    def say(key: str, **more: object) -> str:
        return SENTENCES[key][english].format(**more)

    sign = "" if result.relation == "mean" else "%"
    space = " " if sign else ""
    rates = [plain(rate) for _, rate in result.neighbours]
    several = say("range", low=result.low, high=result.high) if result.low is not None else ""
    said = say(
        wording(result),
        count=counts(result, figures),
        known=number(result.value if result.before is None else result.before),
        implied=number(result.computed),
        range=several,
        least=result.least,
        gives=f"{(' – ' if english else '～').join(rates)}{space if english else ''}{sign}",
        pairs=(", " if english else "，").join(
            say("pair", number=plain(each), rate=plain(rate), sign=sign, space=space)
            for each, rate in result.neighbours
        ),
    )
    only = result.verdict == OTHER and result.relation == "growth"
    return (say("only") if only else "") + said + (say(result.rounding) if result.rounding else "")


def wording(result: Result) -> str:
    """The name of the sentence for a result."""
    relation, verdict, reading = result.relation, result.verdict, result.reading
    if verdict == UNTESTED:
        return "least" if result.least is not None else "untested" if reading else "alone"
    if relation == "part":
        return "part" if verdict == CONSISTENT else "exceeds"
    if relation in ("parts", "shares"):
        return summed(result)
    if verdict == IMPOSSIBLE:
        if relation == "change":
            return "too-much"
        if result.before is None:
            return "none"
        return relation if reading else "none-of"
    if relation in ("growth", "change"):
        return "fits-growth" if result.computed is not None else "fits-growth-several"
    if result.before is None:
        return "fits-whole" if result.computed is not None else "fits-whole-several"
    if reading:
        return f"fits-{relation}"
    return "fits-part" if result.computed is not None else "fits-part-several"


def summed(result: Result) -> str:
    """The name of the sentence for parts."""
    if result.verdict == IMPOSSIBLE:
        return "unequal"
    if result.verdict == OTHER and not result.rounding:
        return "near"
    return "within" if result.before is None else "all"


def counts(result: Result, figures: Figures) -> str:
    """The counts of the reading, and their sum."""
    current = number(result.current)
    if result.relation == "part" or len(result.reading) < 2:
        return current
    return f"{'+'.join(number(figures[id].get('value')) for id in result.reading)} = {current}"


def number(value: Figure | None) -> str:
    """A number as printed; empty for none."""
    return "" if value is None else plain(value)
