"""A list of paths, as `--files-from` takes it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from samklang.errors import CollectError

_QUOTED = re.compile(rb'"(.*)"')
_ESCAPED = re.compile(rb'\\([0-7]{3}|["\\])')


def paths_in(file: Path) -> list[Path]:
    """The paths in a file, or in standard input for `-`: one per line, or separated by NULs.

    Raises:
        CollectError: it cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
    except OSError as error:
        raise CollectError(f"{file}: cannot be read: {error.strerror}") from error
    names = (
        data.split(b"\0") if b"\0" in data else map(_plain, data.removeprefix(b"\xef\xbb\xbf").splitlines())
    )
    return [Path(os.fsdecode(name)) for name in names if name.strip()]


def _plain(line: bytes) -> bytes:
    """A line without the quotes and escapes in which git, without `-z`, writes names beyond ASCII."""
    quoted = _QUOTED.fullmatch(line)
    return _ESCAPED.sub(_unescaped, quoted[1]) if quoted else line


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 8)]) if len(escape[1]) == 3 else escape[1]
