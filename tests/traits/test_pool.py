from __future__ import annotations

import numpy as np

from samklang.traits.pool import Pool, pooled, weighted

MEANS = np.array([[1.0], [2.0], [-3.0]], dtype=np.float32)
PEAKS = np.array([[[3.0, 2.0, np.nan]], [[9.0, 1.0, 0.0]], [[0.5, 0.0, -1.0]]], dtype=np.float32)
WORDS = np.array([1.0, 3.0, 2.0], dtype=np.float32)
STARTS = np.array([0, 2])


def test_a_weighted_mean_counts_words() -> None:
    assert weighted(MEANS, WORDS, STARTS).ravel().tolist() == [1.75, -3.0]


def test_the_whole_is_the_mean_alone() -> None:
    assert pooled(Pool.WHOLE, MEANS, PEAKS, WORDS, STARTS).ravel().tolist() == [1.75, -3.0]


def test_peaks_are_taken_over_all_sentences_of_a_stretch() -> None:
    found = pooled(Pool.PEAK, MEANS, PEAKS, WORDS, STARTS).ravel()
    assert np.allclose(found, [1.75 + (9 + 3 + 2) / 3, -3.0 + (0.5 + 0 - 1) / 3])


def test_lows_are_the_least_of_them() -> None:
    found = pooled(Pool.LOW, MEANS, -PEAKS, WORDS, STARTS).ravel()
    assert np.allclose(found, [1.75 - (9 + 3 + 2) / 3, -3.0 - (0.5 + 0 - 1) / 3])
