"""Lines of text for people, broken at the width of the window, with some words marked."""

from collections.abc import Iterator, Sequence

from ..model.table import Line, Look
from ..text.wrapping import breaks

STYLES = {"": "", "strong": "1", "quiet": "2"}  # of a line, as a terminal takes them
MARK = "1;31"  # of a word in it, legible on light and on dark
FURTHER = 2  # cells before a continued line, beside the indent of the line


def render(lines: Sequence[Line], look: Look) -> str:
    """The lines in `look.width` cells."""
    return "".join(f"{row}\n" for line in lines for row in rows(line, look))


def rows(line: Line, look: Look) -> Iterator[str]:
    """One line, broken where it is too long."""
    text = line.text
    room = (look.width or len(text) * 2 + 80) - line.indent
    indent = line.indent
    for start, end in breaks(text, room, max(room - FURTHER, 1)):
        shown = len(text[start:end].rstrip(" ")) + start
        yield " " * indent + (styled(line, start, shown) if look.color else text[start:shown])
        indent = line.indent + FURTHER


def styled(line: Line, start: int, end: int) -> str:
    """A part of a line with its style and its marks."""
    style = STYLES[line.style]
    done, shown = start, ""
    for first, last in line.marks:
        here, there = max(first, start), min(last, end)
        if here < there:
            shown += painted(line.text[done:here], style) + painted(line.text[here:there], MARK)
            done = there
    return shown + painted(line.text[done:end], style)


def painted(text: str, style: str) -> str:
    """A text between the codes of a style."""
    return f"\x1b[{style}m{text}\x1b[0m" if text and style else text
