"""Presentations: which copy is read, as which kind, and at which place."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Inches

from tests.readers.office import PlacedText, attempt, document, placed_texts, reason

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_AREA = (Inches(1), Inches(1), Inches(4), Inches(2))
_TITLE_AND_BODY, _TITLE_ONLY, _BLANK = 1, 5, 6


def _bytes(deck: Any) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _read(deck: Any) -> list[PlacedText]:
    return placed_texts(document(".pptx", _bytes(deck)).blocks)


def _slide(deck: Any, layout: int = _BLANK) -> Any:
    return deck.slides.add_slide(deck.slide_layouts[layout])


def test_titles_bodies_and_notes() -> None:
    deck = pptx.Presentation()
    slide = _slide(deck, _TITLE_AND_BODY)
    slide.shapes.title.text = "Höstens nyheter"
    slide.placeholders[1].text = "Lättare tält\nVarmare säckar"
    slide.notes_slide.notes_text_frame.text = "Säg det långsamt."
    _slide(deck, _TITLE_ONLY).shapes.title.text = "Tack\vför i dag"
    assert _read(deck) == [
        ("slide 1, title", "heading", "Höstens nyheter"),
        ("slide 1, body", "list item", "Lättare tält"),
        ("slide 1, body", "list item", "Varmare säckar"),
        ("slide 1, notes", "note", "Säg det långsamt."),
        ("slide 2, title", "heading", "Tack för i dag"),
    ]


def test_text_boxes_groups_and_tables() -> None:
    deck = pptx.Presentation()
    shapes = _slide(deck).shapes
    shapes.add_textbox(*_AREA).text_frame.text = "Fritt stående text"
    shapes.add_group_shape().shapes.add_textbox(*_AREA).text_frame.text = "Text i grupp"
    table = shapes.add_table(2, 2, *_AREA).table
    table.cell(0, 1).text, table.cell(1, 0).text = "Pris i butik", "Fri frakt"
    assert _read(deck) == [
        ("slide 1, text box", "paragraph", "Fritt stående text"),
        ("slide 1, text box", "paragraph", "Text i grupp"),
        ("slide 1, table, row 1, column 2", "table cell", "Pris i butik"),
        ("slide 1, table, row 2, column 1", "table cell", "Fri frakt"),
    ]


def test_titles_of_charts() -> None:
    deck = pptx.Presentation()
    data = CategoryChartData()
    data.categories = ["2023", "2024"]
    data.add_series("Antal", (1, 2))
    chart = _slide(deck).shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *_AREA, data).chart
    chart.chart_title.text_frame.text = "Så växer vi"
    assert _read(deck) == [("slide 1, chart", "label", "Så växer vi")]


def test_texts_of_a_diagram() -> None:
    deck = pptx.Presentation()
    slide = _slide(deck)
    text = "<dgm:t><a:p><a:r><a:t>Först packa</a:t></a:r></a:p></dgm:t>"
    blob = f'<dgm:pt xmlns:dgm="{_DIAGRAM}" xmlns:a="{_DRAWING}">{text}</dgm:pt>'.encode()
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, blob)
    frame = slide.shapes.add_table(1, 1, *_AREA)._element
    data = frame.graphic.graphicData
    data.remove(data.tbl)
    ids = data.makeelement(f"{{{_DIAGRAM}}}relIds", {qn("r:dm"): slide.part.relate_to(part, RT.DIAGRAM_DATA)})
    data.append(ids)
    data.set("uri", _DIAGRAM)
    assert _read(deck) == [("slide 1, diagram", "label", "Först packa")]


def test_only_descriptions_that_a_person_wrote_are_copy() -> None:
    deck = pptx.Presentation()
    for description in ("Ett tält i motljus", "Picture 3", "logo.png"):
        box = _slide(deck).shapes.add_textbox(*_AREA)
        box._element.nvSpPr.cNvPr.set("descr", description)
    assert _read(deck) == [("slide 1, picture", "alt text", "Ett tält i motljus")]


def test_bullets_of_a_paragraph_take_precedence_over_its_placeholder() -> None:
    deck = pptx.Presentation()
    slide = _slide(deck, _TITLE_AND_BODY)
    slide.placeholders[1].text = "Inledande mening"
    box = slide.shapes.add_textbox(*_AREA).text_frame
    box.text = "Punkt i ruta"
    for frame, bullet in ((slide.placeholders[1].text_frame, "buNone"), (box, "buAutoNum")):
        properties = frame.paragraphs[0]._p.get_or_add_pPr()
        properties.append(properties.makeelement(f"{{{properties.nsmap['a']}}}{bullet}", {}))
    assert _read(deck) == [
        ("slide 1, body", "paragraph", "Inledande mening"),
        ("slide 1, text box", "list item", "Punkt i ruta"),
    ]


def test_a_hidden_slide_gives_a_note_and_keeps_its_number() -> None:
    deck = pptx.Presentation()
    for text in ("Ett av tre", "Två av tre", "Tre av tre"):
        _slide(deck, _TITLE_ONLY).shapes.title.text = text
    deck.slides[1].element.set("show", "0")
    read = document(".pptx", _bytes(deck))
    assert [block.where for block in read.blocks] == ["slide 1, title", "slide 3, title"]
    assert read.notes == ("has a hidden slide that was not read: slide 2",)


def test_a_footer_is_read_once() -> None:
    deck = pptx.Presentation()
    for _ in range(2):
        slide = _slide(deck)
        for layout_shape in slide.slide_layout.placeholders:
            if layout_shape.placeholder_format.type.name == "FOOTER":
                slide.shapes.clone_placeholder(layout_shape)
        slide.placeholders[11].text_frame.text = "Nordlys, internt"
    assert _read(deck) == [("slide 1, footer", "paragraph", "Nordlys, internt")]


def test_an_empty_presentation_has_no_copy() -> None:
    assert _read(pptx.Presentation()) == []


def test_a_file_that_is_not_a_presentation_is_skipped() -> None:
    assert (
        reason(".pptx", {"a.xml": "<a/>"})
        == "cannot be opened as a PowerPoint presentation: damaged, or another kind of file"
    )


def test_cut_off_or_damaged_is_skipped() -> None:
    deck = pptx.Presentation()
    _slide(deck, _TITLE_ONLY).shapes.title.text = "Hej på dig"
    data = _bytes(deck)
    for at in range(0, len(data), len(data) // 50):
        assert attempt(".pptx", data[:at]) and attempt(".pptx", data[:at] + b"\xff\0" + data[at + 3 :])
