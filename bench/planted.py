#!/usr/bin/env python3
"""Plant errors in bases and texts, and count how many the audit finds.

    bench/planted.py [--seed N] [--count N] [TEXT...]

Bases are made up: figures that fit, of every relation. Then one figure is changed so that they do
not fit any more. In each text, the statements that the audit finds right are taken, and a digit of
one of their figures is changed, or two digits change places, wherever the text prints this figure. Two
kinds of changes are no errors that arithmetic can find, and are not made. A change that stays within
the rounding still fits. And a list of parts (其中) that adds up to less than its whole may be right:
it may leave parts out.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from pjreport.audit.arithmetic import audit
from pjreport.audit.statement import CONSISTENT, IMPOSSIBLE, OTHER, test
from pjreport.audit.texts.reading import audit_text
from pjreport.audit.texts.tested import Tested

FLAGGED = (IMPOSSIBLE, OTHER)
UNITS = {
    "persons": {"zh": "人", "whole": True},
    "hours": {"zh": "小时"},
    "percent": {"zh": "%"},
    "points": {"zh": "个百分点"},
}
Figures = dict[str, dict[str, Any]]


def figure(value: int | Decimal, unit: str = "persons", **more: Any) -> dict[str, Any]:
    """The table of a figure."""
    return {"value": value, "unit": unit, "period": "year"} | more


def rounded(value: Decimal, places: int) -> Decimal:
    """A value as reports print it."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def ids(*names: str) -> list[str]:
    """Ids of figures."""
    return [f"stats.t.{name}" for name in names]


# ---- bases: figures that fit, and the names of those that may be changed


def growth(dice: random.Random) -> tuple[Figures, list[str]]:
    """A growth beside the counted change."""
    before, change = dice.randint(200, 9000), dice.randint(20, 190) * dice.choice((1, -1))
    rate = rounded(Decimal(change) / before * 100, 2)
    made = {
        "now": figure(before + change),
        "change": figure(change, growth_of=ids("now")),
        "growth": figure(rate, "percent", growth_of=ids("now")),
    }
    return made, ["now", "change", "growth"]


def growth_alone(dice: random.Random) -> tuple[Figures, list[str]]:
    """A growth of a small count: few rates fit."""
    before = dice.randint(20, 90)
    now = before + dice.randint(1, 40)
    rate = rounded(Decimal(now - before) / before * 100, 2)
    return {
        "now": figure(now),
        "growth": figure(rate, "percent", growth_of=ids("now")),
    }, ["growth"]


def share(dice: random.Random) -> tuple[Figures, list[str]]:
    """A share with its part and its whole."""
    whole = dice.randint(100, 9000)
    part = dice.randint(10, whole - 1)
    rate = rounded(Decimal(part) / whole * 100, dice.choice((1, 2)))
    return {
        "part": figure(part),
        "whole": figure(whole),
        "share": figure(rate, "percent", rate_of=ids("part"), share_of="stats.t.whole"),
    }, ["part", "whole", "share"]


def share_alone(dice: random.Random) -> tuple[Figures, list[str]]:
    """A share of a small whole: few shares are possible."""
    whole = dice.randint(12, 60)
    rate = rounded(Decimal(dice.randint(1, whole - 1)) / whole * 100, 2)
    return {
        "whole": figure(whole),
        "share": figure(rate, "percent", share_of="stats.t.whole"),
    }, ["share"]


def breakdown(dice: random.Random) -> tuple[Figures, list[str]]:
    """Parts that add up to their whole."""
    parts = [dice.randint(20, 500) for _ in range(dice.randint(2, 5))]
    made = {
        f"part-{place}": figure(part, part_of="stats.t.whole", breakdown="kind")
        for place, part in enumerate(parts)
    }
    return {"whole": figure(sum(parts))} | made, ["whole", *made]


def shares(dice: random.Random) -> tuple[Figures, list[str]]:
    """The shares of all parts."""
    parts = [dice.randint(20, 500) for _ in range(dice.randint(2, 5))]
    made = {
        f"share-{place}": figure(
            rounded(Decimal(part) / sum(parts) * 100, 1),
            "percent",
            share_of="stats.t.whole",
            breakdown="kind",
        )
        for place, part in enumerate(parts)
    }
    return {"whole": figure(sum(parts))} | made, list(made)


def mean(dice: random.Random) -> tuple[Figures, list[str]]:
    """A mean with its total and its number."""
    number = dice.randint(20, 900)
    total = number * dice.randint(3, 60) + dice.randint(0, number - 1)
    value = rounded(Decimal(total) / number, 1)
    return {
        "total": figure(total, "hours"),
        "number": figure(number),
        "mean": figure(value, "hours", rate_of=ids("total"), share_of="stats.t.number"),
    }, ["total", "number", "mean"]


MAKERS: tuple[Callable[[random.Random], tuple[Figures, list[str]]], ...] = (
    *(growth, growth_alone, share, share_alone, breakdown, shares, mean),
)


def flagged(figures: Figures) -> bool:
    """Whether the audit of a base finds something wrong."""
    named = {f"stats.t.{name}": table for name, table in figures.items()}
    return any(each.verdict in FLAGGED for each in audit(named, UNITS))


