"""Plain text: a block a paragraph; a line that starts with a bullet is a block of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.copy import Copy
from samklang.readers.template import mask

_END = r"(?:\r\n|\n|\r(?!\n))"
_BREAK = re.compile(rf"{_END}(?:[ \t]*{_END})+|{_END}(?=[ \t]*[-*•–][ \t])")
_BULLET = re.compile(r"\s*[-*•–][ \t]+")


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    masked = mask(text)
    blocks = []
    for begin, end, kind in parts(masked):
        copy = Copy()
        copy.add(masked[begin:end], begin)
        if block := copy.block(kind):
            blocks.append(block)
    return tuple(blocks)


def parts(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Where each paragraph and each bullet of a text starts and ends."""
    start = 0
    for stop, following in [*(brk.span() for brk in _BREAK.finditer(text)), (len(text), 0)]:
        bullet = _BULLET.match(text, start, stop)
        yield (bullet.end(), stop, Kind.LIST_ITEM) if bullet else (start, stop, Kind.PARAGRAPH)
        start = following
