"""Java's .properties: a key and a string a line, by a tokenizer of our own (docs/adr/0010)."""

from __future__ import annotations

import re

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.escaped import CODE_POINT, Raw, code_point, is_left, string_block

_LINE_END = r"(?:\r\n|\n|\r)"
_ENTRY = re.compile(
    rf"[ \t\f]*(?:[#!][^\r\n]*"
    rf"|(?P<key>[^\\\s:=]*(?:\\(?:\r\n|[\s\S])[^\\\s:=]*)*)[ \t\f]*[:=]?[ \t\f]*"
    rf"(?P<value>[^\\\r\n]*(?:\\(?:\r\n|[\s\S])[^\\\r\n]*)*)\\?){_LINE_END}?"
)
_ESCAPE = re.compile(rf"{CODE_POINT}|\\{_LINE_END}[ \t\f]*|\\[\s\S]|''")
"""Two apostrophes are one to `MessageFormat`, by which strings of an interface are written."""
_CONTROLS = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\f": "\f", "''": "'"}


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The strings of a .properties file, each by its key."""
    blocks = []
    for entry in _ENTRY.finditer(text):
        key = _ESCAPE.sub(lambda escape: _decode(escape.group()), entry["key"] or "")
        if not entry["value"] or is_left(rules, key):
            continue
        value = Raw(entry["value"], entry.start("value"))
        if block := string_block([value], _ESCAPE, _decode, key):
            blocks.append(block)
    return tuple(blocks)


def _decode(escape: str) -> str:
    if escape in _CONTROLS:
        return _CONTROLS[escape]
    if len(escape) >= 6 and escape[1] in "uU":
        return code_point(escape)
    return "" if escape[1] in "\r\n" else escape[1]
