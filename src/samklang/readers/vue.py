"""Vue: the template of a single-file component, and the copy in its scripts."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers import jsx
from samklang.readers.copy import Unreadable
from samklang.readers.html import INLINE, UNSEEN, Dialect, extract
from samklang.readers.template import mask

_DIALECT = Dialect(
    unseen=UNSEEN - {"template"} | {"i18n", "docs"},
    inline=INLINE | {"routerlink", "router-link", "nuxtlink", "nuxt-link"},
)
_OTHER_LANGUAGE = re.compile(r"""^<template\s[^>]*lang\s*=\s*["']?(?!html)(\w+)""", re.M)
_NO_SCRIPT = re.compile(r"(?:\A|</script\s*>)(?:.*?<script\b[^>]*>|.*\Z)", re.S)
_NOT_LINE_END = re.compile(r"[^\r\n]")


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a component.

    Raises:
        Unreadable: a template in another language than HTML.
    """
    if other := _OTHER_LANGUAGE.search(text):
        raise Unreadable(
            f"its template is written in {other[1]}, which samklang does not read", other.start()
        )
    scripts = _NO_SCRIPT.sub(lambda other: _NOT_LINE_END.sub(" ", other.group()), text)
    blocks = [*extract(mask(text), 0, rules, _DIALECT), *jsx.read(scripts, rules)]
    return tuple(sorted(blocks, key=lambda block: block.pieces[0].file_start))