def in_bases(dice: random.Random, count: int) -> Iterator[tuple[str, bool, bool]]:
    """For each made-up base: the relation, whether it was flagged, and whether its error was."""
    for number in range(count):
        maker = MAKERS[number % len(MAKERS)]
        figures, names = maker(dice)
        alarm = flagged(figures)
        name = dice.choice(names)
        table = figures[name]
        value = table["value"]
        factor = Decimal(dice.choice(("0.6", "0.7", "0.8", "0.9", "1.1", "1.2", "1.3", "1.5")))
        places = max(0, -int(Decimal(value).as_tuple().exponent))
        other = rounded(Decimal(value) * factor, places)
        if other == value:
            other = value + Decimal(1).scaleb(-places)
        changed = table | {"value": int(other) if isinstance(value, int) else other}
        yield maker.__name__, alarm, flagged(figures | {name: changed})


# ---- texts


def misprints(dice: random.Random, text: str) -> Iterator[str]:
    """A number with one other digit among the first three, or two digits changed."""
    places = [place for place, each in enumerate(text) if each.isascii() and each.isdigit()]
    if len(places) > 1 and dice.random() < 0.4:
        one = dice.randrange(min(3, len(places)) - 1)
        first, second = places[one], places[one + 1]
        swapped = list(text)
        swapped[first], swapped[second] = text[second], text[first]
        if places[one] != places[0] or text[second] != "0":
            yield "".join(swapped)
    if places:
        place = dice.choice(places[:3])
        first = place == places[0]
        digit = dice.choice([each for each in "123456789" if each != text[place]])
        yield text[:place] + (digit if first or digit else "0") + text[place + 1 :]


def still_fits(statement: Tested, which: int, place: int, value: Decimal) -> bool:
    """Whether a statement still holds if one of its figures had this value."""
    relation, figure, sides = statement.statement
    if relation == "growth-alone":
        return True  # found only if no whole number fits
    if which < 0:
        sign = -1 if figure.value < 0 else 1
        return test(
            statement.statement._replace(value=figure._replace(value=value * sign))
        ).verdict == (CONSISTENT)
    side = list(sides[which])
    sign = -1 if side[place].value < 0 else 1
    side[place] = side[place]._replace(value=value * sign)
    new = tuple(tuple(side) if number == which else each for number, each in enumerate(sides))
    return test(statement.statement._replace(sides=new)).verdict == CONSISTENT


def below_whole(statement: Tested, which: int, place: int, value: Decimal) -> bool:
    """Whether the parts would add up to less than their whole if one figure had this value."""
    relation, whole, sides = statement.statement
    if relation != "sum":
        return False
    parts = [each.value for each in sides[0]]
    if which >= 0:
        parts[place] = value
    return sum(parts) < (whole.value if which >= 0 else value)


def in_text(dice: random.Random, text: str) -> Iterator[tuple[str, bool, str]]:
    """For each planted error of a text: the relation, whether it was found, and the misprint."""
    from pjreport.quantities.reader import read

    for statement in audit_text(text):
        if (
            statement.outcome.verdict != CONSISTENT
            or statement.statement.relation == "growth-alone"
        ):
            continue
        figures = [(-1, 0, statement.figure)]
        for which, side in enumerate(statement.sides):
            figures += [(which, place, each) for place, each in enumerate(side)]
        which, place, chosen = dice.choice(figures)
        quantity = chosen.quantity
        for printed in misprints(dice, quantity.text):
            size = max(at for at, each in enumerate(printed) if each.isdigit()) + 1
            number = re.escape(quantity.text[:size])
            same = re.compile(rf"(?<![0-9.,]){number}(?![0-9]|[.,][0-9])")
            wrong = same.sub(printed[:size], text)
            start = len(same.sub(printed[:size], text[: quantity.start]))
            end = start + len(printed)
            new = [each for each in read(wrong) if start <= each.start < end]
            if len(new) != 1 or new[0].value is None or printed == quantity.text:
                continue
            if still_fits(statement, which, place, abs(new[0].value)):
                continue
            if below_whole(statement, which, place, abs(new[0].value)):
                continue
            found = any(
                each.outcome.verdict in FLAGGED
                and any(
                    one.quantity.start == start
                    for one in (each.figure, *(one for side in each.sides for one in side))
                )
                for each in audit_text(wrong)
            )
            line = text.count("\n", 0, quantity.start) + 1
            yield statement.statement.relation, found, f"{line}: {quantity.text} > {printed}"
            break


def main() -> None:
    """Print how many planted errors were found, by relation."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2100)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    dice = random.Random(options.seed)  # noqa: S311 - the same errors each time
    made, found, alarms = Counter[str](), Counter[str](), 0
    for relation, alarm, hit in in_bases(dice, options.count):
        made[relation] += 1
        found[relation] += hit
        alarms += alarm
    report("bases", made, found)
    print(f"bases that fit, and were flagged: {alarms} of {options.count}")
    made, found = Counter(), Counter()
    for path in options.texts:
        for relation, hit, misprint in in_text(dice, path.read_text(encoding="utf-8")):
            made[relation] += 1
            found[relation] += hit
            if options.misses and not hit:
                print(f"{path}:{misprint} ({relation})")
    if options.texts:
        report("texts", made, found)


def report(title: str, made: Counter[str], found: Counter[str]) -> None:
    """Print the counts of one part."""
    print(f"{title}: {found.total()} of {made.total()} planted errors found")
    for relation, count in sorted(made.items()):
        print(f"  {relation:14} {found[relation]} of {count}")


if __name__ == "__main__":
    main()
