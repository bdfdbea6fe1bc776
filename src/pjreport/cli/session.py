"""What one command works with: the bases opened, the language, the format, the way out."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import LoadError, NotFoundError, UsageError
from ..load import Document, documents, find_files, is_compiled, load_lock, locate, misfits
from ..model.base import Bases, FactBase, Joined, Record
from ..model.kinds import BY_ID, LAST, record_fields, shown_by_all
from ..model.table import Column, Look, Table
from ..query import select
from ..render import BY_EXTENSION, FORMATS, Format, renderer
from ..render import BY_NAME as FORMAT_BY_NAME
from . import output
from .options import Options

if TYPE_CHECKING:  # what describes problems, or reads compiled bases, is loaded when there are some
    from ..load.stored import StoredBases
    from ..model.problem import Finding
    from ..model.stamp import Lock

# The shipped base lies inside an installed package, where it is part of the program
# and was checked with it; in a checkout it lies at the top, and is checked like any other.
PACKAGED = str(Path(__file__).parents[1] / "data" / "facts.toml")
CHECKOUT = str(Path(__file__).parents[3] / "data" / "facts.toml")

SLOW = 1.0  # seconds of reading, after which a compiled base is worth naming
# What the code says of rows that are not as they should be.
UNSOUND = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
OPENED: "list[StoredBases]" = []  # by this command


class Session:
    """One command's options, and what follows from them."""

    def __init__(self, options: Options, default: str = "") -> None:
        """`default` is the format of a command that has one of its own, wherever it writes."""
        self.options = options
        self.default = default
        self.lang = language(options.lang)
        self.color = one_of("color", options.color or "auto", ("auto", "always", "never"))
        if options.excel and self.format.name != "csv":
            raise UsageError("--excel without CSV; add --format csv")

    @cached_property
    def bases(self) -> Bases:
        """The fact bases asked for; raises `LoadError` with every problem in all of them."""
        bases = open_bases(paths(self.options.facts))
        wanted = self.options.report
        if wanted is None:
            return bases
        if wanted not in bases:
            names = {name: base.id for base in bases for name in called(base)}
            ids = [base.id for base in bases]
            raise NotFoundError(f"no report '{wanted}'; {select.meant(wanted, names, ids)}")
        return bases.only(wanted)

    @property
    def file(self) -> str | None:
        """The file to write; None for standard output."""
        return None if self.options.output == "-" else self.options.output

    @cached_property
    def format(self) -> Format:
        """The format: as asked, by the extension of the output file, or by where it goes."""
        options = self.options
        if options.json and options.format not in (None, "json"):
            raise UsageError(f"--json and --format {options.format}; give one of them")
        name = "json" if options.json else options.format
        if name is not None:
            if name not in FORMAT_BY_NAME:
                names = {format.name: format.name for format in FORMATS}
                raise UsageError(f"no format '{name}'; {select.meant(name, names, [*names])}")
            return FORMAT_BY_NAME[name]
        if self.file is not None:
            extension = os.path.splitext(self.file)[1].lower()
            if extension not in BY_EXTENSION:
                known = ", ".join(BY_EXTENSION)
                raise UsageError(f"no format for '{self.file}'; use --format, or one of {known}")
            return BY_EXTENSION[extension]
        return FORMAT_BY_NAME[self.default or ("table" if output.terminal() else "tsv")]

    @contextmanager
    def answering(self) -> Iterator[None]:
        """A miss inside still prints a whole, empty document where scripts expect JSON.

        A file that is there already stays as it was.
        """
        try:
            yield
        except NotFoundError:
            if self.format.name == "json" and self.file is None:
                self.write(Table([], []))
            raise

    def list_facts(
        self,
        records: Sequence[Record],
        kinds: Sequence[str],
        heading: Callable[[], Sequence[str]],
        more: Sequence[str] = (),
        marked: Sequence[str] = (),
    ) -> None:
        """Sort, limit and write `records`, which are of `kinds` and have `more` fields.

        People see those of them that are `marked`.
        """
        known = [*every_field(kinds), *more]
        if self.options.sort is not None:
            field = select.known_field(self.options.sort.removeprefix("-"), known)
            records = select.order(records, field, self.options.sort.startswith("-"))
        records = records[: self.options.limit]
        if self.format.people:
            self.show(records, kinds, heading(), known, marked)
            return
        usual = [*self.usual(kinds), *more]
        names = known if self.format.whole else usual
        rows = records
        if self.options.fields is not None:
            names = chosen(self.options.fields, usual, known)
            rows = [{name: record.get(name) for name in names} for record in records]
        self.write(Table([Column(name, name) for name in names], rows))
        computed = [record["id"] for record in records if record.get("computed")]
        if computed and "value" in names and not {"id", "kind", "computed"} & set(names):
            output.complain(f"pjreport: computed, not printed in the report: {', '.join(computed)}")

    def show(
        self,
        records: Sequence[Record],
        kinds: Sequence[str],
        heading: Sequence[str],
        known: Sequence[str],
        marked: Sequence[str],
    ) -> None:
        """`records` for people: names, figures with units, and only what is there."""
        from ..query import display

        columns = display.columns(kinds, self.lang, several=len(self.bases) > 1)
        columns += [Column(name, display.title(name, self.lang)) for name in marked]
        states = {record["state"] for record in records}
        if len(states) == 1 and heading and self.options.header:  # said once for all
            state = display.STATES[states.pop()][self.lang == "en"]
            heading = [f"{heading[0]} · {state}", *heading[1:]]
        elif states:
            columns.append(Column("state", display.title("state", self.lang)))
        if self.options.fields is not None:
            by_name = {column.name: column for column in columns}
            names = chosen(self.options.fields, list(by_name), known)
            columns = [
                by_name.get(name) or Column(name, display.title(name, self.lang)) for name in names
            ]
        rows = [
            display.row(self.bases.named(record["report"]), record, self.lang) for record in records
        ]
        if not rows:
            heading = [*heading, display.nothing(self.lang)]
        self.write(Table(columns, rows, heading))

    def usual(self, kinds: Sequence[str]) -> list[str]:
        """The fields of a delimited line: id first, and the report last if there are several."""
        own = shown_by_all(kinds)
        if any(BY_ID[kind].figure for kind in kinds):
            own = [*dict.fromkeys(["value", "unit", *own]), "computed"]
        report = ["report"] if len(self.bases) > 1 else []
        return ["id", "zh", "en", *own, "lines", "evidence", "state", *report]

    def write(self, table: Table) -> None:
        """`table` in the chosen format, to the chosen place."""
        format = self.format
        file = self.file
        to_file = file is not None
        look = Look(
            width=None if to_file else output.width(),
            color=not to_file and format.people and output.color(self.color),
            header=self.options.header,
            ascii=not to_file and output.ascii_only(),
            excel=self.options.excel,
            lang=self.lang,
        )
        text = renderer(format.name)(table, look)
        if file is not None:
            output.write_file(file, text, self.bases.paths)
        else:
            output.write(text, people=format.people)


