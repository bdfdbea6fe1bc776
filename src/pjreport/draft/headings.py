"""The headings of a text: where each stands, and the lines that it is about."""

from typing import Any, NamedTuple

from .passage import Passage
from .titles import named

Table = dict[str, Any]


class Heading(NamedTuple):
    """A heading: its line, its text as printed, its name, and the lines of its body."""

    line: int
    printed: str
    name: str
    first: int
    last: int


def headings(passage: Passage) -> list[Heading]:
    """The headings of a text that have a body, in order. The title of the text is none."""
    source = passage.source
    filled = [number for number, line in enumerate(source.lines, 1) if line.strip()]
    found: list[tuple[int, str, str]] = []
    numbers = {passage.line(each.start) for each in passage.figures if each.kind != "date"}
    for place, number in enumerate(filled):
        text = source.lines[number - 1]
        name = named(text, passage.han, figured=number in numbers)
        if name and place and number in source.written:
            found.append((number, text.strip(), name))
    made = []
    written = [number for number in filled if number in source.written]
    for place, (line, printed, name) in enumerate(found):
        until = found[place + 1][0] if place + 1 < len(found) else len(source.lines) + 1
        body = [each for each in written if line < each < until]
        if body:
            made.append(Heading(line, printed, name, body[0], body[-1]))
    return made
