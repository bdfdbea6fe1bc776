"""`review`: a person looks at each draft and accepts, edits or drops it."""

from collections.abc import Iterator

from ...curation.decisions import FactPath, Review, drafts
from ...curation.evidence import findings
from ...errors import LoadError, PjreportError, UsageError
from ...lookup import display
from ...lookup.titles import title
from ...messages import tell
from ...model.base import FactBase, Record
from ...model.fields import LANGUAGES
from ...model.kinds import KINDS
from ...model.table import Line
from ...source.text import SourceText
from ...store import load, locate
from ...text.terminal import safe
from .. import keys, output
from ..bases import doubts
from ..interface.parser import Options
from ..session import Session
from .add import source_of

AROUND = 1  # lines of the text before and behind those of the fact
KEYS = {  # Chinese, English; the letter in brackets is the key
    "a": ("[a] 对", "[a]ccept"),
    "e": ("[e] 改", "[e]dit"),
    "d": ("[d] 删", "[d]rop"),
    "l": ("[l] 以后再看", "[l]ater"),
    "b": ("[b] 上一条", "[b]ack"),
    "u": ("[u] 撤销", "[u]ndo"),
    "q": ("[q] 结束", "[q]uit"),
}
SAID = {
    "done": ("已看完", "all drafts are looked at"),
    "left": ("还有 {count} 条草稿", "{count} drafts left"),
    "nothing": ("没有可撤销的", "there is nothing to undo"),
    "sure": ("再按一次 d 就删掉", "press d again to drop it"),
    "gone": ("已删掉", "it was dropped"),
    "accepted": ("已接受", "accepted"),
    "draft": ("草稿", "draft"),
}


def run(options: Options) -> None:
    """Walk through the drafts of a base, or list them, or hand its names to a translator."""
    document = load(options.base)
    if found := doubts(document):
        raise LoadError(locate(document, found))
    if options.export_names or options.import_names:
        from ..names import hand_over

        hand_over(document, options)
        return
    if options.listed:
        list_drafts(options)
        return
    if not keys.interactive():
        raise UsageError(tell("review without a terminal; add --list, or --export FILE for names"))
    Walk(Review(document), source_of(document, options.sources), Session(options)).run()


def list_drafts(options: Options) -> None:
    """List the drafts as other facts are listed."""
    options.facts = [options.base]
    session = Session(options)
    kinds = [kind.id for kind in KINDS]
    with session.answering():
        records = [
            each for base in session.bases for each in base.records.values() if each["draft"]
        ]
        session.list_facts(records, kinds, list)


