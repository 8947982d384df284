"""AsciiDoc by our own tokenizer (docs/adr/0008): first blocks by line, then inline mark-up."""

from __future__ import annotations

import re
from typing import NamedTuple

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.formats.asciidoc.inline import mask_inline
from samklang.readers.parts.copy import Copy

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_CODE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|```[^`]*)\Z")
"""Delimiters of blocks of code, of literal text and of comments."""
_FRAME = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)\Z")
_TABLE = re.compile(r"[|,:!]===\Z")
_CELL = re.compile(r"(?:(?:\d+(?:\.\d+)?|\.\d+)[*+])?[<^>.]*[a-z]?\|(?!=)")
_NOT_COPY = re.compile(r"//(?!//)|:!?[\w-]+!?:|'''\Z|<<<\Z|\+\Z|\[\[[^\]]*\]\]\Z|(?!image)\w+::\S*\[.*\]\Z")
"""Comments, attributes, rules, continuations, anchors, block macros."""
_STYLE = re.compile(r"\[([^\[\]]*)\]\Z")
_CODE_STYLE = re.compile(r"source|listing|literal|stem|latexmath|asciimath|pass|comment")
_IMAGE = re.compile(r"image::[^\s\[\]]+\[\"?([^\]\",]*)")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(r"[ \t]*(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|<\d{1,2}>|<\.>)[ \t]+(?:\[[ x*]\][ \t]+)?")
_TERM = re.compile(r"[ \t]*(\S(?:[^:;]|[:;](?![:;]))*)(?:::{1,3}|;;)(?:[ \t]+|\Z)")
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")


class _Line(NamedTuple):
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of an AsciiDoc text."""
    reader = _Reader(text)
    while reader.next_line < len(reader.lines):
        reader.step()
    return tuple(reader.blocks)


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = [_Line(line[1].rstrip(), line.start()) for line in _LINE.finditer(text)]
        self.blocks: list[Block] = []
        self.next_line = 0
        """The index of the line after the current one."""
        self._text = text
        self._frames: list[str] = []
        """The delimiters of the open blocks."""

    def step(self) -> None:
        """Read the next line, and those that belong to it."""
        line = self._next()
        if not line.text or _NOT_COPY.match(line.text):
            return
        if style := _STYLE.match(line.text):
            self._style(style[1])
        elif _CODE.match(line.text):
            self._pass_over(line.text[:3] if line.text.startswith("`") else line.text)
        elif _FRAME.match(line.text):
            self._frame(line.text)
        elif _TABLE.match(line.text):
            self._table(line.text)
        elif image := _IMAGE.match(line.text):
            self._keep(line.offset + image.start(1), line.offset + image.end(1), Kind.ALT)
        elif heading := _HEADING.match(line.text):
            self._keep(line.offset + heading.end(), line.end, Kind.HEADING)
            if heading.group().strip() == "=":
                self._header()
        elif title := _TITLE.match(line.text):
            self._keep(line.offset + title.end(), line.end, Kind.TITLE)
        else:
            self._paragraph(line)

    def _next(self) -> _Line:
        self.next_line += 1
        return self.lines[self.next_line - 1]

    def _pass_over(self, closing: str) -> None:
        while self.next_line < len(self.lines) and self._next().text != closing:
            pass

    def _header(self) -> None:
        """Skip the lines below the document title: author and revision."""
        while self.next_line < len(self.lines) and self.lines[self.next_line].text:
            self.next_line += 1

    def _style(self, style: str) -> None:
        """Read the style of the block below; skip the paragraph if it is code."""
        below = self.lines[self.next_line].text if self.next_line < len(self.lines) else ""
        if _CODE_STYLE.match(style) and not (_CODE.match(below) or _FRAME.match(below)):
            while self.next_line < len(self.lines) and self.lines[self.next_line].text:
                self.next_line += 1

    def _frame(self, delimiter: str) -> None:
        if delimiter in self._frames:
            del self._frames[self._frames.index(delimiter) :]
        else:
            self._frames.append(delimiter)

    def _table(self, closing: str) -> None:
        copy = Copy()
        while self.next_line < len(self.lines) and (line := self._next()).text != closing:
            copy.add_whole(" ", line.offset - 1, line.offset)  # between the lines of a cell
            offset = 0
            for cell in _CELL.finditer(line.text):
                copy.add(mask_inline(line.text[offset : cell.start()]), line.offset + offset)
                self._keep_copy(copy, Kind.TABLE_CELL)
                copy, offset = Copy(), cell.end()
            copy.add(mask_inline(line.text[offset:]), line.offset + offset)
        self._keep_copy(copy, Kind.TABLE_CELL)

    def _paragraph(self, line: _Line) -> None:
        kind = Kind.QUOTE if any(frame.startswith("_") for frame in self._frames) else Kind.PARAGRAPH
        start = line.offset
        if item := _ITEM.match(line.text):
            kind, start = Kind.LIST_ITEM, start + item.end()
        elif term := _TERM.match(line.text):
            self._keep(start + term.start(1), start + term.end(1), Kind.LIST_ITEM)
            kind, start = Kind.LIST_ITEM, start + term.end()
        elif label := _LABEL.match(line.text):
            start += label.end()
        end = line.end
        while self.next_line < len(self.lines) and self._continues(self.lines[self.next_line].text):
            end = self._next().end
        if kind == Kind.LIST_ITEM or not line.text[0].isspace():  # an indented line is literal text
            self._keep(start, end, kind)

    def _continues(self, text: str) -> bool:
        ends = (_NOT_COPY, _STYLE, _CODE, _FRAME, _TABLE, _ITEM, _TERM)
        return bool(text) and not any(end.match(text) for end in ends)

    def _keep(self, start: int, end: int, kind: Kind) -> None:
        copy = Copy()
        copy.add(mask_inline(self._text[start:end]), start)
        self._keep_copy(copy, kind)

    def _keep_copy(self, copy: Copy, kind: Kind) -> None:
        if block := copy.block(kind):
            self.blocks.append(block)
