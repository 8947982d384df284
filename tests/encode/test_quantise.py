"""Products in bytes: what a step to bytes takes off comes back, and rounding makes good what it changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from samklang.encode import graph, quantise
from samklang.encode.columns import ByteScale, Columns
from samklang.encode.export import ordinary
from samklang.encode.reference import ReferenceEngine
from tests import models


def states(seed: int, shift: float, columns: int = 12) -> np.ndarray:
    """Columns that lean on each other, a few of them far larger than the rest."""
    draw = np.random.default_rng(seed)
    mixed = draw.normal(size=(4000, 10)) @ draw.normal(size=(10, columns))
    return mixed * np.where(np.arange(columns) % 5, 1, 20) + shift


def columns(found: np.ndarray) -> Columns:
    moments = found.T @ found / len(found)
    return Columns(mean=found.mean(0), low=found.min(0), high=found.max(0), moments=moments)


def in_bytes(found: np.ndarray, step: ByteScale) -> np.ndarray:
    return np.rint((found - step.middle) / step.unit) + step.zero


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (states(1, 30), columns(states(1, 30)).around_middle()),
        (np.maximum(states(2, 0), -0.2), columns(np.maximum(states(2, 0), -0.2)).from_lowest()),
        (np.zeros((3, 12)), columns(np.zeros((3, 12))).around_middle()),
    ],
)
def test_states_come_back_from_bytes_to_within_half_a_step(found: np.ndarray, step: ByteScale) -> None:
    stepped = in_bytes(found, step)
    assert stepped.min() >= 0 and stepped.max() <= 255
    back = step.middle + step.unit * (stepped - step.zero)
    assert (np.abs(back - found) <= step.unit / 2 + 1e-9).all()


def test_moments_of_bytes_are_those_of_the_bytes() -> None:
    found = states(3, 30)
    step = columns(found).around_middle()
    drawn = (found - step.middle) / step.unit
    told = columns(found).moments_of_bytes(step)
    assert np.allclose(told, drawn.T @ drawn / len(drawn), rtol=1e-6, atol=1e-6 * told.max())


def test_rounded_weights_change_the_product_less_than_the_nearest_do() -> None:
    found = states(4, 0, columns=80)  # more rows than a block holds
    found /= found.std(0)
    weights = np.random.default_rng(5).normal(size=(80, 16))
    unit = np.abs(weights).max(0) / 7
    steps = quantise.rounded(weights, unit, found.T @ found / len(found))
    assert np.array_equal(steps, np.rint(steps))
    nearest = np.rint(weights / unit)
    errors = [np.abs(found @ (one * unit - weights)).mean() for one in (steps, nearest)]
    assert errors[0] < 0.5 * errors[1]


def test_weights_stay_where_two_products_fit_in_sixteen_bits() -> None:
    moments = np.array([[1.0, 0.999], [0.999, 1.0]])
    steps = quantise.rounded(np.array([[0.5], [1.0]]), np.array([1 / 63]), moments)
    assert np.abs(steps).max() <= 63
    assert 2 * 255 * 63 < 2**15


@pytest.mark.parametrize(
    ("kind", "attentions"), [("bert", models.LAYERS), ("roberta", models.LAYERS), ("mpnet", 0)]
)
def test_attention_runs_with_its_products_as_one_operator_where_the_model_lets_it(
    kind: str, attentions: int, tmp_path: Path
) -> None:
    loaded = ReferenceEngine(str(models.save(tmp_path, kind))).loaded
    graph.write(loaded, tmp_path / "single.onnx")
    quantise.write(
        tmp_path / "single.onnx", tmp_path / "graph.onnx", graph.tokenizer(loaded), ordinary()[:20]
    )
    operators = [one.op_type for one in onnx.load(tmp_path / "graph.onnx").graph.node]
    assert operators.count("QAttention") == attentions
    assert operators.count("MatMulIntegerToFloat") == (3 if attentions else 6) * models.LAYERS
