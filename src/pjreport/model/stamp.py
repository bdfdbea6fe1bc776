"""What a check has said of each fact, and whether the fact is still the one that was checked.

A lock holds, for every fact, the verdict and a digest of what was checked: all
that the file says of it, its unit's name, and for a computed fact its inputs. A
fact that was edited since has another digest, so it is stale, whoever edited it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .formula import plain

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
        units: Mapping[str, Any],
        source: str,
        among: Facts | None = None,
    ) -> dict[str, str]:
        """The state of each of these facts, tables by id, of a base that names this source.

        They are some of those `among` which their inputs are.
        """
        if not self.trusted:
            now = digests(facts, units, among)
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


def digests(facts: Facts, units: Mapping[str, Any], among: Facts | None = None) -> dict[str, str]:
    """The digest of each fact, tables by id; inputs that form a circle count as their ids.

    The inputs are `among` these, or themselves such facts.
    """
    found: dict[str, str] = {}
    every = facts if among is None else among
    return {id: _digest(id, every, units, found, ()) for id in facts}


def _digest(
    id: str, facts: Facts, units: Mapping[str, Any], found: dict[str, str], above: tuple[str, ...]
) -> str:
    if id in above or id not in facts:
        return id
    if id not in found:
        from hashlib import sha256  # a few milliseconds, for bases that people edit

        table = facts[id]
        unit = units.get(str(table.get("unit")))
        inputs = [
            _digest(each, facts, units, found, (*above, id)) for each in table.get("inputs", ())
        ]
        said = [table, unit.get("zh") if isinstance(unit, dict) else None, inputs]
        found[id] = sha256(canonical(said).encode()).hexdigest()[:LENGTH]
    return found[id]


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
