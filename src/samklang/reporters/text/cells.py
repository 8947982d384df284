"""Cells: the width of text on a terminal. A Japanese character or an emoji takes two, most others one."""

from __future__ import annotations

import re

from rich import cells

_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026]*")
"""Text of characters that surely take one cell each: measuring with rich is slow, and there is much text."""


def narrow(text: str) -> bool:
    """Whether each character surely takes one cell, and none is a control character."""
    return bool(_NARROW.fullmatch(text))


def cell_len(text: str) -> int:
    """The width of a text, in cells."""
    return len(text) if narrow(text) else cells.cell_len(text)


def first_cells(text: str, room: int) -> str:
    """As much of the beginning of a text as fits in `room` cells."""
    return text[:room] if narrow(text) else cells.chop_cells(text, room)[0]


def last_cells(text: str, room: int) -> str:
    """As much of the end of a text as fits in `room` cells."""
    end = text[-room:]
    while cell_len(end) > room:
        end = end[1:]
    return end
