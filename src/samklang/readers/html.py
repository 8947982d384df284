"""HTML: what a visitor sees or hears. The standard library's tokenizer, since it tells where each
token stands (docs/adr/0004)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.copy import Copy
from samklang.readers.template import FILLER, mask

UNSEEN = frozenset("script style template noscript svg math code pre kbd samp iframe object".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark math nobr q ruby s "
    "samp small span strike strong sub sup svg time tt u var wbr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Kind.TABLE_CELL),
    **dict.fromkeys(("button", "label", "option", "legend", "summary"), Kind.LABEL),
    "blockquote": Kind.QUOTE,
    "title": Kind.TITLE,
}
_ATTRIBUTES = {
    "alt": Kind.ALT,
    "title": Kind.TITLE,
    "aria-label": Kind.LABEL,
    "placeholder": Kind.PLACEHOLDER,
}
_ATTRIBUTE = re.compile(rf"""([^\s"'<>/={FILLER}]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*)""")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.S)
_AMPERSAND = "\ue001"
"""Stands in for `&` in the tokenizer, so that it leaves entities to `Copy`."""


def read(text: str, _rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a page or of a fragment."""
    return tuple(extract(mask(text), 0))


def extract(region: str, at: int) -> list[Block]:
    """The blocks of a region of mark-up that starts at offset `at` of the file."""
    walker = _Walker(region, at)
    walker.walk()
    return sorted(walker.blocks, key=lambda block: block.pieces[0].file_start)


class _Walker(HTMLParser):
    """Collects copy from tokens, and starts a new block at every tag that is not inline."""

    def __init__(self, region: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.region = region
        self.blocks: list[Block] = []
        self._start = start
        self._lines = [0, *(end.end() for end in re.finditer("\n", region))]
        self._open: list[tuple[str, Kind]] = []
        self._count: Counter[str] = Counter()
        self._unseen = 0
        self._copy = Copy()
        self._breaks = 0

    def walk(self) -> None:
        """Take in the region. What it cuts off (a tag, a comment, a script) is not copy."""
        self.feed(self.region.replace("&", _AMPERSAND))
        if self.rawdata == "<" or not self.rawdata.startswith("<"):
            self.handle_data(self.rawdata)
        self.flush()

    def flush(self) -> None:
        """End the block that is being collected."""
        if block := self._copy.block(self._kind):
            self.blocks.append(block)
        self._copy = Copy()

    @property
    def _kind(self) -> Kind:
        return self._open[-1][1] if self._open else Kind.PARAGRAPH

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
        if not self._unseen:
            self._boundary(tag)
            self._attributes(tag, dict(attrs))
        if tag not in _VOID:
            self._open.append((tag, _KINDS.get(tag, self._kind)))
            self._count[tag] += 1
            self._unseen += tag in UNSEEN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._count[tag]:
            return
        if not self._unseen and not self._flows(tag):
            self.flush()
        closed = ""
        while closed != tag:
            closed, _ = self._open.pop()
            self._count[closed] -= 1
            self._unseen -= closed in UNSEEN

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self._breaks = 0 if data.strip() else self._breaks
        at = self._offset()
        self._copy.add_encoded(self._raw(at, len(data)), at)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._start + self._lines[line - 1] + column

    def _raw(self, at: int, length: int) -> str:
        """Characters of the region as they stand in the file."""
        return self.region[at - self._start : at - self._start + length]

    def _flows(self, tag: str) -> bool:
        return tag in _INLINE and not (tag == "a" and self._count["nav"])

    def _boundary(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            self._copy.add_whole(" ", self._offset(), self._offset() + len("<br>"))
            if self._breaks == 2:
                self.flush()
        elif not self._flows(tag):
            self.flush()

    def _attributes(self, tag: str, attrs: dict[str, str | None]) -> None:
        at = self._offset()
        tag_text = self._raw(at, len(self.get_starttag_text() or ""))
        for name, value, begin in _values(tag_text, at):
            if kind := _kind_of(tag, name, attrs):
                copy = Copy()
                copy.add_encoded(value, begin)
                if block := copy.block(kind):
                    self.blocks.append(block)


def _values(tag_text: str, at: int) -> Iterator[tuple[str, str, int]]:
    for match in _ATTRIBUTE.finditer(tag_text):
        value, begin = match.group(2), match.start(2)
        quoted = value[0] in "\"'"
        yield match.group(1).lower(), value[1:-1] if quoted else value, at + begin + quoted


def _kind_of(tag: str, name: str, attrs: dict[str, str | None]) -> Kind | None:
    if tag == "meta":
        described = name == "content" and (attrs.get("name") or "").lower() == "description"
        return Kind.DESCRIPTION if described else None
    if tag == "input" and name == "value":
        return Kind.LABEL if (attrs.get("type") or "").lower() in ("submit", "button", "reset") else None
    return None if tag in ("link", "style") else _ATTRIBUTES.get(name)
