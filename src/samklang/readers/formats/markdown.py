"""Markdown: pulldown-cmark through pyromark, which gives the range of every event (docs/adr/0003)."""

from __future__ import annotations

import re
from typing import Any

import pyromark

from samklang.model import NO_RULES, Block, CopyRules, Kind
from samklang.readers.parts import front_matter
from samklang.readers.parts.copy import Copy
from samklang.readers.parts.elements import UNSEEN, extract
from samklang.readers.parts.template import mask
from samklang.readers.parts.utf8 import code_points

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_CONTAINERS = {
    "Heading": Kind.HEADING,
    "Item": Kind.LIST_ITEM,
    "NumberedItem": Kind.NUMBERED_ITEM,
    "DefinitionListTitle": Kind.LIST_ITEM,
    "DefinitionListDefinition": Kind.LIST_ITEM,
    "TableCell": Kind.TABLE_CELL,
    "BlockQuote": Kind.QUOTE,
}
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image"})
_LINK_TITLE = re.compile(
    r"""\s(?:"(?P<d>(?:[^"\\]|\\.)*)"|'(?P<s>(?:[^'\\]|\\.)*)'|\((?P<p>(?:[^()\\]|\\.)*)\))\s*\)\Z""", re.S
)
_LONE_CR = re.compile(r"\r(?!\n)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)


def read(text: str, rules: CopyRules = NO_RULES) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    return front_matter.page(text, parsed(mask(text)), rules)


def parsed(text: str, *, indented_code: bool = True) -> tuple[Block, ...]:
    """The blocks of Markdown with masked template code; with `indented_code`, indented lines are code."""
    walker = _Walker(_LONE_CR.sub("\n", text), indented_code)
    walker.walk()
    return tuple(sorted(walker.blocks, key=lambda block: block.pieces[0].file_start))


class _Walker:
    def __init__(self, text: str, indented_code: bool) -> None:
        self.text = text
        self._indented_code = indented_code
        self.blocks: list[Block] = []
        self._offsets = code_points(text)
        self._open: list[str] = []
        self._copy = Copy()
        self._alt: Copy | None = None
        self._silent = 0
        self._hidden = ""
        self._inner_end = 0
        self._titles: list[str] = []
        self._after_html = False

    def walk(self) -> None:
        events: Any = pyromark.events_with_range(self.text, options=_OPTIONS)
        for event, place in events:
            start, end = int(self._offsets[place["start"]]), int(self._offsets[place["end"]])
            if isinstance(event, str):
                self._leaf(event, None, start, end)
            else:
                ((name, value),) = event.items()
                if name == "Start":
                    self._enter(_tag(value), value, start, end)
                elif name == "End":
                    self._leave(_tag(value), start, end)
                else:
                    self._leaf(name, value, start, end)
        self._flush()

    def _enter(self, tag: str, value: Any, start: int, end: int) -> None:
        if tag not in _INLINE:
            self._flush()
        self._open.append(self._named(tag, value))
        if tag == "CodeBlock" and (self._indented_code or value[tag] != "Indented"):
            self._silent += 1
            if self._after_html and self.text[start:end].lstrip().startswith("<"):
                self._html(start, end)  # mark-up indented after a blank line, as pages often have it
        elif tag == "HtmlBlock":
            self._silent += 1
            self._html(start, end)
        elif tag == "Image":
            self._alt = Copy()
        elif tag == "Strikethrough":
            self._silent += 1
        if tag in ("Link", "Image"):
            self._inner_end = start
            self._titles.append(value[tag]["title"])
            self._silent += _is_autolink(value)
        self._after_html = tag in ("HtmlBlock", "CodeBlock") and self._after_html | (tag == "HtmlBlock")

    def _named(self, tag: str, value: Any) -> str:
        """A tag, or our own name for it if the items of its list are numbered."""
        if tag == "List" and value[tag] is not None:
            return "NumberedList"
        return "NumberedItem" if tag == "Item" and self._open[-1] == "NumberedList" else tag

    def _leave(self, tag: str, start: int, end: int) -> None:
        if tag in ("CodeBlock", "HtmlBlock"):
            self._silent = 0
        elif tag in ("Link", "Image"):
            self._end_link(tag, start, end)
        elif tag in _INLINE:
            self._inner_end = end
            self._silent -= tag == "Strikethrough"
        if tag not in _INLINE:
            self._flush()
        self._open.pop()

    def _end_link(self, tag: str, start: int, end: int) -> None:
        has_title = bool(self._titles.pop())
        if self.text.startswith("<", start) and tag == "Link":
            self._silent -= 1
            return
        if tag == "Image" and self._alt is not None:
            self._keep(self._alt, Kind.ALT)
            self._alt = None
        tail = self.text[self._inner_end : end]
        if has_title and tail.startswith("](") and (title := _LINK_TITLE.search(tail)):
            group = title.lastgroup or 0
            copy = Copy()
            _add_escaped(copy, title.group(group), self._inner_end + title.start(group))
            self._keep(copy, Kind.TITLE)
        self._inner_end = end

    def _leaf(self, name: str, value: str | None, start: int, end: int) -> None:
        self._inner_end = end
        if name == "InlineHtml":
            self._inline_html(start, end)
        if self._silent or self._hidden:
            return
        copy = self._alt or self._copy
        if name == "Text" and value is not None:
            if value == self.text[start:end]:
                copy.add(value, start)
            else:
                copy.add_whole(value, start, end)
        elif name in ("SoftBreak", "HardBreak"):
            copy.add_whole(" ", start, end)

    def _inline_html(self, start: int, end: int) -> None:
        raw = self.text[start:end]
        closing, name = tag.groups() if (tag := _TAG.match(raw)) else ("", "")
        name = name.lower()
        if self._hidden:
            self._hidden = "" if closing and name == self._hidden else self._hidden
            return
        self.blocks += extract(raw, start)
        if name in UNSEEN and not closing and not raw.endswith("/>"):
            self._hidden = name
        elif name == "br":
            (self._alt or self._copy).add_whole(" ", start, start + len("<br"))

    def _html(self, start: int, end: int) -> None:
        raw = self.text[start:end]
        if "BlockQuote" in self._open:
            raw = _QUOTE_MARKS.sub(lambda marks: " " * len(marks.group()), raw)
        self.blocks += extract(raw, start)

    def _flush(self) -> None:
        kinds = (_CONTAINERS[tag] for tag in reversed(self._open) if tag in _CONTAINERS)
        kind = next(kinds, Kind.PARAGRAPH)
        if self._keep(self._copy, kind) and kind is Kind.NUMBERED_ITEM:
            self._open = ["Item" if tag == "NumberedItem" else tag for tag in self._open]
        self._copy = Copy()
        self._hidden = ""

    def _keep(self, copy: Copy, kind: Kind) -> bool:
        """Keep the collected copy; returns whether there is any."""
        block = copy.block(kind)
        self.blocks += [block] if block else []
        return block is not None


def _tag(value: Any) -> str:
    return value if isinstance(value, str) else str(next(iter(value)))


def _add_escaped(copy: Copy, raw: str, offset: int) -> None:
    end = 0
    for escape in _ESCAPE.finditer(raw):
        copy.add_encoded(raw[end : escape.start()], offset + end)
        copy.add(escape[1], offset + escape.start(1))
        end = escape.end()
    copy.add_encoded(raw[end:], offset + end)


def _is_autolink(value: Any) -> bool:
    link = value.get("Link") if isinstance(value, dict) else None
    return link is not None and link["link_type"] in ("Autolink", "Email")
