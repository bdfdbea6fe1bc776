"""The names of the figures of a Chinese text, cut out of their sentences."""

import re
from functools import cached_property

from ...quantities.quantity import Quantity
from ...text.numerals import NUMERALS
from ...text.tokens import HAN
from ...vocabulary import expression, keys, pattern, words
from ..passage import Part, Passage


def some(*paths: str) -> str:
    """The Chinese words of some lists as part of a regular expression."""
    return "|".join(expression(path, "zh") for path in paths)


STOP = re.compile(r"[，。；：！？,;:!?\n|｜]")
PAUSE = re.compile(r"[，。；：！？,;:!?\n|｜、]")
ASIDE = re.compile(r"[（(][^（()）]*[)）]")
QUALIFIER = some(*(f"qualifier-before.{key}" for key in keys("qualifier-before")))
BEHIND = some("qualifier-behind.at-least", "qualifier-behind.at-most", "qualifier-behind.about")
NUMBER = rf"[0-9０-９.{NUMERALS}]+(?:{some('qualifier-inside.over')})?(?:{some('qualifier-between.over')})?"
SPAN = (
    rf"(?:{some('drafting.span-before')})?{NUMBER}(?:{some('drafting.spans')})"
    rf"(?:{some('drafting.span-behind')})*"
)
[OF] = words("of", "zh")
LEAD = re.compile(
    rf"^(?:{some('subject.lead', 'drafting.lead')}|{QUALIFIER}|{SPAN}|(?:{BEHIND}){OF}?"
    r"|[\s·•—●、（(）)]|\d+[.．、])+"
)
TAIL = re.compile(rf"(?:{some('subject.tail', 'drafting.tail')}|{QUALIFIER}|{SPAN}|[\s、（(])+$")
HAVING = re.compile(rf"^.*(?:{some('drafting.having')})(?=.{{2}})")
MOVED = re.compile(some("rise.words", "rise.short", "fall.words", "fall.short", "change"))
EARLIER = pattern("earlier", "zh")
THING = re.compile(f"[{HAN}“”（）()A-Za-z0-9+·/—-]+")
ACTING = pattern("drafting.acting", "zh")
NO_THING = re.compile(some("linking", "not-counted", "listing"))
TAKING = re.compile(some("drafting.taking"))
GRADE = re.compile(
    rf"^(?:[0-9{NUMERALS}{words('grades.special')[0]}]{some('grades.prize')}"
    rf"|{some('grades.named')}(?:{some('drafting.prizes')}))"
)
CONTEST = re.compile(rf"[{HAN}“”]{{2,30}}?(?:{some('drafting.contests')})")
AT = re.compile(some("drafting.at"))
RANKED = re.compile(some("drafting.ranked"))
HEADED = re.compile(rf"\s*(?:——|—|\d+[.．、])\s*([{HAN}]{{2,12}})[。：:]")
LABEL = re.compile(r"\s*(?:[·•●■◆-]|\d+[.．、])?\s*([^，。；：:\n]{1,24})[：:]")
BARE = frozenset(words("drafting.bare", "zh"))
PEOPLE = words("alike.people", "zh")
ANYBODY = words("people", "zh")[-1]
SHARE, RATE, RANK, AMONG = (
    words(f"drafting.{key}", "zh")[0] for key in ("share", "rate", "rank", "among")
)
[TAKES] = words("drafting.taking", "zh")
JOINED = 14  # characters of a list that is a name as a whole
SHORT = 3  # characters of a name that may need the one before it
LONGEST = 40
MOVES = ("growth", "change", "points")  # roles of figures that say how others moved


