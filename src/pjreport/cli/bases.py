"""Opening the bases that a command asks for, and what is to be said of those that are compiled."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import LoadError, NotFoundError
from ..model.base import Bases, Chain, FactBase, Loaded
from ..store import Document, documents, find_all, is_compiled, load_lock, locate, misfits
from . import output

if TYPE_CHECKING:  # what describes problems, or reads compiled bases, is loaded when there are some
    from ..model.diagnostics import Finding
    from ..model.lock import States
    from ..store.compiled.reader import StoredBases

# The shipped base lies inside an installed package, where it is part of the program
# and was checked with it; in a checkout it lies at the top, and is checked like any other.
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGED = os.path.join(HERE, "data", "facts.toml")
CHECKOUT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "data", "facts.toml")

SLOW = 1.0  # seconds of reading, after which a compiled base is worth naming
# What the code says of rows that are not as they should be.
UNSOUND = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
OPENED: "list[StoredBases]" = []  # by this command


def paths(given: Sequence[str]) -> list[str]:
    """Where the facts are: as given, else PJREPORT_FACTS, else the shipped base."""
    if given:
        return list(given)
    wanted = os.environ.get("PJREPORT_FACTS", "")
    if listed := [path for path in wanted.split(os.pathsep) if path]:
        return listed
    return [PACKAGED if os.path.exists(PACKAGED) else CHECKOUT]


def open_bases(given: Sequence[str]) -> Chain:
    """The bases of these files and folders; raises `LoadError` with every problem in all of them."""
    files, problems = find_all(given)
    start = monotonic()
    databases = {file for file in files.values() if file != PACKAGED and is_compiled(file)}
    compiled = open_compiled(databases, problems)
    compiled_already = AlreadyCompiled(compiled.values() if len(files) > len(databases) else ())
    parts: list[Bases] = []
    bases: list[FactBase] = []
    seen: dict[str, str] = {}
    for real, file in files.items():
        if file in compiled:
            parts += [Loaded(bases), compiled[file]] if bases else [compiled[file]]
            bases = []
        elif file not in databases and not compiled_already.has(file, real):
            bases += open_file(file, seen, compiled_already, problems)
    if problems:
        raise LoadError(problems)
    if bases or not parts:
        parts.append(Loaded(bases))
    if (taken := monotonic() - start) > SLOW and (folders := [*filter(os.path.isdir, given)]):
        output.complain(
            f"pjreport: reading {len(files)} files took {taken:.1f} s; "
            f"`pjreport compile {folders[0]} -o base.db` makes a base that answers at once"
        )
    return Chain(parts)


class AlreadyCompiled:
    """What compiled bases answer for that are given, too: the files they were made from."""

    def __init__(self, compiled: "Collection[StoredBases]") -> None:
        self.reports: dict[str | None, str] = {
            id: stored.path for stored in compiled for id in stored.reports()
        }
        self.paths = {
            os.path.realpath(path) for stored in compiled for path in stored.inputs.paths()
        }
        self.digests = {digest for stored in compiled for digest in stored.inputs.digests()}

    def has(self, file: str, real: str) -> bool:
        """Whether a file is one of them: by its place, or wherever it lies now by its content."""
        if not self.reports or real in self.paths:  # a changed one is named as such
            return bool(self.reports)
        from ..store.compiled.digest import file_digest

        try:
            return file_digest(file) in self.digests
        except OSError:
            return False  # whoever reads it says why

    def replaces(self, document: Document) -> bool:
        """Whether they have another version of a report, which is then said."""
        answers = self.reports.get(document.report)
        if answers is None:
            return False
        said = f"{document.path} is not what {answers} was compiled from"
        output.complain(f"pjreport: {said}, which answers; compile it again")
        return True


def open_file(
    file: str, seen: dict[str, str], compiled_already: AlreadyCompiled, problems: list[Any]
) -> list[FactBase]:
    """The bases of a file; what is wrong is added to `problems`, and of no such base."""
    bases = []
    try:
        packaged = read_packaged(file)
        for document in documents(file) if packaged is None else [packaged[0]]:
            if compiled_already.replaces(document):
                continue
            found = doubts(document) if packaged is None else []
            if found := found + repeated(document, seen):
                problems += locate(document, found)
            else:
                states = states_of(document) if packaged is None else packaged[1]
                bases.append(FactBase(file, document.tables, states))
    except LoadError as error:
        problems += error.problems
    return bases


def read_packaged(file: str) -> "tuple[Document, States] | None":
    """The base of an installed package with its states, which were checked when it was built."""
    if file != PACKAGED:
        return None
    try:
        from .. import packaged  # type: ignore[attr-defined]  # made by hatch_build.py
    except ImportError:  # built in another way: as any base
        return None
    return Document(file, "", packaged.TABLES), packaged.STATES.__getitem__


def open_compiled(files: Collection[str], problems: list[Any]) -> "dict[str, StoredBases]":
    """Compiled bases by their files; what is wrong with them is added to `problems`."""
    found: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for file in files:
        from ..store.compiled.reader import StoredBases  # with SQLite, for such files only

        try:
            found[file] = StoredBases(file)
            problems += (
                f"{file}:1:1: error: {already(id, first)} [duplicate-report]"
                for id in (found[file].reports() if len(files) > 1 else ())
                if (first := seen.setdefault(id, file)) != file
            )
        except LoadError as error:
            problems += error.problems
    OPENED.extend(found.values())
    return found


@contextmanager
def answering_for_bases() -> Iterator[None]:
    """Around a command: says which inputs of the compiled bases it opened have changed since.

    Their rows may be anybody's: whatever they break is one clear `LoadError`.
    """
    try:
        try:
            yield
        except NotFoundError:  # in a changed input it may be found
            for stored in OPENED:
                stored.used = None
            raise
        finally:
            output.complain(*stale_inputs())
    except UNSOUND as error:
        if not OPENED:
            raise
        path, what = OPENED[0].path, f"{type(error).__name__}: {error}"
        why = (
            f"no answer from it ({what}); compile it again, and if that does not help, report this"
        )
        raise LoadError([f"{path}:1:1: error: {why} [unreadable]"]) from error
    finally:
        OPENED.clear()


def stale_inputs() -> Iterator[str]:
    """A line for each changed input of a compiled base that an answer of this command rests on."""
    for stored in OPENED:
        for path in stored.inputs.stale(stored.used):
            yield f"pjreport: {path} has changed since {stored.path} was compiled; compile it again"


def doubts(document: Document) -> "list[Finding]":
    """Everything that speaks against a file on its own."""
    from ..check import consistency

    return misfits(document) + consistency(document.tables, document.text)


def states_of(document: Document) -> "States | None":
    """What gives the states of a sound base's facts; a lock that cannot be read verifies nothing."""
    try:
        lock = load_lock(document.path)
    except LoadError as error:
        output.complain(*error.lines)
        return None
    return None if lock is None else lock.states(document.tables)


def repeated(document: Document, seen: dict[str, str]) -> "list[Finding]":
    """Whether one of the files `seen` before, by report id, is about the same report."""
    id = document.report
    if id is None:
        return []  # the shape of the file says so
    if id not in seen:
        seen[id] = document.path
        return []
    first = seen[id]
    from ..model.diagnostics import Finding

    return [Finding(("report", "id"), already(id, first), "duplicate-report")]


def already(id: str, first: str) -> str:
    """The message for a report that another file is about."""
    return f"report id '{id}' is also that of {first}; give each its own"
