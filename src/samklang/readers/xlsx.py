"""Excel: the values of cells, not their formulas; hidden sheets are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from samklang.model import NO_RULES, CopyRules
from samklang.readers.archive import parsing, unpacked
from samklang.readers.copy import Rendered, Rendering
from samklang.readers.sheet import MAX_CELLS, Cell, Row, add_sheet

_KIND = "Excel workbook"


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a workbook."""
    out = Rendering()
    with parsing(_KIND):
        book = load_workbook(unpacked(data, _KIND), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                add_sheet(out, sheet.title, _rows(sheet, out), rules)
            else:
                out.note(f"sheet {sheet.title} is hidden: left out")
    return out.done()


def _rows(sheet: Any, out: Rendering) -> Iterator[Row]:
    sheet.reset_dimensions()  # the file's own may be wrong
    room = MAX_CELLS
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        room -= max(len(values), 1)
        if room < 0:
            out.note(f"sheet {sheet.title}: over the limit of {MAX_CELLS:,} cells: left out from row {number}")
            return
        yield [
            Cell(number, column, value if isinstance(value, str) and value not in ERROR_CODES else "")
            for column, value in enumerate(values, 1)
            if value is not None
        ]
