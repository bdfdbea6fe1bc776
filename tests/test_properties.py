"""What holds for every text and every number, tried on generated ones."""

import csv
import datetime as dt
import io
import json
import re
import unicodedata
from collections import Counter
from copy import deepcopy
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from rich.cells import cell_len

from pjreport.model.factfile import SHAPES, FactFile, definitions
from pjreport.model.fields import NOT_BLANK
from pjreport.model.table import Column, Look, Table
from pjreport.render import cells, renderer
from pjreport.render.layout import GAP, WORD_LIMIT
from pjreport.store import load
from pjreport.store.shape import explain
from pjreport.text.terminal import escape, safe, unsafe_characters

from .conftest import ROOT

STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
EVERY_CHARACTER = st.characters(exclude_categories=())
FRAGMENTS = st.sampled_from(
    [
        *(
            "培训",
            "“双元制”",
            "全角：",
            "5228人次",
            "a|b",
            "[a]b",
            "[/]",
            "[bold]x[/bold]",
            ":100:",
        ),
        *("\\", "\\\\", "\\n", "`x`", "*x*", "__x__", "<b>", "&amp;", "&", "#", "1. x", "- x", "+"),
        *(
            "=1+1",
            "=",
            "+1",
            "-1",
            "@x",
            "'",
            '"',
            ",",
            ";",
            "http://x.cn",
            "~~x~~",
            "$x$",
            "![x](y)",
        ),
        *(" ", "  ", "\u3000", "\t", "\n", "\r\n", "\x1b[31m", "\x00", "\x7f", "\x9b", "\u202e"),
        *("\u200d", "\ufeff", "\u2028", "👩\u200d🔬", "🇨🇳", "e\u0301", "𠮷", "👍🏽", "1️⃣", "─", "…"),
    ]
)
NASTY = st.lists(FRAGMENTS | st.text(max_size=5), max_size=8).map("".join)
SHOWN = NASTY.map(safe)  # what may be printed as it is
INTEGERS = st.integers(-(10**18), 10**18)
DECIMALS = st.from_regex(r"-?(0|[1-9][0-9]{0,12})\.[0-9]{1,6}(e-?[0-9]{1,2})?", fullmatch=True).map(
    Decimal
)
NAMES = ("id", "text", "value", "list")
COLUMNS = [
    Column(name, name.title(), name if name in ("id", "value") else "text") for name in NAMES
]


def rows(text, number=INTEGERS | DECIMALS):
    """Rows of a table whose cells are of each type that a record holds."""
    row = st.fixed_dictionaries(
        {
            "id": text,
            "text": text | st.none(),
            "value": number | st.booleans() | st.none(),
            "list": st.lists(text | st.integers(1, 10**7), max_size=4),
        }
    )
    return st.lists(row, max_size=4)


def render(name, rows, **look):
    return renderer(name)(Table(COLUMNS, rows), Look(**look))


def steering(text):
    """The characters of a text that a terminal or a reader's eye would be led astray by."""
    return [character for character in text if unicodedata.category(character) in STEERING]


# ---- what steers a terminal


@given(st.text(EVERY_CHARACTER))
def test_safe_lets_nothing_through_that_steers(text):
    assert steering(safe(text)) == []
    assert unsafe_characters(text) == steering(text)
    assert safe(safe(text)) == safe(text)


@given(st.text())
def test_safe_leaves_alone_what_is_harmless(text):
    harmless = "".join(character for character in text if not steering(character))
    assert safe(harmless) is harmless or safe(harmless) == harmless


@given(EVERY_CHARACTER)
def test_an_escape_is_visible_and_says_which_character_it_was(character):
    escaped = escape(character)
    assert re.fullmatch(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})", escaped)
    assert chr(int("0x" + escaped[2:], 0)) == character


@given(st.text(EVERY_CHARACTER).filter(lambda text: "\\" not in text))
def test_what_safe_did_can_be_undone(text):
    assert unescape(safe(text)) == text


