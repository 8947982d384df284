"""PowerPoint: slides with their tables, charts, diagrams and alternative texts; speaker notes by
themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from samklang.model import NO_RULES, CopyRules, Kind
from samklang.readers.parts.alt_text import is_written
from samklang.readers.parts.archive import parsing, unpacked
from samklang.readers.parts.copy import Rendered, Rendering

_KIND = "a PowerPoint presentation"
_ROLES = {
    PP_PLACEHOLDER.TITLE: ("title", Kind.HEADING),
    PP_PLACEHOLDER.CENTER_TITLE: ("title", Kind.HEADING),
    PP_PLACEHOLDER.SUBTITLE: ("subtitle", Kind.HEADING),
    PP_PLACEHOLDER.BODY: ("body", Kind.LIST_ITEM),
    PP_PLACEHOLDER.OBJECT: ("body", Kind.LIST_ITEM),
    PP_PLACEHOLDER.FOOTER: ("footer", Kind.PARAGRAPH),
}
_TEXT_BOX = ("text box", Kind.PARAGRAPH)
_PARAGRAPH = qn("a:p")
_BULLETS = (qn("a:buChar"), qn("a:buAutoNum"), qn("a:buBlip"))
_DRAWN = {
    "chart": ("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart", qn("r:id")),
    "diagram": ("{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds", qn("r:dm")),
}
"""Objects whose text is in a separate part: the element in the slide, the attribute that names the part."""


def read(data: bytes, _rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a presentation; hidden slides are not read."""
    with parsing(_KIND):
        deck = _Deck()
        for number, slide in enumerate(pptx.Presentation(unpacked(data, _KIND)).slides, 1):
            if slide.element.get("show") in ("0", "false"):
                deck.out.note(f"has a hidden slide that was not read: slide {number}")
            else:
                deck.slide(slide, f"slide {number}")
    return deck.out.done()


class _Deck:
    def __init__(self) -> None:
        self.out = Rendering()
        self._footers: set[str] = set()

    def slide(self, slide: Any, where: str) -> None:
        """Add all copy of a slide, its notes last."""
        for shape in slide.shapes:
            self._shape(shape, where)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
            for paragraph in notes.paragraphs:
                self.out.add(paragraph.text, f"{where}, notes", Kind.NOTE)

    def _shape(self, shape: Any, where: str) -> None:
        alt = shape.element.xpath("string(*/p:cNvPr/@descr)")
        if is_written(alt):
            self.out.add(alt, f"{where}, picture", Kind.ALT)
        if hasattr(shape, "shapes"):
            for part in shape.shapes:
                self._shape(part, where)
        elif getattr(shape, "has_table", False):
            self._table(shape.table, f"{where}, table")
        elif shape.has_text_frame:
            self._text(shape, where)
        else:
            self._drawn(shape, where)

    def _table(self, table: Any, where: str) -> None:
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row.cells, 1):
                for paragraph in cell.text_frame.paragraphs:
                    place = f"{where}, row {number}, column {column}"
                    self.out.add(paragraph.text, place, Kind.TABLE_CELL)

    def _text(self, shape: Any, where: str) -> None:
        name, kind = _TEXT_BOX
        if shape.is_placeholder:
            name, kind = _ROLES.get(shape.placeholder_format.type, _TEXT_BOX)
        if name == "footer":
            if shape.text_frame.text in self._footers:
                return
            self._footers.add(shape.text_frame.text)
        for paragraph in shape.text_frame.paragraphs:
            self.out.add(paragraph.text, f"{where}, {name}", _kind(paragraph, kind))

    def _drawn(self, shape: Any, where: str) -> None:
        for name, (tag, attribute) in _DRAWN.items():
            for element in shape.element.iter(tag):
                part = parse_xml(shape.part.related_part(element.get(attribute)).blob)
                for paragraph in part.iter(_PARAGRAPH):
                    self.out.add("".join(_runs(paragraph)), f"{where}, {name}", Kind.LABEL)


def _runs(paragraph: Any) -> Iterator[str]:
    return (text.text or "" for text in paragraph.iter(qn("a:t")))


def _kind(paragraph: Any, kind: Kind) -> Kind:
    """The kind of a paragraph: its own bullet takes precedence over the kind of its placeholder."""
    properties = paragraph._p.pPr
    if properties is None or kind is Kind.HEADING:
        return kind
    if properties.find(qn("a:buNone")) is not None:
        return Kind.PARAGRAPH
    return Kind.LIST_ITEM if any(properties.find(bullet) is not None for bullet in _BULLETS) else kind
