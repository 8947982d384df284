"""Sheets of a spreadsheet: which columns hold copy, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from samklang.model import CopyRules, Kind
from samklang.readers.copy import Rendering, Unreadable
from samklang.readers.looks import looks_like_copy

MAX_CELLS = 1_000_000
"""Of a sheet; an empty row counts as one."""

_LANGUAGE = re.compile(
    r"(?P<name>.{3,}[\W_])?(?P<code>sv|da|en|nb|nn|fi|de|fr|es|nl|pl|pt)(?:[-_][a-z]{2})?\W?", re.IGNORECASE
)
"""`sv`, `sv-SE`, `description_sv`, `Text (da)`. No codes that are words too: id, is, it, no, to."""
_TOP = 20
"""Rows with something in them, among which the headings stand."""
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


def add_sheets(out: Rendering, sheets: Iterable[tuple[str, Iterable[Row]]], rules: CopyRules) -> None:
    """Add the copy of sheets, by name: of the columns that the rules name, else of those that look like copy.

    Raises:
        Unreadable: if the rules name columns and no sheet has any of them.
    """
    found = [_add_sheet(out, name, [row for row in rows if row], rules) for name, rows in sheets]
    if rules.columns and not any(found):
        raise Unreadable(f"has no column {' or '.join(rules.columns)} in any sheet")


def _add_sheet(out: Rendering, name: str, rows: list[Row], rules: CopyRules) -> bool:
    """Add the copy of a sheet, and tell whether it has columns of copy. What a column says again is left out.

    A cell alone in its row is a title or a remark rather than part of a table, and judged by itself.
    """
    head = _head(rows, rules)
    columns = _columns(rows, head)
    chosen = _chosen(columns, rules)
    languages = {number: _language(column, rules) for number, column in columns.items()}
    said: set[tuple[int, str]] = set()
    for row in rows:
        in_table = not head or row[0].row > head[0].row
        for cell in row:
            is_copy = (cell.column in chosen and in_table) or (not rules.columns and _is_remark(row))
            if is_copy and (cell.column, cell.text) not in said:
                said.add((cell.column, cell.text))
                place = f"sheet {name}, {letters(cell.column)}{cell.row}"
                out.add(cell.text, place, Kind.TABLE_CELL, languages[cell.column])
    if rows and not said:
        out.note(f"sheet {name}: nothing in it looks like copy, or is named as such")
    return bool(chosen)


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
    for row in rows[:_TOP]:
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
    return {
        number
        for number, column in columns.items()
        if _is_translation(column, rules) or looks_like_copy(column.cells)
    }


def _is_translation(column: _Column, rules: CopyRules) -> bool:
    """Whether a column is named by a language alone, or given one by the rules."""
    named = _LANGUAGE.fullmatch(column.heading)
    given = any(name.casefold() in column.names for name in rules.languages)
    return given or bool(named and not named["name"])


def _language(column: _Column, rules: CopyRules) -> str | None:
    for name, language in rules.languages.items():
        if name.casefold() in column.names:
            return language
    named = _LANGUAGE.fullmatch(column.heading)
    return named["code"].lower() if named else None


def _is_remark(row: Row) -> bool:
    return len(row) == 1 and looks_like_copy([row[0].text])
