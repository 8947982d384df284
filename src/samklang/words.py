"""Small text helpers that messages share: counted nouns, the nearest valid word, a short digest of texts."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from hashlib import sha256

_LISTED = 15
"""How many valid words are always listed beside a suggestion."""


def counted(number: int, word: str, many: str = "") -> str:
    """`1 finding`, `1,214 findings`.

    Args:
        many: the plural of a word that does not simply take an s.
    """
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A suggestion for a word that is not valid, and the valid words unless they are many and it is near."""
    words = list(known)
    listed, meant = ", ".join(words), closest(word, words, 0.5)
    if meant is None:
        return f"valid: {listed}"
    enough = len(words) > _LISTED and closest(word, words)
    return f"did you mean {meant}?" if enough else f"did you mean {meant}? (valid: {listed})"


def closest(word: str, known: Iterable[str], least: float = 0.65) -> str | None:
    """The valid word most similar to one; None if none is similar enough.

    Args:
        least: the smallest similarity that counts, 0 to 1.
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=least)), None)


def digest(*parts: str) -> str:
    """A short identifier of texts, the same on every machine."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
