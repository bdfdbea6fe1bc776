"""JSON lines of whole bases: a head for each report, and a line for each of its facts.

They have the keys and values of the TOML file, without computed values.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from ..model.base import FactBase, Record
from ..model.kinds import BY_ID
from ..render.json import encode


def write(path: str, bases: Iterable[FactBase], kinds: Collection[str]) -> int:  # noqa: ARG001
    """Write whole bases to the file at `path`. Returns the number of facts. Raises `OSError`."""
    facts = 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for base in bases:
            file.writelines(lines(base))
            facts += len(base.records)
    return facts


def lines(base: FactBase) -> Iterator[str]:
    """The lines of a base, each with its line feed."""
    yield head(base)
    yield from map(line, base.records.values())


def head(base: FactBase) -> str:
    """The line of a report: its tables without the facts."""
    tables: dict[str, Any] = {
        "schema": 1,
        "report": base.report,
        "topics": base.topics,
        "vocabulary": base.vocabulary,
    }
    if base.sections:
        tables["sections"] = base.sections
    if base.ignored:
        tables["ignored"] = base.ignored
    return encode(tables) + "\n"


def line(record: Record) -> str:
    """The line of a fact: its report, its id, and the fields of its table."""
    return encode({"report": record["report"], "id": record["id"]} | table(record)) + "\n"


def table(record: Record) -> dict[str, Any]:
    """A fact's table as in the TOML file, without empty fields."""
    fields = BY_ID[record["kind"]].fields
    return {name: record[name] for name in fields if record[name] not in (None, [])}
