"""JSON lines of whole bases: a head for each report, and a line for each of its facts.

They have the keys and values of the TOML file, without computed values.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from ..model.base import FactBase, Record
from ..model.factfile import own
from ..model.fields import LANGUAGES
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
    yield from (line(record, base.languages) for record in base.records.values())


def head(base: FactBase) -> str:
    """The line of a report: its tables without the facts."""
    langs = base.languages

    def own_names(group: dict[str, Any]) -> dict[str, Any]:
        return {key: own(each, langs) for key, each in group.items()}

    tables: dict[str, Any] = {
        "schema": 1,
        "report": own(base.report, langs),
        "topics": own_names(base.topics),
        "vocabulary": {key: own_names(group) for key, group in base.vocabulary.items()},
    }
    if base.sections:
        tables["sections"] = own_names(base.sections)
    if base.ignored:
        tables["ignored"] = [own(each, langs) for each in base.ignored]
    return encode(tables) + "\n"


def line(record: Record, langs: tuple[str, ...]) -> str:
    """The line of a fact: its report, its id, its kind, and the fields of its table."""
    place = {name: record[name] for name in ("report", "id", "kind")}
    return encode(place | table(record, langs)) + "\n"


def table(record: Record, langs: tuple[str, ...] = LANGUAGES) -> dict[str, Any]:
    """A fact's table as in the TOML file of a report in some languages, without empty fields."""
    fields = BY_ID[record["kind"]].fields
    return own({name: record[name] for name in fields if record[name] not in (None, [])}, langs)
