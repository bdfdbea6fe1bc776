"""The commands that list facts: all of them, and those of each kind."""

from . import options as of
from .command import listing

LISTINGS = (
    listing("list", "全部事实，供 grep。", "All facts: what to grep.", of.KIND),
    listing(
        "stats", "数据，照印的和推算的。", "Figures, printed and computed.", of.COMPUTED, of.CHART
    ),
    listing("honours", "奖项、称号、评级、入选。", "Awards, titles, ratings and selections."),
    listing("competitions", "赛事与奖项系列。", "Competitions and award series."),
    listing("people", "提到的所有人及职务。", "Everybody named, with title."),
    listing("visits", "谁来访过。", "Who came to visit."),
    listing(
        "organisations",
        "机构、合作方、媒体、内设部门、场所。",
        "Bodies, partners, media, in-house units, facilities.",
    ),
    listing("agreements", "签了什么，与谁签。", "What was signed, and with whom."),
    listing("programmes", "专业，以及各有何举动。", "Majors, and what was done to each."),
    listing(
        "initiatives",
        "方案、行动、活动、措施、制度、目标。",
        "Schemes, campaigns, activities, measures, rules, goals.",
    ),
    listing("outcomes", "用文字说的成效。", "Results stated in words."),
    listing("works", "课题与教学成果。", "Research projects and teaching achievements."),
    listing("coverage", "媒体登了什么。", "What the media printed."),
    listing(
        "publication",
        "版面本身：标题、期次、缘由、致谢。",
        "The page itself: title, edition, occasion, thanks.",
    ),
)
