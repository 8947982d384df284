"""Spelling features: hashed character n-grams (the hashing trick, Weinberger et al. 2009).

The bundled encoder was trained on English; its tokenizer splits Swedish and Danish words into fragments.
Character n-grams distinguish words and endings in any language (docs/tone-trials.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SPELLINGS = 2048
"""Columns that the n-grams are hashed into."""
_LENGTHS = (3, 4, 5)


def spelling(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, SPELLINGS): which n-grams of three to five characters a text's words have, at unit length."""
    table = np.zeros((len(texts), SPELLINGS), dtype=np.float32)
    for row, text in zip(table, texts, strict=True):
        row[list(chain.from_iterable(map(_columns, text.lower().split())))] = 1
    counts = np.maximum(table.sum(1, keepdims=True), 1)
    return np.asarray(table / np.sqrt(counts), dtype=np.float32)


@lru_cache(maxsize=1 << 16)
def _columns(word: str) -> tuple[int, ...]:
    """The columns of a word's n-grams; a space marks its start and its end."""
    bounded = f" {word} "
    ngrams = {
        bounded[start : start + length]
        for length in _LENGTHS
        for start in range(max(1, len(bounded) - length + 1))
    }
    return tuple({crc32(ngram.encode("utf-8", "replace")) % SPELLINGS for ngram in ngrams})
