"""The rows of the rules about what of the source's text the facts account for."""

from ..rule import CheckRule

RULES = (
    CheckRule(
        "unclaimed",
        "coverage",
        "Every numeral, date, ordinal, grade, quoted name and title is in a fact, or ignored.",
        "A base is complete when nothing countable or named in the text is without a fact. What states none, such as 进一步, gets an entry under [[ignored]] with the reason.",
        "coverage:unclaimed",
        needs="source",
        severity="warning",
    ),
    CheckRule(
        "claimed-elsewhere",
        "coverage",
        "What a fact shows stands in no other place that the fact does not name.",
        "Often the same thing said twice: add the line.",
        "coverage:claimed_elsewhere",
        needs="source",
        severity="note",
    ),
    CheckRule(
        "needless-ignored",
        "coverage",
        "An entry of [[ignored]] names text of the source that no fact shows.",
        "It hides nothing, or hides what is a fact by now.",
        "coverage:needless_ignored",
        needs="source",
        severity="warning",
    ),
    CheckRule(
        "unstated-heading",
        "coverage",
        "Every heading of the source is that of a section.",
        "Headings are found where each half is printed twice.",
        "sections:unstated_heading",
        needs="source",
        severity="warning",
    ),
)
