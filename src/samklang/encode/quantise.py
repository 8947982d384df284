"""Quantise: the products with weights in 8-bit integers, each token by a scale of its own.

ONNX Runtime's own dynamic quantisation has one scale for a whole batch: a sentence's vectors depend on the
sentences beside it, and one odd token coarsens all others. And a few columns of a transformer's states are
far larger than the rest, whatever is said: so each column is moved to its middle and drawn in by the root of
its reach, as ordinary copy shows them, and the weights take up what that took off (after SmoothQuant, Xiao et
al. 2023, and Outlier Suppression+, Wei et al. 2023). Figures: docs/adr/0014.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from samklang.encode.runner import Runner

_TOKENS, _ZERO = 127, 128
"""A token's values run from -127 to 127, and stand as bytes around 128."""
_WEIGHTS = 63
"""Weights from -63 to 63: two products then fit in the 16 bits in which processors without VNNI add them."""
_LEAST = 1e-12
_LEAST_REACH = 1e-3

Array = NDArray[np.float32]


class Column(NamedTuple):
    """How the columns of a product's tokens run over ordinary copy."""

    middle: Array
    reach: Array
    """The furthest from the middle."""


def write(source: Path, target: Path, tokenizer: str, texts: Sequence[str]) -> None:
    """Writes a graph with its products by constant matrices in 8-bit integers.

    Args:
        source: the graph in single precision.
        target: where to write.
        tokenizer: of the graph.
        texts: ordinary copy, to see the columns' reach by.
    """
    model = onnx.load(source)
    quantiser = _Quantiser(model.graph, _columns(model, tokenizer, texts))
    del model.graph.node[:]
    model.graph.node.extend(quantiser.nodes)
    used = {name for node in quantiser.nodes for name in node.input}
    kept = [one for one in model.graph.initializer if one.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *quantiser.constants.values()])
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, target)


def _columns(model: onnx.ModelProto, tokenizer: str, texts: Sequence[str]) -> dict[str, Column]:
    """By the name of what is multiplied."""
    names = sorted({node.input[0] for node, _ in _products(model.graph)})
    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    seen.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    sums: dict[str, Any] = dict.fromkeys(names, 0.0)
    lows: dict[str, Any] = dict.fromkeys(names, np.inf)
    highs: dict[str, Any] = dict.fromkeys(names, -np.inf)
    count = 0
    for mask, found in Runner(seen.SerializeToString(), tokenizer).outputs(texts, names):
        count += mask.sum()
        for name, states in zip(names, found, strict=True):
            tokens = states[mask]
            sums[name] = sums[name] + tokens.sum(0)
            lows[name] = np.minimum(lows[name], tokens.min(0))
            highs[name] = np.maximum(highs[name], tokens.max(0))
    middles = {name: (sums[name] / count).astype(np.float32) for name in names}
    return {
        name: Column(middle, np.maximum(highs[name] - middle, middle - lows[name]))
        for name, middle in middles.items()
    }


def _products(graph: onnx.GraphProto) -> list[tuple[NodeProto, Array]]:
    """The products of tokens and a constant matrix."""
    matrices = {one.name: one for one in graph.initializer if len(one.dims) == 2}
    return [
        (node, numpy_helper.to_array(matrices[node.input[1]]))
        for node in graph.node
        if node.op_type == "MatMul" and node.input[1] in matrices
    ]


class _Quantiser:
    """The nodes of a graph anew, and the constants that they take."""

    def __init__(self, graph: onnx.GraphProto, columns: Mapping[str, Column]) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self._columns = columns
        self._done: set[str] = set()
        self._vectors = {one.name: one for one in graph.initializer if len(one.dims) == 1}
        matrices = {node.output[0]: matrix for node, matrix in _products(graph)}
        shifts: dict[str, Array] = {}
        """What moving a product's tokens took from it, where the bias that follows gives it back."""
        biased = {name for node in graph.node for name in node.input if self._bias(node)} & set(matrices)
        for node in graph.node:
            product = node.output[0]
            if product not in matrices:
                self.nodes.append(self._biased(node, shifts))
                continue
            shift = self._columns[node.input[0]].middle @ matrices[product]
            if product in biased:
                shifts[product] = shift
                self._product(node.input[0], product, matrices[product])
            else:
                self._product(node.input[0], f"{product}.moved", matrices[product])
                self._add("Add", [f"{product}.moved", self._constant(f"{product}.shift", shift)], product)

    def _product(self, tokens: str, product: str, matrix: Array) -> None:
        if tokens not in self._done:
            self._done.add(tokens)
            self._tokens(tokens)
        weights = matrix * self._drawn(tokens)[:, None]
        unit = np.maximum(np.abs(weights).max(0), _LEAST) / _WEIGHTS
        inputs = [
            f"{tokens}.bytes",
            self._constant(f"{product}.weights", np.rint(weights / unit).astype(np.int8)),
            self._constant("one", np.float32(1)),
            self._constant(f"{product}.unit", unit.astype(np.float32)),
            self._constant("zero", np.uint8(_ZERO)),
        ]
        self._add("MatMulIntegerToFloat", inputs, f"{product}.unscaled", domain="com.microsoft")
        self._add("Mul", [f"{product}.unscaled", f"{tokens}.unit"], product)

    def _bias(self, node: NodeProto) -> str:
        """The constant vector that a node adds; empty where it does nothing of the kind."""
        return (
            next((name for name in node.input if name in self._vectors), "") if node.op_type == "Add" else ""
        )

    def _biased(self, node: NodeProto, shifts: Mapping[str, Array]) -> NodeProto:
        """The node; where it adds a bias to a shifted product, with the shift in the bias."""
        bias, shifted = self._bias(node), next((name for name in node.input if name in shifts), "")
        if not bias or not shifted:
            return node
        total = numpy_helper.to_array(self._vectors[bias]) + shifts[shifted]
        inputs = [shifted, self._constant(f"{shifted}.bias", total)]
        return helper.make_node("Add", inputs, list(node.output), node.name)

    def _tokens(self, name: str) -> None:
        """Each token's values as bytes, by its largest one."""
        highest, last = self._constant("highest", np.float32(_TOKENS)), self._constant("last", np.array([-1]))
        least = self._constant("least", np.float32(_LEAST))
        middle = self._constant(f"{name}.middle", self._columns[name].middle)
        narrow = self._constant(f"{name}.narrow", 1 / self._drawn(name))
        self._add("Sub", [name, middle], f"{name}.moved")
        self._add("Mul", [f"{name}.moved", narrow], f"{name}.drawn")
        self._add("Abs", [f"{name}.drawn"], f"{name}.sizes")
        self._add("ReduceMax", [f"{name}.sizes", last], f"{name}.largest", keepdims=1)
        self._add("Max", [f"{name}.largest", least], f"{name}.reach")
        self._add("Div", [f"{name}.reach", highest], f"{name}.unit")
        self._add("Div", [highest, f"{name}.reach"], f"{name}.stretch")
        self._add("Mul", [f"{name}.drawn", f"{name}.stretch"], f"{name}.stretched")
        around = [self._constant("one", np.float32(1)), self._constant("zero", np.uint8(_ZERO))]
        self._add("QuantizeLinear", [f"{name}.stretched", *around], f"{name}.bytes")

    def _drawn(self, name: str) -> Array:
        """(columns,): what each is divided by."""
        return np.sqrt(np.maximum(self._columns[name].reach, _LEAST_REACH))

    def _constant(self, name: str, value: np.generic | NDArray[Any]) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def _add(self, kind: str, inputs: list[str], output: str, domain: str = "", **how: Any) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **how))
