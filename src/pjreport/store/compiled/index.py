"""The full-text index of a compiled base: which facts hold a phrase, and which words there are."""

from collections.abc import Callable, Iterator, Sequence
from json import dumps
from typing import Any

from ...model.base import Record


class Index:
    """What a search asks of a compiled base.

    Expressions are those of SQLite's FTS5 over tokens as `text.tokens` makes
    them. Facts are named by their ranks: shorter labels first.
    """

    def __init__(
        self, rows: Callable[..., Iterator[tuple[Any, ...]]], record: Callable[..., Record]
    ) -> None:
        """`rows` yields those of a query with its values; `record` makes a fact of its row."""
        self.rows = rows
        self.record = record

    def any(self, expression: str) -> bool:
        """Whether an expression holds of any fact."""
        return next(self.find(expression, 1), None) is not None

    def find(self, expression: str, limit: int = -1) -> Iterator[int]:
        """The ranks of the facts that an expression holds of, in order, at most `limit`."""
        sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rowid LIMIT ?"
        return (rank for (rank,) in self.rows(sql, expression, limit))

    def count(self, expression: str) -> int:
        """How many facts an expression holds of."""
        sql = "SELECT count(*) FROM said WHERE said MATCH ?"
        [count] = (count for (count,) in self.rows(sql, expression))
        return int(count)

    def facts(self, ranks: Sequence[int]) -> Iterator[tuple[int, int, Record]]:
        """The facts of these ranks in their order: rank, number and record."""
        for rank, number, *row in self.rows(
            "SELECT rank.no, fact.no, fact.report, key.id, key.kind, key.topic, fact.data"
            " FROM rank CROSS JOIN fact ON fact.no = rank.fact CROSS JOIN key ON key.no = fact.key"
            " WHERE rank.no IN (SELECT value FROM json_each(?)) ORDER BY rank.no",
            dumps([*ranks]),
        ):
            yield rank, number, self.record(*row)

    def runs(self, expression: str | None, limit: int = -1) -> Iterator[tuple[str, str]]:
        """Runs of Chinese characters and their pinyin, the commonest first.

        All of them, or those that an expression over their characters (`han`),
        `pinyin`, `blurred` pinyin or `initials` holds of.
        """
        if expression is None:
            found = self.rows("SELECT text, pinyin FROM run ORDER BY no")
        else:
            sql = (
                "SELECT run.text, run.pinyin FROM sounds JOIN run ON run.no = sounds.rowid"
                " WHERE sounds MATCH ? ORDER BY sounds.rowid LIMIT ?"
            )
            found = self.rows(sql, expression, limit)
        return ((text, pinyin) for text, pinyin in found)

    def words(self) -> Iterator[str]:
        """The English words, the commonest first."""
        return (text for (text,) in self.rows("SELECT text FROM word ORDER BY no"))
