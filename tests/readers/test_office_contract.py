"""What the reader of every office format promises, whatever is in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from samklang.model import Document
from samklang.readers import FORMATS
from samklang.readers.parts.copy import MAX_BLOCK, Unreadable
from tests.readers import packages
from tests.readers.office import attempt, document, reason
from tests.readers.pdfs import Drawn, pdf
from tests.readers.test_contract import check_contract

Write = Callable[[list[str]], bytes]


def _docx(paragraphs: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return packages.zipped(packages.docx(body))


def _pptx(paragraphs: list[str]) -> bytes:
    deck = pptx.Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 9, 9).text_frame
    for text in paragraphs:
        frame.add_paragraph().text = text
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _rows(paragraphs: list[str]) -> list[tuple[str, str]]:
    return [("id", "sv"), *((str(number), text) for number, text in enumerate(paragraphs))]


def _xlsx(paragraphs: list[str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _rows(paragraphs):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _odt(paragraphs: list[str]) -> bytes:
    return packages.zipped(
        packages.odf("text", "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs))
    )


def _ods(paragraphs: list[str]) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(key)}{cell.format(escape(text))}</table:table-row>"
        for key, text in _rows(paragraphs)
    )
    return packages.zipped(packages.odf("spreadsheet", f'<table:table table:name="A">{rows}</table:table>'))


def _rtf(paragraphs: list[str]) -> bytes:
    return b"{\\rtf1\\ansi\n%s}" % "".join(f"{_rtf_text(text)}\\par\n" for text in paragraphs).encode(
        "cp1252"
    )


def _rtf_text(text: str) -> str:
    halves = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(chr(half) if chr(half).isalnum() and half < 128 else f"\\u{half}?" for half in halves)


def _pdf(paragraphs: list[str]) -> bytes:
    return pdf(*([Drawn(text, 700)] for text in paragraphs))


WRITERS: dict[str, Write] = {
    "docx": _docx,
    "pptx": _pptx,
    "xlsx": _xlsx,
    "odt": _odt,
    "ods": _ods,
    "rtf": _rtf,
    "pdf": _pdf,
}
WITHOUT_EVERY_CHARACTER = {"pdf"}
"""Hand-built ones hold but one code page."""
COPY = ["Hej på dig.", "Vi packar ditt paket i dag.", "Vi ses snart!"]


@pytest.fixture(params=WRITERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_paragraphs_come_back_in_order(form: str) -> None:
    assert [block.text for block in document(f".{form}", WRITERS[form](COPY)).blocks] == COPY


def test_no_paragraphs_give_no_blocks(form: str) -> None:
    if form == "pdf":
        assert reason(".pdf", pdf("")).startswith("has no text")
    else:
        assert document(f".{form}", WRITERS[form]([])).blocks == ()


def test_every_block_has_a_place_and_no_line(form: str) -> None:
    read = document(f".{form}", WRITERS[form](COPY))
    assert all(block.where for block in read.blocks) and not read.file.lined and read.encoding == ""


def test_a_block_over_the_limit_is_reported_with_its_place(form: str) -> None:
    skipped = reason(f".{form}", WRITERS[form](["Hej.", "ord " * (MAX_BLOCK // 3)]))
    assert "a passage of 26,66" in skipped and not skipped.startswith(":")


def test_no_reader_takes_a_file_of_another_format(form: str) -> None:
    reader = import_module(f"samklang.readers.formats.{form}")
    for other in WRITERS.keys() - {form}:
        with pytest.raises(Unreadable):
            reader.read(WRITERS[other](COPY))


def _damaged(data: bytes, step: int) -> Iterator[bytes]:
    for at in range(0, len(data), step):
        yield data[:at]
        yield data[:at] + b"\xff\x00\xfe" + data[at:]
        yield data[:at] + b"<&{" + data[at + 3 :]


def _repacked(data: bytes) -> Iterator[bytes]:
    """The same archive with each of its parts damaged in turn, so that the parsers read the damage."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if "slideMaster" in name or "slideLayout" in name or "theme" in name:
            continue
        for damaged in _damaged(parts[name][:3000], 30):
            out = BytesIO()
            with ZipFile(out, "w") as copy:
                for other, content in parts.items():
                    copy.writestr(other, damaged if other == name else content)
            yield out.getvalue()


def _survives(form: str, files: Iterator[bytes]) -> None:
    for data in files:
        read = attempt(f".{form}", data)
        if isinstance(read, Document):
            check_contract(read)
        else:
            assert read.reason and read.hint and read.failed


def test_damaged_files_are_read_or_skipped(form: str) -> None:
    data = WRITERS[form](COPY)
    _survives(form, _damaged(data, 500 if form == "pptx" else 10))


@pytest.mark.parametrize("form", ["docx", "xlsx", "odt", "ods"])
def test_damaged_parts_are_read_or_skipped(form: str) -> None:
    _survives(form, _repacked(WRITERS[form](COPY)))


WORD = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Co"), exclude_characters="{}<%$"),
    min_size=1,
    max_size=8,
)
PARAGRAPH = st.lists(WORD, min_size=1, max_size=6).map(lambda words: "Ord " + " ".join(words))


@pytest.mark.parametrize("form_name", sorted(WRITERS.keys() - WITHOUT_EVERY_CHARACTER))
@settings(max_examples=40, deadline=None)
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=4, unique=True))
def test_any_paragraphs_come_back(form_name: str, paragraphs: list[str]) -> None:
    read = document(f".{form_name}", WRITERS[form_name](paragraphs))
    assert [block.text for block in read.blocks] == paragraphs


def test_every_binary_format_is_tested() -> None:
    assert {form.name for form in FORMATS if form.binary} >= set(WRITERS)
