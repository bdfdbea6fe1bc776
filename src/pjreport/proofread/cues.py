"""Words of a draft that point to another school, another time, or to what is not so."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..text.normalise import fold
from .mentions import FUNCTION, Mark
from .sentences import Sentence
from .terms import GENERIC, STEMS, stem

if TYPE_CHECKING:
    from .honours import Named
    from .statements import Claim

OTHERS = (
    r"(?:别家|有的|外省|外县)(?:学校|院校)?|兄弟(?:学校|院校|单位)?|其[他它余](?:学校|院校|学院|单位|地)|别的|外校|外地|邻[校近县市]|某(?:所|家|一)?(?:职业|中职|技工|技师)?(?:学校|学院|院校|校|院|市|地|中专)|"
    r"他校|友校|对方|各校|各院校|另外?[1一][所家个]|[有据]1[所家]|我[省市县区国]|隔壁|同类(?:学校|院校)|(?:结对|帮扶|支援|合作|共建|联盟|姐妹|友好|周边|同行)的?(?:学校|院校|高校|中专)|全[省市国县区](?![\u4e00-\u9fff]{0,14}(?:竞赛|大赛|比赛|评比|评选|能手))|本[省市县区]|省内|市内|国内|行业|平均|"
    r"\b(?:other|another|neighbou?ring|neighbou?r|sister|rival|different|nearby) (?:\w+ )?(?:schools?|college\w*|universit\w*|institut\w*|academ\w*)|"
    r"\b(?:a|one|some|many|most|several|certain) (?:\w+ )?(?:colleges?|schools?|universit\w*)(?= (?:in|at|from|near|of|that|which|reports?|says|said|has|had)\b)|"
    r"\b(?:across|throughout|in) the (?:\w+ )?(?:province|city|country|county|nation|region)\b|"
    r"\b(?:average|nationwide|citywide|countywide|province wide|nation wide|statewide|countrywide)\b"
)
OWN = r"我校|我院|本校|本院|我们|全校|全院|\b(?:our|we)\b"
WHOSE = re.compile(f"({OTHERS})|({OWN})")
MORE_THAN = re.compile(
    r"(?:高于|低于|超过|优于|领先|领跑|多于|超出|居|列|比|面向|服务|入选|获评|评为|"
    r"\b(?:than|above|beyond|exceeding|below|beating))(?: the)? ?$"
)
SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2}(?:技师学院|职业技术学院|职业学院|技工学校|职业学校|中专|大学|中学|小学|职高|高职)"
)
ENGLISH_SCHOOL = re.compile(
    r"((?:[A-Z][a-z]+ ){1,4})(?:College|School|University|Institute|Academy)\b"
)
PLACE = re.compile(r"([\u4e00-\u9fff]{2})(?:市|省|县|区)")
NO_PLACE = re.compile(
    r"[城超都股门校园地社厂小景辖]$|[全本该各省市县在是于获国以级有为的被和到入由让给对向了与及我院]"
)
LEVELS = re.compile(
    r"世界|国际|国家级|全国|省部级|省级|全省|(?<!平湖)(?<!嘉兴)市级|全市|县级|区级|校级|院级|"
    r"\b(?:international|national|provincial|municipal|county)\b"
)
LEVEL_KEYS = {  # one for each
    "全国": "national", "国家级": "national", "全省": "provincial", "省级": "provincial", "市级": "municipal", "全市": "municipal"
}  # fmt: skip
DENIED = re.compile(
    r"未(?![来央])|没|不(?:是|合格|曾|再|含|包括|计|及格|可能|存在|如)|并非|非(?![常遗凡])|无(?:一|人|缘|法|此|望|关)|缺[席考勤]|弃考|补考|报名|落选|落榜|"
    r"失(?:败|去|利)|错失|取消|撤销|退出|否认|\b(?:not(?! only)|no(?! fewer| less| more| later)|never|without|neither|nor|none|cannot|nobody|nothing|hardly|failed|fails|fail|lost|denied|declined to|refused?|"
    r"(?:did|was|is|have|has|had|were|do|does|wo|ca|could|would|should)nt)\b"
)
# What is said of a whole sentence, wherever in it.
# Nor is what is asked.
UNTRUE = re.compile(
    r"谣|不实|去掉|剔除|扣除|除外|总和|作废|无关|误报|落空|设想|尚待|有待|存疑|吗|是否|会不会|有没有|能否|难道|到底|究竟|据说|听说|传闻|误传|有误|不属实|\b(?:untrue|false|rumou?rs?|wrongly|whether|allegedly|reportedly|claims? that|claimed|suppose|wrong|belongs? to|withdrawn|postponed|cancell?ed)\b"
)
ASKED = re.compile(r"[?？][^\w]*$")
PLANNED = re.compile(
    r"预计|力争|争取|争创|有望|拟(?!合)|明年|来年|下一?年|下学年|如果|假如|倘若|假设|(?<!教学)(?<!年度)计划(?!外|内|完成|数)|目标(?:是|为|定|达)|冲刺|(?<![如恰倘设])若(?!干)|只要|一旦|即便|除非|愿景|规划为|设定|要求|应达|须|需达|申报|申请|"
    r"\b(?:plans?|planned|aims?|targets?|expects?|expected|hopes?|will|would|should|could|might|may be|if|next|had (?:the|we|it)|applied|applying|strives?|intends?|forecast)\b"
)
OTHER_SPAN = re.compile(
    r"上半年|下半年|[1-4]季度|本月|上月|当月|[0-9]月份|(?<![0-9])(?!1年)(?:(?<=近)[0-9]+年|(?<![0-9第])(?<!连续)(?:[2-9]|10)(?:年(?![级制])|届)|[0-9]+年来)|历年|历届|往届|"
    r"\b(?:first half|second half|quarter|(?:past|last) [0-9]+ (?:years|months))\b"
)
EACH = re.compile(
    r"每[年月周天日人]|日均|年均|月均|人均|"
    r"\b(?:(?:average|each|a) (?:daily|weekly|monthly)|(?:daily|weekly|monthly) average|per day|per month|per year|every year|each year|a day|a month)\b"
)
# Which figure is whose, goes by the order of two lists; or one is of the other.
RESPECTIVE = re.compile(
    r"(?:分别|依次)(?:达到?了?|为|是|有|获|占)?(?=[0-9])|\brespectively\b|(?<=[0-9]) of (?=[0-9])"
)
EARLIER = re.compile(
    r"去年|上年|前年|往年|上一?学年|上一年|前一年|上届|[0-9]年(?:以)?前|\bago\b|last year|previous year|year before|year earlier"
)
NOW = re.compile(r"今年|本年|本学年|这一年|本届|本次|\bthis (?:academic |school )?year\b|\bnow\b")
COMPARED = re.compile(
    r"(?:比|较|于|同|与)(?:去年|上年|往年|上一?学年|上一年|前一年|上届)|(?:than|over|on|from) (?:last|the previous|the) year"
)
OPPOSITE = (
    (re.compile("学生|学员(?!培训)"), re.compile("教师|老师")),
    (re.compile("教师|老师"), re.compile("学生")),
    (re.compile(r"\b(?:student|pupil)s?\b"), re.compile(r"\b(?:teacher|faculty)")),
    (re.compile("男"), re.compile("女")),
    (re.compile("女"), re.compile("男")),
)  # fmt: skip
GRADES = re.compile(r"[0-9特]等奖|[0-9]星级")
HEAD = re.compile(r"[\u3400-\u9fff]{2}率|[a-z]+(?= rate)")
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐费薛雷贺倪汤罗毕郝安常于傅齐康余顾孟黄萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮蓝季江童郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢丁邓洪包左石崔吉龚程嵇邢裴陆翁段侯全叶白蒲"
PERSON = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:由|是|其中|我校|我院|学院|学校)?([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?:老师|校长|同学|教师)"
)
ENGLISH_PERSON = re.compile(
    r"\b([A-Z][a-z]+ [A-Z][a-z]+) (?=(?:was|is|has|won|became|received|got|took)\b)"
)
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Signs:
    """Where in a sentence something points away from the report, found once for all its marks."""

    def __init__(
        self,
        sentence: Sentence,
        before: Sentence | None,
        names: str,
        honours: Sequence["Named"] = (),
    ) -> None:
        """`names` are all that the base names, folded; `before` is the sentence before."""
        text = sentence.text
        self.text = text
        self.whose = list(whose(text, names))
        self.denied = places(DENIED, text)
        asked = ASKED.search(sentence.prose) is not None
        self.untrue = asked or UNTRUE.search(text) is not None
        self.planned = places(PLANNED, text)
        self.lists = places(RESPECTIVE, text)
        self.spans = places(OTHER_SPAN, text)
        self.each = places(EACH, text)
        compared = {place for found in COMPARED.finditer(text) for place in range(*found.span())}
        self.before = [place for place in places(EARLIER, text) if place not in compared]
        self.now = places(NOW, text)
        self.years = [(found.start(), found[0]) for found in YEAR.finditer(text)]
        called = "|".join([names, *(text[each.start : each.end] for each in honours)])
        self.school = other_school(text, sentence.prose, called)
        if before is not None and not self.whose:
            # Who was spoken of last is spoken of still.
            self.whose = [(0, own) for _, own in whose(before.text, names)][-1:]
            self.school |= not self.whose and other_school(before.text, before.prose, names)

    def of_another(self, end: int) -> bool:
        """Whether the school last named before `end` is another one."""
        last = bisect_left(self.whose, (end, False)) - 1
        return self.school or (last >= 0 and not self.whose[last][1])

    def year(self, start: int, end: int) -> set[str]:
        """The years that a mark is of: those from `start` to `end`, or the last one before."""
        inside = {year for place, year in self.years if start <= place < end}
        last = bisect_left(self.years, (start, "")) - 1
        return inside or ({self.years[last][1]} if last >= 0 else set())

    def earlier(self, mark: Mark, start: int, end: int) -> bool:
        """Whether the year last spoken of before a mark, or behind it up to `end`, is an earlier one.

        A growth is of this year, whatever year is spoken of before `start`.
        """
        if mark.turn:
            return within(self.before, start, mark.start)
        if within(self.before, mark.end, end):
            return True
        last = bisect_left(self.before, mark.start) - 1
        return last >= 0 and not within(self.now, self.before[last], mark.start)

    def doubted(self, phrase: int, mark: Mark, end: int) -> bool:
        """Whether a mark is denied, planned, of another span of time or of another school.

        Or whose it is, goes by the order of a list.

        `phrase` is where what governs it begins, `end` where its clause ends.
        """
        begin = 0 if self.text[phrase:end].isascii() else phrase
        return (
            self.untrue
            or within(self.denied, begin, end)
            or within(self.planned, begin, end)
            or within(self.each, begin, end)
            or within(self.lists, phrase, len(self.text))
            or within(self.spans, 0, end)
            or self.of_another(end if mark.sort == "figure" else mark.start)
        )


def places(pattern: re.Pattern[str], text: str) -> list[int]:
    """Where in a text a pattern is found."""
    return [found.start() for found in pattern.finditer(text)]


def within(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted `places` is from `start` on and before `end`."""
    return bisect_left(places, start) < bisect_right(places, end - 1)


