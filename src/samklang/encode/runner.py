"""Runs an exported graph on ONNX Runtime: neither torch nor transformers are imported."""

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
from samklang.traits.pool import TokenHeads

BUDGET = 256
"""Tokens of a batch, padding included: what passes between two layers then stays in the processor's cache."""
_TELEMETRY = "ORT_DISABLE_TELEMETRY"
Ids = NDArray[np.int64]


class Runner:
    """A graph and its tokenizer, loaded. Each batch runs on one core, as many at once as there are cores."""

    def __init__(
        self, graph: Path | bytes, tokenizer: str, *, threads: int = 0, budget: int = BUDGET
    ) -> None:
        """Args:
        graph: a file, or what would stand in one.
        tokenizer: as `tokenizers` writes them.
        threads: batches that run at once; 0 for one a core.
        budget: tokens of a batch.
        """
        onnxruntime = runtime()
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {one.name: one.shape for one in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_str(tokenizer)
        padding: Any = self._tokenizer.padding
        self._padding = padding["pad_id"]
        self._tokenizer.no_padding()
        self._threads = threads or cores()
        self._budget = budget

    def encode(
        self, texts: Sequence[str], heads: TokenHeads | None = None, advance: Advance = lambda _: None
    ) -> Encodings:
        """As `Engine.encode`."""
        tokens = [one.ids for one in self._tokenizer.encode_batch_fast(list(texts))]
        weighed = heads if heads is not None and len(heads.weights) else self._one_head()
        batches = list(_batches(tokens, self._budget))
        parts = []
        with ThreadPoolExecutor(self._threads) as pool:
            run = pool.map(lambda rows: self._run([tokens[row] for row in rows], weighed), batches)
            for rows, part in zip(batches, run, strict=True):
                parts.append(part)
                advance(len(rows))
        back = np.argsort(np.concatenate(batches))
        layers, meaning, carried = (np.concatenate(column)[back] for column in zip(*parts, strict=True))
        return Encodings(layers, meaning, carried[:, : 0 if heads is None else len(heads.weights)])

    def outputs(
        self, texts: Sequence[str], names: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.bool_], list[Any]]]:
        """Of each batch which of its places hold a token, and the named outputs."""
        tokens = [one.ids for one in self._tokenizer.encode_batch_fast(list(texts))]
        for rows in _batches(tokens, self._budget):
            fed = self._fed([tokens[row] for row in rows], self._one_head())
            yield fed["attention_mask"] == 1, self._session.run(names, fed)

    def _run(self, tokens: Sequence[Sequence[int]], heads: TokenHeads) -> list[Any]:
        found: list[Any] = self._session.run(OUTPUTS, self._fed(tokens, heads))
        return found

    def _fed(self, tokens: Sequence[Sequence[int]], heads: TokenHeads) -> dict[str, Any]:
        ids, mask = _padded(tokens, self._padding)
        fed = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
            "heads": heads.weights,
            "sharpness": heads.sharpness,
        }
        return {name: fed[name] for name in self._inputs}

    def _one_head(self) -> TokenHeads:
        """A graph wants one head at least."""
        columns = self._inputs["heads"][1]
        return TokenHeads(np.zeros((1, columns), dtype=np.float32), np.ones(1, dtype=np.float32))


def runtime() -> Any:
    """ONNX Runtime, told while it is imported, which is when it looks, to keep no device id to send home.

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
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(tokens: Sequence[Sequence[int]], budget: int) -> Iterator[list[int]]:
    """Rows of like length together, as many as the budget holds."""
    rows: list[int] = []
    for row in sorted(range(len(tokens)), key=lambda at: len(tokens[at])):
        if rows and (len(rows) + 1) * len(tokens[row]) > budget:
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def _padded(tokens: Sequence[Sequence[int]], padding: int) -> tuple[Ids, Ids]:
    """The ids of a batch, and which of them stand for a token."""
    width = max(map(len, tokens))
    ids = np.full((len(tokens), width), padding, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(tokens):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return ids, mask
