"""The sections of the page of results: several scripts write to it, each its own ones."""

from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def section(path: Path, title: str) -> str:
    """The section of a page under the heading `title`, with it; empty if there is none."""
    text = "\n" + path.read_text(encoding="utf-8") if path.exists() else ""
    _, heading, rest = text.partition(f"\n## {title}\n")
    body, _, _ = rest.partition("\n## ")
    return f"{heading.lstrip()}{body.rstrip()}\n" if heading else ""


def put(path: Path, title: str, body: str) -> None:
    """Write `body` under the heading `title`: in place of what is there, or at the end."""
    new = f"## {title}\n\n{body.strip()}\n"
    old = section(path, title)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    text = text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}".lstrip()
    path.write_text(text, encoding="utf-8")
