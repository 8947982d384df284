"""Coverage: the probability that a person would say that a passage answers a need.

Each need has a one-vs-rest logistic regression on every layer of the encoder, on a few cues and, in languages
that the encoder does not know, on spelling. It is fitted on answers against near misses, other needs' answers
and ordinary copy. Platt scaling (Platt 1999) of its cross-validated scores gives the probabilities. Figures:
docs/adr/0006-coverage.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CUE_WEIGHT = 0.3
"""Value of a cue that is present, beside the unit-length layers."""
SPELLING_WEIGHT = {"en": 0.0, "sv": 1.0, "da": 1.0}
"""Letter sequences told answers from near misses in Swedish and Danish, and blurred them in English."""
INVERSE_REGULARISATION = 10.0
"""Inverse regularisation strength, scikit-learn's C."""
OTHER_LANGUAGES = 0.5
"""Weight of an example in another language: they improved the Swedish and Danish heads a good deal."""
OTHER_NEEDS = 3.5
"""Total weight of the other needs' answers as negative examples, relative to that of the near misses: some
answer two needs at once, and the number of needs must not change what coverage means."""
FOLDS = 5
"""Of the cross-validation that calibrates a head."""


class _Cue(NamedTuple):
    """A binary feature: whether a pattern matches a text in lower case."""

    pattern: re.Pattern[str]
    required: tuple[str, ...] = ()
    """Every match contains one of these; they are looked for first, since that is quicker."""

    def present(self, text: str) -> bool:
        return (not self.required or any(part in text for part in self.required)) and bool(
            self.pattern.search(text)
        )


_CUES = tuple(
    _Cue(re.compile(pattern), tuple(required.split()))
    for pattern, required in (
        (r"\d", ""),
        (r"[£$€]|\b(?:kr|sek|dkk)\b|\d:-", "£ $ € kr sek dkk :-"),
        (
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:mån|tis|ons|tors|fre|lör|sön)dag"
            r"|\b(?:man|tirs|ons|tors|fre|lør|søn)dag|\b(?:today|tomorrow|i ?dag|i ?morgon|i ?morgen)\b",
            "day dag morgon morgen tomorrow",
        ),
        (
            r"\b(?:days?|dagar|dage|(?:var|hver)dage?r?|weeks?|veckor|uger|hours?|timmar|timer|år|years?"
            r"|months?|månader|måneder)\b",
            "day dag week veckor uger hour timmar timer år year month måna måne",
        ),
        (
            r"@|\b\d{2,}[ -]\d{2,}|\b(?:call|ring|phone|tel|telefon|chatt?a?)\b",
            "@ 0 1 2 3 4 5 6 7 8 9 call ring phone tel chat",
        ),
        (r"https?:|www\.|\{\w+\}", "http www. {"),
        (r"\d{1,2}[.:]\d{2}|\b\d{1,2} ?(?:am|pm)\b", ""),
        (r"\?", ""),
        (r"\b(?:free|gratis|utan kostnad|uden beregning)\b", "free gratis kostnad beregning"),
    )
)

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


def inputs(layers: Vectors, spelt: Vectors, texts: Sequence[str], language: str) -> Vectors:
    """The inputs of a head: layers (together at unit length), cues and spelling, a row per text."""
    return np.hstack([layers / _length(layers), _cues(texts), spelt * SPELLING_WEIGHT[language]])


def answers(
    layers: Vectors, spelt: Vectors, texts: Sequence[str], language: str, heads: Sequence[Head]
) -> Vectors:
    """(texts, needs): the probability that each text answers each need.

    The same as `probabilities` of `inputs`, but without building `inputs`, which takes longer than the rest.
    """
    weights = np.stack([head.weights for head in heads]).T
    cues, spelling = layers.shape[1], layers.shape[1] + len(_CUES)
    raw = layers @ weights[:cues] / _length(layers) + _cues(texts) @ weights[cues:spelling]
    if weight := SPELLING_WEIGHT[language]:
        raw += spelt @ weights[spelling:] * weight
    return _sigmoid(raw, heads)


def _length(layers: Vectors) -> Vectors:
    lengths: Vectors = np.maximum(np.sqrt(np.einsum("ij,ij->i", layers, layers)), 1e-9)[:, None]
    return lengths


def _cues(texts: Sequence[str]) -> Vectors:
    present = [[cue.present(text) for cue in _CUES] for text in map(str.lower, texts)]
    return np.array(present, dtype=np.float32).reshape(len(texts), len(_CUES)) * CUE_WEIGHT


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
    return Head(_weights(own, others), float(platt.coef_[0, 0]), float(platt.intercept_[0]))


def probabilities(vectors: Vectors, heads: Sequence[Head]) -> Vectors:
    """(texts, needs): the probability that each text answers each need."""
    return _sigmoid(vectors @ np.stack([head.weights for head in heads]).T, heads)


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
