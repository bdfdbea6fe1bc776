"""The reply to a question: which facts answer it, the best first, and what no fact accounts for."""

from collections.abc import Iterator, Sequence

from ..model.base import Bases, FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from ..model.reply import Reply
from ..text.normalise import fold
from .answer import SearchAnswer
from .marks import Marker
from .query import places, span
from .question import Question
from .units import counted_sort, counts_people, measured_sort, unit

OTHERWISE = 0.4  # the weight of a fact that has not what is asked for
BARE = 0.85  # of a fact that is no more than a name: what is said of it answers better
COMPUTED = 0.8  # of a computed figure, which the report does not print
MOST = 1 / COMPUTED  # the highest weight
APART = 0.6  # of a figure that is planned, or of another year
GROWN = 0.75  # of a growth where none is asked for
LEAST = 0.5  # the least share of a question's words that an answer accounts for
ALIKE = 0.7  # of the score of the best; what is less is no part of a list
FEW = 5  # of the best facts; one with the name that is typed is among these
FAR = 0.2  # of the score of the best; what is less is not shown
SORTS = ("role", "type")  # fields that say what sort of thing a fact is
SOMEBODY = ("people",)  # the kind of those who are named, and never all of a sort
NAMES = ("organisations", "competitions")  # kinds that are no more than a name


def reply(bases: Bases, found: SearchAnswer, words: Sequence[str], marks: Marker) -> Reply:
    """The reply to a question, from what a search found. `marks` finds in texts what it is about."""
    question = Question(words, marks.query, marks.folded)
    if not found.records:
        return Reply([], found.unknown)
    if named := [each for each in found.records[:FEW] if question.names(each)]:
        rest = [each for each in found.records if each not in named]
        return Reply([*named, *rest], [], answered=True, complete=found.complete)
    if facts := of_sort(question, bases, found.records, marks):
        rest = [each for each in found.records if each not in facts]
        counted = question.wanted == "number"
        return Reply(
            [*facts, *rest],
            [],
            answered=True,
            alike=len(facts),
            counted=counted,
            complete=found.complete,
        )
    weighed = []
    headless = {}
    best = 0.0
    order = sorted(range(len(found.records)), key=lambda number: -found.scores[number])
    for number in order:
        record, score = found.records[number], found.scores[number]
        if score * MOST < best * FAR:
            break
        base = bases.of_report(record["report"])
        share = headed(question, base, record, marks)
        headless[number] = not share
        fits = question.met(base, record) and not headless[number]
        weight = ((1 + share) / 2 if fits else OTHERWISE) * prior(question, record)
        weighed.append((-score * weight, number))
        best = max(best, score * weight)
    weighed.sort()
    weighed = [each for each in weighed if each[0] <= weighed[0][0] * FAR]
    whole_first(found.records, weighed, marks)
    if question.wanted == "number":
        sum_first(found.records, weighed, marks)
    records = []
    for _, number in weighed:
        record = found.records[number]
        record = completed(question, bases.of_report(record["report"]), record)
        if headless[number]:
            record["missing"].append(question.measure or marks.query.matched(question.head)[0])
        record["missing"] = widest(record["missing"])
        records.append(record)
    first = records[0]
    base = bases.of_report(first["report"])
    met = question.met(base, first)
    answered = (
        met
        and not any(each.isdigit() for word in first["missing"] for each in word)
        and not headless[weighed[0][1]]
        and not (BY_ID[first["kind"]].figure and question.apart(first))
        and not question.unheld(base, first)
        and held(marks, first) >= LEAST
    )
    alike = 1
    if question.listing or question.wanted == "who":
        least = weighed[0][0] * ALIKE
        for (score, _), record in zip(weighed[1:], records[1:], strict=True):
            same = all(record[key] == first[key] for key in ("kind", "missing"))
            if not same or score > least:
                break
            alike += 1
    lacking = None if met else question.wanted
    return Reply(records, first["missing"], answered, lacking, alike, complete=found.complete)


