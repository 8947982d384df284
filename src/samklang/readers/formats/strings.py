"""Apple's .strings: `"key" = "string";`, by our own tokenizer (docs/adr/0010)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import utf16
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded, Escapes

_BETWEEN = r"(?:\s++|/\*(?:[^*]++|\*(?!/))*+\*/|//[^\r\n]*+)*+"
_STRING = r'[^"\\]*+(?:\\[\s\S][^"\\]*+)*+'
_ENTRY = re.compile(
    rf'(?:"(?P<key>{_STRING})"|(?P<bare>[\w.$-]+)){_BETWEEN}={_BETWEEN}'
    rf'(?:"(?P<value>{_STRING})"|[\w.$-]+){_BETWEEN};{_BETWEEN}'
)
_START = re.compile(_BETWEEN)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def _meaning(escape: str) -> str:
    return utf16.meaning(escape) if len(escape) > 2 else _CONTROLS.get(escape[1], escape[1])


_ESCAPES = Escapes("\\", re.compile(rf"{utf16.ESCAPE}|\\[\s\S]"), _meaning)


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The strings of a .strings file, each by its key.

    Raises:
        Unreadable: if a quote or a semicolon is missing, since code and copy would be swapped from there on.
    """
    catalogue = StringCatalogue(rules)
    for entry in _entries(text):
        key = entry["bare"] or Decoded.of(entry["key"], 0).decode(_ESCAPES).text
        if entry["value"]:
            catalogue.add(key, Decoded.of(entry["value"], entry.start("value")).decode(_ESCAPES))
    return catalogue.blocks()


def _entries(text: str) -> Iterator[re.Match[str]]:
    start = _START.match(text)
    offset = start.end() if start else 0
    while offset < len(text):
        entry = _ENTRY.match(text, offset)
        if not entry:
            raise Unreadable('expected `"key" = "string";`', offset)
        yield entry
        offset = entry.end()
