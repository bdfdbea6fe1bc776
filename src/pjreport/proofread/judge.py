"""A draft against the facts: is every figure and honour in it what the report says?

A number alone proves nothing, so a mark is backed only where its unit and
enough of its subject agree, too. How much two subjects have in common is the
sum over shared pairs of Han characters and English words, each counted by how
few facts have it (its inverse document frequency): what nearly all facts say,
tells none of them apart. That finds the facts that may be meant. What decides,
is whether the fact accounts for every word around the mark: see `accounted`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..check.registry import Rule
from ..model.base import FactBase
from ..model.diagnostics import Place
from ..quantities.numbers import Units
from ..text.normalise import fold
from .context import Context, Subject
from .cues import Signs
from .doubts import another_thing, plainly, strange, unaccounted
from .honours import Honours, Named, beside, doubted
from .mentions import Mark
from .sentences import Sentence, sentences
from .statements import NEITHER, Claims

BACKED, CONTRADICTED, COMPUTED, UNKNOWN = "backed", "contradicted", "computed", "unknown"
DRAFT_VERDICTS = (BACKED, CONTRADICTED, COMPUTED, UNKNOWN)

MANY = 100  # a number of so many or more is rarely met by accident
ENOUGH = (2.0, 1.6)  # in common with a small number's subject, and with a large one's
SURE = 3.6  # in common with a subject that is said to have another figure
NEAR = 0.93  # of the best subject's score: as good as the best
PLAINER = 1.0  # what only another subject has of the words beside a mark: so it is that one's
PLAINLY = 3.0  # the same, where nothing is said that is not the subject's
LINKED = 3.0  # what counts for a growth or part that follows what it is of
NOWHERE = Place(0, 0)
CANDIDATES = 5  # facts with the same number that are named at most
WHOLER = 0.15  # of its name that was said more of another


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


class Proofreader:
    """The facts of one base, laid out to look up what drafts say."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.units = Units(base.vocabulary["units"])
        self.claims = Claims(base, self.units)
        self.honours = Honours(base)
        texts = [base.report[key] for key in ("zh", "en", "publisher_zh", "publisher_en")]
        texts += [record[lang] for record in base.records.values() for lang in ("zh", "en")]
        self.names = fold("|".join(texts))

    def read(self, text: str) -> Iterator[Verdict]:
        """The verdict on every mark of a draft, in its order."""
        known: dict[tuple[str, str | None], list[tuple[int, Verdict]]] = {}
        for paragraph in sentences(text, self.units):
            before: Sentence | None = None
            for sentence in paragraph:
                key = sentence.prose, before.prose if before else None
                if key not in known:
                    known[key] = list(self._sentence(sentence, before))
                for first, verdict in known[key]:
                    if first not in sentence.again:
                        yield verdict._replace(place=sentence.places[first])
                before = sentence

    def _sentence(
        self, sentence: Sentence, before: Sentence | None
    ) -> Iterator[tuple[int, Verdict]]:
        """The verdict on each mark of a sentence, and where in its prose it stands."""
        found: list[tuple[int, Verdict]] = []
        honours = list(self.honours.find(sentence))
        if not sentence.marks and not honours:
            return
        given = [sentence.text[each.start : each.end] for each in honours]
        signs = Signs(sentence, before, self.names, given)
        text = self.claims.plain(sentence.text)
        subject = Subject(self.claims, before)
        wrong: set[str] = set()
        end = 0
        for index, mark in enumerate(sentence.marks):
            context = Context(sentence, index, end, signs, text)
            subject.reach(text, end, context)
            context.grades -= wrong
            verdict, ids, why = self._judge(mark, context, subject)
            if mark.sort == "grade" and verdict == CONTRADICTED:
                wrong.add(mark.key)  # that is said, and the rest of the sentence may hold
            if mark.sort == "figure":
                end = mark.end
            if verdict != UNKNOWN:
                subject.earlier.update(dict.fromkeys(ids, verdict))
            there = sentence.words(mark.start, mark.end)
            said = Verdict(NOWHERE, there, mark.sort, verdict, self.base.id, ids, why)
            found.append((mark.start, said))
        for each in honours:
            there = sentence.words(each.start, each.end)
            verdict, why = self._honour(sentence, each, signs, text, honours)
            said = Verdict(NOWHERE, there, "honour", verdict, self.base.id, each.ids, why)
            found.append((each.start, said))
        for start, said in sorted(found, key=lambda pair: pair[0]):
            yield sentence.first(start), said

    def _honour(
        self,
        sentence: Sentence,
        each: Named,
        signs: Signs,
        text: str,
        all: Sequence[Named],
    ) -> tuple[str, str]:
        """The verdict on an honour that is named, and what differs."""
        doubt = doubted(signs, sentence, each) if each.known else "in no fact"
        if doubt:
            return UNKNOWN, ""
        if doubt is not None:
            return CONTRADICTED, "the report says so"
        if each.why:
            return CONTRADICTED, each.why
        [id] = each.ids
        around = beside(sentence, each, text, all)
        odd = self.claims.known[id].rest(around) or self.honours.of_other(sentence, id)
        return (UNKNOWN if odd else BACKED), ""

    def _judge(self, mark: Mark, context: Context, subject: Subject) -> tuple[str, list[str], str]:
        """The verdict on a mark, the facts it rests on, and what differs."""
        claims = self.claims.all
        scores = {} if context.doubted else self._scores(mark, context, subject)
        enough = ENOUGH[abs(mark.value) >= MANY or mark.value != int(mark.value)]
        able = [(score, each) for each, score in scores.items() if score >= enough]
        able = [each for each in able if not self._outdone(each, able, mark, context, subject)]
        best = max((score for score, each in able if not claims[each].computed), default=0)
        able = [one for one in able if one[0] >= NEAR * best or self._same(one[1], mark)]
        able.sort(key=lambda each: -each[0])
        agreed = [one for one in able if not self.claims.differs(claims[one[1]], mark)]
        right = [
            one
            for one in agreed
            if not strange(self.claims, claims[one[1]], context, subject)
            and not unaccounted(self.claims, claims[one[1]], context, subject)
        ]
        alike = [
            each
            for each, score in scores.items()
            if self._same(each, mark)
            and not self.claims.differs(claims[each], mark)
            and not self._outdone((score, each), able, mark, context, subject)
        ]
        subject.astray = not right and (bool(alike) or subject.astray)
        if right:
            printed = [each for each in right if not claims[each[1]].computed]
            top = printed or right
            ids = [claims[each].id for score, each in top if score >= NEAR * top[0][0]]
            return BACKED if printed else COMPUTED, list(dict.fromkeys(ids)), ""
        wrong: list[tuple[bool, float, int, str]] = []
        for score, each in () if agreed else able:
            why = self.claims.differs(claims[each], mark)
            sure = enough if self._same(each, mark) else SURE
            if not claims[each].known.rest(context.all):
                sure = min(sure, PLAINLY if mark.sort == "figure" else enough)
            if why == "another unit" and another_thing(claims[each], mark, context):
                continue
            if not claims[each].computed and why not in ("", NEITHER) and score >= sure:
                wrong.append((self._same(each, mark), score, each, why))
        wrong.sort(key=lambda each: (-each[0], -each[1]))
        if wrong and plainly(self.claims, claims[wrong[0][2]], context, subject):
            ids = [claims[each].id for same, _, each, _ in wrong if same == wrong[0][0]]
            return CONTRADICTED, list(dict.fromkeys(ids)), wrong[0][3]
        return UNKNOWN, self._candidates(mark), ""

    def _scores(self, mark: Mark, context: Context, subject: Subject) -> dict[int, float]:
        """How much of its subject each claim that fits a mark has in common with its words."""
        scores: dict[int, float] = {}
        if not subject.common and not subject.earlier:
            return scores
        for number in self.claims.pool(mark):
            claim = self.claims.all[number]
            common = subject.common.get(number, 0.0)
            if subject.earlier and not claim.related.isdisjoint(subject.earlier):
                common += LINKED
            if common >= ENOUGH[1] and context.of(claim):
                said = self.claims.named(number, subject.said)
                scores[number] = common * (0.6 + 0.4 * said)
        return scores

    def _same(self, number: int, mark: Mark) -> bool:
        """Whether a mark has a claim's value, whatever its unit."""
        value = abs(mark.value) if mark.turn < 0 else mark.value
        return mark.sort == "figure" and number in self.claims.same.get(value, ())

    def _outdone(
        self,
        one: tuple[float, int],
        all: Sequence[tuple[float, int]],
        mark: Mark,
        context: Context,
        subject: Subject,
    ) -> bool:
        """Whether the words beside a mark name another claim than this.

        By a word that this one lacks. Where neither has one of its own: because
        another figure was just given for this one, or because more was said of
        the other's name, as of a whole beside its part.
        """
        number = one[1]
        claim = self.claims.all[number]
        for _, rival in all:
            other = self.claims.all[rival]
            if other is claim or not (mark.sort != "figure" or self.claims.united(other, mark)):
                continue
            more = self.claims.weight(context.near & other.label - claim.words)
            less = self.claims.weight(context.near & claim.label - other.words)
            if more > PLAINER + less:
                return True
            if more != 0 or less != 0 or other.computed:
                continue
            earlier = subject.earlier
            if earlier.get(claim.id) == CONTRADICTED and other.id not in earlier:
                return True
            said = [self.claims.named(each, subject.said) for each in (number, rival)]
            if said[1] > said[0] + WHOLER:
                return True
        return False

    def _candidates(self, mark: Mark) -> list[str]:
        """The facts that have a mark's number, in its unit."""
        pool = set(self.claims.pool(mark))
        known = self.claims.same.get(mark.value, ()) if mark.sort == "figure" else ()
        claims = [self.claims.all[each] for each in known if each in pool]
        same = [each.id for each in claims if not self.claims.differs(each, mark)]
        return list(dict.fromkeys(same))[:CANDIDATES]
