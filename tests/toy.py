"""A fast, deterministic engine for tests: its vectors depend on the words alone. It records the texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np

from samklang.encode import Encodings
from samklang.traits.pool import TokenHeads

LAYERS, WIDTH = 7, 384
"""As of the bundled model, so that its heads fit."""
_TABLE = np.random.default_rng(0).normal(size=(64, LAYERS, WIDTH)).astype(np.float32)


class ToyEngine:
    """Gives every word one of 64 vectors, whatever its language; the vector of a text is their mean."""

    def __init__(self, name: str = "toy:1") -> None:
        self.name = name
        self.revision = "toy"
        self.why = ""
        self.texts: list[str] = []

    def load(self) -> None:
        """Does nothing."""

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Encodings:
        self.texts += texts
        means = np.stack(
            [_TABLE[[crc32(word.encode()) % 64 for word in text.split()]].mean(0) for text in texts]
        )
        layers = (means / np.linalg.norm(means, axis=2, keepdims=True)).reshape(len(texts), -1)
        token_scores = layers @ heads.weights.T if heads else np.zeros((len(texts), 0), dtype=np.float32)
        progress(len(texts))
        return Encodings(layers, layers[:, -WIDTH:], token_scores)
