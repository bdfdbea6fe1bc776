"""Which facts of two reports belong together: by id, then by name, figures by unit and scope, too."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import NamedTuple

from ..model.base import FactBase, Record
from ..model.kinds import KINDS
from .names import ALIKE, alike, called, common, timeless

FIGURES = tuple(kind.id for kind in KINDS if kind.figure)
ID, NAME, PROPOSED, IMPLIED = "id", "name", "proposed", "implied"
MOST = 50  # figures without a counterpart in one unit and scope, among which renames are looked for


class Pair(NamedTuple):
    """A figure of the older report and of the newer one; one of them may be missing.

    `by` says why they belong together: `id`, `name`, `implied` (the newer report says what there
    was before), or `proposed` for names that are only similar.
    """

    older: Record | None
    newer: Record | None
    by: str = ""


def paired(older: FactBase, newer: FactBase, kinds: Collection[str] = FIGURES) -> list[Pair]:
    """All facts of some kinds: those of the newer report in their order, then what is left."""
    lang = common(older, newer)
    before, now = facts(older, kinds), facts(newer, kinds)
    found = {id: Pair(before[id], record, ID) for id, record in now.items() if id in before}
    left = [record for id, record in before.items() if id not in found]
    new = [record for id, record in now.items() if id not in found]
    if lang is not None:
        one, other = Naming(older, lang), Naming(newer, lang)
        for by, way in ((NAME, same_name), (PROPOSED, similar_name)):
            for first, second in way(left, new, one, other):
                found[second["id"]] = Pair(first, second, by)
            taken = {id(pair.older) for pair in found.values()}
            left = [each for each in left if id(each) not in taken]
            new = [each for each in new if each["id"] not in found]
    rest = [Pair(record, None) for record in left]
    return [found.get(id) or Pair(None, record) for id, record in now.items()] + rest


def facts(base: FactBase, kinds: Collection[str]) -> dict[str, Record]:
    """The facts of some kinds in a report by id."""
    return {id: each for id, each in base.records.items() if each["kind"] in kinds}


def figures(base: FactBase) -> dict[str, Record]:
    """The figures of a report by id, printed and computed."""
    return facts(base, FIGURES)


class Naming:
    """What a report calls its figures, units and scopes, in one language and without years."""

    def __init__(self, base: FactBase, lang: str) -> None:
        self.base = base
        self.lang = lang

    def term(self, record: Record, field: str) -> str:
        """The name of a figure's unit, scope or period; empty for none."""
        key = record.get(field)
        return timeless(self.base.term(f"{field}s", key, self.lang)) if key else ""

    def circumstances(self, record: Record) -> Hashable:
        """What must be the same in two figures of one name."""
        return self.term(record, "unit"), self.term(record, "scope")

    def names(self, record: Record) -> Iterator[str]:
        """What a figure is called."""
        return called(record, self.lang)


Names = Callable[[Record], Iterable[Hashable]]
Matches = Iterator[tuple[Record, Record]]


def same_name(left: list[Record], new: list[Record], one: Naming, other: Naming) -> Matches:
    """The figures that have one name, unit and scope, and are the only ones that do."""

    def keyed(records: list[Record], naming: Naming) -> dict[Hashable, list[Record]]:
        found: dict[Hashable, list[Record]] = defaultdict(list)
        for record in records:
            for name in dict.fromkeys(naming.names(record)):
                found[name, naming.circumstances(record)].append(record)
        return found

    before, now = keyed(left, one), keyed(new, other)
    seen: set[int] = set()
    for key, records in now.items():
        candidates = [*records, *before.get(key, ())]
        if len(records) == len(before.get(key, ())) == 1 and not seen & {*map(id, candidates)}:
            seen.update(map(id, candidates))
            yield before[key][0], records[0]


def similar_name(left: list[Record], new: list[Record], one: Naming, other: Naming) -> Matches:
    """The figures of one unit and scope whose names are similar, each the nearest of the other."""
    groups: dict[Hashable, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
    for side, records, naming in ((0, left, one), (1, new, other)):
        for record in records:
            groups[naming.circumstances(record)][side].append(record)
    for some in groups.values():
        if max(map(len, some)) > MOST:
            continue
        near = [[likeness(a, b, one.lang) for b in some[1]] for a in some[0]]
        for row, first in enumerate(some[0]):
            for column, second in enumerate(some[1]):
                others = (*near[row], *(each[column] for each in near))
                best = near[row][column]
                if best >= ALIKE and best == max(others) and others.count(best) == 2:
                    yield first, second


def likeness(older: Record, newer: Record, lang: str) -> float:
    """How similar the names of two figures are: the most similar ones of each."""
    return max(alike(a, b) for a in called(older, lang) for b in called(newer, lang))
