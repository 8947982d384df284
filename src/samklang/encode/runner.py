"""Runs a graph on ONNX Runtime, without importing torch or transformers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.encode import Advance, Encodings
from samklang.encode.graph import OUTPUTS
from samklang.encode.vocabularies import Tokenizers, Vocabularies
from samklang.traits.pool import TokenHeads

BUDGET = 256
"""Tokens in a batch, padding included: the hidden states of one layer then fit in the processor's cache."""
_TELEMETRY = "ORT_DISABLE_TELEMETRY"
Ids = NDArray[np.int64]


class Runner:
    """A loaded graph with its tokenizers. Each batch runs on one core, and as many batches at once as there
    are cores."""

    def __init__(
        self, graph: Path | bytes, vocabularies: Vocabularies, *, threads: int = 0, budget: int = BUDGET
    ) -> None:
        """Args:
        graph: a file, or the bytes of one.
        vocabularies: of the model.
        threads: batches that run at once; 0 for one per core.
        budget: tokens in a batch, padding included.
        """
        onnxruntime = runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {node.name: node.shape for node in self._session.get_inputs()}
        self._tokenizers = Tokenizers(vocabularies)
        self._threads = threads or cores()
        self._budget = budget

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        advance: Advance = lambda _: None,
    ) -> Encodings:
        """Encodes texts, as `ReferenceEngine.encode` does."""
        tokens = self._tokenizers.ids(texts, language)
        used_heads = heads if heads is not None and len(heads.weights) else self._blank_head()
        batches = list(_batches(tokens, self._budget))
        parts = []
        with ThreadPoolExecutor(self._threads) as pool:
            results = pool.map(lambda rows: self._run([tokens[row] for row in rows], used_heads), batches)
            for rows, part in zip(batches, results, strict=True):
                parts.append(part)
                advance(len(rows))
        original_order = np.argsort(np.concatenate(batches))
        layers, meaning, token_scores = (
            np.concatenate(arrays)[original_order] for arrays in zip(*parts, strict=True)
        )
        return Encodings(layers, meaning, token_scores[:, : 0 if heads is None else len(heads.weights)])

    def outputs(
        self, texts: Sequence[str], language: str, names: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.bool_], list[Any]]]:
        """For each batch: the mask of positions that hold a token, and the outputs of these names."""
        tokens = self._tokenizers.ids(texts, language)
        for rows in _batches(tokens, self._budget):
            inputs = self._graph_inputs([tokens[row] for row in rows], self._blank_head())
            yield inputs["attention_mask"] == 1, self._session.run(names, inputs)

    def _run(self, tokens: Sequence[Sequence[int]], heads: TokenHeads) -> list[Any]:
        outputs: list[Any] = self._session.run(OUTPUTS, self._graph_inputs(tokens, heads))
        return outputs

    def _graph_inputs(self, tokens: Sequence[Sequence[int]], heads: TokenHeads) -> dict[str, Any]:
        ids, mask = _padded(tokens, self._tokenizers.padding)
        inputs = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
            "heads": heads.weights,
            "sharpness": heads.sharpness,
        }
        return {name: inputs[name] for name in self._inputs}

    def _blank_head(self) -> TokenHeads:
        """A head of zeros, since a graph needs at least one."""
        columns = self._inputs["heads"][1]
        return TokenHeads(np.zeros((1, columns), dtype=np.float32), np.ones(1, dtype=np.float32))


def runtime() -> Any:
    """ONNX Runtime, imported with its telemetry off, so that it keeps no device id to send home.

    The setting is taken back afterwards: programs that this one starts are not ours to decide for.
    """
    if _TELEMETRY in os.environ or "onnxruntime" in sys.modules:
        import onnxruntime

        return onnxruntime
    os.environ[_TELEMETRY] = "1"
    try:
        import onnxruntime
    finally:
        os.environ.pop(_TELEMETRY, None)
    return onnxruntime


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(tokens: Sequence[Sequence[int]], budget: int) -> Iterator[list[int]]:
    """Indices of texts in batches of similar length, each as large as the budget allows."""
    rows: list[int] = []
    for row in sorted(range(len(tokens)), key=lambda row: len(tokens[row])):
        if rows and (len(rows) + 1) * len(tokens[row]) > budget:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def _padded(tokens: Sequence[Sequence[int]], padding: int) -> tuple[Ids, Ids]:
    """The token ids of a batch, padded, and the attention mask."""
    width = max(map(len, tokens))
    ids = np.full((len(tokens), width), padding, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, text_ids in enumerate(tokens):
        ids[row, : len(text_ids)] = text_ids
        mask[row, : len(text_ids)] = 1
    return ids, mask
