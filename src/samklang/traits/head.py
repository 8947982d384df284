"""Trait heads: L2-regularised logistic regression on the difference between a pair's two sides, so that
content cancels out and tone remains. Bootstrap resamples of the pairs (Efron 1979) give the heads by whose
scatter a score's margin is estimated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samklang.traits.features import FEATURES

BOOTSTRAPS = 16
LAYERS, COUNTED = slice(None, -len(FEATURES)), slice(-len(FEATURES), None)
"""The columns of a tone vector: the encoder's layers, then the linguistic features."""
FEATURE_WEIGHT = 0.05
"""Weight of the standardised features beside the unit-length layers (docs/tone-trials.md)."""
INVERSE_REGULARISATION = 0.1
"""Inverse regularisation strength, scikit-learn's C (docs/tone-trials.md)."""
SHRINKAGE = 10.0
"""How strongly the directions in which ordinary copy varies are shrunk."""

_NO_WEIGHT = 1e-9
_SAMPLE = 1500
"""Texts by which the covariance of ordinary copy is estimated, at most."""

Vectors = NDArray[np.float32]


class Sides(NamedTuple):
    """A trait's pairs as tone vectors, row by row."""

    named: Vectors
    other: Vectors
    genres: NDArray[np.str_]
    pairs: NDArray[np.int64]
    """The number of the pair that each row comes from."""


class TrainingSet(NamedTuple):
    """What a head is fitted on: the scaled differences between sides, a row each."""

    differences: Vectors
    genres: NDArray[np.str_]
    pairs: NDArray[np.int64]
    weights: NDArray[np.float64]
    """(rows,): sample weights, 1 for the trait's own pairs in the language and less for others."""


class Space(NamedTuple):
    """The scaled space in which a language's heads are fitted.

    Columns are brought to comparable scales, and the principal directions in which ordinary copy varies are
    shrunk, since they carry what texts are about (the idea of within-class covariance normalisation, Hatch
    et al. 2006).
    """

    scale: Vectors
    """(columns,): divides each column."""
    axes: Vectors
    """(columns, axes): the principal directions, orthonormal."""
    shrinkage: Vectors
    """(axes,): the factor of each direction, 0 to 1."""

    @classmethod
    def of(
        cls, ordinary: Vectors, feature_weight: float = FEATURE_WEIGHT, shrinkage: float = SHRINKAGE
    ) -> Space:
        """Estimated from tone vectors of ordinary copy, (texts, columns).

        The features are standardised; layers have unit length as they are.
        """
        scale = np.ones(ordinary.shape[1], dtype=np.float32)
        scale[COUNTED] = (ordinary[:, COUNTED].std(0) + 1e-3) / max(feature_weight, _NO_WEIGHT)
        scaled = ordinary[:: len(ordinary) // _SAMPLE + 1] / scale
        _, singular_values, axes = np.linalg.svd(scaled - scaled.mean(0), full_matrices=False)
        factors = 1 / np.sqrt(1 + shrinkage * singular_values**2 / len(scaled))
        return cls(scale, axes.T, factors.astype(np.float32))

    def within(self, other: Space) -> Space:
        """The other language's space for pairs of this language: its features keep their own scale."""
        scale = np.array(other.scale)
        scale[COUNTED] = self.scale[COUNTED]
        return other._replace(scale=scale)

    def training_set(self, sides: Sides, weight: float = 1.0) -> TrainingSet:
        """The pairs as rows to fit a head on, each with this sample weight."""
        differences = self._shrunk((sides.named - sides.other) / self.scale)
        return TrainingSet(differences, sides.genres, sides.pairs, np.full(len(differences), weight))

    def unscaled(self, heads: Vectors) -> Vectors:
        """Heads that were fitted in this space, (heads, columns), for unscaled tone vectors."""
        return self._shrunk(heads) / self.scale

    def _shrunk(self, rows: Vectors) -> Vectors:
        return np.asarray(rows - (rows @ self.axes * (1 - self.shrinkage)) @ self.axes.T, dtype=np.float32)


def join(sets: Sequence[TrainingSet]) -> TrainingSet:
    """Several training sets as one; pairs are renumbered so that those of different sets stay different."""
    offsets = np.cumsum([0, *(int(rows.pairs.max()) + 1 for rows in sets)])
    renumbered = [
        rows._replace(pairs=rows.pairs + offset) for rows, offset in zip(sets, offsets, strict=False)
    ]
    return TrainingSet(*(np.concatenate(column) for column in zip(*renumbered, strict=True)))


class Fits(NamedTuple):
    """The fitted heads of one trait, for unscaled tone vectors."""

    weights: Vectors
    """(1 + BOOTSTRAPS, columns): the full fit first."""
    without: dict[str, Vectors]
    """By genre, the head fitted without its pairs (leave-one-genre-out)."""


def fit(rows: TrainingSet, space: Space, name: str) -> Fits:
    """Fits the full head, the bootstrap heads and those that hold out a genre.

    Args:
        rows: made by `space`.
        space: scales the heads back to unscaled tone vectors.
        name: seeds the bootstrap.
    """
    rng = np.random.default_rng(crc32(name.encode()))
    count = int(rows.pairs.max()) + 1
    draws = [np.bincount(rng.integers(0, count, count), minlength=count) for _ in range(BOOTSTRAPS)]
    genres = sorted(set(rows.genres.tolist()))
    weights = [rows.weights]
    weights += [rows.weights * draw[rows.pairs] for draw in draws]
    weights += [rows.weights * (rows.genres != genre) for genre in genres]
    fits = weighted_fits(rows, weights, space)
    full = 1 + BOOTSTRAPS
    return Fits(fits[:full], dict(zip(genres, fits[full:], strict=True)))


def weighted_fits(
    rows: TrainingSet,
    weights: Sequence[NDArray[np.float64]],
    space: Space,
    inverse_regularisation: float = INVERSE_REGULARISATION,
) -> Vectors:
    """(fits, columns): a head for each set of sample weights, (rows,), for unscaled tone vectors."""
    # A regularised head lies in the span of the differences: fit in its coordinates, which are fewer.
    axes, coordinates = np.linalg.qr(rows.differences.T)
    heads = [_logistic(coordinates.T, sample, inverse_regularisation) for sample in weights]
    return space.unscaled(np.stack(heads) @ axes.T)


def _logistic(differences: Vectors, weights: NDArray[np.float64], inverse_regularisation: float) -> Vectors:
    """Logistic regression without intercept that scores the named side above the other.

    The sign of every second row is flipped, so that there are two classes: a difference and its mirror image
    are the same evidence.
    """
    from sklearn.linear_model import LogisticRegression

    used = np.flatnonzero(weights > 0)
    signs = np.where(np.arange(len(used)) % 2, -1, 1).astype(np.float32)
    model = LogisticRegression(C=inverse_regularisation, fit_intercept=False, max_iter=500)
    model.fit(differences[used] * signs[:, None], signs, sample_weight=weights[used])
    coefficients: Vectors = model.coef_[0].astype(np.float32)
    return coefficients
