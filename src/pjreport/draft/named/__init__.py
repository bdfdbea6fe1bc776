"""The facts of a text that are no figures: people, honours, quoted names."""

from typing import Any, NamedTuple

Table = dict[str, Any]


class Found(NamedTuple):
    """A fact that a text names: its kind, its name, its own fields, and its fragments.

    `fragments` are pairs of offsets. `terms` are fields with the group of the vocabulary and how the
    text says the term. `recipient` is who received an honour, in the words of the text.
    """

    kind: str
    name: str
    table: Table
    fragments: list[tuple[int, int]]
    terms: dict[str, tuple[str, str]]
    recipient: str = ""
