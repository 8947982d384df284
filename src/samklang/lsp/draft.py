"""Documents as they are being typed, and positions as the client counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lsprotocol import types

from samklang.model import FileText, Span

_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By position encoding: the codec, and the bytes of a unit in it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One version of an open document."""

    uri: str
    path: Path
    version: int
    file: FileText


class Positions:
    """Converts between offsets in code points and the client's lines and characters, both from 0."""

    def __init__(self, encoding: str) -> None:
        self._codec, self._unit = _UNITS[encoding]

    def position(self, file: FileText, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = file.position(offset)
        before = file.line(line)[: column - 1].encode(self._codec, "replace")
        return types.Position(line=line - 1, character=len(before) // self._unit)

    def range(self, file: FileText, span: Span) -> types.Range:
        """The range of a span."""
        return types.Range(start=self.position(file, span.start), end=self.position(file, span.end))

    def offset(self, file: FileText, position: types.Position) -> int:
        """The offset of a position; for a position past the end of its line, the end of the line."""
        start = file.start(position.line + 1)
        if start == len(file.text):
            return start
        line = file.line(position.line + 1).encode(self._codec, "replace")
        return start + len(line[: position.character * self._unit].decode(self._codec, "ignore"))

    def span(self, file: FileText, range_: types.Range) -> Span:
        """The span of a range."""
        return Span(self.offset(file, range_.start), self.offset(file, range_.end))


def edited(
    draft: Draft, version: int, changes: Iterable[types.TextDocumentContentChangeEvent], positions: Positions
) -> Draft:
    """The draft after changes; the range of each refers to the text after the changes before it."""
    file = draft.file
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = positions.span(file, change.range)
            file = FileText(file.text[:start] + change.text + file.text[end:])
        else:
            file = FileText(change.text)
    return replace(draft, version=version, file=file)
