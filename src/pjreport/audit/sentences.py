"""What the arithmetic says of a figure, in a sentence: the words of `audit` and of `check`."""

from ..model.formula import plain
from .arithmetic import CONSISTENT, IMPOSSIBLE, UNTESTED, Figures, Result


def sentence(result: Result, figures: Figures, lang: str) -> str:
    """What the arithmetic says, in this language."""
    return (chinese if lang == "zh" else english)(result, figures)


def english(result: Result, figures: Figures) -> str:
    """What the arithmetic says, in English."""
    if result.verdict == UNTESTED:
        return result.missing
    count = counts(result, figures)
    pairs = ", ".join(f"{each} gives {plain(rate)} %" for each, rate in result.neighbours)
    if result.relation == "part":
        return f"{plain(result.computed or 0)} % of {plain(result.current or 0)} (computed)"
    if result.relation == "parts":
        return f"{count}, within {plain(result.value)}"
    if result.verdict == IMPOSSIBLE:
        return f"no whole number fits {count}: {pairs}"
    only = "" if result.verdict == CONSISTENT else "only "
    base_of = "after" if result.relation == "growth" else "of"
    several = "one of several whole numbers"
    implied = several if result.computed is None else f"{plain(result.computed)} (computed)"
    return f"{only}{count} {base_of} {implied}"


def chinese(result: Result, figures: Figures) -> str:
    """What the arithmetic says, in Chinese."""
    if result.verdict == UNTESTED:
        return untested(result)
    count = counts(result, figures)
    pairs = "，".join(f"{each} 则 {plain(rate)}%" for each, rate in result.neighbours)
    if result.relation == "part":
        whole = plain(result.current or 0)
        return f"占 {whole} 的 {plain(result.computed or 0)}%（推算）"
    if result.relation == "parts":
        return f"{count}，不超过 {plain(result.value)}"
    if result.verdict == IMPOSSIBLE:
        return f"没有整数与 {count} 相合：{pairs}"
    only = "" if result.verdict == CONSISTENT else "只合于 "
    before = "上期 " if result.relation == "growth" else "总数 "
    implied = "不止一个" if result.computed is None else f"{plain(result.computed)}（推算）"
    return f"{only}{count}，{before}{implied}"


def untested(result: Result) -> str:
    """Why a rate can't be tested, in Chinese."""
    if result.least is not None:
        return f"未载所据的数；总数至少 {result.least}"
    return "未载所据的数" if not result.reading else "所据的数无从验算"


def counts(result: Result, figures: Figures) -> str:
    """The counts that were read, and what they add up to."""
    current = "" if result.current is None else plain(result.current)
    parts = [plain(figures[id]["value"]) for id in result.reading]
    return f"{'+'.join(parts)} = {current}" if len(parts) > 1 else current
