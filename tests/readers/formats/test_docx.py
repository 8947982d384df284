"""Word documents: which copy is read, as which kind, and at which place."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from tests.readers import packages
from tests.readers.office import PlacedText, document, placed_texts, reason


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _style(name: str, based_on: str = "", properties: str = "") -> str:
    return (
        f'<w:style w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:pPr>{properties}</w:pPr></w:style>'
    )


def _read(body: str, **stories: str) -> list[PlacedText]:
    return placed_texts(document(".docx", packages.docx(body, **stories)).blocks)


def _texts(body: str, **stories: str) -> list[str]:
    return [text for _, _, text in _read(body, **stories)]


def test_a_document_that_a_library_wrote() -> None:
    word = docx.Document()
    word.add_heading("Så packar du", 1)
    word.add_paragraph("Lägg sovsäcken underst.")
    word.add_paragraph("Regnkläderna överst", "List Bullet")
    word.add_paragraph("Lätt är rätt.", "Quote")
    table = word.add_table(1, 2)
    table.cell(0, 1).text = "Väger 900 g"
    word.sections[0].header.paragraphs[0].text = "Nordlys guide"
    word.sections[0].footer.paragraphs[0].text = "Frågor? Ring oss."
    out = BytesIO()
    word.save(out)
    assert placed_texts(document(".docx", out.getvalue()).blocks) == [
        ("header", "paragraph", "Nordlys guide"),
        ("paragraph 1", "heading", "Så packar du"),
        ("paragraph 2", "paragraph", "Lägg sovsäcken underst."),
        ("paragraph 3", "list item", "Regnkläderna överst"),
        ("paragraph 4", "quote", "Lätt är rätt."),
        ("table 1, row 1, column 2", "table cell", "Väger 900 g"),
        ("footer", "paragraph", "Frågor? Ring oss."),
    ]


def test_a_span_is_in_the_extracted_copy() -> None:
    read = document(".docx", packages.docx(_p("Hej på dig") + _p("Vi ses \N{GRINNING FACE} snart")))
    block = read.blocks[1]
    start, end = block.span(block.text.index("snart"), len(block.text))
    assert read.file.text[start:end] == "snart" and not read.file.lined


def test_kinds_come_from_styles_and_from_those_they_are_based_on() -> None:
    styles = (
        _style("heading 2")
        + _style("Brand head", "heading2")
        + _style("Chapter", properties='<w:outlineLvl w:val="0"/>')
        + _style("loop", "loop")
        + _style("toc 1")
    )
    body = "".join(
        _p(text, f'<w:pStyle w:val="{style}"/>')
        for style, text in (
            ("Brandhead", "Ny säsong"),
            ("Chapter", "Kapitel ett"),
            ("loop", "Bara text"),
            ("toc1", "Ny säsong 1"),
        )
    )
    assert _read(body, styles=styles) == [
        ("paragraph 1", "heading", "Ny säsong"),
        ("paragraph 2", "heading", "Kapitel ett"),
        ("paragraph 3", "paragraph", "Bara text"),
    ]


@pytest.mark.parametrize(
    ("numbered", "kind"), [("1", "list item"), ("0", "paragraph")], ids=["list", "taken out of it"]
)
def test_list_items_are_numbered(numbered: str, kind: str) -> None:
    properties = f'<w:numPr><w:numId w:val="{numbered}"/></w:numPr>'
    assert _read(_p("Ta med kartan", properties)) == [("paragraph 1", kind, "Ta med kartan")]


def test_what_was_inserted_is_copy_and_what_was_deleted_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>Vi skickar </w:t></w:r>"
        "<w:del><w:r><w:delText>kanske </w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>aldrig </w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>redan </w:t></w:r></w:ins>"
        "<w:moveTo><w:r><w:t>i dag.</w:t></w:r></w:moveTo></w:p>"
    )
    assert _texts(body) == ["Vi skickar redan i dag."]


def test_a_deleted_picture_is_not_described() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr descr="Ett tält i motljus"/></wp:inline></w:drawing></w:r>'
    )
    assert _texts(f"<w:p><w:del>{picture}</w:del></w:p>") == []


def test_a_deleted_row_is_not_copy() -> None:
    cell = f"<w:tc>{_p('Borta nu')}</w:tc>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
    body = f"<w:tbl>{deleted}<w:tr><w:tc>{_p('Kvar här')}</w:tc></w:tr></w:tbl>"
    assert _read(body) == [("table 1, row 1, column 1", "table cell", "Kvar här")]


def test_comments_and_hidden_text_are_not_copy() -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Läs mer</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> internt</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> här</w:t></w:r></w:p>'
    )
    assert _texts(body, comments=f'<w:comment w:id="0">{_p("Stämmer det?")}</w:comment>') == ["Läs mer här"]


def test_breaks_and_tabs_are_spaces() -> None:
    body = "<w:p><w:r><w:t>Ett</w:t><w:br/><w:t>två</w:t><w:tab/><w:t>tre</w:t></w:r></w:p>"
    assert _texts(body) == ["Ett två tre"]


def test_fields_show_their_result_and_merge_fields_nothing() -> None:
    def field(code: str, shown: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        return (
            f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>"
            f"{mark.format('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark.format('end')}"
        )

    body = (
        f"<w:p><w:r><w:t>Hej </w:t></w:r>{field('MERGEFIELD Name', '«Name»')}"
        '<w:fldSimple w:instr=" MERGEFIELD City "><w:r><w:t>«City»</w:t></w:r></w:fldSimple>'
        f"<w:r><w:t>, läs </w:t></w:r>{field('HYPERLINK x', 'våra råd')}<w:r><w:t>.</w:t></w:r></w:p>"
    )
    assert _texts(body) == ["Hej , läs våra råd."]


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    body = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>kod</w:t></w:r></w:p>{_p("Nästa stycke")}'
    assert _texts(body) == ["Nästa stycke"]


def test_placeholders_are_not_copy_but_inside_the_span() -> None:
    read = document(".docx", packages.docx(_p("Hej {name}, välkommen!")))
    (block,) = read.blocks
    assert block.text == "Hej , välkommen!"
    assert read.file.text[slice(*block.span(0, len(block.text)))] == "Hej {name}, välkommen!"


def test_notes_are_numbered_as_the_body_refers_to_them() -> None:
    def call(number: int) -> str:
        return f'<w:p><w:r><w:t>Rad {number}</w:t><w:footnoteReference w:id="{number}"/></w:r></w:p>'

    notes = "".join(
        f'<w:footnote w:id="{number}">{_p(text)}</w:footnote>'
        for number, text in ((1, "Sist kallad"), (2, "Först kallad"), (3, "Aldrig kallad"))
    )
    assert _read(call(2) + call(1), footnotes=notes)[2:] == [
        ("footnote 1", "paragraph", "Först kallad"),
        ("footnote 2", "paragraph", "Sist kallad"),
    ]


def test_identical_headers_are_read_once() -> None:
    stories = {"header1": _p("Nordlys"), "header2": _p("Nordlys"), "header3": _p("Kundservice")}
    assert _texts("", **stories) == ["Nordlys", "Kundservice"]


def test_nested_tables_and_cells_that_span_columns() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{_p('Inre cell')}</w:tc></w:tr></w:tbl>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{_p("Bred cell")}{inner}</w:tc>'
    assert _read(f"<w:tbl><w:tr>{wide}<w:tc>{_p('Tredje')}</w:tc></w:tr></w:tbl>") == [
        ("table 1, row 1, column 1", "table cell", "Bred cell"),
        ("table 2, row 1, column 1", "table cell", "Inre cell"),
        ("table 1, row 1, column 3", "table cell", "Tredje"),
    ]


def test_content_controls_are_copy_unless_they_show_a_prompt() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("", _p("Skriven text")) + control.format(
        "<w:showingPlcHdr/>", _p("Klicka här för att ange text")
    )
    assert _texts(body) == ["Skriven text"]


def test_text_boxes_and_descriptions_of_pictures() -> None:
    box = f"<w:txbxContent>{_p('Text i ruta')}</w:txbxContent>"
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr descr="{}"/></wp:inline></w:drawing></w:r>'
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>"
        f"{box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
        f"{drawing.format('Ett tält i motljus')}{drawing.format('IMG_2041.jpg')}"
        f"{drawing.format('En bild som visar utomhus Automatiskt genererad beskrivning')}</w:p>"
    )
    assert _read(body) == [
        ("text box 1", "paragraph", "Text i ruta"),
        ("picture 1", "alt text", "Ett tält i motljus"),
    ]


def test_a_block_over_the_limit_is_reported_with_its_place() -> None:
    assert reason(".docx", packages.docx(_p("Hej") + _p("ord " * 6000))).startswith(
        "paragraph 2: a passage of 23,999"
    )


@pytest.mark.parametrize("main", ["<w:document", "<a/>", ""], ids=["broken", "something else", "empty"])
def test_a_file_that_is_not_a_word_document_is_skipped(main: str) -> None:
    parts = packages.docx(_p("Hej")) | {"word/document.xml": main}
    assert reason(".docx", parts).startswith(
        ("is not a Word document", "cannot be opened as a Word document")
    )


def test_excessive_nesting_is_refused_by_the_parser() -> None:
    deep = "<w:ins>" * 300 + "<w:r><w:t>Hej du</w:t></w:r>" + "</w:ins>" * 300
    assert (
        reason(".docx", packages.docx(f"<w:p>{deep}</w:p>"))
        == "cannot be opened as a Word document: damaged, or another kind of file"
    )
