"""The fields of records: what listings, JSON and `--fields` have of each kind."""

from collections.abc import Iterable, Sequence

from .kinds import BY_ID, Kind

# What a search says of a fact: where or how its words were found.
MATCHES = (
    *("id", "label", "evidence", "context", "note"),
    *("pinyin", "initials", "approximate"),
)

# Where these stand in a record: after the fields of the kind itself.
LAST = ("lines", "evidence", "inferred", "note_zh", "note_en", "section", "state", "computed")


def shown_by_all(kinds: Sequence[str]) -> list[str]:
    """The columns that listings of each of these kinds have."""
    columns = [BY_ID[kind].shown for kind in kinds]
    return [name for name in (columns or [()])[0] if all(name in each for each in columns)]


def record_fields(kind: type[Kind]) -> tuple[str, ...]:
    """The field names of a kind's records, in the order of JSON and of `--fields all`."""
    first = ("report", "id", "kind", "topic", "zh", "en", *(("value",) if kind.figure else ()))
    own = [name for name in kind.fields if name not in first and name not in LAST]
    last = LAST if kind.figure else LAST[:-1]
    return (*first, *own, *last)


def every_field(kinds: Iterable[str]) -> list[str]:
    """The field names of the records of all these kinds, in the order of JSON."""
    each = [name for kind in kinds for name in record_fields(BY_ID[kind])]
    last = [name for name in LAST if name in each]
    return [*dict.fromkeys(name for name in each if name not in last), *last]
