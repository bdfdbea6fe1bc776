"""What a figure of a report may be called, in the words of the report."""

from typing import Protocol

from ...quantities.quantity import Quantity
from ..passage import Passage


class Names(Protocol):
    """The names of the figures of a text."""

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""


def names_of(passage: Passage) -> Names:
    """The names of the figures of a text, in its language."""
    if passage.han:
        from . import chinese

        return chinese.Names(passage)
    from . import english

    return english.Names(passage)
