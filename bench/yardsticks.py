#!/usr/bin/env python3
"""Count how much of public and unseen texts is read rightly.

    bench/yardsticks.py {numbers,reports,check,grounding,drafts}... --at FOLDER [--misses] [--reader MODULE]

FOLDER holds the yardsticks, each in a folder of its own with a README. `numbers` are cases of how
numbers are written. `reports` are reports in which every figure is written out. `grounding` are
drafts of news with annotated pieces, and `drafts` true, false and absent sentences on the reports;
both are compared with their texts. `check` makes bases of the
reports, right and with mistakes, and checks them. `--misses` lists what was not read or judged rightly. `--reader` names another module with a function `read`.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from pjreport.vocabulary import words

JUDGED = ("grounding", "drafts")
CLOSE = Decimal("0.0000001")
ROUNDED = Decimal("0.005")
MEASURES = (*words("measures"), *words("measures.behind-digits"), *words("measures.longer"))
SAME = {"dollars": "$", "pounds": "£", "euros": "€"}
PLURALS = {"people": "person", "children": "child", "feet": "foot", "per": "", "%": "%"}


def close(one: Any, other: Any, by: Decimal = CLOSE) -> bool:
    """Whether two numbers are the same, as far as a yardstick prints them."""
    if one is None or other is None:
        return one is other
    return abs(Decimal(one) - Decimal(other)) <= by * max(1, abs(Decimal(other)))


def values(figure: Any) -> list[tuple[Decimal, bool]]:
    """The numbers of a figure: its value or its ends; and a share as a rounded part of one."""
    found = [each for each in (figure.value, figure.low, figure.high) if each is not None]
    parts = [(each / 100, True) for each in found] if figure.unit == "%" else []
    return [(each, False) for each in found] + parts


# ---- numbers


def ends(printed: str) -> list[Decimal]:
    """The numbers of an expected value: 65%, (20,35], 1E-12."""
    return [Decimal(each) for each in re.findall(r"-?[0-9.]+(?:E[+-]?[0-9]+)?", printed)]


def counted(name: str, case: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether an expected figure counts: it has a number that can be read."""
    if found["value"] in (None, "null") or found["type"] == "ordinal.relative":
        return False
    if name != "zh-number":
        return True
    behind = case["text"][found["end"] + 1 :].lstrip()
    alone = not case["text"][: found["start"]].strip() and not behind
    return alone or behind.startswith(MEASURES)


def numbers(folder: Path, read: Callable[[str], list[Any]], show: bool) -> Iterator[str]:
    """One line a file: how many of the expected values are read."""
    for path in sorted(folder.glob("*.jsonl")):
        right = total = quiet = empty = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            figures = read(case["text"])
            got = [value for figure in figures for value in values(figure)]
            if not case["found"]:
                empty += 1
                quiet += not figures
            for found in case["found"]:
                if not counted(path.stem, case, found):
                    continue
                total += 1
                good = all(
                    any(close(each, end, ROUNDED if share else CLOSE) for each, share in got)
                    for end in ends(found["value"])
                )
                right += good
                if show and not good:
                    read_as = "; ".join(f"{each.text} = {each.value}" for each in figures)
                    yield f"  {path.stem}: {case['text'][:90]!r}: {found['text']!r} is {found['value']}; read: {read_as}"
        share = 100 * right / total if total else 100
        yield f"{path.stem:16} {right:4} of {total:4} {share:6.1f} %; nothing read in {quiet} of {empty} texts without"


# ---- reports


def singular(word: str) -> str:
    """A unit without its plural ending."""
    word = PLURALS.get(word, word)
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plain(unit: str) -> str:
    """A unit as it is compared."""
    return SAME.get(unit.lower(), unit.lower().replace("（", "(").replace("）", ")"))


def unit_right(truth: dict[str, Any], figure: Any) -> bool:
    """Whether a unit is the expected one; where the text prints none, none may be read."""
    wanted = [plain(truth["unit"] or ""), *map(plain, truth.get("unit_alt", []))]
    got = plain(figure.unit)
    if truth["kind"] == "year" or any(each.lower() == got for each in wanted):
        return True
    if got == "%" and "fraction" in truth:
        return True
    if any(each.removeprefix("个") == got.removeprefix("个") for each in wanted):
        return True
    for each in wanted:
        per = each.lower().split(" per ")[0].split(" a ")[0]
        if got and singular(per.split(" ")[-1]) == singular(got.split(" ")[-1]):
            return True
        if not got and (not per or per not in truth["text"].lower()):
            return True
    return False