def unescape(text):
    r"""A text with `\\`, `\t`, `\x1b` and the like turned back: as the documentation says."""
    short = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}

    def character(found):
        code = found[0][1:]
        return short.get(code) or chr(int(code[1:], 16))

    return re.sub(
        r"\\([\\tnr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})", character, text, flags=re.DOTALL
    )


# ---- formats for programs


def split(joined):
    """The items of a list's cell: as the documentation says."""
    items = [""]
    for token in re.findall(r"\\.|.", joined, flags=re.DOTALL):
        if token == "|":
            items.append("")
        else:
            items[-1] += token[-1]
    return items


@given(st.lists(st.text(EVERY_CHARACTER) | NASTY, min_size=1))
@example(["a|b", "\\", "", "\\|"])
def test_a_list_in_a_cell_can_be_split_again(items):
    assert split(cells.text(items)) == items


@given(rows(st.text(EVERY_CHARACTER, max_size=20) | NASTY))
def test_a_tsv_line_turns_back_into_its_cells(rows):
    printed = render("tsv", rows)
    lines = printed.split("\n")
    assert lines.pop() == ""
    assert [line.split("\t") for line in lines] == [
        line.split("\t") for line in printed.splitlines()
    ]
    assert not steering(printed.replace("\t", "").replace("\n", ""))
    back = [[unescape(cell) for cell in line.split("\t")] for line in lines]
    assert back == [[cells.text(row[name]) for name in NAMES] for row in rows]


def test_a_tsv_cell_uses_the_short_escapes_that_awk_and_printf_know():
    printed = render("tsv", [{"id": "a\tb\nc\rd\\e\x1b\u202e"}])
    assert printed.partition("\t")[0] == r"a\tb\nc\rd\\e\x1b\u202e"


@given(rows(NASTY))
def test_csv_is_read_back_as_it_was(rows):
    printed = render("csv", rows)
    header, *read = csv.reader(io.StringIO(printed, newline=""), strict=True)
    assert header == list(NAMES)
    assert read == [[safe(cells.text(row[name])) for name in NAMES] for row in rows]
    assert render("csv", rows, header=False) == printed.partition("\r\n")[2]
    assert not steering(printed.replace("\r\n", ""))


QUOTED = r"(^|;)'(?=\s*[=+\-@＝＋－＠])"


@given(rows(NASTY))
@example([{"id": "'- x", "text": "", "value": None, "list": []}])
@example([{"id": "=1", "text": "+1", "value": Decimal("-1.5"), "list": ["-1"]}])
@example([{"id": "a;=1+1", "text": "a; @x;+1", "value": -1, "list": ["a;-1", "；=1"]}])
@example([{"id": "＝1", "text": "@x", "value": -1, "list": ["＠"]}])  # full width counts too
def test_excel_gets_no_formula_and_unchanged_numbers(rows):
    printed = render("csv", rows, excel=True)
    assert printed.startswith("\ufeff")
    _, *read = csv.reader(io.StringIO(printed[1:], newline=""), strict=True)
    _, *plain = csv.reader(io.StringIO(render("csv", rows), newline=""), strict=True)
    for cells_of_row, plain_cells in zip(read, plain, strict=True):
        for name, cell, plain_cell in zip(NAMES, cells_of_row, plain_cells, strict=True):
            if name == "value":
                assert cell == plain_cell
            else:
                for part in cell.split(";"):  # as Excel reads it in many countries
                    assert not re.match(r"\s*[=+\-@]", unicodedata.normalize("NFKC", part))
                # A cell may have such an apostrophe of its own.
                bare = (re.sub(QUOTED, r"\1", each) for each in (cell, plain_cell))
                assert len(set(bare)) == 1


def digits(value):
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def same(read, row):
    """Whether JSON gives back a row, numbers digit by digit."""
    assert list(read) == list(NAMES)
    assert digits(read["value"]) == digits(row["value"])
    assert {**read, "value": None} == {**row, "value": None}


