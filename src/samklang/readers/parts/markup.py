"""Tokens of HTML and its kin, each with its place: the standard library's tokenizer (docs/adr/0004)."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

MAX_DEPTH = 512
"""As in browsers: what is nested deeper stands beside, not within."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CELL = frozenset({"td", "th"})
_IMPLIED_ENDS = {
    **{tag: frozenset({tag}) for tag in ("li", "p", "option")},
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), _CELL),
    "tr": _CELL | {"tr"},
}
"""By start tag: the innermost open elements that it ends."""
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.S)
_AMPERSAND = "\ue001"
"""Stands in for `&` in the tokenizer, so that it leaves entities to `Copy`."""


class Tokenizer(HTMLParser):
    """Tells a subclass of every element's start and end and of every run of text."""

    def __init__(self, region: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.region = region
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self._start = start
        self._lines = [0, *(end.end() for end in re.finditer("\n", region))]

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        """An element starts at `place()`; it is not among the open ones yet."""

    def leave(self, tag: str) -> None:
        """The innermost open element ends."""

    def characters(self, raw: str, at: int) -> None:
        """Characters of the file, from offset `at` of it, in which entities stand for others."""

    def walk(self) -> None:
        """Take in the region. What it cuts off (a tag, a comment, a script) is passed over."""
        self.feed(self.region.replace("&", _AMPERSAND))
        if self.rawdata == "<" or not self.rawdata.startswith("<"):
            self.handle_data(self.rawdata)

    def place(self) -> int:
        """Where the token at hand stands in the file."""
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def raw(self, at: int, length: int) -> str:
        """Characters of the region as they stand in the file."""
        return self.region[at - self._start : at - self._start + length]

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the library's signature
        """Where a comment ends, as browsers have it; the library's own differs by release."""
        comment = _COMMENT.match(self.rawdata, i)
        return comment.end() if comment else -1

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the library's signature
        """Where `<![CDATA[ … ]]>` or `<![if …]>` ends; the library's own fails on unknown ones."""
        close = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        at = self.rawdata.find(close, i)
        return at + len(close) if at >= 0 else -1

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
        at = self.place()
        self.characters(self.raw(at, len(data)), at)

    def _close(self) -> str:
        tag = self.open[-1]
        self.leave(tag)
        self.open.pop()
        self.count[tag] -= 1
        return tag
