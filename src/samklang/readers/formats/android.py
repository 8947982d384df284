"""Android's strings.xml: strings, arrays and plurals, in Android's own escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts import json_text
from samklang.readers.parts.catalogue import StringCatalogue, language_code
from samklang.readers.parts.escapes import Escapes
from samklang.readers.parts.xml import Element, parse

_CONTROL = {"n": "\n", "t": "\t"}
_REFERENCE = re.compile(r"\s*[@?][\w.:+]+(?:/[\w.]+)?\s*")
"""A reference to another entry: `@string/app_name`."""


def _meaning(escape: str) -> str:
    if escape == '"':
        return ""
    if len(escape) > 2:
        return json_text.ESCAPES.meaning(escape)
    return _CONTROL.get(escape[1], escape[1])


ESCAPES = Escapes('\\"', re.compile(rf'{json_text.UNICODE}|\\.|"', re.S), _meaning)
"""Quotes keep the white space between them, and are not shown."""


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each string, item of an array and form of a plural.

    Raises:
        Unreadable: if it is not well-formed XML.
    """
    root = parse(text)
    if root is None:
        return ()
    catalogue = StringCatalogue(rules)
    language = language_code(root.get("tools:locale"))
    for entry in root.elements:
        if entry.get("translatable") == "false":
            continue
        for form, element in _messages(entry):
            if not _REFERENCE.fullmatch(element.text):
                catalogue.add(entry.get("name"), element.decoded().decode(ESCAPES), language, form)
    return catalogue.blocks()


def _messages(entry: Element) -> Iterator[tuple[str, Element]]:
    """The texts of an entry, each with a label that distinguishes it from the others."""
    if entry.name == "string":
        yield "", entry
    elif entry.name == "plurals":
        for item in entry.elements:
            yield item.get("quantity"), item
    elif entry.name == "string-array":
        for number, item in enumerate(entry.elements, 1):
            yield f"item {number}", item
