from __future__ import annotations

import numpy as np
import pytest

from samklang.traits.calibration import Calibration, Unseen, calibrate


def drawn(noise: float, blur: float = 0.0, words: int = 16, apart: float = 1.0) -> Calibration:
    """Of pairs that lie `apart`, seen through noise of so much a word."""
    rng = np.random.default_rng(5)
    content = rng.normal(0, noise / np.sqrt(words), (2, 4000))
    truth = np.array([[apart / 2], [-apart / 2]])
    named, other = (truth + content).astype(np.float32)
    counts = np.full((2, 4000), words, dtype=np.float32)
    unseen = Unseen(named, other, counts, np.full_like(counts, blur))
    return calibrate(unseen, background=np.concatenate([named, other]))


@pytest.mark.parametrize("noise", [2.0, 4.0])
def test_the_noise_of_a_word_is_found_again(noise: float) -> None:
    assert drawn(noise).noise == pytest.approx(noise, rel=0.15)


def test_the_middle_is_that_of_ordinary_copy_and_strong_copy_is_76() -> None:
    found = drawn(1.0)
    assert found.middle == pytest.approx(0, abs=0.05)
    scores = found.points(np.array([found.middle, found.middle + found.spread], dtype=np.float32))
    assert scores.tolist() == pytest.approx([0, 76.16], abs=0.01)


@pytest.mark.parametrize(("noise", "reliable"), [(0.5, 1.0), (2.0, 0.92), (6.0, 0.68)])
def test_the_interval_of_a_difference_holds_the_right_order_as_often_as_it_says(
    noise: float, reliable: float
) -> None:
    found = drawn(noise)
    assert found.reliability == pytest.approx(reliable, abs=0.03)
    assert found.held >= 0.9


def test_a_margin_shrinks_with_words_and_grows_with_the_spread_of_the_heads() -> None:
    found = drawn(2.0)
    raw = np.zeros(3, dtype=np.float32)
    few, many, blurred = found.margins(
        raw, np.array([0, 0, 1.0], dtype=np.float32), np.array([5, 50, 50], dtype=np.float32)
    )
    assert many < few
    assert many < blurred <= 200
