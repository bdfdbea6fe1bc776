"""A fact in one sentence for people: what it says, the evidence, and where this stands."""

from collections.abc import Callable

from ..model.base import FactBase, Record
from ..model.kinds import BY_ID
from ..model.records import shown_by_all
from . import display
from .titles import title

COMMA = {"zh": "，", "en": ", "}
COLON = {"zh": "：", "en": ": "}
SAYS = {"zh": "原文{}", "en": "{}"}
QUOTES = ("“{}”", "「{}」")  # the second ones around text that has the first
SUMMED = {"zh": "原文未印；依据：{}", "en": "not printed; from: {}"}
REPORT = {"zh": "《{}》", "en": "{}"}
WHOLE = {"zh": "{}（{}）。", "en": "{} ({})."}
WITHIN = {"zh": "{}（{}）", "en": "{} ({})"}
LINES: dict[str, Callable[[str, int], str]] = {
    "zh": lambda lines, _: f"第{lines.replace(', ', '、')}行",
    "en": lambda lines, count: f"line{'s'[: count > 1]} {lines}",
}
NOTE = {"zh": "备注：{}", "en": "Note: {}"}


def sentence(base: FactBase, record: Record, lang: str) -> str:
    """A fact with its evidence, the report, the lines and the state."""
    parts = [quoted(base, record, lang), place(base, record, lang)]
    if not record.get("computed"):
        parts.append(display.cell(base, record["kind"], "state", record["state"], lang))
    return WHOLE[lang].format(statement(base, record, lang), COMMA[lang].join(parts))


def note(record: Record, lang: str) -> str:
    """The note of a fact, or nothing."""
    text = record.get(f"note_{lang}")
    return NOTE[lang].format(text) if text else ""


def statement(base: FactBase, record: Record, lang: str) -> str:
    """What a fact says, without its evidence: a figure with its period, or a name with its fields."""
    shown = display.row(base, record, lang)
    name = shown["name"]
    if BY_ID[record["kind"]].figure:
        return COMMA[lang].join([f"{name}{COLON[lang]}{shown['value']}", shown["period"]])
    said = [name]
    for field in (*shown_by_all([record["kind"]]), *BY_ID[record["kind"]].added):
        stem = field.removesuffix("_zh").removesuffix("_en")
        text = shown.get(stem, "")
        if field in display.WITHIN or not text or any(text in before for before in said):
            continue
        said.append(f"{title(stem, lang)}{COLON[lang]}{text}")
    return COMMA[lang].join(said)


def quoted(base: FactBase, record: Record, lang: str) -> str:
    """The evidence in quotation marks, or what a figure is computed from."""
    if record.get("computed"):
        inputs = [base.records[id] for id in record["inputs"]]
        of = [f"{each[lang]}{COLON[lang]}{display.figure(base, each, lang)}" for each in inputs]
        return SUMMED[lang].format(display.SEPARATOR[lang].join(of))
    return SAYS[lang].format(in_quotes(display.BETWEEN[lang].join(record["evidence"])))


def located(base: FactBase, record: Record, lang: str) -> str:
    """The evidence of a fact with its lines; of a computed one, what it is computed from."""
    lines = display.line_numbers(record["lines"])
    if not lines:
        return quoted(base, record, lang)
    where = LINES[lang](lines, len(record["lines"]))
    return WITHIN[lang].format(quoted(base, record, lang), where)


def in_quotes(text: str) -> str:
    """A text in quotation marks that it has not itself."""
    return QUOTES["“" in text].format(text)


def place(base: FactBase, record: Record, lang: str) -> str:
    """The report, and the lines in it."""
    name, lines = REPORT[lang].format(base.report[lang]), display.line_numbers(record["lines"])
    if not lines:  # computed
        return name
    where = LINES[lang](lines, len(record["lines"]))
    return f"{name}{where}" if lang == "zh" else f"{name}, {where}"
