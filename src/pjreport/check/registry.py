"""The rules that a fact base must keep, in the order they are listed, checked and explained."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

GROUPS = ("shape", "consistency", "source", "coverage")


class Rule:
    """A rule: its name in messages, what holds, and what a curator must know beside it.

    Its function, of the same name, stands in a module of this package and gets
    what the rule `needs`: a `View` of the `file`, a `Reading` of the file's
    sound `facts`, or one that has the `source`. Rules of no module are applied
    where files are read. At each start only those are run that need the file.
    """

    def __init__(
        self,
        name: str,
        group: str,
        summary: str,
        explanation: str,
        *,
        module: str = "",
        needs: str = "file",
        severity: str = "error",
    ) -> None:
        self.name = name
        self.group = group
        self.summary = summary
        self.explanation = explanation
        self.module = module
        self.needs = needs
        self.severity = severity

    @property
    def find(self) -> Callable[[Any], Any]:
        """The function that yields where a base breaks the rule, and how."""
        module = import_module(f"{__package__}.{self.module}")
        found: Callable[[Any], Any] = getattr(module, self.name.replace("-", "_"))
        return found


def shape(name: str, summary: str, explanation: str) -> Rule:
    """A rule that is applied where files are read."""
    return Rule(name, "shape", summary, explanation)


def consistency(module: str, name: str, summary: str, explanation: str) -> Rule:
    """A rule about the file alone, applied at each start."""
    return Rule(name, "consistency", summary, explanation, module=module)


def arithmetic(name: str, severity: str, summary: str, explanation: str) -> Rule:
    """A finding of the audit."""
    more = {"module": "rules.arithmetic", "needs": "facts", "severity": severity}
    return Rule(name, "consistency", summary, explanation, **more)


def source(
    module: str, name: str, summary: str, explanation: str, *, needs: str = "source"
) -> Rule:
    """A rule about the text the facts were taken from."""
    return Rule(name, "source", summary, explanation, module=module, needs=needs)


def coverage(
    module: str, name: str, summary: str, explanation: str, severity: str = "warning"
) -> Rule:
    """A rule about what of the text the facts account for."""
    more = {"module": module, "needs": "source", "severity": severity}
    return Rule(name, "coverage", summary, explanation, **more)


RULES = (
    shape(
        "unreadable",
        "A fact base is a regular file that can be read.",
        "Folders stand for the *.toml files below them; pipes, devices and files over 32 MiB are refused.",
    ),
    shape(
        "encoding",
        "A fact base is UTF-8.",
        "A byte order mark is allowed. The first byte that does not fit is named; mostly the file is GBK or UTF-16.",
    ),
    shape(
        "syntax",
        "A fact base is TOML.",
        "TOML 1.1. The mistake is at the place named, or just before it.",
    ),
    shape(
        "bad-key",
        "Keys are lower-case letters, digits and single hyphens.",
        "They are parts of ids, which people type: at most 40 characters.",
    ),
    shape(
        "missing-key",
        "A table has the keys it must have.",
        "`pjreport schema input` lists them for each kind.",
    ),
    shape(
        "unknown-key",
        "A table has no keys but the known ones.",
        "A mistyped key would else be a fact that is silently not stated.",
    ),
    shape(
        "wrong-type",
        "A value is of its key's type.",
        "Numbers without quotation marks, lists in brackets.",
    ),
    shape(
        "wrong-value",
        "A text has its key's form.",
        "An id is KIND.TOPIC.NAME, a day --MM-DD, a digest 64 hexadecimal digits.",
    ),
    shape(
        "duplicate-report",
        "No two fact bases have the same report id.",
        "Facts are told apart by it when several bases answer together.",
    ),
    shape(
        "damaged",
        "A compiled base is, byte for byte, what was compiled.",
        "It keeps a digest of itself, for SQLite does not notice a flipped bit. Compile it again.",
    ),
    Rule(
        "changed-input",
        "shape",
        "The files that a compiled base was made from are as they were.",
        "Looked for where they lay. Lookups name those that an answer rests on. Compile it again.",
        severity="warning",
    ),
    # Texts first: what they hold is quoted by the messages of all others.
    consistency(
        "rules.characters",
        "control-character",
        "No text holds a control, format or surrogate character.",
        "They steer terminals and hide text; they never reach one.",
    ),
    consistency(
        "rules.characters",
        "one-language",
        "The report's Chinese name is Chinese, and a note stands in both languages.",
        "Everything that people read is in both languages.",
    ),
    consistency(
        "rules.characters",
        "inferred-field",
        "`inferred` names fields that the fact states.",
        "A field that is not stated cannot be inferred.",
    ),
    consistency(
        "rules.references",
        "unknown-topic",
        "A fact's topic is declared under [topics].",
        "The second part of an id is its topic.",
    ),
    consistency(
        "rules.references",
        "unknown-section",
        "A topic's section is declared under [sections].",
        "A topic without a heading in the source has no section.",
    ),
    consistency(
        "rules.references",
        "unknown-term",
        "A term is declared in its group of the vocabulary.",
        "Units, periods, levels and the like are written once, in both languages, and referred to by key.",
    ),
    consistency(
        "rules.references",
        "dangling-reference",
        "An id that a fact refers to exists, and is of a kind that makes sense there.",
        "A visitor is one of people, a recipient is no figure; nothing refers to itself.",
    ),
    consistency(
        "rules.references",
        "duplicate",
        "No two facts of a kind, topics or terms of a group say the same.",
        "They share a label, or everything but the label.",
    ),
    consistency(
        "rules.references",
        "cycle",
        "Nothing is part of itself, not even through others.",
        "`part_of` leads from a part to its whole.",
    ),
    consistency(
        "rules.figures",
        "impossible-number",
        "A figure is finite, of at most 18 digits, and possible for what it counts.",
        "Whole things are counted in whole numbers, a share lies between 0 and 100, a part is at most its whole.",
    ),
    consistency(
        "rules.figures",
        "impossible-line",
        "Line numbers rise, and lie within the source.",
        "Lines count from 1; [report.source] says how many there are.",
    ),
    consistency(
        "rules.figures",
        "relations",
        "A figure is a growth, a rate or a part: one of them at most.",
        "Each printed figure is a fact of its own.",
    ),
    consistency(
        "rules.figures",
        "formula",
        "A computed fact's formula has exactly one answer, in the unit of what it adds up.",
        "A computed figure is never a guess.",
    ),
    arithmetic(
        "impossible-rate",
        "warning",
        "A printed growth or rate fits the counts it is of.",
        "No whole number gives the printed rate: the two next to it are shown with what they would give. A slip of the report's is kept as printed and noted; a slip of the base's is mended.",
    ),
    arithmetic(
        "other-reading",
        "warning",
        "A growth fits what it is stated to be of, and not only something else.",
        "The rate fits other counts, or only one of the readings the text leaves open; the one that fits is named.",
    ),
    arithmetic(
        "not-testable",
        "note",
        "A rate can be tested against counts.",
        "The counts behind the rate are not in the report, or any number would fit.",
    ),
    Rule(
        "stale-stamp",
        "consistency",
        "No fact was changed after it was stamped as checked.",
        "The lock beside the base holds a digest of every fact that was checked. Check against the source again, with --stamp.",
        module="lock",
        needs="facts",
        severity="warning",
    ),
    source(
        "context",
        "source-differs",
        "The text is the one whose digest the base states.",
        "Lines and words are those of one text. A later version of it needs its own sha256 and maybe other lines.",
    ),
    source(
        "context",
        "evidence-not-found",
        "Every fragment of the evidence stands in the source.",
        "Compared without regard to line breaks, spaces, width, traditional characters and thousands separators, and to nothing else: a number is found as a whole or not at all. The nearest text is shown, and where it differs.",
    ),
    source(
        "context",
        "evidence-moved",
        "A fragment stands on the lines that are stated, and not elsewhere.",
        "The words are right and the lines are not.",
    ),
    source(
        "context",
        "evidence-ambiguous",
        "A fragment that stands in several places stands on the lines that are stated, too.",
        "Which of the places is meant, nobody can know; state its lines, or a longer fragment.",
    ),
    source(
        "context",
        "line-without-evidence",
        "Some fragment stands on every line that a fact states.",
        "A line that shows nothing of the fact sends readers to the wrong place.",
    ),
    source(
        "rules.printed",
        "value-not-shown",
        "A figure stands, as a whole number, in its own evidence.",
        "98 is not in 98.5%, nor 12 in 12,345, nor 3.2 in -3.2. Chinese numerals and 1.2万 count.",
        needs="facts",
    ),
    source(
        "rules.printed",
        "unit-not-shown",
        "The unit stands behind the figure, whole: 人 is not 人次, and % is not 个百分点.",
        "Where the source prints something else for a unit (4金 for four medals), the unit lists it as `written`.",
        needs="facts",
    ),
    source(
        "rules.printed",
        "qualifier-differs",
        "Words and signs that say how exact a figure is (超, 近, 约, 余, 以上, ≥) are neither dropped nor added.",
        "They are stated as `qualifier`: over, nearly, about, at-least, under or at-most.",
        needs="facts",
    ),
    source(
        "rules.printed",
        "part-of-range",
        "A figure is no end of a range, and no part of a ratio, a product or a sum.",
        "5000～5228 says neither that it was 5000 nor that it was 5228. A change from one number to another (从1300到1508) is no range, nor are numbers in different units (12.86%至78项).",
        needs="facts",
    ),
    source(
        "rules.beside",
        "subject-not-shown",
        "The fragment that shows a figure tells it from the other numbers of its lines.",
        "On a line with 立项16项、结题19项, 19项 alone may be either: were the two changed for each other, it would be found all the same. A fragment with the words beside the number, 结题19项, says whose it is; words behind a comma do not.",
    ),
    source(
        "rules.beside",
        "direction-differs",
        "A growth is positive where the text says 增长 and the like, negative where it says 下降; a count is no change.",
        "The word nearest before the number counts, else the one behind it, up to the next punctuation. Where a change is what is counted (减少120项), put its word into the evidence.",
    ),
    source(
        "rules.beside",
        "negated",
        "What the text denies or only expects beside a fragment (未, 没有, 预计, not) is part of the evidence.",
        "Else the base states what the text denies, or what was only to be. Where the word denies something else, or the fact is about what did not happen, put it into the evidence.",
    ),
    source(
        "rules.beside",
        "evidence-of-another",
        "No two figures in one unit show each other's evidence.",
        "Each one's name has more in common with what the other one shows: they were changed for each other. If they were not, give them the names that the text has.",
    ),
    source(
        "rules.printed",
        "ordinal-not-shown",
        "An edition, batch, ordinal or day stands in the fact's own evidence.",
        "What is concluded and not printed is named in `inferred`.",
        needs="facts",
    ),
    source(
        "rules.printed",
        "term-not-shown",
        "A rank, level or class stands in the fact's own evidence.",
        "As the vocabulary has it: the term's zh or en, or what it lists as `written` (省 for 省级). What is concluded and not printed is named in `inferred`.",
        needs="facts",
    ),
    source(
        "rules.sections",
        "section-heading",
        "A section's heading is what is printed on its line.",
        "Headings printed twice are known.",
    ),
    source(
        "rules.sections",
        "section-body",
        "A section's body lies on the side of its heading on which the source prints bodies.",
        "Where nothing follows the last heading, headings stand after their bodies.",
    ),
    Rule(
        "outside-section",
        "source",
        "A fact stands in the section of its topic, on one of its lines at least.",
        "Lines, topic or the section's body are wrong.",
        module="rules.sections",
        needs="facts",
        severity="warning",
    ),
    coverage(
        "rules.coverage",
        "unclaimed",
        "Every numeral, date, ordinal, grade, quoted name and title is in a fact, or ignored.",
        "A base is complete when nothing countable or named in the text is without a fact. What states none, such as 进一步, gets an entry under [[ignored]] with the reason.",
    ),
    coverage(
        "rules.coverage",
        "claimed-elsewhere",
        "What a fact shows stands in no other place that the fact does not name.",
        "Often the same thing said twice: add the line.",
        "note",
    ),
    coverage(
        "rules.coverage",
        "needless-ignored",
        "An entry of [[ignored]] names text of the source that no fact shows.",
        "It hides nothing, or hides what is a fact by now.",
    ),
    coverage(
        "rules.sections",
        "unstated-heading",
        "Every heading of the source is that of a section.",
        "Headings are found where each half is printed twice.",
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
