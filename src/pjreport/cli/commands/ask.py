"""`ask`: answers a question with one sentence and its evidence, or says what no fact states."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...errors import NotFoundError, UsageError
from ...messages import english, tell
from ...model.base import Chain
from ...model.kinds import KINDS
from ...model.reply import Reply
from ...search.answer import together
from ...search.marks import Marker
from ...search.ranking import Search
from ...search.reply import reply as replied
from ...search.searched import unbracketed
from ...text.normalise import fold
from ..interface.parser import Options, has_han
from ..session import Session
from .search import missed, searcher

if TYPE_CHECKING:
    from ...search.indexed import IndexSearch


def run(options: Options) -> None:
    """Answer a question: a sentence on a terminal, the best facts elsewhere."""
    words = options.words
    if not any(map(fold, words)):
        raise UsageError(
            tell("nothing to ask in '{names}'; type a question", names=" ".join(words))
        )
    session = Session(options)
    session.lang = options.lang or spoken(words) or session.lang
    lots = searches(session.bases)
    reply, marks = reply_of(session.bases, lots, words)
    if session.format.name == "table" and options.fields is None and options.sort is None:
        from ...lookup.answer import Page

        session.bases.fill_states(reply.records[: options.limit])
        page = Page(session.bases, session.lang, marks)
        session.write_page([*page.lines(reply, options.limit)])
        if not reply.answered:
            raise NotFoundError
        return
    with session.answering():
        if not reply.records:
            raise missed(lots[0], together([lot.answer(words) for lot in lots]), "")
    kinds = [kind.id for kind in KINDS]
    session.list_facts(reply.records, kinds, list, ["match", "missing"], ["missing"])
    if not reply.answered:
        from ...lookup.answer import unsaid

        said = unsaid(
            reply.missing, reply.lacking, "en" if english() else "zh", near=True, answered=False
        )
        raise NotFoundError(
            said[:1].lower()
            + said[1:].replace(". Nearest:", tell("; these come near")).rstrip("：")
        )


def searches(bases: Chain) -> "list[Search | IndexSearch]":
    """A search over all facts of each part."""
    kinds = [kind.id for kind in KINDS]
    return [searcher(part, kinds, None, None) for part in bases.parts]


def reply_of(
    bases: Chain, lots: "Sequence[Search | IndexSearch]", words: Sequence[str]
) -> tuple[Reply, Marker]:
    """The reply to a question, and what finds its words in texts."""
    # A space parts Chinese words that are typed in one argument.
    words = unbracketed(" ".join(words).split())
    found = together([lot.answer(words, some=True) for lot in lots])
    marks = Marker(found.query, found.wanted, found.masks, found.searched, found.folded)
    return replied(bases, found, words, marks), marks


def spoken(words: Sequence[str]) -> str | None:
    """The language of a question: Chinese with Han characters, else English with several words."""
    text = " ".join(words)
    return "zh" if has_han(text) else "en" if " " in text.strip() else None
