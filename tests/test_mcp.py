"""The server for assistants: its protocol, its answers, and the official client."""

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pjreport.cli.commands import mcp as command
from pjreport.cli.interface.parser import parse
from pjreport.mcp import answers, fitting, messages, server, tools
from pjreport.model.schema import output_schema
from pjreport.text.terminal import unsafe_characters

from .conftest import ROOT, TESTS, within
from .exporting import BASES, SHIPPED_FACTS, hostile

SESSION = TESTS / "assistant/session.jsonl"
SHIPPED = str(ROOT / "data/facts.toml")
LIMIT = 8 * 1024
INITIALIZE = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x"}}


class Assistant:
    """Calls the server in this process."""

    def __init__(self, *facts, lang="en"):
        words = [word for path in facts for word in ("--facts", str(path))]
        options = parse(["mcp", "--lang", lang, *words])
        self.library = command.Library(options)
        self.server = server.Server(self.library, lang, command.spoken, str)

    def line(self, line):
        answer = self.server.reply(line if isinstance(line, bytes) else line.encode())
        assert answer.count("\n") <= 1
        assert not unsafe_characters(answer[:-1])
        return answer and json.loads(answer)

    def ask(self, method, _id=1, **params):
        message = {"jsonrpc": "2.0", "id": _id, "method": method, "params": params}
        return self.line(json.dumps(message))

    def call(self, name, **arguments):
        answer = self.ask("tools/call", name=name, arguments=arguments)["result"]
        if answer.get("isError"):
            return answer["content"][0]["text"]
        assert json.loads(answer["content"][0]["text"]) == answer["structuredContent"]
        Draft202012Validator(tools.answered(tools.BY_NAME[name])).validate(
            answer["structuredContent"]
        )
        return answer["structuredContent"]


@pytest.fixture(scope="module")
def shipped():
    return Assistant(SHIPPED)


# ---- a session, as it was


