"""Bases that no person wrote: lines of JSON, for each report its head and then its facts.

A head is `{"schema": 1, "report": ..., "topics": ..., "vocabulary": ...}`, the tables of a TOML
file but for the facts. A fact is a record as `--format jsonl` prints it; what follows from the
rest of it, and what is null, may be left out.
"""

import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from typing import Any

from ..errors import LoadError
from ..model.diagnostics import Diagnostic, Path
from ..model.kinds import BY_ID
from . import Document
from .files import BOM, SPECIAL, UTF16

LONGEST = 1024 * 1024  # bytes of a line
# What a record says of a fact beside what its table in a file says.
BESIDE = ("report", "id", "kind", "topic", "section", "state", "computed", "match", "referenced_by")


# In place of a text: anything may be in it, so rules look at what it says.
ESCAPED = "\\"


class Lines(Document):
    """One report in a file of lines; places are whole lines."""

    def __init__(self, path: str, line: int, head: dict[str, Any]) -> None:
        super().__init__(path, ESCAPED, head)
        self.first = line
        self.lines: dict[Path, int] = {}  # of facts

    def places(self, wanted: Iterable[Path]) -> Any:  # noqa: ARG002 - all are known
        """As of any document; `at` gives the fact's line, or the head's."""
        return self

    def at(self, path: Path) -> tuple[int, int]:
        """Line and column of a path."""
        return self.lines.get(path[:3], self.first), 1

    def add(self, line: int, record: dict[str, Any]) -> None:
        """Add a fact; raises `LoadError` where its line is not one of this report."""
        id, report = record.get("id"), self.tables.get("report")
        parts = id.split(".") if isinstance(id, str) else []
        of = report.get("id") if isinstance(report, dict) else None
        if len(parts) != 3 or parts[0] not in BY_ID:
            raise refused(self.path, line, "no fact's id; write KIND.TOPIC.NAME", "missing-key")
        if record.get("report", of) != of:
            why = (
                f"a fact of another report than the head on line {self.first}; put it below its own"
            )
            raise refused(self.path, line, why, "syntax")
        kind, topic, name = parts
        facts = self.tables.setdefault(kind, {}).setdefault(topic, {})
        if name in facts:
            first = self.lines[kind, topic, name]
            why = f"'{id}' is on line {first}, too; drop one"
            raise refused(self.path, line, why, "syntax")
        left_out = (*BESIDE, "value") if BY_ID[kind].computed else BESIDE
        facts[name] = {
            key: value
            for key, value in record.items()
            if key not in left_out and value is not None and value != []
        }
        self.lines[kind, topic, name] = line

    def take(self) -> dict[str, Any]:
        """The tables so far, which are forgotten but for the report that facts are compared with."""
        tables = self.tables
        self.tables = {"report": tables.get("report")}
        self.lines = {}
        return tables


class Reader:
    """The reports of a file of lines, one after the other."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.objects = objects(path)
        self.head: tuple[int, dict[str, Any]] | None = None  # of the next report

    def reports(self, few: int | None = None) -> Iterator[Lines]:
        """Each report; one of `few` facts or more as soon as it has so many, to be filled on.

        Raises `LoadError` at a line that is no JSON object, or not at its place in the file.
        """
        self.head = next(self.objects, None)
        if self.head is None:
            raise refused(self.path, 1, "no report in it; begin with a head", "unreadable")
        while self.head is not None:
            (number, record), self.head = self.head, None
            if "schema" not in record:
                why = 'a fact before any head; begin with {"schema": 1, "report": ...}'
                raise refused(self.path, number, why, "syntax")
            if kinds := [key for key in record if key in BY_ID]:
                why = f"'{kinds[0]}' in a head; write each fact as a line of its own"
                raise refused(self.path, number, why, "syntax")
            found = Lines(self.path, number, record)
            self.fill(found, few)
            yield found
            while self.fill(found, few):  # what nobody wanted
                found.take()

    def fill(self, found: Lines, few: int | None) -> bool:
        """Read on until a report ends or has `few` facts, and say whether there may be more."""
        if self.head is None:
            for number, record in self.objects:
                if "schema" in record:
                    self.head = (number, record)
                    break
                found.add(number, record)
                if len(found.lines) == few:
                    return True
        return False


def objects(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines, each with its line; blank lines are skipped."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise refused(path, 1, SPECIAL, "unreadable")
    try:
        with open(path, "rb") as file:
            number = 0
            while data := file.readline(LONGEST + 1):
                number += 1
                if number == 1 and data.startswith(UTF16):
                    raise refused(path, 1, "UTF-16 text; save the file as UTF-8", "encoding")
                if len(data) > LONGEST:
                    raise refused(path, number, "a line over 1 MiB; split it", "syntax")
                if data.strip():
                    yield number, parsed(path, number, data.removeprefix(BOM))
    except OSError as error:
        why = f"cannot be read: {(error.strerror or str(error)).lower()}; check the path"
        raise refused(path, 1, why, "unreadable") from None


def parsed(path: str, number: int, data: bytes) -> dict[str, Any]:
    """One line as an object; raises `LoadError` when it is none."""
    try:
        record = decode(data.decode())
    except UnicodeDecodeError as error:
        why = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise refused(path, number, why, "encoding") from None
    except JSONDecodeError as error:
        why = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}; mend it here or just before"
        raise refused(path, number, why, "syntax", error.colno) from None
    except TwiceError as error:
        why = f"key '{error}' twice in an object; drop one"
        raise refused(path, number, why, "syntax") from None
    except (ValueError, RecursionError, ArithmeticError):
        raise refused(path, number, "not JSON that can be read; mend the line", "syntax") from None
    if not isinstance(record, dict):
        raise refused(path, number, "no JSON object; write {...}", "syntax")
    return record


class TwiceError(ValueError):
    """A key that stands twice in an object, as no TOML has it."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The keys and values of an object; raises `TwiceError`."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise TwiceError(next(name for name in names if names.count(name) > 1))
    return found


decode = JSONDecoder(parse_float=Decimal, object_pairs_hook=once).decode


def refused(path: str, line: int, message: str, rule: str, column: int = 1) -> LoadError:
    """The error for a line."""
    return LoadError([Diagnostic(path, line, column, "error", message, rule)])
