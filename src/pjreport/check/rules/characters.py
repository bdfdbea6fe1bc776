"""Rules about texts: no control characters, and both languages are present."""

from typing import Any

from ...messages import tell
from ...model.diagnostics import Path
from ...model.factfile import languages
from ...text.terminal import escape, unsafe_characters
from ..raw import RawBase, field_path, strings
from ..rule import Findings, rule


@rule("consistency")
def control_character(base: RawBase) -> Findings:
    """No text holds a control, format or surrogate character.

    They steer terminals and hide text; they never reach one.
    """
    # Fast path: without backslashes, multi-line strings and unprintable characters there is none.
    several_lines = '"""' in base.text or "'''" in base.text
    if "\\" not in base.text and not several_lines and base.text.replace("\n", "").isprintable():
        return
    stack: list[tuple[Path, Any]] = [((), base.raw)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            if not node.isprintable() and (found := unsafe_characters(node)):
                yield (
                    path,
                    tell(
                        "control character {escape} in a text; delete it", escape=escape(found[0])
                    ),
                )
        elif isinstance(node, dict):
            stack += (((*path, key), value) for key, value in node.items())
            yield from control_character_in_keys(path, node)
        elif isinstance(node, list):
            stack += (((*path, index), value) for index, value in enumerate(node))


def control_character_in_keys(path: Path, table: dict[str, Any]) -> Findings:
    """Control characters in the keys of one table."""
    for key in table:
        if not key.isprintable() and (found := unsafe_characters(key)):
            yield (
                (*path, key),
                tell("control character {escape} in a key; delete it", escape=escape(found[0])),
            )


@rule("consistency")
def one_language(base: RawBase) -> Findings:
    """The report's Chinese name is Chinese, and a note stands in each language of the report.

    Everything that people read is in the languages that the report declares, or in both.
    """
    langs = languages(base.section("report"))
    name = base.section("report").get("zh") if "zh" in langs else None
    if isinstance(name, str) and not any(
        "\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in name
    ):
        message = tell(
            "no Chinese character in the report's zh name; write it, save the file as UTF-8"
        )
        yield ("report", "zh"), message
    for fact in base.facts:
        for here, there in (("note_zh", "note_en"), ("note_en", "note_zh")):
            needed = there[-2:] in langs
            if needed and here in fact.table and there not in fact.table:
                yield (
                    (*fact.path, here),
                    tell("{here} without {there}; add the other language", here=here, there=there),
                )


@rule("consistency")
def inferred_field(base: RawBase) -> Findings:
    """`inferred` names fields that the fact states.

    A field that is not stated cannot be inferred.
    """
    for fact in base.facts:
        for index, field in strings(fact.table.get("inferred")):
            if field not in fact.table:
                message = tell(
                    "'{field}' is no field of this fact; name one that is set", field=field
                )
                yield field_path(fact.path, "inferred", index), message
