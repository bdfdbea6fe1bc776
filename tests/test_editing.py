"""Changes of a TOML text: what is asked for, and nothing else."""

import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.curation.addition import with_term
from pjreport.store import parsed
from pjreport.store.editing import Editor, beside, difference, removed, without

TEXTS = st.sampled_from(
    [
        'zh = "甲"',
        'zh = """甲\n乙"""',
        'zh = """\nzh = 甲\n"""',
        "zh = '甲' # note",
        'zh="甲"',
        '"zh" = "甲"',
        '  zh = "甲"',
    ]
)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.booleans())
def test_a_line_beside_another_changes_no_other_value(lines, inline):
    """Not even inside a text of several lines, or where keys stand in one line."""
    base = "".join(f"[topics.t{number}]\n{line}\nx = 1\n\n" for number, line in enumerate(lines))
    base += '[vocabulary.units]\nu = { zh = "个" }\n' * inline
    document = parsed("a.toml", base)
    wanted = {
        ("topics", f"t{number}", "zh"): (("topics", f"t{number}", "en"), "new")
        for number, _ in enumerate(lines)
    }
    if inline:
        wanted["vocabulary", "units", "u", "zh"] = (("vocabulary", "units", "u", "en"), "new")
    changed = tomli.loads(beside(document, wanted))
    for path, (new, _) in wanted.items():
        table = changed
        for step in path[:-1]:
            table = table[step]
        assert table.pop(new[-1]) == "new"
    assert changed == tomli.loads(base)


def test_a_term_finds_its_place_in_any_form_of_the_vocabulary():
    term = {"zh": "门", "whole": True}
    forms = (
        '[vocabulary.units]\na = { zh = "个" } # first\n\n[vocabulary.periods]\ny = { zh = "年" }\n',
        '[vocabulary]\nunits.a = { zh = "个" } # first\nperiods.y = { zh = "年" }\n',
        '[vocabulary]\nunits = { a = { zh = "个" } } # first\n',
        '[vocabulary.units.a]\nzh = "个" # first\n',
        '[vocabulary.periods]\ny = { zh = "年" } # first\n',
        "x = 1 # first\n",
    )
    for form in forms:
        text = form + '\n[topics.t]\nzh = "甲"\n'
        changed = with_term(parsed("a.toml", text), ("vocabulary", "units", "men"), term)
        expected = tomli.loads(text)
        expected.setdefault("vocabulary", {}).setdefault("units", {})["men"] = term
        assert changed.tables == expected, form
        assert "# first" in changed.text


def test_a_table_is_taken_out_with_one_empty_line():
    text = "# top\n[stats.t.a]\nx = 1\n\n# between\n[stats.t.b]\nx = 2 # note\n\n# end\n"
    assert removed(parsed("", text), ("stats", "t", "a")) == text.replace(
        "[stats.t.a]\nx = 1\n\n", ""
    )
    assert removed(parsed("", text), ("stats", "t", "b")).endswith("# between\n# end\n")
    crlf = text.replace("\n", "\r\n")
    assert removed(parsed("", crlf), ("stats", "t", "a")) == removed(
        parsed("", text), ("stats", "t", "a")
    ).replace("\n", "\r\n")


@given(st.sampled_from(["x = 1", "x = [\n 1,\n]", 'x = """\ny = 2\n"""', " x = 1", "x = 1 # note"]))
def test_a_key_is_taken_out_in_any_form(line):
    text = f"[a]\n{line}\ny = 2 # kept\n"
    changed = without(parsed("", text), ("a", "x"))
    assert tomli.loads(changed) == {"a": {"y": 2}}
    assert changed.endswith("y = 2 # kept\n")
    assert tomli.loads(without(parsed("", "a = { x = 1, y = 2 }\n"), ("a", "x"))) == {"a": {"y": 2}}


def test_values_are_set_and_removed_in_place():
    editor = Editor(parsed("", "a = 1 # one\n[b]\nc = [1, # two\n 2]\n"))
    editor.set(("a",), "2")
    editor.set(("b", "d"), '"x"')
    assert editor.text() == 'a = 2 # one\n[b]\nc = [1, # two\n 2]\nd = "x"\n'
    editor.remove(("b", "c"))
    assert tomli.loads(editor.text()) == {"a": 2, "b": {"d": "x"}}


def test_a_difference_says_where_no_line_ends():
    document = parsed("a.toml", "a = 1")
    shown = difference(document, "a = 2")
    assert shown.splitlines()[3:] == [
        "-a = 1",
        "\\ No newline at end of file",
        "+a = 2",
        "\\ No newline at end of file",
    ]
    assert difference(document, "a = 1") == ""
