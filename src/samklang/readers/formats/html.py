"""HTML: what a visitor sees or hears, and the front matter."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import front_matter
from samklang.readers.parts.elements import extract
from samklang.readers.parts.template import mask


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a page or of a fragment."""
    return front_matter.page(text, extract(mask(text), 0, rules), rules)
