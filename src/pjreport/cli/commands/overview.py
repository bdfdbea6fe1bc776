"""`overview`: what report this is, and its key figures."""

from collections.abc import Callable

from ...lookup import display
from ...model.kinds import KINDS
from ..options import EVERY, Options, command
from ..session import Session


def build(_name: str) -> Callable[..., None]:
    """The function of `overview`."""

    def run(options: Options) -> None:
        session = Session(options)
        with session.answering():
            records = [
                base.records[id] for base in session.bases for id in base.report.get("key", [])
            ]
            present = {record["kind"] for record in records}
            kinds = [kind.id for kind in KINDS if kind.id in present]
            session.list_facts(
                records,
                kinds,
                lambda: [
                    line for base in session.bases for line in display.summary(base, session.lang)
                ],
            )

    return command(run, shared=EVERY)
