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
        self, facts: Mapping[str, Mapping[str, Any]], vocabulary: Mapping[str, Any], source: str
    ) -> dict[str, str]:
        """The state of each of these facts, tables by id, of a base that names this source."""
        if not self.trusted:
            now = digests(facts, vocabulary)
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
    facts: Mapping[str, Mapping[str, Any]], vocabulary: Mapping[str, Any]
) -> dict[str, str]:
    """The digest of each fact, tables by id; inputs that form a circle count as their ids."""
    from hashlib import sha256  # a few milliseconds, for bases that people edit

    found: dict[str, str] = {}
    said: dict[tuple[str, str], str] = {}  # of a group's term: many facts have the same

    def term(group: str, key: str) -> str:
        if (group, key) not in said:
            terms = vocabulary.get(group)
            said[group, key] = canonical(terms.get(key) if isinstance(terms, dict) else None)
        return said[group, key]

    def digest(id: str, above: tuple[str, ...]) -> str:
        if id in above or id not in facts:
            return id
        if id not in found:
            table = facts[id]
            kind = BY_ID.get(id.partition(".")[0])
            terms = [
                term(group, str(key))
                for field, group in (kind.terms if kind else {}).items()
                for key in listed(table.get(field))
            ]
            inputs = [digest(each, (*above, id)) for each in table.get("inputs", ())]
            found[id] = sha256(canonical([table, terms, inputs]).encode()).hexdigest()[:LENGTH]
        return found[id]

    return {id: digest(id, ()) for id in facts}


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
