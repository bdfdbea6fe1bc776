"""The rows of the rules about shape, which are applied where files are read."""

from ..rule import CheckRule

RULES = (
    CheckRule(
        "unreadable",
        "shape",
        "A fact base is a regular file that can be read.",
        "Folders stand for the *.toml files below them; pipes, devices and files over 32 MiB are refused.",
    ),
    CheckRule(
        "encoding",
        "shape",
        "A fact base is UTF-8.",
        "A byte order mark is allowed. The first byte that does not fit is named; mostly the file is GBK or UTF-16.",
    ),
    CheckRule(
        "syntax",
        "shape",
        "A fact base is TOML.",
        "TOML 1.1. The mistake is at the place named, or just before it.",
    ),
    CheckRule(
        "bad-key",
        "shape",
        "Keys are lower-case letters, digits and single hyphens.",
        "They are parts of ids, which people type: at most 40 characters.",
    ),
    CheckRule(
        "missing-key",
        "shape",
        "A table has the keys it must have.",
        "`pjreport schema input` lists them for each kind.",
    ),
    CheckRule(
        "unknown-key",
        "shape",
        "A table has no keys but the known ones.",
        "A mistyped key would else be a fact that is silently not stated.",
    ),
    CheckRule(
        "wrong-type",
        "shape",
        "A value is of its key's type.",
        "Numbers without quotation marks, lists in brackets.",
    ),
    CheckRule(
        "wrong-value",
        "shape",
        "A text has its key's form.",
        "An id is KIND.TOPIC.NAME, a day --MM-DD, a digest 64 hexadecimal digits.",
    ),
    CheckRule(
        "duplicate-report",
        "shape",
        "No two fact bases have the same report id.",
        "Facts are told apart by it when several bases answer together.",
    ),
    CheckRule(
        "damaged",
        "shape",
        "A compiled base is, byte for byte, what was compiled.",
        "It keeps a digest of itself, for SQLite does not notice a flipped bit. Compile it again.",
    ),
    CheckRule(
        "changed-input",
        "shape",
        "The files that a compiled base was made from are as they were.",
        "Looked for where they lay. Lookups name those that an answer rests on. Compile it again.",
        severity="warning",
    ),
)
