"""Paragraphs and bullets of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import Block, Kind
from samklang.readers.parts.copy import Copy

_END = r"(?:\r\n|\n|\r(?!\n))"
_BREAK = re.compile(rf"{_END}(?:[ \t]*{_END})+|{_END}(?=[ \t]*[-*•–][ \t])")
_BULLET = re.compile(r"\s*[-*•–][ \t]+")


def blocks(masked: str) -> tuple[Block, ...]:
    """The blocks of a text in which everything but copy is masked."""
    collected = []
    for begin, end, kind in parts(masked):
        copy = Copy()
        copy.add(masked[begin:end], begin)
        if block := copy.block(kind):
            collected.append(block)
    return tuple(collected)


def parts(text: str) -> Iterator[tuple[int, int, Kind]]:
    """The start, the end and the kind of each paragraph and each bullet of a text."""
    start = 0
    for stop, following in [*(gap.span() for gap in _BREAK.finditer(text)), (len(text), 0)]:
        bullet = _BULLET.match(text, start, stop)
        yield (bullet.end(), stop, Kind.LIST_ITEM) if bullet else (start, stop, Kind.PARAGRAPH)
        start = following
