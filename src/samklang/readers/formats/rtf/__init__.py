"""RTF: paragraphs, tables, notes, headers; not field codes, hidden or deleted text (docs/adr/0011)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from samklang.model import NO_RULES, CopyRules, Kind
from samklang.readers.formats.rtf.stories import BODY, ENDS, STORIES, Stories
from samklang.readers.formats.rtf.tokens import Fonts, Token, tokens
from samklang.readers.parts.copy import SAVE_AGAIN, Rendered, Unreadable

MAX_DEPTH = 1000
_CODE, _FONTS, _STYLES = "field code", "fonts", "styles"
_NOT_COPY = frozenset({"", _FONTS})
_MERGED = "MERGEFIELD"
_HEADING = re.compile(r"(?:heading \d|title|subtitle);", re.IGNORECASE)
"""Built-in styles have their English name in every language."""
_ENOUGH = 100
"""Characters of the code of a field that are enough to recognise it."""
_BODY_TEXT = 9
"""The outline level of body text."""
_CHARACTERS = {
    **dict.fromkeys("tab line emspace enspace qmspace ~".split(), " "),
    **dict(zip("emdash endash bullet lquote rquote ldblquote rdblquote".split(), "—–•‘’“”", strict=True)),
    "_": "-",
}
_UNSEEN = frozenset(
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl info pict object nonshppict"
    " shprslt sp xe tc comment annotation template ftnsep ftnsepc aftnsep aftnsepc nonesttables".split()
)
_SHOWN = frozenset({"shpinst"})
"""Optional groups that programs may skip if they do not know them, but that contain text."""


class _Group(NamedTuple):
    """The state within a pair of braces."""

    story: str = ""
    """The story that its text belongs to; empty if it is not copy."""
    font: int = 0
    hidden: bool = False
    kind: Kind = Kind.PARAGRAPH
    in_table: bool = False
    stand_ins: int = 1
    """The number of substitute characters after a Unicode character, for programs without Unicode."""


def read(data: bytes, _rules: CopyRules = NO_RULES) -> Rendered:
    """The copy of an RTF document; if it is cut off, the copy before that.

    Raises:
        Unreadable: if it is not RTF, or nested deeper than `MAX_DEPTH`.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("is not an RTF document, despite its name", hint=SAVE_AGAIN)
    walker = _Walker()
    for token in tokens(data):
        walker.process(token)
    return walker.done()


class _Walker:
    def __init__(self) -> None:
        self._groups = [_Group()]
        self._fonts = Fonts()
        self._stories = Stories()
        self._raw = bytearray()
        self._to_skip = 0
        self._code = ""
        self._style = 0
        self._headings: set[int] = set()
        self._is_optional = False

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def _set(self, **changes: Any) -> None:
        self._groups[-1] = self._group._replace(**changes)

    def process(self, token: Token) -> None:
        """Read the next token."""
        if token.raw:
            self._raw += token.raw[self._to_skip :]
            self._to_skip = max(self._to_skip - len(token.raw), 0)
            return
        self._add_raw()
        if token.name == "{":
            self._open()
        elif token.name == "}":
            self._close()
        elif token.name == "u":
            self._add(chr((token.number or 0) & 0xFFFF))
            self._to_skip = self._group.stand_ins
        elif token.name in _CHARACTERS:
            self._add(_CHARACTERS[token.name])
        elif token.name in ENDS:
            self._end(token.name)
        elif token.name == "*":
            self._is_optional = True
        else:
            self._enter(token)

    def done(self) -> Rendered:
        """All copy of the document."""
        self._add_raw()
        is_cut_off = len(self._groups) > 1
        while len(self._groups) > 1:
            self._close()
        return self._stories.rendered(("is cut off: its end is missing",) if is_cut_off else ())

    def _add_raw(self) -> None:
        self._add(self._raw.decode(self._fonts.codec(self._group.font), "replace"))
        self._raw.clear()
        self._to_skip = 0

    def _open(self) -> None:
        if len(self._groups) > MAX_DEPTH:
            raise Unreadable("is nested too deeply")
        self._is_optional = False
        self._groups.append(self._group)

    def _close(self) -> None:
        self._is_optional = False
        if len(self._groups) > 1:
            if self._groups[-2].story != self._group.story:
                self._end("par")
            self._groups.pop()

    def _add(self, text: str) -> None:
        if self._group.story == _CODE:
            self._code = (self._code + text)[:_ENOUGH]
        elif self._group.story == _STYLES:
            if _HEADING.fullmatch(text):
                self._headings.add(self._style)
        elif text and self._group.story not in _NOT_COPY and not self._group.hidden:
            self._stories.add(self._group.story, text)

    def _end(self, mark: str) -> None:
        self._stories.end(self._group.story, mark, self._group.kind, self._group.in_table)

    def _enter(self, token: Token) -> None:
        """Read a control word that may set the purpose of its group."""
        is_optional, self._is_optional = self._is_optional, False
        name = token.name
        if name == "rtf" and len(self._groups) == 2:
            self._set(story=BODY)
        elif not self._group.story:
            return
        elif name in ("listtext", "pntext"):
            self._groups[-2] = self._groups[-2]._replace(kind=Kind.LIST_ITEM)
            self._set(story="")
        elif name == "fldinst":
            self._code = ""
            self._set(story=_CODE)
        elif name == "fldrslt" and _MERGED in self._code:
            self._set(story="")
        elif name in ("fonttbl", "stylesheet"):
            self._set(story=_FONTS if name == "fonttbl" else _STYLES)
        elif name in STORIES:
            self._set(story=self._stories.begin(STORIES[name]))
        elif name in _UNSEEN or (is_optional and name not in _SHOWN):
            self._set(story="")
        else:
            self._format(token)

    def _format(self, token: Token) -> None:
        """Read a control word that formats text."""
        number = token.number
        match token.name:
            case "v" | "deleted":
                self._set(hidden=number != 0)
            case "plain":
                self._set(hidden=False, font=self._fonts.default)
            case "pard":
                self._set(kind=Kind.PARAGRAPH, in_table=False)
            case "intbl":
                self._set(in_table=True)
            case "outlinelevel" if (number or 0) < _BODY_TEXT:
                self._set(kind=Kind.HEADING)
            case "s" if self._group.story == _STYLES:
                self._style = number or 0
            case "s" if (number or 0) in self._headings:
                self._set(kind=Kind.HEADING)
            case "ls" if number:
                self._set(kind=Kind.LIST_ITEM)
            case "uc":
                self._set(stand_ins=max(number or 0, 0))
            case "f" if self._group.story != _FONTS:
                self._set(font=number or 0)
            case _:
                self._fonts.declare(token)
