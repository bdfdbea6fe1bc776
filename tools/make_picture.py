#!/usr/bin/env python3
"""Draw the terminal that the README shows.

    tools/make_picture.py [--check]

The script runs the commands below with colours and writes what they print as
`docs/terminal.svg`. With `--check` it writes nothing, and fails if the picture is out of date.

A Han character takes two columns, whatever font the reader has.
The picture names common fonts and contains none.
"""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "terminal.svg"
COMMANDS = (
    "pjreport stats training",
    "pjreport search 就业率 --lang zh",
    "pjreport get stats.employment.rate",
)
COLUMNS = 96
SIZE = 14  # of the characters, in pixels
WIDE, HIGH = 8.43, 19  # one column and one line, in pixels
# A Han character is as wide as its font is high. The space behind it fills the second column.
HAN = f'font-size="{SIZE + 1}" letter-spacing="{2 * WIDE - SIZE - 1:.2f}"'
LEFT, TOP, BOTTOM = 16, 44, 18  # the frame around the text
FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', "
    "'PingFang SC', 'Microsoft YaHei', monospace"
)
PAPER, INK, PROMPT = "#0d1117", "#e6edf3", "#7ee787"
COLOURS = {1: "#ff7b72", 2: "#7ee787", 3: "#e3b341", 4: "#79c0ff", 5: "#d2a8ff", 6: "#76d9e6"}


def output(command: str) -> str:
    """What a command prints, with colours."""
    words = shlex.split(command)
    colour = [] if "get" in words else ["--format", "table", "--color", "always"]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PJREPORT_")
    }
    environment |= {"COLUMNS": str(COLUMNS), "TERM": "xterm", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", *words, *colour],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.rstrip()


def attributes(style: Style) -> str:
    """The look of a style, as attributes of an element."""
    number = style.color.number if style.color else None
    fill = COLOURS.get((number or 0) % 8, INK)
    weight = ' font-weight="bold"' if style.bold else ""
    opacity = ' opacity="0.65"' if style.dim else ""
    return f'fill="{fill}"{weight}{opacity}'


def runs(line: list[tuple[str, str]]) -> Iterator[str]:
    """One element for each run of characters with one look and one width."""
    cells = [(character, look) for text, look in line for character in text]
    column = 0
    for (look, wide), run in groupby(cells, lambda each: (each[1], cell_len(each[0]))):
        text = "".join(character for character, _ in run)
        start = column + len(text) - len(text.lstrip(" "))
        column += len(text) * wide
        text = text.strip(" ")
        if text:
            place = HAN if wide == 2 else f'textLength="{len(text) * WIDE:.1f}"'
            yield f'<text x="{at(start)}" {place} {look}>{escape(text)}</text>'


def at(column: float) -> str:
    """Where a column begins, in pixels."""
    return f"{LEFT + column * WIDE:.1f}"


def lines() -> Iterator[list[tuple[str, str]]]:
    """The lines of the terminal: pieces of text, each with its look."""
    console, decoder = Console(width=COLUMNS), AnsiDecoder()
    ink = f'fill="{INK}"'
    for command in COMMANDS:
        yield [("$ ", f'fill="{PROMPT}"'), (command, ink)]
        for text in decoder.decode(output(command)):
            pieces: list[Segment] = list(text.render(console))
            yield [
                (piece.text.rstrip("\n"), attributes(piece.style) if piece.style else ink)
                for piece in pieces
            ]
        yield []


def picture() -> str:
    """The whole picture."""
    drawn = list(lines())[:-1]
    width = LEFT * 2 + COLUMNS * WIDE
    height = TOP + len(drawn) * HIGH + BOTTOM
    dots = "".join(
        f'<circle cx="{18 + 18 * place}" cy="17" r="5.5" fill="{colour}"/>'
        for place, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    size = f'width="{width:.0f}" height="{height}" viewBox="0 0 {width:.0f} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        "<title>pjreport in a terminal</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>{dots}',
        f'<g font-family="{FONTS}" font-size="{SIZE}" xml:space="preserve">',
    ]
    for number, line in enumerate(drawn):
        if texts := "".join(runs(line)):
            parts.append(f'<g transform="translate(0 {TOP + number * HIGH + 13})">{texts}</g>')
    return "\n".join([*parts, "</g>", "</svg>", ""])


def main() -> int:
    """Write the picture, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    drawn = picture()
    if not parser.parse_args().check:
        PICTURE.write_text(drawn, encoding="utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawn:
        return 0
    print(f"{PICTURE.relative_to(ROOT)} is out of date; run tools/make_picture.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
