"""The text of a web page: a line for each block, rows of tables with bars between their cells."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "caption", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol"),
        *("p", "pre", "section", "table", "tbody", "thead", "tr", "ul", "br"),
    }
)
CELLS = frozenset({"td", "th"})
LEFT_OUT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "head")
DEPTH = 60  # parents of a text that are looked at
MARKS = {"li": "• "}


def read(data: bytes) -> str:
    """The text of a page."""
    return text_of(data)


def text_of(page: bytes | str) -> str:
    """The text of a page, whose parts around it (menus, headers, footers) are left out."""
    tree = LexborHTMLParser(page)
    tree.strip_tags([*LEFT_OUT], recursive=True)
    lines: list[str] = []
    line: list[str] = []
    last: LexborNode | None = None  # the block or cell of the last text
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        tag = node.tag or ""
        if tag == "-text":
            around = block_of(node)
            if (
                last is not None
                and around != last
                and around is not None
                and around.tag not in CELLS
            ):
                ended(lines, line)
            last = around
            line.append(re.sub(r"\s+", " ", node.text(deep=False) or ""))
        elif tag in CELLS:
            line.append("| ")
        elif tag in BLOCKS:
            around = block_of(node)
            if around is not None and around.tag in CELLS:
                line.append(" ")
                continue
            ended(lines, line)
            last = None
            line.append(MARKS.get(tag, ""))
    ended(lines, line)
    return "".join(f"{each}\n" for each in lines)


def ended(lines: list[str], line: list[str]) -> None:
    """End a line of the text. Rows of a table end with a bar."""
    said = " ".join("".join(line).split())
    if said.startswith("|") and said.strip("| "):
        said = f"{said} |"
    if said.strip("|• "):
        lines.append(said)
    line.clear()


def block_of(node: LexborNode) -> LexborNode | None:
    """The cell of a table that a node stands in, else the nearest block around it."""
    parent, found = node.parent, None
    for _ in range(DEPTH):
        if parent is None or parent.tag == "tr":
            break
        if parent.tag in CELLS:
            return parent
        if found is None and parent.tag in BLOCKS:
            found = parent
        parent = parent.parent
    return found