@given(rows(st.text(st.characters(), max_size=20) | NASTY))
def test_json_gives_the_same_data_back(rows):
    printed = render("json", rows)
    assert not steering(printed.replace("\n", ""))
    read = json.loads(printed, parse_float=Decimal)
    lines = render("jsonl", rows).splitlines()
    for each in (read, [json.loads(line, parse_float=Decimal) for line in lines]):
        assert len(each) == len(rows)
        for found, row in zip(each, rows, strict=True):
            same(found, row)


@given(st.characters(categories=["Cs"]))
def test_json_keeps_even_half_a_character(character):
    printed = render("json", [{"id": f"a{character}b"}])
    assert printed.isascii()
    assert json.loads(printed) == [{"id": f"a{character}b"}]


# ---- Markdown

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inline(tokens, kind):
    """The texts of all blocks of a kind; whatever is more than text shows as its type."""
    return [
        "".join(
            child.content.removeprefix("<!-- -->")  # see ADDRESS in the renderer
            if child.type in ("text", "text_special") or child.content == "<!-- -->"
            else f"<{child.type}>"
            for child in tokens[number + 1].children
        )
        for number, token in enumerate(tokens)
        if token.type == f"{kind}_open"
    ]


@given(rows(NASTY.map(str.strip)))
def test_a_markdown_cell_reads_as_its_text(rows):
    tokens = MARKDOWN.parse(render("markdown", rows))
    assert inline(tokens, "th") == [column.title for column in COLUMNS]
    read = inline(tokens, "td")
    # Blanks at the ends of a cell do not count in Markdown.
    assert read == [safe(cells.text(row[name])).strip() for row in rows for name in NAMES]
    assert {token.type for token in tokens} <= {
        *(f"{tag}_{end}" for tag in ("table", "thead", "tbody", "tr", "th", "td") for end in OPEN),
        "inline",
    }


OPEN = ("open", "close")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (":100:", r"\:100\:"),
        ("http://x.cn", r"http\://x.cn"),
        ("www.x.cn (WWW.X.CN)", r"www\.x.cn (WWW\.X.CN)"),
        ("awww.", "awww."),
        ("a_b@x.cn @x a@", r"a\_b@<!-- -->x.cn @x a@"),
        ("$x$", r"\$x\$"),
        ("#1", r"\#1"),
    ],
)
def test_what_only_some_sites_read_as_markup_is_escaped_too(text, written):
    """Emoji codes, bare addresses, formulas, issue numbers."""
    assert f"| {written} |" in render("markdown", [{"id": text}])


@given(st.lists(NASTY.map(str.strip).filter(bool), min_size=1, max_size=3))
@example(["1. Yearly report"])
@example(["2021) Yearly report"])
@example(["Report", "---"])
@example(["Report", "==="])
@example(["- Report", "+ Report"])
def test_a_markdown_heading_is_plain_lines(heading):
    table = Table(COLUMNS, [], heading)
    tokens = MARKDOWN.parse(renderer("markdown")(table, Look()))
    assert [token.type for token in tokens[:3]] == ["paragraph_open", "inline", "paragraph_close"]
    assert inline(tokens, "paragraph") == ["<hardbreak>".join(map(safe, heading))]
    hidden = renderer("markdown")(table, Look(header=False))
    assert inline(MARKDOWN.parse(hidden), "paragraph") == []


# ---- tables for people

WIDTHS = st.integers(41, 200)
IDS = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}\.[a-z-]{1,8}", fullmatch=True)
WIDE = Column("text", "a title"), Column("more", "更多")
PEOPLE = [Column("id", "编号", "id"), Column("name", "名称", "name"), *WIDE]
PEOPLE.insert(2, Column("value", "数值", "value"))
# Marks without a letter under them take no room: nothing of them could be seen.
SEEN = NASTY.map(lambda text: text if cell_len(safe(text)) else "")
FACTS = st.lists(
    st.fixed_dictionaries(
        {
            "id": IDS,
            "name": SEEN,
            "value": st.integers(0, 10**8).map("{} 人次".format),
            "text": SEEN,
            "more": SEEN,
        }
    ),
    min_size=1,
    max_size=5,
)


def solid(text):
    """A text without blanks: where a line was broken, some are lost and others are added."""
    return "".join(text.split())


