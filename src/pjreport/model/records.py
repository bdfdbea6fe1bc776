"""The fields of records, as JSON and `--fields` have them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from .kind import Kind
from .kinds import BY_ID

# The field `match` of a search result: where or how its words were found, the best first.
MATCHES = (
    *("id", "label", "evidence", "context", "note"),
    *("pinyin", "initials", "approximate"),
)

# These fields come after the kind's own.
COMPUTED = ("value", "low", "high", "qualifier")  # of a computed figure, and not in a file
LAST = (
    *("lines", "evidence", "inferred", "note_zh", "note_en", "also"),
    *("section", "state", "computed", "draft"),
)


def shown_by_all(kinds: Sequence[str]) -> list[str]:
    """The columns that the listings of all these kinds have."""
    columns = [BY_ID[kind].shown for kind in kinds]
    return [name for name in (columns or [()])[0] if all(name in each for each in columns)]


def added(kinds: Iterable[str], records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns of these kinds that came later: of each kind all or none.

    They are there if one of the records has something in them, so that a listing without such
    records looks as it did before there were such columns.
    """
    needing = {
        record["kind"]
        for record in records
        if any(record[name] is not None for name in BY_ID[record["kind"]].added)
    }
    names = (BY_ID[kind].added for kind in kinds if kind in needing)
    return list(dict.fromkeys(chain.from_iterable(names)))


def record_fields(kind: type[Kind]) -> tuple[str, ...]:
    """The field names of a kind's records, in the order of JSON and of `--fields all`."""
    first = ("report", "id", "kind", "topic", "zh", "en", *(("value",) if kind.figure else ()))
    own = [name for name in kind.fields if name not in first and name not in LAST]
    own += COMPUTED[1:] if kind.computed else ()
    last = LAST if kind.figure else [name for name in LAST if name != "computed"]
    return (*first, *own, *last)


def every_field(kinds: Iterable[str]) -> list[str]:
    """The fields of the records of all these kinds, in the order of JSON."""
    each = [name for kind in kinds for name in record_fields(BY_ID[kind])]
    last = [name for name in LAST if name in each]
    return [*dict.fromkeys(name for name in each if name not in last), *last]
