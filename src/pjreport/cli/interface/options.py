"""The options and arguments of all commands. Those that commands share come first."""

from .parameters import Argument, Option

FORMAT = Option("-f, --format", "{choices}。", "{choices}.", metavar="NAME", values="formats")
JSON = Option("--json", "等于 --format json。", "Short for --format json.", type="flag")
OUTPUT = Option(
    "-o, --output",
    "写入文件，由扩展名定格式。",
    "Write to FILE; its extension picks the format.",
    metavar="FILE",
    values="files",
)
FIELDS = Option(
    "--fields",
    "只要这些字段，按此顺序；+A 加在常用字段之后，all 为全部。",
    "Only these fields, in this order; +A adds to the usual ones, all means all.",
    metavar="A,B",
    values="fields",
)
SORT = Option(
    "--sort",
    "按字段排序，-FIELD 为降序。",
    "Sort by a field; -FIELD descending.",
    metavar="FIELD",
    values="sorting",
)
LIMIT = Option("-n, --limit", "至多 N 条。", "At most N facts.", type="number", metavar="N")
BEST = Option(  # of `ask`, in place of the one above
    "-n, --limit",
    "至多 N 条，默认 5。",
    "At most N facts; 5 unless given.",
    type="number",
    metavar="N",
    default=5,
)
HEADER = Option(
    "--header/--no-header", "要不要表头。", "Headings, or none.", type="switch", default=True
)
EXCEL = Option(
    "--excel",
    "供 Excel 打开的 CSV：带 BOM，公式失效。",
    "CSV for Excel: byte order mark, formulas defused.",
    type="flag",
)
LANG = Option(
    "--lang",
    "名称与表头的语言。[环境变量 PJREPORT_LANG，否则随系统]",
    "Language of names and headings. [env: PJREPORT_LANG; else the locale's]",
    metavar="zh|en",
    values="langs",
)
COLOR = Option("--color", "{choices}。", "{choices}.", metavar="WHEN", values="colors")
FACTS = Option(
    "--facts",
    "事实库：文件或文件夹，可多次给出。[环境变量 PJREPORT_FACTS]",
    "Fact base, a file or a folder; may be repeated. [env: PJREPORT_FACTS]",
    type="texts",
    metavar="PATH",
    values="files",
)
REPORT = Option(
    "--report", "只要这份报告的事实。", "Only this report's facts.", metavar="ID", values="reports"
)
READING = (FACTS, REPORT)
LOOKS = (LANG, COLOR)
WRITING = (FORMAT, JSON, OUTPUT, FIELDS)
ARRANGING = (SORT, LIMIT, HEADER, EXCEL)
SHARED = (*WRITING, *ARRANGING, *LOOKS, *READING)

# ---- of one command or a few

