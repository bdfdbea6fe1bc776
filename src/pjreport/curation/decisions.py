"""What a person decides about drafts: each decision changes the base at once and nothing else in it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from ..check import consistency
from ..errors import LoadError, OutputError, UsageError
from ..messages import tell
from ..model.fields import items
from ..model.kinds import BY_ID
from ..store import Document, locate, misfits, parsed
from ..store.editing import Editor, removed, renamed, save, without
from ..store.tomltext import value_text
from .values import names

Table = dict[str, Any]
FactPath = tuple[str, str, str]


def drafts(tables: Table) -> list[FactPath]:
    """The paths of the drafts in a base, in the order of the kinds and of the file."""
    return [path for path, table in facts(tables) if table.get("draft") is True]


def facts(tables: Table) -> Iterator[tuple[FactPath, Table]]:
    """The facts of a base, with their paths."""
    for kind in BY_ID:
        for topic, entries in tables.get(kind, {}).items():
            yield from (((kind, topic, name), table) for name, table in entries.items())


class Review:
    """A base whose drafts are looked at. Every decision is written to the file at once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.earlier: list[Document] = []  # before each decision

    def table(self, path: FactPath) -> Table:
        """The table of a fact; empty if there is none any more."""
        kind, topic, name = path
        found: Table = self.document.tables.get(kind, {}).get(topic, {}).get(name, {})
        return found

    def accept(self, path: FactPath) -> None:
        """Say that a draft is right."""
        if "draft" in self.table(path):
            self.write(without(self.document, (*path, "draft")))

    def drop(self, path: FactPath) -> None:
        """Take a fact out. Raises `UsageError` if another fact refers to it."""
        id = ".".join(path)
        pointing = [
            ".".join(each)
            for each, table in facts(self.document.tables)
            if id in refers(each, table)
        ]
        if pointing or id in self.document.tables["report"].get("key", ()):
            by = ", ".join(pointing) or tell("key of the report")
            raise UsageError(
                tell("{id} is not dropped: {by} refers to it; change that first", id=id, by=by)
            )
        wanted = deepcopy(self.document.tables)
        kind, topic, name = path
        del wanted[kind][topic][name]
        text = removed(self.document, path)
        if without_empty(parsed(self.document.path, text).tables) != without_empty(wanted):
            raise OutputError(
                tell("{id} is not dropped: it has no header of its own; take it out by hand", id=id)
            )
        self.write(text)

    def name(self, path: FactPath, lang: str, name: str) -> None:
        """Call a fact something else in a language."""
        if self.table(path).get(lang) != name:
            editor = Editor(self.document)
            editor.set((*path, lang), value_text(name))
            self.write(editor.text())

    def move(self, path: FactPath, topic: str) -> FactPath:
        """Put a fact under another topic, given by key or name, with all that refers to it.

        Returns the new path. Raises `UsageError` for a topic that is not there.
        """
        topics = self.document.tables["topics"]
        keys = {name: key for key, each in topics.items() for name in (key, *names(each))}
        if topic not in keys:
            raise UsageError(
                tell("no topic '{topic}'; use one of {names}", topic=topic, names=", ".join(topics))
            )
        new = (path[0], keys[topic], path[2])
        if new == path:
            return path
        if self.table(new):
            raise UsageError(
                tell("there is a fact '{names}' already; choose another topic", names=".".join(new))
            )
        old_id, new_id = ".".join(path), ".".join(new)
        moved = parsed(self.document.path, renamed(self.document, path, new))
        pointing: list[tuple[str, ...]] = [
            (*each, field)
            for each, table in facts(moved.tables)
            for field in BY_ID[each[0]].references
            if old_id in items(table.get(field))
        ]
        if old_id in moved.tables["report"].get("key", ()):
            pointing.append(("report", "key"))
        editor = Editor(moved)
        for where in pointing:
            value: Any = moved.tables
            for step in where:
                value = value[step]
            changed = [new_id if each == old_id else each for each in items(value)]
            editor.set(where, value_text(changed if isinstance(value, list) else changed[0]))
        self.write(editor.text() if pointing else moved.text)
        return new

    def undo(self) -> bool:
        """Take the last decision back. Whether there was one."""
        if not self.earlier:
            return False
        before = self.earlier.pop()
        save(self.document, before.text)
        self.document = before
        return True

    def write(self, text: str) -> None:
        """Write a changed base. Raises `LoadError` if it would not be sound any more."""
        changed = parsed(self.document.path, text)
        found = misfits(changed) + consistency(changed.tables, text)
        known = misfits(self.document) + consistency(self.document.tables, self.document.text)
        new = [each for each in found if each.severity == "error" and each not in known]
        if new:
            raise LoadError(locate(changed, new))
        save(self.document, text)
        self.earlier.append(self.document)
        self.document = changed


def refers(path: FactPath, table: Table) -> list[str]:
    """The ids that a fact refers to."""
    return [id for field in BY_ID[path[0]].references for id in items(table.get(field))]


def without_empty(tables: Table) -> Table:
    """Tables without those that are empty: a table is gone with its last entry."""
    found = {
        key: without_empty(value) if isinstance(value, dict) else value
        for key, value in tables.items()
    }
    return {key: value for key, value in found.items() if value != {}}
