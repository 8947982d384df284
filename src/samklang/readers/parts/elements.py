"""Elements of HTML and formats like it (MJML, Vue, JSX): which of them are copy, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.parts.catalogue import language_code
from samklang.readers.parts.copy import Copy
from samklang.readers.parts.css import Chosen, chosen
from samklang.readers.parts.markup import Tokenizer
from samklang.readers.parts.template import FILLER

UNSEEN = frozenset(
    "script style template noscript svg math code pre kbd samp iframe object del s strike".split()
)
"""Elements whose content is not copy. What is struck out is no longer copy."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark math nobr q ruby s "
    "samp small span strike strong sub sup svg time tt u var wbr".split()
)
KINDS = {
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
"""By name or property: the metadata that search engines and shared links show."""
_ATTRIBUTE = re.compile(rf"""([^\s"'<>/={FILLER}]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*)""")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]|\Z)")


class Dialect(NamedTuple):
    """What the elements of HTML, or of a format like it, mean."""

    unseen: frozenset[str] = UNSEEN
    """Elements whose content is not shown."""
    inline: frozenset[str] = INLINE
    """Elements within a sentence."""
    kinds: Mapping[str, Kind] = KINDS


HTML = Dialect()


def extract(region: str, offset: int, rules: CopyRules = NO_RULES, dialect: Dialect = HTML) -> list[Block]:
    """The blocks of a region of mark-up that starts at `offset` of the file."""
    walker = Walker(region, offset, chosen(region, offset, rules), dialect)
    walker.walk()
    walker.flush()
    return sorted(walker.blocks, key=lambda block: block.pieces[0].file_start)


def language_of(tag: str) -> str | None:
    """The language of a tag; None if it is not a language tag, such as template code."""
    return language_code(tag) if _LANGUAGE.match(tag) else None


class ElementState(NamedTuple):
    """What applies within an element."""

    kind: Kind
    kept: bool
    hidden: bool = False
    language: str | None = None


class Walker(Tokenizer):
    """Collects copy from tokens, and starts a new block at every tag that is not inline."""

    def __init__(self, region: str, start: int, choice: Chosen, dialect: Dialect) -> None:
        super().__init__(region, start)
        self.blocks: list[Block] = []
        self._choice = choice
        self._dialect = dialect
        self.states = [ElementState(Kind.PARAGRAPH, kept=choice.kept is None)]
        self.copy = Copy()
        self._breaks = 0
        self._after_link = False

    def flush(self) -> None:
        """End the block that is being collected."""
        self.keep(self.copy, self.states[-1])
        self.copy = Copy()

    def enter(self, tag: str, attrs: dict[str, str | None]) -> None:
        outer = self.states[-1]
        if not outer.hidden:
            self._boundary(tag)
        offset = self.place()
        state = ElementState(
            self._dialect.kinds.get(tag, outer.kind),
            kept=outer.kept or offset in (self._choice.kept or ()),
            hidden=outer.hidden or offset in self._choice.excluded,
            language=language_of(attrs.get("lang") or attrs.get("xml:lang") or "") or outer.language,
        )
        if state.kept and not state.hidden:
            self.attributes(tag, attrs, state)
        self.states.append(state._replace(hidden=state.hidden or tag in self._dialect.unseen))

    def leave(self, tag: str) -> None:
        if not self.states[-1].hidden and not self._flows(tag):
            self.flush()
        self._after_link = tag == "a"
        self.states.pop()

    def characters(self, raw: str, offset: int) -> None:
        if self.states[-1].hidden or not self.states[-1].kept:
            return
        self._breaks = 0 if raw.strip() else self._breaks
        self._after_link = False
        self.copy.add_encoded(raw, offset)

    def keep(self, copy: Copy, state: ElementState) -> None:
        """Keep the collected copy as a block."""
        if block := copy.block(state.kind, language=state.language):
            self.blocks.append(block)

    def _flows(self, tag: str) -> bool:
        return tag in self._dialect.inline and not (tag == "a" and self.count["nav"])

    def _boundary(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            self.copy.add_whole(" ", self.place(), self.place() + len("<br>"))
            if self._breaks == 2:
                self.flush()
        elif not self._flows(tag) or (tag == "a" and self._after_link):
            self.flush()  # links without text between them are a menu, not a sentence

    def attributes(self, tag: str, attrs: dict[str, str | None], state: ElementState) -> None:
        """Keep those attributes of a start tag that are copy."""
        offset = self.place()
        tag_text = self.raw(offset, len(self.get_starttag_text() or ""))
        for name, value, begin in _values(tag_text, offset):
            if kind := kind_of(tag, name, attrs):
                copy = Copy()
                copy.add_encoded(value, begin)
                self.keep(copy, state._replace(kind=kind))


def _values(tag_text: str, offset: int) -> Iterator[tuple[str, str, int]]:
    for match in _ATTRIBUTE.finditer(tag_text):
        value, begin = match.group(2), match.start(2)
        quoted = value[0] in "\"'"
        yield match.group(1).lower(), value[1:-1] if quoted else value, offset + begin + quoted


def kind_of(tag: str, name: str, attrs: Mapping[str, str | None]) -> Kind | None:
    """The kind of copy that an attribute is; None if it is not copy."""
    if tag == "meta":
        shown = attrs.get("name") or attrs.get("property") or ""
        return _META.get(shown.lower()) if name == "content" else None
    if tag == "input" and name == "value":
        return Kind.LABEL if (attrs.get("type") or "").lower() in ("submit", "button", "reset") else None
    return None if tag in ("link", "style") else _ATTRIBUTES.get(name)
