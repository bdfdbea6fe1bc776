"""The honours of a text: who received what, when, of which level and rank."""

import re
from collections.abc import Iterator

from ...text.numerals import NUMERALS
from ...text.tokens import HAN
from ...vocabulary import expression, keys, words
from ..naming.phrases import AMONG, AT, CONTEST, GRADE, cleaned
from ..passage import Passage
from . import Found

SENTENCE = re.compile(r"[^。；;！？\n]+")
GIVEN = (
    rf"(?:{expression('honours.given', 'zh')}|{expression('draft-honours.winning', 'zh')}"
    rf"|{expression('honours.giving', 'zh')}{expression('honours.for', 'zh')}"
    rf"|{expression('draft-honours.giver-ends', 'zh')})"
)
VERB = re.compile(rf"{GIVEN}(?:{expression('honours.for', 'zh')})?")
SURE = re.compile(
    rf"{expression('honours.given', 'zh')}|{expression('draft-honours.giver-ends', 'zh')}"
    rf"|{expression('honours.giving', 'zh')}{expression('honours.for', 'zh')}"
)
GIVER = re.compile(rf"^[{HAN}、]{{2,24}}?{expression('draft-honours.giver-ends', 'zh')}")
QUOTED = re.compile(r"“([^“”\n]{2,40})”")
AWARD = expression("draft-honours.awards", "zh")
ENDING = re.compile(rf"(?:{expression('draft-honours.endings', 'zh')})+$")
BEHIND = re.compile(rf"(?:{expression('draft-honours.endings', 'zh')})*\W*(?:[^“”]{{0,4}})")
COUNTED = "|".join(
    (*words("things.words", "zh"), *words("alike.people", "zh"), *words("drafting.bare", "zh"))
)
COUNT = re.compile(rf"[0-9{NUMERALS}]+(?:{COUNTED})$")
ASIDE = re.compile(r"[（(][^（()）]*[)）]?")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YEAR_IN = re.compile(r"((?:19|20)[0-9]{2})(?:[—–-]20[0-9]{2})?")
RANKS = re.compile(GRADE.pattern.removeprefix("^"))
BY = re.compile(expression("draft-honours.by", "zh"))
DIGIT = re.compile("[0-9]")
GROUPS = re.compile(rf"[{HAN}A-Za-z0-9“”（）()]*(?:{expression('draft-honours.groups', 'zh')})$")
LEVELS = [(key, word) for key in keys("level-names") for word in words(f"level-names.{key}")]
GRADE_END = re.compile(rf"(?:{RANKS.pattern})$")
FAR = 200  # characters on a side of a verb that are looked at
LONGEST = 40
GRADES_EN = expression("grades.ranked", "en")
JOINS_EN = expression("draft-honours.joins", "en")
OWN_EN = expression("draft-honours.own", "en")
NAME_EN = re.compile(
    rf"\b(?:{expression('draft-honours.winning', 'en')})\s+(?:{expression('honours.articles', 'en')}\s+|(?:[A-Z]\w+ ){{1,3}}{OWN_EN}\s+)*"
    rf"(?P<name>(?:(?:{GRADES_EN}|[A-Z][\w'’&-]*+)(?:\s+(?:{JOINS_EN}))?\s*+){{1,9}}(?:\s?(?:19|20)[0-9]{{2}})?)"
)
ENDS_EN = re.compile(rf"\b(?:{'|'.join(words('draft-honours.names', 'en'))})\b")
SUBJECT_EN = re.compile(r"(?:^|[.,;]\s)([^.,;]{2,60}?)(?:, [^,]{2,40},)?\s*$")


def honours(passage: Passage) -> Iterator[Found]:
    """The honours of a text, in its order."""
    if passage.han:
        for sentence in SENTENCE.finditer(passage.text):
            yield from of_sentence(sentence[0], sentence.start())
    else:
        yield from in_english(passage.text)


