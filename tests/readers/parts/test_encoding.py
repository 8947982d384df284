"""Bytes to text."""

from __future__ import annotations

import pytest

from samklang.readers.parts.encoding import Undecodable, decode

NORDIC = [
    "Välkommen! Vi ses på måndag.",
    "Åäö",
    "Kom ind og køb en trøje på tilbud",
    "Æblegrød på Østerbro",
    "Schöne Grüße aus Köln",
]


@pytest.mark.parametrize("text", NORDIC)
def test_utf8_without_a_mark(text: str) -> None:
    assert decode(text.encode())[:2] == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", NORDIC)
def test_western_encodings_however_short_the_copy(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_cp1252_quotes_and_dashes() -> None:
    text = "Priset är 20 € – “helt” okej…"
    assert decode(text.encode("cp1252"))[:2] == (text, "cp1252")


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_older_encodings_of_longer_copy(encoding: str) -> None:
    text = (
        "Tack för din beställning. Vi packar den på måndag och skickar den så fort vi kan, även på söndagar."
    )
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")]
)
def test_byte_order_marks(encoding: str, name: str) -> None:
    assert decode("Hej på dig \U0001f600".encode(encoding))[:2] == ("Hej på dig \U0001f600", name)


def test_big_endian_utf16() -> None:
    assert decode(b"\xfe\xff" + "Åka".encode("utf-16-be"))[:2] == ("Åka", "utf-16")


def test_a_declared_charset_is_used() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-5"?><p>Привет</p>'
    assert decode(text.encode("iso-8859-5"))[:2] == (text, "iso8859-5")


def test_declared_latin1_may_hold_curly_quotes() -> None:
    text = '<meta charset="ISO-8859-1"><p>“Hej” – då</p>'
    assert decode(text.encode("cp1252"))[:2] == (text, "cp1252")


@pytest.mark.parametrize(
    "charset",
    [
        "base64",
        "zlib",
        "rot13",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "idna",
        "utf-16-le",
        "utf-7",
        "utf-8",
        "utf-8-sig",
        "nonsense",
        "..",
    ],
)
def test_an_impossible_declared_charset_is_ignored(charset: str) -> None:
    raw = b'<meta charset="%s"><p>V\xe4lkommen \\ud800</p>' % charset.encode()
    assert decode(raw)[0].endswith("<p>Välkommen \\ud800</p>")


@pytest.mark.parametrize("raw", [b"\0", b"a\0b", "Hej du".encode("utf-16-le"), "Hej du".encode("utf-16-be")])
def test_nul_bytes_are_not_text(raw: bytes) -> None:
    with pytest.raises(Undecodable, match="NUL bytes: it is binary, or UTF-16 without a byte-order mark"):
        decode(raw)


def test_broken_utf8_is_not_taken_for_another_encoding() -> None:
    raw = "Vi ses på måndag, då är vi åter här.".encode()
    with pytest.raises(Undecodable, match=rf"not valid utf-8 at byte {len(raw)}"):
        decode(raw + b"\xc3")


@pytest.mark.parametrize("raw", [b"\xff\xfea", b"\xff\xfe\x00\xd8a\0"])
def test_broken_utf16_is_reported_with_its_byte(raw: bytes) -> None:
    with pytest.raises(Undecodable, match=r"not valid utf-16 at byte \d"):
        decode(raw)


def test_binary_is_not_text() -> None:
    with pytest.raises(Undecodable):
        decode(bytes(range(1, 256)) * 4)


def test_empty() -> None:
    assert decode(b"")[:2] == ("", "utf-8")
