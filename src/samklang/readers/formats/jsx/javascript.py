"""JavaScript and TypeScript, with or without JSX: the nodes of tree-sitter, with their offsets
(docs/adr/0008)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import loads

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from samklang.readers.parts.escapes import ENTITIES, Decoded, Escapes
from samklang.readers.parts.template import FILLER
from samklang.readers.parts.utf8 import code_points

STRINGS = ("string", "template_string")
CHOICES = frozenset("jsx_expression parenthesized_expression ternary_expression binary_expression".split())
"""Expressions whose value may be a string or element within them."""

_LONE = re.compile("[\ud800-\udfff]")
_BLANKS = {**dict.fromkeys("ntrfv", " "), "\n": "", "\r": "", "\r\n": "", "b": "", "0": ""}


def _meaning(escape: str) -> str:
    code = escape[1:]
    if len(code) == 1 or code == "\r\n":
        return _BLANKS.get(code, code)
    if code.startswith("u{"):
        number = int(code[2:-1], 16)
        meant = chr(number) if number < 0x110000 else "\ufffd"
    else:
        meant = str(loads('"' + escape.replace("\\x", "\\u00") + '"'))
    return _LONE.sub("\ufffd", meant)


_ESCAPES = Escapes(
    "\\",
    re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\(?:\r\n|[^ux])", re.S),
    _meaning,
)
"""A run of code units is a single escape, since two may form one character."""


class Script:
    """Parsed code; what cannot be parsed leaves a gap in the tree."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._points = code_points(text)
        last = text.rfind("*/") + 1
        closed = text[:last] + text[last:].replace("/*", "  ")  # each unclosed one is searched to the end
        parser = Parser(Language(tree_sitter_typescript.language_tsx()))
        self.tree = parser.parse(closed.encode())

    def span(self, node: Node) -> tuple[int, int]:
        """The start and end of a node in the file."""
        return int(self._points[node.start_byte]), int(self._points[node.end_byte])

    def name(self, node: Node) -> str:
        """The characters of a node, without quotes."""
        start, end = self.span(node)
        return self._text[start:end].strip("\"'")

    def strings(self, node: Node) -> Iterator[Decoded]:
        """The strings that an expression may evaluate to, in any of its branches."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if node.type in STRINGS:
                yield self._string(node)
            elif node.type in CHOICES:
                waiting += reversed(_branches(node))

    def _string(self, node: Node) -> Decoded:
        """The text between the quotes; entities are decoded as well as escapes, since props have them."""
        start, end = self.span(node)
        text = self._text[start:end]
        for child in node.named_children:
            if child.type == "template_substitution":
                begin, stop = (place - start for place in self.span(child))
                text = text[:begin] + FILLER * (stop - begin) + text[stop:]
        return Decoded.of(text[1:-1], start + 1).decode(_ESCAPES).decode(ENTITIES)


def _branches(node: Node) -> list[Node]:
    """The parts of an expression that it may evaluate to."""
    parts = node.named_children
    if node.type == "ternary_expression":
        return parts[1:]
    if node.type == "binary_expression":
        operator = node.child_by_field_name("operator")
        return {"||": parts, "??": parts, "&&": parts[1:]}.get(operator.type if operator else "", [])
    return parts
