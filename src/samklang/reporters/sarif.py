"""The report as SARIF 2.1.0 (OASIS), which GitHub code scanning and editors read.

Columns are code points and ends exclusive, as SARIF has them; URIs are relative to `%SRCROOT%`.
"""

from __future__ import annotations

from urllib.parse import quote

from samklang import __version__
from samklang.errors import Exit
from samklang.model import FileText, Finding, Level, Place, Report, RuleLevel
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json import Json, dumped
from samklang.reporters.wording import in_words, joined, troubles, worst_first
from samklang.words import counted

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 5_000
"""How many results of a run GitHub keeps."""
LEVELS = {Level.SUGGESTION: "note", Level.WARNING: "warning", Level.ERROR: "error"}
FINGERPRINT = "samklang/v1"


def render(report: Report, catalogue: Catalogue) -> str:
    """One run: the rules, the worst results, and notifications of problems and of what is left out."""
    ids = [rule.id for rule in report.rules]
    worst = worst_first(report)
    run = {
        "tool": {
            "driver": {
                "name": "samklang",
                "semanticVersion": __version__,
                "rules": [_rule(rule, catalogue) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, len(worst) - MOST)],
        "results": [_result(finding, ids, report, catalogue) for finding in worst[:MOST]],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: RuleLevel, catalogue: Catalogue) -> Json:
    words = catalogue.rule(rule.id)
    return {
        "id": rule.id,
        "shortDescription": {"text": words.summary},
        "fullDescription": {"text": words.why},
        "help": {"text": words.help, "markdown": words.help},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _invocation(report: Report, left: int) -> Json:
    notes = [
        {"level": "error", "message": {"text": joined(trouble.line, trouble.hint)}}
        for trouble in troubles(report)
    ]
    if left > 0:
        text = f"{counted(left, 'finding')} left out, none worse: a run holds the worst {MOST:,}"
        notes.append({"level": "note", "message": {"text": text}})
    return {
        "executionSuccessful": report.exit != Exit.USER_ERROR,
        "exitCode": report.exit,
        "exitCodeDescription": report.verdict,
        "toolExecutionNotifications": notes,
    }


def _result(finding: Finding, ids: list[str], report: Report, catalogue: Catalogue) -> Json:
    file = report.files.get(finding.place.name)
    return {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": LEVELS[finding.level],
        "message": {"text": in_words(finding, catalogue)},
        "locations": [_location(finding.place, file)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "channel": finding.channel,
            "moment": finding.moment,
            "language": finding.language,
        },
    } | _fixes(finding, file)


def _location(place: Place, file: FileText | None) -> Json:
    region = {"region": _region(place, file)} if file and file.lined else {}
    location: Json = {"physicalLocation": {"artifactLocation": _artifact(place), **region}}
    if place.where:
        location["logicalLocations"] = [{"name": place.where}]
    return location


def _artifact(place: Place) -> Json:
    return {"uri": quote(place.name, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(place: Place, file: FileText) -> Json:
    line, column = file.position(place.span.start)
    end_line, end_column = file.position(place.span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fixes(finding: Finding, file: FileText | None) -> Json:
    if finding.replacement is None or file is None or not file.lined:
        return {}
    change = {
        "deletedRegion": _region(finding.place, file),
        "insertedContent": {"text": finding.replacement},
    }
    return {
        "fixes": [
            {"artifactChanges": [{"artifactLocation": _artifact(finding.place), "replacements": [change]}]}
        ]
    }