def of_sentence(text: str, start: int) -> Iterator[Found]:
    """The honours of a Chinese sentence that begins at an offset."""
    who, year, year_at = "", 0, (0, 0)
    place = 0
    for verb in VERB.finditer(text):
        if verb.start() < place:
            continue
        low = max(place, verb.start() - FAR)
        for each in YEAR_IN.finditer(text, low, verb.start()):
            year, year_at = int(each[1]), (start + each.start(), start + each.end())
        who = recipient(text[low : verb.start()]) or who
        rest = text[verb.end() : verb.end() + FAR]
        stop = re.search("[，,。]", ASIDE.sub(lambda found: "x" * len(found[0]), rest))
        rest = rest[: stop.start() if stop else None]
        said = [*CONTEST.finditer(text, max(0, verb.start() - FAR), verb.start())][-1:]
        contest = cleaned(AT.split(said[0][0])[-1]) if said else ""
        for first, last, name in named(rest, contest, sure=SURE.search(verb[0]) is not None):
            begin, end = start + verb.end() + first, start + verb.end() + last
            place = max(place, verb.end() + last)
            here = YEAR_IN.search(text, verb.end() + first, verb.end() + last)
            table = {"year": int(here[1])} if here else {"year": year} if year else {}
            fragments = [(begin if first else start + verb.start(), end)]
            if said and contest and name.startswith(contest):
                at = start + said[0].end()
                fragments.insert(0, (at - len(contest), at))
            if year and not here:
                fragments.insert(0, year_at)
            terms = {}
            if level := level_of(name):
                terms["level"] = ("levels", level)
            if rank := RANKS.search(name):
                terms["rank"] = ("ranks", rank[0])
            yield Found("honours", name, table, fragments, terms, who)


def recipient(before: str) -> str:
    """Who received an honour, by the words before the verb.

    >>> recipient("2023年，语文教研组被上级"), recipient("学生在技能大赛中")
    ('语文教研组', '学生')
    """
    clauses = [BY.split(each)[0] for each in re.split("[，,：:]", before)]
    clauses = [AT.split(each)[0] if AT.search(each, 1) else each for each in clauses]
    cleaned_up = [each for each in map(cleaned, clauses) if not DIGIT.match(each)]
    said = [group[0] for each in cleaned_up if (group := GROUPS.search(each))]
    last = cleaned_up[-1] if cleaned_up else ""
    return said[-1] if said else "" if AT.match(clauses[-1].strip()) else last


def named(rest: str, contest: str, *, sure: bool) -> Iterator[tuple[int, int, str]]:
    """The names of honours behind a verb: where each begins and ends, and the name.

    A grade alone (一等奖) is one in the `contest` that was named before.
    """
    giver = GIVER.match(rest)
    low = giver.end() if giver else 0
    quoted = [*QUOTED.finditer(rest, low)]
    if quoted and quoted[0].start() <= low + 1 and BEHIND.fullmatch(rest[quoted[-1].end() :]):
        for each in quoted:
            yield each.start(), each.end(), each[1]
        return
    place = low
    for piece in rest[low:].split("、"):
        start, place = place, place + len(piece) + 1
        plain = ENDING.sub("", ASIDE.sub("", piece)).strip()
        counted = COUNT.search(plain)
        plain = plain[: counted.start()] if counted else plain
        if GRADE.fullmatch(plain):
            if contest:
                yield start, start + len(piece), contest + plain
            continue
        if counted and not GRADE_END.search(plain):
            return  # 教材12部: a figure
        if verb := VERB.search(plain, 2):  # 评比中摘得特等奖
            plain = plain[: verb.start()].removesuffix(AMONG) + plain[verb.end() :]
        awarded = re.search(rf"(?:{AWARD})”?$", plain) or GRADE_END.search(plain)
        if not (2 <= len(plain) <= LONGEST and (awarded or (sure and len(plain) > 4))):
            return
        yield start, start + len(piece), plain
        if not GRADE_END.search(plain):
            return


def level_of(name: str) -> str:
    """How a name says its level."""
    for _, word in LEVELS:
        if word in name:
            return word
    return ""


def in_english(text: str) -> Iterator[Found]:
    """The honours of an English text."""
    for found in NAME_EN.finditer(text):
        name = " ".join(found["name"].split())
        name = re.sub(rf"\s(?:{expression('honours.ends', 'en')}|{JOINS_EN})$", "", name)
        if not ENDS_EN.search(name):
            continue
        year = YEAR.search(name)
        far = max(0, found.start() - FAR)
        low = (
            max(text.rfind("\n", far, found.start()), text.rfind(". ", far, found.start()), far - 1)
            + 1
        )
        who = SUBJECT_EN.search(text[low : found.start()].rstrip())
        end = found.start("name") + len(found["name"].rstrip())
        yield Found(
            "honours",
            name,
            {"year": int(year[0])} if year else {},
            [(found.start(), end)],
            {},
            who[1].strip() if who else "",
        )
