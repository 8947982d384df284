from __future__ import annotations

import numpy as np
import pytest

from samklang.traits.calibration import Calibration, HeldOut, calibrate


def simulated(noise: float, head_deviation: float = 0.0, words: int = 16, apart: float = 1.0) -> Calibration:
    """The calibration of simulated pairs that lie `apart`, with this much noise per word."""
    rng = np.random.default_rng(5)
    content = rng.normal(0, noise / np.sqrt(words), (2, 4000))
    truth = np.array([[apart / 2], [-apart / 2]])
    named, other = (truth + content).astype(np.float32)
    counts = np.full((2, 4000), words, dtype=np.float32)
    held_out = HeldOut(named, other, counts, np.full_like(counts, head_deviation))
    return calibrate(held_out, background=np.concatenate([named, other]))


@pytest.mark.parametrize("noise", [2.0, 4.0])
def test_the_noise_per_word_is_recovered(noise: float) -> None:
    assert simulated(noise).noise == pytest.approx(noise, rel=0.15)


def test_the_middle_is_that_of_ordinary_copy_and_strong_copy_is_76() -> None:
    calibration = simulated(1.0)
    assert calibration.middle == pytest.approx(0, abs=0.05)
    scores = calibration.points(
        np.array([calibration.middle, calibration.middle + calibration.spread], dtype=np.float32)
    )
    assert scores.tolist() == pytest.approx([0, 76.16], abs=0.01)


@pytest.mark.parametrize(("noise", "reliable"), [(0.5, 1.0), (2.0, 0.92), (6.0, 0.68)])
def test_the_interval_of_a_difference_allows_the_right_order_as_often_as_it_claims(
    noise: float, reliable: float
) -> None:
    calibration = simulated(noise)
    assert calibration.reliability == pytest.approx(reliable, abs=0.03)
    assert calibration.interval_coverage >= 0.9


def test_a_margin_shrinks_with_words_and_grows_with_the_deviation_of_the_heads() -> None:
    calibration = simulated(2.0)
    raw = np.zeros(3, dtype=np.float32)
    few, many, uncertain = calibration.margins(
        raw, np.array([0, 0, 1.0], dtype=np.float32), np.array([5, 50, 50], dtype=np.float32)
    )
    assert many < few
    assert many < uncertain <= 200
