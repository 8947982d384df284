"""Together: what was found in workspaces, told from one folder, and as one."""

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


def named_from(folder: str, report: Report) -> Report:
    """A report with its files named from a folder above the workspace's.

    Args:
        folder: the workspace's, as seen from there; empty where it is that.
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


def merged(reports: Sequence[tuple[str, Report]]) -> Report:
    """The reports of workspaces as one, its channels told apart by workspace.

    Args:
        reports: each with the workspace's name; their files are named from one folder.
    """
    if len(reports) == 1:
        return reports[0][1]
    parts = [_of_workspace(name, report) for name, report in reports]
    exit_, why = verdict_of_all({name: (report.exit, report.verdict) for name, report in reports})
    values = {name: merge([getattr(part, name) for part in parts]) for name, merge in MERGES.items()}
    return Report(**values, verdict=why, exit=exit_)


def merged_readings(readings: Sequence[tuple[str, Reading]]) -> Reading:
    """What was read of workspaces as one.

    Args:
        readings: each with the workspace's folder, from which its files are named anew.
    """
    parts = [_read(folder, reading, several=len(readings) > 1) for folder, reading in readings]
    rows: dict[str, Any] = {
        field.name: _all(getattr(part, field.name) for part in parts) for field in fields(Reading)
    }
    return Reading(**rows | {"partial": frozenset(rows["partial"])})


def _read(folder: str, reading: Reading, *, several: bool) -> Reading:
    def renamed(source: Source) -> Source:
        channel = f"{folder or '.'}: {source.channel}" if several and source.channel else source.channel
        return replace(source, name=_joined(folder, source.name), channel=channel)

    return replace(
        reading,
        documents=tuple(replace(row, source=renamed(row.source)) for row in reading.documents),
        passages=tuple(replace(row, source=renamed(row.source)) for row in reading.passages),
        skipped=tuple(replace(row, name=_joined(folder, row.name)) for row in reading.skipped),
    )


def _of_workspace(workspace: str, report: Report) -> Report:
    """A report whose channels say which workspace is theirs."""

    def new_channel(value: object) -> dict[str, str]:
        channel = getattr(value, "channel", None)
        return {"channel": f"{workspace}: {channel}"} if channel else {}

    renamed: Report = _changed(report, new_channel)
    return replace(renamed, partial=tuple(f"{workspace}: {channel}" for channel in report.partial))


def _changed(value: Any, change: Callable[[object], dict[str, str]]) -> Any:
    """A value, and all the types of `model/` that stand in it, with the fields that `change` gives each."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **inner | change(value))
    if isinstance(value, tuple):
        parts = [_changed(part, change) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def _joined(folder: str, name: str) -> str:
    """A file's name from a folder above; addresses, which name no file, stay."""
    return name if "://" in name else posixpath.normpath(posixpath.join(folder, name))


# --- how the values of a field become one -------------------------------------------------------


def _all(rows: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(value for row in rows for value in row)


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
"""By field of a report, all but `verdict` and `exit`, which judge decides together. A test fails while a new
field has no line here."""
