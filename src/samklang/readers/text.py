"""Plain text: a block a paragraph; a line that starts with a bullet is a block of its own."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.copy import Copy
from samklang.readers.template import mask

_END = r"(?:\r\n|\n|\r(?!\n))"
_BREAK = re.compile(rf"{_END}(?:[ \t]*{_END})+|{_END}(?=[ \t]*[-*•–][ \t])")
_BULLET = re.compile(r"\s*[-*•–][ \t]+")


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    masked = mask(text)
    blocks, start = [], 0
    for stop, following in [*(brk.span() for brk in _BREAK.finditer(masked)), (len(masked), 0)]:
        bullet = _BULLET.match(masked, start, stop)
        begin = bullet.end() if bullet else start
        copy = Copy()
        copy.add(masked[begin:stop], begin)
        if block := copy.block(Kind.LIST_ITEM if bullet else Kind.PARAGRAPH):
            blocks.append(block)
        start = following
    return tuple(blocks)
