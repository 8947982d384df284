"""JSON in which every string has its offsets: the standard library's parser with its own string and object
hooks (docs/adr/0009)."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError, JSONDecoder, loads
from json import scanner as json_scanner
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, Union

from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded, Escapes

_START = re.compile(r"\S")
_QUOTE = re.compile(r'\s*"')
_COLON = re.compile(r"\s*:\s*")
_COMMA = re.compile(r"\s*,")
_CLOSE = re.compile(r"\s*}")
_LONE = re.compile("[\ud800-\udfff]")


class String(str):
    """A key or string value of a JSON text; its offsets are those of the characters between the quotes."""

    __slots__ = ("end", "offset")
    offset: int
    end: int

    def decoded(self, text: str) -> Decoded:
        """The string with its offsets in `text`, the whole file."""
        return Decoded.of(text[self.offset : self.end], self.offset).decode(ESCAPES)


Value = Union[String, float, bool, None, "list[Value]", "dict[String, Value]"]


def _meaning(escape: str) -> str:
    try:
        return _LONE.sub("\ufffd", loads(f'"{escape}"'))
    except JSONDecodeError:
        return escape


UNICODE = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
ESCAPES = Escapes("\\", re.compile(rf"{UNICODE}|\\."), _meaning)


def values(text: str) -> list[Value]:
    """The values of a JSON text: one, or many in JSON lines; none if there is only white space.

    A trailing comma is accepted.

    Raises:
        Unreadable: if it is not JSON, or nested too deeply.
    """
    decoder = _Decoder()
    parsed: list[Value] = []
    offset = 0
    try:
        while start := _START.search(text, offset):
            value, offset = decoder.raw_decode(text, start.start())
            parsed.append(value)
    except JSONDecodeError as error:
        raise Unreadable(f"is not valid JSON: {error.msg}", error.pos) from error
    except RecursionError as error:
        raise Unreadable("is nested too deeply", offset) from error
    return parsed


class _Decoder(JSONDecoder):
    def __init__(self) -> None:
        super().__init__(parse_int=float, strict=False)
        self.parse_string = _string
        self.parse_object = _object
        scanner: Any = json_scanner
        self.scan_once = scanner.py_make_scanner(self)


def _string(text: str, offset: int, strict: bool) -> tuple[String, int]:
    value, end = scanstring(text, offset, strict)
    string = String(_LONE.sub("\ufffd", value))
    string.offset, string.end = offset, end - 1
    return string, end


def _object(
    text_and_start: tuple[str, int],
    strict: bool,
    scan: Callable[[str, int], tuple[Value, int]],
    *_unused: Any,
) -> tuple[dict[String, Value], int]:
    """As in the library, but with keys that have offsets."""
    text, offset = text_and_start
    members: dict[String, Value] = {}
    while quote := _QUOTE.match(text, offset):
        key, offset = _string(text, quote.end(), strict)
        if not (colon := _COLON.match(text, offset)):
            raise JSONDecodeError("Expecting ':' delimiter", text, offset)
        members[key], offset = scan(text, colon.end())
        if not (comma := _COMMA.match(text, offset)):
            break
        offset = comma.end()
    if not (close := _CLOSE.match(text, offset)):
        raise JSONDecodeError("Expecting a property, ',' or '}'", text, offset)
    return members, close.end()
