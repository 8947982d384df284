"""Dictionary forms of words, by simplemma: `bags` and `bag's` to `bag`, `väskorna` to `väska`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_KEPT = 1 << 16
"""Words whose dictionary forms are kept in memory."""


@lru_cache(maxsize=_KEPT)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word; an unknown word is its own.

    Args:
        word: in lower case.
        language: ISO 639-1 code of a language that simplemma knows.
    """
    strategy = _strategy()
    found = strategy.get_lemma(word, language)
    if found is None:  # a genitive that is in no dictionary
        found = strategy.get_lemma(word.removesuffix("s").rstrip("'’"), language)
    return str(found or word).lower()


@lru_cache(maxsize=1)
def _strategy() -> Any:
    """The dictionaries are read where they lie, in 15 MB: as tables they would take 100 MB a language."""
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    return DefaultStrategy(dictionary_factory=StreamDictionaryFactory())
