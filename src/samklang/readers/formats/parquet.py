"""Parquet: the cells of the columns of copy. pyarrow is large, and so an extra (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import chain, islice
from typing import Any

from samklang.errors import ExtraError, require
from samklang.model import NO_RULES, CopyRules, Kind
from samklang.readers.parts import elements, template
from samklang.readers.parts.columns import MARKUP, by_column, copy_columns, filled, missing
from samklang.readers.parts.copy import LEAVE_OUT, SPLIT, Rendered, Rendering, Unreadable
from samklang.readers.parts.likely_copy import SAMPLE
from samklang.readers.parts.paragraphs import parts

MAX_CHARACTERS = 200_000_000
"""The most characters of all text columns: a small file may expand to any amount."""
_ROWS = 1000
"""Rows to read at a time."""


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The cells of copy, row by row; columns are those of the schema with text.

    Raises:
        Unreadable: if pyarrow is missing, the file is broken or has more than `MAX_CHARACTERS`, or the table
            has none of the columns that the rules name.
    """
    try:
        require("parquet", "Parquet")
    except ExtraError as error:
        reason = "needs the Parquet extra of samklang, which is not installed"
        raise Unreadable(reason, hint=error.hint) from error
    import pyarrow as arrow
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(BytesIO(data))
        names = [field.name for field in schema if _is_text(field.type, arrow.types)]
        file = parquet.ParquetFile(BytesIO(data), read_dictionary=names)
        return _render(names, _rows(file, names), rules)
    except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            "is not a valid Parquet file: damaged or cut off", hint=f"Write it again, or {LEAVE_OUT}"
        ) from error


def _render(names: list[str], rows: Iterator[list[str]], rules: CopyRules) -> Rendered:
    sample = list(islice(rows, SAMPLE))
    headings, cells = dict(enumerate(names)), by_column(map(filled, sample))
    columns = copy_columns(headings, cells, rules)
    if rules.columns and not columns:
        raise missing(headings, cells, rules)
    out = Rendering()
    for number, row in enumerate(chain(sample, rows), 1):
        for column in columns:
            for kind, text in _parts(row[column.position]):
                out.add(text, column.where(number), kind, column.language)
    return out.done()


def _rows(file: Any, names: list[str]) -> Iterator[list[str]]:
    size = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=names):
        for cells in zip(*map(_cells, batch.columns), strict=True):
            size += sum(map(len, cells))
            if size > MAX_CHARACTERS:
                raise Unreadable(f"has more than {MAX_CHARACTERS:,} characters", hint=SPLIT)
            yield list(cells)


def _cells(column: Any) -> list[str]:
    """The cells of a column, from its dictionary, so that a text in many rows is in memory only once."""
    words = column.dictionary.to_pylist()
    return ["" if index is None else words[index] for index in column.indices.to_pylist()]


def _is_text(kind: Any, types: Any) -> bool:
    kind = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(kind) or types.is_large_string(kind))


def _parts(cell: str) -> Iterator[tuple[Kind, str]]:
    if MARKUP.search(cell):
        yield from ((block.kind, block.text) for block in elements.extract(template.mask(cell), 0))
        return
    yield from ((Kind.TABLE_CELL, unescape(cell[begin:end])) for begin, end, _ in parts(cell))
