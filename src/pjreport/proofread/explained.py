"""What in a draft a fact does not account for: a word too many, and it may be about something else.

A subject that shares most of its words with a fact's may still be another one:
新秀 for 老将, training costs for training. No list of such words is ever whole,
so it goes the other way round: each word around a figure must be the fact's, or
one that is said of any figure.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from .terms import COMMON, ENDING, stem

# Said of any figure or honour, without a subject, a time, a scope or a condition of their own.
NEUTRAL = re.compile(
    "学院|学校|我校|我院|本校|本院|全院|全校|我们|共计|合计|总计|累计|总共|一共|共有|共获|达到|高达|获得|荣获|获评|评为|评上|"
    "取得|完成|开展|组织|举办|本届|本次|实现|拿下|拿到|斩获|夺得|摘得|捧回|捧得|收获|喜获|赢得|荣膺|授予|命名|认定为|成为|当选|获颁|花落|摘取|"
    "获批|其中|同比|增长|增幅|涨幅|降幅|增至|升至|增加|提高|提升|上升|上涨|今年|本年度?|年度|全年|本?学年|1年来|过去|去年|上年|较上年|"
    "人次|1个|各类|各项|各种|以及|已经|现有|拥有|新增|数量|数额|数字|数据|成绩|佳绩|好成绩|方面|情况|截至|分别|成功|顺利|再创|新高|"
    "下降|减少|下滑|回落|左右|上下|以来|不断|持续|进1步|大力|积极|稳步|显著|明显|突破|超过|报告|显示|统计|介绍|1直|仍然|称号|光荣|荣誉|"
    "多达|足有|来自|出自|均为|作为|还是|还有|也有|同时|此外|来临|到来|之际|即将|时候|比例|约为|大约|至少|大致|不到|不足|将近|接近|"
    "近日|日前|据悉|获悉|年内|当年|目前|当前|现已|至今|如今|整整|足足|大关|之多|总人数|人数|该[院校]|这1?学?年|此次|这次|整体|整个|"
    "喜人|可喜|优异|良好|骄人|亮眼|出色|突出|丰硕|硕果累累|再传捷报|捷报频传|喜报|佳音|圆满|扎实|有序|有效|全面|深入|认真|精心|踊跃|广泛|陆续|先后|"
    "相继|喜夺|勇夺|勇摘|揽获|奋力|努力|涌现|呈现|保持|交出|答卷|成绩单|再上新?台阶|新台阶|新突破|公布|发布|指出|表示|说|称|本|"
    "近|超|逾|余|多|起|到|至|达|为|是|有|的|了|和|与|及|等|在|中|里|上|于|被|由|对|向|也|还|又|均|都|已|从|共|仅|只|约|获|得|个|"
    "名|位|项|人|枚|篇|年|届|批|数|总|各|并|我|其|块|面|次|比|较|占|件|且|而|则|把|将(?=临|至)|新(?=获)"
)
TAKING = re.compile("参加|参与|参考|参训|受训|应考")  # what person-times do
EXACT = (  # how exact a figure is said to be
    "不(?:超过?|到|足|止|下于?|少于|多于|低于|高于|大于|小于)|大于|小于|高于|低于|多于|少于|至[少多]|最[多少高低]|顶多|起码|达不到|未达到?|"
    "以[上内](?=$| )|之[间内]|之多|几乎|差不多|估计|大[概致]|突破|逾|仅|只有|"
    r"\b(?:more than|less than|fewer than|over|above|exceed(?:ed|ing|s)?|under|below|up to|at (?:least|most)|no (?:more|less|fewer) than|between|or (?:more|less|fewer|so)|nearly|almost|about|around|roughly|some|approximately|close to)\b"
)
PUPILS = re.compile("学生们?|同学们?|选手们?")
HAN = re.compile("[\u3400-\u9fff0-9]+")
LETTERS = re.compile("[a-z]{3,}")


def root(word: str) -> str:
    """An English word without its ending, whole: company is not compared."""
    return ENDING.sub("", word).rstrip("e")


# Everybody's words, without those that change what is said.
CHANGING = frozenset(map(root, ("student", "pinghu", "technician", "before", "than", "more")))
PLAIN = frozenset(
    map(
        root,
        "data show proud collect bring home successfully congratulate delighted annual recent strong excellent outstanding "
        "award medal prize title honour held given among only just find found well good newly".split(),
    )
) | ({root(word) for word in COMMON} - CHANGING)
LONGEST = 12  # characters of a word
REMEMBERED = 1024


class Words:
    """What a fact accounts for: parts of its texts that do not cut a term of the glossary."""

    def __init__(self, text: str, glossary: Iterable[str], taking: bool) -> None:
        self.stems = frozenset(stem(found[0]) for found in LETTERS.finditer(text))
        self.taking = taking
        self.pupils = "学校" in text or "学生" in text
        self.students = "school" in text or "student" in text
        self.parts: set[str] = set()
        for found in HAN.finditer(text):
            self._add(found[0], glossary)

    def _add(self, run: str, glossary: Iterable[str]) -> None:
        """Take in the words of a run: those that do not begin or end within a term.

        Unless another term begins or ends there: 技师 of 首席技师 is one, 首席 is none.
        """
        inside: set[int] = set()
        starts, ends = {0}, {len(run)}
        for term in glossary:
            start = run.find(term)
            while start >= 0:
                inside.update(range(start + 1, start + len(term)))
                starts.add(start)
                ends.add(start + len(term))
                start = run.find(term, start + 1)
        for start in range(len(run)):
            if start in starts or start not in inside:
                for end in range(start + 2, min(len(run), start + LONGEST) + 1):
                    if end in ends or end not in inside:
                        self.parts.add(run[start:end])
        if run[0] in "省市" and len(run) > 1:
            self.parts.add(run[0])

    @lru_cache(REMEMBERED)  # noqa: B019
    def rest(self, text: str) -> int:
        """How many characters of a folded text are no word of the fact, and none that any has."""
        words = [each[0] for each in LETTERS.finditer(text)]
        rest = sum(2 for word in words if not self._english(word))
        return rest + sum(self._han(found[0]) for found in HAN.finditer(text))

    def _english(self, word: str) -> bool:
        if stem(word) in self.stems or root(word) in PLAIN:
            return True
        return self.students and root(word) == "student"

    def _han(self, run: str) -> int:
        """The least number of characters that are left when a run is cut into words."""
        least = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            least[end] = least[end - 1] + (not run[end - 1].isdigit())
            for start in range(max(0, end - LONGEST), end):
                if least[start] < least[end] and self._word(run[start:end]):
                    least[end] = least[start]
        return least[-1]

    def _word(self, word: str) -> bool:
        return bool(
            word in self.parts
            or NEUTRAL.fullmatch(word)
            or (self.taking and TAKING.fullmatch(word))
            or (self.pupils and PUPILS.fullmatch(word))
        )