def chosen(wanted: str, usual: Sequence[str], known: Sequence[str]) -> list[str]:
    """The fields that `--fields` names; raises `UsageError` for one that is not known."""
    if wanted == "all":
        return list(known)
    names = [name.strip() for name in wanted.split(",")]
    added = [name.removeprefix("+") for name in names]
    for name in added:
        select.known_field(name, known)
    return list(dict.fromkeys([*usual, *added] if names[0].startswith("+") else added))


def every_field(kinds: Sequence[str]) -> list[str]:
    """The fields of all these kinds, in the order of records."""
    each = [name for kind in kinds for name in record_fields(BY_ID[kind])]
    last = [name for name in LAST if name in each]
    return [*dict.fromkeys(name for name in each if name not in last), *last]


def called(base: FactBase) -> tuple[str, ...]:
    """What people may call a report: its id, its names, its publisher's."""
    report = base.report
    return base.id, report["zh"], report["en"], report["publisher_zh"], report["publisher_en"]


def paths(given: Sequence[str]) -> list[str]:
    """Where the facts are: as given, else PJREPORT_FACTS, else the shipped base."""
    if given:
        return list(given)
    wanted = os.environ.get("PJREPORT_FACTS", "")
    if listed := [path for path in wanted.split(os.pathsep) if path]:
        return listed
    return [PACKAGED if os.path.exists(PACKAGED) else CHECKOUT]


def open_bases(given: Sequence[str]) -> Bases:
    """The bases of these files and folders; raises `LoadError` with every problem in all of them."""
    problems: list[object] = []
    files: dict[str, str] = {}
    for path in given:
        try:
            files.update({os.path.realpath(file): file for file in find_files(path)})
        except LoadError as error:
            problems += error.lines
    start = monotonic()
    databases = {file for file in files.values() if file != PACKAGED and is_compiled(file)}
    compiled = open_compiled(databases, problems)
    answered = Answered(compiled.values() if len(files) > len(databases) else ())
    parts: list[Bases] = []
    bases: list[FactBase] = []
    seen: dict[str, str] = {}
    for real, file in files.items():
        if file in compiled:
            parts += [Bases(bases), compiled[file]] if bases else [compiled[file]]
            bases = []
        elif file not in databases and not answered.has(file, real):
            bases += open_file(file, seen, answered, problems)
    if problems:
        raise LoadError(problems)
    if bases or not parts:
        parts.append(Bases(bases))
    if (taken := monotonic() - start) > SLOW and (folders := [*filter(os.path.isdir, given)]):
        output.complain(
            f"pjreport: reading {len(files)} files took {taken:.1f} s; "
            f"`pjreport compile {folders[0]} -o base.db` makes a base that answers at once"
        )
    return parts[0] if len(parts) == 1 else Joined(parts)


