"""What the figures of a sentence say of each other: growths, shares and parts of others."""

from collections.abc import Container, Mapping
from typing import Any

from ...audit.texts.entries import Entry
from ...audit.texts.mentions import BEFORE, CHANGE, GROWTH, LEVEL, SHARE
from ..passage import Part, Passage

Table = dict[str, Any]


def relate(
    passage: Passage, tables: Mapping[int, tuple[str, Table]], moved: Container[int]
) -> None:
    """Add to some stats what their sentences say they are of.

    `tables` are ids and tables by the start of the figure. `moved` are the starts of those that say
    how another one changed, and are no parts. A relation that the counts contradict is
    taken back later: the sentence may be about something else.
    """
    for start, (id, table) in tables.items():
        part = passage.parts.get(start)
        if part is not None and "form" not in table:
            found = of(part, id, table, tables)
            if start in moved:
                found.pop("part_of", None)
            table.update(found)


def of(
    part: Part, id: str, table: Table, tables: Mapping[int, tuple[str, Table]]
) -> dict[str, Any]:
    """The relations of one stat."""
    role, entry, _, mention = part
    level = stat(entry, tables)
    whole = stat(entry.whole, tables) if entry.whole is not None else None
    found: dict[str, Any] = {}
    if role in (GROWTH, CHANGE) and level and level[0] != id and "value" in table:
        alike = role == GROWTH or level[1].get("unit") == table.get("unit")
        if alike and "form" not in level[1]:
            found["growth_of"] = [level[0]]
            if mention.printed.value < 0 < table["value"]:
                found["value"] = -table["value"]
    elif role == SHARE and level and level[0] != id and "form" not in level[1]:
        found["rate_of"] = [level[0]]
        if (
            whole
            and whole[0] not in (id, level[0])
            and whole[1].get("unit") == level[1].get("unit")
        ):
            found["share_of"] = whole[0]
    elif (
        role == LEVEL
        and entry.part
        and whole
        and whole[0] != id
        and whole[1].get("unit") == table.get("unit")
        and "form" not in whole[1]
    ):
        found["part_of"] = whole[0]
    return found


def stat(entry: Entry, tables: Mapping[int, tuple[str, Table]]) -> tuple[str, Table] | None:
    """The stat of what an entry counts."""
    return tables.get(entry.level.quantity.start) if entry.level is not None else None


def of_the_year_before(part: Part | None) -> bool:
    """Whether a figure is of the year before."""
    return part is not None and part[0] == BEFORE
