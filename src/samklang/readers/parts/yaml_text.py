"""YAML in which every scalar has its offsets: read from PyYAML's events, which have a start and an end, and
never construct the objects that tags ask for (docs/adr/0009)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.resolver import Resolver

from samklang.readers.parts.copy import Unreadable
from samklang.readers.parts.escapes import Decoded, Escapes

MAX_DEPTH = 100
_PROPERTIES = re.compile(r"(?:[&!]\S*\s*)*")
"""An anchor and a tag before a scalar."""
_HEADER = re.compile(r"[|>][-+\d]*[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n|\Z)")
_CONTROL = dict(zip("0abtnvfre N_LP", "\0\a\b\t\n\v\f\r\x1b \x85\xa0\u2028\u2029", strict=True))
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def _meaning(escape: str) -> str:
    if escape[1] in "\r\n":
        return ""
    return chr(int(escape[2:], 16)) if len(escape) > 2 else _CONTROL.get(escape[1], escape[1])


_DOUBLE = Escapes(
    "\\",
    re.compile(r"\\(?:\r\n?|\n)[ \t]*|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"),
    _meaning,
)
_SINGLE = Escapes("'", re.compile("''"), lambda _quotes: "'")


class Scalar(NamedTuple):
    """A value that is neither a sequence, a mapping nor null."""

    path: str
    """As `products[3].name`."""
    message: Decoded | None
    """None if it is not a string."""


def scalars(text: str) -> Iterator[Scalar]:
    """The scalars of a YAML text, in file order.

    Raises:
        Unreadable: if it is not YAML, or nested too deeply.
    """
    try:
        yield from _scalars(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Unreadable(f"is not valid YAML: {error.problem}", mark.index if mark else None) from error
    except yaml.YAMLError as error:
        raise Unreadable("is not valid YAML: it has a character that YAML does not allow") from error


def _scalars(text: str) -> Iterator[Scalar]:
    resolver: Any = Resolver()
    frames = [_Frame("", mapping=False)]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        frame = frames[-1]
        if isinstance(event, yaml.CollectionStartEvent):
            if len(frames) > MAX_DEPTH:
                raise Unreadable(f"is nested deeper than {MAX_DEPTH} levels", _span(event)[0])
            path = frame.next() if len(frames) > 1 else ""
            frames.append(_Frame(path, mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            frames.pop()
        elif isinstance(event, yaml.ScalarEvent) and frame.expects_key:
            frame.key = event.value
            frame.count += 1
        elif isinstance(event, yaml.NodeEvent):
            path = frame.next()
            if isinstance(event, yaml.ScalarEvent):
                yield from _scalar(event, path, text, resolver)


class _Frame:
    """A collection that is being read."""

    def __init__(self, path: str, *, mapping: bool) -> None:
        self.path = path
        self.mapping = mapping
        self.count = 0
        self.key = ""

    @property
    def expects_key(self) -> bool:
        return self.mapping and self.count % 2 == 0

    def next(self) -> str:
        """The path of the next node."""
        index = self.count
        self.count += 1
        if not self.mapping:
            return f"{self.path}[{index}]"
        return f"{self.path}.{self.key}" if self.path else self.key


def _scalar(event: yaml.ScalarEvent, path: str, text: str, resolver: Any) -> Iterator[Scalar]:
    tag = event.tag or resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
    if tag != _NULL:
        yield Scalar(path, _decoded(event, text) if tag == _STRING else None)


def _decoded(event: yaml.ScalarEvent, text: str) -> Decoded:
    """The scalar with its offsets. Line breaks stay as they are: `Copy` folds white space as YAML does."""
    start, end = _span(event)
    start = _after(_PROPERTIES, text, start, end)
    if event.style in ("'", '"'):
        escapes = _SINGLE if event.style == "'" else _DOUBLE
        return Decoded.of(text[start + 1 : end - 1], start + 1).decode(escapes)
    if event.style:
        start = _after(_HEADER, text, start, end)
    return Decoded.of(text[start:end], start)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
