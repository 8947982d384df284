"""The offset map: copy is collected in pieces, each of which knows its characters of the file."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from samklang.model import Block, Kind, Piece
from samklang.readers.parts import placeholder
from samklang.readers.parts.template import FILLER

MAX_BLOCK = 20_000
"""Code points. What is longer is data with a copy suffix, and would be encoded for hours."""
LEAVE_OUT = "leave it out of the channel's files."
"""How the hint for a file that cannot be read ends."""
SAVE_AGAIN = f"Save it again in the program that wrote it, or {LEAVE_OUT}"
SPLIT = f"Split it into smaller files, or {LEAVE_OUT}"

_RUN = re.compile(rf"[^\s{FILLER}]+(?: [^\s{FILLER}]+)*")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_WORD = re.compile(r"[^\W\d_]")


class BlockTooLong(Exception):
    """A block past `MAX_BLOCK`; carries where it starts: the offset in the file, and what people open."""

    def __init__(self, length: int, at: int, where: str = "") -> None:
        super().__init__(f"a passage of {length:,} characters, over the limit of {MAX_BLOCK:,}")
        self.length = length
        self.at = at
        self.where = where


class Unreadable(Exception):
    """A file that its parser can make nothing of: why, and the offset where it stops if that is known."""

    def __init__(
        self,
        reason: str,
        at: int | None = None,
        hint: str = f"Fix it, or {LEAVE_OUT}",
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at
        self.hint = hint


class Copy:
    """Collects one block: white space folded to one space, template filler left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add(self, text: str, at: int) -> None:
        """Add characters that stand in the file as they are, from offset `at`."""
        end = 0
        for run in _RUN.finditer(text):
            self._gap(text[end : run.start()], at + end)
            self._push(run.group(), at + run.start(), at + run.end())
            end = run.end()
        self._gap(text[end:], at + end)

    def add_encoded(self, raw: str, at: int) -> None:
        """Add characters of the file in which entities stand for others."""
        end = 0
        for entity in ENTITY.finditer(raw):
            self.add(raw[end : entity.start()], at + end)
            self.add_whole(unescape(entity.group()), at + entity.start(), at + entity.end())
            end = entity.end()
        self.add(raw[end:], at + end)

    def add_whole(self, text: str, start: int, end: int) -> None:
        """Add text that stands, as a whole, for the file's characters `start` to `end`."""
        if text.isspace():
            self._gap(text, start, end)
        elif text.strip(FILLER):
            self._push(text, start, end)

    def _gap(self, text: str, start: int, end: int | None = None) -> None:
        bare = text.lstrip(FILLER)
        if not bare or not self._parts or self._parts[-1] == " ":
            return
        start += len(text) - len(bare)
        space = bare.partition(FILLER)[0]  # what filler stands for may be a block of its own
        self._push(" ", start, end or start + len(space))

    def _push(self, text: str, start: int, end: int) -> None:
        self._pieces.append(Piece(self._length, self._length + len(text), start, end))
        self._parts.append(text)
        self._length += len(text)

    def block(
        self, kind: Kind = Kind.PARAGRAPH, where: str = "", language: str | None = None
    ) -> Block | None:
        """What was collected, or None if there is no letter in it.

        Raises:
            BlockTooLong: past `MAX_BLOCK` code points.
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
    """The copy taken out of a file whose own characters say nothing to people."""

    text: str
    """A line a block: what the blocks' pieces count in."""
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    """Of the parts, where they say; empty where the format has one of its own."""


class Rendering:
    """Collects blocks of a binary file, each with the place that people would open."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._notes: list[str] = []

    def add(self, text: str, where: str, kind: Kind = Kind.PARAGRAPH, language: str | None = None) -> None:
        """A block of copy, placeholders masked; what has no letter in it is left out."""
        line = " ".join(text.split())
        copy = Copy()
        copy.add(placeholder.mask(line), self._length)
        if block := copy.block(kind, where, language):
            self._blocks.append(block)
            self._lines.append(line)
            self._length += len(line) + 1

    def note(self, text: str) -> None:
        """Something that a person should know of how the file was read; told once."""
        if text not in self._notes:
            self._notes.append(text)

    def done(self) -> Rendered:
        """All that was collected."""
        return Rendered("\n".join(self._lines), tuple(self._blocks), tuple(self._notes))
