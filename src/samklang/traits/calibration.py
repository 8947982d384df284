"""From raw scores to points: 0 is the middle of ordinary copy in a language, 100 as strong as it gets."""

from __future__ import annotations

import math
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
    held: float
    """Share of those pairs whose 90 % interval of the difference holds the right order; a pair's content,
    being the same on both sides, is no part of it."""
    pairs: int
    growth: float
    """What a text's raw score grows by with the logarithm of its words: sharpened means alone do."""

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


class Unseen(NamedTuple):
    """Raw scores of a trait's pairs by heads that did not see them."""

    named: Raw
    other: Raw
    words: Raw
    """(2, pairs): of each side."""
    blur: Raw
    """(2, pairs): the spread that the bootstraps give each side."""


def calibrate(unseen: Unseen, background: Raw, growth: float = 0.0) -> Calibration:
    """How raw scores read, from a trait's own pairs and from the raw scores of ordinary copy.

    Args:
        unseen: the pairs' raw scores, their growth with length taken off.
        background: the same of ordinary copy.
        growth: what was taken off.
    """
    difference = unseen.named - unseen.other
    middle = float(np.median(background))
    sides = np.concatenate([unseen.named, unseen.other])
    own = _of_differences(unseen)
    interval = Z90 * _spread(unseen, own)
    return Calibration(
        middle=middle,
        spread=float(np.quantile(np.abs(sides - middle), STRONG)),
        noise=math.hypot(_of_middles(unseen), own / math.sqrt(2)),
        blur=float(np.median(unseen.blur)),
        reliability=float(np.mean(difference > 0) + np.mean(difference == 0) / 2),
        held=float(np.mean(difference > -interval)),
        pairs=len(difference),
        growth=growth,
    )


def _of_middles(unseen: Unseen) -> float:
    """How far the middles of pairs scatter, in noise a word: what their content adds to both sides."""
    middles = (unseen.named + unseen.other) / 2
    return float(np.sqrt(np.mean((middles - np.median(middles)) ** 2 * unseen.words.mean(0))))


def _of_differences(unseen: Unseen) -> float:
    """The least noise a word at which pairs are in order as often as the intervals of their
    differences say: what is left of a side when content has cancelled."""
    difference = unseen.named - unseen.other
    ordered = float(np.mean(difference > 0))
    low, high = 0.0, float(np.abs(difference).max() * np.sqrt(unseen.words.max()))
    for _ in range(40):
        noise = (low + high) / 2
        low, high = (noise, high) if _confidence(unseen, noise) > ordered else (low, noise)
    return high


def _confidence(unseen: Unseen, noise: float) -> float:
    """How sure the intervals say one is of the order of a pair, on average."""
    certain = np.abs(unseen.named - unseen.other) / np.maximum(_spread(unseen, noise), 1e-9)
    return float(np.mean([(1 + math.erf(one / math.sqrt(2))) / 2 for one in certain]))


def _spread(unseen: Unseen, noise: float) -> Raw:
    """The spread of a pair's difference."""
    return np.asarray(np.sqrt((unseen.blur**2 + noise**2 / unseen.words).sum(0)), dtype=np.float32)
