"""Calibration of raw scores to points by location and scale, with their margins: 0 is the median of ordinary
copy in a language, -100 and 100 are the limits."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Z90 = 1.645
"""Half the width of a 90 % interval of the normal distribution, in standard deviations."""
STRONG = 0.9
"""Share of the sides of a trait's own pairs that score within 76 points, 100 tanh(1), of 0."""
ABSTAIN_WORDS = 3
ABSTAIN_MARGIN = 60.0
"""Points of margin over which a score abstains: the interval then holds neutral and strong texts alike."""
RELIABLE = 0.75
"""Held-out pairwise accuracy under which a trait abstains in a language."""

Raw = NDArray[np.float32]


class Calibration(NamedTuple):
    """What turns one trait's raw scores in one language into points and margins."""

    middle: float
    """Location: the median raw score of ordinary copy."""
    spread: float
    """Scale: the raw distance from the middle that becomes 76 points."""
    noise: float
    """Standard deviation of a text of one word, in raw units; that of `n` words is 1/sqrt(n) of it."""
    head_deviation: float
    """Standard deviation over the bootstrap heads, in raw units: the median over texts."""
    reliability: float
    """Held-out pairwise accuracy: share of pairs in the right order, by the head without their genre."""
    interval_coverage: float
    """Share of held-out pairs whose 90 % interval of the difference allows the right order. A pair's content,
    being the same on both sides, is no part of the interval."""
    pairs: int
    length_slope: float
    """Slope of a text's raw score on the logarithm of its words; 0 but for traits with a sharpness."""

    def points(self, raw: Raw) -> Raw:
        """Raw scores in points, -100 to 100."""
        return np.asarray(100 * np.tanh((raw - self.middle) / self.spread), dtype=np.float32)

    def margins(self, raw: Raw, head_deviations: Raw, words: Raw) -> Raw:
        """The wider half, in points, of the 90 % interval of raw scores.

        Two sources of error add up: which pairs the head was fitted on, and how few words the text has.

        Args:
            raw: (texts,): raw scores.
            head_deviations: (texts,): standard deviation of each over the bootstrap heads.
            words: (texts,): number of words of each.
        """
        noise = self.noise / np.sqrt(np.maximum(words, 1))
        half = np.asarray(Z90 * np.hypot(head_deviations, noise), dtype=np.float32)
        points = self.points(raw)
        wider = np.maximum(self.points(raw + half) - points, points - self.points(raw - half))
        return np.asarray(wider, dtype=np.float32)


class HeldOut(NamedTuple):
    """Raw scores of a trait's pairs by the heads that were fitted without them."""

    named: Raw
    other: Raw
    words: Raw
    """(2, pairs): number of words of each side."""
    head_deviations: Raw
    """(2, pairs): standard deviation of each side's raw score over the bootstrap heads."""


def calibrate(
    held_out: HeldOut, background: Raw, length_slope: float = 0.0, shift: float = 0.0
) -> Calibration:
    """Calibrates raw scores on a trait's own pairs and on ordinary copy.

    Args:
        held_out: raw scores of the pairs, the effect of length removed.
        background: the same of the pairs of all traits, (texts,).
        length_slope: of the effect of length that was removed.
        shift: from the median of the background to that of ordinary copy (`middles`), where it is known.
    """
    difference = held_out.named - held_out.other
    between = float(np.median(background))
    sides = np.concatenate([held_out.named, held_out.other])
    side_noise = _side_noise(held_out)
    interval = Z90 * _deviations(held_out, side_noise)
    return Calibration(
        middle=between + shift,
        spread=float(np.quantile(np.abs(sides - between), STRONG)),
        noise=math.hypot(_content_noise(held_out), side_noise / math.sqrt(2)),
        head_deviation=float(np.median(held_out.head_deviations)),
        reliability=float(np.mean(difference > 0) + np.mean(difference == 0) / 2),
        interval_coverage=float(np.mean(difference > -interval)),
        pairs=len(difference),
        length_slope=length_slope,
    )


def _content_noise(held_out: HeldOut) -> float:
    """Noise per word that content adds to both sides of a pair: by how far the pairs' means scatter."""
    means = (held_out.named + held_out.other) / 2
    return float(np.sqrt(np.mean((means - np.median(means)) ** 2 * held_out.words.mean(0))))


def _side_noise(held_out: HeldOut) -> float:
    """Noise per word of a side once its pair's content has cancelled.

    Found by bisection: the least noise at which the mean confidence in the order of a pair is no higher than
    the share of pairs that are in order.
    """
    difference = held_out.named - held_out.other
    accuracy = float(np.mean(difference > 0))
    low, high = 0.0, float(np.abs(difference).max() * np.sqrt(held_out.words.max()))
    for _ in range(40):
        noise = (low + high) / 2
        low, high = (noise, high) if _confidence(held_out, noise) > accuracy else (low, noise)
    return high


def _confidence(held_out: HeldOut, noise: float) -> float:
    """The mean probability, by the normal distribution, that a pair's difference has the right sign."""
    z_scores = np.abs(held_out.named - held_out.other) / np.maximum(_deviations(held_out, noise), 1e-9)
    return float(np.mean([(1 + math.erf(z / math.sqrt(2))) / 2 for z in z_scores]))


def _deviations(held_out: HeldOut, noise: float) -> Raw:
    """(pairs,): standard deviation of each pair's difference."""
    variances = held_out.head_deviations**2 + noise**2 / held_out.words
    return np.asarray(np.sqrt(variances.sum(0)), dtype=np.float32)
