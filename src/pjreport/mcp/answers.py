"""What the tools answer, from the facts."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Protocol

from ..lookup import select, sentence
from ..lookup.answer import unsaid
from ..model.base import Chain, FactBase, Record
from ..model.kinds import KINDS
from ..model.records import every_field
from ..model.reply import Reply
from .fitting import ASKED, DEFAULT, Answer, fit
from .tools import BY_NAME, Tool

FIGURE = ("value", "low", "high", "unit", "qualifier", "computed")
ALWAYS = ("evidence", "lines", "report", "state")
SHOWN = ("id", "kind", "statement", *FIGURE, "basis", "note", "missing", *ALWAYS)
EVERY = [kind.id for kind in KINDS]
# An answer says of each verdict how it stands with the text: what is wrong comes first.
ORDER = ("contradicted", "unknown", "computed", "backed")

Given = dict[str, Any]
# What a tool finds: the head of its answer, and its items from the first one wanted to one more
# than are wanted.
Found = tuple[Answer, list[Answer]]


class Library(Protocol):
    """What answers rest on."""

    def bases(self, report: str | None) -> Chain:
        """The open bases, or the one of a report. Raises `NotFoundError` and `LoadError`."""
        ...

    def reply(self, bases: Chain, question: str) -> Reply:
        """The reply to a question."""
        ...

    def claims(self, bases: Chain, text: str, source: str | None, lang: str) -> list[Record]:
        """A row for each claim of a text, as `proofread` has them."""
        ...


class Answers:
    """Answers calls of tools. Each answer says where it is from: report, lines, evidence, state."""

    def __init__(self, library: Library, lang: str, spoken: Callable[[str], str | None]) -> None:
        """`lang` is the language unless a call names one; `spoken` is that of a question."""
        self.library = library
        self.lang = lang
        self.spoken = spoken
        self.tools: dict[str, Callable[[Given, str, Chain], Found]] = {
            "ask": self.ask,
            "get_fact": self.get_fact,
            "list_facts": self.list_facts,
            "check_text": self.check_text,
            "overview": self.overview,
        }

    def answer(self, name: str, given: Given) -> Answer:
        """The answer of a tool to sound arguments, fitted to its size."""
        tool = BY_NAME[name]
        lang = given["lang"] or self.spoken(given.get("question") or "") or self.lang
        bases = self.library.bases(given["report"])
        head, found = self.tools[name](given, lang, bases)
        return page(tool, given, head, found)

    def ask(self, given: Given, lang: str, bases: Chain) -> Found:
        """The facts that answer a question, the best first."""
        reply = self.library.reply(bases, given["question"])
        says = unsaid(
            reply.missing, reply.lacking, lang, near=bool(reply.records), answered=reply.answered
        )
        head: Answer = {"answered": reply.answered}
        if reply.answered:  # the first so many facts answer, the others are near
            head |= {"answers": reply.alike, "counted": reply.counted}
        if says:
            head["says"] = says
        return head, self.facts(bases, reply.records[window("ask", given)], given, lang)

    def get_fact(self, given: Given, lang: str, bases: Chain) -> Found:
        """A fact with all its fields, from each report that has it."""
        found = select.by_id(bases, given["id"])[window("get_fact", given)]
        names = ["all"] if given["fields"] is None else given["fields"]
        return {}, [chosen(self.whole(base, record, lang), names) for base, record in found]

    def list_facts(self, given: Given, lang: str, bases: Chain) -> Found:
        """The facts of a kind or topic."""
        wanted = window("list_facts", given)
        kinds = EVERY if given["kind"] is None else [given["kind"]]
        if given["topic"] is None:
            records = bases.records(kinds, limit=wanted.stop)
        else:
            records = select.by_topic(bases, kinds, [given["topic"]], wanted.stop)
        return {}, self.facts(bases, records[wanted], given, lang)

    def check_text(self, given: Given, lang: str, bases: Chain) -> Found:
        """What becomes of each claim of a text."""
        rows = self.library.claims(bases, given["text"], given["source"], lang)
        counts = {name: sum(row["verdict"] == name for row in rows) for name in ORDER}
        rows.sort(key=lambda row: ORDER.index(row["verdict"]))
        rows = rows[window("check_text", given)]
        for row in rows:
            if row["report"] in bases and row["verdict"] != "unknown":
                base = bases.of_report(row["report"])
                records = [base.records[id] for id in row["ids"]]
                bases.fill_states(records)
                row["evidence"] = [each for one in records for each in one["evidence"]]
                row["state"] = records[0]["state"] if records else None
        return {"counts": counts}, [stated(row) for row in rows]

    def overview(self, given: Given, lang: str, bases: Chain) -> Found:
        """A report and its key figures, or several reports."""
        wanted = window("overview", given)
        if len(bases) != 1:
            each = islice(bases, wanted.start, wanted.stop)
            reports = [described(base, lang) | {"facts": len(base.records)} for base in each]
            return {"total": len(bases)}, reports
        [base] = bases
        counts = base.counts()
        topics = {
            f"{key} {topic[lang]}": sum(number for (_, of), number in counts.items() if of == key)
            for key, topic in base.topics.items()
        }
        kinds = {kind: number for kind in EVERY if (number := kinds_in(counts, kind))}
        head = {"report": described(base, lang), "kinds": kinds, "topics": topics}
        records = [base.records[id] for id in base.report.get("key", [])[wanted]]
        return head, self.facts(bases, records, given, lang)

    def facts(
        self, bases: Chain, records: Sequence[Record], given: Given, lang: str
    ) -> list[Answer]:
        """Facts in an answer, with the usual fields or those that were asked for."""
        bases.fill_states(records)
        found = []
        for record in records:
            base = bases.of_report(record["report"])
            if given.get("fields") is None:
                shown = spoken_of(base, record, lang)
                found.append(stated({name: shown.get(name) for name in SHOWN}))
            else:
                found.append(chosen(self.whole(base, record, lang), given["fields"]))
        return found

    def whole(self, base: FactBase, record: Record, lang: str) -> Answer:
        """A fact with every field that says something."""
        pointing = [id for _, id in base.incoming[record["id"]]]
        more = {"referenced_by": list(dict.fromkeys(pointing))}
        return stated(spoken_of(base, record, lang) | more)


def spoken_of(base: FactBase, record: Record, lang: str) -> Answer:
    """A record with what it states in words, and what a computed figure rests on."""
    more = {"statement": sentence.statement(base, record, lang), "note": record[f"note_{lang}"]}
    if record.get("computed"):
        more["basis"] = sentence.quoted(base, record, lang)
    return record | more


def stated(record: Answer) -> Answer:
    """A record without what it does not state."""
    return {name: value for name, value in record.items() if value not in (None, [], False)}


def chosen(record: Answer, names: Sequence[str]) -> Answer:
    """Some fields of a record, and those that every answer has. Raises `UsageError`."""
    if "all" in names:
        return record
    known = [*every_field(EVERY), "statement", "basis", "note", "referenced_by", "missing", "match"]
    for name in names:
        select.known_field(name, known)
    wanted = dict.fromkeys(("id", *names, *ALWAYS))
    return {name: record[name] for name in wanted if name in record}


def described(base: FactBase, lang: str) -> Answer:
    """A report in a few words."""
    report = base.report
    return {
        "id": base.id,
        "name": report[lang],
        "publisher": report[f"publisher_{lang}"],
        "period": base.term("periods", report["period"], lang),
        "version": report["version"],
        "source": report["source"]["file"],
    }


def kinds_in(counts: Any, kind: str) -> int:
    """The number of facts of a kind."""
    return sum(number for (of, _), number in counts.items() if of == kind)


def window(name: str, given: Given) -> slice:
    """The items that a tool gives, and one more, which tells whether there are more."""
    start = given["offset"] or 0
    return slice(start, start + (given["limit"] or BY_NAME[name].limit) + 1)


def page(tool: Tool, given: Given, head: Answer, found: list[Answer]) -> Answer:
    """An answer with as many of its items as were asked for and fit in."""
    key = "reports" if "total" in head else tool.items
    start, most = given["offset"] or 0, given["limit"] or tool.limit
    asked = given["limit"] is not None or given.get("fields") is not None
    answer = fit(head | {key: found[:most]}, key, ASKED if asked else DEFAULT, start)
    if len(found) > most:
        answer.setdefault("next_offset", start + most)
    return answer
