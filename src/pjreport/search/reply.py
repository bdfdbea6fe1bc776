"""The reply to a question: which facts answer it, the best first, and what no fact accounts for."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model.base import Bases, Record
from ..vocabulary import pattern
from .question import Question
from .query import Query
from .ranking import SearchAnswer

OTHERWISE = 0.5  # the weight of a fact that has not what is asked for
COMPUTED = 0.8  # of a computed figure, which the report does not print
LEAST = 0.5  # the least share of a question's words that an answer accounts for
ALIKE = 0.6  # of the score of the best; what is less is no part of a list


class Reply(NamedTuple):
    """The `records`, the best first, and the `missing` words of the best.

    `answered` is false if the report does not say. The first `alike` records answer alike, as
    the items of a list.
    """

    records: list[Record]
    missing: list[str]
    answered: bool
    alike: int = 1
    question: Question | None = None


def reply(bases: Bases, found: SearchAnswer, words: Sequence[str]) -> Reply:
    """The reply to a question, from what a search found."""
    question = Question(words)
    if not found.records:
        return Reply([], found.unknown, answered=False, question=question)
    met: dict[int, bool] = {}
    weighed = []
    for number, (record, rank) in enumerate(zip(found.records, found.ranks, strict=True)):
        met[number] = question.met(bases.of_report(record["report"]), record)
        score = -rank[1] or float("inf")
        score *= 1 if met[number] else OTHERWISE
        if record.get("computed"):
            score *= 1 / COMPUTED if question.total and record["formula"] == "sum" else COMPUTED
        weighed.append((-score, number))
    weighed.sort()
    records = [found.records[number] for _, number in weighed]
    best = weighed[0][1]
    missing = records[0]["missing"]
    answered = met[best] and not turned(missing) and held(words, missing) >= LEAST
    return Reply(records, missing, answered, question=question)


def held(words: Sequence[str], missing: Sequence[str]) -> float:
    """The share of a question's words that are not missing, by their letters."""
    query = Query(words)
    every = max(query.content.bit_count(), 1)
    return 1 - sum(map(len, missing)) / every


def turned(missing: Sequence[str]) -> bool:
    """Whether missing words make another question: no, before, next, a number."""
    return False
