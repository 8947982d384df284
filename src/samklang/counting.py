"""Numbers with the word that they count."""

from __future__ import annotations


def counted(number: int, word: str) -> str:
    """`1 finding`, `1,214 findings`: for words that take an s."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
