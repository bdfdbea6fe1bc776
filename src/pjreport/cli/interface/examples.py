"""Command lines that the help shows: three for each command. A test runs them."""

from collections.abc import Sequence

OF: dict[str, Sequence[str]] = {
    "ask": (
        "pjreport ask 有多少人通过了职业技能等级认定",
        "pjreport 校长是谁",
        'pjreport ask "how many medals did the students win?" --lang en',
    ),
    "overview": (
        "pjreport overview",
        "pjreport overview --lang zh",
        "pjreport overview --json",
    ),
    "topics": (
        "pjreport topics",
        "pjreport topics --sort -facts",
        "pjreport topics --fields id,zh,facts",
    ),
    "search": (
        "pjreport search 培训",
        "pjreport search jineng dasai",
        "pjreport search medals --kind stats",
    ),
    "show": (
        "pjreport show stats.training.participations",
        "pjreport show stats.awards.growth --lang zh",
        "pjreport show stats.employment.rate --as sentence",
    ),
    "get": (
        "pjreport get stats.training.participations",
        "pjreport get honours.highlights.league zh",
        "pjreport list --kind stats -n 3 | pjreport get -",
    ),
    "count": (
        "pjreport count",
        "pjreport count honours --by level",
        "pjreport count stats --by unit",
    ),
    "list": (
        "pjreport list | grep 技能",
        "pjreport list --kind works",
        "pjreport list --level national,provincial",
    ),
    "stats": (
        "pjreport stats training",
        "pjreport stats --unit medals",
        "pjreport stats --computed --json",
    ),
    "honours": (
        "pjreport honours --level provincial",
        "pjreport honours --level '?'",
        "pjreport honours --recipient college",
    ),
    "competitions": (
        "pjreport competitions",
        "pjreport competitions --level national",
        "pjreport competitions contests",
    ),
    "people": (
        "pjreport people",
        "pjreport people --role '?'",
        "pjreport people --fields zh,title_zh",
    ),
    "visits": (
        "pjreport visits",
        "pjreport visits --lang zh",
        "pjreport visits --visitor chen-feng",
    ),
    "organisations": (
        "pjreport organisations",
        "pjreport organisations --role '?'",
        "pjreport organisations --sort role",
    ),
    "agreements": (
        "pjreport agreements",
        "pjreport agreements --lang zh",
        "pjreport agreements --json",
    ),
    "programmes": (
        "pjreport programmes",
        "pjreport programmes --action '?'",
        "pjreport programmes --lang zh",
    ),
    "initiatives": (
        "pjreport initiatives party-org",
        "pjreport initiatives --type '?'",
        "pjreport initiatives -n 5",
    ),
    "outcomes": (
        "pjreport outcomes",
        "pjreport outcomes training",
        "pjreport outcomes --lang zh",
    ),
    "works": (
        "pjreport works",
        "pjreport works --leader '?'",
        "pjreport works --json",
    ),
    "coverage": (
        "pjreport coverage",
        "pjreport coverage --lang zh",
        "pjreport coverage --json",
    ),
    "publication": (
        "pjreport publication",
        "pjreport publication --role '?'",
        "pjreport publication --lang zh",
    ),
    "check": (
        "pjreport check",
        "pjreport check --source report.txt --facts facts.toml",
        "pjreport check --list",
    ),
    "explain": (
        "pjreport explain evidence-not-found",
        "pjreport explain impossible-rate",
        "pjreport explain not-testable",
    ),
    "audit": (
        "pjreport audit",
        "pjreport audit report.txt",
        "echo '招生200人，比上年100人增长50%。' | pjreport audit -",
    ),
    "proofread": (
        "pjreport proofread draft.md",
        "pjreport proofread draft.md --source report.txt",
        "echo '培训5228人次。' | pjreport proofread -",
    ),
    "figures": (
        "pjreport figures report.txt",
        "echo '在校生1.5万余人' | pjreport figures -",
        "pjreport figures report.txt -o figures.csv",
    ),
    "draft": (
        "pjreport draft report.txt -o facts.toml",
        "pjreport draft report-2022.txt -o facts-2022.toml --like facts-2021.toml",
        "pjreport draft report.txt --list",
    ),
    "compile": (
        "pjreport compile reports -o reports.db",
        "pjreport compile a.toml b.toml -o both.db",
        "pjreport compile facts.jsonl -o facts.db",
    ),
    "schema": (
        "pjreport schema input",
        "pjreport schema output",
        "pjreport schema input | jq .title",
    ),
    "completion": (
        "pjreport completion bash",
        "pjreport completion zsh",
        "pjreport completion fish",
    ),
    "version": (
        "pjreport version",
        "pjreport -V",
        "pjreport version --facts facts.toml",
    ),
    "cite": (
        "pjreport cite",
        "pjreport cite stats.training.participations --format gb",
        "pjreport cite --format bibtex -o report.bib",
    ),
    "export": (
        "pjreport export -o facts.db",
        "pjreport export -o facts.jsonl",
        "pjreport export -f parquet -o facts",
    ),
    "compare": (
        "pjreport compare",
        "pjreport compare last-year.toml this-year.toml",
        "pjreport compare last-year.toml this-year.toml --by topic",
    ),
    "init": (
        "pjreport init report.txt -o facts.toml",
        "pjreport init report.txt --id hall-2021",
        "pjreport init report.txt --languages zh,en",
    ),
    "add": (
        "pjreport add stats zh=观众 value=1.2万余人次 --facts facts.toml",
        "pjreport add stats zh=书法课 value=8门 --facts facts.toml --dry-run",
        "pjreport add people zh=张三 title_zh=校长 role=校长 --facts facts.toml",
    ),
    "review": (
        "pjreport review facts.toml",
        "pjreport review facts.toml --list",
        "pjreport review facts.toml --export names.tsv",
    ),
    "mcp": (
        "pjreport mcp",
        "pjreport mcp --lang zh",
        "pjreport mcp --facts reports.db",
    ),
    "site": (
        "pjreport site -o report.html",
        "pjreport site 2020.toml 2021.toml -o years.html",
        "pjreport site bases/ -o public --lang zh",
    ),
}


def examples_of(command: str) -> Sequence[str]:
    """The examples of a command."""
    return OF[command]
