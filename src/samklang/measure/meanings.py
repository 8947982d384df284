"""Meanings of single texts, kept in the cache."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samklang.cache import keys
from samklang.cache.store import Store
from samklang.encode import Array, Engine


def meanings(texts: Sequence[str], language: str, engine: Engine, cache: Store) -> Array:
    """(texts, width): the meaning vector of each text, at unit length.

    Args:
        texts: at least one, all in the language.
        language: of the texts.
        engine: encodes those that the cache does not hold.
        cache: of encoded meanings.
    """
    by_text = {text: keys.digest("meaning", engine.name, engine.revision, language, text) for text in texts}
    packed = cache.get(by_text.values())
    if missing := [text for text, key in by_text.items() if key not in packed]:
        rows = engine.encode(missing, language).meaning.astype(np.float32)
        fresh = {by_text[text]: row.tobytes() for text, row in zip(missing, rows, strict=True)}
        cache.put(fresh)
        packed |= fresh
    return np.stack([np.frombuffer(packed[by_text[text]], dtype=np.float32) for text in texts])
