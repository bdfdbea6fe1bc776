"""`get`: prints one bare value, for `$(...)`."""

from ...errors import NotFoundError, UsageError
from ...lookup import select
from ...model.fields import items
from ...render.cells import text
from ...text import suggest
from ...text.terminal import safe
from .. import output
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Print one bare value."""
    session = Session(options)
    id, field = options.id, options.field
    found = select.by_id(session.bases, id)
    if len(found) > 1:
        reports = " or ".join(suggest.few([base.id for base, _ in found]))
        raise UsageError(f"'{id}' is in several reports; add --report {reports}")
    [(_, record)] = found
    if field is None:
        field = "value" if "value" in record else session.lang
        ends = [end for end in ("low", "high") if record.get(end) is not None]
        if field == "value" and ends:
            which = " or ".join(ends)
            raise NotFoundError(f"'{id}' states a range and no value; name its end, {which}")
    value = record[select.known_field(field, list(record))]
    if value is None or value == []:
        raise NotFoundError(f"'{id}' states no {field}; `pjreport show {id}` shows what it does")
    output.write("".join(safe(text(item)) + "\n" for item in items(value)), people=False)
    if field == "value" and record["computed"]:
        output.complain(f"pjreport: computed, not printed in the report: {id}")
    if field in record["inferred"]:
        output.complain(
            f"pjreport: inferred from the context, not printed in the report: {id} {field}"
        )
