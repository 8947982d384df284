"""Sheets of a spreadsheet: which columns are copy, and in which language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from samklang.model import CopyRules, Kind
from samklang.readers.parts.columns import COLUMNS_HINT, Column, by_column, copy_columns, head, letter
from samklang.readers.parts.copy import Rendering, Unreadable
from samklang.readers.parts.likely_copy import looks_like_copy

MAX_CELLS = 1_000_000
"""The most cells that are read of a sheet; an empty row counts as a cell."""


class Cell(NamedTuple):
    """A cell that is not empty."""

    row: int
    """Counted from 1."""
    column: int
    """Counted from 0."""
    text: str
    """Empty if the cell has a number, a date or the like."""


Row = list[Cell]


def add_sheets(out: Rendering, sheets: Iterable[tuple[str, Iterable[Row]]], rules: CopyRules) -> None:
    """Add the copy of named sheets: of the columns that the rules name, else of those that look like copy.

    Raises:
        Unreadable: if the rules name columns and no sheet has any of them.
    """
    has_copy_columns = [_add_sheet(out, name, [row for row in rows if row], rules) for name, rows in sheets]
    if rules.columns and not any(has_copy_columns):
        raise Unreadable(f"has no column {' or '.join(rules.columns)} in any sheet", hint=COLUMNS_HINT)


def _add_sheet(out: Rendering, name: str, rows: list[Row], rules: CopyRules) -> bool:
    """Add the copy of a sheet, each text once per column; returns whether it has columns of copy.

    A cell alone in its row is a title or a remark rather than part of a table, and is judged by itself.
    """
    columns, begin = _columns(rows, rules)
    added: set[tuple[int, str]] = set()
    for number, row in enumerate(rows):
        for cell in row:
            column = columns.get(cell.column) if number >= begin else None
            is_copy = column or (not rules.columns and _is_remark(row))
            if is_copy and (cell.column, cell.text) not in added:
                added.add((cell.column, cell.text))
                place = f"sheet {name}, {letter(cell.column)}{cell.row}"
                out.add(cell.text, place, Kind.TABLE_CELL, column.language if column else None)
    if rows and not added:
        out.note(f"has no copy in sheet {name}: no column looks like copy or is named in samklang.yaml")
    return bool(columns)


def _columns(rows: list[Row], rules: CopyRules) -> tuple[dict[int, Column], int]:
    """The columns of copy, by index, and the index of the first row below the headings."""
    table = [{cell.column: cell.text for cell in row} for row in rows]
    heading_row = head(table, rules)
    if heading_row is None:
        return {column.position: column for column in copy_columns({}, by_column(table), rules)}, 0
    within = (row for row in table[heading_row + 1 :] if len(row) > 1 or len(table[heading_row]) == 1)
    return {
        column.position: column for column in copy_columns(table[heading_row], by_column(within), rules)
    }, heading_row + 1


def _is_remark(row: Row) -> bool:
    return len(row) == 1 and looks_like_copy([row[0].text])
