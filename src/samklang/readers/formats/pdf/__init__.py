"""PDF: the lines of its pages, joined to paragraphs (docs/adr/0011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double, create_string_buffer
from math import hypot
from statistics import median
from threading import Lock
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from samklang.model import NO_RULES, CopyRules
from samklang.readers.formats.pdf.layout import DIVIDED, Line, paragraphs
from samklang.readers.parts.archive import check_streams, parsing, protected
from samklang.readers.parts.copy import LEAVE_OUT, SAVE_AGAIN, Rendered, Rendering, Unreadable

MAX_CHARACTERS = 5_000_000
"""The most characters of all pages, which may share content."""
_KIND = "a PDF"
_EMPTY_PAGE = 1000
"""The number of characters that an empty page counts for."""
_LINE_FEED, _SPACE = ord("\n"), ord(" ")
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What the library gives for a hyphen that divides a word at the end of a line."""
_BREAKS = _HYPHENS | {_LINE_FEED, ord("\r")}
_GAP = 1.5
"""The least gap between the cells of a table, in font sizes."""
_LEADER = re.compile(r"(?:\.\s?){5,}")
"""Dots before a page number in a table of contents."""
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ONE_AT_A_TIME = Lock()
"""PDFium is not made for threads: two of them in it at once can end the process."""


def read(data: bytes, _rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a PDF that has a text layer.

    Raises:
        Unreadable: if it is damaged, protected by a password, or has no text.
    """
    if not data:
        raise Unreadable("is empty", hint=SAVE_AGAIN)
    out = Rendering()
    check_streams(data)
    with _ONE_AT_A_TIME, parsing(_KIND), _opened(data) as document:
        lines = list(_pages(document, out))
        if not lines:
            hint = f"Run text recognition (OCR) on it, or {LEAVE_OUT}"
            raise Unreadable("has no text: its pages are empty or scanned images", hint=hint)
        for paragraph in paragraphs(list(_without_repeats(lines))):
            out.add(paragraph.text, f"page {paragraph.page}", paragraph.kind)
    return out.done()


def _opened(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise protected() from error
        raise


def _pages(document: Any, out: Rendering) -> Iterator[Line]:
    """The lines of all pages, up to `MAX_CHARACTERS`; adds a note for pages that are only images."""
    room, pictures = MAX_CHARACTERS, list[int]()
    for number, page in enumerate(document, 1):
        text_page = page.get_textpage()
        characters = text_page.count_chars()
        room -= max(characters, _EMPTY_PAGE)
        if room < 0:
            out.note(f"was not read from page {number} on: the limit is {MAX_CHARACTERS:,} characters")
            break
        if characters:
            yield from _lines(text_page, number)
        elif _is_pictured(page):
            pictures.append(number)
        page.close()
    if pictures:
        out.note(f"has pages that are images without text: {len(pictures)}, the first is page {pictures[0]}")


def _is_pictured(page: Any) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None


def _lines(text_page: Any, page: int) -> Iterator[Line]:
    """The lines of a page, in the order of its content; lines of a table are cut into cells."""
    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars())]
    start = 0
    for index, code in enumerate([*codes, _LINE_FEED]):
        if code in _BREAKS or (code == _SPACE and _is_gap(text_page, index, len(codes))):
            text = _text(codes[start:index])
            if text.strip() and not _LEADER.search(text):
                yield _line(text_page, page, start, index - 1, text + DIVIDED * (code in _HYPHENS))
            start = index + 1


def _is_gap(text_page: Any, index: int, end: int) -> bool:
    """Whether a space is as wide as between the cells of a table."""
    if not 0 < index < end - 1:
        return False
    right, left = text_page.get_charbox(index - 1)[2], text_page.get_charbox(index + 1)[0]
    return bool(left - right > _GAP * _size(text_page, index - 1))


def _text(codes: list[int]) -> str:
    """The characters of these code points, which may be halves of surrogate pairs."""
    characters = "".join(map(chr, filter(None, codes)))
    return characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(text_page: Any, page: int, first: int, last: int, text: str) -> Line:
    middle = (first + last) // 2  # a line may begin with a bullet of another size
    return Line(
        text=text,
        page=page,
        left=_origin(text_page, first)[0],
        right=text_page.get_charbox(last, loose=True)[2],
        base=_origin(text_page, middle)[1],
        size=median(_size(text_page, (middle + index) // 2) for index in (first, middle, last)),
        bold=(_is_bold(text_page, first), _is_bold(text_page, last)),
    )


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
    return x.value, y.value


def _size(text_page: Any, index: int) -> float:
    """The font size, as drawn."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, byref(matrix))
    return float(raw.FPDFText_GetFontSize(text_page, index) * hypot(matrix.c, matrix.d))


def _is_bold(text_page: Any, index: int) -> bool:
    name = create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), None)
    return _BOLD.search(name.value) is not None


def _without_repeats(lines: list[Line]) -> Iterator[Line]:
    """The lines without repeats in the same place of later pages (running heads, page numbers)."""
    seen: dict[tuple[str, int], int] = {}
    for line in lines:
        place = (_DIGITS.sub("", line.text), round(line.base))
        if seen.setdefault(place, line.page) == line.page:
            yield line