def widest(words: Sequence[str]) -> list[str]:
    """The words without those that stand in others."""
    every = [*dict.fromkeys(words)]
    return [word for word in every if not any(word in each and word != each for each in every)]


def headed(question: Question, base: FactBase, record: Record, marks: Marker) -> float:
    """How much a fact is of what is counted, and not of something that goes with it: from 0 to 1."""
    head = question.head
    if not head:
        return 1.0
    if question.people and (
        not counts_people(base, record)
        or any(field == "holders" for field, _ in base.incoming.get(record["id"], ()))
    ):
        return 0.0  # the holders of a title, or the prizes of teachers, are not the teachers
    if BY_ID[record["kind"]].figure and question.counting:
        sort = "people" if counts_people(base, record) else thing(base, record)
        if sort not in ("", question.counting):
            return 0.0  # people who are trained for companies are no companies
    if not BY_ID[record["kind"]].figure and question.met(base, record):
        return 1.0  # 5星级 for 几颗星
    own = head & marks.accounted([*own_texts(record), *unit(base, record)])
    share = own.bit_count() / head.bit_count()
    # Most of a Chinese noun; one word of English ones, whose last word may be a verb.
    return share if share > (0.0 if marks.query.line.isascii() else 0.5) else 0.0


def thing(base: FactBase, record: Record) -> str:
    """The sort of thing that the unit of a figure names, if it does."""
    names = unit(base, record)
    sorts = (measured_sort(name) or counted_sort(fold(name)) for name in names)
    return next(filter(None, sorts), "")


def completed(question: Question, base: FactBase, record: Record) -> Record:
    """A fact with all that is `missing`: also what makes it another question."""
    met = question.met(base, record)
    own = [*question.texts(record)] if record["missing"] else []
    missing = [
        word
        for word in record["missing"]
        if not (met and question.asks(word, record)) and not any(fold(word) in text for text in own)
    ]
    more = question.unheld(base, record)
    missing += [word for word in more if not any(word in each for each in missing)]
    return record | {"missing": missing}


def whole_first(records: Sequence[Record], weighed: list[tuple[float, int]], marks: Marker) -> None:
    """Move each whole before its part, unless the part accounts for more of the question.

    Of 136 papers 11 won a prize: who asks for papers is told of the 136, and of the 11 only who
    asks for a prize.
    """
    places = {records[number]["id"]: place for place, (_, number) in enumerate(weighed)}
    for place, (_, number) in enumerate(weighed):
        part = records[number]
        whole = places.get(part.get("part_of"), -1)
        if whole < 0 or records[weighed[whole][1]]["missing"] != part["missing"]:
            continue
        own = [
            marks.accounted(own_texts(records[weighed[at][1]])).bit_count() for at in (whole, place)
        ]
        if (own[0] < own[1]) == (place < whole):
            continue
        weighed[whole], weighed[place] = weighed[place], weighed[whole]
        return


def sum_first(records: Sequence[Record], weighed: list[tuple[float, int]], marks: Marker) -> None:
    """Move a computed sum before its parts, if several of them account for as much of the question.

    Who asks for medals is told of all medals, and who asks for gold ones of these.
    """
    found = [records[number] for _, number in weighed]
    known = {each["id"]: (each["missing"], marks.accounted(own_texts(each))) for each in found}
    best = found[0]["id"]
    for place, each in enumerate(found):
        parts = each["inputs"] if each.get("computed") and each["formula"] == "sum" else ()
        same = [part for part in parts if known.get(part) == known[best]]
        if best in same and len(same) > 1 and known[each["id"]] == known[best]:
            weighed.insert(0, weighed.pop(place))
            return


def own_texts(record: Record) -> list[str]:
    """The names of a fact in all languages, and its evidence."""
    return [text for text in (record["zh"], record["en"], *record["evidence"]) if text]


