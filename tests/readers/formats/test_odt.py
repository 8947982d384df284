"""OpenDocument texts: which copy is read, as which kind, and at which place."""

from __future__ import annotations

import pytest

from tests.readers import packages
from tests.readers.office import PlacedText, document, placed_texts, reason


def _p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _read(body: str, automatic: str = "", styles: str = "") -> list[PlacedText]:
    return placed_texts(document(".odt", packages.odf("text", body, automatic, styles)).blocks)


def _texts(body: str) -> list[str]:
    return [text for _, _, text in _read(body)]


def _row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(text: str) -> str:
    return f"<table:table-cell>{_p(text)}</table:table-cell>"


def test_headings_paragraphs_lists_and_tables() -> None:
    inner = f"<text:list><text:list-item>{_p('Byxor')}</text:list-item></text:list>"
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    body = (
        "<text:h>Så packar du</text:h>"
        + _p("Lägg <text:span>sovsäcken</text:span><text:s/>underst.<text:line-break/>Sedan köket.")
        + f"<text:list><text:list-item>{_p('Regnkläder')}{inner}</text:list-item></text:list>"
        + f"<table:table><table:table-header-rows>{_row(_cell('Del'))}</table:table-header-rows>"
        + f"{_row(empty, _cell('Tre pinnar'))}</table:table>"
    )
    assert _read(body) == [
        ("paragraph 1", "heading", "Så packar du"),
        ("paragraph 2", "paragraph", "Lägg sovsäcken underst. Sedan köket."),
        ("paragraph 3", "list item", "Regnkläder"),
        ("paragraph 4", "list item", "Byxor"),
        ("table 1, row 1, column 1", "table cell", "Del"),
        ("table 1, row 2, column 3", "table cell", "Tre pinnar"),
    ]


def test_kinds_come_from_styles_and_from_those_they_are_based_on() -> None:
    style = '<style:style style:name="{}" style:parent-style-name="{}"/>'
    read = _read(
        _p("Vår höst", "P1") + _p("Lätt är rätt", "P2") + _p("Bara text", "P3"),
        style.format("P1", "Title") + style.format("P2", "Brand") + style.format("P3", "P3"),
        style.format("Brand", "Quotations"),
    )
    assert [kind for _, kind, _ in read] == ["heading", "quote", "paragraph"]


def test_headers_notes_and_footers() -> None:
    note = '<text:note text:note-class="{}"><text:note-body>{}</text:note-body></text:note>'
    slutnot, fotnot = note.format("endnote", _p("Slutnot här")), note.format("footnote", _p("Med förbehåll"))
    margins = (
        f"<style:header>{_p('Nordlys')}</style:header><style:header-left>{_p('Nordlys')}</style:header-left>"
        f"<style:footer>{_p('Ring oss')}</style:footer>"
    )
    body = _p(f"Vi ses{slutnot}{fotnot} snart.")
    assert _read(body, styles=margins) == [
        ("header", "paragraph", "Nordlys"),
        ("paragraph 1", "paragraph", "Vi ses snart."),
        ("endnote 1", "paragraph", "Slutnot här"),
        ("footnote 1", "paragraph", "Med förbehåll"),
        ("footer", "paragraph", "Ring oss"),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        f"<office:annotation>{_p('Stämmer det?')}</office:annotation>",
        "<text:hidden-text>dold</text:hidden-text>",
        "<text:placeholder>Klicka här</text:placeholder>",
        "<!-- anmärkning -->",
        "<?pi text?>",
    ],
)
def test_what_is_not_copy_in_a_paragraph(unseen: str) -> None:
    assert _texts(_p(f"Hej {unseen}du")) == ["Hej du"]


def test_tracked_deletions_and_tables_of_contents_are_not_copy() -> None:
    deleted = f"<text:tracked-changes><text:changed-region>{_p('Borttaget')}</text:changed-region>"
    contents = f"<text:table-of-content>{_p('Kapitel ett 1')}</text:table-of-content>"
    body = f"{deleted}</text:tracked-changes>{contents}{_p('Hej du')}"
    assert _texts(body) == ["Hej du"]


def test_text_boxes_and_descriptions_of_pictures() -> None:
    box = f"<draw:frame><draw:text-box>{_p('Text i ruta')}</draw:text-box></draw:frame>"
    described = "<svg:title>bild2.png</svg:title><svg:desc>Ett tält i motljus</svg:desc>"
    picture = f"<draw:frame><draw:image/>{described}</draw:frame>"
    shape = f"<draw:custom-shape>{_p('Text i form')}</draw:custom-shape>"
    assert _read(_p(f"Hej {box}{picture}du") + shape) == [
        ("paragraph 1", "paragraph", "Hej du"),
        ("text box 1", "paragraph", "Text i ruta"),
        ("picture 1", "alt text", "Ett tält i motljus"),
        ("text box 2", "paragraph", "Text i form"),
    ]


def test_protected_by_a_password() -> None:
    parts = packages.odf("text", _p("Hej"))
    parts["META-INF/manifest.xml"] = "<manifest><encryption-data/></manifest>"
    assert reason(".odt", parts) == "is protected by a password"


@pytest.mark.parametrize("kind", ["spreadsheet", "nothing"])
def test_a_file_that_is_not_a_text_document_is_skipped(kind: str) -> None:
    assert (
        reason(".odt", packages.odf(kind, ""))
        == "cannot be opened as an OpenDocument text: damaged, or another kind of file"
    )
