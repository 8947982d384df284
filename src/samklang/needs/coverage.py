"""Coverage: the probability that a person would say that a passage answers a need.

Each need has a one-vs-rest logistic regression on every layer of the encoder and on a few cues. It is fitted
on answers against near misses, other needs' answers and ordinary copy. Platt scaling (Platt 1999) of its
cross-validated scores gives the probabilities. Figures: docs/adr/0006-coverage.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.needs.cues import CUES, cues

INVERSE_REGULARISATION = 10.0
"""Inverse regularisation strength, scikit-learn's C."""
OTHER_LANGUAGES = 0.5
"""Weight of an example in another language: they improved the Swedish and Danish heads a good deal."""
OTHER_NEEDS = 3.5
"""Total weight of the other needs' answers as negative examples, relative to that of the near misses: some
answer two needs at once, and the number of needs must not change what coverage means."""
FOLDS = 5
"""Of the cross-validation that calibrates a head."""

Vectors = NDArray[np.float32]


class LabelledExamples(NamedTuple):
    """One need's examples in one language, a row each."""

    vectors: Vectors
    labels: NDArray[np.int64]
    """1 for answers, 0 for negative examples."""
    weights: NDArray[np.float64]
    near_misses: NDArray[np.int64]
    """1 for near misses, by which the folds are stratified."""


class Head(NamedTuple):
    """One need in one language: `sigmoid(slope * (vectors @ weights) + intercept)`."""

    weights: Vectors
    slope: float
    intercept: float
    reliability: float | None = None
    """Share of pairs of an answer and a near miss in the right order, by heads that saw neither; None of a
    brand's own need, all of whose few examples teach it."""


def inputs(layers: Vectors, texts: Sequence[str]) -> Vectors:
    """The inputs of a head: layers (together at unit length) and cues, a row per text."""
    return np.hstack([layers / _length(layers), cues(texts)])


def answers(layers: Vectors, texts: Sequence[str], heads: Sequence[Head]) -> Vectors:
    """(texts, needs): the probability that each text answers each need.

    The heads' `inputs` are not built: copying them takes longer than the rest.
    """
    weights = np.stack([head.weights for head in heads]).T
    raw = layers @ weights[:-CUES] / _length(layers) + cues(texts) @ weights[-CUES:]
    return _sigmoid(raw, heads)


def _length(layers: Vectors) -> Vectors:
    lengths: Vectors = np.maximum(np.sqrt(np.einsum("ij,ij->i", layers, layers)), 1e-9)[:, None]
    return lengths


def fit(own: LabelledExamples, others: Sequence[LabelledExamples]) -> Head:
    """Fits the head of a need in one language, on its own examples and on those of the other languages.

    Its Platt scaling is fitted on its own examples' out-of-fold scores (stratified k-fold).
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    out_of_fold = np.zeros(len(own.labels))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(own.vectors, own.labels + 2 * own.near_misses):
        rest = LabelledExamples(*(part[train] for part in own))
        out_of_fold[test] = own.vectors[test] @ _weights(rest, others)
    platt = LogisticRegression(C=100.0).fit(out_of_fold[:, None], own.labels, sample_weight=own.weights)
    return Head(
        _weights(own, others),
        float(platt.coef_[0, 0]),
        float(platt.intercept_[0]),
        _in_order(out_of_fold[own.labels == 1], out_of_fold[own.near_misses == 1]),
    )


def _in_order(answers: NDArray[np.float64], misses: NDArray[np.float64]) -> float:
    """The share of pairs in which the answer scores over the near miss."""
    over = answers[:, None] - misses
    return float(np.mean(over > 0) + np.mean(over == 0) / 2)


def _sigmoid(raw: Vectors, heads: Sequence[Head]) -> Vectors:
    slopes = np.array([head.slope for head in heads], dtype=np.float32)
    intercepts = np.array([head.intercept for head in heads], dtype=np.float32)
    return np.asarray(1 / (1 + np.exp(-(raw * slopes + intercepts))), dtype=np.float32)


def _weights(own: LabelledExamples, others: Sequence[LabelledExamples]) -> Vectors:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1000, class_weight="balanced")
    model.fit(
        np.concatenate([own.vectors, *(other.vectors for other in others)]),
        np.concatenate([own.labels, *(other.labels for other in others)]),
        sample_weight=np.concatenate([own.weights, *(other.weights * OTHER_LANGUAGES for other in others)]),
    )
    coefficients: Vectors = model.coef_[0].astype(np.float32)
    return coefficients
