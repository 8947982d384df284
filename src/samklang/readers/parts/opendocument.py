"""What text documents and spreadsheets of OpenDocument have in common.

The XML is read with lxml: odfpy has had no release since 2020, and its tree is slower and no simpler.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from lxml import etree

from samklang.readers.parts.archive import protected, unpacked

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
DRAWN = f"{{{_NAMESPACES['draw']}}}"
"""How the tag of a picture, frame or shape begins."""


def qn(name: str) -> str:
    """`text:p` with its namespace written out."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


NOTE = qn("text:note")
_WHITE = frozenset(map(qn, "text:s text:tab text:line-break".split()))
UNSEEN = frozenset(
    map(
        qn,
        "office:annotation text:tracked-changes text:ruby-text text:hidden-text text:placeholder"
        " text:sequence-decls text:database-display text:table-of-content text:alphabetical-index"
        " text:illustration-index text:table-index text:user-index text:object-index text:bibliography"
        " table:shapes".split(),
    )
)
"""Comments, deletions, placeholders, and what is generated from other text."""


class Package:
    """An OpenDocument file.

    Raises:
        Unreadable: if it is not an OpenDocument file, damaged or encrypted.
    """

    def __init__(self, data: bytes, kind: str) -> None:
        self._archive = ZipFile(unpacked(data, kind))
        if b"encryption-data" in self._archive.read("META-INF/manifest.xml"):
            raise protected()

    def tree(self, name: str) -> Any:
        """The root element of a part; entities are not expanded."""
        parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
        return etree.fromstring(self._archive.read(name), parser)


def text_of(element: Any, aside: list[Any]) -> Iterator[str]:
    """The text that a paragraph shows; its notes, pictures and frames are added to `aside`."""
    yield element.text or ""
    for child in element:
        if child.tag in _WHITE:
            yield " "
        elif child.tag == NOTE or child.tag.startswith(DRAWN):
            aside.append(child)
        elif child.tag not in UNSEEN:
            yield from text_of(child, aside)
        yield child.tail or ""
