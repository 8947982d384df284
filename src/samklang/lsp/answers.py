"""Answers about a draft: its diagnostics, the explanation of a passage, and code actions."""

from __future__ import annotations

from lsprotocol import types

from samklang.lsp import diagnostics
from samklang.lsp.actions import Offer, offers
from samklang.lsp.draft import Draft, Positions
from samklang.lsp.folder import Checked, Folder
from samklang.lsp.hover import explanation
from samklang.model import Finding, Span


def diagnosed(folder: Folder, draft: Draft, positions: Positions) -> dict[str, list[types.Diagnostic]]:
    """Diagnostics by document: those of the draft, and those of the configuration files."""
    checked = folder.check(draft)
    by_document = {draft.uri: _diagnostics(checked, folder, positions) if checked else []}
    for path, mistakes in folder.mistakes.items():
        by_document[diagnostics.uri_of(path)] = list(map(diagnostics.mistake, mistakes))
    return by_document


def hovered(
    folder: Folder, draft: Draft, positions: Positions, position: types.Position
) -> types.Hover | None:
    """The explanation of the passage at a position, with the findings at that position."""
    checked = folder.check(draft)
    offset = positions.offset(draft.file, position)
    measurement = checked.measured(offset) if checked else None
    if checked is None or measurement is None:
        return None
    findings = _touched(checked, Span(offset, offset))
    text = explanation(checked, measurement, findings, lambda finding: folder.nearest(checked, finding))
    return types.Hover(
        contents=types.MarkupContent(types.MarkupKind.Markdown, text),
        range=positions.range(draft.file, measurement.passage.place().span),
    )


def offered(
    folder: Folder, draft: Draft, positions: Positions, range_: types.Range
) -> dict[Offer, types.Diagnostic]:
    """The edits for the findings in a range, each with the diagnostic of the first finding it resolves."""
    checked = folder.check(draft)
    if checked is None:
        return {}
    offered_: dict[Offer, types.Diagnostic] = {}
    for finding in _touched(checked, positions.span(draft.file, range_)):
        for offer in offers(checked, finding, folder.nearest(checked, finding)):
            offered_.setdefault(offer, _diagnostic(finding, checked, folder, positions))
    return offered_


def _diagnostics(checked: Checked, folder: Folder, positions: Positions) -> list[types.Diagnostic]:
    of_findings = (_diagnostic(finding, checked, folder, positions) for finding in checked.findings)
    return [*diagnostics.troubles(checked), *of_findings]


def _diagnostic(finding: Finding, checked: Checked, folder: Folder, positions: Positions) -> types.Diagnostic:
    return diagnostics.diagnostic(finding, checked, folder.nearest(checked, finding), positions)


def _touched(checked: Checked, span: Span) -> list[Finding]:
    """The findings that a span touches."""
    return [
        finding
        for finding in checked.findings
        if finding.place.span.start <= span.end and span.start <= finding.place.span.end
    ]