def left_over(printed, wanted):
    """The characters of the texts `wanted` that are not printed."""
    return Counter(solid(safe("".join(wanted)))) - Counter(solid(printed))


@given(FACTS, WIDTHS, st.booleans(), st.booleans())
def test_a_table_fits_its_window_and_cuts_nothing(facts, width, header, ascii):
    table = Table(PEOPLE, facts, ["A heading of some length, " * 3])
    printed = renderer("table")(table, Look(width=width, header=header, ascii=ascii))
    lines = printed.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not left_over(printed, [text for fact in facts for text in fact.values()])
    for fact in facts:
        for whole in (fact["id"], fact["value"]):
            assert any(whole in line for line in lines), whole


@given(IDS, SEEN.filter(solid), st.integers(41, 90))
def test_a_folded_cell_reads_on_from_line_to_line(id, text, width):
    """Every character of it, in its order, in its own column, if its longest word fits there."""
    assume(len(id) + GAP + WORD_LIMIT <= width)
    table = Table([PEOPLE[0], WIDE[0]], [{"id": id, "text": text}])
    printed = renderer("table")(table, Look(width=width, header=False))
    first, *rest = printed.splitlines()
    assert first.startswith(id)
    indent = " " * len(id)
    assert all(line.startswith(indent) for line in rest if line)
    assert solid(first[len(id) :] + "".join(rest)) == solid(safe(text))


@given(FACTS, st.integers(1, 200), st.sampled_from(["zh", "en"]))
def test_records_fit_their_window_and_cut_nothing(facts, width, lang):
    table = Table(PEOPLE, facts, ["A heading"])
    texts = [text for fact in facts for text in fact.values()]
    printed = renderer("record")(table, Look(width=width, lang=lang))
    # Nothing can be read in fewer than four cells: one character and its indent.
    assert max(map(cell_len, printed.splitlines())) <= max(width, 4)
    assert not left_over(printed, texts)
    endless = renderer("record")(table, Look(lang=lang))
    assert not left_over(endless, texts)
    filled = sum(bool(text) for text in texts)
    assert len(endless.splitlines()) == 2 + filled + len(facts) - 1


@given(FACTS)
def test_colour_changes_the_looks_and_not_the_text(facts):
    table = Table(PEOPLE, facts, ["heading"])
    for name in ("table", "record"):
        plain = renderer(name)(table, Look(width=100))
        coloured = renderer(name)(table, Look(width=100, color=True))
        assert "\x1b[" in coloured
        bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
        assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")


def test_a_heading_is_folded_by_the_window_and_not_by_the_table():
    heading = "A heading that is longer than the table below it is wide"
    table = Table([PEOPLE[0]], [{"id": "a.b.c"}], [heading])
    for look in (Look(), Look(width=80), Look(width=80, ascii=True)):
        assert renderer("table")(table, look).startswith(f"{heading}\n\n")
    assert max(map(len, renderer("table")(table, Look(width=41)).splitlines())) <= 41


def test_a_spare_column_that_has_no_room_is_named():
    """Left out of a narrow table is not lost: the reader is told of it."""
    columns = [
        *PEOPLE[:2],
        Column("scope", "SCOPE", spare=True),
        Column("period", "PERIOD", spare=True),
    ]
    row = {"id": "a.b.c", "name": "name " * 9, "scope": "scope " * 9, "period": "period " * 9}
    seen = {}
    for width in (200, 60, 41):
        lines = renderer("table")(Table(columns, [row]), Look(width=width)).splitlines()
        note = next((line for line in lines if line.startswith("not shown")), "")
        seen[width] = [column.title for column in columns if column.title in lines[0]]
        missing = [column.title for column in columns if column.title in note]
        assert sorted(seen[width] + missing) == sorted(column.title for column in columns)
        assert max(map(cell_len, lines)) <= width
    assert len(seen[200]) > len(seen[41])


# ---- the shape of a fact base: one definition, two readers


