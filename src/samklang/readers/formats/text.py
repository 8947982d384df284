"""Plain text: one block for each paragraph and for each line that starts with a bullet."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import paragraphs
from samklang.readers.parts.template import mask


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    return paragraphs.blocks(mask(text))
