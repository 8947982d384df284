"""Where the headings of a table stand and which of its columns hold copy: for every format that has rows."""

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
"""`sv`, `sv-SE`, `description_sv`, `Text (da)`. No codes that are words too: id, is, it, no, to."""
_VALUE = re.compile(r"\W*\d[\d\s.,:;/%+T-]*\w{0,3}\W*|\S+@\S+|\w+://\S+|true|false|null", re.I)
_SENTENCE = re.compile(r"[.!…]$")
_HEADING_WORDS = 4
_TOP = 20
"""Rows among which the headings stand: titles and remarks may stand above them."""
MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>", re.I)
"""Tags by which a cell is a fragment of a page, as descriptions in product feeds are."""

COLUMNS_HINT = "Correct `columns` under `copy` in samklang.yaml, or the headings of the table."

Row = Mapping[int, str]
"""The cells of a row that are not blank, by column; an empty one holds a number, a date or the like."""


class Column(NamedTuple):
    """A column of copy."""

    at: int
    name: str
    """Its heading, or `column C`."""
    language: str | None

    def where(self, row: int) -> str:
        """How people find the cell in a row, counted from 1 as a spreadsheet does."""
        return f"row {row}, {self.name}"


def letter(index: int) -> str:
    """What a spreadsheet calls a column: A, B, … Z, AA."""
    before = letter(index // 26 - 1) if index >= 26 else ""
    return before + chr(ord("A") + index % 26)


def filled(cells: Iterable[str]) -> Row:
    """The row of these cells, column by column."""
    return {at: cell for at, cell in enumerate(cells) if cell.strip()}


def head(rows: Sequence[Row], rules: CopyRules) -> int | None:
    """Which row names the columns of those below it, as one of nearly every table does.

    One that holds a name of the rules, else the first of several cells. Not so if a cell of it is a value (a
    figure, a date, an address) or a sentence; a sentence over a column of values is still a heading.
    """
    names = {name.strip().casefold() for name in (*rules.columns, *rules.languages)}
    names = {name for name in names if len(name) > 1 and not name.isdigit()}  # `B` is a column, not a cell
    top = rows[:_TOP]
    for at, row in enumerate(top):
        if any(cell.strip().casefold() in names for cell in row.values()):
            return at
    at = next((at for at, row in enumerate(top) if len(row) > 1), 0)
    return at if any(rows[at + 1 :]) and _is_head(rows[at], rows[at + 1 :]) else None


def copy_columns(headings: Row, cells: Mapping[int, Sequence[str]], rules: CopyRules) -> tuple[Column, ...]:
    """The columns of copy: those that the rules name, else those named by a language or that look like copy.

    Args:
        headings: empty where there are none.
        cells: of each column, a sample of those below its heading.
        rules: what the workspace says of the file.
    """
    headings = {at: heading.strip() for at, heading in headings.items()}
    known = sorted({*headings, *cells})
    languages = {at: code for name, code in rules.languages.items() for at in _find(name, headings, known)}
    chosen = sorted({at for name in rules.columns for at in _find(name, headings, known)})
    columns = []
    for at in chosen if rules.columns else known:
        heading = headings.get(at, "")
        named = _LANGUAGE.fullmatch(heading)
        is_copy = chosen or at in languages or (named and not named["name"])
        if is_copy or looks_like_copy(cells.get(at, ())):
            language = languages.get(at) or (named["code"].lower() if named else None)
            columns.append(Column(at, heading or f"column {letter(at)}", language))
    return tuple(columns)


def by_column(rows: Iterable[Row]) -> dict[int, list[str]]:
    """The cells of each column."""
    cells: dict[int, list[str]] = {}
    for row in rows:
        for at, cell in row.items():
            cells.setdefault(at, []).append(cell)
    return cells


def missing(headings: Row, cells: Mapping[int, Sequence[str]], rules: CopyRules) -> Unreadable:
    """The complaint that a table has none of the columns that the rules name."""
    there = ", ".join(headings.values()) or f"columns A to {letter(max(cells, default=0))}"
    return Unreadable(f"has no column {' or '.join(rules.columns)}; it has {there}", hint=COLUMNS_HINT)


def _find(name: str, headings: Row, known: Sequence[int]) -> list[int]:
    """The columns of that heading; if there are none, the one of that letter or number."""
    same = [at for at, heading in headings.items() if heading.casefold() == name.strip().casefold()]
    return same or [at for at in known if name.upper() in (letter(at), str(at + 1))]


def _is_head(row: Row, below: Sequence[Row]) -> bool:
    cells = {at: cell.strip() for at, cell in row.items()}
    if not cells or any(map(_is_value, cells.values())):
        return False
    short = all(len(cell.split()) <= _HEADING_WORDS and not _SENTENCE.search(cell) for cell in cells.values())
    columns = by_column(below)
    return short or any(at in columns and all(map(_is_value, columns[at])) for at in cells)


def _is_value(cell: str) -> bool:
    return not cell or bool(_VALUE.fullmatch(cell.strip()))
