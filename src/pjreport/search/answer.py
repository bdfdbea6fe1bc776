"""What a search answers."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING

from ..model.base import Record
from ..model.records import MATCHES

if TYPE_CHECKING:
    from .features import Feature
    from .query import Query

APPROXIMATE = MATCHES[-1]

Rank = tuple[float, ...]  # lower is better


class SearchAnswer:
    """The `records` found, the best first, each with its `match` and what of the query is `missing`.

    `unknown` are the words that the best fact does not account for. `ranks` make the records of
    several answers comparable, `scores` say how well each fits. `complete` is false if there may be more records than were asked
    for.
    """

    complete = True
    query: "Query"  # what was searched
    wanted: "Sequence[Feature]" = ()
    masks: Mapping[str, int] = {}  # what of the query the `searched` texts account for
    searched: Container[str] = ()
    folded: Mapping[str, str] | None = None  # the searched texts, if somebody has folded them
    count: "Callable[[], int] | None" = None  # counts all facts, if there may be more

    def __init__(
        self,
        records: list[Record],
        unknown: list[str],
        ranks: Sequence[Rank] = (),
        scores: Sequence[float] = (),
    ) -> None:
        self.records = records
        self.unknown = unknown
        self.ranks = [*ranks]
        self.scores = [*scores]

    @property
    def answered(self) -> bool:
        """Whether some fact accounts for every word that asks for something."""
        return bool(self.records) and not self.records[0]["missing"]

    @property
    def approximate(self) -> bool:
        """Whether some records do not hold the words exactly."""
        return any(record["match"] == APPROXIMATE for record in self.records)


def together(answers: Sequence[SearchAnswer]) -> SearchAnswer:
    """Several answers as one. Near results count only if there is no answer."""
    answered = [each for each in answers if each.answered]
    exact = [each for each in answered if each.records[0]["match"] != APPROXIMATE]
    chosen = exact or answered or [each for each in answers if each.records] or answers
    order = sorted(
        (rank[:-1], lot, number)
        for lot, each in enumerate(chosen)
        for number, rank in enumerate(each.ranks)
    )
    records = [chosen[lot].records[number] for _, lot, number in order]
    unknown = records[0]["missing"] if records else chosen[0].unknown
    scores = [chosen[lot].scores[number] for _, lot, number in order]
    found = SearchAnswer(records, unknown, [rank for rank, _, _ in order], scores)
    found.query, found.wanted = chosen[0].query, chosen[0].wanted
    found.complete = all(each.complete for each in chosen)
    if len(chosen) == 1:
        found.count = chosen[0].count
        found.masks, found.searched = chosen[0].masks, chosen[0].searched
        found.folded = chosen[0].folded
    return found
