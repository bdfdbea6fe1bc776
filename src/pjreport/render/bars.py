"""Bars: of blocks for a terminal, or as an SVG picture."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from ..text.terminal import safe
from ..text.wrapping import cells

BLOCK, ASCII_BLOCK = "█", "#"
LONGEST = 20  # cells of the longest bar in a terminal
# In pixels.
ROW, HEIGHT, MARGIN, CELL, LENGTH = 26, 16, 16, 8, 320
FONT = "font-family=\"'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\" font-size=\"14\""

Row = tuple[str, str, Decimal]  # the name, the figure, its share of the longest bar


def blocks(share: Decimal, *, ascii: bool) -> str:
    """A bar of blocks; what is not nothing has one at least."""
    count = max(round(LONGEST * share), 1) if share else 0
    return (ASCII_BLOCK if ascii else BLOCK) * count


def svg(title: str, rows: Sequence[Row]) -> str:
    """A picture that reads on light and on dark, with its title for those who do not see it."""
    names = max((cells(safe(name)) for name, *_ in rows), default=0) * CELL
    values = max((cells(safe(value)) for _, value, _ in rows), default=0) * CELL
    width = names + LENGTH + values + 4 * MARGIN
    height = ROW * (len(rows) + 1) + 2 * MARGIN
    head = f'viewBox="0 0 {width} {height}" role="img" fill="#57606a" {FONT}'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {head}>',
        f"<title>{escape(safe(title))}</title>",
        f'<text x="{MARGIN}" y="{MARGIN + HEIGHT}">{escape(safe(title))}</text>',
        *drawn(rows, names),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def drawn(rows: Sequence[Row], names: int) -> Iterator[str]:
    """The names, bars and figures, from the top."""
    left = names + 2 * MARGIN
    for number, (name, value, share) in enumerate(rows, 1):
        top = MARGIN + ROW * number
        length = round(LENGTH * share)
        base = top + HEIGHT - 3
        yield f'<text x="{left - MARGIN // 2}" y="{base}" text-anchor="end">{escape(safe(name))}</text>'
        yield f'<rect x="{left}" y="{top}" width="{length}" height="{HEIGHT}" fill="#2f81f7"/>'
        yield f'<text x="{left + length + MARGIN // 2}" y="{base}">{escape(safe(value))}</text>'
