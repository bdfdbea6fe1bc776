"""`count`: how many facts there are, by level, rank, topic and the like."""

from decimal import Decimal

from ...lookup import display, select, tally
from ...messages import english, tell
from ...model.table import Row
from ...render.bars import blocks
from .. import output
from ..interface.parser import Options
from ..session import Session
from .listing import kinds_of

FIELDS = ["key", "zh", "en", "facts"]
TITLES = {"key": ("编号", "key"), "share": ("占比", "share"), "bar": ("", "")}


def run(options: Options) -> None:
    """Count facts by the values of a field."""
    session = Session(options)
    kinds = kinds_of(options.kind)
    known = tally.fields(kinds)
    by = options.by or ("kind" if options.kind is None else "topic")
    with session.answering():
        by = select.known_field(by, known)
        records = session.bases.records(kinds)
        if by == "state":
            session.bases.fill_states(records)
        counts = tally.tally(session.bases, records, by)
    most = max((each.facts for each in counts), default=1)
    rows: list[Row] = []
    for each in counts:
        row: Row = each._asdict() | {"name": each.zh if session.lang == "zh" else each.en}
        row["bar"] = blocks(Decimal(each.facts) / most, ascii=session.look().ascii)
        rows.append(row)
    people = session.format.people
    usual = ["name", "facts", "bar"] if people else FIELDS
    session.list_rows(rows, usual, [*FIELDS, "name", "bar"], titles=TITLES)
    if sum(each.facts for each in counts) > len(records):
        output.complain(tell("pjreport: a fact with two of these counts for each"))
    output.complain(
        tell(
            "pjreport: {number_of} in all",
            number_of=display.number_of(len(records), "en" if english() else "zh"),
        )
    )
