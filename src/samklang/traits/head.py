"""Heads: logistic regression on the difference of a pair's two sides, so that content cancels out
and tone remains. Bootstrapped over the pairs, so that a score knows how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BOOTSTRAPS = 16
FEATURE_WEIGHT = 0.1
"""What the standardised features weigh beside the unit-length layers (docs/tone-trials.md)."""
STRENGTH = 0.2
"""Inverse regularisation, scikit-learn's C."""

Vectors = NDArray[np.float32]


class Sides(NamedTuple):
    """A trait's pairs as vectors, row by row; layers first, features last."""

    named: Vectors
    other: Vectors
    genres: NDArray[np.str_]
    pairs: NDArray[np.int64]
    """Which pair each row is a copy of."""
    weights: NDArray[np.float64]
    """What each row weighs in the lesson: 1 for a trait's own pairs, less for another's."""


def join(parts: Sequence[Sides]) -> Sides:
    """Several traits' pairs as one lesson."""
    counts = np.cumsum([0, *(int(part.pairs.max()) + 1 for part in parts)])
    renumbered = [part._replace(pairs=part.pairs + at) for part, at in zip(parts, counts, strict=False)]
    return Sides(*(np.concatenate(column) for column in zip(*renumbered, strict=True)))


class Scale(NamedTuple):
    """Mean and spread of the features over a language's copy; layers are left as they are."""

    mean: Vectors
    spread: Vectors

    @classmethod
    def of(cls, vectors: Vectors, features: int) -> Scale:
        """The scale that standardises the last `features` columns to `FEATURE_WEIGHT`."""
        mean = np.zeros(vectors.shape[1], dtype=np.float32)
        spread = np.ones(vectors.shape[1], dtype=np.float32)
        mean[-features:] = vectors[:, -features:].mean(0)
        spread[-features:] = (vectors[:, -features:].std(0) + 1e-3) / FEATURE_WEIGHT
        return cls(mean, spread)


def fit(sides: Sides, scale: Scale, seed: int) -> Vectors:
    """Weights on unscaled vectors: the full fit first, then one a bootstrap; (1 + BOOTSTRAPS, width)."""
    differences = (sides.named - sides.other) / scale.spread
    rng = np.random.default_rng(seed)
    count = int(sides.pairs.max()) + 1
    draws = [np.bincount(rng.integers(0, count, count), minlength=count) for _ in range(BOOTSTRAPS)]
    fits = [_logistic(differences, sides.weights)]
    fits += [_logistic(differences, sides.weights * draw[sides.pairs]) for draw in draws]
    return np.stack(fits) / scale.spread


def fit_without(sides: Sides, scale: Scale, genre: str) -> Vectors:
    """The weights of a head that saw no pair of a genre."""
    differences = (sides.named - sides.other) / scale.spread
    return _logistic(differences, sides.weights * (sides.genres != genre)) / scale.spread


def _logistic(differences: Vectors, weights: NDArray[np.float64]) -> Vectors:
    """Weights that put the named side above the other; every second pair is turned round, since a
    pair and its mirror image say the same."""
    from sklearn.linear_model import LogisticRegression

    used = np.flatnonzero(weights > 0)
    turned = np.where(np.arange(len(used)) % 2, -1, 1).astype(np.float32)
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(differences[used] * turned[:, None], turned, sample_weight=weights[used])
    coefficients: Vectors = model.coef_[0].astype(np.float32)
    return coefficients
