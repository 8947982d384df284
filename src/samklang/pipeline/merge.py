"""Together: what was found in workspaces, told from one folder, and as one."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from samklang.journey import weakest
from samklang.judge.judge import verdict_of_all
from samklang.model import Hidden, Place, Reading, Report, Skipped, Source
from samklang.words import digest

_ROWS = (
    "channels",
    "touchpoints",
    "customers",
    "expenses",
    "idle",
    "skipped",
    "problems",
    "notes",
    "partial",
)
_COUNTS = ("documents", "passages", "words", "abstained")


def told_from(folder: str, report: Report) -> Report:
    """A report with its files named from a folder above the workspace's.

    Args:
        folder: the workspace's, as seen from there; empty where it is that.
    """
    if not folder:
        return report

    def named(one: object) -> dict[str, str]:
        return {"name": _joined(folder, one.name)} if isinstance(one, Place | Skipped) else {}

    told: Report = _changed(report, named)
    return replace(
        told,
        findings=tuple(replace(one, fingerprint=digest(folder, one.fingerprint)) for one in told.findings),
        files={_joined(folder, name): file for name, file in report.files.items()},
        home=_joined(folder, report.home),
    )


def as_one(reports: Sequence[tuple[str, Report]]) -> Report:
    """The reports of workspaces as one, its channels told apart by workspace.

    Args:
        reports: each with the workspace's name; their files are named from one folder.
    """
    if len(reports) == 1:
        return reports[0][1]
    parts = [_of_workspace(name, report) for name, report in reports]
    exit_, why = verdict_of_all({name: (report.exit, report.verdict) for name, report in reports})
    found = (finding for part in parts for finding in part.findings)
    rows: dict[str, Any] = {name: _all(getattr(part, name) for part in parts) for name in _ROWS}
    counts: dict[str, Any] = {name: sum(getattr(part, name) for part in parts) for name in _COUNTS}
    return Report(
        **rows,
        **counts,
        brand=_listed(part.brand for part in parts),
        engine=_listed(part.engine for part in parts),
        poles={trait: poles for part in parts for trait, poles in part.poles.items()},
        languages=tuple(dict.fromkeys(_all(part.languages for part in parts))),
        weakest=weakest(part.weakest for part in parts if part.weakest),
        findings=tuple(sorted(found, key=lambda one: (one.place.name, one.place.span, one.rule))),
        hidden=Hidden(*map(sum, zip(*(part.hidden for part in parts), strict=True))),
        rules=tuple({rule.id: rule for part in parts for rule in part.rules}.values()),
        files={name: file for part in parts for name, file in part.files.items()},
        fail_on=min((part.fail_on for part in parts), key=lambda level: level.rank),
        verdict=why,
        exit=exit_,
        home=parts[0].home,
    )


def readings_as_one(readings: Sequence[tuple[str, Reading]]) -> Reading:
    """What was read of workspaces as one.

    Args:
        readings: each with the workspace's folder, from which its files are named anew.
    """
    parts = [_read(folder, reading, apart=len(readings) > 1) for folder, reading in readings]
    rows: dict[str, Any] = {
        field.name: _all(getattr(part, field.name) for part in parts) for field in fields(Reading)
    }
    return Reading(**rows | {"partial": frozenset(rows["partial"])})


def _read(folder: str, reading: Reading, *, apart: bool) -> Reading:
    def source(one: Source) -> Source:
        channel = f"{folder or '.'}: {one.channel}" if apart and one.channel else one.channel
        return replace(one, name=_joined(folder, one.name), channel=channel)

    return replace(
        reading,
        documents=tuple(replace(one, source=source(one.source)) for one in reading.documents),
        passages=tuple(replace(one, source=source(one.source)) for one in reading.passages),
        skipped=tuple(replace(one, name=_joined(folder, one.name)) for one in reading.skipped),
    )


def _of_workspace(workspace: str, report: Report) -> Report:
    """A report whose channels say which workspace is theirs."""

    def named(one: object) -> dict[str, str]:
        channel = getattr(one, "channel", None)
        return {"channel": f"{workspace}: {channel}"} if channel else {}

    told: Report = _changed(report, named)
    return replace(told, partial=tuple(f"{workspace}: {channel}" for channel in report.partial))


def _changed(value: Any, change: Callable[[object], dict[str, str]]) -> Any:
    """A value, and all the types of `model/` that stand in it, with the fields that `change` gives each."""
    if is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **inner | change(value))
    if isinstance(value, tuple):
        found = [_changed(one, change) for one in value]
        return type(value)(*found) if hasattr(value, "_fields") else tuple(found)
    return value


def _joined(folder: str, name: str) -> str:
    """A file's name from a folder above; addresses, which name no file, stay."""
    return name if "://" in name else posixpath.normpath(posixpath.join(folder, name))


def _all(rows: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(one for row in rows for one in row)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
