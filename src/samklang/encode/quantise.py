"""Static 8-bit quantisation of a graph: of its matrix products (those of activations and a constant matrix)
and of its embedding table, row by row.

The activations' scales and zero points are calibrated on ordinary copy at export. So a sentence's vectors do
not depend on the other sentences of its batch, and nothing is computed for scales when the graph runs. The
per-column scaling and shifting of activations are folded into weights and biases. Figures: docs/adr/0014.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

from samklang.encode import activations
from samklang.encode.activations import ActivationStatistics, Quantisation
from samklang.encode.blas import one_thread
from samklang.encode.graph import ATTENTION, IDS, RUNTIME
from samklang.encode.vocabularies import Vocabularies

_MAX_WEIGHT = 63
"""Weights go from -63 to 63: the sum of two products then fits in the 16 bits in which processors without
VNNI add them."""
_MAX_TABLE = 127
_TABLE, _TABLE_SCALE = "table", "table.scale"
_EPSILON = 1e-12
_BLOCK = 32
"""Rows that are rounded before their errors are passed on to the rows after the block."""
_DAMPING = 1.0
"""Damping of the moments' diagonal, in units of its mean: inputs that are rare in the calibration copy, such
as a smiley, are then not made worse for the sake of common ones."""

Array = NDArray[np.float64]


class _Product(NamedTuple):
    """A product of activations and a constant matrix, with the bias that is added to it."""

    activations: str
    """Their name in the graph."""
    matrix: Array
    bias: Array


class _Weights(NamedTuple):
    """A quantised matrix with the scale of each of its columns, and the bias in single precision."""

    matrix: NDArray[np.int8]
    scale: Array
    bias: Array


def write(source: Path, target: Path, vocabularies: Vocabularies, texts: Mapping[str, Sequence[str]]) -> None:
    """Writes a graph whose products by constant matrices run in 8-bit integers, and whose table is of such.

    Args:
        source: the graph in single precision.
        target: the file to write.
        vocabularies: of the model.
        texts: ordinary copy by language, on which the quantisation is calibrated.
    """
    model = onnx.load(source)
    products = _products(model.graph)
    names = sorted({product.activations for product in products.values()})
    with one_thread():  # more threads would wait for each other where other processes use the cores
        statistics = activations.collect(model, names, vocabularies, texts)
        quantiser = _Quantiser(model.graph, products, statistics)
        nodes = quantiser.nodes(model.graph)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in model.graph.initializer if tensor.name in used]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend([*kept, *quantiser.constants.values()])
    if RUNTIME not in {opset.domain for opset in model.opset_import}:
        model.opset_import.append(helper.make_opsetid(RUNTIME, 1))
    onnx.save(model, target)


def table(graph: Path) -> NDArray[np.float32]:
    """(pieces, width): the embedding table of a graph that `write` wrote."""
    tensors = {tensor.name: tensor for tensor in onnx.load(graph).graph.initializer}
    steps, scale = (numpy_helper.to_array(tensors[name]) for name in (_TABLE, _TABLE_SCALE))
    return np.asarray(steps * scale, dtype=np.float32)


def _products(graph: GraphProto) -> dict[str, _Product]:
    """The products by the name of their output, before the bias is added and after."""
    matrices, vectors = (
        {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == rank} for rank in (2, 1)
    )
    products: dict[str, _Product] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in matrices:
            matrix = numpy_helper.to_array(matrices[node.input[1]]).astype(np.float64)
            products[node.output[0]] = _Product(node.input[0], matrix, np.zeros(matrix.shape[1]))
        elif node.op_type == "Identity" and node.input[0] in vectors:
            vectors[node.output[0]] = vectors[node.input[0]]  # equal biases share one tensor
        elif node.op_type == "Add":
            product = next((name for name in node.input if name in products), "")
            bias = next((name for name in node.input if name in vectors), "")
            if product and bias:
                values = numpy_helper.to_array(vectors[bias])
                products[node.output[0]] = products[product]._replace(bias=values)
    return products


def gptq(weights: Array, scale: Array, moments: Array) -> Array:
    """Rounds weights to multiples of a scale by GPTQ (Frantar et al. 2023).

    Rows are rounded in order; each row's rounding error is compensated by the rows that are still to come.

    Args:
        weights: (rows, columns).
        scale: (columns,): the quantisation step of each.
        moments: (rows, rows), second moments of the inputs that the rows are multiplied by.

    Returns:
        (rows, columns): whole numbers of steps.
    """
    damping = _DAMPING * np.trace(moments) / len(moments) + _EPSILON
    inverse = np.linalg.cholesky(np.linalg.inv(moments + damping * np.eye(len(moments)))).T
    remaining, steps = weights.copy(), np.empty_like(weights)
    for start in range(0, len(remaining), _BLOCK):
        block = slice(start, start + _BLOCK)
        errors = np.empty_like(remaining[block])
        for index, row in enumerate(range(len(remaining))[block]):
            steps[row] = np.clip(np.rint(remaining[row] / scale), -_MAX_WEIGHT, _MAX_WEIGHT)
            errors[index] = (remaining[row] - steps[row] * scale) / inverse[row, row]
            remaining[row + 1 : block.stop] -= np.outer(inverse[row, row + 1 : block.stop], errors[index])
        remaining[block.stop :] -= inverse[block, block.stop :].T @ errors
    return steps


class _Quantiser:
    """Rewrites the nodes of a graph; `constants` holds the tensors that the new nodes take."""

    def __init__(
        self,
        graph: GraphProto,
        products: dict[str, _Product],
        statistics: dict[str, ActivationStatistics],
    ) -> None:
        self.constants: dict[str, TensorProto] = {}
        self._products = products
        self._statistics = statistics
        self._producers = {name: node for node in graph.node for name in node.output}
        self._tables = {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == 2}
        self._attentions = {
            node.output[0]: inputs
            for node in graph.node
            if node.op_type == ATTENTION and (inputs := [self._unshaped(name) for name in node.input[:3]])
            if all(name in products for name in inputs)
        }
        """The products that make queries, keys and values, by the name of the attention's output."""
        self._quantisations = {name: self._quantisation(name) for name in statistics}
        self._attended = {
            name: attention for name in statistics if (attention := self._unshaped(name)) in self._attentions
        }
        """The attention that makes these activations; their quantisation is folded into it."""

    def nodes(self, graph: GraphProto) -> list[NodeProto]:
        """The new nodes, in order. Goes from the outputs back, so that nodes without a use are left out."""
        needed = {output.name for output in graph.output}
        backwards: list[NodeProto] = []
        for node in reversed(graph.node):
            new = [
                step for name in node.output if _bytes(name) in needed for step in self._quantise_nodes(name)
            ]
            if new or needed & set(node.output):
                new = [*self._rewritten(node), *new]
            backwards += reversed(new)
            needed |= {name for step in new for name in step.input}
        return backwards[::-1]

    def _unshaped(self, name: str) -> str:
        """The name of an activation before it was reshaped."""
        while (node := self._producers.get(name)) and node.op_type == "Reshape":
            name = node.input[0]
        return name

    def _quantisation(self, name: str) -> Quantisation:
        operator = self._producers[self._unshaped(name)].op_type
        even = operator in {"LayerNormalization", ATTENTION}
        return self._statistics[name].symmetric() if even else self._statistics[name].asymmetric()

    def _quantise_nodes(self, name: str) -> list[NodeProto]:
        """The nodes that turn activations into bytes."""
        quantisation = self._quantisations[name]
        unit_scale, zero_point = self._constant("one", np.float32(1)), self._zero_point(name)
        nodes, result = [], name
        if name not in self._attended:
            if quantisation.shift.any():
                shift = self._constant(f"{name}.shift", quantisation.shift.astype(np.float32))
                nodes.append(helper.make_node("Sub", [result, shift], [f"{name}.shifted"]))
                result = f"{name}.shifted"
            inverse = self._constant(f"{name}.inverse_scale", (1 / quantisation.scale).astype(np.float32))
            nodes.append(helper.make_node("Mul", [result, inverse], [f"{name}.scaled"]))
            result = f"{name}.scaled"
        quantise = helper.make_node("QuantizeLinear", [result, unit_scale, zero_point], [_bytes(name)])
        return [*nodes, quantise]

    def _rewritten(self, node: NodeProto) -> list[NodeProto]:
        name = node.output[0]
        if name in self._attentions:
            return [self._attention(node)]
        if name in self._products:
            return [self._product(name)]
        looks_up = node.op_type == "Gather" and node.input[1] == IDS and node.input[0] in self._tables
        return self._look_up(node) if looks_up else [node]

    def _look_up(self, node: NodeProto) -> list[NodeProto]:
        """The nodes that look tokens up in the table: its rows in bytes, times the scale of each."""
        rows = numpy_helper.to_array(self._tables[node.input[0]])
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), np.float32(_EPSILON)) / _MAX_TABLE
        steps = self._constant(_TABLE, np.rint(rows / scale).astype(np.int8))
        scales = self._constant(_TABLE_SCALE, scale.astype(np.float32))
        name = node.output[0]
        return [
            helper.make_node("Gather", [steps, IDS], [f"{name}.steps"]),
            helper.make_node("Cast", [f"{name}.steps"], [f"{name}.cast"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [scales, IDS], [f"{name}.scale"]),
            helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]),
        ]

    def _product(self, name: str) -> NodeProto:
        product = self._products[name]
        weights = self._weights(product)
        inputs = [
            _bytes(product.activations),
            self._constant(f"{name}.weights", weights.matrix),
            self._constant("one", np.float32(1)),
            self._constant(f"{name}.scale", weights.scale.astype(np.float32)),
            self._zero_point(product.activations),
            "",
            self._constant(f"{name}.bias", weights.bias.astype(np.float32)),
        ]
        return helper.make_node("MatMulIntegerToFloat", inputs, [name], domain=RUNTIME)

    def _attention(self, node: NodeProto) -> NodeProto:
        """Attention and the three projections before it as one operator.

        The shift and scale of its output's quantisation are folded into the value projection.
        """
        name = node.output[0]
        products = [self._products[projection] for projection in self._attentions[name]]
        weights = self._weights(*products)
        scale, bias = weights.scale, weights.bias
        for output in (output for output, attention in self._attended.items() if attention == name):
            quantisation = self._quantisations[output]
            values = slice(-len(quantisation.scale), None)
            scale[values] /= quantisation.scale
            bias[values] = (bias[values] - quantisation.shift) / quantisation.scale
        inputs = [
            _bytes(products[0].activations),
            self._constant(f"{name}.weights", weights.matrix),
            self._constant(f"{name}.bias", bias.astype(np.float32)),
            self._constant("one", np.float32(1)),
            self._constant(f"{name}.scale", scale.astype(np.float32)),
            node.input[4],
            self._zero_point(products[0].activations),
            self._constant(f"{name}.zeros", np.zeros(len(scale), np.int8)),
        ]
        (heads,) = (attribute.i for attribute in node.attribute if attribute.name == "num_heads")
        return helper.make_node("QAttention", inputs, [name], domain=RUNTIME, num_heads=heads)

    def _weights(self, *products: _Product) -> _Weights:
        """The quantised weights of products of the same activations, side by side."""
        matrix, bias = (np.concatenate(arrays, axis=-1) for arrays in list(zip(*products, strict=True))[1:])
        name = products[0].activations
        quantisation = self._quantisations[name]
        weights = matrix * quantisation.scale[:, None]
        scale = np.maximum(np.abs(weights).max(0), _EPSILON) / _MAX_WEIGHT
        steps = gptq(weights, scale, self._statistics[name].quantised_moments(quantisation))
        return _Weights(steps.astype(np.int8), scale, bias + quantisation.shift @ matrix)

    def _zero_point(self, name: str) -> str:
        return self._constant(f"{name}.zero_point", np.uint8(self._quantisations[name].zero_point))

    def _constant(self, name: str, value: np.generic | NDArray[Any]) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name


def _bytes(name: str) -> str:
    return f"{name}.bytes"
