"""Collects the program's messages, and makes its catalogues.

`python tools/make_messages.py` adds new messages to the Chinese catalogue, takes out those that are
gone, and compiles it. `--check` only says whether all is as it would be. Needs Babel.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src/pjreport"
FOLDER = SOURCE / "messages/zh/LC_MESSAGES"
PO, MO = FOLDER / "pjreport.po", FOLDER / "pjreport.mo"
WIDTH = 100
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # so that the same messages make the same file
# What messages name: "no topic 'x'".
WORDS = (
    *("topic", "field", "kind", "format", "form", "rule", "schema", "shell", "fact"),
    *("file", "draft", "text"),
    # What a text has that no fact states.
    *("figure", "date", "ordinal", "grade", "quote", "title", "name", "heading"),
    # What systems say of files.
    *("no such file or directory", "permission denied", "no space left on device"),
    *("is a directory", "not a directory", "file exists", "read-only file system"),
)


def messages() -> Iterator[tuple[str, str]]:
    """Every message, with the file it is from."""
    from pjreport.check.registry import RULES
    from pjreport.cli.commands.explain import NEEDS
    from pjreport.cli.interface.app import FORMS as TYPER
    from pjreport.model.kinds import KINDS
    from pjreport.model.schema import RELATIONS
    from pjreport.proofread.proofreader import DRAFT_RULES
    from pjreport.store.shape import FORMS, TYPES

    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE.parent).as_posix()
        for _, found, *_ in extract_from_file(
            "python", path, keywords={"tell": None, "marked": None}
        ):
            yield str(found), name
    for message in (*FORMS.values(), *TYPES.values(), *NEEDS.values(), *TYPER, *RELATIONS, *WORDS):
        yield message, "a table or a word that is put into messages"
    for name in sorted({name for kind in KINDS for name in kind.filters}):
        yield name, "an option that narrows a listing"
    for rule in (*RULES, *DRAFT_RULES):
        yield rule.summary, f"rule {rule.name}"
        yield rule.explanation, f"rule {rule.name}"


def made() -> Catalog:
    """The Chinese catalogue with the messages of today."""
    with PO.open("rb") as file:
        old = read_po(file, locale="zh")
    new = Catalog(locale="zh", fuzzy=False, creation_date=SOME_DAY, revision_date=SOME_DAY)
    for message, name in messages():
        known = old.get(message)
        new.add(message, known.string if known else "", auto_comments=[name])
    return new


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """The files of a catalogue: for people and for gettext."""
    text, data = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, width=WIDTH, omit_header=True, sort_output=False)
    write_mo(data, catalog)
    return text.getvalue(), data.getvalue()


def main() -> int:
    """Write the catalogues, or say what differs."""
    catalog = made()
    bare = [each.id for each in catalog if each.id and not each.string]
    for message in bare:
        print(f"not translated: {message}", file=sys.stderr)
    text, data = written(catalog)
    if "--check" in sys.argv:
        same = PO.read_bytes() == text and MO.read_bytes() == data
        return 0 if same and not bare else 1
    PO.write_bytes(text)
    MO.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
