"""The rows of a report in a compiled base. They are made without the base, so any process can.

Rows are plain tuples, lists and texts, so that they can be sent from one process to another.
"""

import os
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from json import JSONEncoder
from typing import Any

from ...messages import tell
from ...model.base import FactBase, Record, blank
from ...model.formula import plain
from ...model.kinds import BY_ID, NUMBERS
from ...text.normalise import fold_all
from ...text.tokens import BREAK, runs, tokens
from ..files import refused
from .database import MAX_FACT
from .inputs import file_digest

MAX_TEXTS = 50_000  # folded texts in memory
GAP = f" {BREAK} {BREAK} "  # between two texts, so that no phrase crosses, also not one with a gap
COLUMNS = ("id", "label", "shown", "context", "heading", "note")
NOTE = len(COLUMNS) - 1
ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
WORD = re.compile(r"(?<![^ ])[a-z]{2,}+(?![^ ])")  # a token that is an English word
PARTS = ("topics", "sections", "vocabulary", "ignored")

# A text of a fact: the number of its column in COLUMNS, and the text.
Said = tuple[int, str]
# A report's id, its table, its `PARTS`, and its facts: id, kind, topic, table, the length of the
# label, the tokens of each column. All tables are JSON.
Row = tuple[str, str, str, str, int, list[str]]
Report = tuple[str, str, list[str], list[Row]]
# A file that was read: its path, size, time in nanoseconds, SHA-256, and whether it has changed since.
Input = tuple[str, int, int, str, bool]


class Maker:
    """Makes the rows of reports, one after the other, and counts their words."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}  # of recent texts
        self._uses: dict[str, int] = {}  # of recent texts whose words are not yet counted
        self._notes: dict[str, int] = {}  # the same in notes

    def report(
        self,
        base: FactBase,
        own: Iterable[tuple[list[Said], Hashable]],
        shared: Mapping[Hashable, list[Said]],
    ) -> Report:
        """The rows of a report. Raises `LoadError` for a fact that is too long.

        `own` are the texts of each fact in the order of the records, and the key in `shared` of the
        texts that it has in common with others.
        """
        records, texts = [*base.records.values()], [*own]
        each_text = chain.from_iterable((*(said for said, _ in texts), *shared.values()))
        self._fold({text for _, text in each_text if text not in self._tokens})
        absent = {kind: blank(of, base.id) for kind, of in BY_ID.items()}
        common = {key: self._columns(said) for key, said in shared.items()}
        rows: list[Row] = []
        for record, (said, key) in zip(records, texts, strict=True):
            base.fill_state(record)
            data = stored(record, absent)
            if len(data) > MAX_FACT:
                why = tell(
                    "'{record}' has more than {size} MiB; divide it",
                    record=record["id"],
                    size=MAX_FACT >> 20,
                )
                raise refused(base.path, why, "wrong-value")
            words = zip(self._columns(said), common[key], strict=True)
            shown = [GAP.join([*mine, *theirs]) for mine, theirs in words]
            rows.append(
                (record["id"], record["kind"], record["topic"], data, len(record["zh"]), shown)
            )
        for key, times in Counter(key for _, key in texts).items():
            self._use(shared[key], times)
        self._use(chain.from_iterable(said for said, _ in texts), 1)
        parts = [dump(getattr(base, name)) for name in PARTS]
        return base.id, dump(base.report), parts, rows

    def _columns(self, said: Sequence[Said]) -> list[list[str]]:
        """The tokens of texts, by columns."""
        words: list[list[str]] = [[] for _ in COLUMNS]
        for column, text in said:
            words[column].append(self._tokens[text])
        return words

    def _use(self, said: Iterable[Said], times: int) -> None:
        """Note the use of texts."""
        for column, text in said:
            uses = self._notes if column == NOTE else self._uses
            uses[text] = uses.get(text, 0) + times

    def _fold(self, new: set[str]) -> None:
        """Fold texts that are not in `_tokens`."""
        listed = sorted(new)
        for text, folded in zip(listed, fold_all(listed), strict=True):
            self._tokens[text] = " ".join(tokens(folded))

    def counts(self, *, last: bool = False) -> dict[str, int]:
        """How often each run of characters and each English word was used since the last call.

        Nothing if there are few texts, unless it is the `last` call. Runs in notes do not count: they
        get no pinyin.
        """
        if len(self._tokens) <= MAX_TEXTS and not last:
            return {}
        counted: dict[str, int] = {}
        for many, noted in ((self._uses, False), (self._notes, True)):
            for text, times in many.items():
                if not noted and not text.isascii():
                    for run in dict.fromkeys(runs(text)):
                        counted[run] = counted.get(run, 0) + times
                for word in WORD.findall(self._tokens[text]):
                    counted[word] = counted.get(word, 0) + times
        for kept in (self._uses, self._notes, self._tokens):
            kept.clear()
        return counted


def read_input(path: str, then: os.stat_result) -> Input:
    """What is noted of a file that was read when it had the status `then`."""
    try:
        digest, now = file_digest(path), os.stat(path)
    except OSError:
        return path, 0, 0, "", True
    same = (now.st_size, now.st_mtime_ns) == (then.st_size, then.st_mtime_ns)
    return path, then.st_size, then.st_mtime_ns, digest, not same


def stored(record: Record, blanks: Mapping[str, Record]) -> str:
    """A fact as JSON: its state, and every field that differs from a blank record of its kind."""
    absent = blanks[record["kind"]]
    given = ("id", "topic", "section", "state")
    table = {k: v for k, v in record.items() if k not in given and v != absent[k]}
    numbers = {name: table.pop(name) for name in NUMBERS if name in table}
    # `json` would lose the printed digits of a decimal.
    exact = "".join(f'"{name}":{plain(value)},' for name, value in numbers.items())
    return f"{{{exact}{dump(table | {'state': record['state']})[1:]}"


def dump(value: Any) -> str:
    """A table as JSON."""
    return ENCODER.encode(value)
