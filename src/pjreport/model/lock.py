"""The verdict of the last check on each fact, and whether the fact has changed since.

A lock has a verdict and a digest for every fact. The digest covers the fact's table, the terms of
the vocabulary that it uses, and the inputs of a computed fact. A fact with another digest is
stale.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from .fields import items
from .formula import plain
from .kind import DRAFT
from .kinds import BY_ID

FOUND = "found"
VERIFIED, STALE, NOT_FOUND, UNCHECKED = "verified", "stale", "not-found", "unchecked"
NOT_SHOWN = "not-shown"  # as a verdict and as a state: found, but the text leaves a doubt
STATES = (VERIFIED, STALE, NOT_FOUND, UNCHECKED, NOT_SHOWN, DRAFT)
Facts = Mapping[str, Mapping[str, Any]]  # tables by id
States = Callable[[str], str]  # from a fact's id to its state
UNSTATED = frozenset({"also", "draft"})
LENGTH = 16  # hexadecimal digits of SHA-256: enough to see edits, but not to stop forgers


class Lock(NamedTuple):
    """A lock: the digest of the source's text, and (verdict, digest) of each fact by id."""

    source: str
    facts: Mapping[str, tuple[str, str]]

    def states(self, tables: Mapping[str, Any]) -> States:
        """A function from the ids in a sound file's tables to their states."""
        same = self.source == tables["report"]["source"]["sha256"]
        digester = Digester(by_id(tables), tables["vocabulary"])

        def state(id: str) -> str:
            if id not in self.facts:
                return UNCHECKED
            verdict, digest = self.facts[id]
            if not same or digester.digest(id) != digest:
                return STALE
            return {FOUND: VERIFIED, NOT_SHOWN: NOT_SHOWN}.get(verdict, NOT_FOUND)

        return state


def digests(facts: Facts, vocabulary: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each fact. In a circle of inputs, a fact counts as its id."""
    digester = Digester(facts, vocabulary)
    return {id: digester.digest(id) for id in facts}


def by_id(tables: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The tables of the facts in a sound file, by id."""
    return {
        f"{kind}.{topic}.{name}": table
        for kind in BY_ID
        for topic, entries in tables.get(kind, {}).items()
        for name, table in entries.items()
    }


class Digester:
    """Computes the digests of facts, with the terms of the vocabulary that they use."""

    def __init__(self, facts: Facts, vocabulary: Mapping[str, Any]) -> None:
        self.facts = facts
        self.vocabulary = vocabulary
        self.found: dict[str, str] = {}
        self.terms: dict[tuple[str, str], str] = {}  # by group and key; many facts share them

    def term(self, group: str, key: str) -> str:
        """A term of the vocabulary as text for a digest."""
        if (group, key) not in self.terms:
            terms = self.vocabulary.get(group)
            said = terms.get(key) if isinstance(terms, dict) else None
            self.terms[group, key] = canonical(stated(said))
        return self.terms[group, key]

    def digest(self, id: str, above: tuple[str, ...] = ()) -> str:
        """The digest of a fact, or the id if there is no such fact or it is its own input."""
        if id in above or id not in self.facts:
            return id
        if id not in self.found:
            table = self.facts[id]
            kind = BY_ID.get(id.partition(".")[0])
            terms = [
                self.term(group, str(key))
                for field, group in (kind.terms if kind else {}).items()
                for key in items(table.get(field))
            ]
            inputs = [self.digest(each, (*above, id)) for each in table.get("inputs", ())]
            said = canonical([stated(table), terms, inputs]).encode()
            self.found[id] = sha256()(said).hexdigest()[:LENGTH]
        return self.found[id]


def stated(table: Any) -> Any:
    """A table without what changes nothing that it states: other words for it, and who looked."""
    if isinstance(table, Mapping) and not UNSTATED.isdisjoint(table):
        return {key: value for key, value in table.items() if key not in UNSTATED}
    return table


@cache
def sha256() -> Callable[[bytes], Any]:
    """Python's own SHA-256. `hashlib` loads OpenSSL, which takes longer than a lookup."""
    for module in ("_sha2", "_sha256"):  # from Python 3.12 on; before
        with suppress(ImportError):
            own: Callable[[bytes], Any] = import_module(module).sha256
            return own
    from hashlib import sha256

    return sha256


def canonical(value: Any) -> str:
    """`value` as text. Different data give different texts.

    >>> canonical(["人", 5, Decimal("99.50"), True, {"b": [], "a": "x"}])
    '[s1:人n5;n99.50;True;{s1:as1:xs1:b[]}]'
    """
    match value:
        case str():
            return f"s{len(value)}:{value}"
        case bool() | None:
            return f"{value};"
        case int() | Decimal():
            return f"n{plain(value)};"
        case Mapping():
            pairs = (f"{canonical(key)}{canonical(value[key])}" for key in sorted(value))
            return f"{{{''.join(pairs)}}}"
        case list() | tuple():
            return f"[{''.join(map(canonical, value))}]"
    return f"?{value};"
