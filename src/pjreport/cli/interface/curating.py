"""The options and arguments of the commands that compare, make and change bases."""

from .parameters import Argument, Option

SOURCE_TEXT = Argument("text", "TEXT", "报告的文本。", "The text of the report.", values="files")
NEW_ID = Option(
    "--id",
    "报告的编号；不写则取自文件名。",
    "The report's id; else from the file's name.",
    metavar="ID",
)
NEW_ZH = Option("--zh", "中文名称。", "Its name in Chinese.", metavar="NAME")
NEW_EN = Option("--en", "英文名称。", "Its name in English.", metavar="NAME")
PUBLISHER_ZH = Option(
    "--publisher-zh",
    "出版者的中文名。",
    "The publisher in Chinese.",
    metavar="NAME",
    name="publisher_zh",
)
PUBLISHER_EN = Option(
    "--publisher-en",
    "出版者的英文名。",
    "The publisher in English.",
    metavar="NAME",
    name="publisher_en",
)
LANGUAGES = Option(
    "--languages",
    "名称用的语言；不写则从所给名称或文本看出。",
    "Languages of its names; else those of the names given, or of the text.",
    metavar="zh,en",
    values="languages",
)
INIT_TO = Option(
    "-o, --output",
    "写入新文件；不写则到标准输出。",
    "A new file to write; else standard output.",
    metavar="FILE",
    values="files",
    name="file",
)
NEW_KIND = Argument("kind", "KIND", "哪一类事实。", "The kind of fact.", values="kinds")
FIELDS_GIVEN = Argument(
    "fields_given",
    "[FIELD=VALUE]...",
    "字段和值，如 zh=在校生 value=1.2万余人；在终端上会问所缺的。",
    "Fields with their values, such as zh=在校生 value=1.2万余人; a terminal asks for what is missing.",
    "any",
)
SOURCE_OF_BASE = Option(
    "--source",
    "原文；不写则用事实库旁边的那份。",
    "The text; else the one beside the base.",
    type="texts",
    metavar="FILE",
    values="files",
    name="sources",
)
DRY_RUN = Option(
    "--dry-run",
    "只说会怎么改，不写。",
    "Say what would be changed, and write nothing.",
    type="flag",
    name="dry_run",
)
BASE = Argument(
    "base", "FACTS", "事实库，一个 TOML 文件。", "A fact base, one TOML file.", values="files"
)
LIST_DRAFTS = Option("--list", "列出草稿。", "List the drafts.", type="flag", name="listed")
EXPORT_NAMES = Option(
    "--export",
    "把名称写成表，供翻译填写；- 为标准输出。",
    "Write the names to a table for a translator; - is standard output.",
    metavar="FILE",
    values="files",
    name="export_names",
)
IMPORT_NAMES = Option(
    "--import",
    "从填好的表补上另一种语言的名称。",
    "Fill in the names in the second language from such a table.",
    metavar="FILE",
    values="files",
    name="import_names",
)
COMPARED = Argument(
    "reports",
    "[OLDER] [NEWER]",
    "先旧后新：事实库的路径，或报告的编号；只给一份，则与其增长率所指的上年相比。",
    "The older report, then the newer: paths of bases, or ids of reports. "
    "One alone is compared with the year before that its growths imply.",
    "any",
    values="files",
)
BY_TOPIC = Option(
    "--by",
    "topic：每个主题一行。",
    "topic: a row for each topic.",
    metavar="topic",
    values="groupings",
)
EXIT_CODE = Option(
    "--exit-code",
    "有不同则退出码为 1。",
    "Exit with 1 if the reports differ.",
    type="flag",
    name="exit_code",
)
FIX = Option(
    "--fix",
    "改好只有一种改法的：行、行数、摘要、缺的单位。",
    "Mend what has one answer: lines, their number, the digest, missing units.",
    type="flag",
)
DIFF = Option(
    "--diff",
    "只显示 --fix 会怎么改。",
    "Show what --fix would change, and write nothing.",
    type="flag",
)
