"""A draft against the facts: is every figure and honour in it what the report says?

A number alone proves nothing, so a mention is backed only where its unit and
enough of its subject agree, too. How much two subjects have in common is the
sum over shared pairs of Han characters and English words, each counted by how
few facts have it (its inverse document frequency): what nearly all facts say,
tells none of them apart. That finds the facts that may be meant. What decides,
is whether the fact accounts for every word around the mention: see `explained`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.base import FactBase
from ..model.diagnostics import Place, Rule
from ..quantities.numbers import Units
from ..text.normalise import fold
from .cues import Cues
from .doubts import another_thing, plainly, strange, unaccounted
from .honours import Honours, NamedHonour, beside, doubted
from .mentions import Mention
from .sentences import Sentence, sentences
from .statements import NEITHER, Statements
from .surroundings import Subject, Surroundings

BACKED, CONTRADICTED, COMPUTED, UNKNOWN = "backed", "contradicted", "computed", "unknown"
DRAFT_VERDICTS = (BACKED, CONTRADICTED, COMPUTED, UNKNOWN)

LARGE_NUMBER = 100  # a number of so many or more is rarely met by accident
ENOUGH = (2.0, 1.6)  # in common with a small number's subject, and with a large one's
SURE = 3.6  # in common with a subject that is said to have another figure
TIED = 0.93  # of the best subject's score: as good as the best
PLAINER = 1.0  # what only another subject has of the words beside a mention: so it is that one's
PLAINLY = 3.0  # the same, where nothing is said that is not the subject's
LINKED = 3.0  # what counts for a growth or part that follows what it is of
NOWHERE = Place(0, 0)
MAX_CANDIDATES = 5  # facts with the same number that are named at most
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
    """What the facts say of one mention of a draft.

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


def merged(verdicts: Iterable[tuple[FactBase, Verdict]]) -> list[tuple[FactBase, Verdict]]:
    """The verdicts of several bases: of each mention the one that says most."""
    order = (BACKED, COMPUTED, CONTRADICTED, UNKNOWN)
    found: dict[tuple[Place, str], tuple[FactBase, Verdict]] = {}
    for base, each in verdicts:
        key = (each.place, each.text)
        if key not in found or order.index(each.verdict) < order.index(found[key][1].verdict):
            found[key] = (base, each)
    return sorted(found.values(), key=lambda pair: pair[1].place)


