"""What commands share: opening the bases, choosing language and format, writing the output."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from ..errors import NotFoundError, UsageError
from ..lookup import select
from ..messages import tell
from ..model.base import Chain, Record
from ..model.kinds import BY_ID
from ..model.records import added, every_field, shown_by_all
from ..model.table import ROLES, SPARE, Column, Line, Look, Marks, Row, Table
from ..render import BY_EXTENSION, BY_NAME, Format, renderer
from ..text import suggest
from . import bases as opening
from . import output
from .interface.parser import Options
from .language import language

# Fields of a report that may name it.
CALLED = ("id", "zh", "en", "publisher_zh", "publisher_en")
Renderer = Callable[[Table, Look], str | bytes]
T = TypeVar("T")  # `Format` or `ExportFormat`


class Session:
    """One command's options, and what they lead to."""

    def __init__(self, options: Options, default: str = "") -> None:
        """`default` is the format of a command that has its own, in a terminal and in a pipe."""
        self.options = options
        self.default = default
        self.lang = language(options.lang)
        self.color = options.color or "auto"
        if self.color not in ("auto", "always", "never"):
            raise UsageError(
                tell("no color '{color}'; use auto or always or never", color=self.color)
            )
        if options.excel and self.format.name != "csv":
            raise UsageError(tell("--excel without CSV; add --format csv"))

    @cached_property
    def bases(self) -> Chain:
        """The fact bases asked for. Raises `LoadError` with the problems of all of them."""
        bases = opening.open_bases(opening.paths(self.options.facts))
        return only(bases, self.options.report)

    @property
    def file(self) -> str | None:
        """The file to write; None for standard output."""
        return None if self.options.output == "-" else self.options.output

    @cached_property
    def format(self) -> Format:
        """The format: as asked, or by the extension of the output file, or by where output goes."""
        options = self.options
        if options.json and options.format not in (None, "json"):
            raise UsageError(
                tell("--json and --format {format}; give one of them", format=options.format)
            )
        name = "json" if options.json else options.format
        if name is None and self.file is None:
            name = self.default or ("table" if output.terminal() else "tsv")
        format = format_of(self.file or "", name, BY_NAME, BY_EXTENSION)
        if format.numbers and self.file is None:
            raise UsageError(
                tell("{name} to standard output; name a file with -o", name=format.name)
            )
        return format

    @contextmanager
    def answering(self) -> Iterator[None]:
        """On `NotFoundError` with JSON on standard output, print an empty array for scripts."""
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
        marks: Marks | None = None,
    ) -> None:
        """Sort, limit and write `records`, which are of `kinds` and have `more` fields.

        Output for people has only those of `more` that are in `marked`. `marks` finds in a
        text why a fact is there.
        """
        known = [*every_field(kinds), *more]
        if self.options.sort is not None:
            field = select.known_field(self.options.sort.removeprefix("-"), known)
            if field == "state":
                self.bases.fill_states(records)
            places = select.places(self.bases, kinds, field)
            records = select.order(records, field, self.options.sort.startswith("-"), places)
        records = records[: self.options.limit]
        self.bases.fill_states(records)
        if self.format.people:
            self.write(self.table(records, kinds, heading(), known, marked, marks))
            return
        usual = [*self.usual(kinds, records), *more]
        names = known if self.format.whole else usual
        rows = records
        if self.options.fields is not None:
            names = select.field_names(self.options.fields, usual, known)
            rows = [{name: record.get(name) for name in names} for record in records]
        self.write(Table([Column(name, self.title(name)) for name in names], rows))
        computed = [record["id"] for record in records if record.get("computed")]
        if computed and "value" in names and not {"id", "kind", "computed"} & set(names):
            output.complain(
                tell(
                    "pjreport: computed, not printed in the report: {names}",
                    names=", ".join(computed),
                )
            )

    def table(
        self,
        records: Sequence[Record],
        kinds: Sequence[str],
        heading: Sequence[str] = (),
        known: Sequence[str] = (),
        marked: Sequence[str] = (),
        marks: Marks | None = None,
    ) -> Table:
        """The table of `records` for people. For the parameters see `list_facts`."""
        from ..lookup import listing

        return listing.table(
            self.bases,
            records,
            kinds,
            self.lang,
            fields=self.options.fields,
            known=known,
            heading=heading if self.options.header else (),
            marked=marked,
            marks=marks,
            numbers=self.format.numbers,
        )

    def list_rows(
        self,
        rows: Sequence[Row],
        usual: Sequence[str],
        known: Sequence[str],
        *,
        titles: Mapping[str, tuple[str, str]] = {},
        roles: Mapping[str, str] = ROLES,
    ) -> list[str]:
        """Limit and write `rows` that are not records of facts. Returns the column names.

        The columns are the `usual` ones, or those of `known` that `--fields` names. `titles` are
        column titles that the fields of facts do not have.
        """
        names = select.field_names(self.options.fields, usual, known)
        headings = dict.fromkeys(names, "")
        if self.format.people:
            from ..lookup import titles as known_titles

            english = self.lang == "en"
            headings = {
                name: titles[name][english]
                if name in titles
                else known_titles.title(name, self.lang)
                for name in names
            }
        spare = set(SPARE).difference(select.asked_for(self.options.fields))
        columns = [
            Column(name, headings[name], roles.get(name, "text"), name in spare) for name in names
        ]
        self.write(Table(columns, rows[: self.options.limit]))
        return names

    def title(self, name: str) -> str:
        """The heading of a field in CSV for Excel; other formats for programs have names."""
        if not self.options.excel:
            return ""
        from ..lookup import titles

        return titles.title(name, self.lang)

    def usual(self, kinds: Sequence[str], records: Sequence[Record]) -> list[str]:
        """The fields of delimited output: the id first; the report last, if there are several.

        Columns that came later stand behind all others, and only if a record needs them.
        """
        own = shown_by_all(kinds)
        if any(BY_ID[kind].figure for kind in kinds):
            own = [*dict.fromkeys(["value", "unit", *own]), "computed"]
        report = ["report"] if len(self.bases) > 1 else []
        last = [*added(kinds, records), *report]
        return ["id", "zh", "en", *own, "lines", "evidence", "state", *last]

    def write(self, table: Table) -> None:
        """Write `table` in the chosen format to the chosen place."""
        self.deliver(self.rendered(lambda render: render(table, self.look())))

    def rendered(self, call: Callable[[Renderer], str | bytes]) -> str | bytes:
        """What a call of the format's renderer gives. Raises `UsageError` without its library."""
        try:
            return call(renderer(self.format.name))
        except ImportError:
            needs = self.format.needs
            if needs is None:
                raise
            raise UsageError(
                tell(
                    "no {needs}, which {name} needs; pip install {needs2}",
                    needs=needs,
                    name=self.format.name,
                    needs2=needs,
                )
            ) from None

    def write_page(self, lines: Sequence[Line]) -> None:
        """Write lines for people to the chosen place."""
        from ..render import page

        self.deliver(page.render(lines, self.look()))

    def look(self) -> Look:
        """How output may look at the chosen place."""
        to_file = self.file is not None
        return Look(
            width=None if to_file else output.width(),
            color=not to_file and self.format.people and output.color(self.color),
            header=self.options.header,
            ascii=not to_file and output.ascii_only(),
            excel=self.options.excel,
            lang=self.lang,
        )

    def deliver(self, text: str | bytes) -> None:
        """Write a text to the chosen place."""
        output.deliver(text, self.file, people=self.format.people)
        if self.format.name == "csv" and self.file and not self.options.excel and output.watched():
            output.complain(
                tell("pjreport: for Excel, add --excel or write to a name that ends with .xlsx")
            )


def only(bases: Chain, wanted: str | None) -> Chain:
    """The base of the report `wanted`, or all bases for None. Raises `NotFoundError`."""
    if wanted is None:
        return bases
    if wanted not in bases:
        names = {base.report[key]: base.id for base in bases for key in CALLED}
        ids = [base.id for base in bases]
        raise NotFoundError(
            tell(
                "no report '{wanted}'; {wanted2}",
                wanted=wanted,
                wanted2=suggest.meant(wanted, names, ids),
            )
        )
    return bases.only(wanted)


def format_of(
    path: str, name: str | None, by_name: Mapping[str, T], by_extension: Mapping[str, T]
) -> T:
    """The format `name`, or the one for the extension of `path`. Raises `UsageError` for none."""
    if name is not None:
        return by_name[suggest.checked("format", name, [*by_name])]
    extension = os.path.splitext(path)[1].lower()
    if extension not in by_extension:
        known = ", ".join(by_extension)
        raise UsageError(
            tell("no format for '{path}'; use --format, or one of {known}", path=path, known=known)
        )
    return by_extension[extension]
