"""What a base can state of a figure: ranges, rounded numbers, ratios; and reports in one language."""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pjreport.cli.bases import open_bases
from pjreport.errors import LoadError
from pjreport.export import jsonl
from pjreport.lookup import display
from pjreport.model.base import FactBase, blank
from pjreport.model.factfile import filled, languages, missing_names, own
from pjreport.model.figure import (
    Interval,
    ends,
    evaluate,
    exact,
    hedged,
    possible,
    printed,
)
from pjreport.model.formula import FormulaError, growth, plain, share
from pjreport.model.kinds import BY_ID, QUALIFIERS
from pjreport.model.lock import by_id
from pjreport.model.schema import input_schema, output_schema
from pjreport.quantities.notation import scaled, scales, texts, written
from pjreport.store import load
from pjreport.store.compiled.reader import decode
from pjreport.store.compiled.rows import stored
from pjreport.store.toml import parse

from .conftest import ROOT, TESTS

FORMS = TESTS / "forms"
STEPS = st.integers(0, 9).map(lambda power: 10**power)


def rounded(value, step):
    """A number rounded half up to a whole number of steps."""
    return int((Decimal(value) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


# ---- what a printed figure can be


def test_a_figure_is_a_number_or_a_range():
    assert printed({"value": 5}) == (5, 5)
    assert printed({"low": 30, "high": 35}) == (30, 35)
    assert printed({"low": 30}) == (30, None)
    assert exact({"value": 5})
    assert not exact({"value": 500, "step": 100})
    assert not exact({"low": 1, "high": 2})


def test_a_rounded_figure_is_half_a_step_wide_on_each_side():
    assert possible({"value": 205800, "step": 100}) == (205750, 205850)
    assert possible({"value": 5228}) == (5228, 5228)
    assert possible({"value": Decimal("2.5"), "step": Decimal("0.5")}) == (
        Decimal("2.25"),
        Decimal("2.75"),
    )
    assert possible({"low": 260000000, "step": 10000000}) == (255000000, None)
    assert possible({"high": 50, "step": 10}) == (None, 55)


@given(st.integers(0, 10**12), STEPS)
def test_the_number_that_was_rounded_lies_within(value, step):
    low, high = possible({"value": rounded(value, step), "step": step})
    assert low <= value <= high


# ---- what is computed from rounded figures is a range that the true number lies in


@given(st.lists(st.tuples(st.integers(0, 10**9), STEPS), min_size=1, max_size=5))
def test_a_sum_of_rounded_figures_holds_the_true_sum(parts):
    tables = {
        f"p{number}": {"value": rounded(value, step), **({"step": step} if step > 1 else {})}
        for number, (value, step) in enumerate(parts)
    }
    low, high = ends(evaluate("s", {**tables, "s": {"formula": "sum", "inputs": [*tables]}}))
    assert low <= sum(value for value, _ in parts) <= high
    if all(step == 1 for _, step in parts):
        assert low == high


@given(st.integers(1000, 10**9), st.integers(1000, 10**9), st.integers(1, 3), st.integers(0, 4))
def test_the_base_of_a_rounded_figure_lies_in_the_range(base, current, power, places):
    step = 10**power
    rate = growth(current, base, places)
    assume(rate > -100 and Fraction(current, base) < 1000)
    tables = {
        "c": {"value": rounded(current, step), "step": step, "unit": "persons"},
        "g": {"value": rate, "unit": "percent", "growth_of": ["c"]},
        "b": {"formula": "implied-base", "inputs": ["g"]},
    }
    try:
        low, high = ends(evaluate("b", tables))
    except FormulaError as error:
        assert "imply no whole number" in str(error)  # noqa: PT017 - nothing is guessed
        return
    assert low <= base <= high


@given(st.integers(1000, 10**9), st.integers(1, 99), st.integers(1, 3), st.integers(0, 4))
def test_the_total_behind_a_rounded_part_lies_in_the_range(total, percent, power, places):
    step, part = 10**power, total * percent // 100
    rate = share(part, total, places)
    assume(rate > 0 and rounded(part, step) > step)
    tables = {
        "c": {"value": rounded(part, step), "step": step},
        "r": {"value": rate, "rate_of": ["c"]},
        "t": {"formula": "implied-total", "inputs": ["r"]},
    }
    low, high = ends(evaluate("t", tables))
    assert low <= total <= high


def test_a_counted_change_is_taken_away():
    tables = {
        "c": {"value": 214, "unit": "schools"},
        "less": {"value": -2, "unit": "schools", "growth_of": ["c"]},
        "b": {"formula": "implied-base", "inputs": ["less"]},
    }
    assert evaluate("b", tables) == 216
    tables["less"] = {"low": 2, "high": 4, "unit": "schools", "growth_of": ["c"]}
    assert evaluate("b", tables) == Interval(210, 212)


def test_a_rate_that_is_a_range_implies_one():
    tables = {
        "c": {"value": 1000, "unit": "persons"},
        "g": {"low": 20, "high": 25, "unit": "percent", "growth_of": ["c"]},
        "b": {"formula": "implied-base", "inputs": ["g"]},
    }
    assert evaluate("b", tables) == Interval(800, 833)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"low": 5}, "'a' is a range with an open end"),
        ({"high": 5}, "'a' is a range with an open end"),
        ({"value": 1, "of": 15, "form": "ratio"}, "'a' is a ratio, with which nothing is computed"),
    ],
)
def test_some_figures_cannot_be_added_up(table, message):
    with pytest.raises(FormulaError, match=message):
        evaluate("s", {"a": table, "s": {"formula": "sum", "inputs": ["a"]}})


