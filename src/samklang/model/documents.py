"""From collect to read: a file, and the copy in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from samklang.model.places import FileText, Piece, Span, behind
from samklang.model.workspace import ANY_MOMENT, NO_RULES, CopyRules


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to read, and whom it serves."""

    name: str
    """As people are shown it: relative to the workspace, with forward slashes."""
    path: Path | None
    """None: the bytes stand in `data` (standard input)."""
    channel: str | None = None
    moment: str = ANY_MOMENT
    declared: str | None = None
    """The language that the workspace gives it, before anything that its path or the file says."""
    language: str | None = None
    """That its path names; None: to be detected from the copy."""
    data: bytes | None = None
    named: bool = False
    """The user pointed at this very file, so not being able to read it is worth an error."""
    copy: CopyRules = NO_RULES


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A file that was not read, and why. Never an exception lost, never a fake finding."""

    name: str
    reason: str
    hint: str = ""
    failed: bool = True
    """False for what nobody expects to be copy: an image found by a glob."""


class Kind(StrEnum):
    """What a block of copy is in its file."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    NUMBERED_ITEM = "numbered item"
    """How an item of a list begins whose number is no copy; what follows in it is a list item."""
    TABLE_CELL = "table cell"
    QUOTE = "quote"
    ALT = "alt text"
    TITLE = "title"
    LABEL = "label"
    PLACEHOLDER = "placeholder"
    DESCRIPTION = "description"
    NOTE = "note"
    """What only the speaker is meant to see."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of copy, mark-up gone, with the map from its every offset back to the file."""

    text: str
    pieces: tuple[Piece, ...]
    """In order, covering `text` without gaps."""
    kind: Kind = Kind.PARAGRAPH
    where: str = ""
    """What people look it up by, beside or instead of a line: a key, a cell, a slide, a page."""
    language: str | None = None
    """What the file itself says of this block."""

    def span(self, start: int, end: int) -> Span:
        """The characters of the file behind `text[start:end]`, mark-up between them included."""
        return behind(self.pieces, start, end)


class Comment(NamedTuple):
    """What a comment of a file says to samklang."""

    text: str
    """What follows samklang's name."""
    span: Span
    """The comment's characters in the file."""
    whole: bool = False
    """It stands in the front matter and so speaks of the file as a whole."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file's copy."""

    source: Source
    file: FileText
    encoding: str
    """Empty where the format has one of its own."""
    format: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    in_order: bool = True
    """Whether people read it from its top down; strings of an interface and cells are met one by one."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read: a suffix that belies the content, a part left out."""
