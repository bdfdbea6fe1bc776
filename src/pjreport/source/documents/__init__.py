"""The text of a document, line by line, as lines of a base can refer to it.

Each format is a module with a function `read(data)`. The libraries are those of the extra
`documents`.
"""

from collections.abc import Callable
from importlib import import_module

from ...messages import marked

FORMATS = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".xhtml": "html"}
EXTRA = marked("pip install pypdf mammoth selectolax")


def reader(extension: str) -> Callable[[bytes], str] | None:
    """What reads documents with an extension; None for plain text. Raises `ImportError`."""
    name = FORMATS.get(extension.lower())
    if name is None:
        return None
    found: Callable[[bytes], str] = import_module(f"{__name__}.{name}").read
    return found
