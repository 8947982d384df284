from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samklang.traits.pool import log_mean_exp, weighted_mean

VALUES = np.array([[1.0], [2.0], [-3.0]], dtype=np.float32)
WORDS = np.array([1.0, 3.0, 2.0], dtype=np.float32)
STARTS = np.array([0, 2])


def pooled(sharpness: float) -> list[float]:
    means = log_mean_exp(VALUES, np.array([sharpness], dtype=np.float32), WORDS, STARTS)
    return [float(mean) for mean in means.ravel()]


def test_a_weighted_mean_counts_words() -> None:
    assert weighted_mean(VALUES, WORDS, STARTS).ravel().tolist() == [1.75, -3.0]


def test_a_little_sharpness_is_the_plain_mean() -> None:
    assert np.allclose(pooled(1e-3), [1.75, -3.0], atol=1e-3)


def test_positive_sharpness_leans_to_the_highest_and_negative_to_the_lowest() -> None:
    assert pooled(-9)[0] < pooled(-1)[0] < 1.75 < pooled(1)[0] < pooled(9)[0] < 2
    assert pooled(9)[1] == pooled(-9)[1] == -3


def test_high_scores_do_not_overflow() -> None:
    means = log_mean_exp(VALUES * 1000, np.array([50.0], dtype=np.float32), WORDS, STARTS)
    assert np.isfinite(means).all()


@given(
    st.lists(st.floats(-9, 9, width=32), min_size=2, max_size=9),
    st.sampled_from([-2.0, -0.3, 0.5, 1.2]),
    st.data(),
)
def test_parts_and_the_whole_agree(scores: list[float], sharpness: float, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(scores) - 1))
    values, words = np.array(scores, dtype=np.float32)[:, None], np.ones(len(scores), dtype=np.float32)
    sharp = np.array([sharpness], dtype=np.float32)
    parts = log_mean_exp(values, sharp, words, np.array([0, cut]))
    joined = log_mean_exp(parts, sharp, np.array([cut, len(scores) - cut], dtype=np.float32), np.array([0]))
    assert np.allclose(joined, log_mean_exp(values, sharp, words, np.array([0])), atol=1e-3)
