"""OpenDocument spreadsheets: the texts of cells; hidden sheets are not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samklang.model import NO_RULES, CopyRules
from samklang.readers.parts.archive import parsing
from samklang.readers.parts.copy import Rendered, Rendering
from samklang.readers.parts.opendocument import Package, qn, text_of
from samklang.readers.parts.sheet import Cell, Row, add_sheets

_KIND = "an OpenDocument spreadsheet"
_NAME, _STYLE = qn("table:name"), qn("table:style-name")
_ROWS_REPEATED, _COLUMNS_REPEATED = qn("table:number-rows-repeated"), qn("table:number-columns-repeated")
_CELLS = (qn("table:table-cell"), qn("table:covered-table-cell"))
_VALUE_TYPE, _CALC_TYPE, _PARAGRAPH = map(qn, "office:value-type calcext:value-type text:p".split())


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a spreadsheet."""
    out = Rendering()
    with parsing(_KIND):
        content = Package(data, _KIND).tree("content.xml")
        add_sheets(out, ((sheet.get(_NAME, ""), _rows(sheet)) for sheet in _visible(content, out)), rules)
    return out.done()


def _visible(content: Any, out: Rendering) -> Iterator[Any]:
    hidden = set(_hidden_styles(content))
    book = content.find(f"{qn('office:body')}/{qn('office:spreadsheet')}")
    for sheet in book.iterchildren(qn("table:table")):
        if sheet.get(_STYLE) in hidden:
            out.note(f"has a hidden sheet that was not read: {sheet.get(_NAME)}")
        else:
            yield sheet


def _hidden_styles(content: Any) -> Iterator[str]:
    for properties in content.iter(qn("style:table-properties")):
        if properties.get(qn("table:display")) == "false":
            yield properties.getparent().get(qn("style:name"))


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows with content; of repeated rows, the first."""
    number = 1
    for row in sheet.iter(qn("table:table-row")):
        yield list(_cells(row, number))
        number += int(row.get(_ROWS_REPEATED, 1))


def _cells(row: Any, number: int) -> Iterator[Cell]:
    column = 0
    for cell in row.iterchildren(*_CELLS):
        if value_type := cell.get(_VALUE_TYPE):
            texts = ("".join(text_of(paragraph, [])) for paragraph in cell.iterchildren(_PARAGRAPH))
            is_text = value_type == "string" and cell.get(_CALC_TYPE) != "error"
            yield Cell(number, column, "\n".join(texts) if is_text else "")
        column += int(cell.get(_COLUMNS_REPEATED, 1))
