"""Facts as people read them: names instead of keys, and figures with their units."""

from collections.abc import Sequence
from typing import Any

from ..model.base import FactBase, Record
from ..model.factfile import own
from ..model.fields import items
from ..model.kinds import BY_ID
from ..model.records import added, shown_by_all
from ..model.table import ROLES, SPARE, Column
from ..quantities import notation
from .titles import title

QUALIFIERS = {
    "over": ("超", "over "),
    "nearly": ("近", "nearly "),
    "about": ("约", "about "),
    "at-least": ("至少", "at least "),
    "under": ("不到", "under "),
    "at-most": ("至多", "at most "),
}
STATES = {
    "verified": ("已核对", "verified"),
    "stale": ("核对后有改动", "stale"),
    "not-found": ("原文未见", "not found"),
    "not-shown": ("原文未证实", "not shown"),
    "unchecked": ("未核对", "unchecked"),
    "draft": ("草稿", "draft"),
}
APPROXIMATE = ("近似", "approximate")
WORDS: dict[str, dict[Any, tuple[str, str]]] = {  # for the values of a field
    "form": {"ratio": ("比", "ratio"), "fraction": ("分数", "fraction"), "rank": ("名次", "rank")},
    "qualifier": QUALIFIERS,
    "state": STATES,
    "computed": {True: ("是", "yes")},
    "draft": {True: ("是", "yes")},
    "formula": {
        "sum": ("相加", "sum"),
        "implied-base": ("由增长率反推", "base implied by the growth"),
        "implied-total": ("由比率反推", "total implied by the rate"),
    },
}
# These fields are shown in the cell of the value or of the recipient.
IN_VALUE = ("unit", "low", "high", "form")
WITHIN = ("value", *IN_VALUE, "of", "holders", "recipient_group")
COMMA = {"zh": "，", "en": ", "}
BETWEEN = {"zh": "……", "en": " … "}  # fragments of the evidence
SEPARATOR = {"zh": "；", "en": "; "}
COMPUTED = {"zh": "（推算）", "en": " (computed)"}
INFERRED = {"zh": "（推断）", "en": " (inferred)"}


def columns(
    kinds: Sequence[str], lang: str, several: bool, records: Sequence[Record] = ()
) -> list[Column]:
    """The columns of a listing of `kinds` for people. `several` reports need a column.

    Columns that came later are there if one of the `records` has something in them.
    """
    report = ["report"] if several else []
    value = ["value"] if any(BY_ID[kind].figure for kind in kinds) else []
    own = [
        name.removesuffix("_zh")
        for name in shown_by_all(kinds)
        if name not in WITHIN and not name.endswith("_en")  # one column for the pair
    ]
    own += [name for name in added(kinds, records) if name not in WITHIN]
    names = (*report, "id", "name", *value, *own, "lines", "evidence")
    return [column(name, lang, spare=name in SPARE) for name in names]


def column(name: str, lang: str, *, spare: bool = False) -> Column:
    """The column of a field."""
    return Column(name, title(name, lang), ROLES.get(name, "text"), spare)


def row(base: FactBase, record: Record, lang: str) -> Record:
    """Every field of a fact as text for people. Empty fields are left out."""
    shown: Record = {
        field: cell(base, record["kind"], field, value, lang)
        for field, value in record.items()
        if value is not None and value is not False and value != []
    }
    shown["name"] = record[lang]
    if "value" in record:
        shown["value"] = figure(base, record, lang)
    if "recipient_group" in record:
        shown["recipient"] = recipient(base, record, shown, lang)
    for pair in ("title", "place", "note"):
        if record.get(f"{pair}_{lang}"):
            shown[pair] = record[f"{pair}_{lang}"]
    for field in record["inferred"]:
        if field in shown:
            shown[field] += INFERRED[lang]
    return shown


