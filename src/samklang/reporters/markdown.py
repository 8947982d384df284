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
"""By which a bot finds its last comment and mends it instead of adding one."""
SHOWN = 20
"""Rows of findings: a comment is read on a telephone too."""
LONGEST = 200
"""Characters of a cell."""

_MARKUP = re.compile(r"[\\`*_\[\]<>|~!&]")
_LINKING = re.compile(r"[@#]")
"""Mentions and issues are linked after entities are resolved; they need something between."""
_NOTHING = "\u200b"


def render(report: Report, catalogue: Catalogue) -> str:
    """The verdict, what could not be had, the worst findings, then how channels and moments stand."""
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
    return "\n".join(rows) + (f"\n\nAnd {left} more; `samklang check` shows all." if left else "")


def _row(finding: Finding, report: Report, catalogue: Catalogue) -> str:
    place = _code(located(finding.place, report.files.get(finding.place.name)))
    sure = f" ({catalogue.figures(finding)})" if finding.score is not None else ""
    suggestion = f"<br>try: {_plain(finding.suggestion)}" if finding.suggestion else ""
    what = f"`{finding.rule}` {_plain(catalogue.message(finding) + sure)}{suggestion}"
    return f"| {finding.level} | {place} | {what} |"


def _channels(report: Report) -> str:
    """Folded away, as it changes little from one pull request to the next."""
    if not report.channels:
        return ""
    rows = [
        f"| {_plain(one.channel)} | {one.documents:,} | {one.passages:,} | {_whole(one.consistency)} |"
        for one in report.channels
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
    """Words that stay words in a cell."""
    line = flat(text)
    short = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    quiet = _LINKING.sub(lambda found: found.group() + _NOTHING, short)
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", quiet)


def _code(text: str) -> str:
    """A code span in a cell; a backtick in it would end it."""
    return f"`{text.replace('`', '‵').replace('|', chr(92) + '|')}`"
