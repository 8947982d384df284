"""The fast engine: a model's export, on ONNX Runtime."""

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
    """The fast engine for a model, else the reference engine and why. Arguments as `open_engine`'s."""
    folder = source.folder(model)
    if why := why_not(folder):
        return ReferenceEngine(model, why)
    revision = source.revision(model, folder)
    made = export(model, revision, start, advance)
    if made.engine == REFERENCE:
        return ReferenceEngine(model, made.why)
    return FastEngine(model, revision, made)


class FastEngine:
    """Runs an export; loads it when first asked to encode."""

    def __init__(self, model: str, revision: str, made: Export) -> None:
        self.model = model
        self.revision = revision
        self._export = made

    @property
    def name(self) -> str:
        return f"fast-{self._export.engine}:{self.model}"

    @property
    def why(self) -> str:
        return self._export.why

    def load(self) -> None:
        """As `Engine.load`; errors are those of `encode`."""
        _ = self._runner

    def encode(
        self, texts: Sequence[str], heads: TokenHeads | None = None, advance: Advance = lambda _: None
    ) -> Encodings:
        """As the reference engine's.

        Raises:
            EncodeError: the export is damaged, and cannot be made again.
        """
        return self._runner.encode(texts, heads, advance)

    @cached_property
    def _runner(self) -> Runner:
        if whole := self._export.load():
            return whole
        again = export(self.model, self.revision, damaged=True)
        if again.engine == self._export.engine and (whole := again.load()):
            return whole
        raise EncodeError(
            f"the export of {self.model!r} is damaged and cannot be made again: {again.why}",
            hint=f"Delete {self._export.folder}, or set SAMKLANG_ENGINE=reference.",
        )