class Walk:
    """The walk of one person through the drafts."""

    def __init__(self, review: Review, source: SourceText | None, session: Session) -> None:
        self.review = review
        self.source = source
        self.session = session
        self.lang = session.lang
        self.paths: list[FactPath] = drafts(review.document.tables)
        self.at = 0

    def say(self, key: str, **more: object) -> str:
        """A message in the language of the person."""
        return SAID[key][self.lang == "en"].format(**more)

    def run(self) -> None:
        """Show one draft after the other until there is none left, or the person ends it."""
        message = ""
        with keys.single_keys():
            while self.at < len(self.paths):
                self.show(message)
                pressed = keys.key()
                if pressed == "q" or pressed in keys.END:
                    break
                message = self.decide(pressed)
        left = len(drafts(self.review.document.tables))
        output.complain(f"pjreport: {self.say('left', count=left) if left else self.say('done')}")

    def decide(self, pressed: str) -> str:
        """Do what a key asks for. Returns what is to be said about it."""
        path = self.paths[self.at]
        try:
            match pressed:
                case "a":
                    self.review.accept(path)
                    self.at += 1
                case "l" | " ":
                    self.at += 1
                case "b":
                    self.at = max(0, self.at - 1)
                case "e":
                    self.edit(path)
                case "d":
                    return self.drop(path)
                case "u":
                    return self.undo()
        except PjreportError as error:
            return "\n".join(error.lines)
        return ""

    def drop(self, path: FactPath) -> str:
        """Drop a fact if the key is pressed again."""
        self.write([Line(self.say("sure"), style="strong")])
        if keys.key() == "d":
            self.review.drop(path)
            self.at += 1
        return ""

    def undo(self) -> str:
        """Take the last decision back, and go to its fact."""
        before = self.facts()
        if not self.review.undo():
            return self.say("nothing")
        after = self.facts()
        changed = [at for at, path in enumerate(self.paths) if before.get(path) != after.get(path)]
        moved = [path for path in after if path not in before and path not in self.paths]
        for at, path in enumerate(self.paths):  # what was moved has its old id again
            if moved and path not in after:
                self.paths[at] = moved[0]
                changed = [at]
        self.at = changed[0] if changed else self.at
        return ""

    def facts(self) -> dict[FactPath, object]:
        """The facts of the base as it is now."""
        from ...curation.decisions import facts

        return dict(facts(self.review.document.tables))

    def edit(self, path: FactPath) -> None:
        """Ask for the names and the topic, with those there are."""
        table = self.review.table(path)
        if not table:
            raise UsageError(self.say("gone"))
        named = [lang for lang in LANGUAGES if lang in table]
        wanted = dict.fromkeys((*named, *LANGUAGES))
        with keys.whole_lines():
            answers = {
                lang: keys.line(title(lang, self.lang), table.get(lang, "")) for lang in wanted
            }
            topic = keys.line(title("topic", self.lang), path[1])
        for lang, answer in answers.items():
            if answer:
                self.review.name(path, lang, answer)
        self.paths[self.at] = self.review.move(path, topic)

    # ---- the page

    def show(self, message: str) -> None:
        """Show a draft with the text around it, and the keys."""
        path = self.paths[self.at]
        id = ".".join(path)
        base = FactBase(self.review.document.path, self.review.document.tables)
        record = base.records.get(id)
        state = "gone" if record is None else "draft" if record.get("draft") else "accepted"
        lines = [
            Line(""),
            Line(f"{self.at + 1}/{len(self.paths)}  {id}  {self.say(state)}", style="strong"),
        ]
        if record is not None:
            lines += [*self.text(record), Line(""), *self.fact(base, record), *self.against(path)]
        lines += [Line(safe(each), style="strong") for each in message.split("\n") if each]
        lines += [
            Line(""),
            Line("  ".join(each[self.lang == "en"] for each in KEYS.values()), style="quiet"),
        ]
        self.write(lines)

    def text(self, record: Record) -> Iterator[Line]:
        """The lines of the text that a fact stands on, with its evidence marked."""
        if self.source is None or not record["lines"]:
            return
        known = self.source.lines
        shown = {
            line
            for each in record["lines"]
            for line in range(each - AROUND, each + AROUND + 1)
            if 0 < line <= len(known) and known[line - 1].strip()
        }
        marked = self.marks(record)
        last = 0
        for line in sorted(shown):
            if (
                last
                and line - last > 1
                and any(known[each - 1].strip() for each in range(last + 1, line))
            ):
                yield Line("...", style="quiet")
            head = f"{line}: "
            marks = [(len(head) + low, len(head) + high) for low, high in marked.get(line, ())]
            style = "" if line in record["lines"] else "quiet"
            yield Line(head + visible(known[line - 1]), marks, style=style)
            last = line

    def marks(self, record: Record) -> dict[int, list[tuple[int, int]]]:
        """Where the evidence stands on its lines."""
        assert self.source is not None
        found: dict[int, list[tuple[int, int]]] = {}
        for fragment in record["evidence"]:
            for span in self.source.find(fragment, record["lines"])[:1]:
                places = self.source.places[span.first : span.last + 1]
                for line in {place.line for place in places}:
                    columns = [place.column - 1 for place in places if place.line == line]
                    found.setdefault(line, []).append((min(columns), max(columns) + 1))
        return {line: [*joined(each)] for line, each in found.items()}

    def fact(self, base: FactBase, record: Record) -> Iterator[Line]:
        """The fields of a fact, one a line."""
        shown = display.row(base, record, self.lang)
        names = {lang: record[lang] for lang in base.languages}
        hidden = {
            *LANGUAGES,
            "name",
            "id",
            "report",
            "kind",
            "draft",
            "state",
            "lines",
            "section",
            "evidence",
        }
        within = {*display.IN_VALUE, "of", "computed", "qualifier", "step"}
        for field, text in {**names, **shown}.items():
            if field in names or field not in hidden | within:
                yield Line(safe(f"{title(field, self.lang)}: {text}"))

    def against(self, path: FactPath) -> Iterator[Line]:
        """What the check says against a fact."""
        if self.source is not None:
            tables = self.review.document.tables
            for each in findings(path, self.review.table(path), tables, self.source):
                yield Line(safe(f"{each.severity}: {each.message} [{each.rule}]"), style="quiet")

    def write(self, lines: list[Line]) -> None:
        """Write lines to the terminal."""
        from ...render import page

        output.write(page.render(lines, self.session.look()), people=True)


def visible(line: str) -> str:
    """A line of the text with one character for each: a control is shown as a space."""
    return "".join(each if each.isprintable() else " " for each in line)


def joined(marks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks in order, those that overlap as one."""
    low, high = -1, -1
    for first, last in sorted(marks):
        if first > high >= 0:
            yield low, high
            low = first
        low = first if low < 0 else low
        high = max(high, last)
    if high >= 0:
        yield low, high
