"""The names of the figures of an English text, cut out of their sentences."""

import re

from ...quantities.numerals.tokens import KNOWN, SCALES
from ...quantities.quantity import Quantity
from ...quantities.units import UNITS
from ...vocabulary import expression, keys, words
from ..passage import Part, Passage


def some(*paths: str) -> str:
    """The English words of some lists as part of a regular expression."""
    return "|".join(expression(path, "en") for path in paths)


STOP = re.compile(r"[;:!?()\n|•·–—]|[,.](?!\d)|\s-\s")
SENTENCE = re.compile(r"[!?\n|•]|\.(?=\s)")
QUALIFIER = some(*(f"qualifier-before.{key}" for key in keys("qualifier-before")))
BEHIND = some(*(f"qualifier-behind.{key}" for key in keys("qualifier-behind") if key != "over"))
WORD = re.compile(r"[A-Za-z][\w'’&-]*|\d[\d,.]*\w*")
NOT_LAST = frozenset((*words("function", "en"), *words("drafting.tail", "en")))
NOT_FIRST = frozenset((*words("drafting.lead", "en"), *words("listing", "en")))
VERB = re.compile(rf"\b(?:{some('drafting.verbs')})\b", re.IGNORECASE)
MOVED = re.compile(rf"\b(?:{some('rise', 'fall')})(?: by| of)?", re.IGNORECASE)
LABEL = re.compile(r"[\s>*#•·●-]*([A-Za-z][^:\n|\d]{0,60}?)\s*[:|]")
ROW_END = re.compile(r"[\s)|%]*")
ASIDE = re.compile(r"\([^()]*\)")
SCALE = "|".join(
    (*SCALES, *words("number-letters.1000", "en"), *words("number-letters.money", "en"))
)
DIGITS = re.compile(rf"^.*\d[\d,.]*\s?(?:{SCALE})?\b[\s-]*", re.DOTALL | re.IGNORECASE)
FINITE = re.compile(rf"\b(?:{some('drafting.finite')})\b", re.IGNORECASE)
BOUNDARY = re.compile(
    rf"\b(?:{some('drafting.verbs', 'drafting.finite', 'rise', 'fall')})\b", re.IGNORECASE
)
MEASURES = ("time", "size", "area")  # kinds of units that do not say what is measured
PRONOUNS = frozenset(words("drafting.pronouns", "en"))
ROW = re.compile(r"[\s>*#•·●-]*([A-Za-z][^:\n|\d]{1,60}?)\s+[(£$€¥-]*$")
OF = re.compile(r"\s(?:of|in)\s+(?:the |our |its |their |all |these |those )*")
NUMBER = re.compile(
    rf"^(?:\s|-|\bto\b|\b(?:{'|'.join(sorted(KNOWN, key=len, reverse=True))})\b)+", re.IGNORECASE
)
RANKING = re.compile(rf"{some('ranking.words')}|{some('rise', 'fall')}", re.IGNORECASE)
FOR = re.compile(rf"\s+(?:{some('drafting.for')})\s+")
EMPTY = frozenset(words("subject.empty", "en"))
SHARE = words("drafting.share", "en")[0]
RANK = words("drafting.rank", "en")[0]
MOVES = ("growth", "change", "points")  # roles of figures that say how others moved
LONGEST = 60
MOST_WORDS, MOST_NOUN, MOST_SUBJECT = 8, 2, 5
BACK = 6  # figures that are looked at to find a name
FAR = 300  # characters beside a figure that are looked at


