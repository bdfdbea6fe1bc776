"""Completion in real shells, each on a terminal of its own, over facts that would like to run."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from pjreport.cli.completion.shells import SHELLS

from .conftest import HANGING, TESTS

BIN = Path(sys.executable).parent
ESCAPES = re.compile(
    r"\x1b(\[[0-9;?<>=!]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>78A-Z])"
)
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "-i"],
}
SETUP = {  # then the program only says what it was called with
    "bash": [
        "PS1='' PS2=''",
        'eval "$(pjreport completion bash)"',
        "pjreport() { printf '<%s>' \"$@\"; echo; }",
        "echo rea''dy",
    ],
    "zsh": [
        "PS1='' PS2=''; unsetopt PROMPT_SP",
        'eval "$(pjreport completion zsh)"',
        "pjreport() { printf '<%s>' \"$@\"; echo; }",
        "echo rea''dy",
    ],
    "fish": [
        "function fish_prompt; end",
        "pjreport completion fish | source",
        "function pjreport; printf '<%s>' $argv; echo; end",
        "echo rea''dy",
    ],
}
HOSTILE = (
    *(
        "$(touch ran)",
        "`touch ran`",
        "\\$(touch ran)",
        "a;touch ran",
        "';touch ran;'",
        "a$(touch ran)",
    ),
    *(
        '"$(touch ran)',
        "~+/x",
        "*",
        "学$(touch ran)",
        "学`touch ran`",
        "${x:=$(touch ran)}",
        "=(touch ran)",
    ),
    *("%(touch ran)", "(touch ran)", "<(touch ran)", "$'\\x60touch ran\\x60'", "!!", "-rf"),
)


class Terminal:
    """An interactive shell in a folder of its own."""

    def __init__(self, shell, folder, facts):
        environment = {
            "PATH": f"{BIN}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(folder),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "LANG": "C.UTF-8",
            "PJREPORT_FACTS": str(facts),
            "ZDOTDIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "XDG_DATA_HOME": str(folder),
        }
        self.process, self.screen = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execvpe(START[shell][0], START[shell], environment)
        self.seen = ""
        for line in SETUP[shell]:
            self.send(f"{line}\r")
        self.wait("ready")

    def send(self, text):
        os.write(self.screen, text.encode())

    def wait(self, *texts):
        """What has come when all `texts` have; fails if they do not."""
        end = time.monotonic() + HANGING
        while not all(text in ESCAPES.sub("", self.seen) for text in texts):
            ready, _, _ = select.select([self.screen], [], [], max(0, end - time.monotonic()))
            assert ready, f"waited for {texts}, saw {ESCAPES.sub('', self.seen)!r}"
            chunk = os.read(self.screen, 65536).decode(errors="replace")
            # fish asks the terminal who it is, and waits for an answer.
            if "\x1b[c" in chunk or "\x1b[0c" in chunk:
                self.send("\x1b[?6c")
            self.seen += chunk
        seen, self.seen = ESCAPES.sub("", self.seen), ""
        return seen

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.screen)


def base_with(names):
    """A sound fact base whose labels are `names`, as topics, levels and facts."""
    text = (TESTS / "bases" / "school-a.toml").read_text(encoding="utf-8")
    levels = []
    for number, name in enumerate(names):
        zh, en = (
            "zh = " + json.dumps(f"{name}学{number}", ensure_ascii=False),
            "en = " + json.dumps(name.replace("学", "x") + str(number)),
        )
        levels.append(f"levels.l{number} = {{ {zh}, {en} }}")
        text += f"\n[topics.t{number}]\n{zh}\n{en}\n\n[honours.t{number}.award]\n{zh}\n{en}\n"
        text += f'lines = [{number % 9 + 1}]\nevidence = ["x"]\nlevel = "l{number}"\n'
    return text.replace("[vocabulary]\n", "\n".join(["[vocabulary]", *levels, ""]))


@pytest.fixture(params=SHELLS, scope="module")
def shell(request, tmp_path_factory):
    """A shell of each kind, started once; its folder stays empty but for what it writes itself."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"no {name}")
    folder = tmp_path_factory.mktemp(name)
    facts = tmp_path_factory.mktemp("facts") / "facts.toml"
    facts.write_text(base_with(HOSTILE), encoding="utf-8")
    terminal = Terminal(name, folder, facts)
    terminal.folder = folder
    yield terminal
    terminal.close()


