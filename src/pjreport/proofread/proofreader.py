"""Drafts read against a base or a text: the verdict on everything that can be looked up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.base import FactBase
from ..model.diagnostics import Place, Rule
from ..text.normalise import fold
from ..text.tokens import HAN
from .agreement import PLACE, SHORT
from .evidence import Evidence
from .frames import FIGURE, Frame, frames
from .judge import BACKED, COMPUTED, CONTRADICTED, UNKNOWN, Judge, Judgement
from .statements import forms_of, of_base, of_text
from .terms import ALIKE, PRIZE

DRAFT_RULES = (
    Rule(
        CONTRADICTED,
        "draft",
        "A draft says of a subject what the report says of it.",
        "Value, unit, direction, and words for how exact a figure is; grade, edition, day and place.",
    ),
    Rule(
        COMPUTED,
        "draft",
        "A figure is printed in the report.",
        "It is computed from figures that are; say so.",
        severity="note",
    ),
    Rule(
        UNKNOWN,
        "draft",
        "A figure is said in the report.",
        "Nothing that the report says accounts for all words of the claim.",
        severity="note",
    ),
)


ASTRAY = ("rival", "words", "part", "body", "before", "scope", "time")
PAIR = 2  # characters of a usual word


class Verdict(NamedTuple):
    """The verdict on one mention.

    `place` and `text` are the draft's. `statement` is what the report says nearest to it, `ids` are
    the facts that back or contradict it; of an unknown one, those with the same number. `why` is
    the name of a reason, and `words` are those of the claim that the report does not account for.
    """

    place: Place
    text: str
    sort: str
    verdict: str
    report: str
    ids: list[str]
    statement: Frame | None
    why: str
    words: tuple[str, ...]


class Proofreader:
    """What one base or text states, prepared for drafts."""

    def __init__(
        self,
        statements: Iterable[Frame],
        report: str = "",
        units: Sequence[str] = (),
        *,
        strict: bool = False,
        text: str = "",
        own: Sequence[str] | None = None,
    ) -> None:
        self.report = report
        self.units = units
        self.judge = Judge(Evidence(statements, strict=strict, text=text))
        self.known: re.Pattern[str] | None = None
        if own is not None:
            names = {each.key for each in self.judge.all if each.sort == "honour"}
            names |= {each[len(found[0]) :] for each in names if (found := PLACE.match(each))}
            some = sorted((each for each in names if len(each) >= SHORT), key=len, reverse=True)
            known = "|".join(map(re.escape, some))
            # Other honours end as those that are known, or as the name of the school.
            ends = {each[-PAIR:] for each in (*names, *own) if each and not each.isascii()}
            ends -= {PRIZE}  # a grade is looked up by itself
            other = rf"(?:{PLACE.pattern})[{HAN}0-9]{{2,12}}?(?:{'|'.join(sorted(ends))})(?!\w)"
            known = rf"(?:{PLACE.pattern})?(?:{known})" if known else r"(?!)"
            self.known = re.compile(f"{known}|{other}" if ends else known)

    @classmethod
    def of_base(cls, base: FactBase) -> "Proofreader":
        """A proofreader by the facts of a base."""
        units = [form for term in base.vocabulary["units"].values() for form in forms_of(term)]
        used = {ALIKE[each] for each in units if each in ALIKE}
        units += [word for word, key in ALIKE.items() if key in used]
        return cls(
            of_base(base),
            base.id,
            units,
            strict=True,
            own=[fold(base.report.get("publisher_zh") or "")],
        )

    @classmethod
    def of_text(cls, text: str, name: str) -> "Proofreader":
        """A proofreader by a text that drafts were made from."""
        return cls(of_text(text), name, text=text)

    def read(self, text: str) -> Iterator[Verdict]:
        """The verdict on every mention of a draft, in its order."""
        known: dict[tuple[Frame, bool], Judgement] = {}
        sentence, astray = -1, False
        for claim in frames(text, self.units, self.known, wrapped=self.judge.strict):
            if claim.sentence != sentence:
                sentence, astray = claim.sentence, False
            quantity = claim.quantity and claim.quantity._replace(start=0, end=0)
            key = claim._replace(
                quantity=quantity, said="", sentence=0, place=Place(0, 0), lines=()
            )
            if (key, astray) not in known:
                known[key, astray] = self.judge.judgement(key, astray=astray)
            found = known[key, astray]
            yield self._verdict(claim, found)
            if claim.sort == FIGURE:
                astray = found.why in ASTRAY and (bool(found.alike) or astray)

    def _verdict(self, claim: Frame, found: Judgement) -> Verdict:
        all = self.judge.all
        statement = None if found.number is None else all[found.number]
        ids = [all[number].id for number in found.alike] if found.verdict == UNKNOWN else []
        if found.verdict != UNKNOWN and statement is not None:
            ids = [statement.id]
        ids = list(dict.fromkeys(filter(None, ids)))
        return Verdict(
            claim.place,
            claim.text,
            claim.sort,
            found.verdict,
            self.report,
            ids,
            statement,
            found.why,
            found.words,
        )


def merged(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts of several bases: for each mention the most informative one."""
    order = (BACKED, COMPUTED, CONTRADICTED, UNKNOWN)
    found: dict[tuple[Place, str], Verdict] = {}
    for each in verdicts:
        key = (each.place, each.text)
        if key not in found or order.index(each.verdict) < order.index(found[key].verdict):
            found[key] = each
    return sorted(found.values(), key=lambda each: each.place)
