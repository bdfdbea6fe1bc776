"""Where in a TOML text each key stands; imported only to report problems."""

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from ..model.problem import Path

KEYS = ("bare_key", "quoted_key", "dotted_key")


class Positions:
    """The places of the keys and list items of one TOML text."""

    def __init__(self, text: str) -> None:
        self.lines = text.encode().split(b"\n")
        self.found: dict[Path, tuple[int, int]] = {}
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
        arrays: dict[Path, int] = {}
        top: list[Node] = tree.root_node.children
        for node in top:
            if node.type == "pair":
                self._pair((), node)
                continue
            if node.type not in ("table", "table_array_element"):
                continue
            header = next((child for child in node.children if child.type in KEYS), None)
            if header is None:
                continue
            path = self._key((), header)
            if node.type == "table_array_element":
                arrays[path] = arrays.get(path, -1) + 1
                path = (*path, arrays[path])
                self._add(path, header)
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)

    def at(self, path: Path) -> tuple[int, int]:
        """Line and column of a path, from 1; of the nearest enclosing one where it has no place."""
        while path and path not in self.found:
            path = path[:-1]
        return self.found.get(path, (1, 1))

    def _pair(self, parent: Path, pair: Node) -> None:
        key, *_, value = (child for child in pair.children if child.type != "comment")
        self._value(self._key(parent, key), value)

    def _value(self, path: Path, value: Node) -> None:
        if value.type == "inline_table":
            for child in value.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif value.type == "array":
            items = [child for child in value.named_children if child.type != "comment"]
            for index, item in enumerate(items):
                self._add((*path, index), item)
                self._value((*path, index), item)

    def _key(self, parent: Path, node: Node) -> Path:
        """The path a key of one or more parts leads to; each part gets its place."""
        path = parent
        for part in self._parts(node):
            text = part.text.decode() if part.text else ""
            path = (*path, text if part.type == "bare_key" else text[1:-1])
            self._add(path, part)
        return path

    def _parts(self, node: Node) -> list[Node]:
        if node.type != "dotted_key":
            return [node]
        return [leaf for child in node.named_children for leaf in self._parts(child)]

    def _add(self, path: Path, node: Node) -> None:
        row, column = node.start_point
        characters = len(self.lines[row][:column].decode(errors="replace"))
        self.found.setdefault(path, (row + 1, characters + 1))
