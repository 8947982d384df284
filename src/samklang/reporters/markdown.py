"""The report as a comment on a pull request: short, in tables, worst first."""

from __future__ import annotations

import re
from collections import Counter

from samklang.model import Finding, Level, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.printable import flat, located
from samklang.reporters.wording import hidden, troubles, worst_first
from samklang.words import counted

MARK = "<!-- samklang -->"
"""A bot looks for this mark to update its last comment instead of adding another."""
SHOWN = 20
"""The most rows of findings: a comment is read on a telephone too."""
LONGEST = 200
"""The most characters of a cell."""

_MARKUP = re.compile(r"[\\`*_\[\]<>|~!&]")
_LINKING = re.compile(r"[@#]")
"""What begins a mention or an issue number. GitHub links them after it resolves entities, so a character
without width must follow."""
_NO_WIDTH = "\u200b"


def render(report: Report, catalogue: Catalogue) -> str:
    """The verdict, problems and files not read, the worst findings, then the channels and touchpoints."""
    parts = [MARK, f"**samklang: {_plain(report.verdict)}**", _weakest(report)]
    parts += ["\n".join(f"- {_plain(trouble.line)}" for trouble in troubles(report))]
    parts += [_findings(report, catalogue), hidden(report), _channels(report), _touchpoints(report)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _weakest(report: Report) -> str:
    point = report.weakest
    if point is None or point.fit is None:
        return ""
    needs = ", ".join(need.need for need in point.needs if not need.answered)
    return _plain(
        f"Weakest moment: {point.name}, fit {point.fit:.0f}" + (f"; unanswered: {needs}" * bool(needs))
    )


def _findings(report: Report, catalogue: Catalogue) -> str:
    worst = worst_first(report)
    if not worst:
        return ""
    rows = ["| level | where | what |", "|---|---|---|"]
    rows += [_row(finding, report, catalogue) for finding in worst[:SHOWN]]
    levels = Counter(finding.level for finding in worst[SHOWN:])
    left = ", ".join(counted(levels[level], level.value) for level in reversed(Level) if levels[level])
    return "\n".join(rows) + (f"\n\nNot shown: {left}; `samklang check` shows all." if left else "")


def _row(finding: Finding, report: Report, catalogue: Catalogue) -> str:
    place = _code(located(finding.place, report.files.get(finding.place.name)))
    figures = f" ({catalogue.figures(finding)})" if finding.score is not None else ""
    suggestion = f"<br>try: {_plain(finding.suggestion)}" if finding.suggestion else ""
    what = f"`{finding.rule}` {_plain(catalogue.message(finding) + figures)}{suggestion}"
    return f"| {finding.level} | {place} | {what} |"


def _channels(report: Report) -> str:
    """The table of channels, folded away: it changes little from one pull request to the next."""
    if not report.channels:
        return ""
    rows = [
        f"| {_plain(channel.channel)} | {channel.documents:,} | {channel.passages:,} "
        f"| {_whole(channel.consistency)} |"
        for channel in report.channels
    ]
    head = "| channel | documents | passages | consistency |\n|---|--:|--:|--:|"
    return _folded("Is it us?", "\n".join([head, *rows]))


def _touchpoints(report: Report) -> str:
    points = sorted(
        (point for point in report.touchpoints if point.fit is not None), key=lambda point: point.fit or 0.0
    )
    if not points:
        return ""
    rows = []
    for point in points:
        needs = ", ".join(need.need for need in point.needs if not need.answered)
        rows.append(f"| {_plain(point.name)} | {_whole(point.fit)} | {_plain(needs)} |")
    head = "| touchpoint | fit | unanswered |\n|---|--:|---|"
    return _folded("Is it best for the customer there?", "\n".join([head, *rows]))


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _whole(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.0f}"


def _plain(text: str) -> str:
    """The text as a cell of a table, with nothing in it that Markdown or GitHub acts on."""
    line = flat(text)
    short = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    unlinked = _LINKING.sub(lambda match: match.group() + _NO_WIDTH, short)
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", unlinked)


def _code(text: str) -> str:
    """A code span in a cell; a backtick in it would end it."""
    return f"`{text.replace('`', '‵').replace('|', chr(92) + '|')}`"
