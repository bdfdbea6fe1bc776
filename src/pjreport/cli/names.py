"""Hands the names of a base to a translator, and takes them back."""

from ..curation.decisions import Review
from ..curation.translation import exported, imported, read_table
from ..errors import NotFoundError, UsageError
from ..messages import tell
from ..store import Document, read_bytes
from ..store.files import BASES, MAX_TEXT_BYTES, real
from . import output
from .interface.parser import Options
from .reading import standard_input


def hand_over(document: Document, options: Options) -> None:
    """Write the names of a base to a table, or fill them in from one.

    Raises `NotFoundError` if some rows could not be used.
    """
    if options.export_names and options.import_names:
        raise UsageError(tell("--export and --import; give one of them"))
    if options.export_names:
        BASES[real(document.path)] = document.path  # which the table must not replace
        output.deliver(exported(document.tables), options.export_names, people=False)
        return
    path = options.import_names
    data = standard_input(MAX_TEXT_BYTES) if path == "-" else read_bytes(path)
    found = imported(document, read_table(path, data))
    if found.text != document.text:
        Review(document).write(found.text)
    output.complain(
        *(
            tell("pjreport: {path}: {each}; not filled in", path=path, each=each)
            for each in found.left
        )
    )
    count = found.filled
    output.complain(tell("pjreport: {count} name{it} filled in", count=count, it="s"[count == 1 :]))
    if found.left:
        raise NotFoundError
