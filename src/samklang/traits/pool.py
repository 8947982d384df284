"""How the tokens' scores become a text's. Some traits are carried by a few words, others by the whole."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.int64]


class Pool(StrEnum):
    """Where in a text a trait's tone is carried."""

    WHOLE = "whole"
    """By its texture alone: the mean of all its tokens."""
    PEAK = "peak"
    """And by the few words that lean most to the named pole."""
    LOW = "low"
    """And by the few words that lean most to the other pole."""


def pooled(pool: Pool, means: Array, extremes: Array, words: Array, starts: Index) -> Array:
    """(stretches, heads): raw scores of stretches of sentences.

    Args:
        pool: where the trait is carried.
        means: (sentences, heads), each the mean of its tokens' scores.
        extremes: (sentences, heads, tokens): the highest or lowest of them; unused for the whole.
        words: of each sentence.
        starts: the first sentence of each stretch.
    """
    whole = weighted(means, words, starts)
    if pool is Pool.WHOLE:
        return whole
    sign = 1 if pool is Pool.PEAK else -1
    tokens = extremes.shape[2]
    found = np.nanmean(extremes, axis=2)[starts]
    ends = np.append(starts[1:], len(means))
    for at in np.flatnonzero(ends - starts > 1):
        joined = np.concatenate(list(extremes[starts[at] : ends[at]]), axis=1) * sign
        ranked = np.sort(np.nan_to_num(joined, nan=-np.inf), axis=1)[:, -tokens:]
        found[at] = np.nanmean(np.where(np.isfinite(ranked), ranked, np.nan), axis=1) * sign
    return np.asarray(whole + found, dtype=np.float32)


def weighted(values: Array, words: Array, starts: Index) -> Array:
    """The word-weighted mean of the rows of each stretch."""
    weights = words.reshape(-1, *[1] * (values.ndim - 1))
    total = np.add.reduceat(weights, starts)
    return np.asarray(np.add.reduceat(values * weights, starts) / total, dtype=np.float32)