def test_a_rate_may_fit_no_whole_number_of_a_rounded_figure():
    tables = {
        "c": {"value": 3, "step": Decimal("0.5")},
        "r": {"value": 99, "rate_of": ["c"]},
        "t": {"formula": "implied-total", "inputs": ["r"]},
    }
    assert evaluate("t", tables) == 3
    tables["c"] = {"value": Decimal("2.55"), "step": Decimal("0.1")}
    with pytest.raises(FormulaError, match="no whole number fits"):
        evaluate("t", tables)
    tables["r"] = {"low": 0, "high": 5, "rate_of": ["c"]}
    with pytest.raises(FormulaError, match="imply no whole number"):
        evaluate("t", tables)


ACCEPTED = {  # a part that may be no more than its whole, a change of more than the whole
    "rounded": ("value = 120\nstep = 10\n", 'value = 123\nunit = "student"\npart_of = "{total}"'),
    "open": (
        'low = 120\nqualifier = "over"\n',
        'value = 900\nunit = "student"\npart_of = "{total}"',
    ),
    "change": ("value = 120\n", 'value = -900\nunit = "student"\ngrowth_of = ["{total}"]'),
    "money": ("value = 120\n", 'value = -900.5\nunit = "yuan"\ngrowth_of = ["{total}"]'),
    "fraction": (
        "value = 120\n",
        'value = 180\nof = 200\nform = "fraction"\nrate_of = ["{total}"]',
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_possible_is_accepted(name, tool, tmp_path):
    whole, part = ACCEPTED[name]
    text = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")
    text = text.replace("value = 120\n", whole)
    text = text.replace('value = 80\nunit = "student"', part.format(total="stats.pupils.total"))
    text = text.replace("whole = true }", "whole = true }\nunits.yuan = { zh = '元', en = 'yuan' }")
    path = tmp_path / "a.toml"
    path.write_text(
        text.replace('part_of = "stats.pupils.total"\nlines', "lines"), encoding="utf-8"
    )
    result = tool("list", "--facts", str(path))
    assert (result.exit, result.stderr) == (0, "")


# ---- how a number is written


@given(st.integers(-(10**12), 10**12), STEPS, st.sampled_from(["zh", "en"]))
def test_a_rounded_number_is_written_with_its_printed_digits_and_no_more(number, step, lang):
    """Read back, it is the number; and its last digit is worth the step, or it is not exact."""
    value = number * step
    digits, word, shown = scaled(value, step, lang)
    worth = {word: worth for worth, word in scales(lang).items()}.get(word, 1)
    assert Decimal(digits) * worth == value
    if shown:
        assert Decimal(1).scaleb(Decimal(digits).as_tuple().exponent) * worth == step


def stat(**given):
    empty = dict.fromkeys(("value", "low", "high", "form", "of", "step", "growth_of"))
    return empty | given


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({"value": 205800, "step": 100}, "20.58万", "205.8 thousand"),
        ({"value": 2600000, "step": 100000}, "260万", "2.6 million"),
        ({"value": 30, "step": 10}, "30", "30"),
        ({"value": 0, "step": 100}, "0", "0"),
        ({"low": 700000, "high": 800000, "step": 10000}, "70万–80万", "0.70 million–0.80 million"),
        ({"value": 5228}, "5228", "5228"),
        ({"value": Decimal("99.50")}, "99.50", "99.50"),
        ({"value": 228, "growth_of": ["x"]}, "+228", "+228"),
        ({"low": -5, "high": 5, "growth_of": ["x"]}, "-5–+5", "-5–+5"),
        ({"value": 1, "of": 15, "form": "ratio"}, "1:15", "1:15"),
        ({"value": Decimal("12.78"), "of": 1, "form": "ratio"}, "12.78:1", "12.78:1"),
        ({"value": 2, "of": 3, "form": "fraction"}, "2/3", "2/3"),
        ({"value": 3, "form": "rank"}, "第3", "no. 3"),
        ({"value": 4, "of": 50, "form": "rank"}, "第4（共50）", "no. 4 of 50"),
        ({"high": 50, "form": "rank"}, "前50", "top 50"),
        ({"low": 3, "high": 5, "form": "rank"}, "第3–5", "no. 3–5"),
    ],
)
def test_a_figure_is_written_as_people_do(given, zh, en):
    for lang, expected in (("zh", zh), ("en", en)):
        said = written(stat(**given), lang)
        assert said.number + said.tail == expected
        assert expected.replace("+", "") in texts(stat(**given))


