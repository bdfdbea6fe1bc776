"""The fields of records, as JSON and `--fields` have them."""

from collections.abc import Iterable, Sequence

from .kinds import BY_ID, Kind

# The field `match` of a search result: where or how its words were found, the best first.
MATCHES = (
    *("id", "label", "evidence", "context", "note"),
    *("pinyin", "initials", "approximate"),
)

# These fields come after the kind's own.
LAST = (
    *("lines", "evidence", "inferred", "note_zh", "note_en", "also"),
    *("section", "state", "computed"),
)


def shown_by_all(kinds: Sequence[str]) -> list[str]:
    """The columns that the listings of all these kinds have."""
    columns = [BY_ID[kind].shown for kind in kinds]
    return [name for name in (columns or [()])[0] if all(name in each for each in columns)]


def record_fields(kind: type[Kind]) -> tuple[str, ...]:
    """The field names of a kind's records, in the order of JSON and of `--fields all`."""
    first = ("report", "id", "kind", "topic", "zh", "en", *(("value",) if kind.figure else ()))
    own = [name for name in kind.fields if name not in first and name not in LAST]
    last = LAST if kind.figure else LAST[:-1]
    return (*first, *own, *last)


def every_field(kinds: Iterable[str]) -> list[str]:
    """The fields of the records of all these kinds, in the order of JSON."""
    each = [name for kind in kinds for name in record_fields(BY_ID[kind])]
    last = [name for name in LAST if name in each]
    return [*dict.fromkeys(name for name in each if name not in last), *last]
