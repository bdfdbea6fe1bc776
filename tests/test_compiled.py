"""Compiled bases: the same answers as the files they were made from, and nothing else is obeyed."""

import fcntl
import io
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing, suppress
from decimal import Decimal

import pytest
import tomli

from pjreport.cli import bases as opening
from pjreport.cli import output
from pjreport.cli.completion import shells as complete
from pjreport.errors import LoadError
from pjreport.model.kinds import BY_ID, KINDS
from pjreport.search import features, indexed
from pjreport.search.indexed import IndexSearch
from pjreport.search.ranking import Search
from pjreport.store.compiled import database, placement
from pjreport.store.compiled import reader as stored
from pjreport.store.compiled import rows as rowmaker
from pjreport.store.compiled import writer as compiler
from pjreport.store.compiled.digest import intact, seal
from pjreport.store.compiled.index import Index
from pjreport.store.compiled.reader import StoredBases
from pjreport.store.jsonl import MAX_LINE_BYTES
from pjreport.text import suggest
from pjreport.text.normalise import fold
from pjreport.text.pinyin import spell

from .conftest import ROOT, TESTS, within
from .test_cases import CASES, read
from .test_search import QUERIES, engine

# What reads, checks or writes files and not facts.
FILES = {"check", "compile", "completion", "explain", "export", "schema", "proofread", "root"}
NAMED = "two-in-one"  # its message names the file of the bases
LOOKUPS = [case for case in CASES if case.parts[-2] not in FILES and case.parts[-1] != NAMED]
SHIPPED = ROOT / "data/facts.toml"
SCHOOL = TESTS / "bases/school-a.toml"
EVERY = [kind.id for kind in KINDS]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """The shipped base and the test's own, compiled."""
    folder = tmp_path_factory.mktemp("compiled")
    made = {"data/facts.toml": folder / "facts.db", "tests/bases": folder / "bases.db"}
    made["tests/forms"] = folder / "forms.db"
    for path, target in made.items():
        subprocess.run(compiling(ROOT / path, target), check=True, capture_output=True)
    return made


@pytest.fixture
def copy(compiled, tmp_path):
    """A compiled base of a test's own."""
    return shutil.copy(compiled["tests/bases"], tmp_path / "base.db")


def compiling(*paths):
    """The command that compiles these paths, the last of which is the target."""
    *sources, target = map(str, paths)
    return [sys.executable, "-m", "pjreport", "compile", *sources, "-o", target]


# ---- the same answers


@pytest.mark.parametrize("case", LOOKUPS, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_compiled_base_answers_as_its_files_do(case, compiled, tool, monkeypatch):
    """Byte for byte, whatever is asked."""
    monkeypatch.setattr(opening, "CHECKOUT", str(compiled["data/facts.toml"]))
    words = [str(compiled.get(word, word)) for word in shlex.split(read(case / "cmd"))]
    start = words.index("pjreport")
    environment = dict(word.split("=", 1) for word in words[:start])
    result = tool(*words[start + 1 :], **environment)
    wanted = (read(case / "stdout"), read(case / "stderr"), int(read(case / "exit") or 0))
    assert (result.stdout, result.stderr, result.exit) == wanted


@pytest.fixture(scope="module")
def indexes(compiled):
    bases = StoredBases(str(compiled["data/facts.toml"]))
    return bases, Index(bases.rows, bases.record)


def found(answer):
    return [(record["id"], record["match"]) for record in answer.records]


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: row["query"])
def test_the_index_finds_what_a_plain_search_finds(row, indexes):
    """The same facts in the same order, found in the same way, and the same words unknown."""
    words = shlex.split(row["query"])
    plain = engine().answer(words)
    answer = IndexSearch(*indexes, EVERY).answer(words)
    assert found(answer) == found(plain)
    assert answer.unknown == plain.unknown
    assert answer.complete


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: row["query"])
def test_what_is_not_ranked_one_by_one_comes_by_place_and_length(row, indexes, monkeypatch):
    """With few facts ranked as a plain search does, the first is the same.

    Nothing is lost of what holds the whole query.
    """
    monkeypatch.setattr(indexed, "RANKED", 10)
    monkeypatch.setattr(indexed, "READ", 7)
    words = shlex.split(row["query"])
    plain = found(engine().answer(words))
    answer = IndexSearch(*indexes, EVERY).answer(words)
    assert found(answer)[:1] == plain[:1]
    if answer.complete:
        assert {id for id, _ in found(answer)} >= {id for id, _ in plain}


def asked(chance):
    """A query as somebody might type it: a part of what a fact says, or one that comes near."""
    texts = [text for record in engine().records for text in (record["zh"], *record["evidence"])]
    text = chance.choice(texts)
    start = chance.randrange(len(text))
    part = text[start : start + chance.choice((1, 2, 3, 4, 6, 12))]
    match chance.randrange(6):
        case 0:
            return spell(part).replace(" ", "")
        case 1:
            return "".join(syllable[0] for syllable in spell(part).split())
        case 2 if len(part) > 2:  # another character in its place
            place = chance.randrange(len(part))
            return part[:place] + chance.choice("的培学大") + part[place + 1 :]
        case 3:
            return part + chance.choice(texts)[:2]
    return part


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_asked_the_index_answers_as_a_plain_search(seed, indexes):
    """Queries that nobody chose; letters and digits in one word are the one known difference."""
    chance = random.Random(seed)
    for _ in range(20):
        words = [asked(chance) for _ in range(chance.choice((1, 1, 2)))]
        if all(map(fold, words)) and not any(re.search("[a-z][0-9]|[0-9][a-z]", w) for w in words):
            plain = engine().answer(words)
            answer = IndexSearch(*indexes, EVERY).answer(words)
            assert (found(answer), answer.unknown) == (found(plain), plain.unknown), words


