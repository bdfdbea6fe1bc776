"""A school's report on a year, made up: its facts, and how they hang together."""

import random
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Any

import words

FACTS = 150  # of a report
YEARS, FIRST = 10, 2012  # reports of a school, and the year of its first
SCHOOLS = len(words.SCHOOLS) * len(words.FIELDS)  # of a city, before its name returns
HAN = "零一二三四五六七八九十"
SEED = 2024  # the smallest base, too, has each word that is searched for
MEASURED = ("contests", "training", "ideology", "services", "goals", "integration")
ZIPF = list(accumulate(1 / (rank + 3) for rank in range(len(words.SUBJECTS))))


class Fact:
    """A fact: where it stands, what its table holds, and its value if that is computed."""

    def __init__(self, kind: str, topic: str, name: str, table: dict[str, Any]) -> None:
        self.kind = kind
        self.topic = topic
        self.id = f"{kind}.{topic}.{name}"
        self.table = table
        self.computed: int | None = None


class Report:
    """One report: its names, and its facts, of which each refers to earlier ones only."""

    def __init__(self, number: int, count: int = FACTS) -> None:
        school, age = divmod(number, YEARS)
        block, within = divmod(school, SCHOOLS)
        turn, place = divmod(block, len(words.CITIES))
        self.city, self.city_en = words.CITIES[place]
        self.year = FIRST + age
        field, type_ = words.FIELDS[within // 5], words.SCHOOLS[within % 5]
        again = (f"第{ordinal(turn + 1)}", f"No. {turn + 1}") if turn else ("", "")
        self.school = self.city + again[0] + field[0] + type_[0]
        self.school_en = " ".join(filter(None, (self.city_en, again[1], field[1], type_[1])))
        self.folder = f"{self.city_en.lower()}{f'-{turn + 1}' if turn else ''}"
        self.id = f"{self.folder}-{within + 1}-{self.year}"
        self.random = random.Random(SEED + number)  # noqa: S311
        self.facts: list[Fact] = []
        self.ids: set[str] = set()
        self.said: set[tuple[str, str]] = set()
        for part in (self.bodies, self.figures, self.deeds):
            part()
        del self.facts[count:]

    def add(
        self, kind: str, topic: str, name: str, zh: str, en: str, shown: str = "", **more: Any
    ) -> str:
        """A fact, unless its id or one of its names is taken; its id, or nothing."""
        id = f"{kind}.{topic}.{name}"
        if id in self.ids or (kind, zh) in self.said or (kind, en) in self.said:
            return ""
        self.ids.add(id)
        self.said |= {(kind, zh), (kind, en)}
        table: dict[str, Any] = {"zh": zh, "en": en}
        if self.random.random() < 0.15:
            table["note_zh"], table["note_en"] = self.random.choice(words.NOTES)
        table |= more
        if kind != "derived":
            section = words.TOPICS[topic][2]
            first, last = words.SECTIONS[section][3:] if section else (1, 20)
            line = self.random.randrange(first, last)
            table["lines"] = [line] if self.random.random() < 0.6 else [line, line + 1]
            table["evidence"] = [zh, shown] if shown else [zh]
        self.facts.append(Fact(kind, topic, name, table))
        return id

    def bodies(self) -> None:
        """Organisations, people and competitions, which everything else refers to."""
        city, city_en, draw = self.city, self.city_en, self.random
        self.school_id = self.add(
            "organisations", "goals", "school", self.school, self.school_en, role="school"
        )
        for topic, name, zh, en, role in words.BODIES:
            self.add("organisations", topic, name, zh.format(city), en.format(city_en), role=role)
        self.companies: list[str] = []
        while len(self.companies) < 5:
            (a, a_en), (b, b_en) = (draw.choice(each) for each in words.COMPANIES)
            name = f"{a_en}-{b_en}".lower().replace(" ", "-")
            zh, en = f"{city}市{a}{b}有限公司", f"{city_en} {a_en} {b_en} Co., Ltd."
            id = self.add("organisations", "services", name, zh, en, role="partner")
            self.companies += [id] if id else []
        more = {"role": "in-house", "part_of": self.school_id, "inferred": ["part_of"]}
        for (zh, en, name), _, topic in self.until(len(self.facts) + 7, ("",), ("contests",)):
            labels = f"{zh}实训中心", f"{en}: training centre"
            self.add("organisations", topic, f"{name}-centre", *labels, **more)
        self.people: list[str] = []
        while len(self.people) < len(words.POSTS):
            topic, role, title, title_en = words.POSTS[len(self.people)]
            (a, a_en), (b, b_en) = (draw.choice(each) for each in words.PEOPLE)
            body = "organisations.leaders.party" if role == "leader" else self.school_id
            more = {"title_zh": title, "title_en": title_en, "role": role, "organisation": body}
            name, zh, en = f"{a_en}-{b_en}".lower(), a + b, f"{a_en} {b_en}"
            id = self.add("people", topic, name, zh, en, title, **more)
            self.people += [id] if id else []
        for topic, name, zh, en, level in words.COMPETITIONS:
            zh, en = zh.format(city), en.format(city_en)  # noqa: PLW2901
            self.add("competitions", topic, name, zh, en, level=level)

    def stat(self, path: str, value: int | Decimal, **more: Any) -> str:
        """A printed figure; `path` is its topic and name."""
        topic, _, name = path.partition(".")
        zh, en, unit = words.FIGURES[path]
        zh, en = zh.format(self.city, ordinal(more.get("batch", 0))), en.format(self.city_en)
        shown = f"{value}{zh[-2] if unit == 'medals' else words.UNITS[unit][0]}"
        more = {"value": value, "unit": unit, **more, "period": f"academic-{self.year}"}
        return self.add("stats", topic, name, zh, en, shown, **more)

    def computed(self, path: str, value: int, formula: str, *inputs: str) -> None:
        """A figure that is not printed."""
        topic, _, name = path.partition(".")
        zh, en, unit = words.FIGURES[path]
        period = f"academic-{self.year - (formula == 'implied-base')}"
        more = {"formula": formula, "inputs": list(inputs), "unit": unit, "period": period}
        self.add("derived", topic, name, zh, en, **more)
        self.facts[-1].computed = value

    def figures(self) -> None:
        """Figures, of which growths and shares are what they are printed to be of."""
        stat, number = self.stat, self.random.randrange
        stat("training.participations", number(800, 9000))
        stat("training.exams", number(500, 6000))
        stat("training.courses", number(5, 90))
        total = number(300, 2000)
        passed = number(total * 8 // 10, total)
        id = stat("accreditation.passed", passed)
        pass_rate = stat("accreditation.pass-rate", share(passed, total), rate_of=[id])
        won = {"gold": number(1, 12), "silver": number(2, 20), "bronze": number(3, 30)}
        more: dict[str, Any] = {"competition": "competitions.contests.festival"}
        medals = [stat(f"contests.{name}", value, **more) for name, value in won.items()]
        all_won = sum(won.values())
        before = number(max(2, all_won // 2), all_won + 1)
        more["growth_of"] = medals
        medal_growth = stat("contests.medal-growth", share(all_won - before, before), **more)
        awards = number(40, 200)
        id = stat("contests.awards", awards)
        stat("contests.provincial", number(5, awards), part_of=id)
        stat("employment.graduates", number(200, 1500), scope="graduates")
        stat("employment.rate", share(number(9500, 10000), 10000), scope="graduates")
        stat("employment.in-field", share(number(7000, 9500), 10000), scope="graduates")
        batch = number(3, 30)
        for name in ("teachers", "experts", "chiefs"):
            stat(f"faculty.{name}", number(1, 20), batch=batch)
        id = stat("awards.total", number(20, 120), scope="teachers")
        stat("awards.first", number(1, 20), part_of=id)
        papers = number(40, 300)
        last = number(papers // 2, papers + 1)
        id = stat("research.papers", papers, scope="teachers")
        paper_growth = stat("research.paper-growth", share(papers - last, last), growth_of=[id])
        approved, concluded = number(3, 40), number(3, 40)
        projects = [stat("research.approved", approved), stat("research.concluded", concluded)]
        stat("majors.opened", number(1, 6))
        self.computed("accreditation.candidates", total, "implied-total", pass_rate)
        self.computed("contests.medals", all_won, "sum", *medals)
        self.computed("contests.medals-before", before, "implied-base", medal_growth)
        self.computed("research.papers-before", last, "implied-base", paper_growth)
        self.computed("research.items", approved + concluded, "sum", *projects)

    def until(self, count: int, patterns: Sequence[Any], topics: Sequence[str]) -> Iterator[Any]:
        """What a fact is about, its id's word for it, a pattern, a topic; up to `count` facts."""
        while len(self.facts) < count:
            [(zh, en)] = self.random.choices(words.SUBJECTS, cum_weights=ZIPF)
            name = en.lower().replace(" ", "-")
            manner, manner_en = self.random.choice(words.MANNERS)
            en = f"{manner_en} {en.lower().replace('cnc', 'CNC')}" if manner else en
            yield (manner + zh, en, name), self.random.choice(patterns), self.random.choice(topics)

    def deeds(self) -> None:
        """Measures, works, honours and the rest, until the report is full."""
        add, draw, until = self.add, self.random, self.until
        teacher, start = self.people[3], len(self.facts)
        ends = [start + (FACTS - start) * share // 100 for share in (44, 49, 57, 85, 93)]
        self.initiatives(ends[0])
        measures = [fact.id for fact in self.facts[start:]]
        for (zh, en, name), (a, b, end, type_), topic in until(ends[1], words.WORKS, ("research",)):
            more: dict[str, Any] = {"type": type_, "leader": teacher}
            add("works", topic, f"{name}-{end}", a.format(zh), b.format(en), **more)
        for (zh, en, name), action, topic in until(ends[2], ("opened", "adjusted"), ("majors",)):
            add("programmes", topic, f"{name}-major", f"{zh}专业", f"{en} major", actions=[action])
        for (zh, en, name), (a, b, end, rank, level), topic in until(
            ends[3], words.HONOURS, ("highlights", "awards")
        ):
            more = {
                "level": level,
                "rank": rank,
                "recipient": draw.choice([self.school_id, teacher]),
            }
            if draw.random() < 0.3:
                del more["recipient"]
                more |= {"recipient_group": "teachers", "holders": "stats.faculty.teachers"}
            labels = a.format(self.city, zh), b.format(self.city_en, en)
            add("honours", topic, f"{name}-{end}", *labels, **more)
        for (zh, en, name), (a, b, end), topic in until(ends[4], words.OUTCOMES, MEASURED):
            more = {"about": [draw.choice(measures)]}
            add("outcomes", topic, f"{name}-{end}", a.format(zh), b.format(en), **more)
        names = {fact.id: fact.table for fact in self.facts if fact.id in self.people}
        for id in self.people[:2]:
            zh, en = f"市委书记{names[id]['zh']}来校调研", f"Visit by {names[id]['en']}"
            more = {"visitor": id, "host": self.school_id}
            add("visits", "leaders", id.rpartition(".")[2], zh, en, **more)
        for name, zh, en in words.AGREEMENTS:
            add("agreements", "services", name, zh, en, parties=draw.sample(self.companies, 2))
        for role, zh, en in words.PUBLICATION:
            add("publication", "page", role, zh.format(self.year), en, role=role)
        more = {"medium": "organisations.integration.newspaper"}
        add("coverage", "integration", "daily", "日报点赞校企合作", "Praise in the daily", **more)
        self.initiatives(FACTS)

    def initiatives(self, until: int) -> None:
        """Measures, until there are so many facts."""
        for (zh, en, name), (a, b, end, type_), topic in self.until(
            until, words.INITIATIVES, MEASURED
        ):
            labels = a.format(zh), b.format(en)
            self.add("initiatives", topic, f"{name}-{end}", *labels, type=type_)


def ordinal(number: int) -> str:
    """`number`, up to 99, in Chinese."""
    tens, ones = divmod(number, 10)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")


def share(part: int, whole: int) -> Decimal:
    """`part` of `whole` in per cent, as reports print it: two decimals, rounded half up."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
