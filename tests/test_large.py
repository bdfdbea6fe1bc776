"""Many reports in one file of JSON lines: however many there are, one at a time is in memory."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest
import tomli

from .test_broken import BROKEN
from .test_compiled import lines_of

REPORTS, FACTS = 12, 1500

# Collects no garbage, as the program does. Peak memory in KiB: not `ru_maxrss`, in which the
# kernel counts the process that started this one.
SCRIPT = r"""
import gc, re
gc.disable()
from pjreport.__main__ import run
assert run() == 0
print(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1])
"""


def reports(count):
    """So many reports as JSON lines."""
    tables = tomli.loads((BROKEN / "base.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    head = json.loads(next(iter(lines_of(tables))))
    head["report"]["key"] = []
    for number in range(count):
        head["report"]["id"] = f"school-{number}"
        yield json.dumps(head)
        for i in range(FACTS):
            fact = {"id": f"stats.pupils.f{i}", "zh": f"第{i}项", "en": f"Number {i}", "value": i}
            more = {"unit": "student", "period": "year", "lines": [3], "evidence": [f"{i}人"]}
            yield json.dumps(fact | more)


@pytest.mark.parametrize("words", ["compile {} -o {}.db", "check consistency --facts {}"])
def test_memory_does_not_grow_with_the_number_of_reports(words, tmp_path):
    peaks = []
    for count in (2, REPORTS):
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(f"{line}\n" for line in reports(count)), encoding="utf-8")
        command = [sys.executable, "-c", SCRIPT, *words.format(path, path).split()]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
        facts = count * FACTS
        assert f"{facts:,} facts" in result.stderr or f"{facts} facts" in result.stderr
        peaks.append(int(result.stdout.split()[-1]))
    few, many = peaks
    assert many < 1.3 * few
