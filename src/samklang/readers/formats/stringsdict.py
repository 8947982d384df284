"""Apple's .stringsdict: a property list of plurals, of widths and of devices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.xml import Element, parse

_SETTINGS = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each form of a string, and one for the text around its variables.

    Raises:
        Unreadable: if it is not well-formed XML.
    """
    root = parse(text)
    top = root.first("dict") if root else None
    catalogue = StringCatalogue(rules)
    for key, entry in _members(top) if top else ():
        for form, message in _messages(entry):
            catalogue.add(key, message.decoded(), form=form)
    return catalogue.blocks()


def _messages(entry: Element, form: str = "") -> Iterator[tuple[str, Element]]:
    """The strings of an entry, each with the keys that lead to it, as `parcels, one`."""
    if entry.name == "string":
        yield form, entry
        return
    for key, value in _members(entry):
        if key not in _SETTINGS:
            name = "" if key.startswith("NSString") else key
            yield from _messages(value, ", ".join(filter(None, (form, name))))


def _members(dictionary: Element) -> Iterator[tuple[str, Element]]:
    for key, value in pairwise(dictionary.elements):
        if key.name == "key":
            yield key.text, value