@pytest.mark.parametrize(
    "word",
    [
        *('"', "AND", "NEAR", "a OR b", "培*", "{label}", "^培", "培-训", "(", "培" * 70, "a" * 70),
        *(
            "xianxianxianxianxianxianxianxian",
            "1" * 18,
            "1" * 40,
            "9.5.5",
            "_",
            "%",
            "😀",
            "٣",
            "é",
            "v",
        ),
        *(
            "zzzz",
            "zhzh",
            "x",
            "第十",
            "的" * 30,
            "二栏三会",
            "培训\0",
            "a1b2",
            "'; DROP TABLE fact",
        ),
    ],
)
@pytest.mark.usefixtures("large")
def test_no_word_is_an_operator(word, tool):
    """Whatever is typed is looked for, and nothing else happens."""
    compiled = tool("search", "--", word)
    plain = tool("search", "--facts", "data/facts.toml", "--", word)
    assert compiled == plain


@pytest.mark.parametrize("some", [True, False])
def test_any_of_several_words(some, indexes):
    for words in (["培训", "食堂"], ["peixun", "技能"], ["nosuchword", "食堂"], ["陪训", "技能"]):
        plain = engine().answer(words, some=some)
        answer = IndexSearch(*indexes, EVERY).answer(words, some=some)
        assert (found(answer), answer.unknown) == (found(plain), plain.unknown)


def test_a_limit_leaves_the_first_and_says_that_there_are_more(indexes, monkeypatch):
    monkeypatch.setattr(indexed, "RANKED", 10)
    answer = IndexSearch(*indexes, EVERY, limit=3).answer(["技能"])
    assert not answer.complete
    assert found(answer)[0] == found(engine().answer(["技能"]))[0]
    assert IndexSearch(*indexes, EVERY, limit=3).answer(["鲸鱼"]).records == []


@pytest.fixture
def large(compiled, monkeypatch):
    """The compiled bases as if their facts were many."""
    monkeypatch.setattr(stored, "FEW_FACTS", 0)
    monkeypatch.setattr(opening, "CHECKOUT", str(compiled["data/facts.toml"]))
    return compiled


def test_with_any_word_those_that_hold_more_come_first(indexes, monkeypatch):
    monkeypatch.setattr(indexed, "RANKED", 20)
    for words in (
        ["2013", "技能", "竞赛", "一等奖"],
        ["技能", "teachers"],
        ["职业", "培训", "学生"],
    ):
        plain = engine().answer(words, some=True)
        answer = IndexSearch(*indexes, EVERY, limit=1).answer(words, some=True)
        assert found(answer)[0] == found(plain)[0]
    monkeypatch.setattr(indexed, "RARE", 5)
    monkeypatch.setattr(indexed, "FEW", 0)
    for ranked in (1, 20):
        monkeypatch.setattr(indexed, "RANKED", ranked)
        for several in (["2021", "技能", "龚跃明"], ["教师", "技能"]):
            assert IndexSearch(*indexes, EVERY, limit=1).answer(several).records
    assert (
        found(IndexSearch(*indexes, EVERY, limit=1).answer(words, some=True))[0] == found(plain)[0]
    )


def test_how_many_there_are_is_counted(indexes, monkeypatch):
    monkeypatch.setattr(indexed, "RANKED", 5)
    answer = IndexSearch(*indexes, EVERY, limit=1).answer(["技能"])
    assert len(answer.records) < answer.count() == len(engine().answer(["技能"]).records)
    few = IndexSearch(*indexes, EVERY).answer(["ji"])
    assert (few.complete, few.count) == (False, None)


@pytest.mark.parametrize("word", ["技能大赛yesh", "顾xiaoming", "教师jineng5"])
def test_a_word_in_two_scripts(word, indexes):
    """Cut in two, where a plain search cuts it in any number of parts."""
    plain = {id for id, _ in found(engine().answer([word]))}
    compiled = {id for id, _ in found(IndexSearch(*indexes, EVERY).answer([word]))}
    assert compiled <= plain
    assert bool(compiled) == bool(plain)
    assert IndexSearch(*indexes, EVERY).answer(["x" * 20 + "培" * 20]).records == []


def test_a_long_word_is_looked_for_in_bounded_time(large, tool):
    """However long, and however many there are."""
    for words in (["食堂停车场游泳池" * 4], ["食堂"] * 300, ["zzqq"] * 300):
        with within(20):
            assert tool("search", *words, "--facts", str(large["data/facts.toml"])).exit == 1
    many = "".join(map(chr, range(0x4E00, 0x6000)))
    for word in ("培训" * 2000, many, "的培" * 1500, "xian" * 16, "pei xun " * 1000):
        with within(20):
            tool("search", word, "--facts", str(large["data/facts.toml"]))
        with within(20):
            tool("search", word)


SEARCHES = [case for case in LOOKUPS if case.parts[-2] == "search"]


