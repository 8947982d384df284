"""Detect the format of a file by its content, since its suffix may be wrong.

Uses the signatures of the formats that samklang reads, and of others that it only names. The libraries for
this (puremagic, filetype) know hundreds of formats of which a content team meets a dozen, and neither looks
into a compound file or distinguishes a mail from plain text.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from samklang.readers.table import FORMATS, LEAD

HEAD = 4096
"""Bytes to read in order to decide whether the rest is worth reading."""


class Content(NamedTuple):
    """What a file was detected to contain."""

    suffix: str
    """The usual suffix of such a file."""
    description: str
    """In words, with an article: `a PDF`."""
    container: bool = False
    """Whether it may contain a format that samklang reads."""


_ZIP = Content(".zip", "a zip archive", container=True)
_COMPOUND = Content(".ole", "an Office file in a format from before 2007", container=True)
_READABLE = tuple(
    (row.signature, Content(row.suffixes[0], row.signature.description)) for row in FORMATS if row.signature
)
"""The signatures of the formats that samklang reads."""
_BINARY = (
    *((signature.start, content) for signature, content in _READABLE if signature.start),
    (rb"PK(?:\x03\x04|\x05\x06)", _ZIP),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _COMPOUND),
    (rb"\x89PNG\r\n", Content(".png", "a PNG image")),
    (rb"\xff\xd8\xff", Content(".jpg", "a JPEG image")),
    (rb"GIF8[79]a", Content(".gif", "a GIF image")),
    (rb"RIFF....WEBP", Content(".webp", "a WebP image")),
    (rb"II\*\0|MM\0\*", Content(".tiff", "a TIFF image")),
    (rb"....ftyp", Content(".mp4", "a video or a photograph")),
    (rb"\x1f\x8b\x08", Content(".gz", "a gzip archive")),
    (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a", Content(".7z", "a 7z or RAR archive")),
    (rb"SQLite format 3\0", Content(".sqlite", "a database")),
)
_ZIPPED = tuple((signature.in_zip, content) for signature, content in _READABLE if signature.in_zip)
_COMPOUNDED = (
    *((signature.in_compound, content) for signature, content in _READABLE if signature.in_compound),
    ("EncryptedPackage", Content(".ole", "an Office file that is protected by a password", container=True)),
    ("WordDocument", Content(".doc", "a Word document in the old .doc format")),
    ("Workbook", Content(".xls", "an Excel workbook in the old .xls format")),
    ("PowerPoint Document", Content(".ppt", "a presentation in the old .ppt format")),
)
_TEXTUAL = (
    *((signature.in_text, content) for signature, content in _READABLE if signature.in_text),
    (LEAD + r"<\?xml\s", Content(".xml", "XML")),
)
_JSON = Content(".json", "JSON")


def binary(data: bytes) -> Content | None:
    """The binary format of some bytes; None if it is not known, or if they are text."""
    content = next((content for mark, content in _BINARY if re.match(mark, data, re.S)), None)
    if content is _ZIP:
        return next((content for mark, content in _ZIPPED if mark in data), _ZIP)
    if content is _COMPOUND:
        names = ((name.encode("utf-16-le"), content) for name, content in _COMPOUNDED)
        return next((content for name, content in names if name in data), _COMPOUND)
    return content


def textual(data: bytes) -> Content | None:
    """The format of a text that is more than running copy; None for copy."""
    return from_head(data) or (_JSON if _is_json(data) else None)


def from_head(data: bytes) -> Content | None:
    """The format that the first characters of a text show."""
    head = data[:HEAD].decode("latin-1")
    return next((content for mark, content in _TEXTUAL if re.search(mark, head, re.I)), None)


def _is_json(data: bytes) -> bool:
    edges = data[:HEAD].lstrip()[:1] + data[-HEAD:].rstrip()[-1:]
    if edges not in (b"{}", b"[]"):
        return False
    try:
        return bool(json.loads(data))
    except (ValueError, RecursionError):
        return False
