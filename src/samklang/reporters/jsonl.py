"""The report as JSON lines, for streams: each line is an object with one key, which names its kind.

The first is `report`, then a line for each `finding`, `skipped` or `problem`, as in the JSON report;
docs/lines.schema.json describes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from samklang.model import Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import Json, dumped, finding_of, head, skipped_of


def render(report: Report, catalogue: Catalogue) -> str:
    """The head of the report, then findings by file and place, files not read, and problems, a line each."""
    return "".join(f"{dumped(line)}\n" for line in _lines(report, catalogue))


def _lines(report: Report, catalogue: Catalogue) -> Iterator[Json]:
    yield {"report": head(report)}
    for finding in report.findings:
        yield {"finding": finding_of(finding, report.files, catalogue)}
    for skipped in report.skipped:
        yield {"skipped": skipped_of(skipped)}
    for problem in report.problems:
        yield {"problem": problem}