@cache
def sample():
    """The shipped base with two facts of each kind: quick to check, nothing of its shape lost."""
    tables = load(str(ROOT / "data/facts.toml")).tables
    for kind, topics in tables.items():
        if isinstance(topics, dict) and kind not in ("report", "topics", "sections", "vocabulary"):
            fullest = max(topics, key=lambda name: len(str(topics[name])))
            tables[kind] = {fullest: dict(list(topics[fullest].items())[:2])}
    tables["topics"] = dict(list(tables["topics"].items())[:2])
    tables["ignored"] = [{"text": "x", "lines": [1], "zh": "x", "en": "x"}]
    return tables


@cache
def places():
    """The path of every key and list item of the sample."""

    def below(node, path):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            yield (*path, key)
            if isinstance(value, dict | list):
                yield from below(value, (*path, key))

    return list(below(sample(), ()))


USUAL = [
    *(
        " ",
        "\u3000 ",
        "",
        "a",
        "A",
        "a-b",
        "a--b",
        "-a",
        "培训",
        "x" * 40,
        "x" * 41,
        "x" * 1000,
        "x" * 1001,
    ),
    *("stats.a.b", "stats.a", "Stats.a.b", "stats.a.b.c", "stats.a." + "b" * 1000),
    *("--02-30", "--02-32", "--13-01", "02-01", "f" * 64, "F" * 64),
    *("over", "sum", "1.0", "1", "1.", "1" * 40, "1" * 41),
    *(0, 1, -1, 2, 9999, 10_000, 10_001, 10**7, 10**7 + 1, 10**30, True, False),
    *map(Decimal, ("1.5", "1.0", "-0.0", "1e400", "Infinity")),
    *([], [1], [""], ["a"], ["stats.a.b"], [0], [[]], [1, 2], [1, 2, 3], {}, {"a": {}}),
    *(dt.date(2022, 7, 14), dt.time(7), {"zh": "x", "en": "x"}, {"zh": "x", "en": "x", "x": 1}),
]
ODD = [  # where Python's `$` and a NaN deserve a look of their own
    *("a\n", "a-b\n", "stats.a.b\n", "--02-01\n", "1.0\n", "f" * 64 + "\n", "over\n", "\n"),
    *(Decimal("NaN"), Decimal("sNaN"), [Decimal("NaN")], ["stats.a.b\n"], {"a\n": {}}),
]


def mutated(data, values):
    """The sample with one to three changes."""
    tables = deepcopy(sample())
    for _ in range(data.draw(st.integers(1, 3))):
        *path, key = data.draw(st.sampled_from(places()))
        node = tables
        try:
            for step in path:
                node = node[step]
            value = node[key]
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change has taken the place away
        match data.draw(st.sampled_from(["set", "set", "remove", "rename", "add"])):
            case "set":
                node[key] = data.draw(values)
            case "remove":
                del node[key]
            case "rename" if isinstance(node, dict):
                text = data.draw(values.map(str))
                node[text] = node.pop(key)
            case _ if isinstance(node, dict):
                node[data.draw(st.sampled_from(["note_zh", "value", "new", "Bad Key", "a\n"]))] = (
                    value
                )
            case _:
                node.append(data.draw(values))
    return tables


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_fits_what_its_schema_allows(shape):
    """Each of the values above in each field that there is."""
    for name, field in shape.fields.items():
        validator = Draft202012Validator({**field.schema, "$defs": definitions()})
        for value in USUAL:
            assert field.fits(value) == validator.is_valid(value), (name, value)
        if (
            field.schema.get("pattern", NOT_BLANK) != NOT_BLANK
        ):  # for Python, `$` also stands before a last line break
            assert not any(map(field.fits, ODD)), name


@given(st.data())
def test_what_the_quick_check_refuses_is_explained_and_nothing_else(data):
    tables = mutated(data, st.sampled_from([*USUAL, *ODD]))
    assert FactFile.fits(tables) == (explain(tables) == [])


@pytest.mark.parametrize("table", ["fits", "explain"])
def test_the_unchanged_sample_fits(table):
    """Else the two above would agree on nothing but refusals."""
    assert FactFile.fits(sample()) if table == "fits" else explain(sample()) == []
