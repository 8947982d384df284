"""Join the lines of a page to paragraphs: a PDF has only the position of each character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from samklang.model import Kind

DIVIDED = "\N{SOFT HYPHEN}"
_BULLET = re.compile(r"\s*(?:[•‣▪●○◦·–—*-]|\d{1,2}[.)]|[a-z]\))\s+")
_ENDED = re.compile(r"[.!?:…][\"'”’)»]*\s*\Z")
_LOOSE = 1.8
"""The most space between the baselines of a paragraph, in font sizes."""
_LOOSER = 1.15
"""The same, relative to the spacing of the paragraph so far."""
_LARGE = 1.12
_HEADING_WORDS = 12


class Line(NamedTuple):
    """A line of a page; measures in points, upwards and to the right."""

    text: str
    """With `DIVIDED` at its end if it ends within a word."""
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: tuple[bool, bool]
    """Whether its first and its last character are bold."""


class Paragraph(NamedTuple):
    """Lines that belong together."""

    text: str
    page: int
    """The page where it begins."""
    kind: Kind


def paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    """The paragraphs of the lines, in order."""
    body = _body(lines)
    edges = _edges(lines)
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _continues(open_lines, line, edges[_column(open_lines[-1])]):
            yield _paragraph(open_lines, body)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines, body)


def _body(lines: list[Line]) -> tuple[float, bool]:
    """The size and boldness of most of the text."""
    count = Counter[tuple[float, bool]]()
    for line in lines:
        count[round(line.size, 1), line.bold[0]] += len(line.text)
    return count.most_common(1)[0][0] if count else (0.0, False)


def _column(line: Line) -> tuple[int, int]:
    return line.page, round(line.left / 20)


def _edges(lines: list[Line]) -> dict[tuple[int, int], float]:
    """By column: the right edge of the lines that begin in it."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        edges[_column(line)] = max(edges.get(_column(line), 0.0), line.right)
    return edges


def _continues(so_far: list[Line], line: Line, edge: float) -> bool:
    """Whether a line continues the paragraph before it."""
    last = so_far[-1]
    if (
        _BULLET.match(line.text)
        or abs(line.size - last.size) > 0.1 * last.size
        or line.bold[0] != last.bold[1]
    ):
        return False
    if line.page != last.page:
        return line.text.lstrip()[:1].islower() and not _ENDED.search(last.text)
    return _is_below(so_far, line) and _is_aligned(so_far, line) and not _ended_before(last, line, edge)


def _is_below(so_far: list[Line], line: Line) -> bool:
    last = so_far[-1]
    limit = _LOOSE * last.size
    if len(so_far) > 1 and so_far[-2].page == last.page:
        limit = _LOOSER * (so_far[-2].base - last.base)
    return 0.5 * last.size < last.base - line.base <= limit


def _is_aligned(so_far: list[Line], line: Line) -> bool:
    """Whether a line starts where it should: below the last without a new indent, or centred below it."""
    last = so_far[-1]
    shift = (line.left - last.left) / last.size
    is_centred = abs(line.left + line.right - last.left - last.right) < last.size
    if len(so_far) == 1:
        hangs = bool(_BULLET.match(last.text))
        return is_centred or -4 < shift < (4 if hangs else 0.5)
    return is_centred or abs(shift) < 0.5


def _ended_before(last: Line, line: Line, edge: float) -> bool:
    """Whether a sentence ended with the last line, though the next word would have fitted."""
    word = line.text.split()[0]
    width = (last.right - last.left) / len(last.text) * (len(word) + 1)
    return bool(_ENDED.search(last.text)) and last.right + width < edge


def _paragraph(lines: list[Line], body: tuple[float, bool]) -> Paragraph:
    text = "".join(f"{line.text} " for line in lines).replace(f"{DIVIDED} ", "")
    size, bold = body
    is_short = len(text.split()) <= _HEADING_WORDS and not _ENDED.search(text)
    if lines[0].size > _LARGE * size or (is_short and all(lines[0].bold) and not bold):
        return Paragraph(text, lines[0].page, Kind.HEADING)
    if bullet := _BULLET.match(text):
        return Paragraph(text[bullet.end() :], lines[0].page, Kind.LIST_ITEM)
    return Paragraph(text, lines[0].page, Kind.PARAGRAPH)
