"""XML as a tree with the offset of every character, parsed by expat (docs/adr/0009).

Expat gets one byte for each code point, so that its offsets are those of the text, and never an ampersand, so
that no entity can be expanded and a stray ampersand in the copy breaks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from samklang.readers.parts.copy import Copy, Unreadable
from samklang.readers.parts.escapes import ENTITIES, Decoded

MAX_DEPTH = 200
_MASKED = re.compile("[^\x00-%'-\xff]")
_LETTER = "\xff"
"""A letter of Latin-1, since names may contain it."""
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


class Raw(NamedTuple):
    """Character data, or the value of an attribute, as it is in the file."""

    raw: str
    offset: int
    literal: bool = False
    """Whether it is a CDATA section, in which an ampersand is not an entity."""

    @property
    def text(self) -> str:
        return self.raw if self.literal else unescape(self.raw)

    @property
    def decoded(self) -> Decoded:
        """The text with its offsets."""
        decoded = Decoded.of(self.raw, self.offset)
        return decoded if self.literal else decoded.decode(ENTITIES)

    def add_to(self, copy: Copy) -> None:
        """Add it to a block of copy."""
        self.decoded.add_to(copy)


@dataclass(kw_only=True, slots=True)
class Element:
    """An element and its children, in file order, without comments and processing instructions."""

    name: str
    """With its prefix, as in the file."""
    offset: int
    attributes: dict[str, Raw]
    children: list[Element | Raw] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute; empty if it is missing."""
        value = self.attributes.get(name)
        return value.text if value else ""

    @property
    def elements(self) -> Iterator[Element]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, name: str) -> Element | None:
        """The first child element with that name."""
        return next((child for child in self.elements if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """This element and all its descendants, in file order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    @property
    def text(self) -> str:
        """All character data in this element and its descendants."""
        return "".join(child.text for child in self.children)

    def decoded(self, unless: Collection[str] = ()) -> Decoded:
        """The text with its offsets, without the content of elements whose names are in `unless`."""
        return Decoded.join(self._decoded(unless))

    def _decoded(self, unless: Collection[str]) -> Iterator[Decoded]:
        for child in self.children:
            if isinstance(child, Raw):
                yield child.decoded
            elif child.name not in unless:
                yield from child._decoded(unless)


def parse(text: str) -> Element | None:
    """The root of an XML text; None if there is only white space.

    Raises:
        Unreadable: if it is not well-formed, declares entities, or is nested deeper than `MAX_DEPTH`.
    """
    return _Builder(text).build() if text.strip() else None


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._start = len(text) - len(text.lstrip())
        self._open: list[Element] = []
        self._root: Element | None = None
        self._done = 0
        """Where the last mark-up ended, and character data begins."""
        self._empty = False
        self._literal = False
        self._expat = expat.ParserCreate("iso-8859-1")
        self._expat.StartElementHandler = self._enter
        self._expat.EndElementHandler = self._leave
        self._expat.StartCdataSectionHandler = self._enter_cdata
        self._expat.EndCdataSectionHandler = self._leave_cdata
        self._expat.CommentHandler = lambda _comment: self._pass_over("-->")
        self._expat.ProcessingInstructionHandler = lambda _target, _data: self._pass_over("?>")
        self._expat.EntityDeclHandler = self._refuse_entity

    def build(self) -> Element | None:
        masked = _MASKED.sub(_LETTER, self._text[self._start :])
        try:
            self._expat.Parse(masked.encode("latin-1"), True)
        except expat.ExpatError as error:
            offset = self._start + self._expat.ErrorByteIndex
            raise Unreadable(f"is not well-formed XML: {expat.ErrorString(error.code)}", offset) from error
        return self._root

    @property
    def _offset(self) -> int:
        return self._start + self._expat.CurrentByteIndex

    def _enter(self, name: str, _attributes: dict[str, str]) -> None:
        offset = self._offset
        self._end_text(offset)
        if len(self._open) == MAX_DEPTH:
            raise Unreadable(f"is nested deeper than {MAX_DEPTH} elements", offset)
        end = offset + 1 + len(name)
        element = Element(name=self._text[offset + 1 : end], offset=offset, attributes={})
        while attribute := _ATTRIBUTE.match(self._text, end):
            element.attributes[attribute[1]] = Raw(attribute[2][1:-1], attribute.start(2) + 1)
            end = attribute.end()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)
        self._done = self._text.index(">", end) + 1
        self._empty = self._text[self._done - 2] == "/"

    def _leave(self, _name: str) -> None:
        offset = self._offset
        self._end_text(offset)
        self._open.pop()
        if not self._empty:
            self._done = self._text.index(">", offset) + 1
        self._empty = False

    def _enter_cdata(self) -> None:
        self._end_text(self._offset)
        self._done = self._offset + len("<![CDATA[")
        self._literal = True

    def _leave_cdata(self) -> None:
        self._pass_over("]]>")
        self._literal = False

    def _pass_over(self, closing: str) -> None:
        self._end_text(self._offset)
        self._done = self._text.index(closing, self._offset) + len(closing)

    def _end_text(self, offset: int) -> None:
        if self._open and self._done < offset:
            raw = Raw(self._text[self._done : offset], self._done, self._literal)
            self._open[-1].children.append(raw)

    def _refuse_entity(self, *_declared: object) -> NoReturn:
        raise Unreadable("declares entities of its own, which samklang does not expand", self._offset)