def whose(text: str, names: str) -> Iterator[tuple[int, bool]]:
    """Where schools are named in a folded text, and whether it is this one.

    One that the school is compared with is left out, and so is what begins a known name.
    """
    for found in WHOSE.finditer(text):
        start = found.start()
        if found[2]:
            yield start, True
        elif not MORE_THAN.search(text[max(0, start - 12) : start]) and not (
            found[0].startswith("全") and text[start : start + 4] in names
        ):
            yield start, False


def other_school(text: str, prose: str, names: str) -> bool:
    """Whether a school is named that the base does not name."""
    if any(found[0] not in names for found in SCHOOL.finditer(text)):
        return True
    english = (
        fold(re.sub("^(?:The|Our|This|At|In) ", "", found[0]))
        for found in ENGLISH_SCHOOL.finditer(prose)
    )
    return any(" " in name and name not in names for name in english)


def other_subject(claim: "Claim", own: str, clause: str, wide: str = "") -> bool:
    """Whether what stands around a mark has another subject than a claim, though alike.

    Another rate, level, place or group of people; or a name of who got it or of
    the competition with another word at its beginning (`wide` is where levels may stand,
    if not in the clause alone): the team of another
    subject is another team, however long the rest of the name.
    """
    heads = HEAD.findall(clause)
    if heads and claim.heads and heads[-1] not in claim.heads and heads[-1] != "增长率":
        return True
    levels = {LEVEL_KEYS.get(each, each) for each in LEVELS.findall(wide or own)}
    if levels and claim.levels and levels.isdisjoint(claim.levels):
        return True
    if opposite(own, claim.text):
        return True
    for found in PLACE.finditer(own):
        if not NO_PLACE.search(found[1]) and found[1] not in claim.text:
            return True
    return any(other_beginning(name, own, claim.text) for name in claim.names)


