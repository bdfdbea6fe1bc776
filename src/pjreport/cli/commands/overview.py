"""`overview`: what report this is, and its key figures."""

from collections.abc import Callable

from ...model.kinds import KINDS
from ...query import display
from ..options import EVERY, Options, command
from ..session import Session


def build(name: str, summary: str) -> Callable[..., None]:
    """The function of `overview`."""

    def run(options: Options) -> None:
        session = Session(options)
        records = [
            base.records[id] for base in session.bases for id in base.report.get("key", [])
        ]
        present = {record["kind"] for record in records}
        kinds = [kind.id for kind in KINDS if kind.id in present]
        heading = [line for base in session.bases for line in display.summary(base, session.lang)]
        session.list_facts(records, kinds, heading)

    run.__doc__ = summary
    return command(run, shared=EVERY)
