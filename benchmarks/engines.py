"""How fast each way to run the bundled model is, and how well it agrees with the reference: one table.

    python -m benchmarks.engines

Sentences are sides of the shipped pairs, in three languages. Engines take turns, and the fastest turn of each
counts, since other processes cause the slower ones. OpenVINO is measured if it is installed.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from samklang import heads as store
from samklang.encode import Encoder, check, graph, quantise, shipped
from samklang.encode.export import calibration_texts
from samklang.encode.reference import ReferenceEngine
from samklang.encode.runner import BUDGET, Runner, cores
from samklang.encode.source import BUNDLED
from samklang.encode.vocabularies import Vocabularies
from samklang.languages import LANGUAGES
from samklang.traits import TRAITS, pairs

_TURNS = 2
_SENTENCES = 60
"""Number of sentences of each language."""
_BASE = "sentence-transformers"
_BATCHES = (4, 8, 16, 32, 64)
_BUDGETS = (64, 1024)

_HEAD = f"{'':34}{'a second':>9}{'times':>7}{'processor':>11}{'times':>7}" + (
    f"{'cosine':>9}{'layers':>9}{'points':>8}"
)

Run = Callable[[Sequence[str], str], object]
"""Encodes texts in a language."""


def sentences() -> dict[str, list[str]]:
    """Sides of the pairs of every trait, the same number of each language."""
    texts = {}
    for language in LANGUAGES:
        sides = [side for trait in TRAITS for pair in pairs.load(trait, language) for side in pair[2:4]]
        texts[language] = sides[:: len(sides) // _SENTENCES][:_SENTENCES]
    return texts


def runs(reference: ReferenceEngine, folder: Path) -> Iterator[tuple[str, Run, Encoder | None]]:
    """Each way to run the model by name, with an encoder to compare if it returns every layer."""
    model = reference.loaded
    for size in _BATCHES:
        yield f"{_BASE}, batch {size}", _last_layer(model, size), None
    yield "reference engine", reference.encode, reference
    vocabularies = shipped.vocabularies()
    for name, path in _graphs(model, vocabularies, folder).items():
        runner = Runner(path, vocabularies)
        yield f"onnxruntime {name}", runner.encode, runner
    ours = folder / "ours.onnx"
    for budget in _BUDGETS:
        yield f"ours, {budget} tokens a batch", Runner(ours, vocabularies, budget=budget).encode, None
    yield "ours, one thread", Runner(ours, vocabularies, threads=1).encode, None
    inner = _Inner(ours, vocabularies, threads=1)
    yield f"ours, {cores()} threads within a batch", inner.encode, None
    if find_spec("openvino"):
        for precision in ("f32", "bf16"):
            runner = _OpenVino(folder / "fp32.onnx", vocabularies, precision)
            yield f"openvino {precision}", runner.encode, runner


def _last_layer(model: Any, size: int) -> Run:
    return lambda texts, _: model.encode(list(texts), batch_size=size)


def _graphs(model: Any, vocabularies: Vocabularies, folder: Path) -> dict[str, Path]:
    """The exported graph in single precision and quantised in several ways."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = ("fp32", "int8 per tensor", "int8 per channel", "ours")
    paths = {name: folder / f"{name}.onnx" for name in names}
    single, tensor, channel, ours = paths.values()
    graph.write(model, single)
    for path in (tensor, channel):
        quantize_dynamic(
            single,
            path,
            per_channel=path == channel,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
    quantise.write(single, ours, vocabularies, calibration_texts())
    return paths


class _Inner(Runner):
    """One batch at a time, on all cores."""

    def __init__(self, path: Path, vocabularies: Vocabularies, threads: int) -> None:
        import onnxruntime

        super().__init__(path, vocabularies, threads=threads, budget=4 * BUDGET)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = cores()
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class _OpenVino(Runner):
    """The exported graph on OpenVINO, one batch at a time, on all cores."""

    def __init__(self, path: Path, vocabularies: Vocabularies, precision: str) -> None:
        import openvino

        super().__init__(path, vocabularies, threads=1, budget=4 * BUDGET)
        hints = {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": cores()}
        self._request = openvino.Core().compile_model(path, "CPU", hints).create_infer_request()
        self._session = self

    def run(self, names: Sequence[str], inputs: Mapping[str, Any]) -> list[Any]:
        """Runs the graph, with the signature of `InferenceSession.run`."""
        outputs = self._request.infer(dict(inputs))
        return [outputs[name].copy() for name in names]


def table(engines: Mapping[str, tuple[Run, Encoder | None]], reference: ReferenceEngine) -> Iterator[str]:
    """A line per way: sentences per second, against the best batch size, and agreement with the reference."""
    texts = sentences()
    count = sum(map(len, texts.values()))
    fitted = store.load(store.bundled()).languages
    clock, processor = dict.fromkeys(engines, 1e9), dict.fromkeys(engines, 1e9)
    for turn in range(_TURNS + 1):  # the first turn only warms up
        for name, (run, _) in engines.items():
            began, worked = time.perf_counter(), time.process_time()
            for language, copy in texts.items():
                run(copy if turn else copy[::6], language)
            if turn:
                clock[name] = min(clock[name], time.perf_counter() - began)
                processor[name] = min(processor[name], time.process_time() - worked)
    batches = [name for name in engines if name.startswith(_BASE)]
    best = [min(times[name] for name in batches) for times in (clock, processor)]
    yield _HEAD
    for name, (_, engine) in engines.items():
        line = f"{name:34}{count / clock[name]:9.0f}{best[0] / clock[name]:7.1f}"
        line += f"{count / processor[name]:11.0f}{best[1] / processor[name]:7.1f}"
        if engine:
            agreement = check.compare(engine, reference, fitted)
            line += f"{agreement.meaning:9.4f}{agreement.layers:9.4f}{agreement.points:8.2f}"
        yield line


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as temporary:
        reference = ReferenceEngine(BUNDLED)
        engines = {name: (run, engine) for name, run, engine in runs(reference, Path(temporary))}
        print(*table(engines, reference), sep="\n")


if __name__ == "__main__":
    main()
