"""What the audit says of the statements of a text."""

from fractions import Fraction

from ...model.formula import digits, growth, plain
from ..intervals import HALF_EVEN, TRUNCATED
from ..statement import IMPOSSIBLE, OTHER, ends
from .tested import Tested

# Chinese and English. `now` and `other` are the sides of the statement, as printed.
FINDINGS = {
    "growth": ("{now}，上期 {other}，增长 {given}%", "{now} after {other} grew by {given} %"),
    "growth-by": ("{now}，增减 {other}，即 {given}%", "{now} after a change by {other} grew by {given} %"),
    "growth-on": ("{now} 增减 {other}，即 {given}%", "{now} and a change by {other} are {given} %"),
    "growth-alone": ("{now}，上期 {given}（推算）", "{now} after {given} (computed)"),
    "only": ("只合于 ", "only "),
    "change": ("{now} 减 {other} 为 {given}", "{now} less {other} is {given}"),
    "points": ("{now} 减 {other} 为 {given}", "{now} less {other} is {given}"),
    "share": ("{other} 中的 {now} 占 {given}%", "{now} of {other} is {given} %"),
    "mean": ("{now} 除以 {other} 为 {given}", "{now} divided by {other} is {given}"),
    "sum": ("{now} = {given}", "{now} = {given}"),
    "not": ("，不是 {value}", ", not {value}"),
    "near": ("，与 {value} 相近而不等", ", close to {value} but not equal"),
    "none": ("没有整数与 {now} 相合：{pairs}", "no whole number fits {now}: {pairs}"),
    "pair": ("{number} 则 {rate}%", "{number} gives {rate} %"),
    TRUNCATED: ("（须截去尾数）", ", if digits are cut off"),
    HALF_EVEN: ("（须五成双）", ", if a half is rounded to even"),
    "to": (" 至 ", " to "),
    "comma": ("，", ", "),
}  # fmt: skip


def finding(tested: Tested, lang: str) -> str:
    """A tested statement in words."""
    english = lang == "en"

    def say(key: str, **more: str) -> str:
        return FINDINGS[key][english].format(**more)

    relation, value, sides = tested.statement
    outcome = tested.outcome
    said = ["+".join(each.quantity.text for each in side) for side in tested.sides]
    now, other = said[0], said[-1]
    if relation == "growth-alone" and outcome.verdict == IMPOSSIBLE:
        current = int(sides[0][0].value)
        below = max(1, int(current / (1 + Fraction(value.value) / 100)))
        pairs = [
            say("pair", number=str(each), rate=plain(growth(current, each, digits(value.value))))
            for each in (below, below + 1)
        ]
        return say("none", now=now, pairs=say("comma").join(pairs))
    step = 1 if relation == "growth-alone" else value.step
    given = say("to").join(plain(each) for each in ends(outcome.given, step))
    found = say(relation, now=now, other=other, given=given)
    if outcome.rounding:
        return found + say(outcome.rounding)
    if outcome.verdict == IMPOSSIBLE:
        return found + say("not", value=tested.figure.quantity.text)
    if relation == "growth-alone" and outcome.verdict == OTHER:
        return say("only") + found
    return found + (
        say("near", value=tested.figure.quantity.text) if outcome.verdict == OTHER else ""
    )
