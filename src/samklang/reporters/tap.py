"""The report in the Test Anything Protocol, version 13: a test point for each finding, the verdict last.

Only what makes the run fail is a plain "not ok": a finding below `--fail-on` is marked `# TODO`, on which no
harness fails.
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
    description: str
    todo: str = ""
    details: tuple[str, ...] = ()
    """Lines of YAML."""


def render(report: Report, catalogue: Catalogue) -> str:
    """The plan, then the points."""
    points = list(_points(report, catalogue))
    lines = ["TAP version 13", f"1..{len(points)}"]
    for number, point in enumerate(points, start=1):
        todo = f" # TODO {point.todo}" if point.todo else ""
        lines.append(f"{'ok' if point.ok else 'not ok'} {number} - {_escaped(point.description)}{todo}")
        if point.details:
            lines += ["  ---", *(f"  {line}" for line in point.details), "  ..."]
    return "\n".join(lines) + "\n"


def _points(report: Report, catalogue: Catalogue) -> Iterator[Point]:
    for trouble in troubles(report):
        yield Point(ok=False, description=trouble.line)
    for finding in report.findings:
        place = located(finding.place, report.files.get(finding.place.name))
        todo = "" if finding.fails else finding.level.value
        description = f"{place} {finding.rule}: {catalogue.message(finding)}"
        details = tuple(_details(finding, catalogue))
        yield Point(ok=False, description=description, todo=todo, details=details)
    yield Point(ok=report.exit == Exit.IN_TUNE, description=report.verdict)


def _details(finding: Finding, catalogue: Catalogue) -> Iterator[str]:
    """The details as YAML, each value written as JSON, which YAML can read."""
    yield f"level: {finding.level}"
    values = {
        "figures": catalogue.figures(finding),
        "why": catalogue.reason(finding),
        "try": finding.suggestion,
    }
    yield from (f"{name}: {dumped(value)}" for name, value in values.items() if value)


def _escaped(text: str) -> str:
    """The text as one line, escaped so that nothing in it is taken for a directive."""
    return flat(text).replace("\\", "\\\\").replace("#", "\\#")
