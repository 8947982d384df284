"""What there is to say of a draft: its diagnostics, the why of a passage, what can be done at a click."""

from __future__ import annotations

from lsprotocol import types

from samklang.lsp import diagnostics
from samklang.lsp.actions import Offer, offers
from samklang.lsp.draft import Draft, Positions
from samklang.lsp.folder import Checked, Folder
from samklang.lsp.hover import why
from samklang.model import Finding, Span


def diagnosed(folder: Folder, draft: Draft, positions: Positions) -> dict[str, list[types.Diagnostic]]:
    """By document: what is found in a draft, and what is wrong with the configuration."""
    checked = folder.check(draft)
    found = {draft.uri: _diagnostics(checked, folder, positions) if checked else []}
    for path, mistakes in folder.mistakes.items():
        found[diagnostics.uri_of(path)] = list(map(diagnostics.mistake, mistakes))
    return found


def hovered(folder: Folder, draft: Draft, positions: Positions, at: types.Position) -> types.Hover | None:
    """The why of the passage at a position, with what is found in that very place."""
    checked = folder.check(draft)
    offset = positions.offset(draft.file, at)
    one = checked.measured(offset) if checked else None
    if checked is None or one is None:
        return None
    here = _found(checked, Span(offset, offset))
    text = why(checked, one, here, lambda finding: folder.nearest(checked, finding))
    return types.Hover(
        contents=types.MarkupContent(types.MarkupKind.Markdown, text),
        range=positions.range(draft.file, one.passage.place().span),
    )


def offered(
    folder: Folder, draft: Draft, positions: Positions, range_: types.Range
) -> dict[Offer, types.Diagnostic]:
    """What can be done about what is found in a range, each with the first that it is for."""
    checked = folder.check(draft)
    if checked is None:
        return {}
    found: dict[Offer, types.Diagnostic] = {}
    for finding in _found(checked, positions.span(draft.file, range_)):
        for offer in offers(checked, finding, folder.nearest(checked, finding)):
            found.setdefault(offer, _diagnostic(finding, checked, folder, positions))
    return found


def _diagnostics(checked: Checked, folder: Folder, positions: Positions) -> list[types.Diagnostic]:
    found = (_diagnostic(finding, checked, folder, positions) for finding in checked.findings)
    return [*diagnostics.troubles(checked), *found]


def _diagnostic(finding: Finding, checked: Checked, folder: Folder, positions: Positions) -> types.Diagnostic:
    return diagnostics.diagnostic(finding, checked, folder.nearest(checked, finding), positions)


def _found(checked: Checked, span: Span) -> list[Finding]:
    """The findings that a span touches."""
    return [
        finding
        for finding in checked.findings
        if finding.place.span.start <= span.end and span.start <= finding.place.span.end
    ]
