"""The offset map: copy is collected in pieces, each with the range of the file that it comes from."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from samklang.model import Block, Kind, Piece
from samklang.readers.parts import placeholder
from samklang.readers.parts.template import FILLER

MAX_BLOCK = 20_000
"""Code points. A longer block is data in a file with the suffix of copy, and would take hours to encode."""
LEAVE_OUT = "leave it out of the channel's files."
"""How the hint for a file that cannot be read ends."""
SAVE_AGAIN = f"Save it again in the program that wrote it, or {LEAVE_OUT}"
SPLIT = f"Split it into smaller files, or {LEAVE_OUT}"

_RUN = re.compile(rf"[^\s{FILLER}]+(?: [^\s{FILLER}]+)*")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_WORD = re.compile(r"[^\W\d_]")


class BlockTooLong(Exception):
    """A block over `MAX_BLOCK`; has the offset in the file where it starts, and its place as users see it."""

    def __init__(self, length: int, offset: int, where: str = "") -> None:
        super().__init__(f"a passage of {length:,} characters, over the limit of {MAX_BLOCK:,}")
        self.length = length
        self.offset = offset
        self.where = where


class Unreadable(Exception):
    """A file that cannot be parsed: the reason, and the offset of the error if it is known."""

    def __init__(
        self,
        reason: str,
        offset: int | None = None,
        hint: str = f"Fix it, or {LEAVE_OUT}",
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
        self.hint = hint


class Copy:
    """Collects one block: white space is folded to one space, template filler is dropped."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add(self, text: str, offset: int) -> None:
        """Add characters that are in the file as they are, from `offset` on."""
        end = 0
        for run in _RUN.finditer(text):
            self._gap(text[end : run.start()], offset + end)
            self._push(run.group(), offset + run.start(), offset + run.end())
            end = run.end()
        self._gap(text[end:], offset + end)

    def add_encoded(self, raw: str, offset: int) -> None:
        """Add characters of the file, from `offset` on, with entities to decode."""
        end = 0
        for entity in ENTITY.finditer(raw):
            self.add(raw[end : entity.start()], offset + end)
            self.add_whole(unescape(entity.group()), offset + entity.start(), offset + entity.end())
            end = entity.end()
        self.add(raw[end:], offset + end)

    def add_whole(self, text: str, start: int, end: int) -> None:
        """Add text that, as a whole, comes from the range `start` to `end` of the file."""
        if text.isspace():
            self._gap(text, start, end)
        elif text.strip(FILLER):
            self._push(text, start, end)

    def _gap(self, text: str, start: int, end: int | None = None) -> None:
        bare = text.lstrip(FILLER)
        if not bare or not self._parts or self._parts[-1] == " ":
            return
        start += len(text) - len(bare)
        space = bare.partition(FILLER)[0]  # masked code may be a block of its own
        self._push(" ", start, end or start + len(space))

    def _push(self, text: str, start: int, end: int) -> None:
        self._pieces.append(Piece(self._length, self._length + len(text), start, end))
        self._parts.append(text)
        self._length += len(text)

    def block(
        self, kind: Kind = Kind.PARAGRAPH, where: str = "", language: str | None = None
    ) -> Block | None:
        """The collected block, or None if there is no letter in it.

        Raises:
            BlockTooLong: if it has more than `MAX_BLOCK` code points.
        """
        if self._parts and self._parts[-1] == " ":
            self._parts.pop()
            self._pieces.pop()
        text = "".join(self._parts)
        if not _WORD.search(text):
            return None
        if len(text) > MAX_BLOCK:
            raise BlockTooLong(len(text), self._pieces[0].file_start, where)
        return Block(text=text, pieces=tuple(self._pieces), kind=kind, where=where, language=language)


class Rendered(NamedTuple):
    """The copy extracted from a binary file."""

    text: str
    """One line for each block; the offsets of the blocks' pieces are in this text."""
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    """The encodings of its parts, if they declare any; empty if the format has a fixed one."""


class Rendering:
    """Collects blocks of a binary file, each with its place as users see it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._notes: list[str] = []

    def add(self, text: str, where: str, kind: Kind = Kind.PARAGRAPH, language: str | None = None) -> None:
        """Add a block of copy with its placeholders masked; dropped if it has no letter."""
        line = " ".join(text.split())
        copy = Copy()
        copy.add(placeholder.mask(line), self._length)
        if block := copy.block(kind, where, language):
            self._blocks.append(block)
            self._lines.append(line)
            self._length += len(line) + 1

    def note(self, text: str) -> None:
        """Add a note for users on how the file was read; each note once."""
        if text not in self._notes:
            self._notes.append(text)

    def done(self) -> Rendered:
        """All that was collected, as one text."""
        return Rendered("\n".join(self._lines), tuple(self._blocks), tuple(self._notes))
