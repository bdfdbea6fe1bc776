"""`mcp`: answers assistants over standard input and output until the input ends."""

import gc
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...errors import UsageError
from ...mcp.messages import MOST
from ...mcp.server import Server
from ...messages import marked, tell
from ...model.base import Chain, Record
from ...model.reply import Reply
from ...store import find_all
from ...store.files import refused
from ...store.lockfile import lock_path
from ...text.normalise import fold
from .. import bases as opening
from .. import output
from ..faults import told
from ..interface.parser import Options
from ..session import Session, only
from . import ask

if TYPE_CHECKING:  # not needed before a text is checked
    from ...proofread.proofreader import Proofreader

FEW = 8  # reports whose searches and proofreaders are kept
TYPED = marked(
    "pjreport: waiting for an assistant's messages; docs/assistants.md says how one is set up"
)


def run(options: Options) -> None:
    """Answer each line of standard input with a line, until it ends."""
    if sys.stdin is None:
        raise refused("-", tell("standard input is closed; let an assistant start this command"))
    output.check_open()
    if sys.stdin.isatty():
        output.complain(TYPED)
    server = Server(Library(options), Session(options).lang, spoken, told)
    gc.enable()  # `main` turns it off for short commands
    stream = sys.stdin.buffer
    while line := stream.readline(MOST + 1):
        rest = line
        while len(rest) > MOST and not rest.endswith(b"\n"):
            rest = stream.readline(MOST + 1)  # the rest of a line that is too long
        if answer := server.reply(line):
            output.write(answer, people=False)


def spoken(question: str) -> str | None:
    """The language of a question."""
    return ask.spoken([question])


class Library:
    """The bases of the command line, opened again when one of their files has changed."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.paths = opening.paths(options.facts)
        self.state: Any = None
        self.chains: dict[str | None, Chain] = {}  # by the report that was asked for
        self.searches: dict[int, Any] = {}  # by the chain that they search
        self.readers: dict[int, list[Proofreader]] = {}

    def bases(self, report: str | None) -> Chain:
        """The bases, or the one of a report. Raises `NotFoundError` and `LoadError`."""
        if (state := stamps(self.paths)) != self.state:
            self.forget()
            self.chains = {None: only(opening.open_bases(self.paths), self.options.report)}
            self.state = state
        if report not in self.chains:
            if len(self.chains) > FEW:
                self.chains = {None: self.chains[None]}
                self.forget()
            self.chains[report] = only(self.chains[None], report)
        return self.chains[report]

    def forget(self) -> None:
        """Forget what was prepared for questions and drafts."""
        self.searches.clear()
        self.readers.clear()

    def reply(self, bases: Chain, question: str) -> Reply:
        """The reply to a question. Raises `UsageError` if there is nothing in it."""
        words = question.split()
        if not any(map(fold, words)):
            raise UsageError(tell("nothing to ask in the question; give words or a number"))
        if id(bases) not in self.searches:
            self.searches[id(bases)] = ask.searches(bases)
        return ask.reply_of(bases, self.searches[id(bases)], words)[0]

    def claims(self, bases: Chain, text: str, source: str | None, lang: str) -> list[Record]:
        """A row for each claim of a text, as `proofread` has them."""
        from ...proofread.proofreader import Proofreader, merged
        from . import proofread

        session = Session(self.options)
        session.lang = lang
        vars(session)["bases"] = bases
        if source is None:
            readers = self.proofreaders(bases)
        else:
            readers = [Proofreader.of_text(source, "source")]
        found = merged(each for one in readers for each in one.read(text))
        return [proofread.row(session, each, people=False) for each in found]

    def proofreaders(self, bases: Chain) -> "Iterable[Proofreader]":
        """One for each base; of many bases one after the other, so that none is kept."""
        from ...proofread.proofreader import Proofreader

        if len(bases) > FEW:
            return (Proofreader.of_base(base) for base in bases)
        if id(bases) not in self.readers:
            self.readers[id(bases)] = [Proofreader.of_base(base) for base in bases]
        return self.readers[id(bases)]


def stamps(paths: Iterable[str]) -> list[Any]:
    """What changes when a file of the bases or one of their locks changes."""
    files, _ = find_all(paths)
    return [(path, state(path)) for file in files.values() for path in (file, lock_path(file))]


def state(path: str) -> Any:
    """What changes when a file changes; None if there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
