"""XML as a tree that knows where each of its characters stands, by expat (docs/adr/0009).

Expat is given one byte a code point, so that its offsets are ours, and never sees an ampersand: no
entity can be expanded, and a stray one in the copy breaks nothing.
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
"""A letter of Latin-1, so that it may stand in names too."""
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


class Raw(NamedTuple):
    """Character data, or the value of an attribute, as it stands in the file."""

    raw: str
    at: int
    literal: bool = False
    """Of a CDATA section, in which an ampersand is an ampersand."""

    @property
    def text(self) -> str:
        return self.raw if self.literal else unescape(self.raw)

    @property
    def decoded(self) -> Decoded:
        """The text with its places."""
        decoded = Decoded.of(self.raw, self.at)
        return decoded if self.literal else decoded.decode(ENTITIES)

    def add_to(self, copy: Copy) -> None:
        """Collect it as copy."""
        self.decoded.add_to(copy)


@dataclass(kw_only=True, slots=True)
class Element:
    """An element and what is in it, in file order; comments and processing instructions are gone."""

    name: str
    """With its prefix, as it is written."""
    at: int
    attributes: dict[str, Raw]
    children: list[Element | Raw] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        value = self.attributes.get(name)
        return value.text if value else ""

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in this one."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, name: str) -> Element | None:
        """The first element of that name directly in this one."""
        return next((child for child in self.elements if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in file order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    @property
    def text(self) -> str:
        """All character data in this element and below."""
        return "".join(child.text for child in self.children)

    def decoded(self, unless: Collection[str] = ()) -> Decoded:
        """The same with its places, without what stands in elements of the names `unless`."""
        return Decoded.join(self._decoded(unless))

    def _decoded(self, unless: Collection[str]) -> Iterator[Decoded]:
        for child in self.children:
            if isinstance(child, Raw):
                yield child.decoded
            elif child.name not in unless:
                yield from child._decoded(unless)


def parse(text: str) -> Element | None:
    """The root of an XML text; None where there is nothing but white space.

    Raises:
        Unreadable: what is not well-formed, declares entities, or is nested past `MAX_DEPTH`.
    """
    return _Builder(text).build() if text.strip() else None


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._start = len(text) - len(text.lstrip())
        self._open: list[Element] = []
        self._root: Element | None = None
        self._done = 0
        """Where the last mark-up ended: what stands from there on is character data."""
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
            at = self._start + self._expat.ErrorByteIndex
            raise Unreadable(f"is not well-formed XML: {expat.ErrorString(error.code)}", at) from error
        return self._root

    @property
    def _at(self) -> int:
        return self._start + self._expat.CurrentByteIndex

    def _enter(self, name: str, _attributes: dict[str, str]) -> None:
        at = self._at
        self._end_text(at)
        if len(self._open) == MAX_DEPTH:
            raise Unreadable(f"is nested deeper than {MAX_DEPTH} elements", at)
        end = at + 1 + len(name)
        element = Element(name=self._text[at + 1 : end], at=at, attributes={})
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
        at = self._at
        self._end_text(at)
        self._open.pop()
        if not self._empty:
            self._done = self._text.index(">", at) + 1
        self._empty = False

    def _enter_cdata(self) -> None:
        self._end_text(self._at)
        self._done = self._at + len("<![CDATA[")
        self._literal = True

    def _leave_cdata(self) -> None:
        self._pass_over("]]>")
        self._literal = False

    def _pass_over(self, closing: str) -> None:
        self._end_text(self._at)
        self._done = self._text.index(closing, self._at) + len(closing)

    def _end_text(self, at: int) -> None:
        if self._open and self._done < at:
            raw = Raw(self._text[self._done : at], self._done, self._literal)
            self._open[-1].children.append(raw)

    def _refuse_entity(self, *_declared: object) -> NoReturn:
        raise Unreadable("declares entities of its own, which samklang does not expand", self._at)
