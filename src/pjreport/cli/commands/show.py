"""`show`: prints facts with all their fields, and with the facts that refer to them."""

from ...lookup import citation, display, select
from ...lookup.sentence import sentence
from ...model.records import every_field
from ...text import suggest
from ...text.terminal import safe
from ..interface.choices import names
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Print facts with all their fields."""
    session = Session(options, default="record")
    with session.answering():
        found = [pair for id in options.ids for pair in select.by_id(session.bases, id)]
    if options.form is not None:
        suggest.checked("form", options.form, names("forms"))
        said = [safe(sentence(base, record, session.lang)) for base, record in found]
        session.deliver("".join(f"{each}\n" for each in said))
        return
    kinds = list(dict.fromkeys(record["kind"] for _, record in found))
    known = [*every_field(kinds), "referenced_by"]
    usual = known
    if session.format.people:
        lang = session.lang
        rows = [
            display.whole(base, record, lang) | {"report": citation.named(base, lang)}
            for base, record in found
        ]
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