@pytest.mark.parametrize("case", SEARCHES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_search_of_many_facts_prints_what_one_of_few_does(case, large, tool, monkeypatch):
    test_a_compiled_base_answers_as_its_files_do(case, large, tool, monkeypatch)


def test_several_lots_answer_together(compiled, tool, monkeypatch):
    """A compiled base beside a file, in the order in which they are named."""
    bases = str(compiled["tests/bases"])
    monkeypatch.setattr(stored, "FEW_FACTS", 0)
    for command in (
        *("list", "topics", "overview", "list --report pinghu-2021 --limit 3", "search 培训"),
        *("search 陪训", "search tranee", "show stats.training.participations", "--version"),
        *("get stats.training.participations --report pinghu-2021", "list --sort value --limit 9"),
        *("honours --level provincial", "people --role 市长", "search nosuchword", "list 培"),
    ):
        words = command.split()
        files = [f"{word}" for word in ("--facts", "data/facts.toml", "--facts")]
        plain = tool(*words, *files, "tests/bases") if words != ["--version"] else tool(*words)
        if words != ["--version"]:
            assert tool(*words, *files, bases) == plain, command


MANY = (
    *("list --limit 2", "list --sort id", "topics", "topics --limit 1", "overview"),
    *("stats --unit 人", "honours --recipient people.faculty.gu-xiaoming", "list 培训"),
    *("people --role 校长", "search 第十五批 --kind honours", "show nosuch.fact.id", "search 22"),
    *("search 5229", "search 522", "search jiangren --topic 教师 --limit 1", "search pei xun"),
    *("search 155", "search 鲸鱼海豚", "search zqx", "search 食堂 鲸鱼"),
)


@pytest.mark.parametrize("command", MANY)
def test_what_is_read_in_another_way_where_there_is_much(command, large, tool, monkeypatch):
    """With all limits low: facts by their keys, few reports held, texts folded in batches."""
    monkeypatch.setattr(stored, "MAX_HELD", 1)
    monkeypatch.setattr(stored, "MAX_LABELS", 5000)
    words = [*command.split(), "--facts"]
    assert tool(*words, str(large["tests/bases"])) == tool(*words, "tests/bases")
    assert tool(*words[:-1]) == tool(*words, "data/facts.toml")


def test_few_ways_to_write_a_word_are_enough(indexes, monkeypatch):
    monkeypatch.setattr(features, "MOST_FORMS", 1)
    assert IndexSearch(*indexes, EVERY).answer(["jineng"]).records
    assert IndexSearch(*indexes, EVERY).answer(["trainng"]).records


def test_one_letter_is_no_abbreviation(indexes):
    assert IndexSearch(*indexes, EVERY).lexicon.abbreviated("j") == []
    assert IndexSearch(*indexes, EVERY).lexicon.abbreviated("jn") != []


def test_on_some_topics_the_index_answers_as_a_plain_search(indexes):
    topics = {("pinghu-2021", "faculty"), ("pinghu-2021", "awards")}
    some = [each for each in engine().records if (each["report"], each["topic"]) in topics]
    for words in (["教师", "技能"], ["全国", "一等奖", "食堂"], ["jishu", "nengshou"]):
        plain = Search(engine().bases, some).answer(words)
        assert found(IndexSearch(*indexes, EVERY, topics).answer(words)) == found(plain)


def test_only_places_that_are_wanted(compiled, monkeypatch):
    """A topic is one of a report's: others may call another one so."""
    monkeypatch.setattr(indexed, "RANKED", 1)
    bases = StoredBases(str(compiled["tests/bases"]))
    for report in ("school-a", "school-b"):
        answer = IndexSearch(
            bases, Index(bases.rows, bases.record), EVERY, {(report, "pupils")}
        ).answer(["学生"])
        assert {record["report"] for record in answer.records} == {report}


def test_several_lots_are_completed_and_written(compiled, tool, tmp_path):
    paths = ("data/facts.toml", str(compiled["tests/bases"]))
    given = [word for path in paths for word in ("--facts", path)]
    plain = [word for path in (paths[0], "tests/bases") for word in ("--facts", path)]
    for words in (("stats",), ("show",), ("list", "--report")):
        one, other = ([*complete.ask_zsh([*words, *each, ""])] for each in (given, plain))
        assert one == other
        assert len(one) > 1
    target = tmp_path / "out.json"
    assert tool("list", *given, "-o", str(target)).exit == 0
    assert target.read_text(encoding="utf-8") == tool("list", *plain, "--json").stdout
    refused = tool("list", *given, "--format", "json", "-o", paths[1])
    assert "it is the fact base" in refused.stderr
    assert tool("show", "stats.pupil.total", *given) == tool("show", "stats.pupil.total", *plain)


def test_only_a_compiled_base_is_blamed():
    with pytest.raises(ValueError, match=r"^x$"), opening.answering_for_bases():
        raise ValueError("x")


def test_many_reports_are_counted_and_not_named(large, tool, monkeypatch):
    monkeypatch.setattr(suggest, "SHOWN_NAMES", 1)
    for path in ("tests/bases", str(large["tests/bases"])):
        more = ("--facts", path, "--format", "table", "--limit", "1")
        assert tool("list", *more).stdout.startswith("2 reports · unchecked\n")
        assert tool("list", *more, "--lang", "zh").stdout.startswith("2 份报告 · 未核对\n")
        said = tool("get", "stats.pupils.total", "--facts", path).stderr
        assert "or ... (2 in all)" in said or "school" in said


@pytest.mark.parametrize("few", [0, 5000])
@pytest.mark.parametrize(
    "words", [("stats", ""), ("show", ""), ("show", "stats."), ("honours", "--level", "")]
)
def test_completion_offers_the_same(words, few, large, monkeypatch):
    monkeypatch.setattr(stored, "FEW_FACTS", few)
    for path in large:
        plain, compiled = (
            [*complete.ask_zsh([words[0], "--facts", str(each), *words[1:]])]
            for each in (path, large[path])
        )
        assert plain == compiled


def test_fields_of_every_kind_are_kept_with_their_digits(tmp_path, tool):
    """Decimals keep the digits that are printed, large numbers theirs."""
    text = SCHOOL.read_text(encoding="utf-8")
    value = next(line for line in text.splitlines() if line.startswith("value = "))
    for number in ("99.50", "340.10", "123456789012345678", "12345678901234567.8"):
        file = tmp_path / "base.toml"
        file.write_text(text.replace(value, f"value = {number}", 1).replace("whole = true", ""))
        assert tool("compile", str(file), "-o", str(tmp_path / "base.db")).exit == 0
        one, other = (
            tool("list", "--json", "--facts", str(path)).stdout
            for path in (file, tmp_path / "base.db")
        )
        assert one == other
        assert f'"value": {number},' in one


# ---- lines of JSON


def lines_of(tables):
    """A base as lines of JSON: its head, and its facts."""
    head = {key: value for key, value in tables.items() if key not in BY_ID}
    yield dumped(head)
    for kind in BY_ID:
        for topic, entries in tables.get(kind, {}).items():
            for name, table in entries.items():
                yield dumped({"id": f"{kind}.{topic}.{name}", **table})


def dumped(record):
    """A record as JSON; a decimal with its digits."""
    text = json.dumps(record, ensure_ascii=False, default=lambda value: f"<{value}>")
    return re.sub('"<([0-9.-]+)>"', r"\1", text)


@pytest.fixture
def lines(tmp_path):
    """Writes lines to a file; its path."""

    def write(*lines):
        path = tmp_path / "base.jsonl"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("compile", [False, True])
def test_lines_say_what_toml_says(compile, lines, tool, tmp_path):
    every = []
    paths = [*sorted((TESTS / "bases").rglob("*.toml")), *sorted((TESTS / "forms").glob("*.toml"))]
    for path in [*paths, SHIPPED]:
        every += lines_of(tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    path = lines(*every, "")
    if compile:
        assert tool("compile", path, "-o", str(tmp_path / "base.db")).exit == 0
        path = str(tmp_path / "base.db")
    files = [word for each in [*paths, SHIPPED] for word in ("--facts", str(each))]
    for command in (["list", "--json"], ["topics"], ["search", "培训", "--json"]):
        wanted = tool(*command, *files).stdout.replace("verified", "unchecked")
        assert tool(*command, "--facts", path).stdout == wanted


def test_records_as_a_lookup_prints_them_are_facts(lines, tool):
    """What follows from the rest is left out: state, kind, what is null."""
    tables = tomli.loads(SCHOOL.read_text(encoding="utf-8"))
    records = tool("list", "--format", "jsonl", "--facts", str(SCHOOL)).stdout.splitlines()
    path = lines(next(lines_of(tables)), *records)
    assert tool("list", "--json", "--facts", path) == tool("list", "--json", "--facts", str(SCHOOL))


HEAD, *FACTS = lines_of(tomli.loads(SCHOOL.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            ["nothing"],
            "1:1: error: not JSON: expecting value; mend it here or just before [syntax]",
        ),
        (["[1]"], "1:1: error: no JSON object; write {...} [syntax]"),
        (["1" * 5000], "1:1: error: not JSON that can be read; mend the line [syntax]"),
        (["[" * 100_000], "1:1: error: not JSON that can be read; mend the line [syntax]"),
        (
            ["1e9999999999999999999"],
            "1:1: error: not JSON that can be read; mend the line [syntax]",
        ),
        *(
            ([HEAD, FACTS[0].replace("120", number)], f"2:1: error: {number} is no number; write a")
            for number in ("NaN", "Infinity", "-Infinity")
        ),
        ([""], "1:1: error: no report in it; begin with a head [unreadable]"),
        ([FACTS[0]], "1:1: error: a fact before any head; begin with"),
        ([HEAD, "", '{"id": "x.y"}'], "3:1: error: no fact's id; write KIND.TOPIC.NAME"),
        ([HEAD, '{"id": "nokind.y.z"}'], "2:1: error: no fact's id; write KIND.TOPIC.NAME"),
        ([HEAD, FACTS[0], FACTS[0]], "is on line 2, too; drop one [syntax]"),
        ([HEAD, FACTS[0][:-1] + ', "report": "x"}'], "2:1: error: a fact of another report than"),
        ([HEAD, FACTS[0][:-1] + ', "colour": 1}'], "2:1: error: unknown key 'colour'"),
        ([HEAD, *FACTS, HEAD, *FACTS], "error: report id 'school-a' is also that of"),
        (
            [HEAD[:-1] + ', "stats": {"a": {}}}', *FACTS],
            "1:1: error: 'stats' in a head; write each",
        ),
        ([HEAD, FACTS[0][:-1] + ', "en": "x"}'], "2:1: error: key 'en' twice in an object"),
        ([HEAD, FACTS[0].replace('"zh": "', '"zh": "\\ud800', 1)], "2:1: error: control character"),
        ([" " * (MAX_LINE_BYTES + 1)], "1:1: error: a line over 1 MiB; split it [syntax]"),
        (['{"schema": 1}'], "1:1: error: missing key 'report'"),
        (['{"schema": 1, "report": 5}'], "1:1: error: "),
    ],
)
def test_a_wrong_line_is_named(wrong, said, lines, tool, tmp_path):
    path = lines(*wrong)
    for command in (["list", "--facts", path], ["compile", path, "-o", str(tmp_path / "x.db")]):
        result = tool(*command)
        assert (result.exit, result.stdout) == (2, "")
        assert f"{path}:" in result.stderr
        assert said in result.stderr
        assert "Traceback" not in result.stderr
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe{\0}\0", "UTF-16 text; save the file as UTF-8 [encoding]"),
        ('{"schema": "培"}'.encode("gbk"), "is not UTF-8; save the file as UTF-8 [encoding]"),
        (b"\xef\xbb\xbf" + "\n".join([HEAD, *FACTS]).encode(), ""),
    ],
)
def test_lines_in_another_encoding(data, said, tool, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    result = tool("topics", "--facts", str(path))
    assert said in result.stderr
    assert result.exit == (2 if said else 0)


@pytest.mark.parametrize("name", ["x.ndjson", "x.JSONL", "x.NdJson"])
def test_other_names_of_files_of_lines(name, tool, tmp_path):
    """What an export can be called is read back, checked and compiled."""
    path = str(tmp_path / name)
    tool("export", "-o", path, "--facts", str(SCHOOL))
    assert tool("list", "--json", "--facts", path) == tool("list", "--json", "--facts", str(SCHOOL))
    assert tool("check", "--facts", path).exit == 0
    assert tool("compile", path, "-o", str(tmp_path / "x.db")).exit == 0


def test_what_is_no_file_of_lines(tool, tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "not a regular file" in tool("list", "--facts", str(tmp_path / "pipe.jsonl")).stderr
    assert "no such file" in tool("list", "--facts", str(tmp_path / "none.jsonl")).stderr


# ---- writing


def test_all_problems_are_reported_and_nothing_is_written(tmp_path, tool):
    """The same lines as of a lookup, of all files."""
    broken = [str(TESTS / f"broken/{name}/bad.toml") for name in ("many", "cycle", "syntax")]
    target = tmp_path / "base.db"
    result = tool("compile", *broken, str(SHIPPED), "-o", str(target))
    assert (result.exit, result.stdout) == (2, "")
    files = [word for path in broken for word in ("--facts", path)]
    assert result.stderr == tool("list", *files).stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays_until_the_new_one_is_whole(copy, tool):
    before = copy.read_bytes()
    bad = str(TESTS / "broken/many/bad.toml")
    assert tool("compile", bad, "-o", str(copy)).exit == 2
    assert copy.read_bytes() == before
    copy.chmod(0o640)
    assert tool("compile", str(SHIPPED), "-o", str(copy)).exit == 0
    assert copy.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in copy.parent.iterdir()] == ["base.db"]


@pytest.mark.parametrize(
    "where", ["folder", "pipe", "text", "no/such/folder/x.db", "facts", "text/x.db"]
)
def test_only_a_compiled_base_is_replaced(where, tmp_path, tool):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "text").write_text("mine")
    shutil.copy(SCHOOL, tmp_path / "facts")
    result = tool("compile", str(SCHOOL), "-o", str(tmp_path / where))
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr.startswith(f"pjreport: cannot write {tmp_path / where}: ")
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "text").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "folder", "pipe", "text"]


