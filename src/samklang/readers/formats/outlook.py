"""Outlook's .msg: a compound file whose streams are the properties of one message.

olefile parses the file; the streams are named as in Microsoft's MS-OXMSG (docs/adr/0012). A text that is only
there as RTF is compressed; compressed-rtf unpacks it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from samklang.model import NO_RULES, CopyRules
from samklang.readers.formats import rtf
from samklang.readers.formats.mail import HTML, PLAIN, Messages, Placed
from samklang.readers.parts import quoted_mail
from samklang.readers.parts.archive import damaged
from samklang.readers.parts.copy import SAVE_AGAIN, Rendered, Unreadable
from samklang.readers.parts.encoding import decode

_SUBJECT, _SENDER, _ADDRESS, _PLAIN, _HTML, _RTF = "0037", "0C1A", "5D01", "1000", "1013", "1009"
_NEEDED = (_SUBJECT, _SENDER, _ADDRESS, _PLAIN, _HTML, _RTF)
_UNICODE = "001F"
_TYPES = (_UNICODE, "001E", "0102")
"""Types of the value of a property: UTF-16, an older encoding, bytes."""
MAX_PACKED = 2_000_000
"""The most bytes of packed RTF, which expands to at most nine times as many."""


def read(data: bytes, rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a message; its text from the HTML if it has that, from the RTF if it has nothing else.

    Raises:
        Unreadable: if it is damaged.
        Undecodable: if the encoding of its text cannot be detected.
    """
    properties = _properties(data)
    messages = Messages(rules)
    if messages.is_from_speaker(decode(properties[_SENDER]).text, decode(properties[_ADDRESS]).text):
        messages.subject(decode(properties[_SUBJECT]).text)
        text = messages.body(properties[_HTML], HTML) or messages.body(properties[_PLAIN], PLAIN)
        messages.add_blocks(text or _rich(properties[_RTF]))
    return messages.done()


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
    return [Placed(block.where, block) for block in quoted_mail.written_by_sender(rtf.read(unpacked).blocks)]


def _properties(data: bytes) -> dict[str, bytes]:
    """The needed properties, as bytes of encoded text; empty if missing."""
    from olefile import OleFileIO

    try:
        with OleFileIO(BytesIO(data)) as file:
            return {name: _property(file, name) for name in _NEEDED}
    except Exception as error:  # olefile raises all sorts of exceptions for damage
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