def test_the_session_of_an_assistant(tool, monkeypatch, request):
    """What an assistant asks and what it is answered, line by line."""
    asked, said = [], []
    for line in SESSION.read_text(encoding="utf-8").splitlines():
        (asked if '"method"' in line[:60] else said).append(line)
    stream = io.TextIOWrapper(io.BytesIO("\n".join(asked).encode()), "utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    result = tool("mcp", "--facts", SHIPPED)
    assert (result.exit, result.stderr) == (0, "")
    answered = result.stdout.splitlines()
    if request.config.getoption("--bless"):
        turns = iter(answered)
        lines = [each for one in asked for each in (one, *([next(turns)] if '"id"' in one else ()))]
        SESSION.write_text("\n".join(lines) + "\n", encoding="utf-8")
        said = answered
    assert answered == said


def test_facts_of_answers_are_records_of_the_published_schema(shipped):
    """Every field but the words that answers add is that of `--json`."""
    schema = Draft202012Validator(output_schema()["$defs"]["selection"])
    added = {"statement", "basis", "note"}
    for name, arguments_ in (
        ("ask", {"question": "who is the headmaster"}),
        ("list_facts", {"kind": "derived", "fields": ["all"]}),
        ("get_fact", {"id": "stats.contests.gold"}),
        ("overview", {}),
    ):
        facts = shipped.call(name, **arguments_)["facts"]
        assert facts
        for fact in facts:
            schema.validate({key: fact[key] for key in fact.keys() - added})
            assert {"id", "report", "state", "statement"} <= fact.keys()
            assert fact.get("computed") or {"evidence", "lines"} <= fact.keys()


def test_the_answers_are_those_of_the_command_line(shipped, tool):
    for question in ("培训了多少人次", "谁是校长", "how many gold medals", "有几只大象"):
        printed = json.loads(tool("ask", question, "--json", "--facts", SHIPPED).stdout)
        answer = shipped.call("ask", question=question)
        ids = [fact["id"] for fact in answer["facts"]]
        assert ids == [fact["id"] for fact in printed][: len(ids)]
    everything = []
    answer = {"next_offset": 0}
    while "next_offset" in answer:
        answer = shipped.call("list_facts", limit=100, offset=answer["next_offset"])
        everything += [fact["id"] for fact in answer["facts"]]
    listed = json.loads(tool("list", "--json", "--facts", SHIPPED).stdout)
    assert everything == [fact["id"] for fact in listed]


def test_what_the_report_does_not_say_is_said_to_be_so(shipped):
    answer = shipped.call("ask", question="有几只大象", lang="zh")
    assert answer["answered"] is False
    assert "大象" in answer["says"]
    assert "answers" not in answer


def test_verdicts_stand_with_what_is_wrong_first(shipped):
    text = "培训5228人次。获金牌9枚。学校有大象77头。"
    answer = shipped.call("check_text", text=text)
    order = [answers.ORDER.index(each["verdict"]) for each in answer["claims"]]
    assert order == sorted(order)
    assert sum(answer["counts"].values()) == len(order) == 3
    [backed] = [each for each in answer["claims"] if each["verdict"] == "backed"]
    assert backed["ids"] == ["stats.training.participations"]
    assert backed["evidence"]
    assert backed["state"] == "verified"
    assert backed["lines"] == [131, 133]


def test_a_text_is_checked_against_its_source(shipped):
    answer = shipped.call("check_text", text="借书812册。", source="全年借书812册。")
    assert answer["counts"] == {"contradicted": 0, "unknown": 0, "computed": 0, "backed": 1}
    assert answer["claims"][0]["lines"] == [1]


# ---- several reports, and bases that change


def test_several_reports_are_listed_and_one_is_chosen():
    assistant = Assistant(SHIPPED, BASES)
    answer = assistant.call("overview", limit=2)
    assert [each["id"] for each in answer["reports"]] == ["pinghu-2021", "school-b"]
    assert (answer["total"], answer["next_offset"]) == (3, 2)
    one = assistant.call("overview", report="school-a")
    assert one["report"]["id"] == "school-a"
    assert one["kinds"]["stats"] == 2
    both = assistant.call("get_fact", id="stats.pupils.total")["facts"]
    assert [fact["report"] for fact in both] == ["school-b", "school-a"]
    assert "no report 'school-x'" in assistant.call("overview", report="school-x")
    for number in range(command.FEW + 2):  # those that were kept make room
        assistant.library.chains[f"x{number}"] = assistant.library.chains[None]
    assert assistant.call("overview", report="school-b")["report"]["id"] == "school-b"


def test_a_base_that_changed_is_read_again(tmp_path):
    path = tmp_path / "facts.toml"
    shutil.copy(BASES / "school-a.toml", path)
    assistant = Assistant(path)
    text = path.read_text(encoding="utf-8")
    wanted = {"id": "stats.pupils.total", "fields": ["value"]}
    before = assistant.call("get_fact", **wanted)["facts"][0]["value"]
    path.write_text(text.replace(f"value = {before}", "value = 4711"), encoding="utf-8")
    assert assistant.call("get_fact", **wanted)["facts"][0]["value"] == 4711
    path.write_text("schema = ", encoding="utf-8")
    assert str(path) in assistant.call("get_fact", **wanted)
    assert "error" in assistant.ask("resources/list")
    path.write_text(text, encoding="utf-8")
    assert assistant.call("get_fact", **wanted)["facts"][0]["value"] == before


def test_a_compiled_base_answers_as_its_files(tool, tmp_path):
    compiled = tmp_path / "base.db"
    assert tool("compile", str(BASES), "-o", str(compiled)).exit == 0
    for name, arguments_ in (
        ("list_facts", {}),
        ("ask", {"question": "how many pupils"}),
        ("check_text", {"text": "120 students"}),
        ("overview", {"report": "school-b"}),
    ):
        found = [Assistant(path).call(name, **arguments_) for path in (BASES, compiled)]
        assert found[0] == found[1]
    found = [Assistant(path).ask("resources/list") for path in (BASES, compiled)]
    assert found[0] == found[1]


def test_many_bases_are_proofread_one_after_the_other(monkeypatch):
    text = {"text": "120 students"}
    few = Assistant(BASES).call("check_text", **text)
    monkeypatch.setattr(command, "FEW", 1)
    many = Assistant(BASES)
    assert many.call("check_text", **text) == few
    assert not many.library.readers


# ---- resources


def test_a_cursor_leads_into_a_later_report():
    assistant = Assistant(BASES)
    everything = assistant.ask("resources/list")["result"]["resources"]
    rest = assistant.ask("resources/list", cursor="school-a/1")["result"]["resources"]
    assert rest == everything[-1:]


def test_every_fact_is_a_resource(shipped):
    listed, cursor = [], None
    while True:
        page = shipped.ask("resources/list", **({"cursor": cursor} if cursor else {}))
        assert len(json.dumps(page, ensure_ascii=False).encode()) <= LIMIT
        listed += page["result"]["resources"]
        cursor = page["result"].get("nextCursor")
        if cursor is None:
            break
    assert len({each["uri"] for each in listed}) == len(listed) == SHIPPED_FACTS
    read = shipped.ask("resources/read", uri=listed[-1]["uri"])["result"]["contents"][0]
    assert read["uri"] == listed[-1]["uri"]
    assert json.loads(read["text"])["id"] == listed[-1]["name"]
    assert json.loads(read["text"])["state"] == "verified"


@pytest.mark.parametrize(
    "uri",
    [
        *(None, 7, "", "pjreport://", "pjreport://pinghu-2021", "pjreport://pinghu-2021/x"),
        *("pjreport://x/stats.training.exams", "file:///etc/passwd", "pjreport://../../x"),
    ],
)
def test_other_addresses_name_no_resource(shipped, uri):
    assert shipped.ask("resources/read", uri=uri)["error"]["code"] == messages.NO_RESOURCE


@pytest.mark.parametrize("cursor", [7, "", "x", "x/1", "pinghu-2021/-1", "pinghu-2021/²", "/1"])
def test_a_cursor_that_is_none_is_an_error(shipped, cursor):
    assert shipped.ask("resources/list", cursor=cursor)["error"]["code"] == messages.INVALID_PARAMS


# ---- sizes


TEXT = st.text(max_size=300)


@given(question=TEXT, lang=st.sampled_from(["zh", "en"]))
def test_no_answer_is_larger_than_eight_kilobytes(question, lang):
    """Whatever is asked: of a base with texts that are hard to write, too."""
    for assistant in assistants():
        for name, arguments_ in (
            ("ask", {"question": question}),
            ("list_facts", {"topic": question}),
            ("get_fact", {"id": question}),
            ("check_text", {"text": question or "5"}),
            ("overview", {}),
        ):
            answer = assistant.ask("tools/call", name=name, arguments=arguments_ | {"lang": lang})
            assert len(json.dumps(answer["result"], ensure_ascii=False).encode()) <= LIMIT


FOUND = {}


def assistants():
    """One of the shipped base and one of a hostile one, made once."""
    if not FOUND:
        from tempfile import mkdtemp

        folder = Path(mkdtemp(prefix="pjreport-test-"))
        FOUND["shipped"] = Assistant(SHIPPED)
        FOUND["hostile"] = Assistant(hostile(folder / "bases"))
    return FOUND.values()


ITEM = st.dictionaries(
    st.sampled_from(["id", "report", "evidence", "note", "lines", "statement"]),
    st.one_of(
        st.text(max_size=40).map(lambda text: text * 300),
        st.lists(st.integers(0, 9), max_size=900),
    ),
).map(lambda item: item | {"id": "x", "report": "y"})


@given(items=st.lists(ITEM, max_size=12), says=st.text(max_size=20).map(lambda text: text * 400))
def test_an_answer_is_fitted_and_says_what_it_leaves_out(items, says):
    answer = fitting.fit({"says": says, "facts": items}, "facts", LIMIT, 5)
    assert fitting.size(answer) <= LIMIT
    shown = answer["facts"]
    assert bool(shown) == bool(items)
    assert answer.get("next_offset") == (5 + len(shown) if len(shown) < len(items) else None)
    for before, after in zip(items, shown, strict=False):
        assert after.items() <= before.items()
        assert {"id", "report"} <= after.keys()
        assert before.keys() - after.keys() <= set(answer.get("left_out", ()))


def test_a_fact_with_much_evidence_is_whole_as_a_resource(tmp_path):
    """In an answer it is left out, and the answer says so."""
    path = tmp_path / "long.toml"
    text = (BASES / "school-a.toml").read_text(encoding="utf-8")
    long = [f"{number}{'汉' * 900}" for number in range(60)]
    before, start, rest = text.partition("evidence = [")
    path.write_text(f"{before}{start}{json.dumps(long, ensure_ascii=False)[1:-1]}, {rest}", "utf-8")
    assistant = Assistant(path)
    [fact] = assistant.call("get_fact", id="stats.pupils.total")["facts"]
    assert "evidence" not in fact
    answer = assistant.ask("tools/call", name="get_fact", arguments={"id": "stats.pupils.total"})[
        "result"
    ]
    assert answer["structuredContent"]["left_out"] == ["evidence"]
    assert len(json.dumps(answer, ensure_ascii=False).encode()) <= LIMIT
    read = assistant.ask("resources/read", uri="pjreport://school-a/stats.pupils.total")
    whole = json.loads(read["result"]["contents"][0]["text"])
    assert whole["evidence"][:60] == long
    listed = assistant.call("list_facts")
    assert len(listed["facts"]) == 1
    assert listed["next_offset"] == 1


def test_more_is_given_where_more_is_asked_for(shipped):
    usual = shipped.call("list_facts")
    assert len(usual["facts"]) <= 10
    asked = shipped.call("list_facts", limit=60)
    assert len(asked["facts"]) == 60
    assert asked["next_offset"] == 60
    assert 2 * len(json.dumps(asked, ensure_ascii=False).encode()) <= fitting.ASKED
    assert "next_offset" not in shipped.call("list_facts", kind="derived", limit=6)


def test_the_list_of_tools_is_short(shipped):
    listed = shipped.ask("tools/list")
    assert len(json.dumps(listed).encode()) <= LIMIT
    for each in listed["result"]["tools"]:
        Draft202012Validator.check_schema(each["inputSchema"])
        Draft202012Validator.check_schema(each["outputSchema"])


# ---- what is wrong


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", messages.PARSE_ERROR),
        (b"\xff\xfe", messages.PARSE_ERROR),
        (b"nonsense", messages.PARSE_ERROR),
        (b"[" * 100_000, messages.PARSE_ERROR),
        (b'{"a":' * 100_000, messages.PARSE_ERROR),
        (b'{"id": ' + b"9" * 5000 + b"}", messages.PARSE_ERROR),
        (b'{"id": NaN}', messages.PARSE_ERROR),
        (b" " * (messages.MOST + 1), None),
        (
            b'{"jsonrpc": "2.0", "id": 1, "method": "' + b"x" * messages.MOST,
            messages.INVALID_REQUEST,
        ),
        (b"7", messages.INVALID_REQUEST),
        (b"null", messages.INVALID_REQUEST),
        (b"[]", messages.INVALID_REQUEST),
        (b"{}", messages.INVALID_REQUEST),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "ping"}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 7}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": null, "method": "ping"}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": true, "method": "ping"}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": [], "method": "ping"}', messages.INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}', messages.INVALID_PARAMS),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "prompts/list"}', messages.METHOD_NOT_FOUND),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "initialize"}', messages.INVALID_PARAMS),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}', messages.INVALID_PARAMS),
        (
            b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": {}}}',
            messages.INVALID_PARAMS,
        ),
    ],
)
def test_a_wrong_message_gets_an_error_of_the_protocol(shipped, line, code):
    with within(3):
        answer = shipped.line(line)
    if code is None:
        assert answer == ""
    else:
        assert answer["error"]["code"] == code
        assert len(answer["error"]["message"]) < 2000
    assert shipped.ask("ping")["result"] == {}