def test_compiled_bases_are_not_compiled_again(copy, tool):
    result = tool("compile", str(copy), "-o", f"{copy}2")
    assert result.exit == 2
    assert "compiled already; name what it was compiled from" in result.stderr


def test_folders_without_bases(tmp_path, tool):
    result = tool("compile", str(tmp_path), "-o", str(tmp_path / "base.db"))
    assert (result.exit, list(tmp_path.iterdir())) == (2, [])
    assert "no *.toml file in this folder" in result.stderr


@pytest.mark.parametrize("change", [os.unlink, lambda path: os.utime(path, (1, 1))])
def test_a_file_that_changes_while_it_is_read(change, tmp_path, tool, monkeypatch):
    file = shutil.copy(SCHOOL, tmp_path / "base.toml")
    digest = rowmaker.file_digest

    def changing(path):
        found = digest(path)
        change(path)
        return found

    monkeypatch.setattr(rowmaker, "file_digest", changing)
    result = tool("compile", str(file), "-o", str(tmp_path / "base.db"))
    assert (result.exit, result.stderr) == (
        2,
        f"pjreport: {file} was changed while it was read; compile again\n",
    )
    assert not (tmp_path / "base.db").exists()


def test_what_sqlite_cannot_write_is_told_in_one_line(tmp_path, tool, monkeypatch):
    def full(_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(compiler.Compiler, "finish", full)
    path = tmp_path / "base.db"
    result = tool("compile", str(SCHOOL), "-o", str(path))
    why = "database or disk is full; make room or choose another place"
    assert (result.exit, result.stderr) == (2, f"pjreport: cannot write {path}: {why}\n")
    assert [*tmp_path.iterdir()] == []


def test_a_file_in_the_making_that_another_clears_away_is_made_again(tmp_path, monkeypatch):
    lock = fcntl.flock
    taken = []

    def locking(descriptor, how):
        lock(descriptor, how)
        if not taken:
            taken.extend(tmp_path.iterdir())
            taken[0].unlink()
        elif len(taken) == 1:
            [path] = tmp_path.iterdir()
            os.replace(shutil.copy(path, f"{path}2"), path)
            taken.append(path)

    monkeypatch.setattr(fcntl, "flock", locking)
    with ExitStack() as held:
        path = placement.locked(held, str(tmp_path))
        with open(path, "rb") as file, pytest.raises(BlockingIOError):
            lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert len(taken) == 2


def test_only_what_nobody_works_on_is_cleared_away(tmp_path):
    held = ExitStack()
    path = placement.locked(held, str(tmp_path))
    for name in (".pjreport-old.db", ".pjreport-x.txt", "mine.db"):
        (tmp_path / name).write_text("")
    placement.clear(str(tmp_path))
    names = {each.name for each in tmp_path.iterdir()}
    assert names == {os.path.basename(path), ".pjreport-x.txt", "mine.db"}
    held.close()
    placement.clear(str(tmp_path))
    assert not os.path.exists(path)
    placement.clear(str(tmp_path / "none"))


def rows(path):
    """What a compiled base holds, but for its digest."""
    tables = ("input", "part", "report", "key", "fact", "rank", "run", "word", "said_data")
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables
        ]


