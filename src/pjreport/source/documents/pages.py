"""Puts the pages of a text together, without headers, footers and page numbers."""

import re
from collections import Counter

from ...vocabulary import expression

BEFORE, BETWEEN = expression("page-numbers.before"), expression("page-numbers.between")
NUMBER = re.compile(
    rf"[\W_]*{BEFORE}\s*[0-9]{{1,4}}\s*(?:{expression('page-numbers.behind', 'zh')})?"
    rf"(?:\s*(?:[/／,，|]|{BETWEEN})*\s*[0-9]{{1,4}}\s*(?:{expression('page-numbers.behind', 'zh')})?)?[\W_]*",
    re.IGNORECASE,
)
DIGITS = re.compile("[0-9]+")
EDGE = 3  # lines at the top and at the foot of a page
SHARE = 0.5  # of the pages that a header stands on


def joined(pages: list[list[str]]) -> str:
    r"""The text of some pages, each a list of its lines.

    >>> print(joined([["Annual review", "12 staff", "1"], ["Annual review", "3 vans", "2"]]), end="")
    12 staff
    3 vans
    """
    filled = [[line.rstrip() for line in page if line.strip()] for page in pages]
    repeated = Counter(sign for page in filled for sign in {sign_of(each) for each in edges(page)})
    least = max(2, SHARE * len(filled))
    kept: list[str] = []
    for page in filled:
        low, high = 0, len(page)
        while low < min(EDGE, high) and furniture(page[low], repeated, least):
            low += 1
        while high > max(low, len(page) - EDGE) and furniture(page[high - 1], repeated, least):
            high -= 1
        kept += page[low:high]
    return "".join(f"{line}\n" for line in kept)


def edges(page: list[str]) -> list[str]:
    """The lines at the top and at the foot of a page."""
    return [*page[:EDGE], *page[-EDGE:]]


def sign_of(line: str) -> str:
    """A line without its numbers, which may be those of pages."""
    return DIGITS.sub("#", " ".join(line.split()))


def furniture(line: str, repeated: Counter[str], least: float) -> bool:
    """Whether a line at an edge of a page is a header, a footer or a page number."""
    return repeated[sign_of(line)] >= least or NUMBER.fullmatch(line.strip()) is not None
