"""What the XML formats share: an element, and a document as UTF-8 can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, indent, tostring

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""


def element(
    tag: str, attributes: Mapping[str, str | int], children: Iterable[Element] = (), text: str = ""
) -> Element:
    """An element; what XML cannot hold becomes a stand-in."""
    made = Element(tag, {name: _held(str(value)) for name, value in attributes.items()})
    made.text = _held(text)
    made.extend(children)
    return made


def document(root: Element) -> str:
    """The document, indented, ending with a newline."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _held(text: str) -> str:
    return _ILLEGAL.sub("�", text)