class Proofreader:
    """The facts of one base, laid out to look up what drafts say."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.units = Units(base.vocabulary["units"])
        self.statements = Statements(base, self.units)
        self.honours = Honours(base)
        texts = [base.report[key] for key in ("zh", "en", "publisher_zh", "publisher_en")]
        texts += [record[lang] for record in base.records.values() for lang in ("zh", "en")]
        self.names = fold("|".join(texts))

    def read(self, text: str) -> Iterator[Verdict]:
        """The verdict on every mention of a draft, in its order."""
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
        """The verdict on each mention of a sentence, and where in its prose it stands."""
        found: list[tuple[int, Verdict]] = []
        honours = list(self.honours.find(sentence))
        if not sentence.mentions and not honours:
            return
        given = [sentence.text[each.start : each.end] for each in honours]
        cues = Cues(sentence, before, self.names, given)
        text = self.statements.plain(sentence.text)
        subject = Subject(self.statements, before)
        wrong: set[str] = set()
        end = 0
        for index, mention in enumerate(sentence.mentions):
            surroundings = Surroundings(sentence, index, end, cues, text)
            subject.reach(text, end, surroundings)
            surroundings.grades -= wrong
            verdict, ids, why = self._judge(mention, surroundings, subject)
            if mention.sort == "grade" and verdict == CONTRADICTED:
                wrong.add(mention.key)  # that is said, and the rest of the sentence may hold
            if mention.sort == "figure":
                end = mention.end
            if verdict != UNKNOWN:
                subject.earlier.update(dict.fromkeys(ids, verdict))
            there = sentence.words(mention.start, mention.end)
            said = Verdict(NOWHERE, there, mention.sort, verdict, self.base.id, ids, why)
            found.append((mention.start, said))
        for each in honours:
            there = sentence.words(each.start, each.end)
            verdict, why = self._honour(sentence, each, cues, text, honours)
            said = Verdict(NOWHERE, there, "honour", verdict, self.base.id, each.ids, why)
            found.append((each.start, said))
        for start, said in sorted(found, key=lambda pair: pair[0]):
            yield sentence.first(start), said

    def _honour(
        self,
        sentence: Sentence,
        each: NamedHonour,
        cues: Cues,
        text: str,
        all: Sequence[NamedHonour],
    ) -> tuple[str, str]:
        """The verdict on an honour that is named, and what differs."""
        doubt = doubted(cues, sentence, each) if each.known else "in no fact"
        if doubt:
            return UNKNOWN, ""
        if doubt is not None:
            return CONTRADICTED, "the report says so"
        if each.why:
            return CONTRADICTED, each.why
        [id] = each.ids
        around = beside(sentence, each, text, all)
        odd = self.statements.known[id].rest(around) or self.honours.of_other(sentence, id)
        return (UNKNOWN if odd else BACKED), ""

    def _judge(
        self, mention: Mention, surroundings: Surroundings, subject: Subject
    ) -> tuple[str, list[str], str]:
        """The verdict on a mention, the facts it rests on, and what differs."""
        statements = self.statements.all
        scores = {} if surroundings.doubted else self._scores(mention, surroundings, subject)
        enough = ENOUGH[abs(mention.value) >= LARGE_NUMBER or mention.value != int(mention.value)]
        able = [(score, each) for each, score in scores.items() if score >= enough]
        able = [
            each for each in able if not self._outdone(each, able, mention, surroundings, subject)
        ]
        best = max((score for score, each in able if not statements[each].computed), default=0)
        able = [one for one in able if one[0] >= TIED * best or self._same(one[1], mention)]
        able.sort(key=lambda each: -each[0])
        agreed = [one for one in able if not self.statements.differs(statements[one[1]], mention)]
        right = [
            one
            for one in agreed
            if not strange(self.statements, statements[one[1]], surroundings, subject)
            and not unaccounted(self.statements, statements[one[1]], surroundings, subject)
        ]
        alike = [
            each
            for each, score in scores.items()
            if self._same(each, mention)
            and not self.statements.differs(statements[each], mention)
            and not self._outdone((score, each), able, mention, surroundings, subject)
        ]
        subject.astray = not right and (bool(alike) or subject.astray)
        if right:
            printed = [each for each in right if not statements[each[1]].computed]
            top = printed or right
            ids = [statements[each].id for score, each in top if score >= TIED * top[0][0]]
            return BACKED if printed else COMPUTED, list(dict.fromkeys(ids)), ""
        wrong: list[tuple[bool, float, int, str]] = []
        for score, each in () if agreed else able:
            why = self.statements.differs(statements[each], mention)
            sure = enough if self._same(each, mention) else SURE
            if not statements[each].known.rest(surroundings.all):
                sure = min(sure, PLAINLY if mention.sort == "figure" else enough)
            if why == "another unit" and another_thing(statements[each], mention, surroundings):
                continue
            if not statements[each].computed and why not in ("", NEITHER) and score >= sure:
                wrong.append((self._same(each, mention), score, each, why))
        wrong.sort(key=lambda each: (-each[0], -each[1]))
        if wrong and plainly(self.statements, statements[wrong[0][2]], surroundings, subject):
            ids = [statements[each].id for same, _, each, _ in wrong if same == wrong[0][0]]
            return CONTRADICTED, list(dict.fromkeys(ids)), wrong[0][3]
        return UNKNOWN, self._candidates(mention), ""

    def _scores(
        self, mention: Mention, surroundings: Surroundings, subject: Subject
    ) -> dict[int, float]:
        """How much of its subject each statement that fits a mention has in common with its words."""
        scores: dict[int, float] = {}
        if not subject.common and not subject.earlier:
            return scores
        for number in self.statements.pool(mention):
            statement = self.statements.all[number]
            common = subject.common.get(number, 0.0)
            if subject.earlier and not statement.related.isdisjoint(subject.earlier):
                common += LINKED
            if common >= ENOUGH[1] and surroundings.of(statement):
                said = self.statements.name_share(number, subject.said)
                scores[number] = common * (0.6 + 0.4 * said)
        return scores

    def _same(self, number: int, mention: Mention) -> bool:
        """Whether a mention has a statement's value, whatever its unit."""
        value = abs(mention.value) if mention.turn < 0 else mention.value
        return mention.sort == "figure" and number in self.statements.same.get(value, ())

    def _outdone(
        self,
        one: tuple[float, int],
        all: Sequence[tuple[float, int]],
        mention: Mention,
        surroundings: Surroundings,
        subject: Subject,
    ) -> bool:
        """Whether the words beside a mention name another statement than this.

        By a word that this one lacks. Where neither has one of its own: because
        another figure was just given for this one, or because more was said of
        the other's name, as of a whole beside its part.
        """
        number = one[1]
        statement = self.statements.all[number]
        for _, rival in all:
            other = self.statements.all[rival]
            if other is statement or not (
                mention.sort != "figure" or self.statements.united(other, mention)
            ):
                continue
            more = self.statements.weight(surroundings.near & other.label - statement.words)
            less = self.statements.weight(surroundings.near & statement.label - other.words)
            if more > PLAINER + less:
                return True
            if more != 0 or less != 0 or other.computed:
                continue
            earlier = subject.earlier
            if earlier.get(statement.id) == CONTRADICTED and other.id not in earlier:
                return True
            said = [self.statements.name_share(each, subject.said) for each in (number, rival)]
            if said[1] > said[0] + WHOLER:
                return True
        return False

    def _candidates(self, mention: Mention) -> list[str]:
        """The facts that have a mention's number, in its unit."""
        pool = set(self.statements.pool(mention))
        known = self.statements.same.get(mention.value, ()) if mention.sort == "figure" else ()
        statements = [self.statements.all[each] for each in known if each in pool]
        same = [each.id for each in statements if not self.statements.differs(each, mention)]
        return list(dict.fromkeys(same))[:MAX_CANDIDATES]
