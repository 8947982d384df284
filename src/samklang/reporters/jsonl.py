"""The report as JSON lines, for streams: each line one object with one key, which says what it is.

First `report`, then a `finding`, `skipped` or `problem` a line, in the words of the JSON report;
docs/lines.schema.json describes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import Json, dumped, finding_of, head, skipped_of


def render(report: Report, catalogue: Catalogue) -> str:
    """A line a thing to know, findings by file and place."""
    return "".join(f"{dumped(line)}\n" for line in _lines(report, catalogue))


def _lines(report: Report, catalogue: Catalogue) -> Iterator[Json]:
    yield {"report": head(report)}
    for finding in report.findings:
        yield {"finding": finding_of(finding, report.files, catalogue)}
    for skipped in report.skipped:
        yield {"skipped": skipped_of(skipped)}
    for problem in report.problems:
        yield {"problem": problem}
