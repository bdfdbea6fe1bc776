"""SARIF 2.1.0, which code hosting platforms and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from collections.abc import Sequence
from json import dumps
from urllib.parse import quote

from ... import __version__
from ...model.diagnostics import Diagnostic, Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(problems: Sequence[Diagnostic], rules: Sequence[Rule]) -> str:
    """One run of one tool, with all rules and a result for each problem."""
    index = {rule.name: place for place, rule in enumerate(rules)}
    described = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": f"{rule.summary} {rule.explanation}"},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in rules
    ]
    results = [
        {
            "ruleId": each.rule,
            "ruleIndex": index[each.rule],
            "level": each.severity,
            "message": {"text": each.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri(each.path)},
                        "region": {"startLine": each.line, "startColumn": each.column},
                    }
                }
            ],
        }
        for each in problems
    ]
    driver = {"name": "pjreport", "version": __version__, "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps(document, indent=2) + "\n"  # in ASCII, which is safe for terminals


def uri(path: str) -> str:
    """A path as a URI: a relative path as it is, an absolute one with `file://`."""
    quoted = quote(path.replace(os.sep, "/").encode(errors="surrogateescape"))
    return f"file://{quoted}" if os.path.isabs(path) else quoted.replace(":", "%3A")
