"""Findings, and what is wrong with the configuration, as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from samklang.frontends.editing import ENGLISH, Example, in_words, joined
from samklang.lsp.draft import Positions
from samklang.lsp.folder import Checked, Mistake
from samklang.model import NOWHERE, Finding, Level

SOURCE = "samklang"
_SEVERITIES = {
    Level.SUGGESTION: types.DiagnosticSeverity.Information,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.ERROR: types.DiagnosticSeverity.Error,
}
_STALE = "suppression.stale"


def diagnostic(
    finding: Finding, checked: Checked, example: Example | None, positions: Positions
) -> types.Diagnostic:
    """A finding; the approved sentence that says the same, where there is one, is related to it."""
    return types.Diagnostic(
        range=positions.range(checked.draft.file, finding.place.span),
        message=joined(finding.place.where, in_words(finding, ENGLISH)),
        severity=_SEVERITIES[finding.level],
        code=finding.rule,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if finding.rule == _STALE else None,
        related_information=[_related(example, checked.workspace.root, positions)] if example else None,
    )


def troubles(checked: Checked) -> Iterator[types.Diagnostic]:
    """That the draft cannot be read, and comments in it that samklang does not understand."""
    name = checked.source.name
    for skipped in checked.report.skipped:
        yield _error(types.Position(0, 0), f"not read: {skipped.reason}")
    placed = re.compile(rf"{re.escape(name)}:(\d+):(\d+): (.+)")
    for found in filter(None, map(placed.fullmatch, checked.report.problems)):
        yield _error(types.Position(int(found[1]) - 1, int(found[2]) - 1), found[3])


def mistake(told: Mistake) -> types.Diagnostic:
    """What is wrong with a file of the configuration."""
    return _error(types.Position(told.line - 1, told.column - 1), told.message)


def uri_of(path: Path) -> str:
    """A path as clients name it."""
    return str(from_fs_path(str(path)))


def _error(at: types.Position, message: str) -> types.Diagnostic:
    """From a place to the end of its line, which clients find by themselves."""
    end = types.Position(at.line + 1, 0)
    return types.Diagnostic(
        range=types.Range(at, end), message=message, severity=types.DiagnosticSeverity.Error, source=SOURCE
    )


def _related(example: Example, root: Path, positions: Positions) -> types.DiagnosticRelatedInformation:
    place = example.place
    span = place.span if example.file.lined else NOWHERE
    location = types.Location(uri=uri_of(root / place.name), range=positions.range(example.file, span))
    return types.DiagnosticRelatedInformation(location=location, message=f"approved: “{example.text}”")
