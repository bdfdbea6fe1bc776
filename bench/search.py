#!/usr/bin/env python3
"""Measure what a search costs in a base of many facts, without start-up and loading.

    bench/search.py [FACTS]

Makes a base of FACTS facts (default 10,000) in memory: the figures, honours and
measures of many schools, no two labels the same. Then every query is answered
by a search that has seen nothing before, as in a new process, and once more.
Prints milliseconds of CPU time, the smallest of several runs: the first answer,
with all texts folded and spelled, and the scan alone.
"""

import gc
import sys
import time

from pjreport.model.base import FactBase, Loaded
from pjreport.search.ranking import Search

RUNS = 5
QUERIES = (
    "培训",
    "职业技能等级",
    "第十五批",
    "5228",
    "98.5%",
    "training",
    "peixun",
    "jndj",
    "嘉兴 论文",
    "嘉兴的学校有多少教师论文获奖",
)
MISSES = ("食堂", "陪训", "trainng", "技能等及认定")

PLACES = "平湖 嘉兴 海宁 桐乡 海盐 嘉善 杭州 宁波 温州 绍兴 湖州 金华 衢州 台州 丽水 舟山 余姚 慈溪 义乌 诸暨".split()
PLACES_EN = (
    "Pinghu Jiaxing Haining Tongxiang Haiyan Jiashan Hangzhou Ningbo Wenzhou Shaoxing "
    "Huzhou Jinhua Quzhou Taizhou Lishui Zhoushan Yuyao Cixi Yiwu Zhuji"
).split()
SCHOOLS = ("技师学院", "职业中专", "技工学校", "高级技工学校", "职业技术学校")
SCHOOLS_EN = (
    "Technician College",
    "Secondary Vocational School",
    "Technical School",
    "Advanced Technical School",
    "Vocational School",
)
SUBJECTS = (
    ("职业技能培训人次", "Vocational skills training"),
    ("职业技能等级认定通过人数", "Persons who passed skill level accreditation"),
    ("毕业生就业率", "Employment rate of graduates"),
    ("教师论文发表与获奖", "Teachers' papers published or awarded"),
    ("省级以上技能大赛奖牌", "Medals in skills competitions at provincial level and above"),
    ("第十五批名师评选", "Renowned Teachers, 15th batch"),
    ("校企合作协议企业", "Enterprises with a cooperation agreement"),
    ("课题立项数", "Research projects approved"),
)


def tables(count: int) -> dict[str, object]:
    """A parsed fact base with `count` figures, ten to a topic."""
    stats: dict[str, dict[str, object]] = {}
    topics: dict[str, dict[str, str]] = {}
    for number in range(count):
        place, rest = number % len(PLACES), number // len(PLACES)
        school, rest = rest % len(SCHOOLS), rest // len(SCHOOLS)
        subject, year = rest % len(SUBJECTS), 2000 + rest // len(SUBJECTS)
        zh, en = SUBJECTS[subject]
        name = PLACES[place] + SCHOOLS[school]
        topic = f"t{number // 10}"
        topics.setdefault(topic, {"zh": f"{name}{year}学年", "en": f"Year {year}, topic {topic}"})
        value = number * 7919 % 100_000 + 1
        stats.setdefault(topic, {})[f"f{number}"] = {
            "zh": f"{name}{year}学年{zh}",
            "en": f"{en}, {PLACES_EN[place]} {SCHOOLS_EN[school]}, {year}",
            "value": value,
            "unit": "persons",
            "period": "year",
            "lines": [number],
            "evidence": [name, f"{zh[:4]}{value}人", f"{year}学年"],
        }
    return {
        "report": {"id": "many"},
        "topics": topics,
        "vocabulary": {
            "units": {"persons": {"zh": "人", "en": "persons"}},
            "periods": {"year": {"zh": "学年", "en": "academic year"}},
        },
        "stats": stats,
    }


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    gc.disable()  # as the program does
    base = FactBase("many.toml", tables(count))
    bases = Loaded([base])
    records = bases.records(["stats"])
    labels = {record["zh"] for record in records}
    print(f"{len(records)} facts, {len(labels)} labels, Python {sys.version.split()[0]}")
    print("first answer   scan alone   hits  query")
    for query in QUERIES + MISSES:
        first, again = [], []
        for _ in range(RUNS):
            start = time.process_time()
            search = Search(bases, records)
            search.answer(query.split())
            middle = time.process_time()
            found = search.answer(query.split())
            first.append(middle - start)
            again.append(time.process_time() - middle)
        print(
            f"{min(first) * 1000:9.1f} ms {min(again) * 1000:9.1f} ms "
            f"{len(found.records):6}  {query}{' (approximate)' if found.approximate else ''}"
        )


if __name__ == "__main__":
    main()
