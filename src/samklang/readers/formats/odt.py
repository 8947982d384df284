"""OpenDocument text: body, headers and footers, notes, frames; not comments, not tracked deletions."""

from __future__ import annotations

from collections import Counter
from typing import Any

from samklang.model import NO_RULES, CopyRules, Kind
from samklang.readers.parts.alt_text import is_written
from samklang.readers.parts.archive import parsing
from samklang.readers.parts.copy import Rendered, Rendering
from samklang.readers.parts.opendocument import DRAWN, NOTE, UNSEEN, Package, qn, text_of

_KIND = "an OpenDocument text"
_PARAGRAPH, _HEADING, _LIST, _TABLE = map(qn, "text:p text:h text:list table:table".split())
_ROW, _CELL, _COVERED = map(qn, "table:table-row table:table-cell table:covered-table-cell".split())
_STYLE_KINDS = {"Title": Kind.HEADING, "Subtitle": Kind.HEADING, "Quotations": Kind.QUOTE}


def read(data: bytes, _rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a text document."""
    with parsing(_KIND):
        package = Package(data, _KIND)
        content, styles = package.tree("content.xml"), package.tree("styles.xml")
        walker = _Walker(_parents(styles) | _parents(content))
        for header in _margins(styles, "header"):
            walker.story(header, "header")
        walker.story(content.find(f"{qn('office:body')}/{qn('office:text')}"))
        walker.notes()
        for footer in _margins(styles, "footer"):
            walker.story(footer, "footer")
    return walker.out.done()


def _parents(tree: Any) -> dict[str, str]:
    """By style: the style that it is based on."""
    return {
        style.get(qn("style:name")): style.get(qn("style:parent-style-name"), "")
        for style in tree.iter(qn("style:style"))
    }


def _margins(styles: Any, name: str) -> list[Any]:
    """The headers or footers, without repeats."""
    tags = [qn(f"style:{name}{page}") for page in ("", "-left", "-first")]
    return list({"".join(map(str, margin.itertext())): margin for margin in styles.iter(*tags)}.values())


class _Walker:
    def __init__(self, parents: dict[str, str]) -> None:
        self.out = Rendering()
        self._parents = parents
        self._paragraphs = self._tables = self._boxes = self._pictures = 0
        self._notes: list[Any] = []

    def story(self, container: Any, where: str = "", kind: Kind | None = None) -> None:
        """Add all blocks of a container; without `where`, its paragraphs are numbered."""
        for child in container:
            if child.tag in (_PARAGRAPH, _HEADING):
                self._paragraph(child, where, kind)
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag.startswith(DRAWN):
                self._drawn(child)
            elif child.tag not in UNSEEN:
                self.story(child, where, kind or (Kind.LIST_ITEM if child.tag == _LIST else None))

    def notes(self) -> None:
        """Add the notes that the body refers to, numbered separately for each class."""
        numbers = Counter[str]()
        for note in self._notes:
            name = note.get(qn("text:note-class"), "footnote")
            numbers[name] += 1
            self.story(note.find(qn("text:note-body")), f"{name} {numbers[name]}")

    def _paragraph(self, paragraph: Any, where: str, kind: Kind | None) -> None:
        aside: list[Any] = []
        text = "".join(text_of(paragraph, aside))
        if text.strip():
            if not where:
                self._paragraphs += 1
                where = f"paragraph {self._paragraphs}"
            self.out.add(text, where, kind or self._kind(paragraph))
        for element in aside:
            if element.tag == NOTE:
                self._notes.append(element)
            else:
                self._drawn(element)

    def _kind(self, paragraph: Any) -> Kind:
        if paragraph.tag == _HEADING:
            return Kind.HEADING
        style, seen = paragraph.get(qn("text:style-name"), ""), set[str]()
        while style not in seen and style not in _STYLE_KINDS:
            seen.add(style)
            style = self._parents.get(style, "")
        return _STYLE_KINDS.get(style, Kind.PARAGRAPH)

    def _table(self, table: Any) -> None:
        self._tables += 1
        name = f"table {self._tables}"
        rows = [row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table]
        for number, row in enumerate(rows, 1):
            column = 1
            for cell in row.iterchildren(_CELL, _COVERED):
                self.story(cell, f"{name}, row {number}, column {column}", Kind.TABLE_CELL)
                column += int(cell.get(qn("table:number-columns-repeated"), 1))

    def _drawn(self, element: Any) -> None:
        where = f"text box {self._boxes}"
        if element.find(qn("draw:image")) is not None:
            self._pictures += 1
            where = f"picture {self._pictures}"
        elif next(element.iterchildren(_PARAGRAPH, _HEADING, _LIST), None) is not None:
            self._boxes += 1
            where = f"text box {self._boxes}"
        for described in element.iterchildren(qn("svg:title"), qn("svg:desc")):
            if is_written(alt := described.text or ""):
                self.out.add(alt, where, Kind.ALT)
        self.story(element, where)
