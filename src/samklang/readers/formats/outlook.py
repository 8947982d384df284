"""Outlook's .msg: a compound file whose streams are the properties of one message.

olefile takes the file apart; the streams are named as in Microsoft's MS-OXMSG (docs/adr/0012). A text that
is only there as RTF is packed; compressed-rtf unpacks it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from samklang.model import NO_RULES, CopyRules
from samklang.readers.formats import rtf
from samklang.readers.formats.mail import HTML, PLAIN, Letters, Placed
from samklang.readers.parts import quoted_mail
from samklang.readers.parts.archive import damaged
from samklang.readers.parts.copy import SAVE_AGAIN, Rendered, Unreadable
from samklang.readers.parts.encoding import decode

_SUBJECT, _SENDER, _ADDRESS, _PLAIN, _HTML, _RTF = "0037", "0C1A", "5D01", "1000", "1013", "1009"
_NEEDED = (_SUBJECT, _SENDER, _ADDRESS, _PLAIN, _HTML, _RTF)
_UNICODE = "001F"
_TYPES = (_UNICODE, "001E", "0102")
"""Of a property's value: UTF-16, an older encoding, bytes."""
MAX_PACKED = 2_000_000
"""Bytes of packed RTF, which expands to nine times as many at most."""


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of one message; its text as HTML where it has that, as RTF where it has nothing else.

    Raises:
        Unreadable: it is damaged.
        Undecodable: its text is in no encoding that can be told.
    """
    found = _properties(data)
    letters = Letters(rules)
    if letters.speaks(decode(found[_SENDER]).text, decode(found[_ADDRESS]).text):
        letters.subject(decode(found[_SUBJECT]).text)
        text = letters.body(found[_HTML], HTML) or letters.body(found[_PLAIN], PLAIN)
        letters.put(text or _rich(found[_RTF]))
    return letters.done()


def _rich(packed: bytes) -> list[Placed]:
    """The blocks of a packed RTF text, by paragraph."""
    if not packed:
        return []
    if len(packed) > MAX_PACKED:
        raise Unreadable(f"has {len(packed):,} bytes of packed RTF, over the limit of {MAX_PACKED:,}")
    from compressed_rtf import decompress

    try:
        unpacked = decompress(packed)
    except Exception as error:  # the library raises nothing narrower
        raise Unreadable("has an RTF text that is damaged", hint=SAVE_AGAIN) from error
    return [Placed(block.where, block) for block in quoted_mail.own(rtf.read(unpacked).blocks)]


def _properties(data: bytes) -> dict[str, bytes]:
    """The properties that are needed, encoded as text is in files; empty where there is none."""
    from olefile import OleFileIO

    try:
        with OleFileIO(BytesIO(data)) as file:
            return {name: _property(file, name) for name in _NEEDED}
    except Exception as error:  # olefile meets damage with whatever comes first
        raise damaged("an Outlook message") from error


def _property(file: Any, name: str) -> bytes:
    for kind in _TYPES:
        stream = f"__substg1.0_{name}{kind}"
        if file.exists(stream):
            value: bytes = file.openstream(stream).read()
            if name == _RTF:
                return value
            return (
                value.decode("utf-16-le").rstrip("\0").encode() if kind == _UNICODE else value.rstrip(b"\0")
            )
    return b""
