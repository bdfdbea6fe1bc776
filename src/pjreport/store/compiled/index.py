"""The full-text index of a compiled base: the facts that hold a phrase, and all words."""

from collections.abc import Callable, Collection, Iterator, Sequence
from json import dumps
from typing import Any

from ...model.base import Record


class Index:
    """The queries that a search makes.

    Expressions are in SQLite's FTS5 syntax, over the tokens of `text.tokens`. Facts are given by
    their ranks: shorter labels first.
    """

    def __init__(
        self, rows: Callable[..., Iterator[tuple[Any, ...]]], record: Callable[..., Record]
    ) -> None:
        """`rows` yields the rows of a query with its values; `record` makes a record of a row."""
        self.rows = rows
        self.record = record

    def any(self, expression: str) -> bool:
        """Whether any fact matches an expression."""
        return next(self.find(expression, 1), None) is not None

    def find(self, expression: str, limit: int = -1) -> Iterator[int]:
        """The ranks of the facts that match an expression, in order, at most `limit`."""
        sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rowid LIMIT ?"
        return (rank for (rank,) in self.rows(sql, expression, limit))

    def count(self, expression: str, limit: int = -1) -> int:
        """The number of facts that match an expression, counted up to `limit`."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM said WHERE said MATCH ? LIMIT ?)"
        [count] = (count for (count,) in self.rows(sql, expression, limit))
        return int(count)

    def size(self, kinds: Collection[str], topics: Collection[str] | None) -> int:
        """The number of facts of these kinds and topics (None: all topics)."""
        sql = (
            "SELECT coalesce(sum(facts), 0) FROM key WHERE kind IN (SELECT value FROM json_each(?))"
        )
        values = [dumps([*kinds])]
        if topics is not None:
            sql += " AND topic IN (SELECT value FROM json_each(?))"
            values.append(dumps([*topics]))
        [size] = (size for (size,) in self.rows(sql, *values))
        return int(size)

    def facts(self, ranks: Sequence[int]) -> Iterator[tuple[int, int, Record]]:
        """The facts with these ranks, in order: rank, number and record."""
        for rank, number, *row in self.rows(
            "SELECT rank.no, fact.no, fact.report, key.id, key.kind, key.topic, fact.data"
            " FROM rank CROSS JOIN fact ON fact.no = rank.fact CROSS JOIN key ON key.no = fact.key"
            " WHERE rank.no IN (SELECT value FROM json_each(?)) ORDER BY rank.no",
            dumps([*ranks]),
        ):
            yield rank, number, self.record(*row)

    def runs(self, expression: str | None, limit: int = -1) -> Iterator[tuple[str, str]]:
        """Runs of Chinese characters and their pinyin, the commonest first.

        An expression over `han`, `pinyin`, `blurred` or `initials` selects some of them.
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
