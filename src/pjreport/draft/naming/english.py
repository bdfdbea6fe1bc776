"""The names of the figures of an English text, cut out of their sentences."""

from ...quantities.quantity import Quantity
from ..passage import Passage


class Names:
    """The names of the figures of a text."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""
        return figure.subject
