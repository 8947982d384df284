"""From collect and read: a file, and the copy in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from samklang.model.places import FileText, Piece, Span, behind
from samklang.model.workspace import ANY_MOMENT, NO_RULES, CopyRules


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to read, with the channel and moment that it belongs to."""

    name: str
    """As shown to people: relative to the workspace, with forward slashes."""
    path: Path | None
    """None: the content is in `data` (standard input, or an old version of a file)."""
    channel: str | None = None
    moment: str = ANY_MOMENT
    declared: str | None = None
    """The language that the workspace sets for it; takes precedence over its path and the file itself."""
    language: str | None = None
    """The language that its path names; None: to be detected from the copy."""
    data: bytes | None = None
    named: bool = False
    """Whether the user named this very file, so that it is an error if it cannot be read."""
    copy: CopyRules = NO_RULES


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A file that was not read, and why."""

    name: str
    reason: str
    hint: str = ""
    failed: bool = True
    """False if nobody would expect the file to be copy, such as an image that a glob matches."""


class Kind(StrEnum):
    """What a block of copy is in its file."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    NUMBERED_ITEM = "numbered item"
    """The first block of a list item whose number is not copy; its further blocks are list items."""
    TABLE_CELL = "table cell"
    QUOTE = "quote"
    ALT = "alt text"
    TITLE = "title"
    LABEL = "label"
    PLACEHOLDER = "placeholder"
    DESCRIPTION = "description"
    NOTE = "note"
    """A speaker's note: only the speaker is meant to see it."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of copy without its mark-up, with a map from each of its offsets to the file."""

    text: str
    pieces: tuple[Piece, ...]
    """In order, covering `text` without gaps."""
    kind: Kind = Kind.PARAGRAPH
    where: str = ""
    """Where people can find it, beside or instead of a line: a key, a cell, a slide, a page."""
    language: str | None = None
    """The language that the file itself gives this block."""

    def span(self, start: int, end: int) -> Span:
        """The range of the file that `text[start:end]` comes from, including mark-up in between."""
        return behind(self.pieces, start, end)


class Comment(NamedTuple):
    """A comment of a file that is addressed to samklang."""

    text: str
    """What follows samklang's name."""
    span: Span
    """The comment's characters in the file."""
    whole: bool = False
    """Whether it is in the front matter, and so is about the whole file."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file's copy."""

    source: Source
    file: FileText
    encoding: str
    """Empty if the format defines it."""
    format: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    in_order: bool = True
    """Whether people read it from its top down; strings of an interface and cells are met one by one."""
    notes: tuple[str, ...] = ()
    """What people should know about how it was read: a suffix that does not fit, a part left out."""
