"""The report for GitHub Actions: workflow commands, which it shows as annotations beside the copy.

Syntax and escapes: "Workflow commands for GitHub Actions" in GitHub's documentation, and
`packages/core/src/command.ts` of actions/toolkit, which escapes more than the page says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from samklang.errors import Exit
from samklang.model import FileText, Finding, Level, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.wording import Trouble, encodable, in_words, joined, troubles, worst_first
from samklang.words import counted

COMMANDS = {Level.SUGGESTION: "notice", Level.WARNING: "warning", Level.ERROR: "error"}

SHOWN = 10
"""How many annotations of each command GitHub shows for a step; it drops the rest silently."""


class Annotation(NamedTuple):
    """One workflow command, not yet escaped."""

    command: str
    properties: dict[str, str | int]
    message: str

    def __str__(self) -> str:
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in self.properties.items())
        return f"::{self.command}{' ' if properties else ''}{properties}::{_data(self.message)}"


def render(report: Report, catalogue: Catalogue) -> str:
    """Annotations, worst first, as many as GitHub shows; the last line is the verdict, in plain text."""
    annotations = [
        *(_trouble(trouble, report) for trouble in troubles(report)),
        *(_finding(finding, report, catalogue) for finding in worst_first(report)),
    ]
    lines = [str(annotation) for annotation in _within_limits(annotations)]
    return "\n".join([*lines, _plain(report.verdict)]) + "\n"


def _trouble(trouble: Trouble, report: Report) -> Annotation:
    """A problem as an error where it decides the exit status, else as a warning."""
    file = {"file": trouble.file} if trouble.file else {}
    about = f"{trouble.file}: " if trouble.file else ""
    return Annotation(
        "error" if report.exit == Exit.USER_ERROR else "warning",
        {**file, "title": trouble.title if trouble.file else "samklang"},
        joined(about + trouble.message, trouble.hint),
    )


def _finding(finding: Finding, report: Report, catalogue: Catalogue) -> Annotation:
    file = report.files.get(finding.place.name)
    properties: dict[str, str | int] = _where(finding, file) if file else {}
    title = finding.rule if file or not finding.channel else f"{finding.rule} in {finding.channel}"
    title += f" ({finding.place.where})" if finding.place.where else ""
    return Annotation(COMMANDS[finding.level], {**properties, "title": title}, in_words(finding, catalogue))


def _where(finding: Finding, file: FileText) -> dict[str, str | int]:
    """The file, lines and columns of a finding, the last character included.

    Including it, no range ends on a line that it has no character of. Columns are given only within one line:
    GitHub ignores them on ranges of several lines.
    """
    if not file.lined:
        return {"file": finding.place.name}
    start, end = finding.place.span
    line, column = file.position(start)
    end_line, end_column = file.position(max(start, end - 1))
    where: dict[str, str | int] = {"file": finding.place.name, "line": line, "endLine": end_line}
    return where | ({"col": column, "endColumn": end_column} if line == end_line else {})


def _within_limits(annotations: Sequence[Annotation]) -> list[Annotation]:
    """The annotations that GitHub shows; where there are more, the last notice counts the rest."""
    shown, rest = _split(annotations, {"error": SHOWN, "warning": SHOWN, "notice": SHOWN})
    if not rest:
        return shown
    shown, rest = _split(annotations, {"error": SHOWN, "warning": SHOWN, "notice": SHOWN - 1})
    counts = Counter(annotation.command for annotation in rest)
    left = ", ".join(counted(counts[name], name) for name in ("error", "warning", "notice") if counts[name])
    message = f"Not shown here: {left}. GitHub shows {SHOWN} of each per step; `samklang check` shows all."
    return [*shown, Annotation("notice", {"title": "samklang"}, message)]


def _split(
    annotations: Sequence[Annotation], room: dict[str, int]
) -> tuple[list[Annotation], list[Annotation]]:
    shown: list[Annotation] = []
    rest: list[Annotation] = []
    for annotation in annotations:
        room[annotation.command] -= 1
        (shown if room[annotation.command] >= 0 else rest).append(annotation)
    return shown, rest


def _data(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """The text as one line that the runner cannot mistake for a command."""
    line = " ".join(encodable(text).split())
    return line.replace("##[", "## [") if not line.startswith("::") else f"samklang {line}"
