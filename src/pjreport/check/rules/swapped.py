"""A rule about swapped evidence: no two figures show what belongs to each other."""

import re
from collections import Counter

from ...text.normalise import fold
from ..base import RawFact
from ..context import Context
from ..rule import Findings, rule
from ..values import figures

WORDS = re.compile(r"[a-z]{3,}")
HAN = re.compile("[\u3400-\u9fff]+")
LEAST = 2  # words that two names must have more in common with each other's evidence
MANY = 60  # figures in one unit, the next in the file, that a figure is compared with


@rule("source", needs="source")
def evidence_of_another(context: Context) -> Findings:
    """No two figures in one unit show each other's evidence.

    Each one's name has more in common with what the other one shows: they were changed for each
    other. If they were not, give them the names that the text has.
    """
    groups: dict[str, list[RawFact]] = {}
    for fact, _ in figures(context):
        groups.setdefault(fact.table["unit"], []).append(fact)
    said = {
        fact.id: (words(fact.table["zh"], fact.table["en"]), words(*fact.table["evidence"]))
        for fact, _ in figures(context)
    }
    seen: set[str] = set()
    for facts in groups.values():
        for place, one in enumerate(facts):
            name, shows = said[one.id]
            own = common(name, shows)
            for other in facts[place + 1 : place + 1 + MANY]:
                name2, shows2 = said[other.id]
                more = common(name, shows2) + common(name2, shows) - own - common(name2, shows2)
                beside = set(one.table["lines"]) & set(other.table["lines"])
                if more < (LEAST if beside else LEAST + 1):
                    continue
                for fact, whose in ((one, other), (other, one)):
                    if fact.id not in seen:
                        seen.add(fact.id)
                        message = f"this is what '{whose.id}' is called, and the other way round"
                        where = (*fact.path, "evidence")
                        yield where, f"{message}; change the two, or name them anew"


def words(*texts: str) -> Counter[str]:
    """The Han characters, their pairs, and the Latin words of some texts."""
    found: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        found.update(WORDS.findall(folded))
        for run in HAN.findall(folded):
            found.update(run)
            found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


def common(one: Counter[str], other: Counter[str]) -> int:
    """How many words two texts have in common."""
    return sum((one & other).values())
