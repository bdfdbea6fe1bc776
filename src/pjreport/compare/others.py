"""Facts that are no figures: what is in both reports, what changed, and what is only in one."""

from collections.abc import Iterator

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from .comparison import CHANGED, ONLY_NEWER, ONLY_OLDER, REFUSED, SAME, Comparison
from .names import common, timeless
from .pairing import Pair, paired
from .refusal import Comparability

YEARLY = frozenset(("edition", "batch", "date", "year", "ordinal"))  # other in each report


def compare_kind(older: FactBase, newer: FactBase, kind: str) -> Iterator[Comparison]:
    """The facts of a kind in two reports. The `reasons` of a change are the fields that differ."""
    rules = Comparability(older, newer)
    lang = common(older, newer)
    for pair in paired(older, newer, [kind]):
        if pair.older is None or pair.newer is None:
            yield Comparison(pair, ONLY_NEWER if pair.older is None else ONLY_OLDER)
        elif against := rules.naming(pair):
            yield Comparison(pair, REFUSED, (against,))
        else:
            fields = tuple(changed(pair, older, newer, lang or older.languages[0]))
            yield Comparison(pair, CHANGED if fields else SAME, fields)


def changed(pair: Pair, older: FactBase, newer: FactBase, lang: str) -> Iterator[str]:
    """The fields in which a pair differs, apart from what each year changes."""
    assert pair.older is not None
    assert pair.newer is not None
    for field in BY_ID[pair.newer["kind"]].shown:
        before, now = said(older, pair.older, field, lang), said(newer, pair.newer, field, lang)
        if field not in YEARLY and [*map(timeless, before)] != [*map(timeless, now)]:
            yield field


def said(base: FactBase, record: Record, field: str, lang: str) -> list[str]:
    """The values of a field as people read them, in order."""
    kind = BY_ID[record["kind"]]
    texts = []
    for value in items(record.get(field)):
        if field in kind.terms:
            texts.append(base.term(kind.terms[field], value, lang))
        elif field in kind.references:
            texts.append(base.label(value, lang))
        else:
            texts.append(str(value))
    return sorted(texts)
