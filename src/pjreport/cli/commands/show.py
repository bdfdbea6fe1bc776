"""`show`: prints facts with all their fields, and with the facts that refer to them."""

from ...lookup import display, select
from ...model.records import every_field
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Print facts with all their fields."""
    session = Session(options, default="record")
    with session.answering():
        found = [pair for id in options.ids for pair in select.by_id(session.bases, id)]
    kinds = list(dict.fromkeys(record["kind"] for _, record in found))
    known = [*every_field(kinds), "referenced_by"]
    usual = known
    if session.format.people:
        rows = [display.whole(base, record, session.lang) for base, record in found]
        more = dict.fromkeys(name for row in rows for name in row if name not in known)
        usual = ["id", *(name for name in known[:-1] if name != "id"), *more]
        known = [*known, *more]
    else:
        rows = [
            record
            | {"referenced_by": list(dict.fromkeys(id for _, id in base.incoming[record["id"]]))}
            for base, record in found
        ]
    session.list_rows(rows, usual, known, roles={"id": "id"})
