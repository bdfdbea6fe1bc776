"""What a figure is of: the nearest words that say so."""


class Subjects:
    """The words around figures of a flat text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def of(self, start: int, end: int) -> str:  # noqa: ARG002 - the thin version
        """The nearest words that say what the figure between two places is of."""
        return ""
