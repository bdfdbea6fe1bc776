"""The terms of a draft's vocabulary: the units and the times of its figures."""

import re
from collections.abc import Iterable
from typing import Any

from ..quantities.quantity import Quantity
from ..quantities.units import UNITS
from ..vocabulary import group, languages, words
from .keys import candidates, key_of

Table = dict[str, Any]
WHOLE = ("count", "loose", "big")  # kinds of units that count whole things
KNOWN = ("levels", "types", "roles")  # groups of terms with names of our own
# A year, an academic year, or a year and a month, at the start of how a time is printed.
DATED = re.compile(r"\D{0,3}((?:1[89]|20)[0-9]{2})(?:\D{1,2}([0-9]{1,4}))?(?![0-9])")


def forms(name: str) -> dict[str, tuple[str, str]]:
    """The key and the first form of each form in a group of names of terms."""
    found: dict[str, tuple[str, str]] = {}
    for lang in languages(None):
        for key in group(name, lang):
            some = words(f"{name}.{key}", lang)
            found |= {each: (key, some[0]) for each in some if each not in found}
    return found


def named(terms: Table) -> Table:
    """The terms of a group with their keys, by each form that they have."""
    return {
        each: (key, term)
        for key, term in terms.items()
        for each in (term.get("zh"), term.get("en"), *term.get("written", ()))
        if each
    }


class Terms:
    """The units and times of a draft, each declared when it is first used."""

    def __init__(self, lang: str, known: Table | None = None) -> None:
        """`known` is the vocabulary of a base that the draft goes on with or follows."""
        self.lang = lang
        self.units: Table = {}
        self.periods: Table = {}
        self.known_forms = forms("unit-names")
        self.known_periods = forms("period-names")
        self.known_others = forms("level-names") | forms("quotations")
        self.others: dict[str, Table] = {}
        given = {group: named(terms) for group, terms in (known or {}).items()}
        self.given, self.given_periods = given.get("units", {}), given.get("periods", {})
        self.given_others = given

    def unit(self, form: str, values: Iterable[Any]) -> str:
        """The key of a printed unit, declared for figures with these numbers."""
        if form in self.given:
            key, term = self.given[form]
            self.units.setdefault(key, dict(term))
            return str(key)
        key, first = self.known_forms.get(form, (key_of(form), form))
        kind = UNITS.kinds.get(form, "count")
        table = self.units.get(key)
        if table is None:
            table = self.units[key] = {"zh": first, "en": first}
            if self.lang == "zh" and form in self.known_forms:
                table["en"] = key.replace("-", " ") if kind != "per-hundred" else first
            elif self.lang == "zh":
                del table["en"]
            else:
                del table["zh"]
            if kind in WHOLE:
                table["whole"] = True
        if form not in (table.get("zh"), table.get("en")):
            table["written"] = [*dict.fromkeys([*table.get("written", ()), form])]
        if any(each != int(each) or each < 0 for each in values):
            table.pop("whole", None)
        return key

    def period(self, said: str) -> str:
        """The key of a time, in the words of the text."""
        if said in self.given_periods:
            key, term = self.given_periods[said]
            self.periods.setdefault(key, dict(term))
            return str(key)
        key, first = self.known_periods.get(said, ("", said))
        if not key:
            dated = DATED.match(said)
            key = "-".join(filter(None, (f"y{dated[1]}", dated[2]))) if dated else key_of(said)
        table = self.periods.setdefault(key, {"zh": first, "en": key.replace("-", " ")})
        if self.lang == "en":
            table.pop("zh", None)
            table["en"] = first
        elif said not in self.known_periods:
            table.pop("en", None)
        return key

    def term(self, group: str, said: str) -> str:
        """The key of another term, in the words of the text."""
        given = self.given_others.get(group, {})
        if said in given:
            key, term = given[said]
            self.others.setdefault(group, {}).setdefault(key, dict(term))
            return str(key)
        known = group in KNOWN and said in self.known_others
        key, first = self.known_others[said] if known else ("", said)
        table = self.others.setdefault(group, {})
        if not key:
            key = next((each for each, term in table.items() if term.get(self.lang) == said), "")
        if not key:
            key = next(each for each in candidates(said) if each not in table)
        term = table.setdefault(key, {self.lang: first})
        if known and self.lang == "zh":
            term["en"] = key
        if said != first and said not in term.get("written", ()):
            term["written"] = [*term.get("written", ()), said]
        return key

    def name(self, period: str, lang: str) -> str:
        """The name of a declared time."""
        names = self.periods[period]
        return str(names.get(lang) or names.get("zh") or names["en"])


def numbers(figure: Quantity) -> list[Any]:
    """The numbers of a figure."""
    return [each for each in (figure.value, figure.low, figure.high) if each is not None]
