"""Tokens of HTML and formats like it, with their offsets, by the standard library (docs/adr/0004)."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

MAX_DEPTH = 512
"""As in browsers: an element that is nested deeper becomes a sibling."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CELL = frozenset({"td", "th"})
_IMPLIED_ENDS = {
    **{tag: frozenset({tag}) for tag in ("li", "p", "option")},
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), _CELL),
    "tr": _CELL | {"tr"},
}
"""By start tag: the innermost open elements that it closes."""
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.S)
_AMPERSAND = "\ue001"
"""Stands in for `&` in the tokenizer, so that it leaves entities to `Copy`."""


class Tokenizer(HTMLParser):
    """Calls its subclass for the start and end of every element and for every run of text."""

    def __init__(self, region: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.region = region
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self._start = start
        self._lines = [0, *(end.end() for end in re.finditer("\n", region))]

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        """Called when an element starts, at `place()`; it is not in `open` yet."""

    def leave(self, tag: str) -> None:
        """Called when the innermost open element ends."""

    def characters(self, raw: str, offset: int) -> None:
        """Called with characters of the file, from `offset` on, whose entities are not decoded."""

    def walk(self) -> None:
        """Tokenize the region. A tag, comment or script that is cut off at its end is skipped."""
        self.feed(self.region.replace("&", _AMPERSAND))
        if self.rawdata == "<" or not self.rawdata.startswith("<"):
            self.handle_data(self.rawdata)

    def place(self) -> int:
        """The offset of the current token in the file."""
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def raw(self, offset: int, length: int) -> str:
        """Characters of the region as they are in the file, from `offset` of the file on."""
        return self.region[offset - self._start : offset - self._start + length]

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the library's signature
        """Where a comment ends, as in browsers; the library differs from release to release."""
        comment = _COMMENT.match(self.rawdata, i)
        return comment.end() if comment else -1

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the library's signature
        """Where `<![CDATA[ … ]]>` or `<![if …]>` ends; the library fails on unknown sections."""
        close = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        end = self.rawdata.find(close, i)
        return end + len(close) if end >= 0 else -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open and self.open[-1] in _IMPLIED_ENDS.get(tag, ()):
            self._close()
        if len(self.open) == MAX_DEPTH:
            self._close()
        self.enter(tag, dict(attrs))
        self.open.append(tag)
        self.count[tag] += 1
        if tag in _VOID:
            self._close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        while self.count[tag]:
            if self._close() == tag:
                return

    def handle_data(self, data: str) -> None:
        offset = self.place()
        self.characters(self.raw(offset, len(data)), offset)

    def _close(self) -> str:
        tag = self.open[-1]
        self.leave(tag)
        self.open.pop()
        self.count[tag] -= 1
        return tag
