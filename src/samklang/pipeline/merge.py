"""Merge: the reports of several workspaces as one, with file names relative to one folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from samklang.journey import weakest
from samklang.judge.judge import verdict_of_all
from samklang.model import (
    Finding,
    Hidden,
    Level,
    Place,
    Reading,
    Report,
    RuleLevel,
    Skipped,
    Source,
    Touchpoint,
)
from samklang.words import digest


def rebased(folder: str, report: Report) -> Report:
    """A report with its file names relative to a folder above that of the workspace.

    Args:
        folder: the path from there to the folder of the workspace; empty where they are the same.
    """
    if not folder:
        return report

    def new_name(value: object) -> dict[str, str]:
        return {"name": _joined(folder, value.name)} if isinstance(value, Place | Skipped) else {}

    renamed: Report = _changed(report, new_name)
    findings = (
        replace(finding, fingerprint=digest(folder, finding.fingerprint)) for finding in renamed.findings
    )
    return replace(
        renamed,
        findings=tuple(findings),
        files={_joined(folder, name): file for name, file in report.files.items()},
        home=_joined(folder, report.home),
    )


def merge_reports(reports: Sequence[tuple[str, Report]]) -> Report:
    """The reports of several workspaces as one; each channel is named with its workspace.

    Args:
        reports: each with the name of its workspace; their file names are relative to one folder.
    """
    if len(reports) == 1:
        return reports[0][1]
    parts = [_of_workspace(name, report) for name, report in reports]
    exit_, verdict = verdict_of_all({name: (report.exit, report.verdict) for name, report in reports})
    merged = {name: merge([getattr(part, name) for part in parts]) for name, merge in MERGES.items()}
    return Report(**merged, verdict=verdict, exit=exit_)


def merge_readings(readings: Sequence[tuple[str, Reading]]) -> Reading:
    """What was read in several workspaces as one.

    Args:
        readings: each with the path to the folder of its workspace, to which file names become relative.
    """
    parts = [_rebased_reading(folder, reading, apart=len(readings) > 1) for folder, reading in readings]
    rows: dict[str, Any] = {
        field.name: _all(getattr(part, field.name) for part in parts) for field in fields(Reading)
    }
    return Reading(**rows | {"partial": frozenset(rows["partial"])})


def _rebased_reading(folder: str, reading: Reading, *, apart: bool) -> Reading:
    def rebased(source: Source) -> Source:
        channel = f"{folder or '.'}: {source.channel}" if apart and source.channel else source.channel
        return replace(source, name=_joined(folder, source.name), channel=channel)

    return replace(
        reading,
        documents=tuple(replace(document, source=rebased(document.source)) for document in reading.documents),
        passages=tuple(replace(passage, source=rebased(passage.source)) for passage in reading.passages),
        skipped=tuple(replace(file, name=_joined(folder, file.name)) for file in reading.skipped),
    )


def _of_workspace(workspace: str, report: Report) -> Report:
    """A report with the name of its workspace before that of each channel."""

    def new_channel(value: object) -> dict[str, str]:
        channel = getattr(value, "channel", None)
        return {"channel": f"{workspace}: {channel}"} if channel else {}

    renamed: Report = _changed(report, new_channel)
    return replace(renamed, partial=tuple(f"{workspace}: {channel}" for channel in report.partial))


def _changed(value: Any, change: Callable[[object], dict[str, str]]) -> Any:
    """A value with the fields that `change` returns replaced, in it and in all dataclasses inside it."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **inner | change(value))
    if isinstance(value, tuple):
        items = [_changed(item, change) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return value


def _joined(folder: str, name: str) -> str:
    """The name of a file relative to a folder above; web addresses stay as they are."""
    return name if "://" in name else posixpath.normpath(posixpath.join(folder, name))


# --- how the values of a field are merged -------------------------------------------------------


def _all(rows: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(item for row in rows for item in row)


def _each_once(rows: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_all(rows)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _united(mappings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {key: value for mapping in mappings for key, value in mapping.items()}


def _by_place(rows: Iterable[Iterable[Finding]]) -> tuple[Finding, ...]:
    return tuple(
        sorted(_all(rows), key=lambda finding: (finding.place.name, finding.place.span, finding.rule))
    )


def _by_id(rows: Iterable[Iterable[RuleLevel]]) -> tuple[RuleLevel, ...]:
    return tuple({rule.id: rule for rule in _all(rows)}.values())


def _weakest(points: Iterable[Touchpoint | None]) -> Touchpoint | None:
    return weakest(point for point in points if point)


def _added(counts: Iterable[Hidden]) -> Hidden:
    return Hidden(*map(sum, zip(*counts, strict=True)))


def _strictest(levels: Iterable[Level]) -> Level:
    return min(levels, key=lambda level: level.rank)


def _first(values: Sequence[Any]) -> Any:
    return values[0]


MERGES: dict[str, Callable[[Sequence[Any]], Any]] = {
    "brand": _listed,
    "engine": _listed,
    "poles": _united,
    "languages": _each_once,
    "channels": _all,
    "touchpoints": _all,
    "customers": _all,
    "expenses": _all,
    "weakest": _weakest,
    "findings": _by_place,
    "hidden": _added,
    "idle": _all,
    "partial": _all,
    "rules": _by_id,
    "skipped": _all,
    "problems": _all,
    "notes": _all,
    "files": _united,
    "documents": sum,
    "passages": sum,
    "words": sum,
    "abstained": sum,
    "fail_on": _strictest,
    "home": _first,
}
"""How each field of a report is merged, except `verdict` and `exit`, which judge decides. A test fails while
a field is missing here."""