def value_right(truth: dict[str, Any], figure: Any) -> bool:
    """Whether the value, or both ends, are the expected ones."""
    if truth["value"] is None and "low" not in truth:
        return True  # a date without a year
    if "low" in truth and truth["value"] is None:
        return close(figure.low, truth["low"]) and close(figure.high, truth["high"])
    wanted = {Fraction(truth["value"])}
    wanted |= {Fraction(each) for each in truth.get("value_alt", [])}
    if "fraction" in truth:
        wanted |= {Fraction(truth["fraction"]), Fraction(truth["fraction"]) * 100}
    exact = [Decimal(each.numerator) / each.denominator for each in wanted]
    by = ROUNDED if figure.unit == "%" else CLOSE
    return figure.value is not None and any(
        close(figure.value, each) or abs(figure.value - each) <= by for each in exact
    )


def place(truth: dict[str, Any], text: str, starts: list[int], used: Counter[Any]) -> int:
    """The offset of an expected figure in its text."""
    start = starts[truth["line"] - 1]
    if "col" in truth:
        return start + int(truth["col"])
    digits = re.match(r"\(?\W?\d[\d,.]*\w*|.+", truth["text"])
    assert digits is not None
    wanted = re.compile(rf"(?<![\w,.]){re.escape(digits[0])}(?![\w])", re.IGNORECASE)
    found = list(wanted.finditer(text, start)) or [
        re.compile(re.escape(digits[0])).search(text, start)
    ]
    key = (truth["line"], digits[0])
    used[key] += 1
    each = found[min(used[key], len(found)) - 1]
    return each.start() if each else start


def reports(folder: Path, read: Callable[[str], list[Any]], show: bool) -> Iterator[str]:
    """One line a report: figures right in value, unit and qualifier, and what is none."""
    sums: Counter[str] = Counter()
    for path in sorted(folder.glob("*/truth.json")):
        name = path.parent.name
        text = (path.parent / "source.txt").read_text(encoding="utf-8")
        truths = json.loads(path.read_text(encoding="utf-8"))
        starts = [0, *(each.end() for each in re.finditer("\n", text))]
        figures = read(text)
        counts: Counter[str] = Counter()
        taken = set()
        used: Counter[Any] = Counter()
        for truth in truths["figures"]:
            start = place(truth, text, starts, used)
            end = start + len(truth["text"])
            over = [each for each in figures if each.start < end and start < each.end]
            taken |= set(map(id, over))
            best = max(over, key=lambda each: value_right(truth, each), default=None)
            if truth.get("optional"):
                continue
            counts["figures"] += 1
            value = best is not None and value_right(truth, best)
            unit = value and unit_right(truth, best)
            qualifier = value and best.qualifier in (
                truth["qualifier"],
                *truth.get("qualifier_alt", []),
            )
            kind = value and best.kind in (truth["kind"], *truth.get("kind_alt", []))
            if truth["kind"] == "year" and best is not None and best.kind == "date":
                kind = True
            counts.update(
                value=value, unit=unit, qualifier=qualifier, kind=kind, right=unit and qualifier
            )
            if show and not (unit and qualifier):
                said = (
                    truth["value"] or (truth.get("low"), truth.get("high")),
                    truth["unit"],
                    truth["qualifier"],
                )
                yield f"  {name}:{truth['line']}: {truth['text']!r} is {said}; read: {brief(best)}"
        counts["read"] = len(figures)
        for figure in figures:
            if id(figure) not in taken:
                counts["none"] += 1
                if show:
                    line = sum(each <= figure.start for each in starts)
                    yield f"  {name}:{line}: no figure: {brief(figure)}"
        yield summary(name, counts)
        sums += counts
    yield summary("all", sums)


def brief(figure: Any) -> str:
    """A figure in a few words."""
    if figure is None:
        return "nothing"
    value = figure.value if figure.value is not None else (figure.low, figure.high)
    return f"{figure.text!r} {value} {figure.unit!r} {figure.qualifier} {figure.kind}"


def summary(name: str, counts: Counter[str]) -> str:
    """The line of a report."""
    total = max(1, counts["figures"])
    parts = [
        f"{each} {100 * counts[each] / total:.1f} %"
        for each in ("right", "value", "unit", "qualifier", "kind")
    ]
    none = f"{counts['none']} of {counts['read']} read are none ({100 * counts['none'] / max(1, counts['read']):.1f} %)"
    return f"{name:16} {counts['figures']:4} figures: {', '.join(parts)}; {none}"


# ---- texts against their source


