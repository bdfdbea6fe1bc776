"""Changes a TOML text and nothing else in it: comments, order and spaces stay as they were."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Any

from ..errors import LoadError, OutputError, UsageError
from ..messages import marked, tell
from ..model.diagnostics import Path
from . import parsed
from .document import Document
from .files import BOM, read_bytes
from .positions import Positions
from .tomltext import value_text
from .writing import write_file

INSTALL = marked("changing a fact base needs tomlkit; pip install tomlkit")


class Editor:
    """A TOML text that is being changed, with tomlkit."""

    def __init__(self, document: Document) -> None:
        """Raises `UsageError` without tomlkit, `OutputError` for what it would not keep."""
        try:
            import tomlkit
            from tomlkit.exceptions import TOMLKitError
        except ImportError:
            raise UsageError(INSTALL) from None
        self.document = document
        self.kit = tomlkit
        try:
            self.doc: Any = tomlkit.parse(document.text)
            kept = tomlkit.dumps(self.doc) == document.text
        except TOMLKitError:
            kept = False
        if not kept:
            raise OutputError(
                tell(
                    "{path} cannot be changed by program: its TOML has a form that tomlkit does "
                    "not know; change it by hand",
                    path=document.path,
                )
            )

    def table(self, path: Path) -> Any:
        """The table or list at a path."""
        found = self.doc
        for step in path:
            found = found[step]
        return found

    def set(self, path: Path, text: str) -> None:
        """Give a key a value, which is written in TOML. A new key comes last in its table."""
        self.table(path[:-1])[path[-1]] = self.kit.value(text)

    def add(self, path: Path, text: str) -> None:
        """Add a key with its value; the tables above it are made if there are none."""
        found = self.doc
        for step in path[:-1]:
            if step not in found:
                found[step] = self.kit.table(is_super_table=True)
            found = found[step]
        found[path[-1]] = self.kit.value(text)

    def remove(self, path: Path) -> None:
        """Take a key or a table away."""
        del self.table(path[:-1])[path[-1]]

    def text(self) -> str:
        """The text as it is now."""
        return str(self.kit.dumps(self.doc))


def inserted(document: Document, path: Path, lines: Sequence[str]) -> str:
    """The text of a document with a new table: its header, and the lines of its keys.

    It stands behind the tables that share most of its path, or at the end of the file, in the same
    style of line ends.
    """
    text = document.text
    tables = [each for each in table_paths(document.tables) if each[0] == path[0]]
    best = max((shared(each, path) for each in tables), default=0)
    nearest = [each for each in tables if shared(each, path) == best]
    at = end_of_tables(document, nearest) if nearest else len(text)
    newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
    before = "" if text[:at].endswith("\n") else newline
    block = [f"[{'.'.join(map(str, path))}]", *lines]
    return text[:at] + before + newline + newline.join(block) + newline + text[at:]


def extended(document: Document, path: Path, line: str) -> str:
    """The text of a document with a line behind the last key of a table, before its comments."""
    text = document.text
    inside = [each for each in table_paths(document.tables) if each[: len(path)] == path]
    at = end_of_tables(document, inside)
    newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
    return text[:at] + ("" if text[:at].endswith("\n") else newline) + line + newline + text[at:]


def table_paths(tables: Mapping[str, Any]) -> Iterable[Path]:
    """The paths of the tables of facts in a file, and of the tables around them."""
    for group, inner in tables.items():
        for key, table in inner.items() if isinstance(inner, dict) else ():
            if isinstance(table, dict):
                yield (group, key)
                yield from (
                    (group, key, name) for name, each in table.items() if isinstance(each, dict)
                )


def shared(one: Path, other: Path) -> int:
    """How many steps two paths share at their beginnings."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def end_of_tables(document: Document, some: Iterable[Path]) -> int:
    """The offset behind the last line of the last of some tables."""
    text, everything = document.text, [*table_paths(document.tables)]
    everything += [("ignored", at) for at, _ in enumerate(document.tables.get("ignored", ()))]
    places = Positions(text, everything)
    lines = {path: places.at(path)[0] for path in everything if path in places.found}
    last = max((lines[path] for path in some if path in lines), default=0)
    rows = text.splitlines(keepends=True)
    line = min((line for line in lines.values() if line > last), default=len(rows) + 1) - 1
    while line and (not rows[line - 1].strip() or rows[line - 1].lstrip().startswith("#")):
        line -= 1
    return len("".join(rows[:line]))


