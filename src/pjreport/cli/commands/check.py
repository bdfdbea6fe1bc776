"""`check`: finds problems in fact bases, on their own and against their sources."""

import os
from collections.abc import Sequence

from ...check.registry import BY_NAME, GROUPS, RULES
from ...check.rule import CheckRule
from ...errors import LoadError, NotFoundError, UsageError
from ...export.manifest import NAME as MANIFEST
from ...messages import tell
from ...model.diagnostics import Diagnostic
from ...render import diagnostics
from ...source.text import SourceText
from ...store import find_all
from ...store.lockfile import lock_path
from ...text import suggest
from ...text.terminal import safe
from .. import output
from ..bases import paths
from ..checking import Checked, check, check_export, choose_source
from ..interface.parser import Options
from ..reading import open_source
from ..session import Session

SEVERITIES = ("error", "warning", "note")


def run(options: Options) -> None:
    """Check the bases, print what is wrong, and write their locks if asked to."""
    if options.listed:
        list_rules(options)
        return
    style = suggest.checked("format", options.style or "text", diagnostics.NAMES)
    chosen = choose(options.rules)
    if options.stamp and (options.rules or not options.sources):
        lack = tell("with rules of one's choice") if options.rules else tell("without --source")
        raise UsageError(tell("--stamp {lack}; check everything against the source", lack=lack))
    texts = [open_source(path) for path in options.sources]
    if not texts and (blind := [name for name in options.rules if textual(name)]):
        said = tell(" and ").join(blind)
        if len(blind) == 1:
            raise UsageError(tell("{names} needs the text; add --source", names=said))
        raise UsageError(tell("{names} need the text; add --source", names=said))
    names = {rule.name for rule in chosen}
    given = paths(options.facts)
    exports = [path for path in given if os.path.isfile(os.path.join(path, MANIFEST))]
    found_files, unread = find_all(path for path in given if path not in exports)
    files = [*found_files.values()]
    if options.fix or options.diff:
        changed = fix(files, texts, options)
        if options.diff:
            if changed:
                raise NotFoundError
            return
    checked = [check_export(path) for path in exports]
    for one in check(files, texts, chosen, unread, stamp=options.stamp):
        one.problems = [each for each in one.problems if each.rule in names]
        checked.append(one)
    found = [each for one in checked for each in (*one.problems, *one.lock)]
    problems = sorted([*unread, *found])
    text = diagnostics.renderer(style)(problems, RULES)
    output.deliver(text, options.file, people=style == "text")
    summarise(checked, problems)
    if options.stamp:
        save(checked)
    if unread or (options.rules and any(one.unchecked for one in checked)):
        raise LoadError([])  # some file or some rule that was named could not be checked
    severities = {each.severity for each in problems}
    if "error" in severities or (options.strict and "warning" in severities):
        raise NotFoundError


def fix(files: Sequence[str], texts: Sequence[SourceText], options: Options) -> bool:
    """Mend what has one answer in each base, or show how. Whether there is anything.

    Raises `UsageError` if no base is named, or without a text.
    """
    from ...curation.mending import mended
    from ...store import is_compiled, is_lines, load
    from ...store.editing import difference, save

    flag = "--diff" if options.diff else "--fix"
    if not texts or not (options.facts or os.environ.get("PJREPORT_FACTS")):
        lack = "--source" if options.facts else "--facts"
        raise UsageError(
            tell("{flag} without {lack}; name the base and its text", flag=flag, lack=lack)
        )
    several = len(files) > 1
    shown = []
    count = 0
    for file in files:
        if is_lines(file) or is_compiled(file):
            output.complain(tell("pjreport: not mended: {file} (only TOML is)", file=file))
            continue
        document = load(file)
        source = choose_source(document, texts, alone=not several)
        if source is None:
            output.complain(tell("pjreport: not mended: {file} (no --source for it)", file=file))
            continue
        text, changes = mended(document, source)
        count += len(changes)
        if options.diff:
            shown.append(difference(document, text))
        elif changes:
            save(document, text)
            places = document.places(each.path for each in changes)
            output.complain(
                *(
                    f"{file}:{places.at(each.path)[0]}: mended: {each.message} [{each.rule}]"
                    for each in changes
                )
            )
    if options.diff:
        diff = "".join(shown)
        if output.terminal() and options.file is None:
            diff = "\n".join(map(safe, diff.split("\n")))
        output.deliver(diff, options.file, people=True)
    if count == 1:
        output.complain(tell("pjreport: 1 change"))
    else:
        output.complain(tell("pjreport: {count} changes", count=count))
    return count > 0


def choose(wanted: Sequence[str]) -> list[CheckRule]:
    """The rules with these names or in these groups; all rules if none are named."""
    names = [*GROUPS, *BY_NAME]
    for name in wanted:
        suggest.checked("rule", name, names)
    return [rule for rule in RULES if not wanted or rule.name in wanted or rule.group in wanted]


def textual(name: str) -> bool:
    """Whether a rule, or some rule of a group, needs the source text."""
    return any(rule.needs == "source" for rule in RULES if name in (rule.name, rule.group))


def summarise(checked: Sequence[Checked], problems: Sequence[Diagnostic]) -> None:
    """Print to standard error what was found, and what was not checked and why."""
    counts = [
        f"{number} {severity}{'s'[number == 1 :]}"
        for severity in SEVERITIES
        for number in [sum(each.severity == severity for each in problems)]
    ]
    facts = sum(one.facts for one in checked)
    output.complain(
        tell("pjreport: {facts} facts checked: {names}", facts=facts, names=", ".join(counts))
    )
    reasons: dict[str, list[str]] = {}
    for one in checked:
        for said in one.unchecked:
            reasons.setdefault(said, []).append(one.path)
    for said, names in reasons.items():
        which = names if len(names) <= suggest.SHOWN_NAMES else [f"{len(names):,} bases"]
        output.complain(
            *(tell("pjreport: not checked: {name}{said}", name=name, said=said) for name in which)
        )
    output.complain(*(f"pjreport: {one.coverage}" for one in checked if one.coverage))


def save(checked: Sequence[Checked]) -> None:
    """Write the lock of each base that is sound and was checked against its own text."""
    from ...store.writing import write_file

    for one in checked:
        if one.stamp is None:
            raise NotFoundError(
                tell("{path} is not stamped: {unfit}", path=one.path, unfit=one.unfit)
            )
        write_file(lock_path(one.path), one.stamp, stamping=True)
        output.complain(tell("pjreport: wrote {path}", path=lock_path(one.path)))


def list_rules(options: Options) -> None:
    """List the rules."""
    names = ["id", "group", "severity", "summary"]
    rows = [
        {"id": rule.name, **{name: getattr(rule, name) for name in names[1:]}} for rule in RULES
    ]
    Session(options).list_rows(rows, names, names, titles={name: (name, name) for name in names})
