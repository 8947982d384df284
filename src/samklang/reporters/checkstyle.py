"""The report as Checkstyle XML, which many build servers read."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from samklang.model import FileText, Finding, Level, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.wording import Trouble, in_words, joined, troubles
from samklang.reporters.xml import document, element

SEVERITIES = {Level.SUGGESTION: "info", Level.WARNING: "warning", Level.ERROR: "error"}


def render(report: Report, catalogue: Catalogue) -> str:
    """A document of files with their errors; line 0 stands for the file as a whole."""
    files: dict[str, list[Element]] = {}
    for finding in report.findings:
        name = finding.place.name
        files.setdefault(name, []).append(_finding(finding, report.files.get(name), catalogue))
    for trouble in troubles(report):
        files.setdefault(trouble.shown_in, []).append(_trouble(trouble))
    elements = [element("file", {"name": name}, errors) for name, errors in files.items()]
    return document(element("checkstyle", {"version": "10.0"}, elements))


def _finding(finding: Finding, file: FileText | None, catalogue: Catalogue) -> Element:
    line, column = file.position(finding.place.span.start) if file and file.lined else (0, 0)
    where = {"line": line, "column": column} if line else {"line": line}
    what = {
        "severity": SEVERITIES[finding.level],
        "message": joined(finding.place.where, in_words(finding, catalogue)),
        "source": f"samklang.{finding.rule}",
    }
    return element("error", {**where, **what})


def _trouble(trouble: Trouble) -> Element:
    message = joined(trouble.line, trouble.hint)
    return element("error", {"line": 0, "severity": "error", "message": message, "source": "samklang"})
