"""Cells: how much room text takes. A Japanese character or an emoji takes two, nearly all copy one each."""

from __future__ import annotations

import re

from rich import cells

_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026]*")
"""Text of characters that surely take a cell each: asking rich takes long, and there is a lot of it."""


def narrow(text: str) -> bool:
    """Whether each character surely takes one cell, and none is anything to a terminal."""
    return bool(_NARROW.fullmatch(text))


def cell_len(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if narrow(text) else cells.cell_len(text)


def first_cells(text: str, room: int) -> str:
    """As much of a text as so many cells hold."""
    return text[:room] if narrow(text) else cells.chop_cells(text, room)[0]


def last_cells(text: str, room: int) -> str:
    """As much of a text's end as so many cells hold."""
    end = text[-room:]
    while cell_len(end) > room:
        end = end[1:]
    return end
