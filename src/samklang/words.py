"""Words that messages share: numbers with what they count, the nearest valid word, a short name for texts."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from hashlib import sha256


def counted(number: int, word: str, many: str = "") -> str:
    """`1 finding`, `1,214 findings`.

    Args:
        many: the plural of a word that does not simply take an s.
    """
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def nearest(word: str, known: Iterable[str]) -> str:
    """What a word that is not valid may have been meant to be, and what is."""
    words = list(known)
    listed, meant = ", ".join(words), close(word, words, 0.5)
    return f"did you mean {meant}? (valid: {listed})" if meant else f"valid: {listed}"


def close(word: str, known: Iterable[str], least: float = 0.65) -> str | None:
    """The valid word that is most like one; None where none is.

    Args:
        least: how like, 0 to 1.
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=least)), None)


def digest(*parts: str) -> str:
    """A short name for texts, the same on every machine."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
