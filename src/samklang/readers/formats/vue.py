"""Vue: the template of a single-file component, the copy in its scripts, and its `<i18n>` blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.formats import json, jsx, yaml
from samklang.readers.parts.catalogue import language_code
from samklang.readers.parts.copy import LEAVE_OUT, BlockTooLong, Unreadable
from samklang.readers.parts.elements import INLINE, UNSEEN, Dialect, extract
from samklang.readers.parts.escapes import Decoded
from samklang.readers.parts.template import mask

_DIALECT = Dialect(
    unseen=UNSEEN - {"template"} | {"i18n", "docs"},
    inline=INLINE | {"routerlink", "router-link", "nuxtlink", "nuxt-link"},
)
_OTHER_LANGUAGE = re.compile(r"""^<template\s[^>]*lang\s*=\s*["']?(?!html)(\w+)""", re.M)
_NO_SCRIPT = re.compile(r"(?:\A|</script\s*>)(?:.*?<script\b[^>]*>|.*\Z)", re.S)
_MESSAGES = re.compile(
    r"(?<![^\r\n])<i18n\b(?P<attributes>[^<>]*)>(?P<messages>[^<]*+(?:<(?!/?i18n\b)[^<]*+)*+)</i18n\s*>"
)
_ATTRIBUTE = r"""\b{}\s*=\s*["']?([\w-]+)"""
_NOT_LINE_END = re.compile(r"[^\r\n]")


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a component.

    Raises:
        Unreadable: if its template is not HTML, or its messages are not JSON or YAML.
    """
    if other := _OTHER_LANGUAGE.search(text):
        raise Unreadable(
            f"its template is written in {other[1]}, which samklang does not read",
            other.start(),
            hint=f"Write it in HTML, or {LEAVE_OUT}",
        )
    scripts = _NO_SCRIPT.sub(lambda other: _NOT_LINE_END.sub(" ", other.group()), text)
    blocks = [*extract(mask(text), 0, rules, _DIALECT), *jsx.read(scripts, rules), *_messages(text, rules)]
    return tuple(sorted(blocks, key=lambda block: block.pieces[0].file_start))


def _messages(text: str, rules: CopyRules) -> Iterator[Block]:
    """The messages of the catalogues in a component, in the language of their block or branch."""
    rules = CopyRules(leave_keys=rules.leave_keys)
    for section in _MESSAGES.finditer(text):
        language = language_code(_attribute("locale", section["attributes"]))
        reader = yaml if _attribute("lang", section["attributes"]) in ("yaml", "yml") else json
        start = section.start("messages")
        try:
            blocks = reader.read(section["messages"], rules)
        except Unreadable as error:
            raise Unreadable(error.reason, start + (error.offset or 0)) from error
        except BlockTooLong as error:
            raise BlockTooLong(error.length, start + error.offset) from error
        messages = Decoded.of(section["messages"], start)
        for block in blocks:
            block_language = block.language or language
            if placed := messages.copy_of(block).block(block.kind, block.where, block_language):
                yield placed


def _attribute(name: str, attributes: str) -> str:
    match = re.search(_ATTRIBUTE.format(name), attributes)
    return match[1].lower() if match else ""
