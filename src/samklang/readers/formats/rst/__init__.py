"""reStructuredText by our own tokenizer (docs/adr/0008): first blocks by indent, then inline mark-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.formats.rst.inline import mask_inline
from samklang.readers.parts.copy import Copy

_LINE = re.compile(r"([ \t]*)([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\Z")
_ITEM = re.compile(r"(?:[-*+•‣⁃]|\(?(?:\d{1,3}|[A-Za-z#]|[ivxlc]{1,6})[.)])[ \t]+")
_FIELD = re.compile(r":(?![: ])([^:`]+):(?:[ \t]+|\Z)")
_LINE_BLOCK = re.compile(r"\|[ \t]+")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\[[^\]\s]+\][ \t]+")
_DIRECTIVE = re.compile(r"(?:\|[^|]+\|[ \t]+)?([A-Za-z][\w:.+-]*?)::(?:[ \t]+|\Z)")
_TABLE = re.compile(r"\+[-=+]+\+\Z|=+(?:[ \t]+=+)+\Z")
_COLUMN = re.compile(r"=+|(?<=\+)[-=]+(?=\+)")
_CODE = frozenset(
    "code code-block sourcecode parsed-literal highlight math raw literalinclude include toctree csv-table "
    "testcode testoutput doctest prompt graphviz mermaid meta contents default-role role index".split()
)
"""Directives without copy."""
_ARGUMENT_IS_COPY = frozenset(
    "note warning tip hint important caution danger error attention seealso admonition topic sidebar rubric "
    "replace title card tab tab-item dropdown grid-item-card".split()
)
"""Directives whose argument is copy, as well as their content."""
_OPTIONS = {"alt": Kind.ALT, "caption": Kind.PARAGRAPH}


class _Line(NamedTuple):
    indent: int
    text: str
    offset: int
    """Where the text starts, after its indent."""


@dataclass(slots=True)
class _Open:
    """An open construct with indented content."""

    least: int
    kind: Kind
    indent: int | None = None
    """The indent of its content, once a line of its own has some."""


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a reStructuredText."""
    reader = _Reader(text)
    while reader.next_line < len(reader.lines):
        reader.step()
    return tuple(sorted(reader.blocks, key=lambda block: block.pieces[0].file_start))


