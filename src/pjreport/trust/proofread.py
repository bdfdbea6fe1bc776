"""A draft against the facts: is every figure and honour in it what the report says?

A number alone proves nothing, so a mark is backed only where its unit and
enough of its subject agree, too. How much two subjects have in common is the
sum over shared pairs of Han characters and English words, each counted by how
few facts have it (its inverse document frequency): what nearly all facts say,
tells none of them apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import Any, NamedTuple

from ..model.base import FactBase, Record
from ..model.fold import fold
from ..model.problem import Place
from .draft import PAUSE, Mark, Sentence, sentences
from .quantity import Units, listed
from .rules import Rule

BACKED, CONTRADICTED, COMPUTED, UNKNOWN = "backed", "contradicted", "computed", "unknown"
DRAFT_VERDICTS = (BACKED, CONTRADICTED, COMPUTED, UNKNOWN)

ALIKE = {"名": "人", "位": "人", "people": "persons", "students": "persons", "teachers": "persons"}
GROWTH = re.compile(
    r"增长|增加|增幅|上升|提高|提升|下降|减少|\b(?:up|grew|growth|increas|rose|down|fell)"
)
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
EARLIER = re.compile(
    r"去年|上年|前年|往年|明年|来年|上学年|last year|previous year|next year|year before"
)
COMPARED = re.compile(
    r"(?:比|较|于|同|与)(?:去年|上年|往年|上学年)|than (?:last|the previous) year"
)
DENIED = re.compile(r"未(?!来)|没有|不合格|\b(?:not|no|never)\b")
OPPOSITE = (("学生", "教师"), ("教师", "学生"), ("student", "Teachers"), ("男", "女"), ("女", "男"))
SCHOOL = re.compile(r"[\u4e00-\u9fff]{2}(?:技师学院|职业技术学院|职业学院|中专|大学|中学|小学)")
STOP = frozenset(
    "学院 学校 我校 我院 全院 全校 共计 共有 达到 获得 荣获 取得 完成 其中 同比 增长 今年 去年 年度 人次 一个 "
    "school schools college student students person persons times item items the and for our was were with has have had that this from its all were year".split()
)
# The place or level of an honour; 的, 获 and the like are no part of a place's name.
PLACE = r"(?:全国|国家级?|省级|市级|(?:(?![有获是为评的被在我院校共得了和])[\u4e00-\u9fff]){2}[省市县区]|省|市)"
PREFIX = re.compile(rf"^{PLACE}(?=.{{3}})")
BEFORE = re.compile(rf"({PLACE})(?:首批|第[0-9]+批)?$|\b([a-z]+) $")
MANY = 100  # a number of so many or more is rarely met by accident
ENOUGH = (2.6, 1.6)  # in common with a small number's subject, and with a large one's
SURE = 4.5  # in common with a subject that is said to have another figure
OWN, MOST = 0.15, 0.6  # of the words beside a mark: its own subject, and one it gets wrong
NEAR = 0.93  # of the best subject's score: as good as the best
NEITHER = "another value and another unit"  # nothing in common, so about something else
LINKED = 3.0  # what counts for a growth or part that follows what it is of


DRAFT_RULES = (
    Rule(
        CONTRADICTED,
        "draft",
        "A draft says of a subject what the report says of it.",
        "Value, unit, and words for how exact a figure is; grade, edition, day and place.",
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
        "A figure is in some fact.",
        "Nothing in the base is about its subject.",
        severity="note",
    ),
)


class Verdict(NamedTuple):
    """What the facts say of one mark of a draft.

    `text` is what the draft has; `ids` are the facts that back or contradict
    it, or for an unknown one those with the same number; `why` is what differs.
    """

    place: Place
    text: str
    sort: str
    verdict: str
    report: str
    ids: list[str]
    why: str


class Claim:
    """One thing a fact states that a draft may state, too, and the words of its subject."""

    def __init__(
        self, id: str, record: Record, sort: str, said: str, label: str, more: str, period: str = ""
    ) -> None:
        self.id = id
        self.record = record
        self.sort = sort
        self.said = said
        self.label = terms(label)
        self.years = set(YEAR.findall(fold(f"{label}|{period}")))
        self.words = self.label | terms(more)
        self.names = label


class Proofreader:
    """The facts of one base, laid out to look up what drafts say."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.units = Units(base.vocabulary["units"])
        self.claims = list(self._claims())
        counts = Counter(term for claim in self.claims for term in claim.words)
        self.weights = {term: log(1 + len(self.claims) / count) for term, count in counts.items()}
        self.index: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for term in claim.words:
                self.index.setdefault(term, []).append(claim)
        self.wholes = {
            id(claim): sum(self.weights[term] for term in claim.label) or 1.0
            for claim in self.claims
        }
        self.honours = [
            Honour(record) for record in base.records.values() if record["kind"] == "honours"
        ]
        report = base.report
        labels = [record["zh"] for record in base.records.values()]
        self.names = fold("|".join([report["zh"], report["publisher_zh"], *labels]))
        self.places = {honour.place for honour in self.honours if honour.place}
        self.people = {
            fold(record["zh"]): id
            for id, record in base.records.items()
            if record["kind"] == "people"
        }

    def _claims(self) -> Iterator[Claim]:
        """What can be looked up of each fact: its value, ordinals, day and grade."""
        base = self.base
        for id, record in base.records.items():
            label = f"{record['zh']}|{record['en']}"
            topic = base.topics[record["topic"]]
            more = "|".join([topic["zh"], topic["en"], *record["evidence"]])
            for field in ("competition", "medium", "recipient", "about"):
                for target in named(record.get(field)):
                    more += f"|{base.records[target]['zh']}|{base.records[target]['en']}"
            if scope := record.get("scope"):
                term = base.vocabulary["scopes"][scope]
                more += f"|{term['zh']}|{term['en']}"
            if "value" in record:
                period = base.vocabulary["periods"][record["period"]]["zh"]
                yield Claim(id, record, "figure", "", label, more, period)
            for field in ("edition", "batch", "ordinal"):
                if record.get(field):
                    yield Claim(id, record, "ordinal", str(record[field]), label, more)
            if record.get("date"):
                yield Claim(id, record, "day", record["date"], label, more)
            if rank := record.get("rank"):
                grade = fold(base.vocabulary["ranks"][rank]["zh"])
                if re.fullmatch("[0-9特](?:等奖|星级)", grade):
                    yield Claim(id, record, "grade", grade, label, more)

    def read(self, text: str) -> Iterator[Verdict]:
        """The verdict on every mark of a draft, in its order."""
        for paragraph in sentences(text, self.units):
            before = ""
            for sentence in paragraph:
                yield from self._sentence(sentence, before)
                before = sentence.text

    def _sentence(self, sentence: Sentence, before: str) -> Iterator[Verdict]:
        found: list[tuple[int, Verdict]] = []
        earlier: list[str] = []
        for index, mark in enumerate(sentence.marks):
            context = Context(sentence, index, before)
            verdict, ids, why = self._judge(mark, context, earlier)
            if verdict in (BACKED, COMPUTED, CONTRADICTED):
                earlier = [*earlier, *ids]
            elif mark.sort in ("ordinal", "day"):
                continue  # of something else: nothing to say
            text = sentence.words(mark.start, mark.end)
            place = sentence.place(mark.start)
            found.append(
                (mark.start, Verdict(place, text, mark.sort, verdict, self.base.id, ids, why))
            )
        for start, end, honour, verdict, why in self._honours(sentence):
            text, place = sentence.words(start, end), sentence.place(start)
            said = Verdict(place, text, "honour", verdict, self.base.id, [honour], why)
            found.append((start, said))
        yield from (verdict for _, verdict in sorted(found, key=lambda pair: pair[0]))

    def _judge(
        self, mark: Mark, context: "Context", earlier: Sequence[str]
    ) -> tuple[str, list[str], str]:
        """The verdict on a mark, the facts it rests on, and what differs."""
        claims = [
            each
            for each in self.claims
            if each.sort == mark.sort and self._class(each, mark, context)
        ]
        common = self._common(context)
        scores = {
            id(each): self._score(each, common.get(id(each), 0.0), context, earlier)
            for each in claims
        }
        printed = [scores[id(each)] for each in claims if not each.record.get("computed")]
        best_printed = max(printed, default=0.0)
        enough = ENOUGH[abs(mark.value) >= MANY or mark.value != int(mark.value)]
        right = [
            each
            for each in claims
            if scores[id(each)] >= max(enough, NEAR * best_printed)
            and not self._differs(each, mark)
            and self._covers(each, context.own, OWN)
        ]
        if right:
            right.sort(key=lambda each: (bool(each.record.get("computed")), -scores[id(each)]))
            top = [each for each in right if scores[id(each)] >= NEAR * scores[id(right[0])]]
            verdict = COMPUTED if all(each.record.get("computed") for each in top) else BACKED
            return verdict, list(dict.fromkeys(each.id for each in top)), ""
        wrong = [
            each
            for each in claims
            if scores[id(each)] >= max(self._sure(each, mark, enough), NEAR * best_printed)
            and not each.record.get("computed")
            and self._differs(each, mark) != NEITHER
        ]
        if wrong and self._covers(wrong[0], context.near, MOST):
            wrong.sort(key=lambda each: -scores[id(each)])
            why = self._differs(wrong[0], mark)
            return CONTRADICTED, list(dict.fromkeys(each.id for each in wrong)), why
        same = [each.id for each in claims if not self._differs(each, mark)]
        return UNKNOWN, list(dict.fromkeys(same))[:5], ""

    def _sure(self, claim: Claim, mark: Mark, enough: float) -> float:
        """How much in common shows that a mark means a claim: less, where only the unit differs."""
        same = mark.sort == "figure" and mark.value in self.units.worth(
            claim.record["unit"], claim.record["value"]
        )
        return enough if same else SURE

    def _covers(self, claim: Claim, words: set[str], part: float) -> bool:
        """Whether a good `part` of the `words` beside a mark are the claim's subject."""
        near = {term for term in words if term not in STOP}
        known = sum(self.weights.get(term, 0.0) for term in near & claim.words)
        missing = sum(self.weights.get(term, 3.0) for term in near - claim.words)
        return known >= part * missing

    def _class(self, claim: Claim, mark: Mark, context: "Context") -> bool:
        """Whether a claim could be what a mark means: growth with growth, share with share."""
        if mark.sort != "figure":
            return True
        if context.elsewhen(claim) or context.denied or context.elsewhere(self.names):
            return False
        if any(one in context.clause and two in claim.names for one, two in OPPOSITE):
            return False
        unit = self.base.vocabulary["units"][claim.record["unit"]]["zh"]
        share = mark.unit in ("%", "个百分点", "‰", "percent", "per cent")
        if share != (unit in ("%", "‰")):
            return False
        return not share or bool(claim.record.get("growth_of")) == context.growth

    def _common(self, context: "Context") -> dict[int, float]:
        """How much claims have in common with what stands around a mark; others have nothing."""
        found: dict[int, float] = {}
        for term, share in context.shares.items():
            for claim in self.index.get(term, ()):
                found[id(claim)] = found.get(id(claim), 0.0) + share * self.weights[term]
        return found

    def _score(
        self, claim: Claim, common: float, context: "Context", earlier: Sequence[str]
    ) -> float:
        """How much of its subject a claim has in common with a mark's, and how much it is of it."""
        if not common and not earlier:
            return 0.0
        whole = self.wholes[id(claim)]
        said = sum(self.weights.get(term, 0.0) for term in claim.label if term in context.shares)
        record = claim.record
        related = [*listed(record.get("growth_of")), *listed(record.get("rate_of"))]
        related += [each for each in (record.get("part_of"), record.get("about")) if each]
        linked = LINKED if set(related) & set(earlier) else 0.0
        return (common + linked) * (0.6 + 0.4 * said / whole)

    def _differs(self, claim: Claim, mark: Mark) -> str:
        """What a mark says otherwise than a claim; empty when they agree."""
        if mark.sort != "figure":
            return "" if mark.key == claim.said else f"another {mark.sort}"
        record = claim.record
        if mark.value not in self.units.worth(record["unit"], record["value"]):
            return "another value" if self._united(claim, mark) else NEITHER
        if not self._united(claim, mark):
            return "another unit"
        if mark.qualifier != record.get("qualifier"):
            stated = record.get("qualifier")
            return (
                f"the report does not say {mark.qualifier}"
                if mark.qualifier
                else f"the report says {stated}"
            )
        return ""

    def _united(self, claim: Claim, mark: Mark) -> bool:
        """Whether a mark is in a claim's unit, or in none."""
        unit = ALIKE.get(mark.unit, mark.unit)
        forms = self.units.forms[claim.record["unit"]]
        return not unit or any(unit in (form, form.lstrip("万亿")) for form in forms)

    def _honours(self, sentence: Sentence) -> Iterator[tuple[int, int, str, str, str]]:
        """The honours that a sentence names: where, which, and whether rightly."""
        text = sentence.text
        taken: set[int] = set()
        grades = {
            place
            for mark in sentence.marks
            if mark.sort == "grade"
            for place in range(mark.start, mark.end)
        }
        persons = [id for name, id in self.people.items() if name in text]
        english = " ".join(text.split())
        found = []
        for honour in self.honours:
            for name, whole in honour.names:
                start = english.find(name)
                if start < 0:
                    continue
                end = start + len(name)
                if whole:
                    found.append((end - start, start, end, honour, ""))
                elif (match := BEFORE.search(english[max(0, start - 14) : start])) and (
                    match[1] or match[2] in self.places
                ):
                    said = match[1] or match[2]
                    why = "" if honour.at(said) else f"the report has {honour.record['zh']}"
                    first = start - len(match[0])
                    found.append((end - first, first, end, honour, why))
                elif len(name) > 3:
                    found.append((end - start, start, end, honour, ""))
        for _, start, end, honour, why in sorted(found, key=lambda each: (bool(each[4]), -each[0])):
            if taken & set(range(start, end)) or grades & set(range(start, end)):
                continue
            taken.update(range(start, end))
            recipient = honour.record.get("recipient") or ""
            of_other = recipient.startswith("people.") and persons and recipient not in persons
            name = self.base.label(recipient, "zh") if of_other else ""
            reason = why or (f"the report has it of {name}" if of_other else "")
            yield start, end, honour.record["id"], CONTRADICTED if reason else BACKED, reason


