"""The entry point: runs a command, and is the only place that turns an error into an exit."""

import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line; exits with 0, 1, 2 or 130, and never with a traceback for a mistake."""
    # A short life: collecting garbage costs more than the memory it frees.
    gc.disable()
    try:
        status = run()
    except KeyboardInterrupt:
        status = 130
    except SystemExit:  # Typer, when the reader of a help page has gone
        status = 0
    leave(status)


def leave(status: int) -> NoReturn:
    """End the process at once: taking the modules down one by one takes as long as a lookup."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:  # the reader has gone; whoever wrote has dealt with it
            pass
    os._exit(status)


def run() -> int:
    """Run the command line and return the exit status."""
    shell = os.environ.get("_PJREPORT_COMPLETE")
    if shell is not None:
        from .cli.completion.line import reply

        reply(shell, sys.argv[1:])
        return 0
    from .cli.app import BY_NAME, make
    from .cli.output import complain
    from .errors import LoadError, PjreportError

    try:
        return int(make()(prog_name="pjreport", standalone_mode=False) or 0)
    except LoadError as error:
        complain(*error.lines)
        return error.exit_code
    except PjreportError as error:
        complain(*(f"pjreport: {line}" for line in error.lines))
        return error.exit_code
    except OSError as error:  # a help page that cannot be written; all else is dealt with
        complain(f"pjreport: cannot write: {error.strerror}; make room")
        return 2
    except Exception as error:
        # Typer's usage errors derive from a class that it does not publish.
        describe = getattr(error, "format_message", None)
        if describe is None:
            raise
        context = getattr(error, "ctx", None)
        named = [word for word in sys.argv[1:2] if word in BY_NAME]  # where Typer does not say
        path = context.command_path if context else " ".join(["pjreport", *named])
        before = context is not None and context.parent is None
        where = "options follow the command, " if before else ""
        if any(word[:1] == "-" and word[1:2].isdigit() for word in sys.argv[1:]):
            where = "put -- before a negative number, "
        complain(f"pjreport: {usage(describe())}; {where}see `{path} -h`")
        return 2


def usage(message: str) -> str:
    """Typer's message in the form of ours: one line, lower-case start, no full stop."""
    message = " ".join(message.split()).rstrip(".")
    return message[:1].lower() + message[1:]


if __name__ == "__main__":
    main()