class Names:
    """The names of the figures of a text."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.known: dict[int, str] = {}

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""
        if figure.start not in self.known:
            self.known[figure.start] = ""  # a figure that would be named after itself
            self.known[figure.start] = self.headed(figure, self.own(figure))[:LONGEST]
        return self.known[figure.start]

    # ---- the parts of a name

    def lead(self, figure: Quantity) -> str:
        """The words before a figure, back to the figure before it or to the start of its block."""
        start, _ = self.passage.block(figure.start)
        before = self.passage.before(figure)
        while before is not None and before.start >= start and self.passes(before):
            before = self.passage.before(before)
        if before is not None and before.end > start:
            start = min(before.end, figure.start)
            noun, _ = self.thing(before)
            if noun and not PAUSE.search(self.text, start, figure.start):
                start = min(start + len(noun), figure.start)
        return self.text[start : figure.start]

    def passes(self, figure: Quantity) -> bool:
        """Whether a figure is a time, and belongs to the words around it."""
        return figure.kind in ("year", "date", "ordinal") or figure.unit in words(
            "drafting.spans", "zh"
        )

    def thing(self, figure: Quantity) -> tuple[str, str]:
        """What follows the measure of a figure, and what it does: 个|专业|参加试点."""
        after = self.text[figure.end : figure.end + LONGEST]
        if (figure.unit and figure.unit not in BARE) or re.match(BEHIND, after):
            return "", ""
        stop = PAUSE.search(ASIDE.sub(lambda found: "x" * len(found[0]), after))
        found = THING.match(after[: stop.start() if stop else None])
        if not found or NO_THING.match(found[0]):
            return "", ""
        said = found[0]
        acting = ACTING.search(said, 1)
        noun, act = (said[: acting.start()], said[acting.start() :]) if acting else (said, "")
        cut = re.search(rf"(?<![“0-9])[0-9０-９]|{OF}|（|\(", noun)
        noun = noun[: cut.start()] if cut else noun
        if len(noun) > JOINED // 2 and (list := re.search(some("listing"), noun)):
            noun, act = noun[: list.start()], ""
        return balanced(noun), act

    def own(self, figure: Quantity) -> str:
        """The name that the clause of a figure gives it."""
        part = self.passage.parts.get(figure.start)
        role = part[0] if part is not None else ""
        if figure.kind == "rank":
            return self.rank(figure)
        if part is not None and role in MOVES:
            return self.movement(figure, part)
        if role == "share" or figure.kind == "share":
            return self.share(figure, part)
        lead = self.lead(figure)
        noun, act = self.thing(figure)
        if len(noun) >= 2 and figure.unit in (*BARE, ""):
            return f"{act}{OF}{noun}" if 2 <= len(act) <= JOINED else noun
        name = self.phrase(lead)
        if not name and part is not None:
            name = self.entry(part)
        if GRADE.match(name):
            return self.contest(figure) + name
        if lead.rstrip().endswith(OF) and figure.unit in PEOPLE:
            return f"{name}{OF}{self.whole(part) or ANYBODY}"
        if part is not None and part[3].opening and part[3].opening not in name:
            return f"{part[3].opening}{AMONG}{name}"
        if part is not None and part[1].part and len(name) <= SHORT:
            whole = self.whole(part)
            if whole and whole != name and not whole.endswith(name):
                return f"{whole}{AMONG}{OF}{name}"
        return name

    def phrase(self, lead: str) -> str:
        """The last words of a lead that can be a name."""
        pieces = STOP.split(ASIDE.sub("", lead))
        for piece in reversed(pieces):
            listed = [each for each in piece.split("、") if each]
            if len(piece) <= JOINED and (said := cleaned(piece)):
                return said
            for each in reversed(listed):
                if said := cleaned(each):
                    return said
        return ""

    def entry(self, part: Part) -> str:
        """The name of what a figure says more of."""
        _, entry, _, mention = part
        first = entry.level
        if first is not None and first.quantity.start != mention.quantity.start:
            return self.of(first.quantity)
        return cleaned(entry.name)

    def whole(self, part: Part | None) -> str:
        """The whole that a figure is a part of, in words."""
        if part is None:
            return ""
        _, entry, sentence, mention = part
        if mention.opening:
            return mention.opening
        if entry.whole is not None and entry.whole.level is not None:
            return self.of(entry.whole.level.quantity)
        return entry.named_whole or sentence.named_whole

    def movement(self, figure: Quantity, part: Part) -> str:
        """The name of a growth or change: of what, and which way."""
        clause = STOP.split(self.lead(figure))[-1]
        moved = [*MOVED.finditer(clause)]
        way = moved[-1][0] if moved else ""
        earlier = EARLIER.search(clause)
        cut = earlier.start() if earlier else moved[-1].start() if moved else len(clause)
        since = ""
        if earlier:
            cut -= bool(re.match(some("earlier.with"), clause[cut - 1 : cut])) if cut else 0
            since = clause[cut : earlier.end()]
        name = cleaned(re.sub(rf"(?:{some('drafting.compared')})+$", "", clause[:cut].rstrip()))
        entry = self.entry(part)
        if len(name) < 2 or name in entry:
            name = entry or name
        return f"{name}{since}{way}"

    def share(self, figure: Quantity, part: Part | None) -> str:
        """The name of a share: of what in what."""
        lead = self.lead(figure)
        clause = STOP.split(lead)[-1]
        if self.text.startswith(OF, figure.end):  # 三分之二的毕业生留在本省
            said = THING.match(self.text, figure.end + 1, figure.end + LONGEST)
            acting = ACTING.search(said[0], 1) if said else None
            if said and acting:
                return f"{said[0][acting.start() :]}{OF}{said[0][: acting.start()]}{SHARE}"
            if said:
                return f"{said[0]}{SHARE}"
        takes = TAKING.search(clause)
        own = cleaned(clause[: takes.start()] if takes else clause)
        name = own or (self.entry(part) if part is not None else "")
        name = name or self.phrase(lead[: len(lead) - len(clause)])
        if not name or name.endswith(words("drafting.ends-so", "zh")):
            return name
        whole = clause[takes.end() :].strip() if takes else ""
        whole = re.sub(rf"(?:{QUALIFIER}|{OF}|{some('ratios.between')})+$", "", whole)
        return f"{name}{TAKES}{whole}{RATE}" if whole else f"{name}{SHARE}"

    def rank(self, figure: Quantity) -> str:
        """The name of a place in a ranking: of what, and where."""
        said = self.phrase(self.lead(figure))
        pieces = [each for each in map(cleaned, RANKED.split(said)) if each]
        name = words("drafting.at", "zh")[0].join(pieces[-2:])
        name = name.removesuffix(AMONG)
        return f"{name}{RANK}" if name and not name.endswith(RANK) else name

    def contest(self, figure: Quantity) -> str:
        """What a prize was won in: the last name of a contest in the sentence."""
        start, _ = self.passage.block(figure.start)
        said = re.split("[。；]", self.text[start : figure.start])[-1]
        found = [each[0] for each in CONTEST.finditer(said)]
        return cleaned(AT.split(found[-1])[-1]) if found else ""

    # ---- heads of lines

    @cached_property
    def heads(self) -> dict[int, str]:
        """The heads that go on until the next one, by the start of each block."""
        found: dict[int, str] = {}
        head = ""
        for start in self.passage.blocks:
            _, stop = self.passage.block(start)
            headed = HEADED.match(self.text, start, stop)
            if headed:
                head = headed[1]
            elif stop - start < JOINED:
                head = ""  # a heading
            found[start] = head
        return found

    def headed(self, figure: Quantity, name: str) -> str:
        """A name with the head of its line, if it does not say it."""
        start, end = self.passage.block(figure.start)
        label = LABEL.match(self.text, start, end)
        if label and label.end() <= figure.start and not HEADED.match(self.text, start, end):
            first = cleaned(ASIDE.sub("", label[1]))
            if first and (not name or name == first):
                return first
            if (
                first
                and self.several(start, end)
                and first not in name
                and len(name) <= JOINED // 2
            ):
                return f"{name}{first}"
        head = self.heads.get(start, "")
        return name if head in name else head + name

    def several(self, start: int, end: int) -> bool:
        """Whether a block is a list of figures under one label."""
        return len(self.passage.within(start, end)) > 1


def cleaned(phrase: str) -> str:
    """A phrase without words at its ends that say nothing.

    >>> cleaned("其中专任教师"), cleaned("累计为企业创造经济效益近"), cleaned("学校设有二级学院")
    ('专任教师', '企业创造经济效益', '二级学院')
    """
    before = None
    said = HAVING.sub("", ASIDE.sub("", phrase).strip(" \u3000"))
    while said != before:
        before = said
        said = TAIL.sub("", LEAD.sub("", said)).strip(" \u3000")
    return balanced(said)


def balanced(said: str) -> str:
    """A phrase without quotation marks and brackets that only open or only close."""
    for left, right in ("“”", "（）", "()", "《》"):
        if said.count(left) != said.count(right):
            said = said.replace(left, "").replace(right, "")
    return said