def whole(base: FactBase, record: Record, lang: str) -> Record:
    """A fact as in `row`, with the ids of its references and the facts that refer to it."""
    shown = row(base, record, lang)
    # Other fields show these: both labels, titles, places and notes, and the value with its unit.
    only_filled = record.keys() - own(record, base.languages).keys()
    within = (*IN_VALUE, "of") if record.get("form") else IN_VALUE
    for name in ("name", "title", "place", *within, *only_filled, "note_zh", "note_en"):
        shown.pop(name, None)
    if "recipient_group" in shown:
        shown.pop("recipient")
    for field in BY_ID[record["kind"]].references:
        if record[field]:
            shown[field] = names_with_ids(base, items(record[field]), lang)
            if field in record["inferred"]:
                shown[field] += INFERRED[lang]
    pointing: dict[str, list[str]] = {}
    for field, id in base.incoming[record["id"]]:
        pointing.setdefault(f"{field}<", []).append(id)
    return shown | {field: names_with_ids(base, ids, lang) for field, ids in pointing.items()}


def names_with_ids(base: FactBase, ids: Sequence[str], lang: str) -> str:
    """The names of facts, with their ids."""
    return SEPARATOR[lang].join(f"{base.label(id, lang)} ({id})" for id in ids)


def reports(count: int, lang: str) -> str:
    """The line that replaces the names of too many reports."""
    return f"{count:,} 份报告" if lang == "zh" else f"{count:,} reports"


def number_of(count: int, lang: str) -> str:
    """The line below a table: how many facts it has."""
    return f"{count:,} 条事实" if lang == "zh" else f"{count:,} fact{'s' * (count != 1)}"


def nothing(lang: str) -> str:
    """The line that replaces a table without rows."""
    return "没有符合的事实" if lang == "zh" else "no facts"


def cell(base: FactBase, kind: str, field: str, value: Any, lang: str) -> str:
    """One field's value as text for people."""
    if field in WORDS:
        return WORDS[field][value][lang == "en"].strip()
    match field:
        case "lines":
            return line_numbers(value)
        case "date" | "founded":
            return notation.date(value, lang)
        case "section":
            return str(base.sections[value][lang])
        case "topic":
            return str(base.topics[value][lang])
        case "kind":
            return title(value, lang)
        case "match":
            return APPROXIMATE[lang == "en"] if value == "approximate" else str(value)
        case "inferred":
            names = (field.removesuffix("_zh").removesuffix("_en") for field in value)
            return SEPARATOR[lang].join(dict.fromkeys(title(name, lang) for name in names))
    return SEPARATOR[lang].join(name_of(base, kind, field, item, lang) for item in items(value))


def name_of(base: FactBase, kind: str, field: str, value: Any, lang: str) -> str:
    """The label of a term or fact, or the value itself."""
    if group := BY_ID[kind].terms.get(field):
        return base.term(group, value, lang)
    if field in BY_ID[kind].references:
        return base.label(value, lang)
    return str(value)


def figure(base: FactBase, record: Record, lang: str) -> str:
    """A figure with qualifier, sign and unit: `5228人次`, `+46.15%`, `13 medals (computed)`.

    It is written in a language of the report, as its unit is.
    """
    spoken = lang if lang in base.languages else base.languages[0]
    said = notation.written(record, spoken)
    qualifier = record.get("qualifier") or (None if said.exact else "about")
    before = QUALIFIERS[qualifier][spoken == "en"] if qualifier else ""
    after = COMPUTED[lang] if record["computed"] else ""
    return f"{before}{said.number}{unit_of(base, record, said.number, spoken)}{said.tail}{after}"


def unit_of(base: FactBase, record: Record, number: str, lang: str) -> str:
    """The unit behind a number, with the space before it; empty for a figure without a unit."""
    if record["unit"] is None:
        return ""
    unit = base.vocabulary["units"][record["unit"]]
    name: str = unit.get("en_one", unit["en"]) if lang == "en" and number == "1" else unit[lang]
    gap = "" if lang == "zh" or name.startswith(("%", "‰", "°")) else " "
    return gap + name


def recipient(base: FactBase, record: Record, shown: Record, lang: str) -> str:
    """Who received an honour: a name, or a group and its number."""
    named = [shown[field] for field in ("recipient", "recipient_group") if field in shown]
    if record["holders"]:
        named.append(figure(base, base.records[record["holders"]], lang))
    return COMMA[lang].join(named)


def line_numbers(lines: Sequence[int]) -> str:
    """Line numbers for people. Three or more in a row are shortened."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line - runs[-1][-1] == 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
