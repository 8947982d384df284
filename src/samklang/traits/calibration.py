"""From raw scores to points: 0 is the middle of ordinary copy in a language, 100 as strong as it gets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Z90 = 1.645
"""Half the width of a 90 % interval, in standard deviations."""
STRONG = 0.9
"""The share of a trait's own pairs that stay within 76 points, tanh(1)."""
ABSTAIN_WORDS = 3
ABSTAIN_MARGIN = 60.0
"""Points: an interval this wide covers a neutral text and a strong one alike."""
RELIABLE = 0.75
"""Held-out pair accuracy under which a trait abstains in a language."""

Raw = NDArray[np.float32]


class Calibration(NamedTuple):
    """How one trait's raw scores read in one language."""

    middle: float
    spread: float
    noise: float
    """Spread of a single word's worth of text, in raw units."""
    blur: float
    """Spread that comes of which pairs the head was taught with, at the median text."""
    reliability: float
    """Share of pairs in the right order when their genre was left out."""
    pairs: int

    def points(self, raw: Raw) -> Raw:
        """Raw scores on -100 to 100."""
        return np.asarray(100 * np.tanh((raw - self.middle) / self.spread), dtype=np.float32)

    def margins(self, raw: Raw, spread_of_heads: Raw, words: Raw) -> Raw:
        """Half the width, in points, of the 90 % interval round raw scores; its wider half.

        Two things blur a score: which pairs the head was taught with, and how few words the text has.
        """
        noise = self.noise / np.sqrt(np.maximum(words, 1))
        blur = np.asarray(Z90 * np.hypot(spread_of_heads, noise), dtype=np.float32)
        points = self.points(raw)
        wider = np.maximum(self.points(raw + blur) - points, points - self.points(raw - blur))
        return np.asarray(wider, dtype=np.float32)


def calibrate(
    named: Raw, other: Raw, background: Raw, degrees: NDArray[np.str_], words: Raw, blur: float
) -> Calibration:
    """From raw scores of a trait's pairs by heads that did not see them, and of the other traits' texts.

    Args:
        named: a raw score for each pair's named side.
        other: the same for the other side.
        background: raw scores of ordinary copy.
        degrees: how far apart each pair is meant to be.
        words: (2, pairs): of each side.
        blur: the spread that the bootstraps give.
    """
    middle = float(np.median(background))
    spread = float(np.quantile(np.abs(np.concatenate([named, other]) - middle), STRONG))
    ordered = float(np.mean(named > other) + np.mean(named == other) / 2)
    return Calibration(
        middle, spread, _noise(np.stack([named, other]), degrees, words), blur, ordered, len(named)
    )


def _noise(sides: Raw, degrees: NDArray[np.str_], words: Raw) -> float:
    """How far texts of one pole and degree scatter, for one word's worth of text."""
    rest = np.array(sides)
    for degree in set(degrees):
        of = degrees == degree
        rest[:, of] -= rest[:, of].mean(axis=1, keepdims=True)
    return float(np.sqrt(np.mean(rest**2 * words)))
