"""Apple's .strings: `"key" = "string";`, by a tokenizer of our own (docs/adr/0010)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.copy import Unreadable
from samklang.readers.escaped import CODE_POINT, Raw, code_point, is_left, string_block

_BETWEEN = r"(?:\s++|/\*(?:[^*]++|\*(?!/))*+\*/|//[^\r\n]*+)*+"
_STRING = r'[^"\\]*+(?:\\[\s\S][^"\\]*+)*+'
_ENTRY = re.compile(
    rf'(?:"(?P<key>{_STRING})"|(?P<bare>[\w.$-]+)){_BETWEEN}={_BETWEEN}'
    rf'(?:"(?P<value>{_STRING})"|[\w.$-]+){_BETWEEN};{_BETWEEN}'
)
_START = re.compile(_BETWEEN)
_ESCAPE = re.compile(rf"{CODE_POINT}|\\[\s\S]")
_CONTROLS = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\f": "\f"}


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The strings of a .strings file, each by its key.

    Raises:
        Unreadable: where a quote or a semicolon is missing, for all that follows would be read inside out.
    """
    blocks = []
    for entry in _entries(text):
        key = entry["bare"] or _ESCAPE.sub(lambda escape: _decode(escape.group()), entry["key"])
        if not entry["value"] or is_left(rules, key):
            continue
        value = Raw(entry["value"], entry.start("value"))
        if block := string_block([value], _ESCAPE, _decode, key):
            blocks.append(block)
    return tuple(blocks)


def _entries(text: str) -> Iterator[re.Match[str]]:
    start = _START.match(text)
    at = start.end() if start else 0
    while at < len(text):
        entry = _ENTRY.match(text, at)
        if not entry:
            raise Unreadable('here stands no `"key" = "string";`', at)
        yield entry
        at = entry.end()


def _decode(escape: str) -> str:
    return code_point(escape) if len(escape) >= 6 else _CONTROLS.get(escape, escape[1])