# ---- reports in one language

NAMES = st.dictionaries(
    st.sampled_from(["zh", "en", "note_zh", "note_en", "title_zh", "value", "written"]),
    st.sampled_from(["甲", "A", "乙"]),
)


@given(NAMES)
def test_a_name_that_is_missing_is_the_one_there_is(table):
    found = filled(table)
    assert {key: found[key] for key in table} == table
    for key in table:
        if key not in ("value", "written"):
            assert key[:-2] + "zh" in found
            assert key[:-2] + "en" in found
    assert filled(own(found, ("zh",))) == found or not {"zh", "note_zh", "title_zh"} <= found.keys()
    assert own(found, ("zh", "en")) == found


@given(NAMES, st.sampled_from(["zh", "en"]))
def test_what_was_filled_is_left_out_again(table, lang):
    """A table with names in one language only is written as it was."""
    one = {key: text for key, text in table.items() if key[-2:] not in {"zh", "en"} - {lang}}
    assert own(filled(one), (lang,)) == one


def test_the_languages_of_a_report_are_both_unless_it_says_so():
    for report in ({}, {"languages": []}, {"languages": ["de"]}, {"languages": 1}, None, 5):
        assert languages(report) == ("zh", "en")
    assert languages({"languages": ["en"]}) == ("en",)


@pytest.mark.parametrize("name", ["zh", "en"])
def test_nothing_is_missing_in_a_report_in_one_language(name):
    tables = load(str(FORMS / f"{name}.toml")).tables
    assert [*missing_names(tables)] == []
    tables["report"]["languages"] = ["zh", "en"]
    other = "en" if name == "zh" else "zh"
    missing = [*missing_names(tables)]
    assert {key for _, key in missing} == {other, f"publisher_{other}"}
    assert {path[2] for path, _ in missing if path[0] == "stats"} == {
        name for topic in tables["stats"].values() for name in topic
    }


