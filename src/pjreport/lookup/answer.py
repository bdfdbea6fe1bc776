"""A reply to a question as a page for people."""

from collections.abc import Iterator, Sequence

from ..model.base import Bases, Record
from ..model.reply import Reply
from ..model.table import Line, Marks
from ..text.terminal import safe
from . import reason, sentence

BETWEEN = {"zh": "", "en": ", "}
UNSAID = {"zh": "报告里没有与{}对应的内容", "en": "Nothing in the report accounts for {}"}
WITHOUT = {  # sort of answer: what the best fact has not
    "day": ("没有写日期", "no date is given"),
    "year": ("没有写时间", "no date is given"),
    "who": ("没有写是谁", "nobody is named"),
    "honour": ("没有写荣誉", "no honour is named"),
    "rank": ("没有写名次", "no rank is given"),
    "ordinal": ("没有写第几", "no ordinal is given"),
    "duration": ("没有写时长", "no length of time is given"),
    "area": ("没有写面积", "no size is given"),
    "money": ("没有写金额", "no amount of money is given"),
    "share": ("没有写比率", "no rate is given"),
    "value": ("没有写数值", "no figure is given"),
    "number": ("没有写数目", "no number is given"),
    "list": ("没有逐项列出", "nothing is listed"),
}
ALSO = {"zh": "；", "en": "; "}
NEAREST = {"zh": "。最接近的：", "en": ". Nearest:"}
END = {"zh": "。", "en": "."}
NOT_SAID = {"zh": "报告里没有写", "en": "The report does not say"}
COUNTED = {
    "zh": "共 {}（数出，原文未印此数）：",
    "en": "{} (counted, not printed in the report):",
}
LISTED = {"zh": "{}：", "en": "{}:"}
OTHERS = {"zh": "另见：", "en": "See also:"}
MORE = {"zh": "还有 {} 条，用 --limit 显示", "en": "{} more; --limit shows them"}
INDENT = 2
GAP = "  "


def unsaid(
    missing: Sequence[str], lacking: str | None, lang: str, *, near: bool, answered: bool
) -> str:
    """The line that says what no fact accounts for; nothing if there is nothing to say.

    `near` says that facts follow which come near. If the question is not `answered`, it says at
    least so.
    """
    parts = []
    if missing:
        names = BETWEEN[lang].join(sentence.in_quotes(word) for word in missing)
        parts.append(UNSAID[lang].format(names))
    if lacking:
        text = WITHOUT[lacking][lang == "en"]
        parts.append(text if parts else text[:1].upper() + text[1:])
    if not parts:
        if answered:
            return ""
        parts.append(NOT_SAID[lang])
    return ALSO[lang].join(parts) + (NEAREST if near else END)[lang]


def facts(count: str) -> str:
    """A number of facts in English."""
    return f"{count} fact{'s'[count == '1' :]}"


class Page:
    """The lines of a reply about some bases."""

    def __init__(self, bases: Bases, lang: str, marks: Marks) -> None:
        """`marks` finds in a text what the question is about."""
        self.bases = bases
        self.lang = lang
        self.marks = marks

    def lines(self, reply: Reply, limit: int) -> Iterator[Line]:
        """What is not said first, then the answer with its evidence, then other facts that fit."""
        records = reply.records[:limit]
        said = unsaid(
            reply.missing, reply.lacking, self.lang, near=bool(records), answered=reply.answered
        )
        if said:
            yield Line(safe(said), style="strong")
        if not reply.answered:
            yield from self.items(records)
        elif reply.alike > 1 or reply.counted:
            heading = COUNTED if reply.counted else LISTED
            number = f"{reply.alike}{'' if reply.complete else '+'}"
            number = f"{number} 条" if self.lang == "zh" else facts(number)
            yield Line(heading[self.lang].format(number), style="strong")
            yield from self.items(records[: reply.alike])
            if reply.alike > limit:
                yield Line(MORE[self.lang].format(reply.alike - limit), (), INDENT, "quiet")
        elif records:
            yield from self.whole(records[0])
            others = [each for each in records[1:] if len(each["missing"]) <= len(reply.missing)]
            if others:
                yield Line("")
                yield Line(OTHERS[self.lang], style="quiet")
                yield from self.items(others)

    def whole(self, record: Record) -> Iterator[Line]:
        """A fact as a sentence with its evidence, its note, and its id."""
        base = self.bases.of_report(record["report"])
        yield self.line(sentence.sentence(base, record, self.lang))
        if note := sentence.note(record, self.lang):
            yield self.line(note)
        yield Line(safe(record["id"]), style="quiet")

    def items(self, records: Sequence[Record]) -> Iterator[Line]:
        """A line for each fact: what it says, the evidence if only this shows why, and the id."""
        for record in records:
            base = self.bases.of_report(record["report"])
            said = sentence.statement(base, record, self.lang)
            if not self.marks(safe(said)) and (
                why := reason.why(base, record, self.lang, self.marks)
            ):
                said += GAP + sentence.in_quotes(why)
            yield self.line(f"{said}{GAP}{record['id']}", INDENT)

    def line(self, text: str, indent: int = 0) -> Line:
        """A line in which the words of the question stand out."""
        text = safe(text)
        return Line(text, self.marks(text), indent)
