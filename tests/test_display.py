"""Facts as people read them, where the shipped base has no such fact."""

import pytest

from pjreport.lookup import display

from .conftest import TESTS

BASE = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")


@pytest.fixture
def show(tool, tmp_path):
    """A figure of a small base, with more keys, as the fields of a record."""

    def call(keys, lang="en", base=BASE):
        path = tmp_path / "facts.toml"
        path.write_text(base.replace("value = 120\n", keys), encoding="utf-8")
        result = tool(
            *("show", "stats.pupils.total", "--format", "record"),
            *("--facts", str(path), "--lang", lang),
        )
        assert (result.exit, result.stderr) == (0, "")
        fields = (
            line.partition("：" if lang == "zh" else ": ") for line in result.stdout.splitlines()
        )
        return {name: value for name, _, value in fields}

    return call


def test_a_field_concluded_to_be_empty_is_not_shown(show):
    shown = show('value = 120\ngrowth_of = []\ninferred = ["growth_of", "value"]\n')
    assert "growth of" not in shown
    assert shown["value"] == "120 students (inferred)"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1", "en_one", "1 student"),
        ("1", "", "1 students"),
        ("2", "en_one", "2 students"),
        ("0", "en_one", "0 students"),
    ],
)
def test_one_is_singular_where_the_unit_says_how(show, value, unit, expected):
    base = BASE.replace("part_of = ", "about = ")  # else 80 would be more than all
    if unit:
        base = base.replace('en = "students",', f'en = "students", {unit} = "student",')
    assert show(f"value = {value}\n", base=base)["value"] == expected
    assert show(f"value = {value}\n", "zh", base)["数值"] == f"{value}人"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("value = 120", "$120"),
        ("low = 30\nhigh = 35", "$30–35"),
        ("value = 5200000\nstep = 100000", "$5.2 million"),
    ],
)
def test_the_sign_of_a_currency_stands_before_the_number(show, value, expected):
    base = BASE.replace("part_of = ", "about = ").replace('en = "students",', 'en = "$",')
    assert show(f"{value}\n", base=base)["value"] == expected


@pytest.mark.parametrize(
    ("qualifier", "en", "zh"),
    [
        ("over", "over 120 students", "超120人"),
        ("nearly", "nearly 120 students", "近120人"),
        ("about", "about 120 students", "约120人"),
        ("at-least", "at least 120 students", "至少120人"),
    ],
)
def test_a_qualifier_stands_before_its_figure(show, qualifier, en, zh):
    keys = f'value = 120\nqualifier = "{qualifier}"\n'
    assert show(keys)["value"] == en
    assert show(keys, "zh")["数值"] == zh


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((7,), "7"),
        ((7, 8), "7, 8"),
        ((7, 8, 9), "7–9"),
        ((7, 8, 9, 11), "7–9, 11"),
        ((7, 9, 11), "7, 9, 11"),
        ((1, 3, 4, 5, 6, 9), "1, 3–6, 9"),
        ((), ""),
    ],
)
def test_a_run_of_lines_is_shortened_and_a_gap_is_not_hidden(lines, expected):
    assert display.line_numbers(lines) == expected