def test_a_name_in_neither_language_is_missing_in_both(tool, tmp_path):
    text = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")
    path = tmp_path / "a.toml"
    path.write_text(text.replace('zh = "在校生"\nen = "Students"\n', ""), encoding="utf-8")
    problems = tool("list", "--facts", str(path)).stderr.splitlines()
    assert [each.partition("error: ")[2] for each in problems] == [
        "missing key 'en'; add it [missing-key]",
        "missing key 'zh'; add it [missing-key]",
    ]


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"report": 1, "topics": [], "ignored": {}, "vocabulary": {"units": 3}, "stats": 1},
        {"topics": {"a": 1}, "ignored": [1], "stats": {"a": 1, "b": {"c": 1}}},
    ],
)
def test_tables_of_any_shape_are_looked_through(tables):
    assert [*missing_names(tables)] == []


def test_a_report_in_both_languages_is_not_copied():
    tables = load(str(ROOT / "data/facts.toml")).tables
    assert FactBase("x", tables).topics is tables["topics"]


def test_other_words_of_one_language_change_no_digest(tool, tmp_path):
    """States are of what the file says, and not of what is shown instead of a missing name."""
    for name in ("zh.toml", "zh.txt"):
        (tmp_path / name).write_bytes((FORMS / name).read_bytes())
    base = str(tmp_path / "zh.toml")
    tool("check", "--facts", base, "--source", str(tmp_path / "zh.txt"), "--stamp")
    states = json.loads(tool("list", "--json", "--facts", base).stdout)
    assert {each["state"] for each in states} <= {"verified", "not-shown", "not-found", "unchecked"}
    assert len(by_id(load(base).tables)) == len(states)
    assert sum(each["state"] == "verified" for each in states) > len(states) / 2


def test_a_day_or_a_month_and_other_terms_stand_in_the_evidence(tool):
    rules = ("ordinal-not-shown", "term-not-shown", "evidence-moved")
    for name in ("zh", "en"):
        paths = ("--facts", str(FORMS / f"{name}.toml"), "--source", str(FORMS / f"{name}.txt"))
        assert tool("check", *rules, *paths).exit == 0


def test_a_month_that_is_not_there_is_said(tool, tmp_path):
    text = (FORMS / "zh.toml").read_text(encoding="utf-8").replace('"--05"', '"--06"')
    (tmp_path / "zh.toml").write_text(text, encoding="utf-8")
    result = tool("check", "ordinal-differs", "--facts", str(tmp_path / "zh.toml"))
    assert "and not 6月" in result.stdout


@pytest.mark.parametrize(
    ("qualifiers", "total", "base"),
    [
        ((None, None), None, None),
        (("over", None), "over", "about"),
        (("over", "over"), "over", "about"),
        (("over", "about"), "about", "about"),
        ((None, "nearly"), "nearly", None),
    ],
)
def test_what_is_computed_is_as_uncertain_as_its_inputs(qualifiers, total, base):
    one, other = qualifiers
    tables = {
        "a": {"value": 300, "qualifier": one},
        "b": {"value": 20, "qualifier": other},
        "g": {"value": 25, "growth_of": ["a"]},
        "sum": {"formula": "sum", "inputs": ["a", "b"]},
        "base": {"formula": "implied-base", "inputs": ["g"]},
        "both": {"formula": "sum", "inputs": ["sum", "b"]},
    }
    known = {}
    assert hedged("both", tables, known) == total
    assert known == {"sum": total, "both": total}
    assert hedged("base", tables, known) == base


def test_a_computed_range_says_so_where_values_are_listed():
    [base, other] = sorted(open_bases([str(FORMS)]), key=lambda base: base.id)
    before = other.records["derived.pupils.before"]
    assert (before["value"], before["low"], before["high"]) == (None, 204500, 204700)
    assert other.records["derived.schools.before"]["value"] == 216
    assert base.records["stats.visits.score"]["unit"] is None


# ---- what a file says is what every other form says


NUMBERS = st.integers(0, 10**9) | st.decimals(0, 10**6, places=2)
TERMS = st.sampled_from(["student", "percent"])


