"""Exports a model for the fast engine, once, into the user's cache.

An export is a folder with a graph, a tokenizer and a manifest. It is made under a lock, checked against the
reference engine, and moved to its place as a whole. If a model cannot be exported, or its export fails the
check, the manifest says so, and the reference engine runs from then on.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from samklang.cache.files import cache_folder
from samklang.encode import Advance, check
from samklang.encode.reference import ReferenceEngine
from samklang.encode.runner import Runner
from samklang.encode.source import sha256
from samklang.encode.vocabularies import Vocabularies
from samklang.errors import EncodeError
from samklang.languages import LANGUAGES
from samklang.traits import TRAITS, pairs

VERSION = 3
"""Version of an export's contents; raised when the way they are made changes."""
INT8, FP32, REFERENCE = "int8", "fp32", "reference"
STEPS = 4
_EVERY = 50
"""Every so many-th trait pair is in the calibration set of the quantisation."""
_MANIFEST, _GRAPH, _TOKENIZER = "export.json", "graph.onnx", "tokenizer.json"
_PATIENCE = 600
"""Seconds to wait for another process that exports the same model."""


class Export(NamedTuple):
    """An exported model on disk, or why there is none."""

    folder: Path
    engine: str
    """`int8`, `fp32` or `reference`."""
    why: str = ""
    """Why it is not a faster engine."""

    def load(self) -> Runner | None:
        """Loads the graph; None if the export is damaged."""
        graph, tokenizer = (self.folder / name for name in (_GRAPH, _TOKENIZER))
        try:
            intact = [sha256(graph), sha256(tokenizer)] == _manifest(self.folder).get("digests")
            vocabularies = Vocabularies(tokenizer.read_text(encoding="utf-8"))
            return Runner(graph, vocabularies) if intact else None
        except OSError:
            return None


def export(
    model: str,
    revision: str,
    start: Callable[[str, int], None] = lambda _what, _total: None,
    advance: Advance = lambda _: None,
    *,
    damaged: bool = False,
) -> Export:
    """The export of a model; made now if there is none.

    Args:
        model: a folder, or a hub id.
        revision: of the model.
        start: called with what begins and its number of steps, before an export is made.
        advance: called with the number of steps done.
        damaged: the existing export turned out to be damaged.

    Raises:
        EncodeError: the model cannot be loaded.
    """
    from filelock import FileLock

    home = cache_folder() / "engines" / f"{revision}-{VERSION}"
    if not damaged and (existing := _existing(home)):
        return existing
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{home}.lock", timeout=_PATIENCE):
            existing = _existing(home)
            if existing and (not damaged or existing.engine == REFERENCE or existing.load()):
                return existing  # another process made it meanwhile
            start(f"preparing the fast engine for {model}, once", STEPS)
            return _make(model, home, advance)
    except OSError as error:
        why = f"the cache {home.parent} cannot be written: {error.strerror or error}"
        return Export(home, REFERENCE, why)


def _existing(home: Path) -> Export | None:
    """The export that the manifest describes, if its files have the sizes it gives."""
    manifest = _manifest(home)
    try:
        complete = all((home / name).stat().st_size == size for name, size in manifest["sizes"].items())
        return Export(home, manifest["engine"], manifest["why"]) if complete else None
    except (KeyError, OSError):
        return None


def _manifest(home: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((home / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _make(model: str, home: Path, advance: Advance) -> Export:
    draft = home.with_name(f".{home.name}")  # the lock makes it ours; leftovers are removed
    for old in (draft, home):
        shutil.rmtree(old, ignore_errors=True)
    draft.mkdir()
    reference = ReferenceEngine(model)
    loaded = reference.loaded
    advance(1)
    checks: dict[str, check.Agreement] = {}
    try:
        engine = _best(loaded, reference, draft, checks, advance)
        why = "; ".join(
            f"{name} failed its check: {faults}"
            for name, agreement in checks.items()
            if (faults := agreement.faults())
        )
    except (OSError, EncodeError):
        raise
    except Exception as error:  # an exporter can fail in any way; the reference engine runs instead
        engine, why = REFERENCE, f"its export failed: {str(error).splitlines()[0]}"
    files = [] if engine == REFERENCE else [draft / name for name in (_GRAPH, _TOKENIZER)]
    manifest = {
        "version": VERSION,
        "model": model,
        "engine": engine,
        "why": why,
        "sizes": {file.name: file.stat().st_size for file in files},
        "digests": [sha256(file) for file in files],
        "checks": {precision: agreement._asdict() for precision, agreement in checks.items()},
    }
    (draft / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.rename(home)
    return Export(home, engine, why)


def _best(
    loaded: Any, reference: ReferenceEngine, draft: Path, checks: dict[str, check.Agreement], advance: Advance
) -> str:
    """The fastest engine that passes its check; its graph is left in `draft`, the results in `checks`."""
    from samklang.encode import graph, quantise

    single, graph_path = draft / "single.onnx", draft / _GRAPH
    graph.write(loaded, single)
    vocabularies = Vocabularies(graph.tokenizer(loaded))
    (draft / _TOKENIZER).write_text(vocabularies.own, encoding="utf-8")
    advance(1)
    for precision in (INT8, FP32):
        if precision == INT8:
            quantise.write(single, graph_path, vocabularies, calibration_texts())
        else:
            single.replace(graph_path)
        checks[precision] = check.compare(Runner(graph_path, vocabularies), reference)
        advance(1)
        if not checks[precision].faults():
            single.unlink(missing_ok=True)
            return precision
    return REFERENCE


def calibration_texts() -> dict[str, list[str]]:
    """Copy of every genre by language, on which the quantisation is calibrated: sides of the trait pairs."""
    return {
        language: [
            side
            for trait in TRAITS
            for pair in pairs.load(trait, language)[::_EVERY]
            for side in (pair.named, pair.other)
        ]
        for language in LANGUAGES
    }
