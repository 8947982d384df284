"""Bytes to text: byte-order mark, then valid UTF-8, then what the file declares, then detection."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]+)""")
_HEAD = 2048
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""The encoding that pages with these declarations really use, as browsers treat it."""
_NO_CHARSET = re.compile("utf|unicode|idna|punycode")
_WESTERN = re.compile(
    "[\\t-\\r -~åäöæøéüßáàâçèêëíîïñóòôúùûÅÄÖÆØÉÜÁÀÂÇÈÊËÍÎÏÑÓÒÔÚÙÛ–—‘’‚“”„…€£§°©®™«»½¼¾²³×·•´\\xa0\\xad]*"
)
"""The characters of western copy. On short copy, detection would only guess."""

_OLD = ("cp1252", "cp850", "mac_roman")
_QUOTE_IN_WORD = re.compile(r"[a-z][„”][a-z]")
"""How ä and ö of older encodings appear in cp1252."""


class Undecodable(Exception):
    """The bytes are not text, or their encoding cannot be detected."""


class DecodedBytes(NamedTuple):
    """The text of a file."""

    text: str
    encoding: str
    detected: bool = False
    """Whether the encoding was detected, since the file does not name it."""


def decode(data: bytes, declared: str | None = None) -> DecodedBytes:
    """The text and its encoding.

    Args:
        data: the bytes.
        declared: the encoding given beside them, as in the headers of a mail; None: look for it in the bytes.

    Raises:
        Undecodable: with the reason, for the user.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return DecodedBytes(_strict(data, encoding), encoding.removesuffix("-sig"))
    if b"\0" in data:
        raise Undecodable("has NUL bytes: it is binary, or UTF-16 without a byte-order mark")
    try:
        return DecodedBytes(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    if declared is None and (within := _DECLARED.search(data[:_HEAD])):
        declared = within[1].decode()
    if declared and (name := _charset(declared)):
        return DecodedBytes(_strict(data, name), name)
    if _is_broken_utf8(data):
        raise Undecodable(f"is not valid utf-8 at byte {broken_at}")
    return _detect(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"is not valid {encoding} at byte {error.start}") from error


def _charset(name: str) -> str | None:
    """The codec of a declared encoding; None if this file cannot be in it."""
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec)  # fails for codecs that are not encodings of text, such as base64
    except (LookupError, ValueError):
        return None
    return None if _NO_CHARSET.search(codec) else _MEANT.get(codec, codec)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether more multi-byte characters are valid than broken: other encodings do not do this by chance."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(map(str.isascii, text)) + 2 * broken < len(text)


def _detect(data: bytes) -> DecodedBytes:
    from charset_normalizer import from_bytes

    plain = [(encoding, text) for encoding in _OLD if (text := _plain(data, encoding))]
    if plain:
        encoding, text = plain[0] if plain[0][0] == "cp1252" else max(plain, key=_nordic)
        return DecodedBytes(text, encoding, detected=True)
    best = from_bytes(data, cp_isolation=["cp1252", "latin_1", "cp850", "mac_roman"]).best()
    if best is None:
        raise Undecodable("is not text, or is in an encoding that samklang cannot detect")
    return DecodedBytes(data.decode(best.encoding), best.encoding, detected=True)


def _plain(data: bytes, encoding: str) -> str | None:
    """The text, if in this encoding it has only characters of western copy."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _WESTERN.fullmatch(text) and not _QUOTE_IN_WORD.search(text) else None


def _nordic(decoded: tuple[str, str]) -> int:
    return sum(map(decoded[1].count, "åäöæø"))