class Honour:
    """An honour, and the names it goes by: whole, and without the place before it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        zh, en = fold(record["zh"]), fold(record["en"])
        self.names = [(zh, True), (en, True)]
        self.prefix = self.place = ""
        if match := PREFIX.match(zh):
            self.prefix = match[0]
            self.names.append((zh[match.end() :], False))
            self.place, _, rest = en.partition(" ")
            self.names.append((rest, False))

    def at(self, place: str) -> bool:
        """Whether the honour is of this place or level."""
        known = (self.prefix, f"{self.prefix}级", self.place)
        return place in known or (place == "市" and "市" in self.prefix)


class Context:
    """The words around a mark, the nearer the more they count."""

    def __init__(self, sentence: Sentence, index: int, before: str) -> None:
        text, marks = sentence.text, sentence.marks
        mark = marks[index]
        figures = [each for each in marks if each.sort == "figure"]
        start = max((each.end for each in figures if each.end <= mark.start), default=0)
        end = min((each.start for each in figures if each.start >= mark.end), default=len(text))
        first, last = sentence.folded.spans[mark.start][0], sentence.folded.spans[mark.end - 1][1]
        left = sentence.prose[:first][sentence.folded.spans[start][0] if start else 0 :]
        right = sentence.prose[last + 1 : sentence.folded.spans[end - 1][1] + 1]
        clause = PAUSE.split(left)[-1]
        after = PAUSE.split(right)[0]
        own = sentence.words(mark.start, mark.end) if mark.sort == "figure" else ""
        self.near = terms(f"{clause}{own}{after}") | terms(f"{clause} {after}")
        if not self.near - STOP:
            self.near = terms(left) or terms(right)
        self.own = self.near | terms(left)
        self.shares: dict[str, float] = dict.fromkeys(terms(before), 0.3)
        self.shares |= dict.fromkeys(terms(sentence.prose[:first]), 0.5)
        self.shares |= dict.fromkeys(terms(left), 0.7)
        self.shares |= dict.fromkeys(self.near, 1.0)
        self.years = set(YEAR.findall(text))
        self.schools = SCHOOL.findall(text)
        self.clause = f"{clause}{after}"
        self.denied = DENIED.search(self.clause) is not None
        self.before = bool(EARLIER.search(left) and not COMPARED.search(left))
        close = text[max(0, mark.start - 14) : mark.start] + text[mark.end : mark.end + 9]
        self.growth = GROWTH.search(close) is not None

    def elsewhere(self, names: str) -> bool:
        """Whether the sentence names a school that is none of these `names`."""
        return any(name not in names for name in self.schools)

    def elsewhen(self, claim: "Claim") -> bool:
        """Whether the sentence speaks of another time than a claim."""
        if self.years and claim.years and not self.years & claim.years:
            return True
        return self.before and not claim.record.get("computed")


def terms(text: str) -> set[str]:
    """What tells subjects apart in a text: pairs of Han characters, beginnings of English words."""
    folded = fold(text)
    found: set[str] = set()
    for run in re.findall(r"[\u3400-\u9fff]+", folded):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
        if len(run) == 1:
            found.add(run)
    words = [word for word in re.findall(r"[a-z]{3,}", folded) if word not in STOP]
    found.update(re.sub("(?:ing|ed|es|s)$", "", word)[:5] for word in words)
    return found - STOP


def named(value: Any) -> list[str]:
    """The ids that a field holds."""
    return value if isinstance(value, list) else [value] if value else []
