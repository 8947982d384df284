"""What the templates need besides the report: its parts, in the order in which people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from samklang.model import FileText, Finding, Level, NeedResult, Place, Report, Span, Touchpoint

CONTEXT = 120
"""Characters of a line that are shown on either side of the marked passage."""

_HALF_TAG_FIRST = re.compile(r"^[^<>]*>")
_HALF_TAG_LAST = re.compile(r"<[^<>]*$")
_HALF_WORD_FIRST = re.compile(r"^\S{0,20}\s+")
_HALF_WORD_LAST = re.compile(r"\s+\S{0,20}$")


class Quote(NamedTuple):
    """Copy as it is in its file, with the text around it on the same lines."""

    before: str
    marked: str
    after: str


class Spot(NamedTuple):
    """The findings on one stretch of a file, so that its copy is quoted once."""

    where: str
    """`line:column`, a cell or a page, or "whole file"."""
    quote: Quote | None
    findings: tuple[Finding, ...]


class FileFindings(NamedTuple):
    """A file and its findings."""

    name: str
    counts: dict[Level, int]
    spots: tuple[Spot, ...]


class NeedCell(NamedTuple):
    """A need in a touchpoint where it has a weight."""

    need: NeedResult
    state: str
    """answered, weak or unanswered."""
    where: str
    """`file:line:column` of the passage that comes closest; empty where none does."""


class NeedRow(NamedTuple):
    """A touchpoint with a cell for each need of the report; None where the need has no weight."""

    point: Touchpoint
    cells: tuple[NeedCell | None, ...]


# --- findings -----------------------------------------------------------------------------------


def counts(findings: Iterable[Finding]) -> dict[Level, int]:
    """Findings by level, worst first; levels without any are left out."""
    by_level = Counter(finding.level for finding in findings)
    return {level: by_level[level] for level in reversed(Level) if by_level[level]}


def by_file(report: Report) -> list[FileFindings]:
    """The files with findings: most errors first, then most warnings, then most suggestions."""
    names: dict[str, list[Finding]] = {}
    for finding in report.findings:
        names.setdefault(finding.place.name, []).append(finding)
    files = [
        FileFindings(name, counts(findings), _spots(report.files.get(name), findings))
        for name, findings in names.items()
    ]
    return sorted(files, key=lambda file: [-file.counts.get(level, 0) for level in reversed(Level)])


def _spots(file: FileText | None, findings: list[Finding]) -> tuple[Spot, ...]:
    ordered = sorted(findings, key=_stretch)
    return tuple(
        _spot(file, sorted(group, key=lambda finding: -finding.level.rank))
        for _, group in groupby(ordered, key=_stretch)
    )


def _stretch(finding: Finding) -> tuple[Span, str, str, str]:
    return finding.place.span, finding.channel or "", finding.moment, finding.language


def _spot(file: FileText | None, findings: list[Finding]) -> Spot:
    span = findings[0].place.span
    if file is None or span == (0, 0):
        return Spot("whole file" if file else "", None, tuple(findings))
    return Spot(_position(file, findings[0].place), _quote(file, span), tuple(findings))


def _position(file: FileText, place: Place) -> str:
    """`line:column`, the place's own name in files without lines, or both."""
    line, column = file.position(place.span.start)
    return " ".join(part for part in (f"{line}:{column}" if file.lined else "", place.where) if part)


def _quote(file: FileText, span: Span) -> Quote | None:
    if span.start == span.end:
        return None
    line, column = file.position(span.start)
    before = file.line(line)[: column - 1].lstrip()
    line, column = file.position(span.end)
    after = file.line(line)[column - 1 :].rstrip()
    if len(before) > CONTEXT:
        before = "… " + _HALF_WORD_FIRST.sub("", _HALF_TAG_FIRST.sub("", before[-CONTEXT:]))
    if len(after) > CONTEXT:
        after = _HALF_WORD_LAST.sub("", _HALF_TAG_LAST.sub("", after[:CONTEXT])) + " …"
    return Quote(before, file.text[span.start : span.end], after)


# --- needs --------------------------------------------------------------------------------------


def needs(report: Report) -> list[str]:
    """Every need that has a weight in any touchpoint, in the order of the touchpoints."""
    return list(dict.fromkeys(result.need for point in report.touchpoints for result in point.needs))


def need_rows(report: Report) -> dict[str, list[NeedRow]]:
    """The touchpoints by channel, in the order of the channels; within a channel, in that of the report."""
    columns = needs(report)
    channels: dict[str, list[NeedRow]] = {channel.channel: [] for channel in report.channels}
    for point in report.touchpoints:
        cells = {result.need: _cell(report, point, result) for result in point.needs}
        row = NeedRow(point, tuple(cells.get(need) for need in columns))
        channels.setdefault(point.channel, []).append(row)
    return {name: rows for name, rows in channels.items() if rows}


def _cell(report: Report, point: Touchpoint, result: NeedResult) -> NeedCell:
    state = "answered" if result.answered else "unanswered"
    if _is_weak(report, point, result.need):
        state = "weak"
    return NeedCell(result, state, _where(report, result.place))


def _is_weak(report: Report, point: Touchpoint, need: str) -> bool:
    """Whether the report has a finding that the answer is weak; its rule sets the threshold."""
    return any(
        finding.rule == "need.weak" and finding.need == need
        for finding in report.findings
        if (finding.channel, finding.moment, finding.language)
        == (point.channel, point.moment, point.language)
    )


def _where(report: Report, place: Place | None) -> str:
    if place is None or place.name not in report.files:
        return place.name if place else ""
    return f"{place.name}:{_position(report.files[place.name], place)}"
