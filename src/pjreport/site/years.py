"""Figures that several reports have, side by side."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ..lookup import display
from ..model.base import FactBase, Record
from ..model.fields import LANGUAGES
from .charts import Bar, drawn, length
from .facts import Both, anchor, both

YEAR = re.compile("[0-9]{4}")


class Row(NamedTuple):
    """A figure, and what each report says of it: None if it says nothing."""

    name: Both
    bars: Sequence[Bar | None]


class Comparison(NamedTuple):
    """Figures of one publisher by report, the earliest report first."""

    publisher: Both
    reports: Sequence[Both]
    rows: Sequence[Row]


def comparisons(bases: Sequence[FactBase]) -> list[Comparison]:
    """The figures that several reports of one publisher have under one id."""
    publishers: dict[Both, list[FactBase]] = {}
    for base in bases:
        names = both([base.report[f"publisher_{lang}"] for lang in LANGUAGES])
        publishers.setdefault(names, []).append(base)
    found = []
    for publisher, some in publishers.items():
        ordered = sorted(some, key=year)
        lots: dict[str, dict[int, Record]] = {}
        for number, base in enumerate(ordered):
            for record in base.select(["stats"]):
                lots.setdefault(record["id"], {})[number] = record
        if rows := [row(ordered, each) for each in lots.values() if len(each) > 1]:
            found.append(Comparison(publisher, [headed(base) for base in ordered], rows))
    return found


def headed(base: FactBase) -> Both:
    """The name of a report and of its period."""
    return both([f"{base.report[lang]} · {period(base, lang)}" for lang in LANGUAGES])


def year(base: FactBase) -> str:
    """The first year in the name of a report's period, to order reports by."""
    found = YEAR.search(period(base, "zh")) or YEAR.search(period(base, "en"))
    return found[0] if found else ""


def period(base: FactBase, lang: str) -> str:
    """The name of a report's period."""
    return base.term("periods", base.report["period"], lang)


def row(bases: Sequence[FactBase], found: dict[int, Record]) -> Row:
    """A figure of several reports. There are bars only if all have one unit and scope."""
    records = [*found.values()]
    sorts = {measured(bases[number], record) for number, record in found.items()}
    alike = len(sorts) == 1 and all(map(drawn, records))
    largest = max((Decimal(record["value"]) for record in records), default=0) if alike else 0
    latest = records[-1]
    return Row(
        both([latest[lang] for lang in LANGUAGES]),
        [
            bar(base, found[number], largest) if number in found else None
            for number, base in enumerate(bases)
        ],
    )


def measured(base: FactBase, record: Record) -> tuple[str, ...]:
    """What a figure is a number of: the names of its unit and its scope."""
    named = (("units", record["unit"]), ("scopes", record["scope"]))
    return tuple(
        base.term(group, key, lang) if key else "" for group, key in named for lang in LANGUAGES
    )


def bar(base: FactBase, record: Record, largest: Decimal | int) -> Bar:
    """What one report says. The bar is empty if the figures cannot be compared."""
    share = length(Decimal(record["value"]) / largest) if largest else ""
    return Bar(
        anchor(base.id, record["id"], several=True),
        both([record[lang] for lang in LANGUAGES]),
        both([display.figure(base, record, lang) for lang in LANGUAGES]),
        share,
    )
