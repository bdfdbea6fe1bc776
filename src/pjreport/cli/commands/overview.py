"""`overview`: describes the reports and lists their key figures."""

from ...lookup import citation, display
from ...messages import tell
from ...model.base import FactBase
from ...model.kinds import KINDS
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Describe the reports and list their key figures."""
    session = Session(options)
    with session.answering():
        records = [base.records[id] for base in session.bases for id in base.report.get("key", [])]
        present = {record["kind"] for record in records}
        kinds = [kind.id for kind in KINDS if kind.id in present]
        session.list_facts(
            records,
            kinds,
            lambda: [line for base in session.bases for line in summary(base, session.lang)],
        )


def summary(base: FactBase, lang: str) -> list[str]:
    """A few lines about a report: name, publisher, period, size, source."""
    report = base.report
    period = base.term("periods", report["period"], lang)
    facts, topics = len(base.records), len(base.topics)
    file, lines = report["source"]["file"], report["source"]["lines"]
    published = citation.described(base, lang)
    id, version = report["id"], report["version"]
    size = f"{display.number_of(facts, lang)} on {topics} topic{'s' * (topics != 1)}"
    if lang == "zh":
        return [
            report["zh"],
            f"{report['publisher_zh']}，{period}",
            f"{facts} 条事实，{topics} 个主题；编号 {id}，版本 {version}",
            *([f"刊于：{published}"] if published else []),
            f"来源：{file}，{lines} 行",
        ]
    return [
        report["en"],
        f"{report['publisher_en']}, {period}",
        tell("{size}; id {id}, version {version}", size=size, id=id, version=version),
        *([f"published: {published}"] if published else []),
        f"source: {file}, {lines} lines",
    ]
