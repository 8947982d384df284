"""Export: a model made ready for the fast engine, once, in the user's cache.

An export is a folder with a graph, a tokenizer and a manifest. It is made under a lock, checked against the
reference, and moved to its place as a whole; a model that cannot be exported, or whose export fails its
checks, leaves a manifest that says so.
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
from samklang.errors import EncodeError
from samklang.languages import LANGUAGES
from samklang.traits import TRAITS, pairs

VERSION = 2
"""Of what an export holds and how it is made."""
INT8, FP32, REFERENCE = "int8", "fp32", "reference"
STEPS = 4
_EVERY = 50
"""Of the pairs, one in so many shows how ordinary copy runs."""
_MANIFEST, _GRAPH, _TOKENIZER = "export.json", "graph.onnx", "tokenizer.json"
_PATIENCE = 600
"""Seconds to wait for another process that exports the same model."""


class Export(NamedTuple):
    """What is to run a model."""

    folder: Path
    engine: str
    """`int8`, `fp32` or `reference`."""
    why: str = ""
    """Why it is no better one."""

    def load(self) -> Runner | None:
        """The graph, loaded; None where the export is damaged."""
        graph, tokenizer = (self.folder / name for name in (_GRAPH, _TOKENIZER))
        try:
            whole = [sha256(graph), sha256(tokenizer)] == _manifest(self.folder).get("digests")
            return Runner(graph, tokenizer.read_text(encoding="utf-8")) if whole else None
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
    """The export of a model; made now where there is none.

    Args:
        model: as the workspace names it.
        revision: of the model.
        start: told what begins, and in how many steps, before an export is made.
        advance: told of each step.
        damaged: the one that is there was found so.

    Raises:
        EncodeError: the model cannot be loaded, or the bundled weights are not the known ones.
    """
    from filelock import FileLock

    home = cache_folder() / "engines" / f"{revision}-{VERSION}"
    if not damaged and (found := _found(home)):
        return found
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{home}.lock", timeout=_PATIENCE):
            found = _found(home)
            if found and (not damaged or found.engine == REFERENCE or found.load()):
                return found  # another process made it meanwhile
            start(f"preparing the fast engine for {model}, once", STEPS)
            return _make(model, home, advance)
    except OSError as error:
        why = f"nothing can be kept in {home.parent}: {error.strerror or error}"
        return Export(home, REFERENCE, why)


def _found(home: Path) -> Export | None:
    """What the manifest says, if the files have the size they should."""
    manifest = _manifest(home)
    try:
        whole = all((home / name).stat().st_size == size for name, size in manifest["sizes"].items())
        return Export(home, manifest["engine"], manifest["why"]) if whole else None
    except (KeyError, OSError):
        return None


def _manifest(home: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((home / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _make(model: str, home: Path, advance: Advance) -> Export:
    draft = home.with_name(f".{home.name}")  # its own by the lock; what a killed process left goes
    for old in (draft, home):
        shutil.rmtree(old, ignore_errors=True)
    draft.mkdir()
    reference = ReferenceEngine(model)
    loaded = reference.loaded
    advance(1)
    checks: dict[str, check.Found] = {}
    try:
        engine = _best(loaded, reference, draft, checks, advance)
        why = "; ".join(f"{one} failed its check: {of.faults()}" for one, of in checks.items() if of.faults())
    except (OSError, EncodeError):
        raise
    except Exception as error:  # an exporter can fail in any way, and copy is to be read all the same
        engine, why = REFERENCE, f"its export failed: {str(error).splitlines()[0]}"
    files = [] if engine == REFERENCE else [draft / name for name in (_GRAPH, _TOKENIZER)]
    manifest = {
        "version": VERSION,
        "model": model,
        "engine": engine,
        "why": why,
        "sizes": {file.name: file.stat().st_size for file in files},
        "digests": [sha256(file) for file in files],
        "checks": {one: of._asdict() for one, of in checks.items()},
    }
    (draft / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.rename(home)
    return Export(home, engine, why)


def _best(
    loaded: Any, reference: ReferenceEngine, draft: Path, checks: dict[str, check.Found], advance: Advance
) -> str:
    """The first engine that passes its check, with its graph in place; what was found stands in `checks`."""
    from samklang.encode import graph, quantise

    single, graph_path = draft / "single.onnx", draft / _GRAPH
    graph.write(loaded, single)
    tokenizer = graph.tokenizer(loaded)
    (draft / _TOKENIZER).write_text(tokenizer, encoding="utf-8")
    advance(1)
    for precision in (INT8, FP32):
        if precision == INT8:
            quantise.write(single, graph_path, tokenizer, ordinary())
        else:
            single.replace(graph_path)
        runner = Runner(graph_path, tokenizer)
        checks[precision] = check.compare(runner, reference, reference.model)
        advance(1)
        if not checks[precision].faults():
            single.unlink(missing_ok=True)
            return precision
    return REFERENCE


def ordinary() -> list[str]:
    """Copy in every register and language: some sides of the pairs that teach the traits."""
    return [
        side
        for trait in TRAITS
        for language in LANGUAGES
        for pair in pairs.load(trait, language)[::_EVERY]
        for side in (pair.named, pair.other)
    ]
