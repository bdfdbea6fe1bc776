"""The words of drafts and facts: which of them tell subjects apart, and which are everybody's."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Any report's words, and what is said of any figure: they name no subject.
GENERIC = re.compile(
    "平湖技师学院|技师学院|学院|学校|我校|我院|本校|本院|全院|全校|我们|同学们?|学生们|师生|共计|合计|总计|累计|共有|共获|共|达到|高达|达|获得|荣获|"
    "获评|评为|评选|入选|取得|完成|开展|组织|举办|参加|参与|实现|拿下|斩获|夺得|摘得|捧回|捧得|收获|喜获|赢得|其中|同比|环比|增长|"
    "增幅|增至|升至|增加|提高|提升|上升|今年|本年度?|年度|全年|学年|一年来|过去|去年|上年|人次|一个|各类|各项|各种|多项|以及|已经|目前|现有|拥有|"
    "新增|较|比|为|是|有|的|了|和|与|及|等|在|中|里|上|于|被|由|对|向|也|还|又|均|都|已|将|从|共|仅|约|近|超|获|个|名|位|项|人|次|"
    "枚|篇|年|届|批|数量|数|总|各|并|我|其|成绩|方面|情况|截至|截止|期间|分别|成功|顺利|再|创|新高|人数|学员|参考|考生|选手|"
    "下降|减少|左右|以来|不断|持续|进一步|大力|积极|稳步|显著|突破|超过|报告|数据|显示|据|统计|介绍|了解|一直|仍然|仍"
)
STOP = frozenset(
    "学院 学校 我校 我院 全院 全校 共计 共有 达到 获得 荣获 取得 完成 其中 同比 增长 今年 去年 年度 人次 一个 "
    "school schools college student students person persons times item items the and for our was were with has have had that this from its all were year".split()
)
COMMON = frozenset(
    "school college student person people item the and for our was were with has have had that this from its all year "
    "academic total last there their which also when while more than about over into out came come took take taken "
    "made make reached reach won win gained got received earned named rated achieved recorded held saw stood year-on-year "
    "pinghu technician we they she who year on won after before percent rose grew growth grow increase increased decrease "
    "fell drop dropped decline rise up down some many new figure figures number numbers report says said according "
    "overall altogether whole throughout during against compared previous during home brought took up now being been".split()
)
REMEMBERED = 2048  # texts: a draft says the same again and again, mostly in lists
RUN = re.compile(r"[\u3400-\u7683\u7685-\u9fff]+")  # of Han; 的 joins words and is in none
ENGLISH = re.compile(r"[a-z]{3,}")
ENDING = re.compile("(?:ing|ed|es|s)$")


@lru_cache(REMEMBERED)
def terms(text: str) -> frozenset[str]:
    """What tells subjects apart in a folded text: pairs of Han characters, beginnings of words.

    >>> sorted(terms("职业培训 trained the 4金"))
    ['train', '业培', '培训', '职业', '金']
    """
    return frozenset(term for _, _, term in located(text)) - STOP


def located(text: str) -> Iterator[tuple[int, int, str]]:
    """The terms of a folded text, and where each begins and ends; common ones among them."""
    for found in RUN.finditer(text):
        run, start = found[0], found.start()
        if len(run) == 1:
            yield start, start + 1, run
        for place in range(len(run) - 1):
            yield start + place, start + place + 2, run[place : place + 2]
    for found in ENGLISH.finditer(text):
        if found[0] not in STOP:
            yield *found.span(), stem(found[0])


def stem(word: str) -> str:
    """The beginning of an English word, the same in most of its forms."""
    return ENDING.sub("", word)[:5]


STEMS = frozenset(map(stem, COMMON))


@lru_cache(REMEMBERED)
def weighed(
    text: str, known: frozenset[str], around: frozenset[str] = frozenset()
) -> tuple[int, int]:
    """How much of a folded text is about a subject, and how much about something else.

    `known` are the subject's terms, `around` those that it may be said with. Both are numbers of Han characters, an
    English word counting as two; words that are everybody's count as neither.

    >>> weighed("学院消防安全培训", frozenset(["培训"]))
    (2, 4)
    """
    about: set[int] = set()
    aside: set[int] = set()
    rest: set[int] = set()
    for start, end, term in located(text):
        english = term.isascii()
        if term in known:
            about.update((start, start + 1) if english else range(start, end))
        elif term in around:
            aside.update((start, start + 1) if english else range(start, end))
        elif not english:
            rest.update(range(start, end))
        elif term not in STEMS:
            rest.update((start, start + 1))
    rest -= about | aside
    for found in GENERIC.finditer(text):
        rest.difference_update(range(*found.span()))
    return len(about), len(rest)
