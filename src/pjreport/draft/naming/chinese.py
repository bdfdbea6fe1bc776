"""The names of the figures of a Chinese text, cut out of their sentences."""

import re

from ...quantities.quantity import Quantity
from ...vocabulary import words
from ..passage import Part, Passage
from .lines import Lines
from .phrases import (
    ACTING,
    AGAINST,
    AMONG,
    AMONG_END,
    ANYBODY,
    ASIDE,
    BACK,
    BARE,
    BEHIND,
    EARLIER,
    FAR,
    FULL_STOP,
    GRADE,
    HAN_WORD,
    HEADLESS,
    HEADLESS_END,
    JOINED,
    LEAST,
    LIMIT,
    LONGEST,
    MOVED,
    MOVES,
    NO_THING,
    OF,
    PAUSE,
    PEOPLE,
    QUALIFIER,
    RANK,
    RANKED,
    RATE,
    SHARE,
    SHORT,
    SINCE,
    SPANNED,
    STOP,
    TAKES,
    TAKING,
    THING,
    balanced,
    cleaned,
    phrase_of,
    some,
)


class Names:
    """The names of the figures of a text."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.lines = Lines(passage)
        self.known: dict[int, str] = {}
        self.bases: dict[int, str] = {}  # the names of what moves or is a share
        self.ways: dict[int, str] = {}  # how it moved

    def of(self, figure: Quantity) -> str:
        """The name of a figure; empty if the text says nothing that could be one."""
        if figure.start not in self.known:
            self.known[figure.start] = ""  # a figure that would be named after itself
            self.known[figure.start] = self.lines.headed(figure, self.own(figure))[:LONGEST]
        return self.known[figure.start]

    # ---- the parts of a name

    def base(self, figure: Quantity) -> str:
        """The name of what a figure says more of; empty if it says more of nothing."""
        return self.bases.get(figure.start, "")

    def lead(self, figure: Quantity) -> str:
        """The words before a figure, back to the figure before it or to the start of its block."""
        start, _ = self.passage.block(figure.start)
        before = self.passage.before(figure)
        start = max(start, figure.start - FAR)
        while before is not None and before.start >= start and self.passes(before):
            before = self.passage.before(before)
        if before is not None and before.end > start:
            start = min(before.end, figure.start)
            noun, _ = self.thing(before)
            if noun and not PAUSE.search(self.text, start, figure.start):
                skipped = start + len(noun)
                start = skipped if cleaned(self.text[skipped : figure.start]) else start
        return self.text[start : figure.start]

    def passes(self, figure: Quantity) -> bool:
        """Whether a figure is a time or a limit, and belongs to the words around it."""
        times = words("drafting.spans", "zh")
        dated = figure.kind in ("year", "date", "ordinal") or figure.unit in times
        return dated or self.limits(figure)

    def limits(self, figure: Quantity) -> bool:
        """Whether a figure is a limit in the name of what another one counts: 60岁以上读者."""
        if figure.unit == "%":
            return False
        if figure.unit in words("drafting.spans", "zh") and SPANNED.search(
            self.text, max(0, figure.start - SHORT), figure.start
        ):
            return True  # 近五年
        if figure.qualifier and self.text.startswith(OF, figure.end):
            return True  # 不足百人的学校
        return LIMIT.match(self.text, figure.end) is not None

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
        act = "" if re.search("(?<![“])[0-9]", act) else act
        cut = re.search(rf"(?<![“0-9])[0-9０-９]|{OF}|（|\(", noun)
        noun = noun[: cut.start()] if cut else noun
        if len(noun) > JOINED // 2 and (list := re.search(some("listing"), noun)):
            noun, act = noun[: list.start()], ""
        return balanced(AMONG_END.sub("", cleaned(noun))), act

    def own(self, figure: Quantity) -> str:
        """The name that the clause of a figure gives it."""
        part = self.passage.parts.get(figure.start)
        role = part[0] if part is not None else ""
        if figure.kind == "rank":
            return self.rank(figure)
        clause = STOP.split(self.lead(figure))[-1]
        if role in MOVES or figure.kind in ("growth", "change") or SINCE.match(clause):
            return self.movement(figure, part)
        if name := self.became(figure, part) or self.lines.respective(figure, self.passes):
            return name
        if role == "share" or figure.kind == "share":
            return self.share(figure, part)
        lead = self.lead(figure)
        noun, act = self.thing(figure)
        if len(noun) >= 2 and figure.unit in (*BARE, ""):
            return f"{act}{OF}{noun}" if 2 <= len(act) <= JOINED else noun
        name = phrase_of(lead)
        if GRADE.match(name):
            return self.lines.contest(figure) + name
        if HEADLESS.fullmatch(name):
            return HEADLESS_END.sub("", self.last(figure)) + name
        if len(name) < LEAST:
            name = (self.entry(part) if part is not None else "") or self.last(figure)
        if lead.rstrip().endswith(OF) and figure.unit in PEOPLE:
            return f"{name}{OF}{self.whole(part) or ANYBODY}"
        return self.within(part, name)

    def within(self, part: Part | None, name: str) -> str:
        """A name with the whole that the sentence begins with, or that a short name is a part of."""
        if part is None:
            return name
        opening = part[3].opening
        if opening and opening not in name:
            return f"{opening}{AMONG}{OF}{name}"
        if part[1].part and len(name) <= SHORT:
            whole = self.whole(part)
            if whole and whole != name and not whole.endswith(name):
                return f"{whole}{AMONG}{OF}{name}"
        return name

    def became(self, figure: Quantity, part: Part | None) -> str:
        """The name of a number that another one became, or of that: 由5人增加到19人."""
        if part is None or part[0] not in ("before", "level"):
            return ""
        entry = part[1]
        before, level = entry.before, entry.level
        if before is None or level is None:
            return ""
        first, second = before.quantity, level.quantity
        if first.start < second.start:
            return phrase_of(self.lead(first)) or self.last(first)
        return self.of(level.quantity) if figure.start == first.start else ""

    def last(self, figure: Quantity) -> str:
        """The name of the figure before another one in its sentence."""
        before = self.passage.before(figure)
        start, _ = self.passage.block(figure.start)
        start = max(start, figure.start - FAR)
        for _ in range(BACK):
            if before is None or before.start < start:
                break
            if FULL_STOP.search(self.text, before.end, figure.start):
                return ""
            timed = before.kind in ("year", "date", "ordinal") or self.limits(before)
            if not timed and (name := self.of(before)):
                return self.bases.get(before.start, name)
            before = self.passage.before(before)
        return ""

    def entry(self, part: Part) -> str:
        """The name of what a figure says more of."""
        return self.level(part) or cleaned(part[1].name)

    def level(self, part: Part) -> str:
        """The name of the count that a figure says more of; empty if there is none before it."""
        _, entry, _, mention = part
        for first in (entry.level, entry.mean):
            if first is not None and first.quantity.start < mention.quantity.start:
                return self.of(first.quantity)
        return ""

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

    def movement(self, figure: Quantity, part: Part | None) -> str:
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
        if AGAINST.match(name) or not HAN_WORD.search(name):  # 较年初上升
            since, name = since or name, ""
        entry = (self.level(part) if part is not None else "") or self.last(figure)
        if len(name) < LEAST or name in entry:
            name = entry or name or (self.entry(part) if part is not None else "")
        if earlier and not moved:  # 比上一年前进
            way = cleaned(clause[earlier.end() :])
        before = self.passage.before(figure)
        if not since + way and before is not None:  # 分别比上年增长1.95%和2.06%
            since = self.ways.get(before.start, "")
        self.bases[figure.start] = name
        self.ways[figure.start] = since + way
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
        name = cleaned(clause[: takes.start()] if takes else clause)
        if len(name) < LEAST:
            name = (self.entry(part) if part is not None else "") or self.last(figure)
        if name in words("drafting.ends-so", "zh"):
            return self.last(figure) + name
        name = name or phrase_of(lead[: len(lead) - len(clause)])
        name = self.bases.setdefault(figure.start, name)
        if not name or name.endswith(words("drafting.ends-so", "zh")):
            return name
        whole = clause[takes.end() :].strip() if takes else ""
        whole = re.sub(rf"(?:{QUALIFIER}|{OF}|{some('ratios.between')})+$", "", whole)
        return f"{name}{TAKES}{whole}{RATE}" if whole else f"{name}{SHARE}"

    def rank(self, figure: Quantity) -> str:
        """The name of a place in a ranking: of what, and where."""
        said = phrase_of(self.lead(figure))
        if not said:
            start, _ = self.passage.block(figure.start)
            before = self.text[max(start, figure.start - FAR) : figure.start]
            said = STOP.split(before)[-1]
        pieces = [each for each in map(cleaned, RANKED.split(said)) if each]
        name = words("drafting.at", "zh")[0].join(pieces[-2:])
        name = AMONG_END.sub("", name)
        if len(name) <= SHORT:  # 全国
            name = self.last(figure) + name
        return f"{name}{RANK}" if name and not name.endswith(RANK) else name
