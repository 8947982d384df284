"""The fast engine of other models: it agrees with the reference engine, which runs what it cannot."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from samklang.encode import SETTING, Engine, check, described, export, graph, open_engine, quantise, source
from samklang.encode.fast import FastEngine
from samklang.encode.reference import ReferenceEngine
from samklang.errors import EncodeError
from samklang.traits.pool import TokenHeads
from tests import models

TEXTS = ["a", "some longer words here, and more", "b c", "x " * models.WINDOW * 2]


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def exported(small_model: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    return open_engine(str(small_model))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "samklang"


def heads(count: int) -> TokenHeads:
    weights = np.random.default_rng(1).normal(size=(count, (models.LAYERS + 1) * models.WIDTH))
    return TokenHeads(weights.astype(np.float32), np.resize(np.float32([-0.4, 1.2]), count))


def cosines(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return (first * second).sum(1) / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)


def assert_agrees_with_reference(engine: Engine, model: Path) -> None:
    fast, reference = (
        encoder.encode(TEXTS, "en", heads(4)) for encoder in (engine, ReferenceEngine(str(model)))
    )
    assert cosines(fast.layers, reference.layers).min() > 0.995
    assert cosines(fast.meaning, reference.meaning).min() > 0.995
    difference = np.abs(fast.token_scores - reference.token_scores).max()
    assert difference < 0.1 * np.abs(reference.token_scores).max()


# --- its output -------------------------------------------------------------------------------------


def test_it_agrees_with_the_reference(exported: Engine, small_model: Path) -> None:
    assert exported.name == f"fast-int8:{small_model}"
    assert described(exported) == exported.name
    assert exported.revision == ReferenceEngine(str(small_model)).revision
    assert_agrees_with_reference(exported, small_model)


@pytest.mark.parametrize(
    ("kind", "pooling", "dense"),
    [("distilbert", "cls", 0), ("roberta", "max", 0), ("mpnet", "mean", 8), ("electra", "mean", 0)],
)
def test_other_kinds_and_poolings_run_too(
    kind: str, pooling: str, dense: int, tmp_path: Path, cache: Path
) -> None:
    model = models.save(tmp_path, kind, pooling, dense)
    engine = open_engine(str(model))
    assert engine.name == f"fast-int8:{model}", engine.why
    assert_agrees_with_reference(engine, model)
    assert engine.encode(["a"], "en").meaning.shape == (1, dense or models.WIDTH)


def test_a_text_is_encoded_the_same_whatever_else_is_in_its_batch(exported: Engine) -> None:
    alone = [exported.encode([text], "sv", heads(3)) for text in TEXTS]
    together = exported.encode(TEXTS, "sv", heads(3))
    for row, encodings in enumerate(alone):
        assert np.allclose(encodings.layers[0], together.layers[row], atol=1e-5)
        assert np.allclose(encodings.token_scores[0], together.token_scores[row], atol=1e-4)


def test_without_heads_there_are_no_token_scores(exported: Engine) -> None:
    advances: list[int] = []
    assert exported.encode(TEXTS, "en", None, advances.append).token_scores.shape == (4, 0)
    assert sum(advances) == 4


# --- exporting ----------------------------------------------------------------------------------------

_OPENS = """
import sys
from samklang.encode import open_engine
made = []
engine = open_engine(sys.argv[1], lambda what, total: made.append(what))
engine.encode(["some words"], "en")
print(len(made), engine.name.split(":")[0], *sorted({"torch", "transformers", "sentence_transformers", "onnx"}
    & set(sys.modules)))
