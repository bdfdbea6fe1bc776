"""`compare`: the figures of two reports, or of one report and the year before it."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

from ...audit.statement import IMPOSSIBLE
from ...compare.comparison import (
    ONLY_NEWER,
    ONLY_OLDER,
    SAME,
    VERDICTS,
    Comparison,
    compare,
    compare_implied,
    counts_of,
)
from ...compare.others import compare_kind
from ...compare.sentences import VERDICTS as WORDS
from ...compare.sentences import Wording, span
from ...errors import NotFoundError, UsageError
from ...lookup import display
from ...lookup.titles import TITLES as KNOWN
from ...lookup.titles import title
from ...lookup.verdicts import signed
from ...messages import english, tell
from ...model.base import Chain, FactBase, Record
from ...model.kinds import BY_ID
from ...model.table import Row
from ...text import suggest
from .. import output
from ..bases import open_bases
from ..interface.choices import names
from ..interface.parser import Options
from ..session import Session
from .listing import kinds_of

FIELDS = [
    *(
        "id",
        "zh",
        "en",
        "topic",
        "verdict",
        "reasons",
        "before",
        "value",
        "unit",
        "difference",
        "growth",
    ),
    *("printed", "agreement", "finding", "id_before", "paired", "computed"),
    *("before_low", "before_high", "low", "high", "difference_low", "difference_high"),
    *(
        "growth_low",
        "growth_high",
        "qualifier_before",
        "qualifier",
        "printed_by",
        "rounding",
        "years_apart",
    ),
    *("lines_before", "evidence_before", "lines", "evidence", "report_before", "report"),
]
USUAL = FIELDS[: FIELDS.index("computed") + 1]
OTHERS = ["id", "name", "finding"]  # of facts that are no figures
SHOWN = ["id", "name", "before", "value", "difference", "growth", "finding"]
BY_TOPIC = ["topic", "zh", "en", *VERDICTS, "impossible"]
TITLES = {
    "reasons": ("缘由", "reasons"),
    "before": ("前值", "before"),
    "value": ("现值", "now"),
    "difference": ("增减", "difference"),
    "growth": ("增长", "growth"),
    "printed": ("所印增长", "printed growth"),
    "agreement": ("是否相合", "agreement"),
    "finding": ("说明", "finding"),
    "id_before": ("旧编号", "id before"),
    "paired": ("配对", "paired by"),
    "evidence_before": ("旧原文", "evidence before"),
    "lines_before": ("旧行", "lines before"),
    "verdict": ("结论", "verdict"),
    "impossible": ("所印增长不合", "growth does not fit"),
}
BEFORE = {  # fields of the older figure
    "value": "before",
    "low": "before_low",
    "high": "before_high",
    "qualifier": "qualifier_before",
    "lines": "lines_before",
    "evidence": "evidence_before",
}
TITLES |= WORDS
PAIRED = {
    "id": ("编号", "id"),
    "name": ("名称", "name"),
    "proposed": ("名称相近", "similar name"),
    "implied": ("增长率", "growth"),
}
POINTS = ("个百分点", "percentage points")


def run(options: Options) -> None:
    """Print what changed from one report to the next. Exits as `--exit-code` says."""
    session = Session(options)
    if options.by is not None:
        suggest.checked("grouping", options.by, names("groupings"))
    if options.kind is not None:
        [options.kind] = kinds_of(options.kind)
    older, newer = reports(session, options.reports)
    found = comparisons(older, newer, options.kind)
    rows = Rows(older, newer, session)
    if options.by is None:
        people = session.format.people
        facts = SHOWN if options.kind is None or BY_ID[options.kind].figure else OTHERS
        shown = facts if people else FIELDS if session.format.whole else USUAL
        table = [rows.shown(each) if people else rows.row(each) for each in found]
        session.list_rows(table, shown, [*FIELDS, "name"], titles=TITLES)
    else:
        table = [*by_topic(found, older, newer)]
        shown = ["name", *BY_TOPIC[3:]] if session.format.people else BY_TOPIC
        table = [row | {"name": row[session.lang]} for row in table]
        session.list_rows(table, shown, [*BY_TOPIC, "name"], titles=TITLES)
    output.complain(f"pjreport: {summary(found, older, newer)}")
    if options.exit_code and any(each.verdict != SAME for each in found):
        raise NotFoundError


def comparisons(older: FactBase | None, newer: FactBase, kind: str | None) -> list[Comparison]:
    """The figures compared, or the facts of another kind. Raises `UsageError` for one report alone."""
    if kind is not None and not BY_ID[kind].figure:
        if older is None:
            raise UsageError(
                tell("only one report, and {kind} have no year before; name two reports", kind=kind)
            )
        return [*compare_kind(older, newer, kind)]
    return [*(compare_implied(newer) if older is None else compare(older, newer))]


def reports(session: Session, given: list[str]) -> tuple[FactBase | None, FactBase]:
    """The older report, or None for the year before, and the newer report.

    Raises `UsageError` if they are not one or two.
    """
    if len(given) > 2:
        raise UsageError(
            tell("{count} reports; give the older one and the newer one", count=len(given))
        )
    if given:
        found = [report(each, session) for each in given]
    else:
        found = [*session.bases][:3]
        if len(found) > 2:
            raise UsageError(tell("more than two reports; name the older one and the newer one"))
    return (found[0] if len(found) == 2 else None, found[-1])


def report(name: str, session: Session) -> FactBase:
    """The report in a file, or the one with this id among the bases asked for."""
    if not os.path.exists(name):
        if name in session.bases:
            return session.bases.of_report(name)
        ids = [base.id for base in session.bases]
        meant = suggest.meant(name, {id: id for id in ids}, ids)
        raise NotFoundError(tell("no file and no report '{name}'; {meant}", name=name, meant=meant))
    found: Chain = open_bases([name])
    if len(found) != 1:
        raise UsageError(
            tell(
                "{count} reports in {name}; use --facts {name2} and name them by id",
                count=len(found),
                name=name,
                name2=name,
            )
        )
    return next(iter(found))


class Rows:
    """Comparisons as rows of the output."""

    def __init__(self, older: FactBase | None, newer: FactBase, session: Session) -> None:
        self.older, self.newer = older, newer
        self.lang = session.lang
        self.counts = counts_of(newer)
        self.wording = Wording(older, newer, self.lang)

    def row(self, one: Comparison) -> Row:
        """A comparison as data."""
        older, newer = one.pair.older or {}, one.pair.newer or {}
        record = newer or older
        row = {name: record.get(name) for name in ("id", "zh", "en", "topic", "unit")}
        row |= {name: newer.get(name) for name in ("value", "low", "high", "qualifier")}
        row |= {name: newer.get(name) or [] for name in ("lines", "evidence")}
        empty: Row = {"lines": [], "evidence": []}
        row |= {field: older.get(name, empty.get(name)) for name, field in BEFORE.items()}
        for name, found in (("difference", one.difference), ("growth", one.growth)):
            ends = (None, None, None) if found is None else found
            row |= dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
        printed = one.printed.record if one.printed else {}
        return row | {
            "verdict": one.verdict,
            "reasons": list(one.reasons),
            "printed": printed.get("value"),
            "printed_by": printed.get("id"),
            "agreement": one.agreement,
            "rounding": one.rounding or None,
            "years_apart": one.years,
            "paired": one.pair.by or None,
            "computed": bool(older.get("computed") or newer.get("computed")),
            "id_before": older.get("id") if self.older else None,
            "report_before": self.older.id if self.older and older else None,
            "report": self.newer.id if newer else None,
            "finding": self.finding(one),
        }

    def finding(self, one: Comparison) -> str:
        """What is to be said of a comparison."""
        printed = one.printed and display.figure(self.newer, one.printed.record, self.lang)
        called = {field: title(field, self.lang) for field in one.reasons if field in KNOWN}
        return self.wording.finding(one, printed or "", called)

    def shown(self, one: Comparison) -> Row:
        """A comparison for people: figures with their units, words for keys."""
        english = self.lang == "en"
        older, newer = one.pair.older, one.pair.newer
        row = self.row(one) | {"name": (newer or older or {})[self.lang]}
        row["before"] = figure(self.older or self.newer, older, self.lang)
        row["value"] = figure(self.newer, newer, self.lang)
        unit = ""
        if newer is not None and newer.get("unit") in self.counts.percents:
            unit = POINTS[english]
        row["difference"] = span(one.difference, unit, self.lang) if one.difference else ""
        row["growth"] = span(one.growth, "%", self.lang) if one.growth else ""
        row["verdict"] = WORDS[one.verdict][english]
        row["reasons"] = "; ".join(one.reasons)
        row["paired"] = PAIRED[one.pair.by][english] if one.pair.by else ""
        alone = one.verdict in (ONLY_NEWER, ONLY_OLDER)
        if alone or (one.verdict == SAME and one.difference is None):
            texts = filter(None, (row["verdict"], row["finding"]))
            row["finding"] = display.SEPARATOR[self.lang].join(texts)
        elif one.agreement is not None:
            row["finding"] = signed(one.agreement, row["finding"])
        return row


def figure(base: FactBase, record: Record | None, lang: str) -> str:
    """A figure with its unit; empty for none."""
    if record is None or not BY_ID[record["kind"]].figure:
        return ""
    return display.figure(base, record, lang)


def by_topic(found: Iterable[Comparison], older: FactBase | None, newer: FactBase) -> Iterator[Row]:
    """A row for each topic: how many figures have each verdict."""
    counted: dict[str, Counter[str]] = {}
    for one in found:
        record = one.pair.newer or one.pair.older or {}
        topic = counted.setdefault(record["topic"], Counter())
        topic[one.verdict] += 1
        topic["impossible"] += one.agreement == IMPOSSIBLE
    for key, numbers in counted.items():
        names = newer.topics.get(key) or (older or newer).topics[key]
        row = {name: numbers[name] for name in BY_TOPIC[3:]}
        yield {"topic": key, "zh": names["zh"], "en": names["en"], **row}


def summary(found: Iterable[Comparison], older: FactBase | None, newer: FactBase) -> str:
    """How many figures have each verdict."""
    numbers = Counter(each.verdict for each in found)
    before = older.id if older else tell("the year before")
    said = [f"{numbers[each]} {WORDS[each][english()]}" for each in VERDICTS if numbers[each]]
    return f"{before} -> {newer.id}: {', '.join(said) or tell('no figures')}"
