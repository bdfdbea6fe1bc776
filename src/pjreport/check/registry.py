"""All rules of `check`, in the order of `check --list`."""

from .rule import CheckRule
from .rules import MODULES, rules_of

GROUPS = ("shape", "consistency", "source", "coverage")
# Summary and explanation of the rules that are applied where files are read.
SHAPE = {
    "unreadable": (
        "A fact base is a regular file that can be read.",
        "Folders stand for the *.toml files below them; pipes, devices and TOML files over 32 MiB are refused.",
    ),
    "encoding": (
        "A fact base is UTF-8.",
        "A byte order mark is allowed. The first byte that does not fit is named; mostly the file is GBK or UTF-16.",
    ),
    "syntax": (
        "A fact base is TOML.",
        "TOML 1.1. The mistake is at the place named, or just before it.",
    ),
    "bad-key": (
        "Keys are lower-case letters, digits and single hyphens.",
        "They are parts of ids, which people type: at most 40 characters.",
    ),
    "missing-key": (
        "A table has the keys it must have.",
        "`pjreport schema input` lists them for each kind.",
    ),
    "unknown-key": (
        "A table has no keys but the known ones.",
        "Otherwise a mistyped key would silently leave out what it states.",
    ),
    "wrong-type": (
        "A value is of its key's type.",
        "Numbers without quotation marks, lists in brackets.",
    ),
    "wrong-value": (
        "A text has its key's form.",
        "An id is KIND.TOPIC.NAME, a day --MM-DD, a digest 64 hexadecimal digits.",
    ),
    "duplicate-report": (
        "No two fact bases have the same report id.",
        "The id tells facts apart when several bases are used together.",
    ),
    "damaged": (
        "A compiled base is, byte for byte, what was compiled, and an export what was exported.",
        "Both have digests, because few programs notice a flipped bit. Compile or export it again.",
    ),
    "changed-input": (
        "The files that a compiled base was made from are as they were.",
        "They are looked for at their old paths. Lookups name the changed ones that matter. Compile it again.",
        "warning",
    ),
}
RULES = (
    *(CheckRule(name, "shape", *said) for name, said in SHAPE.items()),
    *sorted(rules_of(MODULES), key=lambda rule: GROUPS.index(rule.group)),
)
BY_NAME = {rule.name: rule for rule in RULES}
