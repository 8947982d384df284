"""Encode: sentences into a meaning vector and a tone vector, by an engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from samklang.errors import EncodeError
from samklang.model import Encoded, Sentence
from samklang.traits.features import features
from samklang.traits.pool import TokenHeads
from samklang.traits.spelling import spelling

SETTING = "SAMKLANG_ENGINE"
"""Where the user says which engine is to run: `auto`, or `reference` to compare with."""
Advance = Callable[[int], None]
Array = NDArray[np.float32]


class Encodings(NamedTuple):
    """What an engine says of texts, a row a text."""

    layers: Array
    """(texts, layers * width): each layer mean-pooled over the tokens, at unit length."""
    meaning: Array
    """(texts, width)"""
    carried: Array
    """(texts, heads): the sharpened mean of the tokens' scores under each head."""


class Encoder(Protocol):
    """Reads texts."""

    def encode(
        self, texts: Sequence[str], heads: TokenHeads | None = None, advance: Advance = ...
    ) -> Encodings:
        """One pass over the texts, with heads to score their tokens by."""


class Engine(Encoder, Protocol):
    """Runs a model."""

    def load(self) -> None:
        """Loads the model now, rather than when first asked to encode."""

    @property
    def name(self) -> str:
        """What runs and on which model, as `fast-int8:bundled`. With the revision it tells vectors apart."""

    @property
    def why(self) -> str:
        """Why it is no faster one; empty where there is none."""

    @property
    def revision(self) -> str:
        """Of the model: what fitted heads are keyed by."""


def open_engine(
    model: str,
    start: Callable[[str, int], None] = lambda _what, _total: None,
    advance: Advance = lambda _: None,
) -> Engine:
    """The fastest engine that can be trusted with a model.

    Nothing is loaded until it encodes; only a model that this machine has not met is exported first.

    Args:
        model: `bundled`, a folder, or a hub id.
        start: told what begins, and in how many steps, where it is exported.
        advance: told of each step.

    Raises:
        EncodeError: there is no such model, or `SAMKLANG_ENGINE` names no engine.
    """
    wanted = os.environ.get(SETTING) or "auto"
    if wanted not in ("auto", "reference"):
        raise EncodeError(f"{SETTING} is {wanted!r}", hint="It is auto or reference.")
    if wanted == "reference":
        from samklang.encode.reference import ReferenceEngine

        return ReferenceEngine(model)
    from samklang.encode.fast import open_fast

    return open_fast(model, start, advance)


def described(engine: Engine) -> str:
    """An engine by name, and why it is no faster one."""
    return f"{engine.name} ({engine.why})" if engine.why else engine.name


def encode(
    sentences: Sequence[Sentence],
    engine: Encoder,
    heads: TokenHeads | None = None,
    advance: Advance = lambda _: None,
) -> Encoded:
    """Each sentence as numbers; equal texts are encoded once."""
    rows: dict[str, int] = {}
    index = [rows.setdefault(sentence.text, len(rows)) for sentence in sentences]
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(engine.encode, list(rows), heads, advance)
        counted = features(sentences), spelling(list(rows))[index]
        reading = running.result()
    return Encoded(
        tone=np.hstack([reading.layers[index], *counted]),
        meaning=reading.meaning[index],
        carried=reading.carried[index],
    )
