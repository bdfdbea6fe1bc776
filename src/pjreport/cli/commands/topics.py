"""`topics`: lists every topic with its number of facts by kind."""

from itertools import islice

from ...lookup import display, select, titles
from ...model.base import FactBase
from ...model.kinds import KINDS
from ...model.table import Row
from ..interface.parser import Options
from ..session import Session

FIELDS = ["report", "id", "zh", "en", "section", "facts", *(kind.id for kind in KINDS)]


def run(options: Options) -> None:
    """List the topics."""
    session = Session(options)
    with session.answering():
        all_rows = (row for base in session.bases for row in counts(base))
        rows = [*islice(all_rows, None if options.sort else options.limit)]
    report = ["report"] if len(session.bases) > 1 else []
    usual = FIELDS if session.format.whole else [*FIELDS[1:], *report]
    if session.format.people:
        rows = [described(session, row) for row in rows]
        usual = [*report, "id", "name", "section", "facts", "by_kind"]
    if options.sort is not None:
        field = select.known_field(options.sort.removeprefix("-"), FIELDS)
        rows = select.order(rows, field, options.sort.startswith("-"))
    session.list_rows(rows, usual, FIELDS)


def counts(base: FactBase) -> list[Row]:
    """A row for each topic of a base: its names, its section, its numbers of facts."""
    found = base.counts()
    rows = []
    for key, topic in base.topics.items():
        numbers = {kind.id: found[kind.id, key] for kind in KINDS}
        rows.append(
            {
                "report": base.id,
                "id": key,
                "zh": topic["zh"],
                "en": topic["en"],
                "section": topic.get("section"),
                "facts": sum(numbers.values()),
                **numbers,
            }
        )
    return rows


def described(session: Session, row: Row) -> Row:
    """A topic's row for people."""
    lang = session.lang
    base = session.bases.of_report(row["report"])
    section = row["section"] and base.sections[row["section"]][lang]
    by_kind = [f"{titles.title(kind.id, lang)} {row[kind.id]}" for kind in KINDS if row[kind.id]]
    return row | {
        "name": row[lang],
        "section": section,
        "by_kind": display.SEPARATOR[lang].join(by_kind),
    }
