"""The positions of keys in a TOML text; imported only to report problems.

The text is valid TOML 1.1, so it is enough to recognise strings, comments and punctuation.
"""

import re
from bisect import bisect
from collections.abc import Iterable

from ..model.diagnostics import Path
from .toml import unquoted

TOKEN = re.compile(
    r"""
      "{3} [^"\\]* (?: (?: \\. | "{1,2} (?!") ) [^"\\]* )* "{3,5}
    | '{3} [^']* (?: '{1,2} (?!') [^']* )* '{3,5}
    | " [^"\\]* (?: \\. [^"\\]* )* "
    | ' [^']* '
    | \# [^\n]*
    | [][{}=,.\n]
    | [^][{}=,.\s"'#]+
    """,
    re.VERBOSE | re.DOTALL,
)


class Positions:
    """The positions of the keys and list items of a TOML text that are on `wanted` paths."""

    def __init__(self, text: str, wanted: Iterable[Path]) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.wanted = {path[:end] for path in wanted for end in range(len(path) + 1)}
        self.found: dict[Path, int] = {}
        self._scan(text)

    def at(self, path: Path) -> tuple[int, int]:
        """Line and column of a path, from 1; if it has no position, of its nearest parent."""
        while path and path not in self.found:
            path = path[:-1]
        offset = self.found.get(path, 0)
        line = bisect(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def _scan(self, text: str) -> None:
        path: Path | None = ()  # of the current key; None if no path below it is wanted
        table: Path | None = ()  # of the last header
        arrays: dict[Path, int] = {}  # arrays of tables, each with its last index
        stack: list[tuple[Path | None, int | None]] = []  # open [ with an index, and open {
        header = first = 0  # open brackets of a header, and the offset of its key
        key, item = True, False  # whether a key comes next; whether a list's item comes next
        for token in TOKEN.finditer(text):
            word, offset = token[0], token.start()
            if word == "\n":
                if not stack:
                    path, key = table, True
            elif word in "}]" and not header:
                stack.pop()
                key = item = False
            elif word == ",":
                path, index = stack[-1]
                key, item = index is None, index is not None
                if index is not None:
                    stack[-1] = path, index + 1
                    path = self._below(path, index + 1)
            elif key and word == "[":
                path, header = (), header + 1
            elif key and word == "]":
                if header == 2 and path is not None:
                    arrays[path] = arrays.get(path, -1) + 1
                    path = self._below(path, arrays[path], first)
                header, table = header - 1, path
            elif key and word == "=":
                key = False
            elif key and word != "." and word[0] != "#":
                if header and not path:
                    first = offset
                if path in arrays:
                    path = self._below(path, arrays[path])
                path = self._below(path, word, offset)
            elif not key and word[0] != "#":
                if item and path is not None:
                    self.found.setdefault(path, offset)
                item = word == "["
                if word == "[":
                    stack.append((path, 0))
                    path = self._below(path, 0)
                elif word == "{":
                    stack.append((path, None))
                    key = True

    def _below(self, path: Path | None, step: str | int, offset: int | None = None) -> Path | None:
        """The path one step below, or None if it is not wanted. Notes its `offset`, if given."""
        if path is None:
            return None
        if isinstance(step, str) and step[0] in "\"'":
            step = unquoted(step)
        path = (*path, step)
        if path not in self.wanted:
            return None
        if offset is not None:
            self.found.setdefault(path, offset)
        return path
