#!/usr/bin/env python3
"""Kill a compile again and again, and see that the base that was there still answers.

    bench/kill.py [TIMES] [FACTS]

Compiles FACTS generated facts (default 20,000) over a base of 150, kills it with SIGKILL
after a random part of the time that it takes, TIMES times (default 60), and asks the base
each time: byte for byte the old one, whole, and with the old answer. Then lets one compile
end and sees that nothing is left beside its result.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PJREPORT = [sys.executable, "-m", "pjreport"]


def run(*words: object) -> str:
    """What a command prints; fails if it does."""
    command = [str(word) for word in words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Kill and ask."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    facts = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    chance = random.Random(1)  # noqa: S311 - the same moments each time
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for count, name in ((150, "small"), (facts, "large")):
            run(sys.executable, HERE / "generate.py", count, folder / name)
        base = folder / "bases" / "base.db"
        base.parent.mkdir()
        run(*PJREPORT, "compile", folder / "small", "-o", base)
        before = base.read_bytes()
        question = (*PJREPORT, "list", "--facts", base)
        answer = run(*question)
        again = [*PJREPORT, "compile", str(folder / "large"), "-o", str(base)]
        start = time.monotonic()
        run(*again[:-1], folder / "aside.db")
        whole = time.monotonic() - start
        killed = 0
        while killed < times:
            process = subprocess.Popen(again, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 0.95) * whole)
            process.send_signal(signal.SIGKILL)
            if process.wait() == 0:  # it was faster this time
                base.write_bytes(before)
                continue
            killed += 1
            if base.read_bytes() != before or run(*question) != answer:
                sys.exit(f"killed {killed} times, and then another base was there")
        run(*again)
        left = sorted(path.name for path in base.parent.iterdir())
    print(f"{times} compiles of {facts:,} facts ({whole:.1f} s each) killed;")
    print(f"the old base answered each time; after one more there is {', '.join(left)}")


if __name__ == "__main__":
    main()
