"""Keeps recent encodings in memory, so that a text that was encoded shortly before is not encoded again."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from samklang.encode import Advance, Array, Encoder, Encodings
from samklang.traits.pool import TokenHeads

CAPACITY = 4_096
"""Texts whose encodings are kept, the most recent ones: some 50 MB with the bundled model."""


class CachedEncoder:
    """An encoder with an LRU cache by language and text, which threads may share.

    Every call in a language must pass the same heads: they are not in the key.
    """

    def __init__(self, engine: Encoder, capacity: int = CAPACITY) -> None:
        self._engine = engine
        self._capacity = capacity
        self._rows: dict[tuple[str, str], list[Array]] = {}
        self._lock = Lock()

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        advance: Advance = lambda _: None,
    ) -> Encodings:
        """Encodes the texts, which must be distinct; only those that are not cached reach the engine."""
        with self._lock:
            rows = {text: row for text in texts if (row := self._rows.pop((language, text), None))}
        advance(len(rows))
        if new := [text for text in texts if text not in rows]:
            encodings = self._engine.encode(new, language, heads, advance)
            rows.update(
                (text, [array[index].copy() for array in encodings]) for index, text in enumerate(new)
            )
        with self._lock:
            self._rows.update(((language, text), rows[text]) for text in texts)
            for key in list(self._rows)[: -self._capacity]:
                del self._rows[key]
        return Encodings(*(np.stack(arrays) for arrays in zip(*(rows[text] for text in texts), strict=True)))
