"""Excel: the values of cells, not their formulas; hidden sheets are not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from samklang.model import NO_RULES, CopyRules
from samklang.readers.parts.archive import parsing, unpacked
from samklang.readers.parts.copy import Rendered, Rendering
from samklang.readers.parts.sheet import MAX_CELLS, Cell, Row, add_sheets

_KIND = "an Excel workbook"


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a workbook."""
    out = Rendering()
    with parsing(_KIND):
        book = load_workbook(unpacked(data, _KIND), read_only=True, data_only=True)
        add_sheets(out, ((sheet.title, _rows(sheet, out)) for sheet in _visible(book, out)), rules)
    return out.done()


def _visible(book: Any, out: Rendering) -> Iterator[Any]:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet
        else:
            out.note(f"has a hidden sheet that was not read: {sheet.title}")


def _rows(sheet: Any, out: Rendering) -> Iterator[Row]:
    sheet.reset_dimensions()  # those in the file may be wrong
    room = MAX_CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        room -= max(len(values), 1)
        if room < 0:
            out.note(
                f"was not read from row {number} of sheet {sheet.title} on: the limit is {MAX_CELLS:,} cells"
            )
            return
        yield [
            Cell(number, column, value if isinstance(value, str) and value not in ERROR_CODES else "")
            for column, value in enumerate(values)
            if value is not None
        ]
