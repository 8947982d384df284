"""The report for GitHub Actions: workflow commands, which it shows as annotations beside the copy.

Syntax and escapes: "Workflow commands for GitHub Actions" in GitHub's documentation, and
`packages/core/src/command.ts` of actions/toolkit, which escapes more than the page says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.model import FileText, Finding, Level, Report

COMMANDS = {Level.SUGGESTION: "notice", Level.WARNING: "warning", Level.ERROR: "error"}

SHOWN = 10
"""Annotations of each command that GitHub shows for a step; it drops the rest without a word."""

USER_ERROR = 2
"""`Report.exit` when what the user asked for could not be had."""


class Annotation(NamedTuple):
    """One workflow command, not yet escaped."""

    command: str
    properties: dict[str, str | int]
    message: str

    def __str__(self) -> str:
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in self.properties.items())
        return f"::{self.command}{' ' if properties else ''}{properties}::{_data(self.message)}"


def render(report: Report) -> str:
    """Annotations, worst first and at most what GitHub shows; last, in a plain line, the verdict."""
    annotations = [*_troubles(report), *(_finding(finding, report) for finding in _worst_first(report))]
    lines = [str(annotation) for annotation in _within_limits(annotations)]
    return "\n".join([*lines, _plain(report.verdict)]) + "\n"


def _troubles(report: Report) -> Iterator[Annotation]:
    """Problems and unread files: errors only if they decide how the run exits."""
    command = "error" if report.exit == USER_ERROR else "warning"
    for problem in report.problems:
        yield Annotation(command, {"title": "samklang"}, problem)
    for skipped in report.skipped:
        if skipped.failed:
            message = f"{skipped.name}: {skipped.reason}"
            yield Annotation(
                command, {"file": skipped.name, "title": "not read"}, _join(message, skipped.hint)
            )


def _worst_first(report: Report) -> list[Finding]:
    return sorted(report.findings, key=lambda finding: (-finding.level.rank, -_distance(finding)))


def _distance(finding: Finding) -> float:
    """Points outside the band. What has no score (a banned word, an unmet need) is sure, and goes first."""
    if finding.score is None or finding.low is None or finding.high is None:
        return float("inf")
    return max(finding.low - finding.score, finding.score - finding.high, 0.0)


def _finding(finding: Finding, report: Report) -> Annotation:
    file = report.files.get(finding.place.name)
    properties: dict[str, str | int] = _where(finding, file) if file else {}
    title = finding.rule if file or not finding.channel else f"{finding.rule} in {finding.channel}"
    title += f" ({finding.place.where})" if finding.place.where else ""
    suggestion = f"Try: {finding.suggestion}" if finding.suggestion else ""
    message = _join(finding.message, _figures(finding), finding.reason, suggestion)
    return Annotation(COMMANDS[finding.level], {**properties, "title": title}, message)


def _where(finding: Finding, file: FileText) -> dict[str, str | int]:
    """Up to and with the last character, so that no range ends on a line it has nothing of.

    Columns within one line only: GitHub ignores them on ranges of several lines.
    """
    if not file.lined:
        return {"file": finding.place.name}
    start, end = finding.place.span
    line, column = file.position(start)
    end_line, end_column = file.position(max(start, end - 1))
    where: dict[str, str | int] = {"file": finding.place.name, "line": line, "endLine": end_line}
    return where | ({"col": column, "endColumn": end_column} if line == end_line else {})


def _figures(finding: Finding) -> str:
    figures = [f"score {round(finding.score)}"] if finding.score is not None else []
    if finding.low is not None and finding.high is not None:
        figures.append(f"band {round(finding.low)} to {round(finding.high)}")
    if finding.margin is not None:
        figures.append(f"margin {round(finding.margin)}")
    return ", ".join(figures)


def _within_limits(annotations: Sequence[Annotation]) -> list[Annotation]:
    """What GitHub will show; a closing notice, which takes a notice's place, counts what it will not."""
    shown, rest = _split(annotations, {"error": SHOWN, "warning": SHOWN, "notice": SHOWN})
    if not rest:
        return shown
    shown, rest = _split(annotations, {"error": SHOWN, "warning": SHOWN, "notice": SHOWN - 1})
    counts = [
        (sum(1 for one in rest if one.command == name), name) for name in ("error", "warning", "notice")
    ]
    left = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)
    message = f"Not shown here: {left}. GitHub shows {SHOWN} of each a step; `samklang check` shows all."
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


def _join(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _data(text: str) -> str:
    return _clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _clean(text: str) -> str:
    """Lone surrogates, of file names that are not UTF-8, cannot be printed."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(text: str) -> str:
    """One line that the runner cannot take for a command, wherever the words came from."""
    line = " ".join(_clean(text).split())
    return line.replace("##[", "## [") if not line.startswith("::") else f"samklang {line}"
