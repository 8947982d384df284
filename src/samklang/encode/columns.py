"""Columns: how the states of tokens run over ordinary copy, and how they become bytes by that.

A few columns of a transformer's states are far larger than the rest, whatever is said: each is moved to its
middle and drawn in by the root of its reach, so that one scale serves them all (after SmoothQuant, Xiao et
al. 2023, and Outlier Suppression+, Wei et al. 2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from samklang.encode.runner import Runner

_HIGHEST, _MIDDLE = 255, 128
"""Of a byte."""
_LEAST_REACH = 1e-3

Array = NDArray[np.float64]


class ByteScale(NamedTuple):
    """The step from states to bytes: a state is `middle + unit * (byte - zero)`."""

    middle: Array
    """(columns,)"""
    unit: Array
    """(columns,)"""
    zero: int


@dataclass(frozen=True, kw_only=True)
class Columns:
    """How the columns of states run."""

    mean: Array
    low: Array
    high: Array
    moments: Array
    """(columns, columns): the means of their products."""

    def around_middle(self) -> ByteScale:
        """For columns that each lie around a middle of their own."""
        reach = np.maximum(np.maximum(self.high - self.mean, self.mean - self.low), _LEAST_REACH)
        drawn = np.sqrt(reach)
        return ByteScale(self.mean, drawn * (reach / drawn).max() / (_HIGHEST - _MIDDLE), _MIDDLE)

    def from_lowest(self) -> ByteScale:
        """For columns that reach much further up than down, as those behind an activation."""
        low, high = np.minimum(self.low, 0), np.maximum(self.high, _LEAST_REACH)
        drawn = np.sqrt(np.maximum(high, -low))
        lowest, highest = (low / drawn).min(), (high / drawn).max()
        scale = (highest - lowest) / _HIGHEST
        return ByteScale(np.zeros_like(low), drawn * scale, round(-lowest / scale))

    def moments_of_bytes(self, step: ByteScale) -> Array:
        """(columns, columns): the means of the products of columns as bytes, less their zero."""
        across = np.outer(self.mean, step.middle)
        moved = self.moments - across - across.T + np.outer(step.middle, step.middle)
        return moved / np.outer(step.unit, step.unit)


def seen(
    model: onnx.ModelProto, names: Sequence[str], tokenizer: str, texts: Sequence[str]
) -> dict[str, Columns]:
    """How the named states of a graph run over texts."""
    graph = onnx.ModelProto()
    graph.CopyFrom(model)
    graph.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    found = {name: _Sums() for name in names}
    count = 0
    for mask, states in Runner(graph.SerializeToString(), tokenizer).outputs(texts, names):
        count += mask.sum()
        for name, one in zip(names, states, strict=True):
            found[name].add(one[mask])
    return {name: one.columns(count) for name, one in found.items()}


class _Sums:
    """What is kept of states that were seen."""

    def __init__(self) -> None:
        self._total: Any = 0.0
        self._low: Any = np.inf
        self._high: Any = -np.inf
        self._moments: Any = np.float32(0)

    def add(self, tokens: NDArray[np.float32]) -> None:
        """Tokens: (tokens, columns)."""
        self._total = self._total + tokens.sum(0, dtype=np.float64)
        self._low = np.minimum(self._low, tokens.min(0))
        self._high = np.maximum(self._high, tokens.max(0))
        moments = tokens.T @ tokens
        self._moments = np.add(self._moments, moments, out=moments)

    def columns(self, count: int) -> Columns:
        moments = self._moments.astype(np.float64) / count
        return Columns(mean=self._total / count, low=self._low, high=self._high, moments=moments)
