"""What one command works with: the bases opened, the language, the format, the way out."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from ..errors import NotFoundError, UsageError
from ..lookup import select
from ..model.base import Bases, FactBase, Record
from ..model.kinds import BY_ID, LAST, record_fields, shown_by_all
from ..model.table import Column, Look, Table
from ..render import BY_EXTENSION, FORMATS, Format, renderer
from ..render import BY_NAME as FORMAT_BY_NAME
from ..text import suggest
from . import bases as opening
from . import output
from .interface.parser import Options
from .language import language


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
        bases = opening.open_bases(opening.paths(self.options.facts))
        wanted = self.options.report
        if wanted is None:
            return bases
        if wanted not in bases:
            names = {name: base.id for base in bases for name in called(base)}
            ids = [base.id for base in bases]
            raise NotFoundError(f"no report '{wanted}'; {suggest.meant(wanted, names, ids)}")
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
                raise UsageError(f"no format '{name}'; {suggest.meant(name, names, [*names])}")
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
        from ..lookup import display

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


def one_of(what: str, value: str, allowed: Sequence[str]) -> str:
    """`value`, if it is allowed; else raises `UsageError`."""
    if value not in allowed:
        raise UsageError(f"no {what} '{value}'; use {' or '.join(allowed)}")
    return value
