"""What cached things are keyed by: digests of all that shapes them, the code that made them included.

The code itself is digested, so that nobody has to remember to raise a number; so are the names of what is
installed beside it, since another version of a library may read, split or score otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from sysconfig import get_path

SIZE = 16
_PACKAGE = Path(__file__).parent.parent
_READS = ("readers/*.py", "cache/*.py", "model.py", "split.py", "language.py")
_MEASURES = (
    *("encode/*.py", "traits/*.py", "traits/*.safetensors", "traits/*/*", "needs/*"),
    *("measure.py", "heads.py", "fit.py", "own_traits.py"),
)


def digest(*parts: object) -> bytes:
    """A key of parts that are told apart; each is bytes, or what its `repr` says."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8) + data)
    return found.digest()


@cache
def reading() -> bytes:
    """Of what makes passages of files."""
    return digest("reading", sys.version, sys.byteorder, *_installed(), *_code(_READS))


@cache
def measuring() -> bytes:
    """Of what makes measurements of passages."""
    return digest("measuring", reading(), *_code(_MEASURES))


def _code(globs: Iterable[str]) -> Iterator[bytes]:
    for path in sorted(path for glob in globs for path in _PACKAGE.glob(glob) if path.is_file()):
        yield path.relative_to(_PACKAGE).as_posix().encode()
        yield path.read_bytes()


def _installed() -> list[str]:
    """The packages that are installed, each with its version, as their folders name them."""
    return sorted(path.name for path in Path(get_path("purelib")).glob("*-info"))
