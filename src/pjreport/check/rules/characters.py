"""Rules about what people read: nothing steers a terminal, and both languages are there."""

from collections.abc import Iterator
from typing import Any

from ...model.diagnostics import Path
from ...text.terminal import escape, unsafe_characters
from ..view import View, place, strings

Found = Iterator[tuple[Path, str]]


def control_character(view: View) -> Found:
    """No text holds a control, format or surrogate character."""
    # Nearly every file shows as a whole that it has none: nothing escaped, no text of several
    # lines, nothing unsafe.
    several_lines = '"""' in view.text or "'''" in view.text
    if "\\" not in view.text and not several_lines and view.text.replace("\n", "").isprintable():
        return
    stack: list[tuple[Path, Any]] = [((), view.raw)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            if not node.isprintable() and (found := unsafe_characters(node)):
                yield path, f"control character {escape(found[0])} in a text; delete it"
        elif isinstance(node, dict):
            stack += (((*path, key), value) for key, value in node.items())
            yield from control_character_in_keys(path, node)
        elif isinstance(node, list):
            stack += (((*path, index), value) for index, value in enumerate(node))


def control_character_in_keys(path: Path, table: dict[str, Any]) -> Found:
    """The keys of one table, checked as its texts are."""
    for key in table:
        if not key.isprintable() and (found := unsafe_characters(key)):
            yield (*path, key), f"control character {escape(found[0])} in a key; delete it"


def one_language(view: View) -> Found:
    """The report's Chinese name is Chinese, and a note stands in both languages."""
    name = view.section("report").get("zh")
    if isinstance(name, str) and not any(
        "\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in name
    ):
        message = "no Chinese character in the report's zh name; write it, save the file as UTF-8"
        yield ("report", "zh"), message
    for row in view.rows:
        for here, there in (("note_zh", "note_en"), ("note_en", "note_zh")):
            if here in row.table and there not in row.table:
                yield (*row.path, here), f"{here} without {there}; add the other language"


def inferred_field(view: View) -> Found:
    """`inferred` names fields that the fact states."""
    for row in view.rows:
        for index, field in strings(row.table.get("inferred")):
            if field not in row.table:
                message = f"'{field}' is no field of this fact; name one that is set"
                yield place(row.path, "inferred", index), message