@pytest.mark.parametrize("many", [1, 7])
def test_ids_that_were_met_long_ago_keep_their_numbers(many, tmp_path, tool, monkeypatch):
    """However few of them are kept in memory."""
    text = SHIPPED.read_text(encoding="utf-8").replace('"pinghu-2021"', '"pinghu-2022"')
    other = tmp_path / "other.toml"
    other.write_text(text, encoding="utf-8")
    target = tmp_path / "base.db"
    words = ("compile", str(SHIPPED), str(other), "tests/bases", "-o", str(target))
    assert tool(*words).exit == 0
    before = rows(target)
    monkeypatch.setattr(compiler, "MAX_IDS", many)
    monkeypatch.setattr(rowmaker, "MAX_TEXTS", many)
    assert tool(*words).exit == 0
    after = rows(target)
    assert after == before
    with closing(sqlite3.connect(target)) as connection:
        wrong = "SELECT * FROM key WHERE facts != (SELECT count(*) FROM fact WHERE key = key.no)"
        assert connection.execute(wrong).fetchall() == []
        assert connection.execute("SELECT max(facts) FROM key").fetchone() == (2,)


def test_texts_are_counted_in_batches(tmp_path, tool, monkeypatch, compiled):
    """The same file, however many of them are held at once."""
    monkeypatch.setattr(rowmaker, "MAX_TEXTS", 20)
    target = tmp_path / "facts.db"
    assert tool("compile", str(SHIPPED), "-o", str(target)).exit == 0
    for table in ("run", "word", "fact", "rank", "key", "said_data"):
        rows = [
            sqlite3.connect(path).execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for path in (target, compiled["data/facts.toml"])
        ]
        assert rows[0] == rows[1], table


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self):
        return True


def test_people_see_how_far_it_is(monkeypatch):
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with output.progress(2) as step:
        for name in ("one.toml", "\x1b[2Jtwo.toml", "sorting"):
            step(name)
    assert "2/2" in shown.getvalue()
    assert "[2Jtwo" not in shown.getvalue().replace("\\x1b[2Jtwo", "")
    monkeypatch.setenv("TERM", "dumb")
    shown.truncate(0)
    with output.progress(2) as step:
        step("one.toml")
    assert shown.getvalue().strip("\0") == ""


def test_a_slow_folder_names_what_is_faster(tool, monkeypatch):
    monkeypatch.setattr(opening, "SLOW", 0.0)
    said = tool("list", "--facts", "tests/bases").stderr
    assert re.fullmatch(
        r"pjreport: reading 2 files took \d+\.\d s; `pjreport compile tests/bases -o base\.db` "
        r"makes a base that answers at once\n",
        said,
    )
    assert tool("list", "--facts", str(SCHOOL)).stderr == ""  # nothing to compile


