"""RESX and RESW: .NET's strings."""

from __future__ import annotations

from samklang.model import NO_RULES, Block, CopyRules
from samklang.readers.parts.catalogue import StringCatalogue
from samklang.readers.parts.xml import Element, parse


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """One block for each string, without images, colours and data of the form designer.

    Raises:
        Unreadable: if it is not well-formed XML.
    """
    root = parse(text)
    if root is None:
        return ()
    catalogue = StringCatalogue(rules)
    for entry in root.elements:
        value = entry.first("value")
        if value and _is_string(entry):
            catalogue.add(entry.get("name"), value.decoded())
    return catalogue.blocks()


def _is_string(entry: Element) -> bool:
    name, kind = entry.get("name"), entry.get("type")
    if entry.name != "data" or entry.get("mimetype") or name.startswith(">>") or name.endswith(".Name"):
        return False
    return not kind or kind.startswith("System.String")