@pytest.fixture
def terminal(shell):
    """A line of its own, and after it nothing that the facts might have run."""
    yield shell
    shell.send("\x03\x15\recho do''ne\r")  # leave the line
    shell.wait("done")
    assert not list(shell.folder.rglob("ran"))


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("sta\t", "<stats>"),
        ("stats --for\t", "<stats><--format>"),
        ("stats --format json\t", None),
        ("stats pu\t", "<stats><pupils>"),
        ("honours --level l1\t", None),
        ("honours --level=l15\t", "<honours><--level=l15>"),
        ("show stats.pupils.l\t", "<show><stats.pupils.local>"),
        ("get stats.pupils.total uni\t", "<get><stats.pupils.total><unit>"),
        ("stats --sort -val\t", "<stats><--sort><-value>"),
        ("list 'a b' pu\t", "<list><a b><pupils>"),
    ],
)
def test_a_line_is_completed(terminal, typed, called):
    """Typed up to a TAB, the line that is then run is the right one."""
    terminal.send(f"pjreport {typed}")
    if called is None:  # several go on from here: they are shown
        terminal.send("\t")
        terminal.wait("jsonl" if "json" in typed else "l10")
        return
    # bash and zsh say nothing more; the line is run once the shell has put it there.
    terminal.wait(called.strip("<>").split("><")[-1])
    terminal.send("\r")
    assert called in terminal.wait(called)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("list ", "pupils"),
        ("list $", None),
        ("list 学", None),
        ("list --report ", "school-a"),
        ("honours --level ", "l0"),
        ("honours --level `", None),
        ("show honours.", "honours.t0.award"),
        ("honours t1 --fields ", "evidence"),
    ],
)
def test_nothing_in_the_facts_is_run(terminal, typed, shown):
    """TAB over hostile names, several times: what is plain is shown, and nothing else happens."""
    terminal.send(f"pjreport {typed}\t\t\t")
    if shown is not None:
        terminal.wait(shown)


DIRECTLY = {  # a line that is completed without a terminal; each value on a line of its own
    "bash": (
        'COMP_LINE="$1" COMP_POINT=${#1} COMP_WORDS=($1) COMP_CWORD=1;'
        '_pjreport pjreport "${1##*[ =]}"; printf "%s\n" "${COMPREPLY[@]}"'
    ),
    "fish": "complete -C $argv[1] | string replace -r '\t.*' ''",
}
BROKEN = {"gone": None, "not-a-program": "", "no-interpreter": "#!/no/such/interpreter\n"}


def directly(shell, line, script, **environment):
    """What a shell offers for a line, and complains of, when asked without a terminal."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell}")
    command = ["bash", "-c", f"{script}\n{DIRECTLY[shell]}", "bash", line]
    if shell == "fish":
        command = ["fish", "--no-config", "-c", f"{script}\n{DIRECTLY[shell]}", line]
    plain = {"PATH": "/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8"} | environment
    done = subprocess.run(
        command, capture_output=True, timeout=HANGING, check=False, env=plain, encoding="utf-8"
    )
    return sorted(done.stdout.split()), done.stderr


@cache
def script_of(shell):
    """The script that the installed program prints."""
    program = str(BIN / "pjreport")
    return subprocess.run(
        [program, "completion", shell], capture_output=True, check=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize("shell", DIRECTLY)
def test_a_function_answers_without_a_terminal(shell, tmp_path):
    """Also where the facts would like to run, and for a part of a word."""
    facts = tmp_path / "facts.toml"
    facts.write_text(base_with(HOSTILE), encoding="utf-8")
    for line, values in {
        "pjreport sta": ["stats"],
        "pjreport list pu": ["pupils"],
        "pjreport list --format=js": ["json", "jsonl"],
        "pjreport honours ": sorted(f"t{number}" for number in range(len(HOSTILE))),
        "pjreport list $(touch${IFS}ran) pu": ["pupils"],
    }.items():
        if shell == "fish" and "$" in line:  # fish completes no line that it cannot read
            continue
        found, complaints = directly(shell, line, script_of(shell), PJREPORT_FACTS=str(facts))
        whole = [f"--format={value}" for value in values]
        assert (found, complaints) in [(values, ""), (whole, "")]
    assert not Path("ran").exists()


@pytest.mark.parametrize("shell", DIRECTLY)
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_program_that_cannot_run_is_silent(shell, content, tmp_path):
    """The environment that it was installed into may be gone, or moved."""
    program = tmp_path / "pjreport"
    if content is not None:
        program.write_text(content)
        program.chmod(0o755 if content else 0o644)
    script = script_of(shell).replace(str(BIN / "pjreport"), str(program))
    assert str(program) in script
    assert directly(shell, "pjreport zzz", script) == ([], "")


def test_a_hostile_name_would_have_run(tmp_path):
    """The names are such that a shell that evaluates them leaves a trace."""
    for name in HOSTILE[:2]:
        os.system(f"cd {tmp_path} && sh -c 'echo {name}' >{os.devnull}")
        assert (tmp_path / "ran").exists()
        (tmp_path / "ran").unlink()
