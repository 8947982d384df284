"""A faster start of samklang's own process: imports spaCy without what it needs for training only.

Only `main` uses this. A program that imports samklang gets spaCy unchanged.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from threading import get_ident
from types import ModuleType
from typing import Any

_ARRAYS = frozenset({"torch", "cupy", "tensorflow", "mxnet", "jax"})
"""What thinc, spaCy's back end, imports if installed. That takes seconds, and tokenizers need none of it."""
_COMMANDS = ("spacy.cli", "spacy.cli.info")
"""What spaCy imports for one function: its command line, with libraries for downloads."""


def install() -> None:
    """Makes this process start faster; call it before numpy or spaCy is imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a second thread would only take it from the engine
    if "spacy" not in sys.modules:
        sys.meta_path.insert(0, _Spacy())


class _Spacy:
    """Finds spaCy, once, and loads it with the array libraries hidden."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As in the import protocol."""
        if name != "spacy":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name)
        if spec is not None and spec.loader is not None:
            loader: Any = _Loader(spec.loader)
            spec.loader = loader
        return spec


class _Loader:
    """Loads spaCy by its own loader, with `_Hidden` in place."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = module.__loader__ = self._loader
        hidden = _Hidden()
        sys.meta_path.insert(0, hidden)
        try:
            self._loader.exec_module(module)
        finally:
            sys.meta_path.remove(hidden)
            for name in hidden.made:
                sys.modules.pop(name, None)
            for name in ("cli", "info"):
                vars(module).pop(name, None)


class _Hidden:
    """Hides modules from the thread that imports spaCy; another thread may import torch meanwhile."""

    def __init__(self) -> None:
        self.made: list[str] = []
        """Names of the empty modules that replace others."""
        self._thread = get_ident()

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As in the import protocol."""
        if get_ident() != self._thread:
            return None
        if name in _ARRAYS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in _COMMANDS:
            self.made.append(name)
            loader: Any = self
            return ModuleSpec(name, loader, is_package=name == _COMMANDS[0])
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return ModuleType(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["info"] = None
