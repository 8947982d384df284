"""Word: body, headers and footers, notes, text boxes, alternative texts; not comments, not what was deleted.

python-docx opens the package. Its paragraphs lack inserted text, text boxes and notes, so the text is read
from the XML elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml

from samklang.model import NO_RULES, CopyRules, Kind
from samklang.readers.formats.docx.styles import Styles
from samklang.readers.parts.alt_text import is_written
from samklang.readers.parts.archive import parsing, unpacked
from samklang.readers.parts.copy import SAVE_AGAIN, Rendered, Rendering, Unreadable

_KIND = "a Word document"
_P, _R, _T, _TBL, _TR, _TC = map(qn, "w:p w:r w:t w:tbl w:tr w:tc".split())
_SDT, _SIMPLE_FIELD, _FIELD_MARK, _FIELD_CODE = map(qn, "w:sdt w:fldSimple w:fldChar w:instrText".split())
_BOX, _ID, _VAL = map(qn, "w:txbxContent w:id w:val".split())
_WHITE = frozenset(map(qn, "w:tab w:br w:cr w:ptab".split()))
_DRAWN = frozenset(map(qn, "w:drawing w:pict w:object".split()))
_UNSEEN = frozenset(
    [
        *map(qn, "w:del w:moveFrom w:pPr w:rPr w:sdtPr w:rt".split()),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
_MERGED = "MERGEFIELD"


def read(data: bytes, _rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of a Word document."""
    with parsing(_KIND):
        main = OpcPackage.open(unpacked(data, _KIND)).main_document_part
        body = parse_xml(main.blob)
        if body.tag != qn("w:document"):
            raise Unreadable(f"is not {_KIND}, despite its name", hint=SAVE_AGAIN)
        walker = _Walker(Styles(_trees(main, RT.STYLES)))
        for header in _trees(main, RT.HEADER):
            walker.story(header, "header")
        walker.story(body)
        for name, of_type in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES)):
            for number, note in enumerate(_notes(body, name, _trees(main, of_type)), 1):
                walker.story(note, f"{name} {number}")
        for footer in _trees(main, RT.FOOTER):
            walker.story(footer, "footer")
    return walker.out.done()


def _trees(main: Part, of_type: str) -> list[Any]:
    """The parts of a type, in order; without repeats, since each section has its headers."""
    parts = [rel.target_part for rel in main.rels.values() if rel.reltype == of_type]
    trees = [parse_xml(part.blob) for part in sorted(parts, key=lambda part: str(part.partname))]
    return list({"".join(map(str, tree.itertext())): tree for tree in trees}.values())


def _notes(body: Any, name: str, trees: list[Any]) -> Iterator[Any]:
    """Notes in the order in which the body refers to them, by which they are numbered."""
    notes_by_id = {note.get(_ID): note for tree in trees for note in tree.iter(qn(f"w:{name}"))}
    for reference in body.iter(qn(f"w:{name}Reference")):
        if (note := notes_by_id.get(reference.get(_ID))) is not None:
            yield note


@dataclass
class _Field:
    """An open field: its code, and whether its shown result has begun."""

    code: str = ""
    shown: bool = False


class _Walker:
    def __init__(self, styles: Styles) -> None:
        self.out = Rendering()
        self._styles = styles
        self._paragraphs = self._tables = self._boxes = self._pictures = 0
        self._fields: list[_Field] = []

    def story(self, container: Any, where: str = "", kind: Kind | None = None) -> None:
        """Add all blocks of a container; without `where`, its paragraphs are numbered."""
        for child in container:
            if child.tag == _P:
                self._paragraph(child, where, kind)
            elif child.tag == _TBL:
                self._table(child)
            elif not _is_unseen(child):
                self.story(child, where, kind)

    def _table(self, table: Any) -> None:
        self._tables += 1
        name = f"table {self._tables}"
        rows = [row for row in _within(table, _TR) if row.find("w:trPr/w:del", nsmap) is None]
        for number, row in enumerate(rows, 1):
            column = 1
            for cell in _within(row, _TC):
                self.story(cell, f"{name}, row {number}, column {column}", Kind.TABLE_CELL)
                span = cell.find("w:tcPr/w:gridSpan", nsmap)
                column += 1 if span is None else int(span.get(_VAL))

    def _paragraph(self, paragraph: Any, where: str, kind: Kind | None) -> None:
        drawn: list[Any] = []
        text = "".join(self._text(paragraph, drawn))
        self._fields = [field for field in self._fields if field.shown]
        if text.strip() and not self._styles.is_generated(paragraph):
            if not where:
                self._paragraphs += 1
                where = f"paragraph {self._paragraphs}"
            self.out.add(text, where, kind or self._styles.kind(paragraph))
        for element in drawn:
            self._drawn(element)

    def _text(self, element: Any, drawn: list[Any]) -> Iterator[str]:
        """The text that an element shows; its drawings are added to `drawn`."""
        for child in element:
            if child.tag == _T:
                yield (child.text or "") if self._shows() else ""
            elif child.tag in _WHITE:
                yield " "
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == _FIELD_MARK:
                self._field(child.get(qn("w:fldCharType")))
            elif child.tag == _FIELD_CODE and self._fields:
                self._fields[-1].code += child.text or ""
            elif child.tag in _DRAWN:
                drawn.append(child)
            elif not _is_unseen(child):
                yield from self._text(child, drawn)

    def _field(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            self._fields[-1].shown = True
        elif mark == "end" and self._fields:
            self._fields.pop()

    def _shows(self) -> bool:
        """Whether text is shown: neither the code of a field nor a placeholder of a mail merge."""
        return all(field.shown and _MERGED not in field.code for field in self._fields)

    def _drawn(self, element: Any) -> None:
        boxes = list(_boxes(element))
        for box in boxes:
            self._boxes += 1
            self.story(box, f"text box {self._boxes}")
        if not boxes:
            self._pictures += 1
        for described in element.iterfind("*/wp:docPr", nsmap):
            if is_written(alt := described.get("descr", "")):
                self.out.add(alt, f"picture {self._pictures}", Kind.ALT)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, including those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif not _is_unseen(child):
            yield from _within(child, tag)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif not _is_unseen(child):
            yield from _boxes(child)


def _is_unseen(element: Any) -> bool:
    """Whether an element is deleted, hidden, a prompt to type over, or not text."""
    if element.tag == _R:
        hidden = element.find("w:rPr/w:vanish", nsmap)
        return hidden is not None and hidden.get(_VAL) not in ("0", "false")
    if element.tag == _SDT:
        return element.find("w:sdtPr/w:showingPlcHdr", nsmap) is not None
    return element.tag in _UNSEEN or _MERGED in (element.get(qn("w:instr")) or "")
