"""Whatever lies at a path or stands in an argument: one clear line, quickly, and never a trace."""

import io
import os
import re
import socket
import subprocess
import sys
import unicodedata
from functools import partial

import pytest
import tomli

from pjreport.check import consistency
from pjreport.store.files import MAX_TEXT_BYTES

from .conftest import HANGING, ROOT, TESTS, Result, spent, within
from .test_broken import BROKEN

SECONDS = 20  # of CPU
BASE = (TESTS / "bases" / "school-a.toml").read_text(encoding="utf-8")
# Root may read everything, unless it is started without the right to.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def base(old, new):
    """The sound base with one change, as bytes."""
    assert BASE.count(old) == 1
    return BASE.replace(old, new).encode()


def value(text):
    return base("value = 120", f"value = {text}")


def field(text):
    return base("lines = [3]", f"lines = [3]\nedition = {text}")


def label(text):
    return base('zh = "在校生"', f"zh = {text}")


def top(text):
    return f"{text}\n{BASE}".encode()


def clean(result):
    """Nothing on any stream steers a terminal, and nothing is a trace."""
    for text in result[1:]:
        assert "Traceback" not in text
        for character in set(text) - {"\n", "\t"}:
            assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return result


@pytest.fixture
def outside(plain):  # noqa: ARG001 - a plain environment
    """Runs the tool in a process of its own, which may hang or exhaust its stack."""

    def call(*words, before=()):
        command = [*before, sys.executable, "-m", "pjreport", *words]
        done = subprocess.run(
            command, capture_output=True, timeout=HANGING, check=False, cwd=ROOT, encoding="utf-8"
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return call


def refused(run, path, message):
    """One line names the path and the mistake; exit 2, nothing printed, in time."""
    with within(SECONDS):
        result = clean(run("list", "--facts", str(path)))
    assert (result.exit, result.stdout) == (2, "")
    [line, nothing] = result.stderr.split("\n")
    assert nothing == ""
    assert line.startswith(f"{path}:")
    assert re.fullmatch(message, line.removeprefix(f"{path}:"))


def unreadable(message):
    return re.escape(f"1:1: error: {message} [unreadable]")


# ---- what may lie at a path


def test_nothing(tool, tmp_path):
    refused(tool, tmp_path / "no.toml", unreadable("no such file; check the path"))


def test_a_path_through_a_file(tool):
    message = "cannot be opened: not a directory; check the path and its permissions"
    refused(tool, TESTS / "bases" / "school-a.toml" / "x.toml", unreadable(message))


def test_a_name_too_long(tool, tmp_path):
    message = "cannot be opened: file name too long; check the path and its permissions"
    refused(tool, tmp_path / f"{'a' * 300}.toml", unreadable(message))


def test_a_circle_of_links(tool, tmp_path):
    (tmp_path / "a.toml").symlink_to("b.toml")
    (tmp_path / "b.toml").symlink_to("a.toml")
    message = (
        "cannot be opened: too many levels of symbolic links; check the path and its permissions"
    )
    refused(tool, tmp_path / "a.toml", unreadable(message))


def test_a_folder_without_a_base(tool, tmp_path):
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    refused(tool, tmp_path, unreadable("no *.toml file in this folder; name a fact base"))


def test_a_folder_of_folders_in_a_circle(tool, tmp_path):
    (tmp_path / "again").symlink_to(tmp_path)
    refused(tool, tmp_path, unreadable("no *.toml file in this folder; name a fact base"))


def test_a_folder_that_cannot_be_listed(tool, tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    message = "cannot be read: permission denied; check the path and its permissions"
    refused(tool, tmp_path, unreadable(message))


def test_a_file_without_permission(outside, tmp_path):
    path = tmp_path / "secret.toml"
    path.write_text(BASE, encoding="utf-8")
    path.chmod(0)
    message = "cannot be opened: permission denied; check the path and its permissions"
    before = AS_ANYBODY if os.geteuid() == 0 else []
    refused(partial(outside, before=before), path, unreadable(message))


def test_a_file_that_fails_when_read(tool):
    # Linux has one; it can be opened, and its first page is no memory.
    message = "cannot be read: input/output error; check the path and its permissions"
    refused(tool, "/proc/self/mem", unreadable(message))


SPECIAL = unreadable("not a regular file; save its contents to one")


def test_a_fifo_nobody_writes_to(outside, tmp_path):
    os.mkfifo(tmp_path / "fifo.toml")
    refused(outside, tmp_path / "fifo.toml", SPECIAL)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device(outside, tool, device):
    refused(outside, device, SPECIAL)
    refused(tool, device, SPECIAL)


def test_a_socket(tool, tmp_path, plain):
    plain.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.toml")
        refused(tool, "s.toml", SPECIAL)


def test_a_path_with_a_nul(tool):
    result = clean(tool("list", "--facts", "a\0b.toml"))
    message = "no path, it holds a NUL; delete it"
    assert result == (2, "", f"a\\x00b.toml:1:1: error: {message} [unreadable]\n")


@pytest.mark.parametrize("part", ["\x1b[31m", "\x9b31m", "\u202e", "\udcff", "\n", "\x7f"])
def test_a_path_that_steers_the_terminal(tool, part):
    result = clean(tool("list", "--facts", f"no/{part}.toml"))
    assert (result.exit, result.stdout) == (2, "")
    assert re.fullmatch(
        r"no/\\[xu][0-9a-f]+.*\.toml:1:1: error: no such file; check the path \[unreadable\]\n",
        result.stderr,
    )


# ---- what a file may hold

EMPTY = unreadable("empty file; start it with `schema = 1`")
LARGE = unreadable(
    "larger than 32 MiB; write the facts as JSON lines, or as several reports with a file each"
)
UTF16 = re.escape("1:1: error: UTF-16 text; save the file as UTF-8 [encoding]")
GBK = r"5:7: error: byte 0xbc is not UTF-8 \(GBK\?\); save the file as UTF-8 \[encoding\]"
DEEP = re.escape("1:1: error: nested too deeply; use at most four levels [syntax]")
DIGITS = r"\d+:\d+: error: an integer of more than 4300 digits; write at most 18 \[syntax\]"
FIGURE = re.escape(
    "29:1: error: not a number of at most 18 digits; write it as printed [impossible-number]"
)
BLANK = r"27:1: error: '{}' does not fit; write more than spaces \[wrong-value\]"
WHOLE = r"33:1: error: {} is a {}; write a whole number \[wrong-type\]"


def syntax(place, message):
    return re.escape(f"{place}: error: not TOML: {message}; mend it here or just before [syntax]")


def control(place, character):
    return re.escape(f"{place}: error: control character {character} in a text; delete it") + (
        r" \[control-character\]"
    )


def unknown(place, name):
    return rf"{place}: error: unknown key '{name}'; use one of schema, .* \[unknown-key\]"


FILES = {
    # nothing, and too much
    "empty": (lambda: b"", EMPTY),
    "blank": (lambda: b" \n\t\r\n\n", EMPTY),
    "only-a-bom": (lambda: b"\xef\xbb\xbf", EMPTY),
    "one-line-of-50-MB": (lambda: b'schema = "' + b"a" * 50_000_000 + b'"', LARGE),
    "a-byte-too-large": (lambda: BASE.encode().ljust(32 * 1024 * 1024 + 1), LARGE),
    "one-line-of-3-MB": (
        lambda: label(f'"{"a" * 3_000_000}"'),
        r"27:1: error: text of length 3000000; make it at most 1000 \[wrong-value\]",
    ),
    # encodings
    "utf-16-le": (lambda: b"\xff\xfe" + BASE.encode("utf-16-le"), UTF16),
    "utf-16-be": (lambda: b"\xfe\xff" + BASE.encode("utf-16-be"), UTF16),
    "utf-16-le-unmarked": (lambda: BASE.encode("utf-16-le"), UTF16),
    "utf-16-be-unmarked": (lambda: BASE.encode("utf-16-be"), UTF16),
    "gbk": (lambda: BASE.encode("gbk"), GBK),
    "gbk-that-is-utf-8": (
        lambda: base("甲校年报", "学校".encode("gbk").decode()),
        r"5:1: error: no Chinese character in the report's zh name; .* UTF-8 \[one-language\]",
    ),
    "two-boms": (lambda: b"\xef\xbb\xbf" * 2 + BASE.encode(), syntax("1:1", "invalid statement")),
    "cut-in-a-character": (
        lambda: BASE.encode().partition(b"\xe7\x94\xb2")[0] + b"\xe7\x94",
        r"5:7: error: byte 0xe7 is not UTF-8 \(GBK\?\); save the file as UTF-8 \[encoding\]",
    ),
    # control characters
    "bare-cr": (
        lambda: BASE.replace("\n", "\r").encode(),
        syntax("1:11", "expected newline or end of document after a statement"),
    ),
    "raw-nul": (lambda: label('"a\0"'), syntax("27:8", r"illegal character '\x00'")),
    "raw-esc": (lambda: label('"a\x1b"'), syntax("27:8", r"illegal character '\x1b'")),
    "escaped-esc": (lambda: label('"\\u001b[31m"'), control("27:1", r"\x1b")),
    "e-of-toml-1.1": (lambda: label('"\\e[31m"'), control("27:1", r"\x1b")),
    "escaped-nul": (lambda: label('"学\\u0000"'), control("27:1", r"\x00")),
    "raw-c1": (lambda: label('"\x9b31m学"'), control("27:1", r"\x9b")),
    "bidi": (lambda: label('"\u202e学"'), control("27:1", r"\u202e")),
    "tag-character": (lambda: label('"\U000e0041学"'), control("27:1", r"\U000e0041")),
    "line-separator": (lambda: label('"学\u2028"'), control("27:1", r"\u2028")),
    "lone-surrogate": (
        lambda: label('"\\ud800"'),
        syntax("27:13", "escaped character is not a Unicode scalar value"),
    ),
    # numbers
    "2-to-the-63": (lambda: value(2**63), FIGURE),
    "2-to-the-64": (lambda: value(2**64), FIGURE),
    "4300-digits": (lambda: value("1" * 4300), FIGURE),
    "4301-digits": (lambda: value("1" * 4301), DIGITS.replace(r"\d+:\d+", "29:9")),
    "4301-digits-in-a-list": (lambda: top(f"q = [\n 1, -{'1_' * 4300}1]"), DIGITS),
    "hex-of-100000-digits": (lambda: value("0x" + "f" * 100_000), FIGURE),
    "hex-of-100000-digits-elsewhere": (
        lambda: top(f"q = [[0x{'f' * 100_000}]]"),
        unknown("1:1", "q"),
    ),
    "many-long-texts-of-digits": (
        lambda: top(f"q = [{','.join([chr(34) + '1' * 4299 + chr(34)] * 2000)}, {'1' * 5000}]"),
        DIGITS,
    ),
    "nan": (lambda: value("nan"), FIGURE),
    "infinity": (lambda: value("-inf"), FIGURE),
    "1e400": (lambda: value("1e400"), FIGURE),
    "1e-400": (lambda: value("1e-400"), FIGURE),
    "exponent-beyond-decimals": (lambda: value("1e9999999999999999999"), FIGURE),
    "1-million-digits-after-the-point": (lambda: value("0." + "1" * 200_000), FIGURE),
    "nan-for-a-whole-number": (lambda: field("nan"), WHOLE.format("NaN", "decimal number")),
    "inf-for-a-whole-number": (lambda: field("inf"), WHOLE.format("Infinity", "decimal number")),
    "minus-nothing-that-is-counted": (
        lambda: base("value = 80", "value = -0.0"),
        r"38:1: error: -0\.0 of something that is counted; write a whole number from 0 \[impossible-number\]",
    ),
    # names
    "no-name": (
        lambda: label('""'),
        r"27:1: error: text of length 0; make it at least 1 \[wrong-value\]",
    ),
    "a-name-of-spaces": (lambda: label('"  "'), BLANK.format("  ")),
    "a-name-of-a-wide-space": (lambda: label('"\u3000"'), BLANK.format("\u3000")),
    # dates and times
    "date": (
        lambda: value("2021-01-02"),
        r"29:1: error: 2021-01-02 is a date or time; write a number \[wrong-type\]",
    ),
    "time": (lambda: field("07:32"), WHOLE.format("07:32:00", "date or time")),
    "date-and-time": (
        lambda: field("2021-01-02 07:32:00.123456789+08:00"),
        WHOLE.format(r"2021-01-02 07:32:00\.123456\+08:00", "date or time"),
    ),
    # size of one thing
    "name-of-5-MB": (
        lambda: base(
            'part_of = "stats.pupils.total"', f'part_of = "stats.pupils.{"a" * 5_000_000}"'
        ),
        r"41:1: error: text of length 5000013; make it at most 1000 \[wrong-value\]",
    ),
    "key-of-5-MB": (lambda: top(f"{'q' * 5_000_000} = 1"), unknown("1:1", r"q{57}\.\.\.")),
    "header-of-5-MB-twice": (
        lambda: f"[{'q' * 5_000_000}]\n".encode() * 2,
        r"2:5000002: error: not TOML: cannot declare \('q{183}; mend it here or just before \[syntax\]",
    ),
    "100000-items-on-a-line": (lambda: top(f"q = [{'1,' * 100_000}]"), unknown("1:1", "q")),
}
# These may exhaust the stack, so they run outside first.
DEPTHS = {
    "deep-lists": (lambda: top("q = " + "[" * 100_000 + "]" * 100_000), DEEP),
    "deep-tables": (lambda: top("q = " + "{q=" * 100_000 + "1" + "}" * 100_000), DEEP),
    "deep-header": (lambda: BASE.encode() + b"[" + b"q." * 99_999 + b"q]\n", DEEP),
    "deep-key": (lambda: top("q." * 99_999 + "q = 1"), DEEP),
    "unclosed-lists": (lambda: b"q = " + b"[" * 100_000, DEEP),
    "lists-as-deep-as-can-be": (lambda: top("q = " + "[" * 300 + "]" * 300), unknown("1:1", "q")),
    "key-as-deep-as-can-be": (lambda: top("q." * 900 + "q = 1"), unknown("1:1", "q")),
}


@pytest.mark.parametrize(("write", "message"), FILES.values(), ids=FILES)
def test_a_file_is_refused_in_one_line(tool, tmp_path, write, message):
    path = tmp_path / "bad.toml"
    path.write_bytes(write())
    refused(tool, path, message)


@pytest.mark.parametrize(("write", "message"), DEPTHS.values(), ids=DEPTHS)
def test_a_deep_file_is_refused_in_one_line(outside, tool, tmp_path, write, message):
    path = tmp_path / "bad.toml"
    path.write_bytes(write())
    refused(outside, path, message)
    refused(tool, path, message)


def test_a_control_character_far_down(outside, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_bytes(top("{}q = '\u202e'{}".format("q = {" + "q = {" * 300, "}" * 301)))
    result = clean(outside("list", "--facts", str(path)))
    assert (result.exit, result.stdout) == (2, "")
    first, last = (line.removeprefix(f"{path}:") for line in result.stderr.splitlines())
    assert re.fullmatch(unknown("1:1", "q"), first)
    assert re.fullmatch(control(f"1:{1 + 5 * 301}", r"\u202e"), last)


@pytest.mark.parametrize(
    ("character", "shown"), [("\\u001b", "\\x1b"), ("\\e", "\\x1b"), ("\u202e", "\\u202e")]
)
def test_a_key_that_steers_the_terminal(tool, tmp_path, character, shown):
    path = tmp_path / "bad.toml"
    path.write_bytes(top(f'"{character}[31m" = 1'))
    result = clean(tool("list", "--facts", str(path)))
    assert (result.exit, result.stdout) == (2, "")
    lines = [line.removeprefix(f"{path}:1:1: error: ") for line in result.stderr.splitlines()]
    assert lines[0] == f"control character {shown} in a key; delete it [control-character]"
    assert re.fullmatch(unknown("", re.escape(f"{shown}[31m")), f": error: {lines[1]}")
    assert len(lines) == 2


# ---- what is unusual, but fine

SOUND = {
    "bom": lambda: b"\xef\xbb\xbf" + BASE.encode(),
    "crlf": lambda: BASE.replace("\n", "\r\n").encode(),
    "no-last-newline": lambda: BASE.rstrip("\n").encode(),
    "lines-and-a-last-comma-in-a-table": lambda: base(
        '{ zh = "学年", en = "Academic year" }',
        '{\n  zh = "学年", # 甲\n  en = "Academic year",\n}',
    ),
    "escapes": lambda: base('en = "Students"\nvalue', 'en = "\\x53t\\u0075\\U00000064ents"\nvalue'),
    "long-hex-in-a-comment": lambda: top(f"# 0x{'f' * 5000}"),
    "as-large-as-can-be": lambda: BASE.encode().ljust(32 * 1024 * 1024),
}


@pytest.mark.parametrize("write", SOUND.values(), ids=SOUND)
def test_a_file_is_read(tool, tmp_path, write):
    path = tmp_path / "good.toml"
    path.write_bytes(write())
    result = clean(tool("list", "--fields", "id,zh,en,value", "--facts", str(path)))
    total = "stats.pupils.total\t在校生\tStudents\t120\n"
    local = "stats.pupils.local\t本地学生\tLocal students\t80\n"
    assert result == (0, total + local, "")


# ---- many at once


def stat(name, *lines):
    """A sound figure but for what `lines` say."""
    more = "".join(f"{line}\n" for line in lines)
    return (
        f"[stats.pupils.{name}]\nzh = '甲{name}'\nen = 'A{name}'\nvalue = 1\nunit = 'student'\n"
        f"period = 'year'\nlines = [1]\n{more}"
    )


FLOODS = {
    "dangling": lambda n: stat(f"f{n}", f"evidence = ['{n}']", f"part_of = 'stats.pupils.g{n}'"),
    "unknown-topic": lambda n: stat(f"f{n}", f"evidence = ['{n}']").replace("pupils", f"q{n}"),
    "unknown-key": lambda n: stat(f"f{n}", f"evidence = ['{n}']", "socpe = 'q'"),
    "unknown-term": lambda n: stat(f"f{n}", f"evidence = ['{n}']", f"scope = 'q{n}'"),
    "wrong-type": lambda n: stat(f"f{n}", f"evidence = [{n}]"),
    "missing": lambda n: stat(f"f{n}"),
    "duplicate": lambda n: stat(f"f{n}", "evidence = ['1']"),
    "control": lambda n: stat(f"f{n}", f"evidence = ['{n}\u202e']"),
}


@pytest.mark.parametrize("fact", FLOODS.values(), ids=FLOODS)
def test_800_wrong_facts_are_all_named(tool, tmp_path, fact):
    """Four times as many take four times as long, and not sixteen."""
    path = tmp_path / "bad.toml"

    def took(count):
        path.write_text(BASE + "".join(map(fact, range(count + 1))), encoding="utf-8")
        start = spent()
        result = clean(tool("list", "--facts", str(path)))
        assert (result.exit, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) >= count
        return spent() - start

    few = took(200)
    assert any(took(800) < 10 * few + 0.1 for _ in range(3))


def test_30000_wrong_items_on_one_line(tool, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_bytes(
        base('["120人"]', f"[{'7,学,'.replace('学', chr(39) + '学' + chr(39)) * 30_000}]")
    )
    with within(SECONDS):
        result = clean(tool("list", "--facts", str(path)))
    assert len(result.stderr.splitlines()) == 30_000
    assert f"{path}:33:{13 + 6 * 29_999}: " in result.stderr


def test_a_chain_of_5000_parts(tool, tmp_path):
    """Circles are looked for once along a chain, not once from each of its links."""
    path = tmp_path / "chain.toml"
    links = (
        stat(f"f{n}", f"evidence = ['{n}']", f"part_of = 'stats.pupils.f{n + 1}'")
        for n in range(5000)
    )
    last = stat("f5000", "evidence = ['q']")
    path.write_text(f"{BASE}{''.join(links)}{last}", encoding="utf-8")
    with within(SECONDS):
        assert tool("get", "stats.pupils.f7", "--facts", str(path)) == (0, "1\n", "")


def derived(n, *inputs):
    return (
        f"[derived.pupils.d{n}]\nzh = '甲{n}'\nen = 'A{n}'\nformula = 'sum'\nunit = 'student'\n"
        f"period = 'year'\ninputs = {list(inputs)}\n"
    )


def doublings(times):
    """Each figure is the sum of two that are each the sum of the two before them."""
    tables = [derived(0, "stats.pupils.local")]
    pair = ["derived.pupils.d0", "stats.pupils.local"]
    for n in range(1, times + 1):
        tables += [derived(n, *pair), derived(f"{n}b", *reversed(pair))]
        pair = [f"derived.pupils.d{n}", f"derived.pupils.d{n}b"]
    return tables


def test_a_sum_doubled_50_times(outside, tmp_path):
    """Each figure is worked out once, however many others it goes into."""
    path = tmp_path / "doubled.toml"
    path.write_text(BASE + "".join(reversed(doublings(50))), encoding="utf-8")
    result = outside("get", "derived.pupils.d50", "--facts", str(path))
    assert result[:2] == (0, f"{80 * 2**50}\n")


def test_a_sum_of_too_many_digits(tool, tmp_path):
    path = tmp_path / "doubled.toml"
    # 80 x 2^53 has 18 digits, its double 19; the last pair has one of them only.
    path.write_text(BASE + "".join(doublings(54)[:-1]), encoding="utf-8")
    message = "gives a number of more than 18 digits; check the inputs"
    refused(tool, path, rf"\d+:1: error: {message} \[formula\]")


def test_sums_of_sums_without_end(outside, tmp_path):
    path = tmp_path / "long.toml"
    chain = [derived(n, f"derived.pupils.d{n + 1}") for n in range(1000)]
    last = derived(1000, "stats.pupils.local")
    path.write_text(BASE + "".join(chain) + last, encoding="utf-8")
    result = clean(outside("list", "--facts", str(path)))
    assert (result.exit, result.stdout) == (2, "")
    assert "'derived.pupils.d0' is computed through more than 100 others; check the inputs" in (
        result.stderr
    )


# ---- arguments

ID = "stats.pupils.total"
SOUND_BASE = ("--facts", str(TESTS / "bases" / "school-a.toml"))
UNSAFE = {  # and what of it must be seen
    "esc": ("\x1b[31mq", r"\x1b"),
    "osc": ("\x1b]0;q\x07", r"\x1b"),
    "c1": ("\x9b31mq", r"\x9b"),
    "bidi": ("\u202eq", r"\u202e"),
    "surrogate": ("\udcffq", r"\udcff"),
    "delete": ("\x7fq", r"\x7f"),
    "newline": ("q\nq", "q"),
}
PLACES = {
    "command": (2, lambda bad: (bad,)),
    "option": (2, lambda bad: ("list", f"--{bad}")),
    "short-option": (2, lambda bad: ("list", f"-{bad}")),
    "root-option": (2, lambda bad: (f"--{bad}",)),
    "further-argument": (2, lambda bad: ("explain", "duplicate", bad)),
    "topic": (1, lambda bad: ("list", bad, *SOUND_BASE)),
    "shown-id": (1, lambda bad: ("show", bad, *SOUND_BASE)),
    "id": (1, lambda bad: ("get", bad, *SOUND_BASE)),
    "field": (2, lambda bad: ("get", ID, bad, *SOUND_BASE)),
    "fields": (2, lambda bad: ("list", "--fields", f"id,{bad}", *SOUND_BASE)),
    "added-field": (2, lambda bad: ("list", "--fields", f"+{bad}", *SOUND_BASE)),
    "sort": (2, lambda bad: ("list", "--sort", bad, *SOUND_BASE)),
    "descending": (2, lambda bad: ("list", "--sort", f"-{bad}", *SOUND_BASE)),
    "limit": (2, lambda bad: ("list", "--limit", bad, *SOUND_BASE)),
    "format": (2, lambda bad: ("list", "--format", bad, *SOUND_BASE)),
    "json-format": (2, lambda bad: ("list", "--json", "--format", bad, *SOUND_BASE)),
    "lang": (2, lambda bad: ("list", "--lang", bad, *SOUND_BASE)),
    "color": (2, lambda bad: ("list", "--color", bad, *SOUND_BASE)),
    "report": (1, lambda bad: ("list", "--report", bad, *SOUND_BASE)),
    "kind": (2, lambda bad: ("list", "--kind", bad, *SOUND_BASE)),
    "filter": (1, lambda bad: ("stats", "--unit", bad, *SOUND_BASE)),
    "reference-filter": (1, lambda bad: ("honours", "--recipient", bad, *SOUND_BASE)),
    "schema": (2, lambda bad: ("schema", bad)),
    "output": (2, lambda bad: ("list", "-o", bad, *SOUND_BASE)),
    "output-folder": (2, lambda bad: ("list", "-o", f"no/{bad}/a.csv", *SOUND_BASE)),
}


@pytest.mark.parametrize(("bad", "shown"), UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize(("exit", "words"), PLACES.values(), ids=PLACES)
def test_an_argument_is_shown_safely_in_one_line(tool, exit, words, bad, shown):
    result = clean(tool(*words(bad)))
    assert (result.exit, result.stdout) == (exit, "")
    assert re.fullmatch("pjreport: .+\n", result.stderr)
    assert shown in result.stderr


@pytest.mark.parametrize(("bad", "shown"), UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize("name", ["PJREPORT_FACTS", "PJREPORT_LANG"])
def test_a_variable_is_shown_safely_in_one_line(tool, name, bad, shown):
    result = clean(tool("list", **{name: bad}))
    assert (result.exit, result.stdout) == (2, "")
    assert shown in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_surrogate_from_the_command_line(outside):
    """What the shell passes that is no UTF-8 arrives as surrogates."""
    result = clean(outside("list", os.fsdecode(b"\xff\xd1\xa7")))
    assert (result.exit, result.stdout) == (1, "")
    assert result.stderr.startswith("pjreport: no topic '\\udcffѧ'; ")


def test_many_names_that_differ_in_a_number_are_compared_in_time():
    """20,000 of them: compared each with each, they would take a minute."""
    tables = tomli.loads((BROKEN / "base.toml").read_text(encoding="utf-8"))
    tables["outcomes"] = {
        "pupils": {
            f"o{i}": {"zh": f"第{i}场考试", "en": f"Exam {i}", "lines": [3], "evidence": ["考试"]}
            for i in range(20_000)
        }
    }
    with within(10):
        assert consistency(tables, "") == []


# ---- where the tool is started


@pytest.fixture
def started(plain, tmp_path):  # noqa: ARG001 - a plain environment
    """Runs the tool in a folder that is deleted before, or with closed streams."""

    def call(*words, before="", folder=ROOT):
        command = ["sh", "-c", f'{before} exec "$@"', "sh", *words]
        done = subprocess.run(
            command, capture_output=True, timeout=HANGING, check=False, cwd=folder, encoding="utf-8"
        )
        return clean(Result(done.returncode, done.stdout, done.stderr))

    return call


SCRIPT = os.path.join(os.path.dirname(sys.executable), "pjreport")
FACTS = str(TESTS / "bases" / "school-a.toml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["get", "stats.pupils.total", "--facts", FACTS], ""),
        (["list", "--facts", "f.toml"], "f.toml:1:1: error: no such file; check the path"),
        (["check", "--facts", FACTS, "--source", "s.txt"], "s.txt:1:1: error: no such file"),
        (["proofread", "d.md", "--facts", FACTS], "d.md:1:1: error: no such file"),
        (["list", "--facts", FACTS, "-o", "x.csv"], "pjreport: cannot write x.csv: no such file"),
        (["compile", FACTS, "-o", "x.db"], "pjreport: cannot write x.db: no such file"),
        (["export", "--facts", FACTS, "-o", "x.jsonl"], "pjreport: cannot write x.jsonl: no such"),
        (["list", "--facts", "../x.db"], "../x.db:1:1: error: no such file; check the path"),
    ],
)
def test_in_a_folder_that_was_deleted(words, said, started, tmp_path):
    """What needs no folder answers; what needs it names its own path."""
    folder = tmp_path / "gone"
    folder.mkdir()
    result = started(SCRIPT, *words, before=f"rmdir '{folder}';", folder=folder)
    assert result.exit == (2 if said else 0)
    assert result.stdout == ("" if said else "120\n") or words[0] == "check"
    assert result.stderr.startswith(said)


def test_an_input_of_a_compiled_base_is_named_in_a_deleted_folder(started, tmp_path, tool):
    folder, base = tmp_path / "gone", tmp_path / "base.toml"
    folder.mkdir()
    base.write_text(BASE, encoding="utf-8")
    assert tool("compile", str(base), "-o", str(tmp_path / "base.db")).exit == 0
    base.write_text(BASE + "\n", encoding="utf-8")
    words = ("get", "stats.pupils.total", "--facts", str(tmp_path / "base.db"))
    result = started(SCRIPT, *words, before=f"rmdir '{folder}';", folder=folder)
    said = f"{tmp_path}/base.toml has changed since {tmp_path}/base.db was compiled"
    assert result == (0, "120\n", f"pjreport: {said}; compile it again\n")


def test_standard_input_that_is_closed_is_no_empty_draft(started):
    result = started("sh", "-c", f"{SCRIPT} proofread - --facts {FACTS} <&-")
    said = "standard input is closed; name a file, or pipe the text [unreadable]"
    assert result == (2, "", f"-:1:1: error: {said}\n")


def test_standard_input_that_fails_is_named(tool, plain):
    class Failing:
        def read(self, _):
            raise OSError(5, "Input/output error")

    class Input:
        buffer = Failing()

    plain.setattr(sys, "stdin", Input())
    result = tool("proofread", "-", "--facts", FACTS)
    said = "standard input cannot be read: input/output error; name a file, or pipe the text"
    assert result == (2, "", f"-:1:1: error: {said} [unreadable]\n")


def test_a_draft_has_a_limit_wherever_it_comes_from(tool, plain, tmp_path):
    plain.setattr("pjreport.cli.commands.proofread.MAX_DRAFT_BYTES", 1 << 20)
    text = b" " * ((1 << 20) + 1)
    (tmp_path / "d.md").write_bytes(text)
    plain.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    for name in ("-", str(tmp_path / "d.md")):
        result = tool("proofread", name, "--facts", FACTS)
        assert result == (2, "", f"{name}:1:1: error: larger than 1 MiB; split it [unreadable]\n")


def test_a_source_has_a_limit(tool, tmp_path):
    """It takes about a hundred times its size in memory."""
    with open(tmp_path / "s.txt", "wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    with within(SECONDS):
        result = tool("check", "--facts", FACTS, "--source", str(tmp_path / "s.txt"))
    said = "larger than 8 MiB; split it [unreadable]"
    assert result == (2, "", f"{tmp_path}/s.txt:1:1: error: {said}\n")


# ---- numbers that nobody prints

LONG_NUMBERS = {
    "many-digits-and-a-scale": "学生" + "1" * 200_000 + "万人。",
    "many-digits": "学生" + "1" * 200_000 + "人。",
    "many-decimals": "增长0." + "1" * 200_000 + "%。",
    "many-zeros": "学生1" + "0" * 200_000 + "亿人。",
    "digits-in-groups": "学生1" + ",111" * 3000 + "人。",
    "cells-that-join": "|".join(["1" * 500] * 20) + "人",
    "words-that-join": " ".join(["111"] * 3000) + "人",
    "scales": "学生" + "亿" * 100_000 + "人。",
    "tens": "学生" + "十" * 100_000 + "人。",
    "digits-in-words": "学生" + "一二三" * 30_000 + "人。",
    "a-point-in-words": "学生三点" + "五" * 100_000 + "人。",
    "hundredths": "百分之" + "九" * 100_000 + "。",
}


@pytest.mark.parametrize("text", LONG_NUMBERS.values(), ids=LONG_NUMBERS)
@pytest.mark.parametrize("as_source", [False, True])
def test_a_number_that_nobody_prints(text, as_source, tool, tmp_path):
    path = tmp_path / "text.md"
    path.write_text(f"全校学生120人。\n{text}\n", encoding="utf-8")
    words = ["check", "--source", str(path)] if as_source else ["proofread", str(path)]
    with within(SECONDS):
        result = clean(tool(*words, "--facts", FACTS))
    assert result.exit in (0, 1)
    assert "fault" not in result.stderr
