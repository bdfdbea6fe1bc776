"""Facts as people read them: names instead of keys, and figures with their units."""

from collections.abc import Sequence
from decimal import Decimal
from time import strftime
from typing import Any

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.formula import plain
from ..model.kinds import BY_ID
from ..model.records import shown_by_all
from ..model.table import ROLES, Column

TITLES = {  # field: Chinese, English
    "about": ("关于", "about"),
    "actions": ("做法", "actions"),
    "also": ("别名", "also called"),
    "batch": ("批次", "batch"),
    "by_kind": ("类型", "by kind"),
    "class": ("类别", "class"),
    "competition": ("赛事", "competition"),
    "computed": ("推算", "computed"),
    "date": ("日期", "date"),
    "edition": ("届次", "edition"),
    "en": ("英文", "English"),
    "evidence": ("原文", "evidence"),
    "facts": ("条数", "facts"),
    "formula": ("算法", "formula"),
    "granted_by": ("授予单位", "granted by"),
    "growth_of": ("增长的是", "growth of"),
    "holders": ("人数", "holders"),
    "host": ("接待单位", "host"),
    "id": ("编号", "id"),
    "inferred": ("推断", "inferred"),
    "inputs": ("依据", "computed from"),
    "kind": ("类型", "kind"),
    "leader": ("主持人", "led by"),
    "level": ("级别", "level"),
    "lines": ("行", "lines"),
    "match": ("匹配", "match"),
    "medium": ("媒体", "medium"),
    "missing": ("未含", "missing"),
    "name": ("名称", "name"),
    "note_en": ("备注（英文）", "note"),
    "note_zh": ("备注", "note in Chinese"),
    "note": ("备注", "note"),
    "ordinal": ("序数", "ordinal"),
    "organisation": ("单位", "organisation"),
    "part_of": ("属于", "part of"),
    "parties": ("各方", "parties"),
    "period": ("时期", "period"),
    "place_en": ("版位（英文）", "place"),
    "place_zh": ("版位", "place in Chinese"),
    "place": ("版位", "place"),
    "qualifier": ("限定", "qualifier"),
    "rank": ("等次", "rank"),
    "rate_of": ("比率的是", "rate of"),
    "recipient": ("获得者", "recipient"),
    "recipient_group": ("获得者", "recipients"),
    "referenced_by": ("被引用", "referred to by"),
    "report": ("报告", "report"),
    "role": ("身份", "role"),
    "scope": ("范围", "scope"),
    "section": ("栏目", "section"),
    "state": ("核对", "state"),
    "title_en": ("职务（英文）", "title"),
    "title_zh": ("职务", "title in Chinese"),
    "title": ("职务", "title"),
    "topic": ("主题", "topic"),
    "type": ("类别", "type"),
    "unit": ("单位", "unit"),
    "value": ("数值", "value"),
    "visitor": ("来访者", "visitor"),
    "year": ("年份", "year"),
    "zh": ("中文", "Chinese"),
}
INCOMING = {  # titles for the facts that refer to a fact by this field
    "about": ("相关事实", "what is about it"),
    "competition": ("荣誉与数据", "honours and figures"),
    "granted_by": ("授予的荣誉", "honours granted"),
    "growth_of": ("增长率", "growth"),
    "holders": ("荣誉", "honour"),
    "host": ("接待的来访", "visits received"),
    "inputs": ("据此推算", "computed from it"),
    "leader": ("主持的成果", "works led"),
    "medium": ("报道", "coverage"),
    "organisation": ("人物", "people"),
    "part_of": ("其中", "of which"),
    "parties": ("协议", "agreements"),
    "rate_of": ("比率", "rate"),
    "recipient": ("荣誉", "honours"),
    "visitor": ("来访", "visits"),
}
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
    "unchecked": ("未核对", "unchecked"),
}
APPROXIMATE = ("近似", "approximate")
WORDS: dict[str, dict[Any, tuple[str, str]]] = {  # for the values of a field
    "qualifier": QUALIFIERS,
    "state": STATES,
    "computed": {True: ("是", "yes")},
    "formula": {
        "sum": ("相加", "sum"),
        "implied-base": ("由增长率反推", "base implied by the growth"),
        "implied-total": ("由比率反推", "total implied by the rate"),
    },
}
# These fields are shown in the cell of the value or of the recipient.
WITHIN = ("value", "unit", "holders", "recipient_group")
COMMA = {"zh": "，", "en": ", "}
BETWEEN = {"zh": "……", "en": " … "}  # fragments of the evidence
SEPARATOR = {"zh": "；", "en": "; "}
COMPUTED = {"zh": "（推算）", "en": " (computed)"}
INFERRED = {"zh": "（推断）", "en": " (inferred)"}


def title(field: str, lang: str) -> str:
    """The heading of a field's column."""
    if field in BY_ID:
        return BY_ID[field].name[0 if lang == "zh" else 1]
    titles = INCOMING if field.endswith("<") else TITLES
    return titles[field.removesuffix("<")][0 if lang == "zh" else 1]


def headings(fields: Sequence[str]) -> dict[str, str]:
    """The names and column titles of `fields`, each with the name to write instead."""
    known: dict[str, str] = {}
    for field in fields:
        stem = field.removesuffix("_zh").removesuffix("_en")
        pair = " or ".join(f"{stem}_{lang}" for lang in ("zh", "en"))
        # The fields of `audit` and `proofread` have no titles here.
        titled = stem.removesuffix("<") in (INCOMING if stem.endswith("<") else {**TITLES, **BY_ID})
        for word in (title(stem, "zh"), title(stem, "en"), stem) if titled else (stem,):
            meant = field if stem == field else pair
            other = known.get(word, meant)  # 单位 is a unit and an organisation
            known[word] = meant if other == meant else f"{other} or {meant}"
    known |= dict.fromkeys((*TITLES["name"], "label"), "zh or en")
    return known | {field: field for field in fields}


def columns(kinds: Sequence[str], lang: str, several: bool) -> list[Column]:
    """The columns of a listing of `kinds` for people. `several` reports need a column."""
    report = ["report"] if several else []
    value = ["value"] if any(BY_ID[kind].figure for kind in kinds) else []
    own = [
        name.removesuffix("_zh")
        for name in shown_by_all(kinds)
        if name not in WITHIN and not name.endswith("_en")  # one column for the pair
    ]
    spare = {name for kind in kinds[:1] for name in BY_ID[kind].spare}
    names = (*report, "id", "name", *value, *own, "lines")
    return [column(name, lang, spare=name in spare) for name in names]


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
    for name in ("name", "title", "place", "unit", "note_zh", "note_en"):
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
        case "date":
            month, day = map(int, value.split("-")[-2:])
            name = strftime("%B", (2000, month, day, 0, 0, 0, 0, 1, 0))
            return f"{month}月{day}日" if lang == "zh" else f"{day} {name}"
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
    """A figure with qualifier, sign and unit: `5228人次`, `+46.15%`, `13 medals (computed)`."""
    value: int | Decimal = record["value"]
    unit = base.vocabulary["units"][record["unit"]]
    name = unit.get("en_one", unit["en"]) if lang == "en" and value == 1 else unit[lang]
    sign = "+" if record.get("growth_of") and value > 0 else ""
    qualifier = record.get("qualifier")
    before = QUALIFIERS[qualifier][0 if lang == "zh" else 1] if qualifier else ""
    gap = "" if lang == "zh" or name.startswith(("%", "‰", "°")) else " "
    after = COMPUTED[lang] if record["computed"] else ""
    return f"{before}{sign}{plain(value)}{gap}{name}{after}"


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
