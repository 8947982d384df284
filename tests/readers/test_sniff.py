"""The format of a file is detected by its content, and notes say how it was read."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from samklang import readers
from samklang.model import Document, Skipped, Source
from samklang.readers import read
from samklang.readers.sniff import binary, textual

HTML = "<!-- saved\nfrom -->\n<!DOCTYPE html><html><p>Vi packar ditt paket."
MAIL = "Received: by post\nFrom: a@example.com\nSubject: Hej\n\nVi packar."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _zip(*names: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (_zip("[Content_Types].xml", "word/document.xml"), ".docx"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        (_zip("photos/a.jpg"), ".zip"),
        (OLE + "__substg1.0_".encode("utf-16-le"), ".msg"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE, ".ole"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
    ],
)
def test_binary_formats_are_detected(data: bytes, suffix: str) -> None:
    content = binary(data)
    assert content is not None and content.suffix == suffix


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (HTML, ".html"),
        ('<?xml version="1.0"?>\n<html xmlns="x">', ".html"),
        ("\ufeff<?xml version='1.0'?><rss>", ".xml"),
        (MAIL, ".eml"),
        ('{"title": "Hej"}\n', ".json"),
        ('["Hej"]', ".json"),
    ],
)
def test_text_formats_are_detected(text: str, suffix: str) -> None:
    content = textual(text.encode())
    assert content is not None and content.suffix == suffix


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hej!",
        "<p>Markdown may begin so.</p>",
        "{{ name }}, hej! {% if x %}",
        "{",
        "[a](b) [c]",
        "{}",
        "[" * 100_000 + "]" * 100_000,
        "Subject: Hej\nPreheader: Snart\nFrom: oss\n\nCopy of a mail, kept as text.",
        "PK is short for player kill",
    ],
)
def test_copy_is_not_taken_for_another_format(text: str) -> None:
    assert (binary(text.encode()), textual(text.encode())) == (None, None)


def _read(name: str, data: bytes | str, named: bool = True) -> Document | Skipped:
    raw = data.encode() if isinstance(data, str) else data
    return read(Source(name=name, path=None, data=raw, named=named))


@pytest.mark.parametrize("name", ["page.txt", "page.md", "page.aspx", "page"])
def test_a_wrong_suffix_gives_a_note(name: str) -> None:
    document = _read(name, HTML)
    assert isinstance(document, Document)
    assert (document.format, document.notes) == ("html", ("is HTML, despite its name",))
    assert [block.text for block in document.blocks] == ["Vi packar ditt paket."]


def test_a_right_suffix_gives_no_note() -> None:
    document = _read("page.html", HTML)
    assert isinstance(document, Document) and document.notes == ()


def test_a_file_of_another_format_with_the_suffix_of_copy_is_skipped() -> None:
    for data, what in ((b"\x89PNG\r\n\x1a\n", "a PNG image"), (_zip("a.jpg"), "a zip archive")):
        document = _read("copy.txt", data)
        assert isinstance(document, Skipped) and document.failed
        assert document.reason == f"is {what}, despite its name"


def test_an_image_matched_by_a_glob_is_not_a_failure() -> None:
    document = _read("logo.png", b"\x89PNG\r\n\x1a\n", named=False)
    assert isinstance(document, Skipped) and not document.failed


@pytest.mark.parametrize(
    ("encoding", "notes"), [("utf-8", ()), ("cp1252", ("names no encoding: read as cp1252",))]
)
def test_a_detected_encoding_gives_a_note(encoding: str, notes: tuple[str, ...]) -> None:
    document = _read("a.txt", "Vi sydde jackan på Åsgatan.".encode(encoding))
    assert isinstance(document, Document)
    assert (document.encoding, document.notes) == (encoding, notes)


def test_too_many_passages_are_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BLOCKS", 2)
    assert isinstance(_read("a.txt", "Ett.\n\nTvå."), Document)
    document = _read("a.txt", "Ett.\n\nTvå.\n\nTre.")
    assert isinstance(document, Skipped) and document.hint
    assert document.reason == "has 3 passages, over the limit of 2"


def test_a_file_nested_too_deeply_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> object:
        return endless()

    monkeypatch.setattr("samklang.readers.formats.text.read", endless)
    document = _read("a.txt", "Hej.")
    assert isinstance(document, Skipped) and document.reason == "is nested too deeply"


def test_only_the_head_of_an_unknown_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.bin"
    with path.open("wb") as file:
        file.truncate(readers.MAX_BYTES * 100)
    document = read(Source(name=path.name, path=path))
    assert isinstance(document, Skipped) and document.reason == "no reader for this kind of file"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    document = read(Source(name="a.txt", path=tmp_path / "a.txt"))
    assert isinstance(document, Skipped) and "a pipe" in document.reason
