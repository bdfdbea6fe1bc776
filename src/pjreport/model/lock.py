"""What a check has said of each fact, and whether the fact is still the one that was checked.

A lock holds, for every fact, the verdict and a digest of what was checked: all
that the file says of it, the terms of the vocabulary that it is described with, and
for a computed fact its inputs. A fact that was edited since, or that is shown in other
words, has another digest, so it is stale, whoever edited it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .formula import plain
from .kinds import BY_ID

FOUND = "found"
VERIFIED, STALE, NOT_FOUND, UNCHECKED = "verified", "stale", "not-found", "unchecked"
STATES = (VERIFIED, STALE, NOT_FOUND, UNCHECKED)
Facts = Mapping[str, Mapping[str, Any]]  # tables by id
LENGTH = 16  # hexadecimal digits of SHA-256: edits are to be seen, not forgers to be stopped


class Lock:
    """A lock: the digest of the source's text, and (verdict, digest) of each fact by id.

    `trusted` says that the digests need not be compared: the lock of a base
    that nobody edits.
    """

    def __init__(
        self, source: str, facts: Mapping[str, tuple[str, str]], *, trusted: bool = False
    ) -> None:
        self.source = source
        self.facts = facts
        self.trusted = trusted

    def states(
        self,
        facts: Facts,
        vocabulary: Mapping[str, Any],
        source: str,
        among: Facts | None = None,
    ) -> dict[str, str]:
        """The state of each of these facts, tables by id, of a base that names this source.

        They are some of those `among` which their inputs are.
        """
        if not self.trusted:
            now = digests(facts, vocabulary, among)
        found = {}
        for id in facts:
            if id not in self.facts:
                found[id] = UNCHECKED
                continue
            verdict, digest = self.facts[id]
            if self.source != source or (not self.trusted and now[id] != digest):
                found[id] = STALE
            else:
                found[id] = VERIFIED if verdict == FOUND else NOT_FOUND
        return found


def digests(
    facts: Facts, vocabulary: Mapping[str, Any], among: Facts | None = None
) -> dict[str, str]:
    """The digest of each fact, tables by id; inputs that form a circle count as their ids.

    The inputs are `among` these, or themselves such facts.
    """
    digester = Digester(facts if among is None else among, vocabulary)
    return {id: digester.digest(id) for id in facts}


class Digester:
    """Digests of facts, tables by id, with the words of a vocabulary that they use."""

    def __init__(self, facts: Facts, vocabulary: Mapping[str, Any]) -> None:
        from hashlib import sha256  # a few milliseconds, for bases that people edit

        self.sha256 = sha256
        self.facts = facts
        self.vocabulary = vocabulary
        self.found: dict[str, str] = {}
        self.terms: dict[tuple[str, str], str] = {}  # by group and key: many facts have the same

    def term(self, group: str, key: str) -> str:
        """What the vocabulary says of a term."""
        if (group, key) not in self.terms:
            terms = self.vocabulary.get(group)
            said = terms.get(key) if isinstance(terms, dict) else None
            self.terms[group, key] = canonical(said)
        return self.terms[group, key]

    def digest(self, id: str, above: tuple[str, ...] = ()) -> str:
        """The digest of a fact, or its id where it is its own input or no fact."""
        if id in above or id not in self.facts:
            return id
        if id not in self.found:
            table = self.facts[id]
            kind = BY_ID.get(id.partition(".")[0])
            terms = [
                self.term(group, str(key))
                for field, group in (kind.terms if kind else {}).items()
                for key in listed(table.get(field))
            ]
            inputs = [self.digest(each, (*above, id)) for each in table.get("inputs", ())]
            said = canonical([table, terms, inputs]).encode()
            self.found[id] = self.sha256(said).hexdigest()[:LENGTH]
        return self.found[id]


def listed(value: Any) -> list[Any]:
    """The items of a list, or the one value that is no list; nothing for None."""
    return value if isinstance(value, list) else [] if value is None else [value]


def canonical(value: Any) -> str:
    """`value` as text: the same for the same data, and for no other.

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
