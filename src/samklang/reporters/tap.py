"""The report in the Test Anything Protocol, version 13: a test point a finding, the verdict last.

Only what makes the run fail is not ok: a finding under `--fail-on` is a `# TODO`, which no harness fails on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from samklang.errors import Exit
from samklang.model import Finding, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import dumped
from samklang.reporters.printable import flat, located
from samklang.reporters.wording import troubles


class Point(NamedTuple):
    """A test point, not yet numbered."""

    ok: bool
    says: str
    todo: str = ""
    details: tuple[str, ...] = ()
    """Lines of YAML."""


def render(report: Report, catalogue: Catalogue) -> str:
    """The plan, then the points."""
    points = list(_points(report, catalogue))
    lines = ["TAP version 13", f"1..{len(points)}"]
    for number, point in enumerate(points, start=1):
        todo = f" # TODO {point.todo}" if point.todo else ""
        lines.append(f"{'ok' if point.ok else 'not ok'} {number} - {_said(point.says)}{todo}")
        if point.details:
            lines += ["  ---", *(f"  {line}" for line in point.details), "  ..."]
    return "\n".join(lines) + "\n"


def _points(report: Report, catalogue: Catalogue) -> Iterator[Point]:
    for trouble in troubles(report):
        yield Point(ok=False, says=trouble.line)
    for finding in report.findings:
        place = located(finding.place, report.files.get(finding.place.name))
        todo = "" if finding.fails else finding.level.value
        says = f"{place} {finding.rule}: {catalogue.message(finding)}"
        yield Point(ok=False, says=says, todo=todo, details=tuple(_details(finding, catalogue)))
    yield Point(ok=report.exit == Exit.IN_TUNE, says=report.verdict)


def _details(finding: Finding, catalogue: Catalogue) -> Iterator[str]:
    """Each value as JSON writes it, which YAML reads as well."""
    yield f"level: {finding.level}"
    values = {
        "figures": catalogue.figures(finding),
        "why": catalogue.reason(finding),
        "try": finding.suggestion,
    }
    yield from (f"{name}: {dumped(value)}" for name, value in values.items() if value)


def _said(text: str) -> str:
    """One line in which nothing is taken for a directive."""
    return flat(text).replace("\\", "\\\\").replace("#", "\\#")
