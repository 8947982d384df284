"""Feeds in XML: RSS, Atom, sitemaps, and records of any other kind (products), with the HTML in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.parts.copy import BlockTooLong
from samklang.readers.parts.elements import extract, language_of
from samklang.readers.parts.escapes import Decoded
from samklang.readers.parts.likely_copy import looks_like_copy
from samklang.readers.parts.template import mask
from samklang.readers.parts.xml import Element, Raw, parse

_FEEDS = frozenset({"rss", "RDF", "feed", "urlset"})
_ENTRIES = frozenset({"item", "entry"})
_COPY = frozenset(
    "title short_title long_title subtitle caption description summary content encoded "
    "product_highlight".split()
)
"""Elements of feeds that have copy, including feeds of shops and sitemaps."""
_OTHERS = frozenset({"image", "source"})
"""Elements of feeds that repeat the title of the feed, or have the title of another."""
_TITLES = frozenset("title short_title long_title subtitle name".split())


class _Field(NamedTuple):
    """An element, and its place as users see it."""

    element: Element
    path: tuple[str, ...]
    """The names of its ancestors and its own, outermost first."""
    record: str = ""
    """The record that it belongs to, as `item 3`."""
    language: str | None = None

    @property
    def name(self) -> str:
        return _local(self.element)

    @property
    def where(self) -> str:
        return f"{self.record} {self.element.name}".strip()


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a feed.

    Raises:
        Unreadable: if it is not well-formed XML.
    """
    masked = mask(text)
    root = parse(masked)
    if root is None:
        return ()
    top = _Field(root, (root.name,), language=_language(root))
    chosen = _chosen(top, _chooser(top, rules))
    return tuple(block for field in chosen for block in _blocks(field, masked, rules))


def _chosen(field: _Field, is_copy: Callable[[_Field], bool]) -> Iterator[_Field]:
    if is_copy(field):
        yield field
        return
    for child in _children(field):
        yield from _chosen(child, is_copy)


def _children(field: _Field) -> Iterator[_Field]:
    """The child elements of a field; those that repeat and have children are records."""
    total = Counter(child.name for child in field.element.elements)
    seen: Counter[str] = Counter()
    for child in field.element.elements:
        seen[child.name] += 1
        repeats = total[child.name] > 1 or _local(child) in _ENTRIES
        record = field.record
        if repeats and any(child.elements):
            record = f"{record} {child.name} {seen[child.name]}".strip()
        yield _Field(child, (*field.path, child.name), record, _language(child) or field.language)


def _chooser(top: _Field, rules: CopyRules) -> Callable[[_Field], bool]:
    """A test for copy: by the paths of the workspace, by the names of feed elements, or by how it looks."""
    if rules.paths:
        return lambda field: any(_leads(path, field) for path in rules.paths)
    if top.name in _FEEDS:
        return lambda field: field.name in _COPY and _OTHERS.isdisjoint(field.path)
    cells = defaultdict(list)
    for field in _chosen(top, _has_text):
        cells[field.path].append(field.element.text)
    paths = {path for path, texts in cells.items() if looks_like_copy(texts)}
    return lambda field: field.path in paths


def _leads(path: str, field: _Field) -> bool:
    """Whether a path of the workspace, as `products[*].description`, leads to a field."""
    names = tuple(re.split(r"[./]", re.sub(r"\[[^\]]*\]", "", path)))
    return field.path[-len(names) :] == names


def _has_text(field: _Field) -> bool:
    return any(raw.text.strip() for raw in _raws(field.element))


def _blocks(field: _Field, text: str, rules: CopyRules) -> Iterator[Block]:
    languages = (language for path, language in rules.languages.items() if _leads(path, field))
    language = next(languages, field.language)
    html = _html(field.element, text)
    for block in _extracted(html, rules):
        kind = Kind.TITLE if block.kind == Kind.PARAGRAPH and field.name in _TITLES else block.kind
        placed = html.copy_of(block).block(kind, field.where, block.language or language)
        if placed:
            yield placed


def _extracted(html: Decoded, rules: CopyRules) -> list[Block]:
    """The blocks of HTML, with offsets in the HTML."""
    try:
        return extract(html.text, 0, rules)
    except BlockTooLong as error:
        raise BlockTooLong(error.length, html.span(error.offset, error.offset + 1).start) from error


def _html(element: Element, text: str) -> Decoded:
    """The content of an element: HTML as text, or mark-up of the file itself."""
    if not any(element.elements):
        return element.decoded()
    start = element.children[0].offset
    raws = [raw for part in element.walk() for raw in (*part.attributes.values(), *_raws(part))]
    last = max((raw.offset + len(raw.raw) for raw in raws), default=start)
    return Decoded.of(text[start : text.index(">", max(last, start)) + 1], start)


def _raws(element: Element) -> Iterator[Raw]:
    return (child for child in element.children if isinstance(child, Raw))


def _language(element: Element) -> str | None:
    """The language that an element declares for itself or for its content."""
    language = element.first("language")
    return language_of(element.get("xml:lang") or (language.text.strip() if language else ""))


def _local(element: Element) -> str:
    """The name without its prefix."""
    return element.name.rpartition(":")[2]
