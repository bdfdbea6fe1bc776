"""`overview`: what report this is, and its key figures."""

from ...lookup import display
from ...model.kinds import KINDS
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Show what the reports are, and their key figures."""
    session = Session(options)
    with session.answering():
        records = [base.records[id] for base in session.bases for id in base.report.get("key", [])]
        present = {record["kind"] for record in records}
        kinds = [kind.id for kind in KINDS if kind.id in present]
        session.list_facts(
            records,
            kinds,
            lambda: [
                line for base in session.bases for line in display.summary(base, session.lang)
            ],
        )