@pytest.mark.parametrize(
    "line",
    [
        *("", "\n", '{"jsonrpc": "2.0", "method": "notifications/cancelled"}'),
        *('{"jsonrpc": "2.0", "method": "tools/call"}', '{"jsonrpc": "2.0", "method": "x"}'),
        *('{"jsonrpc": "2.0", "id": 1, "result": {}}', '{"jsonrpc": "2.0", "id": 1, "error": {}}'),
        '[{"jsonrpc": "2.0", "method": "x"}]',
    ],
)
def test_what_wants_no_answer_gets_none(shipped, line):
    assert shipped.line(line) == ""


def test_a_batch_is_answered_as_one(shipped):
    ping = '{"jsonrpc": "2.0", "id": "a", "method": "ping"}'
    found = shipped.line(f"[{ping}, 7, {ping}]")
    assert [each["id"] for each in found] == ["a", None, "a"]
    assert found[1]["error"]["code"] == messages.INVALID_REQUEST


@pytest.mark.parametrize(
    ("name", "arguments_", "said"),
    [
        ("ask", [], "are no object"),
        ("ask", {}, "needs 'question'"),
        ("ask", {"question": "?!"}, "nothing to ask"),
        ("ask", {"question": ""}, "empty or too long"),
        ("ask", {"question": "x" * 1001}, "empty or too long"),
        ("ask", {"question": 7}, "no text"),
        ("ask", {"question": "x", "colour": "red"}, "takes no 'colour'"),
        ("ask", {"question": "x", "limit": 0}, "out of range"),
        ("ask", {"question": "x", "limit": True}, "no whole number"),
        ("ask", {"question": "x", "limit": 1.5}, "no whole number"),
        ("ask", {"question": "x", "lang": "fr"}, "none of zh, en"),
        ("list_facts", {"kind": "statz"}, "none of stats"),
        ("list_facts", {"topic": "no such"}, "no topic 'no such'"),
        ("list_facts", {"fields": "zh"}, "no list"),
        ("list_facts", {"fields": ["zh"] * 101}, "too long"),
        ("list_facts", {"fields": [7]}, "no text"),
        ("list_facts", {"fields": ["valeu"]}, "no field 'valeu'"),
        ("get_fact", {"id": "stats.training.exam"}, "stats.training.exams"),
    ],
)
def test_what_the_caller_can_mend_is_told(shipped, name, arguments_, said):
    answer = shipped.ask("tools/call", name=name, arguments=arguments_)["result"]
    assert answer["isError"] is True
    assert said in answer["content"][0]["text"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["jsonrpc", "id", "method", "params", "name", "arguments", "uri", "_meta"])
