"""The bundled model as it is shipped: it agrees with sentence-transformers, and notices what is damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from samklang import heads as store
from samklang.encode import Encodings, check, shipped
from samklang.encode.reference import ReferenceEngine
from samklang.encode.runner import Runner
from samklang.encode.shipped import ShippedEngine
from samklang.errors import EncodeError
from samklang.traits.pool import TokenHeads

TEXTS = {
    "en": ["a", "We'd love to hear from you, whenever it suits.", "Terms apply. " * 200],
    "sv": ["å", "Hör gärna av dig, när det passar dig.", "Villkoren gäller. " * 200],
    "da": ["ø", "Skriv endelig til os, når det passer dig.", "Betingelserne gælder. " * 200],
}
MAX_POINTS = 2.0


@pytest.fixture(scope="module")
def engine() -> ShippedEngine:
    return ShippedEngine()


@pytest.fixture(scope="module")
def reference() -> ReferenceEngine:
    return ReferenceEngine("bundled")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "samklang"


def cosines(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return (first * second).sum(1) / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)


def test_it_agrees_with_the_reference(engine: ShippedEngine, reference: ReferenceEngine) -> None:
    assert engine.name == "fast-int8:bundled"
    assert engine.revision == reference.revision
    agreement = check.compare(engine, reference, store.load(store.bundled()).languages)
    assert agreement.faults() == ""
    assert agreement.points is not None and 0.01 < agreement.points < MAX_POINTS


@pytest.mark.parametrize("language", list(TEXTS))
def test_texts_of_any_length_agree_in_each_language(
    engine: ShippedEngine, reference: ReferenceEngine, language: str
) -> None:
    weights = np.random.default_rng(1).normal(size=(2, 7 * 384)).astype(np.float32)
    heads = TokenHeads(weights, np.float32([-0.4, 1.2]))
    ours, theirs = (encoder.encode(TEXTS[language], language, heads) for encoder in (engine, reference))
    assert cosines(ours.meaning, theirs.meaning).min() > 0.96
    assert cosines(ours.layers, theirs.layers).min() > 0.98
    assert np.abs(ours.token_scores - theirs.token_scores).max() < 0.1 * np.abs(theirs.token_scores).max()


def test_texts_unlike_ordinary_copy_keep_their_meaning(
    engine: ShippedEngine, reference: ReferenceEngine
) -> None:
    odd = ["thanks :)", "so happy :D", "ok ;-)", "🎉🎉🎉 SALE!!! 70% OFF 🎉", "https://b.com/a?c=d#e", "4711"]
    odd += ["ОПЛАТА прошла успешно", "ご注文ありがとうございます", "x" * 300, "SELECT * FROM t;", "#tbt"]
    for language in TEXTS:
        ours, theirs = (encoder.encode(odd, language) for encoder in (engine, reference))
        assert cosines(ours.meaning, theirs.meaning).min() > 0.93


def test_english_is_what_the_encoder_itself_makes_of_it(engine: ShippedEngine) -> None:
    from samklang.encode import reference, source

    plain = reference.load("bundled", source.folder("bundled"))
    texts = TEXTS["en"][:2]
    theirs = reference.forward(plain, plain.preprocess(texts))
    assert cosines(engine.encode(texts, "en").meaning, theirs.meaning).min() > 0.98
    assert cosines(ReferenceEngine("bundled").encode(texts, "en").meaning, theirs.meaning).min() > 0.9999


# --- what is shipped is checked -----------------------------------------------------------------------


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.FOLDER, tmp_path / "bundled"))


@pytest.mark.parametrize("name", [shipped.GRAPH, shipped.ENGLISH, shipped.NORDIC, shipped.VECTORS])
def test_a_damaged_file_is_named(name: str, tmp_path: Path, cache: Path) -> None:
    folder = copied(tmp_path)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(EncodeError, match=rf"{name} is missing or damaged") as caught:
        ShippedEngine(folder).encode(["a"], "en")
    assert caught.value.hint == "Reinstall samklang."
    (folder / name).unlink()
    with pytest.raises(EncodeError, match="missing or damaged"):
        ShippedEngine(folder).load()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"digests": 3}'])
def test_a_damaged_manifest_is_an_error(text: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / shipped.MANIFEST).write_text(text)
    with pytest.raises(EncodeError, match=r"manifest\.json is missing or damaged"):
        _ = ShippedEngine(folder).revision


def test_a_machine_is_checked_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    encode = Runner.encode

    def counted(self: Runner, texts: list[str], language: str, *rest: object) -> Encodings:
        calls.append(language)
        return encode(self, texts, language, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Runner, "encode", counted)
    ShippedEngine().load()
    assert sorted(calls) == ["da", "en", "sv"]
    ShippedEngine().load()
    assert len(calls) == 3


def test_a_machine_that_computes_other_vectors_is_not_trusted(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode = Runner.encode

    def wrong(self: Runner, texts: list[str], language: str, *rest: object) -> Encodings:
        right = encode(self, texts, language, *rest)  # type: ignore[arg-type]
        return right._replace(meaning=right.meaning[:, ::-1])

    with monkeypatch.context() as patched:
        patched.setattr(Runner, "encode", wrong)
        with pytest.raises(EncodeError, match="computes other vectors than it should"):
            ShippedEngine().load()
    ShippedEngine().load()


def test_a_cache_that_cannot_be_written_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samklang").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert ShippedEngine().encode(["a"], "en").meaning.shape == (1, 384)


_HEAVY = ("torch", "transformers", "sentence_transformers", "onnx", "sklearn", "scipy", "huggingface_hub")
_ENCODES = f"""
import sys
from samklang.encode import open_engine
open_engine("bundled").encode(["några ord"], "sv")
print(*(name for name in {_HEAVY} if name in sys.modules))
"""


def test_nothing_heavy_is_imported(cache: Path) -> None:
    result = subprocess.run([sys.executable, "-c", _ENCODES], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
