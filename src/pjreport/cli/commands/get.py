"""`get`: one bare value, for `$(...)`."""

from collections.abc import Callable

from ...errors import NotFoundError, UsageError
from ...lookup import select
from ...model.fields import items
from ...render.cells import text
from ...text import suggest
from ...text.terminal import safe
from .. import output
from ..options import LOOKS, READING, Options, argument, command
from ..session import Session

ID = argument("id", str, ..., metavar="ID", help="An id, as `pjreport list` shows it.")
FIELD = argument(
    "field",
    str | None,
    None,
    metavar="[FIELD]",
    help="A field; without it the value of a figure, the name of anything else.",
)


def build(_name: str) -> Callable[..., None]:
    """The function of `get`."""

    def run(options: Options, id: str, field: str | None) -> None:
        session = Session(options)
        found = select.by_id(session.bases, id)
        if len(found) > 1:
            reports = " or ".join(suggest.few([base.id for base, _ in found]))
            raise UsageError(f"'{id}' is in several reports; add --report {reports}")
        [(_, record)] = found
        if field is None:
            field = "value" if "value" in record else session.lang
        value = record[select.known_field(field, list(record))]
        if value is None or value == []:
            raise NotFoundError(
                f"'{id}' states no {field}; `pjreport show {id}` shows what it does"
            )
        output.write("".join(safe(text(item)) + "\n" for item in items(value)), people=False)
        if field == "value" and record["computed"]:
            output.complain(f"pjreport: computed, not printed in the report: {id}")
        if field in record["inferred"]:
            output.complain(
                f"pjreport: inferred from the context, not printed in the report: {id} {field}"
            )

    return command(run, ID, FIELD, shared=(LOOKS[0], *READING))
