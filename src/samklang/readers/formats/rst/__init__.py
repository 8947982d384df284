"""reStructuredText by a tokenizer of our own (docs/adr/0008): blocks by indent, then what is inline."""

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
"""Directives of which nothing is copy."""
_SAYING = frozenset(
    "note warning tip hint important caution danger error attention seealso admonition topic sidebar rubric "
    "replace title card tab tab-item dropdown grid-item-card".split()
)
"""Directives whose argument is copy, too."""
_OPTIONS = {"alt": Kind.ALT, "caption": Kind.PARAGRAPH}


class _Line(NamedTuple):
    indent: int
    text: str
    at: int
    """Where the text starts, behind its indent."""


@dataclass(slots=True)
class _Open:
    """Something whose content is indented."""

    least: int
    kind: Kind
    indent: int | None = None
    """That of its content, once there is some on a line of its own."""


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a reStructuredText."""
    reader = _Reader(text)
    while reader.at < len(reader.lines):
        reader.step()
    return tuple(sorted(reader.blocks, key=lambda block: block.pieces[0].file_start))


class _Reader:
    def __init__(self, text: str) -> None:
        lines = _LINE.finditer(text)
        self.lines = [_Line(len(line[1].expandtabs()), line[2].rstrip(), line.start(2)) for line in lines]
        self.blocks: list[Block] = []
        self.at = 0
        """The line at hand."""
        self._text = text
        self._open = [_Open(0, Kind.PARAGRAPH, 0)]

    def step(self) -> None:
        """Take in the next line, and those that belong to it."""
        line = self.lines[self.at]
        if not line.text:
            self.at += 1
            return
        self._settle(line)
        if explicit := _EXPLICIT.match(line.text):
            self._explicit(line, explicit.end())
        elif _TABLE.match(line.text):
            self._table(line)
        elif _ADORNMENT.match(line.text):
            self.at += 1
        elif line.text.startswith(">>> "):
            while self.at < len(self.lines) and self.lines[self.at].text:
                self.at += 1
        elif item := _ITEM.match(line.text) or _FIELD.match(line.text):
            self._content(line, item.end(), Kind.LIST_ITEM)
        elif row := _LINE_BLOCK.match(line.text):
            self._keep(line.at + row.end(), line.at + len(line.text), self._open[-1].kind)
            self.at += 1
        else:
            self._paragraph(line, 0)

    def _settle(self, line: _Line) -> None:
        """Close what a line's indent ends, and open what it begins."""
        while line.indent < self._open[-1].least:
            self._open.pop()
        inner = self._open[-1]
        if inner.indent is None or line.indent < inner.indent:
            inner.indent = line.indent
        elif line.indent > inner.indent:
            defines = self.at > 0 and self.lines[self.at - 1].text
            kind = Kind.LIST_ITEM if defines else Kind.QUOTE
            self._open.append(_Open(inner.indent + 1, kind, line.indent))

    def _explicit(self, line: _Line, marker: int) -> None:
        rest = line.text[marker:]
        directive = _DIRECTIVE.match(rest)
        if note := _NOTE.match(rest):
            self._content(line, marker + note.end(), Kind.PARAGRAPH)
        elif directive and directive[1] not in _CODE:
            says = directive[1] in _SAYING
            self._content(line, marker + directive.end() if says else len(line.text), Kind.PARAGRAPH)
            self._options(line.indent)
        else:
            self.at += 1
            self._pass_over(line.indent)

    def _content(self, line: _Line, marker: int, kind: Kind) -> None:
        """What stands behind a marker; more of it may be indented below."""
        self._open.append(_Open(line.indent + 1, kind))
        self._paragraph(line, marker)

    def _options(self, indent: int) -> None:
        while self.at < len(self.lines) and self.lines[self.at].indent > indent:
            line = self.lines[self.at]
            if not (option := _FIELD.match(line.text)):
                return
            if option[1] in _OPTIONS:
                self._keep(line.at + option.end(), line.at + len(line.text), _OPTIONS[option[1]])
            self.at += 1

    def _paragraph(self, line: _Line, marker: int) -> None:
        """Lines of one indent, and the literal block that they may announce."""
        last = self._run(line, marker)
        end = last.at + len(last.text)
        announces = last.text.endswith("::")
        kind = self._kind(line) if last is line and not marker else self._open[-1].kind
        self._keep(line.at + marker, end - announces, kind)
        if announces:
            self._pass_over(last.indent if last is not line else line.indent + marker)

    def _kind(self, line: _Line) -> Kind:
        """Of a line by itself: what stands below it says whether it is a heading or a term."""
        below = self.lines[self.at] if self.at < len(self.lines) else line
        if _ADORNMENT.match(below.text) and below.indent == line.indent:
            return Kind.HEADING
        return Kind.LIST_ITEM if below.text and below.indent > line.indent else self._open[-1].kind

    def _run(self, line: _Line, marker: int) -> _Line:
        """The last of the lines that go on with one; behind a marker, they may be indented more."""
        last = line
        self.at += 1
        while self.at < len(self.lines):
            below = self.lines[self.at]
            hangs = marker > 0 and last is line
            fits = below.indent > line.indent if hangs else below.indent == last.indent
            if not below.text or not fits or _ADORNMENT.match(below.text):
                break
            if hangs and _FIELD.match(below.text):  # an option of a directive
                break
            last = below
            self.at += 1
        return last

    def _pass_over(self, indent: int) -> None:
        while self.at < len(self.lines) and (
            not self.lines[self.at].text or self.lines[self.at].indent > indent
        ):
            self.at += 1

    def _table(self, top: _Line) -> None:
        columns = [column.span() for column in _COLUMN.finditer(top.text)]
        cells = [Copy() for _ in columns]
        grid = top.text.startswith("+")
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            border = bool(_TABLE.match(line.text))
            if border or not grid:
                self._keep_cells(cells)
                cells = [Copy() for _ in columns]
            if not line.text and (grid or _TABLE.match(self.lines[self.at - 2].text)):
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
                at = line.at + begin
                copy.add_whole(" ", at - 1, at)  # between the lines of a cell
                copy.add(mask_inline(cell), at)

    def _keep_cells(self, cells: list[Copy]) -> None:
        found = (cell.block(Kind.TABLE_CELL) for cell in cells)
        self.blocks += [block for block in found if block]

    def _keep(self, start: int, end: int, kind: Kind) -> None:
        copy = Copy()
        copy.add(mask_inline(self._text[start:end]), start)
        if block := copy.block(kind):
            self.blocks.append(block)
