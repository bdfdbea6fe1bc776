"""`site`: writes one page that people read in a browser, without a server and without network."""

import os
from collections.abc import Callable, Sequence

from ...errors import UsageError
from ...messages import tell
from ...model.base import FactBase, Loaded
from ...store import writing
from .. import output
from ..interface.parser import Options
from ..session import Session

PAGES = (".html", ".htm")
INDEX = "index.html"
MARK = b'<meta name="generator" content="pjreport '  # in the head of each page
HEAD = 1000  # bytes in which the mark stands


def run(options: Options) -> None:
    """Write the page, or a folder with the page of all reports and one for each."""
    path = options.output
    if not path:
        raise UsageError(tell("nowhere to write to; name a page with -o site.html, or a folder"))
    options.facts = [*options.facts, *options.paths]
    session = Session(options)
    every = [*session.bases]
    pages = renderer()
    whole = pages(every, session.lang)
    if path == "-":
        output.write(whole, people=False)
        return
    size = len(whole.encode())
    if path.endswith(PAGES):
        writing.write_file(path, whole)
    else:
        with writing.new_folder(path, is_site) as folder:
            write(folder, INDEX, whole)
            for base in every if len(every) > 1 else ():
                size += write(folder, f"report-{base.id}.html", pages([base], session.lang))
    facts = sum(len(base.records) for base in every)
    output.complain(
        tell(
            "pjreport: {facts:,} fact{it} in {path}, {value:,.0f} KB",
            facts=facts,
            it="s"[facts == 1 :],
            path=path,
            value=size / 1000,
        )
    )


def renderer() -> Callable[[Sequence[FactBase], str], str]:
    """The function that makes a page. Raises `UsageError` if its library is missing."""
    try:
        from ...site import page
    except ImportError:
        raise UsageError(tell("no jinja2, which site needs; pip install jinja2")) from None
    from ...site import index

    return lambda bases, lang: page.render(
        bases, lang, lambda pairs: index.data(Loaded(bases), pairs)
    )


def write(folder: str, name: str, text: str) -> int:
    """Write a page into a folder. Returns its size in bytes."""
    with open(os.path.join(folder, name), "wb") as file:
        return file.write(text.encode(errors="backslashreplace"))


def is_site(folder: str) -> bool:
    """Whether a folder has nothing but pages that this command wrote."""
    paths = [os.path.join(folder, name) for name in os.listdir(folder)]
    return all(path.endswith(PAGES) and os.path.isfile(path) and is_page(path) for path in paths)


def is_page(path: str) -> bool:
    """Whether a file is a page that this command wrote."""
    with open(path, "rb") as file:
        return MARK in file.read(HEAD)
