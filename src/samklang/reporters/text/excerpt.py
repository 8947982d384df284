"""The copy that a finding points at, marked."""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text

from samklang.model import FileText, Span
from samklang.reporters.printable import clean
from samklang.reporters.text.cells import cell_len, first_cells, last_cells
from samklang.reporters.text.page import MIN_EXCERPT, Page
from samklang.words import counted

EXCERPT_LINES = 2


class _Cut(NamedTuple):
    """A line of copy cut to a width, with the start and length of its marked part, in cells."""

    text: str
    start: int
    length: int


def excerpt(page: Page, file: FileText, span: Span, style: str) -> None:
    """The lines of a span, cut to the page, the span underlined; lines that are left out are counted."""
    first, start = file.position(span.start)
    last, end = file.position(span.end - 1)
    shown = range(first, min(last, first + EXCERPT_LINES - 1) + 1)
    gutter = len(str(shown[-1]))
    room = max(MIN_EXCERPT, page.width - gutter - 5)
    for number in shown:
        line = clean(file.line(number))
        indent = len(line) - len(line.lstrip())
        begin = max(indent, start - 1) if number == first else indent
        finish = min(len(line), end) if number == last else len(line.rstrip())
        cut = _cut(line, indent, min(begin, len(line)), max(begin, finish), room)
        page.line(Text.assemble((f"  {number:>{gutter}} | ", "dim"), cut.text))
        if cut.length:
            page.line(
                Text.assemble((f"  {'':{gutter}} | ", "dim"), " " * cut.start, ("^" * cut.length, style))
            )
    if last > shown[-1]:
        more = counted(last - shown[-1], "line")
        page.line(Text(f"  {'':{gutter}} | … and {more} more", "dim"))


def _cut(line: str, indent: int, begin: int, end: int, room: int) -> _Cut:
    """The line without its indent in at most `room` cells: the marked part, and what fits around it."""
    before, marked, after = line[indent:begin], line[begin:end], line[end:].rstrip()
    if len(line) > 8 * room or cell_len(before + marked + after) > room:
        spare = room - cell_len(_head(marked, room))
        after_wants = cell_len(_head(after, spare))
        before = _tail(before, max(spare // 2, spare - after_wants))
        marked = _head(marked, room - cell_len(before))
        after = _head(after, room - cell_len(before + marked))
    start = cell_len(before)
    return _Cut(before + marked + after, start, cell_len(before + marked) - start)


def _head(text: str, room: int) -> str:
    """As much of the beginning as fits in `room` cells, with an ellipsis where the rest is cut."""
    if len(text) <= 8 * room and cell_len(text) <= room:
        return text
    if room < 2:
        return "…"[:room]
    return first_cells(text[: 8 * room], room - 1) + "…"


def _tail(text: str, room: int) -> str:
    """As much of the end as fits in `room` cells, from the start of a word if one is near."""
    if len(text) <= 8 * room and cell_len(text) <= room:
        return text
    if room < 2:
        return "…"[:room]
    end = last_cells(text[-8 * room :], room - 1)
    word = end.find(" ")
    return "…" + (end[word:] if 0 <= word < len(end) // 2 else end)
