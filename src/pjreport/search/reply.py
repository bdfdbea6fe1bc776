"""The reply to a question: which facts answer it, the best first, and what no fact accounts for."""

from collections.abc import Sequence

from ..model.base import Bases, Record
from ..model.kinds import BY_ID
from ..model.reply import Reply
from .marks import Marker
from .query import Query
from .question import Question
from .ranking import SearchAnswer

OTHERWISE = 0.5  # the weight of a fact that has not what is asked for
BARE = 0.85  # of a fact that is no more than a name: what is said of it answers better
COMPUTED = 0.8  # of a computed figure, which the report does not print
LEAST = 0.5  # the least share of a question's words that an answer accounts for
ALIKE = 0.7  # of the score of the best; what is less is no part of a list
NAMES = ("organisations", "competitions")  # kinds that are no more than a name


def reply(bases: Bases, found: SearchAnswer, words: Sequence[str], marks: Marker) -> Reply:
    """The reply to a question, from what a search found. `marks` finds in texts what it is about."""
    question = Question(words)
    if not found.records:
        return Reply([], found.unknown)
    if items := counted(question, found.records):
        rest = [each for each in found.records if each not in items]
        return Reply([*items, *rest], [], answered=True, alike=len(items), counted=True)
    weighed = []
    for number, (record, rank) in enumerate(zip(found.records, found.ranks, strict=True)):
        met = question.met(bases.of_report(record["report"]), record)
        score = (-rank[1] or float("inf")) * (1 if met else OTHERWISE) * prior(question, record)
        weighed.append((-score, number, met))
    weighed.sort()
    whole_first(found.records, weighed, marks)
    records = []
    for _, number, met in weighed:
        record = found.records[number]
        missing = [word for word in record["missing"] if not (met and question.asks(word))]
        others = question.unheld(bases.of_report(record["report"]), record)
        missing += [word for word in others if not any(word in more for more in missing)]
        records.append(record | {"missing": missing})
    best, met = records[0], weighed[0][2]
    others = question.unheld(bases.of_report(best["report"]), best)
    answered = met and not others and held(words, best["missing"]) >= LEAST
    alike = 1
    if question.listing or question.wanted == "who":
        least = weighed[0][0] * ALIKE
        for (score, *_), record in zip(weighed[1:], records[1:], strict=True):
            same = all(record[key] == best[key] for key in ("kind", "missing"))
            if not same or score > least:
                break
            alike += 1
    return Reply(records, best["missing"], answered, None if met else question.wanted, alike)


def whole_first(
    records: Sequence[Record], weighed: list[tuple[float, int, bool]], marks: Marker
) -> None:
    """Move each whole before its part, unless the part accounts for more of the question.

    Of 136 papers 11 won a prize: who asks for papers is told of the 136, and of the 11 only who
    asks for a prize.
    """
    places = {records[number]["id"]: place for place, (_, number, _) in enumerate(weighed)}
    for place, (_, number, _) in enumerate(weighed):
        part = records[number]
        whole = places.get(part.get("part_of"), -1)
        if whole < 0 or records[weighed[whole][1]]["missing"] != part["missing"]:
            continue
        own = [marks.accounted(own_texts(records[weighed[at][1]])) for at in (whole, place)]
        if (own[0] < own[1]) == (place < whole):
            continue
        weighed[whole], weighed[place] = weighed[place], weighed[whole]
        return


def own_texts(record: Record) -> list[str]:
    """The names of a fact in all languages, and its evidence."""
    return [text for text in (record["zh"], record["en"], *record["evidence"]) if text]


def counted(question: Question, records: Sequence[Record]) -> list[Record]:
    """The facts to count, for a question that asks how many there are and that no figure answers."""
    if question.wanted != "number":
        return []
    whole = [each for each in records if not each["missing"]]
    if not whole or any(BY_ID[each["kind"]].figure for each in whole):
        return []
    return [each for each in whole if each["kind"] == whole[0]["kind"]]


def prior(question: Question, record: Record) -> float:
    """How likely a fact answers a question, whatever its words."""
    if record["kind"] in NAMES:
        return BARE
    if record.get("computed"):
        return 1 / COMPUTED if question.total and record["formula"] == "sum" else COMPUTED
    return 1.0


def held(words: Sequence[str], missing: Sequence[str]) -> float:
    """The share of a question's letters that asks for something and is not missing."""
    every = max(Query(words).content.bit_count(), 1)
    return 1 - sum(map(len, missing)) / every
