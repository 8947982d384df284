"""HTML: what a visitor sees or hears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.copy import Copy
from samklang.readers.css import Chosen, chosen
from samklang.readers.markup import Tokenizer
from samklang.readers.template import FILLER, mask

UNSEEN = frozenset("script style template noscript svg math code pre kbd samp iframe object".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark math nobr q ruby s "
    "samp small span strike strong sub sup svg time tt u var wbr".split()
)
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
    "label": Kind.LABEL,
    "aria-label": Kind.LABEL,
    "placeholder": Kind.PLACEHOLDER,
}
_META = {
    **dict.fromkeys(("description", "og:description", "twitter:description"), Kind.DESCRIPTION),
    **dict.fromkeys(("og:title", "twitter:title"), Kind.TITLE),
}
"""By name or property: what search engines and shared links show."""
_ATTRIBUTE = re.compile(rf"""([^\s"'<>/={FILLER}]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*)""")


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a page or of a fragment."""
    return tuple(extract(mask(text), 0, rules))


def extract(
    region: str, at: int, rules: CopyRules = NO_RULES, unseen: frozenset[str] = UNSEEN
) -> list[Block]:
    """The blocks of a region of mark-up that starts at offset `at` of the file."""
    walker = _Walker(region, at, chosen(region, at, rules), unseen)
    walker.walk()
    walker.flush()
    return sorted(walker.blocks, key=lambda block: block.pieces[0].file_start)


class _Walker(Tokenizer):
    """Collects copy from tokens, and starts a new block at every tag that is not inline."""

    def __init__(self, region: str, start: int, choice: Chosen, unseen: frozenset[str]) -> None:
        super().__init__(region, start)
        self.blocks: list[Block] = []
        self._choice = choice
        self._unseen_tags = unseen
        self._kinds = [Kind.PARAGRAPH]
        self._kept = [choice.kept is None]
        self._hidden = [False]
        self._copy = Copy()
        self._breaks = 0
        self._after_link = False

    def flush(self) -> None:
        """End the block that is being collected."""
        if block := self._copy.block(self._kinds[-1]):
            self.blocks.append(block)
        self._copy = Copy()

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        at = self.place()
        hidden = self._hidden[-1] or at in self._choice.left
        kept = self._kept[-1] or at in (self._choice.kept or ())
        if not self._hidden[-1]:
            self._boundary(tag)
        if kept and not hidden:
            self._attributes(tag, attrs)
        self._kinds.append(_KINDS.get(tag, self._kinds[-1]))
        self._hidden.append(hidden or tag in self._unseen_tags)
        self._kept.append(kept)

    def leave(self, tag: str) -> None:
        if not self._hidden[-1] and not self._flows(tag):
            self.flush()
        self._after_link = tag == "a"
        for states in (self._kinds, self._hidden, self._kept):
            states.pop()

    def characters(self, raw: str, at: int) -> None:
        if self._hidden[-1] or not self._kept[-1]:
            return
        self._breaks = 0 if raw.strip() else self._breaks
        self._after_link = False
        self._copy.add_encoded(raw, at)

    def _flows(self, tag: str) -> bool:
        return tag in _INLINE and not (tag == "a" and self.count["nav"])

    def _boundary(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            self._copy.add_whole(" ", self.place(), self.place() + len("<br>"))
            if self._breaks == 2:
                self.flush()
        elif not self._flows(tag) or (tag == "a" and self._after_link):
            self.flush()  # links that touch are a menu, and no words of one sentence

    def _attributes(self, tag: str, attrs: dict[str, str | None]) -> None:
        at = self.place()
        tag_text = self.raw(at, len(self.get_starttag_text() or ""))
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
        shown = attrs.get("name") or attrs.get("property") or ""
        return _META.get(shown.lower()) if name == "content" else None
    if tag == "input" and name == "value":
        return Kind.LABEL if (attrs.get("type") or "").lower() in ("submit", "button", "reset") else None
    return None if tag in ("link", "style") else _ATTRIBUTES.get(name)
