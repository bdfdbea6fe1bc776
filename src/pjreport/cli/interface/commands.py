"""The commands and what each takes. The parser, Typer, the help and completion read this table."""

from . import drafting, exporting
from . import options as of
from .options import LOOKS, READING, SHARED, WRITING
from .parameters import Option, Parameter, Words

GROUPS: dict[str, Words] = {  # of the help, in its order
    "ask": ("查询", "Ask"),
    "list": ("列出", "List"),
    "check": ("核对", "Check"),
    "make": ("制作", "Make"),
    "hand-on": ("交付", "Hand on"),
}


class Command:
    """A command: its name, its group and line in the help, its parameters, its module.

    A command that lists facts of one kind has the kind's id as its name. It also takes an option
    for each filter of the kind.
    """

    def __init__(
        self, name: str, group: str, zh: str, en: str, *parameters: Parameter, module: str = ""
    ) -> None:
        self.name = name
        self.module = module or name
        self.group = group
        self.summary: Words = (zh, en)
        self._parameters = parameters

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its arguments and options, in the order of the help."""
        if self.module != "listing":
            return self._parameters
        from ...model.kinds import filters  # not needed for the other commands

        narrowing = [
            Option(
                f"--{name}",
                f"只要此{{title:{fields[0]}}}：编号、中文或英文名，可用逗号分开；? 列出全部。",
                f"Only this {{title:{fields[0]}}}: its id, Chinese or English name, or several "
                "with commas; ? lists them.",
                metavar="NAME",
                values="filtering",
            )
            for name, fields in filters(self.name).items()
        ]
        first, *rest = self._parameters
        return (first, *narrowing, *rest)


def listing(name: str, zh: str, en: str, *own: Option) -> Command:
    """A command that lists facts."""
    return Command(name, "list", zh, en, of.TOPICS, *own, *SHARED, module="listing")


COMMANDS = (  # in the order of the help
    Command(
        "ask",
        "ask",
        "用自己的话问：一句答复，附原文。",
        "A question in your own words: the answer, with evidence.",
        of.QUESTION,
        *(of.BEST if each is of.LIMIT else each for each in SHARED),
    ),
    Command(
        "overview",
        "ask",
        "这是什么报告，主要数据。",
        "What report this is, and its key figures.",
        *SHARED,
    ),
    Command(
        "topics",
        "ask",
        "各主题及其各类事实的条数。",
        "Every topic, with its number of facts by kind.",
        *SHARED,
    ),
    Command(
        "search",
        "ask",
        "按任何词查：中文、拼音、英文。",
        "Facts by any of their words: Chinese, pinyin, English.",
        of.WORDS,
        of.KIND,
        of.TOPIC,
        of.ANY,
        *SHARED,
    ),
    Command(
        "show",
        "ask",
        "一条事实的全部：栏目、行、原文、关系。",
        "One fact whole: section, lines, evidence, relations.",
        of.IDS,
        of.FORM,
        *WRITING,
        *LOOKS,
        *READING,
    ),
    Command(
        "get",
        "ask",
        "值本身，每条一行，供 $(...) 用。",
        "Bare values, one a line, for $(...).",
        of.IDS_AND_FIELD,
        of.LANG,
        *READING,
    ),
    Command(
        "count",
        "ask",
        "有多少条，按级别、等次、主题等分。",
        "How many facts there are, by level, rank, topic, ...",
        of.COUNTED,
        of.BY,
        *WRITING,
        of.LIMIT,
        of.HEADER,
        of.EXCEL,
        *LOOKS,
        *READING,
    ),
    listing("list", "全部事实，供 grep。", "All facts: what to grep.", of.KIND),
    listing(
        "stats", "数据，照印的和推算的。", "Figures, printed and computed.", of.COMPUTED, of.CHART
    ),
    listing("honours", "奖项、称号、评级、入选。", "Awards, titles, ratings and selections."),
    listing("competitions", "赛事与奖项系列。", "Competitions and award series."),
    listing("people", "提到的所有人及职务。", "Everybody named, with title."),
    listing("visits", "谁来访过。", "Who came to visit."),
    listing(
        "organisations",
        "机构、合作方、媒体、内设部门、场所。",
        "Bodies, partners, media, in-house units, facilities.",
    ),
    listing("agreements", "签了什么，与谁签。", "What was signed, and with whom."),
    listing("programmes", "专业，以及各有何举动。", "Majors, and what was done to each."),
    listing(
        "initiatives",
        "方案、行动、活动、措施、制度、目标。",
        "Schemes, campaigns, activities, measures, rules, goals.",
    ),
    listing("outcomes", "用文字说的成效。", "Results stated in words."),
    listing("works", "课题与教学成果。", "Research projects and teaching achievements."),
    listing("coverage", "媒体登了什么。", "What the media printed."),
    listing(
        "publication",
        "版面本身：标题、期次、缘由、致谢。",
        "The page itself: title, edition, occasion, thanks.",
    ),
    Command(
        "check",
        "check",
        "事实库有什么错，也可对照原文。",
        "What is wrong with a base, also against its source.",
        of.RULES,
        of.SOURCE,
        of.STAMP,
        of.STRICT,
        of.LIST,
        of.CHECK_FORMAT,
        of.CHECK_TO,
        *LOOKS,
        *READING,
    ),
    Command(
        "explain",
        "check",
        "一条核对规则：须如何，怎么办。",
        "A rule of `check`: what holds, and what to do.",
        of.RULE,
    ),
    Command(
        "audit",
        "check",
        "事实库或文本中的比率、增长、部分与数目是否相合。",
        "Whether the figures of bases or of a text fit one another.",
        of.AUDITED,
        of.ALL,
        *WRITING,
        of.LIMIT,
        of.HEADER,
        of.EXCEL,
        *LOOKS,
        *READING,
    ),
    Command(
        "proofread",
        "check",
        "稿件中的数据和荣誉与事实核对。",
        "A draft's figures and honours, against the facts.",
        of.DRAFT,
        of.MADE_FROM,
        of.JSON,
        of.OUTPUT,
        of.FIELDS,
        of.DRAFT_FORMAT,
        of.HEADER,
        *LOOKS,
        *READING,
    ),
    Command(
        "figures",
        "check",
        "任何文本中的每个数字。",
        "Every figure of any text.",
        of.TEXT,
        *WRITING,
        of.MOST,
        of.HEADER,
        of.EXCEL,
        *LOOKS,
    ),
    Command(
        "draft",
        "make",
        "由报告拟出事实库，逐条待人过目。",
        "A proposed base for a report, each fact to be looked at.",
        drafting.REPORT_FILE,
        drafting.DRAFT_TO,
        drafting.LIKE,
        drafting.OPEN,
        of.FORMAT,
        of.JSON,
        of.FIELDS,
        of.MOST,
        of.HEADER,
        *LOOKS,
    ),
    Command(
        "compile",
        "make",
        "把多个事实库编成一个随问随答的文件。",
        "Many bases into one file that answers at once.",
        of.PATHS,
        of.COMPILE_TO,
    ),
    Command(
        "schema",
        "make",
        "事实库或输出的 JSON Schema。",
        "The JSON Schema of a fact base, or of the output.",
        of.SCHEMA,
    ),
    Command(
        "completion",
        "make",
        "让 bash、zsh、fish 用 TAB 补全。",
        "What bash, zsh or fish need to complete with TAB.",
        of.SHELL,
    ),
    Command(
        "version",
        "make",
        "程序和各报告的版本。",
        "The versions of the program and of the reports.",
        *READING,
    ),
    Command(
        "cite",
        "hand-on",
        "引用：国标、BibTeX、CSL-JSON、APA。",
        "A citation: GB/T 7714, BibTeX, CSL-JSON or APA.",
        of.IDS_OR_NONE,
        of.CITATION,
        of.WRITE_TO,
        *LOOKS,
        *READING,
    ),
    Command(
        "export",
        "hand-on",
        "整库导出为其他程序所用的文件。",
        "Whole bases as Parquet, CSV, SQLite, Excel, JSON lines.",
        of.KIND,
        exporting.FORMAT,
        exporting.TO,
        exporting.APPEND,
        of.LANG,
        *READING,
    ),
    Command(
        "mcp",
        "hand-on",
        "供助手提问的服务，用标准输入输出。",
        "A server for assistants, on standard input and output.",
        of.LANG,
        *READING,
    ),
    Command(
        "site",
        "hand-on",
        "一个网页：无需网络，可查可读，每条事实附原文。",
        "One web page: to read and search without network.",
        of.BASES,
        of.SITE_TO,
        of.LANG,
        *READING,
    ),
)
BY_NAME = {command.name: command for command in COMMANDS}
