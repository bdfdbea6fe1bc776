"""Opens the bases that a command asks for, and warns about compiled ones that are out of date."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import LoadError, NotFoundError
from ..messages import tell
from ..model.base import Bases, Chain, FactBase, Loaded
from ..store import Document, documents, find_all, is_compiled, load_lock, locate, misfits
from ..store.lockfile import checksum
from . import output

if TYPE_CHECKING:  # loaded at run time only when there are problems or compiled bases
    from ..model.diagnostics import Finding
    from ..model.lock import States
    from ..store.compiled.reader import StoredBases

# An installed package contains the shipped base, which was checked when the package was built.
# In a checkout the base is at the top, and is checked like any other.
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGED = os.path.join(HERE, "data", "facts.toml")
CHECKOUT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "data", "facts.toml")

SLOW = 1.0  # seconds of reading; after that, a message suggests `compile`
# Errors that malformed rows of a compiled base can cause anywhere in the code.
UNSOUND = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
OPENED: "list[StoredBases]" = []  # the compiled bases that this command opened


def paths(given: Sequence[str]) -> list[str]:
    """The paths of the facts: as given, or from PJREPORT_FACTS, or the shipped base."""
    if given:
        return list(given)
    wanted = os.environ.get("PJREPORT_FACTS", "")
    if listed := [path for path in wanted.split(os.pathsep) if path]:
        return listed
    return [PACKAGED if os.path.exists(PACKAGED) else CHECKOUT]


def open_bases(given: Sequence[str]) -> Chain:
    """The bases in these files and folders. Raises `LoadError` with the problems of all of them."""
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
            bases += open_file(file, real, seen, compiled_already, problems)
    if problems:
        raise LoadError(problems)
    if bases or not parts:
        parts.append(Loaded(bases))
    if (taken := monotonic() - start) > SLOW and (folders := [*filter(os.path.isdir, given)]):
        output.complain(
            tell(
                "pjreport: reading {count} files took {taken:.1f} s; `pjreport compile "
                "{folders} -o base.db` makes a base that answers at once",
                count=len(files),
                taken=taken,
                folders=folders[0],
            )
        )
    return Chain(parts)


class AlreadyCompiled:
    """The inputs of the compiled bases that were given, so that no input is read twice."""

    def __init__(self, compiled: "Collection[StoredBases]") -> None:
        self.reports: dict[str | None, str] = {
            id: stored.path for stored in compiled for id in stored.reports()
        }
        self.paths = {path for stored in compiled for path in stored.inputs.paths()}
        self.digests = {digest for stored in compiled for digest in stored.inputs.digests()}

    def has(self, file: str, real: str) -> bool:
        """Whether a file is an input: by its path, or by its content if it was moved."""
        if not self.reports or real in self.paths:  # `stale_inputs` warns if it has changed
            return bool(self.reports)
        from ..store.compiled.inputs import file_digest

        try:
            return file_digest(file) in self.digests
        except OSError:
            return False  # reading the file will say why

    def replaces(self, document: Document) -> bool:
        """Whether a compiled base has another version of this report; warns if so."""
        answers = self.reports.get(document.report)
        if answers is None:
            return False
        said = tell(
            "{path} is not what {answers} was compiled from", path=document.path, answers=answers
        )
        output.complain(tell("pjreport: {said}, which answers; compile it again", said=said))
        return True


def open_file(
    file: str,
    real: str,
    seen: dict[str, str],
    compiled_already: AlreadyCompiled,
    problems: list[Any],
) -> list[FactBase]:
    """The bases of a file. Problems are added to `problems`; a base with problems is left out."""
    bases = []
    try:
        packaged = read_packaged(file, real)
        for document in documents(file) if packaged is None else [packaged[0]]:
            if compiled_already.replaces(document):
                continue
            found = doubts(document) if packaged is None else []
            if found := found + repeated(document, seen):
                problems += locate(document, found)
            else:
                states = states_of(document) if packaged is None else packaged[1]
                bases.append(FactBase(file, document.tables, states))
                bases[-1].texts = None if packaged is None else packaged_texts
    except LoadError as error:
        problems += error.problems
    return bases


def read_packaged(file: str, real: str) -> "tuple[Document, States] | None":
    """The shipped base of an installed package with its states; None for any other file.

    Also None if somebody has edited it: then it is read like any other base.
    """
    if real != os.path.realpath(PACKAGED):
        return None
    try:
        from .. import packaged  # type: ignore[attr-defined]  # made by hatch_build.py

        if checksum(PACKAGED) != packaged.CHECKSUM:
            return None
    except (ImportError, OSError):  # the package was not built by hatch, or has no lock
        return None
    return Document(file, "", packaged.TABLES), packaged.STATES.__getitem__


def packaged_texts() -> Any:
    """The searched texts of the shipped base, which the build gathered."""
    from .. import packaged_texts  # type: ignore[attr-defined]  # made by hatch_build.py

    return packaged_texts.TEXTS


def open_compiled(files: Collection[str], problems: list[Any]) -> "dict[str, StoredBases]":
    """Compiled bases by their files. Problems are added to `problems`."""
    found: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for file in files:
        from ..store.compiled.reader import StoredBases  # imports SQLite

        start = monotonic()
        try:
            found[file] = StoredBases(file)
            problems += (
                f"{file}:1:1: error: {already(id, first)} [duplicate-report]"
                for id in (found[file].reports() if len(files) > 1 else ())
                if (first := seen.setdefault(id, file)) != file
            )
        except LoadError as error:
            problems += error.problems
        if (taken := monotonic() - start) > SLOW:
            output.complain(
                tell(
                    "pjreport: reading all of {file} took {taken:.1f} s, because it was copied "
                    "without its time; copy it with `cp -p`, or compile it here",
                    file=file,
                    taken=taken,
                )
            )
    OPENED.extend(found.values())
    return found


@contextmanager
def answering_for_bases() -> Iterator[None]:
    """Wraps a command: warns about changed inputs of the compiled bases that it opened.

    An error from a malformed row becomes a `LoadError`.
    """
    try:
        try:
            yield
        except NotFoundError:  # a changed input may hold it, so warn about every changed input
            for stored in OPENED:
                stored.used = None
            raise
        finally:
            output.complain(*stale_inputs())
    except UNSOUND as error:
        if not OPENED:
            raise
        path, what = OPENED[0].path, f"{type(error).__name__}: {error}"
        why = tell(
            "no answer from it ({what}); compile it again, and if that does not help, report this",
            what=what,
        )
        raise LoadError(
            [tell("{path}:1:1: error: {why} [unreadable]", path=path, why=why)]
        ) from error
    finally:
        OPENED.clear()


def stale_inputs() -> Iterator[str]:
    """A warning for each changed input that this command's answer used."""
    for stored in OPENED:
        stale = stored.inputs.stale(stored.used)
        if stale is None:
            why = tell("the folders of its inputs do not answer")
            yield tell(
                "pjreport: {path} may be out of date: {why}; `pjreport check` looks again",
                path=stored.path,
                why=why,
            )
        for path in stale or ():
            yield tell(
                "pjreport: {path} has changed since {path2} was compiled; compile it again",
                path=path,
                path2=stored.path,
            )


def doubts(document: Document) -> "list[Finding]":
    """The problems of a file on its own: its shape and its consistency."""
    from ..check import consistency

    return misfits(document) + consistency(document.tables, document.text)


def states_of(document: Document) -> "States | None":
    """A function from id to state for a sound base; None without a readable lock."""
    try:
        lock = load_lock(document.path)
    except LoadError as error:
        output.complain(*error.lines)
        return None
    return None if lock is None else lock.states(document.tables)


def repeated(document: Document, seen: dict[str, str]) -> "list[Finding]":
    """A finding if an earlier file has the same report id. `seen` maps report ids to files."""
    id = document.report
    if id is None:
        return []  # `misfits` reports the missing id
    if id not in seen:
        seen[id] = document.path
        return []
    first = seen[id]
    from ..model.diagnostics import Finding

    return [Finding(("report", "id"), already(id, first), "duplicate-report")]


def already(id: str, first: str) -> str:
    """The message for a report id that two files have."""
    return tell("report id '{id}' is also that of {first}; give each its own", id=id, first=first)
