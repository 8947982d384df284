"""Sentences in customers' own words: how surely copy says the same, by the cosine of the meanings.

The languages of the two need not be the same. Nothing is fitted (docs/customers.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samklang.cache.store import Store
from samklang.encode import Array, Engine
from samklang.measure.meanings import meanings
from samklang.text.language import nearest

SAME = 0.65
"""The cosine at which a text is as likely as not to say the same (docs/customers.md)."""
_SLOPE = 22.0
"""Of the logistic: a probability of 0.1 at a cosine of 0.55, and of 0.9 at 0.75."""


def encoded(sentences: Sequence[str], engine: Engine, cache: Store) -> Mapping[str, Array]:
    """By sentence, in order: its meaning vector, in the language that its words are most likely in."""
    return {sentence: meanings([sentence], nearest(sentence), engine, cache)[0] for sentence in sentences}


def says_the_same(meaning: Array, sentences: Array) -> Array:
    """(texts, sentences): the probability that each text says the same as each sentence.

    Args:
        meaning: (texts, width)
        sentences: (sentences, width): at unit length.
    """
    lengths = np.maximum(np.linalg.norm(meaning, axis=1, keepdims=True), 1e-9)
    cosines = meaning @ sentences.T / lengths
    return np.asarray(1 / (1 + np.exp(-_SLOPE * (cosines - SAME))), dtype=np.float32)
