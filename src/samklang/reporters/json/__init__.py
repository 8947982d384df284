"""The report for programs: JSON, versioned, described by docs/report.schema.json."""

from __future__ import annotations

from collections import Counter

from samklang import __version__
from samklang.model import Finding, Level, Report, Skipped
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.json.customers import customer_of, expense_of
from samklang.reporters.json.standing import channel_of, touchpoint_of
from samklang.reporters.json.values import Files, Json, dumped, number, place_of

__all__ = ["Json", "dumped", "finding_of", "head", "render", "skipped_of"]

VERSION = 1
"""Raised when a key is renamed, removed or changes its meaning; new keys do not raise it."""


def render(report: Report, catalogue: Catalogue) -> str:
    """The report as one JSON object, keys in a fixed order, ending with a newline."""
    return dumped(_report(report, catalogue), indent=1) + "\n"


def head(report: Report) -> Json:
    """The head of a report: which tool wrote it, about which brand, the verdict and the counts."""
    return {
        "version": VERSION,
        "tool": {"name": "samklang", "version": __version__},
        "brand": report.brand,
        "engine": report.engine,
        "languages": list(report.languages),
        "verdict": report.verdict,
        "exit": report.exit,
        "fail_on": report.fail_on.value,
        "counts": _counts(report),
    }


def _report(report: Report, catalogue: Catalogue) -> Json:
    files = report.files
    return {
        **head(report),
        "weakest": touchpoint_of(report.weakest, files) if report.weakest else None,
        "channels": [channel_of(channel, report.poles, files) for channel in report.channels],
        "customers": [customer_of(result, files) for result in report.customers],
        "expenses": [expense_of(expense) for expense in report.expenses],
        "touchpoints": [touchpoint_of(touchpoint, files) for touchpoint in report.touchpoints],
        "findings": [finding_of(finding, files, catalogue) for finding in report.findings],
        "skipped": [skipped_of(skipped) for skipped in report.skipped],
        "problems": list(report.problems),
        "notes": list(report.notes),
        "partial": list(report.partial),
    }


def _counts(report: Report) -> Json:
    levels = Counter(finding.level for finding in report.findings)
    return {
        "documents": report.documents,
        "passages": report.passages,
        "words": report.words,
        "abstained": report.abstained,
        "findings": {level.value: levels[level] for level in reversed(Level)},
        "hidden": report.hidden._asdict(),
    }


def finding_of(finding: Finding, files: Files, catalogue: Catalogue) -> Json:
    """One finding."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": catalogue.message(finding),
        "reason": catalogue.reason(finding),
        "suggestion": finding.suggestion,
        "replacement": finding.replacement,
        "channel": finding.channel,
        "moment": finding.moment,
        "language": finding.language,
        "need": finding.need,
        "score": number(finding.score),
        "margin": number(finding.margin),
        "low": number(finding.low),
        "high": number(finding.high),
        "fingerprint": finding.fingerprint,
        "place": place_of(finding.place, files),
    }


def skipped_of(skipped: Skipped) -> Json:
    """A file that was not read."""
    return {
        "file": skipped.name,
        "reason": skipped.reason,
        "hint": skipped.hint,
        "failed": skipped.failed,
    }