class Answered:
    """What compiled bases answer for that are given, too: the files they were made from."""

    def __init__(self, compiled: "Collection[StoredBases]") -> None:
        self.reports = {id: stored.path for stored in compiled for id in stored.reports()}
        self.paths = {os.path.realpath(path) for stored in compiled for path in stored.inputs()}
        self.digests = {digest for stored in compiled for digest in stored.digests()}

    def has(self, file: str, real: str) -> bool:
        """Whether a file is one of them: by its place, or wherever it lies now by its content."""
        if not self.reports or real in self.paths:  # a changed one is named as such
            return bool(self.reports)
        from ..load.digest import file_digest

        try:
            return file_digest(file) in self.digests
        except OSError:
            return False  # whoever reads it says why

    def instead(self, document: Document) -> bool:
        """Whether they have another version of a report, which is then said."""
        report = document.tables.get("report")
        id = report.get("id") if isinstance(report, dict) else None
        if not isinstance(id, str) or id not in self.reports:
            return False
        said = f"{document.path} is not what {self.reports[id]} was compiled from"
        output.complain(f"pjreport: {said}, which answers; compile it again")
        return True


def open_file(
    file: str, seen: dict[str, str], answered: Answered, problems: list[object]
) -> list[FactBase]:
    """The bases of a file; what is wrong is added to `problems`, and of no such base."""
    bases = []
    try:
        for document in documents(file):
            if answered.instead(document):
                continue
            if found := doubts(document) + repeated(document, seen):
                problems += locate(document, found)
            else:
                bases.append(FactBase(file, document.tables, lock_of(document)))
    except LoadError as error:
        problems += error.lines
    return bases


def open_compiled(files: Collection[str], problems: list[object]) -> "dict[str, StoredBases]":
    """Compiled bases by their files; what is wrong with them is added to `problems`."""
    found: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for file in files:
        from ..load.stored import StoredBases  # with SQLite, for such files only

        try:
            found[file] = StoredBases(file)
            problems += (
                f"{file}:1:1: error: {already(id, first)} [duplicate-report]"
                for id in (found[file].reports() if len(files) > 1 else ())
                if (first := seen.setdefault(id, file)) != file
            )
        except LoadError as error:
            problems += error.lines
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
        for path in stored.stale(stored.used):
            yield f"pjreport: {path} has changed since {stored.path} was compiled; compile it again"


def doubts(document: Document) -> "list[Finding]":
    """Everything that speaks against a file on its own; nothing is asked of the packaged one."""
    if document.path == PACKAGED:
        return []
    from ..trust import consistency

    return misfits(document) + consistency(document.tables, document.text)


def lock_of(document: Document) -> "Lock | None":
    """The lock of a base; one that cannot be read is named, and verifies nothing."""
    try:
        return load_lock(document.path, trusted=document.path == PACKAGED)
    except LoadError as error:
        output.complain(*error.lines)
        return None


def repeated(document: Document, seen: dict[str, str]) -> "list[Finding]":
    """Whether one of the files `seen` before, by report id, is about the same report."""
    report = document.tables.get("report")
    id = report.get("id") if isinstance(report, dict) else None
    if not isinstance(id, str):
        return []  # the shape of the file says so
    if id not in seen:
        seen[id] = document.path
        return []
    first = seen[id]
    from ..model.problem import Finding

    return [Finding(("report", "id"), already(id, first), "duplicate-report")]


def already(id: str, first: str) -> str:
    """The message for a report that another file is about."""
    return f"report id '{id}' is also that of {first}; give each its own"


def language(asked: str | None) -> str:
    """`zh` or `en`: as asked, else PJREPORT_LANG, else the locale's, else English."""
    wanted = asked or os.environ.get("PJREPORT_LANG")
    if wanted:
        return one_of("language", wanted, ("zh", "en"))
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def one_of(what: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed; else raises `UsageError`."""
    if value not in allowed:
        raise UsageError(f"no {what} '{value}'; use {' or '.join(allowed)}")
    return value
