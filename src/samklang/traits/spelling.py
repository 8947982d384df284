"""Spelling: which sequences of letters a text is written with.

The bundled encoder was taught English; Swedish and Danish words come to it in shreds. Hashed letter
sequences tell words and endings apart without knowing the language (docs/tone-trials.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SPELLINGS = 2048
"""Columns that the sequences are hashed into."""
_LENGTHS = (3, 4, 5)


def spelling(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, SPELLINGS): 1 for each sequence of three to five letters, word by word, at unit length."""
    table = np.zeros((len(texts), SPELLINGS), dtype=np.float32)
    for row, text in zip(table, texts, strict=True):
        row[list(chain.from_iterable(map(_columns, text.lower().split())))] = 1
    found = np.maximum(table.sum(1, keepdims=True), 1)
    return np.asarray(table / np.sqrt(found), dtype=np.float32)


@lru_cache(maxsize=1 << 16)
def _columns(word: str) -> tuple[int, ...]:
    """Where a word's sequences are counted; its ends are part of them."""
    bounded = f" {word} "
    sequences = {
        bounded[at : at + length] for length in _LENGTHS for at in range(max(1, len(bounded) - length + 1))
    }
    return tuple({crc32(one.encode("utf-8", "replace")) % SPELLINGS for one in sequences})
