"""Where the texts of a fact stand, what they count there, and what people call its fields."""

import re
from collections.abc import Sequence
from functools import cache

from ..vocabulary import LANGUAGES, group, words

# Where a text stands.
(
    ID,
    LABEL,
    FIGURE,
    ALSO,
    EVIDENCE,
    TERM,
    HEADING,
    REFERENCE,
    FURTHER,
    PLACE,
    NOTE,
    UNSTATED,
) = range(12)
# How much a word counts there. The figures were chosen by hand and are in no way exact.
WEIGHTS = (1.0, 3.0, 3.0, 2.5, 2.0, 1.0, 0.6, 0.7, 0.4, 0.5, 0.3, 0.1)
# What stands there raises a fact, but does not make it an answer.
UNPROVED = frozenset({UNSTATED})

ENDS = "）)"  # of a bracket
BRACKETED = r"（[^（）]*）|\([^()]*\)"  # a pattern


@cache
def headings(field: str) -> tuple[str, ...]:
    """What people call a field: 主持人 is the leader of a work."""
    key = field.rstrip("_").replace("_", "-")
    return tuple(word for lang in LANGUAGES for word in group("fields", lang).get(key, ()))


@cache
def leaves_open(note: str) -> bool:
    """Whether a note says what a report does not state. Such a note is no answer.

    >>> leaves_open("人次而非人数"), leaves_open("The level is not stated."), leaves_open("照印。")
    (True, True, False)
    """
    spaced = f" {note.casefold()} "
    return any(word in note for word in words("unstated", "zh")) or any(
        f" {word} " in spaced for word in words("unstated", "en")
    )


def unbracketed(typed: Sequence[str]) -> list[str]:
    """The words of a query without brackets that say what is not stated: they are no part of a name.

    >>> unbracketed(["协会（未写明何地）"]), unbracketed(["papers", "(titles", "not", "given)"])
    (['协会'], ['papers'])
    """
    text = " ".join(typed)
    for bracketed in filter(leaves_open, re.findall(BRACKETED, text)):
        text = text.replace(bracketed, " ")
    return [*typed] if text == " ".join(typed) else text.split() or [*typed]