class _Reader:
    def __init__(self, text: str) -> None:
        lines = _LINE.finditer(text)
        self.lines = [_Line(len(line[1].expandtabs()), line[2].rstrip(), line.start(2)) for line in lines]
        self.blocks: list[Block] = []
        self.next_line = 0
        """The index of the next line to read."""
        self._text = text
        self._open = [_Open(0, Kind.PARAGRAPH, 0)]

    def step(self) -> None:
        """Read the next line, and those that belong to it."""
        line = self.lines[self.next_line]
        if not line.text:
            self.next_line += 1
            return
        self._settle(line)
        if explicit := _EXPLICIT.match(line.text):
            self._explicit(line, explicit.end())
        elif _TABLE.match(line.text):
            self._table(line)
        elif _ADORNMENT.match(line.text):
            self.next_line += 1
        elif line.text.startswith(">>> "):
            while self.next_line < len(self.lines) and self.lines[self.next_line].text:
                self.next_line += 1
        elif item := _ITEM.match(line.text) or _FIELD.match(line.text):
            self._content(line, item.end(), Kind.LIST_ITEM)
        elif row := _LINE_BLOCK.match(line.text):
            self._keep(line.offset + row.end(), line.offset + len(line.text), self._open[-1].kind)
            self.next_line += 1
        else:
            self._paragraph(line, 0)

    def _settle(self, line: _Line) -> None:
        """Close the constructs that the indent of a line ends, and open those that it begins."""
        while line.indent < self._open[-1].least:
            self._open.pop()
        inner = self._open[-1]
        if inner.indent is None or line.indent < inner.indent:
            inner.indent = line.indent
        elif line.indent > inner.indent:
            defines = self.next_line > 0 and self.lines[self.next_line - 1].text
            kind = Kind.LIST_ITEM if defines else Kind.QUOTE
            self._open.append(_Open(inner.indent + 1, kind, line.indent))

    def _explicit(self, line: _Line, marker: int) -> None:
        rest = line.text[marker:]
        directive = _DIRECTIVE.match(rest)
        if note := _NOTE.match(rest):
            self._content(line, marker + note.end(), Kind.PARAGRAPH)
        elif directive and directive[1] not in _CODE:
            argument_is_copy = directive[1] in _ARGUMENT_IS_COPY
            self._content(
                line, marker + directive.end() if argument_is_copy else len(line.text), Kind.PARAGRAPH
            )
            self._options(line.indent)
        else:
            self.next_line += 1
            self._pass_over(line.indent)

    def _content(self, line: _Line, marker: int, kind: Kind) -> None:
        """Read the content after a marker, and what is indented below."""
        self._open.append(_Open(line.indent + 1, kind))
        self._paragraph(line, marker)

    def _options(self, indent: int) -> None:
        while self.next_line < len(self.lines) and self.lines[self.next_line].indent > indent:
            line = self.lines[self.next_line]
            if not (option := _FIELD.match(line.text)):
                return
            if option[1] in _OPTIONS:
                self._keep(line.offset + option.end(), line.offset + len(line.text), _OPTIONS[option[1]])
            self.next_line += 1

    def _paragraph(self, line: _Line, marker: int) -> None:
        """Read lines of the same indent, and skip the literal block that they may announce."""
        last = self._run(line, marker)
        end = last.offset + len(last.text)
        announces = last.text.endswith("::")
        kind = self._kind(line) if last is line and not marker else self._open[-1].kind
        self._keep(line.offset + marker, end - announces, kind)
        if announces:
            self._pass_over(last.indent if last is not line else line.indent + marker)

    def _kind(self, line: _Line) -> Kind:
        """The kind of a single line: the line below decides whether it is a heading or a term."""
        below = self.lines[self.next_line] if self.next_line < len(self.lines) else line
        if _ADORNMENT.match(below.text) and below.indent == line.indent:
            return Kind.HEADING
        return Kind.LIST_ITEM if below.text and below.indent > line.indent else self._open[-1].kind

    def _run(self, line: _Line, marker: int) -> _Line:
        """Read the lines that continue a line; returns the last. Below a marker, they may be indented
        more."""
        last = line
        self.next_line += 1
        while self.next_line < len(self.lines):
            below = self.lines[self.next_line]
            hangs = marker > 0 and last is line
            fits = below.indent > line.indent if hangs else below.indent == last.indent
            if not below.text or not fits or _ADORNMENT.match(below.text):
                break
            if hangs and _FIELD.match(below.text):  # an option of a directive
                break
            last = below
            self.next_line += 1
        return last

    def _pass_over(self, indent: int) -> None:
        while self.next_line < len(self.lines) and (
            not self.lines[self.next_line].text or self.lines[self.next_line].indent > indent
        ):
            self.next_line += 1

    def _table(self, top: _Line) -> None:
        columns = [column.span() for column in _COLUMN.finditer(top.text)]
        cells = [Copy() for _ in columns]
        grid = top.text.startswith("+")
        while self.next_line < len(self.lines):
            line = self.lines[self.next_line]
            self.next_line += 1
            border = bool(_TABLE.match(line.text))
            if border or not grid:
                self._keep_cells(cells)
                cells = [Copy() for _ in columns]
            if not line.text and (grid or _TABLE.match(self.lines[self.next_line - 2].text)):
                break
            if not border:
                self._add_row(cells, columns, line, line.indent - top.indent)
        self._keep_cells(cells)

    def _add_row(self, cells: list[Copy], columns: list[tuple[int, int]], line: _Line, shift: int) -> None:
        """A line of a table, which starts `shift` characters into it."""
        for copy, (start, end) in zip(cells, columns, strict=True):
            begin = max(start - shift, 0)
            last = (start, end) == columns[-1] and not line.text.startswith("|")
            cell = line.text[begin : None if last else max(end - shift, 0)]
            if cell.strip():
                offset = line.offset + begin
                copy.add_whole(" ", offset - 1, offset)  # between the lines of a cell
                copy.add(mask_inline(cell), offset)

    def _keep_cells(self, cells: list[Copy]) -> None:
        blocks = (cell.block(Kind.TABLE_CELL) for cell in cells)
        self.blocks += [block for block in blocks if block]

    def _keep(self, start: int, end: int, kind: Kind) -> None:
        copy = Copy()
        copy.add(mask_inline(self._text[start:end]), start)
        if block := copy.block(kind):
            self.blocks.append(block)
