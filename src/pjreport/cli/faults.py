"""The last words of a command that met an exception which nobody foresaw."""

import os
from traceback import extract_tb

from ..errors import reason
from ..messages import tell

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORDS = os.path.join(HERE, "vocabulary", "")
LENGTH = 200  # characters of an exception's own message


def told(error: Exception) -> str:
    """One line: what happened, the file that was read last, and what to do."""
    from ..store.files import BASES, READ

    read = [*BASES.values(), *READ.values()]
    file = read[-1] if read else ""
    if isinstance(error, MemoryError):
        if not file:
            return tell("not enough memory; split the file or close programs")
        return tell("not enough memory for {file}; split the file or close programs", file=file)
    if isinstance(error, OSError):
        what = error.filename if isinstance(error.filename, str) else file or "a file"
        return tell(
            "{what}: {error}; check the path, and whether the current folder still exists",
            what=what,
            error=reason(error),
        )
    frames = [each for each in extract_tb(error.__traceback__) if each.filename.startswith(HERE)]
    said = " ".join(f"{type(error).__name__}: {error}"[:LENGTH].split()).removesuffix(":")
    if any(each.filename.startswith(WORDS) for each in frames):
        return tell(
            "the words in {words} are damaged ({said}); install pjreport again",
            words=WORDS,
            said=said,
        )
    if frames:
        last = frames[-1]
        said += f", in {os.path.relpath(last.filename, HERE)}, line {last.lineno}"
    about = tell(" on {file}, and send that file if you may", file=file) if file else ""
    return tell(
        "stopped by a fault of pjreport's own ({said}); please report this{about}",
        said=said,
        about=about,
    )
