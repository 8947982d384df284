"""Coverage: how probable it is that a person would say of a passage "that answers it".

A logistic head a need over every layer of the encoder, a few cues and (where the encoder does not
know the language) spelling, taught with answers against near misses, other needs' answers and
ordinary copy, then calibrated on examples it had not seen. docs/adr/0006-coverage.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CUE_WEIGHT = 0.3
SPELLING_WEIGHT = {"en": 0.0, "sv": 1.0, "da": 1.0}
"""Letter sequences told answers from near misses in Swedish and Danish, and blurred them in English."""
STRENGTH = 10.0
OTHER_LANGUAGES = 0.5
"""What an example in another language weighs: it taught Swedish and Danish heads a good deal."""
OTHER_NEEDS = 3.5
"""What the other needs' answers weigh together as counter-examples, beside the near misses: some answer two
needs at once, and how many needs there are must not change what coverage means."""
FOLDS = 5


class _Cue(NamedTuple):
    """What a text in lower case may show."""

    shows: re.Pattern[str]
    within: tuple[str, ...] = ()
    """One of these stands in whatever shows it, and is sooner looked for."""

    def seen(self, text: str) -> bool:
        return (not self.within or any(part in text for part in self.within)) and bool(
            self.shows.search(text)
        )


_CUES = tuple(
    _Cue(re.compile(pattern), tuple(within.split()))
    for pattern, within in (
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


class Taught(NamedTuple):
    """One need's examples in one language."""

    vectors: Vectors
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]
    hard: NDArray[np.int64]
    """1 for near misses, so that every fold gets its share of them."""


class Head(NamedTuple):
    """One need in one language: `sigmoid(slope * (vectors @ weights) + intercept)`."""

    weights: Vectors
    slope: float
    intercept: float
    reliability: float | None = None
    """Share of pairs of an answer and a near miss in the right order, by heads that saw neither; None of a
    brand's own need, all of whose few examples teach it."""


def inputs(layers: Vectors, spelt: Vectors, texts: Sequence[str], language: str) -> Vectors:
    """What a head sees of each text: its layers at unit length in all, then its cues and spelling."""
    return np.hstack([layers / _length(layers), _cues(texts), spelt * SPELLING_WEIGHT[language]])


def answers(
    layers: Vectors, spelt: Vectors, texts: Sequence[str], language: str, heads: Sequence[Head]
) -> Vectors:
    """(texts, needs): the probability that each text answers each need.

    The heads' `inputs` are never put together: to copy them takes longer than the rest.
    """
    weights = np.stack([head.weights for head in heads]).T
    cued, spelled = layers.shape[1], layers.shape[1] + len(_CUES)
    raw = layers @ weights[:cued] / _length(layers) + _cues(texts) @ weights[cued:spelled]
    if weight := SPELLING_WEIGHT[language]:
        raw += spelt @ weights[spelled:] * weight
    return _sigmoid(raw, heads)


def _length(layers: Vectors) -> Vectors:
    lengths: Vectors = np.maximum(np.sqrt(np.einsum("ij,ij->i", layers, layers)), 1e-9)[:, None]
    return lengths


def _cues(texts: Sequence[str]) -> Vectors:
    found = [[cue.seen(text) for cue in _CUES] for text in map(str.lower, texts)]
    return np.array(found, dtype=np.float32).reshape(len(texts), len(_CUES)) * CUE_WEIGHT


def fit(own: Taught, others: Sequence[Taught]) -> Head:
    """The head of a need in one language, helped by the examples of the other languages."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    unseen = np.zeros(len(own.labels))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(own.vectors, own.labels + 2 * own.hard):
        taught = Taught(*(part[train] for part in own))
        unseen[test] = own.vectors[test] @ _weights(taught, others)
    platt = LogisticRegression(C=100.0).fit(unseen[:, None], own.labels, sample_weight=own.weights)
    return Head(
        _weights(own, others),
        float(platt.coef_[0, 0]),
        float(platt.intercept_[0]),
        _in_order(unseen[own.labels == 1], unseen[own.hard == 1]),
    )


def _in_order(answers: NDArray[np.float64], misses: NDArray[np.float64]) -> float:
    """The share of pairs in which the answer scores over the near miss."""
    over = answers[:, None] - misses
    return float(np.mean(over > 0) + np.mean(over == 0) / 2)


def _sigmoid(raw: Vectors, heads: Sequence[Head]) -> Vectors:
    slopes = np.array([head.slope for head in heads], dtype=np.float32)
    intercepts = np.array([head.intercept for head in heads], dtype=np.float32)
    return np.asarray(1 / (1 + np.exp(-(raw * slopes + intercepts))), dtype=np.float32)


def _weights(own: Taught, others: Sequence[Taught]) -> Vectors:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced")
    model.fit(
        np.concatenate([own.vectors, *(other.vectors for other in others)]),
        np.concatenate([own.labels, *(other.labels for other in others)]),
        sample_weight=np.concatenate([own.weights, *(other.weights * OTHER_LANGUAGES for other in others)]),
    )
    coefficients: Vectors = model.coef_[0].astype(np.float32)
    return coefficients