def verdicts(text: str, draft: str) -> list[Any]:
    """The verdicts on a draft that was made from a text."""
    from pjreport.proofread.proofreader import Proofreader

    return list(Proofreader.of_text(text, "source").read(draft))


def touching(found: list[Any], draft: str, piece: str) -> list[Any]:
    """The verdicts on what stands in a piece of a draft."""
    start = draft.find(piece)
    line = draft.count("\n", 0, start) + 1
    column = start - draft.rfind("\n", 0, start)
    return [
        each
        for each in found
        if each.place.line == line
        and each.place.column < column + len(piece)
        and column < each.place.column + len(each.text)
    ]


def grounding(folder: Path, show: bool) -> Iterator[str]:
    """How many of the wrong and of the right pieces are flagged: anything but backed."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found = verdicts(case["source"], case["draft"])
            for mark in case["marks"]:
                hit = touching(found, case["draft"], mark["text"])
                flagged = any(each.verdict != "backed" for each in hit)
                sort = "right" if mark["supported"] else "wrong"
                counts.update([sort, f"{sort} flagged"] if flagged else [sort])
                said = hit and any(read_number(case["source"], each.text) for each in hit)
                if mark["supported"] and hit and not said:
                    counts["nowhere"] += 1
                if show and flagged == mark["supported"]:
                    which = "; ".join(f"{each.text} {each.verdict} {each.why}" for each in hit)
                    yield f"  {case['id']}: {sort}, {'flagged' if flagged else 'passed'}: {mark['text']!r}: {which or 'nothing read'}"
    for sort in ("wrong", "right"):
        share = 100 * counts[f"{sort} flagged"] / max(1, counts[sort])
        yield f"grounding: {counts[f'{sort} flagged']} of {counts[sort]} {sort} pieces flagged, {share:.1f} %"
    yield f"grounding: {counts['nowhere']} right pieces have a number that the source has nowhere"


def read_number(source: str, text: str) -> bool:
    """Whether the first number of a text stands in a source in some form."""
    from pjreport.quantities.reader import read

    if text in source:
        return True
    got = {value for figure in read(source) for value in values(figure)}
    return any(value in got for figure in read(text) for value in values(figure))


def drafts(folder: Path, show: bool) -> Iterator[str]:
    """How many sentences are judged rightly, and how many of their figures are backed."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*/drafts.json")):
        text = (path.parent / "source.txt").read_text(encoding="utf-8")
        for case in json.loads(path.read_text(encoding="utf-8")):
            given = [each.verdict for each in verdicts(text, case["sentence"])]
            sort = case["verdict"]
            backed = bool(given) and set(given) == {"backed"}
            counts.update([sort, *(f"{sort} {each}" for each in given)])
            counts[f"{sort} figures"] += len(given)
            wrong = backed if sort != "true" else "contradicted" in given
            wrong = wrong or (sort == "absent" and "contradicted" in given)
            counts[f"{sort} wrong"] += wrong
            counts[f"{sort} all backed"] += backed
            if show and (wrong or (sort == "true" and not backed)):
                yield f"  {path.parent.name}: {sort}: {case['sentence']}: {', '.join(given) or 'nothing read'}"
    for sort, what in (
        ("false", "backed"),
        ("absent", "backed or contradicted"),
        ("true", "contradicted"),
    ):
        yield f"drafts: {counts[f'{sort} wrong']} of {counts[sort]} {sort} sentences {what}"
    share = 100 * counts["true backed"] / max(1, counts["true figures"])
    yield f"drafts: {counts['true backed']} of {counts['true figures']} figures of true sentences backed, {share:.1f} %"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("yardsticks", nargs="+", choices=["numbers", "reports", "check", *JUDGED])
    parser.add_argument("--at", type=Path, required=True, help="the folder of the yardsticks")
    parser.add_argument("--misses", action="store_true", help="list what was not read rightly")
    parser.add_argument("--reader", default="pjreport.quantities.reader")
    options = parser.parse_args()
    read = import_module(options.reader).read
    for each in options.yardsticks:
        if each == "check":
            of = import_module("reports_check")
            for line in of.told(of.measure(options.at / "reports", of.STYLES)):
                sys.stdout.write(f"{line}\n")
            continue
        if each in JUDGED:
            lines = (
                grounding(options.at / each, options.misses)
                if each == "grounding"
                else drafts(options.at / "reports", options.misses)
            )
            for line in lines:
                sys.stdout.write(f"{line}\n")
            continue
        run = numbers if each == "numbers" else reports
        for line in run(options.at / each, read, options.misses):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
