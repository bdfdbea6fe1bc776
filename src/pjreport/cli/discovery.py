"""What `?` as the value of an option is answered with: the values that there are, with counts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..errors import UsageError
from ..lookup import tally
from ..messages import tell
from ..model.kinds import filters
from ..model.table import Row
from .completion.line import Line
from .completion.values import kinds, offers
from .interface.parameters import Option
from .interface.parser import Options
from .session import Session

FIELDS = ["value", "name", "facts"]
TITLES = {
    "value": ("可写", "value"),
    "name": ("意思", "meaning"),
    "facts": ("条数", "facts"),
}


def answer(options: Options, option: Option, words: Sequence[str]) -> None:
    """List the values of an option. `words` are the other words of the line, and then the option."""
    line = Line(words, "")
    found = list(offers(line, option.values))
    if not found:
        raise UsageError(
            tell("no list of values for {on}; see the help of the command", on=option.on[-1])
        )
    setattr(options, option.name, None)
    options.fields = options.sort = None  # of rows that were not asked for
    session = Session(options)
    facts = counts(session, line, option)
    if facts:  # in the order of the vocabulary
        places = {name: place for place, name in enumerate(facts)}
        found.sort(key=lambda choice: places.get(choice[0], len(places)))
    rows: list[Row] = [
        {"value": value, "name": meaning, "facts": facts.get(value)} for value, meaning in found
    ]
    usual = ["value", *(name for name in FIELDS[1:] if any(row[name] for row in rows))]
    session.list_rows(rows, usual, FIELDS, titles=TITLES, roles={"facts": "value"})


def counts(session: Session, line: Line, option: Option) -> Counter[str]:
    """How many facts have each value: by its key, by the last part of an id, by its name."""
    found: Counter[str] = Counter()
    for field in fields_of(line, option):
        records = session.bases.records(kinds(line))
        for each in tally.tally(session.bases, records, field):
            key = each.key or ""
            for name in {key, key.rpartition(".")[2]}:
                found[name] += each.facts
    return found


def fields_of(line: Line, option: Option) -> Iterator[str]:
    """The fields of facts that an option's values stand in."""
    if option.values == "filtering":
        yield from filters(line.command)[option.name]
    elif option.values in ("kinds", "topics"):
        yield option.name
