"""What people would use instead, how each is asked, and whether its answer is right.

In what a tool is asked, words in capitals stand for what is looked for: the REPORT and ID of a
fact, together its KEY, a TOPIC, a WORD, and the FILE that holds the data.
"""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from measure import Failed

LIMIT = 20  # hits asked for
ALL = "all hits"
BEST = f"{LIMIT} hits with the shortest names"
ANY = f"any {LIMIT} hits"
OURS = f"{LIMIT} best hits"
Words = dict[str, list[str]]  # by task


class Tool(NamedTuple):
    """A tool: the program it needs, the data it reads, its words for each task."""

    name: str
    program: str
    file: str
    words: Words
    hits: str = ALL  # which hits of a search it gives
    indexed: bool = False  # whether it finds a word fast, be it rare or common


def asked(**commands: str) -> Words:
    """Commands, each split into words as a shell would."""
    return {task: shlex.split(command) for task, command in commands.items()}


def ours(where: str) -> Words:
    """What pjreport is asked, on the bases that `where` names."""
    return asked(
        id=f"show ID --report REPORT --json {where}",
        topic=f"stats TOPIC --report REPORT --json {where}",
        search=f"search WORD --json --limit {LIMIT} {where}",
        check=f"check {where}",
    )


SHIPPED_WORDS = asked(
    id="show stats.training.participations --json",
    topic="stats contests --json",
    search=f"search 培训 --json --limit {LIMIT}",
)
ONE_TOPIC = "report = 'REPORT' and topic = 'TOPIC' and kind in ('stats', 'derived')"
HITS = "select f.* from pairs p join facts f on f.rowid = p.rowid where pairs match 'WORD'"
SQL = {
    "id": "select * from facts where key = 'KEY'",
    "topic": f"select * from facts where {ONE_TOPIC}",
    "search": f"{HITS} order by length(f.zh), f.rowid limit {LIMIT}",
}
WHOLE = "count(*), count(distinct key), count(zh), count(en), count(kind)"  # must be the same
DUCK = {
    "id": "select * from 'FILE' where key = 'KEY'",
    "topic": f"select * from 'FILE' where {ONE_TOPIC}",
    "search": "select * from 'FILE' where contains(zh, 'WORD') "
    f"order by length(zh), key limit {LIMIT}",
    "check": f"select concat_ws('|', {WHOLE}) from 'FILE'",
}
SOUND = f"pragma integrity_check; select {WHOLE} from facts"
JQ_RULES = """reduce inputs as $f ({};
if ($f | has("zh") and has("en") and has("kind")) and (has($f.key) | not)
then .[$f.key] = 1 else error($f.key) end) | length"""
PYTHON = """import sqlite3, json
db = sqlite3.connect("FILE")
db.row_factory = sqlite3.Row
print(json.dumps([dict(row) for row in db.execute("{}")]))"""
DUCKDB = """import duckdb, json
found = duckdb.sql("{}")
print(json.dumps([dict(zip(found.columns, row)) for row in found.fetchall()]))"""


def sql(*words: str, queries: Mapping[str, str] = SQL) -> Words:
    """The words of a tool that is asked in SQL, which goes where `{}` stands."""
    return {task: [word.replace("{}", query) for word in words] for task, query in queries.items()}


