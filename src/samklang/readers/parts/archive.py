"""Compressed files from unknown sources: unpacked within limits before a library opens them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from samklang.readers.parts.copy import LEAVE_OUT, SAVE_AGAIN, SPLIT, BlockTooLong, Unreadable

MAX_ENTRIES = 10_000
MAX_EXPANDED = 200_000_000
"""Bytes of all entries together."""
MAX_STREAMS = 500_000_000
"""Bytes of all streams of a PDF together; more, since most of them are images that are never unpacked."""
MAX_RATIO = 200
_RATIO_FROM = 1_000_000
"""Bytes up to which the ratio is not checked: so little does no harm."""

_CHUNK = 1 << 16
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18(8HXhx])")
"""Where compressed data starts in a PDF: the header of zlib follows."""
_ENCRYPTED = 1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def parsing(kind: str) -> Iterator[None]:
    """Turn any exception of a library into `Unreadable`; `kind` names the format, with its article.

    Libraries raise all sorts of exceptions for damaged files, so no narrower list of them would be complete.
    """
    try:
        yield
    except (Unreadable, BlockTooLong):
        raise
    except Exception as error:
        raise damaged(kind) from error


def damaged(kind: str) -> Unreadable:
    """The error for a file that is called a `kind` and cannot be opened as one."""
    return Unreadable(f"cannot be opened as {kind}: damaged, or another kind of file", hint=SAVE_AGAIN)


def protected() -> Unreadable:
    """The error for a file that is protected by a password."""
    hint = f"Save a copy of it without the password, or {LEAVE_OUT}"
    return Unreadable("is protected by a password", hint=hint)


def unpacked(data: bytes, kind: str) -> BytesIO:
    """The same archive with its entries stored uncompressed, so that nothing in it can expand any more.

    Sizes are counted, since those that an archive declares may be wrong. Archives inside it stay packed.

    Raises:
        Unreadable: if it is over a limit, encrypted, damaged or not an archive.
    """
    if data.startswith(_OLE):
        raise (
            protected()
            if _OLE_ENCRYPTED in data
            else Unreadable(
                "is in an Office format from before 2007, which samklang does not read",
                hint=f"Save it as .docx, .xlsx or .pptx, or {LEAVE_OUT}",
            )
        )
    if not data:
        raise Unreadable("is empty", hint=SAVE_AGAIN)
    stored = BytesIO()
    with parsing(kind), ZipFile(BytesIO(data)) as archive, ZipFile(stored, "w") as copy:
        room = MAX_EXPANDED
        for name, entry in _entries(archive).items():
            content = _content(archive, entry, room)
            if name.endswith((".xml", ".rels")) and b"<!ENTITY" in content.replace(b"\0", b""):
                raise Unreadable(f"declares entities in {name}, which no office program writes")
            room -= len(content)
            copy.writestr(name, content)
    return stored


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"contains {len(entries):,} files, over the limit of {MAX_ENTRIES:,}", hint=SPLIT)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise protected()
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise Unreadable("is compressed in a way that no office program uses", hint=SAVE_AGAIN)
    return {entry.filename: entry for entry in entries}


def _content(archive: ZipFile, entry: ZipInfo, room: int) -> bytes:
    chunks, size = [], 0
    with archive.open(entry) as packed:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise Unreadable(f"expands to more than {MAX_EXPANDED:,} bytes", hint=SPLIT)
            if size > max(_RATIO_FROM, MAX_RATIO * entry.compress_size):
                raise Unreadable(f"expands to more than {MAX_RATIO} times its size", hint=SAVE_AGAIN)
            chunks.append(chunk)
    return b"".join(chunks)


def check_streams(data: bytes) -> None:
    """Unpack the streams of a PDF only to count them: pdfium itself stops at a gigabyte for each of them.

    Raises:
        Unreadable: if they have more than `MAX_STREAMS` bytes.
    """
    room, view = MAX_STREAMS, memoryview(data)
    for match in _STREAM.finditer(data):
        offset, stream = match.end(), zlib.decompressobj()
        with suppress(zlib.error):  # pdfium stops at the damage too
            while offset < len(data) and not stream.eof:
                room -= len(stream.decompress(view[offset : offset + _CHUNK]))
                offset += _CHUNK
                if room < 0:
                    raise Unreadable(f"expands to more than {MAX_STREAMS:,} bytes", hint=SPLIT)
