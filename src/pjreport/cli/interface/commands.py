"""The commands and what each takes. The parser, Typer, the help and completion read this table."""

from . import curating as making
from . import options as of
from .options import ARRANGING, LOOKS, READING, SHARED, WRITING
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
        if self.module != "listing" or self.name == "list":
            return self._parameters
        from ...model.kinds import BY_ID  # not needed for the other commands

        narrowing = [
            Option(
                f"--{name}",
                f"只要此{{title:{fields[0]}}}：编号、中文或英文名。",
                f"Only this {{title:{fields[0]}}}: its id, Chinese or English name.",
                metavar="NAME",
                values="filtering",
            )
            for name, fields in BY_ID[self.name].filters.items()
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
        *WRITING,
        *LOOKS,
        *READING,
    ),
    Command(
        "get",
        "ask",
        "一个值，供 $(...) 用。",
        "One bare value, for $(...).",
        of.ID,
        of.FIELD,
        of.LANG,
        *READING,
    ),
    listing("list", "全部事实，供 grep。", "All facts: what to grep.", of.KIND),
    listing("stats", "数据，照印的和推算的。", "Figures, printed and computed.", of.COMPUTED),
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
        of.FIX,
        of.DIFF,
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
        "compare",
        "check",
        "两份报告的数据相比；或一份与其增长率所指的上年相比。",
        "The figures of two reports, or of one and its past year.",
        of.COMPARED,
        of.BY,
        of.EXIT_CODE,
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
        "init",
        "make",
        "为一份报告写一个待填的事实库。",
        "A fact base for a report, ready to be filled in.",
        making.SOURCE_TEXT,
        making.NEW_ID,
        making.NEW_ZH,
        making.NEW_EN,
        making.PUBLISHER_ZH,
        making.PUBLISHER_EN,
        making.LANGUAGES,
        making.INIT_TO,
        of.LANG,
    ),
    Command(
        "add",
        "make",
        "往事实库加一条事实，行与原文由文本找出。",
        "Adds a fact to a base, with its lines and evidence.",
        making.NEW_KIND,
        making.FIELDS_GIVEN,
        making.SOURCE_OF_BASE,
        making.DRY_RUN,
        of.LANG,
        of.FACTS,
    ),
    Command(
        "review",
        "make",
        "逐条看草稿：接受、改、删。",
        "Looks at drafts one by one: accept, edit, drop.",
        making.BASE,
        making.LIST_DRAFTS,
        making.EXPORT_NAMES,
        making.IMPORT_NAMES,
        making.SOURCE_OF_BASE,
        *WRITING,
        *ARRANGING,
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
        "export",
        "hand-on",
        "整库导出为 Parquet、SQLite 或 JSON 行。",
        "Whole bases as Parquet, SQLite or JSON lines.",
        of.KIND,
        of.EXPORT_FORMAT,
        of.EXPORT_TO,
        *READING,
    ),
)
BY_NAME = {command.name: command for command in COMMANDS}
