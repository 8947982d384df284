"""A string of prose: paragraphs, or a fragment of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import Block
from samklang.readers.parts import elements, paragraphs, placeholder, template
from samklang.readers.parts.copy import BlockTooLong
from samklang.readers.parts.escapes import ENTITIES, Decoded

_MARKUP = re.compile(r"<(?:p|br|div|section|h[1-6]|ul|ol|li|table|blockquote)\b[^<>]*>", re.I)


def blocks(message: Decoded, where: str, language: str | None) -> Iterator[Block]:
    """The blocks of the string, with offsets in the file."""
    is_page = bool(_MARKUP.search(message.text))
    if not is_page:
        message = message.decode(ENTITIES)
    try:
        extracted = (
            _of_page(message.text)
            if is_page
            else paragraphs.blocks(template.mask(placeholder.mask(message.text)))
        )
    except BlockTooLong as error:
        raise BlockTooLong(error.length, message.span(error.offset, error.offset + 1).start) from error
    for block in extracted:
        if placed := message.copy_of(block).block(block.kind, where, language):
            yield placed


def _of_page(fragment: str) -> list[Block]:
    return elements.extract(template.mask(fragment), 0)
