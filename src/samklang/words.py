"""Words that messages share: numbers with what they count, and the nearest valid word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def counted(number: int, word: str, many: str = "") -> str:
    """`1 finding`, `1,214 findings`.

    Args:
        many: the plural of a word that does not simply take an s.
    """
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def nearest(word: str, known: Iterable[str]) -> str:
    """What a word that is not valid may have been meant to be, and what is."""
    words = list(known)
    close = get_close_matches(word, words, n=1, cutoff=0.5)
    listed = ", ".join(words)
    return f"did you mean {close[0]}? (valid: {listed})" if close else f"valid: {listed}"
