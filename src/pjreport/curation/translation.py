"""The names of a base as a table for a translator, and back.

A row has the place of a name in the base, and the name in Chinese and English. It survives a
spreadsheet: what looks like a formula gets an apostrophe in front, which is taken away again.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import LoadError, UsageError
from ..messages import tell
from ..model.diagnostics import Diagnostic, Path
from ..model.factfile import languages, missing_names
from ..model.fields import LANGUAGES
from ..model.kinds import BY_ID
from ..store import Document, parsed
from ..store.editing import Editor, beside, value_at
from ..store.tomltext import value_text

COLUMNS = ("place", *LANGUAGES)
PAIRS = ("", "publisher_", "title_", "place_", "note_")  # what stands before the language in a key
RISKY = "=+-@\t\r'"  # begins a formula in a spreadsheet, or is the apostrophe itself
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
Table = dict[str, Any]


class Name(NamedTuple):
    """One name: the path of its table, what stands before the language in its key, its texts."""

    path: Path
    pair: str
    texts: tuple[str, ...]

    @property
    def place(self) -> str:
        """The place as it stands in the table for a translator."""
        path = ".".join(map(str, self.path))
        return f"{path}:{self.pair.removesuffix('_')}" if self.pair else path


def names(tables: Table) -> Iterator[Name]:
    """Every name of a base, in the order of its file."""
    for path, table in named(tables):
        for pair in PAIRS:
            texts = tuple(str(table.get(pair + lang) or "") for lang in LANGUAGES)
            if any(texts):
                yield Name(path, pair, texts)


def named(tables: Table) -> Iterator[tuple[Path, Table]]:
    """The tables of a base that have names."""
    yield ("report",), tables["report"]
    for group in ("sections", "topics"):
        yield from (((group, key), each) for key, each in tables.get(group, {}).items())
    for group, terms in tables.get("vocabulary", {}).items():
        yield from ((("vocabulary", group, key), each) for key, each in terms.items())
    yield from ((("ignored", at), each) for at, each in enumerate(tables.get("ignored", ())))
    for kind in BY_ID:
        for topic, entries in tables.get(kind, {}).items():
            yield from (((kind, topic, key), each) for key, each in entries.items())


def exported(tables: Table) -> str:
    """The names of a base as a table with tabs."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((each.place, *map(defused, each.texts)) for each in names(tables))
    return out.getvalue()


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] and text[0] in RISKY else text


def restored(text: str) -> str:
    """A text as it was before `defused`."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in RISKY else text


def read_table(path: str, data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table from a spreadsheet, with their lines: with tabs, commas or semicolons.

    Raises `LoadError` if it is no such table.
    """
    encoding = next((name for mark, name in BOMS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise refused(path, 1, tell("not UTF-8; save it as Unicode text or as CSV UTF-8")) from None
    head = text.split("\n", 1)[0]
    mark = max("\t,;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows: list[tuple[int, dict[str, str]]] = []
    columns: list[str] = []
    try:
        for row in reader:
            if not columns:
                columns = [each.strip().lower() for each in row]
            elif any(row):
                cells = zip(columns, map(str.strip, row), strict=False)
                rows.append((reader.line_num, {name: restored(cell) for name, cell in cells}))
    except csv.Error as error:
        raise refused(
            path, reader.line_num, tell("no table ({error}); export it again", error=error)
        ) from None
    if not set(COLUMNS) <= set(columns):
        raise refused(
            path, 1, tell("no columns {names}; export it again", names=", ".join(COLUMNS))
        )
    return rows


def refused(path: str, line: int, message: str) -> LoadError:
    """The error for a table that cannot be read."""
    return LoadError([Diagnostic(path, line, 1, "error", message, "unreadable")])


class Import(NamedTuple):
    """A base with the names of a table: its text, how many were filled, and what was left and why."""

    text: str
    filled: int
    left: list[str]


def imported(document: Document, rows: list[tuple[int, dict[str, str]]]) -> Import:
    """Fill in the names in the second language. The first language says which name is meant.

    When every name stands in both languages, the report declares both. Raises `UsageError` if the
    table has a name twice.
    """
    own = languages(document.tables.get("report"))[0]
    other = LANGUAGES[own == LANGUAGES[0]]
    known = {each.place: each for each in names(document.tables)}
    left: list[str] = []
    wanted: dict[Path, str] = {}
    seen: set[str] = set()
    for line, row in rows:
        place, text = row["place"], row.get(other, "")
        name = known.get(place)
        if place in seen:
            raise UsageError(
                tell(
                    "line {line}: {place} stands twice; keep one of the rows",
                    line=line,
                    place=place,
                )
            )
        seen.add(place)
        if name is None:
            left.append(tell("line {line}: no {place} in the base", line=line, place=place))
        elif text and row.get(own, "") != name.texts[LANGUAGES.index(own)]:
            left.append(
                tell("line {line}: {place} is called something else by now", line=line, place=place)
            )
        elif text and text != name.texts[LANGUAGES.index(other)]:
            wanted[*name.path, name.pair + other] = text
    changed = filled(document, wanted, own)
    complete = parsed(document.path, declaring(parsed(document.path, changed)))
    if [*languages(document.tables["report"])] == [own] and not [*missing_names(complete.tables)]:
        changed = complete.text
    return Import(changed, len(wanted), left)


def filled(document: Document, wanted: dict[Path, str], own: str) -> str:
    """The text of a base with more names, each in the line behind the name in the own language."""
    new: dict[Path, tuple[Path, Any]] = {}
    editor = Editor(document) if wanted else None
    for path, text in wanted.items():
        key = str(path[-1])
        if value_at(document.tables, path) is None:
            new[*path[:-1], key[: -len(own)] + own] = (path, text)
        elif editor is not None:
            editor.set(path, value_text(text))
    changed = document if editor is None else parsed(document.path, editor.text())
    return beside(changed, new)


def declaring(document: Document) -> str:
    """The text of a base that declares both languages."""
    if "languages" not in document.tables["report"]:
        return document.text
    editor = Editor(document)
    editor.set(("report", "languages"), value_text(list(LANGUAGES)))
    return editor.text()
