"""The headings of fields in Chinese and English."""

from collections.abc import Sequence

from ..messages import tell
from ..model.kinds import BY_ID

TITLES = {  # field: Chinese, English
    "about": ("关于", "about"),
    "actions": ("做法", "actions"),
    "also": ("别名", "also called"),
    "batch": ("批次", "batch"),
    "breakdown": ("分类", "breakdown"),
    "by_kind": ("类型", "by kind"),
    "class": ("类别", "class"),
    "competition": ("赛事", "competition"),
    "computed": ("推算", "computed"),
    "date": ("日期", "date"),
    "draft": ("草稿", "draft"),
    "edition": ("届次", "edition"),
    "en": ("英文", "English"),
    "evidence": ("原文", "evidence"),
    "facts": ("条数", "facts"),
    "form": ("形式", "form"),
    "formula": ("算法", "formula"),
    "founded": ("创办", "founded"),
    "granted_by": ("授予单位", "granted by"),
    "growth_of": ("增长的是", "growth of"),
    "high": ("上限", "to"),
    "holders": ("人数", "holders"),
    "host": ("接待单位", "host"),
    "id": ("编号", "id"),
    "inferred": ("推断", "inferred"),
    "inputs": ("依据", "computed from"),
    "kind": ("类型", "kind"),
    "leader": ("主持人", "led by"),
    "level": ("级别", "level"),
    "lines": ("行", "lines"),
    "low": ("下限", "from"),
    "match": ("匹配", "match"),
    "medium": ("媒体", "medium"),
    "missing": ("未含", "missing"),
    "name": ("名称", "name"),
    "note_en": ("备注（英文）", "note"),
    "note_zh": ("备注", "note in Chinese"),
    "note": ("备注", "note"),
    "of": ("总数", "out of"),
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
    "share_of": ("占", "share of"),
    "state": ("核对", "state"),
    "step": ("精确到", "rounded to"),
    "title_en": ("职务（英文）", "title"),
    "title_zh": ("职务", "title in Chinese"),
    "title": ("职务", "title"),
    "topic": ("主题", "topic"),
    "type": ("类别", "type"),
    "unit": ("单位", "unit"),
    "unit_from": ("单位出处", "unit from"),
    "unit_from_line": ("单位出处行", "line of the unit"),
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
    "share_of": ("占比", "shares"),
    "visitor": ("来访", "visits"),
}


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
        pair = tell(" or ").join(f"{stem}_{lang}" for lang in ("zh", "en"))
        # The fields of `audit` and `proofread` have no titles here.
        titled = stem.removesuffix("<") in (INCOMING if stem.endswith("<") else {**TITLES, **BY_ID})
        for word in (title(stem, "zh"), title(stem, "en"), stem) if titled else (stem,):
            meant = field if stem == field else pair
            other = known.get(word, meant)  # 单位 is a unit and an organisation
            known[word] = meant if other == meant else tell(" or ").join([other, meant])
    name = "name" if "name" in fields else tell(" or ").join(("zh", "en"))
    if "zh" in fields or "name" in fields:
        known |= dict.fromkeys((*TITLES["name"], "label"), name)
    return known | {field: field for field in fields}
