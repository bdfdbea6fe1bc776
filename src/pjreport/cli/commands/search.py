"""`search`: finds facts by their words, as people type them."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ...errors import NotFoundError, UsageError
from ...lookup import select
from ...messages import tell
from ...model.base import Bases, Key
from ...search.answer import APPROXIMATE, SearchAnswer, together
from ...search.ranking import Search
from ...text import suggest
from ...text.normalise import fold
from .. import output
from ..interface.parser import Options
from ..session import Session
from .listing import heading, kinds_of

if TYPE_CHECKING:
    from ...search.indexed import IndexSearch


def run(options: Options) -> None:
    """List the facts that hold the words, the best first."""
    words = options.words
    if not any(map(fold, words)):
        raise UsageError(
            tell("nothing to search for in '{names}'; type a word or number", names=" ".join(words))
        )
    session = Session(options)
    kinds = kinds_of(options.kind)
    with session.answering():
        topic_keys = (
            None if options.topic is None else select.topic_keys(session.bases, [options.topic])
        )
        wanted = None if options.sort else options.limit
        lots = [searcher(part, kinds, topic_keys, wanted) for part in session.bases.parts]
        answer = together([lot.answer(words, some=options.any) for lot in lots])
        if not answer.records:
            narrowed = " and ".join(
                name
                for name, value in (("--kind", options.kind), ("--topic", options.topic))
                if value
            )
            raise missed(lots[0], answer, narrowed)

    def above() -> list[str]:
        """The line above the table: the reports, the words, and the number of facts found."""
        found = f"{len(answer.records)}{'' if answer.complete else '+'}"
        if not answer.complete and answer.count is not None:
            found = str(answer.count())
        count = f"{found} 条" if session.lang == "zh" else f"{found} fact{'s'[found == '1' :]}"
        lines = [f"{heading(session, 'list')} · {' '.join(words)} · {count}"]
        return [*lines, near(lacking, session.lang)] if lacking else lines

    lacking = answer.unknown
    if not lacking and answer.records[0]["match"] == APPROXIMATE:
        lacking = [" ".join(words)]
    marked = ["missing"] if any(each["missing"] for each in answer.records) else []
    marked += ["match"] if answer.approximate else []
    marks = None
    if session.format.people:
        from ...search.marks import Marker

        marks = Marker(answer.query, answer.wanted)
    session.list_facts(answer.records, kinds, above, ["match", "missing"], marked, marks)
    said = session.format.people and options.header  # above the table
    message = [near(lacking, "en")] if lacking and not said else []
    if not answer.answered:
        raise NotFoundError(*message)
    output.complain(*(f"pjreport: {line}" for line in message))


def near(words: Sequence[str], lang: str) -> str:
    """The line that says what no fact holds."""
    if lang == "zh":
        return f"没有事实含有{'、'.join(f'“{word}”' for word in words)}；以下相近"
    names = tell(" or ").join(f"'{word}'" for word in words)
    return tell("no fact holds {names}; these come near", names=names)


def searcher(
    bases: Bases,
    kinds: Sequence[str],
    topic_keys: Collection[Key] | None,
    wanted: int | None,
) -> "Search | IndexSearch":
    """A search over the facts of these kinds, and on these topics if any are named."""
    if bases.index is not None:
        from ...search.indexed import IndexSearch

        return IndexSearch(bases, bases.index, kinds, topic_keys, wanted)
    topics = None if topic_keys is None else {topic for _, topic in topic_keys}
    records = bases.records(kinds, topics)
    if topic_keys is not None:
        records = [each for each in records if (each["report"], each["topic"]) in topic_keys]
    return Search(bases, records)


def missed(search: "Search | IndexSearch", answer: SearchAnswer, narrowed: str) -> NotFoundError:
    """The error for a search without results: the words that no fact holds, and similar ones."""
    if narrowed:
        otherwise = tell("leave out {narrowed} to search everything", narrowed=narrowed)
    else:
        otherwise = tell("`pjreport topics` lists what the report is about")
    names = tell(" or ").join(f"'{word}'" for word in answer.unknown)
    near = [name for word in answer.unknown for name in search.like(word)]
    return suggest.missing(tell("no fact holds {names}", names=names), near, otherwise)