METHODS = st.sampled_from(["tools/call", "resources/read", "resources/list", "initialize"])
MESSAGES = st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0"), "id": st.integers() | TEXT, "method": METHODS | TEXT},
    optional={
        "params": st.dictionaries(NAMES, JSON, max_size=3)
        | st.fixed_dictionaries(
            {
                "name": st.sampled_from([*tools.BY_NAME]),
                "arguments": st.dictionaries(
                    st.sampled_from(
                        ["question", "id", "limit", "offset", "fields", "text", "kind"]
                    ),
                    JSON,
                    max_size=3,
                ),
            }
        )
    },
)


@given(message=MESSAGES | st.dictionaries(NAMES, JSON, max_size=5) | JSON)
def test_no_message_makes_it_fail(message):
    for assistant in assistants():
        found = assistant.line(json.dumps(message))
        for answer in found if isinstance(found, list) else [found] if found else []:
            assert ("error" in answer) != ("result" in answer)
            code = answer.get("error", {}).get("code")
            assert code != messages.INTERNAL_ERROR, answer


@given(line=st.binary(max_size=200))
def test_no_bytes_make_it_fail(line):
    for assistant in assistants():
        assistant.line(line.replace(b"\n", b" "))


def test_a_fault_of_its_own_is_told_and_the_next_message_is_answered(shipped, monkeypatch):
    monkeypatch.setitem(shipped.server.methods, "ping", lambda _: 1 / 0)
    answer = shipped.ask("ping")
    assert answer["error"]["code"] == messages.INTERNAL_ERROR
    assert "division by zero" in answer["error"]["message"]
    assert shipped.ask("tools/list")["result"]["tools"]


