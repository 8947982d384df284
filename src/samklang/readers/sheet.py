"""Sheets of a spreadsheet: which columns hold copy, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from samklang.model import CopyRules, Kind
from samklang.readers.copy import Rendering
from samklang.readers.looks import looks_like_copy

MAX_CELLS = 5_000_000
"""Of a sheet; an empty row counts as one."""

_LANGUAGE = re.compile(r"(sv|da|en|nb|nn|fi|de|fr|es|it|nl|pl|pt)(?:[-_][a-z]{2,4})?", re.IGNORECASE)
"""Headings that name a language: not `id`, `no` and `is`, which say something else in most sheets."""
_LONG = 60
_SENTENCE = re.compile(r"[.!?…]\s*\Z")


class Cell(NamedTuple):
    """A cell that is not empty."""

    row: int
    column: int
    """Both 1-based."""
    text: str
    """Empty where the cell holds a number, a date or the like."""


Row = list[Cell]


class _Column(NamedTuple):
    names: set[str]
    """What rules may call it: its heading, letter and number, folded."""
    heading: str
    cells: list[str]
    """Under the heading."""


def add_sheet(out: Rendering, name: str, rows: Iterable[Row], rules: CopyRules) -> None:
    """Add the copy of a sheet: of the columns that the rules name, else of those that look like copy.

    A cell alone in its row is a title or a remark rather than part of a table, and judged by itself.
    """
    filled = [row for row in rows if row]
    head = _head(filled, rules)
    columns = _columns(filled, head)
    chosen = _chosen(columns, rules)
    languages = {number: _language(column, rules) for number, column in columns.items()}
    if filled and not chosen:
        out.note(f"sheet {name}: no column that looks like copy, or is named as such")
    for row in filled:
        in_table = not head or row[0].row > head[0].row
        for cell in row:
            if (cell.column in chosen and in_table) or (not rules.columns and _is_remark(row)):
                place = f"sheet {name}, {letters(cell.column)}{cell.row}"
                out.add(cell.text, place, Kind.TABLE_CELL, languages[cell.column])


def letters(column: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _head(rows: list[Row], rules: CopyRules) -> Row:
    """The row of headings, empty if there is none.

    It holds a name of the rules; where they name no column, it is else the first row of several cells if
    these are short and all different.
    """
    named = {name.casefold() for name in (*rules.columns, *rules.languages)}
    for row in rows:
        if any(cell.text.strip().casefold() in named for cell in row):
            return row
    first = next((row for row in rows if len(row) > 1), [])
    texts = {cell.text for cell in first}
    is_plain = all(text and len(text) <= _LONG and not _SENTENCE.search(text) for text in texts)
    return first if is_plain and len(texts) == len(first) and not rules.columns else []


def _columns(rows: list[Row], head: Row) -> dict[int, _Column]:
    headings = {cell.column: cell.text.strip() for cell in head}
    columns: dict[int, _Column] = {}
    for row in rows:
        for cell in row:
            if cell.column not in columns:
                heading = headings.get(cell.column, "")
                names = {heading.casefold(), letters(cell.column).casefold(), str(cell.column)}
                columns[cell.column] = _Column(names - {""}, heading, [])
            if (not head or cell.row > head[0].row) and (len(row) > 1 or not head):
                columns[cell.column].cells.append(cell.text)
    return columns


def _chosen(columns: dict[int, _Column], rules: CopyRules) -> set[int]:
    if rules.columns:
        named = {name.casefold() for name in rules.columns}
        return {number for number, column in columns.items() if column.names & named}
    translated = {number for number, column in columns.items() if _LANGUAGE.fullmatch(column.heading)}
    alike = {number for number, column in columns.items() if looks_like_copy(column.cells)}
    return alike | translated if len(translated) > 1 else alike


def _language(column: _Column, rules: CopyRules) -> str | None:
    for name, language in rules.languages.items():
        if name.casefold() in column.names:
            return language
    named = _LANGUAGE.fullmatch(column.heading)
    return named[1].lower() if named else None


def _is_remark(row: Row) -> bool:
    return len(row) == 1 and looks_like_copy([row[0].text])
