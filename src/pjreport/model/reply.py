"""The reply to a question, as data."""

from typing import NamedTuple

from .base import Record


class Reply(NamedTuple):
    """The `records`, the best first, and the `missing` words of the best.

    `answered` is false if the report does not say. `lacking` is the sort of answer that the best
    has not, by its name in the vocabulary's `asked`. The first `alike` records answer alike, as
    the items of a list. `counted` is true if their number is what was asked for. There may be more
    of them if the list is not `complete`.
    """

    records: list[Record]
    missing: list[str]
    answered: bool = False
    lacking: str | None = None
    alike: int = 1
    counted: bool = False
    complete: bool = True
