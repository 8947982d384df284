"""CSV and TSV: the cells of the columns that hold copy, by a tokenizer of our own (docs/adr/0010)."""

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
"""As many as a spreadsheet has."""
_DELIMITERS = "\t;|,"
"""In this order where several fit: `1,5;2,5` is two cells."""
_NONE = "\0"
"""Stands in no text, so that each row is one cell."""
_HEAD = 65_536
_FEW = 100
_SEP = re.compile(r"sep=([^\r\n])\r?\n")
"""What Excel writes, and takes, as a first line that is no row."""

Cell = re.Match[str]
"""Groups: what stands between quotes, if it is quoted; what stands without; what ends the cell.

A quote that opens a cell and closes it nowhere before a delimiter is a character like any other: else one
stray quote would swallow the rest of the table.
"""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The cells of copy, row by row.

    Raises:
        Unreadable: if the rules name columns and the table has none of them, or if it has too many.
    """
    sample = [filled(map(value, row)) for row in islice(rows(text), SAMPLE)]
    at = head(sample, rules)
    below = 0 if at is None else at + 1
    headings, cells = {} if at is None else sample[at], by_column(sample[below:])
    columns = copy_columns(headings, cells, rules)
    if rules.columns and not columns and any(sample):
        raise missing(headings, cells, rules)
    blocks: list[Block] = []
    for number, row in enumerate(islice(rows(text) if columns else (), below, None), below + 1):
        for column in columns:
            if column.at < len(row):
                blocks += _blocks(row[column.at], column, number)
    return tuple(blocks)


def rows(text: str) -> Iterator[list[Cell]]:
    """The cells of each row, blank lines among them, as the standard library's csv has them."""
    sep = _SEP.match(text)
    at = sep.end() if sep else 0
    return _rows(text, sep[1] if sep else _delimiter(text), at)


def value(cell: Cell) -> str:
    """What a cell says."""
    return cell[2] if cell[1] is None else cell[1].replace('""', '"')


def _rows(text: str, delimiter: str, at: int = 0) -> Iterator[list[Cell]]:
    mark = re.escape(delimiter)
    cells = re.compile(
        rf'(?: *"([^"]*+(?:""[^"]*+)*+)" *(?=[{mark}\r\n]|\Z))?([^{mark}\r\n]*+)({mark}|\r\n|\n|\r|\Z)'
    )
    row: list[Cell] = []
    for cell in cells.finditer(text, at):
        if cell.start() == len(text) and not row:
            return
        row.append(cell)
        if len(row) > MAX_COLUMNS:
            raise Unreadable(f"has more than {MAX_COLUMNS:,} columns", cell.start())
        if cell[3] != delimiter:
            yield row
            row = []


def _delimiter(text: str) -> str:
    """That by which most rows are of one width; a heading row, if it has none, speaks against it."""
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
    """Whether a quote opens a cell and does not close it: by a wrong delimiter nearly all would."""
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
