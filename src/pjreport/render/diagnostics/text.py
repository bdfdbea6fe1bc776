"""One problem a line, as compilers print them and editors read them."""

from collections.abc import Sequence
from typing import Any

from ...model.diagnostics import Diagnostic
from ...text.terminal import safe


def render(problems: Sequence[Diagnostic], rules: Sequence[Any]) -> str:
    """`path:line:col: severity: message [rule]`, a line each."""
    return "".join(f"{safe(str(problem))}\n" for problem in problems)