"""


def opening(model: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _OPENS, str(model)], stdout=subprocess.PIPE, text=True)


def test_of_two_processes_at_once_one_exports_and_both_run(small_model: Path, cache: Path) -> None:
    outputs = sorted(
        process.communicate()[0].split() for process in [opening(small_model), opening(small_model)]
    )
    assert [output[:2] for output in outputs] == [["0", "fast-int8"], ["1", "fast-int8"]]
    assert sorted(path.suffix for path in (cache / "engines").iterdir()) == ["", ".lock"]


def test_the_runtime_keeps_no_device_id(exported: Engine, small_model: Path, shared_cache: Path) -> None:
    opening(small_model).communicate()
    assert [path.name for path in shared_cache.iterdir()] == ["samklang"]


def test_once_exported_nothing_heavy_is_imported(exported: Engine, small_model: Path) -> None:
    assert opening(small_model).communicate()[0].split() == ["0", "fast-int8"]


def test_a_damaged_export_is_repeated(small_model: Path, cache: Path) -> None:
    first = open_engine(str(small_model)).encode(TEXTS, "en")
    (file,) = cache.glob("engines/*/graph.onnx")
    intact = file.read_bytes()
    for damaged in (intact[:-1] + bytes([intact[-1] ^ 1]), intact[:100]):
        file.write_bytes(damaged)
        assert np.array_equal(open_engine(str(small_model)).encode(TEXTS, "en").layers, first.layers)
        assert file.read_bytes() == intact
    (file.parent / "export.json").write_text("{")
    assert open_engine(str(small_model)).name.startswith("fast-int8")


def test_leftovers_of_a_killed_process_are_removed(small_model: Path, cache: Path) -> None:
    draft = cache / "engines" / f".{ReferenceEngine(str(small_model)).revision}-{export.VERSION}"
    draft.mkdir(parents=True)
    (draft / "single.onnx").write_text("half of it")
    assert open_engine(str(small_model)).name.startswith("fast-int8")
    assert not draft.exists()


def test_a_damaged_export_that_cannot_be_repeated_is_an_error(
    small_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(str(small_model))
    (file,) = cache.glob("engines/*/graph.onnx")
    file.write_bytes(b"x" * file.stat().st_size)
    monkeypatch.setattr(check, "MIN_COSINE", 2.0)
    with pytest.raises(EncodeError, match="damaged and exporting it again failed: int8 failed its check"):
        engine.encode(TEXTS, "en")


# --- fall-backs ---------------------------------------------------------------------------------------


def test_an_int8_export_that_fails_its_check_falls_back_to_fp32(
    small_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quantise, "_MAX_WEIGHT", 1)
    engine = open_engine(str(small_model))
    assert engine.name == f"fast-fp32:{small_model}"
    assert "int8 failed its check: cosine of meaning 0." in described(engine)
    assert_agrees_with_reference(engine, small_model)
    (manifest,) = cache.glob("engines/*/export.json")
    checks = json.loads(manifest.read_bytes())["checks"]
    assert checks["int8"]["layers"] < check.MIN_COSINE < checks["fp32"]["layers"]


def test_where_no_export_passes_the_reference_runs_and_is_not_tried_again(
    small_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MIN_COSINE", 2.0)
    begun: list[str] = []
    for _ in range(2):
        engine = open_engine(str(small_model), lambda what, _: begun.append(what))
        assert engine.name == f"reference:{small_model}"
        assert "int8 failed its check" in engine.why and "fp32 failed its check" in engine.why
    assert len(begun) == 1


def test_where_the_export_fails_the_reference_runs(
    small_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such operator\nand more")

    monkeypatch.setattr(graph, "write", fail)
    assert open_engine(str(small_model)).why == "its export failed: no such operator"


def test_a_model_that_is_not_bert_like_runs_on_the_reference(tmp_path: Path, cache: Path) -> None:
    engine = open_engine(str(models.save(tmp_path, "gpt2")))
    assert engine.name.startswith("reference:")
    assert engine.why == "it is gpt2, not BERT-like"
    assert not cache.joinpath("engines").exists()


def test_a_module_that_cannot_be_exported_is_named(small_model: Path, tmp_path: Path) -> None:
    modules = json.loads((small_model / "modules.json").read_bytes())
    (tmp_path / "config.json").write_bytes((small_model / "config.json").read_bytes())
    lstm = {"idx": 2, "name": "2", "path": "2_LSTM", "type": "sentence_transformers.models.LSTM"}
    (tmp_path / "modules.json").write_text(json.dumps([*modules, lstm]))
    assert graph.why_not(tmp_path) == "it has a LSTM module"
    assert graph.why_not(small_model) == ""


def test_without_a_writable_cache_the_reference_runs(
    small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    engine = open_engine(str(small_model))
    assert engine.name.startswith("reference:")
    assert re.match("the cache .+ cannot be written: ", engine.why)


# --- choosing one -------------------------------------------------------------------------------------


def test_the_user_may_ask_for_the_reference(small_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "reference")
    assert isinstance(open_engine(str(small_model)), ReferenceEngine)
    monkeypatch.setenv(SETTING, "quick")
    with pytest.raises(EncodeError, match="SAMKLANG_ENGINE is 'quick'"):
        open_engine(str(small_model))


def test_the_revision_of_an_unchanged_model_is_remembered(
    small_model: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    for name in ("config.json", "model.safetensors"):
        (model / name).write_bytes((small_model / name).read_bytes())
    first = source.revision(model)
    with monkeypatch.context() as patched:
        patched.setattr(source, "sha256", lambda _: "read again")
        assert source.revision(model) == first
    os.utime(model / "config.json", ns=(1, 1))
    assert source.revision(model) == first
    (model / "config.json").write_text("{}")
    assert source.revision(model) != first


def test_a_fast_engine_loads_nothing_before_it_encodes(exported: Engine) -> None:
    assert isinstance(exported, FastEngine)
    assert "_runner" not in vars(exported)
