"""A report as a schema.org Dataset in JSON-LD, for search engines and catalogues of data."""

import re
from collections.abc import Sequence
from typing import Any

from ..lookup import display
from ..model.base import FactBase, Record
from ..model.fields import LANGUAGES
from ..model.kinds import BY_ID
from ..render.json import encode
from .words import DATASET

CONTEXT = "https://schema.org"
YEAR = re.compile("[0-9]{4}")


def dataset(bases: Sequence[FactBase]) -> str:
    """The reports as JSON-LD. What a report does not say, its licence for one, is left out."""
    every = [described(base) for base in bases]
    whole = every[0] if len(every) == 1 else {"@graph": every}
    return encode({"@context": CONTEXT} | whole)


def described(base: FactBase) -> dict[str, Any]:
    """One report."""
    report = base.report
    names = [report[lang] for lang in LANGUAGES]
    publishers = [report[f"publisher_{lang}"] for lang in LANGUAGES]
    period = base.term("periods", report["period"], "zh")
    found: dict[str, Any] = {
        "@type": "Dataset",
        "identifier": base.id,
        "name": names[0],
        "alternateName": names[1],
        "description": summary(base),
        "version": report["version"],
        "inLanguage": [*base.languages],
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "Organization",
            "name": publishers[0],
            "alternateName": publishers[1],
        },
        "isBasedOn": {"@type": "CreativeWork", "name": names[0], "identifier": source(base)},
        "variableMeasured": [measured(base, each) for each in base.select(["stats"])],
    }
    if year := YEAR.search(period):
        found["temporalCoverage"] = year[0]
    return found


def summary(base: FactBase) -> str:
    """What the data set holds, in both languages."""
    facts = len(base.records)
    return " / ".join(
        text.format(
            base.report[lang],
            base.report[f"publisher_{lang}"],
            base.term("periods", base.report["period"], lang),
            facts,
        )
        for text, lang in zip(DATASET, LANGUAGES, strict=True)
    )


def source(base: FactBase) -> str:
    """The text of the report: its name and its digest."""
    return f"{base.report['source']['file']} sha256:{base.report['source']['sha256']}"


def measured(base: FactBase, record: Record) -> dict[str, Any]:
    """A figure as a PropertyValue. A range has its ends."""
    found: dict[str, Any] = {
        "@type": "PropertyValue",
        "propertyID": record["id"],
        "name": record["zh"],
    }
    names = {"value": "value", "low": "minValue", "high": "maxValue"}
    found |= {name: record[field] for field, name in names.items() if record.get(field) is not None}
    if record["form"]:
        found["value"] = display.figure(base, record, "zh")
    if BY_ID[record["kind"]].figure and record["unit"]:
        found["unitText"] = base.term("units", record["unit"], "zh")
    return found
