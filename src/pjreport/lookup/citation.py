"""Citations of a report, and of single facts in it.

`gb` is GB/T 7714-2025, `apa` the seventh edition of APA; `bibtex` and `csl` (CSL-JSON) are for
programs that manage references. What the base does not state is left out and named in `missing`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..model.base import FactBase, Record
from ..quantities import notation
from . import display, sentence

# Marks of GB/T 7714; types of BibTeX and of CSL.
TYPES = {
    "newspaper": ("N", "article", "article-newspaper"),
    "report": ("R", "techreport", "report"),
    "page": ("EB", "misc", "webpage"),
    "dataset": ("DS", "misc", "dataset"),
    "": ("Z", "misc", "document"),
}
# What a complete citation states, by type.
EXPECTED = {
    "newspaper": ("newspaper", "page", "date"),
    "report": ("date",),
    "page": ("date", "address", "accessed"),
    "dataset": ("date", "address", "accessed"),
    "": ("type",),
}
UNDATED = {"zh": "[日期不详]", "en": "[date unknown]"}
NO_DATE = "n.d."  # of APA
ONLINE = "/OL"
# What BibTeX would read as its own marks.
SPECIAL = {
    **{each: "\\" + each for each in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


class Publication:
    """A report as a citation has it, in one language."""

    def __init__(self, base: FactBase, lang: str) -> None:
        report = base.report
        said = report.get("publication") or {}
        self.id = base.id
        self.lang = lang
        self.type = said.get("type", "")
        self.author = report.get(f"publisher_{lang}", "")
        self.title = report[lang]
        self.newspaper = said.get(f"newspaper_{lang}") or said.get("newspaper_zh", "")
        self.page = said.get(f"page_{lang}") or said.get("page_zh", "")
        self.date = said.get("date", "")
        self.address = said.get("address", "")
        self.accessed = said.get("accessed", "")

    @property
    def missing(self) -> list[str]:
        """The keys of `[report.publication]` that a complete citation needs and the base lacks."""
        return [name for name in EXPECTED[self.type] if not getattr(self, name)]


def gb(one: Publication, passage: str) -> str:
    """A citation by GB/T 7714-2025."""
    mark = TYPES[one.type][0]
    if one.address and one.type != "newspaper":
        mark += ONLINE
    date = one.date or UNDATED[one.lang]
    page = f"({one.page})" if one.page else ""
    read = f"[{one.accessed}]" if one.accessed else ""
    if one.type == "page":
        where = f"({date}){read}"
    elif one.type == "newspaper":
        where = f"{', '.join(filter(None, [one.newspaper, date]))}{page}{read}"
    else:
        where = f"{one.author}, {date}{read}"
    parts = [one.author, f"{one.title}[{mark}]", where, one.address, passage]
    return ". ".join(filter(None, parts)).rstrip("。.") + "."


def apa(one: Publication, passage: str) -> str:
    """A citation by the seventh edition of APA."""
    parts = [f"{one.author}. ({day(one.date)}). {one.title}."]
    where = ", ".join(filter(None, [one.newspaper, one.page]))
    if one.type == "dataset":
        parts[0] = parts[0].removesuffix(".") + " [Data set]."
    parts += [f"{where}."] if where else []
    if one.address:
        parts.append(f"Retrieved {day(one.accessed)}, from" if one.accessed else "")
        parts.append(one.address)
    return " ".join(filter(None, [*parts, passage]))


def day(date: str) -> str:
    """A date as APA has it: 2022, September 8.

    >>> day("2022-09-08"), day("2022-09"), day("2022"), day("")
    ('2022, September 8', '2022, September', '2022', 'n.d.')
    """
    said = notation.date(date, "en").split()  # 8 September 2022
    if len(said) < 2:
        return date or NO_DATE
    *days, month, year = said
    return f"{year}, {' '.join([month, *days])}"


def bibtex(one: Publication, passage: str) -> str:
    """An entry for BibTeX; `year` and `month` stand in `date`, as biblatex reads them, too."""
    kind = TYPES[one.type][1]
    body = {"newspaper": "journal", "report": "institution"}.get(one.type, "publisher")
    fields = {
        "author": f"{{{escaped(one.author)}}}",
        "title": f"{{{escaped(one.title)}}}",
        body: escaped(one.newspaper if one.type == "newspaper" else one.author),
        "pages": escaped(one.page),
        "year": one.date[:4],
        "date": one.date,
        "url": one.address,
        "urldate": one.accessed,
        "note": escaped(passage),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
    return "\n".join([f"@{kind}{{{one.id},", *lines, "}"])


def escaped(text: str) -> str:
    r"""A text that BibTeX reads as itself.

    >>> print(escaped("50% of {A_b}"))
    50\% of \{A\_b\}
    """
    return re.sub(r"[\\&%$#_{}~^]", lambda found: SPECIAL[found[0]], text)


def csl(one: Publication, passage: str) -> dict[str, Any]:
    """An item of CSL-JSON."""
    item: dict[str, Any] = {
        "id": one.id,
        "type": TYPES[one.type][2],
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else [],
        "container-title": one.newspaper,
        "publisher": "" if one.type == "newspaper" else one.author,
        "page": one.page,
        "issued": parts_of(one.date),
        "URL": one.address,
        "accessed": parts_of(one.accessed),
        "language": one.lang,
        "note": passage,
    }
    return {name: value for name, value in item.items() if value}


def parts_of(date: str) -> dict[str, Any]:
    """A date of CSL-JSON; empty for none."""
    return {"date-parts": [[int(each) for each in date.split("-")]]} if date else {}


def described(base: FactBase, lang: str) -> str:
    """How a report was published, as far as its base states it; empty if it does not."""
    one = Publication(base, lang)
    said = [one.newspaper, one.page, one.date, one.address]
    return display.COMMA[lang].join(filter(None, said))


def named(base: FactBase, lang: str) -> str:
    """A report by its name, its publisher, how it was published, and its id."""
    said = [base.report[lang], base.report[f"publisher_{lang}"], described(base, lang), base.id]
    return display.COMMA[lang].join(filter(None, said))


TEXTS: dict[str, Callable[[Publication, str], str]] = {"gb": gb, "apa": apa, "bibtex": bibtex}
STYLES = (*TEXTS, "csl")


def passage(base: FactBase, records: Sequence[Record], lang: str) -> str:
    """Where in the report some facts stand: their evidence and lines."""
    said = [sentence.located(base, record, lang) for record in records]
    return display.SEPARATOR[lang].join(said)
