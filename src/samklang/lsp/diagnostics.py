"""Findings, and mistakes in the configuration, as diagnostics."""

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
    """The diagnostic of a finding, with the approved sentence that says the same as related information."""
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
    """Diagnostics for a draft that cannot be read, and for comments that samklang does not understand."""
    name = checked.source.name
    for skipped in checked.report.skipped:
        yield _error(types.Position(0, 0), f"not read: {skipped.reason}")
    placed = re.compile(rf"{re.escape(name)}:(\d+):(\d+): (.+)")
    for match in filter(None, map(placed.fullmatch, checked.report.problems)):
        yield _error(types.Position(int(match[1]) - 1, int(match[2]) - 1), match[3])


def mistake(of_file: Mistake) -> types.Diagnostic:
    """The diagnostic of a mistake in a configuration file."""
    return _error(types.Position(of_file.line - 1, of_file.column - 1), of_file.message)


def uri_of(path: Path) -> str:
    """The URI of a path, as clients write it."""
    return str(from_fs_path(str(path)))


def _error(start: types.Position, message: str) -> types.Diagnostic:
    """An error from a position to the end of its line: clients clip the start of the next line to it."""
    end = types.Position(start.line + 1, 0)
    return types.Diagnostic(
        range=types.Range(start, end), message=message, severity=types.DiagnosticSeverity.Error, source=SOURCE
    )


def _related(example: Example, root: Path, positions: Positions) -> types.DiagnosticRelatedInformation:
    place = example.place
    span = place.span if example.file.lined else NOWHERE
    location = types.Location(uri=uri_of(root / place.name), range=positions.range(example.file, span))
    return types.DiagnosticRelatedInformation(location=location, message=f"approved: “{example.text}”")
