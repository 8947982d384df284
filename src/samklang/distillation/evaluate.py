"""How well sentences in another language are heard: what `make encoder` prints before and after teaching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.distillation.parallel import Row

COPY = "copy"
"""Mail, products, support, public information, together."""
BUSINESS = "business help"
_COPY_GENRES = ("email", "product", "support", "public", "social", "release", "legal")
_FEWEST = 50

Array = NDArray[np.float32]


class Heard(NamedTuple):
    """One language and kind of text."""

    language: str
    kind: str
    sentences: int
    nearest: float
    """Share of sentences whose own English side is the nearest of all, by the last layer."""
    cosines: tuple[float, ...]
    """The mean cosine with the English side, layer by layer."""


def kind(row: Row) -> str:
    """The kind of text under which a held-out row is measured."""
    if row.genre in _COPY_GENRES:
        return COPY
    return BUSINESS if "dynamics365" in row.source else row.genre


def evaluate(
    rows: Sequence[Row],
    ours: Callable[[list[str], str], Array],
    english: Callable[[list[str]], Array],
) -> list[Heard]:
    """Measures held-out rows.

    Args:
        rows: held out.
        ours: (texts, layers, width) of texts in a language, at unit length by layer.
        english: the same of English texts.
    """
    results = []
    groups = sorted({(row.language, kind(row)) for row in rows})
    for language, name in groups:
        used = {row.english: row for row in rows if (row.language, kind(row)) == (language, name)}
        if len(used) < _FEWEST:
            continue
        theirs = english(list(used))
        vectors = ours([row.text for row in used.values()], language)
        nearest = (vectors[:, -1] @ theirs[:, -1].T).argmax(1) == np.arange(len(used))
        cosines = (vectors * theirs).sum(-1).mean(0)
        results.append(Heard(language, name, len(used), float(nearest.mean()), tuple(map(float, cosines))))
    return results


def table(results: Sequence[Heard]) -> str:
    """The results as lines of text."""
    lines = [f"{'language':9}{'kind':15}{'sentences':>9}{'nearest':>9}  cosine by layer"]
    for heard in results:
        cosines = " ".join(f"{cosine:.2f}" for cosine in heard.cosines)
        lines.append(f"{heard.language:9}{heard.kind:15}{heard.sentences:9}{heard.nearest:9.3f}  {cosines}")
    return "\n".join(lines)
