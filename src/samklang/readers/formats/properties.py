"""Java's .properties: lines with a key and a string, by our own tokenizer (docs/adr/0010)."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import utf16
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.escapes import Decoded, Escapes

_LINE_END = r"(?:\r\n|\n|\r)"
_ENTRY = re.compile(
    rf"[ \t\f]*(?:[#!][^\r\n]*"
    rf"|(?P<key>[^\\\s:=]*(?:\\(?:\r\n|[\s\S])[^\\\s:=]*)*)[ \t\f]*[:=]?[ \t\f]*"
    rf"(?P<value>[^\\\r\n]*(?:\\(?:\r\n|[\s\S])[^\\\r\n]*)*)\\?){_LINE_END}?"
)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "'": "'"}


def _meaning(escape: str) -> str:
    if escape[1] in "\r\n":
        return ""
    return utf16.meaning(escape) if len(escape) > 2 else _CONTROLS.get(escape[1], escape[1])


_ESCAPES = Escapes("\\'", re.compile(rf"{utf16.ESCAPE}|\\{_LINE_END}[ \t\f]*|\\[\s\S]|''"), _meaning)
"""Two apostrophes are one in the syntax of `MessageFormat`, which interface strings use."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The strings of a .properties file, each by its key."""
    catalogue = StringCatalogue(rules)
    for entry in _ENTRY.finditer(text):
        if entry["value"]:
            key = Decoded.of(entry["key"], 0).decode(_ESCAPES).text
            catalogue.add(key, Decoded.of(entry["value"], entry.start("value")).decode(_ESCAPES))
    return catalogue.blocks()