TOPICS = Argument(
    "topics",
    "[TOPIC]...",
    "主题的编号、中文或英文名；不写为全部。",
    "Topics, by id, Chinese or English name; none means all.",
    "any",
    values="topics",
)
KIND = Option("--kind", "只要一类事实。", "Only facts of a kind.", metavar="KIND", values="kinds")
COUNTED = Argument(
    "kind",
    "[KIND]",
    "一类事实；不写为全部。",
    "A kind of fact; none means all.",
    "maybe",
    values="kinds",
)
COMPUTED = Option(
    "--computed/--no-computed",
    "只要推算的，或只要照印的数据。",
    "Only computed figures, or only printed ones.",
    type="switch",
)
CHART = Option(
    "--chart",
    "画成条形图，同单位的同一比例；-o FILE.svg 存为图片。",
    "As bars, those of one unit to one scale; -o FILE.svg writes a picture.",
    type="flag",
)
QUESTION = Argument(
    "words",
    "QUESTION...",
    "一个问题，用自己的话；有没有引号均可。",
    "A question in your own words, in quotation marks or not.",
    "some",
)
WORDS = Argument(
    "words",
    "WORD...",
    "中文、拼音或首字母、英文、数字；事实须含全部词。",
    "Chinese, pinyin or initials, English, numbers: a fact must hold all of them.",
    "some",
)
TOPIC = Option(
    "--topic",
    "只要一个主题的事实：编号、中文或英文名。",
    "Only facts on a topic, by id, Chinese or English name.",
    metavar="TOPIC",
    values="topics",
)
ANY = Option(
    "--any", "只含部分词的事实也要。", "Facts that hold some of the words, too.", type="flag"
)
IDS = Argument(
    "ids",
    "ID...",
    "编号，见 `pjreport list`。",
    "Ids, as `pjreport list` shows them.",
    "some",
    values="ids",
)
IDS_OR_NONE = Argument(
    "ids",
    "[ID]...",
    "编号；不写则引用整份报告。",
    "Ids of facts to quote; none means the report as a whole.",
    "any",
    values="ids",
)
FORM = Option(
    "--as",
    "sentence：一句话，可直接引用。",
    "sentence: one sentence with its source, to paste.",
    metavar="FORM",
    values="forms",
    name="form",
)
CITATION = Option(
    "-f, --format", "{choices}。", "{choices}.", metavar="NAME", values="citations", name="style"
)
WRITE_TO = Option("-o, --output", "写入文件。", "Write to FILE.", metavar="FILE", values="files")
IDS_AND_FIELD = Argument(
    "ids",
    "ID... [FIELD]",
    "编号，- 为从标准输入读；最后可写一个字段，不写则为数值，或其他事实的名称。",
    "Ids, - reads them from standard input; then a field, without it the value of a figure, "
    "the name of anything else.",
    "some",
    values="ids_and_field",
)
RULES = Argument(
    "rules",
    "[RULE...]",
    "只查这些规则或组：shape、consistency、source、coverage。",
    "Only these rules or groups: shape, consistency, source, coverage.",
    "any",
    values="rules_and_groups",
)
RULE = Argument(
    "rule",
    "RULE",
    "规则，见 `pjreport check --list`。",
    "A rule, as `pjreport check --list` shows.",
    values="rules",
)
SOURCE = Option(
    "--source",
    "事实所据的原文，可多次给出。",
    "The text the facts were taken from; may be repeated.",
    type="texts",
    metavar="FILE",
    values="files",
    name="sources",
)
MADE_FROM = Option(
    "--source",
    "稿件所据的原文；不用事实库。可多次给出。",
    "The text the draft was made from, in place of facts; may be repeated.",
    type="texts",
    metavar="FILE",
    values="files",
    name="sources",
)
STAMP = Option(
    "--stamp",
    "把核对结果写入事实库的锁文件。",
    "Write what was found to the base's lock.",
    type="flag",
)
STRICT = Option("--strict", "有警告也算不通过。", "Warnings fail, too.", type="flag")
LIST = Option(
    "--list", "列出规则，不核对。", "List the rules and check nothing.", type="flag", name="listed"
)
CHECK_FORMAT = Option(
    "-f, --format", "{choices}。", "{choices}.", metavar="NAME", values="styles", name="style"
)
CHECK_TO = Option(
    "-o, --output", "写入文件。", "Write to FILE.", metavar="FILE", values="files", name="file"
)
DRAFT = Argument(
    "draft",
    "DRAFT",
    "文本或 Markdown 文件；- 为标准输入。",
    "A text or Markdown file; - is standard input.",
    values="files",
)
AUDITED = Argument(
    "text",
    "[TEXT]",
    "文本文件，- 为标准输入；不写则验算事实库。",
    "A text, or - for standard input; without one, the fact bases.",
    "maybe",
    values="files",
)
BY = Option(
    "--by",
    "按此字段分：topic、level、rank、recipient 等。",
    "By this field: topic, level, rank, recipient, ...",
    metavar="FIELD",
    values="counting",
)
ALL = Option("--all", "文本中相合的也列出。", "Of a text also what fits.", type="flag")
TEXT = Argument(
    "text",
    "TEXT",
    "文本文件；- 为标准输入。",
    "A text file; - is standard input.",
    values="files",
)
MOST = Option("-n, --limit", "至多 N 个。", "At most N figures.", type="number", metavar="N")
DRAFT_FORMAT = Option(
    "-f, --format", "{choices}。", "{choices}.", metavar="NAME", values="formats_and_styles"
)
PATHS = Argument(
    "paths",
    "PATH...",
    "TOML 文件、含 TOML 的文件夹，或 JSON 行文件。",
    "TOML files, folders of them, or JSON lines.",
    "some",
    values="files",
)
COMPILE_TO = Option(
    "-o, --output",
    "要写的文件。",
    "The file to write.",
    metavar="FILE",
    values="files",
    name="file",
)
BASES = Argument(
    "paths",
    "[FACTS]...",
    "事实库：文件或文件夹；不写则为自带的事实库。",
    "Fact bases, files or folders; none means the shipped one.",
    "any",
    values="files",
)
SITE_TO = Option(
    "-o, --output",
    "写到 .html 文件，或写成文件夹。",
    "Write to a .html file, or to a folder.",
    metavar="PATH",
    values="files",
)
SCHEMA = Argument(
    "which",
    "input|output",
    "input：事实库可写什么；output：--json 输出什么。",
    "input: what a fact base may hold; output: what --json prints.",
    values="schemas",
)
SHELL = Argument(
    "shell",
    "bash|zsh|fish",
    "为哪个 shell 写，见 docs/completion.md。",
    "The shell to write for; see docs/completion.md.",
    values="shells",
)
