"""Sums per document, from which figures and their bootstrap intervals are computed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.model import Band, Channel, Interval, Measurement

ZERO_CLOSENESS = 50.0
"""Points outside the band from which a passage's closeness is 0."""
DRAWS = 400
"""Number of bootstrap resamples."""
_QUANTILES = (0.05, 0.95)
"""Of the 90 % percentile interval."""

Figures = NDArray[np.float64]
Counts = NDArray[np.int64]


def closeness(band: Band, score: float) -> float:
    """1 inside the band, falling linearly to 0 at `ZERO_CLOSENESS` points outside it."""
    return max(0.0, 1.0 - abs(band.overshoot(score)) / ZERO_CLOSENESS)


class Gap(NamedTuple):
    """The document in which a share has most to gain."""

    document: str
    furthest: Measurement
    """Its passage that costs most."""
    share: float
    """How much the share would rise if the document met the criterion fully, 0 to 1."""


class DocumentShares:
    """The share to which copy meets a criterion, 0 to 1: word-weighted, with sums per document."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._met: list[float] = []
        """Words times the share to which they meet the criterion."""
        self._words: list[float] = []
        self._worst: list[Measurement | None] = []

    def add(self, name: str, passages: Iterable[tuple[float, Measurement]]) -> None:
        """Adds a document: its passages that could be scored, each with its share."""
        met = words = highest_loss = 0.0
        worst: Measurement | None = None
        for share, measurement in passages:
            met += share * measurement.passage.words
            words += measurement.passage.words
            if (loss := (1 - share) * measurement.passage.words) > highest_loss:
                highest_loss, worst = loss, measurement
        self._names.append(name)
        self._met.append(met)
        self._words.append(words)
        self._worst.append(worst)

    @property
    def value(self) -> float | None:
        """The share; None if nothing could be scored."""
        words = sum(self._words)
        return sum(self._met) / words if words else None

    def resampled(self, counts: Counts) -> Figures:
        """(draws,): the share in each bootstrap resample; NaN where nothing in it could be scored."""
        words = counts @ np.array(self._words)
        with np.errstate(invalid="ignore"):
            return np.asarray(counts @ np.array(self._met) / words)

    def gap(self) -> Gap | None:
        """The document in which most can be gained; None if there is nothing to gain."""
        words = sum(self._words)
        losses = [words_there - met for words_there, met in zip(self._words, self._met, strict=True)]
        index = max(range(len(losses)), key=losses.__getitem__, default=None)
        if index is None or (worst := self._worst[index]) is None:
            return None
        return Gap(self._names[index], worst, losses[index] / words)

    def gain(self, document: str) -> float:
        """How much the share would rise if this document met the criterion fully."""
        words = sum(self._words)
        rows = zip(self._names, self._words, self._met, strict=True)
        losses = (words_there - met for name, words_there, met in rows if name == document)
        return sum(losses) / words if words else 0.0


def below_target(channel: Channel, trait: str, gap: Gap) -> bool:
    """Whether the passage of a gap scores under the target of a trait."""
    band = channel.band(trait)
    return band is not None and gap.furthest.traits[trait].score < band.target


def draws(documents: int, seed: int = 0) -> Counts:
    """(draws, documents): how often each document is in each bootstrap resample (Efron 1979).

    Documents are resampled, not passages, since the passages of a document resemble each other (a cluster
    bootstrap).
    """
    return np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=DRAWS)


def weighted_mean(shares: Iterable[tuple[float, Figures]]) -> Figures:
    """(draws,): the weighted mean of shares, each given with its weight; NaN has no weight."""
    rows = list(shares)
    weights = np.array([weight for weight, _ in rows])[:, None]
    figures = np.array([row for _, row in rows])
    known = ~np.isnan(figures)
    with np.errstate(invalid="ignore"):
        return np.asarray((weights * np.where(known, figures, 0)).sum(0) / (weights * known).sum(0))


def interval(figure: float | None, resampled: Figures) -> Interval | None:
    """The 90 % percentile interval of a figure of 0 to 100, widened to contain it.

    Args:
        resampled: (draws,): the figure in bootstrap resamples, 0 to 1.

    Returns:
        None if the figure is unknown in every resample.
    """
    known = resampled[~np.isnan(resampled)]
    if figure is None or not len(known):
        return None
    low, high = (float(bound) for bound in np.quantile(100 * known, _QUANTILES))
    return Interval(min(low, figure), max(high, figure))
