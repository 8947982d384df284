"""CSV and TSV: the cells of the columns of copy, by our own tokenizer (docs/adr/0010)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.parts import elements, template
from samklang.readers.parts.columns import MARKUP, Column, by_column, copy_columns, filled, head, missing
from samklang.readers.parts.copy import Copy, Unreadable
from samklang.readers.parts.likely_copy import SAMPLE
from samklang.readers.parts.paragraphs import parts
from samklang.readers.parts.placeholder import mask
from samklang.readers.parts.template import FILLER

MAX_COLUMNS = 16_384
"""As many as a spreadsheet can have."""
_DELIMITERS = "\t;|,"
"""In order of preference if several fit: `1,5;2,5` is two cells."""
_NONE = "\0"
"""In no text, so that each row is a single cell."""
_HEAD = 65_536
_FEW = 100
_SEP = re.compile(r"sep=([^\r\n])\r?\n")
"""A first line that is not a row: Excel writes and reads it."""

Cell = re.Match[str]
"""Groups: the text between quotes, if quoted; the text without quotes; the delimiter that ends the cell.

An opening quote without a closing quote before a delimiter is an ordinary character, or a single stray quote
would swallow the rest of the table.
"""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The cells of copy, row by row.

    Raises:
        Unreadable: if the table has none of the columns that the rules name, or has too many columns.
    """
    sample = [filled(map(value, row)) for row in islice(rows(text), SAMPLE)]
    heading_row = head(sample, rules)
    below = 0 if heading_row is None else heading_row + 1
    headings, cells = {} if heading_row is None else sample[heading_row], by_column(sample[below:])
    columns = copy_columns(headings, cells, rules)
    if rules.columns and not columns and any(sample):
        raise missing(headings, cells, rules)
    blocks: list[Block] = []
    for number, row in enumerate(islice(rows(text) if columns else (), below, None), below + 1):
        for column in columns:
            if column.position < len(row):
                blocks += _blocks(row[column.position], column, number)
    return tuple(blocks)


def rows(text: str) -> Iterator[list[Cell]]:
    """The cells of each row, including blank lines, as the csv module of the standard library has them."""
    sep = _SEP.match(text)
    offset = sep.end() if sep else 0
    return _rows(text, sep[1] if sep else _delimiter(text), offset)


def value(cell: Cell) -> str:
    """The text of a cell."""
    return cell[2] if cell[1] is None else cell[1].replace('""', '"')


def _rows(text: str, delimiter: str, offset: int = 0) -> Iterator[list[Cell]]:
    mark = re.escape(delimiter)
    cells = re.compile(
        rf'(?: *"([^"]*+(?:""[^"]*+)*+)" *(?=[{mark}\r\n]|\Z))?([^{mark}\r\n]*+)({mark}|\r\n|\n|\r|\Z)'
    )
    row: list[Cell] = []
    for cell in cells.finditer(text, offset):
        if cell.start() == len(text) and not row:
            return
        row.append(cell)
        if len(row) > MAX_COLUMNS:
            raise Unreadable(f"has more than {MAX_COLUMNS:,} columns", cell.start())
        if cell[3] != delimiter:
            yield row
            row = []


def _delimiter(text: str) -> str:
    """The delimiter by which most rows have the same width; a heading row without it counts against it."""
    head, best, fit = text[:_HEAD], _NONE, 0.0
    for delimiter in _DELIMITERS:
        sample = [row for row in islice(_rows(head, delimiter), _FEW) if row[0][0].strip()]
        if len(head) < len(text):
            sample = sample[:-1] or sample
        widths = Counter(len(row) for row in sample if len(row) > 1)
        if 2 * widths.total() <= len(sample):
            continue
        share = (max(widths.values()) - sum(map(_has_stray_quote, sample))) / len(sample)
        if share > fit and (len(sample[0]) > 1 or share > 0.9):
            best, fit = delimiter, share
    return best


def _has_stray_quote(row: list[Cell]) -> bool:
    """Whether a quote opens a cell and does not close it: with a wrong delimiter, nearly all would."""
    return any(cell[1] is None and cell[2].lstrip(" ").startswith('"') for cell in row)


def _blocks(cell: Cell, column: Column, number: int) -> Iterator[Block]:
    text, start = cell[2], cell.start(2)
    if cell[1] is not None:
        text, start = cell[1].replace('""', f'"{FILLER}'), cell.start(1)
    where = column.where(number)
    if MARKUP.search(text):
        for fragment in elements.extract(template.mask(text), start):
            yield replace(fragment, where=where, language=column.language)
        return
    masked = mask(text)
    for begin, end, _ in parts(masked):
        copy = Copy()
        copy.add_encoded(masked[begin:end], start + begin)
        if block := copy.block(Kind.TABLE_CELL, where, column.language):
            yield block
