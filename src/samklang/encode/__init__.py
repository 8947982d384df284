"""Encode: sentences into a meaning vector and a tone vector, by an engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from samklang.model import Encoded, Sentence
from samklang.traits.features import features
from samklang.traits.pool import TokenHeads
from samklang.traits.spelling import spelling

Progress = Callable[[int], None]
Array = NDArray[np.float32]


class Reading(NamedTuple):
    """What an engine says of texts, a row a text."""

    layers: Array
    """(texts, layers * width): each layer mean-pooled over the tokens, at unit length."""
    meaning: Array
    """(texts, width)"""
    carried: Array
    """(texts, heads): the sharpened mean of the tokens' scores under each head."""


class Engine(Protocol):
    """Runs an encoder."""

    @property
    def name(self) -> str:
        """How the report names it."""

    @property
    def revision(self) -> str:
        """What fitted heads and cached vectors are keyed by."""

    def encode(
        self, texts: Sequence[str], heads: TokenHeads | None = None, progress: Progress = ...
    ) -> Reading:
        """One pass over the texts, with heads to score their tokens by."""


def open_engine(model: str) -> Engine:
    """The engine for a model: `bundled`, a folder, or a hub id. Nothing is loaded until it encodes."""
    from samklang.encode.reference import ReferenceEngine

    return ReferenceEngine(model)


def encode(
    sentences: Sequence[Sentence],
    engine: Engine,
    heads: TokenHeads | None = None,
    progress: Progress = lambda _: None,
) -> Encoded:
    """Each sentence as numbers; equal texts are encoded once."""
    rows: dict[str, int] = {}
    index = [rows.setdefault(sentence.text, len(rows)) for sentence in sentences]
    reading = engine.encode(list(rows), heads, progress)
    return Encoded(
        tone=np.hstack([reading.layers[index], features(sentences), spelling(list(rows))[index]]),
        meaning=reading.meaning[index],
        carried=reading.carried[index],
    )
