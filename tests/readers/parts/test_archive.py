"""Zipped formats: what is refused before a library opens it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from samklang.readers.parts import archive
from samklang.readers.parts.archive import unpacked
from samklang.readers.parts.copy import Unreadable
from tests.readers.packages import zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def _reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        unpacked(data, "a Word document")
    return error.value.reason


def test_entries_are_stored_unchanged_and_uncompressed() -> None:
    parts = {"a.xml": "<a>Hej</a>" * 100, "b/c.bin": "x"}
    with ZipFile(unpacked(zipped(parts), "a Word document")) as stored:
        assert {name: stored.read(name).decode() for name in stored.namelist()} == parts
        assert {entry.compress_type for entry in stored.infolist()} == {ZIP_STORED}


def test_an_archive_within_stays_packed() -> None:
    inner = zipped({"deep.txt": "0" * 100_000})
    out = BytesIO()
    with ZipFile(out, "w") as outer:
        outer.writestr("inner.zip", inner)
    assert len(unpacked(out.getvalue(), "a Word document").getvalue()) < 2 * len(inner)


def test_an_archive_that_expands_out_of_proportion_is_refused() -> None:
    assert _reason(zipped({"a.xml": "0" * 3_000_000})) == "expands to more than 200 times its size"


def test_a_small_file_may_pack_as_well_as_it_can() -> None:
    assert unpacked(zipped({"a.xml": "0" * 900_000}), "a Word document")


def test_an_archive_that_expands_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_EXPANDED", 1000)
    assert _reason(zipped({"a.xml": "0" * 600, "b.xml": "0" * 600})) == "expands to more than 1,000 bytes"


def test_a_false_size_is_detected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_EXPANDED", 1000)
    data = zipped({"a.xml": "0" * 70_000})
    declared = (70_000).to_bytes(4, "little")
    assert declared in data
    _reason(data.replace(declared, (10).to_bytes(4, "little")))


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    assert _reason(zipped(dict.fromkeys("abc", ""))) == "contains 3 files, over the limit of 2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'.encode(encoding)
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", laughs)
    assert _reason(out.getvalue()).startswith("declares entities in word/document.xml")


def test_an_unusual_compression_is_refused() -> None:
    assert _reason(zipped({"a.xml": "Hej"}, ZIP_LZMA)) == "is compressed in a way that no office program uses"


def test_protected_by_a_password() -> None:
    data = bytearray(zipped({"a.xml": "Hej"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert _reason(bytes(data)) == "is protected by a password"
    assert _reason(_OLE + "EncryptedPackage".encode("utf-16-le")) == "is protected by a password"


def test_an_older_format_is_refused() -> None:
    assert _reason(_OLE) == "is in an Office format from before 2007, which samklang does not read"


@pytest.mark.parametrize("data", [b"PK\3\4", b"Hej du"])
def test_a_file_that_is_not_an_archive_is_refused(data: bytes) -> None:
    assert _reason(data) == "cannot be opened as a Word document: damaged, or another kind of file"


def test_an_empty_file_is_refused() -> None:
    assert _reason(b"") == "is empty"
