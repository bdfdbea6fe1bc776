"""Run one command and print its exit status, wall and CPU time in seconds, and peak memory in MiB.

    python -I -S launch.py LIMIT OUTPUT PROGRAM [ARGUMENT...]

Writes what the command prints to OUTPUT, its errors to OUTPUT.err. After LIMIT seconds it and
its children are killed. The kernel counts in a program's peak memory that of the process which
started it. So this one, which starts it, is as small as a Python can be.
"""

import _signal
import posix
import sys
import time


def main() -> None:
    """Run and print."""
    limit, output, *command = sys.argv[1:]
    write = posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC
    places = [
        (posix.POSIX_SPAWN_OPEN, 0, "/dev/null", posix.O_RDONLY, 0),
        (posix.POSIX_SPAWN_OPEN, 1, output, write, 0o600),
        (posix.POSIX_SPAWN_OPEN, 2, f"{output}.err", write, 0o600),
    ]
    start = time.perf_counter()
    process = posix.posix_spawn(
        command[0], command, posix.environ, file_actions=places, setpgroup=0
    )
    _signal.signal(_signal.SIGALRM, lambda *_: posix.killpg(process, _signal.SIGKILL))
    _signal.alarm(int(limit))
    _, status, used = posix.wait4(process, 0)
    wall = time.perf_counter() - start
    code = posix.waitstatus_to_exitcode(status)
    print(code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
