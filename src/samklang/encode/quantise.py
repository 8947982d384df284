"""Quantise: a graph's products by constant matrices in 8-bit integers, by scales that are seen beforehand.

How states run is read off ordinary copy at export. So a sentence's vectors do not depend on those beside it,
and nothing is looked for when the graph runs: weights and biases take up what the step to bytes takes off.
Figures: docs/adr/0014.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

from samklang.encode import columns
from samklang.encode.blas import one_thread
from samklang.encode.columns import ByteScale, Columns
from samklang.encode.graph import ATTENTION, RUNTIME

_WEIGHTS = 63
"""Weights from -63 to 63: two products then fit in the 16 bits in which processors without VNNI add them."""
_LEAST = 1e-12
_BLOCK = 32
"""Rows that are rounded before those behind them hear of it."""
_DAMP = 1.0
"""Times the mean moment, added to each column's own: what ordinary copy happened not to show, such as a
smiley, does not pay for what it showed."""

Array = NDArray[np.float64]


class _Product(NamedTuple):
    """Of tokens and a constant matrix, with the bias that is added to it."""

    tokens: str
    matrix: Array
    bias: Array


class _Weights(NamedTuple):
    """What a product of bytes takes: its matrix in integers, the unit of each column, and its bias."""

    matrix: NDArray[np.int8]
    unit: Array
    bias: Array


def write(source: Path, target: Path, tokenizer: str, texts: Sequence[str]) -> None:
    """Writes a graph with its products by constant matrices in 8-bit integers.

    Args:
        source: the graph in single precision.
        target: where to write.
        tokenizer: of the graph.
        texts: ordinary copy, to see by how states run.
    """
    model = onnx.load(source)
    products = _products(model.graph)
    names = sorted({one.tokens for one in products.values()})
    with one_thread():  # where others use the cores, two threads wait for each other
        quantiser = _Quantiser(model.graph, products, columns.seen(model, names, tokenizer, texts))
        nodes = quantiser.nodes(model.graph)
    used = {name for node in nodes for name in node.input}
    kept = [one for one in model.graph.initializer if one.name in used]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend([*kept, *quantiser.constants.values()])
    if RUNTIME not in {one.domain for one in model.opset_import}:
        model.opset_import.append(helper.make_opsetid(RUNTIME, 1))
    onnx.save(model, target)


def _products(graph: GraphProto) -> dict[str, _Product]:
    """By the name of what they give, with their bias and without."""
    matrices, vectors = (
        {one.name: one for one in graph.initializer if len(one.dims) == sides} for sides in (2, 1)
    )
    found: dict[str, _Product] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in matrices:
            matrix = numpy_helper.to_array(matrices[node.input[1]]).astype(np.float64)
            found[node.output[0]] = _Product(node.input[0], matrix, np.zeros(matrix.shape[1]))
        elif node.op_type == "Identity" and node.input[0] in vectors:
            vectors[node.output[0]] = vectors[node.input[0]]  # biases that are alike share one
        elif node.op_type == "Add":
            product = next((name for name in node.input if name in found), "")
            bias = next((name for name in node.input if name in vectors), "")
            if product and bias:
                found[node.output[0]] = found[product]._replace(bias=numpy_helper.to_array(vectors[bias]))
    return found


def rounded(weights: Array, unit: Array, moments: Array) -> Array:
    """Weights in units, row by row: the rows to come make good what rounding one has changed.

    After GPTQ, Frantar et al. 2023.

    Args:
        weights: (rows, columns).
        unit: (columns,).
        moments: (rows, rows), means of the products of what the rows are multiplied with.
    """
    damp = _DAMP * np.trace(moments) / len(moments) + _LEAST
    share = np.linalg.cholesky(np.linalg.inv(moments + damp * np.eye(len(moments)))).T
    left, steps = weights.copy(), np.empty_like(weights)
    for start in range(0, len(left), _BLOCK):
        block = slice(start, start + _BLOCK)
        wrong = np.empty_like(left[block])
        for at, row in enumerate(range(len(left))[block]):
            steps[row] = np.clip(np.rint(left[row] / unit), -_WEIGHTS, _WEIGHTS)
            wrong[at] = (left[row] - steps[row] * unit) / share[row, row]
            left[row + 1 : block.stop] -= np.outer(share[row, row + 1 : block.stop], wrong[at])
        left[block.stop :] -= share[block, block.stop :].T @ wrong
    return steps


class _Quantiser:
    """The nodes of a graph anew, and the constants that they take."""

    def __init__(self, graph: GraphProto, products: dict[str, _Product], seen: dict[str, Columns]) -> None:
        self.constants: dict[str, TensorProto] = {}
        self._products = products
        self._columns = seen
        self._made = {name: node for node in graph.node for name in node.output}
        self._attentions = {
            node.output[0]: values
            for node in graph.node
            if node.op_type == ATTENTION and (values := [self._before(name) for name in node.input[:3]])
            if all(value in products for value in values)
        }
        """The products that give queries, keys and values, by the name of what attention gives."""
        self._steps = {name: self._step(name) for name in seen}
        self._after = {name: of for name in seen if (of := self._before(name)) in self._attentions}
        """The tokens that attention gives, by their name: its values have them made ready for bytes."""

    def nodes(self, graph: GraphProto) -> list[NodeProto]:
        """From the outputs back, so that what nobody needs any more is left out."""
        wanted = {one.name for one in graph.output}
        found: list[NodeProto] = []
        for node in reversed(graph.node):
            anew = [one for name in node.output if _bytes(name) in wanted for one in self._to_bytes(name)]
            if anew or wanted & set(node.output):
                anew = [self._anew(node), *anew]
            found += reversed(anew)
            wanted |= {name for one in anew for name in one.input}
        return found[::-1]

    def _before(self, name: str) -> str:
        """What a state was before it was given another shape."""
        while (node := self._made.get(name)) and node.op_type == "Reshape":
            name = node.input[0]
        return name

    def _step(self, tokens: str) -> ByteScale:
        kind = self._made[self._before(tokens)].op_type
        even = kind in {"LayerNormalization", ATTENTION}
        return self._columns[tokens].around_middle() if even else self._columns[tokens].from_lowest()

    def _to_bytes(self, tokens: str) -> list[NodeProto]:
        step = self._steps[tokens]
        around = [self._constant("one", np.float32(1)), self._constant(f"{tokens}.zero", np.uint8(step.zero))]
        nodes, ready = [], tokens
        if tokens not in self._after:
            if step.middle.any():
                middle = self._constant(f"{tokens}.middle", step.middle.astype(np.float32))
                nodes.append(helper.make_node("Sub", [ready, middle], [f"{tokens}.moved"]))
                ready = f"{tokens}.moved"
            narrow = self._constant(f"{tokens}.narrow", (1 / step.unit).astype(np.float32))
            nodes.append(helper.make_node("Mul", [ready, narrow], [f"{tokens}.drawn"]))
            ready = f"{tokens}.drawn"
        return [*nodes, helper.make_node("QuantizeLinear", [ready, *around], [_bytes(tokens)])]

    def _anew(self, node: NodeProto) -> NodeProto:
        name = node.output[0]
        if name in self._attentions:
            return self._attention(node)
        return self._product(name) if name in self._products else node

    def _product(self, name: str) -> NodeProto:
        product = self._products[name]
        tokens, weights = product.tokens, self._weights(product)
        inputs = [
            _bytes(tokens),
            self._constant(f"{name}.weights", weights.matrix),
            self._constant("one", np.float32(1)),
            self._constant(f"{name}.unit", weights.unit.astype(np.float32)),
            self._constant(f"{tokens}.zero", np.uint8(self._steps[tokens].zero)),
            "",
            self._constant(f"{name}.bias", weights.bias.astype(np.float32)),
        ]
        return helper.make_node("MatMulIntegerToFloat", inputs, [name], domain=RUNTIME)

    def _attention(self, node: NodeProto) -> NodeProto:
        """Attention with the products before it; its values come as what is to become bytes after it."""
        name = node.output[0]
        products = [self._products[one] for one in self._attentions[name]]
        tokens, weights = products[0].tokens, self._weights(*products)
        unit, bias = weights.unit, weights.bias
        for step in (self._steps[after] for after, before in self._after.items() if before == name):
            values = slice(-len(step.unit), None)
            unit[values] /= step.unit
            bias[values] = (bias[values] - step.middle) / step.unit
        inputs = [
            _bytes(tokens),
            self._constant(f"{name}.weights", weights.matrix),
            self._constant(f"{name}.bias", bias.astype(np.float32)),
            self._constant("one", np.float32(1)),
            self._constant(f"{name}.unit", unit.astype(np.float32)),
            node.input[4],
            self._constant(f"{tokens}.zero", np.uint8(self._steps[tokens].zero)),
            self._constant(f"{name}.zeros", np.zeros(len(unit), np.int8)),
        ]
        (heads,) = (one.i for one in node.attribute if one.name == "num_heads")
        return helper.make_node("QAttention", inputs, [name], domain=RUNTIME, num_heads=heads)

    def _weights(self, *products: _Product) -> _Weights:
        """Of products of the same tokens, side by side."""
        matrix, bias = (np.concatenate(side, axis=-1) for side in list(zip(*products, strict=True))[1:])
        tokens = products[0].tokens
        step = self._steps[tokens]
        weights = matrix * step.unit[:, None]
        unit = np.maximum(np.abs(weights).max(0), _LEAST) / _WEIGHTS
        steps = rounded(weights, unit, self._columns[tokens].moments_of_bytes(step))
        return _Weights(steps.astype(np.int8), unit, bias + step.middle @ matrix)

    def _constant(self, name: str, value: np.generic | NDArray[Any]) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name


def _bytes(tokens: str) -> str:
    return f"{tokens}.bytes"
