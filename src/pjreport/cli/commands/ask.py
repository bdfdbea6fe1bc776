"""`ask`: answers a question with one sentence and its evidence, or says what no fact states."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...errors import NotFoundError, UsageError
from ...model.base import Record
from ...model.kinds import KINDS
from ...model.table import Line
from ...search.ranking import together
from ...text.normalise import fold
from .. import output
from ..interface.parser import Options
from ..language import language
from ..session import Session
from .search import searcher


def run(options: Options) -> None:
    """Answer a question, the best facts first."""
    words = options.words
    if not any(map(fold, words)):
        raise UsageError(f"nothing to ask in '{' '.join(words)}'; type a question")
    session = Session(options)
    session.lang = options.lang or spoken(words) or session.lang
    kinds = [kind.id for kind in KINDS]
    with session.answering():
        lots = [searcher(part, kinds, None, options.limit) for part in session.bases.parts]
        answer = together([lot.answer(words) for lot in lots])
    session.list_facts(answer.records, kinds, lambda: [], ["match", "missing"])


def spoken(words: Sequence[str]) -> str | None:
    """The language of a question: Chinese if it has Han characters, else English if several words."""
    from ...text.tokens import RUNS

    text = " ".join(words)
    return "zh" if RUNS.search(text) else "en" if " " in text.strip() else None
