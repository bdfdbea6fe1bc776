"""A rank, level or class is what the evidence prints, or is named as concluded."""

from decimal import Decimal

import pytest
import tomli

from pjreport.check import examine, read
from pjreport.check.registry import BY_NAME

from .conftest import ROOT

RULES = [BY_NAME["term-not-shown"], BY_NAME["term-differs"]]
TERMS = {
    "levels": {
        "nation": {"zh": "国家级", "en": "national", "written": ["全国"]},
        "province": {"zh": "省级", "en": "provincial", "written": ["省"]},
        "odd": {"zh": 1, "written": 2},
    },
    "ranks": {
        "first": {"zh": "一等奖", "en": "first prize"},
        "second": {"zh": "二等奖", "en": "second prize", "written": ["银奖"]},
        "a": {"zh": "A级", "en": "grade A"},
    },
    "classes": {"one": {"zh": "一类大赛", "en": "Class I competition"}},
    "groups": {"teachers": {"zh": "教师", "en": "teachers"}},
}


def named(evidence, **fields):
    fact = {"zh": "甲", "en": "A", "lines": [1], "evidence": [evidence], **fields}
    tables = {"vocabulary": TERMS, "honours": {"t": {"h": fact}}}
    return [each.where[3] for each in examine(read(tables, "", None, None), RULES)]


@pytest.mark.parametrize(
    ("evidence", "field", "key"),
    [
        *(
            ("大赛一等奖", "rank", "first"),
            ("获1等奖", "rank", "first"),
            ("First Prize", "rank", "first"),
        ),
        *(("二等奖", "rank", "second"), ("银奖", "rank", "second"), ("A级社区", "rank", "a")),
        *(("全国大赛", "level", "nation"), ("a National Award", "level", "nation")),
        *(("省級专业", "level", "province"), ("浙江省优秀", "level", "province")),
        *(("一类大赛", "class", "one"), ("无", "recipient_group", "teachers")),
        ("无", "level", "unknown"),  # an error of its own
    ],
)
def test_a_term_is_shown_by_any_of_its_forms(evidence, field, key):
    assert named(evidence, **{field: key}) == []


@pytest.mark.parametrize(
    ("evidence", "field", "key"),
    [
        *(("二等奖", "rank", "first"), ("一等奖", "rank", "second"), ("11等奖", "rank", "first")),
        *(("第一", "rank", "first"), ("4A级", "rank", "a"), ("AAA级", "rank", "a")),
        *(("全国大赛", "level", "province"), ("international", "level", "nation")),
        *(("一类", "class", "one"), ("无", "level", "odd")),
    ],
)
def test_a_term_that_is_not_printed_is_named_unless_it_is_inferred(evidence, field, key):
    assert named(evidence, **{field: key}) == [field]
    assert named(evidence, **{field: key}, inferred=[field]) == []


def test_no_rank_or_level_of_the_shipped_base_can_be_another():
    text = (ROOT / "data/facts.toml").read_text(encoding="utf-8")
    tables = tomli.loads(text, parse_float=Decimal)
    tried = 0
    for kind in ("honours", "competitions"):
        for topic in tables[kind].values():
            for fact in topic.values():
                for field, group in (("rank", "ranks"), ("level", "levels"), ("class", "classes")):
                    stated = fact.get(field)
                    if stated is None or field in fact.get("inferred", ()):
                        continue
                    for other in tables["vocabulary"][group].keys() - {stated}:
                        fact[field] = other
                        tried += 1
                        found = list(examine(read(tables, "", None, None), RULES))
                        assert [each.where[3] for each in found] == [field], (fact, other)
                    fact[field] = stated
    assert tried > 100
    assert list(examine(read(tables, "", None, None), RULES)) == []
