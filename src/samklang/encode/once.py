"""Once: a text that was encoded a little while ago is not encoded again."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from samklang.encode import Advance, Array, Encoder, Encodings
from samklang.traits.pool import TokenHeads

KEPT = 4_096
"""Texts whose rows are kept, the last ones met: some 50 MB with the bundled model."""


class Once:
    """An engine that remembers. It is to be asked with the same heads every time; threads may share it."""

    def __init__(self, engine: Encoder, kept: int = KEPT) -> None:
        self._engine = engine
        self._kept = kept
        self._rows: dict[str, list[Array]] = {}
        self._lock = Lock()

    def encode(
        self, texts: Sequence[str], heads: TokenHeads | None = None, advance: Advance = lambda _: None
    ) -> Encodings:
        """One pass over those of the texts, each a different one, that it does not remember."""
        with self._lock:
            found = {text: self._rows.pop(text) for text in texts if text in self._rows}
        advance(len(found))
        if new := [text for text in texts if text not in found]:
            reading = self._engine.encode(new, heads, advance)
            found.update((text, [column[at].copy() for column in reading]) for at, text in enumerate(new))
        with self._lock:
            self._rows.update((text, found[text]) for text in texts)
            for text in list(self._rows)[: -self._kept]:
                del self._rows[text]
        return Encodings(*(np.stack(column) for column in zip(*(found[text] for text in texts), strict=True)))