COMPILED, FILES, SHIPPED = "pjreport", "pjreport, TOML files", "pjreport, shipped base"
GET, GET_SHIPPED = "pjreport get", "pjreport get, shipped base"
PYTHON_WITH_DUCKDB = "python with duckdb"
NOTHING = ("id", "topic", "search")  # what is measured beside programs that do nothing
TOOLS = (
    Tool(COMPILED, "pjreport", "base.db", ours("--facts FILE"), OURS, indexed=True),
    Tool(GET, "pjreport", "base.db", asked(id="get ID --report REPORT --facts FILE")),
    Tool(FILES, "pjreport", "toml", ours("--facts FILE"), OURS, indexed=True),  # of few facts only
    Tool(SHIPPED, "pjreport", "", SHIPPED_WORDS, OURS, indexed=True),
    Tool(GET_SHIPPED, "pjreport", "", asked(id="get stats.training.participations")),
    Tool(
        "recsel",
        "recsel",
        "facts.rec",
        asked(
            id="""-t Fact -e "key = 'KEY'" FILE""",
            topic="""-t Fact -e "report = 'REPORT' && topic = 'TOPIC' """
            """&& (kind = 'stats' || kind = 'derived')" FILE""",
            search="-t Fact -q WORD FILE",
        ),
    ),
    Tool("recfix", "recfix", "facts.rec", asked(check="--check FILE")),
    Tool(
        "jq",
        "jq",
        "facts.jsonl",
        asked(
            id="""-n 'first(inputs | select(.key == "KEY"))' FILE""",
            topic="""-n '[inputs | select(.report == "REPORT" and .topic == "TOPIC" """
            """and (.kind == "stats" or .kind == "derived"))]' FILE""",
            search="""-n '[inputs | select(.zh | contains("WORD"))] """
            f"""| sort_by(.zh | length) | .[:{LIMIT}]' FILE""",
            check=f"-n '{JQ_RULES}' FILE",
        ),
        BEST,
    ),
    Tool(
        "jq, first hits",
        "jq",
        "facts.jsonl",
        asked(search=f"""-n 'limit({LIMIT}; inputs | select(.zh | contains("WORD")))' FILE"""),
        ANY,
    ),
    Tool(
        "Miller",
        "mlr",
        "facts.csv",
        asked(
            id="""--icsv --ojson filter '$key == "KEY"' then head -n 1 FILE""",
            topic="""--icsv --ojson filter '$report == "REPORT" && $topic == "TOPIC" """
            """&& ($kind == "stats" || $kind == "derived")' FILE""",
            search="""--icsv --ojson filter '$zh =~ "WORD"' then put '$n = strlen($zh)' """
            f"then sort -nf n then cut -x -f n then head -n {LIMIT} FILE",
        ),
        BEST,
    ),
    Tool(
        "csvgrep",
        "csvgrep",
        "facts.csv",
        asked(
            id="-c key -m KEY FILE",
            topic=r"-c key -r '^REPORT/(stats|derived)\.TOPIC\.' FILE",
            search="-c zh -m WORD FILE",
        ),
    ),
    Tool(
        "ripgrep",
        "rg",
        "facts.jsonl",
        asked(
            id="""-N -m 1 -F '{"key": "KEY"' FILE""",
            topic=r"""-N '^\{"key": "REPORT/(stats|derived)\.TOPIC\.' FILE""",
            search="-N -F WORD FILE",
        ),
        indexed=True,
    ),
    Tool(
        "ripgrep, first hits",
        "rg",
        "facts.jsonl",
        asked(search=f"-N -m {LIMIT} -F WORD FILE"),
        ANY,
        indexed=True,
    ),
    Tool(
        "sqlite3 shell",
        "sqlite3",
        "facts.db",
        sql("-readonly", "-json", "FILE", "{}") | asked(check=f'-readonly FILE "{SOUND}"'),
        BEST,
        indexed=True,
    ),
    Tool(
        "sqlite3 shell, first hits",
        "sqlite3",
        "facts.db",
        asked(search=f'-readonly -json FILE "{HITS} limit {LIMIT}"'),
        ANY,
        indexed=True,
    ),
    Tool("sqlite3 of Python", "python", "facts.db", sql("-c", PYTHON), BEST, indexed=True),
    Tool(
        "sqlite-utils", "sqlite-utils", "facts.db", sql("query", "FILE", "{}"), BEST, indexed=True
    ),
    Tool(
        "Datasette",
        "datasette",
        "facts.db",
        sql("FILE", "--get", "/facts.json?_shape=array&sql={}"),
        BEST,
        indexed=True,
    ),
    Tool(
        "DuckDB shell",
        "duckdb",
        "facts.parquet",
        sql("-json", "-c", "{}", queries=DUCK),
        BEST,
        indexed=True,
    ),
    Tool(
        "DuckDB from Python",
        PYTHON_WITH_DUCKDB,
        "facts.parquet",
        sql("-c", DUCKDB, queries=DUCK),
        BEST,
        indexed=True,
    ),
    Tool("trivial Typer program", "python", "", {task: ["TRIVIAL"] for task in NOTHING}),
    Tool("python -c pass", "python", "", {task: ["-c", "pass"] for task in NOTHING}),
)
ANCHORS = (SHIPPED, GET_SHIPPED, "trivial Typer program", "python -c pass")  # not about the data


def filled(words: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """A tool's words with what is looked for in the place of the capitals."""
    pattern = re.compile(rf"\b({'|'.join(values)})\b")
    done = [pattern.sub(lambda found: values[found[0]], word) for word in words]
    address = "/facts.json?_shape=array&sql="
    return [
        address + quote(word.removeprefix(address)) if word.startswith(address) else word
        for word in done
    ]


def programs(python: Path, peers: Path | None) -> dict[str, str]:
    """The path of each program, `peers` being an environment with some; empty if it is not there."""
    folder = peers / "bin" if peers else python.parent
    found = {"pjreport": str(python.with_name("pjreport")), "python": str(python)}
    for name in {tool.program for tool in TOOLS} - found.keys():
        found[name] = shutil.which(name, path=folder) or shutil.which(name) or ""
    duck = folder / "python"
    there = subprocess.run([duck, "-c", "import duckdb"], capture_output=True, check=False)
    return found | {PYTHON_WITH_DUCKDB: "" if there.returncode else str(duck)}


def keys(output: str) -> set[str]:
    """The keys of the facts that a tool printed, in whatever format."""
    if '"state": ' in output:  # pjreport: report and id stand apart
        records = json.loads(output)
        own = [each for each in records if each.get("match") != "context"]
        return {f"{each['report']}/{each['id']}" for each in own}
    return set(re.findall(r"(?<![a-z0-9-])[a-z0-9-]+/[a-z]+\.[a-z0-9-]+\.[a-z0-9-]+", output))


def verify(tool: Tool, task: str, output: str, truth: Mapping[str, Any]) -> None:
    """Raise `Failed` if what a tool printed is not the right answer; `truth` has them by task."""
    if tool.name in ANCHORS:
        return
    if task == "check":
        count = str(truth["facts"])
        proof = {"pjreport": f"{count} facts checked: 0 errors", "jq": count, "recfix": ""}
        if tool.name != COMPILED and proof.get(tool.program, "|".join([count] * 5)) not in output:
            raise Failed("does not call the facts sound")
        return
    if task == "id" and not re.search(rf"(?<![0-9.]){truth['value']}(?![0-9])", output):
        raise Failed(f"does not give {truth['value']}")
    if tool.name == GET:
        return
    found, right = keys(output), set(truth[task])
    some = task not in ("id", "topic") and tool.hits != ALL
    enough = min(LIMIT, len(right)) <= len(found) <= LIMIT
    if not (enough and found <= right if some else found == right):
        raise Failed(f"gives {len(found)} facts, and not the right ones")
