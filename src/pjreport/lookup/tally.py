"""How many facts there are by what they have in a field."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model.base import Bases, Record
from ..model.fields import LANGUAGES, items
from ..model.kinds import BY_ID
from . import display, select

OWN = ("kind", "topic", "section", "state")  # that facts of every kind can be counted by
NOTHING = ("（未写）", "(not stated)")


class Count(NamedTuple):
    """How many facts have a value: its key or id, its names, the number of facts."""

    key: str | None
    zh: str
    en: str
    facts: int


def fields(kinds: Sequence[str]) -> list[str]:
    """What facts of these kinds can be counted by: terms, references, topic, section, state."""
    own = [[*BY_ID[kind].terms, *BY_ID[kind].references] for kind in kinds]
    shared = [name for name in own[0] if all(name in each for each in own)]
    return [*(OWN if len(kinds) > 1 else OWN[1:]), *shared]


def tally(bases: Bases, records: Sequence[Record], field: str) -> list[Count]:
    """The counts of `records` by a field, in the order of the vocabulary or of the report.

    References come with the most frequent first. A fact with two values counts for each. Last are
    the facts that state none, without a key.
    """
    counts: dict[str, int] = {}
    names: dict[str, tuple[str, str]] = {}
    stated = 0
    for record in records:
        base = bases.of_report(record["report"])
        values = items(record.get(field))
        stated += bool(values)
        for value in dict.fromkeys(map(str, values)):
            counts[value] = counts.get(value, 0) + 1
            if value not in names:
                zh, en = (
                    display.cell(base, record["kind"], field, value, lang) for lang in LANGUAGES
                )
                names[value] = zh, en
    places = select.places(bases, {record["kind"] for record in records}, field)
    last = len(places)
    found = sorted(counts, key=lambda key: (places.get(key, last), -counts[key]))
    rows = [Count(key, *names[key], counts[key]) for key in found]
    if stated < len(records):
        rows.append(Count(None, *NOTHING, len(records) - stated))
    return rows
