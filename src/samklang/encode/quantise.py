"""Quantise: the products with weights in 8-bit integers, each token by a scale of its own.

What ONNX Runtime's own dynamic quantisation does by one scale for a whole batch makes a sentence's vectors
depend on the sentences beside it, and one odd token coarsens all others (docs/adr/0014).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

_TOKENS, _ZERO = 127, 128
"""A token's values run from -127 to 127, and stand as bytes around 128."""
_WEIGHTS = 63
"""Weights from -63 to 63: two products then fit in the 16 bits in which processors without VNNI add them."""
_LEAST = 1e-12


def write(source: Path, target: Path) -> None:
    """Writes a graph with its products by constant matrices in 8-bit integers."""
    model = onnx.load(source)
    quantiser = _Quantiser(model.graph)
    del model.graph.node[:]
    model.graph.node.extend(quantiser.nodes)
    used = {name for node in quantiser.nodes for name in node.input}
    kept = [one for one in model.graph.initializer if one.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend([*kept, *quantiser.constants.values()])
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, target)


class _Quantiser:
    """The nodes of a graph anew, and the constants that they take."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self._done: set[str] = set()
        matrices = {one.name: one for one in graph.initializer if len(one.dims) == 2}
        for node in graph.node:
            if node.op_type == "MatMul" and node.input[1] in matrices:
                self._product(node, numpy_helper.to_array(matrices[node.input[1]]))
            else:
                self.nodes.append(node)

    def _product(self, node: NodeProto, weights: NDArray[np.float32]) -> None:
        tokens, product = node.input[0], node.output[0]
        if tokens not in self._done:
            self._done.add(tokens)
            self._tokens(tokens)
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

    def _tokens(self, name: str) -> None:
        """Each token's values as bytes, by its largest one."""
        highest = self._constant("highest", np.float32(_TOKENS))
        self._add("Abs", [name], f"{name}.sizes")
        last = self._constant("last", np.array([-1]))
        self._add("ReduceMax", [f"{name}.sizes", last], f"{name}.largest", keepdims=1)
        self._add("Max", [f"{name}.largest", self._constant("least", np.float32(_LEAST))], f"{name}.reach")
        self._add("Div", [f"{name}.reach", highest], f"{name}.unit")
        self._add("Div", [highest, f"{name}.reach"], f"{name}.stretch")
        self._add("Mul", [name, f"{name}.stretch"], f"{name}.stretched")
        around = [self._constant("one", np.float32(1)), self._constant("zero", np.uint8(_ZERO))]
        self._add("QuantizeLinear", [f"{name}.stretched", *around], f"{name}.bytes")

    def _constant(self, name: str, value: np.generic | NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def _add(self, kind: str, inputs: list[str], output: str, domain: str = "", **how: Any) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **how))
