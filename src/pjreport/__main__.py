"""The entry point: runs a command, and is the only place that turns an error into an exit."""

import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line. Exits with 0, 1, 2 or 130; a user's mistake gives no traceback."""
    # The process is short-lived: collecting garbage would cost more than it frees.
    gc.disable()
    try:
        status = run()
    except KeyboardInterrupt:
        status = 130
    except SystemExit:  # raised by Typer when the reader of a help page has gone
        status = 0
    leave(status)


def leave(status: int) -> NoReturn:
    """End the process at once. Python's usual clean-up takes as long as a lookup."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:  # the reader has gone; the code that wrote has handled it
            pass
    os._exit(status)


def run() -> int:
    """Run the command line and return the exit status. No exception gives a traceback."""
    shell = os.environ.get("_PJREPORT_COMPLETE")
    if shell is not None:
        from .cli.completion.shells import reply

        reply(shell, sys.argv[1:])
        return 0
    from .cli.interface.parser import forward, parse
    from .cli.language import asked_in
    from .cli.output import complain
    from .errors import LoadError, PjreportError
    from .messages import use

    use(asked_in(sys.argv[1:]))
    try:
        words = forward(sys.argv[1:])
        options = parse(words)
        if options is None:
            from .cli.interface.app import explain  # with Typer

            explain(words)
        else:
            from .cli.dispatch import run as run_command

            run_command(options, words)
    except LoadError as error:
        complain(*error.lines)
        return error.exit_code
    except PjreportError as error:
        complain(*(f"pjreport: {line}" for line in error.lines))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - nobody foresaw it
        from .cli.faults import told

        complain(f"pjreport: {told(error)}")
        return 2
    return 0


if __name__ == "__main__":
    main()
