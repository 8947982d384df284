"""The copy of an RTF document by story: its body, headers, notes, text boxes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from samklang.model import Kind
from samklang.readers.parts.copy import Rendered, Rendering

BODY = "body"
_BOX = "text box"
STORIES = {
    **{f"{name}{page}": name for name in ("header", "footer") for page in ("", "l", "r", "f")},
    **{"footnote": "footnote", "ftnalt": "endnote", "shptxt": _BOX},
}
"""By control word: the story that begins with it."""
ENDS = frozenset("par sect page column cell nestcell row nestrow \n \r".split(" "))
"""Control words that end a paragraph."""
_MARGINS = ("header", "footer")


class _Paragraph(NamedTuple):
    text: str
    where: str
    kind: Kind


class Stories:
    """Collects the paragraphs of all stories, which are interleaved: a note is within its paragraph."""

    def __init__(self) -> None:
        self._open: defaultdict[str, list[str]] = defaultdict(list)
        self._paragraphs: defaultdict[str, list[_Paragraph]] = defaultdict(list)
        self._count = Counter[str]()
        self._in_table = False
        self._row = self._column = 1

    def begin(self, story: str) -> str:
        """Begin a story; returns its name, as users see it."""
        if story in _MARGINS:
            return story
        self._count[story] += 1
        if story == "endnote":  # an endnote begins as a footnote does
            self._count["footnote"] -= 1
        return f"{story} {self._count[story]}"

    def add(self, story: str, text: str) -> None:
        """Add text to the open paragraph of a story."""
        self._open[story].append(text)

    def end(self, story: str, mark: str, kind: Kind, in_table: bool) -> None:
        """End the open paragraph of a story."""
        halves = "".join(self._open.pop(story, ()))
        text = halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if story != BODY:
            self._paragraphs[story.rstrip(" 0123456789")].append(_Paragraph(text, story, kind))
        elif in_table or mark in ("cell", "row"):
            self._paragraphs[BODY].append(_Paragraph(text, self._cell(), Kind.TABLE_CELL))
            self._move(mark)
        else:
            self._in_table = False
            self._count["paragraph"] += bool(text.strip())
            self._paragraphs[BODY].append(_Paragraph(text, f"paragraph {self._count['paragraph']}", kind))

    def _cell(self) -> str:
        if not self._in_table:
            self._in_table = True
            self._count["table"] += 1
            self._row = self._column = 1
        return f"table {self._count['table']}, row {self._row}, column {self._column}"

    def _move(self, mark: str) -> None:
        if mark == "cell":
            self._column += 1
        elif mark == "row":
            self._row, self._column = self._row + 1, 1

    def rendered(self, notes: tuple[str, ...]) -> Rendered:
        """The paragraphs of all stories; headers and footers without repeats."""
        out = Rendering()
        for story in ("header", BODY, _BOX, "footnote", "endnote", "footer"):
            paragraphs = self._paragraphs[story]
            for text, where, kind in dict.fromkeys(paragraphs) if story in _MARGINS else paragraphs:
                out.add(text, where, kind)
        for note in notes:
            out.note(note)
        return out.done()
