"""JSON whose every string knows where it stands: the standard library's parser, with its string and
object hooks taken (docs/adr/0009)."""

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
    """A string of a JSON text, a key or a value; offsets are of what stands between its quotes."""

    __slots__ = ("at", "end")
    at: int
    end: int

    def decoded(self, text: str) -> Decoded:
        """The same with its places in `text`, the whole file."""
        return Decoded.of(text[self.at : self.end], self.at).decode(ESCAPES)


Value = Union[String, float, bool, None, "list[Value]", "dict[String, Value]"]


def _meaning(escape: str) -> str:
    try:
        return _LONE.sub("\ufffd", loads(f'"{escape}"'))
    except JSONDecodeError:
        return escape


UNICODE = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
ESCAPES = Escapes("\\", re.compile(rf"{UNICODE}|\\."), _meaning)


def values(text: str) -> list[Value]:
    """The values of a JSON text: one, or many in JSON lines; none where there is only white space.

    Raises:
        Unreadable: what is not JSON, or is nested too deep. A comma too many is let pass.
    """
    decoder = _Decoder()
    found: list[Value] = []
    at = 0
    try:
        while start := _START.search(text, at):
            value, at = decoder.raw_decode(text, start.start())
            found.append(value)
    except JSONDecodeError as error:
        raise Unreadable(f"is not valid JSON: {error.msg}", error.pos) from error
    except RecursionError as error:
        raise Unreadable("is nested too deeply", at) from error
    return found


class _Decoder(JSONDecoder):
    def __init__(self) -> None:
        super().__init__(parse_int=float, strict=False)
        self.parse_string = _string
        self.parse_object = _object
        scanner: Any = json_scanner
        self.scan_once = scanner.py_make_scanner(self)


def _string(text: str, at: int, strict: bool) -> tuple[String, int]:
    value, end = scanstring(text, at, strict)
    string = String(_LONE.sub("\ufffd", value))
    string.at, string.end = at, end - 1
    return string, end


def _object(
    text_and_start: tuple[str, int],
    strict: bool,
    scan: Callable[[str, int], tuple[Value, int]],
    *_unused: Any,
) -> tuple[dict[String, Value], int]:
    """As the library's own, but for keys that know where they stand."""
    text, at = text_and_start
    members: dict[String, Value] = {}
    while quote := _QUOTE.match(text, at):
        key, at = _string(text, quote.end(), strict)
        if not (colon := _COLON.match(text, at)):
            raise JSONDecodeError("Expecting ':' delimiter", text, at)
        members[key], at = scan(text, colon.end())
        if not (comma := _COMMA.match(text, at)):
            break
        at = comma.end()
    if not (close := _CLOSE.match(text, at)):
        raise JSONDecodeError("Expecting a property, ',' or '}'", text, at)
    return members, close.end()
