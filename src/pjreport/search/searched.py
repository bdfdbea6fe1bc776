"""Where the texts of a fact stand, what they count there, and what people call its fields."""

from functools import cache

from ..vocabulary import LANGUAGES, group

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


@cache
def headings(field: str) -> tuple[str, ...]:
    """What people call a field: 主持人 is the leader of a work."""
    key = field.rstrip("_").replace("_", "-")
    return tuple(word for lang in LANGUAGES for word in group("fields", lang).get(key, ()))
