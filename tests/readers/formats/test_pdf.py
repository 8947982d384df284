"""PDFs: lines joined to paragraphs, and their pages."""

from __future__ import annotations

import zlib

import pytest

from samklang.readers.parts import archive
from tests.readers.office import PlacedText, document, placed_texts, reason
from tests.readers.pdfs import BOLD, PICTURE, Drawn, pdf

WIDE = "Vi packar ditt paket samma dag och skickar det med bilen på morgonen"


def _read(*pages: list[Drawn] | str) -> list[PlacedText]:
    return placed_texts(document(".pdf", pdf(*pages)).blocks)


def _texts(*runs: Drawn) -> list[str]:
    return [text for _, _, text in _read(list(runs))]


def test_pages_headings_paragraphs_and_lists() -> None:
    first = [
        Drawn("Så handlar du", 750, size=18),
        Drawn(WIDE, 720),
        Drawn("efter. Vi hör av oss.", 708),
        Drawn("Retur", 680, font=BOLD),
        Drawn("• Skriv ut fraktsedeln och klistra den på paketet", 660),
        Drawn("innan du går.", 648, x=56),
        Drawn("2. Lämna paketet", 636),
    ]
    assert _read(first, [Drawn("Tack för att du handlar hos oss.", 750)]) == [
        ("page 1", "heading", "Så handlar du"),
        ("page 1", "paragraph", f"{WIDE} efter. Vi hör av oss."),
        ("page 1", "heading", "Retur"),
        ("page 1", "list item", "Skriv ut fraktsedeln och klistra den på paketet innan du går."),
        ("page 1", "list item", "Lämna paketet"),
        ("page 2", "paragraph", "Tack för att du handlar hos oss."),
    ]


def test_a_span_is_in_the_extracted_copy() -> None:
    read = document(".pdf", pdf([Drawn("Hej på dig", 750), Drawn("Vi ses snart", 700)]))
    assert read.file.text[slice(*read.blocks[1].span(7, 12))] == "snart"


PARTED = {
    "space between": (Drawn("Först detta", 700), Drawn("sedan detta", 675)),
    "another size": (Drawn("Först detta", 700, size=12), Drawn("sedan detta", 688)),
    "another weight": (Drawn("Först detta", 700, font=BOLD), Drawn("sedan detta", 688)),
    "another column": (Drawn("Först detta", 700), Drawn("sedan detta", 688, x=300)),
    "beside": (Drawn("Först detta", 700), Drawn("sedan detta", 700, x=300)),
    "above": (Drawn("Först detta", 700), Drawn("sedan detta", 712)),
    "indented": (Drawn("Först detta", 700), Drawn("sedan detta", 688, x=62)),
}


@pytest.mark.parametrize("name", PARTED)
def test_what_separates_paragraphs(name: str) -> None:
    assert _texts(*PARTED[name]) == ["Först detta", "sedan detta"]


JOINED = {
    "next line": (Drawn("Först detta", 700), Drawn("sedan detta", 688)),
    "loose lines": (Drawn("Först detta", 700), Drawn("sedan detta", 683)),
    "indented start": (Drawn("Först detta", 700, x=62), Drawn("sedan detta", 688)),
    "centred": (Drawn("Först detta här", 700, x=91), Drawn("sedan detta", 688, x=100)),
}


@pytest.mark.parametrize("name", JOINED)
def test_what_keeps_lines_together(name: str) -> None:
    assert len(_texts(*JOINED[name])) == 1


def test_wider_line_spacing_separates_paragraphs() -> None:
    rows = [Drawn("Rad ett", 700), Drawn("rad två", 688), Drawn("Nytt stycke", 673), Drawn("fortsätter", 661)]
    assert _texts(*rows) == ["Rad ett rad två", "Nytt stycke fortsätter"]


def test_a_sentence_that_ends_early_in_its_line_ends_the_paragraph() -> None:
    rows = [Drawn(WIDE, 700), Drawn("efter.", 688), Drawn("Nytt stycke", 676)]
    assert _texts(*rows) == [f"{WIDE} efter.", "Nytt stycke"]


def test_words_divided_at_the_end_of_a_line_are_whole_again() -> None:
    assert _texts(Drawn("Vi tar hand om ditt pa-", 700), Drawn("ket.", 688)) == ["Vi tar hand om ditt paket."]


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = (
        [Drawn("Vi skickar ditt paket", 50)],
        [Drawn("i dag. Tack!", 750)],
        [Drawn("Vi ses snart.", 750)],
    )
    assert _read(*pages) == [
        ("page 1", "paragraph", "Vi skickar ditt paket i dag. Tack!"),
        ("page 3", "paragraph", "Vi ses snart."),
    ]


def test_cells_of_a_table_are_separate() -> None:
    rows = [
        Drawn("Tält för två", 700),
        Drawn("Lätt som en plätt", 700, x=150),
        Drawn("Sovsäck", 688),
        Drawn("Varm i tio minus", 688, x=150),
    ]
    assert _texts(*rows) == ["Tält för två", "Lätt som en plätt", "Sovsäck", "Varm i tio minus"]


def test_running_heads_are_read_once_and_contents_not_at_all() -> None:
    pages = [
        [Drawn("Nordlys guide", 780), Drawn(f"Sida {n}", 20), Drawn(f"Text nummer {n}", 400 + 30 * n)]
        for n in (1, 2)
    ]
    contents = [Drawn("Kapitel ett . . . . . . . 7", 600)]
    assert [text for _, _, text in _read(*pages, contents)] == [
        "Nordlys guide",
        "Sida 1",
        "Text nummer 1",
        "Text nummer 2",
    ]


def test_characters_beyond_ascii_are_kept() -> None:
    assert _texts(Drawn("Pris: 10 € (över allt)", 700)) == ["Pris: 10 € (över allt)"]


def test_a_scan_is_skipped_and_a_scanned_page_gives_a_note() -> None:
    assert reason(".pdf", pdf(PICTURE, PICTURE)).startswith("has no text: its pages are empty or scanned")
    read = document(".pdf", pdf([Drawn("Hej på dig", 700)], PICTURE, ""))
    assert read.notes == ("has pages that are images without text: 1, the first is page 2",)


def test_pages_over_the_limit_of_characters_are_not_read_and_give_a_note(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("samklang.readers.formats.pdf.MAX_CHARACTERS", 2500)
    read = document(".pdf", pdf(*([Drawn(f"Det här är text {n}", 700 - 30 * n)] for n in range(1, 5))))
    assert [block.where for block in read.blocks] == ["page 1", "page 2"]
    assert read.notes == ("was not read from page 3 on: the limit is 2,500 characters",)


def test_streams_that_expand_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zlib.compress(b" " * 300_000)
    data = pdf([Drawn("Hej på dig", 700)]) + b"<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    assert document(".pdf", data).blocks
    monkeypatch.setattr(archive, "MAX_STREAMS", 200_000)
    assert reason(".pdf", data) == "expands to more than 200,000 bytes"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"Hej du"])
def test_a_file_that_is_not_a_pdf_is_skipped(data: bytes) -> None:
    assert reason(".pdf", data) == "cannot be opened as a PDF: damaged, or another kind of file"


def test_an_empty_file_is_refused() -> None:
    assert reason(".pdf", b"") == "is empty"
