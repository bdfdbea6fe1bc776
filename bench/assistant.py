#!/usr/bin/env python3
"""Measure what an assistant waits for: the start of `pjreport mcp`, and its answers.

    bench/assistant.py [RUNS] [--facts PATH] [--write] [--strict]

Starts the server RUNS times (default 21) and asks the same of each. Prints the medians of wall time,
and the sizes of the answers. A busy machine makes wall times longer, so the CPU time of a server that
answers once is measured, too. `--strict` fails if this is 0.3 s or more, or if an answer has more
than 8 KB.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sections import RESULTS, put

TITLE = "Assistants"
MOST_TIME, MOST_SIZE = 0.3, 8 * 1024  # seconds of CPU to the first answer; bytes of any
START = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench"}}
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "start": ("initialize", START),
    "first answer: ask": ("ask", {"question": "培训了多少人次"}),
    "ask again": ("ask", {"question": "how many gold medals were won"}),
    "get_fact": ("get_fact", {"id": "stats.training.exams"}),
    "list_facts": ("list_facts", {}),
    "check_text, first": ("check_text", {"text": "培训5228人次，获金牌9枚。"}),
    "check_text, again": ("check_text", {"text": "培训5228人次，获金牌8枚。"}),
    "overview": ("overview", {}),
    "tools/list": ("tools/list", {}),
    "resources/list": ("resources/list", {}),
}


def once(command: list[str]) -> float:
    """Seconds of CPU of a server that starts, answers one question and ends."""
    lines = [message(number, name) for number, name in enumerate([*CALLS][:2])]
    before = os.times()
    subprocess.run(command, input=b"".join(lines), check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def message(number: int, name: str) -> bytes:
    """The line that asks something of a server."""
    what, given = CALLS[name]
    method, params = what, given
    if what != "initialize" and "/" not in what:
        method, params = "tools/call", {"name": what, "arguments": given}
    said = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
    return json.dumps(said).encode() + b"\n"


def measured(command: list[str]) -> dict[str, tuple[float, int]]:
    """Seconds of wall time and bytes of each answer of one server."""
    found = {}
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        for number, name in enumerate(CALLS):
            server.stdin.write(message(number, name))
            server.stdin.flush()
            line = server.stdout.readline()
            answer = json.loads(line)
            if "result" not in answer or answer["result"].get("isError"):
                raise ValueError(answer)
            found[name] = (time.perf_counter() - start, len(line))
            start = time.perf_counter()
        server.stdin.close()
    return found


def main() -> int:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=21, help="servers (%(default)s)")
    parser.add_argument("--facts", help="a base that has the facts asked for")
    parser.add_argument("--write", action="store_true", help=f"to {RESULTS.name}, too")
    parser.add_argument("--strict", action="store_true", help="fail if a target is missed")
    options = parser.parse_args()
    command = [str(Path(sys.executable).with_name("pjreport")), "mcp"]
    command += ["--facts", options.facts] if options.facts else []
    runs = [measured(command) for _ in range(options.runs)]
    median = {name: statistics.median(run[name][0] for run in runs) for name in CALLS}
    first = statistics.median(sum(run[name][0] for name in [*CALLS][:2]) for run in runs)
    cpu = statistics.median(once(command) for _ in range(options.runs))
    largest = max(size for run in runs for _, size in run.values())
    about = f"{options.runs} servers, Python {platform.python_version()}, {os.cpu_count()} cores."
    lines = [f"`bench/assistant.py`: {about}", "", "| what | wall | bytes |", "|---|--:|--:|"]
    lines += [f"| {name} | {median[name] * 1000:.1f} ms | {runs[0][name][1]} |" for name in CALLS]
    lines += [
        "",
        f"Start and first answer together: {first * 1000:.0f} ms, {cpu * 1000:.0f} ms of CPU.",
    ]
    text = "\n".join(lines)
    print(text)
    if options.write:
        put(RESULTS, TITLE, text)
    return int(options.strict and (cpu >= MOST_TIME or largest > MOST_SIZE))


if __name__ == "__main__":
    sys.exit(main())
