"""Heads: logistic regression on the difference of a pair's two sides, so that content cancels out
and tone remains. Bootstrapped over the pairs, so that a score knows how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samklang.languages import LANGUAGES
from samklang.traits.features import FEATURES
from samklang.traits.spelling import SPELLINGS

BOOTSTRAPS = 16
_SURFACE = len(FEATURES) + SPELLINGS
LAYERS, SURFACE = slice(None, -_SURFACE), slice(-_SURFACE, None)
"""The columns of a tone vector: the encoder's layers, then what is counted on the text's surface."""
COUNTED, SPELT = slice(-_SURFACE, -SPELLINGS), slice(-SPELLINGS, None)
"""The columns of the surface: the linguistic features, then spelling."""
FEATURE_WEIGHT = 0.05
"""What the standardised features weigh beside the unit-length layers (docs/tone-trials.md)."""
STRENGTH = 0.5
"""Inverse regularisation, scikit-learn's C."""
CALM = 100.0
"""What it costs a head to lean on a direction in which ordinary copy varies."""

_SAMPLE = 1500
"""Texts that show how ordinary copy varies."""

Vectors = NDArray[np.float32]


class Sides(NamedTuple):
    """A trait's pairs as tone vectors, row by row."""

    named: Vectors
    other: Vectors
    genres: NDArray[np.str_]
    pairs: NDArray[np.int64]
    """Which pair each row is a copy of."""


class Lesson(NamedTuple):
    """What a head is taught: the differences of sides, scaled."""

    differences: Vectors
    genres: NDArray[np.str_]
    pairs: NDArray[np.int64]
    weights: NDArray[np.float64]
    """What each row weighs: 1 for a trait's own pairs in the language, less for others'."""


class Space(NamedTuple):
    """Where a language's heads are fitted: its columns made comparable, and the directions in which its
    ordinary copy varies drawn in, since they carry what texts are about (the idea of within-class
    covariance normalisation, Hatch et al. 2006)."""

    spread: Vectors
    """(columns,): what each is divided by."""
    axes: Vectors
    """(columns, axes): the directions, orthonormal."""
    kept: Vectors
    """(axes,): the share of each that is left."""

    @classmethod
    def of(cls, ordinary: Vectors, language: str) -> Space:
        """From tone vectors of ordinary copy.

        The features are standardised; layers and spelling have unit length as they are.
        """
        spread = np.ones(ordinary.shape[1], dtype=np.float32)
        spread[COUNTED] = (ordinary[:, COUNTED].std(0) + 1e-3) / FEATURE_WEIGHT
        spread[SPELT] = 1 / LANGUAGES[language].fitting.trait_spelling
        scaled = ordinary[:: len(ordinary) // _SAMPLE + 1] / spread
        _, lengths, axes = np.linalg.svd(scaled - scaled.mean(0), full_matrices=False)
        kept = 1 / np.sqrt(1 + CALM * lengths**2 / len(scaled))
        return cls(spread, axes.T, kept.astype(np.float32))

    def within(self, other: Space) -> Space:
        """For this language's pairs when they teach another language's heads: features by its own spread."""
        spread = np.array(other.spread)
        spread[COUNTED] = self.spread[COUNTED]
        return other._replace(spread=spread)

    def lesson(self, sides: Sides, weight: float = 1.0) -> Lesson:
        """The sides as a lesson that weighs so much."""
        differences = self._drawn_in((sides.named - sides.other) / self.spread)
        return Lesson(differences, sides.genres, sides.pairs, np.full(len(differences), weight))

    def outside(self, heads: Vectors) -> Vectors:
        """Heads that were fitted here, for tone vectors as they come."""
        return self._drawn_in(heads) / self.spread

    def _drawn_in(self, rows: Vectors) -> Vectors:
        return np.asarray(rows - (rows @ self.axes * (1 - self.kept)) @ self.axes.T, dtype=np.float32)


def join(lessons: Sequence[Lesson]) -> Lesson:
    """Several lessons as one."""
    counts = np.cumsum([0, *(int(one.pairs.max()) + 1 for one in lessons)])
    renumbered = [one._replace(pairs=one.pairs + at) for one, at in zip(lessons, counts, strict=False)]
    return Lesson(*(np.concatenate(column) for column in zip(*renumbered, strict=True)))


class Fits(NamedTuple):
    """Heads on unscaled tone vectors."""

    weights: Vectors
    """(1 + BOOTSTRAPS, width): the full fit first."""
    without: dict[str, Vectors]
    """By genre, the head that saw no pair of it."""


def fit(lesson: Lesson, space: Space, name: str) -> Fits:
    """The heads that a lesson gives; `name` seeds the draws of the bootstraps."""
    rng = np.random.default_rng(crc32(name.encode()))
    count = int(lesson.pairs.max()) + 1
    draws = [np.bincount(rng.integers(0, count, count), minlength=count) for _ in range(BOOTSTRAPS)]
    genres = sorted(set(lesson.genres.tolist()))
    weights = [lesson.weights]
    weights += [lesson.weights * draw[lesson.pairs] for draw in draws]
    weights += [lesson.weights * (lesson.genres != genre) for genre in genres]
    # No head leaves the space that the differences span, which has fewer axes than there are columns.
    axes, coordinates = np.linalg.qr(lesson.differences.T)
    fits = space.outside(np.stack([_logistic(coordinates.T, one) for one in weights]) @ axes.T)
    full = 1 + BOOTSTRAPS
    return Fits(fits[:full], dict(zip(genres, fits[full:], strict=True)))


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
