"""The text of a PDF, page by page. What only numbers or heads the pages is left out."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from ...messages import tell
from .pages import joined

MOST = 2000  # pages
SAME = 0.4  # of the size of the letters: how far pieces of one line may be apart up and down
GAP = 1.2  # of the size of the letters: a wider gap stands between two columns
WIDE, NARROW = 1.0, 0.5  # letters of Chinese and of others, in parts of their size
COLUMNS = "  "  # between two columns of a table


def read(data: bytes) -> str:
    """The text of a PDF. Raises errors of pypdf, and `ValueError` for one without text."""
    pages = PdfReader(BytesIO(data)).pages
    text = joined([lines_of(page) for page in pages[:MOST]])
    if not text.strip():
        raise ValueError(tell("no text in it; it may be a scan: read it with OCR first"))
    return text


def lines_of(page: PageObject) -> list[str]:
    """The lines of a page in the order in which they are written, so one column after the other."""
    lines: list[str] = []
    last: tuple[float, float] | None = None  # where the last piece ended, and its height

    def take(said: str, matrix: Any, own: Any, _: Any, size: float) -> None:
        nonlocal last
        for number, piece in enumerate(said.lstrip("\n").split("\n")):
            if number:
                last = None
            if not piece.strip():
                continue
            letters = (size or 1.0) * (abs(own[3]) or 1.0) * (abs(matrix[3]) or 1.0)
            x = own[4] * matrix[0] + own[5] * matrix[2] + matrix[4]
            y = own[4] * matrix[1] + own[5] * matrix[3] + matrix[5]
            if last is None or abs(y - last[1]) > SAME * letters or x < last[0] - letters:
                lines.append(piece.strip())
            else:
                wide = x - last[0] > GAP * letters
                lines[-1] += (COLUMNS if wide else " " if piece[0] == " " else "") + piece.strip()
            width = sum(NARROW if each.isascii() else WIDE for each in piece)
            last = x + width * letters, y

    page.extract_text(visitor_text=take)
    return lines