def difference(document: Document, text: str) -> str:
    """What changes from a document to a text, as a unified diff; empty if nothing does."""
    from difflib import unified_diff

    before, after = (each.splitlines(keepends=True) for each in (document.text, text))
    name = document.path
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(before, after, name, name)
    )


def save(document: Document, text: str) -> None:
    """Write a changed text in place of the one that was read.

    Raises `OutputError` if somebody has changed the file meanwhile.
    """
    data = read_bytes(document.path)
    mark = "\ufeff" if data.startswith(BOM) else ""
    if data.removeprefix(BOM) != document.text.encode():
        raise OutputError(
            tell("{path} was changed meanwhile; run the command again", path=document.path)
        )
    write_file(document.path, mark + text, editing=True)


def removed(document: Document, path: Path) -> str:
    """The text of a document without a table that has a header of its own, and the line behind it."""
    text = document.text
    line = Positions(text, [path]).at(path)[0]
    start = sum(map(len, text.splitlines(keepends=True)[: line - 1]))
    end = end_of_tables(document, [path])
    rest = text[end:]
    if rest.strip():
        return text[:start] + rest[blank(rest) :]
    return text[:start].rstrip("\r\n") + ("\r\n" if text.endswith("\r\n") else "\n")


def without(document: Document, path: Path) -> str:
    """The text of a document without a key. A key with a line of its own goes with this line."""
    wanted = deepcopy(document.tables)
    del table_at(wanted, path)[path[-1]]
    line, column = Positions(document.text, [path]).at(path)
    rows = document.text.splitlines(keepends=True)
    text = "".join(rows[: line - 1] + rows[line:])
    if column == 1:
        with suppress(LoadError):
            if parsed(document.path, text).tables == wanted:
                return text
    editor = Editor(document)
    editor.remove(path)
    return editor.text()


def blank(text: str) -> int:
    """The length of an empty line at the beginning of a text."""
    return 2 if text.startswith("\r\n") else 1 if text.startswith("\n") else 0


def renamed(document: Document, path: Path, new: Path) -> str:
    """The text of a document in which the header of a table has another path."""
    rows = document.text.splitlines(keepends=True)
    line = Positions(document.text, [path]).at(path)[0] - 1
    name = ".".join(map(str, new))
    rows[line] = re.sub(r"\[[^\]]*\]", lambda _: f"[{name}]", rows[line], count=1)
    return "".join(rows)


def beside(document: Document, lines: Mapping[Path, tuple[Path, Any]]) -> str:
    """The text of a document with new values, each in a line behind that of the key at its path.

    `lines` maps the path of a known key to the path of a new one and its value. Where a key has no
    line of its own, tomlkit finds a place.
    """
    text = document.text
    newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
    places = Positions(text, lines)
    behind: dict[int, str] = {}
    wanted = deepcopy(document.tables)
    left = []
    for path, (new, value) in lines.items():
        line, column = places.at(path)
        if path in places.found and column == 1 and line not in behind:
            behind[line] = f"{new[-1]} = {value_text(value)}"
            table_at(wanted, new)[new[-1]] = value
        else:
            left.append((new, value))
    rows = []
    for number, row in enumerate(text.splitlines(keepends=True), 1):
        rows.append(row)
        if number in behind:
            rows += [*([] if row.endswith("\n") else [newline]), behind[number], newline]
    changed = None
    with suppress(LoadError):
        changed = parsed(document.path, "".join(rows))
    if changed is None or changed.tables != wanted:  # such as inside a text of several lines
        changed, left = document, [*lines.values()]
    if not left:
        return changed.text
    editor = Editor(changed)
    for new, value in left:
        editor.set(new, value_text(value))
    return editor.text()


def table_at(tables: Any, path: Path) -> Any:
    """The table of the last key of a path."""
    for step in path[:-1]:
        tables = tables[step]
    return tables


def value_at(tables: Any, path: Path) -> Any:
    """The value at a path; None if there is none."""
    return table_at(tables, path).get(path[-1])
