"""How the scores of parts become the score of the whole: a word-weighted mean, sharpened where a
trait is carried by few of them.

The sharpened mean of `values` is `log(mean(exp(sharpness * values))) / sharpness`, the log-sum-exp
mean (Cook 2011; a quasi-arithmetic mean): 0 is the plain mean, over 0 leans to the highest values,
under 0 to the lowest. It is the same whether a text is taken whole or in parts, since means of
means weighted by words are the mean of all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Index = NDArray[np.int64]


class TokenHeads(NamedTuple):
    """Heads that score each token, for the traits that few tokens carry."""

    weights: Array
    """(heads, layers * width)"""
    sharpness: Array
    """(heads,): none is 0."""


def weighted(values: Array, words: Array, starts: Index) -> Array:
    """The word-weighted mean of the rows from each start to the next."""
    stops = np.append(starts[1:], len(values))
    found = values[starts].astype(np.float32)
    for at in np.flatnonzero(stops - starts > 1).tolist():
        rows = slice(starts[at], stops[at])
        found[at] = words[rows] @ values[rows] / words[rows].sum()
    return found


def sharpened(values: Array, sharpness: Array, words: Array, starts: Index) -> Array:
    """The sharpened, word-weighted mean of the rows from each start to the next.

    Args:
        values: (rows, heads)
        sharpness: (heads,): none is 0.
        words: of each row.
        starts: the first row of each stretch.
    """
    powers = values.astype(np.float64) * sharpness
    highest = np.maximum.reduceat(powers, starts)
    rows = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(values))))
    total = np.add.reduceat(words, starts)[:, None]
    sums = np.add.reduceat(np.exp(powers - highest[rows]) * words[:, None], starts)
    return np.asarray((np.log(sums / total) + highest) / sharpness, dtype=np.float32)
