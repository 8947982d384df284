"""What the XML formats share: how elements are made, and how a document is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, indent, tostring

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


def element(
    tag: str, attributes: Mapping[str, str | int], children: Iterable[Element] = (), text: str = ""
) -> Element:
    """An element; characters that XML cannot hold are replaced by `�`."""
    node = Element(tag, {name: _legal(str(value)) for name, value in attributes.items()})
    node.text = _legal(text)
    node.extend(children)
    return node


def document(root: Element) -> str:
    """The document, indented, ending with a newline."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _legal(text: str) -> str:
    return _ILLEGAL.sub("�", text)
