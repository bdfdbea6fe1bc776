"""The options and the argument of `draft`."""

from .parameters import Argument, Option

REPORT_FILE = Argument(
    "report_file",
    "REPORT",
    "报告：文本、Markdown、HTML、DOCX 或 PDF。",
    "The report: a text, Markdown, HTML, DOCX or PDF.",
    values="files",
)
DRAFT_TO = Option(
    "-o, --output",
    "要写的事实库；已有的只添不改。",
    "The base to write; one that is there is only added to.",
    metavar="FILE",
    values="files",
    name="file",
)
LIKE = Option(
    "--like",
    "同类事实库（如上一年的），沿用其编号、名称、主题和词汇。",
    "A base like it, as last year's: its ids, names, topics and terms are used.",
    metavar="FACTS",
    values="files",
)
OPEN = Option(
    "--list",
    "只列出原文中每个数字、名称的去向。",
    "Write no base; list what becomes of each figure and name.",
    type="flag",
    name="listed",
)
