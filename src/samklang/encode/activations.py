"""Statistics of a model's activations over ordinary copy, and the 8-bit quantisation that they give.

A few columns of a transformer's hidden states are far larger than the rest, whatever the text. Each column is
therefore shifted by its mean and divided by the square root of its range before one scale quantises them all
(after SmoothQuant, Xiao et al. 2023, and Outlier Suppression+, Wei et al. 2023).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from samklang.encode.runner import Runner
from samklang.encode.vocabularies import Vocabularies

_MAX_BYTE, _MIDDLE_BYTE = 255, 128
_MIN_RANGE = 1e-3
"""Smallest range of a column, so that a constant one can be divided by it."""

Array = NDArray[np.float64]


class Quantisation(NamedTuple):
    """How activations map to unsigned bytes: `activation = shift + scale * (byte - zero_point)`."""

    shift: Array
    """(columns,)"""
    scale: Array
    """(columns,): the quantisation step of each."""
    zero_point: int


@dataclass(frozen=True, kw_only=True)
class ActivationStatistics:
    """Statistics of activations, column by column."""

    mean: Array
    low: Array
    high: Array
    moments: Array
    """(columns, columns): second moments, the means of the products of two columns."""

    def symmetric(self) -> Quantisation:
        """The quantisation around each column's mean, for columns that lie evenly about it."""
        column_range = np.maximum(np.maximum(self.high - self.mean, self.mean - self.low), _MIN_RANGE)
        root = np.sqrt(column_range)
        scale = root * (column_range / root).max() / (_MAX_BYTE - _MIDDLE_BYTE)
        return Quantisation(self.mean, scale, _MIDDLE_BYTE)

    def asymmetric(self) -> Quantisation:
        """The quantisation from the lowest value up, for skewed columns such as those after an activation
        function."""
        low, high = np.minimum(self.low, 0), np.maximum(self.high, _MIN_RANGE)
        root = np.sqrt(np.maximum(high, -low))
        lowest, highest = (low / root).min(), (high / root).max()
        scale = (highest - lowest) / _MAX_BYTE
        return Quantisation(np.zeros_like(low), root * scale, round(-lowest / scale))

    def quantised_moments(self, quantisation: Quantisation) -> Array:
        """(columns, columns): the second moments of the columns as bytes, less their zero point."""
        shift = quantisation.shift
        cross = np.outer(self.mean, shift)
        shifted = self.moments - cross - cross.T + np.outer(shift, shift)
        return shifted / np.outer(quantisation.scale, quantisation.scale)


def collect(
    model: onnx.ModelProto,
    names: Sequence[str],
    vocabularies: Vocabularies,
    texts: Mapping[str, Sequence[str]],
) -> dict[str, ActivationStatistics]:
    """Runs a graph over texts, by language, and collects the statistics of its activations of these names."""
    graph = onnx.ModelProto()
    graph.CopyFrom(model)
    graph.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    sums = {name: _Sums() for name in names}
    count = 0
    runner = Runner(graph.SerializeToString(), vocabularies)
    for language, copy in texts.items():
        for mask, activations in runner.outputs(copy, language, names):
            count += mask.sum()
            for name, states in zip(names, activations, strict=True):
                sums[name].add(states[mask])
    return {name: total.statistics(count) for name, total in sums.items()}


class _Sums:
    """Running sums and bounds of activations."""

    def __init__(self) -> None:
        self._total: Any = 0.0
        self._low: Any = np.inf
        self._high: Any = -np.inf
        self._moments: Any = np.float32(0)

    def add(self, tokens: NDArray[np.float32]) -> None:
        """Adds the states of more tokens, (tokens, columns)."""
        self._total = self._total + tokens.sum(0, dtype=np.float64)
        self._low = np.minimum(self._low, tokens.min(0))
        self._high = np.maximum(self._high, tokens.max(0))
        moments = tokens.T @ tokens
        self._moments = np.add(self._moments, moments, out=moments)

    def statistics(self, count: int) -> ActivationStatistics:
        moments = self._moments.astype(np.float64) / count
        return ActivationStatistics(mean=self._total / count, low=self._low, high=self._high, moments=moments)
