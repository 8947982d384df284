"""Encode: turns sentences into meaning vectors and tone vectors, by running a model on an engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from samklang.errors import EncodeError
from samklang.model import Encoded, Sentence
from samklang.traits.features import features
from samklang.traits.pool import TokenHeads

SETTING = "SAMKLANG_ENGINE"
"""Environment variable that chooses the engine: `auto`, or `reference` to compare with."""
Advance = Callable[[int], None]
Array = NDArray[np.float32]


class Encodings(NamedTuple):
    """What an engine returns for texts, one row per text."""

    layers: Array
    """(texts, layers * width): each layer's hidden states, mean-pooled over the tokens, at unit length."""
    meaning: Array
    """(texts, width): the sentence embedding, at unit length."""
    token_scores: Array
    """(texts, heads): the log-mean-exp of the tokens' scores under each token head."""


class Encoder(Protocol):
    """Encodes texts."""

    def encode(
        self, texts: Sequence[str], language: str, heads: TokenHeads | None = None, advance: Advance = ...
    ) -> Encodings:
        """Encodes the texts, all in one language, in one pass; `heads`, if any, score their tokens."""


class Engine(Encoder, Protocol):
    """Runs a model."""

    def load(self) -> None:
        """Loads the model now, instead of at the first call of `encode`."""

    @property
    def name(self) -> str:
        """The engine and its model, as `fast-int8:bundled`; in cache keys, with the revision."""

    @property
    def why(self) -> str:
        """Why no faster engine runs; empty if there is none."""

    @property
    def revision(self) -> str:
        """Identifies the model's weights; fitted heads are keyed by it."""


def open_engine(
    model: str,
    start: Callable[[str, int], None] = lambda _what, _total: None,
    advance: Advance = lambda _: None,
) -> Engine:
    """Opens the fastest engine whose output agrees with the reference for a model.

    The model is loaded at the first call of `encode`. The bundled one is shipped ready to run; another one
    that is new to this machine is exported first.

    Args:
        model: `bundled`, a folder, or a hub id.
        start: called with what begins and its number of steps, if the model is exported.
        advance: called with the number of steps done.

    Raises:
        EncodeError: there is no such model, or `SAMKLANG_ENGINE` names no engine.
        ExtraError: what runs a model other than the bundled one is not installed.
    """
    setting = os.environ.get(SETTING) or "auto"
    if setting not in ("auto", "reference"):
        raise EncodeError(f"{SETTING} is {setting!r}", hint="Set it to auto or reference.")
    if setting == "reference":
        from samklang.encode.reference import ReferenceEngine

        return ReferenceEngine(model)
    from samklang.encode.source import BUNDLED

    if model == BUNDLED:
        from samklang.encode.shipped import ShippedEngine

        return ShippedEngine()
    from samklang.encode.fast import open_fast

    return open_fast(model, start, advance)


def described(engine: Engine) -> str:
    """The engine's name, and why no faster one runs."""
    return f"{engine.name} ({engine.why})" if engine.why else engine.name


def encode(
    sentences: Sequence[Sentence],
    engine: Encoder,
    heads: TokenHeads | None = None,
    advance: Advance = lambda _: None,
) -> Encoded:
    """Encodes each sentence into a row; equal texts of a language are encoded once."""
    by_language = itemgetter(0)
    texts = sorted(
        dict.fromkeys((sentence.language, sentence.text) for sentence in sentences), key=by_language
    )
    rows = {text: row for row, text in enumerate(texts)}
    index = [rows[sentence.language, sentence.text] for sentence in sentences]

    def run() -> Encodings:
        parts = [
            engine.encode([text for _, text in group], language, heads, advance)
            for language, group in groupby(texts, by_language)
        ]
        return Encodings(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run)
        counted = features(sentences)
        encodings = running.result()
    return Encoded(
        tone=np.hstack([encodings.layers[index], counted]),
        meaning=encodings.meaning[index],
        token_scores=encodings.token_scores[index],
    )
