"""Which columns of a table hold copy, and how a cell is found: for every format that has rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.model import CopyRules
from samklang.readers.copy import Unreadable
from samklang.readers.looks import looks_like_copy

_CODES = "en sv da nb nn de fi fr nl es pt pl"
_LANGUAGE = re.compile(
    rf"(?P<name>.*[^\W_]\W*[\W_])?(?P<code>{_CODES.replace(' ', '|')})(?:[-_][a-z]{{2}})?\W*", re.I
)
"""`sv`, `sv-SE`, `description_sv`, `Text (da)`. No codes that are words too: id, is, it, no, to."""
_VALUE = re.compile(r"\W*\d[\d\s.,:;/%+T-]*\w{0,3}\W*|\S+@\S+|\w+://\S+|true|false|null", re.I)
_SENTENCE = re.compile(r"[.!…]$")
_HEADING_WORDS = 4
MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote)\b[^<>]*>", re.I)
"""Tags by which a cell is a fragment of a page, as descriptions in product feeds are."""

Row = Sequence[str]


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


def has_headings(rows: Sequence[Row], rules: CopyRules) -> bool:
    """Whether the first row names the columns of those that follow, as nearly every table's does.

    Not so if a cell of it is a value (a figure, a date, an address) or a sentence; a sentence over a
    column of values is still a heading.
    """
    first = [cell.strip() for cell in rows[0]] if rows else []
    filled = [cell for cell in first if cell]
    if {cell.casefold() for cell in filled} & {name.casefold() for name in _named(rules)}:
        return True
    if len(rows) < 2 or not filled or any(map(_VALUE.fullmatch, filled)):
        return False
    short = all(len(cell.split()) <= _HEADING_WORDS and not _SENTENCE.search(cell) for cell in filled)
    return short or any(_are_values(_cells(rows[1:], index)) for index, cell in enumerate(first) if cell)


def copy_columns(headings: Row, rows: Sequence[Row], rules: CopyRules) -> tuple[Column, ...]:
    """The columns of copy: those that the rules name, else those named by a language or that look like copy.

    Args:
        headings: empty where there are none.
        rows: a sample of those below.
        rules: what the workspace says of the file.

    Raises:
        Unreadable: if the rules name columns and the table has none of them.
    """
    headings = [heading.strip() for heading in headings]
    width = max([len(headings), *map(len, rows)], default=0)
    languages = {
        index: code for name, code in rules.languages.items() for index in _find(name, headings, width)
    }
    chosen = sorted({index for name in rules.columns for index in _find(name, headings, width)})
    if rules.columns and width and not chosen:
        raise Unreadable(f"has no column {' or '.join(rules.columns)}; it has {_list(headings, width)}", 0)
    columns = []
    for index in chosen or range(width):
        heading = headings[index] if index < len(headings) else ""
        named = _LANGUAGE.fullmatch(heading)
        is_copy = chosen or index in languages or (named and not named["name"])
        if is_copy or looks_like_copy(_cells(rows, index)):
            language = languages.get(index) or (named["code"].lower() if named else None)
            columns.append(Column(index, heading or f"column {letter(index)}", language))
    return tuple(columns)


def _named(rules: CopyRules) -> tuple[str, ...]:
    return (*rules.columns, *rules.languages)


def _find(name: str, headings: Row, width: int) -> list[int]:
    """The columns of that heading; if there are none, the one of that letter or number."""
    same = [index for index, heading in enumerate(headings) if heading.casefold() == name.strip().casefold()]
    return same or [index for index in range(width) if name.upper() in (letter(index), str(index + 1))]


def _list(headings: Row, width: int) -> str:
    named = [heading for heading in headings if heading]
    return ", ".join(named) if named else f"columns A to {letter(width - 1)}"


def _cells(rows: Sequence[Row], index: int) -> Iterator[str]:
    return (row[index] for row in rows if index < len(row))


def _are_values(cells: Iterator[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(map(_VALUE.fullmatch, filled))