@st.composite
def figures(draw):
    """A figure's table in some form, as sound as a curator would write it."""
    table = {}
    step = draw(st.none() | st.sampled_from([10, 1000]))
    form = draw(st.sampled_from([None, "ratio", "fraction", "rank"]))
    if step:
        table |= {"value": draw(st.integers(1, 10**5)) * step, "step": step, "unit": "student"}
    elif form:
        table |= {"value": draw(st.integers(1, 50)), "of": draw(st.integers(50, 99)), "form": form}
    elif draw(st.booleans()):
        low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
        table |= {"low": low, "high": high, "unit": "percent"}
    else:
        table |= {"value": draw(NUMBERS)}
        if draw(st.booleans()):
            table |= {"unit": "percent", "unit_from": "单位：%", "unit_from_line": 2}
    qualifier = draw(st.none() | st.sampled_from(QUALIFIERS))
    return table | ({"qualifier": qualifier} if qualifier else {})


def toml(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else plain(value)


@given(st.lists(figures(), min_size=1, max_size=4), st.sampled_from(["zh", "en"]))
def test_a_figure_in_every_form_survives_every_way(tmp_path_factory, tables, lang):
    """Read from TOML, written as JSON lines and read again, compiled and read again: the same."""
    text = (FORMS / f"{lang}.toml").read_text(encoding="utf-8")
    head = text[: text.index("[stats.") if lang == "en" else text.index("# ---- counts")]
    period, topic = "y2023", "visits" if lang == "en" else "pupils"
    units = 'student = { zh = "名", en = "students" }\n'
    head = head.replace("[vocabulary.units]\n", f"[vocabulary.units]\n{units}")
    head = "".join(line for line in head.splitlines(True) if not line.startswith("key = "))
    for number, table in enumerate(tables):
        said = (
            f"[stats.{topic}.n{number}]\n{lang} = {toml(f'数 {number}')}\nperiod = {toml(period)}\n"
        )
        said += "".join(f"{key} = {toml(value)}\n" for key, value in table.items())
        head += f'{said}lines = [{number + 1}]\nevidence = ["{number}"]\n\n'
    folder = tmp_path_factory.mktemp("forms")
    path, lines = (str(folder / f"x.{end}") for end in ("toml", "jsonl"))
    Path(path).write_text(head, encoding="utf-8")
    [base] = open_bases([path])
    Path(lines).write_text("".join(jsonl.lines(base)), encoding="utf-8")
    [again] = open_bases([lines])
    assert again.records == base.records
    blanks = {kind: blank(of, base.id) for kind, of in BY_ID.items()}
    place = ("id", "topic", "section", "state")
    for record in base.records.values():
        kept = decode(stored(record, blanks))
        assert blanks[record["kind"]] | kept | {key: record[key] for key in place} == record
    for number, table in enumerate(tables):
        record = base.records[f"stats.{topic}.n{number}"]
        assert {key: record[key] for key in table} == table
        assert display.figure(base, record, lang)


def test_every_form_is_valid_as_the_schemas_say(tool):
    for name in ("zh", "en"):
        tables = json.loads(json.dumps(load(str(FORMS / f"{name}.toml")).tables, default=float))
        Draft202012Validator(input_schema()).validate(tables)
    records = json.loads(tool("list", "--json", "--facts", str(FORMS)).stdout)
    Draft202012Validator(output_schema()).validate(records)
    for record in records:
        kind = {**output_schema(), "type": "object", "$ref": f"#/$defs/{record['kind']}"}
        Draft202012Validator({key: kind[key] for key in ("$ref", "$defs")}).validate(record)


# ---- quotation marks that TOML does not know


@pytest.mark.parametrize(
    ("text", "place", "sign"),
    [
        ("a = “x”", (1, 5), '“ is not the sign that TOML has; write "'),
        ("a = ‘x’", (1, 5), "‘ is not the sign that TOML has; write '"),
        ('a = 1\nb = "x”\nc = 1', (2, 7), '” is not the sign that TOML has; write "'),
        ('a = ["x"，"y"]', (1, 9), "， is not the sign that TOML has; write ,"),
        ("［a］", (1, 1), "［ is not the sign that TOML has; write ["),
        ("a = [1", (1, 7), "unclosed array"),
    ],
)
def test_signs_of_a_word_processor_are_named(text, place, sign):
    with pytest.raises(LoadError) as caught:
        parse("x.toml", text)
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == place
    assert sign in problem.message
