"""Pooling: how the scores of parts become the score of the whole.

It is a word-weighted mean, or the log-mean-exp for a trait that shows in few of the parts:
`log(mean(exp(sharpness * values))) / sharpness`, the soft maximum (Cook 2011; a quasi-arithmetic mean). As
the sharpness approaches 0 it becomes the plain mean; over 0 it leans to the highest values, under 0 to the
lowest. Pooling in parts and then over the parts gives the same as pooling at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.int64]


class TokenHeads(NamedTuple):
    """Heads that score each token, for the traits that show in few tokens."""

    weights: Array
    """(heads, layers * width)"""
    sharpness: Array
    """(heads,): never 0."""


def weighted_mean(values: Array, words: Array, starts: Index) -> Array:
    """The word-weighted mean of the rows in each segment.

    Args:
        values: (rows, columns)
        words: (rows,): the weights.
        starts: (segments,): the first row of each segment.
    """
    stops = np.append(starts[1:], len(values))
    means = values[starts].astype(np.float32)
    for segment in np.flatnonzero(stops - starts > 1).tolist():
        rows = slice(starts[segment], stops[segment])
        means[segment] = words[rows] @ values[rows] / words[rows].sum()
    return means


def log_mean_exp(values: Array, sharpness: Array, words: Array, starts: Index) -> Array:
    """The word-weighted log-mean-exp of the rows in each segment.

    Args:
        values: (rows, heads)
        sharpness: (heads,): never 0.
        words: (rows,): the weights.
        starts: (segments,): the first row of each segment.
    """
    exponents = values.astype(np.float64) * sharpness
    highest = np.maximum.reduceat(exponents, starts)
    rows = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(values))))
    total = np.add.reduceat(words, starts)[:, None]
    sums = np.add.reduceat(np.exp(exponents - highest[rows]) * words[:, None], starts)
    return np.asarray((np.log(sums / total) + highest) / sharpness, dtype=np.float32)
