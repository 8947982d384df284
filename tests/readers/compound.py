"""A small writer of compound files, the container of .msg, with only short streams at the root."""

from __future__ import annotations

import struct

_SECTOR, _MINI = 512, 64
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ROOT, _STREAM = 5, 2


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams."""
    mini, mini_fat, entries = b"", list[int](), list[bytes]()
    for at, (name, data) in enumerate(streams.items(), start=1):
        following = at + 1 if at < len(streams) else _FREE
        entries.append(_entry(name, _STREAM, following, _FREE, len(mini_fat), len(data)))
        mini += _padded(data, _MINI)
        mini_fat += _chain(len(mini_fat), len(mini) // _MINI)
    fat, begins, sectors = [_FAT], list[int](), b""
    root_at = 1 + len(_padded(_table(mini_fat))) // _SECTOR
    root = _entry("Root Entry", _ROOT, _FREE, 1, root_at, len(mini))
    for part in (_padded(_table(mini_fat)), _padded(mini), _padded(root + b"".join(entries))):
        begins.append(len(fat))
        fat += _chain(len(fat), len(fat) + len(part) // _SECTOR)
        sectors += part
    return (
        _header(begins[2], begins[0], (begins[1] - begins[0])) + _padded(_table(fat), fill=b"\xff") + sectors
    )


def _chain(start: int, stop: int) -> list[int]:
    """A chain of sectors, each with the number of the next."""
    return [*range(start + 1, stop), _END]


def _table(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _padded(data: bytes, to: int = _SECTOR, fill: bytes = b"\0") -> bytes:
    return data.ljust(max(-(-len(data) // to), 1) * to, fill)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = struct.pack("<64sHBBIII", written, len(written) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _header(directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    shape = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, mini_fat, mini_fat_sectors, _END, 0)
    return magic + shape + counts + _table([0]) + _table([_FREE] * 108)