class Names:
    """The names of the figures of a text."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.known: dict[int, str] = {}
        self.bases: dict[int, str] = {}  # the names of what moves or is a share

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""
        if figure.start not in self.known:
            self.known[figure.start] = ""  # a figure that would be named after itself
            self.known[figure.start] = self.own(figure).strip()[:LONGEST].strip()
        return self.known[figure.start]

    def limits(self, figure: Quantity) -> bool:
        """Whether a figure is a limit in a name."""
        return figure.start < 0

    def base(self, figure: Quantity) -> str:
        """The name of what a figure says more of; empty if it says more of nothing."""
        return self.bases.get(figure.start, "")

    def lead(self, figure: Quantity) -> str:
        """The words before a figure in its block, back to the figure before it."""
        start, _ = self.passage.block(figure.start)
        before = self.passage.before(figure)
        start = max(start, figure.start - FAR)
        while before is not None and before.end > start and before.kind in ("year", "date"):
            before = self.passage.before(before)
        if before is not None and before.end > start:
            start = min(before.end, figure.start)
        return self.text[max(start, figure.start - FAR) : figure.start]

    def behind(self, figure: Quantity) -> str:
        """The words behind a figure, up to the next one or the end of the clause."""
        _, end = self.passage.block(figure.start)
        end = min(end, figure.end + FAR, max(figure.end, self.passage.next_start(figure)))
        said = self.text[figure.end : end]
        stop = STOP.search(said)
        return said[: stop.start()] if stop else said

    def own(self, figure: Quantity) -> str:
        """The name that the line or the clause of a figure gives it."""
        start, end = self.passage.block(figure.start)
        part = self.passage.parts.get(figure.start)
        before, after = self.text[start : figure.start], self.text[figure.end : end]
        noun = self.noun(figure)
        label = LABEL.match(self.text, start, end)
        if label and label.end() <= figure.start:
            name = trimmed(label[1]) or label[1].strip()
            first = self.passage.within(start, end)[0].start == figure.start
            said = noun or ("" if first else limited(self.behind(figure)))
            return f"{name}: {said}" if said else name
        if (row := ROW.match(before)) and ROW_END.fullmatch(after):
            return " ".join(filter(None, (trimmed(row[1]) or row[1], noun)))
        return self.clause(figure, part, noun)

    def clause(self, figure: Quantity, part: Part | None, noun: str) -> str:
        """The name of a figure in a sentence."""
        role = part[0] if part is not None else ""
        behind = self.behind(figure)
        clause = STOP.split(ASIDE.sub("", self.lead(figure)))[-1]
        if figure.kind == "rank":
            return self.rank(figure, clause, behind)
        if role in MOVES or figure.kind in ("growth", "change"):
            return self.movement(figure, clause, behind)
        if role == "before" and (name := self.related(part) or self.last(figure)):
            return name
        if UNITS.kinds.get(figure.unit) in MEASURES:
            of = OF.match(behind)
            said = limited(behind[of.end() :]) if of else ""
            if figure.text.find("-") > 0 and not of:  # a 12-month pilot
                said = limited(behind)
            return said or self.subject(clause) or self.last(figure)
        if noun:
            more = extended(behind)
            about = "" if more or len(noun.split()) > MOST_NOUN else self.about(figure, clause)
            return f"{noun} {more}".strip() + (f" ({about})" if about else "")
        subject = self.subject(clause)
        if subject and BOUNDARY.match(subject):  # was booked 71 times
            about = self.about(figure, "")
            subject = f"{about} {subject}" if about and about not in subject else subject
        if figure.unit == "%" or role == "share":
            of = OF.match(behind)
            whole = limited(behind[of.end() :]) if of else ""
            if whole.lower() in PRONOUNS:
                whole = self.last(figure)
            if whole:
                return f"{subject}, {SHARE} of {whole}" if subject else f"{SHARE} of {whole}"
        if subject.lower().removeprefix("of ") in PRONOUNS:
            subject = ""
        name = subject or self.related(part) or self.last(figure)
        if not subject and (said := limited(VERB.sub("", behind, count=1))):
            return f"{name}, {said}" if name else said
        return name

    def about(self, figure: Quantity, clause: str) -> str:
        """The subject of the clause of a figure, else of its sentence; empty if there is none."""
        found = BOUNDARY.search(clause)
        said = trimmed(clause[: found.start()]) if found else ""
        if not said:
            start, _ = self.passage.block(figure.start)
            before = SENTENCE.split(self.text[max(start, figure.start - FAR) : figure.start])[-1]
            before = ASIDE.sub("", before)
            found = BOUNDARY.search(before)
            first = STOP.split(before[: found.start()] if found else before)[0]
            said = trimmed(first) if found else ""
        words = said.split()
        return " ".join(words[:MOST_SUBJECT]) if not any(map(str.isdigit, said)) else ""

    def rank(self, figure: Quantity, clause: str, behind: str) -> str:
        """The name of a place in a ranking: of what, and for what."""
        subject = self.subject(clause)
        if not subject or RANKING.match(subject) or subject.lower() in PRONOUNS:
            subject = self.last(figure)
        of = FOR.match(behind)
        said = limited(behind[of.end() :]) if of else ""
        subject = subject.removesuffix(RANK).removesuffix(", ")
        name = f"{subject}, {RANK}" if subject else RANK
        self.bases[figure.start] = name
        return f"{name} for {said}" if said else name

    def noun(self, figure: Quantity) -> str:
        """The noun behind a number, which is its unit with the words that describe it."""
        said = DIGITS.sub("", figure.text, count=1)
        if said == figure.text:  # in words
            said = NUMBER.sub("", figure.text)
        said = " ".join(said.split())
        kind = UNITS.kinds.get(figure.unit)
        if figure.unit and (figure.unit in NO_NOUN or kind in MEASURES):
            return ""
        return said if re.search("[A-Za-z]{2}", said) else ""

    def subject(self, clause: str) -> str:
        """The words of a clause before its verb."""
        said = re.sub(rf"(?:\s|{QUALIFIER})+$", "", clause)
        for found in reversed([*BOUNDARY.finditer(said, 2)]):
            if name := trimmed(said[: found.start()]):
                return name
        return trimmed(said)

    def movement(self, figure: Quantity, clause: str, behind: str) -> str:
        """The name of a growth or change: of what, and which way."""
        moved = [*MOVED.finditer(clause)]
        way = moved[-1][0].lower() if moved else ""
        name = trimmed(clause[: moved[-1].start()] if moved else clause)
        if not moved and (
            after := re.match(
                rf"\s*({some('rise', 'fall', 'statements.more', 'statements.less')})\b", behind
            )
        ):
            way = after[1].lower()
        name = self.subject(name) if name else ""
        if name.lower() in EMPTY or not name:
            name = self.last(figure)
        self.bases[figure.start] = name
        return f"{name}, {way}" if way else f"{name}, change"

    def related(self, part: Part | None) -> str:
        """The name of what a figure says more of."""
        if part is None:
            return ""
        _, entry, _, mention = part
        for first in (entry.level, entry.mean):
            if first is not None and first.quantity.start < mention.quantity.start:
                return self.bases.get(first.quantity.start) or self.of(first.quantity)
        return ""

    def last(self, figure: Quantity) -> str:
        """The name of the figure before another one in its sentence."""
        start, _ = self.passage.block(figure.start)
        before = self.passage.before(figure)
        start = max(start, figure.start - FAR)
        for _ in range(BACK):
            if before is None or before.start < start:
                break
            if SENTENCE.search(self.text, before.end, figure.start):
                return ""
            if before.kind not in ("year", "date") and (name := self.of(before)):
                return self.bases.get(before.start, name)
            before = self.passage.before(before)
        return ""


NO_NOUN = frozenset(
    (
        *(
            each
            for key in ("per-hundred", "points", "money", "part", "multiple")
            for each in words(f"units.{key}", "en")
        ),
        *words("money-signs", "en"),
    )
)


def trimmed(said: str) -> str:
    """Words without those at their ends that say nothing.

    >>> trimmed("and the total income of"), trimmed("Turnover among paid staff was")
    ('total income', 'Turnover among paid staff')
    """
    found = [*WORD.finditer(said)]
    while found and found[0][0].lower() in NOT_FIRST:
        found.pop(0)
    while found and found[-1][0].lower() in NOT_LAST:
        found.pop()
    found = found[-MOST_WORDS:]
    return said[found[0].start() : found[-1].end()] if found else ""


def limited(said: str) -> str:
    """The first words of what follows a figure, without those at the end that say nothing."""
    found = [*WORD.finditer(said)][:MOST_WORDS]
    while found and found[-1][0].lower() in NOT_LAST:
        found.pop()
    return said[found[0].start() : found[-1].end()] if found else ""


def extended(behind: str) -> str:
    """The words behind a noun that say more of it: served, in eleven towns.

    >>> extended(" served last year"), extended(" live alone"), extended("; of them")
    ('served', '', '')
    """
    if behind[:1] not in (" ", "\n"):
        return ""
    said = behind.lstrip()
    cut = FINITE.search(said)
    return limited(said[: cut.start()] if cut else said)
