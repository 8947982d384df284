"""Cases made by hand: a text, and each of its blocks by kind, words and characters in the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from samklang.model import Block, Kind

SAME = ""
"""The file's characters are the text itself."""


def check(
    read: Callable[[str], tuple[Block, ...]], text: str, expected: Sequence[tuple[Kind, str, str]]
) -> None:
    """Assert that these are the blocks of a text, with the right offsets."""
    actual = [(b.kind, b.text, text[slice(*b.span(0, len(b.text)))]) for b in read(text)]
    assert actual == [(kind, copy, behind or copy) for kind, copy, behind in expected]