def limited(*sources, size):
    """The result of compiling where no file may grow beyond `size` bytes."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(compiling(*sources), capture_output=True, preexec_fn=limit, check=False)


@pytest.mark.parametrize("size", [0, 5000, 100_000, 200_000])
def test_a_full_disk_is_one_clear_line(size, copy):
    before = copy.read_bytes()
    result = limited(SHIPPED, copy, size=size)
    assert result.returncode == 2
    assert result.stderr.decode().startswith(f"pjreport: cannot write {copy}: ")
    assert result.stderr.count(b"\n") == 1
    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir()] == ["base.db"]


def test_killed_at_any_moment_it_leaves_what_was_there(copy, tool):
    """And what it leaves beside it, the next one clears away."""
    wanted = tool("list", "--facts", str(copy))
    command = compiling(SHIPPED, copy)
    start = time.monotonic()
    subprocess.run(compiling(SHIPPED, f"{copy}2"), check=True, capture_output=True)
    whole = time.monotonic() - start
    chance = random.Random(1)
    for _ in range(6):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 0.8) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert intact(str(copy))
        now = tool("list", "--facts", str(copy))
        assert now == wanted or now == tool("list", "--facts", f"{copy}2")
    subprocess.run(command, check=True, capture_output=True)
    assert sorted(path.name for path in copy.parent.iterdir()) == ["base.db", "base.db2"]


def test_four_at_once_do_no_harm(copy, tool):
    sources = [SHIPPED, SCHOOL, SHIPPED, SCHOOL]
    started = [subprocess.Popen(compiling(each, copy), stderr=subprocess.PIPE) for each in sources]
    for process in started:
        _, said = process.communicate()
        assert (process.returncode, said[:15]) == (0, b"pjreport: wrote")
    assert intact(str(copy))
    assert tool("list", "--facts", str(copy)).exit == 0
    assert [path.name for path in copy.parent.iterdir()] == ["base.db"]


def test_the_same_facts_give_the_same_file(compiled, tmp_path):
    again = tmp_path / "facts.db"
    subprocess.run(compiling(SHIPPED, again), check=True, capture_output=True)
    rows = [
        dict(sqlite3.connect(path).execute("SELECT key, value FROM meta"))
        for path in (again, compiled["data/facts.toml"])
    ]
    for row in rows:
        row.pop("digest")  # where the inputs lie, seen from the file, is in it
    assert rows[0] == rows[1]
    assert rows[0]["facts"] == "191"
    assert rows[0]["program"].startswith("pjreport ")


# ---- changed inputs


@pytest.fixture
def made(tmp_path, tool):
    """A base compiled from files that may be changed."""
    shutil.copytree(TESTS / "bases", tmp_path / "bases")
    target = tmp_path / "base.db"
    assert tool("compile", str(tmp_path / "bases"), "-o", str(target)).exit == 0
    return target


def test_a_changed_input_is_named_where_an_answer_rests_on_it(made, tool):
    file = made.parent / "bases/school-a.toml"
    said = f"school-a.toml has changed since {made} was compiled; compile it again\n"
    assert tool("list", "--facts", str(made)).stderr == ""
    text = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")  # only touched
    assert tool("list", "--facts", str(made)).stderr == ""
    file.write_text(text.replace("a", "b", 1), encoding="utf-8")  # of the same size
    result = tool("list", "--facts", str(made))
    assert result.exit == 0
    assert result.stderr.endswith(said)
    file.write_text(f"{text}\n# more\n", encoding="utf-8")
    for command in (
        ["list", "--report", "school-a"],
        ["search", "培训"],
        ["overview"],
        ["stats", "nosuchtopic"],
    ):
        assert said in tool(*command, "--facts", str(made)).stderr, command
    assert tool("list", "--report", "school-b", "--facts", str(made)).stderr == ""
    file.unlink()
    assert tool("list", "--facts", str(made)).stderr == ""


def test_an_input_that_is_given_too_is_not_read_twice(made, tool):
    file = made.parent / "bases/school-a.toml"
    alone = tool("list", "--facts", str(made))
    assert tool("list", "--facts", str(made), "--facts", str(file)) == alone
    assert tool("list", "--facts", str(made.parent / "bases"), "--facts", str(made)) == alone
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = tool("list", "--facts", str(file), "--facts", str(made))
    assert (result.exit, result.stdout) == (0, alone.stdout)
    assert "school-a.toml has changed" in result.stderr


def test_a_changed_lock_is_a_changed_input(tmp_path, tool):
    for name in ("facts.toml", "facts.lock.toml"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    target = str(tmp_path / "base.db")
    assert tool("compile", str(tmp_path / "facts.toml"), "-o", target).exit == 0
    assert "verified" in tool("get", "stats.training.exams", "state", "--facts", target).stdout
    text = (tmp_path / "facts.lock.toml").read_text()
    (tmp_path / "facts.lock.toml").unlink()
    assert "facts.lock.toml has changed" in tool("list", "--facts", target).stderr
    assert tool("compile", str(tmp_path / "facts.toml"), "-o", target).exit == 0
    assert tool("list", "--facts", target).stderr == ""
    (tmp_path / "facts.lock.toml").write_text(text)
    assert "facts.lock.toml has changed" in tool("list", "--facts", target).stderr
    assert tool("compile", str(tmp_path / "facts.toml"), "-o", target).exit == 0
    assert tool("list", "--facts", target).stderr == ""
    (tmp_path / "facts.lock.toml").write_text("schema = 1\n")
    assert "facts.lock.toml has changed" in tool("list", "--facts", target).stderr


def test_reports_that_stand_in_two_compiled_bases(compiled, copy, tool):
    result = tool("list", "--facts", str(compiled["tests/bases"]), "--facts", str(copy))
    assert result.exit == 2
    assert "report id 'school-a' is also that of" in result.stderr


def test_an_input_is_known_wherever_it_lies_now(compiled, tool, tmp_path):
    """By its content; another version of a report is named, and the compiled base answers."""
    shutil.copytree(TESTS / "bases", tmp_path / "bases")
    base = str(compiled["tests/bases"])
    given = ("list", "--facts", base, "--facts", str(tmp_path / "bases"))
    assert tool(*given) == tool("list", "--facts", base)
    file = tmp_path / "bases/school-a.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = tool(*given)
    assert (result.exit, result.stdout) == (0, tool("list", "--facts", base).stdout)
    said = f"pjreport: {file} is not what {base} was compiled from, which answers; compile it again"
    assert result.stderr == f"{said}\n"
    assert "no such file" in tool(*given, "--facts", str(tmp_path / "none.toml")).stderr
    (tmp_path / "broken.toml").write_text("schema = 1\n")
    assert "missing key" in tool(*given, "--facts", str(tmp_path / "broken.toml")).stderr


@pytest.mark.parametrize("few", [0, 5000])
def test_what_is_not_found_rests_on_every_input(few, made, tool, monkeypatch):
    monkeypatch.setattr(stored, "FEW_FACTS", few)
    file = made.parent / "bases/deeper/school-b.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for command in (
        *("search nosuchword", "search 本地", "get no.such.fact", "list --report no-school"),
        *("get stats.pupils.local nofield --report school-a", "list notopic --report school-a"),
    ):
        result = tool(*command.split(), "--facts", str(made))
        if few and result.exit == 0:
            continue  # what is found by looking through the facts of one report
        if result.exit != 2:
            assert "school-b.toml has changed since" in result.stderr, command
    one = tool("get", "stats.pupils.local", "--report", "school-a", "--facts", str(made))
    assert one.stderr == ""


# ---- files that are not what they seem


def refused(result, path):
    """Whether a command ended in one clear line about a file."""
    assert "Traceback" not in result.stderr
    return result.exit == 2 and result.stderr.startswith(f"{path}:1:1: error: ")


def test_other_databases(tmp_path, tool):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert "no compiled base" in tool("list", "--facts", str(path)).stderr
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {database.TABLES_VERSION}")
    connection.close()
    assert "damaged (no digest)" in tool("list", "--facts", str(path)).stderr
    path.write_bytes(b"SQLite format 3\0")
    result = tool("list", "--facts", str(path))
    assert refused(result, path)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (database.TABLES_VERSION + 1, f"newer than {database.TABLES_VERSION}; update pjreport"),
        (database.TABLES_VERSION - 1, f"not {database.TABLES_VERSION}; compile it again"),
    ],
)
def test_other_versions(version, said, copy, tool):
    with sqlite3.connect(copy) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    result = tool("list", "--facts", str(copy))
    assert refused(result, copy)
    assert said in result.stderr


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW mine AS SELECT 1",
        "CREATE TRIGGER mine AFTER INSERT ON fact BEGIN DELETE FROM fact; END",
        "CREATE TABLE mine (a)",
        "CREATE INDEX mine ON fact (report)",
        "ALTER TABLE fact ADD COLUMN mine",
        "DROP INDEX fact_key",
        "DROP TABLE fact; CREATE VIEW fact AS SELECT 1 AS no, 1 AS report, 1 AS key, '{}' AS data",
    ],
)
def test_nothing_beside_its_own_tables_is_obeyed(sql, copy, tool):
    with sqlite3.connect(copy) as connection:
        connection.executescript(sql)
    connection.close()
    assert "byte for byte" in tool("list", "--facts", str(copy)).stderr
    seal(str(copy))
    result = tool("list", "--facts", str(copy))
    assert refused(result, copy)
    assert "not the tables of a compiled base" in result.stderr


@pytest.mark.parametrize(
    "sql",
    [
        """UPDATE fact SET data = '{"state": "verified"}'""",
        "UPDATE fact SET data = 'nonsense'",
        "UPDATE fact SET data = '[]'",
        "UPDATE fact SET data = x'ff'",
        "UPDATE fact SET data = replace(data, 'unchecked', 'sure')",
        "UPDATE fact SET report = 99",
        "UPDATE fact SET key = 99",
        "UPDATE key SET kind = 'nokind'",
        "UPDATE key SET topic = 'notopic'",
        "UPDATE part SET data = '{}'",
        "UPDATE part SET data = 'nonsense'",
        "DELETE FROM part",
        "UPDATE report SET data = '{}'",
        "UPDATE report SET data = '[]'",
        "UPDATE report SET id = 'x' || id",
        'UPDATE report SET data = replace(data, \'"period":"\', \'"period":"x/../../\')',
        "UPDATE part SET data = replace(data, '\"zh\"', '\"z\"')",
        "UPDATE fact SET data = replace(data, '\"value\":', '\"value\":1e999999')",
        "UPDATE key SET id = replace(id, 'stats.', 'stats./../')",
        "DELETE FROM meta WHERE key = 'facts'",
        "UPDATE meta SET value = '9999999999999999999' WHERE key = 'facts'",
        "UPDATE report SET first = 'x'",
        "UPDATE report SET facts = 99",
        "UPDATE input SET path = x'00'",
        "UPDATE input SET bytes = 'x'",
        "UPDATE input SET path = '/dev/zero', bytes = 0",
        "UPDATE input SET path = '/dev/stdin', bytes = 0",
        "UPDATE part SET data = '{\"x\": ' || printf('%.*c', 100000, '[')",
        "UPDATE fact SET data = data || printf('%.*c', 70000000, ' ')",
        "UPDATE meta SET value = 'x'",
        "DELETE FROM meta",
        "DELETE FROM rank",
        "UPDATE rank SET fact = -fact",
        "UPDATE run SET pinyin = 'x'",
        "UPDATE said_data SET block = x'00'",
        "UPDATE sounds_data SET block = x'ffffffffffffffff'",
        "DELETE FROM said_config",
    ],
)
def test_wrong_rows_never_end_in_a_traceback(sql, copy, tool, monkeypatch):
    """Somebody sealed them: each lookup answers or says that the file is damaged."""
    with sqlite3.connect(copy) as connection:
        connection.execute(sql)
    connection.close()
    with suppress(LoadError):
        seal(str(copy))
    monkeypatch.setattr(stored, "FEW_FACTS", 0)
    for command in (
        *(
            "list --json",
            "list --format table",
            "topics",
            "overview",
            "search 培训",
            "search peixun",
        ),
        *("search 陪训", "show stats.training.participations", "honours --level provincial"),
        *("get stats.training.participations --report school-a", "list --report school-a"),
        *("check", "export --format jsonl -o -"),
        *("list --report nosuchreport", "get stats.training.nosuchfact", "search nosuchword"),
    ):
        result = tool(*command.split(), "--facts", str(copy))
        assert "Traceback" not in result.stderr
        assert result.exit in (0, 1, 2)
        said = result.stdout + result.stderr
        assert result.exit != 2 or str(copy) in said or "several reports" in said


def test_flipped_bits(compiled, tmp_path, tool):
    """A check sees each one; lookups answer or say that the file is damaged."""
    data = compiled["tests/bases"].read_bytes()
    chance = random.Random(7)
    for number in range(60):
        changed = bytearray(data)
        place = chance.randrange(len(data))
        changed[place] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(changed)
        check = tool("check", "--facts", str(path))
        assert check.exit != 0, place
        assert "Traceback" not in check.stderr
        assert "Traceback" not in tool("list", "--facts", str(path)).stderr
        assert "Traceback" not in tool("search", "培训", "--facts", str(path)).stderr


@pytest.mark.parametrize("length", [16, 99, 100, 4096, 8000, 50_000])
def test_cut_off(length, copy, tool):
    copy.write_bytes(copy.read_bytes()[:length])
    assert refused(tool("list", "--facts", str(copy)), copy)


def test_without_a_digest_there_is_nothing_to_check(copy, tool):
    copy.write_bytes(copy.read_bytes().replace(b"digestcrc32:", b"digestcrc31:"))
    result = tool("check", "--facts", str(copy))
    assert result.stdout.startswith(f"{copy}:1:1: error: damaged (no digest)")
    assert result.exit == 2
    with pytest.raises(LoadError):
        seal(str(copy))


def test_the_seal_is_over_every_byte(copy):
    assert intact(str(copy))
    seal(str(copy))
    assert intact(str(copy))
    with open(copy, "ab") as file:
        file.write(b"\0")
    assert not intact(str(copy))


def test_a_check_of_a_compiled_base(made, tool):
    """What is sound, what is damaged, and whose input has changed; nothing else is claimed."""
    result = tool("check", "--facts", str(made))
    assert (result.exit, result.stdout) == (0, "")
    assert "facts checked: 0 errors, 0 warnings, 0 notes" in result.stderr
    assert "for rules about facts (compiled; check what it was made from)" in result.stderr
    assert "not checked" not in tool("check", "damaged", "--facts", str(made)).stderr
    file = made.parent / "bases/school-a.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = tool("check", "--facts", str(made))
    assert result.exit == 0
    assert result.stdout.endswith("compile it again [changed-input]\n")
    assert tool("check", "--strict", "--facts", str(made)).exit == 1
    assert tool("check", "damaged", "--strict", "--facts", str(made)).exit == 0
    data = bytearray(made.read_bytes())
    data[-1] ^= 1
    made.write_bytes(data)
    result = tool("check", "damaged", "--facts", str(made))
    said = f"{made}:1:1: error: not, byte for byte, what was compiled; compile it again [damaged]"
    assert (result.exit, result.stdout) == (1, f"{said}\n")
    stamped = tool("check", "--stamp", "--source", str(SCHOOL), "--facts", str(made))
    assert "is not stamped: it is compiled" in stamped.stderr


def test_lines_are_checked_too(lines, tool):
    path = lines(HEAD, *FACTS)
    assert tool("check", "--facts", path).exit == 0
    wrong = [fact.replace('"unit": "', '"unit": "x') for fact in FACTS]
    result = tool("check", "--facts", lines(HEAD, *wrong))
    assert result.exit == 1
    assert f"{path}:2:1: error: no term 'x" in result.stdout


@pytest.mark.parametrize("fact", [False, True])
def test_lines_hold_no_control_character(fact, lines, tool, tmp_path):
    r"""As \u001b in JSON, or as it is."""
    for escape in (r"\u001b[2J", "\u202e"):
        wrong = [line.replace('"zh": "', f'"zh": "{escape}', 1) for line in [HEAD, *FACTS]]
        path = lines(*([HEAD, *wrong[1:]] if fact else [wrong[0], *FACTS]))
        for command in (["list", "--facts", path], ["compile", path, "-o", str(tmp_path / "x")]):
            result = tool(*command)
            assert result.exit == 2
            assert "control character" in result.stderr
            assert "[control-character]" in result.stderr


def test_where_a_base_is_to_be_written_must_be_said(tool):
    assert "add -o base.db" in tool("compile", str(SCHOOL)).stderr
    result = tool("compile", str(SCHOOL), "-o", "-")
    assert (result.exit, result.stdout) == (2, "")
    assert "no base on standard output" in result.stderr


def test_the_heading_counts_what_is_not_shown(large, tool, monkeypatch):
    """As a plain search does, which has ranked all of it."""
    monkeypatch.setattr(indexed, "RANKED", 5)
    words = ("search", "技能", "--limit", "1", "--format", "table")
    plain, compiled = (
        tool(*words, "--facts", path).stdout.partition("\n")[0]
        for path in ("data/facts.toml", str(large["data/facts.toml"]))
    )
    assert plain == compiled


def test_a_pipe_is_not_waited_for(made, tool, tmp_path):
    """Neither beside the base, nor where an input lay, nor what cannot be read there."""
    os.mkfifo(tmp_path / ".pjreport-x.db")
    assert tool("compile", str(made.parent / "bases"), "-o", str(made)).exit == 0
    file = made.parent / "bases/school-a.toml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    os.mkfifo(file)
    assert tool("list", "--facts", str(made)).stderr == ""
    file.unlink()
    file.write_text(text, encoding="utf-8")
    assert tool("list", "--facts", str(made)).stderr == ""


def test_an_input_that_cannot_be_read_is_not_said_to_have_changed(made, tool, monkeypatch):
    def unreadable(path, _most):
        raise PermissionError(path)

    file = made.parent / "bases/school-a.toml"
    os.utime(file, (1, 1))
    monkeypatch.setattr("pjreport.store.compiled.inputs.file_digest", unreadable)
    assert tool("list", "--facts", str(made)).stderr == ""
