"""Text of a file with its escapes resolved, and the range of the file that each run of it comes from.

Escapes nest: a message in a JSON string may have entities, a message in XML the escapes of Android. The
layers are decoded one after the other, and the ranges are kept throughout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import chain
from typing import NamedTuple

from samklang.model import Block, Piece, Span, behind
from samklang.readers.parts.copy import ENTITY, Copy


class Escapes(NamedTuple):
    """How a format escapes characters."""

    marks: str
    """The first characters of escapes: a text without any of these needs no search."""
    pattern: re.Pattern[str]
    meaning: Callable[[str], str]
    """The characters that a match of the pattern means."""


ENTITIES = Escapes("&", ENTITY, unescape)


class Decoded(NamedTuple):
    """Text, and the range of the file that each run of it comes from."""

    text: str
    pieces: Sequence[Piece]
    """In order, covering `text` without gaps; their ranges in the file need not be adjacent."""

    @classmethod
    def of(cls, raw: str, offset: int) -> Decoded:
        """Characters that are in the file as they are, from `offset` on."""
        return cls.whole(raw, offset, offset + len(raw))

    @classmethod
    def whole(cls, text: str, start: int, end: int) -> Decoded:
        """Text that, as a whole, comes from the range `start` to `end` of the file."""
        return cls(text, (Piece(0, len(text), start, end),) if text else ())

    @classmethod
    def join(cls, parts: Iterable[Decoded]) -> Decoded:
        """Parts joined, whatever is between them in the file."""
        parts = list(parts)
        if len(parts) == 1:
            return parts[0]
        pieces, length = [], 0
        for part in parts:
            for start, end, begin, stop in part.pieces:
                pieces.append(Piece(length + start, length + end, begin, stop))
            length += len(part.text)
        return cls("".join(part.text for part in parts), pieces)

    def decode(self, escapes: Escapes) -> Decoded:
        """The text with one layer of escapes resolved."""
        if not any(map(self.text.__contains__, escapes.marks)):
            return self
        parts: list[str] = []
        pieces: list[Piece] = []
        done = length = 0
        for escape in chain(escapes.pattern.finditer(self.text), (None,)):
            start, end = escape.span() if escape else (len(self.text), 0)
            if done < start:
                parts.append(self.text[done:start])
                pieces += self._shifted(done, start, length)
                length += start - done
            if escape and (meant := escapes.meaning(escape.group())):
                parts.append(meant)
                pieces.append(Piece(length, length + len(meant), *self.span(start, end)))
                length += len(meant)
            done = end
        return Decoded("".join(parts), pieces)

    def span(self, start: int, end: int) -> Span:
        """The range of the file that `text[start:end]` comes from, with what is between."""
        return behind(self.pieces, start, end)

    def cut(self, start: int, end: int) -> Decoded:
        """The characters from `start` to `end`."""
        if end - start == len(self.text):
            return self
        return Decoded(self.text[start:end], list(self._shifted(start, end, 0)))

    def _shifted(self, start: int, end: int, to: int) -> Iterator[Piece]:
        """The pieces of a range, with offsets as if the range started at `to`."""
        move = to - start
        for index in range(bisect_right(self.pieces, start, key=_start) - 1, len(self.pieces)):
            first, last, begin, stop = self.pieces[index]
            if first >= end:
                return
            if last - first == stop - begin:
                begin, stop = begin + max(start - first, 0), stop - max(last - end, 0)
            yield Piece(max(first, start) + move, min(last, end) + move, begin, stop)

    def masked(self, text: str) -> Decoded:
        """The same pieces with a text of the same length."""
        return Decoded(text, self.pieces)

    def add_to(self, copy: Copy) -> None:
        """Add it to a block of copy."""
        for start, end, begin, stop in self.pieces:
            if end - start == stop - begin:
                copy.add(self.text[start:end], begin)
            else:
                copy.add_whole(self.text[start:end], begin, stop)

    def copy_of(self, block: Block) -> Copy:
        """A block that was read from this text, with offsets in the file."""
        copy = Copy()
        for start, end, begin, stop in block.pieces:
            if end - start == stop - begin:
                self.cut(begin, stop).add_to(copy)
            else:
                copy.add_whole(block.text[start:end], *self.span(begin, stop))
        return copy


def _start(piece: Piece) -> int:
    return piece.start
