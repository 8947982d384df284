"""The report for programs: JSON, versioned, described by docs/report.schema.json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from samklang import __version__
from samklang.model import (
    ChannelResult,
    CustomerResult,
    Difference,
    Drift,
    Encounter,
    Estimate,
    Expense,
    FileText,
    Finding,
    Interval,
    LanguageProfile,
    Level,
    NeedResult,
    Place,
    Poles,
    Report,
    Skipped,
    Step,
    StepKind,
    Touchpoint,
    TraitProfile,
)

VERSION = 1
"""Goes up when a key is renamed, removed or changes its meaning; new keys leave it alone."""

Files = Mapping[str, FileText]
Json = dict[str, object]


def render(report: Report) -> str:
    """The report as one JSON object, keys in a fixed order, ending with a newline."""
    return dumped(_report(report), indent=1) + "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """JSON as UTF-8 can hold it.

    A file name that is not UTF-8 reaches us with lone surrogates. Only they cannot be encoded, and the
    escape that Python writes for them is the one JSON reads.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def head(report: Report) -> Json:
    """What wrote the report, of what, and how it came out."""
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


def _report(report: Report) -> Json:
    files = report.files
    return {
        **head(report),
        "weakest": _touchpoint(report.weakest, files) if report.weakest else None,
        "channels": [_channel(channel, report.poles, report.files) for channel in report.channels],
        "customers": [_customer(one, report.files) for one in report.customers],
        "expenses": [_expense(one) for one in report.expenses],
        "touchpoints": [_touchpoint(touchpoint, files) for touchpoint in report.touchpoints],
        "findings": [finding_of(finding, files) for finding in report.findings],
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


def _channel(result: ChannelResult, poles: Mapping[str, Poles], files: Files) -> Json:
    return {
        "channel": result.channel,
        "documents": result.documents,
        "passages": result.passages,
        "words": result.words,
        "consistency": _number(result.consistency),
        "interval": _interval(result.interval),
        "profile": [_profile(profile, poles[profile.band.trait]) for profile in result.profile],
        "steps": [_step(step, files) for step in result.steps],
        "drifts": [_drift(drift, files) for drift in result.drifts],
        "languages": [_language(profile) for profile in result.languages],
    }


def _interval(interval: Interval | None) -> Json | None:
    return {"low": _number(interval.low), "high": _number(interval.high)} if interval else None


def _step(step: Step, files: Files) -> Json:
    return {
        "kind": step.kind.value,
        "what": step.what,
        "more": step.more if step.kind is StepKind.TRAIT else None,
        "fit": _number(step.fit),
        "consistency": _number(step.consistency),
        "place": _place(step.place, files),
    }


def _drift(drift: Drift, files: Files) -> Json:
    return {
        "trait": drift.trait,
        "against": drift.against.value,
        "difference": _number(drift.difference),
        "interval": _interval(drift.interval),
        "effect": _number(drift.effect),
        "documents": drift.documents,
        "place": _place(drift.place, files),
    }


def _language(profile: LanguageProfile) -> Json:
    return {
        "language": profile.language,
        "documents": profile.documents,
        "passages": profile.passages,
        "traits": [
            {
                "trait": one.trait,
                "score": _number(one.score),
                "margin": _number(one.margin),
                "unsure": _number(one.unsure),
                "difference": _difference(one.difference) if one.difference else None,
            }
            for one in profile.traits
        ],
    }


def _difference(one: Difference) -> Json:
    return {
        **_estimate(one.whole),
        "matched": one.matched,
        "tool": _estimate(one.tool) if one.tool else None,
        "rest": _estimate(one.rest) if one.rest else None,
        "sure": one.sure,
    }


def _estimate(one: Estimate) -> Json:
    return {"points": _number(one.points), "margin": _number(one.margin)}


def _profile(profile: TraitProfile, poles: Poles) -> Json:
    band = profile.band
    return {
        "trait": band.trait,
        "other": poles.other,
        "named": poles.named,
        "score": _number(profile.score),
        "margin": _number(profile.margin),
        "passages": profile.passages,
        "target": _number(band.target),
        "low": _number(band.low),
        "high": _number(band.high),
        "weight": _number(band.weight),
    }


def _customer(result: CustomerResult, files: Files) -> Json:
    return {
        "customer": result.customer,
        "channel": result.channel,
        "language": result.language,
        "share": _number(result.share),
        "fit": _number(result.fit),
        "meets": [_encounter(one, files) for one in result.meets],
        "misses": list(result.misses),
        "puts_off": [_encounter(one, files) for one in result.puts_off],
    }


def _encounter(one: Encounter, files: Files) -> Json:
    return {
        "kind": one.kind.value,
        "what": one.what,
        "evidence": one.evidence,
        "place": _place(one.place, files),
    }


def _expense(one: Expense) -> Json:
    return {
        "channel": one.channel,
        "language": one.language,
        "served": one.served,
        "pays": one.pays,
        "difference": _number(one.difference),
        "interval": _interval(one.interval),
        "served_share": _number(one.served_share),
        "pays_share": _number(one.pays_share),
    }


def _touchpoint(touchpoint: Touchpoint, files: Files) -> Json:
    return {
        "name": touchpoint.name,
        "channel": touchpoint.channel,
        "moment": touchpoint.moment,
        "language": touchpoint.language,
        "documents": touchpoint.documents,
        "fit": _number(touchpoint.fit),
        "interval": _interval(touchpoint.interval),
        "needs": [_need(need, files) for need in touchpoint.needs],
        "steps": [_step(step, files) for step in touchpoint.steps],
    }


def _need(need: NeedResult, files: Files) -> Json:
    return {
        "need": need.need,
        "weight": _number(need.weight),
        "coverage": _number(need.coverage),
        "answered": need.answered,
        "evidence": need.evidence,
        "depth": need.depth,
        "lix": _number(need.lix),
        "place": _place(need.place, files) if need.place else None,
    }


def finding_of(finding: Finding, files: Files) -> Json:
    """One finding."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        "reason": finding.reason,
        "suggestion": finding.suggestion,
        "replacement": finding.replacement,
        "channel": finding.channel,
        "moment": finding.moment,
        "language": finding.language,
        "need": finding.need,
        "score": _number(finding.score),
        "margin": _number(finding.margin),
        "low": _number(finding.low),
        "high": _number(finding.high),
        "fingerprint": finding.fingerprint,
        "place": _place(finding.place, files),
    }


def _place(place: Place, files: Files) -> Json:
    """Start and end are null where no line would say anything: a channel as a whole, a cell, a page."""
    file = files.get(place.name)
    return {
        "file": place.name,
        "where": place.where,
        "start": _position(file, place.span.start) if file and file.lined else None,
        "end": _position(file, place.span.end) if file and file.lined else None,
    }


def _position(file: FileText, offset: int) -> Json:
    line, column = file.position(offset)
    return {"line": line, "column": column, "offset": offset}


def skipped_of(skipped: Skipped) -> Json:
    """A file that was not read."""
    return {
        "file": skipped.name,
        "reason": skipped.reason,
        "hint": skipped.hint,
        "failed": skipped.failed,
    }


def _number(value: float | None) -> float | None:
    """Two decimals; adding 0.0 keeps a rounded -0.001 from being written as -0.0."""
    return None if value is None else round(float(value), 2) + 0.0