# ---- versions of the protocol


@pytest.mark.parametrize(
    ("wanted", "agreed"),
    [*((each, each) for each in server.HANDSHAKE), ("1999-01-01", "2025-11-25")],
)
def test_the_version_is_agreed_on(shipped, wanted, agreed):
    answer = shipped.ask("initialize", **INITIALIZE | {"protocolVersion": wanted})
    assert answer["result"]["protocolVersion"] == agreed


def test_a_version_that_is_named_in_each_request(shipped):
    key = "io.modelcontextprotocol/protocolVersion"
    answer = shipped.ask("tools/list", _meta={key: server.MODERN[0]})["result"]
    assert answer["resultType"] == "complete"
    assert answer["cacheScope"] == "private"
    assert "ttlMs" not in shipped.ask("ping", _meta={key: server.MODERN[0]})["result"]
    error = shipped.ask("tools/list", _meta={key: 1.5})["error"]
    assert error["code"] == messages.INVALID_PARAMS
    error = shipped.ask("tools/list", _meta={key: "2031-01-01"})["error"]
    assert error["code"] == messages.NO_VERSION
    assert server.MODERN[0] in error["data"]["supported"]


# ---- the command


def test_a_line_that_is_too_long_is_skipped_whole(tool, monkeypatch):
    monkeypatch.setattr(command, "MOST", 200)
    monkeypatch.setattr(messages, "MOST", 200)
    ping = '{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
    text = f"{'x' * 1000}\n{ping}\n{'y' * 500}"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    result = tool("mcp", "--facts", SHIPPED)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each.get("error", {}).get("code") for each in found] == [-32600, None, -32600]


