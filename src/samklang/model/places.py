"""Where things are in a file.

Offsets are 0-based, in code points of the decoded file, and ranges are half-open. Lines and columns are
1-based; reporters get them from a `FileText`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of code points in the decoded file."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Piece(NamedTuple):
    """A run of copy and the range of the file that it comes from.

    If both have the same length, they map character by character; if not (an entity, a line break with its
    indent), only as a whole.
    """

    start: int
    end: int
    file_start: int
    file_end: int


def behind(pieces: Sequence[Piece], start: int, end: int) -> Span:
    """The range of the file that a range of the pieces' text comes from."""
    return Span(_locate(pieces, start, first=True), _locate(pieces, end - 1, first=False))


def _locate(pieces: Sequence[Piece], offset: int, *, first: bool) -> int:
    index = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    piece = pieces[max(index, 0)]
    if piece.end - piece.start != piece.file_end - piece.file_start:
        return piece.file_start if first else piece.file_end
    return piece.file_start + (offset - piece.start) + (0 if first else 1)


@dataclass(frozen=True)
class FileText:
    """The decoded text of a file, and its lines."""

    text: str = field(repr=False)
    lined: bool = True
    """False if the file has no lines that people see (a spreadsheet, a mail), and the text is only the copy
    taken out of it: then a place is described by its `where` alone."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both 1-based, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, number: int) -> int:
        """The offset at which line `number` (1-based) begins; after the last line, the end of the text."""
        return self._starts[number - 1] if number <= len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        """Line `number` (1-based) without its line end."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a finding points."""

    name: str
    span: Span
    where: str = ""
    """As of its block: a key, a cell, a slide, a page."""


def places_in(value: object) -> Iterator[Place]:
    """Every place that stands anywhere in a value: in its fields, and in theirs."""
    if isinstance(value, Place):
        yield value
    for part in _parts(value):
        yield from places_in(part)


def _parts(value: object) -> Iterable[object]:
    """The values that a dataclass, a mapping or a collection is made of; of a text or a number, none."""
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, field.name) for field in fields(value))
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    return value if isinstance(value, tuple | list | frozenset | set) else ()
