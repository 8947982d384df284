"""The report as reviewdog's rdjsonl: a diagnostic on each line, with the replacement where there is one.

Columns count the bytes of the line in UTF-8, from 1, and ends are exclusive (reviewdog.proto).
"""

from __future__ import annotations

from samklang.model import FileText, Finding, Level, Report, Span
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import Json, dumped
from samklang.reporters.wording import Trouble, in_words, joined, troubles, worst_first

SEVERITIES = {Level.SUGGESTION: "INFO", Level.WARNING: "WARNING", Level.ERROR: "ERROR"}


def render(report: Report, catalogue: Catalogue) -> str:
    """Problems and files not read, then findings, worst first."""
    diagnostics = [_trouble(trouble) for trouble in troubles(report)]
    diagnostics += [
        _finding(finding, report.files.get(finding.place.name), catalogue) for finding in worst_first(report)
    ]
    return "".join(f"{dumped(diagnostic)}\n" for diagnostic in diagnostics)


def _finding(finding: Finding, file: FileText | None, catalogue: Catalogue) -> Json:
    place = finding.place
    where: Json = {"range": _range(place.span, file)} if file and file.lined else {}
    diagnostic: Json = {
        "message": joined(place.where, in_words(finding, catalogue)),
        "location": {"path": place.name, **where},
        "severity": SEVERITIES[finding.level],
        "source": {"name": "samklang"},
        "code": {"value": finding.rule},
    }
    if where and finding.replacement is not None:
        diagnostic["suggestions"] = [{**where, "text": finding.replacement}]
    return diagnostic


def _trouble(trouble: Trouble) -> Json:
    return {
        "message": joined(trouble.line, trouble.hint),
        "location": {"path": trouble.shown_in},
        "severity": "ERROR",
        "source": {"name": "samklang"},
    }


def _range(span: Span, file: FileText) -> Json:
    return {"start": _position(span.start, file), "end": _position(span.end, file)}


def _position(offset: int, file: FileText) -> Json:
    line, column = file.position(offset)
    return {"line": line, "column": len(file.line(line)[: column - 1].encode("utf-8", "replace")) + 1}