def opposite(text: str, meant: str) -> bool:
    """Whether a text speaks of other people than what is meant: of students and not of teachers."""
    return any(
        one.search(text) and two.search(meant) and not two.search(text) and not one.search(meant)
        for one, two in OPPOSITE
    )


def other_beginning(name: str, text: str, known: str) -> bool:
    """Whether a text has the rest of a name, and another word where that begins.

    A word of the text that is `known` to be said with the name is none.

    >>> other_beginning("电气专业课教师团队", "电商专业课教师团队获奖", "")
    True
    >>> other_beginning("电气专业课教师团队", "我院专业课教师团队获奖", "")
    False
    >>> other_beginning("vocational skill level examinations", "english level examinations", "")
    True
    """
    if name in text:
        return False
    if name.isascii():
        words = name.split()
        rests = (f" {' '.join(words[cut:])}" for cut in range(1, len(words) - 1))
    else:
        rests = (name[cut:] for cut in range(1, len(name) - SHORTEST + 1))
    for rest in rests:
        place = text.find(rest)
        if place >= 0:
            found = WORD_END.search(text[:place])
            word = found[0] if found else ""
            if len(word) < 2 or word in name or word in known:
                return False
            if word.isascii():
                return word not in FUNCTION and stem(word) not in STEMS
            return not GENERIC.search(word)
    return False


SHORTEST = 4  # characters of the rest of a name
WORD_END = re.compile(r"[\u4e00-\u9fff]{1,2}$|[a-z]{3,}$")
