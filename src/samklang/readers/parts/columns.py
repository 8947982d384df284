"""Find the headings of a table and its columns of copy: for every format that has rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from samklang.model import CopyRules
from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.likely_copy import looks_like_copy

_CODES = "en|sv|da|nb|nn|de|fi|fr|nl|es|pt|pl"
_LANGUAGE = re.compile(
    rf"(?P<name>(?!(?:{_CODES})[-_][a-z]{{2}}\W*\Z).*[^\W_]\W*[\W_])?"
    rf"(?P<code>{_CODES})(?:[-_][a-z]{{2}})?\W*",
    re.I,
)
"""`sv`, `sv-SE`, `description_sv`, `Text (da)`. Without codes that are also words: id, is, it, no, to."""
_VALUE = re.compile(r"\W*\d[\d\s.,:;/%+T-]*\w{0,3}\W*|\S+@\S+|\w+://\S+|true|false|null", re.I)
_SENTENCE = re.compile(r"[.!…]$")
_HEADING_WORDS = 4
_TOP = 20
"""Rows in which to look for the headings: titles and remarks may precede them."""
MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>", re.I)
"""Tags that make a cell a fragment of a page, as descriptions in product feeds are."""

COLUMNS_HINT = "Correct `columns` under `copy` in samklang.yaml, or the headings of the table."

Row = Mapping[int, str]
"""The cells of a row that are not blank, by column index; a number, a date or the like is an empty string."""


class Column(NamedTuple):
    """A column of copy."""

    position: int
    name: str
    """Its heading, or `column C`."""
    language: str | None

    def where(self, row: int) -> str:
        """The place of the cell in a row, as users see it; rows count from 1, as in a spreadsheet."""
        return f"row {row}, {self.name}"


def letter(index: int) -> str:
    """The name of a column in a spreadsheet: A, B, … Z, AA."""
    before = letter(index // 26 - 1) if index >= 26 else ""
    return before + chr(ord("A") + index % 26)


def filled(cells: Iterable[str]) -> Row:
    """The row with these cells, without the blank ones."""
    return {index: cell for index, cell in enumerate(cells) if cell.strip()}


def head(rows: Sequence[Row], rules: CopyRules) -> int | None:
    """The index of the row of headings, which nearly every table has.

    It is the first row with a column name from the rules, else the first row with several cells. It is no
    heading row if one of its cells is a value (a figure, a date, an address) or a sentence; a sentence above
    a column of values is still a heading.
    """
    names = {name.strip().casefold() for name in (*rules.columns, *rules.languages)}
    names = {name for name in names if len(name) > 1 and not name.isdigit()}  # `B` is a column, not a cell
    top = rows[:_TOP]
    for index, row in enumerate(top):
        if any(cell.strip().casefold() in names for cell in row.values()):
            return index
    index = next((index for index, row in enumerate(top) if len(row) > 1), 0)
    return index if any(rows[index + 1 :]) and _is_head(rows[index], rows[index + 1 :]) else None


def copy_columns(headings: Row, cells: Mapping[int, Sequence[str]], rules: CopyRules) -> tuple[Column, ...]:
    """The columns that the rules name, else those whose heading is a language or that look like copy.

    Args:
        headings: by column index; empty if the table has none.
        cells: a sample of each column, by its index, without the heading.
        rules: what the workspace configures for the file.
    """
    headings = {index: heading.strip() for index, heading in headings.items()}
    known = sorted({*headings, *cells})
    languages = {
        index: code for name, code in rules.languages.items() for index in _find(name, headings, known)
    }
    chosen = sorted({index for name in rules.columns for index in _find(name, headings, known)})
    columns = []
    for index in chosen if rules.columns else known:
        heading = headings.get(index, "")
        named = _LANGUAGE.fullmatch(heading)
        is_copy = chosen or index in languages or (named and not named["name"])
        if is_copy or looks_like_copy(cells.get(index, ())):
            language = languages.get(index) or (named["code"].lower() if named else None)
            columns.append(Column(index, heading or f"column {letter(index)}", language))
    return tuple(columns)


def by_column(rows: Iterable[Row]) -> dict[int, list[str]]:
    """The cells of each column, by its index."""
    cells: dict[int, list[str]] = {}
    for row in rows:
        for index, cell in row.items():
            cells.setdefault(index, []).append(cell)
    return cells


def missing(headings: Row, cells: Mapping[int, Sequence[str]], rules: CopyRules) -> Unreadable:
    """The error for a table that has none of the columns that the rules name."""
    present = ", ".join(headings.values()) or f"columns A to {letter(max(cells, default=0))}"
    return Unreadable(f"has no column {' or '.join(rules.columns)}; it has {present}", hint=COLUMNS_HINT)


def _find(name: str, headings: Row, known: Sequence[int]) -> list[int]:
    """The columns with that heading; if there are none, the column with that letter or number."""
    same = [index for index, heading in headings.items() if heading.casefold() == name.strip().casefold()]
    return same or [index for index in known if name.upper() in (letter(index), str(index + 1))]


def _is_head(row: Row, below: Sequence[Row]) -> bool:
    cells = {index: cell.strip() for index, cell in row.items()}
    if not cells or any(map(_is_value, cells.values())):
        return False
    short = all(len(cell.split()) <= _HEADING_WORDS and not _SENTENCE.search(cell) for cell in cells.values())
    columns = by_column(below)
    return short or any(index in columns and all(map(_is_value, columns[index])) for index in cells)


def _is_value(cell: str) -> bool:
    return not cell or bool(_VALUE.fullmatch(cell.strip()))
