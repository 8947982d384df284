"""RTF as a stream of tokens: groups, control words, text in its code page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n\\]",
    re.DOTALL,
)
_WESTERN = "cp1252"
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Encodings of fonts by charset; other fonts use the code page of the document."""
_DOCUMENT_CODECS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class Token(NamedTuple):
    """A brace, a control word or symbol with its number, or bytes of text."""

    name: str
    number: int | None = None
    raw: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; line ends have no meaning, and binary data is skipped."""
    source = data.decode("latin-1")
    offset = 0
    while match := _TOKEN.match(source, offset):
        offset = match.end()
        word, number, hexadecimal, symbol, brace, text = match.groups()
        if symbol and symbol in "{}\\":
            text, symbol = symbol, None
        if word == "bin":
            offset += max(int(number or 0), 0)
        elif word or symbol or brace:
            yield Token(word or symbol or brace, None if number is None else int(number))
        elif hexadecimal or text:
            yield Token("", None, bytes.fromhex(hexadecimal) if hexadecimal else text.encode("latin-1"))


class Fonts:
    """The code page of the document, and those of its fonts."""

    def __init__(self) -> None:
        self.default = 0
        self._document = _WESTERN
        self._fonts: dict[int, str] = {}
        self._declared = 0

    def declare(self, token: Token) -> None:
        """Read a control word of the header or of the font table."""
        number = token.number or 0
        if token.name in _DOCUMENT_CODECS:
            self._document = _DOCUMENT_CODECS[token.name]
        elif token.name == "deff":
            self.default = number
        elif token.name == "ansicpg":
            self._document = _codec(number)
        elif token.name == "f":
            self._declared = number
        elif token.name == "fcharset" and number in _CHARSETS:
            self._fonts[self._declared] = _CHARSETS[number]

    def codec(self, font: int) -> str:
        """The encoding of text in a font."""
        return self._fonts.get(font, self._document)


def _codec(page: int) -> str:
    name = "utf-8" if page == 65001 else f"cp{page}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _WESTERN
