"""The styles of a Word document, and the kind of copy that they make of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap, qn

from samklang.model import Kind

_VAL = qn("w:val")
_GENERATED = re.compile(r"toc \d|table of figures|index \d", re.IGNORECASE)
_HEADING = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote", re.IGNORECASE)
_BODY_TEXT = "9"
"""The outline level of body text."""


class _Style(NamedTuple):
    name: str
    """Built-in styles have their English name in Word of every language."""
    based_on: str
    properties: Any


class Styles:
    """The paragraph styles of a document, and the styles that they are based on."""

    def __init__(self, trees: list[Any]) -> None:
        styles = (style for tree in trees for style in tree.iter(qn("w:style")))
        self._styles = {style.get(qn("w:styleId")): _style(style) for style in styles}

    def is_generated(self, paragraph: Any) -> bool:
        """Whether Word generated a paragraph from others: a table of contents."""
        return any(_GENERATED.fullmatch(style.name) for style in self._chain(paragraph))

    def kind(self, paragraph: Any) -> Kind:
        """The kind of a paragraph."""
        chain = list(self._chain(paragraph))
        properties = [paragraph.find("w:pPr", nsmap), *(style.properties for style in chain)]
        level = _first(properties, "w:outlineLvl")
        if any(_HEADING.fullmatch(style.name) for style in chain) or (level or _BODY_TEXT) != _BODY_TEXT:
            return Kind.HEADING
        if any(_QUOTE.fullmatch(style.name) for style in chain):
            return Kind.QUOTE
        return Kind.LIST_ITEM if (_first(properties, "w:numPr/w:numId") or "0") != "0" else Kind.PARAGRAPH

    def _chain(self, paragraph: Any) -> Iterator[_Style]:
        """The style of a paragraph and all styles that it is based on."""
        name, seen = _value(paragraph, "w:pPr/w:pStyle"), set[str | None]()
        while name not in seen and (style := self._styles.get(name)):
            yield style
            seen.add(name)
            name = style.based_on


def _style(style: Any) -> _Style:
    return _Style(_value(style, "w:name") or "", _value(style, "w:basedOn") or "", style.find("w:pPr", nsmap))


def _first(properties: list[Any], path: str) -> str | None:
    return next((value for element in properties if (value := _value(element, path))), None)


def _value(element: Any, path: str) -> str | None:
    match = None if element is None else element.find(path, nsmap)
    return None if match is None else match.get(_VAL)
