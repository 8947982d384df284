"""The fast engine: the export of a model that is not the bundled one, on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from samklang.encode import Advance, Encodings, Engine, source
from samklang.encode.export import REFERENCE, Export, export
from samklang.encode.graph import why_not
from samklang.encode.reference import ReferenceEngine
from samklang.encode.runner import Runner
from samklang.errors import EncodeError
from samklang.traits.pool import TokenHeads


def open_fast(model: str, start: Callable[[str, int], None], advance: Advance) -> Engine:
    """Opens the fast engine for a model, or the reference engine if it cannot be exported.

    The arguments are those of `open_engine`.
    """
    folder = source.folder(model)
    if why := why_not(folder):
        return ReferenceEngine(model, why)
    revision = source.revision(folder)
    exported = export(model, revision, start, advance)
    if exported.engine == REFERENCE:
        return ReferenceEngine(model, exported.why)
    return FastEngine(model, revision, exported)


class FastEngine:
    """Runs an exported model; loads it at the first call of `encode`."""

    def __init__(self, model: str, revision: str, exported: Export) -> None:
        self.model = model
        self.revision = revision
        self._export = exported

    @property
    def name(self) -> str:
        return f"fast-{self._export.engine}:{self.model}"

    @property
    def why(self) -> str:
        return self._export.why

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
            EncodeError: the export is damaged and cannot be repeated.
        """
        return self._runner.encode(texts, language, heads, advance)

    @cached_property
    def _runner(self) -> Runner:
        if runner := self._export.load():
            return runner
        exported = export(self.model, self.revision, damaged=True)
        if exported.engine == self._export.engine and (runner := exported.load()):
            return runner
        raise EncodeError(
            f"the export of {self.model!r} is damaged and exporting it again failed: {exported.why}",
            hint=f"Delete {self._export.folder}, or set SAMKLANG_ENGINE=reference.",
        )
