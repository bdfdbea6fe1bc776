"""`get`: prints bare values, for `$(...)` and for pipes."""

import sys
from collections.abc import Iterator, Sequence

from ...errors import NotFoundError, UsageError
from ...lookup import select
from ...messages import tell
from ...model.base import Record
from ...model.fields import items
from ...render.cells import text
from ...text import suggest
from ...text.terminal import safe
from .. import output
from ..interface.parser import Options
from ..session import Session

INPUT = "-"  # in place of ids: read them from standard input


def run(options: Options) -> None:
    """Print one bare value for each id, in their order. Nothing is printed if one is wrong."""
    session = Session(options)
    *ids, last = options.ids
    # An id has dots, and a field has none.
    asked, ids = (last, ids) if ids and "." not in last else (None, [*ids, last])
    found = [(id, one(session, id)) for id in ids_of(ids)]
    values = [(id, record, *value(session, id, record, asked)) for id, record in found]
    lines = (safe(text(item)) + "\n" for *_, field, stated in values for item in items(stated))
    output.write("".join(lines), people=False)
    for id, record, field, _ in values:
        if field == "value" and record["computed"]:
            output.complain(tell("pjreport: computed, not printed in the report: {id}", id=id))
        if field in record["inferred"]:
            output.complain(
                tell(
                    "pjreport: inferred from the context, not printed in the report: {id} {field}",
                    id=id,
                    field=field,
                )
            )


def ids_of(words: Sequence[str]) -> Iterator[str]:
    """The ids; in place of `-` those on standard input, one a line, the first word of each."""
    for word in words:
        if word == INPUT:
            yield from (line.split()[0] for line in sys.stdin if line.strip())
        else:
            yield word


def one(session: Session, id: str) -> Record:
    """The fact with an id. Raises `UsageError` if several reports have it."""
    found = select.by_id(session.bases, id)
    if len(found) > 1:
        reports = tell(" or ").join(suggest.few([base.id for base, _ in found]))
        raise UsageError(
            tell("'{id}' is in several reports; add --report {reports}", id=id, reports=reports)
        )
    return found[0][1]


def value(session: Session, id: str, record: Record, field: str | None) -> tuple[str, object]:
    """A field of a fact, its name first. Without one the figure, or the name of anything else.

    Raises `NotFoundError` if the fact states none.
    """
    if field is None:
        field = "value" if "value" in record else session.lang
        ends = [end for end in ("low", "high") if record.get(end) is not None]
        if field == "value" and ends:
            which = tell(" or ").join(ends)
            raise NotFoundError(
                tell(
                    "'{id}' states a range and no value; name its end, {which}", id=id, which=which
                )
            )
    field = select.known_field(field, list(record))
    if record[field] in (None, []):
        raise NotFoundError(
            tell(
                "'{id}' states no {field}; `pjreport show {id2}` shows what it does",
                id=id,
                field=field,
                id2=id,
            )
        )
    return field, record[field]
