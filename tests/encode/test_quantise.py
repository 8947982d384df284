"""Quantisation: bytes map back to the activations, and GPTQ compensates rounding errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from samklang.encode import graph, quantise
from samklang.encode.activations import ActivationStatistics, Quantisation
from samklang.encode.export import calibration_texts
from samklang.encode.reference import ReferenceEngine
from samklang.encode.vocabularies import Vocabularies
from tests import models


def activations(seed: int, shift: float, columns: int = 12) -> np.ndarray:
    """Correlated columns, a few of them far larger than the rest."""
    draw = np.random.default_rng(seed)
    mixed = draw.normal(size=(4000, 10)) @ draw.normal(size=(10, columns))
    return mixed * np.where(np.arange(columns) % 5, 1, 20) + shift


def statistics(states: np.ndarray) -> ActivationStatistics:
    moments = states.T @ states / len(states)
    return ActivationStatistics(mean=states.mean(0), low=states.min(0), high=states.max(0), moments=moments)


def quantised(states: np.ndarray, quantisation: Quantisation) -> np.ndarray:
    return np.rint((states - quantisation.shift) / quantisation.scale) + quantisation.zero_point


@pytest.mark.parametrize(
    ("states", "quantisation"),
    [
        (activations(1, 30), statistics(activations(1, 30)).symmetric()),
        (np.maximum(activations(2, 0), -0.2), statistics(np.maximum(activations(2, 0), -0.2)).asymmetric()),
        (np.zeros((3, 12)), statistics(np.zeros((3, 12))).symmetric()),
    ],
)
def test_activations_come_back_from_bytes_to_within_half_a_step(
    states: np.ndarray, quantisation: Quantisation
) -> None:
    as_bytes = quantised(states, quantisation)
    assert as_bytes.min() >= 0 and as_bytes.max() <= 255
    back = quantisation.shift + quantisation.scale * (as_bytes - quantisation.zero_point)
    assert (np.abs(back - states) <= quantisation.scale / 2 + 1e-9).all()


def test_quantised_moments_are_those_of_the_quantised_columns() -> None:
    states = activations(3, 30)
    quantisation = statistics(states).symmetric()
    scaled = (states - quantisation.shift) / quantisation.scale
    moments = statistics(states).quantised_moments(quantisation)
    assert np.allclose(moments, scaled.T @ scaled / len(scaled), rtol=1e-6, atol=1e-6 * moments.max())


def test_gptq_changes_the_product_less_than_rounding_to_nearest() -> None:
    states = activations(4, 0, columns=80)  # more rows than a block holds
    states /= states.std(0)
    weights = np.random.default_rng(5).normal(size=(80, 16))
    scale = np.abs(weights).max(0) / 7
    steps = quantise.gptq(weights, scale, states.T @ states / len(states))
    assert np.array_equal(steps, np.rint(steps))
    nearest = np.rint(weights / scale)
    errors = [np.abs(states @ (rounded * scale - weights)).mean() for rounded in (steps, nearest)]
    assert errors[0] < 0.5 * errors[1]


def test_weights_are_clipped_so_that_two_products_fit_in_sixteen_bits() -> None:
    moments = np.array([[1.0, 0.999], [0.999, 1.0]])
    steps = quantise.gptq(np.array([[0.5], [1.0]]), np.array([1 / 63]), moments)
    assert np.abs(steps).max() <= 63
    assert 2 * 255 * 63 < 2**15


@pytest.mark.parametrize(
    ("kind", "attentions"), [("bert", models.LAYERS), ("roberta", models.LAYERS), ("mpnet", 0)]
)
def test_attention_and_its_projections_become_one_operator_where_the_model_allows_it(
    kind: str, attentions: int, tmp_path: Path
) -> None:
    loaded = ReferenceEngine(str(models.save(tmp_path, kind))).loaded
    graph.write(loaded, tmp_path / "single.onnx")
    texts = {"en": calibration_texts()["en"][:20]}
    quantise.write(
        tmp_path / "single.onnx", tmp_path / "graph.onnx", Vocabularies(graph.tokenizer(loaded)), texts
    )
    operators = [node.op_type for node in onnx.load(tmp_path / "graph.onnx").graph.node]
    assert operators.count("QAttention") == attentions
    assert operators.count("MatMulIntegerToFloat") == (3 if attentions else 6) * models.LAYERS


def test_the_table_is_kept_in_bytes_to_within_half_a_step(small_model: Path, tmp_path: Path) -> None:
    loaded = ReferenceEngine(str(small_model)).loaded
    rows = loaded[0].auto_model.embeddings.word_embeddings.weight.detach().numpy()
    graph.write(loaded, tmp_path / "single.onnx")
    vocabularies = Vocabularies(graph.tokenizer(loaded))
    quantise.write(tmp_path / "single.onnx", tmp_path / "graph.onnx", vocabularies, {"en": ["a b", "c"]})
    step = np.abs(rows).max(1, keepdims=True) / 127
    difference = np.abs(quantise.table(tmp_path / "graph.onnx") - rows)
    assert (difference <= step / 2 + 1e-6).all()
    assert difference.max() > 0
