"""A rule about swapped evidence: no two figures show each other's evidence."""

import re
from collections import Counter

from ...text.normalise import fold
from ..context import Context
from ..raw import RawFact, labels
from ..rule import Findings, rule
from ..values import shown_figures

WORDS = re.compile(r"[a-z]{3,}")
HAN_RUN = re.compile("[\u3400-\u9fff]+")
MARGIN = 2  # how many more words each name must share with the other's evidence than with its own
MAX_COMPARED = 60  # figures of the same unit, next in the file, that a figure is compared with


@rule("source", needs="source")
def evidence_of_another(context: Context) -> Findings:
    """No two figures in one unit show each other's evidence.

    Each name has more words in common with the other's evidence. If the two were not swapped, give
    them the names that the text uses.
    """
    groups: dict[str, list[RawFact]] = {}
    for fact, _ in shown_figures(context):
        groups.setdefault(fact.table["unit"], []).append(fact)
    said = {
        fact.id: (words(*labels(fact.table)), words(*fact.table["evidence"]))
        for fact, _ in shown_figures(context)
    }
    seen: set[str] = set()
    for facts in groups.values():
        for index, one in enumerate(facts):
            name, shows = said[one.id]
            own = common(name, shows)
            for other in facts[index + 1 : index + 1 + MAX_COMPARED]:
                name2, shows2 = said[other.id]
                more = common(name, shows2) + common(name2, shows) - own - common(name2, shows2)
                beside = set(one.table["lines"]) & set(other.table["lines"])
                if more < (MARGIN if beside else MARGIN + 1):
                    continue
                for fact, whose in ((one, other), (other, one)):
                    if fact.id not in seen:
                        seen.add(fact.id)
                        message = f"this is what '{whose.id}' is called, and the other way round"
                        where = (*fact.path, "evidence")
                        yield where, f"{message}; change the two, or name them anew"


def words(*texts: str) -> Counter[str]:
    """The Han characters, their pairs and the Latin words of some texts, counted."""
    found: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        found.update(WORDS.findall(folded))
        for run in HAN_RUN.findall(folded):
            found.update(run)
            found.update(run[index : index + 2] for index in range(len(run) - 1))
    return found


def common(one: Counter[str], other: Counter[str]) -> int:
    """How many words two texts have in common."""
    return sum((one & other).values())