def of_sort(
    question: Question, bases: Bases, records: Sequence[Record], marks: Marker
) -> list[Record]:
    """The facts to count or list, for a question that names a sort of thing.

    They are of one kind, and the noun is the name of the kind, or of their role or type. There are
    none if a figure says how many there are.
    """
    noun = question.sort
    if not noun or (question.wanted == "number" and question.people):
        return []  # those who are named are not all people
    people = question.wanted == "number" and question.counting == "people"
    # What a Chinese noun is stands last: 竞赛获奖 are prizes.
    last = noun if marks.query.line.isascii() else 1 << (noun.bit_length() - 1)
    whole: list[tuple[int, Record]] = []
    figures: list[Record] = []
    for record in records:
        base = bases.of_report(record["report"])
        own = noun & marks.accounted(own_texts(record))
        if BY_ID[record["kind"]].figure:
            if own == noun and fitting(question, base, record, marks):
                figures.append(record)
            continue
        if (people and record["kind"] in SOMEBODY) or not noun & marks.accounted(
            sorts(base, record)
        ):
            continue
        called = noun & marks.accounted([*sorts(base, record), *terms(base, record)])
        # Teachers who work are no works.
        enough = (called | own).bit_count() >= noun.bit_count() / 2
        if called & last and enough and not completed(question, base, record)["missing"]:
            whole.append((called.bit_count(), record))
    # Prizes are honours before they are series of prizes.
    whole = [each for each in whole if each[1]["kind"] not in NAMES] or whole
    most = max((called for called, _ in whole), default=0)
    facts = [record for called, record in whole if called == most]
    facts = [each for each in facts if each["kind"] == facts[0]["kind"]]
    if question.wanted == "number" and figures:
        return []
    if question.wanted in ("number", "list") or not facts:
        return facts
    # 哪个老师 has a title: the honour says so itself, the teacher is only referred to.
    owned = [marks.accounted(own_texts(record)).bit_count() for _, record in whole]
    most = max(marks.accounted(own_texts(record)).bit_count() for record in facts)
    return facts if most >= max(owned) else []


def fitting(question: Question, base: FactBase, record: Record, marks: Marker) -> bool:
    """Whether a figure lacks no word and is of what is counted."""
    lacks = completed(question, base, record)["missing"]
    return not lacks and bool(headed(question, base, record, marks))


def sorts(base: FactBase, record: Record) -> Iterator[str]:
    """What a fact is called by its kind, role or type."""
    yield from BY_ID[record["kind"]].name
    yield from terms(base, record, SORTS)


def terms(base: FactBase, record: Record, fields: Sequence[str] | None = None) -> Iterator[str]:
    """The names of the terms of a fact, in these fields or in all."""
    groups = BY_ID[record["kind"]].terms
    for field in groups if fields is None else (name for name in fields if name in groups):
        for key in items(record[field]):
            term = base.vocabulary[groups[field]][key]
            yield from (term[lang] for lang in ("zh", "en") if lang in term)


def prior(question: Question, record: Record) -> float:
    """How likely a fact answers a question, whatever its words."""
    if record["kind"] in NAMES:
        return BARE
    if record.get("computed"):
        return 1 / COMPUTED if question.total and record["formula"] == "sum" else COMPUTED
    if question.wanted in ("number", "share") and not BY_ID[record["kind"]].figure:
        return BARE
    if question.total and question.whole(record):
        return MOST
    if question.wanted in ("day", "year") and BY_ID[record["kind"]].figure:
        return COMPUTED  # it has a period, but nothing happened then
    if not BY_ID[record["kind"]].figure:
        return 1.0
    if question.apart(record):
        return APART
    if question.grown(record):
        return 1.0 if question.change or question.wanted == "share" else GROWN
    return GROWN if question.change else 1.0


def held(marks: Marker, record: Record) -> float:
    """The share of what a question asks for that is not missing."""
    query, missing = marks.query, 0
    for word in record["missing"]:
        for start in places(query.line, fold(word)):
            missing |= span(start, start + len(fold(word)))
    # A word that is missing as a whole may be held in part: 古籍 of 老古籍.
    missing &= query.content & ~marks.accounted(own_texts(record))
    return 1 - missing.bit_count() / max(query.content.bit_count(), 1)
