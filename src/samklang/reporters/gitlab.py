"""The report for GitLab's Code Quality widget: a JSON list, each entry with a fingerprint of its own."""

from __future__ import annotations

from samklang.model import FileText, Finding, Level, Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import Json, dumped
from samklang.reporters.wording import Trouble, in_words, joined, troubles, worst_first
from samklang.words import digest

SEVERITIES = {Level.SUGGESTION: "info", Level.WARNING: "minor", Level.ERROR: "major"}


def render(report: Report, catalogue: Catalogue) -> str:
    """Problems and files not read, then findings, worst first."""
    entries = [_trouble(trouble) for trouble in troubles(report)]
    entries += [
        _finding(finding, report.files.get(finding.place.name), catalogue) for finding in worst_first(report)
    ]
    return dumped(entries, indent=1) + "\n"


def _finding(finding: Finding, file: FileText | None, catalogue: Catalogue) -> Json:
    lines = {"begin": 1}
    if file and file.lined:
        start, end = finding.place.span
        lines = {"begin": file.position(start)[0], "end": file.position(max(start, end - 1))[0]}
    return {
        "description": joined(finding.place.where, in_words(finding, catalogue)),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.level],
        "location": {"path": finding.place.name, "lines": lines},
    }


def _trouble(trouble: Trouble) -> Json:
    return {
        "description": joined(trouble.line, trouble.hint),
        "check_name": "samklang",
        "fingerprint": digest(*trouble),
        "severity": "blocker",
        "location": {"path": trouble.shown_in, "lines": {"begin": 1}},
    }
