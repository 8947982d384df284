"""The bundled model, shipped ready to run: a graph, a tokenizer for English, one for Swedish and Danish.

`samklang.distillation.ship` makes the files. Their digests are checked whenever they are loaded; that this
machine computes the vectors that it should is checked once.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from samklang.cache.files import cache_folder, replace
from samklang.encode import Advance, Array, Encodings
from samklang.encode.runner import Runner
from samklang.encode.source import BUNDLED, sha256
from samklang.encode.vocabularies import Vocabularies
from samklang.errors import EncodeError
from samklang.languages import LANGUAGES
from samklang.traits.pool import TokenHeads

FOLDER = Path(__file__).with_name("bundled")
MANIFEST, GRAPH, VECTORS = "manifest.json", "graph.onnx", "vectors.safetensors"
ENGLISH, NORDIC = "english.json", "nordic.json"
"""The tokenizers."""
MIN_COSINE = 0.985
"""Of the vectors of the languages' check sentences with those of the reference engine, on average."""
_AGAIN = "Reinstall samklang."


class ShippedEngine:
    """Runs the shipped graph; loads it at the first call of `encode`."""

    name = f"fast-int8:{BUNDLED}"
    why = ""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @cached_property
    def revision(self) -> str:
        return revision(self.folder)

    def load(self) -> None:
        """Loads the model. Raises the same errors as `encode`."""
        _ = self._runner

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        advance: Advance = lambda _: None,
    ) -> Encodings:
        """Encodes texts, as `ReferenceEngine.encode` does.

        Raises:
            EncodeError: a file is missing or damaged, or this machine does not compute what it should.
        """
        return self._runner.encode(texts, language, heads, advance)

    @cached_property
    def _runner(self) -> Runner:
        for name, digest in digests(self.folder).items():
            try:
                intact = sha256(self.folder / name) == digest
            except OSError:
                intact = False
            if not intact:
                raise EncodeError(f"{self.folder / name} is missing or damaged", hint=_AGAIN)
        runner = Runner(self.folder / GRAPH, vocabularies(self.folder))
        _check_once(runner, self.folder, self.revision)
        return runner


def digests(folder: Path = FOLDER) -> dict[str, str]:
    """The SHA-256 of each shipped file.

    Raises:
        EncodeError: the manifest is missing or damaged.
    """
    return _manifest(folder, "digests")


def revision(folder: Path = FOLDER) -> str:
    """Identifies the shipped files; heads and cached vectors are keyed by it.

    Raises:
        EncodeError: the manifest is missing or damaged.
    """
    return hashlib.sha256(json.dumps(digests(folder), sort_keys=True).encode()).hexdigest()[:16]


def vocabularies(folder: Path = FOLDER) -> Vocabularies:
    """The shipped tokenizers.

    Raises:
        EncodeError: the manifest is missing or damaged.
        OSError: a tokenizer is missing.
    """
    others = _manifest(folder, "vocabularies")
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in {ENGLISH, *others.values()}}
    return Vocabularies(texts[ENGLISH], {language: texts[name] for language, name in others.items()})


def _manifest(folder: Path, part: str) -> dict[str, str]:
    try:
        return dict(json.loads((folder / MANIFEST).read_bytes())[part])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncodeError(f"{folder / MANIFEST} is missing or damaged", hint=_AGAIN) from error


def check_vectors(encodings: Mapping[str, Encodings]) -> dict[str, Array]:
    """What is stored of the check sentences of each language, by the name of the array."""
    return {
        f"{language}.{kind}": np.asarray(array, dtype=np.float16)
        for language, of in encodings.items()
        for kind, array in (("layers", of.layers), ("meaning", of.meaning))
    }


def _check_once(runner: Runner, folder: Path, version: str) -> None:
    """Compares the vectors of the check sentences with the stored ones, unless this machine has done so."""
    record = cache_folder() / f"checked-{version}-{metadata.version('onnxruntime')}-{platform.machine()}"
    if record.exists():
        return
    from safetensors.numpy import load_file

    wanted: dict[str, Any] = load_file(folder / VECTORS)
    ours = check_vectors({code: runner.encode(of.engine_check, code) for code, of in LANGUAGES.items()})
    worst = min(_cosine(ours[name], wanted[name]) for name in wanted)
    if not worst >= MIN_COSINE:  # so that NaN is a fault
        raise EncodeError(
            f"on this machine the bundled model computes other vectors than it should (cosine {worst:.3f})",
            hint="pip install 'samklang[models]' and set SAMKLANG_ENGINE=reference.",
        )
    with suppress(OSError):  # it is checked again next time
        replace(record, b"")


def _cosine(first: Array, second: Array) -> float:
    """The mean cosine of corresponding rows."""
    a, b = (np.asarray(rows, dtype=np.float32) for rows in (first, second))
    return float(((a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)).mean())
