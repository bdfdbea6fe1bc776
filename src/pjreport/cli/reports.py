"""Files read for a compiled base: into the rows of their reports, or what is wrong with them.

Many files are read by several processes. What they find goes through a pipe each, in the order of the
files, so the result is the same. Only plain data is sent, by `marshal`: it is read by the same program
that wrote it.
"""

import marshal
import os
import signal
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from ..errors import LoadError, PjreportError
from ..messages import tell
from ..model.base import FactBase
from ..model.diagnostics import Diagnostic
from ..search.corpus import own, shared, sharing
from ..search.searched import (
    ALSO,
    EVIDENCE,
    FIGURE,
    HEADING,
    ID,
    LABEL,
    NOTE,
    UNSTATED,
)
from ..store import documents, is_lines, locate
from ..store.compiled.rows import Input, Maker, Report, Said, read_input
from ..store.lockfile import lock_path
from .bases import doubts, states_of
from .faults import told

# The column of the full-text index for each place where a fact's text can stand.
COLUMN = {ID: 0, LABEL: 1, FIGURE: 2, ALSO: 2, EVIDENCE: 2, HEADING: 4, NOTE: 5, UNSTATED: 5}
MOST = 8  # processes; one writes, and cannot keep up with more
SMALL = 2 << 20  # bytes of files that one process reads as soon as several
LENGTH = 4  # bytes of the length of a message
PIPE = 1 << 20  # bytes that wait in a pipe; Linux gives no more
SIZE = 1031  # F_SETPIPE_SZ

# What is found in a file, in this order: for each report `report`, or `problems`; `counts` at times; `end`.
Found = tuple[str, Any]


class Reader:
    """Reads files one after the other."""

    def __init__(self) -> None:
        self.maker = Maker()

    def read(self, file: str) -> Iterator[Found]:
        """What is found in a file."""
        inputs: list[Input] = []
        status = os.stat(file) if os.path.exists(file) else None
        try:
            for document in documents(file):
                if found := doubts(document):
                    yield "problems", (document.report, plain(locate(document, found)))
                elif status is not None:
                    base = FactBase(file, document.tables, states_of(document))
                    inputs = inputs or inputs_of(file, status)
                    yield "report", (self.report(base), inputs)
                    if counts := self.maker.counts():
                        yield "counts", counts
                    del base
        except LoadError as error:
            yield "problems", (None, plain(error.problems))

    def report(self, base: FactBase) -> Report:
        """The rows of a report. Raises `LoadError`."""
        common: dict[Any, list[Said]] = {}
        texts = []
        for record in base.records.values():
            key = sharing(record)
            if key not in common:
                common[key] = placed(shared(base, record))
            texts.append((placed(own(base, record)), key))
        return self.maker.report(base, texts, common)

    def all(self, files: Sequence[str]) -> Iterator[Found]:
        """What is found in some files. After each comes `end`, and after the last the counts."""
        for file in files:
            yield from self.read(file)
            yield "end", None
        yield "counts", self.maker.counts(last=True)


def placed(said: Sequence[Said]) -> list[Said]:
    """Texts with the columns of the index that they go to."""
    return [(COLUMN.get(place, 3), text) for place, text in said]


def inputs_of(file: str, status: os.stat_result) -> list[Input]:
    """A file, and its lock if it has one."""
    lock = lock_path(file)
    if is_lines(file) or not os.path.isfile(lock):
        return [read_input(file, status)]
    return [read_input(file, status), read_input(lock, os.stat(lock))]


def plain(problems: Sequence[Any]) -> list[Any]:
    """Problems that can be sent."""
    return [each if isinstance(each, str) else tuple(each) for each in problems]


def problems(found: Sequence[Any]) -> list[Any]:
    """Problems that were sent."""
    return [each if isinstance(each, str) else Diagnostic(*each) for each in found]


def processes(files: Sequence[str]) -> int:
    """How many processes read some files: as many as there are cores, or one if there is little."""
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 1
    size = 0
    for file in files:
        with suppress(OSError):
            size += os.path.getsize(file)
        if size > SMALL:
            return min(len(os.sched_getaffinity(0)), len(files), MOST)
    return 1


class Readers:
    """Processes that read files in turn: the first file is the first one's, and so on.

    They end when what they send is no longer wanted, so none outlives this process for long.
    """

    def __init__(self, files: Sequence[str], count: int) -> None:
        self.files = files
        self.streams: list[IO[bytes]] = []
        self.children: list[int] = []
        for number in range(count):
            self.start(files[number::count])

    def start(self, files: Sequence[str]) -> None:
        """Start a process that reads some files."""
        out, into = os.pipe()
        with warnings.catch_warnings():
            # Python warns of threads. A command has none; a program that calls it may.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            os.close(out)
            for stream in self.streams:
                os.close(stream.fileno())  # or the others would never see that nobody reads
            send(files, into)
        os.close(into)
        self.children.append(child)
        self.streams.append(os.fdopen(out, "rb", PIPE))

    def all(self) -> Iterator[Found]:
        """What is found, as of one `Reader`. Raises `PjreportError` if a process has failed."""
        for number in range(len(self.files)):
            kind = ""
            while kind != "end":
                kind, found = receive(self.streams[number % len(self.streams)])
                yield kind, found
        for stream in self.streams:
            yield receive(stream)

    def close(self) -> None:
        """End the processes."""
        for stream in self.streams:
            stream.close()
        for child in self.children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def receive(stream: IO[bytes]) -> Found:
    """The next message of a process. Raises `PjreportError` if it has failed."""
    head = stream.read(LENGTH)
    data = stream.read(int.from_bytes(head))
    if len(head) < LENGTH or len(data) < int.from_bytes(head):
        raise PjreportError(tell("a process that reads files was ended from outside; try again"))
    kind, found = marshal.loads(data)  # noqa: S302 - of a child of this process
    if kind == "fault":
        raise PjreportError(found)
    return kind, found


def send(files: Sequence[str], into: int) -> None:
    """Read some files and send what is found. Does not return."""
    status = 1
    try:
        with os.fdopen(into, "wb", 0) as stream:
            widen(into)
            try:
                for found in Reader().all(files):
                    put(stream, found)
                status = 0
            except Exception as error:  # noqa: BLE001 - nobody foresaw it; the parent tells it
                put(stream, ("fault", told(error)))
    finally:
        os._exit(status)


def put(stream: IO[bytes], found: Found) -> None:
    """Send a message."""
    data = memoryview(marshal.dumps(found))
    stream.write(len(data).to_bytes(LENGTH))
    while data:
        data = data[stream.write(data) :]


def widen(pipe: int) -> None:
    """Let more wait in a pipe, where that is possible."""
    from fcntl import fcntl

    with suppress(OSError):
        fcntl(pipe, SIZE, PIPE)