def test_a_closed_input_and_a_terminal_are_told(tool, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    result = tool("mcp")
    assert result.exit == 2
    assert "standard input is closed" in result.stderr
    stream = io.TextIOWrapper(io.BytesIO(b""))
    stream.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", stream)
    result = tool("mcp")
    assert (result.exit, result.stdout) == (0, "")
    assert "waiting for an assistant's messages" in result.stderr


# ---- the official client


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_the_official_client_takes_the_answers(mode):
    """Of both kinds of version. The client validates every answer by the schemas."""
    anyio = pytest.importorskip("anyio")
    client = pytest.importorskip("mcp.client.client")
    parameters = pytest.importorskip("mcp.client.stdio").StdioServerParameters(
        command=sys.executable,
        args=["-m", "pjreport", "mcp", "--facts", SHIPPED, "--lang", "en"],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )

    async def session():
        async with client.Client(parameters, mode=mode) as assistant:
            listed = await assistant.list_tools()
            assert [each.name for each in listed.tools] == [*tools.BY_NAME]
            asked = await assistant.call_tool("ask", {"question": "培训了多少人次"})
            [first, *_] = asked.structured_content["facts"]
            assert (first["value"], first["state"]) == (5228, "verified")
            wrong = await assistant.call_tool("get_fact", {"id": "stats.x.y"})
            assert wrong.is_error
            page = await assistant.list_resources()
            read = await assistant.read_resource(page.resources[0].uri)
            assert json.loads(read.contents[0].text)["report"] == "pinghu-2021"
            assert (await assistant.list_resource_templates()).resource_templates
            text = "培训5228人次，9999人次。"
            checked = await assistant.call_tool("check_text", {"text": text})
            assert checked.structured_content["counts"]["backed"] == 1
            more = await assistant.call_tool("list_facts", {"kind": "honours", "limit": 3})
            assert more.structured_content["next_offset"] == 3
            assert (await assistant.call_tool("overview", {})).structured_content["facts"]

    anyio.run(session)
