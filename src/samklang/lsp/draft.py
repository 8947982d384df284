"""Documents as they are being typed, and a client's way of counting characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lsprotocol import types

from samklang.model import FileText, Span

_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By position encoding: the codec that counts in it, and the bytes of a unit."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A document in one of its versions."""

    uri: str
    path: Path
    version: int
    file: FileText


class Positions:
    """Offsets in code points to lines and characters as a client counts them, both from 0, and back."""

    def __init__(self, encoding: str) -> None:
        self._codec, self._unit = _UNITS[encoding]

    def position(self, file: FileText, offset: int) -> types.Position:
        """Where an offset is."""
        line, column = file.position(offset)
        before = file.line(line)[: column - 1].encode(self._codec, "replace")
        return types.Position(line=line - 1, character=len(before) // self._unit)

    def range(self, file: FileText, span: Span) -> types.Range:
        """Where a span is."""
        return types.Range(start=self.position(file, span.start), end=self.position(file, span.end))

    def offset(self, file: FileText, position: types.Position) -> int:
        """The offset of a position; past the end of its line, that end."""
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
    """The draft after changes, each of which counts on those before it."""
    file = draft.file
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = positions.span(file, change.range)
            file = FileText(file.text[:start] + change.text + file.text[end:])
        else:
            file = FileText(change.text)
    return replace(draft, version=version, file=file)
