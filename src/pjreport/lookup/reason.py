"""Why a fact was found: the text of it, or of a fact beside it, that holds what was searched."""

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from ..model.table import Marks
from . import display

TITLE = {"zh": "见于", "en": "found in"}


def why(base: FactBase, record: Record, lang: str, marks: Marks) -> str:
    """The text that shows why a fact was found: evidence, a title, a name; none if its own name does.

    `marks` finds in a text what was searched.
    """
    if marks(record[lang]):
        return ""
    kind = BY_ID[record["kind"]]
    if held := [text for text in record["evidence"] if marks(text)]:
        return display.BETWEEN[lang].join(held)
    names = [record[name] for name in kind.texts]
    for field in (*kind.terms, *kind.references):
        names += [
            display.name_of(base, record["kind"], field, item, lang)
            for item in items(record[field])
        ]
    others = referred(base, record)
    others += [last for each in others for last in referred(base, each)]
    others += [base.records[id] for _, id in base.incoming.get(record["id"], ())]
    for each in others:
        titles = [each[name] for name in BY_ID[each["kind"]].texts if each[name]]
        names += [each[lang], *(f"{each[lang]}{display.COMMA[lang]}{title}" for title in titles)]
    names += [display.cell(base, record["kind"], "topic", record["topic"], lang)]
    names += [record[name] for name in ("en", "zh", "note_zh", "note_en")]
    return next((text for text in names if text and marks(text)), "")


def referred(base: FactBase, record: Record) -> list[Record]:
    """The facts that a fact refers to."""
    fields = BY_ID[record["kind"]].references
    return [base.records[id] for field in fields for id in items(record[field])]
