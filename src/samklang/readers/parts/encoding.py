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
"""What pages that declare these hold, as browsers have it."""
_NO_CHARSET = re.compile("utf|unicode|idna|punycode")
_WESTERN = re.compile(
    "[\\t-\\r -~åäöæøéüßáàâçèêëíîïñóòôúùûÅÄÖÆØÉÜÁÀÂÇÈÊËÍÎÏÑÓÒÔÚÙÛ–—‘’‚“”„…€£§°©®™«»½¼¾²³×·•´\\xa0\\xad]*"
)
"""What western copy is written with. Detection is a guess on short copy; this is not."""

_OLD = ("cp1252", "cp850", "mac_roman")
_QUOTE_IN_WORD = re.compile(r"[a-z][„”][a-z]")
"""What ä and ö of older encodings become in cp1252."""


class Undecodable(Exception):
    """The bytes are not text, or not in an encoding that can be told."""


class DecodedBytes(NamedTuple):
    """The text of a file."""

    text: str
    encoding: str
    detected: bool = False
    """The file does not name its encoding: it was told by what the bytes would mean."""


def decode(data: bytes, declared: str | None = None) -> DecodedBytes:
    """The text and its encoding.

    Args:
        data: the bytes.
        declared: what stands beside them, as a mail's headers do; None: what stands in them.

    Raises:
        Undecodable: with the reason, in words for the user.
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
    """The codec that a declaration means; None where it cannot be what this file is in."""
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)  # fails for codecs that are no charsets, such as base64
    except (LookupError, ValueError):
        return None
    return None if _NO_CHARSET.search(found) else _MEANT.get(found, found)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether more characters are whole than broken: other encodings do not form such by chance."""
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
    """The text, if in this encoding it is nothing but western copy."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _WESTERN.fullmatch(text) and not _QUOTE_IN_WORD.search(text) else None


def _nordic(decoded: tuple[str, str]) -> int:
    return sum(map(decoded[1].count, "åäöæø"))
